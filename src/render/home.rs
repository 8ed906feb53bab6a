//! The front page.

use super::listing::terms;
use super::machine::{PageFacts, page_with};
use super::world::World;
use super::{structured, value};
use crate::article::Kind;
use crate::diagnostic::Diagnostic;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{ArticleId, ListOf};
use tera::{Context, Value};

/// So many articles stand in "Tin mới" of the front page.
const NEWEST: usize = 8;
/// So many models that the editor chose stand on the front page.
const FEATURED: usize = 6;
/// So many articles of a section stand on the front page.
const OF_SECTION: usize = 5;
/// So many articles of a field stand on the front page.
const OF_FIELD: usize = 3;

/// The front page. The lead is what the editor chose, else the newest article with a picture; nothing stands twice in the
/// upper part.
pub(super) fn home(world: &World<'_>, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let (site, settings) = (world.site, world.settings);
    let recent = || site.dated.iter().rev();
    let newest_with_picture = || recent().take(200).find(|id| site.article(**id).card.image.is_some());
    let lead = site.featured.first().or_else(newest_with_picture).or(site.dated.last());
    let featured = site.featured.iter().filter(|id| Some(*id) != lead && site.article(**id).kind == Kind::Model);
    let newest: Vec<ArticleId> = recent().filter(|id| Some(*id) != lead).take(NEWEST).copied().collect();
    let shown = |id: &ArticleId| Some(id) == lead || newest.contains(id);
    let sections = site.lists().filter_map(|(_, list)| {
        let ListOf::Section(at) = list.of else { return None };
        let articles = list.articles.iter().rev().filter(|id| !shown(id)).take(OF_SECTION);
        let cards = world.cards(articles);
        let url = settings.href(&list.address);
        Some(value::map([("title", (&*site.sections[at].title).into()), ("url", url.into()), ("articles", cards)]))
    });
    let fields = site.taxonomies[FIELDS.at()].terms().filter_map(|(_, term)| {
        let list = site.list(term.list?);
        let cards = world.cards(list.articles.iter().rev().take(OF_FIELD));
        let url = settings.href(&list.address);
        (!list.articles.is_empty())
            .then(|| value::map([("title", (&*term.title).into()), ("url", url.into()), ("articles", cards)]))
    });
    let mut context = Context::new();
    let facts = PageFacts {
        kind: "home",
        title: &settings.title,
        description: &settings.description,
        address: Some("/"),
        feed: Some("/rss.xml"),
        within: None,
    };
    context.insert_value("page", page_with(world, &facts, None, structured::home(world)));
    context.insert_value("lead", lead.map_or_else(Value::none, |id| world.card(*id)));
    context.insert_value("newest", world.cards(&newest));
    context.insert_value("featured", world.cards(featured.take(FEATURED)));
    context.insert_value("sections", value::list(sections));
    context.insert_value("fields", value::list(fields));
    context.insert_value("places", terms(world, COMMUNES));
    world.theme.render("home.html", &context, "/", out)
}
