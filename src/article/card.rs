//! What the rest of the site may know of an article, and what the checks across the site need of it.

use super::details::{Correction, Details, Series};
use crate::base::hash::Hash as ContentHash;
use crate::diagnostic::{Diagnostic, Span};
use crate::settings::TaxonomyId;
use crate::vietnamese::Moment;
use serde::{Deserialize, Serialize};

/// All that lists, feeds, neighbours and terms may see of an article.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Relative to `content/`, as on the disk.
    #[serde(with = "crate::base::text")]
    pub path: Box<str>,
    /// Where it will stand: `/mo-hinh/2025/hang-rao-xanh.html`.
    #[serde(with = "crate::base::text")]
    pub address: Box<str>,
    /// The title.
    #[serde(with = "crate::base::text")]
    pub title: Box<str>,
    /// The sapo, or the first paragraph of the body.
    #[serde(with = "crate::base::text")]
    pub summary: Box<str>,
    /// Whether the summary is the body's first paragraph, which then leaves the body.
    pub summary_from_body: bool,
    /// When it is published; `None` for plain pages alone.
    pub date: Option<Moment>,
    /// When it was last updated, if the front matter says so.
    pub updated: Option<Moment>,
    /// In the order written: it is an order of rank.
    pub authors: Vec<Author>,
    /// Places, fields, tags and terms of declared taxonomies, as written; the first of each taxonomy is the main one.
    pub mentions: Vec<(TaxonomyId, Mention)>,
    /// The picture of the article.
    pub image: Option<Box<Picture>>,
    /// How far it has come in the office.
    pub status: Status,
    /// When it leaves the site.
    pub expires: Option<Moment>,
    /// The rarer keys; `None` for most articles.
    pub details: Option<Box<Details>>,
}

impl Card {
    /// The name of the folder below `content/` that it belongs to; empty for a page at the top.
    pub fn section(&self) -> &str {
        self.path.split_once('/').map_or("", |(section, _)| section)
    }

    /// When its page last changed, as far as readers are told: the latest of its date, its update and its corrections.
    pub fn changed(&self) -> Option<Moment> {
        let corrections = self.corrections().map(|correction| correction.date);
        let all = self.date.into_iter().chain(self.updated).chain(corrections);
        all.max_by_key(Moment::unix)
    }

    /// What was wrong in it and is right now.
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.details.iter().flat_map(|details| &details.corrections)
    }

    /// The series that it is a part of.
    pub fn series(&self) -> Option<&Series> {
        self.details.as_deref()?.series.as_ref()
    }

    /// Its mentions of one taxonomy's terms.
    pub fn mentions(&self, taxonomy: TaxonomyId) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |(of, _)| *of == taxonomy).map(|(_, mention)| mention)
    }
}

/// A name as written, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The name.
    pub text: Box<str>,
    /// Where it stands in its file.
    pub span: Span,
}

/// Who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Author {
    /// The name, as the author writes it.
    pub name: Box<str>,
    /// Post or role.
    pub role: Option<Box<str>>,
    /// An address of their own.
    pub url: Option<Box<str>>,
    /// A person, a unit, a pen name; `None` when the article does not say.
    pub kind: Option<AuthorKind>,
    /// Where the name stands.
    pub span: Span,
}

/// What an author is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AuthorKind {
    /// người
    Person,
    /// đơn vị
    Unit,
    /// bút danh
    PenName,
}

impl AuthorKind {
    /// As `loại` may say: (Vietnamese, English, kind).
    pub const WORDS: [(&str, &str, Self); 3] =
        [("người", "person", Self::Person), ("đơn vị", "unit", Self::Unit), ("bút danh", "pen name", Self::PenName)];
}

/// The picture of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// The file: relative to `content/`, in NFC, or the address of another host.
    pub file: Mention,
    /// What can be seen, for those who cannot.
    pub alt: Option<Box<str>>,
    /// The caption.
    pub caption: Option<Box<str>>,
    /// Who took it.
    pub credit: Option<Box<str>>,
    /// The point to keep when it is cropped, in hundredths from the left and the top.
    pub focus: Option<(u8, u8)>,
    /// Whether children can be recognised: `None` when unknown or not said.
    pub children: Option<bool>,
    /// The number of the consent form.
    pub consent: Option<Box<str>>,
    /// Made or edited by a machine.
    pub ai: Option<Box<str>>,
}

/// How far an article has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// No status given: public, unless the site asks for approval.
    Unstated,
    /// bản nháp
    Draft,
    /// chờ duyệt
    Review,
    /// đã duyệt
    Approved,
}

/// A file that an article names: another article, a picture, a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileLink {
    /// Relative to `content/`, in NFC; or an address of this site, with its leading `/`.
    pub target: Box<str>,
    /// The anchor after `#`.
    pub anchor: Option<Box<str>>,
    /// Whether it is shown as a picture.
    pub is_picture: bool,
    /// Where it stands.
    pub span: Span,
}

/// What the checks across the site need of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// Of the file's bytes: a page job sees by it whether the file is still the one that was parsed.
    pub hash: ContentHash,
    /// Of all that the card says: other pages look as they did while it is the same.
    pub face: ContentHash,
    /// Whether its text is its bytes: nothing had to be decoded or mended, nor has it to be for its page.
    pub is_plain: bool,
    /// Links and pictures within the site.
    pub links: Vec<FileLink>,
    /// The anchors of its headings, sorted.
    pub anchors: Vec<Box<str>>,
    /// There is a date that could not be read, which was told.
    pub has_bad_date: bool,
    /// Where its date stands with nothing after the key.
    pub empty_date: Option<Span>,
    /// What was noticed in this file alone.
    pub notes: Vec<Diagnostic>,
}

/// A parsed article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Article {
    /// What others may see.
    pub card: Card,
    /// What is checked.
    pub facts: Facts,
}
