//! A block of articles as the files of its index.
//!
//! In: the texts of its articles, read part by part. Out: the bytes of each file. In between it holds where each syllable
//! stands, part by part, and puts together the places of one syllable at a time: so a block of any size takes little more
//! memory than its texts.

use super::number::{write, write_rising};
use super::part::Part;
use super::posting::{Pairs, Posting};
use super::shape::{File, MOST, Shape, Span};
use super::words::{folded, hash};
use crate::base::hash::Map;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// So many places of a syllable or pair in one article are told at most: the first.
const MOST_PLACES: usize = 11;
/// Positions of single syllables are told this coarsely, in powers of two.
const COARSE: u32 = 5;

/// A block of articles, read.
pub struct Block {
    shape: Shape,
    /// All syllables, the most frequent first.
    syllables: Vec<Syllable>,
    parts: Vec<Read>,
    /// By filter: the articles.
    filters: BTreeMap<String, Vec<u32>>,
}

/// A part of a block.
struct Read {
    part: Part,
    /// The number of its first article.
    first: u32,
    /// The number in the block of each of its syllables.
    numbers: Vec<u32>,
}

/// A syllable of a block.
struct Syllable {
    surface: String,
    /// It without marks.
    folded: String,
    /// Of that: in which files it stands.
    hash: u32,
    /// How often it stands in the block.
    count: u32,
    /// The parts where it stands, and its number there.
    parts: Vec<(usize, usize)>,
}

impl Syllable {
    fn new(surface: &str) -> Self {
        let folded = folded(surface).into_owned();
        Self { surface: surface.to_owned(), hash: hash(&folded), folded, count: 0, parts: Vec::new() }
    }

    /// In which of so many files it stands.
    fn file(&self, files: usize) -> usize {
        self.hash as usize & (files - 1)
    }
}

impl Block {
    /// The block of `span`, whose articles are in `parts`, oldest first.
    pub fn of(span: Span, parts: Vec<Part>) -> Self {
        let mut syllables: Vec<Syllable> = Vec::new();
        let mut known: Map<&str, usize> = Map::default();
        for (at, part) in parts.iter().enumerate() {
            for (number, found) in part.found.iter().enumerate() {
                let place = *known.entry(&found.surface).or_insert_with(|| {
                    syllables.push(Syllable::new(&found.surface));
                    syllables.len() - 1
                });
                syllables[place].count += found.count;
                syllables[place].parts.push((at, number));
            }
        }
        syllables.sort_unstable_by(|one, other| {
            (Reverse(one.count), &one.surface).cmp(&(Reverse(other.count), &other.surface))
        });
        let mut filters: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (article, of_one) in (0..).zip(parts.iter().flat_map(|part| &part.filters)) {
            for filter in of_one {
                filters.entry(filter.clone()).or_default().push(article);
            }
        }
        let mut next = 0;
        let read = |part: Part| {
            let (first, numbers) = (next, vec![0; part.found.len()]);
            next += narrow(part.filters.len());
            Read { part, first, numbers }
        };
        let mut parts: Vec<Read> = parts.into_iter().map(read).collect();
        for (number, syllable) in (0..).zip(&syllables) {
            for (at, own) in &syllable.parts {
                parts[*at].numbers[*own] = number;
            }
        }
        Self { shape: span.shape(), syllables, parts, filters }
    }

    /// Its files are made in so many groups.
    pub fn groups(&self) -> usize {
        self.shape.words.min(self.shape.firsts)
    }

    /// The group that a file is made with.
    pub fn group_of(&self, file: File) -> usize {
        match file {
            File::Words(at) | File::Filters(at) => at % self.groups(),
            File::Pairs(at) => at / self.shape.seconds % self.groups(),
            File::Vocabulary => 0,
        }
    }

    /// The files of one group.
    pub fn files(&self, group: usize) -> Vec<(File, Vec<u8>)> {
        let groups = self.groups();
        let Shape { words, firsts, seconds, filters, most_of_pairs } = self.shape;
        let objects = |files: usize| (0..files / groups).map(|_| Object::new()).collect::<Vec<_>>();
        let (mut of_words, mut of_pairs) = (objects(words), objects(firsts * seconds));
        let (mut postings, mut pairs) = (Vec::new(), Pairs::new(self.syllables.len()));
        for syllable in self.syllables.iter().filter(|syllable| syllable.file(groups) == group) {
            self.gather(syllable, &mut postings);
            of_words[syllable.file(words) / groups].list(&syllable.surface, &postings, MOST, COARSE);
            let of_first = &mut of_pairs[syllable.file(firsts) / groups * seconds..][..seconds];
            for of_pair in pairs.of(&postings) {
                let second = &self.syllables[of_pair[0].second() as usize];
                let object = &mut of_first[second.file(seconds)];
                object.open(&syllable.surface);
                object.list(&second.surface, of_pair, most_of_pairs, 0);
            }
            of_first.iter_mut().for_each(Object::close);
        }
        let of_words =
            of_words.into_iter().enumerate().map(|(at, object)| (File::Words(group + at * groups), object.end()));
        let place = |at: usize| File::Pairs((group + at / seconds * groups) * seconds + at % seconds);
        let of_pairs = of_pairs.into_iter().enumerate().map(|(at, object)| (place(at), object.end()));
        let of_filters = (group..filters).step_by(groups).map(|at| (File::Filters(at), self.filters(at)));
        let vocabulary = (group == 0).then(|| (File::Vocabulary, self.vocabulary()));
        of_words.chain(of_pairs).chain(of_filters).chain(vocabulary).collect()
    }

    /// All places of a syllable, in order.
    fn gather(&self, syllable: &Syllable, out: &mut Vec<Posting>) {
        out.clear();
        for (at, number) in &syllable.parts {
            let Read { part, first, numbers } = &self.parts[*at];
            out.extend(part.places(*number).filter_map(|place| {
                let second = place.second.map_or(Posting::NOTHING, |second| numbers[second as usize]);
                Posting::new(second, first + place.article, place.position, place.field)
            }));
        }
    }

    /// `{"commune/cam-binh":"…"}`
    fn filters(&self, at: usize) -> Vec<u8> {
        let mut object = Object::new();
        for (name, articles) in &self.filters {
            if hash(name) as usize & (self.shape.filters - 1) == at {
                // A section may have any sign in the name of its folder.
                let name = serde_json::to_string(name).unwrap_or_default();
                let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or_default();
                object.text(name, |out| write_rising(articles, out));
            }
        }
        object.end()
    }

    /// `["cua","dan"]`: syllables without marks, the most frequent first.
    fn vocabulary(&self) -> Vec<u8> {
        let mut seen = HashSet::new();
        let folded = self.syllables.iter().map(|syllable| &*syllable.folded);
        serde_json::to_vec(&folded.filter(|folded| seen.insert(*folded)).collect::<Vec<_>>()).unwrap_or_default()
    }
}

/// An object of JSON that is being written. No key and no text in it has a sign that JSON escapes.
struct Object {
    text: Vec<u8>,
    /// Whether an object within it is begun.
    is_open: bool,
}

impl Object {
    fn new() -> Self {
        Self { text: vec![b'{'], is_open: false }
    }

    fn key(&mut self, key: &str) {
        if !self.text.ends_with(b"{") {
            self.text.push(b',');
        }
        self.text.push(b'"');
        self.text.extend_from_slice(key.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    fn text(&mut self, key: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.key(key);
        self.text.push(b'"');
        write(&mut self.text);
        self.text.push(b'"');
    }

    /// The articles of these postings, if there are any: how many, then of so many each with its field and its positions, these in
    /// units of so many powers of two.
    fn list(&mut self, key: &str, postings: &[Posting], most: usize, coarse: u32) {
        if postings.is_empty() {
            return;
        }
        self.text(key, |out| {
            let articles: Vec<_> = postings.chunk_by(|one, other| one.article() == other.article()).collect();
            write(narrow(articles.len()), out);
            let mut next = 0;
            for of_one in best(articles, most, coarse) {
                write(of_one[0].article() - next, out);
                next = of_one[0].article() + 1;
                let mut places = [0; MOST_PLACES];
                let places = positions(of_one, coarse, &mut places);
                write(of_one[0].field() + 4 * (narrow(places.len()) - 1), out);
                write_rising(places, out);
            }
        });
    }

    /// Begins an object within it, if it is not begun.
    fn open(&mut self, key: &str) {
        if !std::mem::replace(&mut self.is_open, true) {
            self.key(key);
            self.text.push(b'{');
        }
    }

    /// Ends the object within it, if one is begun.
    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.text.push(b'}');
        }
    }

    fn end(mut self) -> Vec<u8> {
        self.text.push(b'}');
        self.text
    }
}

/// The first positions of an article in a list, in units of so many powers of two.
fn positions<'p>(postings: &[Posting], coarse: u32, room: &'p mut [u32]) -> &'p [u32] {
    let mut length = 0;
    for posting in postings {
        let position = posting.position() >> coarse;
        if length > 0 && room[length - 1] == position {
            continue;
        }
        if length == room.len() {
            break;
        }
        room[length] = position;
        length += 1;
    }
    &room[..length]
}

/// The best articles, so many at most, in order: those that have it in the title, then in the sapo; then those that have it often; then the
/// newest.
fn best<'p>(articles: Vec<&'p [Posting]>, most: usize, coarse: u32) -> Vec<&'p [Posting]> {
    if articles.len() <= most {
        return articles;
    }
    let ranked = |of_one: &'p [Posting]| {
        let often = positions(of_one, coarse, &mut [0; 4]).len();
        (Reverse((of_one[0].field(), often, of_one[0].article())), of_one)
    };
    let mut articles: Vec<_> = articles.into_iter().map(ranked).collect();
    articles.select_nth_unstable_by_key(most, |(worth, _)| *worth);
    articles.truncate(most);
    articles.sort_unstable_by_key(|(_, of_one)| of_one[0].article());
    articles.into_iter().map(|(_, of_one)| of_one).collect()
}

/// Counts of a block are small.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
