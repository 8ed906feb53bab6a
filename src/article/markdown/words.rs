//! The words that the renderer itself puts into a page: labels for screen readers, titles of boxes.
//!
//! In: a function from a key to the words in the site's language. Out: one struct, made once for a site. Knows nothing of
//! files or themes.

use std::borrow::Cow;

/// The renderer's own words in the language of the site. The name of each field is its key.
#[derive(Clone, Debug)]
pub struct Words {
    /// Label of the frame around a table.
    pub table: Cow<'static, str>,
    /// Label of the link from a footnote back to the text.
    pub footnote_back: Cow<'static, str>,
    /// Label of the list of footnotes.
    pub footnotes: Cow<'static, str>,
    /// Summary of `<details>` that has none.
    pub more: Cow<'static, str>,
    /// Label of a task that is not done.
    pub task_todo: Cow<'static, str>,
    /// Label of a task that is done.
    pub task_done: Cow<'static, str>,
    /// Label of a block of figures, and of a chart without a title.
    pub figures: Cow<'static, str>,
    /// Summary of the table behind a chart.
    pub chart_table: Cow<'static, str>,
    /// On the card of a video, with `{provider}` where the name of the video's host stands.
    pub watch_on: Cow<'static, str>,
    /// Title of a box of the kind `note`.
    pub box_note: Cow<'static, str>,
    /// Title of a box of the kind `tip`.
    pub box_tip: Cow<'static, str>,
    /// Title of a box of the kind `important`.
    pub box_important: Cow<'static, str>,
    /// Title of a box of the kind `warning`.
    pub box_warning: Cow<'static, str>,
    /// Title of a box of the kind `caution`.
    pub box_caution: Cow<'static, str>,
    /// Title of a box of the kind `information`.
    pub box_information: Cow<'static, str>,
}

impl Words {
    /// Asks `word` for the text of each key.
    pub fn new(mut word: impl FnMut(&str) -> String) -> Self {
        Self::of(|key| Cow::Owned(word(key)))
    }

    fn of(mut word: impl FnMut(&'static str) -> Cow<'static, str>) -> Self {
        Self {
            table: word("table"),
            footnote_back: word("footnote_back"),
            footnotes: word("footnotes"),
            more: word("more"),
            task_todo: word("task_todo"),
            task_done: word("task_done"),
            figures: word("figures"),
            chart_table: word("chart_table"),
            watch_on: word("watch_on"),
            box_note: word("box_note"),
            box_tip: word("box_tip"),
            box_important: word("box_important"),
            box_warning: word("box_warning"),
            box_caution: word("box_caution"),
            box_information: word("box_information"),
        }
    }
}

impl Default for Words {
    /// In Vietnamese.
    fn default() -> Self {
        Self::of(|key| Cow::Borrowed(vietnamese(key)))
    }
}

fn vietnamese(key: &str) -> &'static str {
    match key {
        "table" => "Bảng",
        "footnote_back" => "Quay lại chỗ đang đọc",
        "footnotes" => "Chú thích",
        "more" => "Xem thêm",
        "task_todo" => "Chưa xong",
        "task_done" => "Đã xong",
        "figures" => "Số liệu",
        "chart_table" => "Bảng số liệu",
        "watch_on" => "Xem video trên {provider}",
        "box_note" => "Ghi chú",
        "box_tip" => "Mẹo",
        "box_important" => "Quan trọng",
        "box_warning" => "Lưu ý",
        "box_caution" => "Cảnh báo",
        "box_information" => "Thông tin",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn each_field_asks_for_its_key() {
        let words = Words::new(|key| format!("<{key}>"));
        assert_eq!((&*words.table, &*words.box_caution), ("<table>", "<box_caution>"));
        assert!(!format!("{:?}", Words::default()).contains("\"\""), "a key without its Vietnamese words");
    }
}
