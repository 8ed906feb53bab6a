//! Dates in words, as people write them in letters and over articles: `Thứ Năm, ngày 6 tháng 1 năm 2022, lúc 16 giờ 30`.
//!
//! In: a text that has none of the short forms. Out: the same date in a short form (`6/1/2022 16 giờ 30`), if it is one.

/// What may stand before a day or an hour and says nothing more.
const FILLERS: [&str; 4] = ["ngày", "lúc", "vào", "hồi"];
/// After “thứ”, from Monday on.
pub(super) const WEEKDAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

/// The day first, the hour after it; `None` when there is no day in it.
pub(super) fn plain(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    match words[..] {
        ["thứ", day, ..] if WEEKDAYS.contains(&day) => drop(words.drain(..2)),
        ["chủ", "nhật", ..] => drop(words.drain(..2)),
        _ => {}
    }
    words.retain(|word| !FILLERS.contains(word));
    let (day, length, at) = in_words(&words).or_else(|| in_figures(&words))?;
    words.drain(at..at + length);
    Some(format!("{day} {}", words.join(" ")))
}

/// `6 tháng 1 năm 2022`: the day in figures, how many words it takes, and the first of them.
fn in_words(words: &[&str]) -> Option<(String, usize, usize)> {
    let at = words.iter().position(|word| *word == "tháng")?.checked_sub(1)?;
    match words[at..] {
        [day, _, month, "năm", year, ..] => Some((format!("{day}/{month}/{year}"), 5, at)),
        [day, _, month, year, ..] => Some((format!("{day}/{month}/{year}"), 4, at)),
        _ => None,
    }
}

/// `6/1/2022` among other words.
fn in_figures(words: &[&str]) -> Option<(String, usize, usize)> {
    let is_day = |word: &&str| word.matches(['/', '-', '.']).count() == 2 && !word.contains(':');
    let at = words.iter().position(is_day)?;
    Some((words[at].to_owned(), 1, at))
}
