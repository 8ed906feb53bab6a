//! The pictures that a site shows: what is wanted of each, and what there is of it.
//!
//! In: wishes, and a function that looks at a file. Out: facts and addresses. A picture is looked at when it is first asked
//! for: a build asks for all of them at once, a preview for those of the pages that a browser wants. Must not know the disk.

use super::{EDITION, Fault, File, Info, Recipe, files};
use crate::base::path;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What pages want of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The file below `content/`, as on the disk; empty when there is none.
    pub file: Box<str>,
    /// What is to be made of it.
    pub recipes: BTreeSet<Recipe>,
}

/// What is wanted of all pictures, by their names in articles: paths below `content/`, in NFC, or addresses of this site.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    pictures: BTreeMap<Box<str>, Wanted>,
}

impl Wishes {
    /// One more recipe for a picture, whose file is this.
    pub fn want(&mut self, name: &str, file: &str, recipe: Recipe) {
        let wanted = self.pictures.entry(name.into()).or_default();
        wanted.file = file.into();
        wanted.recipes.insert(recipe);
    }

    /// A picture that is not there.
    pub fn miss(&mut self, name: &str) {
        self.pictures.entry(name.into()).or_default();
    }
}

/// What there is of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Looked {
    /// It can be shown.
    Shown(Box<Shown>),
    /// It is left out.
    LeftOut(Trouble),
}

/// Why a picture is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// There is no such file.
    Missing,
    /// The file is too large to be read.
    Heavy,
    /// The file cannot be used.
    Fault(Fault),
    /// It cannot be read, or what was made of it cannot be kept: as the system tells it, in Vietnamese and English.
    Disk(String, String),
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shown {
    /// What is known of the original.
    pub info: Info,
    /// Of its bytes.
    pub content: Content,
}

/// Tells an original by its bytes (blake3): two files with the same content are one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Content([u8; 32]);

/// So many digits of a key tell the original …
const OF_ORIGINAL: usize = 20;
/// … and so many the recipe.
const OF_RECIPE: usize = 10;

impl Content {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Its name: hexadecimal digits.
    pub fn name(self) -> String {
        first_digits(blake3::Hash::from(self.0), OF_ORIGINAL)
    }

    /// What tells original and recipe: the name, and digits of both.
    pub fn key(self, recipe: Recipe) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(format!("{recipe:?} {EDITION}").as_bytes());
        self.name() + &first_digits(hasher.finalize(), OF_RECIPE)
    }
}

fn first_digits(hash: blake3::Hash, length: usize) -> String {
    hash.to_hex().chars().take(length).collect()
}

/// A picture of the gallery that can be shown.
#[derive(Clone, Copy)]
pub struct InGallery<'g> {
    /// What is known of it.
    pub shown: &'g Shown,
    /// What is wanted of it.
    pub wanted: &'g Wanted,
}

impl InGallery<'_> {
    /// The recipe for pages, if pages show it.
    pub fn for_pages(&self) -> Option<Recipe> {
        self.wanted.recipes.iter().copied().find(|recipe| matches!(recipe, Recipe::Page { .. }))
    }

    /// The files of a recipe with their addresses; none when a folder's name makes no address.
    pub fn addresses(&self, recipe: Recipe) -> Vec<(String, File)> {
        let key = self.shown.content.key(recipe);
        let (_, of_recipe) = key.split_at(OF_ORIGINAL);
        let address =
            |file: &File| path::picture_address(&self.wanted.file, &file.label, of_recipe, file.format.ending()).ok();
        files(&self.shown.info, recipe).into_iter().filter_map(|file| Some((address(&file)?, file))).collect()
    }
}

/// Looks at the file of a picture.
type Look = dyn Fn(&Wanted) -> Looked + Send + Sync;

/// The pictures of a site.
pub struct Gallery {
    pictures: BTreeMap<Box<str>, Picture>,
    look: Box<Look>,
}

struct Picture {
    wanted: Wanted,
    looked: OnceLock<Looked>,
}

impl Gallery {
    /// Those of which something is `known` need not be looked at; `look` is asked for each of the others once.
    pub fn new(
        wishes: Wishes,
        known: impl Fn(&Wanted) -> Option<Looked>,
        look: impl Fn(&Wanted) -> Looked + Send + Sync + 'static,
    ) -> Self {
        let picture = |wanted: Wanted| {
            let is_missing = wanted.file.is_empty();
            let known = if is_missing { Some(Looked::LeftOut(Trouble::Missing)) } else { known(&wanted) };
            Picture { wanted, looked: known.map_or_else(OnceLock::new, OnceLock::from) }
        };
        let pictures = wishes.pictures.into_iter().map(|(name, wanted)| (name, picture(wanted)));
        Self { pictures: pictures.collect(), look: Box::new(look) }
    }

    /// What is wanted of which pictures.
    pub fn wanted(&self) -> impl Iterator<Item = (&str, &Wanted)> {
        self.pictures.iter().map(|(name, picture)| (&**name, &picture.wanted))
    }

    /// What is known so far, and of which pictures.
    pub fn known(&self) -> impl Iterator<Item = (&Wanted, &Looked)> {
        self.pictures.values().filter_map(|picture| Some((&picture.wanted, picture.looked.get()?)))
    }

    /// Of all pictures what there is of them, by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Looked)> {
        self.pictures.keys().filter_map(|name| Some((&**name, self.get(name)?)))
    }

    /// Whether one is left out because the disk did not let us: the next time it may.
    pub fn is_hindered(&self) -> bool {
        self.known().any(|(_, looked)| matches!(looked, Looked::LeftOut(Trouble::Disk(..))))
    }

    /// The names and files of those that nobody has looked at yet.
    pub fn unknown(&self) -> Vec<(&str, &Wanted)> {
        let unknown = self.pictures.iter().filter(|(_, picture)| picture.looked.get().is_none());
        unknown.map(|(name, picture)| (&**name, &picture.wanted)).collect()
    }

    /// What there is of a picture, if anyone has asked for it before.
    pub fn peek(&self, name: &str) -> Option<&Looked> {
        self.pictures.get(name)?.looked.get()
    }

    /// What there is of a picture; `None` when no article was said to show it.
    pub fn get(&self, name: &str) -> Option<&Looked> {
        let picture = self.pictures.get(name)?;
        Some(picture.looked.get_or_init(|| (self.look)(&picture.wanted)))
    }

    /// A picture that can be shown, or why it is left out; `None` when no article was said to show it.
    pub fn find(&self, name: &str) -> Option<Result<InGallery<'_>, &Trouble>> {
        let wanted = &self.pictures.get(name)?.wanted;
        Some(match self.get(name)? {
            Looked::Shown(shown) => Ok(InGallery { shown, wanted }),
            Looked::LeftOut(trouble) => Err(trouble),
        })
    }

    /// A picture that can be shown.
    pub fn shown(&self, name: &str) -> Option<InGallery<'_>> {
        self.find(name)?.ok()
    }
}
