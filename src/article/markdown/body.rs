//! A body as HTML, between the walk through its Markdown and its page.
//!
//! In: HTML in which addresses within the site are not known yet. Out: the same with the addresses. Most bodies are walked
//! through once: while they are parsed, when nothing is known of other files.

use super::html::{self, Sheet};
use super::{Heading, Outline, Target};
use std::borrow::Cow;

/// What a page shows of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body<'b> {
    /// The HTML.
    pub html: Cow<'b, str>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Whether there is a card of a video that loads on a click.
    pub has_player: bool,
}

impl Body<'_> {
    /// What `render` gave.
    pub fn of(html: String, outline: &Outline) -> Body<'static> {
        Body { html: html.into(), headings: outline.headings.clone(), has_player: outline.has_player }
    }

    /// Fills in the addresses that were open; `target` says where the link of a number leads. `None` when one leads
    /// nowhere: then it is no link, and other HTML.
    pub fn with_links(self, target: impl Fn(usize) -> Option<Target>) -> Option<Body<'static>> {
        let mut filled = Sheet::new(self.html.len() + self.html.len() / 8);
        let mut rest = &*self.html;
        while let Some((before, number, after)) = next_open(rest) {
            filled.push_str(before);
            match target(number)? {
                Target::Href(address) => html::href(&address, &mut filled),
                Target::Nowhere | Target::Open(_) => return None,
            }
            rest = after;
        }
        filled.push_str(rest);
        Some(Body { html: filled.into_string().into(), headings: self.headings, has_player: self.has_player })
    }
}

/// Writes an address, or the number in its place: `<7>`, which no text and no tag looks like.
pub(super) fn address(target: &Target, out: &mut Sheet) {
    match target {
        Target::Href(address) => html::href(address, out),
        Target::Open(number) => out.push_str(&format!("<{number}>")),
        Target::Nowhere => {}
    }
}

/// The HTML before the next address that is open, its number, and the HTML after it.
fn next_open(html: &str) -> Option<(&str, usize, &str)> {
    let bytes = html.as_bytes();
    let is_number = |at: &usize| bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let at = memchr::memmem::find_iter(bytes, b"\"<").map(|at| at + 1).find(is_number)?;
    let (number, after) = html[at + 1..].split_once('>')?;
    Some((&html[..at], number.parse().ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::{Body, Target};

    fn filled(html: &str, target: impl Fn(usize) -> Option<Target>) -> Option<String> {
        let body = Body { html: html.into(), headings: Vec::new(), has_player: false };
        body.with_links(target).map(|body| body.html.into_owned())
    }

    #[test]
    fn open_addresses() {
        let known = |at| Some(Target::Href(format!("/a&{at}")));
        let html = "“\"<em>1</em> <a href=\"<0>\">x</a> <img src=\"<12>\" alt=\"&lt;3>\">";
        let expected = "“\"<em>1</em> <a href=\"/a&amp;0\">x</a> <img src=\"/a&amp;12\" alt=\"&lt;3>\">";
        assert_eq!(filled(html, known).as_deref(), Some(expected));
        assert_eq!(filled(html, |_| Some(Target::Nowhere)), None);
        assert_eq!(filled(html, |_| None), None);
        assert_eq!(filled("<p>x</p>", |_| None).as_deref(), Some("<p>x</p>"));
    }
}
