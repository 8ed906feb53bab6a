//! XMP (ISO 16684-1). In: a packet. Out: `dc:creator` and `dc:rights`, as they stand. Must not know anything else in it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A longer packet is not looked at.
const MOST: usize = 1 << 20;

/// The two properties.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Creator,
    Rights,
}

/// Artist and copyright. Of a text in several languages the first counts.
pub(super) fn read(packet: &[u8]) -> (Option<String>, Option<String>) {
    let Some(text) = Some(packet).filter(|packet| packet.len() <= MOST).and_then(|packet| str::from_utf8(packet).ok())
    else {
        return (None, None);
    };
    let mut reader = Reader::from_str(text);
    let (mut creators, mut rights) = (Vec::new(), Vec::new());
    let mut open = None;
    let mut words = String::new();
    // What is not well-formed ends the reading.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(start) | Event::Empty(start) if open.is_none() => {
                open = property(start.name().as_ref());
                creators.extend(attribute(&start, b"dc:creator"));
                rights.extend(attribute(&start, b"dc:rights"));
                words.clear();
            }
            Event::Text(text) if open.is_some() => words.push_str(&text.decode().unwrap_or_default()),
            Event::GeneralRef(name) if open.is_some() => {
                let named = name.decode().ok().and_then(|name| quick_xml::escape::resolve_predefined_entity(&name));
                let sign = name.resolve_char_ref().ok().flatten();
                words.extend(sign);
                words.push_str(named.unwrap_or_default());
            }
            Event::End(end) => {
                let closes = property(end.name().as_ref());
                let list = match open {
                    Some(Property::Creator) => &mut creators,
                    Some(Property::Rights) => &mut rights,
                    None => continue,
                };
                let is_item = end.local_name().as_ref() == b"li";
                if (is_item || closes == open) && !words.trim().is_empty() {
                    list.push(words.trim().to_owned());
                }
                words.clear();
                open = open.filter(|_| closes != open);
            }
            _ => {}
        }
    }
    ((!creators.is_empty()).then(|| creators.join(", ")), rights.into_iter().next())
}

fn property(name: &[u8]) -> Option<Property> {
    match name {
        b"dc:creator" => Some(Property::Creator),
        b"dc:rights" => Some(Property::Rights),
        _ => None,
    }
}

/// A property written as an attribute.
fn attribute(start: &BytesStart, name: &[u8]) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.unescape_value().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_as_elements_and_attributes() {
        let packet = "<?xpacket?><x:xmpmeta><rdf:RDF><rdf:Description a='b'><dc:creator><rdf:Seq><rdf:li>Lê &amp; B</rdf:li>\
                      <rdf:li>C&#x44;</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>©&#160;E\
                      </rdf:li><rdf:li>F</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";
        assert_eq!(read(packet.as_bytes()), (Some("Lê & B, CD".into()), Some("©\u{A0}E".into())));
        let packet = "<rdf:Description dc:creator='A' dc:rights='B &lt;'/>";
        assert_eq!(read(packet.as_bytes()), (Some("A".into()), Some("B <".into())));
        assert_eq!(read(b"<dc:creator>A"), (None, None));
        assert_eq!(read(b"<dc:creator>A</dc:creator><"), (Some("A".into()), None));
        assert_eq!(read(b"\xFF"), (None, None));
    }
}
