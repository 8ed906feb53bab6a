//! The file of the register, `models.yaml`: one record per model.
//!
//! In: the text of the file. Out: records as they are written, and what was noticed in each by itself. Knows neither
//! terms nor stories.

use super::record::{Contact, Decision, DecisionKind, Level, RecordStatus, Subject, WrittenRecord};
use crate::article::{FIGURE_KEYS, Mention, PICTURE_KEYS, Picture, parts};
use crate::diagnostic::{Diagnostic, catalogue, has_errors};
use crate::settings::Settings;
use crate::yaml::{Fields, Key, Reader, Shape, Value, key};
use rayon::prelude::*;
use std::ops::RangeInclusive;

/// The register's file below `content/`.
pub const REGISTER_FILE: &str = "models.yaml";

/// Years that a model can have been registered in.
const YEARS: RangeInclusive<i16> = 1990..=2100;
/// The last month in which there were districts (Nghị quyết 1665/NQ-UBTVQH15).
const LAST_OF_DISTRICTS: (i16, i8) = (2025, 6);

static CONTACT: &[Key] = &[
    key("đơn vị", "unit", Shape::Text),
    key("chức vụ", "post", Shape::Text),
    key("điện thoại", "telephone", Shape::Text),
];

static DECISION: &[Key] = &[
    key("số", "number", Shape::Text),
    key("ngày", "date", Shape::Value),
    key("cơ quan", "issuer", Shape::Text),
    key("cấp", "level", Shape::Value),
    key("loại", "kind", Shape::Value),
    key("nội dung", "text", Shape::Text),
];

static RECORD: &[Key] = &[
    key("tên", "name", Shape::Text),
    key("đơn vị", "unit", Shape::Text),
    key("mã", "code", Shape::Text),
    key("lĩnh vực", "field", Shape::Text),
    key("địa phương", "commune", Shape::Text),
    key("thôn", "hamlet", Shape::Text),
    key("đơn vị hướng dẫn", "guided_by", Shape::Text),
    key("người phụ trách", "lead", Shape::Text),
    key("liên hệ", "contact", Shape::Map(CONTACT)),
    key("năm đăng ký", "registered", Shape::Texts),
    key("cấp", "level", Shape::Value),
    key("trạng thái", "status", Shape::Value),
    key("quyết định", "decisions", Shape::Maps(DECISION)),
    key("số liệu", "figures", Shape::Maps(FIGURE_KEYS)),
    key("nhân rộng từ", "replicated_from", Shape::Text),
    key("đối tượng", "subject", Shape::Value),
    key("ảnh", "images", Shape::Maps(PICTURE_KEYS)),
    key("slug", "slug", Shape::Value),
];

/// So many records are read at a time; such parts are read in parallel.
const PART: usize = 256;

/// What the register's file holds.
#[derive(Debug, Default)]
pub struct RegisterFile {
    /// In the order of the file.
    pub records: Vec<WrittenRecord>,
    /// Whether all that stands there could be read: if not, a record that is looked for may be one that could not.
    pub is_whole: bool,
}

/// Reads the register from its file at `path`.
pub fn parse_register(path: &str, text: &str, settings: &Settings) -> (RegisterFile, Vec<Diagnostic>) {
    let parts = parts(text);
    let parts: Vec<_> = parts.into_par_iter().map(|(line, part)| parse_part(path, part, line, settings)).collect();
    let mut file = RegisterFile::default();
    let mut notes = Vec::new();
    for (records, own) in parts {
        file.records.extend(records);
        notes.extend(own);
    }
    file.is_whole = !has_errors(&notes);
    (file, notes)
}

/// A text cut before lines that begin a record, each part with the number of its first line. Whatever a record holds
/// stands deeper than its hyphen. A text that is no list at the left margin stays whole.
fn parts(text: &str) -> Vec<(u32, &str)> {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    if !first.is_some_and(|line| line.starts_with("- ")) {
        return vec![(1, text)];
    }
    let (mut parts, mut from, mut from_line, mut records) = (Vec::new(), 0, 1, 0);
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if line.starts_with("- ") {
            if records == PART {
                parts.push((from_line, &text[from..at]));
                (from, from_line, records) = (at, number, 0);
            }
            records += 1;
        }
        at += line.len();
    }
    parts.push((from_line, &text[from..]));
    parts
}

fn parse_part(path: &str, text: &str, first_line: u32, settings: &Settings) -> (Vec<WrittenRecord>, Vec<Diagnostic>) {
    let mut file = File { reader: Reader::new(path), settings };
    let node = file.reader.parse(text, first_line, RECORD);
    let mut records = Vec::new();
    match node.as_ref().map(|node| (&node.value, node.span)) {
        None | Some((Value::Nothing, _)) => {}
        Some((Value::List(items), _)) => {
            for item in items {
                let fields = file.reader.fields(item, path, RECORD);
                records.extend(fields.and_then(|fields| file.record(&fields)));
            }
        }
        Some((_, span)) => {
            let expected = catalogue::Expected::Maps;
            file.reader.note(catalogue::wrong_type(file.reader.at(span), path, expected));
        }
    }
    (records, file.reader.notes)
}

struct File<'r> {
    reader: Reader<'r>,
    settings: &'r Settings,
}

impl File<'_> {
    /// A record; `None` when it lacks what it is known by.
    fn record(&mut self, fields: &Fields<'_>) -> Option<WrittenRecord> {
        let name = self.required(fields, "name", "tên");
        let unit = self.required(fields, "unit", "đơn vị");
        let field = self.required(fields, "field", "lĩnh vực");
        let level = self.choice(fields, "level", &Level::WORDS);
        let commune = if level.is_none_or(Level::needs_commune) {
            self.required(fields, "commune", "địa phương")
        } else {
            self.mention(fields, "commune")
        };
        let registered = self.years(fields);
        if level == Some(Level::District) && registered.first().is_some_and(|year| *year > LAST_OF_DISTRICTS.0) {
            self.note_district(fields);
        }
        let record = WrittenRecord {
            code: self.mention(fields, "code"),
            commune_name: commune,
            hamlet: self.text(fields, "hamlet"),
            guided_by: self.text(fields, "guided_by"),
            lead: self.text(fields, "lead"),
            contact: self.contact(fields),
            registered,
            level,
            status: self.choice(fields, "status", &RecordStatus::WORDS),
            subject: self.choice(fields, "subject", &Subject::WORDS),
            decisions: self.decisions(fields),
            figures: parts::figures(fields.get("figures"), &mut self.reader),
            origin_name: self.mention(fields, "replicated_from"),
            images: self.images(fields, name.as_ref().map_or("", |name| &*name.text)),
            own_slug: self.mention(fields, "slug"),
            name: name?,
            unit: unit?.text,
            field_name: field?,
        };
        Some(record)
    }

    fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<Box<str>> {
        self.reader.optional(fields, name).map(Into::into)
    }

    fn mention(&mut self, fields: &Fields<'_>, name: &str) -> Option<Mention> {
        let text = self.reader.optional(fields, name)?;
        let span = fields.get(name).map_or(fields.span, |entry| entry.node.span);
        Some(Mention { text: text.into(), span })
    }

    fn required(&mut self, fields: &Fields<'_>, en: &str, vi: &str) -> Option<Mention> {
        let text = self.reader.required(fields, en, vi)?;
        let span = fields.get(en).map_or(fields.span, |entry| entry.node.span);
        Some(Mention { text: text.into(), span })
    }

    fn choice<T: Copy>(&mut self, fields: &Fields<'_>, name: &str, words: &[(&str, &str, T)]) -> Option<T> {
        fields.get(name).and_then(|entry| self.reader.choice(entry, words))
    }

    fn contact(&mut self, fields: &Fields<'_>) -> Option<Contact> {
        let entry = fields.get("contact")?;
        let map = self.reader.map(entry, CONTACT)?;
        let (unit, post) = (self.text(&map, "unit"), self.text(&map, "post"));
        Some(Contact { unit, post, telephone: self.text(&map, "telephone") })
    }

    /// One year or several; people also write them with commas.
    fn years(&mut self, fields: &Fields<'_>) -> Vec<i16> {
        let texts = fields.get("registered").map(|entry| self.reader.texts(entry)).unwrap_or_default();
        let mut years = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            for part in text.split([',', ';']).map(str::trim) {
                match part.parse().ok().filter(|year| YEARS.contains(year)) {
                    Some(year) => years.push(year),
                    None => self.reader.note(catalogue::bad_year(self.reader.at(span), part, &YEARS)),
                }
            }
        }
        years.sort_unstable();
        years.dedup();
        years
    }

    fn decisions(&mut self, fields: &Fields<'_>) -> Vec<Decision> {
        let Some(entry) = fields.get("decisions") else { return Vec::new() };
        let maps = self.reader.maps(entry, DECISION);
        maps.iter().map(|map| self.decision(map)).collect()
    }

    fn decision(&mut self, map: &Fields<'_>) -> Decision {
        let decision = Decision {
            number: self.text(map, "number"),
            date: map.get("date").and_then(|entry| self.reader.moment(entry, self.settings.offset)),
            issuer: self.text(map, "issuer"),
            level: self.choice(map, "level", &Level::WORDS),
            kind: self.choice(map, "kind", &DecisionKind::WORDS),
            text: self.text(map, "text"),
            span: map.span,
        };
        let (has_number, has_date) = (map.get("number").is_some(), map.get("date").is_some());
        if !has_number || !has_date {
            self.reader.note(catalogue::decision_incomplete(self.reader.at(map.span), has_number, has_date));
        }
        if decision.level == Some(Level::District) && decision.date.is_some_and(|date| date.month() > LAST_OF_DISTRICTS)
        {
            self.note_district(map);
        }
        decision
    }

    fn note_district(&mut self, map: &Fields<'_>) {
        let span = map.get("level").map_or(map.span, |entry| entry.node.span);
        self.reader.note(catalogue::district_after_districts(self.reader.at(span)));
    }

    fn images(&mut self, fields: &Fields<'_>, title: &str) -> Vec<Picture> {
        let Some(entry) = fields.get("images") else { return Vec::new() };
        let maps = self.reader.maps(entry, PICTURE_KEYS);
        let mut images: Vec<Picture> =
            maps.iter().filter_map(|map| parts::picture(map, "", &mut self.reader)).collect();
        images.retain(|image| parts::is_shown(image, title, &self.settings.picture_hosts, &mut self.reader));
        images
    }
}
