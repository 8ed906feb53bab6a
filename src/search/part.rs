//! Articles as the index takes them, turned round.
//!
//! In: titles, sapos, captions, bodies as plain text. Out: a part of a block: the syllables that were met, and of each where
//! it stands and what stands behind it.

use super::number::{narrow, read_binary, write_binary};
use super::words::{for_each_run, surface, syllables};
use crate::base::hash::Map;
use std::ops::Range;

/// An article has so many fields; the first is its title.
const FIELDS: u32 = 4;
/// Stands for what is too long to be looked for.
const TOO_LONG: u32 = u32::MAX;
/// Added to the last syllable of a phrase.
const LAST: u32 = 1 << 31;
/// So many syllables lie between two of which the field is noted.
const STRETCH: u32 = 64;

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
    /// The syllables that were met, and how often.
    surfaces: Vec<String>,
    counts: Vec<u32>,
    /// The number of each word as it was written.
    numbers: Numbers,
    /// The texts as numbers of syllables.
    texts: Vec<u32>,
    /// Where each field of each article begins in `texts`.
    fields: Vec<u32>,
    filters: Vec<Vec<String>>,
}

/// Some articles of a block, read.
pub struct Part {
    /// The syllables that were met.
    pub(super) surfaces: Vec<String>,
    /// How often each stands there, and where that is told in `places`.
    pub(super) found: Vec<Found>,
    /// Where syllables stand: one after the other, and in the order of the texts. Of each place the number of the syllable
    /// behind it and 1, or 0 at the end of a phrase; then how far it is from the place before.
    places: Vec<u8>,
    /// Where each field of each article begins in the texts, and then what is never reached.
    fields: Vec<u32>,
    /// The field in which each stretch of the texts begins.
    stretches: Vec<u32>,
    /// By article.
    pub(super) filters: Vec<Vec<String>>,
}

/// A syllable of a part.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) count: u32,
    from: usize,
}

/// One place of a syllable.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The number of the syllable behind it, unless a phrase ends here.
    pub(super) second: Option<u32>,
    /// The article, counted within the part.
    pub(super) article: u32,
    /// How many syllables of the article stand before it.
    pub(super) position: u32,
    /// 3 for the title, then falling to 0 for the body.
    pub(super) field: u32,
}

impl Reader {
    /// Reads one more article.
    pub fn add(&mut self, text: Text<'_>) {
        for field in [&[text.title], &[text.summary], text.small.as_slice(), &[text.body]] {
            self.fields.push(narrow(self.texts.len()));
            for lines in field {
                self.add_lines(lines);
            }
        }
        self.filters.push(text.filters);
    }

    fn add_lines(&mut self, text: &str) {
        for line in text.lines() {
            for_each_run(line, |run| match self.numbers.get(line, run.clone()) {
                Some(number) => self.push(number),
                None => {
                    for word in syllables(&line[run]) {
                        let number = self.numbers.of(word).unwrap_or_else(|| self.number(word));
                        self.push(number);
                    }
                }
            });
            self.end_phrase();
        }
    }

    /// One more syllable, or one too long to be looked for.
    fn push(&mut self, number: u32) {
        if number == TOO_LONG {
            return self.end_phrase();
        }
        self.counts[number as usize] += 1;
        self.texts.push(number);
    }

    fn end_phrase(&mut self) {
        if let Some(last) = self.texts.last_mut() {
            *last |= LAST;
        }
    }

    /// The number of a syllable that was not met before as it is written here.
    fn number(&mut self, word: &str) -> u32 {
        let of_surface = |surface: String| {
            self.numbers.of(&surface).unwrap_or_else(|| {
                let number = narrow(self.surfaces.len());
                self.numbers.insert(&surface, number);
                self.surfaces.push(surface);
                self.counts.push(0);
                number
            })
        };
        let number = surface(word).map_or(TOO_LONG, of_surface);
        self.numbers.insert(word, number);
        number
    }

    /// What was read.
    pub fn end(self) -> Part {
        let Self { surfaces, counts, texts, mut fields, filters, .. } = self;
        let mut end = 0;
        let room = |count: &u32| {
            end += *count as usize;
            end - *count as usize
        };
        let mut rooms: Vec<usize> = counts.iter().map(room).collect();
        // Of each place where it is, and what stands behind it as it is told in `places`.
        let mut sorted = vec![(0, 0); texts.len()];
        let behind = texts.iter().skip(1).chain([&0]);
        for ((at, number), behind) in (0..).zip(&texts).zip(behind) {
            let room = &mut rooms[(number & !LAST) as usize];
            sorted[*room] = (at, if number & LAST == 0 { (behind & !LAST) + 1 } else { 0 });
            *room += 1;
        }
        let mut places = Vec::with_capacity(texts.len() * 3);
        let mut found = Vec::with_capacity(counts.len());
        let mut rest = sorted.as_slice();
        for count in counts {
            found.push(Found { count, from: places.len() });
            let (of_one, after) = rest.split_at(count as usize);
            rest = after;
            let mut last = 0;
            for (at, second) in of_one {
                write_binary(*second, &mut places);
                write_binary(at - last, &mut places);
                last = *at;
            }
        }
        fields.push(u32::MAX);
        let mut field = 0;
        let mut stretches = Vec::new();
        for start in (0..narrow(texts.len())).step_by(STRETCH as usize) {
            while fields[field as usize + 1] <= start {
                field += 1;
            }
            stretches.push(field);
        }
        Part { surfaces, found, places, fields, stretches, filters }
    }
}

impl Part {
    /// Where a syllable stands, in order.
    pub(super) fn places(&self, syllable: usize) -> impl Iterator<Item = Place> {
        let Found { count, from } = self.found[syllable];
        let mut rest = self.places[from..].iter();
        let (mut at, mut field) = (0, 0);
        (0..count).map(move |_| {
            let second = read_binary(&mut rest).checked_sub(1);
            at += read_binary(&mut rest);
            if self.fields[field as usize + 1] <= at {
                field = self.stretches[(at / STRETCH) as usize];
                while self.fields[field as usize + 1] <= at {
                    field += 1;
                }
            }
            let title = field - field % FIELDS;
            Place {
                second,
                article: field / FIELDS,
                position: at - self.fields[title as usize],
                field: FIELDS - 1 - field % FIELDS,
            }
        })
    }
}

/// The numbers of words as they were written. Nearly all have few bytes: these themselves are their keys, so that none lies
/// elsewhere.
#[derive(Default)]
struct Numbers {
    short: Map<u128, u32>,
    long: Map<String, u32>,
}

impl Numbers {
    /// That of the word that stands there in a text.
    #[inline]
    fn get(&self, text: &str, word: Range<usize>) -> Option<u32> {
        let number = match key(text.as_bytes(), word.clone()) {
            Some(key) => self.short.get(&key),
            None => self.long.get(&text[word]),
        };
        number.copied()
    }

    /// That of a word.
    fn of(&self, word: &str) -> Option<u32> {
        self.get(word, 0..word.len())
    }

    fn insert(&mut self, word: &str, number: u32) {
        match key(word.as_bytes(), 0..word.len()) {
            Some(key) => self.short.insert(key, number),
            None => self.long.insert(word.to_owned(), number),
        };
    }
}

/// A word of few bytes as a number that no other has: its bytes. No word has one that is 0. It is read where it stands, with
/// what comes behind it: sixteen bytes at once, which no branch on its length precedes.
fn key(text: &[u8], word: Range<usize>) -> Option<u128> {
    const MOST: usize = size_of::<u128>();
    let unused = MOST.checked_sub(word.len()).filter(|unused| *unused < MOST)?;
    let from = text.get(word.start..)?;
    let bytes = from.first_chunk::<MOST>().copied().unwrap_or_else(|| {
        let mut bytes = [0; MOST];
        bytes[..from.len()].copy_from_slice(from);
        bytes
    });
    Some(u128::from_le_bytes(bytes) & u128::MAX >> (8 * unused))
}

#[cfg(test)]
mod tests {
    use super::key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_words_have_one_key(one in "[ab]{0,17}", other in "[ab]{0,17}", around in "[ab]{0,17}") {
            let of = |word: &str| {
                let text = format!("{around}{word}{around}");
                key(text.as_bytes(), around.len()..around.len() + word.len())
            };
            prop_assert_eq!(of(&one), key(one.as_bytes(), 0..one.len()));
            prop_assert_eq!(of(&one).is_some(), (1..=16).contains(&one.len()));
            prop_assert!(one == other || of(&one).is_none() || of(&one) != of(&other));
        }
    }
}
