//! Articles as the index takes them, turned round.
//!
//! In: titles, sapos, captions, bodies as plain text. Out: a part of a block: the syllables that were met, and of each where
//! it stands and what stands behind it.

use super::number::narrow;
use super::words::{for_each_run, surface, syllables};
use crate::base::hash::Map;

/// An article has so many fields; the first is its title.
const FIELDS: u32 = 4;
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
    /// The number of each word as it was written; `None` of one that is too long.
    numbers: Known<Option<u32>>,
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
            for_each_run(line, |run| match self.numbers.get(run) {
                Some(number) => self.push(number),
                None => {
                    for word in syllables(run) {
                        let number = self.numbers.get(word).unwrap_or_else(|| self.number(word));
                        self.push(number);
                    }
                }
            });
            self.end_phrase();
        }
    }

    /// One more syllable, or one too long to be looked for.
    fn push(&mut self, number: Option<u32>) {
        let Some(number) = number else { return self.end_phrase() };
        self.counts[number as usize] += 1;
        self.texts.push(number);
    }

    fn end_phrase(&mut self) {
        if let Some(last) = self.texts.last_mut() {
            *last |= LAST;
        }
    }

    /// The number of a syllable that was not met before as it is written here.
    fn number(&mut self, word: &str) -> Option<u32> {
        let number = surface(word).map(|surface| {
            self.numbers.get(&surface).flatten().unwrap_or_else(|| {
                let number = narrow(self.surfaces.len());
                self.numbers.insert(&surface, Some(number));
                self.surfaces.push(surface);
                self.counts.push(0);
                number
            })
        });
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
        let mut sorted = vec![0; texts.len()];
        for (at, number) in (0..).zip(&texts) {
            let room = &mut rooms[(number & !LAST) as usize];
            sorted[*room] = at;
            *room += 1;
        }
        let mut places = Vec::with_capacity(texts.len() * 3);
        let mut rest = sorted.as_slice();
        let turn_round = |count: u32| {
            let from = places.len();
            let (of_one, after) = rest.split_at(count as usize);
            rest = after;
            let mut last = 0;
            for at in of_one {
                let second = if texts[*at as usize] & LAST == 0 { (texts[*at as usize + 1] & !LAST) + 1 } else { 0 };
                write(second, &mut places);
                write(at - last, &mut places);
                last = *at;
            }
            Found { count, from }
        };
        let found = counts.into_iter().map(turn_round).collect();
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
        let Found { count, from, .. } = self.found[syllable];
        let mut rest = self.places[from..].iter();
        let mut at = 0;
        (0..count).map(move |_| {
            let second = read(&mut rest).checked_sub(1);
            at += read(&mut rest);
            let mut field = self.stretches[(at / STRETCH) as usize];
            while self.fields[field as usize + 1] <= at {
                field += 1;
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

/// Writes a number in digits of seven bits, the lowest first; an eighth bit says that another follows.
fn write(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Reads such a number.
fn read<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 {
            break;
        }
    }
    number
}

/// What is known of words. Nearly all have few bytes: these themselves are their keys, so that none lies elsewhere.
#[derive(Default)]
struct Known<T> {
    short: Map<u128, T>,
    long: Map<String, T>,
}

impl<T: Copy> Known<T> {
    fn get(&self, word: &str) -> Option<T> {
        key(word).map_or_else(|| self.long.get(word), |key| self.short.get(&key)).copied()
    }

    fn insert(&mut self, word: &str, what: T) {
        match key(word) {
            Some(key) => self.short.insert(key, what),
            None => self.long.insert(word.to_owned(), what),
        };
    }
}

/// A word of few bytes as a number that no other has: its length, its first bytes, and its last ones, which may be the same.
fn key(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    let length = u8::try_from(bytes.len()).ok().filter(|length| (1..16).contains(length))?;
    let (low, high) = if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last) >> 8)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
    } else {
        let middle = bytes[bytes.len() / 2];
        (u64::from_le_bytes([bytes[0], middle, bytes[bytes.len() - 1], 0, 0, 0, 0, 0]), 0)
    };
    Some(u128::from(low) | u128::from(high) << 64 | u128::from(length) << 120)
}

#[cfg(test)]
mod tests {
    use super::key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_words_have_one_key(one in "[ab]{0,17}", other in "[ab]{0,17}") {
            prop_assert_eq!(key(&one).is_some(), (1..16).contains(&one.len()));
            prop_assert!(one == other || key(&one).is_none() || key(&one) != key(&other));
        }
    }
}
