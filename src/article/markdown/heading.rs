//! Headings, each with an anchor made of its words.

use super::html::Sheet;
use super::writer::{Open, Writer};
use crate::vietnamese::slug;
use pulldown_cmark::{Event, HeadingLevel, TagEnd};
use serde::{Deserialize, Serialize};

/// A heading as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// As in HTML: 2 to 6. The page's own title is its `h1`.
    pub level: u8,
    /// Without markup.
    pub text: String,
    /// Its `id`.
    pub anchor: String,
}

/// What closes a heading.
pub(super) const CLOSE: [&str; 5] = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn heading(&mut self, level: HeadingLevel, at: usize, out: &mut Sheet) {
        let length = self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))));
        let text = self.plain_text(at + 1, at + length.unwrap_or(0));
        let mut anchor = slug(&text);
        if anchor.is_empty() {
            "muc".clone_into(&mut anchor);
        }
        let wanted = self.anchors.entry(anchor.clone()).or_default();
        *wanted += 1;
        if *wanted > 1 {
            anchor = format!("{anchor}-{wanted}");
        }
        let (level, open, close) = match level {
            HeadingLevel::H1 | HeadingLevel::H2 => (2, "<h2 id=\"", CLOSE[0]),
            HeadingLevel::H3 => (3, "<h3 id=\"", CLOSE[1]),
            HeadingLevel::H4 => (4, "<h4 id=\"", CLOSE[2]),
            HeadingLevel::H5 => (5, "<h5 id=\"", CLOSE[3]),
            HeadingLevel::H6 => (6, "<h6 id=\"", CLOSE[4]),
        };
        out.push_str(open);
        out.push_str(&anchor);
        out.push_str("\">");
        self.open.push(Open::Markdown(close));
        self.outline.headings.push(Heading { level, text, anchor });
    }
}
