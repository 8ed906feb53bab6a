//! Names of files with spaces: no link in CommonMark, but what people write.
//!
//! In: a body and its events. Out: the body with such targets in `<…>`, when there are any. Lines stay as they are;
//! columns after such a target move by two.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// No file name is longer, in bytes.
const LONGEST: usize = 300;

/// The body with targets that hold spaces marked as such, or `None` when there are none.
pub(super) fn mark(body: &str, events: &[(Event<'_>, Range<usize>)]) -> Option<String> {
    let opened = memchr::memmem::find_iter(body.as_bytes(), b"](");
    let targets: Vec<Range<usize>> = opened.filter_map(|at| target(body, at + 2)).collect();
    if targets.is_empty() {
        return None;
    }
    let plain = plain_text(events);
    let mut marked = String::with_capacity(body.len() + 2 * targets.len());
    let mut from = 0;
    for target in targets {
        // Only where the brackets are still text: not in code, not within a link that was understood.
        let before = plain.partition_point(|text| text.start < target.start);
        if before > 0 && plain[before - 1].contains(&(target.start - 1)) {
            marked.push_str(&body[from..target.start]);
            marked.push('<');
            marked.push_str(&body[target.clone()]);
            marked.push('>');
            from = target.end;
        }
    }
    marked.push_str(&body[from..]);
    (from > 0).then_some(marked)
}

/// Where a place in the marked body stands in the body as typed.
pub(super) fn as_typed(body: &str, marked: &str, place: usize) -> usize {
    let typed = body.as_bytes();
    marked.bytes().take(place).fold(0, |at, byte| at + usize::from(typed.get(at) == Some(&byte)))
}

/// The target that starts at `start`, if it is the name of a file with a space in it.
fn target(body: &str, start: usize) -> Option<Range<usize>> {
    let rest = &body.as_bytes()[start..body.len().min(start + LONGEST)];
    let end = memchr::memchr2(b')', b'\n', rest)?;
    // Most targets have no space, and need not be looked at more closely.
    if rest[end] != b')' || memchr::memchr(b' ', &rest[..end]).is_none() {
        return None;
    }
    let target = &body[start..start + end];
    let is_file = target.rsplit(['/', '\\']).next()?.contains('.') && !target.contains("://");
    let is_plain = !target.contains(['<', '>', '"', '\'', '(', '[']) && target.trim() == target;
    (is_file && is_plain).then(|| start..start + target.len())
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
