//! Tone marks on the wrong letter: `hòan` for `hoàn`, `qúy` for `quý`, `đựơc` for `được`.
//!
//! In: one word, or a text in NFC. Out: the right form of the word, or every such word of the text. Found by taking the
//! syllable apart, not by a list of words; where two customs are right (`hòa`, `hoà`), nothing is wrong. A foreign word
//! is noticed only when its letters could be a Vietnamese syllable.

use super::letter::Letter;
use super::suspects::suspects;
use super::tone::{is_in_word, letters};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Where the mark of a group of vowels stands, counted from its first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// On this vowel.
    On(usize),
    /// On the first or the second, by custom.
    Free,
    /// There is no such syllable.
    Never,
}

use Mark::{Free, Never, On};

/// The groups of two and three vowels: where the mark stands in an open syllable, and before a final consonant.
const GROUPS: [(&str, Mark, Mark); 44] = [
    ("ai", On(0), Never),
    ("ao", On(0), Never),
    ("au", On(0), Never),
    ("ay", On(0), Never),
    ("âu", On(0), Never),
    ("ây", On(0), Never),
    ("eo", On(0), Never),
    ("êu", On(0), Never),
    ("ia", On(0), Never),
    ("iê", Never, On(1)),
    ("iêu", On(1), Never),
    ("iu", On(0), Never),
    ("oa", Free, On(1)),
    ("oai", On(1), Never),
    ("oao", On(1), Never),
    ("oay", On(1), Never),
    ("oă", Never, On(1)),
    ("oe", Free, On(1)),
    ("oeo", On(1), Never),
    ("oi", On(0), Never),
    ("oo", Never, On(1)),
    ("ôi", On(0), Never),
    ("ơi", On(0), Never),
    ("ua", On(0), Never),
    ("uâ", Never, On(1)),
    ("uây", On(1), Never),
    ("uê", On(1), On(1)),
    ("uêu", On(1), Never),
    ("ui", On(0), Never),
    ("uô", Never, On(1)),
    ("uôi", On(1), Never),
    ("uơ", On(1), Never),
    ("uy", Free, On(1)),
    ("uya", On(1), Never),
    ("uyê", Never, On(2)),
    ("uyu", On(1), Never),
    ("ưa", On(0), Never),
    ("ưi", On(0), Never),
    ("ươ", Never, On(1)),
    ("ươi", On(1), Never),
    ("ươu", On(1), Never),
    ("ưu", On(0), Never),
    ("yê", Never, On(1)),
    ("yêu", On(1), Never),
];

/// The onsets of Vietnamese syllables, but for gi and qu, which take a vowel letter along. P alone is not among them:
/// words that begin with it are foreign (`più`).
const ONSETS: [&str; 25] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "r", "s", "t",
    "th", "tr", "v", "x",
];

const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// The right form of a syllable whose tone mark stands on the wrong letter; `None` for every right one, and for what is
/// no Vietnamese syllable.
pub fn misplaced_tone(word: &str) -> Option<String> {
    let word: String = word.nfc().collect();
    let mut letters = letters(&word)?;
    let mut marked = letters.iter().enumerate().filter(|(_, letter)| letter.tone != 0);
    let (from, tone) = marked.next().map(|(at, letter)| (at, letter.tone))?;
    if marked.next().is_some() {
        return None;
    }
    let to = place(&letters, from)?;
    letters[from] = letters[from].with_tone(0);
    letters[to] = letters[to].with_tone(tone);
    Some(letters.into_iter().map(Letter::sign).collect())
}

/// Where the mark should stand that stands at `mark`; `None` when it may stand there.
fn place(letters: &[Letter], mark: usize) -> Option<usize> {
    let bases: Vec<char> = letters.iter().map(|letter| letter.base).collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|letter| letter.is_vowel());
    let mut start = letters.iter().position(|letter| letter.is_vowel())?;
    // The i of gi and the u of qu belong to the onset where a vowel follows.
    let glides = match bases.get(..=start)? {
        ['g', 'i'] | ['q', 'u'] => true,
        ['q', ..] => return None,
        onset => {
            let onset: String = onset[..start].iter().collect();
            // Before these vowels the sounds are written k, gh and ngh.
            let is_soft = matches!(bases[start], 'e' | 'ê' | 'i');
            if !ONSETS.contains(&&*onset) || (is_soft && matches!(&*onset, "c" | "g" | "ng")) {
                return None;
            }
            false
        }
    };
    if glides && is_vowel(start + 1) {
        start += 1;
        if matches!((bases[0], bases[start]), ('g', 'i' | 'y') | ('q', 'u')) {
            return None;
        }
    } else if bases[0] == 'q' {
        return None;
    }
    let end = (start..letters.len()).find(|&at| !is_vowel(at)).unwrap_or(letters.len());
    let last: String = bases[end..].iter().collect();
    if !FINALS.contains(&&*last) {
        return None;
    }
    let group: String = bases[start..end].iter().collect();
    let rule = if end - start == 1 {
        On(0)
    } else {
        let (_, open, closed) = GROUPS.iter().find(|(vowels, ..)| *vowels == group)?;
        if last.is_empty() { *open } else { *closed }
    };
    match rule {
        On(at) if start + at != mark => Some(start + at),
        Free if mark < start => Some(start + 1),
        _ => None,
    }
}

/// The words of a text, which must be in NFC, whose tone marks are misplaced: where each stands, and its right form.
/// Words with digits, or with `@`, `/`, `.` or `_` between their letters (addresses), are left alone.
pub fn misplaced_tones(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    // The end of the last word that was looked at: one may be suspect at many places.
    let mut looked = 0;
    for at in suspects(text.as_bytes()) {
        let at = text.floor_char_boundary(at);
        if at < looked {
            continue;
        }
        let (before, after) = text.split_at(at);
        let start = before.trim_end_matches(is_in_word).len();
        let end = at + (after.len() - after.trim_start_matches(is_in_word).len());
        looked = end;
        if !is_glued(text, &(start..end))
            && let Some(right) = misplaced_tone(&text[start..end])
        {
            found.push((start..end, right));
        }
    }
    found
}

/// Whether the word is part of something longer that is no prose.
fn is_glued(text: &str, word: &Range<usize>) -> bool {
    let is_glue = |c: char| matches!(c, '@' | '/' | '_' | '-' | '=' | '\\') || c.is_numeric();
    let (before, mut after) = (&text[..word.start], text[word.end..].chars());
    let next = after.next();
    before.ends_with(is_glue)
        || next.is_some_and(is_glue)
        || (next == Some('.') && after.next().is_some_and(char::is_alphanumeric))
        || before.strip_suffix('.').is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{misplaced_tone, misplaced_tones};
    use crate::vietnamese::fold;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn wrong_words_have_a_right_form() {
        let pairs = "hòan=hoàn tòan=toàn qúy=quý qủa=quả gỉa=giả hòanh=hoành cuả=của điạ=địa nghiã=nghĩa đựơc=được \
            ngừơi=người trừơng=trường lọai=loại khỏang=khoảng múôn=muốn tíên=tiến mưà=mừa thủơ=thuở Hòan=Hoàn QÚY=QUÝ \
            ĐỰƠC=ĐƯỢC Qủa=Quả GỈA=GIẢ húê=huế thúyên=thuyến khủyu=khuỷu hùynh=huỳnh ngòai=ngoài tùân=tuần \
            gíêng=giếng giừơng=giường qúôc=quốc quýên=quyến laị=lại thaí=thái cuí=cúi vơí=với rôì=rồi uả=ủa bứơc=bước \
            xóay=xoáy gòong=goòng ngọăn=ngoặn hụê=huệ ươí=ưới";
        for pair in pairs.split_whitespace() {
            let (wrong, right) = pair.split_once('=').unwrap_or_default();
            assert_eq!(misplaced_tone(wrong).unwrap_or_default(), right, "{wrong}");
        }
    }

    #[test]
    fn right_words_are_left_alone() {
        let words = "hoàn toàn hòa hoà khỏe khoẻ thủy thuỷ ủy uỷ quý quỹ quỷ quỳ quà quả quá giả già giò gìn gì giữ giếng \
            giữa giúp giặt khoản hoạch thoát xoèn quỳnh huỳnh suýt hoài xoáy ngoèo khuya thuyền múa lúa của mùa thuở huệ \
            quở địa khuỷu nghĩa tía ỉa ủa ừa được người yến yếu hươu rượu cứu gửi tuổi muối luật khuấy goòng xoong \
            quốc quyền quýt quấy quắc giàu giấu giễu giọng giường huếch ngoáo ấy áo";
        for word in words.split_whitespace().flat_map(|word| [word.to_owned(), word.to_uppercase()]) {
            assert_eq!(misplaced_tone(&word), None, "{word}");
        }
    }

    #[test]
    fn foreign_words_are_left_alone() {
        let words = "café résumé déjà voilà Müller Noël García María Sánchez São não José Pelé Raúl più perché città \
            Hué où Beyoncé crème Gérard Zoé Björn Đắk Krông Niê 4.0";
        for word in words.split_whitespace() {
            assert_eq!(misplaced_tone(word), None, "{word}");
        }
    }

    #[test]
    fn in_a_text() {
        let text = "Qúy I, “hòan” thành; xem a/hòan.jpg, hòan@b.vn, hòan2, www.hòan.vn và tòan.";
        let found: Vec<(&str, String)> =
            misplaced_tones(text).into_iter().map(|(range, right)| (&text[range], right)).collect();
        let expected = [("Qúy", "Quý"), ("hòan", "hoàn"), ("tòan", "toàn")];
        assert_eq!(found, expected.map(|(wrong, right)| (wrong, right.to_owned())));
    }

    /// Were each suspect place walked from, this would take hours.
    #[test]
    fn one_endless_word() {
        assert_eq!(misplaced_tones(&"ấ".repeat(1 << 20)).len(), 0);
        assert_eq!(misplaced_tones(&"hòan ".repeat(1 << 10)).len(), 1 << 10);
    }

    /// Every onset, group of vowels and final, with one mark on any letter.
    #[test]
    fn whatever_is_mended_is_found_in_a_text() {
        let tones = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
        let mut mended = 0;
        for onset in ["", "b", "kh", "g", "gh", "ng", "ngh", "gi", "qu", "q", "p"] {
            let groups = super::GROUPS.iter().map(|(group, ..)| *group).chain("a ă â e ê i o ô ơ u ư y".split(' '));
            for (group, last) in groups.flat_map(|group| super::FINALS.map(|last| (group, last))) {
                let bare: Vec<char> = format!("{onset}{group}{last}").chars().collect();
                for (at, tone) in (1..=bare.len()).flat_map(|at| tones.map(|tone| (at, tone))) {
                    let word: String = bare[..at].iter().chain([&tone]).chain(&bare[at..]).copied().nfc().collect();
                    for word in [word.to_uppercase(), word] {
                        let right = misplaced_tone(&word);
                        let text = format!("“{word}”, {word}");
                        assert_eq!(misplaced_tones(&text).len(), if right.is_some() { 2 } else { 0 }, "{word}");
                        if let Some(right) = right {
                            mended += 1;
                            assert_eq!((misplaced_tone(&right), fold(&right)), (None, fold(&word)));
                        }
                    }
                }
            }
        }
        assert!(mended > 5_000, "{mended}");
    }

    proptest! {
        #[test]
        fn total(text in "[QqgGiIthHoaướơỦủấíìĩỊoaàòúuy\u{300}ơ .]{0,30}|\\PC{0,40}") {
            let text: String = text.nfc().collect();
            for (range, right) in misplaced_tones(&text) {
                prop_assert_eq!(fold(&right), fold(&text[range]));
                prop_assert_eq!(misplaced_tone(&right), None);
                prop_assert!(unicode_normalization::is_nfc(&right));
            }
        }
    }
}
