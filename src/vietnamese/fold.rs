//! Four ways to forget what a reader may leave out: `fold` (tone marks and đ), `slug` (a fold fit for addresses),
//! `key` (for comparing names: letter case, spaces and the place of the tone mark are forgotten, the marks are not),
//! `loose_key` (i and y are forgotten, too).
//!
//! In: text in any form. Out: text in NFC. Rules and cases: domain notes, sections 3.2 and 3.4.

use super::letter::Letter;
use super::tone::{by_words, letters, nfc, old_tone_place};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without any mark: `Đường hoa` becomes `duong hoa`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_latin = true;
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        is_latin &= c < '\u{1100}' || ('\u{1e00}'..'\u{2100}').contains(&c);
        for lower in c.to_lowercase() {
            match lower {
                'đ' | 'ð' | 'ɖ' => out.push('d'),
                other => out.extend(std::iter::once(other).nfd().filter(|&part| !is_combining_mark(part))),
            }
        }
    }
    // Other scripts may have parts that are no marks, and must be put together again.
    if is_latin { out } else { out.nfc().collect() }
}

/// A fold with everything but `a-z0-9` turned into single hyphens: `150 triệu đồng/năm` becomes `150-trieu-dong-nam`.
/// Empty when the text has no letter or digit.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The letter that a name stands under in an index: `Ất` under `Â`, `Đông` under `Đ`. Tone marks are no part of letters.
pub fn initial(name: &str) -> String {
    /// Grave, acute, tilde, hook above, dot below.
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let first = name.nfc().find(|c| c.is_alphanumeric()).map(char::to_uppercase);
    first.into_iter().flatten().nfd().filter(|part| !TONES.contains(part)).nfc().collect()
}

/// A key under which two spellings of one name meet: NFC, lower case, single spaces, tone marks on oa, oe, uy in the
/// older place (`Yên Hoà` and `Yên Hòa` have one key, `Thạch Hà` and `Thạch Hạ` two).
pub fn key(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut after_space = false;
    for c in nfc(text).chars() {
        if c.is_whitespace() {
            after_space = !spaced.is_empty();
            continue;
        }
        if std::mem::take(&mut after_space) {
            spaced.push(' ');
        }
        if c.is_ascii() { spaced.push(c.to_ascii_lowercase()) } else { spaced.extend(c.to_lowercase()) }
    }
    if spaced.is_ascii() { spaced } else { old_tone_place(&spaced) }
}

/// A key that forgets, beside what `key` forgets, which of i and y was written where both are right: `kỹ thuật` and `kĩ
/// thuật`, `Quý` and `Quí` have one key, `tai` and `tay` two. For places, fields and searching; names of persons are
/// told apart by `key`.
pub fn loose_key(text: &str) -> String {
    by_words(&key(text), |word| {
        // Most words end otherwise, and need not be taken apart.
        word.ends_with(['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ']).then_some(())?;
        let letters = letters(word)?;
        let (last, onset) = letters.split_last()?;
        let onset: String = onset.iter().map(|letter| letter.sign()).collect();
        let is_free = last.base == 'y' && matches!(&*onset, "h" | "k" | "l" | "m" | "s" | "t" | "v" | "qu");
        is_free.then(|| onset + &Letter { base: 'i', ..*last }.sign().to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, initial, key, loose_key, slug};
    use proptest::prelude::*;

    #[track_caller]
    fn check(function: fn(&str) -> String, cases: &[(&str, &str)]) {
        for (input, expected) in cases {
            assert_eq!(&function(input), expected, "{input}");
        }
    }

    #[test]
    fn initials() {
        for (name, letter) in
            [("Ất", "Â"), ("đông", "Đ"), ("Ứng", "Ư"), ("“Én”", "E"), ("ắc", "Ă"), ("4.0", "4"), ("Ỷ", "Y"), ("…", "")]
        {
            assert_eq!(initial(name), letter);
        }
    }

    #[test]
    fn slugs() {
        check(
            slug,
            &[
                (
                    "Cẩm Xuyên cần nhân rộng và lan toả các mô hình “Dân vận khéo”",
                    "cam-xuyen-can-nhan-rong-va-lan-toa-cac-mo-hinh-dan-van-kheo",
                ),
                ("Đồng Tiến", "dong-tien"),
                ("ĐƯỜNG HOA Ở THÔN 3", "duong-hoa-o-thon-3"),
                ("150 triệu đồng/năm", "150-trieu-dong-nam"),
                ("Sơn Kim 1", "son-kim-1"),
                ("“…”", ""),
                ("o\u{302}\u{323}", "o"),
            ],
        );
    }

    #[test]
    fn folds() {
        check(fold, &[("Đoàn kết", "doan ket"), ("LAN TỎA, lan toả", "lan toa, lan toa"), ("M'Drắk", "m'drak")]);
    }

    #[test]
    fn keys_join_spellings() {
        for (one, other) in [
            ("lan toả", "lan tỏa"),
            ("văn hoá", "văn hóa"),
            ("cấp uỷ", "cấp ủy"),
            ("Yên  HOÀ ", "yên hòa"),
            ("Văn hoá - xã hội", "văn hóa - xã hội"),
        ] {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn keys_keep_words_apart() {
        for word in ["quý", "quả", "quỳ", "hoàn", "khoản", "huỳnh", "hoài", "khuya", "thuở"] {
            assert_eq!(key(word), word);
        }
        assert_ne!(key("Thạch Hà"), key("Thạch Hạ"));
    }

    #[test]
    fn loose_keys_join() {
        for pair in
            "kỹ=kĩ lý=lí mỹ=mĩ sỹ=sĩ tỷ=tỉ hy=hi ký=kí quý=quí quỹ=quĩ quy=qui vỹ=vĩ QUÝ=quí Mỹ-Lộc=Mĩ-Lộc".split(' ')
        {
            let (one, other) = pair.split_once('=').unwrap_or_default();
            assert_eq!(loose_key(one), loose_key(other), "{pair}");
        }
        assert_eq!(loose_key("Kỹ thuật  văn HOÁ"), "kĩ thuật văn hóa");
    }

    #[test]
    fn loose_keys_keep_apart() {
        for pair in "tai=tay thuy=thui hai=hay mai=may túi=túy y=i thy=thi my=mí ly=lì kỹ=kí qui=quí".split(' ')
        {
            let (one, other) = pair.split_once('=').unwrap_or_default();
            assert_ne!(loose_key(one), loose_key(other), "{pair}");
        }
    }

    proptest! {
        #[test]
        fn idempotent(text in "\\PC{0,40}") {
            prop_assert_eq!(slug(&slug(&text)), slug(&text));
            prop_assert_eq!(key(&key(&text)), key(&text));
            prop_assert_eq!(loose_key(&loose_key(&text)), loose_key(&text));
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            for function in [slug, key, loose_key, fold, initial] {
                prop_assert!(unicode_normalization::is_nfc(&function(&text)));
            }
        }

        #[test]
        fn slugs_are_fit_for_addresses(text in "\\PC{0,40}") {
            let slug = slug(&text);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
