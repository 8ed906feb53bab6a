//! YAML as this project uses it: front matter and the lists that editors keep.
//!
//! `lenient` first makes YAML out of what people write (a colon in a title, a comma in a caption), guided by a table of
//! keys; `node` reads it into a tree that keeps every scalar as typed, with its place; `fields` reads typed values out
//! of the tree and tells what is wrong; `mistakes` finds what made a text no YAML; `prose` gives what readers see the marks
//! of print. Knows nothing of articles or settings: their tables of keys are passed in.

mod fields;
mod lenient;
mod mistakes;
mod node;
mod prose;
mod quoting;

pub use fields::{Entry, Fields, Reader};
pub use node::{Node, Value};
pub use prose::curl;

/// A key that a map may have, in both languages, and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Key<'k> {
    /// As the program writes it.
    pub vi: &'k str,
    /// Its equal in English; also its name in the program.
    pub en: &'k str,
    /// What it holds.
    pub shape: Shape<'k>,
    /// Whether it is a text that readers see, and not a name that something is known by.
    pub is_prose: bool,
}

/// What a key holds: guides both the lenient reading and the messages.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'k> {
    /// A text: everything after the first colon, whatever signs it holds.
    Text,
    /// One text or a list of texts.
    Texts,
    /// A date, a number, a choice: plain YAML, read as typed.
    Value,
    /// A map with these keys.
    Map(&'k [Key<'k>]),
    /// One such map or a list of them; a mere text stands for its first key.
    Maps(&'k [Key<'k>]),
    /// Anything; handed through.
    Free,
}

/// A key of a table.
pub const fn key<'k>(vi: &'k str, en: &'k str, shape: Shape<'k>) -> Key<'k> {
    Key { vi, en, shape, is_prose: false }
}

/// A key whose text readers see, with the marks of print.
pub const fn prose<'k>(vi: &'k str, en: &'k str, shape: Shape<'k>) -> Key<'k> {
    Key { vi, en, shape, is_prose: true }
}

/// A key as it is compared: without tone marks, letter case, spaces, `_` and `-`.
pub fn key_id(key: &str) -> String {
    let mut id = crate::vietnamese::fold(key);
    id.retain(|c| !c.is_whitespace() && c != '_' && c != '-');
    id
}

fn find<'t>(table: &'t [Key<'t>], typed: &str) -> Option<&'t Key<'t>> {
    if let Some(key) = table.iter().find(|key| key.en == typed || key.vi == typed) {
        return Some(key);
    }
    let id = key_id(typed);
    table.iter().find(|key| key_id(key.vi) == id || key_id(key.en) == id)
}
