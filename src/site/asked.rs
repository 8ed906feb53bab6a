//! Places and fields that somebody names while an article is begun: found as in front matter, or by a part of the name.
//!
//! In: what was typed. Out: the name to be written, or the names that it may mean, or what is wrong with it. Knows no file:
//! messages have no place.

use super::gazetteer::{Gazetteer, Lookup, Period, Trouble, Unit, UnitId};
use super::places::PlaceNames;
use super::taxonomy::{Taxonomy, Term};
use crate::diagnostic::catalogue::{self, ClosedList};
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::{COMMUNES, Settings};
use crate::vietnamese::{Order, found_by};

/// What somebody may have meant by a name that was typed, and what is wrong with it as it stands.
pub struct Unclear {
    /// The names that the text is a part of; none where there is none.
    pub names: Vec<String>,
    /// What to say when none of them is chosen.
    pub note: Diagnostic,
}

/// The place that a text means at a time, as front matter should name it.
///
/// # Errors
/// It means none, or may mean several.
pub fn place_asked(typed: &str, period: Period, gazetteer: &Gazetteer, settings: &Settings) -> Result<String, Unclear> {
    let settings = &settings.taxonomies[COMMUNES.at()];
    let mut known = PlaceNames::new(gazetteer, settings);
    let trouble = match known.find(typed, period) {
        Ok(Lookup { unit, .. }) => return Ok(named(gazetteer, unit, period).unwrap_or_else(|| typed.to_owned())),
        Err(trouble) => trouble,
    };
    let mut there: Vec<(UnitId, &Unit)> = gazetteer.units().filter(|(_, unit)| may_be_meant(unit, period)).collect();
    let order = Order::default();
    there.sort_by(|(_, one), (_, other)| order.compare(&one.name, &other.name));
    let names = there.iter().map(|(_, unit)| &*unit.name);
    let labels: Vec<String> = there.iter().map(|(_, unit)| unit.label()).collect();
    let mut found = found_by(typed, names);
    if found.is_empty() {
        found = found_by(typed, labels.iter().map(String::as_str));
    }
    let names: Vec<String> =
        found.iter().map(|at| named(gazetteer, there[*at].0, period).unwrap_or_else(|| labels[*at].clone())).collect();
    match (trouble, names.as_slice()) {
        (Trouble::Unknown, [only]) => Ok(only.clone()),
        (Trouble::Unknown, [_, _, ..]) => {
            let list = ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
            Err(unclear(names, |names| catalogue::part_of_several(list, typed, names)))
        }
        (trouble, _) => Err(Unclear { names, note: without_place(known.tell(nowhere(), typed, period, &trouble)) }),
    }
}

/// Units of the two lowest levels that were there.
fn may_be_meant(unit: &Unit, period: Period) -> bool {
    (unit.kind.is_commune_level() || unit.kind.is_district_level()) && unit.is_there(period)
}

/// How front matter names a unit so that it is found again: with the word for its kind, with its district if need be.
/// `None` where only its own words will do (`Toàn tỉnh`, `Ngoài tỉnh: …`).
fn named(gazetteer: &Gazetteer, id: UnitId, period: Period) -> Option<String> {
    let unit = gazetteer.unit(id);
    let label = unit.label();
    let district = unit.districts.first().map(|district| format!("{label}, {}", gazetteer.unit(*district).label()));
    let is_found = |name: &String| gazetteer.find(name, period) == Ok(Lookup { unit: id, warning: None });
    let is_plain = unit.kind.is_commune_level() || unit.kind.is_district_level();
    [Some(label), district].into_iter().flatten().filter(|_| is_plain).find(is_found)
}

/// The field that a text means.
///
/// # Errors
/// It means none, or may mean several.
pub fn field_asked(typed: &str, fields: &Taxonomy) -> Result<String, Unclear> {
    if let Some(id) = fields.find(typed) {
        return Ok(fields.term(id).name.to_string());
    }
    let terms: Vec<&Term> = fields.terms().map(|(_, term)| term).collect();
    let found = found_by(typed, terms.iter().map(|term| &*term.name));
    let names: Vec<String> = found.iter().map(|at| terms[*at].name.to_string()).collect();
    let settings = &fields.settings;
    let list = ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
    match names.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let note = catalogue::unknown_term(nowhere(), list, typed, &fields.nearest(typed), &fields.advice(typed));
            Err(Unclear { names, note: without_place(note) })
        }
        _ => Err(unclear(names, |names| catalogue::part_of_several(list, typed, names))),
    }
}

fn unclear(names: Vec<String>, note: impl FnOnce(&[&str]) -> Diagnostic) -> Unclear {
    let note = note(&names.iter().map(String::as_str).collect::<Vec<_>>());
    Unclear { names, note }
}

fn nowhere() -> Place {
    Place::file("")
}

fn without_place(note: Diagnostic) -> Diagnostic {
    Diagnostic { place: None, ..note }
}
