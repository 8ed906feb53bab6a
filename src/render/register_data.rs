//! The register for spreadsheets and programs: `models.csv` and `models.json`.
//!
//! Neither names persons: no lead, no contact, no text of a decision, and of a record about a person neither its name nor
//! its address, which is made of the name.

use super::record::{level, status, subject, years};
use super::world::World;
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{DecisionKind, Level, Record, RecordStatus, Register, Subject, Term};
use serde_json::{Value, json};

/// The columns of the table.
const COLUMNS: [&str; 16] = [
    "mã",
    "tên",
    "đơn vị",
    "lĩnh vực",
    "nhóm",
    "xã/phường",
    "mã xã",
    "thôn",
    "cấp",
    "trạng thái",
    "đối tượng",
    "năm đăng ký",
    "được công nhận",
    "số quyết định",
    "nhân rộng từ",
    "địa chỉ",
];

/// `models.csv` (RFC 4180). The mark at its start tells spreadsheets that it is UTF-8.
pub(super) fn csv(world: &World<'_>, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    let mut text = String::from("\u{feff}");
    row(&COLUMNS, &mut text);
    for (_, record) in register.records() {
        let word = |key: Option<&str>| key.map_or("", |key| world.theme.words.get(key));
        let (field, commune) = (field(world, record), commune(world, record));
        let origin = record.origin.map(|origin| named(world, register.record(origin))).unwrap_or_default();
        row(
            &[
                record.code.as_ref().map_or("", |code| &*code.text),
                name(world, record),
                &record.unit,
                field.map_or("", |field| &*field.title),
                field.map_or("", |field| &*field.group),
                commune.map_or("", |commune| &*commune.title),
                commune.map_or("", |commune| &*commune.code),
                record.hamlet.as_deref().unwrap_or_default(),
                word(record.level.map(level)),
                word(record.status.map(status)),
                word(record.subject.map(subject)),
                &years(record),
                world.theme.words.get(if record.is_recognised() { "record_yes" } else { "record_no" }),
                &decisions(record),
                &origin,
                &url(world, record).unwrap_or_default(),
            ],
            &mut text,
        );
    }
    out.extend_from_slice(text.as_bytes());
}

fn row(cells: &[&str], out: &mut String) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(text, out);
    }
    out.push_str("\r\n");
}

/// A cell. What a spreadsheet would take for a formula is marked as text (OWASP, "CSV Injection").
fn cell(text: &str, out: &mut String) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_quoted = text.contains(['"', ',', '\r', '\n']);
    if is_quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if is_quoted {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// `models.json`: the records in the order of the file, keys in alphabetical order.
pub(super) fn json(world: &World<'_>, out: &mut Vec<u8>) {
    let Some(register) = &world.site.register else { return };
    out.extend_from_slice(b"[");
    for (at, (_, record)) in register.records().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        out.extend_from_slice(object(world, register, record).to_string().as_bytes());
    }
    out.extend_from_slice(b"\n]\n");
}

fn object(world: &World<'_>, register: &Register, record: &Record) -> Value {
    let (field, commune) = (field(world, record), commune(world, record));
    let decisions = record.decisions.iter().map(|decision| {
        json!({
            "number": decision.number,
            "date": decision.date.map(|date| date.iso()),
            "issuer": decision.issuer,
            "level": decision.level.map(Level::name),
            "kind": decision.kind.map(DecisionKind::name),
        })
    });
    let figures = record.figures.iter().map(|figure| {
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
        "code": record.code.as_ref().map(|code| &code.text),
        "name": name(world, record),
        "unit": record.unit,
        "field": field.map(|field| &field.title),
        "group": field.map(|field| &field.group).filter(|group| !group.is_empty()),
        "commune": commune.map(|commune| &commune.title),
        "commune_code": commune.map(|commune| &commune.code),
        "hamlet": record.hamlet,
        "guided_by": record.guided_by,
        "level": record.level.map(Level::name),
        "status": record.status.map(RecordStatus::name),
        "subject": record.subject.map(Subject::name),
        "registered": record.registered,
        "recognised": record.is_recognised(),
        "replicated": !record.copies.is_empty(),
        "decisions": decisions.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
        "replicated_from": origin.map(|origin| {
            json!({"name": name(world, origin), "unit": origin.unit, "url": url(world, origin)})
        }),
        "url": url(world, record),
    })
}

/// A record's name; that of a person stays on the record's own page.
fn name<'w>(world: &'w World<'_>, record: &'w Record) -> &'w str {
    if record.subject == Some(Subject::Person) {
        return world.theme.words.get("subject_person");
    }
    &record.name.text
}

fn named(world: &World<'_>, record: &Record) -> String {
    format!("{} – {}", name(world, record), record.unit)
}

fn url(world: &World<'_>, record: &Record) -> Option<String> {
    (record.subject != Some(Subject::Person)).then(|| world.settings.absolute(&record.address))
}

fn field<'w>(world: &'w World<'_>, record: &Record) -> Option<&'w Term> {
    record.field.map(|field| world.site.term(FIELDS, field))
}

fn commune<'w>(world: &'w World<'_>, record: &Record) -> Option<&'w Term> {
    record.commune.map(|commune| world.site.term(COMMUNES, commune))
}

/// The numbers of the decisions that recognise a record.
fn decisions(record: &Record) -> String {
    let recognitions = record.decisions.iter().filter(|decision| decision.kind == Some(DecisionKind::Recognition));
    recognitions.filter_map(|decision| decision.number.as_deref()).collect::<Vec<_>>().join("; ")
}
