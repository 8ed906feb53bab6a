//! The page of an article.

use super::card::picture;
use super::world::World;
use super::{machine, value};
use crate::article::markdown::{self, Destination, Source, Style, Target};
use crate::article::{Conference, Details, Figure, Speech, body_start};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::{ArticleId, COMMUNES, Entry, FIELDS, Found};
use crate::yaml::{Node, Value as Yaml};
use std::collections::BTreeMap;
use tera::{Context, Value};

/// Renders an article from the text of its file.
pub(super) fn article(world: &World<'_>, id: ArticleId, text: &str, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let entry = world.site.article(id);
    let card = &entry.card;
    let body = body(world, entry, text)?;
    let mut context = Context::new();
    context.insert_value("page", machine::article_page(world, entry));
    context.insert_value("article", article_value(world, entry, &body));
    context.insert_value("breadcrumb", breadcrumb(world, entry));
    let neighbour = |id: Option<ArticleId>| id.map_or_else(Value::none, |id| world.card(id));
    context.insert_value("older", neighbour(entry.older));
    context.insert_value("newer", neighbour(entry.newer));
    context.insert_value("related", world.cards(&world.site.related(id)));
    world.theme.render("article.html", &context, &format!("content/{}", card.path), out)
}

/// The body as HTML, with links resolved.
fn body(world: &World<'_>, entry: &Entry, text: &str) -> Result<String, Diagnostic> {
    let file = format!("content/{}", entry.card.path);
    let body = body_start(&entry.card.path, text)?;
    let source = Source { path: &file, text, body };
    let mut resolve = |destination: &Destination<'_>, _: bool, _: &dyn Fn() -> Span| target(world, destination);
    let without_lead = entry.card.summary_from_body;
    let style = Style {
        picture_hosts: &world.settings.picture_hosts,
        abbreviations: &world.site.abbreviations,
        words: &world.words,
    };
    Ok(markdown::render(&source, &style, without_lead, &mut resolve).0)
}

/// Where a link within the site leads. What leads nowhere was told when the links were checked.
fn target(world: &World<'_>, destination: &Destination<'_>) -> Target {
    let Destination::Within { target, anchor } = destination else { return Target::Nowhere };
    let with_anchor = |href: String| match anchor {
        Some(anchor) => Target::Href(format!("{href}#{anchor}")),
        None => Target::Href(href),
    };
    if target.starts_with('/') {
        return with_anchor(world.settings.href(target));
    }
    match world.site.find(target) {
        Some(Found::Public(id)) => with_anchor(world.settings.href(&world.site.article(id).card.address)),
        Some(Found::Section(at)) => match path::folder_address(&world.site.sections[at].folder) {
            Ok(address) => with_anchor(world.settings.href(&address)),
            Err(_) => Target::Nowhere,
        },
        Some(Found::Withheld) => Target::Nowhere,
        None => match path::file_address(target) {
            Ok(address) => with_anchor(world.settings.base_url.href(&address)),
            Err(_) => Target::Nowhere,
        },
    }
}

fn article_value(world: &World<'_>, entry: &Entry, body: &str) -> Value {
    let card = &entry.card;
    let authors = card.authors.iter().map(|author| {
        value::map([
            ("name", (&*author.name).into()),
            ("role", value::text(author.role.as_deref())),
            ("url", value::text(author.url.as_deref())),
        ])
    });
    let [communes, fields] = &entry.terms;
    let details = card.details.as_deref();
    let image = card.image.as_deref().map_or_else(Value::none, |image| picture(world.settings, image, &card.title));
    value::map([
        ("title", (&*card.title).into()),
        ("summary", (&*card.summary).into()),
        ("date", value::date(card.date.as_ref())),
        ("updated", value::date(card.updated.as_ref())),
        ("kind", entry.kind.name().into()),
        ("authors", value::list(authors)),
        ("image", image),
        ("places", value::list(communes.iter().map(|term| world.term(COMMUNES, *term)))),
        ("fields", value::list(fields.iter().map(|term| world.term(FIELDS, *term)))),
        ("section", section(world, entry)),
        ("source", source(details)),
        ("conference", details.and_then(|d| d.conference.as_ref()).map_or_else(Value::none, conference)),
        ("extra", details.and_then(|d| d.extra.as_ref()).map_or_else(Value::none, yaml)),
        ("body", Value::safe_string(body)),
    ])
}

fn section(world: &World<'_>, entry: &Entry) -> Value {
    let section = entry.section.map(|at| &world.site.sections[at]);
    let address = section.and_then(|section| path::folder_address(&section.folder).ok());
    match (section, address) {
        (Some(section), Some(address)) if entry.kind != crate::article::Kind::Page => {
            value::link(&section.title, world.settings.href(&address))
        }
        _ => Value::none(),
    }
}

fn breadcrumb(world: &World<'_>, entry: &Entry) -> Value {
    let section = section(world, entry);
    let place = entry.terms[0].first().map(|term| world.term(COMMUNES, *term));
    value::list((!section.is_none()).then_some(section).into_iter().chain(place))
}

fn source(details: Option<&Details>) -> Value {
    details.and_then(|details| details.source.as_ref()).map_or_else(Value::none, |source| {
        value::map([
            ("name", (&*source.name).into()),
            ("url", value::text(source.url.as_deref())),
            ("permission", value::text(source.permission.as_deref())),
        ])
    })
}

fn conference(conference: &Conference) -> Value {
    let names = |names: &[Box<str>]| value::list(names.iter().map(|name| (&**name).into()));
    let speeches = |speeches: &[Speech]| {
        value::list(speeches.iter().map(|speech| {
            value::map([
                ("quote", value::text(speech.quote.as_deref())),
                ("name", value::text(speech.name.as_deref())),
                ("post", value::text(speech.post.as_deref())),
                ("unit", value::text(speech.unit.as_deref())),
            ])
        }))
    };
    let figure = |figure: &Figure| {
        value::map([
            ("label", (&*figure.label).into()),
            ("value", (&*figure.text).into()),
            ("unit", value::text(figure.unit.as_deref())),
            ("year", value::text(figure.year.as_deref())),
            ("source", value::text(figure.source.as_deref())),
        ])
    };
    let until = conference.from.zip(conference.to).map(|(from, to)| to.until_vi(&from));
    let until = until.or_else(|| conference.to.map(|to| to.long_vi()));
    value::map([
        ("organisers", names(&conference.organisers)),
        ("from", value::date(conference.from.as_ref())),
        ("to", value::date(conference.to.as_ref().filter(|to| Some(**to) != conference.from))),
        ("until", value::text(until.as_deref())),
        ("place", value::text(conference.place.as_deref())),
        ("forms", names(&conference.forms)),
        ("chairs", names(&conference.chairs)),
        ("delegates", names(&conference.delegates)),
        ("closing", speeches(&conference.closing)),
        ("statements", speeches(&conference.statements)),
        ("figures", value::list(conference.figures.iter().map(figure))),
        ("tasks", names(&conference.tasks)),
        ("awards", names(&conference.awards)),
    ])
}

/// `extra` as templates see it: texts, lists and maps as typed.
fn yaml(node: &Node) -> Value {
    match &node.value {
        Yaml::Nothing => Value::none(),
        Yaml::Text(text) => text.as_str().into(),
        Yaml::List(items) => value::list(items.iter().map(yaml)),
        Yaml::Map(entries) => {
            let entries = entries.iter().filter_map(|(key, node)| match &key.value {
                Yaml::Text(key) => Some((key.clone(), yaml(node))),
                _ => None,
            });
            Value::from(entries.collect::<BTreeMap<String, Value>>())
        }
    }
}
