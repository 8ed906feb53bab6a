//! The tables of the page of statistics, each with its charts.
//!
//! In: what is counted. Out: values for templates. Each table is a grouping of the same facts.

use super::numbers::Drawing;
use super::world::World;
use super::{record, value};
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{Fact, Measure, RecordStatus, Statistics, TermId, Whereabouts};
use tera::Value;

/// Years: `{rows [{year, registered, first, recognised, total}], charts, undated}`; `undated` counts the models of which
/// the register tells no year.
pub(super) fn by_year(world: &World, statistics: &Statistics) -> Value {
    let (words, years) = (&world.theme.words, statistics.years());
    let told = years.iter().filter(|of| of.registered + of.recognised > 0);
    let rows = told.map(|of| {
        value::map([
            ("year", i64::from(of.year).into()),
            ("registered", of.registered.into()),
            ("first", of.first.into()),
            ("recognised", of.recognised.into()),
            ("total", of.total.into()),
        ])
    });
    let row = |numbers: fn(&crate::site::OfYear) -> Vec<usize>| {
        years.iter().map(|of| (of.year.to_string(), numbers(of))).collect::<Vec<_>>()
    };
    let chart =
        |id, title, head: Vec<&str>, rows| Drawing { id, title: words.get(title), head, rows, largest: None }.columns();
    let head = ["year", "registered_in_year", "first_in_year"].map(|key| words.get(key)).to_vec();
    let charts = [
        chart("_registered", "registered_by_year", head, row(|of| vec![of.registered, of.first])),
        chart("_recognised", "recognised_by_year", Vec::new(), row(|of| vec![of.recognised])),
        chart("_total", "total_by_year", Vec::new(), row(|of| vec![of.total])),
    ];
    let undated = statistics.by(|fact| (fact.measure == Measure::Models).then_some(fact.year.is_some()));
    value::map([
        ("rows", value::list(rows)),
        ("charts", value::list(charts.into_iter().filter(|chart| !chart.is_none()))),
        ("undated", undated.get(&false).copied().unwrap_or_default().into()),
    ])
}

/// Statuses: `{chart, names, rows [{year, cells, total}], totals, total}`: how the models that were registered for the first
/// time in a year are doing today. The last name is that of models without a status, where there are any.
pub(super) fn statuses(world: &World, statistics: &Statistics) -> Value {
    let words = &world.theme.words;
    let of_year = statistics.by(|fact| match fact.measure {
        Measure::Models => Some((fact.year, None)),
        Measure::Status(status) => Some((fact.year, Some(status))),
        _ => None,
    });
    let count =
        |year: Option<i16>, status: Option<RecordStatus>| of_year.get(&(year, status)).copied().unwrap_or_default();
    let known = RecordStatus::WORDS.into_iter().map(|(.., status)| status);
    let known: Vec<RecordStatus> = known.filter(|status| statistics.sum(Measure::Status(*status)) > 0).collect();
    let all = statistics.sum(Measure::Models);
    let mut totals: Vec<usize> = known.iter().map(|status| statistics.sum(Measure::Status(*status))).collect();
    let untold = all - totals.iter().sum::<usize>();
    let mut names: Vec<&str> = known.iter().map(|status| words.get(record::status(*status))).collect();
    if untold > 0 {
        names.push(words.get("untold"));
        totals.push(untold);
    }
    // Models without a year come last.
    let mut years: Vec<Option<i16>> =
        of_year.keys().filter(|(_, status)| status.is_none()).map(|(year, _)| *year).collect();
    years.sort_by_key(|year| (year.is_none(), *year));
    let rows = years.into_iter().map(|year| {
        let mut cells: Vec<usize> = known.iter().map(|status| count(year, Some(*status))).collect();
        let total = count(year, None);
        if untold > 0 {
            cells.push(total - cells.iter().sum::<usize>());
        }
        let year = year.map_or_else(Value::none, |year| i64::from(year).into());
        value::map([("year", year), ("cells", numbers(&cells)), ("total", total.into())])
    });
    let rows = value::list(rows);
    let bars = names.iter().zip(&totals).map(|(name, total)| ((*name).to_owned(), vec![*total])).collect();
    let title = words.get("by_status");
    value::map([
        ("chart", Drawing { id: "_by_status", title, head: Vec::new(), rows: bars, largest: None }.bars()),
        ("names", value::list(names.into_iter().map(Value::from))),
        ("rows", rows),
        ("totals", numbers(&totals)),
        ("total", all.into()),
    ])
}

/// A field in the order of the list, with its group.
fn terms(world: &World) -> Vec<(&str, Vec<TermId>)> {
    let mut groups: Vec<(&str, Vec<TermId>)> = Vec::new();
    for (id, term) in world.site.taxonomies[FIELDS.at()].terms() {
        match groups.iter_mut().find(|(group, _)| *group == &*term.group) {
            Some((_, fields)) => fields.push(id),
            None => groups.push((&term.group, vec![id])),
        }
    }
    groups
}

/// The fields by their groups: `[{title, chart, fields [{title, url, models, recognised, replicated}], models, recognised,
/// replicated}]`.
pub(super) fn fields(world: &World, statistics: &Statistics) -> Value {
    let sums = statistics.by(|fact| Some((fact.measure, fact.field)));
    let of = |measure, fields: &[TermId]| -> usize {
        fields.iter().map(|field| sums.get(&(measure, *field)).copied().unwrap_or_default()).sum()
    };
    let counts =
        |fields: &[TermId]| [Measure::Models, Measure::Recognised, Measure::Replicated].map(|of_| of(of_, fields));
    let groups = terms(world);
    let largest = groups.iter().flat_map(|(_, fields)| fields).map(|field| of(Measure::Models, &[*field])).max();
    let groups = groups.into_iter().enumerate().map(|(at, (group, ids))| {
        let title = if group.is_empty() { world.theme.words.get("other_fields") } else { group };
        let rows = ids.iter().map(|id| {
            let [models, recognised, replicated] = counts(&[*id]);
            value::map([
                ("title", (&*world.site.term(FIELDS, *id).title).into()),
                ("url", url(world, *id)),
                ("models", models.into()),
                ("recognised", recognised.into()),
                ("replicated", replicated.into()),
            ])
        });
        let rows = value::list(rows);
        let bars =
            ids.iter().map(|id| (world.site.term(FIELDS, *id).title.to_string(), vec![of(Measure::Models, &[*id])]));
        let id = format!("_by_field_{}", at + 1);
        let chart = Drawing { id: &id, title, head: Vec::new(), rows: bars.collect(), largest }.bars();
        let [models, recognised, replicated] = counts(&ids);
        value::map([
            ("title", title.into()),
            ("chart", chart),
            ("fields", rows),
            ("models", models.into()),
            ("recognised", recognised.into()),
            ("replicated", replicated.into()),
        ])
    });
    value::list(groups)
}

fn url(world: &World, field: TermId) -> Value {
    let list = world.site.list_of(FIELDS, field);
    value::text(list.map(|list| world.settings.href(&list.address)).as_deref())
}

/// Shares of all models: `{title, chart, rows [{title, count}]}`, those of which nothing is told last.
pub(super) fn shares(
    world: &World,
    statistics: &Statistics,
    id: &str,
    title: &str,
    parts: &[(Measure, &'static str)],
) -> Value {
    let words = &world.theme.words;
    let mut rows: Vec<(&str, usize)> =
        parts.iter().map(|(measure, word)| (words.get(word), statistics.sum(*measure))).collect();
    let untold = statistics.sum(Measure::Models) - rows.iter().map(|(_, count)| count).sum::<usize>();
    rows.push((words.get("untold"), untold));
    rows.retain(|(_, count)| *count > 0);
    let bars = rows.iter().map(|(name, count)| ((*name).to_owned(), vec![*count])).collect();
    let drawing = Drawing { id, title: words.get(title), head: Vec::new(), rows: bars, largest: None };
    let rows = rows.iter().map(|(name, count)| value::map([("title", (*name).into()), ("count", (*count).into())]));
    value::map([("title", words.get(title).into()), ("chart", drawing.bars()), ("rows", value::list(rows))])
}

/// Communes and fields: `{groups [{title, span}], fields [{title, url}], rows [{place {title, url} or none, cells, total}],
/// totals, total}`. Fields without models have no column; communes without have no row.
pub(super) fn places(world: &World, statistics: &Statistics) -> Value {
    let is_model = |fact: &Fact| fact.measure == Measure::Models;
    let cells = statistics.by(|fact| is_model(fact).then_some((fact.place, fact.field)));
    let totals = statistics.by(|fact| is_model(fact).then_some(fact.field));
    let mut groups = terms(world);
    for (_, fields) in &mut groups {
        fields.retain(|field| totals.contains_key(field));
    }
    groups.retain(|(_, fields)| !fields.is_empty());
    let fields: Vec<TermId> = groups.iter().flat_map(|(_, fields)| fields).copied().collect();
    let rows = statistics.by(|fact| is_model(fact).then_some(fact.place)).into_iter().map(|(place, total)| {
        let of_field = |field: &TermId| cells.get(&(place, *field)).copied().unwrap_or_default();
        let place = match place {
            Whereabouts::Commune(commune) => world.term(COMMUNES, commune),
            Whereabouts::Elsewhere => Value::none(),
        };
        let cells: Vec<usize> = fields.iter().map(of_field).collect();
        value::map([("place", place), ("cells", numbers(&cells)), ("total", total.into())])
    });
    let rows = value::list(rows);
    let of_fields: Vec<usize> = fields.iter().map(|field| totals.get(field).copied().unwrap_or_default()).collect();
    let links = fields.iter().map(|field| {
        value::map([("title", (&*world.site.term(FIELDS, *field).title).into()), ("url", url(world, *field))])
    });
    let groups =
        groups.iter().map(|(group, fields)| value::map([("title", (*group).into()), ("span", fields.len().into())]));
    value::map([
        ("groups", value::list(groups)),
        ("fields", value::list(links)),
        ("rows", rows),
        ("totals", numbers(&of_fields)),
        ("total", statistics.sum(Measure::Models).into()),
    ])
}

fn numbers(numbers: &[usize]) -> Value {
    value::list(numbers.iter().map(|number| (*number).into()))
}
