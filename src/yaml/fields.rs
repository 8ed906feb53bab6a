//! Reads typed values out of a YAML map, and tells what is wrong: unknown keys, keys twice, wrong types.
//!
//! In: a map and the table of its keys. Out: what could be read; the rest is in `Reader::notes`. Messages repeat a key
//! as it was typed.

use super::lenient::prepare;
use super::mistakes::{leading_key, likely_mistake};
use super::{Key, Node, Shape, Value, find, key_id};
use crate::diagnostic::catalogue::{self, Expected};
use crate::diagnostic::{Diagnostic, Place, Span, nearest};
use crate::vietnamese::{Moment, Number, NumberError, Offset};

/// More keys than these are no help in a message.
const MOST_KEYS_TOLD: usize = 12;

/// The file being read, and what was noticed in it.
pub struct Reader<'a> {
    /// Relative to the site.
    pub path: &'a str,
    /// What was noticed so far.
    pub notes: Vec<Diagnostic>,
}

/// A value with its key as typed.
#[derive(Clone, Copy)]
pub struct Entry<'n> {
    /// The key as typed.
    pub key: &'n str,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: &'n Node,
}

/// A map whose keys were checked against a table.
pub struct Fields<'n> {
    entries: Vec<(&'n str, Entry<'n>)>,
    /// Where the map stands.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The value of a key, by its English name. `None` when the key is absent or holds nothing.
    pub fn get(&self, en: &str) -> Option<Entry<'n>> {
        let (_, entry) = self.entries.iter().find(|(name, _)| *name == en)?;
        (entry.node.value != Value::Nothing).then_some(*entry)
    }

    /// Where a key stands that holds nothing.
    pub fn empty(&self, en: &str) -> Option<Span> {
        let (_, entry) = self.entries.iter().find(|(name, _)| *name == en)?;
        let is_empty = match &entry.node.value {
            Value::Nothing => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        is_empty.then_some(entry.key_span)
    }

    /// A mere text as the map that has it under the table's first key.
    fn lone(table: &[Key<'n>], entry: Entry<'n>) -> Option<Self> {
        let is_text = matches!(entry.node.value, Value::Text(_));
        let first = table.first().filter(|_| is_text)?;
        Some(Self { entries: vec![(first.en, entry)], span: entry.node.span })
    }
}

impl<'a> Reader<'a> {
    /// A reader for one file.
    pub fn new(path: &'a str) -> Self {
        Self { path, notes: Vec::new() }
    }

    /// Parses a YAML text whose first line is line `first_line` of the file. `None` when it is no YAML.
    pub fn parse(&mut self, text: &str, first_line: u32, table: &[Key<'_>]) -> Option<Node> {
        for (line, content) in (first_line..).zip(text.lines()) {
            let indent = content.len() - content.trim_start().len();
            if let Some(at) = content[..indent].find('\t') {
                let column = u32::try_from(at + 1).unwrap_or(1);
                self.notes.push(catalogue::tab(Place::at(self.path, Span { line, column, length: 1 })));
                return None;
            }
        }
        let mistake = || likely_mistake(text, self.path, first_line, table);
        let note = match Node::parse(&prepare(text, first_line, table), self.path) {
            // Lines without any colon are one text to YAML.
            Ok(Node { value: Value::Text(_), .. }) if let Some(note) = mistake() => note,
            Ok(node) => return Some(node),
            Err(note) if note.code == "D108" => mistake().unwrap_or(note),
            Err(note) => note,
        };
        self.notes.push(note);
        None
    }

    /// A place in this file.
    pub fn at(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }

    /// Notes a mistake.
    pub fn note(&mut self, note: Diagnostic) {
        self.notes.push(note);
    }

    /// Opens a map. `name` is what messages call it when it is none.
    pub fn fields<'n>(&mut self, node: &'n Node, name: &str, table: &'n [Key<'n>]) -> Option<Fields<'n>> {
        if node.value == Value::Nothing {
            // An empty file or block: what is missing is told key by key.
            return Some(Fields { entries: Vec::new(), span: node.span });
        }
        let Value::Map(map) = &node.value else {
            // A list below content/ is read item by item under its path.
            let expected = if name.starts_with("content/") { Expected::Maps } else { Expected::Map };
            self.note(catalogue::wrong_type(self.at(node.span), name, expected));
            return None;
        };
        let mut entries: Vec<(&'n str, Entry<'n>)> = Vec::with_capacity(map.len());
        for (key, value) in map {
            let Value::Text(typed) = &key.value else {
                self.note(catalogue::wrong_type(self.at(key.span), name, Expected::Map));
                continue;
            };
            let Some(known) = find(table, typed) else {
                let words = known_words(typed, table);
                let is_free = |en: &str| !map.iter().any(|(key, _)| is_key(key, en, table));
                if let Some((known, meant, _)) = leading_key(typed, table).filter(|(known, ..)| is_free(known.en))
                    && words.is_empty()
                {
                    self.note(catalogue::key_goes_on(self.at(key.span), typed, meant));
                    // What follows is told of the key that was meant, and not that it is missing.
                    entries.push((known.en, Entry { key: meant, key_span: key.span, node: value }));
                    continue;
                }
                if let Some(whole) = within_another(typed, table).filter(|_| words.is_empty()) {
                    self.note(catalogue::key_of_another(self.at(key.span), typed, &whole));
                    continue;
                }
                let known = table.iter().filter(|_| table.len() <= MOST_KEYS_TOLD);
                let here: Vec<&str> = known.map(|key| key.vi).collect();
                let has_extra = table.iter().any(|key| key.en == "extra");
                self.note(catalogue::unknown_key(self.at(key.span), typed, &words, &here, has_extra));
                continue;
            };
            if let Some((_, first)) = entries.iter().find(|(en, _)| *en == known.en) {
                self.note(catalogue::duplicate_key(self.at(key.span), typed, first.key_span.line));
                continue;
            }
            entries.push((known.en, Entry { key: typed, key_span: key.span, node: value }));
        }
        Some(Fields { entries, span: node.span })
    }

    /// An item of a list that may be a mere name: it stands for the table's first key.
    pub fn named<'n>(&mut self, node: &'n Node, name: &str, table: &'n [Key<'n>]) -> Option<Fields<'n>> {
        let key = table.first().map_or("", |first| first.vi);
        let lone = Fields::lone(table, Entry { key, key_span: node.span, node });
        lone.or_else(|| self.fields(node, name, table))
    }

    /// The map of a key.
    pub fn map<'n>(&mut self, entry: Entry<'n>, table: &'n [Key<'n>]) -> Option<Fields<'n>> {
        self.fields(entry.node, entry.key, table)
    }

    /// One map or a list of them; a mere text stands for the table's first key.
    pub fn maps<'n>(&mut self, entry: Entry<'n>, table: &'n [Key<'n>]) -> Vec<Fields<'n>> {
        let items = match &entry.node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(entry.node),
        };
        let mut maps = Vec::with_capacity(items.len());
        for item in items {
            let lone = Fields::lone(table, Entry { key: entry.key, key_span: entry.key_span, node: item });
            match &item.value {
                _ if lone.is_some() => maps.extend(lone),
                Value::Map(_) => maps.extend(self.fields(item, entry.key, table)),
                _ => self.note(catalogue::wrong_type(self.at(item.span), entry.key, Expected::Maps)),
            }
        }
        maps
    }

    /// A text.
    pub fn text<'n>(&mut self, entry: Entry<'n>) -> Option<&'n str> {
        if let Value::Text(text) = &entry.node.value {
            Some(text.trim())
        } else {
            self.note(catalogue::wrong_type(self.at(entry.node.span), entry.key, Expected::Text));
            None
        }
    }

    /// The text of a key; `None` when the key is absent or its text empty.
    pub fn optional<'n>(&mut self, fields: &Fields<'n>, en: &str) -> Option<&'n str> {
        fields.get(en).and_then(|entry| self.text(entry)).filter(|text| !text.is_empty())
    }

    /// The text of a key that must be there; that it is missing is noted at its map, that it is empty at the key.
    pub fn required<'n>(&mut self, fields: &Fields<'n>, en: &str, vi: &str) -> Option<&'n str> {
        let value = self.optional(fields, en);
        if value.is_none() {
            self.note_missing(fields, en, vi);
        }
        value
    }

    /// One text or several, each with its place.
    pub fn texts<'n>(&mut self, entry: Entry<'n>) -> Vec<(&'n str, Span)> {
        let items = match &entry.node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(entry.node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) if is_unclosed(text, item.span) => {
                    self.note(catalogue::unclosed_quote(self.at(item.span)));
                }
                Value::Text(text) => texts.push((text.trim(), item.span)),
                _ => self.note(catalogue::wrong_type(self.at(item.span), entry.key, Expected::Texts)),
            }
        }
        texts
    }

    /// A date.
    pub fn moment(&mut self, entry: Entry<'_>, offset: Offset) -> Option<Moment> {
        let Value::Text(text) = &entry.node.value else {
            self.note(catalogue::wrong_type(self.at(entry.node.span), entry.key, Expected::Date));
            return None;
        };
        match Moment::parse(text, offset) {
            Ok(moment) => Some(moment),
            Err(error) => {
                self.note(catalogue::bad_date(self.at(entry.node.span), text, error));
                None
            }
        }
    }

    /// The date of a key that must be there; that it is missing is noted at its map.
    pub fn required_moment(&mut self, fields: &Fields<'_>, en: &str, vi: &str, offset: Offset) -> Option<Moment> {
        if let Some(entry) = fields.get(en) {
            return self.moment(entry, offset);
        }
        self.note_missing(fields, en, vi);
        None
    }

    /// Notes that a key is missing or empty; not that it holds something else, which is told when it is read.
    fn note_missing(&mut self, fields: &Fields<'_>, en: &str, vi: &str) {
        if let Some(span) = fields.empty(en) {
            self.note(catalogue::empty_key(self.at(span), vi, en));
        } else if fields.get(en).is_none() {
            self.note(catalogue::missing_inside(self.at(fields.span), vi, en));
        }
    }

    /// A number or a range, as typed.
    pub fn number(&mut self, entry: Entry<'_>) -> Option<Number> {
        let text = self.text(entry)?;
        match Number::parse(text) {
            Ok(number) => Some(number),
            Err(error) => {
                let ambiguous = error == NumberError::Ambiguous;
                self.note(catalogue::bad_number(self.at(entry.node.span), text, ambiguous));
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, entry: Entry<'_>) -> Option<bool> {
        match key_id(self.text(entry)?).as_str() {
            "co" | "yes" | "true" => Some(true),
            "khong" | "no" | "false" => Some(false),
            _ => {
                self.note(catalogue::wrong_type(self.at(entry.node.span), entry.key, Expected::Flag));
                None
            }
        }
    }

    /// One of some words, in either language: (Vietnamese, English, meaning).
    pub fn choice<T: Copy>(&mut self, entry: Entry<'_>, choices: &[(&str, &str, T)]) -> Option<T> {
        let text = self.text(entry)?;
        self.one_of(entry.key, text, entry.node.span, choices)
    }

    /// One or several of some words.
    pub fn choices<T: Copy>(&mut self, entry: Entry<'_>, choices: &[(&str, &str, T)]) -> Vec<T> {
        let texts = self.texts(entry);
        texts.into_iter().filter_map(|(text, span)| self.one_of(entry.key, text, span, choices)).collect()
    }

    fn one_of<T: Copy>(&mut self, key: &str, text: &str, span: Span, choices: &[(&str, &str, T)]) -> Option<T> {
        let id = key_id(text);
        let found = choices.iter().find(|(vi, en, _)| key_id(vi) == id || key_id(en) == id);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(vi, _, _)| *vi).collect();
            self.note(catalogue::unknown_choice(self.at(span), key, text, &words));
        }
        found.map(|(_, _, meaning)| *meaning)
    }
}

/// Whether a name was typed with a quotation mark that nothing closes: it has swallowed those after it.
fn is_unclosed(text: &str, span: Span) -> bool {
    let is_as_typed = || text.chars().count() == span.length as usize;
    text.starts_with('"') && text.matches('"').count() == 1 && is_as_typed()
}

/// How to write a key that may stand within one other key of a table, in Vietnamese and in English.
fn within_another(typed: &str, table: &[Key<'_>]) -> Option<[String; 2]> {
    let mut owners = table.iter().filter_map(|owner| match owner.shape {
        Shape::Map(inner) | Shape::Maps(inner) => Some((owner, inner.first()?, find(inner, typed)?)),
        _ => None,
    });
    let (owner, first, own) = owners.next().filter(|(_, first, own)| first.en != own.en)?;
    let vi = format!("{}: {{{}: …, {}: …}}", owner.vi, first.vi, own.vi);
    let en = format!("{}: {{{}: …, {}: …}}", owner.en, first.en, own.en);
    owners.next().is_none().then_some([vi, en])
}

/// Whether a key of a map is the one of that English name.
fn is_key(node: &Node, en: &str, table: &[Key<'_>]) -> bool {
    matches!(&node.value, Value::Text(typed) if find(table, typed).is_some_and(|key| key.en == en))
}

/// The keys nearest to an unknown one, in the language that it seems to be written in.
fn known_words<'t>(typed: &str, table: &'t [Key<'t>]) -> Vec<&'t str> {
    let mut found = nearest(typed, table.iter().flat_map(|key| [key.vi, key.en]));
    found.truncate(2);
    found
}
