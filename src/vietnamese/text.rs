//! Text as it should be stored: NFC, without the invisible signs that editors and web pages leave behind.
//!
//! In: any text. Out: the same text, borrowed when nothing had to change.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Normalises to NFC, turns Windows and old Mac line ends into `\n`, and removes byte order marks, zero-width spaces and
/// control signs (NUL excepted: a text that has one is no text, and the reader of files says so). Joiners (U+200D) stay:
/// emoji are made of them.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !suspicious(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let needs_nfc = is_nfc_quick(text.chars()) != IsNormalized::Yes;
    if !needs_nfc && !text.contains(is_dropped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut after_cr = false;
    for c in text.chars() {
        match c {
            '\r' => out.push('\n'),
            '\n' if after_cr => {}
            c if is_dropped(c) => {}
            c => out.push(c),
        }
        after_cr = c == '\r';
    }
    if needs_nfc {
        out = out.nfc().collect();
    }
    Cow::Owned(out)
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}') || (c.is_control() && !matches!(c, '\n' | '\t' | '\0'))
}

/// Whether any byte can belong to a sign that `clean` changes.
///
/// Vietnamese in NFC, with the usual punctuation, has none: C2 (from the no-break space on) and C3..CB and E1 BA..BB hold
/// the precomposed letters, E2 80 the quotation marks and dashes (its first signs, up to the zero-width space, excepted).
/// Three neighbouring bytes are looked at together and nothing branches, so that the compiler makes vector code of it:
/// this scan is all that an ordinary article pays.
fn suspicious(bytes: &[u8]) -> bool {
    let pair = |b: u8, next: u8| {
        let other_lead = (b >= 0xcc) & !((b == 0xe1) & (next & 0xfe == 0xba)) & !((b == 0xe2) & (next == 0x80));
        let early_c2 = (b == 0xc2) & (next < 0xa0);
        let control = (b < 0x20) & (b != b'\n') & (b != b'\t');
        other_lead | early_c2 | control
    };
    let neighbours = bytes.iter().zip(bytes.iter().skip(1)).zip(bytes.iter().skip(2));
    let found = neighbours.fold(0_u8, |found, ((&b, &next), &third)| {
        let invisible = (b == 0xe2) & (next == 0x80) & (third < 0x8c);
        found | u8::from(pair(b, next) | invisible)
    });
    let last = match bytes {
        [.., b, next] => pair(*b, *next) | pair(*next, 0),
        [b] => pair(*b, 0),
        [] => false,
    };
    found != 0 || last
}

#[cfg(test)]
mod tests {
    use super::clean;
    use std::borrow::Cow;

    #[test]
    fn ordinary_text_is_borrowed() {
        let text = "Cẩm Xuyên cần nhân rộng “Dân vận khéo” – 13,5 ha…\nđẹp";
        assert!(matches!(clean(text), Cow::Borrowed(_)));
    }

    #[test]
    fn decomposed_text_becomes_nfc() {
        assert_eq!(clean("o\u{302}\u{323}"), "ộ");
        assert_eq!(clean("o\u{323}\u{302}"), "ộ");
    }

    #[test]
    fn line_ends_and_invisible_signs() {
        assert_eq!(clean("\u{feff}a\r\nb\rc\u{200b}d"), "a\nb\ncd");
        assert_eq!(clean("a\u{8}b\tc\u{85}d"), "ab\tcd");
        assert_eq!(clean("👨\u{200d}👩"), "👨\u{200d}👩");
    }
}
