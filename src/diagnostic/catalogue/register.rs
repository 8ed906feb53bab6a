//! D24x: the register of models.

use super::{did_you_mean, error, left_out, warning};
use crate::diagnostic::{Diagnostic, Place};
use std::ops::RangeInclusive;

/// D207: a picture of a record that does not exist.
pub fn missing_record_picture(at: Place, target: &str, nearest: &[&str]) -> Diagnostic {
    let note = left_out("D207", at, format!("không có tệp ảnh “{target}”"), format!("there is no picture “{target}”"));
    if nearest.is_empty() {
        return note.cure(
            "đường dẫn ảnh tính từ thư mục content, ví dụ: mo-hinh/2025/hang-rao.jpg",
            "the path starts at the folder content, as in mo-hinh/2025/hang-rao.jpg",
        );
    }
    did_you_mean(note, nearest)
}

/// D240: two records with one name and one unit.
pub fn same_record(at: Place, name: &str, unit: &str, line: u32) -> Diagnostic {
    error(
        "D240",
        at,
        format!("“{name}” của “{unit}” đã có ở dòng {line}"),
        format!("“{name}” of “{unit}” stands in line {line} already"),
    )
    .cure("gộp hai mục làm một, hoặc sửa tên hay đơn vị", "make one record of the two, or change the name or the unit")
}

/// D241: two records with one code.
pub fn same_record_code(at: Place, code: &str, other: &str) -> Diagnostic {
    error(
        "D241",
        at,
        format!("mã “{code}” đã dùng cho “{other}”"),
        format!("the code “{code}” is that of “{other}” already"),
    )
    .cure("đặt mã khác cho một trong hai mô hình", "give one of the two another code")
}

/// D242: a decision without number or date.
pub fn decision_incomplete(at: Place, has_number: bool, has_date: bool) -> Diagnostic {
    let (vi, en, cure_vi, cure_en) = match (has_number, has_date) {
        (true, _) => ("“ngày”", "“date”", "ngày: 15/10/2026", "date: 15/10/2026"),
        (_, true) => ("“số”", "“number”", "số: 19-QĐ/ĐU", "number: 19-QĐ/ĐU"),
        _ => (
            "“số” và “ngày”",
            "“number” and “date”",
            "số: 19-QĐ/ĐU, ngày: 15/10/2026",
            "number: 19-QĐ/ĐU, date: 15/10/2026",
        ),
    };
    warning("D242", at, format!("quyết định thiếu {vi}"), format!("the decision has no {en}"))
        .cure(format!("thêm, ví dụ: {cure_vi}"), format!("add them, as in: {cure_en}"))
}

/// D243: a decision or a registration of the district level, after there were districts.
pub fn district_after_districts(at: Place) -> Diagnostic {
    warning("D243", at, "từ 1/7/2025 không còn cấp huyện", "since 1 July 2025 there are no districts").cure(
        "sửa “cấp” thành xã hoặc tỉnh, hoặc sửa ngày, năm",
        "make the level commune or province, or mend the date",
    )
}

/// D244: a record that the register does not have.
pub fn unknown_record(at: Place, name: &str, nearest: &[&str]) -> Diagnostic {
    let note = unknown(at, name);
    if nearest.is_empty() {
        return note.cure(
            "thêm mô hình này vào content/models.yaml, hoặc viết đúng tên hay mã đã có ở đó",
            "add the model to content/models.yaml, or write a name or code that stands there",
        );
    }
    did_you_mean(note, nearest)
}

/// D244: several records in one text.
pub fn several_records(at: Place, text: &str, names: &[&str]) -> Diagnostic {
    let list = names.join(", ");
    unknown(at, text).cure(format!("viết thành danh sách: [{list}]"), format!("write a list: [{list}]"))
}

fn unknown(at: Place, name: &str) -> Diagnostic {
    error(
        "D244",
        at,
        format!("không có mô hình “{name}” trong sổ mô hình"),
        format!("the register has no model “{name}”"),
    )
}

/// D245: a name that several records have.
pub fn ambiguous_record(at: Place, name: &str, units: &[&str]) -> Diagnostic {
    let first = units.first().copied().unwrap_or_default();
    error(
        "D245",
        at,
        format!("nhiều đơn vị có mô hình “{name}”: {}", units.join("; ")),
        format!("several units have a model “{name}”: {}", units.join("; ")),
    )
    .cure(
        format!("viết mã, hoặc tên kèm đơn vị: {name} – {first}"),
        format!("write the code, or the name with its unit: {name} – {first}"),
    )
}

/// D246: records that were replicated from each other in a circle, or one from itself.
pub fn replicated_in_circle(at: Place, names: &[&str]) -> Diagnostic {
    let note = match names {
        [name] => error(
            "D246",
            at,
            format!("“{name}” ghi là nhân rộng từ chính nó"),
            format!("“{name}” is said to be replicated from itself"),
        ),
        names => {
            let circle = names.join(" → ");
            let first = names.first().copied().unwrap_or_default();
            error(
                "D246",
                at,
                format!("các mô hình ghi là nhân rộng từ nhau thành vòng tròn: {circle} → {first}"),
                format!("models are said to be replicated from each other in a circle: {circle} → {first}"),
            )
        }
    };
    note.cure(
        "bỏ dòng “nhân rộng từ” ở mô hình có trước",
        "remove “replicated_from” from the model that was there first",
    )
}

/// D247: a story names a model, but there is no register.
pub fn no_register(at: Place, name: &str) -> Diagnostic {
    error(
        "D247",
        at,
        format!("bài nêu mô hình “{name}” nhưng trang chưa có sổ mô hình"),
        format!("the story names the model “{name}”, but the site has no register"),
    )
    .cure(
        "tạo tệp content/models.yaml, hoặc bỏ dòng “mô hình” (tên riêng của cách làm có thể để ở “từ khóa”)",
        "make content/models.yaml, or remove the line “models” (a name may stand in “tags”)",
    )
}

/// D248: a year in which no model can have been registered.
pub fn bad_year(at: Place, text: &str, years: &RangeInclusive<i16>) -> Diagnostic {
    let (first, last) = (years.start(), years.end());
    error("D248", at, format!("“{text}” không phải là năm đăng ký"), format!("“{text}” is no year of registration"))
        .cure(
            format!("viết năm bằng bốn chữ số, từ {first} đến {last}: năm đăng ký: [2023, 2025]"),
            format!("write years with four digits, from {first} to {last}: registered: [2023, 2025]"),
        )
}

/// D249: two records with one slug.
pub fn same_record_slug(at: Place, slug: &str, line: u32) -> Diagnostic {
    error(
        "D249",
        at,
        format!("slug “{slug}” đã dùng ở dòng {line}"),
        format!("the slug “{slug}” stands in line {line} already"),
    )
    .cure(
        "sửa slug của một trong hai, hoặc bỏ đi để lấy từ tên",
        "change one of them, or remove it: the name makes one",
    )
}
