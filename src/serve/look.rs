//! The site as it stands in the folder now, by the same steps as a build up to the pages.
//!
//! In: the folder, the present, and what was shown before. Out: what is to be shown. A mistake that keeps the site from
//! being built leaves the last good one in place. Makes no page but to try the theme out.

use super::shown::Shown;
use crate::article::markdown::Body;
use crate::article::{Facts, Parsed, Schema, parse_article};
use crate::base::Timings;
use crate::base::hash::{Hash, Map};
use crate::base::path::picture_stem;
use crate::diagnostic::{self, Diagnostic, Failure};
use crate::job::{Options, Progress, Step};
use crate::load::{self, Disk, Listing, Stamp, decode, stamp};
use crate::memo::Memo;
use crate::plan::{Page, Plan, Planned, notes_on_pictures};
use crate::render::{World, Written, render};
use crate::site::{Entry, Found};
use crate::stages::{self, SitePictures, Stage};
use crate::vietnamese::clean;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::sync::Arc;

/// So many of the newest articles are made ready for lists at once.
const CARDS: usize = 100;

/// So many new pictures are looked at before anything is shown, so that what is to be said of them is said with the rest;
/// more of them must not keep a writer waiting.
const FEW: usize = 8;

/// A site that can be shown: frozen, with the addresses of all that it has.
pub(super) struct Look {
    pub(super) world: World,
    pub(super) plan: Plan,
    pub(super) listing: Arc<Listing>,
    /// The place in the plan of each address.
    places: Map<Box<str>, usize>,
    /// Its pictures; each is made when a page is asked for that shows it.
    pub(super) pictures: SitePictures,
    /// The names of pictures by what the addresses of all that is made of them begin with.
    stems: Map<String, Vec<Box<str>>>,
    /// Articles with errors whose last good versions stand, by path below `content/`.
    pub(super) standing: BTreeSet<String>,
}

/// The instant at which the site is looked at.
#[derive(Clone, Copy)]
pub(super) enum Present {
    /// Now, whenever that is.
    Now,
    /// One that somebody chose, in seconds since 1970.
    Chosen(i64),
}

/// Looks at one folder.
pub(super) struct Looker {
    pub(super) disk: Disk,
    pub(super) options: Options,
    /// The present, in seconds since 1970.
    pub(super) clock: fn() -> i64,
}

/// Nobody waits for a look but the browsers.
pub(super) struct Unwatched;

impl Progress for Unwatched {
    fn wait(&self) {}
    fn begin(&self, _: Step, _: usize) {}
    fn at(&self, _: &str) {}
    fn advance(&self) {}
    fn end(&self) {}
}

impl Look {
    /// What stands at an address.
    pub(super) fn find(&self, address: &str) -> Option<&Planned> {
        self.places.get(address).and_then(|at| self.plan.pages.get(*at))
    }

    /// The bytes of a file that is made of a picture.
    pub(super) fn picture(&self, address: &str) -> Option<Vec<u8>> {
        let (whole, _) = address.rsplit_once('.')?.0.rsplit_once('.')?;
        let stems = [Some(whole), whole.rsplit_once('-').map(|(stem, _)| stem)].into_iter().flatten();
        let mut names = stems.filter_map(|stem| self.stems.get(stem)).flatten();
        names.find_map(|name| {
            let picture = self.pictures.gallery.shown(name)?;
            picture.wanted.recipes.iter().find_map(|recipe| {
                let files = picture.addresses(*recipe);
                let (_, file) = files.iter().find(|(other, _)| other == address)?;
                self.pictures.workshop.bytes(picture, *recipe, file)
            })
        })
    }

    /// The article whose path below `content/`, as on the disk, is this.
    fn article(&self, path: &str) -> Option<&Entry> {
        match self.world.site.find(&clean(path)) {
            Some(Found::Public(id)) => Some(self.world.site.article(id)).filter(|entry| *entry.card.path == *path),
            _ => None,
        }
    }
}

impl Looker {
    /// The site at an instant. What was remembered of its articles is used only when it may be trusted.
    pub(super) fn look(&self, before: &Shown, present: Present, trusts: bool, progress: &dyn Progress) -> Shown {
        let (now, is_chosen) = match present {
            Present::Now => ((self.clock)(), false),
            Present::Chosen(at) => (at, true),
        };
        let mut notes = Vec::new();
        // What was found out of pictures serves this look too.
        if let Some(look) = &before.look {
            let _ = look.pictures.keep(&look.listing);
        }
        // Before anything is read: what is written from now on has another stamp.
        let listed = Disk::open(self.disk.root()).and_then(|_| load::list(&self.disk)).map(Arc::new);
        let made = match &listed {
            Ok(listing) => self.make(now, listing, trusts, progress, &mut notes),
            Err(Failure(failure)) => Err(Failure(failure.clone())),
        };
        let made = made.unwrap_or_else(|Failure(failure)| {
            notes.push(*failure);
            None
        });
        diagnostic::sort(&mut notes);
        let (number, is_behind, listed, stamps) = (before.number + 1, made.is_none(), listed.ok(), BTreeMap::new());
        let (look, edited) = match made {
            Some(look) => (Some(Arc::new(look)), BTreeMap::new()),
            None => (before.look.clone(), before.edited.clone()),
        };
        let moved = look.as_ref().map_or_else(BTreeMap::new, |look| moved(before, look));
        Shown { number, now, is_chosen, look, is_behind, listed, edited, stamps, moved, notes }
    }

    /// Whether the folder holds other files than when it was looked at, or others than those.
    pub(super) fn has_changed(&self, shown: &Shown) -> bool {
        let (was, now) = match (&shown.listed, load::list(&self.disk)) {
            (Some(was), Ok(now)) => (was, now),
            (was, now) => return was.is_some() || now.is_ok(),
        };
        let is_same = |((path, was), now): ((&String, &Stamp), &Stamp)| now == shown.stamps.get(path).unwrap_or(was);
        let are_same = || was.articles.iter().zip(&was.stamps).zip(&now.stamps).all(is_same);
        was.articles != now.articles || was.others != now.others || !are_same()
    }

    fn make(
        &self,
        now: i64,
        listing: &Arc<Listing>,
        trusts: bool,
        progress: &dyn Progress,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Option<Look>, Failure> {
        let mut memo = Memo::of_preview(&self.disk);
        if !trusts {
            memo = memo.forget();
        }
        let options = Options { now, ..self.options.clone() };
        let Some(settings) = stages::settings(&self.disk, &options, notes).map(Arc::new) else { return Ok(None) };
        let theme = stages::theme(&self.disk, &settings, notes)?;
        notes.extend_from_slice(&listing.notes);
        let (disk, past, options) = (&self.disk, &memo.past(), &options);
        let stage = Stage { disk, settings: &settings, listing, options, progress, past, output: None };
        let assembled = stage.assemble(theme.as_ref(), notes, &mut Timings::default());
        let (Ok(assembled), Some(theme)) = (assembled, theme) else { return Ok(None) };
        past.save_site(listing, &assembled.remembered);
        let standing = assembled.remembered.good.into_keys().collect();
        let (site, mut plan) = (Arc::new(assembled.site), assembled.plan);
        let pictures = stage.pictures(std::mem::take(&mut plan.wishes), true);
        if pictures.gallery.unknown().len() <= FEW {
            stage.look_at(&pictures.gallery);
        }
        let world = World::new(settings, site, Arc::clone(&pictures.gallery), theme).and_then(|mut world| {
            let length = world.site.articles().len();
            // Those that the first pages show; a mistake in the template of cards is found.
            world.prepare(&(0..length).map(|at| at + CARDS >= length).collect::<Vec<_>>())?;
            Ok(world)
        });
        let world = match world {
            Ok(world) => world,
            Err(note) => {
                notes.push(note);
                return Ok(None);
            }
        };
        let places = plan.pages.iter().enumerate().map(|(at, planned)| (planned.address.clone(), at)).collect();
        let mut stems: Map<String, Vec<Box<str>>> = Map::default();
        for (name, wanted) in pictures.gallery.wanted() {
            let stem = picture_stem(&wanted.file).unwrap_or_default();
            stems.entry(stem).or_default().push(name.into());
        }
        let look = Look { world, plan, listing: Arc::clone(listing), places, pictures, stems, standing };
        let faults = try_out(&look);
        // Cards and the first pages have asked for some.
        notes.extend(notes_on_pictures(&look.world.site, &look.pictures.gallery));
        if faults.is_empty() {
            return Ok(Some(look));
        }
        notes.extend(faults);
        Ok(None)
    }

    /// The same site with other bodies, when nothing but bodies of articles was edited in these files: what the rest of the
    /// site sees of them, and what is to be said of them, is as it was.
    pub(super) fn with_bodies(&self, before: &Shown, paths: &BTreeSet<String>) -> Option<Shown> {
        let look = before.look.as_ref()?;
        let (schema, _) = Schema::new(&look.world.settings);
        let (mut edited, mut stamps) = (before.edited.clone(), before.stamps.clone());
        for path in paths {
            let entry = look.article(path)?;
            let file = format!("content/{path}");
            if look.standing.contains(path) || before.notes.iter().any(|note| note.path() == Some(&file)) {
                return None;
            }
            let stamp = stamp(&self.disk, &file);
            let bytes = self.disk.read(&file).ok()?;
            let (text, advice) = decode(&file, &bytes).ok()?;
            let (Parsed::Article(article), _) = parse_article(path, &bytes, &text, &schema, None) else { return None };
            let (was, is) = (&entry.facts, &article.facts);
            let links = |facts: &'_ Facts| {
                let links = facts.links.iter();
                links.map(|link| (link.target.clone(), link.anchor.clone(), link.is_picture)).collect::<Vec<_>>()
            };
            let is_same = (was.face, was.is_plain) == (is.face, is.is_plain)
                && was.anchors == is.anchors
                && links(was) == links(is);
            if !is_same || !advice.is_empty() || !is.notes.is_empty() {
                return None;
            }
            edited.insert(path.clone(), is.hash);
            stamps.insert(path.clone(), stamp);
        }
        Some(Shown { edited, stamps, ..before.again() })
    }
}

/// Where the articles of a new look are that had other addresses before: the same bytes stand there under another name.
fn moved(before: &Shown, look: &Look) -> BTreeMap<Box<str>, Box<str>> {
    let mut moved = before.moved.clone();
    // Most looks are at the same files.
    let Some(was) = before.look.as_ref().filter(|was| was.listing.articles != look.listing.articles) else {
        return moved;
    };
    let gone = was.world.site.articles().filter(|(_, entry)| look.find(&entry.card.address).is_none());
    let gone: Vec<(&str, Hash)> = gone.map(|(_, entry)| (&*entry.card.address, before.hash(entry))).collect();
    let is_new = |entry: &&Entry| was.find(&entry.card.address).is_none();
    let new: Vec<&Entry> = look.world.site.articles().map(|(_, entry)| entry).filter(is_new).collect();
    for (from, hash) in gone {
        let Some(entry) = new.iter().find(|entry| entry.facts.hash == hash) else { continue };
        for to in moved.values_mut().filter(|to| ***to == *from) {
            *to = entry.card.address.clone();
        }
        moved.insert(from.into(), entry.card.address.clone());
    }
    moved
}

/// Makes one page of each kind: a theme that fails on one of them would fail when a reader comes.
fn try_out(look: &Look) -> Vec<Diagnostic> {
    let mut tried = Vec::new();
    let mut faults: Vec<Diagnostic> = Vec::new();
    for planned in &look.plan.pages {
        let kind = match planned.page {
            Page::Article(id) => Some(look.world.site.article(id).kind),
            _ => None,
        };
        if tried.contains(&(discriminant(&planned.page), kind)) {
            continue;
        }
        tried.push((discriminant(&planned.page), kind));
        let fault = render(&look.world, planned, &Written::Body(Body::default()), &mut Vec::new()).err();
        // One mistake in a template, one message.
        faults.extend(fault.filter(|fault| faults.iter().all(|told| told.place != fault.place)));
    }
    faults
}
