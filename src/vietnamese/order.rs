//! The order of Vietnamese words: letters first, then tones, as ICU and browsers sort; numbers as numbers.
//!
//! In: two texts. Out: their order. Tone placement is normalised first (without that, ICU puts `hoá` before `hòa`).

use super::fold::key;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use std::cmp::Ordering;

/// A Vietnamese collator. Making one costs some microseconds; make one per list, not one per comparison.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Default for Order {
    fn default() -> Self {
        let mut preferences = CollatorPreferences::from(&locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        // The data is compiled in; should a build leave it out, code point order is still a total order.
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }
}

impl Order {
    /// Compares two names; names that a reader cannot tell apart compare by their bytes, so the order is total.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let (left, right) = (key(one), key(other));
        let by_language = match &self.0 {
            Some(collator) => collator.compare(&left, &right),
            None => left.cmp(&right),
        };
        by_language.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[track_caller]
    fn check(sorted: &[&str]) {
        let order = Order::default();
        let mut words = sorted.to_vec();
        words.reverse();
        words.sort_by(|a, b| order.compare(a, b));
        assert_eq!(words, sorted);
    }

    #[test]
    fn letters_then_tones() {
        check(&["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"]);
        check(&["Cẩm Xuyên", "Cổ Đạm", "Đan Hải", "Đông Kinh", "Đồng Lộc", "Đức Đồng", "Gia Hanh"]);
    }

    #[test]
    fn numbers_as_numbers() {
        check(&["Sơn Kim 1", "Sơn Kim 2", "Sơn Kim 10", "Sơn Tây"]);
    }

    #[test]
    fn tone_placement_does_not_matter() {
        check(&["hoa", "hoà", "hòa", "hoá"]);
    }
}
