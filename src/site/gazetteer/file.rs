//! `communes.yaml`: the units of the province, those of today and those that they were made of.
//!
//! In: the text of the file. Out: one `WrittenUnit` for each, with its links to others, and what was noticed. An entry may
//! stand below what became of it (`predecessors`), or by itself and name that (`became`).

use super::InForce;
use super::kind::UnitKind;
use crate::article::Mention;
use crate::base::path::is_slug;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::settings::{COMMUNES, Settings};
use crate::vietnamese::{Moment, Offset, loose_key, slug};
use crate::yaml::{Fields, Key, Node, Reader, Shape, Value, key};
use std::collections::HashMap;

static EARLIER: &[Key] = &[key("tên", "name", Shape::Text), key("đến", "until", Shape::Value)];

const KEYS: usize = 13;

/// The keys of a unit. What it was made of comes last: the innermost table is without it.
const fn unit(predecessors: Shape<'static>) -> [Key<'static>; KEYS] {
    [
        key("mã", "code", Shape::Value),
        key("tên", "name", Shape::Text),
        key("loại", "type", Shape::Text),
        key("tên khác", "aliases", Shape::Texts),
        key("slug", "slug", Shape::Value),
        key("huyện cũ", "former_districts", Shape::Texts),
        key("huyện", "district", Shape::Text),
        key("huyện trước đó", "earlier_districts", Shape::Maps(EARLIER)),
        key("từ", "from", Shape::Value),
        key("đến", "until", Shape::Value),
        key("phần", "part", Shape::Value),
        key("nay thuộc", "became", Shape::Texts),
        key("tiền thân", "predecessors", predecessors),
    ]
}

/// Entries may stand so deep below each other: today, 2025, 2020, before, and one more.
static DEEPEST: [Key; KEYS] = unit(Shape::Free);
static DEEPER: [Key; KEYS] = unit(Shape::Maps(DEEPEST.split_at(KEYS - 1).0));
static DEEP: [Key; KEYS] = unit(Shape::Maps(&DEEPER));
static BELOW: [Key; KEYS] = unit(Shape::Maps(&DEEP));
/// The keys of `communes.yaml`.
pub static UNIT: [Key; KEYS] = unit(Shape::Maps(&BELOW));

/// How much of a unit went into another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// một phần
    Some,
    /// một phần dân số
    People,
    /// toàn bộ diện tích
    Area,
}

/// As `part` may say: (Vietnamese, English, part).
pub const PARTS: [(&str, &str, Part); 4] = [
    ("toàn bộ", "whole", Part::Whole),
    ("một phần", "part", Part::Some),
    ("một phần dân số", "part_population", Part::People),
    ("toàn bộ diện tích", "whole_area", Part::Area),
];

/// A unit as the file has it.
#[derive(Debug)]
pub(super) struct WrittenUnit {
    pub(super) name: Box<str>,
    pub(super) kind: UnitKind,
    pub(super) code: Option<Box<str>>,
    /// Other names that lists and people wrote.
    pub(super) aliases: Vec<Box<str>>,
    pub(super) slug: Option<Box<str>>,
    /// The district that it lay in, and those before that, each with the day from which it did not; the last first.
    pub(super) districts: Vec<(Box<str>, Option<Moment>)>,
    pub(super) from: Option<Moment>,
    pub(super) until: Option<Moment>,
    /// The entries that it stands below.
    pub(super) within: Vec<(usize, Part)>,
    /// What it became, by name.
    pub(super) became: Vec<Mention>,
    pub(super) part: Part,
    pub(super) span: Span,
}

impl WrittenUnit {
    pub(super) fn in_force(&self) -> InForce {
        InForce::new(self.from.as_ref(), self.until.as_ref())
    }

    /// `xã Cẩm Duệ`
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}

/// All that `communes.yaml` says.
#[derive(Debug, Default)]
pub struct GazetteerFile {
    /// Where it stands, for messages.
    pub(super) path: String,
    pub(super) units: Vec<WrittenUnit>,
    /// Whether the file could be read.
    pub(super) is_whole: bool,
    /// The folder of places: `dia-phuong`.
    pub(super) folder: String,
}

/// Reads the list of places.
pub fn parse_gazetteer(path: &str, text: &str, settings: &Settings) -> (GazetteerFile, Vec<Diagnostic>) {
    let mut reading =
        Reading { reader: Reader::new(path), offset: settings.offset, units: Vec::new(), known: HashMap::new() };
    let node = reading.reader.parse(text, 1, &UNIT);
    match node.as_ref().map(|node| &node.value) {
        None | Some(Value::Nothing) => {}
        Some(Value::List(items)) => items.iter().for_each(|item| reading.item(item)),
        Some(_) => {
            let place = node.as_ref().map_or_else(|| Place::file(path), |node| Place::at(path, node.span));
            reading.reader.note(catalogue::wrong_type(place, path, catalogue::Expected::Maps));
        }
    }
    let folder = settings.taxonomies[COMMUNES.at()].folder.clone();
    (
        GazetteerFile { path: path.to_owned(), units: reading.units, is_whole: node.is_some(), folder },
        reading.reader.notes,
    )
}

struct Reading<'r> {
    reader: Reader<'r>,
    offset: Offset,
    units: Vec<WrittenUnit>,
    /// Units by name and end: one that was divided stands below each of its parts.
    known: HashMap<(String, Option<i64>), usize>,
}

impl Reading<'_> {
    fn item(&mut self, item: &Node) {
        let path = self.reader.path;
        if let Some(fields) = self.reader.fields(item, path, &UNIT) {
            self.unit(&fields, None, 0);
        }
    }

    /// Reads an entry and those below it. `within` is the entry that it stands below.
    fn unit(&mut self, fields: &Fields<'_>, within: Option<usize>, depth: usize) {
        static BELOW_EACH: [&[Key]; 4] = [&BELOW, &DEEP, &DEEPER, DEEPEST.split_at(KEYS - 1).0];
        let Some(unit) = self.written(fields, within) else { return };
        let at = self.add(unit, within);
        if let (Some(entry), Some(table)) = (fields.get("predecessors"), BELOW_EACH.get(depth)) {
            for below in &self.reader.maps(entry, table) {
                self.unit(below, Some(at), depth + 1);
            }
        }
    }

    /// Adds a unit, or to the same unit that stands elsewhere what it became here.
    fn add(&mut self, unit: WrittenUnit, within: Option<usize>) -> usize {
        let id = (loose_key(&unit.label()), unit.until.map(|until| until.unix()));
        let link = within.map(|within| (within, unit.part));
        if let Some(at) = self.known.get(&id).copied() {
            let same = &mut self.units[at];
            let is_same = same.code == unit.code && same.districts == unit.districts && same.from == unit.from;
            if let Some(link) = link.filter(|_| is_same) {
                if !same.within.contains(&link) {
                    same.within.push(link);
                }
                return at;
            }
        }
        self.known.entry(id).or_insert(self.units.len());
        self.units.push(WrittenUnit { within: link.into_iter().collect(), ..unit });
        self.units.len() - 1
    }

    fn written(&mut self, fields: &Fields<'_>, within: Option<usize>) -> Option<WrittenUnit> {
        let reader = &mut self.reader;
        let name = reader.required(fields, "name", "tên");
        let kind = fields.get("type").and_then(|entry| reader.choice(entry, &UnitKind::CHOICES));
        if fields.get("type").is_none() {
            reader.note(catalogue::missing_inside(reader.at(fields.span), "loại", "type"));
        }
        let is_commune = kind.is_none_or(UnitKind::is_commune_level);
        let until = self.moment(fields, "until").or_else(|| self.units.get(within?)?.from);
        let reader = &mut self.reader;
        // Codes of units that are no more are not always known.
        let code = if is_commune && until.is_none() {
            reader.required(fields, "code", "mã")
        } else {
            reader.optional(fields, "code")
        };
        if let Some(code) = code.filter(|code| is_commune && !is_code(code)) {
            let at = fields.get("code").map_or(fields.span, |entry| entry.node.span);
            reader.note(catalogue::bad_code(reader.at(at), code));
        }
        let own_slug = reader.optional(fields, "slug").map(str::to_owned);
        if let Some(bad) = own_slug.as_deref().filter(|own| !is_slug(own)) {
            let at = fields.get("slug").map_or(fields.span, |entry| entry.node.span);
            reader.note(catalogue::bad_slug(reader.at(at), bad));
        } else if let Some(name) = name.filter(|name| own_slug.is_none() && !is_slug(&slug(name))) {
            reader.note(catalogue::bad_slug(reader.at(fields.span), name));
            return None;
        }
        let part = fields.get("part").and_then(|entry| reader.choice(entry, &PARTS)).unwrap_or_default();
        let became = fields.get("became").map(|entry| reader.texts(entry)).unwrap_or_default();
        let became = became.into_iter().map(|(text, span)| Mention { text: text.into(), span }).collect();
        let aliases = fields.get("aliases").map(|entry| reader.texts(entry)).unwrap_or_default();
        let districts = self.districts(fields, until);
        let from = self.moment(fields, "from");
        if fields.get("until").is_none() && until.is_none() && within.is_some() {
            self.reader.note(catalogue::missing_inside(self.reader.at(fields.span), "đến", "until"));
        }
        Some(WrittenUnit {
            name: without_kind(name?, kind?).into(),
            kind: kind?,
            code: code.filter(|code| !is_commune || is_code(code)).map(Into::into),
            aliases: aliases.into_iter().map(|(alias, _)| alias.into()).collect(),
            slug: own_slug.filter(|own| is_slug(own)).map(Into::into),
            districts,
            from,
            until,
            within: Vec::new(),
            became,
            part,
            span: fields.span,
        })
    }

    /// The districts of a unit, the last first.
    fn districts(&mut self, fields: &Fields<'_>, until: Option<Moment>) -> Vec<(Box<str>, Option<Moment>)> {
        let mut districts: Vec<(Box<str>, Option<Moment>)> = Vec::new();
        if let Some(name) = self.reader.optional(fields, "district") {
            districts.push((name.into(), until));
        }
        if let Some(entry) = fields.get("former_districts") {
            districts.extend(self.reader.texts(entry).into_iter().map(|(name, _)| (name.into(), None)));
        }
        if let Some(entry) = fields.get("earlier_districts") {
            for map in &self.reader.maps(entry, EARLIER) {
                if let Some(name) = self.reader.required(map, "name", "tên") {
                    districts.push((name.into(), self.moment(map, "until")));
                }
            }
        }
        districts
    }

    fn moment(&mut self, fields: &Fields<'_>, en: &str) -> Option<Moment> {
        fields.get(en).and_then(|entry| self.reader.moment(entry, self.offset))
    }
}

/// `xã Cẩm Duệ` where only the name was asked for.
fn without_kind(name: &str, kind: UnitKind) -> &str {
    let word = kind.word();
    match name.get(..word.len()) {
        Some(start) if loose_key(start) == loose_key(word) && name[word.len()..].starts_with(' ') => {
            name[word.len()..].trim_start()
        }
        _ => name,
    }
}

/// Whether a text is a commune's code.
pub(super) fn is_code(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}
