//! Quotation marks and ellipses of a body, as newspapers print them.
//!
//! In: the events of a body. Out: the same events, their texts with “ ”, ‘ ’ and `…`; what is wrong with the marks. Code,
//! raw HTML and addresses stay as typed, and so does a mark after a backslash.

use crate::vietnamese::{QuoteFaults, Quotes, may_have_quotes};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Curls the marks of all texts. Places among the faults are bytes of the body.
pub(super) fn curl(body: &str, events: &mut [(Event<'_>, Range<usize>)]) -> QuoteFaults {
    let (is_needed, has_dots) = may_have_quotes(body);
    if !is_needed {
        return QuoteFaults::default();
    }
    let mut state = Quotes::new(has_dots);
    let mut outer = Vec::new();
    // An unclosed `<kbd>` ends with its block.
    let (mut code, mut keys) = (0_usize, 0_usize);
    for at in 0..events.len() {
        let next = if matches!(events[at].0, Event::Text(_)) { next_sign(&events[at + 1..]) } else { None };
        let (event, range) = &mut events[at];
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
            Event::InlineHtml(tag) if tag.starts_with("<kbd") => keys += 1,
            Event::InlineHtml(tag) if tag.starts_with("</kbd") => keys = keys.saturating_sub(1),
            Event::InlineHtml(tag) if tag.starts_with("<br") => state.pass(' '),
            Event::SoftBreak | Event::HardBreak => state.pass(' '),
            Event::Code(_) => state.pass('x'),
            Event::Text(text) if code + keys > 0 => state.pass(text.chars().next_back().unwrap_or(' ')),
            Event::Text(text) => {
                if let Some(curled) =
                    curl_text(&mut state, text, is_escaped(body, text, range.start), range.start, next)
                {
                    *text = CowStr::from(curled);
                }
            }
            // What describes a picture is a text of its own.
            Event::Start(Tag::Image { .. }) => {
                outer.push(std::mem::replace(&mut state, Quotes::new(has_dots)));
            }
            Event::End(TagEnd::Image) => {
                if let Some(around) = outer.pop() {
                    let faults = std::mem::replace(&mut state, around).finish();
                    state.faults.add(&faults);
                    state.pass('x');
                }
            }
            Event::Start(tag) if !is_inline(tag.to_end()) => {
                keys = 0;
                state.end();
            }
            Event::End(tag) if !is_inline(*tag) => {
                keys = 0;
                state.end();
            }
            _ => {}
        }
    }
    state.finish()
}

/// The text as printed, when that differs. After a backslash its first sign stays as it is.
fn curl_text(state: &mut Quotes, text: &str, is_escaped: bool, at: usize, next: Option<char>) -> Option<String> {
    let (first, rest) = text.split_at(usize::from(is_escaped));
    first.chars().for_each(|sign| state.pass(sign));
    match state.piece(rest, at + first.len(), next) {
        Cow::Owned(curled) => Some(format!("{first}{curled}")),
        Cow::Borrowed(_) => None,
    }
}

/// `\"`: what a writer wants to stay straight.
fn is_escaped(body: &str, text: &str, start: usize) -> bool {
    text.starts_with(['"', '\'', '.']) && body[..start].ends_with('\\')
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// The sign that comes next, if the block goes on.
fn next_sign(events: &[(Event<'_>, Range<usize>)]) -> Option<char> {
    events.iter().find_map(|(event, _)| match event {
        Event::Text(text) => Some(text.chars().next()),
        Event::Code(_) | Event::Start(Tag::Image { .. }) => Some(Some('x')),
        Event::SoftBreak | Event::HardBreak => Some(Some(' ')),
        Event::Start(tag) if is_inline(tag.to_end()) => None,
        Event::End(tag) if is_inline(*tag) => None,
        Event::InlineHtml(_) | Event::FootnoteReference(_) => None,
        _ => Some(None),
    })?
}
