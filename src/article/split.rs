//! Where front matter ends and the body begins.

use crate::diagnostic::{Diagnostic, Place, Span, catalogue};

/// The longest front matter, in KiB.
const LARGEST_KIB: usize = 64;

/// A text whose front matter was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'t> {
    /// The front matter, without the lines around it.
    pub(super) yaml: &'t str,
    /// The line of the file that is its first.
    pub(super) first_line: u32,
    /// Where the body begins.
    pub(super) body: usize,
}

/// Divides a text. Blank lines may stand before the front matter.
///
/// # Errors
/// There is no front matter, it is not closed, or it is too large.
pub(super) fn split<'t>(path: &str, text: &'t str) -> Result<Parts<'t>, Diagnostic> {
    let at_line = |line, length| Place::at(path, Span { line, column: 1, length });
    let (mut line, mut start, mut fence) = (1_u32, 0, "");
    for content in text.split_inclusive('\n') {
        start += content.len();
        fence = content.trim_end();
        if !fence.is_empty() {
            break;
        }
        line += 1;
    }
    if !is_fence(fence) {
        return Err(catalogue::no_front_matter(at_line(if fence.is_empty() { 1 } else { line }, 1)));
    }
    let top = at_line(line, 3);
    let mut at = start;
    for content in text[start..].split_inclusive('\n') {
        if is_fence(content) {
            return Ok(Parts { yaml: &text[start..at], first_line: line + 1, body: at + content.len() });
        }
        at += content.len();
        if at - start > LARGEST_KIB << 10 {
            // Without a closing line within reach, the likelier mistake is the line that is missing.
            let closed = text[at..].lines().any(is_fence);
            return Err(if closed {
                catalogue::yaml_too_large(top, LARGEST_KIB)
            } else {
                catalogue::unclosed_front_matter(top)
            });
        }
    }
    Err(catalogue::unclosed_front_matter(top))
}

/// Whether a line is one of dashes: three hyphens, or what word processors make of them.
fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    line != "-" && !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn fences() {
        for (text, yaml, first_line, body) in [
            ("---\na: b\n---\nx", "a: b\n", 2, "x"),
            ("\n  \n---  \na: b\n---\nx", "a: b\n", 4, "x"),
            ("—\na: b\n——\nx", "a: b\n", 2, "x"),
            ("–––\n- \n-\na: b\n—-", "- \n-\na: b\n", 2, ""),
        ] {
            let parts = split("a.md", text).unwrap();
            assert_eq!((parts.yaml, parts.first_line, &text[parts.body..]), (yaml, first_line, body));
        }
        for text in ["", "\n\n", "-\na\n---\n", "a\n---\n", "---\na\n", " ---\na\n---\n"] {
            assert!(split("a.md", text).is_err(), "{text}");
        }
    }
}
