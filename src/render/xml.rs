//! Writing XML.

use std::borrow::Cow;

/// Text for elements and attributes. Signs that XML 1.0 has no place for are left out (XML 1.0, 2.2).
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    // Without a way out in the middle, the compiler looks at many bytes at once.
    if !text.bytes().fold(false, |found, byte| found | may_need_care(byte)) {
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

/// Whether a byte is, or may belong to, a sign that is escaped or left out: U+FFFE and U+FFFF begin with `EF`.
fn may_need_care(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef) || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
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
