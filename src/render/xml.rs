//! Writing XML.

use std::borrow::Cow;

/// Text for elements and attributes. Signs that XML 1.0 has no place for are left out (XML 1.0, 2.2).
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"') || !is_allowed(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// `<name>text</name>` on a line.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    for piece in ["<", name, ">", &escaped(text), "</", name, ">\n"] {
        out.push_str(piece);
    }
}
