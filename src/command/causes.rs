//! Why pages were made, in both languages: for most of them in one line, for each of them when that is asked for.

use super::Terminal;
use crate::vietnamese::number_vi;
use crate::{Cause, Made, Summary};

fn words(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::New => ("trang mới", "it is new"),
        Cause::Forgotten => ("tạo lại từ đầu", "built from scratch"),
        Cause::Source => ("bài hoặc tệp của trang đã sửa", "its own article or file was edited"),
        Cause::Shown => (
            "điều mà trang nhắc đến (bài khác, chuyên mục, lĩnh vực …) được thêm, sửa hoặc bớt",
            "something that it shows (another article, a section, a field …) was added, edited or removed",
        ),
        Cause::Settings => ("site.yaml hoặc tùy chọn của lệnh đã đổi", "site.yaml or the command's options changed"),
        Cause::Theme => ("giao diện đã đổi", "the theme changed"),
        Cause::Frame => (
            "menu, đầu trang, chân trang hoặc danh sách chữ viết tắt đã đổi",
            "menus, head, foot or abbreviations changed",
        ),
        Cause::Output => {
            ("tệp trong thư mục đích bị mất hoặc bị sửa tay", "the file in the output folder was lost or edited")
        }
    }
}

/// The cause of most of what was made.
pub(super) fn tell_main(summary: &Summary, terminal: Terminal) {
    // Of two that are equal the first in their order.
    let most = Cause::ALL.iter().rev().max_by_key(|cause| summary.causes.get(cause).copied().unwrap_or_default());
    let Some((cause, count)) = most.and_then(|cause| Some((*cause, *summary.causes.get(cause)?))) else { return };
    let of_all = summary.rendered;
    if cause == Cause::Forgotten && count == of_all {
        // A first build has nothing to explain.
        return;
    }
    let (vi, en) = words(cause);
    terminal.say(
        &format!("Lý do tạo lại {} trên {} trang: {vi}", number_vi(count), number_vi(of_all)),
        &format!("Made {count} of {of_all} because: {en}"),
    );
    if summary.closed > 0 {
        let closed = summary.closed;
        terminal.say(
            &format!("Trong đó {} trang danh sách cũ: có bài cũ được thêm, sửa, bớt hoặc đổi ngày", number_vi(closed)),
            &format!("Among them {closed} pages of older articles: one was added, edited, removed or got another date"),
        );
    }
}

/// The cause of each page that was made.
pub(super) fn tell_each(summary: &Summary, terminal: Terminal) {
    for Made { file, cause, article, is_written } in &summary.made {
        let (vi, en) = words(*cause);
        let of = article.as_ref().map(|article| format!(" ({article})")).unwrap_or_default();
        let (same_vi, same_en) =
            if *is_written { ("", "") } else { ("; nội dung vẫn như cũ", "; it looks as it did") };
        terminal.say(&format!("{file}: {vi}{of}{same_vi}"), &format!("{file}: {en}{of}{same_en}"));
    }
}
