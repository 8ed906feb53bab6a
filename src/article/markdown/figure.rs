//! Pictures with captions: a picture alone in a paragraph, the lines right after it, and the credit at their end. Several
//! such pictures in one paragraph, on lines of their own or side by side, are a gallery.
//!
//! In: the events of a paragraph. Out: figures, or the word that it is an ordinary paragraph.

use super::html::Sheet;
use super::writer::Writer;
use crate::diagnostic::catalogue;
use pulldown_cmark::{Event, Tag, TagEnd};

/// A paragraph of figures.
pub(super) struct Figures {
    /// At least one.
    pictures: Vec<Picture>,
    /// `End(Paragraph)`, as a position among all events.
    pub(super) end: usize,
}

/// One picture and its caption, as positions among all events.
struct Picture {
    /// `Start(Image)`
    image: usize,
    /// The caption's first event and the position after its last; `None` without caption.
    caption: Option<(usize, usize)>,
}

/// The figures of the paragraph whose first event is at `first`, if it is made of nothing else.
pub(super) fn find<T>(events: &[(Event<'_>, T)], first: usize) -> Option<Figures> {
    let mut pictures = Vec::new();
    let mut image = first;
    loop {
        if !matches!(events.get(image)?.0, Event::Start(Tag::Image { .. })) {
            return None;
        }
        let after = end_of_image(events, image)? + 1;
        if let Some(next) = next_on_line(events, after) {
            pictures.push(Picture { image, caption: None });
            image = next;
            continue;
        }
        let to = end_of_caption(events, after)?;
        let caption = (to > after).then(|| whole(events, after + 1, to));
        pictures.push(Picture { image, caption });
        if matches!(events[to].0, Event::End(_)) {
            return Some(Figures { pictures, end: to });
        }
        image = to + 1;
    }
}

/// The picture that follows on the same line, with nothing but spaces before it.
fn next_on_line<T>(events: &[(Event<'_>, T)], after: usize) -> Option<usize> {
    let is_space = matches!(events.get(after), Some((Event::Text(text), _)) if text.trim().is_empty());
    let at = if is_space { after + 1 } else { after };
    matches!(events.get(at), Some((Event::Start(Tag::Image { .. }), _))).then_some(at)
}

/// Where the caption ends that the event at `after` may begin: at the line break before the next picture, or at the end
/// of the paragraph. `None` when a picture stands elsewhere than at the start of a line, or text right after one.
fn end_of_caption<T>(events: &[(Event<'_>, T)], after: usize) -> Option<usize> {
    let is_break = |at: usize| matches!(events.get(at), Some((Event::SoftBreak | Event::HardBreak, _)));
    let is_picture = |at: usize| matches!(events.get(at), Some((Event::Start(Tag::Image { .. }), _)));
    if !is_break(after) && !matches!(events.get(after)?.0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(after) {
        match event {
            Event::End(TagEnd::Paragraph) => return Some(at),
            Event::SoftBreak | Event::HardBreak if depth == 0 && is_picture(at + 1) => return Some(at),
            Event::Start(Tag::Image { .. }) => return None,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A caption that is set in italics as a whole is a caption without them.
fn whole<T>(events: &[(Event<'_>, T)], from: usize, to: usize) -> (usize, usize) {
    let is_whole = to >= from + 2
        && matches!(events[from].0, Event::Start(Tag::Emphasis))
        && matches!(events[to - 1].0, Event::End(TagEnd::Emphasis))
        && events[from + 1..to - 1].iter().all(|(event, _)| !matches!(event, Event::Start(Tag::Emphasis)));
    if is_whole { (from + 1, to - 1) } else { (from, to) }
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn figures(&mut self, figures: &Figures, out: &mut Sheet) {
        match figures.pictures.as_slice() {
            [picture] => self.figure(picture, out),
            pictures => {
                let shown = self.on_a_sheet(out, |writer, sheet| {
                    for picture in pictures {
                        writer.figure(picture, sheet);
                    }
                });
                if !shown.as_str().is_empty() {
                    out.push_str(&["<div class=\"gallery\">\n", shown.as_str(), "</div>\n"].concat());
                }
            }
        }
    }

    fn figure(&mut self, picture: &Picture, out: &mut Sheet) {
        let Some((Event::Start(Tag::Image { dest_url, .. }), _)) = self.events.get(picture.image) else { return };
        let end = end_of_image(self.events, picture.image).unwrap_or(picture.image);
        let alt = self.plain_text(picture.image + 1, end);
        let shown = self.on_a_sheet(out, |writer, sheet| {
            writer.picture(dest_url, &alt, picture.image, sheet);
        });
        // A picture that is left out takes its caption with it.
        let is_left_out = shown.as_str().is_empty() && !shown.is_silent();
        let mut nothing = Sheet::silent();
        let out = if is_left_out { &mut nothing } else { out };
        if alt.is_empty() {
            let place = self.place(&self.events[picture.image].1);
            self.note(match picture.caption {
                Some(_) => catalogue::caption_describes(place),
                None => catalogue::undescribed_picture(place, false),
            });
        }
        out.push_str("<figure>");
        out.push_str(shown.as_str());
        if let Some((from, to)) = picture.caption {
            let caption = self.apart(from, to, out);
            let (text, credit) = split_credit(caption.as_str().trim());
            out.push_str("\n<figcaption>");
            out.push_str(text);
            if let Some(credit) = credit {
                out.push_str(if text.is_empty() { "" } else { " " });
                out.push_str(&format!("<span class=\"credit\">{credit}</span>"));
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
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
