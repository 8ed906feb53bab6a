//! The site's list of abbreviations: `content/abbreviations.yaml`, a map such as `NTM: nông thôn mới`.
//!
//! In: the text of the file. Out: a list in which a word is looked up as typed, and what is wrong with the file. Marking
//! the words in a body is the renderer's work.

use crate::base::hash::Hash;
use crate::diagnostic::catalogue::{self, Expected};
use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::{Key, Node, Reader, Shape, Value, key};
use std::collections::HashMap;

/// Where the list stands in a site. A site may do without.
pub const ABBREVIATIONS: &str = "content/abbreviations.yaml";

/// So many lines of the list are read as people write them; no site has more.
const MOST_WORDS: usize = 2_000;

/// No abbreviation is longer, in bytes.
const LONGEST: usize = 40;

/// Abbreviations and what they mean.
#[derive(Debug, Default)]
pub struct Abbreviations {
    found: HashMap<Box<str>, usize>,
    meanings: Vec<Box<str>>,
    longest: usize,
    /// Which bytes an abbreviation starts with, as bits.
    starts: [u128; 2],
    /// Of the text of the file.
    pub hash: Hash,
}

/// Whether a sign may stand between the letters of an abbreviation: `VH-XH`, `TP.HCM`, `KT&PT`.
pub(super) fn is_joint(c: char) -> bool {
    matches!(c, '-' | '–' | '/' | '&' | '.')
}

impl Abbreviations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// The length of the longest, in bytes.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether any begins with this byte: a cheap question before the dear one.
    pub fn may_start(&self, byte: u8) -> bool {
        self.starts[usize::from(byte >> 7)] >> (byte & 127) & 1 == 1
    }

    /// The place of a word in the list, and what it means.
    pub fn find(&self, word: &str) -> Option<(usize, &str)> {
        let at = *self.found.get(word)?;
        self.meanings.get(at).map(|meaning| (at, &**meaning))
    }

    /// All of them with what they mean, sorted.
    pub fn all(&self) -> Vec<(&str, &str)> {
        let meaning = |at: &usize| self.meanings.get(*at).map(|meaning| &**meaning);
        let all = self.found.iter().filter_map(|(word, at)| Some((&**word, meaning(at)?)));
        let mut all: Vec<(&str, &str)> = all.collect();
        all.sort_unstable();
        all
    }

    fn add(&mut self, word: &str, meaning: &str) {
        let start = word.bytes().next().unwrap_or_default();
        self.starts[usize::from(start >> 7)] |= 1 << (start & 127);
        self.longest = self.longest.max(word.len());
        self.found.insert(word.into(), self.meanings.len());
        self.meanings.push(meaning.into());
    }
}

/// Reads the list. `path` is for messages.
pub fn parse_abbreviations(path: &str, text: &str) -> (Abbreviations, Vec<Diagnostic>) {
    let mut reader = Reader::new(path);
    let mut list = Abbreviations { hash: Hash::of(text.as_bytes()), ..Abbreviations::default() };
    // Every line is a key with a text after it, whatever signs the text holds.
    let lines = text.lines().filter(|line| !line.starts_with([' ', '#', '-'])).take(MOST_WORDS);
    let words = lines.filter_map(|line| {
        let (word, meaning) = line.split_once([':', '：'])?;
        let is_text = !meaning.trim_start().starts_with(['[', '{']);
        is_text.then(|| word.trim().trim_matches(['"', '\'']))
    });
    let table: Vec<Key<'_>> = words.map(|word| key(word, word, Shape::Text)).collect();
    let Some(node) = reader.parse(text, 1, &table) else { return (list, reader.notes) };
    match &node.value {
        Value::Nothing => {}
        Value::Map(entries) => {
            let mut lines = HashMap::with_capacity(entries.len());
            for (word, meaning) in entries {
                if let Err(note) = read(&mut list, &mut lines, word, meaning, path) {
                    reader.note(note);
                }
            }
        }
        _ => {
            let note = catalogue::wrong_type(reader.at(node.span), path, Expected::Map);
            reader.note(note);
        }
    }
    (list, reader.notes)
}

/// One line of the list. `lines` tells where each abbreviation stands.
fn read<'n>(
    list: &mut Abbreviations,
    lines: &mut HashMap<&'n str, u32>,
    word: &'n Node,
    meaning: &Node,
    path: &str,
) -> Result<(), Diagnostic> {
    let (at, Value::Text(word)) = (word.span, &word.value) else {
        return Err(catalogue::wrong_type(Place::at(path, word.span), path, Expected::Map));
    };
    let word = word.trim();
    if !is_sound(word) {
        return Err(catalogue::bad_abbreviation(Place::at(path, at), word));
    }
    if let Some(line) = lines.insert(word, at.line) {
        return Err(catalogue::duplicate_key(Place::at(path, at), word, line));
    }
    match &meaning.value {
        Value::Text(text) if !text.trim().is_empty() => list.add(word, text.trim()),
        Value::Text(_) | Value::Nothing => {
            return Err(catalogue::empty_meaning(Place::at(path, at), word));
        }
        _ => return Err(catalogue::wrong_type(Place::at(path, meaning.span), word, Expected::Text)),
    }
    Ok(())
}

/// Letters and digits, with single joints between them.
fn is_sound(word: &str) -> bool {
    let parts_are_sound = word.split(is_joint).all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric));
    parts_are_sound && word.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::parse_abbreviations;

    #[test]
    fn words_are_found_as_typed() {
        let (list, notes) = parse_abbreviations("a.yaml", "NTM: nông thôn mới\nVH-XH: văn hóa - xã hội\n'1': một\n");
        assert!(notes.is_empty(), "{notes:?}");
        assert_eq!(list.find("NTM"), Some((0, "nông thôn mới")));
        assert_eq!((list.find("ntm"), list.longest(), list.len()), (None, 5, 3));
        assert!(list.may_start(b'V') && !list.may_start(b'X') && !list.may_start("Đ".as_bytes()[0]));
        assert!(parse_abbreviations("a.yaml", "").0.is_empty());
    }

    #[test]
    fn mistakes() {
        let codes = |text: &str| {
            let (list, notes) = parse_abbreviations("a.yaml", text);
            (list.len(), notes.iter().map(|note| note.code.clone()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(codes("- NTM"), (0, "D110".to_owned()));
        assert_eq!(codes("NTM: một\nNTM: hai"), (1, "D104".to_owned()));
        assert_eq!(codes("NTM:\nXH: ''"), (0, "D236 D236".to_owned()));
        assert_eq!(codes("N TM: một\n-N: hai\nA--B: ba"), (0, "D235 D235 D235".to_owned()));
        assert_eq!(codes("NTM: [một, hai]"), (0, "D110".to_owned()));
    }
}
