//! The register for spreadsheets and programs: `models.csv` and `models.json`.
//!
//! Neither names persons: no lead, no contact, no text of a decision, and of a record about a person neither its name nor
//! its address, which is made of the name.

use super::record::{level, status, subject, years};
use super::world::World;
use crate::base::csv;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{DecisionKind, Level, Record, RecordStatus, Register, Subject, Term};
use serde_json::{Value, json};

/// The words that name the columns of the table.
const COLUMNS: [&str; 16] = [
    "record_code",
    "record_name",
    "record_unit",
    "record_field",
    "csv_group",
    "record_commune",
    "csv_commune_code",
    "record_hamlet",
    "record_level",
    "record_status",
    "record_subject",
    "record_years",
    "record_recognised",
    "csv_decisions",
    "record_origin",
    "csv_address",
];

/// `models.csv`
pub(super) fn csv(world: &World, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    let mut text = String::from(csv::MARK);
    csv::row(&COLUMNS.map(|column| world.theme.words.get(column)), &mut text);
    for (_, record) in register.records() {
        let word = |key: Option<&str>| key.map_or("", |key| world.theme.words.get(key));
        let (field, commune) = (field(world, record), commune(world, record));
        let origin = record.origin.map(|origin| named(world, register.record(origin))).unwrap_or_default();
        csv::row(
            &[
                record.written.code.as_ref().map_or("", |code| &*code.text),
                name(world, record),
                &record.written.unit,
                &field.title,
                &field.group,
                &place(world, record),
                commune.map_or("", |commune| &*commune.code),
                record.written.hamlet.as_deref().unwrap_or_default(),
                word(record.written.level.map(level)),
                word(record.written.status.map(status)),
                word(record.written.subject.map(subject)),
                &years(record),
                world.theme.words.get(if record.written.is_recognised() { "record_yes" } else { "record_no" }),
                &decisions(record),
                &origin,
                &url(world, record).unwrap_or_default(),
            ],
            &mut text,
        );
    }
    out.extend_from_slice(text.as_bytes());
}

/// `models.json`: the records in the order of the file, keys in alphabetical order.
pub(super) fn json(world: &World, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    out.extend_from_slice(b"[");
    for (at, (_, record)) in register.records().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        out.extend_from_slice(object(world, register, record).to_string().as_bytes());
    }
    out.extend_from_slice(b"\n]\n");
}

/// The commune of today, else the district or the province.
fn place(world: &World, record: &Record) -> String {
    let commune = commune(world, record).map(|commune| commune.title.to_string());
    commune.or_else(|| Some(world.places.get(record.place?).text.clone())).unwrap_or_default()
}

fn object(world: &World, register: &Register, record: &Record) -> Value {
    let (field, commune) = (field(world, record), commune(world, record));
    let decisions = record.written.decisions.iter().map(|decision| {
        json!({
            "number": decision.number,
            "date": decision.date.map(|date| date.iso()),
            "issuer": decision.issuer,
            "level": decision.level.map(Level::name),
            "kind": decision.kind.map(DecisionKind::name),
        })
    });
    let figures = record.written.figures.iter().map(|figure| {
        json!({
            "label": figure.label,
            "value": figure.text,
            "unit": figure.unit,
            "year": figure.year,
            "source": figure.source,
        })
    });
    let origin = record.origin.map(|origin| register.record(origin));
    json!({
        "code": record.written.code.as_ref().map(|code| &code.text),
        "name": name(world, record),
        "unit": record.written.unit,
        "field": field.title,
        "group": Some(&field.group).filter(|group| !group.is_empty()),
        "commune": commune.map(|commune| &commune.title),
        "commune_code": commune.map(|commune| &commune.code),
        "hamlet": record.written.hamlet,
        "guided_by": record.written.guided_by,
        "level": record.written.level.map(Level::name),
        "status": record.written.status.map(RecordStatus::name),
        "subject": record.written.subject.map(Subject::name),
        "registered": record.written.registered,
        "recognised": record.written.is_recognised(),
        "replicated": !record.copies.is_empty(),
        "decisions": decisions.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
        "replicated_from": origin.map(|origin| {
            json!({"name": name(world, origin), "unit": origin.written.unit, "url": url(world, origin)})
        }),
        "url": url(world, record),
    })
}

/// A record's name; that of a person stays on the record's own page.
fn name<'w>(world: &'w World, record: &'w Record) -> &'w str {
    if record.written.subject == Some(Subject::Person) {
        return world.theme.words.get("subject_person");
    }
    &record.written.name.text
}

fn named(world: &World, record: &Record) -> String {
    format!("{} – {}", name(world, record), record.written.unit)
}

fn url(world: &World, record: &Record) -> Option<String> {
    (record.written.subject != Some(Subject::Person)).then(|| world.settings.absolute(&record.address))
}

fn field<'w>(world: &'w World, record: &Record) -> &'w Term {
    world.site.term(FIELDS, record.field)
}

fn commune<'w>(world: &'w World, record: &Record) -> Option<&'w Term> {
    record.commune.map(|commune| world.site.term(COMMUNES, commune))
}

/// The numbers of the decisions that recognise a record.
fn decisions(record: &Record) -> String {
    let recognitions =
        record.written.decisions.iter().filter(|decision| decision.kind == Some(DecisionKind::Recognition));
    recognitions.filter_map(|decision| decision.number.as_deref()).collect::<Vec<_>>().join("; ")
}
