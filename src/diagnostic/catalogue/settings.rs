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
    error("D406", Place::file(path), "thiếu tệp danh sách này", "this list is missing").cure(
        "chép tệp từ trang mẫu; chưa có mục nào thì để danh sách rỗng: []",
        "copy it from the sample site; an empty list is []",
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

/// D408: a taxonomy of the settings whose key or folder is taken.
pub fn taxonomy_taken(at: Place, key: &str, folder: &str) -> Diagnostic {
    error(
        "D408",
        at,
        format!("phân loại “{key}” (thư mục “{folder}”) trùng với tên đã dùng, hoặc đã quá 12 phân loại"),
        format!("the taxonomy “{key}” (folder “{folder}”) has a name that is taken, or is one of more than 12"),
    )
    .cure("đặt “khóa” và “thư mục” khác", "give it another key and folder")
}
