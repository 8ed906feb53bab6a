//! Abbreviations of the site's list, explained where a body first uses them.
//!
//! In: a text and the list. Out: the text with `<abbr>` around each first use; words within words, headings, links, code
//! and what writers explained themselves are left alone.

use super::heading;
use super::html::{self, Sheet};
use super::writer::{Open, Writer};
use crate::article::Abbreviations;
use crate::article::abbreviations::is_joint;
use crate::vietnamese::typeset;
use std::borrow::Cow;
use std::ops::Range;

/// Which abbreviations of the list were met already.
#[derive(Debug, Default)]
pub(super) struct Used {
    met: Vec<bool>,
    count: usize,
}

impl Used {
    /// Whether this is the first time.
    fn is_first(&mut self, at: usize, of: usize) -> bool {
        if self.met.is_empty() {
            self.met.resize(of, false);
        }
        let is_first = self.met.get(at) == Some(&false);
        if is_first {
            self.met[at] = true;
            self.count += 1;
        }
        is_first
    }
}

/// The next abbreviation in `text` from byte `from` on: where it stands, its place in the list, its meaning.
fn next<'l>(text: &str, from: usize, list: &'l Abbreviations) -> Option<(Range<usize>, usize, &'l str)> {
    let mut at = from;
    loop {
        // Most bytes begin no abbreviation; only where one may begin are signs and words looked at.
        let start = at + text.as_bytes()[at..].iter().position(|byte| list.may_start(*byte))?;
        let is_within = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let word_end = end_of_word(text, start);
        if !is_within {
            let found = ends(text, start, word_end, list.longest())
                .into_iter()
                .rev()
                .find_map(|end| list.find(&text[start..end]).map(|(at, meaning)| (start..end, at, meaning)));
            if found.is_some() {
                return found;
            }
        }
        at = word_end.max(start + 1);
        at = text.ceil_char_boundary(at);
    }
}

/// Where the words may end that begin at `start`: the first at its own end, others after joints (`VH`, `VH-XH`).
fn ends(text: &str, start: usize, word_end: usize, longest: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = word_end;
    while end - start <= longest {
        ends.push(end);
        let mut rest = text[end..].chars();
        let joint = rest.next().filter(|c| is_joint(*c));
        match (joint, rest.next()) {
            (Some(joint), Some(c)) if c.is_alphanumeric() => end = end_of_word(text, end + joint.len_utf8()),
            _ => break,
        }
    }
    ends
}

fn end_of_word(text: &str, start: usize) -> usize {
    text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length)
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// Text of a body, its abbreviations explained and its no-break spaces put in.
    pub(super) fn text(&mut self, text: &str, out: &mut Sheet) {
        self.touch(out);
        if out.is_silent() {
            return;
        }
        let typeset = if self.is_in_code() { Cow::Borrowed(text) } else { typeset(text) };
        let text = &*typeset;
        let list = self.style.abbreviations;
        if list.len() == self.abbreviations.count {
            return html::text(text, out);
        }
        let (mut written, mut from) = (0, 0);
        while let Some((range, at, meaning)) = next(text, from, list) {
            if self.is_plain_place() && self.abbreviations.is_first(at, list.len()) {
                html::text(&text[written..range.start], out);
                out.push_str("<abbr title=\"");
                html::attribute(meaning, out);
                out.push_str("\">");
                html::text(&text[range.clone()], out);
                out.push_str("</abbr>");
                written = range.end;
            }
            from = range.end;
        }
        html::text(&text[written..], out);
    }

    fn is_in_code(&self) -> bool {
        matches!(self.open.last(), Some(Open::Markdown("</code></pre>\n")))
    }

    /// Not in a heading, a link, code or an `<abbr>` of the writer's own.
    fn is_plain_place(&self) -> bool {
        !self.open.iter().any(|open| match open {
            Open::Markdown(close) => *close == "</a>" || *close == "</code></pre>\n" || heading::CLOSE.contains(close),
            Open::Raw { name, .. } => *name == "abbr",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::article::parse_abbreviations;

    #[test]
    fn whole_words_are_found() {
        let (list, _) = parse_abbreviations("a.yaml", "NTM: một\nVH-XH: hai\nXH: ba\nTP.HCM: bốn\nĐ: năm\n");
        for (text, expected) in [
            ("xã NTM.", Some("NTM")),
            ("“NTM”", Some("NTM")),
            ("aNTM NTM2 ĐNTM", None),
            ("VH-XH", Some("VH-XH")),
            ("VH XH", Some("XH")),
            ("VH-XH-NTM", Some("VH-XH")),
            ("NTM-XYZ", Some("NTM")),
            ("TP.HCM", Some("TP.HCM")),
            ("NTM.", Some("NTM")),
            ("Đ-", Some("Đ")),
            ("N-T-M-N-T-M", None),
            ("", None),
        ] {
            assert_eq!(next(text, 0, &list).map(|(range, ..)| &text[range]), expected, "{text}");
        }
    }
}
