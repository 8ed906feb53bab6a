//! Writes prepared YAML: texts in single quotes, and where columns were put in.

use super::{Key, Shape, find};

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
        if text.is_empty() || is_quoted(text) {
            return self.push(text);
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
        let key = table.and_then(|table| key_end(part).and_then(|end| Some((end, find(table, part[..end].trim())?))));
        match key {
            Some((end, key)) => {
                let rest = &part[end + 1..];
                let space = rest.len() - rest.trim_start().len();
                out.push(&part[..end + 1 + space]);
                let text = rest[space..].trim_end();
                let is_nested = text.starts_with(['[', '{']) && !matches!(key.shape, Shape::Text);
                if is_nested { out.push(text) } else { out.push_quoted(text) }
            }
            None if table.is_none() => out.push_quoted(part.trim_end()),
            None => out.push(part),
        }
    }
    out.push(&value[value.len() - 1..]);
}

/// The parts between commas; in a map, a comma that no known key follows belongs to the text before it.
fn flow_parts<'t>(inner: &'t str, table: Option<&[Key<'_>]>) -> Vec<&'t str> {
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
            rest.is_empty() || key_end(rest).is_some_and(|end| find(table, rest[..end].trim()).is_some())
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

/// Whether a value is one whole quoted scalar, with nothing but a comment after it.
pub(super) fn is_quoted(value: &str) -> bool {
    let mut chars = value.char_indices().peekable();
    let Some((_, quote @ ('"' | '\''))) = chars.next() else { return false };
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => {
                chars.next();
            }
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, c)| *c == '\'') => {
                chars.next();
            }
            c if c == quote => {
                let rest = &value[at + 1..];
                return rest.trim().is_empty() || (rest.starts_with(' ') && rest.trim_start().starts_with('#'));
            }
            _ => {}
        }
    }
    false
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
