//! One article as the index takes it.
//!
//! In: its title, its sapo, what is written small, its body as HTML. Out: runs of text without tags, and where a phrase
//! cannot go on.

use memchr::memchr2;

/// What is indexed of an article.
#[derive(Debug, Default)]
pub struct Text<'t> {
    /// The title.
    pub title: &'t str,
    /// The sapo.
    pub summary: &'t str,
    /// Captions, and the names of its terms.
    pub small: Vec<&'t str>,
    /// The body as HTML. Its links may be open.
    pub body: &'t str,
    /// What it is found by beside words: `commune/cam-binh`.
    pub filters: Vec<String>,
}

/// A piece of HTML.
pub(super) enum Piece<'h> {
    /// Words.
    Text(&'h str),
    /// The end of a paragraph, a heading, a cell: no phrase goes on behind it.
    End,
}

/// Elements in which a sentence goes on.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// The pieces of HTML. Tags and character references stand between words.
pub(super) fn pieces<'h>(html: &'h str, mut each: impl FnMut(Piece<'h>)) {
    let mut rest = html;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        let (text, from) = rest.split_at(at);
        if !text.is_empty() {
            each(Piece::Text(text));
        }
        if from.starts_with('&') {
            let end = from.bytes().take(12).position(|byte| byte == b';').map_or(1, |at| at + 1);
            rest = &from[end..];
            continue;
        }
        let end = end_of_tag(from);
        let name = from[1..end].trim_start_matches('/');
        let name = &name[..name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len())];
        // An address that is open looks like a tag without a name.
        if !name.is_empty() && !INLINE.contains(&name) {
            each(Piece::End);
        }
        rest = &from[end..];
    }
    if !rest.is_empty() {
        each(Piece::Text(rest));
    }
}

/// Where a tag ends: behind the first `>` that stands in no value.
fn end_of_tag(html: &str) -> usize {
    let mut is_value = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => is_value = !is_value,
            b'>' if !is_value => return at + 1,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn flat(html: &str) -> String {
        let mut out = String::new();
        pieces(html, |piece| match piece {
            Piece::Text(text) => {
                out.push('[');
                out.push_str(text);
                out.push(']');
            }
            Piece::End => out.push('|'),
        });
        out
    }

    #[test]
    fn tags_and_references() {
        let html = "<p>Một <a href=\"<0>\">hai</a> <img alt=\"x > y\" src=\"<1>\">ba &amp; bốn</p><h2>năm</h2>sáu";
        assert_eq!(flat(html), "|[Một ][hai][ ]|[ba ][ bốn]||[năm]|[sáu]");
        assert_eq!(flat("a<+7>b <"), "[a][b ]");
        assert_eq!(flat("a & b &c"), "[a ][ b ][c]");
    }
}
