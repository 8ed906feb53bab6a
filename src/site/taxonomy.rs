//! Communes and fields: two closed lists of terms, read and looked up by the same code.
//!
//! In: the text of `communes.yaml` or `fields.yaml`. Out: a `Taxonomy` whose terms are found by name, alias, slug or
//! code, whatever the letter case, the place of tone marks and the word for the type before a name.

use super::ListId;
use crate::base::path::is_slug;
use crate::diagnostic::catalogue::TermAdvice;
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::vietnamese::{Order, key, slug};
use crate::yaml::{Fields, Key, Node, Reader, Shape, Value, key as yaml_key};
use std::collections::HashMap;

/// Which taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxonomyId(u8);

/// Places.
pub const COMMUNES: TaxonomyId = TaxonomyId(0);
/// Fields.
pub const FIELDS: TaxonomyId = TaxonomyId(1);

impl TaxonomyId {
    /// Its place in `Site::taxonomies`.
    pub fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// The place of a term in its taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u32);

impl TermId {
    pub(super) fn new(at: u32) -> Self {
        Self(at)
    }

    /// Its place in its taxonomy.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A commune or a field.
#[derive(Debug)]
pub struct Term {
    /// `Cẩm Duệ`
    pub name: Box<str>,
    /// With its type where it has one: `Xã Cẩm Duệ`.
    pub title: Box<str>,
    /// `cam-due`
    pub slug: Box<str>,
    /// One sentence about it.
    pub description: Box<str>,
    /// The group of a field in the yearly report; the former districts of a commune.
    pub group: Box<str>,
    /// Its list of articles; set when the site is resolved.
    pub list: Option<ListId>,
}

/// A list of terms.
#[derive(Debug)]
pub struct Taxonomy {
    /// The key of the front matter, in English: `communes`.
    pub name: &'static str,
    /// The folder of its pages: `dia-phuong`.
    pub folder: &'static str,
    /// What readers call it: `Địa phương`.
    pub label: &'static str,
    terms: Vec<Term>,
    found: HashMap<String, TermId>,
    /// Names of units of the past, and the units of today that they were made part of.
    former: HashMap<String, Vec<String>>,
}

impl Taxonomy {
    fn new(name: &'static str, folder: &'static str, label: &'static str) -> Self {
        Self { name, folder, label, terms: Vec::new(), found: HashMap::new(), former: HashMap::new() }
    }

    /// The terms in the order of the list.
    pub fn terms(&self) -> impl Iterator<Item = (TermId, &Term)> {
        (0..).map(TermId).zip(&self.terms)
    }

    pub(super) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    /// One term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The address of the index of all terms.
    pub fn address(&self) -> String {
        format!("/{}/", self.folder)
    }

    /// Looks a name up as people write it.
    pub fn find(&self, name: &str) -> Option<TermId> {
        self.found.get(&key(name)).copied()
    }

    /// What is known of a name that is not found.
    pub fn advice(&self, name: &str) -> TermAdvice {
        if let Some(today) = self.former.get(&key(name)) {
            return TermAdvice::Former(today.clone());
        }
        let parts: Vec<&str> = name.split(',').map(str::trim).collect();
        let is_several = parts.len() > 1 && parts.iter().all(|part| self.find(part).is_some());
        if is_several {
            TermAdvice::Several(parts.into_iter().map(str::to_owned).collect())
        } else {
            TermAdvice::Nothing
        }
    }

    /// The names nearest to one that is not found; the very name, when only the word for its type is wrong.
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        let without_type = name.split_once(' ').and_then(|(_, rest)| self.find(rest));
        if let Some(term) = without_type {
            return vec![&self.term(term).title];
        }
        nearest(name, self.terms.iter().flat_map(|term| [&*term.name, &*term.title]))
    }

    /// Adds a term under its names; tells which name was taken already.
    fn add(&mut self, term: Term, names: &[String]) -> Result<(), (String, Box<str>)> {
        let id = TermId(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        for name in names {
            if let Some(other) = self.found.get(&key(name)).filter(|other| **other != id) {
                return Err((name.clone(), self.term(*other).title.clone()));
            }
        }
        self.found.extend(names.iter().map(|name| (key(name), id)));
        self.terms.push(term);
        Ok(())
    }
}

static PREDECESSOR: &[Key] = &[
    yaml_key("mã", "code", Shape::Value),
    yaml_key("tên", "name", Shape::Text),
    yaml_key("loại", "type", Shape::Text),
    yaml_key("huyện", "district", Shape::Text),
    yaml_key("từ", "from", Shape::Value),
    yaml_key("đến", "until", Shape::Value),
    yaml_key("phần", "part", Shape::Value),
];

static COMMUNE: &[Key] = &[
    yaml_key("mã", "code", Shape::Value),
    yaml_key("tên", "name", Shape::Text),
    yaml_key("loại", "type", Shape::Text),
    yaml_key("slug", "slug", Shape::Value),
    yaml_key("huyện cũ", "former_districts", Shape::Texts),
    yaml_key("tiền thân", "predecessors", Shape::Maps(PREDECESSOR)),
];

static FIELD: &[Key] = &[
    yaml_key("khóa", "key", Shape::Value),
    yaml_key("tên", "name", Shape::Text),
    yaml_key("slug", "slug", Shape::Value),
    yaml_key("nhóm", "group", Shape::Text),
    yaml_key("tên khác", "aliases", Shape::Texts),
    yaml_key("mô tả", "description", Shape::Text),
];

/// The four groups of the yearly report.
const GROUPS: [(&str, &str, &str); 4] = [
    ("Kinh tế", "Kinh tế", "Kinh tế"),
    ("Văn hóa - xã hội", "Văn hóa - xã hội", "Văn hóa - xã hội"),
    ("Quốc phòng - an ninh", "Quốc phòng - an ninh", "Quốc phòng - an ninh"),
    ("Xây dựng hệ thống chính trị", "Xây dựng hệ thống chính trị", "Xây dựng hệ thống chính trị"),
];

/// Reads `communes.yaml`. Terms are in the order of the Vietnamese alphabet.
pub fn parse_communes(path: &str, text: &str) -> (Taxonomy, Vec<Diagnostic>) {
    let mut communes = Taxonomy::new("communes", "dia-phuong", "Địa phương");
    let mut reader = Reader::new(path);
    let node = reader.parse(text, 1, COMMUNE);
    let mut read: Vec<_> = items(node.as_ref(), COMMUNE, &mut reader)
        .iter()
        .filter_map(|fields| Some((read_commune(fields, &mut reader)?, fields.span)))
        .collect();
    let order = Order::default();
    read.sort_by(|((a, ..), _), ((b, ..), _)| order.compare(&a.name, &b.name));
    for ((term, names, former), span) in read {
        for name in former {
            communes.former.entry(key(&name)).or_default().push(term.title.to_string());
        }
        if let Err((name, other)) = communes.add(term, &names) {
            reader.note(catalogue::duplicate_term(reader.at(span), &name, &other));
        }
    }
    (communes, reader.notes)
}

/// Reads `fields.yaml`. Terms keep the order of the file.
pub fn parse_fields(path: &str, text: &str) -> (Taxonomy, Vec<Diagnostic>) {
    let mut fields_list = Taxonomy::new("fields", "linh-vuc", "Lĩnh vực");
    let mut reader = Reader::new(path);
    let node = reader.parse(text, 1, FIELD);
    for fields in items(node.as_ref(), FIELD, &mut reader) {
        let Some((term, names)) = read_field(&fields, &mut reader) else { continue };
        if let Err((name, other)) = fields_list.add(term, &names) {
            reader.note(catalogue::duplicate_term(reader.at(fields.span), &name, &other));
        }
    }
    (fields_list, reader.notes)
}

fn items<'n>(node: Option<&'n Node>, table: &'static [Key], reader: &mut Reader<'_>) -> Vec<Fields<'n>> {
    let path = reader.path;
    match node.map(|node| (&node.value, node)) {
        None | Some((Value::Nothing, _)) => Vec::new(),
        Some((Value::List(items), _)) => items.iter().filter_map(|item| reader.fields(item, path, table)).collect(),
        Some((_, node)) => {
            let expected = catalogue::Expected::Maps;
            reader.note(catalogue::wrong_type(reader.at(node.span), path, expected));
            Vec::new()
        }
    }
}

/// A commune, the names it is found by, and the names of the units that it was made from.
fn read_commune(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<(Term, Vec<String>, Vec<String>)> {
    let name = reader.required(fields, "name", "tên");
    let kind = fields
        .get("type")
        .and_then(|entry| reader.choice(entry, &[("xã", "xã", "Xã"), ("phường", "phường", "Phường")]));
    if fields.get("type").is_none() {
        reader.note(catalogue::missing_key(reader.at(fields.span), "loại", "type"));
    }
    let code = reader.required(fields, "code", "mã")?;
    if code.len() != 5 || !code.bytes().all(|b| b.is_ascii_digit()) {
        let at = fields.get("code").map_or(fields.span, |entry| entry.node.span);
        reader.note(catalogue::bad_code(reader.at(at), code));
    }
    let districts = fields.get("former_districts").map(|entry| reader.texts(entry)).unwrap_or_default();
    let group = districts.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(", ");
    let mut former = Vec::new();
    if let Some(entry) = fields.get("predecessors") {
        for map in &reader.maps(entry, PREDECESSOR) {
            let Some(name) = reader.required(map, "name", "tên") else { continue };
            if let Some(kind) = reader.optional(map, "type") {
                former.push(format!("{kind} {name}"));
            }
            former.push(name.to_owned());
        }
    }
    let (name, kind) = (name?, kind?);
    let slug = read_slug(fields, name, reader)?;
    let short = if kind == "Xã" { "x." } else { "p." };
    let names = vec![
        name.to_owned(),
        format!("{kind} {name}"),
        format!("{short} {name}"),
        format!("{short}{name}"),
        slug.clone(),
        code.to_owned(),
    ];
    let term = Term {
        title: format!("{kind} {name}").into(),
        name: name.into(),
        slug: slug.into(),
        description: "".into(),
        group: group.into(),
        list: None,
    };
    Some((term, names, former))
}

/// The slug as given, or made of the name. It becomes a folder of the site, so it must be one.
fn read_slug(fields: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<String> {
    let slug = reader.optional(fields, "slug").map_or_else(|| slug(name), str::to_owned);
    if is_slug(&slug) {
        return Some(slug);
    }
    let at = fields.get("slug").map_or(fields.span, |entry| entry.node.span);
    reader.note(catalogue::bad_slug(reader.at(at), &slug));
    None
}

fn read_field(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<(Term, Vec<String>)> {
    let name = reader.required(fields, "name", "tên");
    let group = fields.get("group").and_then(|entry| reader.choice(entry, &GROUPS));
    let own_key = reader.optional(fields, "key");
    let aliases = fields.get("aliases").map(|entry| reader.texts(entry)).unwrap_or_default();
    let description = reader.optional(fields, "description").unwrap_or_default();
    let name = name?;
    let slug = read_slug(fields, name, reader)?;
    let mut names = vec![name.to_owned(), slug.clone()];
    names.extend(own_key.map(str::to_owned));
    names.extend(aliases.iter().map(|(alias, _)| (*alias).to_owned()));
    let term = Term {
        title: name.into(),
        name: name.into(),
        slug: slug.into(),
        description: description.into(),
        group: group.unwrap_or_default().into(),
        list: None,
    };
    Some((term, names))
}
