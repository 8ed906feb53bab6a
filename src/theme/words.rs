//! The words of pages, in the language of the site: `i18n/vi.yaml` and `i18n/en.yaml` of the theme.
//!
//! In: the texts of those files, the built-in theme's first. Out: `Words`. A word that one language has and the site's
//! language lacks is an error: no page shows an empty label.

use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::yaml::{Reader, Value as Yaml};
use std::collections::BTreeMap;
use tera::Value;

/// The words of one language by key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    texts: BTreeMap<String, String>,
}

impl Words {
    /// Reads the words of `language` out of all files of words: (path, `vi.yaml`, text).
    pub(super) fn read(files: &[(String, String, String)], language: &str, notes: &mut Vec<Diagnostic>) -> Self {
        let tongue = language.split('-').next().unwrap_or_default();
        let (mut words, mut known) = (Self::default(), BTreeMap::new());
        for (path, name, text) in files {
            let read = read_file(path, text, notes);
            known.extend(read.keys().map(|key| (key.clone(), path.clone())));
            if name.strip_suffix(".yaml") == Some(tongue) {
                words.texts.extend(read);
            }
        }
        if words.texts.is_empty() {
            notes.push(catalogue::no_words(Place::file(crate::settings::FILE), language));
            return words;
        }
        let own = files.iter().rev().find(|(_, name, _)| name.strip_suffix(".yaml") == Some(tongue));
        let place = own.map_or(crate::settings::FILE, |(path, ..)| path);
        for (key, path) in known.iter().filter(|(key, _)| !words.texts.contains_key(*key)) {
            notes.push(catalogue::word_missing(Place::file(place), key, path));
        }
        words
    }

    /// A word. Those that the program itself asks for stand in the built-in files, which a test sees to.
    pub fn get(&self, key: &str) -> &str {
        self.texts.get(key).map_or("", String::as_str)
    }

    /// A word with its holes filled: `Tháng {month}/{year}`.
    pub fn fill(&self, key: &str, holes: &[(&str, &str)]) -> String {
        holes.iter().fold(self.get(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// All words, for templates.
    pub(super) fn value(&self) -> Value {
        Value::from(
            self.texts.iter().map(|(key, text)| (key.clone(), text.as_str().into())).collect::<BTreeMap<_, Value>>(),
        )
    }
}

fn read_file(path: &str, text: &str, notes: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let mut reader = Reader::new(path);
    let mut words = BTreeMap::new();
    if let Some(node) = reader.parse(text, 1, &[]) {
        if let Yaml::Map(entries) = &node.value {
            for (key, value) in entries {
                match (&key.value, &value.value) {
                    (Yaml::Text(key), Yaml::Text(text)) => {
                        words.insert(key.clone(), text.clone());
                    }
                    _ => reader.note(catalogue::wrong_type(reader.at(value.span), path, catalogue::Expected::Text)),
                }
            }
        } else {
            reader.note(catalogue::wrong_type(reader.at(node.span), path, catalogue::Expected::Map));
        }
    }
    notes.append(&mut reader.notes);
    words
}
