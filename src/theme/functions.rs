//! The functions that templates may call. Each refuses arguments it does not know: Tera would ignore them silently.

use super::assets::Asset;
use super::{Assets, language};
use crate::base::qr::Codes;
use crate::settings::Settings;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// What stays as it is within a part of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Registers all functions and filters. Must be called before templates are added.
pub(super) fn register(tera: &mut Tera, assets: &Assets, settings: &Settings) {
    type OfFile = fn(&Asset, &Settings) -> String;
    let functions: [(&'static str, OfFile); 2] = [
        ("asset", |asset, settings| settings.base_url.href(&asset.address)),
        ("integrity", |asset, _| asset.integrity.clone()),
    ];
    for (function, of_file) in functions {
        let values: BTreeMap<String, String> =
            assets.files().map(|(name, asset)| (name.to_owned(), of_file(asset, settings))).collect();
        tera.register_function(function, move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
            only(&arguments, function, &["path"])?;
            let path: &str = arguments.must_get("path")?;
            match values.get(path) {
                Some(value) => Ok(Value::safe_string(value)),
                None => Err(Error::message(format!("`{function}`: the theme has no file assets/{path}"))),
            }
        });
    }
    let base_url = settings.base_url.clone();
    tera.register_filter("href", move |path: &str, arguments: Kwargs, _: &State| -> TeraResult<Value> {
        only(&arguments, "href", &[])?;
        Ok(if path.starts_with('/') { base_url.href(path) } else { path.to_owned() }.into())
    });
    let codes = Codes::default();
    tera.register_function("qr", move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
        only(&arguments, "qr", &["text"])?;
        let svg = codes.svg(arguments.must_get("text")?);
        Ok(svg.map_or_else(Value::none, |svg| Value::safe_string(&svg)))
    });
    tera.register_filter("base64", base64);
    tera.register_filter("urlencode", urlencode);
    tera.register_filter("group_by", group_by);
    tera.register_filter("fill", fill);
    language::register(tera, settings);
}

/// Refuses arguments that a function does not know.
pub(super) fn only(arguments: &Kwargs, function: &str, known: &[&str]) -> TeraResult<()> {
    for (key, _) in arguments.iter() {
        let key = key.as_str().unwrap_or_default();
        if !known.contains(&key) {
            return Err(Error::message(format!("`{function}` has no argument `{key}`")));
        }
    }
    Ok(())
}

/// A text as base64, which some addresses ask for.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn base64(text: &str, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "base64", &[])?;
    Ok(Value::from(STANDARD.encode(text)))
}

/// A text as a part of an address: letters without marks, digits and `-._~` stay.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn urlencode(text: &str, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "urlencode", &[])?;
    let encoded = utf8_percent_encode(text, PLAIN).to_string();
    Ok(Value::safe_string(&encoded))
}

/// Fills the holes of a text: `"Bài từ {from}" | fill(from=…)`. A hole that is not filled is a mistake of the template.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn fill(text: &str, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let mut filled = text.to_owned();
    for (name, value) in arguments.iter() {
        let hole = format!("{{{}}}", name.as_str().unwrap_or_default());
        if !filled.contains(&hole) {
            return Err(Error::message(format!("`fill`: “{text}” has no {hole}")));
        }
        filled = filled.replace(&hole, &value.to_string());
    }
    Ok(Value::from(filled))
}

/// Groups maps by an attribute, in the order in which groups first occur: `[{key, items}]`. (Tera's own filter of this
/// name gives its groups in no order.)
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn group_by(items: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "group_by", &["attribute"])?;
    let attribute: &str = arguments.must_get("attribute")?;
    let items = items.as_array().ok_or_else(|| Error::message("`group_by` takes a list"))?;
    let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
    for item in items {
        let key = item
            .get_from_path(attribute)
            .ok_or_else(|| Error::message(format!("`group_by`: an item has no `{attribute}`")))?;
        match groups.iter_mut().find(|(other, _)| other == key) {
            Some((_, members)) => members.push(item.clone()),
            None => groups.push((key.clone(), vec![item.clone()])),
        }
    }
    let group =
        |(key, items): (Value, Vec<Value>)| Value::from(BTreeMap::from([("key", key), ("items", Value::from(items))]));
    Ok(Value::from(groups.into_iter().map(group).collect::<Vec<_>>()))
}
