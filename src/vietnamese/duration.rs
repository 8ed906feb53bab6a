//! How long a recording is, as people type it and as readers and machines are told.
//!
//! In: `12:30`, `1:02:03`, `45 phút`, `1 giờ 5 phút`, `90 giây`. Out: seconds.

use super::fold::fold;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A recording lasts no longer: a hundred hours, in seconds.
const LONGEST: u32 = 360_000;

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Duration(u32);

impl Duration {
    /// Reads a duration; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let seconds = if text.contains(':') { clock(text)? } else { words(text)? };
        Self::of(seconds)
    }

    /// So many seconds; `None` when nothing lasts so long, or so short.
    pub fn of(seconds: u32) -> Option<Self> {
        (1..=LONGEST).contains(&seconds).then_some(Self(seconds))
    }

    /// In seconds.
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// ISO 8601, as schema.org wants it: `PT12M30S`.
    pub fn iso(self) -> String {
        let (hours, minutes, seconds) = self.parts();
        let part = |value: u32, unit: char| if value == 0 { String::new() } else { format!("{value}{unit}") };
        format!("PT{}{}{}", part(hours, 'H'), part(minutes, 'M'), part(seconds, 'S'))
    }

    fn parts(self) -> (u32, u32, u32) {
        (self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

/// `12:30`, `1:02:03`
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (0, minutes, seconds) => write!(f, "{minutes}:{seconds:02}"),
            (hours, minutes, seconds) => write!(f, "{hours}:{minutes:02}:{seconds:02}"),
        }
    }
}

fn clock(text: &str) -> Option<u32> {
    let parts = text.split(':').map(|part| whole(part.trim())).collect::<Option<Vec<u32>>>()?;
    match parts.as_slice() {
        [minutes, seconds @ 0..60] => minutes.checked_mul(60)?.checked_add(*seconds),
        [hours, minutes @ 0..60, seconds @ 0..60] => hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds),
        _ => None,
    }
}

/// Numbers, each followed by its unit.
fn words(text: &str) -> Option<u32> {
    let text = fold(text);
    let mut rest = text.trim();
    let mut total = 0_u32;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let value = whole(&rest[..digits])?;
        rest = rest[digits..].trim_start();
        let unit = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let seconds = match &rest[..unit] {
            "gio" | "h" => 3600,
            "phut" | "p" | "m" => 60,
            "giay" | "s" => 1,
            _ => return None,
        };
        total = total.checked_add(value.checked_mul(seconds)?)?;
        rest = rest[unit..].trim_start();
    }
    Some(total)
}

fn whole(digits: &str) -> Option<u32> {
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn as_people_type() {
        for (text, shown, iso) in [
            ("12:30", "12:30", "PT12M30S"),
            ("1:02:03", "1:02:03", "PT1H2M3S"),
            ("0:45", "0:45", "PT45S"),
            ("45 phút", "45:00", "PT45M"),
            ("1 giờ 5 phút", "1:05:00", "PT1H5M"),
            ("90 giây", "1:30", "PT1M30S"),
            ("3p20s", "3:20", "PT3M20S"),
        ] {
            let duration = Duration::parse(text);
            assert_eq!(duration.map(|duration| duration.to_string()).as_deref(), Some(shown), "{text}");
            assert_eq!(duration.map(Duration::iso).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn no_durations() {
        for text in ["", "12", "0:00", "1:60", "1:2:3:4", "mười phút", "-1:00", "99999999999:00", "400000 giờ", "phút"]
        {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
    }
}
