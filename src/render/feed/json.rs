//! The site's feed as JSON Feed 1.1 (jsonfeed.org).

use super::super::world::World;
use super::{Channel, Item};
use crate::plan::FeedOf;
use serde_json::{Value, json};

/// The feed at `address`.
pub(in crate::render) fn json(world: &World, address: &str, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let Some(channel) = Channel::new(world, FeedOf::Site) else { return };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": settings.absolute(channel.address),
        "feed_url": settings.base_url.absolute(address),
        "language": settings.language,
        "authors": [{"name": settings.publisher.name}],
        "items": channel.items.iter().map(item).collect::<Vec<_>>(),
    });
    out.extend_from_slice(format!("{feed:#}\n").as_bytes());
}

fn item(item: &Item<'_>) -> Value {
    // An item without any content is none: at least its title is.
    let text = if item.summary.is_empty() { item.title } else { &item.summary };
    let mut object = json!({"id": item.id, "url": item.url, "title": item.title, "content_text": text});
    if let Some(published) = item.published {
        object["date_published"] = json!(published.rfc3339());
    }
    if let Some(changed) = item.changed {
        object["date_modified"] = json!(changed.rfc3339());
    }
    if !item.authors.is_empty() {
        object["authors"] = item.authors.iter().map(|name| json!({"name": name})).collect();
    }
    if !item.categories.is_empty() {
        object["tags"] = json!(item.categories);
    }
    if let Some(url) = item.source.and_then(|source| source.url.as_deref()) {
        object["external_url"] = json!(url);
    }
    object
}
