//! Feeds: what is new, for programs that read for people. The newest articles with their summaries, never their bodies.
//!
//! An item is the same in every format. Its id is the address with `.html`, for ever: it does not change when the site
//! drops `.html` from its links, and that address is served all the same.

mod atom;
mod json;
mod podcast;
mod rss;

pub(super) use atom::atom;
pub(super) use json::json;
pub(super) use podcast::{cover, podcast};
pub(super) use rss::rss;

use super::value;
use super::world::World;
use crate::article::{Card, Reprint};
use crate::plan::FeedOf;
use crate::settings::{FIELDS, TAGS};
use crate::site::{ArticleId, Entry, ListOf};
use crate::vietnamese::Moment;

/// So many articles stand in a feed.
const LENGTH: usize = 20;

/// The articles of a list that its feed tells of, newest first.
pub(super) fn newest(articles: &[ArticleId]) -> impl Iterator<Item = &ArticleId> {
    articles.iter().rev().take(LENGTH)
}

/// What a feed is of.
struct Channel<'w> {
    title: String,
    description: String,
    /// The page of it.
    address: &'w str,
    /// Newest first.
    items: Vec<Item<'w>>,
}

impl<'w> Channel<'w> {
    /// `None` for lists that have no feed.
    fn new(world: &'w World, of: FeedOf) -> Option<Self> {
        let (site, settings) = (&world.site, &world.settings);
        let (title, address, description, articles) = match of {
            FeedOf::Site => (settings.title.clone(), "/", settings.description.clone(), &site.dated),
            FeedOf::List(id) => {
                let list = site.list(id);
                let (name, summary): (&str, &str) = match list.of {
                    ListOf::Section(at) => (&site.sections[at].title, &site.sections[at].summary),
                    ListOf::Unit(id) => (&world.places.get(id).text, ""),
                    ListOf::Term(taxonomy, term) => {
                        (&site.term(taxonomy, term).title, &site.term(taxonomy, term).description)
                    }
                    ListOf::Crossing(..) | ListOf::Month(..) => return None,
                };
                (format!("{name} – {}", settings.title), &*list.address, summary.to_string(), &list.articles)
            }
        };
        let items = newest(articles).map(|id| Item::new(world, *id)).collect();
        let description = if description.is_empty() { title.clone() } else { description };
        Some(Self { title, description, address, items })
    }

    /// When it last changed: of its items, the latest. Nothing else, or a feed would change with every build.
    fn changed(&self) -> Option<Moment> {
        self.items.iter().filter_map(|item| item.changed).max_by_key(Moment::unix)
    }
}

/// An article as feeds show it.
struct Item<'w> {
    /// Its permanent address.
    id: String,
    /// Where it is read.
    url: String,
    title: &'w str,
    /// With its corrections.
    summary: String,
    published: Option<Moment>,
    changed: Option<Moment>,
    /// As written; the source of a reprint after them.
    authors: Vec<&'w str>,
    categories: Vec<&'w str>,
    source: Option<&'w Reprint>,
}

impl<'w> Item<'w> {
    fn new(world: &'w World, id: ArticleId) -> Self {
        let entry = world.site.article(id);
        let card = &entry.card;
        let source = card.details.as_deref().and_then(|details| details.source.as_ref());
        let mut authors: Vec<&str> = card.authors.iter().map(|author| &*author.name).collect();
        if let Some(source) = source
            && !authors.contains(&&*source.name)
        {
            authors.push(&source.name);
        }
        Self {
            id: permanent(world, card),
            url: world.settings.absolute(&card.address),
            title: &card.title,
            summary: summary(world, card),
            published: card.date,
            changed: card.changed(),
            authors,
            categories: categories(world, entry),
            source,
        }
    }
}

/// The address of an article that stays the same however links are shown.
fn permanent(world: &World, card: &Card) -> String {
    world.settings.base_url.absolute(&card.address)
}

/// The summary, and what was wrong in the article and is right now.
fn summary(world: &World, card: &Card) -> String {
    let mut summary = card.summary.to_string();
    for correction in card.corrections() {
        let date = value::short(&world.settings, &correction.date);
        if !summary.is_empty() {
            summary.push_str(if summary.ends_with(['.', '!', '?', '…', '”']) { " " } else { ". " });
        }
        summary.push_str(&world.theme.words.fill("correction_mark", &[("date", &date), ("text", &correction.text)]));
    }
    summary
}

/// Places under the names that they had, fields and tags.
fn categories<'w>(world: &'w World, entry: &'w Entry) -> Vec<&'w str> {
    let places = entry.places.iter().map(|place| match &place.detail {
        Some(detail) => &**detail,
        None => world.places.get(place.unit).text.as_str(),
    });
    let terms = [FIELDS, TAGS].into_iter().flat_map(|taxonomy| entry.terms(taxonomy).map(move |term| (taxonomy, term)));
    places.chain(terms.map(|(taxonomy, term)| &*world.site.term(taxonomy, term).title)).collect()
}
