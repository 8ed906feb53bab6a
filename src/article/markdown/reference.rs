//! Links and pictures: what they point to is asked of the site, what may not be pointed to becomes text.

use super::destination::Destination;
use super::html::Sheet;
use super::writer::{Open, Writer};
use super::{Target, body, html};
use crate::base::path;
use crate::diagnostic::catalogue;
use pulldown_cmark::LinkType;

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    pub(super) fn link(&mut self, kind: LinkType, url: &str, at: usize, out: &mut Sheet) {
        let address;
        let url = if kind == LinkType::Email {
            address = format!("mailto:{url}");
            &address
        } else {
            url
        };
        let folder = self.folder();
        let destination = Destination::of(url, folder);
        let target = match &destination {
            Destination::Outside(url) => Target::Href((*url).to_owned()),
            Destination::Anchor(anchor) => Target::Href(format!("#{anchor}")),
            Destination::Within { .. } => self.ask(&destination, None, at),
            Destination::Unsafe | Destination::Escapes => self.refuse_target(&destination, url, at),
        };
        if let Destination::Anchor(_) = destination {
            self.ask(&destination, None, at);
        }
        match target {
            Target::Href(_) | Target::File { .. } | Target::Open(_) if !self.in_link() => {
                out.push_str("<a href=\"");
                body::address(&target, out);
                let is_attachment =
                    matches!(&destination, Destination::Within { target, .. } if path::is_attachment(target));
                self.of_file = Some(target).filter(|_| is_attachment);
                self.element("\">", "</a>", out);
            }
            _ => self.open.push(Open::Markdown("")),
        }
    }

    pub(super) fn ask(&mut self, destination: &Destination<'_>, alt: Option<&str>, at: usize) -> Target {
        let (places, range) = (&self.places, &self.events[at].1);
        (self.resolve)(destination, alt, &|| places.span(range))
    }

    fn refuse_target(&mut self, destination: &Destination<'_>, url: &str, at: usize) -> Target {
        let place = self.place(&self.events[at].1);
        self.note(match destination {
            Destination::Escapes => catalogue::link_leaves_content(place, url),
            _ => catalogue::unsafe_link(place, url),
        });
        Target::Nowhere
    }

    /// A picture; one of a host that is not allowed becomes a link. Tells whether something stands there now.
    pub(super) fn picture(&mut self, url: &str, alt: &str, at: usize, out: &mut Sheet) -> bool {
        let alt_as_html = html::escaped(alt);
        let destination = Destination::of(url, self.folder());
        let target = match &destination {
            Destination::Outside(url) => {
                let host = destination.host().unwrap_or_else(|| (*url).to_owned());
                if self.style.picture_hosts.contains(&host) {
                    Target::Href((*url).to_owned())
                } else {
                    let place = self.place(&self.events[at].1);
                    self.note(catalogue::foreign_picture(place, &host));
                    self.link_to_picture(url, alt, out);
                    return true;
                }
            }
            Destination::Within { .. } => self.ask(&destination, Some(&alt_as_html), at),
            _ => self.refuse_target(&destination, url, at),
        };
        match target {
            // The alternative text first: whoever fills the address in needs it.
            Target::Href(_) | Target::File { .. } | Target::Open(_) => {
                out.push_str(&[body::PICTURE, &alt_as_html, "\" src=\""].concat());
                body::address(&target, out);
                out.push_str(body::PICTURE_END);
            }
            Target::Picture(html) => out.push_str(&html),
            Target::Nowhere => return false,
        }
        true
    }

    fn link_to_picture(&self, url: &str, alt: &str, out: &mut Sheet) {
        let label = if alt.is_empty() { url } else { alt };
        if self.in_link() {
            return html::text(label, out);
        }
        out.push_str("<a href=\"");
        html::href(url, out);
        out.push_str("\">");
        html::text(label, out);
        out.push_str("</a>");
    }

    pub(super) fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Markdown("</a>")))
    }
}
