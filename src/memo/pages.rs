//! What a build knew of the files that it made: of which inputs each was made, what it held, its stamp; and how the build
//! ended.
//!
//! One file for each output folder.

use super::bytes::{Reader, Writer};
use super::file::{self, Body};
use crate::base::hash::Hash;
use crate::diagnostic::Diagnostic;
use crate::site::Withheld;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// What all pages are made of, beside what each shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Globals {
    /// The settings, with what the command line says instead.
    pub settings: Hash,
    /// The theme's files.
    pub theme: Hash,
    /// Menus, head and foot, abbreviations.
    pub frame: Hash,
}

/// What a file was made of, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageRow {
    /// Its own source, if it has one: an article's file.
    pub own: Hash,
    /// What it shows of others, with all that what it shows was chosen from.
    pub shown: Hash,
    /// What it shows of others and nothing else.
    pub exact: Hash,
    /// Of its bytes; of nothing for a file that is copied.
    pub bytes: Hash,
    /// Its stamp; 0 when it is not known.
    pub stamp: u64,
}

/// How a build ended, for one that has nothing to do.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ending {
    /// What was asked for: a hash of the options.
    pub asked: Hash,
    /// Of the memo of the site's own files at that time.
    pub site: Hash,
    /// The present may be anything from the first second until before the second one.
    pub while_now: (i64, i64),
    /// Of what was noticed while the folder was listed.
    pub listing: Hash,
    /// All that was noticed, in order.
    pub notes: Vec<Diagnostic>,
    /// Public articles.
    pub articles: usize,
    /// Articles that are kept back.
    pub withheld: Withheld,
    /// Articles with errors whose last good versions stand.
    pub standing: usize,
    /// Files in the output folder that are none of ours and stay.
    pub kept: Vec<String>,
}

/// What is remembered of an output folder, as bytes.
#[derive(Default)]
pub struct Pages {
    body: Body,
}

/// What is in it, borrowed.
#[derive(Default)]
pub struct PageRows<'m> {
    /// What the disk's clock said before the files were looked at.
    pub time: i64,
    /// What all pages were made of.
    pub globals: Globals,
    /// How the build ended; `None` when that is not known.
    pub ending: Option<Ending>,
    /// By file, sorted.
    pub files: Vec<(&'m str, PageRow)>,
}

impl Pages {
    pub(super) fn read(file: &Path) -> Self {
        Self { body: file::read(file).unwrap_or_default() }
    }

    /// What it holds; nothing when it is lost or damaged.
    pub fn rows(&self) -> PageRows<'_> {
        rows(&mut Reader::new(self.body.bytes())).unwrap_or_default()
    }
}

fn rows<'m>(reader: &mut Reader<'m>) -> Option<PageRows<'m>> {
    let time = reader.number()?.cast_signed();
    let (globals, ending) = postcard::from_bytes(reader.bytes()?).ok()?;
    let mut rows = PageRows { time, globals, ending, files: Vec::new() };
    for _ in 0..reader.number()? {
        let file = reader.text()?;
        let (own, shown, exact, bytes) = (reader.hash()?, reader.hash()?, reader.hash()?, reader.hash()?);
        rows.files.push((file, PageRow { own, shown, exact, bytes, stamp: reader.number()? }));
    }
    Some(rows)
}

impl PageRows<'_> {
    /// What is known of one file.
    pub fn find(&self, file: &str) -> Option<PageRow> {
        let at = self.files.binary_search_by(|(other, _)| (*other).cmp(file)).ok()?;
        self.files.get(at).map(|(_, row)| *row)
    }

    pub(super) fn save(&self, file: &Path) -> io::Result<()> {
        let mut writer = Writer::with_room(self.files.len() * 160);
        writer.number(self.time.cast_unsigned());
        writer.bytes(&postcard::to_allocvec(&(&self.globals, &self.ending)).map_err(io::Error::other)?);
        writer.number(self.files.len() as u64);
        for (file, row) in &self.files {
            writer.bytes(file.as_bytes());
            for hash in [row.own, row.shown, row.exact, row.bytes] {
                writer.hash(hash);
            }
            writer.number(row.stamp);
        }
        file::write(file, &writer.bytes)
    }
}
