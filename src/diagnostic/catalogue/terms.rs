//! D2xx: places, fields, tags, authors, series.

use super::{advice, choices, did_you_mean, error, failure, warning};
use crate::diagnostic::{Diagnostic, Place};

/// So many names are told of those that a text may mean.
const MOST_NAMES: usize = 5;

/// What is known of a name that is no term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermAdvice {
    /// Nothing.
    Nothing,
    /// It is several terms in one text.
    Several(Vec<String>),
}

/// A closed list of terms, as messages call it.
#[derive(Clone, Copy, Debug)]
pub struct ClosedList<'l> {
    /// `communes`
    pub name: &'l str,
    /// Its key in front matter.
    pub key: &'l str,
    /// Its file below `content/`.
    pub file: &'l str,
}

/// D203, D204, D224: a term that its closed list does not have.
pub fn unknown_term(at: Place, list: ClosedList<'_>, name: &str, nearest: &[&str], advice: &TermAdvice) -> Diagnostic {
    let (code, vi, en) = match list.name {
        "communes" => ("D203", "xã, phường", "commune"),
        "fields" => ("D204", "lĩnh vực", "field"),
        _ => ("D224", list.key, list.key),
    };
    let file = format!("content/{}", list.file);
    let note =
        error(code, at, format!("không có {vi} “{name}” trong danh sách"), format!("the list has no {en} “{name}”"));
    match advice {
        TermAdvice::Several(names) => {
            let list = names.join(", ");
            return note.cure(format!("viết thành danh sách: [{list}]"), format!("write a list: [{list}]"));
        }
        TermAdvice::Nothing => {}
    }
    if nearest.is_empty() {
        return note.cure(format!("xem danh sách trong {file}"), format!("see the list in {file}"));
    }
    did_you_mean(note, nearest)
}

/// D203, D204: what somebody typed who begins an article is a part of the names of several terms.
pub fn part_of_several(list: ClosedList<'_>, name: &str, names: &[&str]) -> Diagnostic {
    let (code, vi, en) = match list.name {
        "communes" => ("D203", "xã, phường", "communes"),
        _ => ("D204", "lĩnh vực", "fields"),
    };
    let count = names.len();
    let note = failure(
        code,
        format!("“{name}” là một phần tên của {count} {vi}"),
        format!("“{name}” is a part of the names of {count} {en}"),
    );
    let shown = &names[..count.min(MOST_NAMES)];
    note.cure(
        format!("viết rõ hơn, ví dụ: {}", choices(shown, "hoặc")),
        format!("write more of it, as in {}", choices(shown, "or")),
    )
}

/// D213: a story about a model without a place or a field.
pub fn term_required(at: Place, vi: &str, en: &str) -> Diagnostic {
    error("D213", at, format!("bài về mô hình phải có “{vi}”"), format!("a story about a model needs “{en}”"))
        .cure(format!("thêm dòng: {vi}: …"), format!("add a line: {en}: …"))
}

/// D217: one name, slug or code twice in a list of terms.
pub fn duplicate_term(at: Place, name: &str, other: &str) -> Diagnostic {
    error(
        "D217",
        at,
        format!("“{name}” trùng với “{other}” trong danh sách"),
        format!("“{name}” stands in the list already as “{other}”"),
    )
    .cure("sửa tên, slug hoặc mã của một trong hai", "change the name, slug or code of one of them")
}

/// D223: a slug of a list that cannot stand in an address.
pub fn bad_slug(at: Place, slug: &str) -> Diagnostic {
    error(
        "D223",
        at,
        format!("slug “{slug}” không dùng làm địa chỉ được"),
        format!("the slug “{slug}” cannot stand in an address"),
    )
    .cure(
        "slug chỉ gồm a-z, 0-9 và dấu gạch nối, ví dụ: cam-due",
        "a slug is made of a-z, 0-9 and hyphens, as in cam-due",
    )
}

/// D222: a commune's code that is not five digits.
pub fn bad_code(at: Place, code: &str) -> Diagnostic {
    error(
        "D222",
        at,
        format!("mã xã, phường “{code}” không đủ 5 chữ số"),
        format!("the commune code “{code}” is not five digits"),
    )
    .cure(
        format!("viết đủ 5 chữ số, kể cả số 0 ở đầu, trong dấu nháy: \"{}\"", example(code)),
        format!("write all five digits, leading zeros too, in quotes: \"{}\"", example(code)),
    )
}

/// The code that was meant, as far as its digits tell.
fn example(code: &str) -> String {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 5 { "18673".to_owned() } else { format!("{digits:0>5}") }
}

/// D225: a tag that names a place or a field.
pub fn tag_is_term(at: Place, tag: &str, key: &str) -> Diagnostic {
    advice(
        "D225",
        at,
        format!("từ khóa “{tag}” là tên có trong danh sách “{key}”: bài được xếp vào đó"),
        format!("the tag “{tag}” is a name of the list “{key}”: the article is listed there"),
    )
    .cure(format!("chuyển “{tag}” sang dòng “{key}”"), format!("move “{tag}” to the line “{key}”"))
}

/// D226: two names of an open list that would have one address.
pub fn same_slug(at: Place, name: &str, other: &str, file: &str) -> Diagnostic {
    warning(
        "D226",
        at,
        format!("“{name}” và “{other}” có cùng địa chỉ: “{name}” được thêm số ở cuối"),
        format!("“{name}” and “{other}” would have one address: “{name}” gets a number at its end"),
    )
    .cure(
        format!("viết thống nhất một tên, hoặc thêm vào content/{file} một dòng: - {{tên: {name}, slug: …}}"),
        format!("write one name for both, or add to content/{file}: - {{name: {name}, slug: …}}"),
    )
}

/// D227: a tag or an author without any letter or digit.
pub fn term_without_letters(at: Place, name: &str) -> Diagnostic {
    error("D227", at, format!("“{name}” không có chữ cái hay chữ số nào"), format!("“{name}” has no letter or digit"))
        .cure("sửa hoặc bỏ tên này", "change or remove this name")
}

/// D228: two parts of a series with one number.
pub fn same_part(at: Place, part: u32, series: &str, other: &str) -> Diagnostic {
    warning(
        "D228",
        at,
        format!("kỳ {part} của loạt bài “{series}” đã có ở {other}"),
        format!("part {part} of the series “{series}” is {other} already"),
    )
    .cure("sửa số kỳ", "change the number of the part")
}

/// D229: a date before the one that it must follow: each with its key and as typed.
pub fn dates_out_of_order(at: Place, later: (&str, &str), earlier: (&str, &str)) -> Diagnostic {
    let ((key, date), (first, start)) = (later, earlier);
    warning(
        "D229",
        at,
        format!("“{key}” ({date}) lại trước “{first}” ({start})"),
        format!("“{key}” ({date}) is before “{first}” ({start})"),
    )
    .cure("sửa một trong hai ngày", "mend one of the two dates")
}
