//! RSS 2.0 (rssboard.org), with names and sources in Dublin Core.

use super::super::world::World;
use super::super::xml;
use super::{Channel, Item};
use crate::plan::FeedOf;
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
    xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n";

/// The feed of the site or of a list.
pub(in crate::render) fn rss(world: &World, of: FeedOf, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let Some(channel) = Channel::new(world, of) else { return };
    let mut feed = String::with_capacity(1024 + channel.items.len() * 1024);
    feed.push_str(HEAD);
    xml::element("title", &channel.title, &mut feed);
    xml::element("link", &settings.absolute(channel.address), &mut feed);
    xml::element("description", &channel.description, &mut feed);
    xml::element("language", &settings.language, &mut feed);
    let own = settings.base_url.absolute(&format!("{}rss.xml", channel.address));
    let _ = writeln!(feed, "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>", xml::escaped(&own));
    if let Some(changed) = channel.changed() {
        xml::element("lastBuildDate", &changed.rfc2822(), &mut feed);
    }
    for one in &channel.items {
        item(one, &mut feed);
    }
    feed.push_str("</channel>\n</rss>\n");
    out.extend_from_slice(feed.as_bytes());
}

fn item(item: &Item<'_>, feed: &mut String) {
    feed.push_str("<item>\n");
    xml::element("title", item.title, feed);
    xml::element("link", &item.url, feed);
    let _ = writeln!(feed, "<guid isPermaLink=\"true\">{}</guid>", xml::escaped(&item.id));
    if let Some(date) = item.published {
        xml::element("pubDate", &date.rfc2822(), feed);
    }
    for author in &item.authors {
        xml::element("dc:creator", author, feed);
    }
    if let Some(source) = item.source {
        xml::element("dc:source", source.url.as_deref().unwrap_or(&source.name), feed);
    }
    for category in &item.categories {
        xml::element("category", category, feed);
    }
    if !item.summary.is_empty() {
        xml::element("description", &item.summary, feed);
    }
    feed.push_str("</item>\n");
}
