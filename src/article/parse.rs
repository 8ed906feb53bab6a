//! From the text of one file to an article, or to a section's description.

use super::card::{Article, Facts, FileLink};
use super::keys::{self, Schema};
use super::kind::Kind;
use super::markdown::{self, Destination, Source, Style, Target, Walked, Words};
use super::marks::Marks;
use super::podcast::{self, Podcast};
use super::{Abbreviations, front, parts, split};
use crate::base::hash::{Digest, Hash};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue, nearest, span_of};
use crate::vietnamese::misplaced_tones;
use crate::yaml::{Reader, curl};
use std::collections::BTreeSet;

/// So many missing anchors of one page are told.
const MOST_MISSING: usize = 20;

/// What became of one file: an article, or only notes when it cannot be one.
#[derive(Debug)]
pub enum Parsed {
    /// An article. It may have errors among its notes.
    Article(Box<Article>),
    /// No article could be made of it.
    Nothing(Vec<Diagnostic>),
}

/// A section: a folder below `content/`.
#[derive(Clone, Debug, Hash)]
pub struct Section {
    /// The folder's name.
    pub folder: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// One sentence about it.
    pub summary: Box<str>,
    /// The kind of its articles.
    pub kind: Kind,
    /// Its place among the sections; those without come last.
    pub order: u32,
    /// What podcast directories want to know, of a section of recordings.
    pub podcast: Option<Podcast>,
}

impl Section {
    /// The section of a folder of which nothing else is known.
    pub fn of_folder(folder: &str) -> Self {
        let (order, podcast) = (u32::MAX, None);
        Self { folder: folder.into(), title: folder.into(), summary: "".into(), kind: Kind::News, order, podcast }
    }
}

/// Parses the article at `path` (relative to `content/`). `text` is the decoded file, `bytes` the file itself. In a style
/// that is known its body is written on the way: the links in it are open, by their places in `Facts::links`; there is none
/// when its first paragraph may have to leave it.
pub fn parse_article(
    path: &str,
    bytes: &[u8],
    text: &str,
    schema: &Schema<'_>,
    style: Option<&Style<'_>>,
) -> (Parsed, Option<Walked>) {
    let settings = schema.settings;
    let file = format!("content/{path}");
    let mut reader = Reader::new(&file);
    let address = path::article_address(path);
    if let Err(bad) = &address {
        reader.note(catalogue::bad_name(Place::file(&file), bad));
    }
    let parts = match split::split(&file, text) {
        Ok(parts) => parts,
        Err(note) => {
            reader.note(note);
            return (Parsed::Nothing(reader.notes), None);
        }
    };
    let mut marks = Marks::default();
    let node = reader.parse(parts.yaml, parts.first_line, &schema.keys).map(|mut node| {
        curl(&mut node, &schema.keys, &mut |faults, span| marks.add(faults, &|_| span));
        node
    });
    let card = node.and_then(|node| front::read(&node, path, schema, &mut reader));
    let (Some((mut card, dated)), Ok(address)) = (card, address) else { return (Parsed::Nothing(reader.notes), None) };
    card.address = address.into();
    let (title, hosts) = (&card.title, &settings.picture_hosts);
    card.image = card.image.filter(|picture| parts::is_shown(picture, title, hosts, &mut reader));
    let source = Source { path: &file, text, body: parts.body };
    let (mut links, mut anchors_wanted) = (Vec::new(), Vec::new());
    let (title_as_html, mut titled) = (markdown::escaped(&card.title), Vec::new());
    let mut note_link = |destination: &Destination<'_>, alt: Option<&str>, span: &dyn Fn() -> Span| {
        match destination {
            Destination::Within { target, anchor } => {
                let (target, anchor, is_picture) = (target.as_str().into(), anchor.map(Into::into), alt.is_some());
                if alt == Some(&title_as_html) {
                    titled.push(span());
                }
                links.push(FileLink { target, anchor, is_picture, span: span() });
                return Target::Open(links.len() - 1);
            }
            Destination::Anchor(anchor) => anchors_wanted.push(((*anchor).to_owned(), span())),
            _ => {}
        }
        Target::Nowhere
    };
    let (outline, walked) = if let Some(style) = style.filter(|_| !card.summary.is_empty()) {
        let (walked, outline) = markdown::walk(&source, style, &mut note_link);
        (outline, Some(walked))
    } else {
        // Nothing is written here, so neither words nor abbreviations are needed.
        let (words, abbreviations) = (Words::default(), Abbreviations::default());
        let style = Style::of(settings, &abbreviations, &words);
        (markdown::survey(&source, &style, &mut note_link), None)
    };
    if card.summary.is_empty()
        && let Some(lead) = outline.lead
    {
        card.summary = lead.into();
        card.summary_from_body = true;
    }
    let mut notes = reader.notes;
    notes.extend(outline.notes);
    notes.extend(titled.into_iter().map(|span| catalogue::undescribed_picture(Place::at(&file, span), true)));
    notes.extend(misplaced(&file, text));
    marks.add(&outline.quotes, &|at| span_of(text, &(parts.body + at..parts.body + at + 1)));
    notes.extend(marks.notes(&file));
    let anchors: BTreeSet<Box<str>> = outline.headings.into_iter().map(|heading| heading.anchor.into()).collect();
    let missing =
        anchors_wanted.into_iter().filter(|(anchor, _)| !anchor.is_empty() && !anchors.contains(anchor.as_str()));
    for (anchor, span) in missing.take(MOST_MISSING) {
        let near = nearest(&anchor, anchors.iter().map(|anchor| &**anchor));
        notes.push(catalogue::missing_anchor(Place::at(&file, span), &anchor, &file, &near));
    }
    let face = Digest::of(&card);
    let article = Box::new(Article {
        card,
        facts: Facts {
            hash: Hash::of(bytes),
            face,
            is_plain: std::ptr::eq(text.as_bytes(), bytes),
            links,
            anchors: anchors.into_iter().collect(),
            has_bad_date: dated.is_bad,
            empty_date: dated.empty,
            notes,
        },
    });
    (Parsed::Article(article), walked)
}

/// So many words with misplaced tone marks are told by name.
const MOST_MISPLACED: usize = 5;

/// One note on all tone marks of a file that stand on the wrong letter.
fn misplaced(file: &str, text: &str) -> Option<Diagnostic> {
    let found = misplaced_tones(text);
    let first = found.first()?.0.clone();
    let mut seen = BTreeSet::new();
    let distinct = found.into_iter().filter(|(range, _)| seen.insert(&text[range.clone()]));
    let words: Vec<(String, String)> = distinct.map(|(range, right)| (text[range].to_owned(), right)).collect();
    let (told, more) = words.split_at(words.len().min(MOST_MISPLACED));
    Some(catalogue::misplaced_tones(Place::at(file, span_of(text, &first)), told, more.len()))
}

/// Parses the `_index.md` of the section folder `folder`. What cannot be read leaves a section that has the folder's
/// name: that there is no such section must not be told as well.
pub fn parse_section(folder: &str, text: &str) -> (Section, Vec<Diagnostic>) {
    let file = format!("content/{folder}/_index.md");
    let mut reader = Reader::new(&file);
    let section = match split::split(&file, text) {
        Ok(parts) => read_section(folder, &parts, &mut reader),
        Err(note) => {
            reader.note(note);
            None
        }
    };
    (section.unwrap_or_else(|| Section::of_folder(folder)), reader.notes)
}

fn read_section(folder: &str, parts: &split::Parts<'_>, reader: &mut Reader<'_>) -> Option<Section> {
    let mut node = reader.parse(parts.yaml, parts.first_line, keys::SECTION)?;
    let mut marks = Marks::default();
    curl(&mut node, keys::SECTION, &mut |faults, span| marks.add(faults, &|_| span));
    reader.notes.extend(marks.notes(reader.path));
    let fields = reader.fields(&node, "---", keys::SECTION)?;
    let title = fields.get("title").and_then(|entry| reader.text(entry)).filter(|title| !title.is_empty());
    if let Some(span) = fields.empty("title") {
        reader.note(catalogue::empty_key(reader.at(span), "tiêu đề", "title"));
    } else if fields.get("title").is_none() {
        let top = Place::at(reader.path, Span { line: 1, column: 1, length: 3 });
        reader.note(catalogue::missing_key(top, "tiêu đề", "title"));
    }
    let kind = fields.get("kind").and_then(|entry| reader.choice(entry, &Kind::WORDS));
    let order = fields.get("order").and_then(|entry| {
        let text = reader.text(entry)?;
        let order = text.parse().ok();
        if order.is_none() {
            reader.note(catalogue::not_one_number(reader.at(entry.node.span), text));
        }
        order
    });
    let summary = fields.get("summary").and_then(|entry| reader.text(entry)).unwrap_or_default();
    let kind = kind.unwrap_or(Kind::News);
    let podcast = podcast::read(folder, kind, &fields, reader);
    Some(Section {
        folder: folder.into(),
        title: title.unwrap_or(folder).into(),
        summary: summary.into(),
        kind,
        order: order.unwrap_or(u32::MAX),
        podcast,
    })
}

/// The body of an article, for its page: the text and where the body starts.
///
/// # Errors
/// The text has no front matter, which it had when it was parsed.
pub fn body_start(path: &str, text: &str) -> Result<usize, Diagnostic> {
    split::split(&format!("content/{path}"), text).map(|parts| parts.body)
}

/// What can be found of the body of an article: its text, empty without front matter.
pub fn body_text(path: &str, text: &str) -> String {
    body_start(path, text).map_or_else(|_| String::new(), |from| markdown::plain(&text[from..]))
}
