//! What parsing gave, by article, so that an unchanged article need not be read again.
//!
//! In: articles with the hashes of their files. Out: the same, from files named by their contents: each holds the articles
//! whose paths fall into one part of all. An edit writes one part anew and leaves the others as they are.

use super::bytes::{Reader, Writer};
use super::file::{self, Body};
use crate::article::Article;
use crate::base::hash::Hash;
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// So many articles are in a part, about: 100,000 articles are 512 files of 150 KB.
const LENGTH: usize = 256;
/// There are at least and at most so many parts.
const PARTS: [usize; 2] = [16, 1024];

/// What parsing gave of one file: an article if one could be made of it, and what was noticed.
pub type Parsed = (Option<Article>, Vec<Diagnostic>);

/// All parts, read from the disk.
#[derive(Default)]
pub struct Parts {
    bodies: Vec<Body>,
    names: Vec<Hash>,
}

/// All remembered articles, by part and path.
#[derive(Default)]
pub struct Articles<'m> {
    parts: Vec<HashMap<&'m str, (Hash, &'m [u8])>>,
    names: &'m [Hash],
}

/// How many parts a site of so many articles has.
fn number_of_parts(articles: usize) -> usize {
    (articles / LENGTH).next_power_of_two().clamp(PARTS[0], PARTS[1])
}

fn part_of(path: &str, parts: usize) -> usize {
    usize::try_from(xxh3_64(path.as_bytes())).unwrap_or_default() & parts.saturating_sub(1)
}

fn file_of(folder: &Path, name: Hash) -> PathBuf {
    let digits: String = name.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    folder.join(format!("articles-{digits}"))
}

impl Parts {
    /// Reads the parts of these names. A part that is lost or damaged holds nothing.
    pub(super) fn read(folder: &Path, names: Vec<Hash>) -> Self {
        let bodies = names.par_iter().map(|name| file::read(&file_of(folder, *name)).unwrap_or_default()).collect();
        Self { bodies, names }
    }

    /// What they hold.
    pub fn articles(&self) -> Articles<'_> {
        let parts = self.bodies.par_iter().map(|body| rows(body.bytes()).unwrap_or_default()).collect();
        Articles { parts, names: &self.names }
    }
}

fn rows(bytes: &[u8]) -> Option<HashMap<&str, (Hash, &[u8])>> {
    let (mut reader, mut rows) = (Reader::new(bytes), HashMap::with_capacity(LENGTH));
    while !reader.is_empty() {
        let (path, hash, parsed) = (reader.text()?, reader.hash()?, reader.bytes()?);
        rows.insert(path, (hash, parsed));
    }
    Some(rows)
}

/// What is known of one file after parsing: where it is in the listing stands outside.
pub struct Known<'p> {
    /// Below `content/`.
    pub path: &'p str,
    /// Of the file's bytes; `None` when it could not be read.
    pub hash: Option<Hash>,
    /// What parsing gave, if it was parsed now; `None` when it was remembered.
    pub parsed: Option<&'p Parsed>,
}

impl Articles<'_> {
    fn row(&self, path: &str) -> Option<(Hash, &[u8])> {
        self.parts.get(part_of(path, self.parts.len()))?.get(path).copied()
    }

    /// What parsing gave of a file with these bytes.
    pub fn recall(&self, path: &str, hash: Hash) -> Option<Parsed> {
        let (of, bytes) = self.row(path)?;
        if of == hash { postcard::from_bytes(bytes).ok() } else { None }
    }

    /// The article that was made of an earlier version of a file.
    pub fn earlier(&self, path: &str) -> Option<Article> {
        let (article, _): Parsed = postcard::from_bytes(self.row(path)?.1).ok()?;
        article
    }

    /// Writes the parts that are not as they were; gives the names of all. `known` are all files of the site.
    ///
    /// # Errors
    /// The disk does not let us.
    pub(super) fn save(&self, folder: &Path, known: &[Known<'_>]) -> io::Result<Vec<Hash>> {
        let parts = number_of_parts(known.len());
        let mut of_parts: Vec<Vec<&Known<'_>>> = (0..parts).map(|_| Vec::new()).collect();
        for known in known.iter().filter(|known| known.hash.is_some()) {
            of_parts[part_of(known.path, parts)].push(known);
        }
        let is_same = |at: usize| {
            let (new, old) = (&of_parts[at], self.parts.get(at));
            let is_known = |known: &&Known<'_>| known.parsed.is_none();
            parts == self.parts.len() && old.is_some_and(|old| old.len() == new.len()) && new.iter().all(is_known)
        };
        let write = |at: usize| match self.names.get(at).filter(|_| is_same(at)) {
            Some(name) => Ok(*name),
            None => self.write(folder, &of_parts[at]),
        };
        (0..parts).into_par_iter().map(write).collect()
    }

    fn write(&self, folder: &Path, known: &[&Known<'_>]) -> io::Result<Hash> {
        let mut writer = Writer::default();
        for known in known {
            let Some(hash) = known.hash else { continue };
            let fresh = known.parsed.map(postcard::to_allocvec).transpose().map_err(io::Error::other)?;
            let bytes = fresh.as_deref().or_else(|| self.row(known.path).map(|(_, bytes)| bytes));
            let Some(bytes) = bytes else { continue };
            writer.bytes(known.path.as_bytes());
            writer.hash(hash);
            writer.bytes(bytes);
        }
        let name = Hash::of(&writer.bytes);
        file::write(&file_of(folder, name), &writer.bytes)?;
        Ok(name)
    }
}

/// Removes the parts that are not of these names.
pub(super) fn tidy(folder: &Path, names: &[Hash]) {
    let wanted: Vec<_> = names.iter().map(|name| file_of(folder, *name)).collect();
    let wanted: std::collections::HashSet<_> = wanted.iter().filter_map(|file| file.file_name()?.to_str()).collect();
    file::retain(folder, |name| !name.starts_with("articles-") || wanted.contains(name));
}
