//! `lantoa schema communes`: a JSON Schema of a list, for editors that check YAML as it is typed.
//!
//! In: the table of keys that the list is read by, which is why the two cannot differ. Out: JSON Schema 2020-12 on stdout.

use crate::site::{FIELD, FIELD_GROUPS, PARTS, UNIT, UnitKind};
use crate::yaml::{Key, Shape};
use serde_json::{Map, Value, json};
use std::io::Write;

/// What can be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `communes.yaml`
    Communes,
    /// `fields.yaml`
    Fields,
}

/// Prints the schema; the exit code is 0.
pub fn schema(of: Schema) -> u8 {
    let (title, table, required): (_, &[Key<'_>], &[&str]) = match of {
        Schema::Communes => ("communes.yaml", &UNIT, &["name", "type"]),
        Schema::Fields => ("fields.yaml", FIELD, &["name", "group"]),
    };
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "array",
        "items": map(table, required),
    });
    let _ = writeln!(anstream::stdout(), "{schema:#}");
    0
}

/// A map with these keys, each in either language.
fn map(table: &[Key<'_>], required: &[&str]) -> Value {
    let mut properties = Map::new();
    for key in table {
        let shape = shape(key);
        for name in [key.en, key.vi] {
            properties.insert(name.to_owned(), shape.clone());
        }
    }
    let either = |en: &&str| {
        let vi = table.iter().find(|key| key.en == *en).map_or(*en, |key| key.vi);
        json!({"anyOf": [{"required": [en]}, {"required": [vi]}]})
    };
    let required: Vec<Value> = required.iter().map(either).collect();
    let mut map = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        map["allOf"] = required.into();
    }
    map
}

fn shape(key: &Key<'_>) -> Value {
    match (key.en, key.shape) {
        ("code", _) => json!({"type": "string", "pattern": "^([0-9]{2}|[0-9]{5})$"}),
        ("slug", _) => json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
        ("type", _) => words(&UnitKind::CHOICES),
        ("part", _) => words(&PARTS),
        ("group", _) => words(&FIELD_GROUPS),
        (_, Shape::Text | Shape::Value) => json!({"type": "string"}),
        (_, Shape::Texts) => {
            json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
        }
        (_, Shape::Map(table)) => map(table, &[]),
        (_, Shape::Maps(table)) => {
            let required: &[&str] =
                if table.iter().any(|key| key.en == "type") { &["name", "type"] } else { &["name"] };
            json!({"type": "array", "items": map(table, required)})
        }
        (_, Shape::Free) => json!({}),
    }
}

/// One of some words, in either language.
fn words<T>(choices: &[(&str, &str, T)]) -> Value {
    let mut words: Vec<&str> = choices.iter().flat_map(|(vi, en, _)| [*vi, *en]).collect();
    words.dedup();
    json!({"enum": words})
}
