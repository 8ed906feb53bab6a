//! Quotations: boxes, pull quotes that name who said it, and all others.
//!
//! In: the events of a quotation. Out: who said it and what, if that is written in one of the ways that people use; HTML.

use super::callout;
use super::html::Sheet;
use super::writer::{Events, Writer, plain_text};
use crate::diagnostic::catalogue;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// A name with its titles is not longer, in characters.
const LONGEST: usize = 200;

/// Who said it, as positions among all events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaker {
    /// Named after a dash at the end: what was said ends at `until`, the name goes from `from` to `to`.
    After { until: usize, from: usize, to: usize },
    /// Named before a colon at the start: the text with the colon, and the colon's place in it.
    Before { text: usize, colon: usize },
}

/// The blocks of a quotation: where its first and its last begin, and its end.
struct Blocks {
    first: usize,
    last: usize,
    end: usize,
}

fn blocks(events: &Events<'_>, start: usize) -> Option<Blocks> {
    let (mut depth, mut last) = (0_usize, start + 1);
    for (at, (event, _)) in events.iter().enumerate().skip(start + 1) {
        match event {
            Event::End(_) if depth == 0 => return Some(Blocks { first: start + 1, last, end: at }),
            Event::End(_) => depth -= 1,
            Event::Start(_) => {
                if depth == 0 {
                    last = at;
                }
                depth += 1;
            }
            _ if depth == 0 => last = at,
            _ => {}
        }
    }
    None
}

/// Who is named in the quotation of these blocks.
fn speaker(events: &Events<'_>, body: &str, blocks: &Blocks) -> Option<Speaker> {
    let last_end = blocks.end.checked_sub(1)?;
    match events.get(blocks.last)?.0 {
        Event::Start(Tag::List(None)) if blocks.last > blocks.first => {
            // `- Tên` makes a list of one item of the name.
            let is_dash = body.get(events[blocks.last].1.start..)?.trim_start().starts_with('-');
            let (mut from, mut to) = (blocks.last + 2, last_end.checked_sub(1)?);
            if matches!(events.get(from)?.0, Event::Start(Tag::Paragraph)) {
                (from, to) = (from + 1, to - 1);
            }
            // After a colon it is what was announced: a list that happens to have one item.
            let is_announced = plain_text(events, blocks.last.saturating_sub(2), blocks.last).ends_with(':');
            let is_name = is_dash && !is_announced && !is_dialogue(events, blocks) && is_name(events, from, to);
            is_name.then_some(Speaker::After { until: blocks.last, from, to })
        }
        Event::Start(Tag::Paragraph) => {
            let line = last_line(events, blocks.last + 1, last_end);
            after_dash(events, blocks, line, last_end).or_else(|| before_colon(events, blocks))
        }
        _ => None,
    }
}

fn after_dash(events: &Events<'_>, blocks: &Blocks, line: usize, to: usize) -> Option<Speaker> {
    let text = first_text(events, line, to)?;
    let is_own_paragraph = line == blocks.last + 1;
    let says_something = if is_own_paragraph { blocks.last > blocks.first } else { true };
    // A caption with a dash belongs to its picture.
    let is_picture = matches!(events[blocks.last + 1].0, Event::Start(Tag::Image { .. }));
    let is_name = without_dash(text).is_some() && is_name(events, line, to);
    let until = if is_own_paragraph { blocks.last } else { line - 1 };
    (says_something && !is_picture && is_name && !is_dialogue(events, blocks)).then_some(Speaker::After {
        until,
        from: line,
        to,
    })
}

/// `Trưởng thôn Nguyễn Văn Nam: “…”` as all that the quotation holds.
fn before_colon(events: &Events<'_>, blocks: &Blocks) -> Option<Speaker> {
    if blocks.first != blocks.last {
        return None;
    }
    let (from, to) = (blocks.first + 1, blocks.end - 1);
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().take(to).skip(from) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 => {
                if let Some(colon) = text.find(": “").or_else(|| text.find(": \"")) {
                    let head = plain_text(events, from, at) + &text[..colon];
                    let rest = text[colon + 2..].to_owned() + &raw_text(events, at + 1, to);
                    let is_whole = names_someone(&head) && is_one_quotation(rest.trim());
                    return is_whole.then_some(Speaker::Before { text: at, colon });
                }
            }
            Event::Text(_) => {}
            _ => return None,
        }
        if at - from > 8 {
            return None;
        }
    }
    None
}

/// The plain text, spaces at its edges kept.
fn raw_text(events: &Events<'_>, from: usize, to: usize) -> String {
    let pieces = events.get(from..to).unwrap_or_default().iter();
    pieces
        .map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => text,
            _ => " ",
        })
        .collect()
}

/// A title and a name: it begins with a capital letter, its last word too, and it is no sentence.
fn names_someone(head: &str) -> bool {
    let head = head.trim();
    let starts_great = |word: &str| word.starts_with(char::is_uppercase);
    let is_short = head.chars().count() <= LONGEST / 2;
    let is_sentence = head.contains(['“', '”', '"', '?', '!', ';', ':']) || head.contains(". ");
    let last = head.split_whitespace().next_back().unwrap_or_default();
    is_short && !is_sentence && starts_great(head) && starts_great(last) && head.contains(' ')
}

/// Whether the quotation mark that a text begins with is closed at its end, and not before.
fn is_one_quotation(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            '"' => depth = i32::from(depth == 0),
            _ => {}
        }
        if depth <= 0 {
            return at > 0 && depth == 0 && at + c.len_utf8() == text.len();
        }
    }
    false
}

/// A quotation whose first line has a dash too: people speak in turn.
fn is_dialogue(events: &Events<'_>, blocks: &Blocks) -> bool {
    let first = &events[blocks.first];
    match first.0 {
        Event::Start(Tag::Paragraph) => {
            first_text(events, blocks.first + 1, blocks.end).is_some_and(|text| without_dash(text).is_some())
        }
        Event::Start(Tag::List(_)) => true,
        _ => false,
    }
}

/// Where the last line of a paragraph begins.
fn last_line(events: &Events<'_>, first: usize, to: usize) -> usize {
    let mut depth = 0_usize;
    for at in (first..to).rev() {
        match events[at].0 {
            Event::SoftBreak | Event::HardBreak if depth == 0 => return at + 1,
            Event::End(_) => depth += 1,
            Event::Start(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    first
}

/// The text at the start of a line, whatever it is set in.
fn first_text<'v>(events: &'v Events<'_>, from: usize, to: usize) -> Option<&'v str> {
    events.get(first_text_at(events, from, to)?).and_then(|(event, _)| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    })
}

fn first_text_at(events: &Events<'_>, from: usize, to: usize) -> Option<usize> {
    let is_set = |at: &usize| matches!(events.get(*at), Some((Event::Start(Tag::Emphasis | Tag::Strong), _)));
    let at = (from..to).find(|at| !is_set(at))?;
    matches!(events.get(at)?.0, Event::Text(_)).then_some(at)
}

/// What comes after the dash that a text begins with.
fn without_dash(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = text.trim_start_matches(['—', '–', '-']);
    (rest.len() < text.len()).then(|| rest.trim_start())
}

/// Whether some events are one line of a name: text, styles and links, neither empty nor long.
fn is_name(events: &Events<'_>, from: usize, to: usize) -> bool {
    let mut length = 0;
    for (event, _) in events.get(from..to).unwrap_or_default() {
        match event {
            Event::Text(text) => length += text.chars().filter(|c| !matches!(c, '—' | '–' | '-' | ' ')).count(),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) | Event::FootnoteReference(_) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            _ => return false,
        }
        if length > LONGEST {
            return false;
        }
    }
    length > 0
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// Writes the quotation that starts at `at`, or its beginning; tells which event comes next.
    pub(super) fn quotation(&mut self, kind: Option<BlockQuoteKind>, at: usize, out: &mut Sheet) -> usize {
        let next = self.deeper(at);
        if next != at + 1 {
            return next;
        }
        if let Some(kind) = kind {
            self.open_box(kind.into(), out);
            return next;
        }
        if let Some(mark) = callout::find(self.events, next) {
            if let Some(kind) = mark.kind {
                self.open_box(kind, out);
                let is_more = !matches!(self.events[mark.end].0, Event::End(_));
                return if is_more { self.paragraph(mark.end + 1, out) } else { mark.end + 1 };
            }
            let place = self.place(&self.events[next].1);
            self.note(catalogue::unknown_box(place, &mark.typed));
        }
        let events = self.events;
        let body = self.source.text.get(self.source.body..).unwrap_or_default();
        if let Some(blocks) = blocks(events, at)
            && let Some(speaker) = speaker(events, body, &blocks)
        {
            return self.pull_quote(speaker, &blocks, out);
        }
        self.element("<blockquote>\n", "</blockquote>\n", out);
        next
    }

    fn pull_quote(&mut self, speaker: Speaker, blocks: &Blocks, out: &mut Sheet) -> usize {
        let level = self.open.len();
        self.element("<figure class=\"pull-quote\"><blockquote>\n", "</blockquote>\n", out);
        let name = match speaker {
            Speaker::After { until, from, to } => {
                self.write_range(blocks.first, until, out);
                // Something within was nested too deep: nothing more is written.
                if self.is_too_deep() {
                    return self.events.len();
                }
                self.close_to(level, out);
                self.name(from, to, out)
            }
            Speaker::Before { text, colon } => {
                let mut name = self.apart(blocks.first + 1, text, out);
                if let Some((Event::Text(text), _)) = self.events.get(text) {
                    self.text(&text[..colon], &mut name);
                    self.element("<p>", "</p>\n", out);
                    self.text(&text[colon + 2..], out);
                }
                self.write_range(text + 1, blocks.end - 1, out);
                self.close_to(level, out);
                name
            }
        };
        out.push_str("<figcaption>");
        out.push_str(name.as_str().trim());
        out.push_str("</figcaption></figure>\n");
        self.depth = self.depth.saturating_sub(1);
        blocks.end + 1
    }

    /// The name, without the dash before it.
    fn name(&mut self, from: usize, to: usize, out: &Sheet) -> Sheet {
        let events = self.events;
        let at = first_text_at(events, from, to);
        let Some((at, Event::Text(text))) = at.map(|at| (at, &events[at].0)) else { return self.apart(from, to, out) };
        self.on_a_sheet(out, |writer, name| {
            writer.write_range(from, at, name);
            writer.text(without_dash(text).unwrap_or(text), name);
            writer.write_range(at + 1, to, name);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one_quotation, names_someone, without_dash};

    #[test]
    fn names() {
        for head in ["Bà Lê Thị Hoa", "Bí thư Chi bộ Nguyễn Văn Nam", "Đồng chí A, Bí thư Đảng ủy xã Cẩm Duệ"]
        {
            assert!(names_someone(head), "{head}");
        }
        for head in ["Ông Nam cho biết", "Lời dạy", "bà Lê Thị Hoa", "Ông A nói “x” và B", "Xong. Bà Hoa", ""]
        {
            assert!(!names_someone(head), "{head}");
        }
    }

    #[test]
    fn quotations() {
        for text in ["“Một hai.”", "“Một “hai” ba”.", "\"Một hai\""] {
            assert!(is_one_quotation(text), "{text}");
        }
        for text in ["“Một” và “hai”", "“Một", "\"Một\" và \"hai\"", "Một”", "", "”"] {
            assert!(!is_one_quotation(text), "{text}");
        }
    }

    #[test]
    fn dashes() {
        assert_eq!(without_dash("— Tên"), Some("Tên"));
        assert_eq!(without_dash(" -- Tên"), Some("Tên"));
        assert_eq!(without_dash("Tên - x"), None);
    }
}
