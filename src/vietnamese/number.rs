//! Numbers as Vietnamese newspapers write them: a full stop between thousands, a comma before decimals.
//!
//! In: text as typed. Out: a value or a range, or the reason why it can be read in two ways.

use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// A figure as typed: one value, or a range such as `60-65`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The value, or the lower end of a range.
    pub from: f64,
    /// The upper end of a range.
    pub to: Option<f64>,
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.from.to_bits(), self.to.map(f64::to_bits)).hash(state);
    }
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not a number at all.
    Form,
    /// `1.5` or `1,200`: an English and a Vietnamese reading differ.
    Ambiguous,
}

impl Number {
    /// Reads `1200`, `1.200`, `13,5`, `1.234,5`, `-3`, `60-65`, `60–65`. `1.5` and `1,200` are ambiguous.
    ///
    /// # Errors
    /// The text is no number, or can be read in two ways.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        let dash = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–' | '—'));
        match dash {
            Some((at, c)) => {
                let (from, to) = (&text[..at], &text[at + c.len_utf8()..]);
                Ok(Self { from: parse_one(from)?, to: Some(parse_one(to)?) })
            }
            None => Ok(Self { from: parse_one(text)?, to: None }),
        }
    }
}

fn parse_one(text: &str) -> Result<f64, NumberError> {
    let text = text.trim();
    let (sign, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, decimals) = match unsigned.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if !all_digits(first) || !rest.iter().all(|group| all_digits(group)) || !decimals.is_none_or(all_digits) {
        return Err(NumberError::Form);
    }
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !grouped || (rest.is_empty() && decimals.is_some_and(|d| d.len() == 3) && first.len() <= 3 && first != "0") {
        return Err(NumberError::Ambiguous);
    }
    let plain = format!("{first}{}.{}", rest.concat(), decimals.unwrap_or("0"));
    plain.parse::<f64>().map(|value| sign * value).map_err(|_| NumberError::Form)
}

/// `1234567` as `1.234.567`.
pub fn number_vi(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A number as templates have it, its sign and decimals kept: `1234.5` as `1.234,5`, `-3` as `-3`. `None` when it is too
/// large to be written out, or no number.
pub fn decimal_vi(value: f64) -> Option<String> {
    // Beyond 2^53 a float does not know its own last digits.
    if value.is_nan() || value.abs() >= 9_007_199_254_740_992.0 {
        return None;
    }
    let plain = value.abs().to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if value < 0.0 { "-" } else { "" };
    let comma = if decimals.is_empty() { "" } else { "," };
    Some(format!("{sign}{}{comma}{decimals}", number_vi(whole.parse().ok()?)))
}

/// The size of a file as people know it from their own computers: `96 KB`, `1,2 MB`. A KB is 1,024 bytes here.
pub fn size_vi(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes.saturating_mul(10) + unit / 2) / unit;
    if bytes < 1 << 20 {
        return format!("{} KB", bytes.div_ceil(1 << 10));
    }
    let (tenths, unit) = if bytes < 1 << 30 { (tenths(1 << 20), "MB") } else { (tenths(1 << 30), "GB") };
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{},{rest} {unit}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes() {
        for (bytes, shown) in
            [(0, "0 KB"), (1, "1 KB"), (98_304, "96 KB"), (1_258_291, "1,2 MB"), (3 << 20, "3 MB"), (3 << 30, "3 GB")]
        {
            assert_eq!(super::size_vi(bytes), shown);
        }
    }

    use super::{Number, NumberError, decimal_vi, number_vi};

    #[test]
    fn decimals() {
        for (value, shown) in
            [(1234.5, Some("1.234,5")), (-3.0, Some("-3")), (0.05, Some("0,05")), (1e300, None), (f64::NAN, None)]
        {
            assert_eq!(decimal_vi(value).as_deref(), shown);
        }
    }

    #[test]
    fn values() {
        for (text, from, to) in [
            ("1200", 1200.0, None),
            ("1.200", 1200.0, None),
            ("13,5", 13.5, None),
            ("1.234,5", 1234.5, None),
            ("1.234.567", 1_234_567.0, None),
            ("-3", -3.0, None),
            ("0,125", 0.125, None),
            ("60-65", 60.0, Some(65.0)),
            ("60 – 65", 60.0, Some(65.0)),
        ] {
            assert_eq!(Number::parse(text), Ok(Number { from, to }), "{text}");
        }
    }

    #[test]
    fn two_readings_are_refused() {
        for text in ["1.5", "1,200", "12.34", "1.2345"] {
            assert_eq!(Number::parse(text), Err(NumberError::Ambiguous), "{text}");
        }
        for text in ["", "abc", "1,2,3", "1..2", "12 hộ", "."] {
            assert_eq!(Number::parse(text), Err(NumberError::Form), "{text}");
        }
    }

    #[test]
    fn grouping() {
        assert_eq!(number_vi(7), "7");
        assert_eq!(number_vi(1200), "1.200");
        assert_eq!(number_vi(1_234_567), "1.234.567");
    }
}
