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

/// What one walk through the Markdown of a body gives.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    /// For its page.
    pub body: Body<'static>,
    /// For searching: what `plain` gives.
    pub text: String,
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
        while let Some((before, number, what, after)) = next_open(rest) {
            if what == What::Note {
                filled.push_str(before.strip_suffix('"')?);
                note(&target(number, None)?, &mut filled);
                rest = after;
                continue;
            }
            let picture = before.strip_suffix("\" src=\"").and_then(|before| before.rsplit_once(PICTURE));
            let picture = picture.filter(|(_, alt)| !alt.contains(['<', '"']));
            rest = after;
            match target(number, picture.map(|(_, alt)| alt))? {
                Target::Href(address) | Target::File { address, .. } => {
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
        Target::Href(address) | Target::File { address, .. } => html::href(address, out),
        Target::Open(number) => out.push_str(&format!("<{number}>")),
        Target::Picture(_) | Target::Nowhere => {}
    }
}

/// Writes what is said of a file at the end of the link to it, or the number in its place: `"<+7>`.
pub(super) fn note(target: &Target, out: &mut Sheet) {
    match target {
        Target::File { note, .. } => {
            out.push_str(NOTE);
            html::text(note, out);
            out.push_str("</span>");
        }
        Target::Open(number) => out.push_str(&format!("\"<+{number}>")),
        Target::Href(_) | Target::Picture(_) | Target::Nowhere => {}
    }
}

/// What stands before what is said of a file.
const NOTE: &str = " <span class=\"count\">";

/// What is open at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Address,
    Note,
}

/// The HTML before the next place that is open, the number of its link, what is open, and the HTML after it.
fn next_open(html: &str) -> Option<(&str, usize, What, &str)> {
    let bytes = html.as_bytes();
    let what = |at: usize| match bytes.get(at + 1)? {
        b'0'..=b'9' => Some((at, What::Address)),
        b'+' => Some((at, What::Note)),
        _ => None,
    };
    let (at, what) = memchr::memmem::find_iter(bytes, b"\"<").find_map(|at| what(at + 1))?;
    let (number, after) = html[at + 1..].split_once('>')?;
    Some((&html[..at], number.trim_start_matches('+').parse().ok()?, what, after))
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
    fn open_notes() {
        let file = |number| {
            let (address, note) = ("/a.pdf".to_owned(), "PDF, 1 KB".to_owned());
            Some(if number == 1 { Target::File { address, note } } else { Target::Href("/b".to_owned()) })
        };
        let html = "“\"<a href=\"<1>\">x\"\"<+1></a> <a href=\"<2>\">y\"<+2></a>";
        let expected = "“\"<a href=\"/a.pdf\">x\" <span class=\"count\">PDF, 1 KB</span></a> <a href=\"/b\">y</a>";
        assert_eq!(filled(html, file).as_deref(), Some(expected));
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
