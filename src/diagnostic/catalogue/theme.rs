//! D5xx: templates.

use super::error;
use crate::diagnostic::{Diagnostic, Place};

/// D501: a template that cannot be read.
pub fn template_syntax(at: Place, reason: &str) -> Diagnostic {
    error("D501", at, format!("mẫu trang sai cú pháp: {reason}"), format!("the template has a syntax error: {reason}"))
        .cure("sửa dòng này, hoặc xóa tệp để dùng mẫu có sẵn", "mend the line, or remove the file to use the built-in template")
}

/// D502: a template that another one names, or that a page needs, does not exist.
pub fn template_missing(at: Place, name: &str) -> Diagnostic {
    error("D502", at, format!("không có mẫu trang “{name}”"), format!("there is no template “{name}”"))
        .cure("kiểm tra tên trong extends hoặc include", "check the name in extends or include")
}

/// D503: templates that include or extend each other without end.
pub fn template_loop(at: Place, chain: &[String]) -> Diagnostic {
    let chain = chain.join(" → ");
    error("D503", at, format!("các mẫu trang gọi nhau vòng tròn: {chain}"), format!("templates include each other without end: {chain}"))
        .cure("bỏ một include hoặc extends trong vòng này", "remove one include or extends of the circle")
}

/// D504: a template that fails on a page. `page` is the source or the address at hand.
pub fn template_failed(at: Place, page: &str, reason: &str) -> Diagnostic {
    error(
        "D504",
        at,
        format!("mẫu trang lỗi khi in {page}: {reason}"),
        format!("the template fails on {page}: {reason}"),
    )
    .cure("xem docs/theme.md: mẫu trang được đọc những gì", "see docs/theme.md for what a template may read")
}
