//! The files of terms: `fields.yaml`, `tags.yaml`, `authors.yaml` … (Places are another matter: see `gazetteer`.)
//!
//! In: the text of one file. Out: a `Taxonomy`, and what was noticed.

use super::taxonomy::{Taxonomy, Term};
use crate::article::AuthorKind;
use crate::base::path::is_slug;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::settings::{AUTHORS, FIELDS, TaxonomyId, TaxonomySettings};
use crate::vietnamese::slug;
use crate::yaml::{Fields, Key, Node, Reader, Shape, Value, key as yaml_key};

static TERM: &[Key] = &[
    yaml_key("tên", "name", Shape::Text),
    yaml_key("slug", "slug", Shape::Value),
    yaml_key("nhóm", "group", Shape::Text),
    yaml_key("tên khác", "aliases", Shape::Texts),
    yaml_key("mô tả", "description", Shape::Text),
];

static AUTHOR: &[Key] = &[
    yaml_key("tên", "name", Shape::Text),
    yaml_key("slug", "slug", Shape::Value),
    yaml_key("chức danh", "role", Shape::Text),
    yaml_key("loại", "kind", Shape::Value),
    yaml_key("tên khác", "aliases", Shape::Texts),
    yaml_key("mô tả", "description", Shape::Text),
];

/// The keys of `fields.yaml`.
pub static FIELD: &[Key] = &[
    yaml_key("khóa", "key", Shape::Value),
    yaml_key("tên", "name", Shape::Text),
    yaml_key("slug", "slug", Shape::Value),
    yaml_key("nhóm", "group", Shape::Text),
    yaml_key("tên khác", "aliases", Shape::Texts),
    yaml_key("mô tả", "description", Shape::Text),
];

/// The four groups of the yearly report.
pub const FIELD_GROUPS: [(&str, &str, &str); 4] = [
    ("Kinh tế", "Kinh tế", "Kinh tế"),
    ("Văn hóa - xã hội", "Văn hóa - xã hội", "Văn hóa - xã hội"),
    ("Quốc phòng - an ninh", "Quốc phòng - an ninh", "Quốc phòng - an ninh"),
    ("Xây dựng hệ thống chính trị", "Xây dựng hệ thống chính trị", "Xây dựng hệ thống chính trị"),
];

/// Reads the list of a taxonomy's terms from its file at `path`.
pub fn parse_terms(id: TaxonomyId, settings: &TaxonomySettings, path: &str, text: &str) -> (Taxonomy, Vec<Diagnostic>) {
    let mut taxonomy = Taxonomy::new(settings);
    let mut reader = Reader::new(path);
    match id {
        FIELDS => read_all(text, FIELD, read_field, &mut taxonomy, &mut reader),
        AUTHORS => read_all(text, AUTHOR, read_author, &mut taxonomy, &mut reader),
        _ => read_all(text, TERM, read_term, &mut taxonomy, &mut reader),
    }
    (taxonomy, reader.notes)
}

/// A term and the names that it is found by.
type Named = (Term, Vec<String>);

/// Terms in the order of the file.
fn read_all(
    text: &str,
    table: &'static [Key<'static>],
    read: fn(&Fields<'_>, &mut Reader<'_>) -> Option<Named>,
    taxonomy: &mut Taxonomy,
    reader: &mut Reader<'_>,
) {
    let node = reader.parse(text, 1, table);
    for fields in items(node.as_ref(), table, reader) {
        let Some((term, names)) = read(&fields, reader) else { continue };
        if let Err((name, other)) = taxonomy.add(term, &names) {
            reader.note(catalogue::duplicate_term(reader.at(fields.span), &name, &other));
        }
    }
}

fn items<'n>(node: Option<&'n Node>, table: &'static [Key], reader: &mut Reader<'_>) -> Vec<Fields<'n>> {
    let path = reader.path;
    match node.map(|node| (&node.value, node)) {
        None | Some((Value::Nothing, _)) => Vec::new(),
        Some((Value::List(items), _)) => {
            let may_be_names = table.first().is_some_and(|first| first.en == "name");
            let read =
                |item| if may_be_names { reader.named(item, path, table) } else { reader.fields(item, path, table) };
            items.iter().filter_map(read).collect()
        }
        Some((_, node)) => {
            let expected = catalogue::Expected::Maps;
            reader.note(catalogue::wrong_type(reader.at(node.span), path, expected));
            Vec::new()
        }
    }
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

fn read_field(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Named> {
    let group = fields.get("group").and_then(|entry| reader.choice(entry, &FIELD_GROUPS));
    let own_key = reader.optional(fields, "key");
    let (mut term, mut names) = named(fields, reader)?;
    names.extend(own_key.map(str::to_owned));
    term.group = group.unwrap_or_default().into();
    Some((term, names))
}

fn read_term(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Named> {
    let group = reader.optional(fields, "group").unwrap_or_default();
    let (mut term, names) = named(fields, reader)?;
    term.group = group.into();
    Some((term, names))
}

fn read_author(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Named> {
    let kind = fields.get("kind").and_then(|entry| reader.choice(entry, &AuthorKind::WORDS));
    let role = reader.optional(fields, "role");
    let (mut term, names) = named(fields, reader)?;
    let about = role.into_iter().chain(Some(&*term.description).filter(|text| !text.is_empty()));
    term.description = about.collect::<Vec<_>>().join(". ").into();
    term.author = kind;
    Some((term, names))
}

/// What all terms have: name, slug, aliases, description.
fn named(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Named> {
    let name = reader.required(fields, "name", "tên");
    let aliases = fields.get("aliases").map(|entry| reader.texts(entry)).unwrap_or_default();
    let description = reader.optional(fields, "description").unwrap_or_default();
    let name = name?;
    let slug = read_slug(fields, name, reader)?;
    let mut names = vec![name.to_owned(), slug.clone()];
    names.extend(aliases.iter().map(|(alias, _)| (*alias).to_owned()));
    let (title, description) = (name.into(), description.into());
    Some((Term { name: name.into(), title, slug: slug.into(), description, ..Term::default() }, names))
}
