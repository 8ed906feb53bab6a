//! Syllables as the index knows them.
//!
//! In: text. Out: its syllables, how two of them are one word (`surface`), and how a reader may leave marks out (`folded`).
//! The reader's script has the same rules; both are tested with `tests/search/fold.json`.

use crate::vietnamese::{fold, loose_key};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Longer runs of letters are no words that anyone looks for, in UTF-16 units.
const LONGEST: usize = 24;

/// Tells where in a text the runs without ASCII signs are. Nearly all are syllables; what is among them beyond ASCII,
/// `syllables` tells. Bytes are looked at 64 at a time without any branch, which no processor could foretell.
pub(super) fn for_each_run(text: &str, mut act: impl FnMut(Range<usize>)) {
    let (mut start, mut is_within, mut last) = (0, false, 0);
    for (from, bytes) in (0..).step_by(64).zip(text.as_bytes().chunks(64)) {
        let mut of_runs = [0; 64];
        for (of_run, byte) in of_runs.iter_mut().zip(bytes) {
            *of_run = u8::from(byte.is_ascii_alphanumeric() | (*byte >= 0x80));
        }
        let of_runs = bits(&of_runs);
        // Set where a run begins or has just ended.
        let mut edges = of_runs ^ (of_runs << 1 | last);
        last = of_runs >> 63;
        while edges != 0 {
            let edge = from + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if is_within {
                act(start..edge);
            }
            start = edge;
            is_within = !is_within;
        }
    }
    if is_within {
        act(start..text.len());
    }
}

/// Bytes of 0 and 1 as bits, the first as the lowest. The product puts those of eight bytes into the highest byte.
fn bits(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let of_eight = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | of_eight(eight))
}

/// The syllables of a text as written: runs of letters, digits and marks.
pub(super) fn syllables(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty())
}

fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // The letters that Vietnamese has, and its quotation marks and dashes, which are most of the others.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ạ'..='ỹ' => true,
        '\u{2000}'..='\u{206f}' => false,
        // What tells how a sign is drawn is a mark, but of no word.
        '\u{fe00}'..='\u{fe0f}' => false,
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
    use super::{folded, for_each_run, hash, surface, syllables};
    use proptest::prelude::*;

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
        let text = "“Dân-vận khéo”, 1.500 hộ (NTM); d\u{e2}\u{323}n";
        assert_eq!(syllables(text).collect::<Vec<_>>(), ["Dân", "vận", "khéo", "1", "500", "hộ", "NTM", "dâ\u{323}n"]);
    }

    proptest! {
        #[test]
        fn what_is_of_runs_is_of_the_text(text in "[ađ “.]{0,200}") {
            let mut found = Vec::new();
            for_each_run(&text, |run| {
                assert!(!text[run.clone()].contains([' ', '.']));
                found.extend(syllables(&text[run]));
            });
            prop_assert_eq!(found, syllables(&text).collect::<Vec<_>>());
        }
    }
}
