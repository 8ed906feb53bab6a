//! Markdown to HTML, by our own renderer over pulldown-cmark's events.
//!
//! In: the body of one article, the site's style, and a function that knows where links lead. Out: HTML, and an outline:
//! headings, the first paragraph, what was noticed. One pass does links, anchors, raw HTML and the forms that newspapers
//! need, each in a file of its own. `CommonMark` plus tables, footnotes, strikethrough, task lists, alerts and definition
//! lists; styles by class, never by attribute, as the site's security policy asks.

mod abbreviation;
mod block;
mod body;
mod byline;
mod callout;
mod chart;
mod destination;
mod embed;
mod embedded;
mod figure;
mod footnote;
mod heading;
mod html;
mod plain;
mod quote;
mod raw;
mod reference;
mod spaces;
mod table;
mod typography;
mod words;
mod writer;

pub use body::{Body, Walked};
pub use destination::Destination;
pub use embed::{Embed, provider};
pub use heading::Heading;
pub(super) use html::escaped;
pub use plain::plain;
pub use words::Words;

use super::Abbreviations;
use crate::diagnostic::{Diagnostic, Span};
use crate::settings::{Player, Settings};
use crate::vietnamese::QuoteFaults;
use html::Sheet;
use pulldown_cmark::{Event, Options, Parser};
use spaces::Places;
use std::ops::Range;

/// Lists and quotes may be nested so deep.
const DEEPEST: usize = 24;

/// What bodies may use beyond `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// The text of an article's file.
#[derive(Clone, Copy)]
pub struct Source<'t> {
    /// For diagnostics: relative to the site.
    pub path: &'t str,
    /// The whole decoded file.
    pub text: &'t str,
    /// Where the body begins.
    pub body: usize,
}

/// What the site says about its bodies as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Style<'s> {
    /// Hosts whose pictures may be shown.
    pub picture_hosts: &'s [String],
    /// Players that may be put into the page.
    pub players: &'s [Player],
    /// Explained at first use.
    pub abbreviations: &'s Abbreviations,
    /// In the site's language.
    pub words: &'s Words,
}

impl<'s> Style<'s> {
    /// That of a site with these settings.
    pub fn of(settings: &'s Settings, abbreviations: &'s Abbreviations, words: &'s Words) -> Self {
        Self { picture_hosts: &settings.picture_hosts, players: &settings.players, abbreviations, words }
    }
}

/// Where a link leads once the site is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To this address.
    Href(String),
    /// To a file of the site to look at or to keep.
    File {
        /// Its address.
        address: String,
        /// What a reader wants to know before fetching it: `PDF, 1,2 MB`.
        note: String,
    },
    /// To a picture: the HTML that shows it.
    Picture(String),
    /// To an address that is not known yet: its number stands in its place until [`Body::with_links`].
    Open(usize),
    /// To nothing that is public: the link becomes plain text, a picture disappears.
    Nowhere,
}

/// Says where a link within the site leads, or a picture, of which the alternative text is given as HTML; the last argument
/// works out its place when asked.
pub type Resolve<'r> = dyn FnMut(&Destination<'_>, Option<&str>, &dyn Fn() -> Span) -> Target + 'r;

/// What was found in a body.
#[derive(Debug, Default)]
pub struct Outline {
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// The plain text of the first paragraph, if the body starts with one.
    pub lead: Option<String>,
    /// Whether there is a card of a video that loads on a click.
    pub has_player: bool,
    /// What was wrong with quotation marks; places are bytes of the body.
    pub quotes: QuoteFaults,
    /// What was noticed.
    pub notes: Vec<Diagnostic>,
}

/// Renders a body. With `without_lead` its first paragraph is left out (it stands above the article as its summary).
pub fn render(
    source: &Source<'_>,
    style: &Style<'_>,
    without_lead: bool,
    resolve: &mut Resolve<'_>,
) -> (String, Outline) {
    let mut sheet = sheet_for(source);
    let outline = write(source, style, resolve, Wanted { without_lead, sheet: &mut sheet, text: None });
    (sheet.into_string(), outline)
}

/// Renders a whole body, and takes its text for searching on the way.
pub fn walk(source: &Source<'_>, style: &Style<'_>, resolve: &mut Resolve<'_>) -> (Walked, Outline) {
    let (mut sheet, mut text) = (sheet_for(source), String::new());
    let wanted = Wanted { without_lead: false, sheet: &mut sheet, text: Some(&mut text) };
    let outline = write(source, style, resolve, wanted);
    (Walked { body: Body::of(sheet.into_string(), &outline), text }, outline)
}

/// Looks a body through for links, anchors and mistakes, as `render` would, and writes nothing.
pub fn survey(source: &Source<'_>, style: &Style<'_>, resolve: &mut Resolve<'_>) -> Outline {
    write(source, style, resolve, Wanted { without_lead: false, sheet: &mut Sheet::silent(), text: None })
}

/// With room for the HTML of an ordinary body.
fn sheet_for(source: &Source<'_>) -> Sheet {
    Sheet::new((source.text.len() - source.body) * 5 / 4)
}

/// What is to be written of a body.
struct Wanted<'w> {
    /// Without its first paragraph.
    without_lead: bool,
    /// Its HTML.
    sheet: &'w mut Sheet,
    /// Its text for searching.
    text: Option<&'w mut String>,
}

fn write(source: &Source<'_>, style: &Style<'_>, resolve: &mut Resolve<'_>, wanted: Wanted<'_>) -> Outline {
    let (head, body) = source.text.split_at(source.body);
    // About as many as ordinary prose has, so that the list seldom has to grow.
    let mut events = Vec::with_capacity(body.len() / 64 + 16);
    events.extend(Parser::new_ext(body, OPTIONS).into_offset_iter());
    if let Some(spaces::Marked { body, added }) = spaces::mark(body, &events) {
        let text = format!("{head}{body}");
        let (places, source) = (Places::new(source, &added), Source { text: &text, ..*source });
        let events = Parser::new_ext(&body, OPTIONS).into_offset_iter().collect();
        let mut outline = write_events(&source, places, events, style, resolve, wanted);
        for seen in [&mut outline.quotes.mixed, &mut outline.quotes.lone] {
            seen.first = spaces::as_typed(&added, seen.first);
        }
        return outline;
    }
    write_events(source, Places::new(source, &[]), events, style, resolve, wanted)
}

fn write_events(
    source: &Source<'_>,
    places: Places<'_>,
    mut events: Vec<(Event<'_>, Range<usize>)>,
    style: &Style<'_>,
    resolve: &mut Resolve<'_>,
    wanted: Wanted<'_>,
) -> Outline {
    if let Some(text) = wanted.text {
        *text = plain::of(&events);
    }
    let quotes = typography::curl(&source.text[source.body..], &mut events);
    let outline = writer::Writer::new(source, places, &events, style, resolve).write(wanted.without_lead, wanted.sheet);
    Outline { quotes, ..outline }
}
