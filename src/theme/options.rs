//! What an editor may choose of a theme: declared with types in its `theme.yaml`, chosen in `site.yaml`, checked here.
//!
//! In: the texts of `theme.yaml` (the built-in theme's first) and the settings. Out: the value `options` of templates.

use crate::diagnostic::{Diagnostic, Place, catalogue, nearest};
use crate::settings::{self, Settings};
use crate::yaml::{Entry, Key, Node, Reader, Shape, Value as Yaml, key, key_id};
use std::collections::BTreeMap;
use tera::Value;

static THEME: &[Key] = &[key("tùy chọn", "options", Shape::Free)];

static OPTION: &[Key] = &[
    key("loại", "type", Shape::Value),
    key("mặc định", "default", Shape::Value),
    key("lựa chọn", "choices", Shape::Texts),
    key("mô tả", "description", Shape::Text),
];

/// What an option holds.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number,
    Flag,
    Choice,
}

impl Kind {
    /// As `loại` may say: (Vietnamese, English, kind).
    const WORDS: [(&'static str, &'static str, Self); 4] = [
        ("chữ", "text", Self::Text),
        ("số", "number", Self::Number),
        ("có không", "flag", Self::Flag),
        ("lựa chọn", "choice", Self::Choice),
    ];
}

/// What may be chosen for an option: its kind, and its words if it is a choice.
struct Choosable {
    kind: Kind,
    choices: Vec<String>,
}

/// The options of a theme with the values that the settings choose, else the defaults.
pub(super) fn read(files: &[(String, String)], settings: &Settings, notes: &mut Vec<Diagnostic>) -> Value {
    let mut options = BTreeMap::new();
    let mut values = BTreeMap::new();
    for (path, text) in files {
        let mut reader = Reader::new(path);
        for (name, choosable, default) in declared(text, &mut reader) {
            options.insert(name.clone(), choosable);
            values.insert(name, default);
        }
        notes.append(&mut reader.notes);
    }
    let mut reader = Reader::new(settings::FILE);
    let chosen = settings.theme_options.as_ref().map(|node| entries(node, "theme_options", &mut reader));
    for (name, node) in chosen.unwrap_or_default() {
        let id = key_id(&name.key);
        if let Some((known, choosable)) = options.iter().find(|(known, _)| key_id(known) == id) {
            let entry = Entry { key: &name.key, key_span: name.span, node };
            values.extend(value(choosable, entry, &mut reader).map(|value| (known.clone(), value)));
        } else {
            let known: Vec<&str> = options.keys().map(String::as_str).collect();
            let near = nearest(&name.key, known.iter().copied());
            let place = Place::at(settings::FILE, name.span);
            reader.note(catalogue::unknown_key(place, &name.key, &near, &known, false));
        }
    }
    notes.append(&mut reader.notes);
    Value::from(values)
}

/// A key of a free map, and where it stands.
struct Name {
    key: String,
    span: crate::diagnostic::Span,
}

fn entries<'n>(node: &'n Node, name: &str, reader: &mut Reader<'_>) -> Vec<(Name, &'n Node)> {
    let Yaml::Map(entries) = &node.value else {
        reader.note(catalogue::wrong_type(reader.at(node.span), name, catalogue::Expected::Map));
        return Vec::new();
    };
    let named = entries.iter().filter_map(|(key, node)| match &key.value {
        Yaml::Text(text) => Some((Name { key: text.clone(), span: key.span }, node)),
        _ => None,
    });
    named.collect()
}

/// The options that one `theme.yaml` declares: name, kind, default.
fn declared(text: &str, reader: &mut Reader<'_>) -> Vec<(String, Choosable, Value)> {
    let mut options = Vec::new();
    let node = reader.parse(text, 1, THEME);
    let Some(top) = node.as_ref().and_then(|node| reader.fields(node, "theme.yaml", THEME)) else { return options };
    let Some(list) = top.get("options") else { return options };
    for (name, node) in entries(list.node, "options", reader) {
        let Some(fields) = reader.fields(node, &name.key, OPTION) else { continue };
        let choices = fields.get("choices").map(|entry| reader.texts(entry)).unwrap_or_default();
        let choices: Vec<String> = choices.into_iter().map(|(text, _)| text.to_owned()).collect();
        reader.required(&fields, "type", "loại");
        let kind = fields.get("type").and_then(|entry| reader.choice(entry, &Kind::WORDS));
        let Some(choosable) = kind.map(|kind| Choosable { kind, choices }) else { continue };
        let Some(default) = fields.get("default") else {
            reader.note(catalogue::missing_inside(reader.at(fields.span), "mặc định", "default"));
            continue;
        };
        if let Some(default) = value(&choosable, default, reader) {
            options.push((name.key, choosable, default));
        }
    }
    options
}

fn value(option: &Choosable, entry: Entry<'_>, reader: &mut Reader<'_>) -> Option<Value> {
    match option.kind {
        Kind::Text => reader.text(entry).map(Value::from),
        Kind::Flag => reader.flag(entry).map(Value::from),
        Kind::Number => {
            let text = reader.text(entry)?;
            let number = text.parse::<i64>().ok();
            if number.is_none() {
                reader.note(catalogue::not_one_number(reader.at(entry.node.span), text));
            }
            number.map(Value::from)
        }
        Kind::Choice => {
            let words: Vec<(&str, &str, &str)> =
                option.choices.iter().map(|choice| (choice.as_str(), choice.as_str(), choice.as_str())).collect();
            reader.choice(entry, &words).map(Value::from)
        }
    }
}
