//! One file, one article: front matter read and typed, Markdown turned into HTML.
//!
//! In: the text of one file. Out: a `Card` (all that the rest of the site may see of it) and `Facts` (what is checked
//! across the site), and its body as HTML. Never sees a second file.

mod abbreviations;
mod card;
mod conference;
mod details;
mod front;
mod keys;
mod kind;
pub mod markdown;
mod marks;
mod media;
mod parse;
pub mod parts;
mod podcast;
mod split;

pub use abbreviations::{ABBREVIATIONS, Abbreviations, parse_abbreviations};
pub use card::{Article, Author, AuthorKind, Card, Facts, FileLink, Mention, Picture, Status};
pub use details::{
    Conference, Correction, Details, Featured, Figure, Media, PublishedDocument, Reprint, Series, Speech,
};
pub use keys::{FIGURE as FIGURE_KEYS, PICTURE as PICTURE_KEYS, Schema};
pub use kind::Kind;
pub use parse::{Parsed, Section, body_start, body_text, parse_article, parse_section};
pub use podcast::Podcast;
