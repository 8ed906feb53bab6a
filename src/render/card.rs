//! A card as a template value: what lists, neighbours and the front page show of an article.

use super::details::shown_duration;
use super::picture::picture;
use super::value;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::settings::{FIELDS, Settings};
use crate::site::{Entry, Site, Term};
use std::collections::BTreeMap;
use tera::{Context, Value};

/// `{title, url, summary, date, kind, image, place, field, duration, section, card, headline}`, the last two being the article as
/// `card.html` and `headline.html` show it: an article stands in some ten lists, but is rendered for them once.
pub(super) fn card(world: &World, entry: &Entry) -> Result<Value, Diagnostic> {
    let World { settings, site, theme, places, .. } = world;
    let card = &entry.card;
    let field = entry.term(FIELDS).map(|term| world.term(FIELDS, term));
    let details = card.details.as_deref();
    let media = details.and_then(|details| details.video.as_ref().or(details.audio.as_ref()));
    let facts = [
        ("date", value::date(settings, card.date.as_ref())),
        ("duration", media.map_or_else(Value::none, |media| shown_duration(site, media))),
        ("field", field.unwrap_or_else(Value::none)),
        ("image", card.image.as_deref().map_or_else(Value::none, |image| picture(world, image, &card.title))),
        ("kind", entry.kind.name().into()),
        ("place", entry.places.first().map_or_else(Value::none, |place| places.named(place))),
        ("section", value::text(entry.section.map(|at| &*site.sections[at].title))),
        ("summary", (&*card.summary).into()),
        ("title", (&*card.title).into()),
        ("url", settings.href(&card.address).into()),
    ];
    let mut article = BTreeMap::from(facts);
    let mut context = Context::new();
    context.insert_value("article", Value::from(article.clone()));
    let page = format!("content/{}", card.path);
    article.insert("card", theme.html("card.html", &context, &page)?);
    article.insert("headline", theme.html("headline.html", &context, &page)?);
    Ok(Value::from(article))
}

/// `{title, url}` of a term's page.
pub(super) fn term(settings: &Settings, site: &Site, term: &Term) -> Value {
    let address = term.list.map(|list| settings.href(&site.list(list).address));
    value::link(&term.title, address.unwrap_or_default())
}
