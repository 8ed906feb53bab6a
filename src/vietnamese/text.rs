//! Text as it should be stored: NFC, without the invisible signs that editors and web pages leave behind.
//!
//! In: any text. Out: the same text, borrowed when nothing had to change. What else a whole file needs is in `mend`.

use super::legacy::looks_like_tcvn3;
use super::letter_d::real_d;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text of a file as the program reads it.
#[derive(Debug)]
pub struct Mended<'t> {
    /// Clean, and with real đ and Đ.
    pub text: Cow<'t, str>,
    /// Where letters that only look like đ or Đ were replaced.
    pub fake_d: Vec<usize>,
    /// Whether it looks like the font encoding TCVN3; then it is no text that anyone can read.
    pub is_legacy: bool,
}

/// Cleans the text of a file, and puts đ where a letter of another language stands in its place.
pub fn mend(text: &str) -> Mended<'_> {
    let is_legacy = looks_like_tcvn3(text);
    if is_legacy || !suspicious(text.as_bytes()) {
        return Mended { text: Cow::Borrowed(text), fake_d: Vec::new(), is_legacy };
    }
    let text = clean(text);
    let (fake_d, changed) = match real_d(&text) {
        (_, none) if none.is_empty() => (none, None),
        (changed, found) => (found, Some(changed.into_owned())),
    };
    Mended { text: changed.map_or(text, Cow::Owned), fake_d, is_legacy }
}

/// Normalises to NFC, turns Windows and old Mac line ends into `\n`, and removes what nobody sees: byte order marks,
/// zero-width spaces and joiners, signs of writing direction, soft hyphens and control signs (NUL excepted: a text that
/// has one is no text, and the reader of files says so). Joiners stay between the parts of an emoji, soft hyphens in
/// TCVN3, where they are the letter ư.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !suspicious(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let needs_nfc = is_nfc_quick(text.chars()) != IsNormalized::Yes;
    if !needs_nfc && !text.contains(|c| is_dropped(c) || c == JOINER) {
        return Cow::Borrowed(text);
    }
    let keeps_hyphens = text.contains(SOFT_HYPHEN) && looks_like_tcvn3(text);
    let mut out = String::with_capacity(text.len());
    let mut after_cr = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\r' => out.push('\n'),
            '\n' if after_cr => {}
            SOFT_HYPHEN if keeps_hyphens => out.push(c),
            JOINER if joins_emoji(&out, rest.as_str()) => out.push(c),
            JOINER => {}
            c if is_dropped(c) => {}
            c => out.push(c),
        }
        after_cr = c == '\r';
    }
    // Without what stood between them, signs may come together that are one.
    if needs_nfc || is_nfc_quick(out.chars()) != IsNormalized::Yes {
        out = out.nfc().collect();
    }
    Cow::Owned(out)
}

const SOFT_HYPHEN: char = '\u{ad}';
const JOINER: char = '\u{200d}';

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | SOFT_HYPHEN)
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\0'))
}

/// Whether a joiner between these texts makes one emoji of two.
fn joins_emoji(before: &str, after: &str) -> bool {
    let is_emoji = |c: char| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2190}'..='\u{23ff}' | '\u{2b00}'..='\u{2bff}');
    before.ends_with(|c| is_emoji(c) || c == '\u{fe0f}') && after.starts_with(is_emoji)
}

/// Whether any byte can belong to a sign that `clean` or `mend` changes.
///
/// Vietnamese in NFC, with the usual punctuation, has none: C2 (from the no-break space on, but for the soft hyphen) and
/// C3..C6 (but for Ð, ð and Ɖ) and E1 BA..BB hold the precomposed letters, E2 80 the quotation marks and dashes (its
/// first signs, up to the joiners, and those of direction excepted).
/// Three neighbouring bytes are looked at together and nothing branches, so that the compiler makes vector code of it:
/// this scan is all that an ordinary article pays.
fn suspicious(bytes: &[u8]) -> bool {
    let pair = |b: u8, next: u8| {
        let other_lead = (b >= 0xc7) & !((b == 0xe1) & (next & 0xfe == 0xba)) & !((b == 0xe2) & (next == 0x80));
        let early_c2 = (b == 0xc2) & ((next < 0xa0) | (next == 0xad));
        let fake_d = ((b == 0xc3) & (next & 0xdf == 0x90)) | ((b == 0xc6) & (next == 0x89));
        let control = (b < 0x20) & (b != b'\n') & (b != b'\t');
        other_lead | early_c2 | fake_d | control
    };
    let neighbours = bytes.iter().zip(bytes.iter().skip(1)).zip(bytes.iter().skip(2));
    let found = neighbours.fold(0_u8, |found, ((&b, &next), &third)| {
        let invisible = (b == 0xe2) & (next == 0x80) & ((third < 0x90) | (third.wrapping_sub(0xaa) < 5));
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
    use super::{clean, mend};
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn ordinary_text_is_borrowed() {
        let text = "Cẩm Xuyên cần nhân rộng “Dân vận khéo” – 13,5 ha…\nđẹp";
        assert!(matches!(clean(text), Cow::Borrowed(_)));
        assert!(matches!(mend(text).text, Cow::Borrowed(_)));
    }

    #[test]
    fn decomposed_text_becomes_nfc() {
        assert_eq!(clean("o\u{302}\u{323}"), "ộ");
        assert_eq!(clean("o\u{323}\u{302}"), "ộ");
        assert_eq!(clean("o\u{200b}\u{302}"), "ô");
    }

    #[test]
    fn line_ends_and_invisible_signs() {
        assert_eq!(clean("\u{feff}a\r\nb\rc\u{200b}d"), "a\nb\ncd");
        assert_eq!(clean("a\u{8}b\tc\u{85}d"), "ab\tcd");
        assert_eq!(clean("phát\u{ad}triển \u{202a}a\u{202c}\u{2060}b\u{200e}\u{200c}"), "pháttriển ab");
    }

    #[test]
    fn joiners_stay_in_emoji_alone() {
        for text in ["👨\u{200d}👩", "👩🏽\u{200d}🌾", "🏳\u{fe0f}\u{200d}🌈", "🧑\u{200d}⚕\u{fe0f}"]
        {
            assert_eq!(clean(text), text);
        }
        assert_eq!(clean("a\u{200d}b 👨\u{200d} \u{200d}👩 👨\u{200d}\u{200d}👩"), "ab 👨 👩 👨\u{200d}👩");
    }

    #[test]
    fn files() {
        let mended = mend("Ðồng\u{ad} Lộc, Guðmundur, ðẹp");
        assert_eq!((&*mended.text, mended.fake_d, mended.is_legacy), ("Đồng Lộc, Guðmundur, đẹp", vec![0, 27], false));
        let legacy = mend("H\u{ad}¬ng S¬n, khÐo");
        assert_eq!((&*legacy.text, legacy.is_legacy), ("H\u{ad}¬ng S¬n, khÐo", true));
        assert_eq!(clean("H\u{ad}¬ng S¬n"), "H\u{ad}¬ng S¬n");
    }

    proptest! {
        #[test]
        fn idempotent(text in "[\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{202c}\u{2060}\u{feff}👨🏽\u{fe0f}aươ¬n\r\n\u{301}ÐðƉɖ ]{0,30}|\\PC{0,40}") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(&*clean(&once), &*once);
            prop_assert!(unicode_normalization::is_nfc(&once));
            let mended = mend(&text).text.into_owned();
            prop_assert_eq!(&*mend(&mended).text, &*mended);
        }
    }
}
