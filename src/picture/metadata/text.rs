//! Texts in metadata. In: bytes in whatever encoding a camera or program left. Out: text fit to be shown. Must not know
//! where they stood.

/// The most characters of a text.
const MOST: usize = 200;
/// What cameras and programs write when nobody told them anything.
const DEFAULTS: [&str; 6] = ["default", "picasa", "unknown", "unknown artist", "none", "n/a"];
/// What Windows-1252 has from 0x80 on where Latin-1 has control signs (<https://encoding.spec.whatwg.org/#windows-1252>).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Text in UTF-8, in UTF-16 with its mark, or else in Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| windows(*byte)).collect(), str::to_owned)
}

/// Text in UTF-16 without a mark, the lowest byte first, as Windows writes it.
pub(super) fn decode_windows(bytes: &[u8]) -> String {
    utf16(bytes, u16::from_le_bytes)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows(byte: u8) -> char {
    let place = byte.checked_sub(0x80).map(usize::from);
    place.and_then(|place| WINDOWS.get(place)).copied().unwrap_or_else(|| char::from(byte))
}

/// As it may be shown: one line without control signs, not too long. `None` for nothing and for what stands there by
/// default.
pub(super) fn tidy(text: &str) -> Option<Box<str>> {
    // Photographer and editor stand in one tag, with a zero between them.
    let parts = text.split('\0').map(line).filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join(", ");
    let text: String = text.chars().take(MOST).collect();
    let text = text.trim();
    let is_word = text.chars().any(char::is_alphanumeric) && !text.contains(char::REPLACEMENT_CHARACTER);
    (is_word && !DEFAULTS.iter().any(|default| default.eq_ignore_ascii_case(text))).then(|| text.into())
}

/// Words with single spaces between them, without signs that steer.
fn line(text: &str) -> String {
    let is_hidden = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let shown: String = text.chars().filter(|sign| sign.is_whitespace() || !is_hidden(*sign)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(decode("Nguyễn Văn A".as_bytes()), "Nguyễn Văn A");
        assert_eq!(decode(b"Andr\xE9 \x96 \x80"), "André – €");
        assert_eq!(decode(b"\xFF\xFEA\0\xD1\x1E"), "Aệ".replace('ệ', "\u{1ED1}"));
        assert_eq!(decode(b"\xFE\xFF\0A"), "A");
        assert_eq!(decode_windows(b"A\0b\0\0"), "Ab");
    }

    #[test]
    fn tidy_texts() {
        assert_eq!(tidy("  Lê\tB\u{7}  C \0").as_deref(), Some("Lê B C"));
        assert_eq!(tidy("A\0B\0").as_deref(), Some("A, B"));
        assert_eq!(tidy("a\u{202E}b\nc").as_deref(), Some("ab c"));
        assert_eq!(tidy(&"ă".repeat(500)).map(|text| text.chars().count()), Some(200));
        for nothing in ["", " ", "\0\0", "default", "Picasa", "---", "\u{FFFD}a"] {
            assert_eq!(tidy(nothing), None, "{nothing}");
        }
    }
}
