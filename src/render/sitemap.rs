//! Sitemaps (sitemaps.org, protocol 0.9): an index, one part for lists, one for each month.
//!
//! A month that is over changes only when one of its articles does.

use super::world::World;
use super::xml;
use crate::article::Kind;
use crate::plan::{ARCHIVE, CORRECTIONS, SitemapPart, indexes, sitemap_parts};
use crate::site::{Entry, REGISTER, Register};
use crate::vietnamese::Moment;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// `sitemap.xml`
pub(super) fn index(world: &World<'_>, out: &mut Vec<u8>) {
    let mut text = format!("{HEAD}<sitemapindex {NAMESPACE}>\n");
    for part in sitemap_parts(world.site) {
        text.push_str("<sitemap>");
        xml::element("loc", &world.settings.base_url.absolute(&part.address()), &mut text);
        text.push_str("</sitemap>\n");
    }
    text.push_str("</sitemapindex>\n");
    out.extend_from_slice(text.as_bytes());
}

/// One part.
pub(super) fn part(world: &World<'_>, part: SitemapPart, out: &mut Vec<u8>) {
    let site = world.site;
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
            let month_of = |date: Option<Moment>| date.map(|date| date.month());
            let of_month = |at: &crate::site::ArticleId| month_of(site.article(*at).card.date);
            let from = site.dated.partition_point(|id| of_month(id) < Some((year, month)));
            for id in site.dated[from..].iter().take_while(|id| of_month(id) == Some((year, month))) {
                article(world, site.article(*id), &mut text);
            }
        }
    }
    text.push_str("</urlset>\n");
    out.extend_from_slice(text.as_bytes());
}

fn article(world: &World<'_>, entry: &Entry, out: &mut String) {
    url(world, &entry.card.address, entry.card.updated.or(entry.card.date), out);
}

fn url(world: &World<'_>, address: &str, changed: Option<Moment>, out: &mut String) {
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
