//! No-break spaces where a line must not end: between a number and its unit, within `TP. Hà Tĩnh` and `Sơn Kim 1`,
//! before the dash of `kinh tế - xã hội`.
//!
//! In: text as it is printed. Out: the same with some spaces turned into U+00A0, borrowed when none is. Spaces separate
//! syllables, not words, so lines may end at any other. Doing it twice changes nothing more.

use super::typed_date::WEEKDAYS;
use std::borrow::Cow;

/// So many syllables are held together at most: longer runs would leave gaps in narrow columns.
const LONGEST_RUN: usize = 3;
const NO_BREAK: char = '\u{a0}';
/// Bytes looked at together.
const BLOCK: usize = 64;

const MAGNITUDES: [&str; 6] = ["triệu", "tỷ", "tỉ", "nghìn", "ngàn", "vạn"];
const UNITS: [&str; 34] = [
    "đồng", "₫", "đ", "USD", "%", "‰", "km", "m", "cm", "mm", "m²", "m2", "m³", "m3", "km²", "km2", "ha", "sào", "mẫu",
    "kg", "g", "tạ", "tấn", "yến", "lít", "ml", "kW", "kWh", "MW", "°C", "giờ", "phút", "giây", "hộ",
];
/// Before a number they make a name: `thôn 3`, `Điều 7`, `quý I`.
const NAMED_BY_NUMBER: [&str; 23] = [
    "thôn",
    "tổ",
    "phố",
    "xóm",
    "khối",
    "điều",
    "khoản",
    "điểm",
    "chương",
    "mục",
    "phần",
    "lục",
    "bảng",
    "hình",
    "tháng",
    "quý",
    "số",
    "khóa",
    "khoá",
    "lớp",
    "phường",
    "quận",
    "kỳ",
];
const ABBREVIATIONS: [&str; 7] = ["TP.", "TX.", "TT.", "P.", "Q.", "H.", "X."];

/// How many bytes before a space, and after it, tell whether it has to be looked at.
const BEFORE: usize = 2;
const AFTER: usize = 3;

/// The text with no-break spaces.
pub fn typeset(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    // The last two spaces that were turned, and the one after the latest, which may follow a magnitude.
    let (mut turned, mut next) = ([usize::MAX; 2], usize::MAX);
    for start in (0..bytes.len()).step_by(BLOCK) {
        let end = (start + BLOCK).min(bytes.len());
        if !(start..end).contains(&next) && !has_suspicious(bytes, start) {
            continue;
        }
        for at in memchr::memchr_iter(b' ', &bytes[start..end]).map(|at| start + at) {
            let is_turned = (at == next || is_candidate(bytes, at))
                && is_held(text, at, at == next)
                && run_before(text, at, turned) + run_after(text, at) <= LONGEST_RUN;
            if is_turned {
                out.push_str(&text[copied..at]);
                out.push(NO_BREAK);
                copied = at + 1;
                turned = [turned[1], at];
                next = at + 1 + memchr::memchr(b' ', &bytes[at + 1..]).unwrap_or(bytes.len());
            }
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Whether a space between these bytes may have to be held: a digit on either side, the end of `TP.`, of `thứ` or `chủ`,
/// a dash, a Roman numeral. Nothing branches, so that many are looked at together.
fn is_held_between(before: [u8; BEFORE], after: [u8; AFTER]) -> bool {
    // With the few signs and capital letters beside them these sets are cheap to tell.
    let digit = (before[1] & 0xf0 == b'0') | (after[0] & 0xf0 == b'0');
    let abbreviation = (before[1] == b'.') & (before[0] & 0xe0 == 0x40);
    let weekday = (before[0] == 0xbb) & ((before[1] == 0xa9) | ((before[1] == 0xa7) & (after[0] | 0x20 == b'n')));
    let roman = ((after[0] == b'I') | (after[0] == b'V') | (after[0] == b'X')) & (after[1] < b'a');
    let dash = (after[0] == b'-') | ((after[1] == 0x80) & (after[2] == 0x93));
    digit | abbreviation | weekday | roman | dash
}

/// Whether the block that starts at `start` has such a space. Beyond the edges of the text there is nothing.
fn has_suspicious(bytes: &[u8], start: usize) -> bool {
    let from = start.saturating_sub(BEFORE);
    if let Some(around) = bytes[from..].first_chunk().filter(|_| start >= BEFORE) {
        return is_suspicious(around);
    }
    let mut around = [0; BEFORE + BLOCK + AFTER];
    let skipped = BEFORE - (start - from);
    let available = &bytes[from..bytes.len().min(start + BLOCK + AFTER)];
    around[skipped..skipped + available.len()].copy_from_slice(available);
    is_suspicious(&around)
}

/// Whether any space of a block is such; all that most of a text pays.
fn is_suspicious(around: &[u8; BEFORE + BLOCK + AFTER]) -> bool {
    let mut found = 0;
    for at in BEFORE..BEFORE + BLOCK {
        let held = is_held_between([around[at - 2], around[at - 1]], [around[at + 1], around[at + 2], around[at + 3]]);
        found |= u8::from((around[at] == b' ') & held);
    }
    found != 0
}

fn is_candidate(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or(0, |at| bytes[at]);
    let after = |on: usize| bytes.get(at + on).copied().unwrap_or(0);
    is_held_between([before(2), before(1)], [after(1), after(2), after(3)])
}

fn is_space(sign: char) -> bool {
    sign.is_whitespace()
}

fn word_before(text: &str, at: usize) -> &str {
    text[..at].rsplit(is_space).next().unwrap_or_default()
}

fn word_after(text: &str, at: usize) -> &str {
    text[at + 1..].split(is_space).next().unwrap_or_default()
}

/// Whether the line must not end at this space. `after_turned`: the space before it was turned just now.
fn is_held(text: &str, at: usize, after_turned: bool) -> bool {
    let opening = |c: char| matches!(c, '(' | '[' | '“' | '‘' | '"' | '\'');
    let closing = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '"' | '…');
    let (before, after) = (word_before(text, at).trim_start_matches(opening), word_after(text, at));
    let (plain, end) = (after.trim_end_matches(closing), at + 1 + after.len());
    if matches!(after, "-" | "–") {
        return !before.is_empty() && text[end..].starts_with(' ');
    }
    if is_number(before) {
        return is_unit(plain);
    }
    if after_turned && MAGNITUDES.contains(&before) {
        return is_unit(plain);
    }
    if ABBREVIATIONS.contains(&before) {
        return after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    }
    let lower = before.to_lowercase();
    if lower == "thứ" || lower == "chủ" {
        let plain = plain.to_lowercase();
        return if lower == "thứ" { WEEKDAYS.contains(&plain.as_str()) } else { plain == "nhật" };
    }
    let is_numeral =
        plain.starts_with(|c: char| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '/');
    let is_roman = !plain.is_empty() && plain.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if NAMED_BY_NUMBER.contains(&lower.as_str()) {
        return is_numeral || is_roman;
    }
    // `Sơn Kim 1`, but not `Hà Tĩnh 15 ha`.
    let starts_great = |word: &str| word.trim_start_matches(opening).starts_with(char::is_uppercase);
    let is_counted =
        plain == after && text[end..].starts_with(' ') && is_unit(word_after(text, end).trim_end_matches(closing));
    is_numeral && plain.len() <= 2 && !is_counted && starts_great(before) && starts_great(second_before(text, at))
}

/// The word before the word before.
fn second_before(text: &str, at: usize) -> &str {
    let start = at - word_before(text, at).len();
    text[..start].chars().next_back().map_or("", |space| word_before(text, start - space.len_utf8()))
}

/// `150`, `13,5`, `1.234`, `60-65`.
fn is_number(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '+'))
}

/// A unit or a magnitude, with what it is counted by: `tạ/ha`.
fn is_unit(word: &str) -> bool {
    let unit = word.split('/').next().unwrap_or_default();
    UNITS.contains(&unit) || MAGNITUDES.contains(&unit)
}

/// How many syllables before this space a line cannot divide.
fn run_before(text: &str, at: usize, turned: [usize; 2]) -> usize {
    let (mut run, mut end) = (1, at);
    while run < LONGEST_RUN {
        end -= word_before(text, end).len();
        let Some(space) = text[..end].chars().next_back() else { break };
        end -= space.len_utf8();
        if space != NO_BREAK && !turned.contains(&end) {
            break;
        }
        run += 1;
    }
    run
}

/// How many syllables after this space a line cannot divide; a dash is none.
fn run_after(text: &str, at: usize) -> usize {
    let run = text[at + 1..].split([' ', '\n', '\t']).next().unwrap_or_default();
    if matches!(run, "-" | "–") { 0 } else { run.split(NO_BREAK).count() }
}

#[cfg(test)]
mod tests {
    use super::typeset;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn held_together() {
        for (plain, held) in [
            ("lãi 150 triệu đồng mỗi năm", "lãi 150~triệu~đồng mỗi năm"),
            ("hơn 1,2 nghìn tỷ đồng", "hơn 1,2~nghìn~tỷ đồng"),
            ("13,5 ha, 5 km và 20 %.", "13,5~ha, 5~km và 20~%."),
            ("đạt 65 tạ/ha", "đạt 65~tạ/ha"),
            ("TP. Hà Tĩnh (TX. Kỳ Anh)", "TP.~Hà Tĩnh (TX.~Kỳ Anh)"),
            ("xã Sơn Kim 1 và thôn 3", "xã Sơn Kim~1 và thôn~3"),
            ("Tổ 5, Điều 7, tháng 8/2025, quý II.", "Tổ~5, Điều~7, tháng~8/2025, quý~II."),
            ("sáng Thứ Năm, chủ nhật", "sáng Thứ~Năm, chủ~nhật"),
            ("kinh tế - xã hội – môi trường", "kinh tế~- xã hội~– môi trường"),
        ] {
            assert_eq!(typeset(plain).replace('\u{a0}', "~"), held, "{plain}");
        }
    }

    #[test]
    fn left_alone() {
        for text in ["", " ", "1", "- Chào", "Có 15 người", "Hết. Rồi", "năm 2025 có I"] {
            assert!(matches!(typeset(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(typeset("ở Hà Tĩnh 15 ha"), "ở Hà Tĩnh 15\u{a0}ha");
    }

    #[test]
    fn in_long_texts_too() {
        let word = "nhân dân ";
        for length in 0..30 {
            let text = format!("{}150 triệu đồng", word.repeat(length));
            assert_eq!(typeset(&text), format!("{}150\u{a0}triệu\u{a0}đồng", word.repeat(length)));
        }
    }

    proptest! {
        #[test]
        fn only_spaces_change(text in "(\\PC|[ 0-9.]|\u{a0}| triệu| đồng|TP\\. | - |Điều |thứ năm ){0,24}") {
            let once = typeset(&text).into_owned();
            prop_assert_eq!(once.replace('\u{a0}', " "), text.replace('\u{a0}', " "));
            prop_assert_eq!(&typeset(&once), &once);
        }
    }
}
