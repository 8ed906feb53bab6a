//! Texts in the font encoding TCVN3 (ABC, fonts `.VnTime`), whose bytes were taken for Western European ones: `D©n vËn`.
//!
//! In: text. Out: whether it looks so. A doubt is a no: French, German and Vietnamese must never be taken for it. Knows
//! no table of the encoding: such a text is not converted, its writer is told.

/// Whether a text looks like TCVN3: of its words, at least a quarter hold signs where no language has them, and these
/// words are more than those with letters that Vietnamese alone has.
pub fn looks_like_tcvn3(text: &str) -> bool {
    // Vietnamese in Unicode has few signs with this byte: this is all that an ordinary article pays.
    if memchr::memchr_iter(0xc2, text.as_bytes()).count() * 100 < text.len() {
        return false;
    }
    let (mut words, mut odd, mut vietnamese) = (0, 0, 0);
    for word in text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)) {
        words += 1;
        odd += usize::from(is_odd(word));
        vietnamese +=
            usize::from(word.contains(|c: char| matches!(c, 'ă'..='đ' | 'ơ' | 'ư' | '\u{1ea0}'..='\u{1ef9}')));
    }
    odd * 4 >= words && odd > vietnamese
}

/// Whether a sign that is no letter stands in a word as a letter would (`vµ`, `D©n`), or an accented capital within
/// small letters (`TiÕn`).
fn is_odd(word: &str) -> bool {
    let mut signs = word.chars().peekable();
    let mut before = ' ';
    while let Some(c) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let (after_letter, before_letter) = (before.is_ascii_alphabetic(), next.is_ascii_lowercase());
        let odd = match c {
            'µ' | '¸' | '¶' | '¹' | 'ª' | '¬' => after_letter,
            '©' | '¨' | '»' | '¾' | '¼' | '½' | '«' => after_letter && before_letter,
            '®' | '§' => !after_letter && before_letter,
            'Æ'..='Þ' => before.is_ascii_lowercase() || (after_letter && before_letter),
            _ => false,
        };
        if odd {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::looks_like_tcvn3;
    use proptest::prelude::*;

    #[test]
    fn old_fonts() {
        for text in [
            "D©n vËn khÐo",
            "CÈm Xuyªn cÇn nh©n réng vµ lan to¶",
            "§ång TiÕn",
            "H\u{ad}¬ng S¬n",
            "---\ntitle: §oµn kÕt x©y dùng n«ng th«n míi\ndate: 1/2/2026\n---\n\nNh©n d©n trong x· ®· hiÕn ®Êt lµm ®\u{ad}êng.\n",
        ] {
            assert!(looks_like_tcvn3(text), "{text}");
        }
    }

    #[test]
    fn no_old_fonts() {
        for text in [
            "",
            "Ngày hội où l'été",
            "Müller",
            "«Été à l’Hôtel» : ça, là, où ; ÇA VA, ÉCOLE, NOËL, cœur",
            "Größe, Straße, ÄRZTE, McÉwan",
            "Dân vận khéo ở Cẩm Xuyên – “nhân rộng”, § 5, 20 m², 30 °C, ©2026, 5 µm, ½ số hộ, Coca-Cola®",
            "Nhân dân các xã hiến đất làm đường; bài cũ viết: D©n vËn khÐo",
            "đến 2026 chữ¹ này, thôn² kia",
        ] {
            assert!(!looks_like_tcvn3(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn total(text in "\\PC{0,60}") {
            let _ = looks_like_tcvn3(&text);
        }
    }
}
