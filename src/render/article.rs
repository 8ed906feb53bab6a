//! The page of an article.

use super::Written;
use super::world::World;
use super::{details, machine, picture, points, record, value};
use crate::article::markdown::{self, Body, Destination, Source, Style, Target};
use crate::article::{AuthorKind, Kind, body_start};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Span};
use crate::settings::{AUTHORS, COMMUNES, FIELDS, SERIES, TAGS, TaxonomyId};
use crate::site::{ArticleId, Entry, Found};
use tera::{Context, Value};

/// An article with so many headings of level 2 and so many bytes of HTML (about 700 words) has a table of contents.
const LONG: (usize, usize) = (4, 5_500);

/// Renders an article.
pub(super) fn article(
    world: &World,
    id: ArticleId,
    written: &Written<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Diagnostic> {
    let entry = world.site.article(id);
    let card = &entry.card;
    let body = match written {
        Written::Text(text) => &body(world, entry, text)?,
        Written::Body(body) => body,
    };
    let mut context = Context::new();
    let has_video = body.has_player || details::has_player(world, entry);
    context.insert_value("page", machine::article_page(world, entry, has_video));
    context.insert_value("article", article_value(world, id, entry, body));
    context.insert_value("breadcrumb", breadcrumb(world, entry));
    let neighbour = |id: Option<ArticleId>| id.map_or_else(Value::none, |id| world.card(id));
    context.insert_value("older", neighbour(entry.older));
    context.insert_value("newer", neighbour(entry.newer));
    context.insert_value("related", world.cards(world.related(id).as_ref()));
    world.theme.render(entry.kind.template(), &context, &format!("content/{}", card.path), out)
}

/// The body as HTML, with links resolved.
fn body(world: &World, entry: &Entry, text: &str) -> Result<Body<'static>, Diagnostic> {
    let file = format!("content/{}", entry.card.path);
    let body = body_start(&entry.card.path, text)?;
    let source = Source { path: &file, text, body };
    let mut targets = Targets { world, page: &file, fault: None };
    let mut resolve = |destination: &Destination<'_>, alt: Option<&str>, _: &dyn Fn() -> Span| match destination {
        Destination::Within { target, anchor } => targets.of(target, *anchor, alt),
        _ => Target::Nowhere,
    };
    let without_lead = entry.card.summary_from_body;
    let style = Style::of(&world.settings, &world.site.abbreviations, &world.words);
    let (html, outline) = markdown::render(&source, &style, without_lead, &mut resolve);
    targets.fault.map_or_else(|| Ok(Body::of(html, &outline)), Err)
}

/// A body that was written while its article was parsed, with the links that were open then. `None` when one of them leads
/// nowhere: the body must be written again.
///
/// # Errors
/// The template of pictures fails.
pub fn with_links(world: &World, id: ArticleId, body: Body<'_>) -> Result<Option<Body<'static>>, Diagnostic> {
    let entry = world.site.article(id);
    let file = format!("content/{}", entry.card.path);
    let mut targets = Targets { world, page: &file, fault: None };
    let filled = body.with_links(|number, alt| {
        let link = entry.facts.links.get(number)?;
        Some(targets.of(&link.target, link.anchor.as_deref(), alt))
    });
    targets.fault.map_or(Ok(filled), Err)
}

/// Where links within the site lead. What leads nowhere was told when the links were checked.
struct Targets<'t> {
    world: &'t World,
    /// What messages call the page.
    page: &'t str,
    /// The first picture that could not be shown because its template fails.
    fault: Option<Diagnostic>,
}

impl Targets<'_> {
    fn of(&mut self, target: &str, anchor: Option<&str>, alt: Option<&str>) -> Target {
        let world = self.world;
        let with_anchor = |href: String| match anchor {
            Some(anchor) => format!("{href}#{anchor}"),
            None => href,
        };
        let to = |address: &str| Target::Href(with_anchor(world.settings.href(address)));
        if world.pictures.get(target).is_some() {
            return match alt {
                Some(alt) => self.picture(target, alt),
                None => picture::largest(world, target).map_or(Target::Nowhere, Target::Href),
            };
        }
        if target.starts_with('/') {
            return to(target);
        }
        match world.site.find(target) {
            Some(Found::Public(id)) => to(&world.site.article(id).card.address),
            Some(Found::Section(at)) => match path::folder_address(&world.site.sections[at].folder) {
                Ok(address) => to(&address),
                Err(_) => Target::Nowhere,
            },
            Some(Found::Withheld) => Target::Nowhere,
            None => {
                let Ok(address) = path::file_address(target) else { return Target::Nowhere };
                let address = with_anchor(world.settings.base_url.href(&address));
                let is_attachment = alt.is_none() && path::is_attachment(target);
                match is_attachment.then(|| details::format_and_size(world, target)).flatten() {
                    Some(note) => Target::File { address, note },
                    None => Target::Href(address),
                }
            }
        }
    }

    /// A picture as the theme shows it in a body; `alt` is HTML.
    fn picture(&mut self, name: &str, alt: &str) -> Target {
        let Some(image) = picture::in_body(self.world, name, alt) else { return Target::Nowhere };
        let mut context = Context::new();
        context.insert_value("image", image);
        match self.world.theme.html("picture.html", &context, self.page) {
            Ok(html) => Target::Picture(html.as_str().unwrap_or_default().to_owned()),
            Err(fault) => {
                self.fault.get_or_insert(fault);
                Target::Nowhere
            }
        }
    }
}

fn article_value(world: &World, id: ArticleId, entry: &Entry, body: &Body<'_>) -> Value {
    let card = &entry.card;
    let terms = |taxonomy: TaxonomyId| value::list(entry.terms(taxonomy).map(|term| world.term(taxonomy, term)));
    let chapters = body.headings.iter().filter(|heading| heading.level == 2);
    let is_long = body.html.len() >= LONG.1 && chapters.clone().count() >= LONG.0;
    let has_contents = is_long && entry.kind != Kind::Longform;
    let chapters = chapters
        .map(|heading| value::map([("title", heading.text.as_str().into()), ("id", heading.anchor.as_str().into())]));
    let chapters = value::list(chapters);
    let points = if entry.kind == Kind::Model { points::points(&body.html, &body.headings) } else { value::list([]) };
    value::map([
        ("audio", details::audio(world, entry)),
        ("authors", authors(world, entry)),
        ("body", Value::safe_string(&body.html)),
        ("chapters", chapters.clone()),
        ("conference", details::conference(world, entry)),
        ("contents", if has_contents { chapters } else { value::list([]) }),
        ("corrections", details::corrections(world, entry)),
        ("date", world.of_card(id, "date")),
        ("document", details::document(world, entry)),
        ("extra", details::extra(entry)),
        ("fields", terms(FIELDS)),
        ("image", world.of_card(id, "image")),
        ("kind", entry.kind.name().into()),
        ("models", record::of_article(world, entry)),
        ("other_terms", other_terms(world, entry)),
        ("places", value::list(entry.places.iter().map(|place| world.places.named(place)))),
        ("points", points),
        ("section", section(world, entry)),
        ("series", details::series(world, id, entry)),
        ("source", details::source(entry)),
        ("summary", world.of_card(id, "summary")),
        ("tags", terms(TAGS)),
        ("title", world.of_card(id, "title")),
        ("updated", world.date(card.updated.as_ref())),
        ("video", details::video(world, entry)),
    ])
}

/// Authors in the order written, each with the page of what they wrote.
fn authors(world: &World, entry: &Entry) -> Value {
    let authors = entry.card.authors.iter().map(|author| {
        let term = world.site.author(author);
        let list = term.and_then(|term| term.list).map(|list| &world.site.list(list).address);
        let kind = author.kind.or_else(|| term?.author);
        value::map([
            ("name", (&*author.name).into()),
            ("role", value::text(author.role.as_deref())),
            ("url", value::text(list.map(|address| world.settings.href(address)).as_deref())),
            ("website", value::text(author.url.as_deref())),
            ("is_unit", (kind == Some(AuthorKind::Unit)).into()),
            ("is_pen_name", (kind == Some(AuthorKind::PenName)).into()),
        ])
    });
    value::list(authors)
}

/// The terms of the taxonomies that the settings declare: `[{title, terms}]`.
fn other_terms(world: &World, entry: &Entry) -> Value {
    let mut others: Vec<(TaxonomyId, Vec<Value>)> = Vec::new();
    for (taxonomy, term) in entry.all_terms() {
        if [COMMUNES, FIELDS, TAGS, AUTHORS, SERIES].contains(taxonomy) {
            continue;
        }
        let term = world.term(*taxonomy, *term);
        match others.iter_mut().find(|(other, _)| other == taxonomy) {
            Some((_, terms)) => terms.push(term),
            None => others.push((*taxonomy, vec![term])),
        }
    }
    let shown = |(taxonomy, terms): (TaxonomyId, Vec<Value>)| {
        value::map([("title", world.label(taxonomy).into()), ("terms", Value::from(terms))])
    };
    value::list(others.into_iter().map(shown))
}

fn section(world: &World, entry: &Entry) -> Value {
    let section = entry.section.filter(|_| entry.kind != Kind::Page);
    section.map_or_else(Value::none, |at| world.section(at))
}

fn breadcrumb(world: &World, entry: &Entry) -> Value {
    let section = section(world, entry);
    let place = entry.places.first().map(|place| world.places.named(place));
    value::list((!section.is_none()).then_some(section).into_iter().chain(place))
}
