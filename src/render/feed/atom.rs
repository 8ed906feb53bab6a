//! The site's feed as Atom (RFC 4287).

use super::super::world::World;
use super::super::xml;
use super::{Channel, Item};
use crate::plan::FeedOf;
use crate::vietnamese::Moment;
use std::fmt::Write;

/// An empty feed has never changed, but must say when it did.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The feed at `address`.
pub(in crate::render) fn atom(world: &World, address: &str, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let Some(channel) = Channel::new(world, FeedOf::Site) else { return };
    let mut feed = String::with_capacity(1024 + channel.items.len() * 1024);
    feed.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let language = xml::escaped(&settings.language);
    let _ = writeln!(feed, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">");
    xml::element("id", &settings.base_url.absolute("/"), &mut feed);
    xml::element("title", &channel.title, &mut feed);
    if channel.description != channel.title {
        xml::element("subtitle", &channel.description, &mut feed);
    }
    link("self", "application/atom+xml", &settings.base_url.absolute(address), &mut feed);
    link("alternate", "text/html", &settings.absolute(channel.address), &mut feed);
    let changed = channel.changed().as_ref().map_or_else(|| NEVER.to_owned(), Moment::rfc3339);
    xml::element("updated", &changed, &mut feed);
    person(&settings.publisher.name, &mut feed);
    for item in &channel.items {
        entry(item, &mut feed);
    }
    feed.push_str("</feed>\n");
    out.extend_from_slice(feed.as_bytes());
}

fn entry(item: &Item<'_>, feed: &mut String) {
    feed.push_str("<entry>\n");
    xml::element("id", &item.id, feed);
    xml::element("title", item.title, feed);
    link("alternate", "text/html", &item.url, feed);
    if let Some(url) = item.source.and_then(|source| source.url.as_deref()) {
        link("via", "text/html", url, feed);
    }
    if let Some(published) = item.published {
        xml::element("published", &published.rfc3339(), feed);
    }
    if let Some(changed) = item.changed {
        xml::element("updated", &changed.rfc3339(), feed);
    }
    // Where nobody is named, the feed's own author is meant (RFC 4287, 4.2.1).
    for author in &item.authors {
        person(author, feed);
    }
    for category in &item.categories {
        let _ = writeln!(feed, "<category term=\"{}\"/>", xml::escaped(category));
    }
    if !item.summary.is_empty() {
        xml::element("summary", &item.summary, feed);
    }
    feed.push_str("</entry>\n");
}

fn link(rel: &str, media_type: &str, href: &str, feed: &mut String) {
    let _ = writeln!(feed, "<link rel=\"{rel}\" type=\"{media_type}\" href=\"{}\"/>", xml::escaped(href));
}

fn person(name: &str, feed: &mut String) {
    feed.push_str("<author>");
    xml::element("name", name, feed);
    feed.push_str("</author>\n");
}
