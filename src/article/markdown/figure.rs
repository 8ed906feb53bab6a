//! Pictures with captions: a picture alone in a paragraph, the line right after it, and the credit at its end.

use pulldown_cmark::{Event, Tag, TagEnd};

/// A paragraph that is a figure: the events of its picture and of its caption, as positions among all events.
pub(super) struct Figure {
    /// `Start(Image)`
    pub(super) picture: usize,
    /// The caption's first event and the position after its last; `None` without caption.
    pub(super) caption: Option<(usize, usize)>,
    /// `End(Paragraph)`
    pub(super) end: usize,
}

/// Whether the paragraph starting at `start` is a figure.
pub(super) fn find<T>(events: &[(Event<'_>, T)], start: usize) -> Option<Figure> {
    let picture = start + 1;
    if !matches!(events.get(picture)?.0, Event::Start(Tag::Image { .. })) {
        return None;
    }
    let after = end_of_image(events, picture)? + 1;
    match &events.get(after)?.0 {
        Event::End(TagEnd::Paragraph) => Some(Figure { picture, caption: None, end: after }),
        Event::SoftBreak | Event::HardBreak => {
            let mut end = after;
            while !matches!(events.get(end)?.0, Event::End(TagEnd::Paragraph)) {
                // A second picture makes it an ordinary paragraph.
                if matches!(events[end].0, Event::Start(Tag::Image { .. })) {
                    return None;
                }
                end += 1;
            }
            let (mut from, mut to) = (after + 1, end);
            // A caption that is set in italics as a whole is still one caption.
            let whole = matches!(events.get(from)?.0, Event::Start(Tag::Emphasis))
                && matches!(events.get(to - 1)?.0, Event::End(TagEnd::Emphasis))
                && events[from + 1..to - 1].iter().all(|(event, _)| !matches!(event, Event::Start(Tag::Emphasis)));
            if whole {
                (from, to) = (from + 1, to - 1);
            }
            Some(Figure { picture, caption: Some((from, to)), end })
        }
        _ => None,
    }
}

/// The position of the end of the image that starts at `start`.
pub(super) fn end_of_image<T>(events: &[(Event<'_>, T)], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits a caption's HTML before its credit: `… Ảnh: Sỹ Ngọ` or `… (Ảnh: Sỹ Ngọ)`. The credit is plain text.
pub(super) fn split_credit(caption: &str) -> (&str, Option<&str>) {
    let Some(at) = caption.rfind("Ảnh: ").filter(|at| !caption[*at..].contains(['<', '\n'])) else {
        return (caption, None);
    };
    let before = &caption[..at];
    let opens = before.is_empty() || before.ends_with([' ', '(', '\n', '\u{a0}']);
    let credit = caption[at..].trim_end().trim_end_matches(['.', ')']).trim_end();
    if !opens || credit.len() <= "Ảnh: ".len() {
        return (caption, None);
    }
    (before.trim_end_matches(['(', ' ', '\n', '\u{a0}']), Some(credit))
}

#[cfg(test)]
mod tests {
    use super::split_credit;

    #[test]
    fn credits() {
        for (caption, expected) in [
            ("Người dân làm đường. Ảnh: Sỹ Ngọ", ("Người dân làm đường.", Some("Ảnh: Sỹ Ngọ"))),
            ("Người dân làm đường (Ảnh: Sỹ Ngọ).", ("Người dân làm đường", Some("Ảnh: Sỹ Ngọ"))),
            ("Ảnh: Sỹ Ngọ", ("", Some("Ảnh: Sỹ Ngọ"))),
            ("Người dân làm đường", ("Người dân làm đường", None)),
            ("Ảnh: <b>x</b>", ("Ảnh: <b>x</b>", None)),
        ] {
            assert_eq!(split_credit(caption), expected);
        }
    }
}
