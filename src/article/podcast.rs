//! `podcast` of a section of recordings: what directories of podcasts want to know.
//!
//! In: the front matter of `_index.md`. Out: a `Podcast`, and what the directories would refuse.

use super::card::Mention;
use super::keys;
use super::kind::Kind;
use super::markdown::Destination;
use crate::diagnostic::{Place, Span, catalogue, nearest};
use crate::vietnamese::fold;
use crate::yaml::{Fields, Reader};

/// Apple's categories of the first level ("Apple Podcasts categories"), which other directories take too.
const CATEGORIES: [&str; 19] = [
    "Arts",
    "Business",
    "Comedy",
    "Education",
    "Fiction",
    "Government",
    "Health & Fitness",
    "History",
    "Kids & Family",
    "Leisure",
    "Music",
    "News",
    "Religion & Spirituality",
    "Science",
    "Society & Culture",
    "Sports",
    "Technology",
    "True Crime",
    "TV & Film",
];

/// What podcast directories want to know (Apple Podcasts, "A Podcaster's Guide to RSS").
#[derive(Clone, Debug, Default, Hash)]
pub struct Podcast {
    /// The cover: a square picture, PNG or JPEG.
    pub image: Option<Mention>,
    /// One of the directories' categories, as they spell it.
    pub category: Option<&'static str>,
    /// Who makes it; else the publisher.
    pub author: Option<Box<str>>,
    /// Where its owner can be reached.
    pub email: Option<Box<str>>,
}

/// Reads what a section says of its podcast. What every directory insists on is missed in a section of recordings.
pub(super) fn read(folder: &str, kind: Kind, fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Podcast> {
    let entry = fields.get("podcast");
    let map = entry.and_then(|entry| reader.map(entry, keys::PODCAST));
    if kind == Kind::Audio && (map.is_some() || entry.is_none()) {
        let span = entry.map_or(Span { line: 1, column: 1, length: 3 }, |entry| entry.key_span);
        let place = Place::at(reader.path, span);
        let has = |name: &str| map.as_ref().is_some_and(|map| map.get(name).is_some());
        if !has("image") {
            reader.note(catalogue::podcast_without_cover(place.clone()));
        }
        if !has("category") {
            reader.note(catalogue::podcast_without_category(place));
        }
    }
    let map = map?;
    let text = |name: &str, reader: &mut Reader<'_>| reader.optional(&map, name).map(Into::into);
    let (author, email) = (text("author", reader), text("email", reader));
    Some(Podcast { image: image(folder, &map, reader), category: category(&map, reader), author, email })
}

fn image(folder: &str, map: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Mention> {
    let entry = map.get("image")?;
    let (text, span) = (reader.text(entry)?, entry.node.span);
    let Destination::Within { target, .. } = Destination::of(text, folder) else {
        reader.note(catalogue::link_leaves_content(reader.at(span), text));
        return None;
    };
    Some(Mention { text: target.into(), span })
}

fn category(map: &Fields<'_>, reader: &mut Reader<'_>) -> Option<&'static str> {
    let entry = map.get("category")?;
    let text = reader.text(entry)?;
    let known = CATEGORIES.into_iter().find(|category| fold(category) == fold(text));
    if known.is_none() {
        let near = nearest(text, CATEGORIES);
        reader.note(catalogue::unknown_podcast_category(reader.at(entry.node.span), text, &near, &CATEGORIES));
    }
    known
}
