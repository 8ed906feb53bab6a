//! A record of the register: one model, a collective or a person that others may learn from.
//!
//! What `models.yaml` says of it, and what the site knows beside that: its address, its terms, its stories.

use super::{ArticleId, TermId, UnitId};
use crate::article::{Figure, Mention, Picture};
use crate::diagnostic::Span;
use crate::vietnamese::Moment;

/// The place of a record in its register: the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(u32);

impl RecordId {
    pub(super) fn new(at: usize) -> Self {
        // Each record has at least a name of its own in memory.
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Its place in the register.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A record of the site.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the file says.
    pub written: WrittenRecord,
    /// `/mo-hinh/ho-so/hang-rao-xanh.html`
    pub address: Box<str>,
    /// Its field.
    pub field: TermId,
    /// Its place, as it was called then.
    pub place: Option<UnitId>,
    /// The commune of today that it lies in.
    pub commune: Option<TermId>,
    /// What it was replicated from.
    pub origin: Option<RecordId>,
    /// Where it was replicated, in the order of the file.
    pub copies: Vec<RecordId>,
    /// The public articles that name it, newest first.
    pub stories: Vec<ArticleId>,
}

impl Record {
    /// The last part of its address, without `.html`.
    pub fn slug(&self) -> &str {
        let file = self.address.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".html").unwrap_or(file)
    }
}

/// A record as the file has it.
#[derive(Clone, Debug, Hash)]
pub struct WrittenRecord {
    /// tên
    pub name: Mention,
    /// đơn vị: who registered it. Name and unit together tell it from others.
    pub unit: Box<str>,
    /// mã
    pub code: Option<Mention>,
    /// lĩnh vực, as written.
    pub field_name: Mention,
    /// địa phương, as written.
    pub commune_name: Option<Mention>,
    /// thôn, tổ dân phố
    pub hamlet: Option<Box<str>>,
    /// đơn vị hướng dẫn
    pub guided_by: Option<Box<str>>,
    /// người phụ trách
    pub lead: Option<Box<str>>,
    /// liên hệ
    pub contact: Option<Contact>,
    /// năm đăng ký, the first first.
    pub registered: Vec<i16>,
    /// cấp
    pub level: Option<Level>,
    /// trạng thái
    pub status: Option<RecordStatus>,
    /// đối tượng
    pub subject: Option<Subject>,
    /// quyết định
    pub decisions: Vec<Decision>,
    /// số liệu
    pub figures: Vec<Figure>,
    /// nhân rộng từ, as written.
    pub origin_name: Option<Mention>,
    /// ảnh: files relative to `content/`.
    pub images: Vec<Picture>,
    /// slug, if the file gives one.
    pub own_slug: Option<Mention>,
}

impl WrittenRecord {
    /// Whether a decision recognises it.
    pub fn is_recognised(&self) -> bool {
        self.decisions.iter().any(|decision| decision.kind == Some(DecisionKind::Recognition))
    }
}

/// liên hệ: an office, never a private telephone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact {
    /// đơn vị
    pub unit: Option<Box<str>>,
    /// chức vụ
    pub post: Option<Box<str>>,
    /// điện thoại
    pub telephone: Option<Box<str>>,
}

/// quyết định
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Decision {
    /// số
    pub number: Option<Box<str>>,
    /// ngày
    pub date: Option<Moment>,
    /// cơ quan
    pub issuer: Option<Box<str>>,
    /// cấp
    pub level: Option<Level>,
    /// loại
    pub kind: Option<DecisionKind>,
    /// nội dung
    pub text: Option<Box<str>>,
    /// Where it stands.
    pub span: Span,
}

/// What a decision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecisionKind {
    /// công nhận
    Recognition,
    /// khen thưởng
    Award,
}

impl DecisionKind {
    /// As `loại` may say: (Vietnamese, English, kind).
    pub const WORDS: [(&str, &str, Self); 2] =
        [("công nhận", "recognition", Self::Recognition), ("khen thưởng", "award", Self::Award)];

    /// Its English name, for programs.
    pub fn name(self) -> &'static str {
        english(&Self::WORDS, self)
    }
}

/// cấp
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// xã
    Commune,
    /// huyện: until 30 June 2025.
    District,
    /// tỉnh
    Province,
    /// trung ương
    Central,
    /// cơ quan - đơn vị
    Agency,
}

impl Level {
    /// As `cấp` may say: (Vietnamese, English, level).
    pub const WORDS: [(&str, &str, Self); 5] = [
        ("xã", "commune", Self::Commune),
        ("huyện", "district", Self::District),
        ("tỉnh", "province", Self::Province),
        ("trung ương", "central", Self::Central),
        ("cơ quan - đơn vị", "agency", Self::Agency),
    ];

    /// Its English name, for programs.
    pub fn name(self) -> &'static str {
        english(&Self::WORDS, self)
    }

    /// Whether a record of this level belongs to a commune.
    pub fn needs_commune(self) -> bool {
        matches!(self, Self::Commune | Self::District)
    }
}

/// trạng thái
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordStatus {
    /// đăng ký
    Registered,
    /// đang thực hiện
    Running,
    /// duy trì
    Kept,
    /// đã dừng
    Stopped,
}

impl RecordStatus {
    /// As `trạng thái` may say: (Vietnamese, English, status).
    pub const WORDS: [(&str, &str, Self); 4] = [
        ("đăng ký", "registered", Self::Registered),
        ("đang thực hiện", "running", Self::Running),
        ("duy trì", "kept", Self::Kept),
        ("đã dừng", "stopped", Self::Stopped),
    ];

    /// Its English name, for programs.
    pub fn name(self) -> &'static str {
        english(&Self::WORDS, self)
    }
}

/// đối tượng
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// mô hình
    Model,
    /// điển hình tập thể
    Collective,
    /// điển hình cá nhân
    Person,
}

impl Subject {
    /// As `đối tượng` may say: (Vietnamese, English, subject).
    pub const WORDS: [(&str, &str, Self); 3] = [
        ("mô hình", "model", Self::Model),
        ("điển hình tập thể", "collective", Self::Collective),
        ("điển hình cá nhân", "person", Self::Person),
    ];

    /// Its English name, for programs.
    pub fn name(self) -> &'static str {
        english(&Self::WORDS, self)
    }
}

/// The English word of a value.
fn english<T: Copy + PartialEq>(words: &[(&str, &'static str, T)], wanted: T) -> &'static str {
    words.iter().find(|(.., value)| *value == wanted).map_or("", |(_, english, _)| english)
}
