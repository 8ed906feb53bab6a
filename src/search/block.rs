//! A block of articles as the files of its index.
//!
//! In: the texts of its articles, read part by part. Out: the bytes of each file. In between it holds the syllables of all
//! texts as numbers, the most frequent ones as small ones, and goes through them once for each group of files: so a block of
//! any size takes little more memory than its texts.

use super::number::{write, write_rising};
use super::shape::{File, Shape, Span};
use super::text::{Piece, Text, pieces};
use super::words::{folded, hash, surface, syllables};
use crate::base::hash::Map;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many articles are listed at most for one syllable or pair: the best. So no file grows with the archive.
const MOST: usize = 512;
/// So many places of a syllable or pair in one article are told at most: the first.
const MOST_PLACES: usize = 11;
/// Positions of single syllables are told this coarsely, in powers of two.
const COARSE: u32 = 5;

/// Numbers in a stream that are no syllable; those of syllables follow.
const END: u32 = 0;
const NEXT_FIELD: u32 = 1;
const NEXT_ARTICLE: u32 = 2;
const FIRST: u32 = 3;
/// The best field: the title.
const TITLE: u32 = 3;

/// Some articles of a block, read.
#[derive(Default)]
pub struct Part {
    /// Each syllable, and how often it stands there.
    found: Vec<(String, u32)>,
    /// The texts as places in `found`, behind `FIRST`.
    stream: Vec<u32>,
    filters: Vec<Vec<String>>,
    places: Map<String, Option<u32>>,
}

impl Part {
    /// Reads one more article.
    pub fn add(&mut self, text: Text<'_>) {
        self.add_plain(text.title);
        self.stream.push(NEXT_FIELD);
        self.add_plain(text.summary);
        self.stream.push(NEXT_FIELD);
        for small in text.small {
            self.add_plain(small);
        }
        self.stream.push(NEXT_FIELD);
        pieces(text.body, |piece| match piece {
            Piece::Text(text) => self.add_words(text),
            Piece::End => self.end(),
        });
        self.stream.push(NEXT_ARTICLE);
        self.filters.push(text.filters);
    }

    fn add_plain(&mut self, text: &str) {
        self.add_words(text);
        self.end();
    }

    /// No phrase goes on here.
    fn end(&mut self) {
        if self.stream.last().is_some_and(|last| *last >= FIRST) {
            self.stream.push(END);
        }
    }

    fn add_words(&mut self, text: &str) {
        for word in syllables(text) {
            let known = self.places.get(word).copied();
            let place = known.unwrap_or_else(|| self.place_of(word));
            if let Some(at) = place {
                self.found[at as usize].1 += 1;
                self.stream.push(at + FIRST);
            } else {
                self.end();
            }
        }
    }

    /// The place of a syllable that was not met before as it is written here.
    fn place_of(&mut self, word: &str) -> Option<u32> {
        let place = surface(word).map(|surface| {
            self.places.get(&surface).copied().flatten().unwrap_or_else(|| {
                let at = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
                self.found.push((surface.clone(), 0));
                self.places.insert(surface, Some(at));
                at
            })
        });
        self.places.insert(word.to_owned(), place);
        place
    }
}

/// A block of articles, read.
pub struct Block {
    span: Span,
    shape: Shape,
    /// All syllables, the most frequent first.
    surfaces: Vec<String>,
    /// Of each, the hash of it without marks.
    hashes: Vec<u32>,
    /// The texts, part by part, as numbers of seven bits each, the lowest first.
    streams: Vec<Vec<u8>>,
    /// By filter: the articles.
    filters: BTreeMap<String, Vec<u32>>,
}

/// One place of a syllable or pair, in the order of files: file, syllables, article, position, field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    file: u32,
    syllables: [u32; 2],
    article: u32,
    position: u32,
    field: u32,
}

impl Block {
    /// The block of `span`, whose articles are in `parts`, oldest first.
    pub fn of(span: Span, parts: Vec<Part>) -> Self {
        let mut all: Map<&str, u32> = Map::default();
        for (surface, count) in parts.iter().flat_map(|part| &part.found) {
            *all.entry(surface).or_default() += count;
        }
        let mut all: Vec<(&str, u32)> = all.into_iter().collect();
        all.sort_unstable_by_key(|(surface, count)| (Reverse(*count), *surface));
        let numbers: Map<&str, u32> = (FIRST..).zip(&all).map(|(number, (surface, _))| (*surface, number)).collect();
        let surfaces: Vec<String> = all.iter().map(|(surface, _)| (*surface).to_owned()).collect();
        let hashes = surfaces.iter().map(|surface| hash(&folded(surface))).collect();
        let stream = |part: &Part| {
            let number = |(surface, _): &(String, u32)| numbers.get(surface.as_str()).copied().unwrap_or(END);
            let numbers: Vec<u32> = part.found.iter().map(number).collect();
            let mut bytes = Vec::with_capacity(part.stream.len() * 2);
            for token in &part.stream {
                let known = token.checked_sub(FIRST).and_then(|at| numbers.get(at as usize));
                write_bytes(known.copied().unwrap_or(*token), &mut bytes);
            }
            bytes
        };
        let streams = parts.iter().map(stream).collect();
        let mut filters: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (article, of_one) in (0..).zip(parts.iter().flat_map(|part| &part.filters)) {
            for filter in of_one {
                filters.entry(filter.clone()).or_default().push(article);
            }
        }
        Self { span, shape: span.shape(), surfaces, hashes, streams, filters }
    }

    /// In so many groups its files are made, each in one walk through all texts.
    pub fn groups(&self) -> usize {
        (self.span.length / 2048).next_power_of_two().clamp(4, self.shape.words.min(self.shape.firsts))
    }

    /// The files of one group, in order.
    pub fn files(&self, group: usize) -> Vec<(File, Vec<u8>)> {
        let groups = self.groups();
        let is_of_group = |at: &usize| at % groups == group;
        let (words, pairs) = self.postings(group);
        let mut files = Vec::new();
        let mut words = words.as_slice();
        for at in (0..self.shape.words).filter(is_of_group) {
            files.push((File::Words(at), self.words(of_file(&mut words, at))));
        }
        let mut pairs = pairs.as_slice();
        for at in (0..self.shape.firsts * self.shape.seconds).filter(|at| is_of_group(&(at / self.shape.seconds))) {
            files.push((File::Pairs(at), self.pairs(of_file(&mut pairs, at))));
        }
        let filters = (0..self.shape.filters).filter(is_of_group);
        files.extend(filters.map(|at| (File::Filters(at), self.filters(at))));
        if group == 0 {
            files.push((File::Vocabulary, self.vocabulary()));
        }
        files
    }

    /// All places of syllables and of pairs whose first syllable is of the group.
    fn postings(&self, group: usize) -> (Vec<Posting>, Vec<Posting>) {
        let Shape { words, firsts, seconds, .. } = self.shape;
        let mask = self.groups() - 1;
        let is_of_group: Vec<bool> = self.hashes.iter().map(|hash| *hash as usize & mask == group).collect();
        let file_of = |hash: u32, files: usize| hash as usize & (files - 1);
        // By syllable: where it was met last, for a place is told once.
        let mut last = vec![(u32::MAX, 0); self.surfaces.len()];
        let (mut all_words, mut all_pairs) = (Vec::new(), Vec::new());
        let (mut article, mut position, mut field, mut before) = (0, 0, TITLE, None);
        for token in self.streams.iter().flat_map(|stream| numbers(stream)) {
            let Some(syllable) = token.checked_sub(FIRST) else {
                before = None;
                match token {
                    NEXT_FIELD => field -= 1,
                    NEXT_ARTICLE => (article, position, field) = (article + 1, 0, TITLE),
                    _ => {}
                }
                continue;
            };
            let at = syllable as usize;
            if let Some(first) = before.filter(|first| is_of_group[*first as usize]) {
                let file = file_of(self.hashes[first as usize], firsts) * seconds + file_of(self.hashes[at], seconds);
                let syllables = [first, syllable];
                all_pairs.push(Posting { file: narrow(file), syllables, article, position: position - 1, field });
            }
            let coarse = position >> COARSE;
            if is_of_group[at] && last[at] != (article, coarse) {
                last[at] = (article, coarse);
                let file = narrow(file_of(self.hashes[at], words));
                all_words.push(Posting { file, syllables: [syllable, 0], article, position: coarse, field });
            }
            before = Some(syllable);
            position += 1;
        }
        all_words.sort_unstable();
        all_pairs.sort_unstable();
        (all_words, all_pairs)
    }

    fn surface(&self, syllable: u32) -> &[u8] {
        self.surfaces[syllable as usize].as_bytes()
    }

    /// `{"đoàn":"…"}`
    fn words(&self, postings: &[Posting]) -> Vec<u8> {
        object(postings.chunk_by(|one, other| one.syllables == other.syllables), |of_one, out| {
            entry(self.surface(of_one[0].syllables[0]), of_one, out);
        })
    }

    /// `{"đoàn":{"kết":"…"}}`
    fn pairs(&self, postings: &[Posting]) -> Vec<u8> {
        object(postings.chunk_by(|one, other| one.syllables[0] == other.syllables[0]), |of_first, out| {
            out.push(b'"');
            out.extend_from_slice(self.surface(of_first[0].syllables[0]));
            out.extend_from_slice(b"\":");
            let of_pairs = of_first.chunk_by(|one, other| one.syllables == other.syllables);
            out.append(&mut object(of_pairs, |of_one, out| {
                entry(self.surface(of_one[0].syllables[1]), of_one, out);
            }));
        })
    }

    /// `{"commune/cam-binh":"…"}`
    fn filters(&self, at: usize) -> Vec<u8> {
        let of_file = |name: &str| hash(name) as usize & (self.shape.filters - 1) == at;
        object(self.filters.iter().filter(|(name, _)| of_file(name)), |(name, articles), out| {
            out.push(b'"');
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":\"");
            write_rising(articles.iter().copied(), out);
            out.push(b'"');
        })
    }

    /// `["cua","dan"]`: syllables without marks, the most frequent first.
    fn vocabulary(&self) -> Vec<u8> {
        let mut seen = std::collections::HashSet::new();
        let folded = self.surfaces.iter().map(|surface| folded(surface).into_owned());
        let once: Vec<String> = folded.filter(|folded| seen.insert(folded.clone())).collect();
        serde_json::to_vec(&once).unwrap_or_default()
    }
}

/// The postings of one file, which stand first of what is left.
fn of_file<'p>(rest: &mut &'p [Posting], file: usize) -> &'p [Posting] {
    let (of_file, after) = rest.split_at(rest.partition_point(|posting| posting.file as usize <= file));
    *rest = after;
    of_file
}

/// An object of JSON with these entries.
fn object<T>(entries: impl Iterator<Item = T>, mut write: impl FnMut(T, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = vec![b'{'];
    for (at, entry) in entries.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(entry, &mut out);
    }
    out.push(b'}');
    out
}

/// `"kết":"…"`: a syllable, and the articles that have it. A syllable has no sign that JSON escapes.
fn entry(surface: &[u8], postings: &[Posting], out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(surface);
    out.extend_from_slice(b"\":\"");
    let articles: Vec<&[Posting]> = postings.chunk_by(|one, other| one.article == other.article).collect();
    write(narrow(articles.len()), out);
    let mut next = 0;
    for of_one in best(articles) {
        let places = &of_one[..of_one.len().min(MOST_PLACES)];
        write(of_one[0].article - next, out);
        next = of_one[0].article + 1;
        write(of_one[0].field + 4 * (narrow(places.len()) - 1), out);
        write_rising(places.iter().map(|place| place.position), out);
    }
    out.push(b'"');
}

/// The best articles, in order: those that have it in the title, then in the sapo; then those that have it often; then the
/// newest.
fn best(mut articles: Vec<&[Posting]>) -> Vec<&[Posting]> {
    if articles.len() > MOST {
        let worth = |of_one: &&[Posting]| Reverse((of_one[0].field, of_one.len().min(4), of_one[0].article));
        articles.select_nth_unstable_by_key(MOST, worth);
        articles.truncate(MOST);
        articles.sort_unstable_by_key(|of_one| of_one[0].article);
    }
    articles
}

/// Counts of a block are small.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A number as bytes of seven bits, the lowest first; all but the last have the eighth.
fn write_bytes(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// The numbers of a stream.
fn numbers(stream: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = stream.iter();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *bytes.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Some(number);
            }
        }
    })
}
