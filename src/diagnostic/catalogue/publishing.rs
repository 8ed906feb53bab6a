//! D26x: what is published and where: approval, old addresses.

use super::{error, warning};
use crate::diagnostic::{Diagnostic, Place};

/// D260: a piece that is not approved where only approved ones are published.
pub fn not_approved(at: Place) -> Diagnostic {
    warning(
        "D260",
        at,
        "bài chưa được duyệt nên không đăng (site.yaml: phải duyệt)",
        "not approved, so not published (site.yaml: require_approval)",
    )
    .cure("duyệt xong thì thêm: trạng thái: đã duyệt", "once approved, add: status: approved")
}

/// D261: an approved piece that does not say by whom.
pub fn approved_by_nobody(at: Place) -> Diagnostic {
    warning("D261", at, "bài đã duyệt nhưng chưa ghi người duyệt", "approved, but not by whom")
        .cure("thêm dòng: người duyệt: …", "add a line: approved_by: …")
}

/// D262: an old address that cannot be one of this site.
pub fn bad_alias(at: Place, text: &str) -> Diagnostic {
    error(
        "D262",
        at,
        format!("“{text}” không phải là địa chỉ cũ trong trang này"),
        format!("“{text}” is no old address of this site"),
    )
    .cure(
        "chỉ viết phần sau tên miền, ví dụ: /tin/bai-cu-post123.html; không có ? # : * \" < > | \\ hay .., không dùng tên Windows giữ riêng (con, nul, com1)",
        "write what follows the host alone, as in /news/old-post123.html; without ? # : * \" < > | \\ or .., and no name that Windows keeps for itself (con, nul, com1)",
    )
}

/// D264: a section whose folder is that of pages which the program makes.
pub fn folder_taken(at: Place, address: &str) -> Diagnostic {
    error(
        "D264",
        at,
        format!("địa chỉ {address} dành cho trang khác của chương trình"),
        format!("the address {address} is that of other pages of the program"),
    )
    .cure("đổi tên thư mục", "rename the folder")
}

/// D265: a link to an address that an article had once.
pub fn link_to_old_address(at: Place, address: &str, file: &str) -> Diagnostic {
    warning(
        "D265",
        at,
        format!("{address} là địa chỉ cũ của content/{file}"),
        format!("{address} is an old address of content/{file}"),
    )
    .cure("dẫn thẳng tới tệp .md của bài", "link to the article's .md file")
}

/// D266: an update or a correction whose day has not come.
pub fn date_to_come(at: Place, vi: &str, en: &str) -> Diagnostic {
    warning(
        "D266",
        at,
        format!("“{vi}” có ngày chưa đến: đến ngày ấy mới in"),
        format!("“{en}” has a date to come: it is printed from that day on"),
    )
    .cure("xem lại năm của ngày này", "look at the year of that date")
}

/// D263: an old address that a page has, or that two articles claim.
pub fn alias_taken(at: Place, address: &str, other: &str) -> Diagnostic {
    error(
        "D263",
        at,
        format!("địa chỉ cũ {address} đã dùng cho {other}"),
        format!("the old address {address} is taken by {other}"),
    )
    .cure("bỏ địa chỉ này ở một trong hai nơi", "remove it in one of the two places")
}
