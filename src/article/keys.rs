//! The keys of front matter, in both languages. The contract is the table of the product description.

use crate::diagnostic::catalogue::{self, TaxonomyFault};
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::{self, Settings, TaxonomyId};
use crate::yaml::{Key, Shape, key, key_id, prose};

/// What front matter may hold on one site: the keys of the contract, and those of the taxonomies that the settings
/// declare.
pub struct Schema<'s> {
    pub(super) settings: &'s Settings,
    pub(super) keys: Vec<Key<'s>>,
    /// The taxonomies whose terms front matter names under a key of their own, by that key's English name.
    pub(super) taxonomies: Vec<(TaxonomyId, &'s str)>,
}

impl<'s> Schema<'s> {
    /// The schema of a site; a declared taxonomy whose key front matter has anyway is told.
    pub fn new(settings: &'s Settings) -> (Self, Vec<Diagnostic>) {
        let mut schema = Self { settings, keys: ARTICLE.to_vec(), taxonomies: Vec::new() };
        let mut notes = Vec::new();
        for (at, taxonomy) in settings.taxonomies.iter().enumerate() {
            let id = TaxonomyId::new(at);
            if let Some(span) = taxonomy.span {
                let wanted = key_id(&taxonomy.key);
                if ARTICLE.iter().any(|key| key_id(key.vi) == wanted || key_id(key.en) == wanted) {
                    let place = Place::at(settings::FILE, span);
                    notes.push(catalogue::taxonomy_taken(place, &taxonomy.key, TaxonomyFault::Key));
                    continue;
                }
                schema.keys.push(key(&taxonomy.key, &taxonomy.name, Shape::Texts));
            }
            if ![settings::AUTHORS, settings::SERIES].contains(&id) {
                schema.taxonomies.push((id, &taxonomy.name));
            }
        }
        schema.keys.extend(settings.refused_keys.iter().map(|refused| key(refused, refused, Shape::Texts)));
        (schema, notes)
    }
}

pub(super) static ARTICLE: &[Key] = &[
    prose("tiêu đề", "title", Shape::Text),
    key("ngày", "date", Shape::Value),
    key("cập nhật", "updated", Shape::Value),
    prose("sapo", "summary", Shape::Text),
    key("tác giả", "authors", Shape::Maps(AUTHOR)),
    key("địa phương", "communes", Shape::Texts),
    key("lĩnh vực", "fields", Shape::Texts),
    key("từ khóa", "tags", Shape::Texts),
    key("mô hình", "models", Shape::Texts),
    key("ảnh", "image", Shape::Maps(PICTURE)),
    key("trạng thái", "status", Shape::Value),
    key("người duyệt", "approved_by", Shape::Text),
    key("hết hạn", "expires", Shape::Value),
    key("nổi bật", "featured", Shape::Maps(FEATURED)),
    key("tin liên quan", "related", Shape::Texts),
    key("loạt bài", "series", Shape::Maps(SERIES)),
    key("địa chỉ cũ", "aliases", Shape::Texts),
    key("nguồn", "source", Shape::Maps(REPRINT)),
    key("đính chính", "corrections", Shape::Maps(CORRECTION)),
    key("gỡ bài", "withdrawn", Shape::Value),
    key("hội nghị", "conference", Shape::Map(CONFERENCE)),
    key("văn bản", "document", Shape::Maps(DOCUMENT)),
    key("video", "video", Shape::Maps(MEDIA)),
    key("âm thanh", "audio", Shape::Maps(MEDIA)),
    key("extra", "extra", Shape::Free),
];

pub(super) static SECTION: &[Key] = &[
    prose("tiêu đề", "title", Shape::Text),
    key("loại", "kind", Shape::Value),
    prose("sapo", "summary", Shape::Text),
    key("thứ tự", "order", Shape::Value),
    key("podcast", "podcast", Shape::Map(PODCAST)),
    key("extra", "extra", Shape::Free),
];

pub(super) static AUTHOR: &[Key] = &[
    key("tên", "name", Shape::Text),
    key("chức danh", "role", Shape::Text),
    key("địa chỉ", "url", Shape::Value),
    key("loại", "kind", Shape::Value),
];

/// What is said of a picture.
pub static PICTURE: &[Key] = &[
    key("tệp", "src", Shape::Text),
    prose("mô tả", "alt", Shape::Text),
    prose("chú thích", "caption", Shape::Text),
    prose("nguồn", "credit", Shape::Text),
    key("tâm ảnh", "focus", Shape::Value),
    key("trẻ em", "children", Shape::Value),
    key("phiếu đồng ý", "consent", Shape::Value),
    key("ai", "ai", Shape::Value),
];

pub(super) static FEATURED: &[Key] = &[key("mức", "level", Shape::Value), key("đến ngày", "until", Shape::Value)];

pub(super) static SERIES: &[Key] = &[key("tên", "name", Shape::Text), key("kỳ", "part", Shape::Value)];

pub(super) static REPRINT: &[Key] = &[
    key("tên", "name", Shape::Text),
    key("địa chỉ", "url", Shape::Value),
    key("giấy phép", "permission", Shape::Text),
];

pub(super) static CORRECTION: &[Key] = &[prose("nội dung", "text", Shape::Text), key("ngày", "date", Shape::Value)];

pub(super) static CONFERENCE: &[Key] = &[
    prose("đơn vị tổ chức", "organiser", Shape::Texts),
    key("thời gian", "time", Shape::Maps(PERIOD)),
    prose("địa điểm", "place", Shape::Text),
    key("hình thức", "form", Shape::Texts),
    prose("chủ trì", "chairs", Shape::Texts),
    prose("đại biểu", "delegates", Shape::Texts),
    key("phát biểu chỉ đạo", "closing", Shape::Maps(SPEECH)),
    key("ý kiến", "statements", Shape::Maps(SPEECH)),
    key("số liệu", "figures", Shape::Maps(FIGURE)),
    prose("nhiệm vụ", "tasks", Shape::Texts),
    prose("khen thưởng", "awards", Shape::Texts),
    key("tài liệu", "documents", Shape::Texts),
];

pub(super) static PERIOD: &[Key] = &[key("từ", "from", Shape::Value), key("đến", "to", Shape::Value)];

pub(super) static SPEECH: &[Key] = &[
    prose("trích dẫn", "quote", Shape::Text),
    key("người", "name", Shape::Text),
    key("chức vụ", "post", Shape::Text),
    key("đơn vị", "unit", Shape::Text),
];

/// What is said of a figure.
pub static FIGURE: &[Key] = &[
    prose("chỉ tiêu", "label", Shape::Text),
    key("giá trị", "value", Shape::Value),
    key("đơn vị", "unit", Shape::Text),
    key("năm", "year", Shape::Value),
    prose("nguồn", "source", Shape::Text),
];

pub(super) static MEDIA: &[Key] = &[
    key("tệp", "src", Shape::Value),
    key("thời lượng", "duration", Shape::Value),
    key("lời thoại", "transcript", Shape::Value),
    key("phụ đề", "captions", Shape::Value),
];

pub(super) static DOCUMENT: &[Key] = &[
    key("tệp", "file", Shape::Text),
    key("số", "number", Shape::Text),
    key("ngày ban hành", "issued", Shape::Value),
    key("cơ quan ban hành", "issuer", Shape::Text),
    key("loại", "type", Shape::Text),
];

pub(super) static PODCAST: &[Key] = &[
    key("ảnh bìa", "image", Shape::Text),
    key("danh mục", "category", Shape::Text),
    key("tác giả", "author", Shape::Text),
    key("thư điện tử", "email", Shape::Text),
];
