//! A block of articles as the files of its index.
//!
//! In: the texts of its articles, read part by part. Out: the bytes of each file. In between it holds the syllables of all
//! texts as numbers, the most frequent ones as small ones, and goes through them once for each group of files: so a block of
//! any size takes little more memory than its texts.

use super::number::{write, write_rising};
use super::part::{FIRST, NEXT_ARTICLE, NEXT_FIELD, Part};
use super::rooms::{Posting, Rooms};
use super::shape::{File, Shape, Span};
use super::words::{folded, hash};
use crate::base::hash::Map;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// So many articles are listed at most for one syllable or pair: the best. So no file grows with the archive.
const MOST: usize = 512;
/// So many places of a syllable or pair in one article are told at most: the first.
const MOST_PLACES: usize = 11;
/// Positions of single syllables are told this coarsely, in powers of two.
const COARSE: u32 = 5;

/// So many syllables of all texts are sorted at a time, about.
const IN_GROUP: usize = 4 << 20;

/// The best field: the title.
const TITLE: u32 = 3;

/// A block of articles, read.
pub struct Block {
    shape: Shape,
    groups: usize,
    /// All syllables, the most frequent first.
    syllables: Vec<Syllable>,
    /// The texts, and by part the place of each of its syllables among all.
    parts: Vec<(Part, Vec<u32>)>,
    /// By filter: the articles.
    filters: BTreeMap<String, Vec<u32>>,
}

/// A syllable of a block.
struct Syllable {
    surface: String,
    /// Of it without marks: in which files it stands.
    hash: u32,
    /// How often it stands in the block.
    count: u32,
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
        let syllable = |(surface, count): &(&str, u32)| Syllable {
            hash: hash(&folded(surface)),
            surface: (*surface).to_owned(),
            count: *count,
        };
        let syllables: Vec<Syllable> = all.iter().map(syllable).collect();
        let places: Map<&str, u32> = (0..).zip(&syllables).map(|(at, syllable)| (&*syllable.surface, at)).collect();
        let place = |(surface, _): &(String, u32)| places.get(surface.as_str()).copied().unwrap_or_default();
        let places_of = |part: &Part| part.found.iter().map(place).collect();
        let of_parts: Vec<Vec<u32>> = parts.iter().map(places_of).collect();
        let mut filters: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (article, of_one) in (0..).zip(parts.iter().flat_map(|part| &part.filters)) {
            for filter in of_one {
                filters.entry(filter.clone()).or_default().push(article);
            }
        }
        let shape = span.shape();
        let length: usize = syllables.iter().map(|syllable| syllable.count as usize).sum();
        let groups = (length / IN_GROUP).next_power_of_two().clamp(4, shape.words.min(shape.firsts));
        Self { shape, groups, syllables, parts: parts.into_iter().zip(of_parts).collect(), filters }
    }

    /// In so many groups its files are made, each in one walk through all texts.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The group that a file is made with.
    pub fn group_of(&self, file: File) -> usize {
        match file {
            File::Words(at) | File::Filters(at) => at % self.groups,
            File::Pairs(at) => at / self.shape.seconds % self.groups,
            File::Vocabulary => 0,
        }
    }

    /// The files of one group.
    pub fn files(&self, group: usize) -> Vec<(File, Vec<u8>)> {
        let (mut words, mut pairs) = self.postings(group);
        let Shape { words: files_of_words, firsts, seconds, filters } = self.shape;
        let is_of_group = |at: &usize| at % self.groups == group;
        let mut files = Vec::new();
        for at in (0..files_of_words).filter(is_of_group) {
            let mut object = Object::new();
            for (number, syllable) in self.of_file(at, files_of_words) {
                object.list(&syllable.surface, words.get(number));
            }
            files.push((File::Words(at), object.end()));
        }
        drop(words);
        for at in (0..firsts).filter(is_of_group) {
            let mut objects: Vec<Object> = (0..seconds).map(|_| Object::new()).collect();
            for (number, first) in self.of_file(at, firsts) {
                let of_first = pairs.get(number);
                of_first.sort_unstable();
                let second = |of_pair: &[Posting]| &self.syllables[of_pair[0].second() as usize];
                let of_pairs: Vec<_> = of_first.chunk_by(|one, other| one.second() == other.second()).collect();
                for (at, object) in objects.iter_mut().enumerate() {
                    let of_file = of_pairs.iter().filter(|of_pair| of_file(second(of_pair), seconds) == at);
                    object.within(&first.surface, of_file, |inner, of_pair| {
                        inner.list(&second(of_pair).surface, of_pair);
                    });
                }
            }
            let of_first = objects.into_iter().enumerate();
            files.extend(of_first.map(|(second, object)| (File::Pairs(at * seconds + second), object.end())));
        }
        files.extend((0..filters).filter(is_of_group).map(|at| (File::Filters(at), self.filters(at))));
        if group == 0 {
            files.push((File::Vocabulary, self.vocabulary()));
        }
        files
    }

    /// The syllables that stand in file `at` of so many.
    fn of_file(&self, at: usize, files: usize) -> impl Iterator<Item = (usize, &Syllable)> {
        self.syllables.iter().enumerate().filter(move |(_, syllable)| of_file(syllable, files) == at)
    }

    /// All places of the syllables of a group, and of the pairs that begin with them, in order.
    fn postings(&self, group: usize) -> (Rooms, Rooms) {
        let count = |syllable: &Syllable| (of_file(syllable, self.groups) == group).then_some(syllable.count);
        let mut words = Rooms::of(self.syllables.iter().map(count));
        let mut pairs = Rooms::of(self.syllables.iter().map(count));
        // By syllable: where it was met last, for a coarse place is told once.
        let mut last = vec![(u32::MAX, 0); self.syllables.len()];
        let (mut article, mut position, mut field, mut before) = (0, 0, TITLE, None);
        for (part, places) in &self.parts {
            for token in part.numbers() {
                let Some(at) = token.checked_sub(FIRST) else {
                    before = None;
                    match token {
                        NEXT_FIELD => field -= 1,
                        NEXT_ARTICLE => (article, position, field) = (article + 1, 0, TITLE),
                        _ => {}
                    }
                    continue;
                };
                let syllable = places[at as usize];
                let at = syllable as usize;
                if let Some(first) = before
                    && let Some(posting) = Posting::new(syllable, article, position - 1, field)
                {
                    pairs.push(first, posting);
                }
                before = words.has(at).then_some(at);
                let place = (article, position >> COARSE);
                if before.is_some()
                    && std::mem::replace(&mut last[at], place) != place
                    && let Some(posting) = Posting::new(0, article, place.1, field)
                {
                    words.push(at, posting);
                }
                position += 1;
            }
        }
        (words, pairs)
    }

    /// `{"commune/cam-binh":"…"}`
    fn filters(&self, at: usize) -> Vec<u8> {
        let mut object = Object::new();
        for (name, articles) in &self.filters {
            if hash(name) as usize & (self.shape.filters - 1) == at {
                // A section may have any sign in the name of its folder.
                let name = serde_json::to_string(name).unwrap_or_default();
                let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or_default();
                object.text(name, |out| write_rising(articles.iter().copied(), out));
            }
        }
        object.end()
    }

    /// `["cua","dan"]`: syllables without marks, the most frequent first.
    fn vocabulary(&self) -> Vec<u8> {
        let mut seen = HashSet::new();
        let folded = self.syllables.iter().map(|syllable| folded(&syllable.surface).into_owned());
        let once: Vec<String> = folded.filter(|folded| seen.insert(folded.clone())).collect();
        serde_json::to_vec(&once).unwrap_or_default()
    }
}

/// In which of so many files a syllable stands.
fn of_file(syllable: &Syllable, files: usize) -> usize {
    syllable.hash as usize & (files - 1)
}

/// An object of JSON that is being written. No key and no text in it has a sign that JSON escapes.
struct Object(Vec<u8>);

impl Object {
    fn new() -> Self {
        Self(vec![b'{'])
    }

    fn key(&mut self, key: &str) {
        if !self.0.ends_with(b"{") {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    fn text(&mut self, key: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.key(key);
        self.0.push(b'"');
        write(&mut self.0);
        self.0.push(b'"');
    }

    /// The articles of these postings, if there are any: how many, then each with its field and its positions.
    fn list(&mut self, key: &str, postings: &[Posting]) {
        if postings.is_empty() {
            return;
        }
        self.text(key, |out| {
            let articles: Vec<&[Posting]> = postings.chunk_by(|one, other| one.article() == other.article()).collect();
            write(narrow(articles.len()), out);
            let mut next = 0;
            for of_one in best(articles) {
                let places = &of_one[..of_one.len().min(MOST_PLACES)];
                write(of_one[0].article() - next, out);
                next = of_one[0].article() + 1;
                write(of_one[0].field() + 4 * (narrow(places.len()) - 1), out);
                write_rising(places.iter().map(|place| place.position()), out);
            }
        });
    }

    /// An object within it, of these things, if there are any.
    fn within<T>(&mut self, key: &str, things: impl Iterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        let mut things = things.peekable();
        if things.peek().is_none() {
            return;
        }
        self.key(key);
        self.0.push(b'{');
        things.for_each(|thing| write(self, thing));
        self.0.push(b'}');
    }

    fn end(mut self) -> Vec<u8> {
        self.0.push(b'}');
        self.0
    }
}

/// The best articles, in order: those that have it in the title, then in the sapo; then those that have it often; then the
/// newest.
fn best(mut articles: Vec<&[Posting]>) -> Vec<&[Posting]> {
    if articles.len() > MOST {
        let worth = |of_one: &&[Posting]| Reverse((of_one[0].field(), of_one.len().min(4), of_one[0].article()));
        articles.select_nth_unstable_by_key(MOST, worth);
        articles.truncate(MOST);
        articles.sort_unstable_by_key(|of_one| of_one[0].article());
    }
    articles
}

/// Counts of a block are small.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
