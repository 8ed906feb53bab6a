//! Writing HTML: what it is written to, and the escapes for text, attributes and addresses.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// What HTML is written to. When only links, anchors and mistakes are wanted it is silent: nothing is written.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
    is_silent: bool,
}

impl Sheet {
    /// A sheet for about so many bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { text: String::with_capacity(length), is_silent: false }
    }

    /// A sheet that nothing is written to.
    pub(super) fn silent() -> Self {
        Self { text: String::new(), is_silent: true }
    }

    /// An empty sheet of the same kind.
    pub(super) fn blank(&self) -> Self {
        Self { text: String::new(), is_silent: self.is_silent }
    }

    /// Whether what is written goes nowhere.
    pub(super) fn is_silent(&self) -> bool {
        self.is_silent
    }

    pub(super) fn push_str(&mut self, html: &str) {
        if !self.is_silent {
            self.text.push_str(html);
        }
    }

    pub(super) fn push(&mut self, sign: char) {
        if !self.is_silent {
            self.text.push(sign);
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }
}

/// Text between tags.
pub(super) fn text(text: &str, out: &mut Sheet) {
    if !out.is_silent {
        let _ = escape_html_body_text(&mut out.text, text);
    }
}

/// The value of an attribute.
pub(super) fn attribute(value: &str, out: &mut Sheet) {
    if !out.is_silent {
        let _ = escape_html(&mut out.text, value);
    }
}

/// A text as the value of an attribute.
pub(in crate::article) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let _ = escape_html(&mut escaped, value);
    escaped
}

/// The value of `href` or `src`.
pub(super) fn href(value: &str, out: &mut Sheet) {
    if !out.is_silent {
        let _ = escape_href(&mut out.text, value);
    }
}
