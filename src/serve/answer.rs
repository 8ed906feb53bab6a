//! What a browser gets that asks for an address: the bytes that a build would write there.
//!
//! In: what is shown, and an address. Out: a page, a file of the site, or another address.

use super::look::Look;
use super::search;
use super::shown::Shown;
use crate::base::hash::Hash;
use crate::diagnostic::Diagnostic;
use crate::load::{Disk, decode};
use crate::plan::{Page, Planned, SearchFile};
use crate::render::{Written, render, search_blocks, search_index};
use crate::site::Entry;
use rayon::prelude::*;

/// An answer.
pub(super) enum Answer {
    /// A page that was made, and whether it is that of an address that does not exist.
    Made { address: String, bytes: Vec<u8>, is_missing: bool },
    /// A file of the site, relative to its root.
    File { address: String, source: String },
    /// The address stands for another one.
    Elsewhere { href: String },
    /// The page cannot be made.
    Faulty(Box<Diagnostic>),
    /// The file of the page is no longer what is shown: one must look again.
    Behind { source: String },
}

impl Look {
    /// What a browser means by an address, and whether that is its whole address: folders have a slash at their end, links
    /// may leave `.html` out.
    pub(super) fn meant(&self, asked: &str) -> Option<(&Planned, bool)> {
        let base = self.world.settings.href("");
        if asked == "/" && !base.is_empty() {
            return Some((self.find("/")?, false));
        }
        let asked = asked.strip_prefix(&*base)?;
        let exact = self.find(asked).map(|found| (found, true));
        let index = || Some((self.find(asked.strip_suffix("index.html")?)?, true));
        let bare = || Some((self.find(&format!("{asked}.html"))?, true));
        let folder = || Some((self.find(&format!("{asked}/"))?, false));
        exact.or_else(index).or_else(bare).or_else(folder)
    }
}

/// What stands at an address; of one that does not exist, the page that says so.
pub(super) fn answer(disk: &Disk, shown: &Shown, look: &Look, asked: &str) -> Answer {
    let settings = &look.world.settings;
    let picture = asked.strip_prefix(&*settings.href("")).and_then(|address| Some((address, look.picture(address)?)));
    if let Some((address, bytes)) = picture {
        return Answer::Made { address: address.to_owned(), bytes, is_missing: false };
    }
    let Some((planned, is_whole)) = look.meant(asked) else {
        let missing = look.find("/404.html");
        return missing
            .map_or(Answer::Elsewhere { href: settings.href("/") }, |page| made(disk, shown, look, page, true));
    };
    if !is_whole {
        return Answer::Elsewhere { href: settings.href(&planned.address) };
    }
    let to = match &planned.page {
        Page::Redirect(id) => Some(&*look.world.site.article(*id).card.address),
        Page::Moved(to) => Some(&**to),
        _ => None,
    };
    // Only a host that is told redirects; elsewhere a page stands there.
    match (to.filter(|_| !settings.hosts.is_empty()), &planned.page) {
        (Some(to), _) => Answer::Elsewhere { href: settings.href(to) },
        (None, Page::File(source)) => Answer::File { address: planned.address.to_string(), source: source.to_string() },
        (None, _) => made(disk, shown, look, planned, false),
    }
}

fn made(disk: &Disk, shown: &Shown, look: &Look, planned: &Planned, is_missing: bool) -> Answer {
    let mut bytes = Vec::new();
    match make(disk, shown, look, planned, &mut bytes) {
        Ok(()) => Answer::Made { address: planned.address.to_string(), bytes, is_missing },
        Err(answer) => answer,
    }
}

impl From<Diagnostic> for Answer {
    fn from(note: Diagnostic) -> Self {
        Self::Faulty(Box::new(note))
    }
}

/// Makes a page into `out`, or tells what is answered in its place.
fn make(disk: &Disk, shown: &Shown, look: &Look, planned: &Planned, out: &mut Vec<u8>) -> Result<(), Answer> {
    match planned.page {
        Page::SearchFile(SearchFile::Block { span, file, .. }) => {
            *out = search::file(disk, look, span, file);
            return Ok(());
        }
        Page::SearchFile(SearchFile::Index) => {
            let stands = |entry: &Entry| look.standing.contains(&*entry.card.path);
            let hash = |entry: &Entry| (!stands(entry)).then(|| shown.hash(entry));
            search_index(&look.world, &search_blocks(&look.world, hash), out);
            return Ok(());
        }
        _ => {}
    }
    let Page::Article(id) = planned.page else {
        return Ok(render(&look.world, planned, &Written::Text(""), out)?);
    };
    let entry = look.world.site.article(id);
    // A gallery of new photos is worked on by all processors.
    entry.facts.links.par_iter().for_each(|link| {
        look.pictures.gallery.get(&link.target);
    });
    let source = format!("content/{}", entry.card.path);
    // Mistakes are told; until they are mended, what can be shown of the text is shown in the place of the last good one,
    // which is no more.
    let stands = shown.is_behind || look.standing.contains(&*entry.card.path);
    let bytes = match disk.read(&source) {
        Ok(bytes) => bytes,
        Err(_) if !stands => return Err(Answer::Behind { source }),
        Err(note) => return Err(note.into()),
    };
    if !stands && Hash::of(&bytes) != shown.hash(entry) {
        return Err(Answer::Behind { source });
    }
    let (text, _) = decode(&source, &bytes)?;
    Ok(render(&look.world, planned, &Written::Text(&text), out)?)
}
