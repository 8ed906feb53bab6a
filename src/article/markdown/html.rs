//! Writing HTML: escapes, and the words of the site's language that the renderer itself puts in.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Label of the frame around a table, for screen readers.
pub(super) const TABLE: &str = "Bảng";
/// Label of the link from a footnote back to the text.
pub(super) const BACK: &str = "Quay lại chỗ đang đọc";
/// Label of the list of footnotes.
pub(super) const FOOTNOTES: &str = "Chú thích";
/// Summary of `<details>` that has none.
pub(super) const MORE: &str = "Xem thêm";
/// Label of a task that is done, and of one that is not.
pub(super) const TASK: [&str; 2] = ["Chưa xong", "Đã xong"];

/// Text between tags.
pub(super) fn text(text: &str, out: &mut String) {
    let _ = escape_html_body_text(&mut *out, text);
}

/// The value of an attribute.
pub(super) fn attribute(value: &str, out: &mut String) {
    let _ = escape_html(&mut *out, value);
}

/// The value of `href` or `src`.
pub(super) fn href(value: &str, out: &mut String) {
    let _ = escape_href(&mut *out, value);
}
