//! One planned page and the world it may see become bytes.
//!
//! In: a `Planned`, the `World`, and for an article the text of its file. Out: bytes. Pure: no disk, no clock; the same
//! page of the same world is the same bytes on any thread.

mod article;
mod calendar;
mod card;
mod contact;
mod details;
mod feed;
mod head;
mod home;
mod hosting;
mod inputs;
mod json;
mod listing;
mod machine;
mod manifest;
mod numbers;
mod pages;
mod picture;
mod place;
mod points;
mod record;
mod register_data;
mod search;
mod sitemap;
mod statistics;
mod statistics_data;
mod statistics_tables;
mod structured;
mod value;
mod world;
mod xml;

pub use article::with_links;
pub use hosting::headers;
pub use inputs::{Inputs, PageInputs, blocks as search_blocks, shown_by};
pub use search::{block as search_block, index as search_index};
pub use world::{World, words_of_bodies};

use crate::article::markdown::Body;
use crate::diagnostic::Diagnostic;
use crate::plan::{Page, Planned, SearchFile};

/// What an article's page is made from.
pub enum Written<'w> {
    /// The decoded text of its file; empty for pages that are no articles.
    Text(&'w str),
    /// Its body, written before.
    Body(Body<'w>),
}

/// Renders a page into `out`. Files of the site and pictures are copied, and blocks of the search are made as a whole:
/// nothing is made for them.
///
/// # Errors
/// A template fails on this page.
pub fn render(world: &World, planned: &Planned, written: &Written<'_>, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    match &planned.page {
        Page::Home => home::home(world, out)?,
        Page::Article(id) => article::article(world, *id, written, out)?,
        Page::List(id, part) => listing::list(world, *id, *part, out)?,
        Page::Index(taxonomy) => listing::index(world, *taxonomy, out)?,
        Page::Record(id) => record::record(world, *id, out)?,
        Page::Register(number) => record::register(world, *number, out)?,
        Page::Withdrawn(_) => pages::withdrawn(world, &planned.address, out)?,
        Page::Redirect(id) => pages::redirect(world, &world.site.article(*id).card.address, &planned.address, out)?,
        Page::Moved(to) => pages::redirect(world, to, &planned.address, out)?,
        Page::Corrections => pages::corrections(world, out)?,
        Page::Archive => pages::archive(world, out)?,
        Page::Search => search::search(world, out)?,
        Page::SearchFile(SearchFile::Index) => search::index(world, world.blocks(), out),
        Page::SearchFile(SearchFile::Names) => search::names(world, out),
        Page::SearchFile(SearchFile::Cards(number)) => search::cards(world, *number, out),
        Page::NotFound => machine::not_found(world, out)?,
        Page::RegisterCsv => register_data::csv(world, out),
        Page::RegisterJson => register_data::json(world, out),
        Page::Statistics => statistics::statistics(world, out)?,
        Page::StatisticsCsv => statistics_data::csv(world, out),
        Page::StatisticsJson => statistics_data::json(world, out),
        Page::Feed(of) => feed::rss(world, *of, out),
        Page::Atom => feed::atom(world, &planned.address, out),
        Page::JsonFeed => feed::json(world, &planned.address, out),
        Page::Podcast(list) => feed::podcast(world, *list, &planned.address, out),
        Page::SitemapIndex => sitemap::index(world, out),
        Page::Sitemap(part) => sitemap::part(world, *part, out),
        Page::NewsSitemap => sitemap::news(world, out),
        Page::Robots => machine::robots(world, out),
        Page::Manifest => manifest::manifest(world, out),
        Page::Hosting(file) => hosting::hosting(world, *file, out),
        Page::Asset => out.extend_from_slice(world.theme.assets.bytes(&planned.address).unwrap_or_default()),
        Page::SearchFile(SearchFile::Block { .. }) | Page::File(_) | Page::Picture { .. } => {}
    }
    Ok(())
}
