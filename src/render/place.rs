//! Places for templates: each under the name that it had then, with what it is today; what a unit was formed of and became;
//! the index of places.

use super::value;
use super::world::World;
use crate::settings::{COMMUNES, Settings};
use crate::site::{ArticleId, Gazetteer, ListOf, Part, PlaceNamed, Site, TermId, Unit, UnitId, UnitKind};
use crate::theme::Words;
use crate::vietnamese::{Moment, Order, initial};
use tera::Value;

/// A commune's page shows so many stories that are told of its former districts.
const OF_DISTRICT: usize = 3;

/// A place as articles show it.
pub(super) struct Shown {
    /// `Xã Cẩm Vịnh, nay thuộc xã Cẩm Bình`
    pub(super) text: String,
    pub(super) title: String,
    /// `nay thuộc xã Cẩm Bình`
    pub(super) today: Option<String>,
    pub(super) url: String,
    /// Whether a page tells of it.
    pub(super) has_page: bool,
    /// `{title, text, url, today}`
    pub(super) value: Value,
}

/// All places as articles show them.
pub(super) struct Places {
    shown: Vec<Shown>,
}

impl Places {
    pub(super) fn new(settings: &Settings, site: &Site, words: &Words) -> Self {
        let shown = site.gazetteer.units().map(|(_, unit)| {
            let (title, today) = (title(unit, words), today(&site.gazetteer, unit));
            let note = today.as_ref().map(|today| words.fill("now_part_of", &[("places", today)]));
            let text = note.as_ref().map_or_else(|| title.clone(), |note| format!("{title}, {note}"));
            let address = address(site, unit);
            let (has_page, url) = (address != "/", settings.href(&address));
            let value = value::map([
                ("title", title.as_str().into()),
                ("text", text.as_str().into()),
                ("url", url.as_str().into()),
                ("today", value::text(today.as_deref())),
            ]);
            Shown { text, title, today: note, url, has_page, value }
        });
        Self { shown: shown.collect() }
    }

    /// A place as it is shown.
    pub(super) fn get(&self, id: UnitId) -> &Shown {
        &self.shown[id.at()]
    }

    /// A place as templates see it, by its place in the gazetteer.
    pub(super) fn value(&self, at: usize) -> &Value {
        &self.shown[at].value
    }

    /// A place as an article names it.
    pub(super) fn named(&self, place: &PlaceNamed) -> Value {
        let shown = self.get(place.unit);
        match &place.detail {
            Some(detail) => value::map([
                ("title", (&**detail).into()),
                ("text", (&**detail).into()),
                ("url", shown.url.as_str().into()),
                ("today", Value::none()),
            ]),
            None => shown.value.clone(),
        }
    }
}

/// The name of a unit as a heading. Former districts are told as such: ten communes of today have the names of districts.
fn title(unit: &Unit, words: &Words) -> String {
    match unit.kind {
        UnitKind::Province => words.get("whole_province").to_owned(),
        UnitKind::Outside => words.get("outside_province").to_owned(),
        kind if kind.is_district_level() && unit.until.is_some() => {
            words.fill("former_unit", &[("name", &unit.title())])
        }
        _ => unit.title(),
    }
}

/// What a former unit is today, where that has another name.
fn today(gazetteer: &Gazetteer, unit: &Unit) -> Option<String> {
    if !unit.is_former || !unit.kind.is_commune_level() {
        return None;
    }
    let labels: Vec<String> = unit.today.iter().map(|(term, _)| gazetteer.of_term(*term).label()).collect();
    (!labels.is_empty() && labels != [unit.label()]).then(|| labels.join(", "))
}

/// Where readers find the stories of a place: the page of the one commune of today that it lies in, else its own.
fn address(site: &Site, unit: &Unit) -> String {
    let commune = unit.commune_of_today().and_then(|term| site.term(COMMUNES, term).list);
    commune.or(unit.list).map_or_else(|| "/".to_owned(), |list| site.list(list).address.to_string())
}

/// The unit that a list is of: of a commune of today, of a former one, of a district.
pub(super) fn unit_of(site: &Site, of: ListOf) -> Option<&Unit> {
    match of {
        ListOf::Term(COMMUNES, term) => Some(site.gazetteer.of_term(term)),
        ListOf::Unit(id) => Some(site.gazetteer.unit(id)),
        _ => None,
    }
}

/// The title of the list of a unit.
pub(super) fn heading(world: &World, id: UnitId) -> String {
    let (unit, words) = (world.site.gazetteer.unit(id), &world.theme.words);
    if unit.is_former { words.fill("former_unit", &[("name", &unit.title())]) } else { title(unit, words) }
}

/// What the page of a place tells of it: `{from, until, is_former, districts, formed_of, became, communes, stories}`.
pub(super) fn of_list(world: &World, of: ListOf) -> Value {
    let (site, words) = (&world.site, &world.theme.words);
    let Some(unit) = unit_of(site, of) else { return Value::none() };
    if matches!(unit.kind, UnitKind::Province | UnitKind::Outside) {
        return Value::none();
    }
    let gazetteer = &site.gazetteer;
    let of_page = unit;
    let own_page = |id: UnitId, part: Part| {
        let unit = gazetteer.unit(id);
        let list = unit.term.map_or(unit.list, |term| site.term(COMMUNES, term).list);
        let url = list.map(|list| world.settings.href(&site.list(list).address));
        value::map([
            ("title", title(unit, words).into()),
            ("label", lower(&title(unit, words)).into()),
            ("url", value::text(url.as_deref())),
            ("part", value::text(part_word(part).map(|word| words.get(word)))),
            ("joined", world.date(unit.until.as_ref().filter(|until| joined_later(of_page, until)))),
            ("district", value::text(unit.districts.first().map(|id| gazetteer.unit(*id).label()).as_deref())),
        ])
    };
    // What is decided for a day to come is told from that day on.
    let formed_of = unit.formed_of.iter().filter(|(id, _)| gazetteer.unit(*id).is_former);
    let became = unit.became.iter().filter(|_| unit.is_former);
    let communes = |units: &[(TermId, Part)]| value::list(units.iter().map(|(term, _)| commune(world, *term)));
    let is_district = unit.kind.is_district_level();
    value::map([
        ("kind", unit.kind.word().into()),
        ("code", (&*unit.code).into()),
        ("from", world.date(unit.from.as_ref())),
        ("until", world.date(unit.until.as_ref().filter(|_| unit.is_former))),
        ("is_former", unit.is_former.into()),
        ("districts", value::list(unit.districts.iter().map(|id| own_page(*id, Part::Whole)))),
        ("district_names", labels(gazetteer, &unit.districts).into()),
        ("formed_of", value::list(formed_of.map(|(id, part)| own_page(*id, *part)))),
        ("became", value::list(became.map(|(id, part)| own_page(*id, *part)))),
        ("communes", if is_district { communes(&unit.today) } else { value::list([]) }),
        ("stories", if unit.term.is_some() { world.cards(&stories_of_districts(site, unit)) } else { value::list([]) }),
    ])
}

/// Whether what ended on a day went into a unit that was there before.
fn joined_later(unit: &Unit, day: &Moment) -> bool {
    !unit.is_former && unit.from.is_some_and(|from| from.unix() < day.unix())
}

/// A title within a sentence: `huyện Cẩm Xuyên (cũ)`.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `huyện Thạch Hà, huyện Lộc Hà`
fn labels(gazetteer: &Gazetteer, units: &[UnitId]) -> String {
    units.iter().map(|id| gazetteer.unit(*id).label()).collect::<Vec<_>>().join(", ")
}

/// The newest stories that are told of the former districts of a commune and of no commune.
pub(super) fn stories_of_districts(site: &Site, unit: &Unit) -> Vec<ArticleId> {
    let lists = unit.districts.iter().filter_map(|id| site.gazetteer.unit(*id).list);
    let mut ids: Vec<ArticleId> =
        lists.flat_map(|list| site.list(list).articles.iter().rev().take(OF_DISTRICT).copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().rev().take(OF_DISTRICT).collect()
}

fn part_word(part: Part) -> Option<&'static str> {
    match part {
        Part::Whole => None,
        Part::Some => Some("part_some"),
        Part::People => Some("part_people"),
        Part::Area => Some("part_area"),
    }
}

/// A commune of today in an index: `{title, name, url, count, records, former}`.
fn commune(world: &World, id: TermId) -> Value {
    let site = &world.site;
    let term = site.term(COMMUNES, id);
    let list = term.list.map(|list| site.list(list));
    let records = site.register.as_ref().map_or(0, |register| register.of_commune(id).len());
    let former = site.gazetteer.of_term(id).formed_of.iter().map(|(id, _)| site.gazetteer.unit(*id).title());
    value::map([
        ("title", (&*term.title).into()),
        ("label", site.gazetteer.of_term(id).label().into()),
        ("name", (&*term.name).into()),
        ("url", list.map_or_else(Value::none, |list| world.settings.href(&list.address).into())),
        ("count", list.map_or(0, |list| list.articles.len()).into()),
        ("records", records.into()),
        ("former", former.collect::<Vec<_>>().join(", ").into()),
    ])
}

/// What the index of places shows: `{total, districts, former}`: how many articles tell of communes, each once; former
/// districts with their communes of today; all former names.
pub(super) fn index(world: &World) -> Value {
    let site = &world.site;
    let total = site.articles().filter(|(_, entry)| entry.term(COMMUNES).is_some()).count();
    let url = |unit: &Unit| value::text(unit.list.map(|list| world.settings.href(&site.list(list).address)).as_deref());
    let shown: Vec<&Unit> = site.gazetteer.units().map(|(_, unit)| unit).filter(|unit| unit.list.is_some()).collect();
    let names: Vec<&str> = shown.iter().map(|unit| &*unit.name).collect();
    let mut units: Vec<(usize, &Unit)> = Order::default().ranks(&names).into_iter().zip(shown).collect();
    units.sort_by_key(|(rank, _)| *rank);
    let units: Vec<&Unit> = units.into_iter().map(|(_, unit)| unit).collect();
    let districts = units.iter().filter(|unit| unit.kind.is_district_level()).map(|unit| {
        value::map([
            ("title", title(unit, &world.theme.words).into()),
            ("url", url(unit)),
            ("count", unit.list.map_or(0, |list| site.list(list).articles.len()).into()),
            ("communes", value::list(unit.today.iter().map(|(term, _)| commune(world, *term)))),
        ])
    });
    // One that only grew, or got another code, stands once: its pages name each other.
    let went_on = |unit: &Unit| {
        unit.became.iter().any(|(id, _)| {
            let later = site.gazetteer.unit(*id);
            later.is_former && later.title() == unit.title()
        })
    };
    let former = units.iter().filter(|unit| unit.kind.is_commune_level() && !went_on(unit)).map(|unit| {
        let labels = unit.today.iter().map(|(term, _)| site.gazetteer.of_term(*term).label());
        value::map([
            ("title", unit.title().into()),
            ("name", (&*unit.name).into()),
            ("url", url(unit)),
            ("today", labels.collect::<Vec<_>>().join(", ").into()),
            ("letter", initial(&unit.name).into()),
        ])
    });
    let others = units.iter().filter(|unit| matches!(unit.kind, UnitKind::Province | UnitKind::Outside)).map(|unit| {
        let count = unit.list.map_or(0, |list| site.list(list).articles.len());
        value::map([("title", title(unit, &world.theme.words).into()), ("url", url(unit)), ("count", count.into())])
    });
    value::map([
        ("total", total.into()),
        ("districts", value::list(districts)),
        ("former", value::list(former)),
        ("others", value::list(others)),
    ])
}
