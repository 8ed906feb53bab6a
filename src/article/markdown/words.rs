//! The words that the renderer itself puts into a page: labels for screen readers, titles of boxes.
//!
//! In: a function from a key to the words in the site's language. Out: one struct, made once for a site. Knows nothing of
//! files or themes.

/// The renderer's own words in the language of the site. The name of each field is its key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Label of the frame around a table.
    pub table: String,
    /// Label of the link from a footnote back to the text.
    pub footnote_back: String,
    /// Label of the list of footnotes.
    pub footnotes: String,
    /// Summary of `<details>` that has none.
    pub more: String,
    /// Label of a task that is not done.
    pub task_todo: String,
    /// Label of a task that is done.
    pub task_done: String,
    /// Label of a block of figures, and of a chart without a title.
    pub figures: String,
    /// Summary of the table behind a chart.
    pub chart_table: String,
    /// On the card of a video, with `{provider}` where the name of the video's host stands.
    pub watch_on: String,
    /// Title of a box of the kind `note`.
    pub box_note: String,
    /// Title of a box of the kind `tip`.
    pub box_tip: String,
    /// Title of a box of the kind `important`.
    pub box_important: String,
    /// Title of a box of the kind `warning`.
    pub box_warning: String,
    /// Title of a box of the kind `caution`.
    pub box_caution: String,
    /// Title of a box of the kind `information`.
    pub box_information: String,
}

impl Words {
    /// Asks `word` for the text of each key.
    pub fn new(mut word: impl FnMut(&str) -> String) -> Self {
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

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn each_field_asks_for_its_key() {
        let words = Words::new(|key| format!("<{key}>"));
        assert_eq!((&*words.table, &*words.box_caution), ("<table>", "<box_caution>"));
    }
}
