//! D4xx: site.yaml and the lists of places and fields.

use super::{did_you_mean, error};
use crate::base::path::BaseUrlError;
use crate::diagnostic::{Diagnostic, Place};

/// D402: a base URL without scheme, or that is none.
pub fn bad_base_url(at: Option<Place>, text: &str, why: BaseUrlError) -> Diagnostic {
    let (vi, en) = match why {
        BaseUrlError::NoScheme => (
            format!("địa chỉ trang “{text}” thiếu http:// hoặc https://"),
            format!("the base URL “{text}” lacks http:// or https://"),
        ),
        BaseUrlError::Form => (format!("“{text}” không phải là địa chỉ trang"), format!("“{text}” is not a base URL")),
    };
    Diagnostic::new("D402", crate::diagnostic::Severity::Error, at, vi, en)
        .cure("viết đầy đủ, ví dụ: https://danvan.example.vn/", "write it in full: https://danvan.example.vn/")
}

/// D403: a time zone that is no offset.
pub fn bad_time_zone(at: Place, text: &str) -> Diagnostic {
    error("D403", at, format!("“{text}” không phải là múi giờ"), format!("“{text}” is not a time zone"))
        .cure("viết dạng +07:00 (giờ Việt Nam)", "write an offset such as +07:00")
}

/// D404: a host name with signs that no host name has.
pub fn bad_host(at: Place, text: &str) -> Diagnostic {
    error("D404", at, format!("“{text}” không phải là tên máy chủ"), format!("“{text}” is not a host name"))
        .cure("chỉ viết tên máy chủ, ví dụ: anh.example.vn", "write the host alone: pictures.example.vn")
}

/// D405: a theme that neither the site nor the program has.
pub fn unknown_theme(at: Place, name: &str, known: &[&str]) -> Diagnostic {
    let note = error("D405", at, format!("không có giao diện “{name}”"), format!("there is no theme “{name}”"));
    did_you_mean(note, known)
}

/// D406: a list that must exist does not.
pub fn missing_list(path: &str) -> Diagnostic {
    let place = Place::file(path);
    error("D406", place, format!("không tìm thấy danh sách {path}"), format!("the list {path} is not there")).cure(
        "nếu tệp đã bị đổi tên hay chuyển chỗ, đưa về đúng tên này; nếu chưa có danh sách, tạo tệp với một dòng: []",
        "if it was renamed or moved, give it back this name; if there is no list yet, make the file with one line: []",
    )
}

/// D407: a pattern of `output.keep` that cannot be one.
pub fn bad_pattern(at: Place, text: &str) -> Diagnostic {
    error(
        "D407",
        at,
        format!("“{text}” không phải là tên tệp hay thư mục cần giữ"),
        format!("“{text}” is not a file or folder to keep"),
    )
    .cure(
        "viết tên trong public, ví dụ: google*.html hoặc tai-lieu/",
        "name it below public, as in google*.html or files/",
    )
}

/// What is wrong with a taxonomy of the settings.
#[derive(Clone, Copy, Debug)]
pub enum TaxonomyFault<'f> {
    /// Articles have its key anyway.
    Key,
    /// It is declared twice.
    Twice,
    /// Its folder, or the file of that name, is used by something else: in Vietnamese, in English.
    Folder(&'f str, &'f str, &'f str),
    /// There are more than so many.
    TooMany(usize),
}

/// D408: a taxonomy of the settings that cannot be.
pub fn taxonomy_taken(at: Place, key: &str, fault: TaxonomyFault<'_>) -> Diagnostic {
    match fault {
        TaxonomyFault::Key => error(
            "D408",
            at,
            format!("không thêm được phân loại “{key}”: bài viết đã có sẵn khóa này"),
            format!("the taxonomy “{key}” cannot be added: articles have this key anyway"),
        )
        .cure("đặt “khóa” khác, hoặc xóa mục này", "give it another “key”, or remove it"),
        TaxonomyFault::Twice => error(
            "D408",
            at,
            format!("phân loại “{key}” được khai hai lần"),
            format!("the taxonomy “{key}” is declared twice"),
        )
        .cure("giữ lại một mục, xóa mục kia", "keep one of the two"),
        TaxonomyFault::Folder(folder, by, by_en) => error(
            "D408",
            at,
            format!("phân loại “{key}” không dùng được thư mục “{folder}”: đã dành cho {by}"),
            format!("the taxonomy “{key}” cannot have the folder “{folder}”: it is kept for {by_en}"),
        )
        .cure(
            format!("ghi “thư mục” khác, ví dụ: thư mục: {folder}-khac"),
            format!("give it another “folder”, as in folder: {folder}-2"),
        ),
        TaxonomyFault::TooMany(most) => error(
            "D408",
            at,
            format!("phân loại “{key}” là phân loại thứ {}: chỉ khai được {most}", most + 1),
            format!("the taxonomy “{key}” is one of more than {most}"),
        )
        .cure("bỏ bớt phân loại, hoặc dùng từ khóa", "declare fewer, or use tags"),
    }
}
