//! Where tone marks stand: the two customs for oa, oe and uy.
//!
//! In: text in any form. Out: the same text in NFC with its marks by one custom. Knows nothing of keys and sorting.
//! Only open syllables with one of the three rimes have two spellings, and none after q (Quyết định 1989/QĐ-BGDĐT,
//! Điều 8, prescribes `hoà`; laws and most newspapers write `hòa`).

use super::letter::Letter;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Which vowel of oa, oe and uy bears the mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Custom {
    /// The first: `hòa`.
    Old,
    /// The second: `hoà`.
    New,
}

/// The text with its marks as newspapers set them: `lan tỏa`, `khỏe`, `Thủy`. Not for showing names of persons, who
/// choose for themselves.
pub fn old_tone_place(text: &str) -> String {
    by_words(&nfc(text), |word| place(word, Custom::Old))
}

/// The text with its marks as schools set them: `lan toả`, `khoẻ`, `Thuỷ`.
pub fn new_tone_place(text: &str) -> String {
    by_words(&nfc(text), |word| place(word, Custom::New))
}

/// The text in NFC, as it is when it was so already.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Marks that did not become one with their letter belong to its word, which then is no Vietnamese one.
pub(super) fn is_in_word(c: char) -> bool {
    // The letters that Vietnamese has alone, and most often.
    matches!(c, '\u{1ea0}'..='\u{1ef9}') || c.is_alphabetic() || (!c.is_ascii() && is_combining_mark(c))
}

/// The text with every word (a run of letters) replaced for which `change` gives another.
pub(super) fn by_words(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c: char| !is_in_word(c)).unwrap_or(rest.len()));
        match change(word) {
            Some(changed) => out.push_str(&changed),
            None => out.push_str(word),
        }
        let (between, next) = after.split_at(after.find(is_in_word).unwrap_or(after.len()));
        out.push_str(between);
        rest = next;
    }
    out
}

/// The letters of a word. `None` when one is not of the Vietnamese alphabet.
pub(super) fn letters(word: &str) -> Option<Vec<Letter>> {
    word.chars().map(Letter::of).collect()
}

/// The word with its mark by a custom. `None` when it has none to move.
fn place(word: &str, custom: Custom) -> Option<String> {
    // Most words end otherwise, and need not be taken apart.
    word.ends_with(|c: char| !c.is_ascii() || matches!(c, 'a' | 'e' | 'y' | 'A' | 'E' | 'Y')).then_some(())?;
    let mut chars = word.chars();
    let (second, first) = (Letter::of(chars.next_back()?)?, Letter::of(chars.next_back()?)?);
    let is_free = matches!((first.base, second.base), ('o', 'a' | 'e') | ('u', 'y'));
    let (from, to) = if custom == Custom::Old { (second, first) } else { (first, second) };
    if !is_free || from.tone == 0 || to.tone != 0 {
        return None;
    }
    let onset = chars.as_str();
    if !is_onset(onset) {
        return None;
    }
    let moved = if custom == Custom::Old {
        [first.with_tone(second.tone), second.with_tone(0)]
    } else {
        [first.with_tone(0), second.with_tone(first.tone)]
    };
    Some(onset.chars().chain(moved.map(Letter::sign)).collect())
}

/// Whether what stands before a rime can be an onset whose rime it is: consonants, and no q, which takes the u along.
fn is_onset(text: &str) -> bool {
    let letters = text.strip_suffix(['i', 'I']).filter(|rest| rest.ends_with(['g', 'G'])).unwrap_or(text);
    !text.ends_with(['q', 'Q']) && letters.chars().all(|c| !Letter::of(c).is_some_and(Letter::is_vowel))
}

#[cfg(test)]
mod tests {
    use super::{new_tone_place, old_tone_place};
    use proptest::prelude::*;

    /// The 45 pairs, and each in three cases.
    fn pairs() -> Vec<(String, String)> {
        let old = "hòa hóa tỏa xõa họa lòe lóe khỏe nhõe chọe thùy thúy thủy lũy tụy";
        let new = "hoà hoá toả xoã hoạ loè loé khoẻ nhoẽ choẹ thuỳ thuý thuỷ luỹ tuỵ";
        let title = |word: &str| {
            let mut chars = word.chars();
            chars.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + chars.as_str())
        };
        let pairs: Vec<(&str, &str)> = old.split(' ').zip(new.split(' ')).collect();
        let with = |change: &dyn Fn(&str) -> String| -> Vec<(String, String)> {
            pairs.iter().map(|(old, new)| (change(old), change(new))).collect()
        };
        [with(&str::to_owned), with(&title), with(&str::to_uppercase)].concat()
    }

    #[test]
    fn both_customs() {
        assert_eq!(pairs().len(), 45);
        for (old, new) in pairs() {
            assert_ne!(old, new);
            assert_eq!((old_tone_place(&new), new_tone_place(&old)), (old.clone(), new.clone()));
            assert_eq!((old_tone_place(&old), new_tone_place(&new)), (old, new));
        }
        assert_eq!(new_tone_place("Ủy ban, ÚY"), "Uỷ ban, UÝ");
        assert_eq!(old_tone_place("oà; Hoà-Bình, “khoẻ”"), "òa; Hòa-Bình, “khỏe”");
    }

    #[test]
    fn words_with_one_spelling() {
        let words = "quý quỹ quỷ quỳ quà quả già giò gìn gì giữ hoàn toàn khoản hoạch thoát xoèn huỳnh suýt hoài xoáy \
            ngoèo khuya thuyền múa lúa của mùa thuở huệ quở địa QUÝ Quả Huỳnh";
        assert_eq!(old_tone_place(words), words);
        assert_eq!(new_tone_place(words), words);
    }

    proptest! {
        #[test]
        fn idempotent(text in "[qgihtoauyeỷảÀỦỳoàòa\u{300}\u{309} -]{0,20}|\\PC{0,30}") {
            for function in [old_tone_place, new_tone_place] {
                let once = function(&text);
                prop_assert_eq!(&function(&once), &once);
                prop_assert!(unicode_normalization::is_nfc(&once));
            }
            prop_assert_eq!(old_tone_place(&new_tone_place(&text)), old_tone_place(&text));
            prop_assert_eq!(new_tone_place(&old_tone_place(&text)), new_tone_place(&text));
        }
    }
}
