//! RSS 2.0 feeds: the newest twenty, with summaries, never bodies.

use super::world::World;
use super::xml;
use crate::plan::FeedOf;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{ArticleId, ListOf};
use std::fmt::Write;

/// So many articles stand in a feed.
const LENGTH: usize = 20;

/// The feed at `address`.
pub(super) fn rss(world: &World<'_>, of: FeedOf, address: &str, out: &mut Vec<u8>) {
    let (site, settings) = (world.site, world.settings);
    let (title, link, description, articles) = match of {
        FeedOf::Site => (settings.title.clone(), "/", settings.description.clone(), &site.dated),
        FeedOf::List(id) => {
            let list = site.list(id);
            let (name, summary) = match list.of {
                ListOf::Section(at) => (&site.sections[at].title, &site.sections[at].summary),
                ListOf::Term(taxonomy, term) => {
                    (&site.term(taxonomy, term).title, &site.term(taxonomy, term).description)
                }
                ListOf::Crossing(..) | ListOf::Month(..) => return,
            };
            (format!("{name} – {}", settings.title), &*list.address, summary.to_string(), &list.articles)
        }
    };
    let newest: Vec<ArticleId> = articles.iter().rev().take(LENGTH).copied().collect();
    let mut feed = String::with_capacity(1024 + newest.len() * 1024);
    feed.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    feed.push_str("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    xml::element("title", &title, &mut feed);
    xml::element("link", &settings.absolute(link), &mut feed);
    xml::element("description", if description.is_empty() { &title } else { &description }, &mut feed);
    xml::element("language", &settings.language, &mut feed);
    let own = settings.base_url.absolute(address);
    let _ = writeln!(feed, "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>", xml::escaped(&own));
    if let Some(date) = newest.first().and_then(|id| site.article(*id).card.date) {
        xml::element("lastBuildDate", &date.rfc2822(), &mut feed);
    }
    for id in newest {
        item(world, id, &mut feed);
    }
    feed.push_str("</channel>\n</rss>\n");
    out.extend_from_slice(feed.as_bytes());
}

fn item(world: &World<'_>, id: ArticleId, feed: &mut String) {
    let entry = world.site.article(id);
    let card = &entry.card;
    let url = world.settings.absolute(&card.address);
    feed.push_str("<item>\n");
    xml::element("title", &card.title, feed);
    xml::element("link", &url, feed);
    let _ = writeln!(feed, "<guid isPermaLink=\"true\">{}</guid>", xml::escaped(&url));
    if let Some(date) = card.date {
        xml::element("pubDate", &date.rfc2822(), feed);
    }
    for author in &card.authors {
        xml::element("dc:creator", &author.name, feed);
    }
    for taxonomy in [COMMUNES, FIELDS] {
        for term in entry.terms(taxonomy) {
            xml::element("category", &world.site.term(taxonomy, term).title, feed);
        }
    }
    if !card.summary.is_empty() {
        xml::element("description", &card.summary, feed);
    }
    feed.push_str("</item>\n");
}
