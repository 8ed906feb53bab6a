//! EXIF (CIPA DC-008, TIFF 6.0). In: a TIFF structure. Out: a handful of tags of its first directory; and a smallest
//! structure that holds artist and copyright. Must not know what other tags mean.
//!
//! Only the first directory is read, so no chain of directories can be long or run in a circle.

use super::super::cursor::Cursor;
use super::{Credit, text};

const MAKE: u16 = 0x010F;
const MODEL: u16 = 0x0110;
const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013B;
const COPYRIGHT: u16 = 0x8298;
/// The author as Windows writes it, in UTF-16.
const WINDOWS_AUTHOR: u16 = 0x9C9D;
/// Types of values: bytes, ASCII, numbers of two bytes, of four, bytes without meaning, UTF-8 (CIPA DC-008-2023).
const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const UNDEFINED: u16 = 7;
const UTF8: u16 = 129;
/// The most bytes of a text that are looked at.
const MOST: usize = 4096;
/// The most tags that are looked at.
const TAGS: u16 = 1000;

/// What is read of a structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    pub(super) orientation: Option<u8>,
    pub(super) make: Option<String>,
    pub(super) model: Option<String>,
    pub(super) artist: Option<String>,
    pub(super) copyright: Option<String>,
}

impl Tags {
    /// Reads the first directory as far as it goes. `None` when there is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        // Some programs leave the name of the block in place.
        let bytes = bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes);
        let mut start = Cursor::new(bytes);
        let tiff = match start.take(4)? {
            b"II*\0" => Tiff { bytes, is_big: false },
            b"MM\0*" => Tiff { bytes, is_big: true },
            _ => return None,
        };
        let offset = usize::try_from(tiff.long(&mut start)?).ok()?;
        let mut directory = Cursor::new(bytes.get(offset..)?);
        let count = tiff.short(&mut directory)?.min(TAGS);
        let mut tags = Self::default();
        let mut windows_author = None;
        for _ in 0..count {
            let Some(entry) = tiff.entry(&mut directory) else { break };
            let words = || entry.is_text().then(|| text::decode(until_end(entry.value)));
            match entry.tag {
                ORIENTATION => tags.orientation = tiff.number(&entry),
                MAKE => tags.make = words(),
                MODEL => tags.model = words(),
                ARTIST => tags.artist = words(),
                COPYRIGHT => tags.copyright = words(),
                WINDOWS_AUTHOR => windows_author = Some(text::decode_windows(entry.value)),
                _ => {}
            }
        }
        tags.artist = tags.artist.filter(|artist| text::tidy(artist).is_some()).or(windows_author);
        Some(tags)
    }
}

/// A structure and the order of its bytes.
#[derive(Clone, Copy)]
struct Tiff<'b> {
    bytes: &'b [u8],
    is_big: bool,
}

/// A tag with its value.
struct Entry<'b> {
    tag: u16,
    kind: u16,
    value: &'b [u8],
}

impl Entry<'_> {
    fn is_text(&self) -> bool {
        matches!(self.kind, BYTE | ASCII | UNDEFINED | UTF8)
    }
}

impl<'b> Tiff<'b> {
    fn short(self, at: &mut Cursor) -> Option<u16> {
        if self.is_big { at.big16() } else { at.little16() }
    }

    fn long(self, at: &mut Cursor) -> Option<u32> {
        if self.is_big { at.big32() } else { at.little32() }
    }

    /// The next tag. One whose value lies elsewhere than it says, or is of an unknown type, has an empty value.
    fn entry(self, at: &mut Cursor<'b>) -> Option<Entry<'b>> {
        let (tag, kind, count) = (self.short(at)?, self.short(at)?, self.long(at)?);
        let field = at.take(4)?;
        let size = match kind {
            BYTE | ASCII | UNDEFINED | UTF8 => 1,
            SHORT => 2,
            LONG => 4,
            _ => 0,
        };
        let length = usize::try_from(count).ok().and_then(|count| count.checked_mul(size)).unwrap_or(usize::MAX);
        let value = field.get(..length).or_else(|| {
            let offset = usize::try_from(self.long(&mut Cursor::new(field))?).ok()?;
            let value = self.bytes.get(offset..offset.checked_add(length)?)?;
            Some(value.get(..MOST).unwrap_or(value))
        });
        Some(Entry { tag, kind, value: value.unwrap_or_default() })
    }

    /// A small number.
    fn number(self, entry: &Entry) -> Option<u8> {
        let mut at = Cursor::new(entry.value);
        match entry.kind {
            BYTE => at.byte(),
            SHORT => self.short(&mut at)?.try_into().ok(),
            LONG => self.long(&mut at)?.try_into().ok(),
            _ => None,
        }
    }
}

/// Without zeros at the end.
fn until_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

/// The smallest structure that holds who made a picture and whose it is. `None` when neither is known.
pub(in super::super) fn block(credit: &Credit) -> Option<Vec<u8>> {
    let texts = [(ARTIST, credit.artist.as_deref()), (COPYRIGHT, credit.copyright.as_deref())];
    let texts: Vec<(u16, &str)> = texts.into_iter().filter_map(|(tag, text)| Some((tag, text?))).collect();
    let count = u16::try_from(texts.len()).ok().filter(|count| *count > 0)?;
    // Directory: a count, twelve bytes for each tag, and where the next one lies: nowhere.
    let mut offset = 8 + 2 + 12 * u32::from(count) + 4;
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend(count.to_le_bytes());
    let mut values = Vec::new();
    for (tag, text) in texts {
        let length = u32::try_from(text.len() + 1).ok()?;
        bytes.extend(tag.to_le_bytes());
        bytes.extend(ASCII.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        let mut value = text.as_bytes().to_vec();
        value.push(0);
        if value.len() <= 4 {
            value.resize(4, 0);
            bytes.append(&mut value);
            continue;
        }
        bytes.extend(offset.to_le_bytes());
        // Values begin at even places.
        if value.len() % 2 == 1 {
            value.push(0);
        }
        offset += u32::try_from(value.len()).ok()?;
        values.append(&mut value);
    }
    bytes.extend([0; 4]);
    bytes.append(&mut values);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read() {
        for (artist, copyright) in [
            (Some("Nguyễn Văn A"), Some("© Báo Hà Tĩnh")),
            (Some("abc"), None),
            (None, Some("abcd")),
            (Some("a"), Some("b")),
        ] {
            let credit = Credit { artist: artist.map(Into::into), copyright: copyright.map(Into::into) };
            let tags = Tags::read(&block(&credit).unwrap()).unwrap();
            assert_eq!((tags.artist.as_deref(), tags.copyright.as_deref()), (artist, copyright));
        }
        assert_eq!(block(&Credit::default()), None);
    }

    #[test]
    fn big_ends_first_and_windows() {
        let mut bytes = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        bytes.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        bytes.extend(b"\x9C\x9D\0\x01\0\0\0\x04L\0\xEA\0");
        let tags = Tags::read(&bytes).unwrap();
        assert_eq!((tags.orientation, tags.artist.as_deref()), (Some(6), Some("Lê")));
    }

    #[test]
    fn values_beyond_the_end_are_empty() {
        let mut bytes = b"II*\0\x08\0\0\0\x03\0".to_vec();
        bytes.extend(b"\x3B\x01\x02\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
        bytes.extend(b"\x12\x01\x03\0\xFF\xFF\xFF\xFF\x08\0\0\0");
        let tags = Tags::read(&bytes).unwrap();
        assert_eq!((tags.orientation, tags.artist), (None, None));
        assert_eq!(Tags::read(b"II*\0\xFF\xFF\xFF\xFF"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_harmless(start in 0_usize..2, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut whole = [&b"II*\0\x08\0\0\0"[..], b"MM\0*\0\0\0\x08"][start].to_vec();
            whole.extend(bytes);
            let _ = Tags::read(&whole);
        }
    }
}
