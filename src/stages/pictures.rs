//! The pictures of a site: looked at, and made from their originals.
//!
//! In: what pages want of pictures. Out: a gallery of what there is, and the bytes of what was made. Each content is worked
//! on once, whatever file it is in: what was made waits in the memo, and work that was interrupted goes on where it stopped.

use super::{Stage, Stopped};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::job::Step;
use crate::load::{Disk, Listing};
use crate::memo::{KnownPictures, Pictures};
use crate::picture::{Content, File, Gallery, InGallery, Looked, Recipe, Shown, Trouble, Wanted, Wishes, make};
use crate::plan::notes_on_pictures;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// Makes pictures, and keeps what it has made.
#[derive(Clone)]
pub(crate) struct Workshop {
    disk: Disk,
    store: Pictures,
    /// `false` when nothing is to be written: then pictures are only looked at.
    keeps: bool,
}

impl Workshop {
    /// Of a site.
    pub(crate) fn new(disk: &Disk, keeps: bool) -> Self {
        Self { disk: disk.clone(), store: Pictures::of(disk), keeps }
    }

    fn look(&self, wanted: &Wanted) -> Looked {
        self.shown(wanted).map_or_else(Looked::LeftOut, |shown| Looked::Shown(Box::new(shown)))
    }

    fn shown(&self, wanted: &Wanted) -> Result<Shown, Trouble> {
        let bytes = self.read(wanted)?;
        let content = Content::of(&bytes);
        let known = wanted.recipes.iter().map(|recipe| self.store.info(&content.key(*recipe)));
        if let Some(info) = known.collect::<Option<Vec<_>>>().and_then(|known| known.into_iter().next()) {
            return Ok(Shown { info, content });
        }
        let recipes: Vec<Recipe> = if self.keeps { wanted.recipes.iter().copied().collect() } else { Vec::new() };
        self.make(&bytes, content, &recipes)
    }

    fn read(&self, wanted: &Wanted) -> Result<Vec<u8>, Trouble> {
        let bytes = self.disk.read_picture(&format!("content/{}", wanted.file));
        bytes.map_err(|error| trouble(&error, ("không đọc được", "it cannot be read")))?.ok_or(Trouble::Heavy)
    }

    /// Makes something of an original, and keeps it.
    fn make(&self, bytes: &[u8], content: Content, recipes: &[Recipe]) -> Result<Shown, Trouble> {
        let (info, made) = make(bytes, recipes).map_err(Trouble::Fault)?;
        for (recipe, files) in recipes.iter().zip(made) {
            let put = self.store.put(&content.key(*recipe), &info, &files);
            put.map_err(|error| trouble(&error, ("không ghi được .lantoa/pictures", "cannot write .lantoa/pictures")))?;
        }
        Ok(Shown { info, content })
    }

    /// The bytes of a file that was made; what is lost is made again. `None` when the original is another one by now.
    pub(crate) fn bytes(&self, picture: InGallery<'_>, recipe: Recipe, file: &File) -> Option<Vec<u8>> {
        let (content, wanted) = (picture.shown.content, picture.wanted);
        self.store.get(&content.key(recipe), file).or_else(|| {
            let bytes = self.read(wanted).ok().filter(|bytes| Content::of(bytes) == content)?;
            let (info, made) = make(&bytes, &[recipe]).ok()?;
            let made = made.into_iter().next()?;
            // Where it cannot be kept it is made again the next time.
            let _ = self.store.put(&content.key(recipe), &info, &made);
            made.into_iter().find(|version| version.file() == *file).map(|version| version.bytes)
        })
    }

    /// What is wanted of a picture and lost.
    fn lost(&self, picture: InGallery<'_>) -> impl Iterator<Item = Recipe> {
        let recipes = picture.wanted.recipes.iter().copied();
        recipes.filter(move |recipe| !self.store.has(&picture.shown.content.key(*recipe)))
    }

    /// Makes what is lost of a picture. What cannot be made now is told when its page is made.
    fn complete(&self, picture: InGallery<'_>) {
        let content = picture.shown.content;
        let bytes = self.read(picture.wanted).ok().filter(|bytes| Content::of(bytes) == content);
        let _ = bytes.map(|bytes| self.make(&bytes, content, &self.lost(picture).collect::<Vec<_>>()));
    }
}

/// The pictures of a site, and what was known of them before.
pub(crate) struct SitePictures {
    pub(crate) gallery: Arc<Gallery>,
    pub(crate) workshop: Workshop,
    known: KnownPictures,
    /// What the clock of the site's disk said before any of them was looked at.
    time: i64,
}

impl SitePictures {
    /// Remembers what is known of them now. Tells what that is, if it is something new.
    pub(crate) fn keep(&self, listing: &Listing) -> Option<KnownPictures> {
        self.workshop.store.keep(&self.known, &self.gallery, listing, self.time)
    }

    /// The same after a build, which removes what was made of files that are no more.
    pub(crate) fn keep_and_tidy(&self, listing: &Listing) {
        if let Some(known) = self.keep(listing) {
            self.workshop.store.tidy(&known, &self.gallery);
        }
    }
}

fn trouble(error: &io::Error, (what_vi, what_en): (&str, &str)) -> Trouble {
    let (vi, en) = catalogue::reason(error);
    Trouble::Disk(format!("{what_vi}: {vi}"), format!("{what_en}: {en}"))
}

impl Stage<'_> {
    /// The pictures that are wanted. Those of which nothing is remembered are looked at when somebody asks for them.
    pub(crate) fn pictures(&self, wishes: Wishes, keeps: bool) -> SitePictures {
        let workshop = Workshop::new(self.disk, keeps);
        let known = self.past.pictures(&workshop.store);
        let stamp = |file: &str| self.listing.stamp_of(&format!("content/{file}"));
        let looks = workshop.clone();
        let look = move |wanted: &Wanted| looks.look(wanted);
        let gallery = Gallery::new(wishes, |wanted| known.of(&wanted.file, stamp(&wanted.file)), look);
        SitePictures { gallery: Arc::new(gallery), workshop, known, time: self.past.time() }
    }

    /// Looks at all pictures of which nothing is known; tells how many.
    pub(crate) fn look_at(&self, gallery: &Gallery) -> usize {
        let unknown = gallery.unknown();
        let look = |(name, _): &(&str, &Wanted)| {
            gallery.get(name);
        };
        self.each(&unknown, |(_, wanted)| wanted, look);
        unknown.len()
    }

    /// What there is to say of the pictures of a site that is not built.
    pub(crate) fn notes_on_pictures(&self, Stopped { site, wishes }: Stopped) -> Vec<Diagnostic> {
        let gallery = self.pictures(wishes, false).gallery;
        self.look_at(&gallery);
        notes_on_pictures(&site, &gallery)
    }

    /// Works on pictures by all processors, and tells on which.
    fn each<'w, T: Sync>(
        &self,
        all: &'w [T],
        wanted: impl Fn(&'w T) -> &'w Wanted + Sync,
        work: impl Fn(&'w T) + Sync,
    ) {
        self.progress.begin(Step::Pictures, all.len());
        all.par_iter().for_each(|one| {
            self.progress.at(&wanted(one).file);
            work(one);
            self.progress.advance();
        });
        self.progress.end();
    }

    /// Makes what is lost of the pictures of these names.
    pub(super) fn complete(&self, gallery: &Gallery, workshop: &Workshop, names: &BTreeSet<&str>) {
        let pictures = names.iter().filter_map(|name| gallery.shown(name));
        let lost: Vec<_> = pictures.filter(|picture| workshop.lost(*picture).next().is_some()).collect();
        self.each(&lost, |picture| picture.wanted, |picture| workshop.complete(*picture));
    }
}
