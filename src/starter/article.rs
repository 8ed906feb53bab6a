//! The text of a new article: front matter with a word of advice over each key, and what its kind begins with.
//!
//! In: what is known of the article. Out: its text, and the names that its file may have, the best first.

use super::{fill, value};
use crate::article::Kind;
use crate::base::path::is_slug;
use crate::vietnamese::{Moment, slug};

const FRONT: &str = include_str!("../../starter/article/front.md");
const BODY: &str = include_str!("../../starter/article/body.md");
const BODY_OF_MODEL: &str = include_str!("../../starter/article/model.md");
const CONFERENCE: &str = include_str!("../../starter/article/conference.yaml");
const VIDEO: &str = include_str!("../../starter/article/video.yaml");
const AUDIO: &str = include_str!("../../starter/article/audio.yaml");
const DOCUMENT: &str = include_str!("../../starter/article/document.yaml");

/// A file's name is cut between words before it is longer: whole paths on Windows have 260 signs.
const LONGEST: usize = 150;

/// What is known of an article before it is written.
#[derive(Clone, Debug)]
pub struct Beginning<'b> {
    /// Its title, on one line.
    pub title: &'b str,
    /// The kind of its section.
    pub kind: Kind,
    /// When it is published.
    pub date: Moment,
    /// Its places, as front matter names them.
    pub communes: &'b [String],
    /// Its fields.
    pub fields: &'b [String],
    /// Whether it begins as a draft.
    pub is_draft: bool,
}

impl Beginning<'_> {
    /// The text of its file.
    pub fn text(&self) -> String {
        let is_model = self.kind == Kind::Model;
        let title = value(self.title);
        let (date, year) = (self.date.typed_vi(), self.date.year().to_string());
        let status = if self.is_draft { "trạng thái: bản nháp" } else { "# trạng thái: bản nháp" };
        let needed = if is_model { " Bài về mô hình phải có dòng này." } else { "" };
        let communes = names("địa phương", self.communes, is_model, "tên xã, phường");
        let fields = names("lĩnh vực", self.fields, is_model, "tên lĩnh vực");
        let of_kind = match self.kind {
            Kind::Conference => CONFERENCE,
            Kind::Video => VIDEO,
            Kind::Audio => AUDIO,
            Kind::Document => DOCUMENT,
            Kind::News | Kind::Model | Kind::Longform | Kind::Page => "",
        };
        let known = |name: &str| match name {
            "tiêu đề" => Some(title.as_str()),
            "ngày" => Some(date.as_str()),
            "năm" => Some(year.as_str()),
            "trạng thái" => Some(status),
            "cần có" => Some(needed),
            "địa phương" => Some(communes.as_str()),
            "lĩnh vực" => Some(fields.as_str()),
            _ => None,
        };
        let of_kind = fill(of_kind, known);
        let front = fill(FRONT, |name| if name == "riêng" { Some(of_kind.as_str()) } else { known(name) });
        front + if is_model { BODY_OF_MODEL } else { BODY }
    }
}

/// The line of a key that holds names: each on a line of its own where there are several; where there is none, a line to
/// be filled in, or an example.
fn names(key: &str, names: &[String], is_needed: bool, example: &str) -> String {
    match names {
        [] if is_needed => format!("{key}:"),
        [] => format!("# {key}: {example}"),
        [only] => format!("{key}: {}", value(only)),
        several => several.iter().fold(format!("{key}:"), |lines, name| lines + "\n  - " + &value(name)),
    }
}

/// The names, without an ending, that the file of an article may have: the slug of its title, then with numbers. There is
/// none for a title without letters.
pub fn file_names(title: &str) -> impl Iterator<Item = String> {
    let mut name = slug(title);
    if name.len() > LONGEST {
        let end = name[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        name.truncate(end);
    }
    let first = (!name.is_empty()).then(|| name.clone());
    let more = first.is_some().then_some(2..).into_iter().flatten().map(move |number: u32| format!("{name}-{number}"));
    // `con` and `nul` are names of devices to Windows.
    first.into_iter().chain(more).filter(|name| is_slug(name))
}

#[cfg(test)]
mod tests {
    use super::file_names;

    #[test]
    fn names_of_files() {
        let two = |title| file_names(title).take(2).collect::<Vec<_>>();
        assert_eq!(two("Cẩm Duệ: hàng rào xanh"), ["cam-due-hang-rao-xanh", "cam-due-hang-rao-xanh-2"]);
        assert_eq!(two("Con"), ["con-2", "con-3"]);
        assert!(two("…!").is_empty());
        let long = "thôn em ".repeat(40);
        let name = file_names(&long).next().unwrap();
        assert!(name.len() <= 150 && name.ends_with("-em") || name.ends_with("-thon"), "{name}");
        assert_eq!(file_names(&"a".repeat(300)).next().map(|name| name.len()), Some(150));
    }
}
