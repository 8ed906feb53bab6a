//! Fenced blocks that hold figures: their lines, with the way back to the file.
//!
//! In: the events of a block. Out: its lines and their parts, each with its place; `figures` as HTML. Numbers are read as
//! Vietnamese newspapers write them.

use super::html::{self, Sheet};
use super::writer::{Events, Writer};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::vietnamese::{Number, NumberError, quotes};
use pulldown_cmark::Event;
use std::ops::Range;

/// So many mistakes of one block are told.
pub(super) const MOST_MISTAKES: usize = 20;

/// The text of a fenced block.
pub(super) struct Block {
    text: String,
    /// Where pieces begin: in the text, and in the body.
    pieces: Vec<(usize, usize)>,
    /// The block's end, as a position among all events.
    pub(super) end: usize,
}

/// A part of a block: what it says, and where it begins in the block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'b> {
    pub(super) text: &'b str,
    start: usize,
}

impl<'b> Part<'b> {
    fn trimmed(text: &'b str, start: usize) -> Self {
        let rest = text.trim_start();
        Self { text: rest.trim_end(), start: start + text.len() - rest.len() }
    }

    /// The part from one byte to another.
    fn slice(self, range: Range<usize>) -> Self {
        Self::trimmed(&self.text[range.clone()], self.start + range.start)
    }

    /// The parts between some sign.
    pub(super) fn split(self, sign: char) -> impl Iterator<Item = Self> {
        let mut at = 0;
        self.text.split(sign).map(move |part| {
            let start = self.start + at;
            at += part.len() + sign.len_utf8();
            Self::trimmed(part, start)
        })
    }

    /// Without a sign at its start and one at its end.
    pub(super) fn without(self, sign: char) -> Self {
        let from = if self.text.starts_with(sign) { sign.len_utf8() } else { 0 };
        let to = self.text.strip_suffix(sign).map_or(self.text.len(), str::len);
        self.slice(from..to.max(from))
    }
}

impl Block {
    /// Reads the block that starts at `start`.
    pub(super) fn read(events: &Events<'_>, start: usize) -> Self {
        let mut block = Self { text: String::new(), pieces: Vec::new(), end: start + 1 };
        while let Some((Event::Text(text), range)) = events.get(block.end) {
            block.pieces.push((block.text.len(), range.start));
            block.text.push_str(text);
            block.end += 1;
        }
        block
    }

    /// The block as readers see it, its quotation marks line by line as in print. Places in it mean nothing.
    pub(super) fn curled(&self) -> Self {
        let text = self.text.split_inclusive('\n').map(|line| quotes(line).0).collect();
        Self { text, pieces: Vec::new(), end: self.end }
    }

    /// The lines that are not empty.
    pub(super) fn lines(&self) -> impl Iterator<Item = Part<'_>> {
        let mut at = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            Part::trimmed(line, start)
        });
        lines.filter(|line| !line.text.is_empty())
    }

    /// Where a part stands in the body.
    pub(super) fn range(&self, part: Part<'_>) -> Range<usize> {
        let before = self.pieces.partition_point(|(in_text, _)| *in_text <= part.start);
        let (in_text, in_body) = before.checked_sub(1).map_or((0, 0), |at| self.pieces[at]);
        let start = in_body + part.start.saturating_sub(in_text);
        start..start + part.text.len()
    }
}

/// A label with its figure: what stands before the number, the number, what stands after it. Spaces are kept.
#[derive(Debug, PartialEq, Eq)]
struct Figure<'b> {
    label: &'b str,
    before: &'b str,
    number: &'b str,
    after: &'b str,
}

/// Why a line is no figure.
#[derive(Debug, PartialEq)]
enum NoFigure<'b> {
    /// No colon or no label.
    Label,
    /// No number, or one that is a part of something else: `19:30`, `1/2`.
    Number,
    /// A number that can be read in two ways.
    Ambiguous(Part<'b>),
}

/// Reads `Hộ tham gia: hơn 1.250 hộ`.
fn figure(line: Part<'_>) -> Result<Figure<'_>, NoFigure<'_>> {
    let colon = line.text.find(':').filter(|at| *at > 0).ok_or(NoFigure::Label)?;
    let (label, value) = (line.slice(0..colon), line.slice(colon + 1..line.text.len()));
    let digit = value.text.find(|c: char| c.is_ascii_digit()).ok_or(NoFigure::Number)?;
    let sign = value.text[..digit].chars().next_back().filter(|c| matches!(c, '-' | '−'));
    let from = digit - sign.map_or(0, char::len_utf8);
    let rest = &value.text[from..];
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '—' | '−' | ' ');
    let length = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    let to = from + number.len();
    let after = value.text[to..].trim_start();
    let is_hour = ["h", "giờ"].iter().any(|unit| {
        let rest = after.strip_prefix(unit).map(str::trim_start);
        // `7h`, `19h30 12 hộ`, `7 giờ 30`; but `7 giờ công` are counted.
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_part = is_hour || value.text[to..].starts_with([':', '/']);
    match Number::parse(number) {
        Ok(_) if !is_part => {
            Ok(Figure { label: label.text, before: &value.text[..from], number, after: &value.text[to..] })
        }
        Err(NumberError::Ambiguous) => Err(NoFigure::Ambiguous(value.slice(from..to))),
        _ => Err(NoFigure::Number),
    }
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// The block `figures` that starts at `at`; tells which event comes next.
    pub(super) fn block_of_figures(&mut self, at: usize, out: &mut Sheet) -> usize {
        let block = Block::read(self.events, at);
        let mut lines = block.lines().peekable();
        if lines.peek().is_none() {
            let place = self.place(&self.events[at].1);
            self.note(catalogue::empty_block(place, "figures"));
            return block.end + 1;
        }
        out.push_str("<section class=\"figures\" aria-label=\"");
        html::attribute(&self.style.words.figures, out);
        out.push_str("\"><dl>\n");
        let mut mistakes = 0;
        for line in lines {
            match figure(line) {
                Ok(figure) => figure.write(out),
                Err(wrong) if mistakes < MOST_MISTAKES => {
                    mistakes += 1;
                    let note = self.no_figure(&block, line, &wrong);
                    self.note(note);
                }
                Err(_) => {}
            }
        }
        out.push_str("</dl></section>\n");
        block.end + 1
    }

    fn no_figure(&self, block: &Block, line: Part<'_>, wrong: &NoFigure<'_>) -> Diagnostic {
        match wrong {
            NoFigure::Label => catalogue::figure_line(self.place(&block.range(line)), line.text, false),
            NoFigure::Number => catalogue::figure_line(self.place(&block.range(line)), line.text, true),
            NoFigure::Ambiguous(number) => catalogue::bad_number(self.place(&block.range(*number)), number.text, true),
        }
    }
}

impl Figure<'_> {
    fn write(&self, out: &mut Sheet) {
        out.push_str("<div><dt>");
        html::text(&quotes(self.label).0, out);
        out.push_str("</dt><dd class=\"number\">");
        html::text(&quotes(self.before).0, out);
        out.push_str("<b>");
        html::text(self.number, out);
        out.push_str("</b>");
        html::text(&quotes(self.after).0, out);
        out.push_str("</dd></div>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, NoFigure, Part, figure};

    fn read(line: &str) -> Result<Figure<'_>, NoFigure<'_>> {
        figure(Part::trimmed(line, 0))
    }

    #[test]
    fn figures() {
        for (line, label, before, number, after) in [
            ("Hộ tham gia: 1.250 hộ", "Hộ tham gia", "", "1.250", " hộ"),
            ("Tỷ lệ:85%", "Tỷ lệ", "", "85", "%"),
            ("Số tiền: hơn 13,5 tỷ đồng", "Số tiền", "hơn ", "13,5", " tỷ đồng"),
            ("Giá: 60 – 65 nghìn", "Giá", "", "60 – 65", " nghìn"),
            ("Tăng: -3", "Tăng", "", "-3", ""),
            ("Năm: 12, tăng 5%", "Năm", "", "12", ", tăng 5%"),
        ] {
            assert_eq!(read(line), Ok(Figure { label, before, number, after }), "{line}");
        }
    }

    #[test]
    fn lines_that_are_none() {
        for line in ["Hộ tham gia 1.250", ": 12"] {
            assert_eq!(read(line), Err(NoFigure::Label), "{line}");
        }
        for line in [
            "Hộ tham gia: nhiều",
            "Số: 1,2,3",
            "Thời gian: 19:30",
            "Giờ: 7h",
            "Lúc: 19h30 12 hộ",
            "Giờ: 7 giờ 30",
            "Ngày: 14/8/2025",
        ] {
            assert_eq!(read(line), Err(NoFigure::Number), "{line}");
        }
        assert!(read("Góp: 7 giờ công").is_ok(), "hours of work are counted");
        let Err(NoFigure::Ambiguous(number)) = read("Lãi: khoảng 1.5 tỷ") else { panic!() };
        assert_eq!(number, Part { text: "1.5", start: "Lãi: khoảng ".len() });
    }
}
