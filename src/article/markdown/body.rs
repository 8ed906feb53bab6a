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

    /// Fills in the addresses that were open; `target` says where the link of a number leads, or the picture with this
    /// alternative text, which is HTML. `None` when one leads nowhere: then it is no link, and other HTML.
    pub fn with_links(self, mut target: impl FnMut(usize, Option<&str>) -> Option<Target>) -> Option<Body<'static>> {
        let mut filled = Sheet::new(self.html.len() + self.html.len() / 8);
        let mut rest = &*self.html;
        while let Some((before, number, after)) = next_open(rest) {
            let picture = before.strip_suffix("\" src=\"").and_then(|before| before.rsplit_once(PICTURE));
            let picture = picture.filter(|(_, alt)| !alt.contains(['<', '"']));
            rest = after;
            match target(number, picture.map(|(_, alt)| alt))? {
                Target::Href(address) => {
                    filled.push_str(before);
                    html::href(&address, &mut filled);
                }
                Target::Picture(html) => {
                    filled.push_str(picture?.0);
                    filled.push_str(&html);
                    rest = after.strip_prefix(PICTURE_END)?;
                }
                Target::Nowhere | Target::Open(_) => return None,
            }
        }
        filled.push_str(rest);
        Some(Body { html: filled.into_string().into(), headings: self.headings, has_player: self.has_player })
    }
}

/// What stands before the alternative text of a picture whose address is open.
pub(super) const PICTURE: &str = "<img alt=\"";
/// What stands after its address.
pub(super) const PICTURE_END: &str = "\" loading=\"lazy\" decoding=\"async\">";

/// Writes an address, or the number in its place: `<7>`, which no text and no tag looks like.
pub(super) fn address(target: &Target, out: &mut Sheet) {
    match target {
        Target::Href(address) => html::href(address, out),
        Target::Open(number) => out.push_str(&format!("<{number}>")),
        Target::Picture(_) | Target::Nowhere => {}
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
        body.with_links(|number, _| target(number)).map(|body| body.html.into_owned())
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

    #[test]
    fn open_pictures() {
        let html = "<p><img alt=\"x &quot;y&quot;\" src=\"<3>\" loading=\"lazy\" decoding=\"async\"> <a href=\"<4>\">x</a></p>";
        let body = Body { html: html.into(), headings: Vec::new(), has_player: false };
        let target = |number: usize, alt: Option<&str>| match alt {
            Some(alt) => Some(Target::Picture(format!("<b>{number} {alt}</b>"))),
            None => Some(Target::Href("/a".to_owned())),
        };
        let filled = body.with_links(target).map(|body| body.html.into_owned());
        assert_eq!(filled.as_deref(), Some("<p><b>3 x &quot;y&quot;</b> <a href=\"/a\">x</a></p>"));
    }
}
