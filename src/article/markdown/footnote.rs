//! Footnotes: numbered in the order in which they are first referred to, and written at the end.

use super::html::{self, Sheet};
use super::writer::Writer;
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Footnotes<'e> {
    /// Names in the order in which they are first referred to.
    order: Vec<CowStr<'e>>,
    numbers: HashMap<CowStr<'e>, usize>,
    bodies: HashMap<CowStr<'e>, Sheet>,
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn footnote_reference(&mut self, name: &CowStr<'e>, out: &mut Sheet) {
        let known = self.footnotes.numbers.get(name).copied();
        let number = known.unwrap_or(self.footnotes.order.len() + 1);
        let mut id = String::new();
        if known.is_none() {
            self.footnotes.order.push(name.clone());
            self.footnotes.numbers.insert(name.clone(), number);
            id = format!(" id=\"ref_{number}\"");
        }
        out.push_str(&if self.in_link() {
            format!("<sup class=\"note\"{id}>{number}</sup>")
        } else {
            format!("<sup class=\"note\"><a href=\"#fn_{number}\"{id}>{number}</a></sup>")
        });
    }

    pub(super) fn footnote_definition(&mut self, name: &CowStr<'e>, at: usize, out: &Sheet) -> usize {
        let length =
            self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition)));
        let end = at + length.unwrap_or(0);
        let body = self.apart(at + 1, end, out);
        self.footnotes.bodies.entry(name.clone()).or_insert(body);
        end + 1
    }

    pub(super) fn write_footnotes(&self, out: &mut Sheet) {
        if self.footnotes.order.is_empty() {
            return;
        }
        out.push_str("<section class=\"notes\" aria-label=\"");
        html::attribute(&self.style.words.footnotes, out);
        out.push_str("\">\n<ol>\n");
        let mut label = out.blank();
        html::attribute(&self.style.words.footnote_back, &mut label);
        let label = label.as_str();
        for (at, name) in self.footnotes.order.iter().enumerate() {
            let number = at + 1;
            let body = self.footnotes.bodies.get(name).map_or("", Sheet::as_str).trim_end();
            let back = format!(" <a href=\"#ref_{number}\" aria-label=\"{label}\">↩</a>");
            out.push_str(&format!("<li id=\"fn_{number}\">"));
            match body.strip_suffix("</p>") {
                Some(body) => out.push_str(&format!("{body}{back}</p>")),
                None => out.push_str(&format!("{body}{back}")),
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}
