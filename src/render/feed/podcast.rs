//! The feed of a podcast: RSS 2.0 with Apple's elements ("A Podcaster's Guide to RSS"), which every directory reads.

use super::super::details::{duration, own_address};
use super::super::picture;
use super::super::world::World;
use super::super::xml;
use super::{permanent, summary};
use crate::article::{Mention, Podcast};
use crate::site::{ArticleId, ListId, ListOf};
use crate::vietnamese::Moment;
use std::fmt::Write;

/// So many episodes stand in the feed: Apple reads no more.
const LENGTH: usize = 300;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
    xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\n<channel>\n";

/// The cover of the podcast of a list, as its settings name it.
pub(in crate::render) fn cover(world: &World, id: ListId) -> Option<&Mention> {
    let ListOf::Section(at) = world.site.list(id).of else { return None };
    world.site.sections[at].podcast.as_ref()?.image.as_ref()
}

/// The feed at `address` of a section of recordings.
pub(in crate::render) fn podcast(world: &World, id: ListId, address: &str, out: &mut Vec<u8>) {
    let (site, settings) = (&world.site, &world.settings);
    let list = site.list(id);
    let ListOf::Section(at) = list.of else { return };
    let section = &site.sections[at];
    let none = Podcast::default();
    let podcast = section.podcast.as_ref().unwrap_or(&none);
    let mut items = String::new();
    let mut changed: Option<Moment> = None;
    let mut episodes = 0;
    for id in list.articles.iter().rev() {
        if episodes < LENGTH && episode(world, *id, &mut items).is_some() {
            episodes += 1;
            let own = site.article(*id).card.changed();
            changed = changed.into_iter().chain(own).max_by_key(Moment::unix);
        }
    }
    let mut feed = HEAD.to_owned();
    xml::element("title", &section.title, &mut feed);
    xml::element("link", &settings.absolute(&list.address), &mut feed);
    let description = if section.summary.is_empty() { &section.title } else { &section.summary };
    xml::element("description", description, &mut feed);
    xml::element("language", &settings.language, &mut feed);
    let own = settings.base_url.absolute(address);
    let _ = writeln!(feed, "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>", xml::escaped(&own));
    if let Some(changed) = changed {
        xml::element("lastBuildDate", &changed.rfc2822(), &mut feed);
    }
    if let Some(cover) = podcast.image.as_ref().and_then(|image| picture::cover(world, image)) {
        let _ = writeln!(feed, "<itunes:image href=\"{}\"/>", xml::escaped(&cover));
    }
    if let Some(category) = podcast.category {
        let _ = writeln!(feed, "<itunes:category text=\"{}\"/>", xml::escaped(category));
    }
    let author = podcast.author.as_deref().unwrap_or(&settings.publisher.name);
    xml::element("itunes:author", author, &mut feed);
    if let Some(email) = &podcast.email {
        feed.push_str("<itunes:owner>\n");
        xml::element("itunes:name", author, &mut feed);
        xml::element("itunes:email", email, &mut feed);
        feed.push_str("</itunes:owner>\n");
    }
    xml::element("itunes:explicit", "false", &mut feed);
    xml::element("itunes:type", "episodic", &mut feed);
    feed.push_str(&items);
    feed.push_str("</channel>\n</rss>\n");
    out.extend_from_slice(feed.as_bytes());
}

/// `None` for an article without a recording of its own, which directories could not fetch.
fn episode(world: &World, id: ArticleId, feed: &mut String) -> Option<()> {
    let card = &world.site.article(id).card;
    let audio = card.details.as_deref()?.audio.as_ref()?;
    let info = world.site.files.get(&*audio.src.text).filter(|info| info.media_type.starts_with("audio/"))?;
    let url = world.settings.base_url.absolute(&own_address(&audio.src)?);
    feed.push_str("<item>\n");
    xml::element("title", &card.title, feed);
    xml::element("link", &world.settings.absolute(&card.address), feed);
    let _ = writeln!(
        feed,
        "<enclosure url=\"{}\" length=\"{}\" type=\"{}\"/>",
        xml::escaped(&url),
        info.size,
        info.media_type
    );
    let _ = writeln!(feed, "<guid isPermaLink=\"true\">{}</guid>", xml::escaped(&permanent(world, card)));
    if let Some(date) = card.date {
        xml::element("pubDate", &date.rfc2822(), feed);
    }
    let summary = summary(world, card);
    xml::element("description", if summary.is_empty() { &card.title } else { &summary }, feed);
    if let Some(duration) = duration(&world.site, audio) {
        xml::element("itunes:duration", &duration.seconds().to_string(), feed);
    }
    xml::element("itunes:explicit", "false", feed);
    xml::element("itunes:episodeType", "full", feed);
    feed.push_str("</item>\n");
    Some(())
}
