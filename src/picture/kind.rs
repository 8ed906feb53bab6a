//! Tells what a file is by its first bytes. In: bytes. Out: a kind. Must not know names of files, nor pixels.

use serde::{Deserialize, Serialize};

/// What a file is by its first bytes, never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG (<https://www.w3.org/TR/png-3/>), also animated, of which the first picture counts.
    Png,
    /// GIF 87a and 89a.
    Gif,
    /// WebP (RFC 9649).
    WebP,
    /// SVG as text, not compressed.
    Svg,
    /// HEIF with HEVC inside, as iPhones write it: no browser but one shows it.
    Heic,
    /// Anything else, AVIF too.
    Other,
}

/// Brands of HEIF files with HEVC inside (ISO/IEC 23008-12, annex B), and the general ones that iPhones write.
const HEIC: [&[u8; 4]; 10] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"];
/// Brands that say that AV1 is inside.
const AVIF: [&[u8; 4]; 2] = [b"avif", b"avis"];

/// What a file is by its first bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Kind::Png,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Kind::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::WebP,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if is_heic(bytes) => Kind::Heic,
        _ if is_svg(bytes) => Kind::Svg,
        _ => Kind::Other,
    }
}

/// Does the box `ftyp` at the start name HEVC, and not AV1?
fn is_heic(bytes: &[u8]) -> bool {
    let length =
        bytes.first_chunk().map(|length| u32::from_be_bytes(*length)).and_then(|length| length.try_into().ok());
    // A handful of brands is usual.
    let end = length.unwrap_or(0_usize).min(bytes.len()).min(256);
    let brands = bytes.get(8..end).unwrap_or_default().as_chunks::<4>().0;
    let has = |names: &[&[u8; 4]]| brands.iter().any(|brand| names.contains(&brand));
    has(&HEIC) && !has(&AVIF)
}

/// Is the first element `svg`? Declaration, comments and document type may come before it.
fn is_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut rest = bytes.get(..8192).unwrap_or(bytes).trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] if has_subset(rest) => b"]>",
            [b'<', b'!', ..] => b">",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return false };
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_ascii_start();
    }
    let name = rest.strip_prefix(b"<svg:").map(|rest| (rest, &b"svg"[..])).or_else(|| {
        // The usual name, without a prefix.
        rest.strip_prefix(b"<").map(|rest| (rest, &b"svg"[..]))
    });
    name.and_then(|(rest, name)| rest.strip_prefix(name))
        .is_some_and(|rest| matches!(rest.first(), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')))
}

/// Has a document type declarations of its own in brackets?
fn has_subset(text: &[u8]) -> bool {
    let sign = text.iter().find(|byte| matches!(byte, b'[' | b'>'));
    sign == Some(&b'[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_first_bytes() {
        assert_eq!(kind(b""), Kind::Other);
        assert_eq!(kind(b"\xFF\xD8\xFF\xE0"), Kind::Jpeg);
        assert_eq!(kind(b"\x89PNG\r\n\x1A\n"), Kind::Png);
        assert_eq!(kind(b"GIF89a"), Kind::Gif);
        assert_eq!(kind(b"GIF88a"), Kind::Other);
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Kind::WebP);
        assert_eq!(kind(b"RIFF\0\0\0\0WAVEfmt "), Kind::Other);
        assert_eq!(kind(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Kind::Heic);
        assert_eq!(kind(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"), Kind::Heic);
        assert_eq!(kind(b"\0\0\0\x1Cftypavif\0\0\0\0mif1avifmiaf"), Kind::Other);
        assert_eq!(kind(b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf"), Kind::Other);
        assert_eq!(kind(b"\0\0\0\x14ftypisom\0\0\0\0isom"), Kind::Other);
        assert_eq!(kind(b"\xFF\xFF\xFF\xFFftyp"), Kind::Other);
    }

    #[test]
    fn svg_by_its_first_element() {
        for svg in [
            "<svg>",
            "<svg/>",
            "\u{FEFF}<svg xmlns='a'>",
            "<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg PUBLIC 'a' 'b'>\n<svg\n>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>",
            "<svg:svg >",
        ] {
            assert_eq!(kind(svg.as_bytes()), Kind::Svg, "{svg}");
        }
        for other in ["<!doctype html><html><svg>", "<svgx>", "<html>", "svg", "<!-- <svg>", "<?xml?>", "text <svg>"] {
            assert_eq!(kind(other.as_bytes()), Kind::Other, "{other}");
        }
    }
}
