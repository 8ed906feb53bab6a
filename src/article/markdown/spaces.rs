//! Names of files with spaces: no link in CommonMark, but what people write.
//!
//! In: a body and its events. Out: the body with such targets in `<…>`, when there are any, and where its places stand in
//! the body as typed. Lines stay as they are.

use super::Source;
use crate::diagnostic::{Cursor, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// No file name is longer, in bytes.
const LONGEST: usize = 300;

/// A body whose targets with spaces are in `<…>`.
pub(super) struct Marked {
    pub(super) body: String,
    /// Where the signs stand that nobody typed, in order.
    pub(super) added: Vec<usize>,
}

/// The body with targets that hold spaces marked as such, or `None` when there are none.
pub(super) fn mark(body: &str, events: &[(Event<'_>, Range<usize>)]) -> Option<Marked> {
    let opened = memchr::memmem::find_iter(body.as_bytes(), b"](");
    let targets: Vec<Range<usize>> = opened.filter_map(|at| target(body, at + 2)).collect();
    if targets.is_empty() {
        return None;
    }
    let plain = plain_text(events);
    let mut marked = Marked { body: String::with_capacity(body.len() + 2 * targets.len()), added: Vec::new() };
    let mut from = 0;
    for target in targets {
        // Only where the brackets are still text: not in code, not within a link that was understood.
        let before = plain.partition_point(|text| text.start < target.start);
        if before > 0 && plain[before - 1].contains(&(target.start - 1)) {
            marked.body.push_str(&body[from..target.start]);
            marked.add('<');
            marked.body.push_str(&body[target.clone()]);
            marked.add('>');
            from = target.end;
        }
    }
    marked.body.push_str(&body[from..]);
    (from > 0).then_some(marked)
}

impl Marked {
    fn add(&mut self, sign: char) {
        self.added.push(self.body.len());
        self.body.push(sign);
    }
}

/// Where a place in a marked body stands in the body as typed.
pub(super) fn as_typed(added: &[usize], place: usize) -> usize {
    place - added.partition_point(|at| *at < place)
}

/// Works out where stretches of a body stand in its file.
pub(super) struct Places<'p> {
    cursor: Cursor<'p>,
    body: usize,
    added: &'p [usize],
}

impl<'p> Places<'p> {
    /// Of a file as typed; `added` are the signs that nobody typed in the body whose stretches are asked for.
    pub(super) fn new(typed: &Source<'p>, added: &'p [usize]) -> Self {
        Self { cursor: Cursor::new(typed.text), body: typed.body, added }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let in_file = |place| self.body + as_typed(self.added, place);
        self.cursor.span(&(in_file(range.start)..in_file(range.end)))
    }
}

/// The target that starts at `start`, if it is the name of a file with a space in it.
fn target(body: &str, start: usize) -> Option<Range<usize>> {
    let rest = &body.as_bytes()[start..body.len().min(start + LONGEST)];
    let end = end_of_target(rest)?;
    let target = &body[start..start + end];
    let is_file = target.rsplit(['/', '\\']).next()?.contains('.') && !target.contains("://");
    let is_plain = !target.contains(['<', '>', '"', '\'', '[']) && target.trim() == target;
    (is_file && is_plain).then(|| start..start + target.len())
}

/// Where a target ends that holds a space: before the bracket that closes the link, or before its title. Windows names
/// copies `Ảnh (1).jpg`, so brackets in pairs belong to the target.
fn end_of_target(rest: &[u8]) -> Option<usize> {
    let first = memchr::memchr2(b')', b'\n', rest)?;
    // Most targets have no space, and need not be looked at more closely.
    memchr::memchr2(b' ', b'(', &rest[..first])?;
    let (mut depth, mut close) = (0_usize, None);
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'\n' => return None,
            b'"' if depth == 0 && at > 0 && rest[at - 1] == b' ' => {
                let title = at + 1 + memchr::memchr2(b'"', b'\n', &rest[at + 1..])?;
                let is_title =
                    rest[title..].starts_with(b"\")") && memchr::memmem::find(&rest[at..title], b"](").is_none();
                close = is_title.then(|| rest[..at].trim_ascii_end().len());
                break;
            }
            b'(' => depth += 1,
            b')' if depth == 0 => {
                close = Some(at);
                break;
            }
            b')' => depth -= 1,
            _ => {}
        }
    }
    close.filter(|end| memchr::memchr(b' ', &rest[..*end]).is_some())
}

/// Where text stands that is not code.
fn plain_text(events: &[(Event<'_>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut in_code = false;
    let mut plain = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => plain.push(range.clone()),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{as_typed, mark};
    use pulldown_cmark::Parser;

    fn marked(body: &str) -> Option<String> {
        let events: Vec<_> = Parser::new(body).into_offset_iter().collect();
        let marked = mark(body, &events)?;
        let typed = (0..=marked.body.len()).map(|place| as_typed(&marked.added, place));
        assert!(typed.is_sorted() && as_typed(&marked.added, marked.body.len()) == body.len(), "{body}");
        Some(marked.body)
    }

    #[test]
    fn targets_may_hold_spaces_and_brackets() {
        for (body, expected) in [
            ("![T](Ảnh 1.jpg)", "![T](<Ảnh 1.jpg>)"),
            ("![T](Ảnh (1).jpg)", "![T](<Ảnh (1).jpg>)"),
            ("(![T](../IMG (2) (1).png))", "(![T](<../IMG (2) (1).png>))"),
            ("[x](Tệp (bản (2)).pdf), [y](b (1).md)", "[x](<Tệp (bản (2)).pdf>), [y](<b (1).md>)"),
            ("[x](Tệp (1).pdf \"Kế (hoạch)\") (2)", "[x](<Tệp (1).pdf> \"Kế (hoạch)\") (2)"),
            ("[x](a b.pdf) và (c d)", "[x](<a b.pdf>) và (c d)"),
        ] {
            assert_eq!(marked(body).as_deref(), Some(expected), "{body}");
        }
    }

    #[test]
    fn what_is_no_target_with_spaces_stays() {
        for body in [
            "[x](a.jpg)",
            "[x](a(1).jpg) (và b.jpg)",
            "[x](a.jpg \"Tệp (1).pdf\")",
            "[x](a(1).jpg \"b c\")",
            "[x](<Ảnh (1).jpg>)",
            "`![T](Ảnh (1).jpg)`",
            "    ![T](Ảnh (1).jpg)",
            "[1](xem (2))",
            "[x](Ảnh (1.jpg)",
            "[x](Ảnh (1).jpg\n)",
            "[x](a b.pdf \"t\" u)",
            "[x](xem [y](z.jpg) (1))",
            "[x](https://a.vn/b (1).jpg)",
        ] {
            assert_eq!(marked(body), None, "{body}");
        }
    }
}
