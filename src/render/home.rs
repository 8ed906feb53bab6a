//! The front page.

use super::listing::terms;
use super::machine::{PageFacts, page_with};
use super::world::World;
use super::{numbers, structured, value};
use crate::article::{Kind, Section};
use crate::diagnostic::Diagnostic;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{ArticleId, List, ListOf, Site, Term};
use tera::{Context, Value};

/// So many articles stand in "Tin mới" of the front page.
const NEWEST: usize = 8;
/// So many models that the editor chose stand on the front page.
const FEATURED: usize = 6;
/// So many articles of a section stand on the front page.
const OF_SECTION: usize = 5;
/// So many films, recordings or documents of a section stand on the front page.
const OF_SHELF: usize = 3;
/// So many articles of a field stand on the front page.
const OF_FIELD: usize = 3;

/// The articles of the front page.
pub(super) struct Choice<'s> {
    lead: Option<ArticleId>,
    newest: Vec<ArticleId>,
    featured: Vec<ArticleId>,
    /// Sections and fields with their newest articles, as they stand in blocks.
    sections: Vec<(&'s Section, &'s List, Vec<ArticleId>)>,
    fields: Vec<(&'s Term, &'s List, Vec<ArticleId>)>,
}

impl<'s> Choice<'s> {
    /// The lead is what the editor chose, else the newest article with a picture; nothing stands twice in the upper part.
    pub(super) fn of(site: &'s Site) -> Self {
        let recent = || site.dated.iter().rev();
        let newest_with_picture = || recent().take(200).find(|id| site.article(**id).card.image.is_some());
        let lead = site.featured.first().or_else(newest_with_picture).or(site.dated.last());
        let featured = site.featured.iter().filter(|id| Some(*id) != lead && site.article(**id).kind == Kind::Model);
        let newest: Vec<ArticleId> = recent().filter(|id| Some(*id) != lead).take(NEWEST).copied().collect();
        let is_shown = |id: &ArticleId| Some(id) == lead || newest.contains(id);
        let sections = site.lists().filter_map(|(_, list)| {
            let ListOf::Section(at) = list.of else { return None };
            let section = &site.sections[at];
            let length = if is_shelf(section) { OF_SHELF } else { OF_SECTION };
            let articles = list.articles.iter().rev().filter(|id| !is_shown(id)).take(length);
            Some((section, list, articles.copied().collect()))
        });
        let fields = site.taxonomies[FIELDS.at()].terms().filter_map(|(_, term)| {
            let list = site.list(term.list?);
            let articles = list.articles.iter().rev().take(OF_FIELD).copied().collect();
            (!list.articles.is_empty()).then_some((term, list, articles))
        });
        let (sections, fields) = (sections.collect(), fields.collect());
        Self { lead: lead.copied(), featured: featured.take(FEATURED).copied().collect(), newest, sections, fields }
    }

    /// All of them, each block after its length.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &[ArticleId]> {
        let upper = [self.lead.as_slice(), &self.newest, &self.featured];
        let of_sections = self.sections.iter().map(|(.., articles)| articles.as_slice());
        upper.into_iter().chain(of_sections).chain(self.fields.iter().map(|(.., articles)| articles.as_slice()))
    }
}

/// Films, recordings and documents are looked for, not read in passing: they stand side by side, below what is read.
fn is_shelf(section: &Section) -> bool {
    matches!(section.kind, Kind::Video | Kind::Audio | Kind::Document)
}

/// The front page.
pub(super) fn home(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let settings = &world.settings;
    let choice = Choice::of(&world.site);
    let block = |title: &str, kind: Value, list: &List, articles: &[ArticleId]| {
        let url = settings.href(&list.address).into();
        value::map([("title", title.into()), ("kind", kind), ("url", url), ("articles", world.cards(articles))])
    };
    let (shelves, sections): (Vec<_>, Vec<_>) = choice.sections.iter().partition(|(section, ..)| is_shelf(section));
    let of_sections = |sections: Vec<&(&Section, &List, Vec<ArticleId>)>| {
        value::list(
            sections
                .into_iter()
                .map(|(section, list, articles)| block(&section.title, section.kind.name().into(), list, articles)),
        )
    };
    let fields = choice.fields.iter().map(|(term, list, articles)| block(&term.title, Value::none(), list, articles));
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
    context.insert_value("lead", choice.lead.map_or_else(Value::none, |id| world.card(id)));
    context.insert_value("newest", world.cards(&choice.newest));
    context.insert_value("featured", world.cards(&choice.featured));
    context.insert_value("sections", of_sections(sections));
    context.insert_value("shelves", of_sections(shelves));
    context.insert_value("fields", value::list(fields));
    context.insert_value("places", terms(world, COMMUNES));
    let (numbers, year) = numbers::of_front_page(world);
    context.insert_value("numbers", numbers);
    context.insert_value("numbers_year", year);
    world.theme.render("home.html", &context, "/", out)
}
