//! What browsers are shown at one moment, as a whole.
//!
//! In: a look, and what was edited or found out since it was made. Out: what answers are made from. Reads no file.

use super::look::Look;
use crate::base::hash::Hash;
use crate::diagnostic::{self, Diagnostic};
use crate::load::{Listing, Stamp};
use crate::plan::notes_on_pictures;
use crate::site::Entry;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What browsers are shown at one moment.
pub(super) struct Shown {
    /// Counted up with every look.
    pub(super) number: u64,
    /// The present of this look, in seconds since 1970.
    pub(super) now: i64,
    /// Whether somebody chose that present.
    pub(super) is_chosen: bool,
    /// `None` as long as nothing could be shown.
    pub(super) look: Option<Arc<Look>>,
    /// Whether a mistake keeps the folder as it is now from being shown: the look is an older one.
    pub(super) is_behind: bool,
    /// What the folder held when it was looked at, shown or not; `None` when it could not be listed.
    pub(super) listed: Option<Arc<Listing>>,
    /// The bytes of articles whose bodies alone were edited since the look was made, by path below `content/`.
    pub(super) edited: BTreeMap<String, Hash>,
    /// The stamps of articles that were edited since the folder was listed.
    pub(super) stamps: BTreeMap<String, Stamp>,
    /// Where articles are now that had other addresses since the preview began: their files were renamed.
    pub(super) moved: BTreeMap<Box<str>, Box<str>>,
    /// All that is to be said of the folder.
    pub(super) notes: Vec<Diagnostic>,
}

impl Shown {
    /// Before the first look.
    pub(super) fn nothing(now: i64) -> Self {
        let (look, listed, edited, stamps) = (None, None, BTreeMap::new(), BTreeMap::new());
        let (moved, notes) = (BTreeMap::new(), Vec::new());
        Self { number: 0, now, is_chosen: false, look, is_behind: true, listed, edited, stamps, moved, notes }
    }

    /// The same once more.
    pub(super) fn again(&self) -> Self {
        let (look, listed) = (self.look.clone(), self.listed.clone());
        let (edited, stamps) = (self.edited.clone(), self.stamps.clone());
        let (moved, notes) = (self.moved.clone(), self.notes.clone());
        Self { number: self.number + 1, look, listed, edited, stamps, moved, notes, ..*self }
    }

    /// The names of pictures that nobody has looked at yet.
    pub(super) fn unknown_pictures(&self) -> Vec<Box<str>> {
        let unknown = self.look.iter().flat_map(|look| look.pictures.gallery.unknown());
        unknown.map(|(name, _)| name.into()).collect()
    }

    /// The bytes that an article is shown with.
    pub(super) fn hash(&self, entry: &Entry) -> Hash {
        self.edited.get(&*entry.card.path).copied().unwrap_or(entry.facts.hash)
    }

    /// Whether an article of this path below `content/` was there.
    pub(super) fn has_article(&self, path: &str) -> bool {
        self.listed.as_ref().is_some_and(|listed| listed.place(path).is_some())
    }

    /// Whether a file of the site, its path relative to the root, was there.
    pub(super) fn has_file(&self, path: &str) -> bool {
        let is_other = |listed: &Arc<Listing>| listed.others.iter().any(|(other, _)| other == path);
        path.strip_prefix("content/").is_some_and(|below| self.has_article(below))
            || self.listed.as_ref().is_some_and(is_other)
    }

    /// The address on its host of the article that stood at an address of the host before its file was renamed.
    pub(super) fn moved_to(&self, look: &Look, asked: &str) -> Option<String> {
        let address = asked.strip_prefix(&*look.world.settings.href(""))?;
        let to = self.moved.get(address).or_else(|| self.moved.get(&*format!("{address}.html")))?;
        look.find(to).map(|planned| look.world.settings.href(&planned.address))
    }

    /// How many articles the folder holds.
    pub(super) fn length(&self) -> usize {
        self.listed.as_ref().map_or(0, |listed| listed.articles.len())
    }

    /// Whether the site at this instant is another one, because an article's hour has come.
    pub(super) fn is_over(&self, now: i64) -> bool {
        let (from, until) = self.look.as_ref().map_or((i64::MIN, i64::MAX), |look| look.world.site.while_now);
        !self.is_chosen && !(from..until).contains(&now)
    }

    /// Looks at some pictures that nobody has asked for.
    pub(super) fn look_at_pictures(&self, names: &[Box<str>]) {
        if let Some(look) = &self.look {
            names.par_iter().for_each(|name| {
                look.pictures.gallery.get(name);
            });
        }
    }

    /// The same site, with what is to be said of its pictures now that all of them were looked at.
    pub(super) fn with_pictures(&self) -> Option<Self> {
        let look = self.look.as_ref()?;
        let _ = look.pictures.keep(&look.listing);
        let mut notes = self.notes.clone();
        notes.extend(notes_on_pictures(&look.world.site, &look.pictures.gallery));
        diagnostic::sort(&mut notes);
        (notes != self.notes).then(|| Self { notes, ..self.again() })
    }
}
