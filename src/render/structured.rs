//! Structured data (schema.org, as Google's documentation of search features asks for it): one `@graph` for each page.
//!
//! In: the world and a page. Out: JSON for `<script type="application/ld+json">`, as a value for templates.

use super::details::own_address;
use super::value;
use super::world::World;
use crate::article::markdown::provider;
use crate::article::{Author, AuthorKind, Card, Details, Kind, Media, Mention};
use crate::settings::{AUTHORS, PublisherKind, TAGS};
use crate::site::Entry;
use serde_json::{Value as Json, json};
use tera::Value;

/// The front page: the site and who publishes it.
pub(super) fn home(world: &World<'_>) -> Value {
    let settings = world.settings;
    let site = json!({
        "@type": "WebSite",
        "@id": format!("{}#website", settings.absolute("/")),
        "url": settings.absolute("/"),
        "name": settings.title,
        "description": settings.description,
        "inLanguage": settings.language,
        "publisher": publisher_id(world),
    });
    graph(&[site, publisher(world)])
}

/// A page that lists, at `address`. `breadcrumb` is what stands above it: links as templates have them.
pub(super) fn collection(world: &World<'_>, title: &str, summary: &str, address: &str, breadcrumb: &Value) -> Value {
    let url = world.settings.absolute(address);
    let mut page = json!({
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": title,
        "inLanguage": world.settings.language,
        "isPartOf": {"@type": "WebSite", "name": world.settings.title, "url": world.settings.absolute("/")},
    });
    if !summary.is_empty() {
        page["description"] = json!(summary);
    }
    graph(&[page, crumbs(world, breadcrumb, title, &url)])
}

/// An article or a plain page.
pub(super) fn article(world: &World<'_>, entry: &Entry, image: Option<&str>) -> Value {
    let (settings, card) = (world.settings, &entry.card);
    let url = settings.absolute(&card.address);
    let of_kind = of_kind(world, entry, image);
    let mut object = json!({
        "@type": of_kind.name,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": settings.language,
        "publisher": publisher_id(world),
    });
    object[if of_kind.has_headline { "headline" } else { "name" }] = json!(card.title);
    if !card.summary.is_empty() {
        object["description"] = json!(card.summary);
    }
    if let Some(date) = card.date {
        object["datePublished"] = json!(date.rfc3339());
        object["dateModified"] = json!(card.changed().unwrap_or(date).rfc3339());
        let authors = authors(world, entry);
        object["author"] = if authors.is_empty() { publisher_id(world) } else { json!(authors) };
    }
    if let Some(image) = image {
        object["image"] = json!([image]);
    }
    let section = world.section_list(entry).zip(entry.section).map(|(list, at)| (&world.site.sections[at].title, list));
    if let Some((title, _)) = section.filter(|_| of_kind.has_headline) {
        object["articleSection"] = json!(title);
    }
    let tags: Vec<&str> = entry.terms(TAGS).map(|tag| &*world.site.term(TAGS, tag).name).collect();
    if !tags.is_empty() {
        object["keywords"] = json!(tags);
    }
    if let Some(details) = &card.details {
        rarer(details, &mut object);
    }
    for (key, value) in of_kind.more {
        object[key] = value;
    }
    let above = value::list(section.map(|(title, list)| value::link(title, settings.href(&list.address))));
    graph(&[object, crumbs(world, &above, &card.title, &url), publisher(world)])
}

/// What a kind of article adds.
struct OfKind {
    name: &'static str,
    has_headline: bool,
    more: Vec<(&'static str, Json)>,
}

fn of_kind(world: &World<'_>, entry: &Entry, image: Option<&str>) -> OfKind {
    let card = &entry.card;
    let details = card.details.as_deref();
    let usual = match (card.date, world.settings.publisher.kind) {
        (None, _) => OfKind { name: "WebPage", has_headline: false, more: Vec::new() },
        (_, PublisherKind::Agency) => OfKind { name: "Article", has_headline: true, more: Vec::new() },
        (_, PublisherKind::Press) => OfKind { name: "NewsArticle", has_headline: true, more: Vec::new() },
    };
    let video = details.and_then(|details| details.video.as_ref());
    let audio = details.and_then(|details| details.audio.as_ref());
    let document = details.and_then(|details| details.document.as_ref()?.file.as_ref());
    match (entry.kind, video, audio, document, image) {
        // Google shows no film without a picture.
        (Kind::Video, Some(video), _, _, Some(image)) => {
            OfKind { name: "VideoObject", has_headline: false, more: film(world, card, video, image) }
        }
        (Kind::Audio, _, Some(audio), _, _) => {
            OfKind { name: "PodcastEpisode", has_headline: false, more: episode(world, entry, audio) }
        }
        (Kind::Document, _, _, Some(file), _) => {
            OfKind { more: vec![("encoding", media_object(world, "MediaObject", file))], ..usual }
        }
        _ => usual,
    }
}

fn film(world: &World<'_>, card: &Card, video: &Media, image: &str) -> Vec<(&'static str, Json)> {
    let mut film = vec![("thumbnailUrl", json!([image]))];
    film.extend(card.date.map(|date| ("uploadDate", json!(date.rfc3339()))));
    film.extend(video.duration.map(|duration| ("duration", json!(duration.iso()))));
    // Google wants a description; a title says something too.
    if card.summary.is_empty() {
        film.push(("description", json!(card.title)));
    }
    if let Some(address) = own_address(&video.src) {
        film.push(("contentUrl", json!(world.settings.base_url.absolute(&address))));
    } else if let Some(player) = provider(&video.src.text) {
        film.push(("embedUrl", json!(player.embed)));
    }
    film
}

fn episode(world: &World<'_>, entry: &Entry, audio: &Media) -> Vec<(&'static str, Json)> {
    let mut episode = vec![("associatedMedia", media_object(world, "AudioObject", &audio.src))];
    episode.extend(audio.duration.map(|duration| ("timeRequired", json!(duration.iso()))));
    if let (Some(list), Some(section)) = (world.section_list(entry), entry.section) {
        let mut series = json!({
            "@type": "PodcastSeries",
            "name": world.site.sections[section].title,
            "url": world.settings.absolute(&list.address),
        });
        if let Some(feed) = world.site.podcast_address(list) {
            series["webFeed"] = json!(world.settings.base_url.absolute(&feed));
        }
        episode.push(("partOfSeries", series));
    }
    episode
}

/// A file of this site, or of another host.
fn media_object(world: &World<'_>, name: &str, file: &Mention) -> Json {
    let url = own_address(file).map(|address| world.settings.base_url.absolute(&address));
    let mut object = json!({"@type": name, "contentUrl": url.as_deref().unwrap_or(&file.text)});
    if let Some(info) = world.site.files.get(&*file.text) {
        object["encodingFormat"] = json!(info.media_type);
        object["contentSize"] = json!(info.size.to_string());
    }
    object
}

/// Where a reprint comes from, and what was put right.
fn rarer(details: &Details, object: &mut Json) {
    if let Some(source) = &details.source {
        let mut work = json!({"@type": "CreativeWork", "name": source.name});
        if let Some(url) = &source.url {
            work["url"] = json!(url);
        }
        object["isBasedOn"] = work;
    }
    let corrections = details.corrections.iter().map(|correction| {
        json!({"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date.rfc3339()})
    });
    let corrections: Vec<Json> = corrections.collect();
    if !corrections.is_empty() {
        object["correction"] = json!(corrections);
    }
}

/// Authors in the order written, each with the page of what they wrote.
fn authors(world: &World<'_>, entry: &Entry) -> Vec<Json> {
    let terms = entry.terms(AUTHORS).collect::<Vec<_>>();
    let one = |(at, author): (usize, &Author)| {
        let term = terms.get(at).map(|term| world.site.term(AUTHORS, *term));
        let is_unit = author.kind.or_else(|| term?.author) == Some(AuthorKind::Unit);
        let mut object = json!({"@type": if is_unit { "Organization" } else { "Person" }, "name": author.name});
        if let Some(list) = term.and_then(|term| term.list) {
            object["url"] = json!(world.settings.absolute(&world.site.list(list).address));
        }
        if let Some(website) = &author.url {
            object["sameAs"] = json!(website);
        }
        if let Some(role) = author.role.as_ref().filter(|_| !is_unit) {
            object["jobTitle"] = json!(role);
        }
        object
    };
    entry.card.authors.iter().enumerate().map(one).collect()
}

/// Front page, what stands above a page, the page itself.
fn crumbs(world: &World<'_>, breadcrumb: &Value, title: &str, url: &str) -> Json {
    let settings = world.settings;
    let root = settings.base_url.absolute("");
    let origin = root.strip_suffix(&*settings.base_url.href("")).unwrap_or(&root);
    let mut steps = vec![(settings.title.clone(), settings.absolute("/"))];
    for link in breadcrumb.as_array().unwrap_or_default() {
        let text = |name: &str| link.get_from_path(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        // A term without a page of its own is no step.
        if !text("url").is_empty() {
            steps.push((text("title"), format!("{origin}{}", text("url"))));
        }
    }
    steps.push((title.to_owned(), url.to_owned()));
    let items = (1..).zip(steps);
    let items = items.map(|(at, (name, url))| json!({"@type": "ListItem", "position": at, "name": name, "item": url}));
    json!({"@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>()})
}

fn publisher_id(world: &World<'_>) -> Json {
    json!({"@id": format!("{}#publisher", world.settings.absolute("/"))})
}

fn publisher(world: &World<'_>) -> Json {
    let settings = world.settings;
    let home = settings.absolute("/");
    json!({"@type": "Organization", "@id": format!("{home}#publisher"), "name": settings.publisher.name, "url": home})
}

fn graph(things: &[Json]) -> Value {
    let object = json!({"@context": "https://schema.org", "@graph": things});
    // `</script>` inside a text must not end the element (HTML, 4.12.1.3).
    Value::safe_string(&object.to_string().replace('<', "\\u003c"))
}
