//! The line at the end of a story that names its writers: `Tin, ảnh: Lê Hà`, `Theo Báo Hà Tĩnh`.
//!
//! In: the events of a body. Out: where that line stands, if the body ends with one; its HTML.

use super::html::Sheet;
use super::writer::{Events, Writer, plain_text};
use pulldown_cmark::{Event, Tag, TagEnd};

/// A line that is longer, in characters, is a sentence of the story.
const LONGEST: usize = 120;

/// The last line of a body, as positions among all events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Byline {
    /// The first event of its paragraph.
    pub(super) first: usize,
    /// The first event of the line.
    pub(super) from: usize,
    /// `End(Paragraph)`
    pub(super) end: usize,
}

impl Byline {
    /// Whether the line is all that its paragraph holds.
    pub(super) fn is_alone(&self) -> bool {
        self.first == self.from
    }

    /// Where the paragraph ends without the line.
    pub(super) fn before(&self) -> usize {
        if self.is_alone() { self.first } else { self.from - 1 }
    }
}

/// The byline at the end of a body. Footnotes may follow it.
pub(super) fn find(events: &Events<'_>) -> Option<Byline> {
    let end = before_footnotes(events)?.checked_sub(1)?;
    if !matches!(events[end].0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let (mut depth, mut length) = (0_usize, 0);
    let from = 1 + events[..end].iter().rposition(|(event, _)| match event {
        Event::Start(Tag::Paragraph) => true,
        Event::SoftBreak | Event::HardBreak => depth == 0,
        Event::Text(text) | Event::Code(text) => {
            length += text.chars().count();
            length > LONGEST
        }
        Event::End(_) => {
            depth += 1;
            false
        }
        Event::Start(_) => {
            depth = depth.saturating_sub(1);
            false
        }
        // What raw HTML opens may reach over the line's edge.
        _ => true,
    })?;
    let starts_line = matches!(events[from - 1].0, Event::Start(Tag::Paragraph) | Event::SoftBreak | Event::HardBreak);
    if !starts_line || !is_byline(&plain_text(events, from, end), from == 1) {
        return None;
    }
    let first = 1 + events[..from].iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)))?;
    Some(Byline { first, from, end })
}

/// The position after the last event that belongs to no footnote at the end.
fn before_footnotes(events: &Events<'_>) -> Option<usize> {
    let mut end = events.len();
    while matches!(events.get(end.checked_sub(1)?)?.0, Event::End(TagEnd::FootnoteDefinition)) {
        end = events[..end].iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_))))?;
    }
    Some(end)
}

/// Whether a line names writers: words for what they made before a colon, or `Theo …`. A body that is nothing but
/// `Theo …` is a story of one sentence.
fn is_byline(line: &str, is_whole_body: bool) -> bool {
    if line.chars().count() > LONGEST {
        return false;
    }
    if let Some(source) = line.strip_prefix("Theo ") {
        return !is_whole_body && !source.trim().is_empty() && !source.ends_with(['.', '!', '?', '…', ':', '”', '"']);
    }
    let Some((made, names)) = line.split_once(':') else { return false };
    let mut words = made.split(|c: char| c.is_whitespace() || ",&+-–/".contains(c)).filter(|word| !word.is_empty());
    let is_first = made.starts_with(['T', 'B', 'Ả']);
    let is_known = |word: &str| matches!(word.to_lowercase().as_str(), "tin" | "bài" | "ảnh" | "và");
    is_first && made.len() <= 40 && !names.trim().is_empty() && words.all(is_known)
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// The paragraph that ends with the byline; tells which event comes next.
    pub(super) fn paragraph_with_byline(&mut self, byline: Byline, out: &mut Sheet) -> usize {
        if !byline.is_alone() {
            let level = self.open.len();
            self.element("<p>", "</p>\n", out);
            self.write_range(byline.first, byline.before(), out);
            self.close_to(level, out);
        }
        self.byline_alone(byline, out)
    }

    pub(super) fn byline_alone(&mut self, byline: Byline, out: &mut Sheet) -> usize {
        let level = self.open.len();
        self.element("<p class=\"byline-end\">", "</p>\n", out);
        self.write_range(byline.from, byline.end, out);
        self.close_to(level, out);
        byline.end + 1
    }
}

#[cfg(test)]
mod tests {
    use super::is_byline;

    #[test]
    fn lines() {
        for line in [
            "Tin, ảnh: Lê Hà",
            "Bài và ảnh: Lê Hà – Sỹ Ngọ",
            "Bài: A",
            "Ảnh: B",
            "TIN, BÀI: A",
            "Tin - ảnh: C",
            "Theo Báo Hà Tĩnh",
        ] {
            assert!(is_byline(line, false), "{line}");
        }
        for line in [
            "Tin: ",
            "Tin vui: mô hình mới",
            "Bài học: phải gần dân",
            "Theo ông A, mô hình sẽ được nhân rộng.",
            "Theo ",
            "và: x",
            "Bãi: x",
            "12:30",
        ] {
            assert!(!is_byline(line, false), "{line}");
        }
        assert!(!is_byline("Theo Báo Hà Tĩnh", true));
        assert!(!is_byline(&format!("Theo {}", "a ".repeat(60)), false));
    }
}
