//! What a build knew of the site's own files: their stamps, and where what was parsed of articles is remembered.
//!
//! One file for each site. Written last of all that parsing gives, so that it never names a part that is not there.

use super::bytes::{Reader, Writer};
use super::file::{self, Body};
use crate::article::Article;
use crate::base::hash::Hash;
use crate::load::{Listing, Stamp};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

const NAME: &str = "site";

/// What a build knew of the site's files.
#[derive(Default)]
pub(super) struct SiteMemo {
    body: Body,
}

/// What is in it, borrowed.
#[derive(Default)]
pub(super) struct SiteRows<'m> {
    /// Of what parsing depends on beside the files.
    pub(super) key: Hash,
    /// What the disk's clock said before the files were looked at.
    pub(super) time: i64,
    /// Articles by path: stamp, hash of the bytes; sorted.
    pub(super) articles: Vec<(&'m str, u64, Hash)>,
    /// All other files that the site is made of: stamps; sorted.
    pub(super) others: Vec<(&'m str, u64)>,
    /// The names of the files that remember articles.
    pub(super) parts: Vec<Hash>,
    good: Vec<(&'m str, &'m [u8])>,
}

/// What a build knows now.
pub(super) struct Knows<'k> {
    pub(super) key: Hash,
    pub(super) time: i64,
    pub(super) listing: &'k Listing,
    /// Of the bytes of each article of the listing.
    pub(super) hashes: &'k [Option<Hash>],
    pub(super) parts: &'k [Hash],
    pub(super) good: &'k BTreeMap<String, Box<Article>>,
}

impl SiteMemo {
    pub(super) fn read(folder: &Path) -> Self {
        Self { body: file::read(&folder.join(NAME)).unwrap_or_default() }
    }

    /// What it holds; nothing when it is lost or damaged.
    pub(super) fn rows(&self) -> SiteRows<'_> {
        rows(&mut Reader::new(self.body.bytes())).unwrap_or_default()
    }

    /// Of all that was known, for telling whether another memo was written by the same build.
    pub(super) fn hash(&self) -> Hash {
        Hash::of(self.body.bytes())
    }
}

fn rows<'m>(reader: &mut Reader<'m>) -> Option<SiteRows<'m>> {
    let (key, time) = (reader.hash()?, reader.number()?.cast_signed());
    let mut rows = SiteRows { key, time, ..SiteRows::default() };
    for _ in 0..reader.number()? {
        rows.articles.push((reader.text()?, reader.number()?, reader.hash()?));
    }
    for _ in 0..reader.number()? {
        rows.others.push((reader.text()?, reader.number()?));
    }
    for _ in 0..reader.number()? {
        rows.parts.push(reader.hash()?);
    }
    for _ in 0..reader.number()? {
        rows.good.push((reader.text()?, reader.bytes()?));
    }
    Some(rows)
}

impl SiteRows<'_> {
    /// Whether no good version of an article with errors is remembered.
    pub(super) fn has_no_good(&self) -> bool {
        self.good.is_empty()
    }

    /// The last good versions of articles that have errors.
    pub(super) fn good(&self) -> BTreeMap<String, Box<Article>> {
        let read = |(path, bytes): &(&str, &[u8])| Some(((*path).to_owned(), postcard::from_bytes(bytes).ok()?));
        self.good.iter().filter_map(read).collect()
    }

    /// Of each article of a listing what is known of its bytes without reading them; `None` when they must be read.
    pub(super) fn hashes(&self, listing: &Listing) -> Vec<Option<Hash>> {
        let mut rows = self.articles.iter().peekable();
        let known = listing.articles.iter().zip(&listing.stamps).map(|(path, stamp)| {
            while rows.next_if(|(other, ..)| *other < path.as_str()).is_some() {}
            let (_, digest, hash) = rows.next_if(|(other, ..)| other == path)?;
            self.is_same(*stamp, *digest).then_some(*hash)
        });
        known.collect()
    }

    fn is_same(&self, stamp: Stamp, digest: u64) -> bool {
        stamp.digest() == digest && stamp.is_settled(self.time)
    }

    /// Whether a file that is no article is as it was.
    pub(super) fn is_same_file(&self, path: &str, stamp: Stamp) -> bool {
        let row = self.others.binary_search_by(|(other, _)| (*other).cmp(path)).ok().and_then(|at| self.others.get(at));
        row.is_some_and(|(_, digest)| self.is_same(stamp, *digest))
    }

    /// Whether the site holds the same files as then, all of them unchanged as far as their stamps tell.
    pub(super) fn holds(&self, listing: &Listing) -> bool {
        let articles = self.articles.iter().map(|(path, digest, _)| (*path, *digest));
        let others = self.others.iter().copied();
        let articles_now = listing.articles.iter().zip(listing.stamps.iter().copied());
        let others_now = listing.others.iter().map(|(path, stamp)| (path, *stamp));
        self.are_same(articles, articles_now) && self.are_same(others, others_now)
    }

    fn are_same<'r, 'n>(
        &self,
        rows: impl ExactSizeIterator<Item = (&'r str, u64)>,
        now: impl ExactSizeIterator<Item = (&'n String, Stamp)>,
    ) -> bool {
        rows.len() == now.len()
            && rows.zip(now).all(|((path, digest), (now, stamp))| path == now && self.is_same(stamp, digest))
    }
}

impl Knows<'_> {
    /// It as bytes.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::with_room(self.hashes.len() * 120);
        writer.hash(self.key);
        writer.number(self.time.cast_unsigned());
        let known = self.listing.articles.iter().zip(&self.listing.stamps).zip(self.hashes);
        let known: Vec<_> = known.filter_map(|((path, stamp), hash)| Some((path, stamp, (*hash)?))).collect();
        writer.number(known.len() as u64);
        for (path, stamp, hash) in known {
            writer.bytes(path.as_bytes());
            writer.number(stamp.digest());
            writer.hash(hash);
        }
        writer.number(self.listing.others.len() as u64);
        for (path, stamp) in &self.listing.others {
            writer.bytes(path.as_bytes());
            writer.number(stamp.digest());
        }
        writer.number(self.parts.len() as u64);
        for part in self.parts {
            writer.hash(*part);
        }
        writer.number(self.good.len() as u64);
        for (path, article) in self.good {
            writer.bytes(path.as_bytes());
            writer.bytes(&postcard::to_allocvec(article).map_err(io::Error::other)?);
        }
        Ok(writer.bytes)
    }
}

/// Remembers what a build knew.
pub(super) fn save(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    file::write(&folder.join(NAME), bytes)
}
