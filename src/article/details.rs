//! The rarer keys of front matter as typed values. Lists that staff write keep their order: it is an order of rank.

use super::card::Mention;
use crate::diagnostic::Span;
use crate::vietnamese::{Duration, Moment, Number};
use crate::yaml::Node;
use serde::{Deserialize, Serialize};

/// The rarer keys of the front matter.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct Details {
    /// mô hình: records of the register, by name or code.
    pub models: Vec<Mention>,
    /// người duyệt
    pub approved_by: Option<Box<str>>,
    /// nổi bật
    pub featured: Option<Featured>,
    /// tin liên quan: files.
    pub related: Vec<Mention>,
    /// loạt bài
    pub series: Option<Series>,
    /// địa chỉ cũ: addresses, with the leading slash.
    pub aliases: Vec<Mention>,
    /// nguồn: where a reprinted piece comes from.
    pub source: Option<Reprint>,
    /// đính chính
    pub corrections: Vec<Correction>,
    /// gỡ bài
    pub withdrawn: Option<Moment>,
    /// hội nghị
    pub conference: Option<Conference>,
    /// văn bản
    pub document: Option<PublishedDocument>,
    /// video
    pub video: Option<Media>,
    /// âm thanh
    pub audio: Option<Media>,
    /// extra: for themes.
    pub extra: Option<Node>,
}

impl Details {
    /// The files of this site that these keys name: documents, recordings, what is said in them.
    pub fn files(&self) -> impl Iterator<Item = &Mention> {
        let media = self.video.iter().chain(&self.audio);
        let media = media.flat_map(|media| [Some(&media.src), media.transcript.as_ref(), media.captions.as_ref()]);
        let documents = self.conference.iter().flat_map(|conference| &conference.documents);
        let document = self.document.iter().filter_map(|document| document.file.as_ref());
        media.flatten().chain(documents).chain(document).filter(|file| !file.text.contains("://"))
    }
}

/// nổi bật: the editor's choice.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Featured {
    /// 1 (most) to 5.
    pub level: u8,
    /// Until when.
    pub until: Option<Moment>,
}

/// loạt bài
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: Box<str>,
    /// Which part this is, from 1.
    pub part: Option<u32>,
    /// Where the name stands.
    pub span: Span,
}

/// nguồn: where a reprinted piece comes from.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Reprint {
    /// The outlet.
    pub name: Box<str>,
    /// Its address.
    pub url: Option<Box<str>>,
    /// By what leave it is reprinted.
    pub permission: Option<Box<str>>,
}

/// đính chính
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub date: Moment,
    /// What was wrong, and what is right.
    pub text: Box<str>,
}

/// A figure of a conference or a model: `Mô hình đăng ký: 155 mô hình`.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub label: Box<str>,
    /// As typed: what readers see.
    pub text: Box<str>,
    /// As understood.
    pub value: Number,
    /// The unit.
    pub unit: Option<Box<str>>,
    /// The year it is of.
    pub year: Option<Box<str>>,
    /// Where it comes from.
    pub source: Option<Box<str>>,
}

/// What somebody said.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Speech {
    /// The words.
    pub quote: Option<Box<str>>,
    /// Who.
    pub name: Option<Box<str>>,
    /// Their post.
    pub post: Option<Box<str>>,
    /// Their unit.
    pub unit: Option<Box<str>>,
}

/// video, âm thanh
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Media {
    /// A file or the address at a provider.
    pub src: Mention,
    /// How long it is.
    pub duration: Option<Duration>,
    /// A file with the words.
    pub transcript: Option<Mention>,
    /// A file with subtitles.
    pub captions: Option<Mention>,
}

/// văn bản
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct PublishedDocument {
    /// Số: `12-KH/ĐU`.
    pub number: Option<Box<str>>,
    /// Ngày ban hành.
    pub issued: Option<Moment>,
    /// Cơ quan ban hành.
    pub issuer: Option<Box<str>>,
    /// Loại: kế hoạch, quyết định …
    pub kind: Option<Box<str>>,
    /// The document itself.
    pub file: Option<Mention>,
}

/// hội nghị. Lists keep the order written: it is an order of rank.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Conference {
    /// đơn vị tổ chức
    pub organisers: Vec<Box<str>>,
    /// thời gian: từ
    pub from: Option<Moment>,
    /// thời gian: đến
    pub to: Option<Moment>,
    /// địa điểm
    pub place: Option<Box<str>>,
    /// hình thức: tổng kết, sơ kết, tọa đàm …; an open list.
    pub forms: Vec<Box<str>>,
    /// chủ trì
    pub chairs: Vec<Box<str>>,
    /// đại biểu
    pub delegates: Vec<Box<str>>,
    /// phát biểu chỉ đạo
    pub closing: Vec<Speech>,
    /// ý kiến
    pub statements: Vec<Speech>,
    /// số liệu
    pub figures: Vec<Figure>,
    /// nhiệm vụ
    pub tasks: Vec<Box<str>>,
    /// khen thưởng
    pub awards: Vec<Box<str>>,
    /// tài liệu: files.
    pub documents: Vec<Mention>,
}
