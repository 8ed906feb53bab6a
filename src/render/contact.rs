//! E-mail addresses and telephone numbers as links, where they are one that a program can use.

/// An address for e-mail: `toasoan@example.vn`.
pub(super) fn email(text: &str) -> Option<&str> {
    let (name, host) = text.split_once('@')?;
    let is_plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
    };
    (is_plain(name) && is_plain(host)).then_some(text)
}

/// A link that calls a number. Several numbers in one text, or a number with words, are read, not called.
pub(super) fn call(telephone: &str) -> Option<String> {
    let digits: String = telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let is_one = telephone.chars().all(|c| c.is_ascii_digit() || "+ .-()\u{a0}".contains(c));
    (is_one && (3..=15).contains(&digits.len())).then(|| format!("tel:{digits}"))
}
