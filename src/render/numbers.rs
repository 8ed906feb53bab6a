//! Numbers and small charts: those of a commune, of a field, of the front page, and how any chart is handed to templates.
//!
//! In: the world, and what is counted. Out: values for templates. What is nought is not shown: no page names a commune as
//! having none.

use super::value;
use super::world::World;
use crate::drawing::{Chart, Frame, Row, bars, columns};
use crate::plan::{ARCHIVE, STATISTICS};
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{ArticleId, List, ListOf, Measure, Register, Site, Statistics};
use crate::vietnamese::number_vi;
use tera::Value;

/// The width of a drawing in its own units: a unit is a pixel of a narrow telephone.
const WIDTH: u32 = 320;
/// More years cannot be read as columns: the last are drawn, the table has all.
const MOST_YEARS: usize = 12;

/// A number: `{label, value, url}`; none for nought.
pub(super) fn number(world: &World, label: &str, count: usize, url: Option<&str>) -> Option<Value> {
    let label = world.theme.words.get(label).into();
    let number = [("label", label), ("value", count.into()), ("url", value::text(url))];
    (count > 0).then(|| value::map(number))
}

/// What is drawn.
pub(super) struct Drawing<'d> {
    /// Its id; ids in a page are unique.
    pub(super) id: &'d str,
    pub(super) title: &'d str,
    /// What stands in the columns of its rows: of the first, and of each number.
    pub(super) head: Vec<&'d str>,
    pub(super) rows: Vec<(String, Vec<usize>)>,
    /// The number that the scale ends with, where several drawings have one.
    pub(super) largest: Option<usize>,
}

impl Drawing<'_> {
    /// Bars from top to bottom: `{title, svg}`, or none without rows.
    pub(super) fn bars(&self) -> Value {
        if self.rows.is_empty() { Value::none() } else { self.value(bars) }
    }

    /// Columns for years: `{title, svg}`; none for a single year, which is no development.
    pub(super) fn columns(mut self) -> Value {
        let first = self.rows.len().saturating_sub(MOST_YEARS);
        self.rows.drain(..first);
        let is_told = self.rows.iter().any(|(_, numbers)| numbers.first().is_some_and(|number| *number > 0));
        if self.rows.len() > 1 && is_told { self.value(columns) } else { Value::none() }
    }

    fn value(&self, draw: fn(&Chart<'_>, &Frame<'_>) -> String) -> Value {
        let typed: Vec<Vec<String>> =
            self.rows.iter().map(|(_, numbers)| numbers.iter().map(|number| number_vi(*number)).collect()).collect();
        let rows = self.rows.iter().zip(&typed).map(|((label, numbers), typed)| {
            let numbers = numbers.iter().map(|number| length(*number));
            Row { label, cells: typed.iter().map(String::as_str).zip(numbers).collect() }
        });
        let chart = Chart { title: None, head: self.head.clone(), rows: rows.collect() };
        let frame = Frame { id: self.id, title: self.title, width: WIDTH, largest: self.largest.map(length) };
        value::map([("title", self.title.into()), ("svg", Value::safe_string(&draw(&chart, &frame)))])
    }
}

fn length(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A row for every year from the first to the last.
fn every_year(counts: &[(i16, usize)]) -> Vec<(String, Vec<usize>)> {
    let (Some((first, _)), Some((last, _))) = (counts.first(), counts.last()) else { return Vec::new() };
    let of = |year: i16| counts.iter().find(|(other, _)| *other == year).map_or(0, |(_, count)| *count);
    (*first..=*last).map(|year| (year.to_string(), vec![of(year)])).collect()
}

/// What is counted for a commune or a field beside its list.
#[derive(Hash)]
pub(super) struct Counts {
    stories: Vec<(i16, usize)>,
    registered: Vec<(i16, usize)>,
    models: usize,
    recognised: usize,
    /// Of a commune, the fields that its stories tell of; of a field, the communes that have models.
    others: usize,
}

impl Counts {
    /// Those of a list of a commune or a field.
    pub(super) fn of(site: &Site, list: &List) -> Option<Self> {
        let ListOf::Term(COMMUNES | FIELDS, term) = list.of else { return None };
        let is_commune = matches!(list.of, ListOf::Term(COMMUNES, _));
        let of_register = |register: &Register| {
            let records =
                &register.order()[if is_commune { register.of_commune(term) } else { 0..register.order().len() }];
            let records = records.iter().map(|id| register.record(*id));
            Statistics::of(records.filter(|record| is_commune || record.field == term))
        };
        let statistics = site.register.as_ref().map(of_register).unwrap_or_default();
        let registered = statistics.years().into_iter().map(|of| (of.year, of.registered));
        let fields =
            || site.lists().filter(|(_, list)| matches!(list.of, ListOf::Crossing(of, _) if of == term)).count();
        Some(Self {
            stories: site.by_year(&list.articles),
            registered: registered.skip_while(|(_, count)| *count == 0).collect(),
            models: statistics.sum(Measure::Models),
            recognised: statistics.sum(Measure::Recognised),
            others: if is_commune { fields() } else { statistics.communes().count() },
        })
    }
}

/// The numbers of a commune or a field, and the charts of its years.
pub(super) fn of_list(world: &World, list: &List) -> (Value, Value) {
    let Some(counts) = Counts::of(&world.site, list) else { return (value::list([]), value::list([])) };
    let is_commune = matches!(list.of, ListOf::Term(COMMUNES, _));
    let others = if is_commune { "number_fields" } else { "number_communes" };
    let models = if is_commune { "#_records".to_owned() } else { world.settings.href(STATISTICS) };
    let numbers = [
        number(world, "number_stories", list.articles.len(), None),
        number(world, "number_models", counts.models, Some(&models)),
        number(world, "number_recognised", counts.recognised, None),
        number(world, others, counts.others, None),
    ];
    (value::list(numbers.into_iter().flatten()), charts(world, &counts))
}

/// Years: stories, models registered.
fn charts(world: &World, counts: &Counts) -> Value {
    let words = &world.theme.words;
    let chart = |id: &str, title: &str, counts: &[(i16, usize)]| {
        let title = words.get(title);
        Drawing { id, title, head: Vec::new(), rows: every_year(counts), largest: None }.columns()
    };
    let stories = chart("_stories_by_year", "stories_by_year", &counts.stories);
    let registered = chart("_models_by_year", "models_by_year", &counts.registered);
    value::list([stories, registered].into_iter().filter(|chart| !chart.is_none()))
}

/// The numbers of the front page.
#[derive(Hash)]
pub(super) struct OfFrontPage {
    /// The last year of which both the register and the articles tell something; without a register the last that has
    /// articles.
    year: i16,
    models: usize,
    stories: usize,
    communes: usize,
}

impl OfFrontPage {
    pub(super) fn of(site: &Site) -> Option<Self> {
        let stories = site.by_year(&site.dated);
        let records = || site.register.iter().flat_map(Register::records);
        let models_of = |year: i16| records().filter(|(_, record)| record.written.registered.contains(&year)).count();
        let of_both = stories.iter().rev().find(|(year, _)| models_of(*year) > 0);
        let (year, count) = *of_both.or(stories.last())?;
        let year_of = |id: &ArticleId| site.article(*id).card.date.map(|date| date.month().0);
        let from = site.dated.partition_point(|id| year_of(id) < Some(year));
        let mut communes: Vec<_> =
            site.dated[from..from + count].iter().flat_map(|id| site.article(*id).terms(COMMUNES)).collect();
        communes.sort_unstable();
        communes.dedup();
        Some(Self { year, models: models_of(year), stories: count, communes: communes.len() })
    }
}

/// The numbers of the front page, and the year that they are of.
pub(super) fn of_front_page(world: &World) -> (Value, Value) {
    let Some(counts) = OfFrontPage::of(&world.site) else { return (value::list([]), Value::none()) };
    let href = |address: &str| Some(world.settings.href(address));
    let places = world.site.taxonomies[COMMUNES.at()].address();
    let numbers = [
        number(world, "number_registered", counts.models, href(STATISTICS).as_deref()),
        number(world, "number_stories", counts.stories, href(ARCHIVE).as_deref()),
        number(world, "number_places", counts.communes, href(&places).as_deref()),
    ];
    (value::list(numbers.into_iter().flatten()), i64::from(counts.year).into())
}
