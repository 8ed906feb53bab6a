//! What front matter and the register of models have in common: files that a key names, pictures, figures.
//!
//! In: a map and the folder that paths are followed from. Out: typed values; what is wrong is noted in the reader.

use super::card::{Mention, Picture};
use super::details::Figure;
use super::keys;
use super::markdown::Destination;
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::yaml::{Entry, Fields, Reader};

/// A file that a key names, followed from `folder` (relative to `content/`).
pub(super) fn file(map: &Fields<'_>, en: &str, vi: &str, folder: &str, reader: &mut Reader<'_>) -> Option<Mention> {
    let text = reader.required(map, en, vi)?;
    let span = map.get(en).map_or(map.span, |entry| entry.node.span);
    follow(text, span, folder, reader)
}

/// A file of this site or of another host.
pub(super) fn follow(text: &str, span: Span, folder: &str, reader: &mut Reader<'_>) -> Option<Mention> {
    let destination = Destination::of(text, folder);
    let at = reader.at(span);
    match &destination {
        Destination::Within { target, .. } => return Some(Mention { text: target.as_str().into(), span }),
        Destination::Outside(url) if destination.host().is_some() => {
            return Some(Mention { text: (*url).into(), span });
        }
        Destination::Escapes => reader.note(catalogue::link_leaves_content(at, text)),
        _ => reader.note(catalogue::unsafe_link(at, text)),
    }
    None
}

/// A picture out of a map with the keys [`keys::PICTURE`].
pub fn picture(map: &Fields<'_>, folder: &str, reader: &mut Reader<'_>) -> Option<Picture> {
    let text = reader.required(map, "src", "tệp")?;
    let span = map.get("src").map_or(map.span, |entry| entry.node.span);
    if let Some(note) = more_than_a_name(text, reader.at(span)) {
        reader.note(note);
        return None;
    }
    let file = follow(text, span, folder, reader)?;
    let machines = [("không", "none", None), ("tạo", "image", Some("image")), ("chỉnh sửa", "edited", Some("edited"))];
    let focus = map.get("focus").and_then(|entry| {
        let text = reader.text(entry)?;
        let point = text.split_once([' ', 'x', ';']).and_then(|(x, y)| Some((percent(x)?, percent(y)?)));
        if point.is_none() {
            reader.note(catalogue::bad_focus(reader.at(entry.node.span), text));
        }
        point
    });
    let mut text = |name: &str| reader.optional(map, name).map(Into::into);
    let (alt, caption, credit, consent) = (text("alt"), text("caption"), text("credit"), text("consent"));
    Some(Picture {
        file,
        alt,
        caption,
        credit,
        focus,
        children: children(map, reader),
        consent,
        ai: map.get("ai").and_then(|entry| reader.choice(entry, &machines)).flatten().map(Into::into),
    })
}

/// What to say when more than the name of a picture stands where its name should be.
fn more_than_a_name(text: &str, at: Place) -> Option<Diagnostic> {
    let quote = ['"', '\'', '“', '”'];
    let (_, src) = text.split_once("src=").filter(|_| text.starts_with('<')).unwrap_or_default();
    let html = src.trim_start_matches(quote).split(quote).next().unwrap_or_default().trim_end_matches(['>', '/', ' ']);
    let markdown =
        text.rsplit_once("](").filter(|_| text.starts_with("![")).map(|(_, name)| name.trim_end_matches(')'));
    let name = markdown.unwrap_or(html);
    if !name.is_empty() {
        return Some(catalogue::markup_around_picture(at, text, name));
    }
    // No file is named with a colon on Windows: `ảnh: a.jpg`, and then `mô tả: …` on a line that is indented.
    let (before, _) = text.split_once(':').filter(|(_, rest)| !rest.starts_with(['/', '\\']))?;
    let mut ends = before.match_indices([' ', ',']).map(|(end, _)| &before[..end]);
    let name = ends.rfind(|name| path::is_picture(name))?;
    Some(catalogue::keys_after_picture(at, text, name))
}

/// Whether a picture shows children; `None` where that is not said or not known.
fn children(map: &Fields<'_>, reader: &mut Reader<'_>) -> Option<bool> {
    let words = [("có", "yes", Some(true)), ("không", "no", Some(false)), ("chưa rõ", "unknown", None)];
    let entry = map.get("children")?;
    let told = reader.notes.len();
    let found = reader.choice(entry, &words);
    if found == Some(None) {
        reader.note(catalogue::children_unknown(reader.at(entry.node.span)));
    } else if found.is_none() {
        // What is not understood was told, if anything stands there.
        let notes = reader.notes.split_off(told).into_iter().map(catalogue::until_children_are_known);
        reader.notes.extend(notes.collect::<Vec<_>>());
    }
    found.flatten()
}

/// Hundredths, rounded.
fn percent(text: &str) -> Option<u8> {
    let value = text.trim().trim_end_matches('%').parse::<f64>().ok()?.round();
    (0..=100).find(|whole| (f64::from(*whole) - value).abs() < 0.5)
}

impl Mention {
    /// The other host that a file lies on.
    fn host(&self) -> Option<String> {
        Destination::of(&self.text, "").host()
    }

    /// Whether it lies on one of these other hosts.
    pub fn is_on(&self, hosts: &[String]) -> bool {
        self.host().is_some_and(|host| hosts.contains(&host))
    }
}

/// Whether a picture may be shown: one of another host only if the settings name the host, as in a body; one of children
/// only with a consent form. Tells when nothing describes it for those who cannot see it; `title` is what it belongs to.
pub fn is_shown(picture: &Picture, title: &str, picture_hosts: &[String], reader: &mut Reader<'_>) -> bool {
    let at = reader.at(picture.file.span);
    if let Some(host) = picture.file.host().filter(|host| !picture_hosts.contains(host)) {
        reader.note(catalogue::foreign_picture(at, &host));
        return false;
    }
    if picture.children == Some(true) && picture.consent.is_none() {
        reader.note(catalogue::children_without_consent(at));
        return false;
    }
    match (picture.alt.as_deref(), picture.caption.as_deref()) {
        (None, None) => reader.note(catalogue::undescribed_picture(at, false)),
        (Some(text), _) | (None, Some(text)) if text == title => reader.note(catalogue::undescribed_picture(at, true)),
        (None, Some(_)) => reader.note(catalogue::caption_describes(at)),
        (Some(_), _) => {}
    }
    true
}

/// Figures, in the order written.
pub fn figures(entry: Option<Entry<'_>>, reader: &mut Reader<'_>) -> Vec<Figure> {
    let Some(entry) = entry else { return Vec::new() };
    let mut figures = Vec::new();
    for map in &reader.maps(entry, keys::FIGURE) {
        let label = reader.required(map, "label", "chỉ tiêu");
        let text = reader.required(map, "value", "giá trị");
        let value = map.get("value").and_then(|entry| reader.number(entry));
        if let (Some(label), Some(text), Some(value)) = (label, text, value) {
            let mut optional = |name: &str| reader.optional(map, name).map(Into::into);
            let (unit, year, source) = (optional("unit"), optional("year"), optional("source"));
            figures.push(Figure { label: label.into(), text: text.into(), value, unit, year, source });
        }
    }
    figures
}
