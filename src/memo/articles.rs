//! What parsing gave, by article, so that an unchanged article need not be read again.
//!
//! In: articles with the hashes of their files. Out: the same, from files named by their contents: each holds the articles
//! whose paths fall into one part of all. An edit writes one part anew and leaves the others as they are. Parts are read
//! one by one and not kept: what is remembered never lies in memory as a whole.

use super::bytes::{Reader, Writer};
use super::file::{self, Body};
use crate::article::Article;
use crate::base::hash::{Hash, Map, map_for};
use crate::diagnostic::Diagnostic;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// So many articles are in a part, about: 100,000 articles are 512 files of 150 KB.
const LENGTH: usize = 256;
/// There are at least and at most so many parts.
const PARTS: [usize; 2] = [16, 1024];

/// What parsing gave of one file: an article if one could be made of it, and what was noticed.
pub type Parsed = (Option<Box<Article>>, Vec<Diagnostic>);

/// How many parts a site of so many articles has. As many as it had, while they are not twice as many as they should be, or
/// half as many: a site that grows by one must not be parsed anew.
pub(super) fn number_of_parts(articles: usize, before: usize) -> usize {
    let right = (articles / LENGTH).next_power_of_two().clamp(PARTS[0], PARTS[1]);
    if (right / 2..=right * 2).contains(&before) && before > 0 { before } else { right }
}

/// The part that a path falls into.
pub(super) fn part_of(path: &str, parts: usize) -> usize {
    usize::try_from(xxh3_64(path.as_bytes())).unwrap_or_default() & parts.saturating_sub(1)
}

fn file_of(folder: &Path, name: Hash) -> PathBuf {
    let digits: String = name.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    folder.join(format!("articles-{digits}"))
}

/// What one part remembers, as bytes.
#[derive(Default)]
pub struct Part {
    body: Body,
    /// `None` when nothing is remembered.
    name: Option<Hash>,
}

/// What is in a part, by path.
pub struct Rows<'p> {
    rows: Map<&'p str, (Hash, &'p [u8])>,
    name: Option<Hash>,
}

/// What is known of one file after parsing.
pub struct Known<'p> {
    /// Below `content/`.
    pub path: &'p str,
    /// Of the file's bytes; `None` when it could not be read.
    pub hash: Option<Hash>,
    /// What parsing gave, if it was parsed now; `None` when it was remembered.
    pub parsed: Option<&'p Parsed>,
}

impl Part {
    /// Reads the part of this name. One that is lost or damaged holds nothing.
    pub(super) fn read(folder: &Path, name: Hash) -> Self {
        let body = file::read(&file_of(folder, name));
        Self { name: body.is_some().then_some(name), body: body.unwrap_or_default() }
    }

    /// What it holds.
    pub fn rows(&self) -> Rows<'_> {
        match rows(self.body.bytes()) {
            Some(rows) => Rows { rows, name: self.name },
            None => Rows { rows: Map::default(), name: None },
        }
    }
}

fn rows(bytes: &[u8]) -> Option<Map<&str, (Hash, &[u8])>> {
    let (mut reader, mut rows) = (Reader::new(bytes), map_for(LENGTH));
    while !reader.is_empty() {
        let (path, hash, parsed) = (reader.text()?, reader.hash()?, reader.bytes()?);
        rows.insert(path, (hash, parsed));
    }
    Some(rows)
}

impl Rows<'_> {
    /// What parsing gave of a file with these bytes.
    pub fn recall(&self, path: &str, hash: Hash) -> Option<Parsed> {
        let (of, bytes) = self.rows.get(path)?;
        if *of == hash { postcard::from_bytes(bytes).ok() } else { None }
    }

    /// The article that was made of an earlier version of a file.
    pub fn earlier(&self, path: &str) -> Option<Box<Article>> {
        let (article, _): Parsed = postcard::from_bytes(self.rows.get(path)?.1).ok()?;
        article
    }

    /// Writes the part anew if it is not as it was; gives its name. `known` are all files of the site in it.
    ///
    /// # Errors
    /// The disk does not let us.
    pub(super) fn save(&self, folder: &Path, known: &[Known<'_>]) -> io::Result<Hash> {
        let is_remembered = |known: &Known<'_>| known.hash.is_some() && known.parsed.is_none();
        if let Some(name) = self.name.filter(|_| known.len() == self.rows.len() && known.iter().all(is_remembered)) {
            return Ok(name);
        }
        let mut writer = Writer::default();
        for known in known {
            let Some(hash) = known.hash else { continue };
            let fresh = known.parsed.map(postcard::to_allocvec).transpose().map_err(io::Error::other)?;
            let Some(bytes) = fresh.as_deref().or_else(|| self.rows.get(known.path).map(|(_, bytes)| *bytes)) else {
                continue;
            };
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
    let wanted: HashSet<_> = wanted.iter().filter_map(|file| file.file_name()?.to_str()).collect();
    file::retain(folder, |name| !name.starts_with("articles-") || wanted.contains(name));
}
