//! Pages that list: sections, terms, crossings, months, indexes of terms.

use super::machine::{PageFacts, page_with};
use super::world::World;
use super::{calendar, numbers, place, record, structured, value};
use crate::diagnostic::Diagnostic;
use crate::plan::{ARCHIVE, Pager, Part, pager_address};
use crate::settings::{COMMUNES, FIELDS, TaxonomyId};
use crate::site::{ArticleId, List, ListId, ListOf};
use crate::theme::Words;
use tera::{Context, Value};

/// All terms of a taxonomy, in its order: `[{title, name, url, count, group}]`.
pub(super) fn terms(world: &World, id: TaxonomyId) -> Value {
    let taxonomy = &world.site.taxonomies[id.at()];
    let terms = taxonomy.index(id).into_iter().filter_map(|(group, term)| {
        let list = world.site.list(term.list?);
        Some(value::map([
            ("title", (&*term.title).into()),
            ("name", (&*term.name).into()),
            ("url", world.settings.href(&list.address).into()),
            ("count", list.articles.len().into()),
            ("group", group.into()),
        ]))
    });
    value::list(terms)
}

/// The index of a taxonomy.
pub(super) fn index(world: &World, id: TaxonomyId, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let taxonomy = &world.site.taxonomies[id.at()];
    let address = taxonomy.address();
    let mut context = Context::new();
    let title = world.label(id);
    let facts = PageFacts { kind: "index", title, description: "", address: Some(&address), feed: None, within: None };
    let structured = structured::collection(world, title, "", &address, &value::list([]));
    context.insert_value("page", page_with(world, &facts, None, structured));
    context.insert_value("taxonomy", taxonomy.settings.name.as_str().into());
    // The groups of an open list are its letters.
    let has_groups = taxonomy.settings.is_open || taxonomy.terms().any(|(_, term)| !term.group.is_empty());
    context.insert_value("is_grouped", has_groups.into());
    context.insert_value("terms", terms(world, id));
    if id == COMMUNES {
        context.insert_value("places", place::index(world));
        return world.theme.render("places.html", &context, &address, out);
    }
    world.theme.render("terms.html", &context, &address, out)
}

/// A page of a list.
pub(super) fn list(world: &World, id: ListId, part: Part, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let list = world.site.list(id);
    let pager = Pager::of(list);
    let (address, newer, older) = match part {
        Part::Newest => {
            let older = (pager.closed() > 0).then(|| pager_address(&list.address, pager.closed()));
            (list.address.to_string(), None, older)
        }
        Part::Closed(number) => {
            let newer = if number == pager.closed() {
                list.address.to_string()
            } else {
                pager_address(&list.address, number + 1)
            };
            let older = (number > 1).then(|| pager_address(&list.address, number - 1));
            (pager_address(&list.address, number), Some(newer), older)
        }
    };
    let articles = &list.articles[pager.on(part)];
    let heading = Heading::of(world, list);
    let feed = list.has_feed.then(|| format!("{}rss.xml", list.address));
    let date = |id: Option<&ArticleId>| id.map_or_else(Value::none, |id| world.of_card(*id, "date"));
    let in_reading_order = list.of.is_in_reading_order();
    let cards = if in_reading_order { world.cards(articles) } else { world.cards(articles.iter().rev()) };
    let href = |address: Option<&str>| value::text(address.map(|address| world.settings.href(address)).as_deref());
    let mut context = Context::new();
    let facts = PageFacts {
        kind: "list",
        title: &heading.title,
        description: &heading.summary,
        address: Some(&address),
        feed: feed.as_deref(),
        within: heading.within.as_deref(),
    };
    let structured = structured::collection(world, &heading.title, &heading.summary, &address, &heading.breadcrumb);
    let podcast = world.site.podcast_address(list);
    context.insert_value("page", page_with(world, &facts, podcast.as_deref(), structured));
    let none = || value::list([]);
    // What stands beside the articles at the list's own address; closed pages do not change with newer articles.
    let (numbers, charts) = if part == Part::Newest { numbers::of_list(world, list) } else { (none(), none()) };
    let value = value::map([
        ("articles", cards),
        ("calendar", if part == Part::Newest { calendar::weeks(world, list) } else { none() }),
        ("charts", charts),
        ("crossings", if part == Part::Newest { crossings(world, list.of) } else { none() }),
        ("days", calendar::days(world, list, articles)),
        ("from", date(articles.first())),
        ("is_compact", list.of.is_compact().into()),
        ("is_newest", (part == Part::Newest).into()),
        ("newer", href(newer.as_deref())),
        ("numbers", numbers),
        ("of", heading.of.as_str().into()),
        ("older", href(older.as_deref())),
        ("place", if part == Part::Newest { place::of_list(world, list.of) } else { Value::none() }),
        ("records", if part == Part::Newest { record::of_list(world, list.of) } else { none() }),
        ("register", record::register_of_list(world, list.of)),
        ("summary", heading.summary.as_str().into()),
        ("title", heading.title.as_str().into()),
        ("to", date(articles.last())),
        ("url", world.settings.href(&list.address).into()),
    ]);
    context.insert_value("list", value);
    context.insert_value("breadcrumb", heading.breadcrumb);
    world.theme.render("list.html", &context, &address, out)
}

/// What a list is called, and what stands above it.
struct Heading {
    of: String,
    title: String,
    summary: String,
    breadcrumb: Value,
    /// The place of the menu that it lies within, by address.
    within: Option<String>,
}

impl Heading {
    fn of(world: &World, list: &List) -> Self {
        let (site, words) = (&world.site, &world.theme.words);
        match list.of {
            ListOf::Section(at) => Self {
                of: "section".to_owned(),
                title: site.sections[at].title.to_string(),
                summary: site.sections[at].summary.to_string(),
                breadcrumb: value::list([]),
                within: Some(list.address.to_string()),
            },
            ListOf::Term(id, term) => Self {
                of: site.taxonomies[id.at()].settings.name.clone(),
                title: site.term(id, term).title.to_string(),
                summary: site.term(id, term).description.to_string(),
                breadcrumb: value::list([world.index(id)]),
                within: Some(site.taxonomies[id.at()].address()),
            },
            ListOf::Unit(id) => Self {
                of: "place".to_owned(),
                title: place::heading(world, id),
                summary: String::new(),
                breadcrumb: value::list([world.index(COMMUNES)]),
                within: Some(site.taxonomies[COMMUNES.at()].address()),
            },
            ListOf::Crossing(commune, field) => Self {
                of: "crossing".to_owned(),
                title: format!("{}: {}", site.term(COMMUNES, commune).title, site.term(FIELDS, field).title),
                summary: String::new(),
                breadcrumb: value::list([world.index(COMMUNES), world.term(COMMUNES, commune)]),
                within: Some(site.taxonomies[COMMUNES.at()].address()),
            },
            ListOf::Month(year, month) => Self {
                of: "month".to_owned(),
                title: month_title(words, year, month),
                summary: String::new(),
                breadcrumb: value::list([value::link(words.get("archive"), world.settings.href(ARCHIVE))]),
                within: None,
            },
        }
    }
}

/// `Tháng 8/2025`
pub(super) fn month_title(words: &Words, year: i16, month: i8) -> String {
    words.fill("month", &[("month", &month.to_string()), ("year", &year.to_string())])
}

/// From a commune to its fields, from a field to its communes: `[{title, url, count}]`.
fn crossings(world: &World, of: ListOf) -> Value {
    let site = &world.site;
    if !matches!(of, ListOf::Term(COMMUNES | FIELDS, _)) {
        return value::list([]);
    }
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
