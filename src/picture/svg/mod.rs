//! SVG (<https://www.w3.org/TR/SVG2/>). In: bytes. Out: the same drawing as text that nothing but draws; its size. Must not
//! know pixels.
//!
//! Nothing is looked for and taken away: what is not on a list is never written. What is written is put together anew, so it
//! is well-formed whatever was read.

mod names;
mod value;

use names::Fate;
use quick_xml::errors::Error;
use quick_xml::escape::{EscapeError, resolve_predefined_entity};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use serde::{Deserialize, Serialize};

const SVG: Namespace = Namespace(b"http://www.w3.org/2000/svg");
const XLINK: Namespace = Namespace(b"http://www.w3.org/1999/xlink");
const XML: Namespace = Namespace(b"http://www.w3.org/XML/1998/namespace");
/// What the outermost element begins with.
const ROOT: &str = " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
/// The most bytes.
const MOST_BYTES: usize = 2 << 20;
/// The most elements inside one another.
const MOST_DEPTH: usize = 128;
/// The most elements that are written.
const MOST_ELEMENTS: usize = 100_000;
/// More attributes than any element has.
const MOST_ATTRIBUTES: usize = 200;

/// Why an SVG cannot be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Flaw {
    /// Longer than 2 MiB, nested too deeply, or of too many elements.
    TooLarge,
    /// Not UTF-8.
    Encoding,
    /// Not well-formed XML.
    Malformed,
    /// A reference to an entity that XML does not know by itself.
    Entity,
    /// The outermost element is not `svg` of SVG.
    NotSvg,
}

/// An SVG that may be shown to everybody.
pub(super) struct Cleaned {
    pub(super) text: String,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
}

/// Cleans it.
pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, Flaw> {
    if bytes.len() > MOST_BYTES {
        return Err(Flaw::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Flaw::Encoding)?;
    let mut reader = NsReader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    let mut cleaner = Cleaner::default();
    loop {
        match reader.read_event().map_err(flaw)? {
            Event::Start(start) => {
                let fate = cleaner.enter(&reader, &start)?;
                cleaner.open.push(fate);
            }
            Event::Empty(start) => {
                let fate = cleaner.enter(&reader, &start)?;
                cleaner.leave(fate);
            }
            Event::End(_) => {
                let fate = cleaner.open.pop().ok_or(Flaw::Malformed)?;
                cleaner.leave(fate);
            }
            Event::Text(text) => cleaner.words(&text.decode().map_err(|_| Flaw::Encoding)?)?,
            Event::CData(text) => cleaner.words(&text.decode().map_err(|_| Flaw::Encoding)?)?,
            Event::GeneralRef(name) => cleaner.words(&reference(&name)?)?,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => return cleaner.finish(),
        }
    }
}

/// What an error of the reader means.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn flaw(error: Error) -> Flaw {
    match error {
        Error::Escape(EscapeError::UnrecognizedEntity(..)) => Flaw::Entity,
        Error::Encoding(_) => Flaw::Encoding,
        _ => Flaw::Malformed,
    }
}

/// The sign that a reference stands for.
fn reference(name: &BytesRef) -> Result<String, Flaw> {
    if let Some(sign) = name.resolve_char_ref().map_err(|_| Flaw::Malformed)? {
        return Ok(sign.to_string());
    }
    let name = name.decode().map_err(|_| Flaw::Encoding)?;
    resolve_predefined_entity(&name).map(str::to_owned).ok_or(Flaw::Entity)
}

/// Writes what may stay.
#[derive(Default)]
struct Cleaner {
    out: String,
    /// Elements that are open, and what became of them.
    open: Vec<Fate>,
    /// How many of them are dropped.
    dropped: usize,
    /// The style sheet that is open.
    style: Option<String>,
    elements: usize,
    size: Option<(u32, u32)>,
}

impl Cleaner {
    /// An element begins.
    fn enter(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart) -> Result<Fate, Flaw> {
        let (space, local) = reader.resolve_element(start.name());
        let local = std::str::from_utf8(local.into_inner()).map_err(|_| Flaw::Encoding)?;
        let is_root = self.open.is_empty();
        // Some writers forget to say that it is SVG.
        let is_svg = match space {
            ResolveResult::Bound(space) => space == SVG,
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        };
        if is_root && (!is_svg || local != "svg") {
            return Err(Flaw::NotSvg);
        }
        if is_root && self.size.is_some() {
            return Err(Flaw::Malformed);
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(Flaw::TooLarge);
        }
        // Whether one stands twice takes a walk for each: not for more of them than there may be.
        let attributes = start.attributes().take(MOST_ATTRIBUTES + 1);
        let attributes = attributes.map(|attribute| attribute.map_err(|_| Flaw::Malformed));
        let attributes = attributes.collect::<Result<Vec<_>, _>>()?;
        if attributes.len() > MOST_ATTRIBUTES {
            return Err(Flaw::TooLarge);
        }
        let fate =
            if is_svg && self.dropped == 0 && self.style.is_none() { names::element(local) } else { Fate::Dropped };
        match fate {
            Fate::Dropped => self.dropped += 1,
            Fate::Unwrapped => {}
            Fate::Kept(name) => {
                self.elements += 1;
                if self.elements > MOST_ELEMENTS {
                    return Err(Flaw::TooLarge);
                }
                self.begin(reader, name, &attributes, is_root)?;
            }
        }
        Ok(fate)
    }

    /// Writes the start of an element, still open for what is in it.
    fn begin(
        &mut self,
        reader: &NsReader<&[u8]>,
        name: &'static str,
        attributes: &[Attribute],
        is_root: bool,
    ) -> Result<(), Flaw> {
        self.out.push('<');
        self.out.push_str(name);
        if is_root {
            self.out.push_str(ROOT);
        }
        let mut kept: Vec<(&str, String)> = Vec::new();
        for attribute in attributes {
            let value = attribute.unescape_value().map_err(flaw)?;
            let (space, local) = reader.resolve_attribute(attribute.key);
            let Ok(local) = std::str::from_utf8(local.into_inner()) else { continue };
            let own = match (space, local) {
                (ResolveResult::Unbound, "href") if value::is_safe_link(&value, name == "image") => "href",
                (ResolveResult::Bound(XLINK), "href") if value::is_safe_link(&value, name == "image") => "xlink:href",
                (ResolveResult::Bound(XML), "space") => "xml:space",
                (ResolveResult::Bound(XML), "lang") => "xml:lang",
                (ResolveResult::Unbound, local) if names::is_attribute(local) => local,
                _ => continue,
            };
            let is_link = own.ends_with("href");
            if (is_link || value::is_safe(&value)) && !kept.iter().any(|(name, _)| *name == own) {
                kept.push((own, value.into_owned()));
            }
        }
        for (name, value) in &kept {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        if name == "style" {
            self.style = Some(String::new());
        }
        if is_root {
            let of = |name: &str| kept.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
            self.size = Some(value::size(of("width"), of("height"), of("viewBox")));
        }
        Ok(())
    }

    /// An element ends.
    fn leave(&mut self, fate: Fate) {
        match fate {
            Fate::Dropped => self.dropped = self.dropped.saturating_sub(1),
            Fate::Unwrapped => {}
            Fate::Kept(name) => {
                if let Some(style) = self.style.take_if(|_| name == "style").filter(|style| value::is_safe(style)) {
                    escape(&style, &mut self.out);
                }
                // Nothing in it: the short form.
                if self.out.ends_with('>') && self.is_just_begun(name) {
                    self.out.pop();
                    self.out.push_str("/>");
                } else {
                    self.out.push_str("</");
                    self.out.push_str(name);
                    self.out.push('>');
                }
            }
        }
    }

    /// Is the last thing that was written the start of this element?
    fn is_just_begun(&self, name: &str) -> bool {
        let last = self.out.rfind('<').and_then(|at| self.out.get(at + 1..)).unwrap_or_default();
        let rest = last.strip_prefix(name);
        !last.ends_with("/>")
            && rest.is_some_and(|rest| rest.starts_with([' ', '>']) && rest.find('>') == Some(rest.len() - 1))
    }

    /// Words, already without references.
    fn words(&mut self, words: &str) -> Result<(), Flaw> {
        if self.open.is_empty() {
            return if words.trim().is_empty() { Ok(()) } else { Err(Flaw::Malformed) };
        }
        if self.dropped > 0 {
            return Ok(());
        }
        match &mut self.style {
            Some(style) => style.push_str(words),
            None => escape(words, &mut self.out),
        }
        Ok(())
    }

    fn finish(self) -> Result<Cleaned, Flaw> {
        let (width, height) = self.size.filter(|_| self.open.is_empty()).ok_or(Flaw::Malformed)?;
        Ok(Cleaned { text: self.out, width, height })
    }
}

/// Writes text so that XML reads it as it is. Signs that XML does not allow are left out.
fn escape(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{1_0000}'.. => out.push(sign),
            _ => {}
        }
    }
}
