//! Which taxonomies a site has: places, fields, tags, authors and series, and those that `site.yaml` declares.
//!
//! In: the `taxonomies` of the settings file. Out: one list, the built-in ones first; everything after this treats them
//! alike. Knows no term.

use crate::base::path::is_slug;
use crate::diagnostic::Span;
use crate::diagnostic::catalogue::{self, TaxonomyFault};
use crate::vietnamese::slug;
use crate::yaml::{Fields, Key, Reader, Shape, key, key_id};
use serde::{Deserialize, Serialize};

/// Which taxonomy: its place in `Settings::taxonomies`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaxonomyId(u8);

/// Places (xã, phường).
pub const COMMUNES: TaxonomyId = TaxonomyId(0);
/// Fields (lĩnh vực).
pub const FIELDS: TaxonomyId = TaxonomyId(1);
/// Free tags (từ khóa).
pub const TAGS: TaxonomyId = TaxonomyId(2);
/// Authors (tác giả): persons, units and pen names.
pub const AUTHORS: TaxonomyId = TaxonomyId(3);
/// Series (loạt bài).
pub const SERIES: TaxonomyId = TaxonomyId(4);

/// A site may declare so many of its own.
const MOST_DECLARED: usize = 12;

impl TaxonomyId {
    /// The taxonomy at this place of `Settings::taxonomies`.
    pub fn new(at: usize) -> Self {
        // There are at most `MOST_DECLARED` beside the built-in ones.
        Self(u8::try_from(at).unwrap_or(u8::MAX))
    }

    /// Its place in `Settings::taxonomies`.
    pub fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// What a site says of one taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaxonomySettings {
    /// Its name in the program and in front matter: `communes`.
    pub name: String,
    /// Its Vietnamese key in front matter: `địa phương`.
    pub key: String,
    /// What readers call it; `None` for the built-in ones, whose labels are words of the theme.
    pub label: Option<String>,
    /// The folder of its pages: `dia-phuong`.
    pub folder: String,
    /// The file of its terms below `content/`.
    pub file: String,
    /// Whether articles may use terms that its file does not list.
    pub is_open: bool,
    /// Whether its terms have feeds.
    pub has_feeds: bool,
    /// Where the settings declare it; nowhere for the built-in ones.
    pub span: Option<Span>,
}

/// The taxonomies that every site has.
pub(super) fn built_in() -> Vec<TaxonomySettings> {
    let built_in = |name: &str, key: &str, folder: &str, is_open: bool| TaxonomySettings {
        name: name.to_owned(),
        key: key.to_owned(),
        label: None,
        folder: folder.to_owned(),
        file: format!("{name}.yaml"),
        is_open,
        has_feeds: !is_open,
        span: None,
    };
    vec![
        built_in("communes", "địa phương", "dia-phuong", false),
        built_in("fields", "lĩnh vực", "linh-vuc", false),
        built_in("tags", "từ khóa", "tu-khoa", true),
        built_in("authors", "tác giả", "tac-gia", true),
        built_in("series", "loạt bài", "loat-bai", true),
    ]
}

pub(super) static DECLARED: &[Key] = &[
    key("khóa", "key", Shape::Text),
    key("tên", "label", Shape::Text),
    key("thư mục", "folder", Shape::Value),
    key("danh sách đóng", "closed", Shape::Value),
];

/// Folders of addresses that the program itself uses: name, what for.
const PAGES: [(&str, &str, &str); 5] = [
    ("theo-ngay", "trang theo ngày", "the pages of days"),
    ("dinh-chinh", "trang đính chính", "the page of corrections"),
    ("tim-kiem", "trang tìm kiếm", "the page of the search"),
    ("assets", "tệp của giao diện", "the theme's files"),
    ("sitemap", "sơ đồ trang", "the sitemaps"),
];

/// Names of lists below `content/` that the program itself uses.
const LISTS: [(&str, &str, &str); 2] = [
    ("models", "sổ mô hình (content/models.yaml)", "the register (content/models.yaml)"),
    ("abbreviations", "chữ viết tắt (content/abbreviations.yaml)", "content/abbreviations.yaml"),
];

/// Whether the folder of an address is that of pages which the program makes by itself.
pub fn is_of_program(folder: &str) -> bool {
    PAGES.iter().any(|(name, ..)| *name == folder)
}

/// The built-in taxonomies and those that the settings declare; and the keys of those that were refused.
pub(super) fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> (Vec<TaxonomySettings>, Vec<String>) {
    let (mut all, mut refused) = (built_in(), Vec::new());
    let Some(entry) = fields.get("taxonomies") else { return (all, refused) };
    for map in reader.maps(entry, DECLARED) {
        let Some(key) = reader.required(&map, "key", "khóa") else { continue };
        let label = reader.optional(&map, "label").unwrap_or(key).to_owned();
        let folder = reader.optional(&map, "folder").map_or_else(|| slug(key), str::to_owned);
        let closed = map.get("closed").and_then(|entry| reader.flag(entry)).unwrap_or(false);
        let (name, file) = (key_id(key), format!("{folder}.yaml"));
        let at = reader.at(map.span);
        let fault = if is_slug(&folder) {
            fault(&all, &name, &folder, &file).map(|fault| catalogue::taxonomy_taken(at, key, fault))
        } else {
            Some(catalogue::bad_slug(at, &folder))
        };
        let key = key.to_owned();
        if let Some(fault) = fault {
            reader.note(fault);
            refused.push(key);
            continue;
        }
        all.push(TaxonomySettings {
            name,
            key,
            label: Some(label),
            folder,
            file,
            is_open: !closed,
            has_feeds: false,
            span: Some(map.span),
        });
    }
    (all, refused)
}

/// What keeps a taxonomy from standing beside those that there are. That articles have its key is told elsewhere.
fn fault<'f>(all: &'f [TaxonomySettings], name: &str, folder: &'f str, file: &str) -> Option<TaxonomyFault<'f>> {
    if let Some(other) = all.iter().find(|other| key_id(&other.key) == name || other.name == name) {
        return Some(if other.span.is_some() { TaxonomyFault::Twice } else { TaxonomyFault::Key });
    }
    if let Some((_, vi, en)) = PAGES.iter().chain(&LISTS).find(|(reserved, ..)| *reserved == folder) {
        return Some(TaxonomyFault::Folder(folder, vi, en));
    }
    if let Some(other) = all.iter().find(|other| other.folder == folder || other.file == file) {
        return Some(TaxonomyFault::Folder(folder, &other.key, &other.name));
    }
    (all.len() >= built_in().len() + MOST_DECLARED).then_some(TaxonomyFault::TooMany(MOST_DECLARED))
}
