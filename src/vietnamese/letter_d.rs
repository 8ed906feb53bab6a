//! Letters that look like Đ and are none: Icelandic Ð and ð, African Ɖ and ɖ.
//!
//! In: text in NFC. Out: the same text with đ and Đ for those at the start of Vietnamese words; borrowed when there are
//! none. Nothing moves: all of them are as long as đ.

use super::letter::Letter;
use super::tone::is_in_word;
use std::borrow::Cow;

/// The text, and where letters were changed.
pub(super) fn real_d(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let at_start = |at: usize| !text[..at].ends_with(is_in_word);
    let found: Vec<usize> = text
        .match_indices(|c| real(c).is_some())
        .filter(|(at, fake)| at_start(*at) && is_rest_vietnamese(fake, &text[at + fake.len()..]))
        .map(|(at, _)| at)
        .collect();
    if found.is_empty() {
        return (Cow::Borrowed(text), found);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for &at in &found {
        out.push_str(&text[from..at]);
        let fake = text[at..].chars().next().unwrap_or_default();
        out.extend(real(fake));
        from = at + fake.len_utf8();
    }
    out.push_str(&text[from..]);
    (Cow::Owned(out), found)
}

fn real(c: char) -> Option<char> {
    match c {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        _ => None,
    }
}

/// Whether what follows in the word is of Vietnamese letters. Alone, the small letters are signs of phonetics.
fn is_rest_vietnamese(fake: &str, after: &str) -> bool {
    let rest = &after[..after.len() - after.trim_start_matches(is_in_word).len()];
    rest.chars().all(|c| Letter::of(c).is_some()) && !(rest.is_empty() && matches!(fake, "ð" | "ɖ"))
}

#[cfg(test)]
mod tests {
    use super::real_d;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn at_the_start_of_vietnamese_words() {
        let (text, found) = real_d("Ðồng Lộc, ðoàn kết, “Ɖức Thọ”, ɖi, UBND-ÐT, Ð/c");
        assert_eq!(text, "Đồng Lộc, đoàn kết, “Đức Thọ”, đi, UBND-ĐT, Đ/c");
        assert_eq!(found.len(), 6);
    }

    #[test]
    fn not_in_other_words() {
        for text in ["Guðmundur, Hafþór, Ðorðe Ðjoković, /ð/, það, Đồng", "đ", ""] {
            let (same, found) = real_d(text);
            assert!(matches!(same, Cow::Borrowed(_)) && found.is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_moves(text in "[ðÐƉɖđahồ\u{300}w -]{0,20}|\\PC{0,30}") {
            let (once, found) = real_d(&text);
            prop_assert_eq!(once.len(), text.len());
            prop_assert!(found.iter().all(|&at| once[at..].starts_with(['đ', 'Đ'])));
            prop_assert_eq!(&real_d(&once).0, &once);
        }
    }
}
