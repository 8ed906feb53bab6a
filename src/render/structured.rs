//! Structured data (schema.org, as Google's documentation of search features asks for it): one `@graph` for each page.
//!
//! In: the world and a page. Out: JSON for `<script type="application/ld+json">`, as a value for templates.

use super::details::{duration, own_address};
use super::json::{Object, list, push_list, quoted};
use super::world::World;
use crate::article::markdown::provider;
use crate::article::{Author, AuthorKind, Card, Details, Kind, Media, Mention};
use crate::settings::{PublisherKind, Settings, TAGS};
use crate::site::Entry;
use tera::Value;

/// The front page: the site and who publishes it.
pub(super) fn home(world: &World) -> Value {
    let settings = &world.settings;
    let home = settings.absolute("/");
    let site = Object::new("WebSite")
        .text("@id", &format!("{home}#website"))
        .text("url", &home)
        .text("name", &settings.title)
        .optional("description", Some(&settings.description))
        .text("inLanguage", &settings.language)
        .value("publisher", &world.common.publisher_id);
    graph(&[&site.done(), &world.common.publisher])
}

/// A page that lists, at `address`. `breadcrumb` is what stands above it: links as templates have them.
pub(super) fn collection(world: &World, title: &str, summary: &str, address: &str, breadcrumb: &Value) -> Value {
    page(world, "CollectionPage", [title, summary, address], breadcrumb)
}

/// A page about one thing that is no article, such as a record of the register.
pub(super) fn about(world: &World, title: &str, summary: &str, address: &str, breadcrumb: &Value) -> Value {
    page(world, "WebPage", [title, summary, address], breadcrumb)
}

/// A page of figures at `address`, with their files by address and type, and the time that they are of.
pub(super) fn dataset(
    world: &World,
    [title, summary, address]: [&str; 3],
    breadcrumb: &Value,
    time: Option<&str>,
    files: &[(&str, &str)],
) -> Value {
    let settings = &world.settings;
    let url = settings.absolute(address);
    let file = |(address, kind): &(&str, &str)| {
        let download = Object::new("DataDownload").text("contentUrl", &settings.base_url.absolute(address));
        download.text("encodingFormat", kind).done()
    };
    let dataset = Object::new("Dataset")
        .text("@id", &format!("{url}#data"))
        .text("url", &url)
        .text("name", title)
        .text("description", summary)
        .text("inLanguage", &settings.language)
        .optional("temporalCoverage", time)
        .value("isAccessibleForFree", "true")
        .value("creator", &world.common.publisher_id)
        .list("distribution", &files.iter().map(file).collect::<Vec<_>>());
    let page = page_alone(world, "WebPage", [title, summary, address]);
    graph(&[&page, &dataset.done(), &crumbs_below(world, breadcrumb, title, &url), &world.common.publisher])
}

fn page(world: &World, kind: &str, [title, summary, address]: [&str; 3], breadcrumb: &Value) -> Value {
    let page = page_alone(world, kind, [title, summary, address]);
    graph(&[&page, &crumbs_below(world, breadcrumb, title, &world.settings.absolute(address))])
}

fn page_alone(world: &World, kind: &str, [title, summary, address]: [&str; 3]) -> String {
    let settings = &world.settings;
    let url = settings.absolute(address);
    let page = Object::new(kind)
        .text("@id", &url)
        .text("url", &url)
        .text("name", title)
        .text("inLanguage", &settings.language)
        .value("isPartOf", &world.common.site)
        .optional("description", Some(summary));
    page.done()
}

/// The way to a page; what stands above it are links as templates have them.
fn crumbs_below(world: &World, above: &Value, title: &str, url: &str) -> String {
    let settings = &world.settings;
    let root = settings.base_url.absolute("");
    let origin = root.strip_suffix(&*settings.base_url.href("")).unwrap_or(&root);
    let text =
        |link: &Value, name: &str| link.get_from_path(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    // A term without a page of its own is no step.
    let above = above.as_array().unwrap_or_default().iter().filter(|link| !text(link, "url").is_empty());
    let above: Vec<_> = above.map(|link| (text(link, "title"), format!("{origin}{}", text(link, "url")))).collect();
    crumbs(world, above, title, url)
}

/// An article or a plain page.
///
/// `images` are the addresses of its picture, with sizes in pixels.
pub(super) fn article(world: &World, entry: &Entry, images: &[(String, Option<(u32, u32)>)]) -> Value {
    let (settings, card) = (&world.settings, &entry.card);
    let url = settings.absolute(&card.address);
    let OfKind { name, has_headline, more } = of_kind(world, entry, images.first().map(|(url, _)| url.as_str()));
    let section = world.section_list(entry).zip(entry.section).map(|(list, at)| (&world.site.sections[at].title, list));
    let tags: Vec<String> = entry.terms(TAGS).map(|tag| quoted(&world.site.term(TAGS, tag).name)).collect();
    let mut object = Object::new(name)
        .text("url", &url)
        .text("mainEntityOfPage", &url)
        .text(if has_headline { "headline" } else { "name" }, &card.title)
        .optional("description", Some(&card.summary))
        .text("inLanguage", &settings.language)
        .value("publisher", &world.common.publisher_id);
    if let Some(date) = card.date {
        let authors = authors(world, entry);
        object = object
            .text("datePublished", &date.rfc3339())
            .text("dateModified", &card.changed().unwrap_or(date).rfc3339())
            .value("author", &if authors.is_empty() { world.common.publisher_id.clone() } else { list(&authors) });
    }
    let images = images.iter().map(|(url, _)| quoted(url));
    object = object.list("image", &images.collect::<Vec<_>>());
    let title = section.filter(|_| has_headline).map(|(title, _)| &**title);
    object = object.optional("articleSection", title).list("keywords", &tags);
    if let Some(details) = &card.details {
        object = rarer(details, object);
    }
    for (key, value) in more {
        object = object.value(key, &value);
    }
    let above = section.map(|(title, list)| (title.to_string(), settings.absolute(&list.address)));
    graph(&[&object.done(), &crumbs(world, above, &card.title, &url), &world.common.publisher])
}

/// What a kind of article adds.
struct OfKind {
    name: &'static str,
    has_headline: bool,
    more: Vec<(&'static str, String)>,
}

fn of_kind(world: &World, entry: &Entry, image: Option<&str>) -> OfKind {
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

fn film(world: &World, card: &Card, video: &Media, image: &str) -> Vec<(&'static str, String)> {
    let mut film = vec![("thumbnailUrl", list(&[quoted(image)]))];
    film.extend(card.date.map(|date| ("uploadDate", quoted(&date.rfc3339()))));
    film.extend(duration(&world.site, video).map(|duration| ("duration", quoted(&duration.iso()))));
    // Google wants a description; a title says something too.
    if card.summary.is_empty() {
        film.push(("description", quoted(&card.title)));
    }
    if let Some(address) = own_address(&video.src) {
        film.push(("contentUrl", quoted(&world.settings.base_url.absolute(&address))));
    } else if let Some(player) = provider(&video.src.text) {
        film.push(("embedUrl", quoted(&player.embed)));
    }
    film
}

fn episode(world: &World, entry: &Entry, audio: &Media) -> Vec<(&'static str, String)> {
    let mut episode = vec![("associatedMedia", media_object(world, "AudioObject", &audio.src))];
    episode.extend(duration(&world.site, audio).map(|duration| ("timeRequired", quoted(&duration.iso()))));
    if let (Some(list), Some(section)) = (world.section_list(entry), entry.section) {
        let feed = world.site.podcast_address(list).map(|feed| world.settings.base_url.absolute(&feed));
        let series = Object::new("PodcastSeries")
            .text("name", &world.site.sections[section].title)
            .text("url", &world.settings.absolute(&list.address))
            .optional("webFeed", feed.as_deref());
        episode.push(("partOfSeries", series.done()));
    }
    episode
}

/// A file of this site, or of another host.
fn media_object(world: &World, name: &str, file: &Mention) -> String {
    let url = own_address(file).map(|address| world.settings.base_url.absolute(&address));
    let object = Object::new(name).text("contentUrl", url.as_deref().unwrap_or(&file.text));
    match world.site.files.get(&*file.text) {
        Some(info) => object.text("encodingFormat", info.media_type).text("contentSize", &info.size.to_string()).done(),
        None => object.done(),
    }
}

/// Where a reprint comes from, and what was put right.
fn rarer(details: &Details, mut object: Object) -> Object {
    if let Some(source) = &details.source {
        let work = Object::new("CreativeWork").text("name", &source.name).optional("url", source.url.as_deref());
        object = object.value("isBasedOn", &work.done());
    }
    let corrections = details.corrections.iter().map(|correction| {
        let comment = Object::new("CorrectionComment").text("text", &correction.text);
        comment.text("datePublished", &correction.date.rfc3339()).done()
    });
    object.list("correction", &corrections.collect::<Vec<_>>())
}

/// Authors in the order written, each with the page of what they wrote.
fn authors(world: &World, entry: &Entry) -> Vec<String> {
    let one = |author: &Author| {
        let term = world.site.author(author);
        let is_unit = author.kind.or_else(|| term?.author) == Some(AuthorKind::Unit);
        let list = term.and_then(|term| term.list);
        let page = list.map(|list| world.settings.absolute(&world.site.list(list).address));
        Object::new(if is_unit { "Organization" } else { "Person" })
            .text("name", &author.name)
            .optional("url", page.as_deref())
            .optional("sameAs", author.url.as_deref())
            .optional("jobTitle", author.role.as_deref().filter(|_| !is_unit))
            .done()
    };
    entry.card.authors.iter().map(one).collect()
}

/// Front page, what stands above a page (titles and absolute addresses), the page itself.
fn crumbs(world: &World, above: impl IntoIterator<Item = (String, String)>, title: &str, url: &str) -> String {
    let mut items = vec![world.common.first_crumb.clone()];
    let step = |at: usize, name: &str, url: &str| {
        Object::new("ListItem").value("position", &at.to_string()).text("name", name).text("item", url).done()
    };
    for (name, url) in above {
        items.push(step(items.len() + 1, &name, &url));
    }
    items.push(step(items.len() + 1, title, url));
    Object::new("BreadcrumbList").list("itemListElement", &items).done()
}

/// What every page says: made once.
pub(super) struct Common {
    /// Who publishes the site.
    publisher: String,
    /// A reference to them.
    publisher_id: String,
    /// The site, which a page that lists is part of.
    site: String,
    /// The front page, as the first step of every path.
    first_crumb: String,
}

impl Common {
    pub(super) fn new(settings: &Settings) -> Self {
        let home = settings.absolute("/");
        let id = format!("{home}#publisher");
        let organization = Object::new("Organization").text("@id", &id);
        let first = Object::new("ListItem").value("position", "1").text("name", &settings.title);
        Self {
            publisher: organization.text("name", &settings.publisher.name).text("url", &home).done(),
            publisher_id: Object::reference(&id).done(),
            site: Object::new("WebSite").text("name", &settings.title).text("url", &home).done(),
            first_crumb: first.text("item", &home).done(),
        }
    }
}

fn graph(things: &[&str]) -> Value {
    let mut json = "{\"@context\":\"https://schema.org\",\"@graph\":".to_owned();
    push_list(things, &mut json);
    json.push('}');
    Value::safe_string(&json)
}
