//! Articles as the index takes them, read into numbers.
//!
//! In: titles, sapos, captions, bodies as plain text. Out: a part of a block: the syllables that were met, and the texts as
//! places among them.

use super::words::{surface, syllables};
use crate::base::hash::Map;

/// Numbers in a stream that are no syllable; those of syllables follow.
pub(super) const END: u32 = 0;
pub(super) const NEXT_FIELD: u32 = 1;
pub(super) const NEXT_ARTICLE: u32 = 2;
pub(super) const FIRST: u32 = 3;

/// What is indexed of an article.
#[derive(Debug, Default)]
pub struct Text<'t> {
    /// The title.
    pub title: &'t str,
    /// The sapo.
    pub summary: &'t str,
    /// Captions, and the names of its terms.
    pub small: Vec<&'t str>,
    /// The body: no phrase goes on behind a line.
    pub body: &'t str,
    /// What it is found by beside words: `commune/cam-binh`.
    pub filters: Vec<String>,
}

/// Reads articles.
#[derive(Default)]
pub struct Reader {
    part: Part,
    /// The place of each word as it was written; `None` of one that is too long.
    places: Map<String, Option<u32>>,
    /// Whether a phrase may go on.
    is_open: bool,
}

/// Some articles of a block, read.
#[derive(Default)]
pub struct Part {
    /// Each syllable, and how often it stands there.
    pub(super) found: Vec<(String, u32)>,
    /// The texts as places in `found`, behind `FIRST`: numbers of seven bits each, the lowest first.
    pub(super) stream: Vec<u8>,
    /// By article.
    pub(super) filters: Vec<Vec<String>>,
}

impl Reader {
    /// Reads one more article.
    pub fn add(&mut self, text: Text<'_>) {
        self.add_lines(text.title);
        self.push(NEXT_FIELD);
        self.add_lines(text.summary);
        self.push(NEXT_FIELD);
        for small in text.small {
            self.add_lines(small);
        }
        self.push(NEXT_FIELD);
        self.add_lines(text.body);
        self.push(NEXT_ARTICLE);
        self.part.filters.push(text.filters);
    }

    /// What was read.
    pub fn end(self) -> Part {
        self.part
    }

    fn add_lines(&mut self, text: &str) {
        for line in text.lines() {
            for word in syllables(line) {
                let place = self.places.get(word).copied().unwrap_or_else(|| self.place_of(word));
                if let Some(at) = place {
                    self.part.found[at as usize].1 += 1;
                    self.push(at + FIRST);
                    self.is_open = true;
                } else {
                    self.close();
                }
            }
            self.close();
        }
    }

    /// No phrase goes on here.
    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.push(END);
        }
    }

    /// The place of a syllable that was not met before as it is written here.
    fn place_of(&mut self, word: &str) -> Option<u32> {
        let place = surface(word).map(|surface| {
            self.places.get(&surface).copied().flatten().unwrap_or_else(|| {
                let at = u32::try_from(self.part.found.len()).unwrap_or(u32::MAX);
                self.part.found.push((surface.clone(), 0));
                self.places.insert(surface, Some(at));
                at
            })
        });
        self.places.insert(word.to_owned(), place);
        place
    }

    fn push(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.part.stream.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.part.stream.push(number.to_le_bytes()[0]);
    }
}

impl Part {
    /// The numbers of the texts.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let mut rest = self.stream.as_slice();
        std::iter::from_fn(move || {
            let (first, after) = rest.split_first()?;
            rest = after;
            let (mut number, mut shift, mut byte) = (u32::from(first & 0x7f), 7, *first);
            while byte >= 0x80 {
                let (next, after) = rest.split_first()?;
                (rest, byte) = (after, *next);
                number |= u32::from(byte & 0x7f) << shift;
                shift += 7;
            }
            Some(number)
        })
    }
}
