//! Where front matter ends and the body begins.

use crate::diagnostic::{Diagnostic, Place, Span, catalogue};

/// The longest front matter, in KiB.
const LARGEST_KIB: usize = 64;

/// The front matter of a text (its first line is line 2 of the file), and where the body begins.
///
/// # Errors
/// There is no front matter, it is not closed, or it is too large.
pub(super) fn split<'t>(path: &str, text: &'t str) -> Result<(&'t str, usize), Diagnostic> {
    let top = Place::at(path, Span { line: 1, column: 1, length: 3 });
    let opened = text.strip_prefix("---").filter(|rest| rest.lines().next().is_none_or(|line| line.trim().is_empty()));
    let Some(rest) = opened else {
        return Err(catalogue::no_front_matter(Place::at(path, Span { line: 1, column: 1, length: 1 })));
    };
    let start = text.len() - rest.len() + rest.find('\n').map_or(rest.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok((&text[start..at], at + line.len()));
        }
        at += line.len();
        if at - start > LARGEST_KIB << 10 {
            // Without a closing line within reach, the likelier mistake is the line that is missing.
            let closed = text[at..].lines().any(|line| line.trim_end() == "---");
            return Err(if closed {
                catalogue::yaml_too_large(top, LARGEST_KIB)
            } else {
                catalogue::unclosed_front_matter(top)
            });
        }
    }
    Err(catalogue::unclosed_front_matter(top))
}
