//! A block of articles as the files of its index.
//!
//! In: the texts of its articles, read part by part. Out: the bytes of each file. In between it holds where each syllable
//! stands, part by part, and puts together the places of one syllable at a time: so a block of any size takes little more
//! memory than its texts.

use super::number::{narrow, write, write_rising};
use super::part::Part;
use super::posting::{Posting, Postings};
use super::shape::{File, Shape, Span};
use super::words::{folded, hash};
use crate::base::hash::Map;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// So many articles are listed at most for one syllable or pair: the best. So no file grows with the archive.
const MOST: usize = 512;
/// In blocks of more articles only half as many for a pair: two such blocks come together, and nobody reads further.
const LARGE: usize = 8192;
/// So many places of a syllable or pair in one article are told at most: the first.
const MOST_PLACES: usize = 11;
/// Positions of single syllables are told this coarsely, in powers of two.
const COARSE: u32 = 5;

/// A block of articles, read.
pub struct Block {
    span: Span,
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
    fn new(surface: String) -> Self {
        let folded = folded(&surface).into_owned();
        Self { hash: hash(&folded), surface, folded, count: 0, parts: Vec::new() }
    }

    /// In which of so many files it stands.
    fn file(&self, files: usize) -> usize {
        self.hash as usize & (files - 1)
    }
}

impl Block {
    /// The block of `span`, whose articles are in `parts`, oldest first.
    pub fn of(span: Span, parts: Vec<Part>) -> Self {
        let (mut syllables, mut numbers): (Vec<Syllable>, Map<String, usize>) = (Vec::new(), Map::default());
        let mut filters: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut next = 0;
        let read = |(at, mut part): (usize, Part)| {
            let surfaces = std::mem::take(&mut part.surfaces);
            for (own, (surface, found)) in surfaces.into_iter().zip(&part.found).enumerate() {
                let number = numbers.get(&surface).copied().unwrap_or_else(|| {
                    syllables.push(Syllable::new(surface.clone()));
                    numbers.insert(surface, syllables.len() - 1);
                    syllables.len() - 1
                });
                syllables[number].count += found.count;
                syllables[number].parts.push((at, own));
            }
            let first = next;
            for of_article in std::mem::take(&mut part.filters) {
                for filter in of_article {
                    filters.entry(filter).or_default().push(next);
                }
                next += 1;
            }
            Read { numbers: vec![0; part.found.len()], part, first }
        };
        let mut parts: Vec<Read> = parts.into_iter().enumerate().map(read).collect();
        syllables.sort_unstable_by(|one, other| {
            (Reverse(one.count), &one.surface).cmp(&(Reverse(other.count), &other.surface))
        });
        for (number, syllable) in (0..).zip(&syllables) {
            for (at, own) in &syllable.parts {
                parts[*at].numbers[*own] = number;
            }
        }
        Self { span, syllables, parts, filters }
    }

    /// Its files are made in so many groups.
    pub fn groups(&self) -> usize {
        self.span.shape().words.min(self.span.shape().firsts)
    }

    /// The group that a file is made with.
    pub fn group_of(&self, file: File) -> usize {
        match file {
            File::Words(at) | File::Filters(at) => at % self.groups(),
            File::Pairs(at) => at / self.span.shape().seconds % self.groups(),
            File::Vocabulary => 0,
        }
    }

    /// The files of one group.
    pub fn files(&self, group: usize) -> Vec<(File, Vec<u8>)> {
        let groups = self.groups();
        let Shape { words, firsts, seconds, filters } = self.span.shape();
        let objects = |files: usize| (0..files / groups).map(|_| Object::new()).collect::<Vec<_>>();
        let (mut of_words, mut of_pairs) = (objects(words), objects(firsts * seconds));
        let most_of_pair = if self.span.length > LARGE { MOST / 2 } else { MOST };
        let mut postings = Postings::new(self.syllables.len());
        for syllable in self.syllables.iter().filter(|syllable| syllable.file(groups) == group) {
            self.gather(syllable, &mut postings);
            of_words[syllable.file(words) / groups].list(&syllable.surface, postings.all(), MOST, COARSE);
            let of_first = &mut of_pairs[syllable.file(firsts) / groups * seconds..][..seconds];
            for of_pair in postings.take_pairs() {
                let second = &self.syllables[of_pair[0].second() as usize];
                let object = &mut of_first[second.file(seconds)];
                object.open(&syllable.surface);
                object.list(&second.surface, of_pair, most_of_pair, 0);
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
    fn gather(&self, syllable: &Syllable, out: &mut Postings) {
        for (at, number) in &syllable.parts {
            let Read { part, first, numbers } = &self.parts[*at];
            part.places(*number).for_each(|place| {
                let second = place.second.map_or(Posting::NOTHING, |second| numbers[second as usize]);
                let (article, position) = (first + place.article, place.position.min(Posting::LAST));
                if let Some(posting) = Posting::new(second, article, position, place.field) {
                    out.push(posting);
                }
            });
        }
    }

    /// `{"commune/cam-binh":"…"}`
    fn filters(&self, at: usize) -> Vec<u8> {
        let (mut object, files) = (Object::new(), self.span.shape().filters);
        for (name, articles) in &self.filters {
            if hash(name) as usize & (files - 1) == at {
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
        // A mark alone is nothing without marks.
        let once: Vec<&str> = folded.filter(|folded| !folded.is_empty() && seen.insert(*folded)).collect();
        serde_json::to_vec(&once).unwrap_or_default()
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

    /// The articles of these postings, if there are any: how many, then of the `most` best each with its field and its
    /// positions, these divided by two as often as `coarse` says.
    fn list(&mut self, key: &str, postings: &[Posting], most: usize, coarse: u32) {
        if postings.is_empty() {
            return;
        }
        self.text(key, |out| {
            let articles = || postings.chunk_by(|one, other| one.article() == other.article());
            let total = articles().count();
            write(narrow(total), out);
            let mut next = 0;
            let tell = |of_one: &[Posting]| {
                write(of_one[0].article() - next, out);
                next = of_one[0].article() + 1;
                let mut places = [0; MOST_PLACES];
                let places = positions(of_one, coarse, &mut places);
                write(of_one[0].field() + 4 * (narrow(places.len()) - 1), out);
                write_rising(places, out);
            };
            if total <= most {
                articles().for_each(tell);
            } else {
                best(articles(), most, coarse).for_each(tell);
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

/// So many of the best articles, in order: those that have it in the title, then in the sapo; then those that have it often;
/// then the newest.
fn best<'p>(
    articles: impl Iterator<Item = &'p [Posting]>,
    most: usize,
    coarse: u32,
) -> impl Iterator<Item = &'p [Posting]> {
    // All in one number, which is compared at once.
    let worth = |of_one: &[Posting]| {
        let often = narrow(positions(of_one, coarse, &mut [0; 4]).len());
        (of_one[0].field() << 3 | often) << Posting::ARTICLE | of_one[0].article()
    };
    let mut ranked: Vec<_> = articles.map(|of_one| (worth(of_one), of_one)).collect();
    ranked.select_nth_unstable_by_key(most, |(worth, _)| Reverse(*worth));
    ranked.truncate(most);
    ranked.sort_unstable_by_key(|(_, of_one)| of_one[0].article());
    ranked.into_iter().map(|(_, of_one)| of_one)
}

#[cfg(test)]
mod tests {
    use super::{Block, write};
    use crate::search::{File, Reader, Span, Text};

    /// All files of such articles.
    fn files(articles: &[Text<'_>]) -> Vec<(File, String)> {
        let mut reader = Reader::default();
        for Text { title, summary, small, body, filters } in articles {
            reader.add(Text { title, summary, body, small: small.clone(), filters: filters.clone() });
        }
        let block = Block::of(Span { from: 0, length: articles.len() }, vec![reader.end()]);
        let files = (0..block.groups()).flat_map(|group| block.files(group));
        files.map(|(file, bytes)| (file, String::from_utf8(bytes).unwrap())).collect()
    }

    fn articles(title: &'static str, length: usize) -> Vec<Text<'static>> {
        (0..length).map(|_| Text { title, ..Text::default() }).collect()
    }

    #[test]
    fn every_file_is_made_once() {
        for length in [1, 100, 128, 5000] {
            let mut made: Vec<File> = files(&articles("a b", length)).into_iter().map(|(file, _)| file).collect();
            made.sort_unstable();
            let mut all: Vec<File> = Span { from: 0, length }.files().collect();
            all.sort_unstable();
            assert_eq!(made, all);
        }
    }

    #[test]
    fn the_newest_are_listed_of_equal_ones() {
        for (length, most) in [(512, 512), (600, 512), (8192, 512), (16384, 256)] {
            let mut list = Vec::new();
            write(length, &mut list);
            for at in 0..most {
                write(if at == 0 { length - most } else { 0 }, &mut list);
                // In the title, at one place: the first.
                write(3, &mut list);
                write(0, &mut list);
            }
            let expected = format!(r#"{{"dân":{{"vận":"{}"}}}}"#, String::from_utf8(list).unwrap());
            let files = files(&articles("Dân vận", length as usize));
            assert!(files.iter().any(|(file, text)| matches!(file, File::Pairs(_)) && *text == expected), "{length}");
        }
    }

    #[test]
    fn words_behind_the_last_position_are_found() {
        let body = format!("{} cuối", "x ".repeat(1 << 18));
        let files = files(&[Text { body: &body, ..Text::default() }]);
        assert!(files.iter().any(|(file, text)| matches!(file, File::Words(_)) && text.contains("cuối")));
    }

    #[test]
    fn marks_alone_are_no_vocabulary() {
        let files = files(&[Text { title: "❤\u{fe0f} a \u{301}", ..Text::default() }]);
        assert!(files.contains(&(File::Vocabulary, r#"["a"]"#.to_owned())));
    }
}
