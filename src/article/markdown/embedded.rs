//! Raw HTML within Markdown: kept in balance with what Markdown opens, so that neither can close the other.

use super::html::{self, Sheet};
use super::raw::{self, Token};
use super::writer::{Open, Writer};
use crate::diagnostic::catalogue;
use pulldown_cmark::Event;
use std::ops::Range;

/// With so many elements open, raw HTML opens no more.
const MOST_OPEN: usize = 64;

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn close_raw(&mut self, name: &str, at: &Range<usize>, out: &mut Sheet) {
        out.push_str(&format!("</{name}>"));
        let place = self.place(at);
        self.note(catalogue::unbalanced_html(place, &format!("<{name}>")));
    }

    /// Ends an HTML block: inline elements that it left open are closed; `details` stays open for what follows.
    pub(super) fn end_html_block(&mut self, out: &mut Sheet) {
        while let Some(Open::Raw { name, at, .. }) = self.open.last()
            && *name != "details"
        {
            let (name, at) = (*name, at.clone());
            self.open.pop();
            self.close_raw(name, &at, out);
        }
    }

    /// Content is about to be written: `details` that has no summary yet gets one.
    pub(super) fn touch(&mut self, out: &mut Sheet) {
        if let Some(Open::Raw { name: "details", fresh: fresh @ true, .. }) = self.open.last_mut() {
            *fresh = false;
            out.push_str("<summary>");
            html::text(&self.style.words.more, out);
            out.push_str("</summary>\n");
        }
    }

    pub(super) fn html_block(&mut self, at: usize, out: &mut Sheet) -> usize {
        let mut end = at;
        while matches!(self.events.get(end), Some((Event::Html(_), _))) {
            end += 1;
        }
        let range = self.events[at].1.start..self.events[end - 1].1.end;
        let text: String = self.events[at..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        self.raw(&text, &range, false, out);
        end
    }

    pub(super) fn raw(&mut self, piece: &str, range: &Range<usize>, inline: bool, out: &mut Sheet) {
        // In a quotation each line of a block starts with a mark that the piece does not have: then its start serves.
        let is_exact = piece.len() == range.len();
        for (offset, token) in raw::tokens(piece) {
            let start = range.start + if is_exact { offset } else { 0 };
            let range = &(start..range.end);
            match token {
                Token::Text(text) => {
                    if !text.trim().is_empty() {
                        self.touch(out);
                    }
                    html::text(text, out);
                }
                Token::Comment => {}
                Token::Break => {
                    self.touch(out);
                    out.push_str("<br>");
                }
                Token::Open(name, title) => self.open_raw(name, title.as_deref(), range, inline, out),
                Token::Close(name) => self.end_raw(name, range, out),
                Token::Refused(tag) => {
                    self.touch(out);
                    self.refuse(tag, range, out);
                }
            }
        }
    }

    fn open_raw(
        &mut self,
        name: &'static str,
        title: Option<&str>,
        range: &Range<usize>,
        inline: bool,
        out: &mut Sheet,
    ) {
        let in_fresh_details = matches!(self.open.last(), Some(Open::Raw { name: "details", fresh: true, .. }));
        let in_raw_inline = matches!(self.open.last(), Some(Open::Raw { name, .. }) if *name != "details");
        let misplaced = if name == "summary" { !in_fresh_details } else { raw::is_block(name) && in_raw_inline };
        // Nobody means so many open tags, and each closing tag is looked for among them.
        if misplaced || (raw::is_block(name) && inline) || self.open.len() > MOST_OPEN {
            return self.refuse(&format!("<{name}>"), range, out);
        }
        if name == "summary" {
            if let Some(Open::Raw { fresh, .. }) = self.open.last_mut() {
                *fresh = false;
            }
        } else {
            self.touch(out);
        }
        out.push('<');
        out.push_str(name);
        if let Some(title) = title {
            out.push_str(" title=\"");
            html::attribute(title, out);
            out.push('"');
        }
        out.push('>');
        let at = range.start..range.start + name.len() + 2;
        self.open.push(Open::Raw { name, at, fresh: name == "details" });
    }

    /// Raw HTML may close what raw HTML opened since the last thing that Markdown opened.
    fn end_raw(&mut self, name: &'static str, range: &Range<usize>, out: &mut Sheet) {
        let opened = self.open.iter().rposition(|open| matches!(open, Open::Raw { name: open, .. } if *open == name));
        match opened {
            Some(opened) if self.open[opened..].iter().all(|open| matches!(open, Open::Raw { .. })) => {
                self.close_to(opened + 1, out);
                self.touch(out);
                self.open.pop();
                out.push_str(&format!("</{name}>"));
            }
            _ => {
                let place = self.place(&(range.start..range.start + name.len() + 3));
                self.note(catalogue::unbalanced_html(place, &format!("</{name}>")));
                html::text(&format!("</{name}>"), out);
            }
        }
    }

    fn refuse(&mut self, tag: &str, range: &Range<usize>, out: &mut Sheet) {
        let place = self.place(&(range.start..range.start + tag.len()));
        let shown: String = tag.chars().take(40).collect();
        self.note(catalogue::raw_html(place, &shown));
        html::text(tag, out);
    }
}
