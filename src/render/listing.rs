//! Pages that list: the front page, sections, terms, crossings, indexes of terms.

use super::machine::{PageFacts, page};
use super::value;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::plan::{Pager, Part, pager_address};
use crate::site::{ArticleId, COMMUNES, FIELDS, ListId, ListOf, TaxonomyId};
use tera::{Context, Value};

/// So many articles stand in "Tin mới" of the front page.
const NEWEST: usize = 8;
/// So many articles of a section stand on the front page.
const OF_SECTION: usize = 5;
/// So many articles of a field stand on the front page.
const OF_FIELD: usize = 3;

/// The front page. The lead is the newest article with a picture; nothing stands twice in the upper part.
pub(super) fn home(world: &World<'_>, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let (site, settings) = (world.site, world.settings);
    let recent = || site.dated.iter().rev();
    let lead = recent().take(200).find(|id| site.article(**id).card.image.is_some()).or(site.dated.last());
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
    };
    context.insert_value("page", page(world, &facts));
    context.insert_value("lead", lead.map_or_else(Value::none, |id| world.card(*id)));
    context.insert_value("newest", world.cards(&newest));
    context.insert_value("sections", value::list(sections));
    context.insert_value("fields", value::list(fields));
    context.insert_value("places", terms(world, COMMUNES));
    world.theme.render("home.html", &context, "/", out)
}

/// All terms of a taxonomy, in its order: `[{title, name, url, count, group}]`.
fn terms(world: &World<'_>, taxonomy: TaxonomyId) -> Value {
    let terms = world.site.taxonomies[taxonomy.at()].terms().filter_map(|(_, term)| {
        let list = world.site.list(term.list?);
        Some(value::map([
            ("title", (&*term.title).into()),
            ("name", (&*term.name).into()),
            ("url", world.settings.href(&list.address).into()),
            ("count", list.articles.len().into()),
            ("group", (&*term.group).into()),
        ]))
    });
    value::list(terms)
}

/// The index of a taxonomy.
pub(super) fn index(world: &World<'_>, id: TaxonomyId, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let taxonomy = &world.site.taxonomies[id.at()];
    let address = taxonomy.address();
    let mut context = Context::new();
    let facts =
        PageFacts { kind: "index", title: taxonomy.label, description: "", address: Some(&address), feed: None };
    context.insert_value("page", page(world, &facts));
    context.insert_value("taxonomy", taxonomy.name.into());
    context.insert_value("terms", terms(world, id));
    world.theme.render("terms.html", &context, &address, out)
}

/// A page of a list.
pub(super) fn list(world: &World<'_>, id: ListId, part: Part, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let list = world.site.list(id);
    let pager = Pager::new(list.articles.len());
    let (address, range, newer, older) = match part {
        Part::Newest => {
            let older = (pager.closed() > 0).then(|| pager_address(&list.address, pager.closed()));
            (list.address.to_string(), pager.on_newest(), None, older)
        }
        Part::Closed(number) => {
            let newer = if number == pager.closed() {
                list.address.to_string()
            } else {
                pager_address(&list.address, number + 1)
            };
            let older = (number > 1).then(|| pager_address(&list.address, number - 1));
            (pager_address(&list.address, number), pager.on_closed(number), Some(newer), older)
        }
    };
    let articles = &list.articles[range];
    let words = Words::of(world, list.of);
    let feed = list.has_feed().then(|| format!("{}rss.xml", list.address));
    let date = |id: Option<&ArticleId>| value::date(id.and_then(|id| world.site.article(*id).card.date.as_ref()));
    let href = |address: Option<&str>| value::text(address.map(|address| world.settings.href(address)).as_deref());
    let mut context = Context::new();
    let facts = PageFacts {
        kind: "list",
        title: &words.title,
        description: &words.summary,
        address: Some(&address),
        feed: feed.as_deref(),
    };
    context.insert_value("page", page(world, &facts));
    let value = value::map([
        ("title", words.title.as_str().into()),
        ("summary", words.summary.as_str().into()),
        ("of", words.of.into()),
        ("url", world.settings.href(&list.address).into()),
        ("is_newest", (part == Part::Newest).into()),
        ("articles", world.cards(articles.iter().rev())),
        ("from", date(articles.first())),
        ("to", date(articles.last())),
        ("newer", href(newer.as_deref())),
        ("older", href(older.as_deref())),
        ("crossings", if part == Part::Newest { crossings(world, list.of) } else { Value::from(Vec::<Value>::new()) }),
    ]);
    context.insert_value("list", value);
    context.insert_value("breadcrumb", words.breadcrumb);
    world.theme.render("list.html", &context, &address, out)
}

/// What a list is called, and what stands above it.
struct Words {
    of: &'static str,
    title: String,
    summary: String,
    breadcrumb: Value,
}

impl Words {
    fn of(world: &World<'_>, of: ListOf) -> Self {
        let (site, settings) = (world.site, world.settings);
        let index = |id: TaxonomyId| {
            let taxonomy = &site.taxonomies[id.at()];
            value::link(taxonomy.label, settings.href(&taxonomy.address()))
        };
        match of {
            ListOf::Section(at) => Self {
                of: "section",
                title: site.sections[at].title.to_string(),
                summary: site.sections[at].summary.to_string(),
                breadcrumb: value::list([]),
            },
            ListOf::Term(id, term) => Self {
                of: site.taxonomies[id.at()].name,
                title: site.term(id, term).title.to_string(),
                summary: site.term(id, term).description.to_string(),
                breadcrumb: value::list([index(id)]),
            },
            ListOf::Crossing(commune, field) => Self {
                of: "crossing",
                title: format!("{}: {}", site.term(COMMUNES, commune).title, site.term(FIELDS, field).title),
                summary: String::new(),
                breadcrumb: value::list([index(COMMUNES), world.term(COMMUNES, commune)]),
            },
        }
    }
}

/// From a commune to its fields, from a field to its communes: `[{title, url, count}]`.
fn crossings(world: &World<'_>, of: ListOf) -> Value {
    let site = world.site;
    let found = site.lists().filter_map(|(_, list)| {
        let ListOf::Crossing(commune, field) = list.of else { return None };
        let other = match of {
            ListOf::Term(COMMUNES, term) if term == commune => site.term(FIELDS, field),
            ListOf::Term(FIELDS, term) if term == field => site.term(COMMUNES, commune),
            _ => return None,
        };
        let (url, count) = (world.settings.href(&list.address), list.articles.len());
        Some(value::map([("title", (&*other.title).into()), ("url", url.into()), ("count", count.into())]))
    });
    value::list(found)
}
