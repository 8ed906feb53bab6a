//! Front matter as typed values: every key of the contract.
//!
//! In: the YAML tree of one article. Out: a `Card` without address and summary from the body, those being known later.

use super::card::{Author, AuthorKind, Card, Mention, Picture, Status};
use super::details::{Correction, Details, Featured, Reprint, Series};
use super::keys::{self, Schema};
use super::markdown::Destination;
use super::parts;
use crate::base::path::{BaseUrl, old_address, parent};
use crate::diagnostic::{Place, Span, catalogue};
use crate::settings::TaxonomyId;
use crate::vietnamese::{Moment, Offset};
use crate::yaml::{Entry, Fields, Node, Reader};

/// What became of an article's date.
pub(super) struct Dated {
    /// It could not be read, which was told.
    pub(super) is_bad: bool,
    /// Where it stands with nothing after the key.
    pub(super) empty: Option<Span>,
}

/// Reads the front matter of the article at `path` (relative to `content/`). `None` when the article has no title to be
/// known by.
pub(super) fn read(node: &Node, path: &str, schema: &Schema<'_>, reader: &mut Reader<'_>) -> Option<(Card, Dated)> {
    let fields = reader.fields(node, "---", &schema.keys)?;
    let mut front = Front {
        fields: &fields,
        folder: parent(path),
        offset: schema.settings.offset,
        base_url: &schema.settings.base_url,
        media_hosts: &schema.settings.media_hosts,
        date: None,
        reader,
    };
    let title = front.text("title");
    let date = front.moment("date");
    front.date = date;
    let top = Place::at(front.reader.path, Span { line: 1, column: 1, length: 3 });
    if let Some(span) = fields.empty("title") {
        let at = front.reader.at(span);
        front.reader.note(catalogue::empty_key(at, "tiêu đề", "title"));
    } else if fields.get("title").is_none() {
        front.reader.note(catalogue::missing_key(top, "tiêu đề", "title"));
    }
    let dated = Dated { is_bad: date.is_none() && fields.get("date").is_some(), empty: fields.empty("date") };
    let details = front.details();
    let card = Card {
        path: path.into(),
        address: "".into(),
        summary: front.text("summary").unwrap_or_default(),
        summary_from_body: false,
        date,
        updated: front.later("updated"),
        authors: front.authors(),
        mentions: front.terms(schema),
        image: front.picture().map(Box::new),
        status: front.status(),
        expires: front.later("expires"),
        details: details.map(Box::new),
        title: title.unwrap_or_default(),
    };
    (!card.title.is_empty()).then_some((card, dated))
}

pub(super) struct Front<'r, 'n, 'p> {
    pub(super) fields: &'r Fields<'n>,
    /// The article's folder, relative to `content/`.
    folder: &'r str,
    pub(super) offset: Offset,
    /// Where the site stands.
    base_url: &'r BaseUrl,
    /// Hosts whose films and recordings may be played.
    pub(super) media_hosts: &'r [String],
    /// When the article is published: nothing of it happens before.
    date: Option<Moment>,
    pub(super) reader: &'r mut Reader<'p>,
}

impl<'n> Front<'_, 'n, '_> {
    pub(super) fn get(&self, name: &str) -> Option<Entry<'n>> {
        self.fields.get(name)
    }

    fn text(&mut self, name: &str) -> Option<Box<str>> {
        self.get(name).and_then(|entry| self.reader.text(entry)).map(Into::into)
    }

    fn moment(&mut self, name: &str) -> Option<Moment> {
        self.get(name).and_then(|entry| self.reader.moment(entry, self.offset))
    }

    /// A date that follows the article's own.
    fn later(&mut self, name: &str) -> Option<Moment> {
        let moment = self.moment(name);
        self.note_order((self.get("date"), self.date), (self.get(name), moment));
        moment
    }

    /// Tells when a date stands before the one that it must follow. Without an hour it may be any of its day.
    pub(super) fn note_order(
        &mut self,
        first: (Option<Entry<'_>>, Option<Moment>),
        then: (Option<Entry<'_>>, Option<Moment>),
    ) {
        if let ((Some(first), Some(start)), (Some(then), Some(moment))) = (first, then)
            && moment.unix_end() < start.unix()
            && let (Some(start), Some(date)) = (self.reader.text(first), self.reader.text(then))
        {
            let at = self.reader.at(then.node.span);
            self.reader.note(catalogue::dates_out_of_order(at, (then.key, date), (first.key, start)));
        }
    }

    fn mentions(&mut self, name: &str) -> Vec<Mention> {
        self.get(name).map(|entry| mentions(entry, self.reader)).unwrap_or_default()
    }

    /// What it says under the keys of taxonomies.
    fn terms(&mut self, schema: &Schema<'_>) -> Vec<(TaxonomyId, Mention)> {
        let mut terms = Vec::with_capacity(2);
        for (id, key) in &schema.taxonomies {
            terms.extend(self.mentions(key).into_iter().map(|mention| (*id, mention)));
        }
        terms
    }

    fn status(&mut self) -> Status {
        let choices = [
            ("bản nháp", "draft", Status::Draft),
            ("chờ duyệt", "review", Status::Review),
            ("đã duyệt", "approved", Status::Approved),
        ];
        self.get("status").and_then(|entry| self.reader.choice(entry, &choices)).unwrap_or(Status::Unstated)
    }

    fn authors(&mut self) -> Vec<Author> {
        let Some(entry) = self.get("authors") else { return Vec::new() };
        let maps = self.reader.maps(entry, keys::AUTHOR);
        let mut authors = Vec::with_capacity(maps.len());
        for map in &maps {
            let kind = map.get("kind").and_then(|entry| self.reader.choice(entry, &AuthorKind::WORDS));
            if let Some(name) = required(map, "name", "tên", self.reader) {
                authors.push(Author {
                    name,
                    role: optional(map, "role", self.reader),
                    url: url(map, self.reader),
                    kind,
                    span: map.get("name").map_or(map.span, |entry| entry.node.span),
                });
            }
        }
        authors
    }

    fn picture(&mut self) -> Option<Picture> {
        let entry = self.get("image")?;
        let maps = self.reader.maps(entry, keys::PICTURE);
        parts::picture(maps.first()?, self.folder, self.reader)
    }

    /// A file that a key names, followed from the article's folder.
    pub(super) fn file(&mut self, map: &Fields<'_>, en: &str, vi: &str) -> Option<Mention> {
        parts::file(map, en, vi, self.folder, self.reader)
    }

    pub(super) fn files(&mut self, entry: Option<Entry<'_>>) -> Vec<Mention> {
        let texts = entry.map(|entry| self.reader.texts(entry)).unwrap_or_default();
        texts.into_iter().filter_map(|(text, span)| parts::follow(text, span, self.folder, self.reader)).collect()
    }

    fn details(&mut self) -> Option<Details> {
        const RARE: [&str; 14] = [
            "models",
            "approved_by",
            "featured",
            "related",
            "series",
            "aliases",
            "source",
            "corrections",
            "withdrawn",
            "conference",
            "document",
            "video",
            "audio",
            "extra",
        ];
        if RARE.iter().all(|name| self.get(name).is_none()) {
            return None;
        }
        let related = self.get("related");
        Some(Details {
            models: self.mentions("models"),
            approved_by: self.text("approved_by"),
            featured: self.featured(),
            related: self.files(related),
            series: self.series(),
            aliases: self.aliases(),
            source: self.source(),
            corrections: self.corrections(),
            withdrawn: self.later("withdrawn"),
            conference: self.conference(),
            document: self.document(),
            video: self.media("video"),
            audio: self.media("audio"),
            extra: self.get("extra").map(|entry| entry.node.clone()),
        })
    }

    fn featured(&mut self) -> Option<Featured> {
        let entry = self.get("featured")?;
        let maps = self.reader.maps(entry, keys::FEATURED);
        let map = maps.first()?;
        let levels = [("1", "1", 1), ("2", "2", 2), ("3", "3", 3), ("4", "4", 4), ("5", "5", 5)];
        let level = map.get("level").and_then(|entry| self.reader.choice(entry, &levels));
        let until = map.get("until").and_then(|entry| self.reader.moment(entry, self.offset));
        level.map(|level| Featured { level, until })
    }

    fn series(&mut self) -> Option<Series> {
        let entry = self.get("series")?;
        let maps = self.reader.maps(entry, keys::SERIES);
        let map = maps.first()?;
        let name = required(map, "name", "tên", self.reader)?;
        let part = map.get("part").and_then(|entry| {
            let text = self.reader.text(entry)?;
            let part = text.parse::<u32>().ok().filter(|part| *part > 0);
            if part.is_none() {
                self.reader.note(catalogue::not_one_number(self.reader.at(entry.node.span), text));
            }
            part
        });
        let span = map.get("name").map_or(map.span, |entry| entry.node.span);
        Some(Series { name, part, span })
    }

    fn aliases(&mut self) -> Vec<Mention> {
        let mut aliases = self.mentions("aliases");
        aliases.retain_mut(|alias| {
            let address = old_address(self.base_url.within(&alias.text));
            match &address {
                Some(address) => alias.text = address.as_str().into(),
                None => self.reader.note(catalogue::bad_alias(self.reader.at(alias.span), &alias.text)),
            }
            address.is_some()
        });
        aliases
    }

    fn source(&mut self) -> Option<Reprint> {
        let entry = self.get("source")?;
        let maps = self.reader.maps(entry, keys::REPRINT);
        let map = maps.first()?;
        Some(Reprint {
            name: required(map, "name", "tên", self.reader)?,
            url: url(map, self.reader),
            permission: optional(map, "permission", self.reader),
        })
    }

    fn corrections(&mut self) -> Vec<Correction> {
        let Some(entry) = self.get("corrections") else { return Vec::new() };
        let maps = self.reader.maps(entry, keys::CORRECTION);
        let mut corrections = Vec::with_capacity(maps.len());
        for map in &maps {
            let text = required(map, "text", "nội dung", self.reader);
            let date = self.reader.required_moment(map, "date", "ngày", self.offset);
            let of_correction = map.get("date").map(|of_date| Entry { key: entry.key, ..of_date });
            self.note_order((self.get("date"), self.date), (of_correction, date));
            if let (Some(date), Some(text)) = (date, text) {
                corrections.push(Correction { date, text });
            }
        }
        corrections
    }
}

fn mentions(entry: Entry<'_>, reader: &mut Reader<'_>) -> Vec<Mention> {
    let texts = reader.texts(entry);
    texts
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, span)| Mention { text: text.into(), span })
        .collect()
}

pub(super) fn names(map: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Vec<Box<str>> {
    let mentions = map.get(name).map(|entry| mentions(entry, reader)).unwrap_or_default();
    mentions.into_iter().map(|mention| mention.text).collect()
}

pub(super) fn optional(map: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<Box<str>> {
    reader.optional(map, name).map(Into::into)
}

/// An address of another site. Only such: it becomes a link on the page.
fn url(map: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Box<str>> {
    let entry = map.get("url")?;
    let text = reader.text(entry)?;
    if Destination::of(text, "").host().is_some() && !text.contains(char::is_whitespace) {
        return Some(text.into());
    }
    reader.note(catalogue::bad_url(reader.at(entry.node.span), text));
    None
}

pub(super) fn required(map: &Fields<'_>, en: &str, vi: &str, reader: &mut Reader<'_>) -> Option<Box<str>> {
    reader.required(map, en, vi).map(Into::into)
}
