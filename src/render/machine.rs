//! What pages say of themselves: canonical address, Open Graph; `robots.txt`; the page for lost readers.

use super::picture::for_shares;
use super::world::World;
use super::{structured, value};
use crate::diagnostic::Diagnostic;
use crate::plan::NEWS_SITEMAP;
use crate::settings::{PublisherKind, TAGS};
use crate::site::{ArticleId, Entry, Site};
use std::fmt::Write;
use tera::{Context, Value};

/// What a page says of itself.
pub(super) struct PageFacts<'p> {
    pub(super) kind: &'static str,
    pub(super) title: &'p str,
    pub(super) description: &'p str,
    /// Its address; `None` for the 404 page, which has many.
    pub(super) address: Option<&'p str>,
    /// The address of its own feed.
    pub(super) feed: Option<&'p str>,
    /// The section or index that it lies within, by address.
    pub(super) within: Option<&'p str>,
}

/// The value `page` of a page that is no article and that machines are told no more of.
pub(super) fn page(world: &World, facts: &PageFacts<'_>) -> Value {
    page_with(world, facts, None, Value::none())
}

/// The value `page` of a page that is no article, with the address of its podcast and its structured data.
pub(super) fn page_with(world: &World, facts: &PageFacts<'_>, podcast: Option<&str>, json_ld: Value) -> Value {
    let settings = &world.settings;
    value::map([
        ("authors", value::list([])),
        ("canonical", value::text(facts.address.map(|address| settings.absolute(address)).as_deref())),
        ("description", facts.description.into()),
        ("feed", value::text(facts.feed.map(|feed| settings.href(feed)).as_deref())),
        ("has_video", false.into()),
        ("header", world.header(facts.address, facts.within)),
        ("image", Value::none()),
        ("image_alt", Value::none()),
        ("image_size", Value::none()),
        ("json_ld", json_ld),
        ("kind", facts.kind.into()),
        ("of", Value::none()),
        ("og_type", "website".into()),
        ("podcast", value::text(podcast.map(|podcast| settings.href(podcast)).as_deref())),
        ("published", Value::none()),
        ("section", Value::none()),
        ("tags", value::list([])),
        ("title", facts.title.into()),
        ("updated", Value::none()),
        ("url", value::text(facts.address.map(|address| settings.href(address)).as_deref())),
    ])
}

/// The value `page` of an article.
pub(super) fn article_page(world: &World, entry: &Entry, has_video: bool) -> Value {
    let (settings, card) = (&world.settings, &entry.card);
    let images = card.image.as_deref().map(|image| for_shares(world, image)).unwrap_or_default();
    let image = images.first();
    let published = card.date.map(|date| date.rfc3339());
    let updated = card.changed().filter(|changed| Some(*changed) != card.date).map(|date| date.rfc3339());
    let alt =
        card.image.as_deref().map(|image| image.alt.as_deref().or(image.caption.as_deref()).unwrap_or(&card.title));
    let section = entry.section.map(|at| &world.site.sections[at]);
    let section_list = world.section_list(entry);
    let podcast = section_list.and_then(|list| world.site.podcast_address(list));
    let podcast = podcast.map(|address| settings.href(&address));
    value::map([
        ("authors", value::list(card.authors.iter().map(|author| (&*author.name).into()))),
        ("canonical", settings.absolute(&card.address).into()),
        ("description", (&*card.summary).into()),
        ("feed", Value::none()),
        ("has_video", has_video.into()),
        ("header", world.header(None, section_list.map(|list| &*list.address))),
        ("image", value::text(image.map(|(url, _)| url.as_str()))),
        ("image_size", image.and_then(|(_, size)| *size).map_or_else(Value::none, size)),
        ("image_alt", value::text(alt)),
        ("json_ld", structured::article(world, entry, &images)),
        ("kind", "article".into()),
        ("of", entry.kind.name().into()),
        ("og_type", (if card.date.is_some() { "article" } else { "website" }).into()),
        ("podcast", value::text(podcast.as_deref())),
        ("published", value::text(published.as_deref())),
        ("section", value::text(section.map(|section| &*section.title))),
        ("tags", value::list(entry.terms(TAGS).map(|tag| (&*world.site.term(TAGS, tag).name).into()))),
        ("title", (&*card.title).into()),
        ("updated", value::text(updated.as_deref())),
        ("url", settings.href(&card.address).into()),
    ])
}

/// The size of a picture in pixels.
fn size((width, height): (u32, u32)) -> Value {
    value::map([("width", i64::from(width).into()), ("height", i64::from(height).into())])
}

/// The newest articles, for readers who came to an address that does not exist.
pub(super) fn for_the_lost(site: &Site) -> impl Iterator<Item = &ArticleId> {
    site.dated.iter().rev().take(6)
}

/// `404.html`
pub(super) fn not_found(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut context = Context::new();
    let facts = PageFacts {
        kind: "not_found",
        title: world.theme.words.get("not_found"),
        description: "",
        address: None,
        feed: None,
        within: None,
    };
    context.insert_value("page", page(world, &facts));
    context.insert_value("newest", world.cards(for_the_lost(&world.site)));
    world.theme.render("404.html", &context, "/404.html", out)
}

/// `robots.txt`. A sample site is kept out of indexes by its pages' own mark, which robots must be able to read.
pub(super) fn robots(world: &World, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let mut text = "User-agent: *\nAllow: /\n\n".to_owned();
    let news = (settings.publisher.kind == PublisherKind::Press).then_some(NEWS_SITEMAP);
    for sitemap in ["/sitemap.xml"].into_iter().chain(news) {
        let _ = writeln!(text, "Sitemap: {}", settings.base_url.absolute(sitemap));
    }
    out.extend_from_slice(text.as_bytes());
}
