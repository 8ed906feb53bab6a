//! Texts that readers see, as newspapers print them: the one place where what is typed under a key becomes what is
//! shown.
//!
//! In: a tree and the table of its keys, which says what readers see. Out: the same tree with “ ” and `…`; what is wrong
//! with its marks is told text by text. Names that identify something stay as typed.

use super::{Key, Node, Shape, Value, find};
use crate::diagnostic::Span;
use crate::vietnamese::{QuoteFaults, quotes};
use std::borrow::Cow;

/// Curls the quotation marks of everything under a key made by `prose`. `each` is told the faults of each text and where
/// it stands.
pub fn curl(node: &mut Node, table: &[Key<'_>], each: &mut dyn FnMut(&QuoteFaults, Span)) {
    let Value::Map(map) = &mut node.value else { return };
    for (key, value) in map {
        let Value::Text(typed) = &key.value else { continue };
        match find(table, typed) {
            Some(known) if known.is_prose => curl_texts(value, each),
            Some(Key { shape: Shape::Map(table) | Shape::Maps(table), .. }) => curl_maps(value, table, each),
            _ => {}
        }
    }
}

fn curl_maps(node: &mut Node, table: &[Key<'_>], each: &mut dyn FnMut(&QuoteFaults, Span)) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| curl_maps(item, table, each)),
        // A mere text stands for the first key.
        Value::Text(_) if table.first().is_some_and(|first| first.is_prose) => curl_texts(node, each),
        _ => curl(node, table, each),
    }
}

fn curl_texts(node: &mut Node, each: &mut dyn FnMut(&QuoteFaults, Span)) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| curl_texts(item, each)),
        Value::Text(text) => {
            let (curled, faults) = quotes(text);
            each(&faults, node.span);
            if let Cow::Owned(curled) = curled {
                *text = curled;
            }
        }
        _ => {}
    }
}
