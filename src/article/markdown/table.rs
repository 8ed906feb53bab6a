//! Tables: in a frame that can be scrolled, their cells aligned by class.

use super::html::{self, Sheet};
use super::writer::Writer;
use pulldown_cmark::Alignment;

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn table(&mut self, alignments: &'w [Alignment], out: &mut Sheet) {
        self.alignments = alignments;
        open_frame(&self.style.words.table, out);
        self.element("<table>\n", "</table></div>\n", out);
    }

    pub(super) fn cell(&mut self, out: &mut Sheet) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.column += 1;
        let close = if self.in_head {
            out.push_str("<th scope=\"col\"");
            "</th>"
        } else {
            out.push_str("<td");
            "</td>"
        };
        out.push_str(class);
        self.element(">", close, out);
    }
}

/// Opens the frame around a table; `</div>` closes it.
pub(super) fn open_frame(label: &str, out: &mut Sheet) {
    out.push_str("<div class=\"table\" role=\"region\" aria-label=\"");
    html::attribute(label, out);
    out.push_str("\" tabindex=\"0\">");
}
