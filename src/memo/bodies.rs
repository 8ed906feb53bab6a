//! Bodies that were written while their articles were parsed, on the disk until their pages and the search are made.
//!
//! In: the bodies of a part of all articles. Out: one of them, or its text, or none when it cannot be had: then it is made
//! again from its file. Nothing of it outlives the build, and no body lies in memory.

#![expect(clippy::disallowed_methods, reason = "what is kept during a build is written, read and removed here")]

use super::bytes::{Reader, Writer};
use crate::article::markdown::{Body, Walked};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;

/// The bodies of one build, by article.
#[derive(Default)]
pub struct Bodies {
    /// Empty when nothing is kept.
    folder: PathBuf,
    places: Vec<Option<BodyPlace>>,
}

/// Where a body lies: the number of its file, its first byte there, the lengths of its text and of what follows.
#[derive(Clone, Copy, Debug)]
pub struct BodyPlace {
    file: usize,
    from: u64,
    text: usize,
    rest: usize,
}

impl Bodies {
    pub(super) fn new(folder: PathBuf, articles: usize) -> Self {
        Self { folder, places: vec![None; articles] }
    }

    /// Whether bodies are kept at all.
    pub fn are_kept(&self) -> bool {
        !self.folder.as_os_str().is_empty()
    }

    /// Keeps the bodies of one part; tells where they lie, which `add` wants to know. None are kept when the disk does not
    /// let us.
    pub fn put<'b>(&self, part: usize, bodies: impl Iterator<Item = Option<&'b Walked>>) -> Vec<Option<BodyPlace>> {
        let (mut writer, mut places) = (Writer::default(), Vec::new());
        for body in bodies {
            let from = writer.bytes.len();
            let written = body.and_then(|Walked { body, text }| {
                let head = postcard::to_allocvec(&(&body.headings, body.has_player)).ok()?;
                writer.bytes.extend_from_slice(text.as_bytes());
                writer.bytes(&head);
                writer.bytes(body.html.as_bytes());
                let text = text.len();
                Some(BodyPlace { file: part, from: from as u64, text, rest: writer.bytes.len() - from - text })
            });
            places.push(written);
        }
        let write = || fs::create_dir_all(&self.folder).and_then(|()| fs::write(self.file(part), &writer.bytes));
        if !writer.bytes.is_empty() && write().is_err() {
            places.fill(None);
        }
        places
    }

    /// Where the body of an article lies.
    pub fn add(&mut self, article: usize, place: Option<BodyPlace>) {
        if let Some(known) = self.places.get_mut(article) {
            *known = place;
        }
    }

    /// The body of an article; `bytes` is where it is read to.
    pub fn get<'b>(&self, article: usize, bytes: &'b mut Vec<u8>) -> Option<Body<'b>> {
        let BodyPlace { file, from, text, rest } = (*self.places.get(article)?)?;
        self.read(file, from + text as u64, rest, bytes).ok()?;
        let mut reader = Reader::new(bytes);
        let (headings, has_player) = postcard::from_bytes(reader.bytes()?).ok()?;
        Some(Body { html: reader.text()?.into(), headings, has_player })
    }

    /// Its text.
    pub fn text(&self, article: usize) -> Option<String> {
        let BodyPlace { file, from, text, .. } = (*self.places.get(article)?)?;
        let mut bytes = Vec::new();
        self.read(file, from, text, &mut bytes).ok()?;
        Some(simdutf8::basic::from_utf8(&bytes).ok()?.to_owned())
    }

    fn read(&self, file: usize, from: u64, length: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.resize(length, 0);
        let mut file = File::open(self.file(file))?;
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(bytes)
    }

    fn file(&self, part: usize) -> PathBuf {
        self.folder.join(part.to_string())
    }
}

impl Drop for Bodies {
    fn drop(&mut self) {
        if self.are_kept() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
