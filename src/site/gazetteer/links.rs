//! What became of which unit: by where an entry stands, and by the names under `became`.
//!
//! In: the entries of the file. Out: links from earlier units to later ones, and what is wrong with them: a successor that
//! is not there, or not there on that day; units that became each other in a circle; one code for two units of one time.

use super::file::{Part, WrittenUnit};
use super::kind::UnitKind;
use super::query;
use crate::diagnostic::catalogue::Bearer;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue, nearest};
use std::collections::HashMap;

/// So many names of a circle are told.
const MOST_NAMES: usize = 6;

/// Codes and names that two units had at one time, and units that had none.
pub(super) fn note_doubles(units: &[WrittenUnit], at: &dyn Fn(Span) -> Place, notes: &mut Vec<Diagnostic>) {
    let mut of_code: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut of_name: HashMap<(UnitKind, String), Vec<usize>> = HashMap::new();
    for (here, unit) in units.iter().enumerate() {
        if let (Some(from), Some(until)) = (&unit.from, &unit.until)
            && from.unix() >= until.unix()
        {
            notes.push(catalogue::unit_without_time(at(unit.span), &unit.label(), from, until));
        }
        let overlaps = |other: &&usize| unit.in_force().overlaps(units[**other].in_force());
        if let Some(code) = unit.code.as_deref() {
            let others = of_code.entry(code).or_default();
            if let Some(other) = others.iter().find(overlaps) {
                let other = &units[*other];
                notes.push(catalogue::same_code(at(unit.span), code, &other.label(), other.span.line));
            }
            others.push(here);
        }
        let others = of_name.entry((unit.kind, query::normal(&unit.name))).or_default();
        let is_same_place = |other: &&usize| units[**other].districts.first() == unit.districts.first();
        if let Some(other) = others.iter().filter(overlaps).find(is_same_place) {
            notes.push(catalogue::same_unit(at(unit.span), &unit.label(), units[*other].span.line));
        }
        others.push(here);
    }
}

fn bearer(unit: &WrittenUnit) -> Bearer {
    Bearer { label: unit.label(), district: None, from: unit.from, until: unit.until, is_there: true }
}

/// All links: (earlier, later, how much of it).
pub(super) fn find(
    units: &[WrittenUnit],
    at: &dyn Fn(Span) -> Place,
    notes: &mut Vec<Diagnostic>,
) -> Vec<(usize, usize, Part)> {
    let mut of_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (here, unit) in units.iter().enumerate() {
        for name in [query::normal(&unit.name), query::normal(&unit.label())]
            .into_iter()
            .chain(unit.code.as_deref().map(str::to_owned))
        {
            of_name.entry(name).or_default().push(here);
        }
    }
    let mut links: Vec<(usize, usize, Part, Span)> = Vec::new();
    for (here, unit) in units.iter().enumerate() {
        links.extend(unit.within.iter().map(|(within, part)| (here, *within, *part, unit.span)));
        for mention in &unit.became {
            let known = of_name.get(&query::normal(&mention.text)).map(Vec::as_slice).unwrap_or_default();
            let goes_on = |other: &&usize| unit.in_force().goes_on_as(units[**other].in_force());
            let fitting: Vec<usize> = known.iter().filter(goes_on).copied().collect();
            let others = known.iter().find(|other| **other != here).or(known.first());
            match (fitting.as_slice(), others) {
                ([only], _) => links.push((here, *only, unit.part, mention.span)),
                ([], Some(other)) => links.push((here, *other, unit.part, mention.span)),
                ([], None) => {
                    let today = units.iter().filter(|unit| unit.until.is_none());
                    let labels: Vec<String> = today.map(WrittenUnit::label).collect();
                    let near = nearest(&mention.text, labels.iter().map(String::as_str));
                    notes.push(catalogue::unknown_successor(at(mention.span), &unit.label(), &mention.text, &near));
                }
                (several, _) => {
                    let bearers: Vec<Bearer> = several.iter().map(|other| bearer(&units[*other])).collect();
                    notes.push(catalogue::several_places(at(mention.span), &mention.text, &bearers));
                }
            }
        }
        if unit.until.is_none() && !unit.became.is_empty() {
            notes.push(catalogue::missing_inside(at(unit.span), "đến", "until"));
        }
        if unit.until.is_some() && unit.kind.is_commune_level() && unit.within.is_empty() && unit.became.is_empty() {
            notes.push(catalogue::without_successor(at(unit.span), &unit.label()));
        }
    }
    let is_in_circle = note_circles(units, &links, at, notes);
    links.retain(|(from, to, _, span)| {
        let (earlier, later) = (&units[*from], &units[*to]);
        let Some(day) = earlier.until else { return false };
        if is_in_circle[*from] && is_in_circle[*to] {
            return false;
        }
        let is_there = earlier.in_force().goes_on_as(later.in_force());
        if !is_there {
            notes.push(catalogue::successor_at_another_time(at(*span), &earlier.label(), &later.label(), &day));
        }
        is_there
    });
    links.into_iter().map(|(from, to, part, _)| (from, to, part)).collect()
}

/// Units that became each other: each circle is told once. Tells which units lead into one.
fn note_circles(
    units: &[WrittenUnit],
    links: &[(usize, usize, Part, Span)],
    at: &dyn Fn(Span) -> Place,
    notes: &mut Vec<Diagnostic>,
) -> Vec<bool> {
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    let mut earlier: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    for (from, to, ..) in links {
        later[*from].push(*to);
        earlier[*to].push(*from);
    }
    // Units without an open way onward are no part of a circle; nor are those that only lead to such.
    let mut open: Vec<usize> = later.iter().map(Vec::len).collect();
    let mut ended: Vec<usize> = (0..units.len()).filter(|unit| open[*unit] == 0).collect();
    while let Some(unit) = ended.pop() {
        for before in &earlier[unit] {
            open[*before] -= 1;
            if open[*before] == 0 {
                ended.push(*before);
            }
        }
    }
    let is_open: Vec<bool> = open.into_iter().map(|ways| ways > 0).collect();
    let mut met: Vec<Option<usize>> = vec![None; units.len()];
    for start in (0..units.len()).filter(|unit| is_open[*unit]) {
        let (mut way, mut here) = (Vec::new(), start);
        while met[here].is_none() {
            met[here] = Some(start);
            way.push(here);
            here = later[here].iter().copied().find(|next| is_open[*next]).unwrap_or(here);
        }
        if met[here] == Some(start) {
            let circle = way.iter().skip_while(|unit| **unit != here);
            let names: Vec<String> = circle.map(|unit| units[*unit].label()).take(MOST_NAMES).collect();
            notes.push(catalogue::units_in_circle(at(units[here].span), &names));
        }
    }
    is_open
}
