//! D1xx: front matter, settings and lists as YAML.

use super::{choices, did_you_mean, error, warning};
use crate::diagnostic::{Diagnostic, Place};
use crate::vietnamese::DateError;

/// D101: an article does not start with `---`.
pub fn no_front_matter(at: Place) -> Diagnostic {
    error("D101", at, "bài không có phần khai báo đầu bài", "the article has no front matter").cure(
        "mở đầu tệp bằng một dòng ---, rồi “tiêu đề: …”, “ngày: …”, rồi lại một dòng ---",
        "start the file with a line ---, then “title: …”, “date: …”, then another line ---",
    )
}

/// D102: the front matter has no second `---`.
pub fn unclosed_front_matter(at: Place) -> Diagnostic {
    error("D102", at, "phần khai báo đầu bài chưa được đóng", "the front matter is not closed").cure(
        "thêm một dòng --- sau dòng khai báo cuối cùng, trước nội dung bài",
        "add a line --- after its last key, before the text of the article",
    )
}

/// D103: a tab in the indentation.
pub fn tab(at: Place) -> Diagnostic {
    error("D103", at, "có dấu tab ở đầu dòng", "a tab at the start of a line")
        .cure("thay dấu tab bằng hai dấu cách", "replace the tab with two spaces")
}

/// D104: a key occurs twice in one map.
pub fn duplicate_key(at: Place, key: &str, first_line: u32) -> Diagnostic {
    error(
        "D104",
        at,
        format!("khóa “{key}” đã có ở dòng {first_line}"),
        format!("key “{key}” stands in line {first_line} already"),
    )
    .cure("giữ lại một dòng, xóa dòng kia", "keep one of the two lines")
}

/// D105: an anchor, an alias or a tag.
pub fn yaml_alias(at: Place) -> Diagnostic {
    error(
        "D105",
        at,
        "không dùng được ký hiệu &, * và ! của YAML ở đầu giá trị",
        "YAML's anchors (&), aliases (*) and tags (!) are not taken",
    )
    .cure("đặt giá trị trong dấu nháy kép: \"…\"", "put the value in double quotes: \"…\"")
}

/// D106: lists and maps nested too deep.
pub fn yaml_too_deep(at: Place) -> Diagnostic {
    error("D106", at, "các dấu ngoặc hoặc danh sách lồng nhau quá sâu", "brackets or lists are nested too deep")
        .cure("bớt các dấu [ hoặc { thừa ở dòng này", "remove the needless [ or { in this line")
}

/// D107: front matter or a list over its size.
pub fn yaml_too_large(at: Place, limit_kib: usize) -> Diagnostic {
    error(
        "D107",
        at,
        format!("phần khai báo dài quá {limit_kib} KiB"),
        format!("this YAML is longer than {limit_kib} KiB"),
    )
    .cure("chuyển phần văn bản dài xuống dưới dòng --- thứ hai", "move long text below the second line ---")
}

/// D108: not YAML. `reason` is the YAML reader's own word for it; `has_bracket` tells whether any value starts with one.
pub fn yaml_syntax(at: Place, reason: &str, has_bracket: bool) -> Diagnostic {
    let (vi, cure) = if has_bracket && ["flow", "']'", "'}'", ","].iter().any(|mark| reason.contains(mark)) {
        ("dấu ngoặc [ ] hoặc { } không khớp", "kiểm tra các dấu ngoặc và dấu phẩy ở dòng này")
    } else {
        (
            "dòng này không đúng dạng “khóa: giá trị” hoặc thụt đầu dòng sai",
            "viết “khóa: giá trị” (có dấu cách sau dấu hai chấm); các dòng cùng cấp thụt bằng nhau",
        )
    };
    error("D108", at, vi, format!("this is not YAML: {reason}"))
        .cure(cure, "write “key: value”, lines of one level with the same indent")
}

/// D108: a line begins with a key, and then goes on with `rest` without a colon.
pub fn missing_colon(at: Place, key: &str, rest: &str) -> Diagnostic {
    let whole = format!("{key}: {rest}");
    let (vi, en) = (format!("thiếu dấu hai chấm sau “{key}”"), format!("there is no colon after “{key}”"));
    error("D108", at, vi, en).cure(format!("viết: {}", whole.trim_end()), format!("write: {}", whole.trim_end()))
}

/// D108: a line that begins with no key at all.
pub fn line_without_key(at: Place) -> Diagnostic {
    error("D108", at, "dòng này không bắt đầu bằng một khóa", "this line does not begin with a key").cure(
        "viết “khóa: giá trị”; nếu là phần tiếp của dòng trên thì thụt vào hai dấu cách",
        "write “key: value”, or indent it by two spaces if it goes on with the line above",
    )
}

/// D108: a key that is indented, although it belongs to no other, or not as the other keys of its item are.
pub fn indented_key(at: Place, key: &str, is_of_item: bool) -> Diagnostic {
    let note = error("D108", at, format!("“{key}” thụt vào sai chỗ"), format!("“{key}” is indented wrongly"));
    if is_of_item {
        return note.cure("để thẳng cột với các khóa khác của mục", "put it in the column of the item's other keys");
    }
    note.cure("xóa các dấu cách ở đầu dòng", "remove the spaces at the start of the line")
}

/// D108: a bracket that is not closed by one of its kind. `whole` is the line as it should be, where that is known.
pub fn unclosed_bracket(at: Place, open: char, whole: Option<&str>) -> Diagnostic {
    let close = if open == '[' { ']' } else { '}' };
    let note = error("D108", at, format!("dấu “{open}” chưa được đóng lại"), format!("“{open}” is not closed"));
    match whole {
        Some(whole) => note.cure(format!("viết: {whole}"), format!("write: {whole}")),
        None => note.cure(format!("thêm dấu “{close}” vào cuối"), format!("add “{close}” at its end")),
    }
}

/// D108: a quotation mark at the start of a value that is not closed.
pub fn unclosed_quote(at: Place) -> Diagnostic {
    error("D108", at, "dấu nháy mở ra mà không đóng lại", "a quotation mark is not closed")
        .cure("thêm dấu nháy đóng, hoặc xóa dấu nháy mở", "close it, or remove the mark that opens")
}

/// D109: a key that does not exist. `here` names the keys that there are, where they are few; `has_extra` tells whether
/// “extra” is one of them, which takes whatever a theme wants.
pub fn unknown_key(at: Place, key: &str, nearest: &[&str], here: &[&str], has_extra: bool) -> Diagnostic {
    let note = error("D109", at, format!("không có khóa “{key}”"), format!("there is no key “{key}”"));
    let note = did_you_mean(note, nearest);
    if !note.cures.is_empty() {
        return note;
    }
    if has_extra {
        return note.cure(
            "xóa dòng này, hoặc chuyển vào khóa “extra” (dành cho giao diện riêng)",
            "remove the line, or move it below “extra”, which is free for themes",
        );
    }
    if here.is_empty() {
        return note.cure("xóa dòng này", "remove the line");
    }
    let here = here.join(", ");
    note.cure(
        format!("xóa khóa này; các khóa dùng được ở đây: {here}"),
        format!("remove it; keys that can stand here: {here}"),
    )
}

/// D109: a key that does not exist, and begins with one that does: more was typed after it, or its colon is missing.
pub fn key_goes_on(at: Place, key: &str, meant: &str) -> Diagnostic {
    error("D109", at, format!("không có khóa “{key}”"), format!("there is no key “{key}”")).cure(
        format!("có phải “{meant}”? Dấu hai chấm đứng ngay sau tên khóa: {meant}: …"),
        format!("did you mean “{meant}”? The colon stands right after it: {meant}: …"),
    )
}

/// D109: a key that stands beside the key it belongs into. `whole` is how to write it, in both languages.
pub fn key_of_another(at: Place, key: &str, whole: &[String; 2]) -> Diagnostic {
    let [vi, en] = whole;
    error("D109", at, format!("“{key}” không đứng riêng một dòng"), format!("“{key}” cannot stand on its own"))
        .cure(format!("viết: {vi}"), format!("write: {en}"))
}

/// What a value should have been.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// A text on one line.
    Text,
    /// A text or a list of texts.
    Texts,
    /// `key: value` pairs.
    Map,
    /// A list of maps.
    Maps,
    /// Yes or no.
    Flag,
    /// A date.
    Date,
}

/// D110: a value of the wrong type.
pub fn wrong_type(at: Place, key: &str, expected: Expected) -> Diagnostic {
    if let Some(note) = wrong_file(&at, key, expected) {
        return note;
    }
    let (vi, en, cure_vi, cure_en) = match expected {
        Expected::Text => ("một dòng chữ", "a text", format!("{key}: nội dung"), format!("{key}: text")),
        Expected::Texts => (
            "một mục hoặc một danh sách",
            "a text or a list",
            format!("{key}: [mục một, mục hai]"),
            format!("{key}: [one, two]"),
        ),
        Expected::Map => (
            "các cặp khóa: giá trị",
            "key: value pairs",
            format!("{key}: {{khóa: giá trị}}"),
            format!("{key}: {{key: value}}"),
        ),
        Expected::Maps => (
            "danh sách các cặp khóa: giá trị",
            "a list of key: value pairs",
            format!("{key}: [{{khóa: giá trị}}]"),
            format!("{key}: [{{key: value}}]"),
        ),
        Expected::Date => ("một ngày", "a date", format!("{key}: 14/8/2025 7h30"), format!("{key}: 14/8/2025 7h30")),
        Expected::Flag => ("có hoặc không", "yes or no", format!("{key}: có"), format!("{key}: yes")),
    };
    error("D110", at, format!("“{key}” phải là {vi}"), format!("“{key}” must be {en}"))
        .cure(format!("viết: {cure_vi}"), format!("write: {cure_en}"))
}

/// What is of the wrong type is a whole file or a line of it, or the front matter: `key` is its path, or `---`.
fn wrong_file(at: &Place, key: &str, expected: Expected) -> Option<Diagnostic> {
    let (vi, en, cure, cure_en) = match expected {
        Expected::Map if key == "---" => (
            "phần khai báo đầu bài phải là các cặp khóa: giá trị".to_owned(),
            "the front matter must be key: value pairs".to_owned(),
            "mỗi dòng một khóa, ví dụ: tiêu đề: Tên bài",
            "one key on each line, as in title: A headline",
        ),
        _ if !key.ends_with(".yaml") => return None,
        Expected::Maps => (
            format!("“{key}” phải là danh sách các mục"),
            format!("“{key}” must be a list"),
            "mỗi mục bắt đầu bằng dấu gạch, ví dụ: - tên: …",
            "each item starts with a hyphen, as in - name: …",
        ),
        _ => (
            format!("“{key}” phải là các cặp khóa: giá trị"),
            format!("“{key}” must be key: value pairs"),
            "mỗi dòng một cặp khóa: giá trị",
            "one key: value pair on each line",
        ),
    };
    Some(error("D110", at.clone(), vi, en).cure(cure, cure_en))
}

/// D111: a key of a value, or of an item of a list, is missing.
pub fn missing_inside(at: Place, vi: &str, en: &str) -> Diagnostic {
    error("D111", at, format!("mục này thiếu “{vi}”"), format!("“{en}” is missing here"))
        .cure(format!("ghi thêm vào mục này: {vi}: …"), format!("add to this item: {en}: …"))
}

/// D111: a required key stands there with nothing after it.
pub fn empty_key(at: Place, vi: &str, en: &str) -> Diagnostic {
    error("D111", at, format!("“{vi}” còn để trống"), format!("“{en}” is empty"))
        .cure(format!("điền vào dòng này: {vi}: …"), format!("fill it in: {en}: …"))
}

/// D111: a required key is missing.
pub fn missing_key(at: Place, vi: &str, en: &str) -> Diagnostic {
    error("D111", at, format!("thiếu “{vi}”"), format!("“{en}” is missing"))
        .cure(format!("thêm dòng: {vi}: …"), format!("add a line: {en}: …"))
}

/// D112: a text that is no date, or a day or hour that does not exist.
pub fn bad_date(at: Place, text: &str, fault: DateError) -> Diagnostic {
    let (what_vi, what_en, cure, cure_en) = match fault {
        DateError::Form => {
            return error("D112", at, format!("“{text}” không phải là ngày"), format!("“{text}” is not a date")).cure(
                "viết ngày trước, tháng sau: 14/8/2025 hoặc 14/8/2025 7h30",
                "write the day first: 14/8/2025, or 14/8/2025 7h30",
            );
        }
        DateError::Year => (
            "ngày",
            "date",
            "năm viết đủ bốn chữ số, từ 1 đến 9999".to_owned(),
            "years go from 1 to 9999 and have four digits".to_owned(),
        ),
        DateError::Month => (
            "ngày",
            "date",
            "tháng từ 1 đến 12; ngày viết trước, tháng viết sau: 14/8/2025".to_owned(),
            "months go from 1 to 12; the day comes first: 14/8/2025".to_owned(),
        ),
        DateError::Day { year, month, days } => {
            ("ngày", "date", format!("tháng {month}/{year} có {days} ngày"), format!("{month}/{year} has {days} days"))
        }
        DateError::Hour => (
            "giờ",
            "hour",
            "giờ từ 0 đến 23, phút từ 0 đến 59: 14/8/2025 7h30".to_owned(),
            "hours go from 0 to 23, minutes from 0 to 59: 14/8/2025 7h30".to_owned(),
        ),
    };
    error("D112", at, format!("không có {what_vi} “{text}”"), format!("there is no such {what_en} as “{text}”"))
        .cure(cure, cure_en)
}

/// D113: a text that is no number, or can be read in two ways.
pub fn bad_number(at: Place, text: &str, ambiguous: bool) -> Diagnostic {
    if ambiguous {
        return error(
            "D113",
            at,
            format!("số “{text}” có thể hiểu theo hai cách"),
            format!("the number “{text}” can be read in two ways"),
        )
        .cure(
            "phần nghìn ngăn bằng dấu chấm (1.200), phần lẻ bằng dấu phẩy (1,2)",
            "thousands take a full stop (1.200), decimals a comma (1,2)",
        );
    }
    error("D113", at, format!("“{text}” không phải là số"), format!("“{text}” is not a number")).cure(
        "chỉ viết số, ví dụ 150, 13,5 hoặc 60-65; đơn vị ghi ở khóa “đơn vị”",
        "write the number alone, such as 150, 13,5 or 60-65; the unit has its own key",
    )
}

/// D113: a text that is not one whole number, where no figure is meant: a part of a series, a place in the menu.
pub fn not_one_number(at: Place, text: &str) -> Diagnostic {
    error("D113", at, format!("“{text}” không phải là số"), format!("“{text}” is not a number"))
        .cure("chỉ viết một số, ví dụ 2", "write one number alone, such as 2")
}

/// D113: a point of a picture that is none.
pub fn bad_focus(at: Place, text: &str) -> Diagnostic {
    error("D113", at, format!("“{text}” không phải là một điểm trên ảnh"), format!("“{text}” is no point of a picture"))
        .cure(
            "viết hai số, từ mép trái rồi từ mép trên, ví dụ: 50% 30%",
            "write two numbers, from the left and from the top, as in 50% 30%",
        )
}

/// D114: not one of the words that a key may hold.
pub fn unknown_choice(at: Place, key: &str, value: &str, known: &[&str]) -> Diagnostic {
    error("D114", at, format!("“{key}” không nhận giá trị “{value}”"), format!("“{key}” cannot be “{value}”"))
        .cure(format!("dùng {}", choices(known, "hoặc")), format!("use {}", choices(known, "or")))
}

/// D115: a name with a comma was written in `[…]` without quotes and so came apart.
pub fn comma_in_list(at: Place, joined: &str) -> Diagnostic {
    warning("D115", at, format!("đã ghép lại thành một tên: “{joined}”"), format!("joined into one name: “{joined}”"))
        .cure(
            format!("trong […], đặt tên có dấu phẩy trong dấu nháy: [\"{joined}\"]"),
            format!("quote a name with a comma inside […]: [\"{joined}\"]"),
        )
}
