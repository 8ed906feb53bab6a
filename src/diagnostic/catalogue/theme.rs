//! D5xx: templates.

use super::error;
use crate::diagnostic::{Diagnostic, Place};

/// The template engine's reasons that editors meet most, in Vietnamese; others stay as they are.
fn in_vietnamese(reason: &str) -> String {
    let quoted = |at: usize| reason.split('`').nth(at).unwrap_or_default();
    let rest = |mark: &str| reason.split_once(mark).map(|(_, rest)| rest.trim()).unwrap_or_default();
    // `filter`: “what it was given” is no …
    let of_filter = reason.split_once("`: “").and_then(|(_, rest)| rest.rsplit_once("” "));
    if reason.starts_with("Field `") && reason.contains("is not defined") {
        format!("không có trường “{}”; các trường có: {}", quoted(1), rest("Available fields:"))
    } else if reason.starts_with("Variable `") && reason.contains("is not defined") {
        format!("không có biến “{}”", quoted(1))
    } else if reason.starts_with("Unknown filter") {
        format!("không có bộ lọc “{}”", quoted(1))
    } else if reason.starts_with("Unknown function") {
        format!("không có hàm “{}”", quoted(1))
    } else if reason.starts_with("Found `") && reason.contains("expected") {
        format!("gặp “{}”, đáng lẽ là {}", quoted(1), rest("expected").trim_end_matches('.'))
    } else if reason.starts_with("Invalid type for the value") {
        format!("giá trị sai kiểu: cần {}, đang là {}", quoted(1), quoted(3))
    } else if reason.contains("has no argument `") {
        format!("“{}” không có tham số “{}”", quoted(1), quoted(3))
    } else if reason.contains("the theme has no file") {
        format!("giao diện không có tệp {}", rest("the theme has no file"))
    } else if let Some((typed, "is no date")) = of_filter {
        format!("“{}”: “{typed}” không phải là ngày", quoted(1))
    } else if let Some((typed, "is no number")) = of_filter {
        format!("“{}”: “{typed}” không phải là số", quoted(1))
    } else if let Some((typed, "is no whole number of đồng")) = of_filter {
        format!("“{}”: “{typed}” không phải là số đồng (số nguyên)", quoted(1))
    } else if let Some((typed, "is no text")) = of_filter {
        format!("“{}”: “{typed}” không phải là chữ", quoted(1))
    } else if reason.contains("` has no form “") {
        format!(
            "“{}” không có dạng “{}”, chỉ có {}",
            quoted(1),
            rest("form “").split('”').next().unwrap_or_default(),
            rest("only ")
        )
    } else if reason.ends_with("` takes a list") {
        format!("“{}” cần một danh sách", quoted(1))
    } else if reason.contains("`: an item has no ") {
        format!("“{}”: có mục không có “{}”", quoted(1), quoted(3))
    } else if reason.ends_with("`: an item is no text") {
        format!("“{}”: có mục không phải là chữ; thiếu tham số “attribute”?", quoted(1))
    } else if reason.starts_with("Missing keyword argument") {
        format!("thiếu tham số “{}”", quoted(1))
    } else {
        reason.to_owned()
    }
}

/// D501: a template that cannot be read.
pub fn template_syntax(at: Place, reason: &str) -> Diagnostic {
    error(
        "D501",
        at,
        format!("mẫu trang sai cú pháp: {}", in_vietnamese(reason)),
        format!("the template has a syntax error: {reason}"),
    )
    .cure(
        "sửa dòng này, hoặc xóa tệp để dùng mẫu có sẵn",
        "mend the line, or remove the file to use the built-in template",
    )
}

/// D502: a template that another one names, or that a page needs, does not exist.
pub fn template_missing(at: Place, name: &str) -> Diagnostic {
    error("D502", at, format!("không có mẫu trang “{name}”"), format!("there is no template “{name}”"))
        .cure("kiểm tra tên trong extends hoặc include", "check the name in extends or include")
}

/// D503: templates that include or extend each other without end.
pub fn template_loop(at: Place, chain: &[String]) -> Diagnostic {
    let chain = chain.join(" → ");
    error(
        "D503",
        at,
        format!("các mẫu trang gọi nhau vòng tròn: {chain}"),
        format!("templates include each other without end: {chain}"),
    )
    .cure("bỏ một include hoặc extends trong vòng này", "remove one include or extends of the circle")
}

/// D504: a template that fails on a page. `page` is the source or the address at hand.
pub fn template_failed(at: Place, page: &str, reason: &str) -> Diagnostic {
    error(
        "D504",
        at,
        format!("mẫu trang lỗi khi in {page}: {}", in_vietnamese(reason)),
        format!("the template fails on {page}: {reason}"),
    )
    .cure("xem docs/theme.md: mẫu trang được đọc những gì", "see docs/theme.md for what a template may read")
}

/// D505: a word that one language of the theme has and another lacks.
pub fn word_missing(at: Place, key: &str, other: &str) -> Diagnostic {
    error(
        "D505",
        at,
        format!("thiếu lời “{key}” (có trong {other})"),
        format!("the word “{key}” is missing ({other} has it)"),
    )
    .cure(format!("thêm một dòng: {key}: …"), format!("add a line: {key}: …"))
}

/// D506: a language that the theme has no words in.
pub fn no_words(at: Place, language: &str) -> Diagnostic {
    error(
        "D506",
        at,
        format!("giao diện chưa có lời bằng ngôn ngữ “{language}”"),
        format!("the theme has no words in the language “{language}”"),
    )
    .cure(
        "dùng vi hoặc en, hoặc thêm tệp i18n/<ngôn ngữ>.yaml vào giao diện",
        "use vi or en, or add a file i18n/<language>.yaml to the theme",
    )
}
