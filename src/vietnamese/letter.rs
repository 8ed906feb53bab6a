//! One Vietnamese letter taken apart: the letter itself, its tone, its case.
//!
//! In: a sign in NFC. Out: its parts, or a sign made of parts. Knows no syllables.

/// The twelve vowels, each with its tones in one order: none, grave, hook, tilde, acute, dot.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// Which of the tones a letter bears; 0 is none.
pub(super) type Tone = usize;

/// A letter of the Vietnamese alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// In lower case, without its tone: `â` of `Ấ`.
    pub(super) base: char,
    pub(super) tone: Tone,
    pub(super) is_upper: bool,
}

impl Letter {
    /// `None` for what is no letter of the Vietnamese alphabet (f, j, w and z are none).
    pub(super) fn of(c: char) -> Option<Self> {
        if c.is_ascii() {
            let base = c.to_ascii_lowercase();
            let is_letter = base.is_ascii_lowercase() && !matches!(base, 'f' | 'j' | 'w' | 'z');
            return is_letter.then_some(Self { base, tone: 0, is_upper: base != c });
        }
        let mut lower = c.to_lowercase();
        let (first, None) = (lower.next()?, lower.next()) else { return None };
        let is_upper = first != c;
        for row in VOWELS {
            if let Some(tone) = row.iter().position(|&vowel| vowel == first) {
                return Some(Self { base: row[0], tone, is_upper });
            }
        }
        (first == 'đ').then_some(Self { base: first, tone: 0, is_upper })
    }

    /// The same letter with another tone. A consonant bears none.
    pub(super) fn with_tone(self, tone: Tone) -> Self {
        Self { tone: if self.is_vowel() { tone } else { 0 }, ..self }
    }

    pub(super) fn is_vowel(self) -> bool {
        VOWELS.iter().any(|row| row[0] == self.base)
    }

    /// As a sign in NFC.
    pub(super) fn sign(self) -> char {
        let row = VOWELS.iter().find(|row| row[0] == self.base);
        let lower = row.and_then(|row| row.get(self.tone)).copied().unwrap_or(self.base);
        if self.is_upper { lower.to_uppercase().next().unwrap_or(lower) } else { lower }
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, VOWELS};

    #[test]
    fn taken_apart_and_put_together() {
        let all: Vec<char> = VOWELS.iter().flatten().copied().chain("bcdđghklmnpqrstvx".chars()).collect();
        assert_eq!(all.len(), 89);
        for lower in all {
            for c in [lower, lower.to_uppercase().next().unwrap_or(lower)] {
                assert_eq!(Letter::of(c).map(Letter::sign), Some(c));
            }
        }
        assert_eq!(Letter::of('Ấ'), Some(Letter { base: 'â', tone: 4, is_upper: true }));
    }

    #[test]
    fn no_letters_of_the_alphabet() {
        for c in "fjwzFZñüðÐɖßİ4- “".chars() {
            assert_eq!(Letter::of(c), None, "{c}");
        }
    }
}
