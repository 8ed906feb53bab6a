//! F09 to F12, and what else is said while a site or an article is begun. Each ends the command with exit code
//! 2; someone who can be asked is asked once more.

use super::world::{reason, some_of};
use super::{did_you_mean, failure};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::io;

/// F09: a folder for a new site holds something.
pub fn folder_not_empty(dir: &str, names: &BTreeSet<String>) -> Diagnostic {
    let (vi, en) = some_of(names);
    failure(
        "F09",
        format!("thư mục {dir} không trống: có {vi}"),
        format!("the folder {dir} is not empty: it holds {en}"),
    )
    .cure(
        "chọn một thư mục chưa có hoặc còn trống, ví dụ: lantoa init trang-tin",
        "choose a new or an empty folder, as in: lantoa init my-site",
    )
}

/// F10: a title that no address can be made of.
pub fn title_without_letters(title: &str) -> Diagnostic {
    failure(
        "F10",
        format!("tiêu đề “{title}” không có chữ cái hay chữ số nào để làm địa chỉ"),
        format!("the title “{title}” has no letter or digit to make an address of"),
    )
    .cure(
        "viết tiêu đề trong ngoặc kép, ví dụ: lantoa new \"Thôn em trồng hàng rào xanh\"",
        "write the title in quotes, as in: lantoa new \"Thôn em trồng hàng rào xanh\"",
    )
}

/// F11: a section that the site does not have.
pub fn unknown_section(name: &str, nearest: &[&str], all: &[&str]) -> Diagnostic {
    if all.is_empty() {
        return failure("F11", "trang chưa có chuyên mục nào", "the site has no section").cure(
            "tạo một chuyên mục: thư mục trong content, có tệp _index.md",
            "make a section: a folder in content with a file _index.md",
        );
    }
    let note =
        failure("F11", format!("trang không có chuyên mục “{name}”"), format!("the site has no section “{name}”"));
    if nearest.is_empty() {
        return note.cure(format!("các chuyên mục: {}", all.join(", ")), format!("the sections: {}", all.join(", ")));
    }
    did_you_mean(note, nearest)
}

/// F07: a text that is no e-mail address.
pub fn bad_email(text: &str) -> Diagnostic {
    failure("F07", format!("“{text}” không phải là địa chỉ thư điện tử"), format!("“{text}” is not an e-mail address"))
        .cure("viết đầy đủ, ví dụ: ban-bien-tap@example.vn", "write it in full: editors@example.vn")
}

/// F12: no program opened a file.
pub fn cannot_open(path: &str, error: &io::Error) -> Diagnostic {
    let (vi, en) = reason(error);
    failure(
        "F12",
        format!("đã tạo {path} nhưng không mở được bằng chương trình nào: {vi}"),
        format!("{path} was made, but no program opened it: {en}"),
    )
    .cure("mở tệp ấy bằng Notepad hoặc chương trình soạn thảo khác", "open the file in an editor")
}
