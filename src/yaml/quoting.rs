//! Writes prepared YAML: texts in single quotes, and where columns were put in.

use super::{Key, Shape, find};
use std::borrow::Cow;

/// From column `at` of a prepared line on, one column was put in.
pub(super) struct Shift {
    pub(super) line: usize,
    pub(super) at: usize,
}

pub(super) struct Writer {
    pub(super) text: String,
    line: usize,
    column: usize,
    pub(super) shifts: Vec<Shift>,
    pub(super) changed: bool,
}

impl Writer {
    /// For a text of so many bytes.
    pub(super) fn new(length: usize) -> Self {
        let text = String::with_capacity(length + 32);
        Self { text, line: 1, column: 0, shifts: Vec::new(), changed: false }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    pub(super) fn insert(&mut self, sign: char) {
        self.shifts.push(Shift { line: self.line, at: self.column });
        self.text.push(sign);
        self.column += 1;
        self.changed = true;
    }

    /// A text as a single-quoted scalar; one that is already well quoted, or empty, stays.
    pub(super) fn push_quoted(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if is_quoted(text) {
            let plain = without_escapes(text);
            self.changed |= matches!(plain, Cow::Owned(_));
            return self.push(&plain);
        }
        self.insert('\'');
        for (n, part) in text.split('\'').enumerate() {
            if n > 0 {
                self.insert('\'');
                self.push("'");
            }
            self.push(part);
        }
        self.insert('\'');
    }

    pub(super) fn end_line(&mut self) {
        self.text.push('\n');
        self.line += 1;
        self.column = 0;
    }
}

/// `[…]` or `{…}` on one line, whose parts are texts.
pub(super) fn prepare_flow(value: &str, table: Option<&[Key<'_>]>, out: &mut Writer) {
    let inner = &value[1..value.len() - 1];
    out.push(&value[..1]);
    let mut first = true;
    for part in flow_parts(inner, table) {
        if !first {
            out.push(",");
        }
        first = false;
        let lead = part.len() - part.trim_start().len();
        out.push(&part[..lead]);
        let part = &part[lead..];
        match table.and_then(|table| known_key(part, table)) {
            Some(known) => {
                let text = known.push(out).trim_end();
                let is_nested = text.starts_with(['[', '{']) && !matches!(known.key.shape, Shape::Text);
                if is_nested { out.push(text) } else { out.push_quoted(text) }
            }
            None if table.is_none() => out.push_quoted(part.trim_end()),
            None => out.push(part),
        }
    }
    out.push(&value[value.len() - 1..]);
}

/// The parts between commas; in a map, a comma that no known key follows belongs to the text before it.
pub(super) fn flow_parts<'t>(inner: &'t str, table: Option<&[Key<'_>]>) -> Vec<&'t str> {
    let mut cuts = Vec::new();
    let (mut depth, mut quote) = (0_usize, None);
    let mut fresh = true;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, c) {
            (Some('"'), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if fresh => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => cuts.push(at),
            _ => {}
        }
        fresh = matches!(c, ',' | ':' | '[' | '{') || (fresh && c == ' ');
    }
    if let Some(table) = table {
        cuts.retain(|&cut| {
            let rest = inner[cut + 1..].trim_start();
            rest.is_empty() || known_key(rest, table).is_some()
        });
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for cut in cuts {
        parts.push(&inner[from..cut]);
        from = cut + 1;
    }
    parts.push(&inner[from..]);
    parts
}

/// In double quotes YAML takes `\n` and `\U` for signs; people who type `"D:\new"` mean a backslash. A text with such is
/// put into single quotes, which know no escapes, and are as wide.
fn without_escapes(quoted: &str) -> Cow<'_, str> {
    let Some(inner) = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return quoted.into() };
    let is_escaped = memchr::memchr(b'\\', inner.as_bytes()).is_some();
    let is_plain = || !inner.contains(['"', '\'']) && !inner.contains("\\\\");
    if is_escaped && is_plain() { format!("'{inner}'").into() } else { quoted.into() }
}

/// Whether a value is one whole quoted scalar, with nothing but a comment after it.
pub(super) fn is_quoted(value: &str) -> bool {
    let bytes = value.as_bytes();
    let Some(quote @ (b'"' | b'\'')) = bytes.first().copied() else { return false };
    // What makes the next sign a part of the text.
    let escape = if quote == b'"' { b'\\' } else { quote };
    let mut from = 1;
    while let Some(at) = bytes.get(from..).and_then(|rest| memchr::memchr2(quote, escape, rest)) {
        let at = from + at;
        let is_escape = bytes[at] == escape && (quote == b'"' || bytes.get(at + 1) == Some(&quote));
        if !is_escape {
            let rest = &value[at + 1..];
            return rest.trim().is_empty() || (rest.starts_with(' ') && rest.trim_start().starts_with('#'));
        }
        from = at + 2;
    }
    false
}

/// A key of a table at the start of a `key: value`.
pub(super) struct Known<'c, 't> {
    /// As the table has it.
    pub(super) key: &'t Key<'t>,
    /// As typed, and what comes after its colon.
    pub(super) typed: &'c str,
    pub(super) rest: &'c str,
    /// Whether its colon is one that YAML knows, with a space after it or at the end of the line.
    pub(super) is_sound: bool,
}

impl<'c> Known<'c, '_> {
    /// Writes the key, its colon and the spaces after it as YAML wants them, and hands out the value.
    pub(super) fn push(&self, out: &mut Writer) -> &'c str {
        let value = self.rest.trim_start();
        out.push(self.typed);
        out.push(":");
        out.changed |= !self.is_sound;
        if !self.rest.is_empty() && !self.rest.starts_with(' ') {
            out.insert(' ');
        }
        out.push(&self.rest[..self.rest.len() - value.len()]);
        value
    }
}

/// The key that a text starts with. Who knows no YAML also types `tiêu đề:Thử`, or the full-width `：`.
pub(super) fn known_key<'c, 't>(content: &'c str, table: &'t [Key<'t>]) -> Option<Known<'c, 't>> {
    let of = |typed: &'c str| find(table, typed.trim().trim_matches(['"', '\'']));
    if let Some(end) = key_end(content)
        && let Some(key) = of(&content[..end])
    {
        return Some(Known { key, typed: &content[..end], rest: &content[end + 1..], is_sound: true });
    }
    let (at, colon) = content.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (typed, rest) = (&content[..at], &content[at + colon.len_utf8()..]);
    let key = of(typed).filter(|_| !rest.starts_with("//"))?;
    Some(Known { key, typed, rest, is_sound: false })
}

/// Where the key of a `key: value` ends: the first colon before a space or the end of the line.
pub(super) fn key_end(content: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = content[from..].find(':') {
        let at = from + at;
        if content[at + 1..].is_empty() || content[at + 1..].starts_with(' ') {
            return Some(at);
        }
        from = at + 1;
    }
    None
}
