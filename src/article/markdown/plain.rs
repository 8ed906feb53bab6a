//! The words of a body, for searching: no HTML is made.
//!
//! In: the body as Markdown. Out: its text, one line for each block, since no phrase goes on behind a block.

use super::{OPTIONS, spaces};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// The text of a body. Names of files, addresses, raw HTML and what describes pictures to those who cannot see them are left
/// out; captions are not.
pub fn plain(body: &str) -> String {
    let events: Vec<_> = Parser::new_ext(body, OPTIONS).into_offset_iter().collect();
    match spaces::mark(body, &events) {
        Some(marked) => of(&Parser::new_ext(&marked.body, OPTIONS).into_offset_iter().collect::<Vec<_>>()),
        None => of(&events),
    }
}

/// The text of a body as events.
pub(super) fn of(events: &[(Event<'_>, Range<usize>)]) -> String {
    let length = events.last().map_or(0, |(_, range)| range.end);
    let mut out = String::with_capacity(length);
    write(events.iter().map(|(event, _)| event), &mut out);
    out
}

fn write<'e>(events: impl Iterator<Item = &'e Event<'e>>, out: &mut String) {
    let mut pictures = 0;
    for event in events {
        match event {
            Event::Start(Tag::Image { title, .. }) => {
                pictures += 1;
                line(title, out);
            }
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 && text.contains("://") => {
                let is_word = |word: &&str| !word.contains("://");
                out.extend(text.split_inclusive(char::is_whitespace).filter(is_word));
            }
            Event::Text(text) | Event::Code(text) if pictures == 0 => out.push_str(text),
            Event::InlineHtml(tag) if tag.starts_with("<br") => out.push(' '),
            Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => out.push(' '),
            Event::End(end) if ends_block(*end) => line("", out),
            _ => {}
        }
    }
}

/// A line of its own.
fn line(text: &str, out: &mut String) {
    for text in ["", text] {
        out.push_str(text);
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn ends_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_of_blocks() {
        let body = "# Một *hai*\n\nBa [bốn](x.md \"t\") năm,\nsáu[^1].\n\n![ẩn](a b.jpg \"Chú thích\")\n\n\
            - bảy\n- tám `chín`\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>không</div>\n\nXem https://example.vn/x nhé<br>bạn\n\n[^1]: Ghi.\n";
        assert_eq!(
            plain(body).lines().map(str::trim).collect::<Vec<_>>(),
            ["Một hai", "Ba bốn năm, sáu .", "Chú thích", "bảy", "tám chín", "a", "b", "c", "d", "Xem nhé bạn", "Ghi."]
        );
    }
}
