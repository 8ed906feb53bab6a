//! Syllables as the index knows them.
//!
//! In: text. Out: its syllables, how two of them are one word (`surface`), and how a reader may leave marks out (`folded`).
//! The reader's script has the same rules; both are tested with `tests/search/fold.json`.

use crate::vietnamese::{fold, loose_key};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// Longer runs of letters are no words that anyone looks for, in UTF-16 units.
const LONGEST: usize = 24;

/// The syllables of a text as written: runs of letters, digits and marks. `None` is the end of a line.
pub(super) fn syllables(text: &str) -> impl Iterator<Item = Option<&str>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(|c| c == '\n' || is_of_word(c))?..];
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (syllable, after) = rest.split_at(end.max(1));
        rest = after;
        Some((end > 0).then_some(syllable))
    })
}

fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // The letters that Vietnamese has, and its quotation marks and dashes, which are most of the others.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ạ'..='ỹ' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// One key for all spellings of a syllable: letter case, the place of the tone mark, and i for y are forgotten. `None` for
/// what is too long to be looked for.
pub(super) fn surface(syllable: &str) -> Option<String> {
    let mut surface = loose_key(syllable);
    if surface.contains(['ð', 'ɖ']) {
        surface = surface.replace(['ð', 'ɖ'], "đ");
    }
    (surface.encode_utf16().count() <= LONGEST).then_some(surface)
}

/// A surface without its marks.
pub(super) fn folded(surface: &str) -> Cow<'_, str> {
    if surface.is_ascii() { Cow::Borrowed(surface) } else { Cow::Owned(loose_key(&fold(surface))) }
}

/// What tells in which file a syllable stands: FNV-1a of its letters without marks
/// (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>).
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{folded, hash, surface, syllables};

    #[test]
    fn one_word() {
        for (one, other) in [("Kỹ", "kĩ"), ("TOẢ", "tỏa"), ("ho\u{e0}", "hòa"), ("Lý", "lí"), ("QUÝ", "quí")]
        {
            assert_eq!(surface(one), surface(other));
        }
        assert_ne!(surface("tay"), surface("tai"));
        assert_eq!(surface(&"a".repeat(25)), None);
        assert_eq!(folded("kĩ"), "ki");
        assert_eq!(folded("đường"), "duong");
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("a"), 0xe40c_292c);
    }

    #[test]
    fn runs() {
        let text = "“Dân-vận\nkhéo”, 1.500 hộ (NTM);\r\n\nd\u{e2}\u{323}n";
        let expected = ["Dân", "vận", "/", "khéo", "1", "500", "hộ", "NTM", "/", "/", "dâ\u{323}n"];
        assert_eq!(syllables(text).map(|word| word.unwrap_or("/")).collect::<Vec<_>>(), expected);
    }
}
