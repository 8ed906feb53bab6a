//! Sitemaps (sitemaps.org, protocol 0.9): an index, one part for lists, one for each month; and Google's
//! sitemap of news.
//!
//! A month that is over changes only when one of its articles does.

use super::world::World;
use super::xml;
use crate::article::Kind;
use crate::plan::{ARCHIVE, CORRECTIONS, STATISTICS, SitemapPart, indexes, sitemap_parts};
use crate::site::{ArticleId, Entry, NEWS_AGE, REGISTER, Register, Site};
use crate::vietnamese::Moment;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// `sitemap.xml`
pub(super) fn index(world: &World, out: &mut Vec<u8>) {
    let mut text = format!("{HEAD}<sitemapindex {NAMESPACE}>\n");
    for part in sitemap_parts(&world.site) {
        text.push_str("<sitemap>");
        xml::element("loc", &world.settings.base_url.absolute(&part.address()), &mut text);
        text.push_str("</sitemap>\n");
    }
    text.push_str("</sitemapindex>\n");
    out.extend_from_slice(text.as_bytes());
}

/// One part.
pub(super) fn part(world: &World, part: SitemapPart, out: &mut Vec<u8>) {
    let site = &world.site;
    let mut text = format!("{HEAD}<urlset {NAMESPACE}>\n");
    match part {
        SitemapPart::Lists => {
            url(world, "/", None, &mut text);
            url(world, CORRECTIONS, None, &mut text);
            url(world, ARCHIVE, None, &mut text);
            for taxonomy in indexes(site) {
                url(world, &site.taxonomies[taxonomy.at()].address(), None, &mut text);
            }
            if site.register.is_some() {
                url(world, REGISTER, None, &mut text);
                url(world, STATISTICS, None, &mut text);
            }
            for (_, record) in site.register.iter().flat_map(Register::records) {
                url(world, &record.address, None, &mut text);
            }
            for (_, list) in site.lists().filter(|(_, list)| !list.articles.is_empty()) {
                url(world, &list.address, None, &mut text);
            }
            for (_, entry) in site.articles().filter(|(_, entry)| entry.kind == Kind::Page) {
                article(world, entry, &mut text);
            }
        }
        SitemapPart::Month(year, month) => {
            for id in of_month(site, year, month) {
                article(world, site.article(*id), &mut text);
            }
        }
    }
    text.push_str("</urlset>\n");
    out.extend_from_slice(text.as_bytes());
}

/// Google reads no more news from one sitemap.
const MOST_NEWS: usize = 1_000;

/// The articles of a month, oldest first.
pub(super) fn of_month(site: &Site, year: i16, month: i8) -> &[ArticleId] {
    let month_of = |id: &ArticleId| site.article(*id).card.date.map(|date| date.month());
    let from = site.dated.partition_point(|id| month_of(id) < Some((year, month)));
    let length = site.dated[from..].partition_point(|id| month_of(id) == Some((year, month)));
    &site.dated[from..from + length]
}

/// What was published in the last two days, newest first.
pub(super) fn of_the_last_days(site: &Site) -> impl Iterator<Item = ArticleId> {
    let age = |id: &ArticleId| site.article(*id).card.date.map(|date| site.now - date.unix());
    let published = site.dated.iter().rev().skip_while(move |id| age(id).is_some_and(|age| age < 0));
    let recent = published.take_while(move |id| age(id).is_some_and(|age| age <= NEWS_AGE));
    recent.filter(|id| site.article(**id).kind != Kind::Document).take(MOST_NEWS).copied()
}

/// `news-sitemap.xml` (Google, "News sitemaps"): what a press outlet published in the last two days, newest first.
pub(super) fn news(world: &World, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let mut text =
        format!("{HEAD}<urlset {NAMESPACE} xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n");
    let language = settings.language.split('-').next().unwrap_or_default();
    for id in of_the_last_days(&world.site) {
        let entry = world.site.article(id);
        let Some(date) = entry.card.date else { continue };
        text.push_str("<url>\n");
        xml::element("loc", &settings.absolute(&entry.card.address), &mut text);
        text.push_str("<news:news>\n<news:publication>\n");
        xml::element("news:name", &settings.title, &mut text);
        xml::element("news:language", language, &mut text);
        text.push_str("</news:publication>\n");
        xml::element("news:publication_date", &date.rfc3339(), &mut text);
        xml::element("news:title", &entry.card.title, &mut text);
        text.push_str("</news:news>\n</url>\n");
    }
    text.push_str("</urlset>\n");
    out.extend_from_slice(text.as_bytes());
}

fn article(world: &World, entry: &Entry, out: &mut String) {
    url(world, &entry.card.address, entry.card.changed(), out);
}

fn url(world: &World, address: &str, changed: Option<Moment>, out: &mut String) {
    out.push_str("<url>");
    let location = world.settings.absolute(address);
    out.push_str("<loc>");
    out.push_str(&xml::escaped(&location));
    out.push_str("</loc>");
    if let Some(changed) = changed {
        out.push_str("<lastmod>");
        out.push_str(&changed.rfc3339());
        out.push_str("</lastmod>");
    }
    out.push_str("</url>\n");
}
