//! What pages say to machines: canonical address, Open Graph, structured data; `robots.txt`; the page for lost readers.

use super::card::image_url;
use super::value;
use super::world::World;
use crate::article::{AuthorKind, Kind};
use crate::base::path;
use crate::diagnostic::Diagnostic;
use crate::settings::{PublisherKind, TAGS};
use crate::site::Entry;
use serde_json::json;
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

/// The value `page` of a page that is no article.
pub(super) fn page(world: &World<'_>, facts: &PageFacts<'_>) -> Value {
    let settings = world.settings;
    value::map([
        ("kind", facts.kind.into()),
        ("of", Value::none()),
        ("header", world.header(facts.address, facts.within)),
        ("title", facts.title.into()),
        ("description", facts.description.into()),
        ("url", value::text(facts.address.map(|address| settings.href(address)).as_deref())),
        ("canonical", value::text(facts.address.map(|address| settings.absolute(address)).as_deref())),
        ("feed", value::text(facts.feed.map(|feed| settings.href(feed)).as_deref())),
        ("og_type", "website".into()),
        ("image", Value::none()),
        ("image_alt", Value::none()),
        ("published", Value::none()),
        ("updated", Value::none()),
        ("authors", value::list([])),
        ("section", Value::none()),
        ("tags", value::list([])),
        ("podcast", Value::none()),
        ("has_video", false.into()),
        ("json_ld", Value::none()),
    ])
}

/// The value `page` of an article.
pub(super) fn article_page(world: &World<'_>, entry: &Entry, has_video: bool) -> Value {
    let (settings, card) = (world.settings, &entry.card);
    let image = image_url(settings, entry);
    let published = card.date.map(|date| date.rfc3339());
    let updated = card.updated.map(|date| date.rfc3339());
    let alt =
        card.image.as_deref().map(|image| image.alt.as_deref().or(image.caption.as_deref()).unwrap_or(&card.title));
    let section = entry.section.map(|at| &world.site.sections[at]);
    let section_address = section.and_then(|section| path::folder_address(&section.folder).ok());
    let has_podcast = section.is_some_and(|section| section.kind == Kind::Audio);
    let podcast = section_address.as_deref().filter(|_| has_podcast);
    let podcast = podcast.map(|address| settings.href(&format!("{address}podcast.xml")));
    value::map([
        ("kind", "article".into()),
        ("of", entry.kind.name().into()),
        ("header", world.header(None, section_address.as_deref())),
        ("title", (&*card.title).into()),
        ("description", (&*card.summary).into()),
        ("url", settings.href(&card.address).into()),
        ("canonical", settings.absolute(&card.address).into()),
        ("feed", Value::none()),
        ("og_type", (if card.date.is_some() { "article" } else { "website" }).into()),
        ("image", value::text(image.as_deref())),
        ("image_alt", value::text(alt)),
        ("published", value::text(published.as_deref())),
        ("updated", value::text(updated.as_deref())),
        ("authors", value::list(card.authors.iter().map(|author| (&*author.name).into()))),
        ("section", value::text(section.map(|section| &*section.title))),
        ("tags", value::list(entry.terms(TAGS).map(|tag| (&*world.site.term(TAGS, tag).name).into()))),
        ("podcast", value::text(podcast.as_deref())),
        ("has_video", has_video.into()),
        ("json_ld", Value::safe_string(&json_ld(world, entry, image.as_deref()))),
    ])
}

/// schema.org Article (of an agency) or `NewsArticle` (of a press outlet).
fn json_ld(world: &World<'_>, entry: &Entry, image: Option<&str>) -> String {
    let (settings, card) = (world.settings, &entry.card);
    let kind = match (card.date, settings.publisher.kind) {
        (None, _) => "WebPage",
        (_, PublisherKind::Agency) => "Article",
        (_, PublisherKind::Press) => "NewsArticle",
    };
    let publisher = json!({"@type": "Organization", "name": settings.publisher.name, "url": settings.absolute("/")});
    let authors: Vec<_> = card
        .authors
        .iter()
        .map(|author| {
            let mut object =
                json!({"@type": if author.kind == Some(AuthorKind::Unit) { "Organization" } else { "Person" }, "name": author.name});
            if let Some(url) = &author.url {
                object["url"] = json!(url);
            }
            object
        })
        .collect();
    let url = settings.absolute(&card.address);
    let mut object = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "description": card.summary,
        "inLanguage": settings.language,
        "mainEntityOfPage": url,
        "publisher": publisher,
    });
    object[if kind == "WebPage" { "name" } else { "headline" }] = json!(card.title);
    if let Some(date) = card.date {
        object["datePublished"] = json!(date.rfc3339());
        object["dateModified"] = json!(card.updated.unwrap_or(date).rfc3339());
        object["author"] = if authors.is_empty() { publisher } else { json!(authors) };
    }
    if let Some(image) = image {
        object["image"] = json!([image]);
    }
    // `</script>` inside a text must not end the element (HTML, 4.12.1.3).
    object.to_string().replace('<', "\\u003c")
}

/// `404.html`
pub(super) fn not_found(world: &World<'_>, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
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
    context.insert_value("newest", world.cards(world.site.dated.iter().rev().take(6)));
    world.theme.render("404.html", &context, "/404.html", out)
}

/// `robots.txt`. A sample site is kept out of indexes by its pages' own mark, which robots must be able to read.
pub(super) fn robots(world: &World<'_>, out: &mut Vec<u8>) {
    let sitemap = world.settings.base_url.absolute("/sitemap.xml");
    out.extend_from_slice(format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").as_bytes());
}
