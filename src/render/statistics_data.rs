//! What is counted of the register for spreadsheets and programs: `thong-ke.csv`, `thong-ke.json`.
//!
//! The table is long: a row for everything that is counted, which any spreadsheet groups anew. It has no sums, so that
//! nothing is counted twice. Neither file names a person or a model.

use super::record::{level, status, subject};
use super::statistics::of_all;
use super::world::World;
use crate::base::csv;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{Fact, Level, Measure, OfYear, RecordStatus, Register, Statistics, Subject, TermId, Whereabouts};
use serde_json::{Map, Value, json};

/// The words that name the columns of the table.
const COLUMNS: [&str; 7] =
    ["csv_measure", "year", "csv_group", "record_field", "record_commune", "csv_commune_code", "number"];

/// `thong-ke.csv`
pub(super) fn csv(world: &World, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    let words = &world.theme.words;
    let mut text = String::from(csv::MARK);
    csv::row(&COLUMNS.map(|column| words.get(column)), &mut text);
    for (fact, count) in of_all(register).facts() {
        let field = world.site.term(FIELDS, fact.field);
        let (place, code) = match fact.place {
            Whereabouts::Commune(commune) => {
                let commune = world.site.term(COMMUNES, commune);
                (&*commune.title, &*commune.code)
            }
            Whereabouts::Elsewhere => (words.get("register_elsewhere"), ""),
        };
        let year = fact.year.map(|year| year.to_string()).unwrap_or_default();
        let row = [&measure(world, fact.measure), &*year, &field.group, &field.title, place, code, &count.to_string()];
        csv::row(&row, &mut text);
    }
    out.extend_from_slice(text.as_bytes());
}

/// What readers call a measure.
fn measure(world: &World, measure: Measure) -> String {
    let words = &world.theme.words;
    let of = |of: &str, word: &str| format!("{}: {}", words.get(of), words.get(word));
    match measure {
        Measure::Models => words.get("measure_models").to_owned(),
        Measure::Registered => words.get("measure_registered").to_owned(),
        Measure::Recognitions => words.get("measure_recognitions").to_owned(),
        Measure::Recognised => words.get("measure_recognised").to_owned(),
        Measure::Replicated => words.get("measure_replicated").to_owned(),
        Measure::Status(of_model) => of("record_status", status(of_model)),
        Measure::Level(of_model) => of("record_level", level(of_model)),
        Measure::Subject(of_model) => of("record_subject", subject(of_model)),
    }
}

/// `thong-ke.json`: the tables of the page, keys in alphabetical order.
pub(super) fn json(world: &World, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    let statistics = of_all(register);
    let value = json!({
        "title": world.theme.words.get("statistics"),
        "note": world.theme.words.get("statistics_note"),
        "models": statistics.sum(Measure::Models),
        "recognised": statistics.sum(Measure::Recognised),
        "replicated": statistics.sum(Measure::Replicated),
        "years": statistics.years().iter().map(year).collect::<Vec<_>>(),
        "statuses": shares(&statistics, RecordStatus::WORDS.map(|(.., of)| (Measure::Status(of), of.name()))),
        "levels": shares(&statistics, Level::WORDS.map(|(.., of)| (Measure::Level(of), of.name()))),
        "subjects": shares(&statistics, Subject::WORDS.map(|(.., of)| (Measure::Subject(of), of.name()))),
        "fields": fields(world, &statistics),
        "communes": communes(world, register, &statistics),
        "elsewhere": of_fields(world, &statistics, Whereabouts::Elsewhere),
    });
    out.extend_from_slice(value.to_string().as_bytes());
    out.push(b'\n');
}

fn year(of: &OfYear) -> Value {
    json!({
        "year": of.year,
        "registered": of.registered,
        "registered_first": of.first,
        "recognised": of.recognised,
        "models_so_far": of.total,
    })
}

/// Counts by their English names; what nothing is told of is in none.
fn shares<const N: usize>(statistics: &Statistics, parts: [(Measure, &'static str); N]) -> Value {
    Value::Object(parts.into_iter().map(|(of, name)| (name.to_owned(), statistics.sum(of).into())).collect())
}

fn fields(world: &World, statistics: &Statistics) -> Vec<Value> {
    let sums = statistics.by(|fact| Some((fact.measure, fact.field)));
    let of = |measure, field: TermId| sums.get(&(measure, field)).copied().unwrap_or_default();
    let terms = world.site.taxonomies[FIELDS.at()].terms();
    let field = |(id, term): (TermId, &crate::site::Term)| {
        json!({
            "field": term.title,
            "group": Some(&term.group).filter(|group| !group.is_empty()),
            "models": of(Measure::Models, id),
            "recognised": of(Measure::Recognised, id),
            "replicated": of(Measure::Replicated, id),
        })
    };
    terms.map(field).collect()
}

/// The communes that have records, by the alphabet.
fn communes(world: &World, register: &Register, statistics: &Statistics) -> Vec<Value> {
    let commune = |id: TermId| {
        let term = world.site.term(COMMUNES, id);
        json!({
            "commune": term.title,
            "code": term.code,
            "models": register.of_commune(id).len(),
            "fields": of_fields(world, statistics, Whereabouts::Commune(id)),
        })
    };
    statistics.communes().map(commune).collect()
}

fn of_fields(world: &World, statistics: &Statistics, place: Whereabouts) -> Map<String, Value> {
    let is_here = |fact: &Fact| fact.measure == Measure::Models && fact.place == place;
    let sums = statistics.by(|fact| is_here(fact).then_some(fact.field));
    sums.into_iter().map(|(field, count)| (world.site.term(FIELDS, field).title.to_string(), count.into())).collect()
}
