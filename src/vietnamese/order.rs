//! The order of Vietnamese words: letters first, then tones, as ICU and browsers sort; numbers as numbers.
//!
//! In: two texts. Out: their order. Tone placement is normalised first (without that, ICU puts `hoá` before `hòa`).

use super::fold::key;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use rayon::prelude::*;
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
        self.compare_keys((&key(one), one), (&key(other), other))
    }

    /// The place of each name among all of them; equal names have one place. For long lists: each name's key is made
    /// once.
    pub fn ranks(&self, names: &[&str]) -> Vec<usize> {
        let names: Vec<(String, &str)> = names.par_iter().map(|name| (key(name), *name)).collect();
        let keyed = |at: usize| (names[at].0.as_str(), names[at].1);
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.par_sort_by(|a, b| self.compare_keys(keyed(*a), keyed(*b)));
        let mut ranks = vec![0; names.len()];
        for pair in order.windows(2) {
            ranks[pair[1]] = ranks[pair[0]] + usize::from(names[pair[0]].1 != names[pair[1]].1);
        }
        ranks
    }

    fn compare_keys(&self, one: (&str, &str), other: (&str, &str)) -> Ordering {
        let by_language = match &self.0 {
            Some(collator) => collator.compare(one.0, other.0),
            None => one.0.cmp(other.0),
        };
        by_language.then_with(|| one.1.cmp(other.1))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;
    use proptest::prelude::*;

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
    fn ranks_are_the_order() {
        assert_eq!(Order::default().ranks(&["mạ", "ma", "mâ", "ma", "mã"]), [2, 0, 3, 0, 1]);
    }

    #[test]
    fn tone_placement_does_not_matter() {
        check(&["hoa", "hoà", "hòa", "hoá"]);
    }

    proptest! {
        #[test]
        fn total(names in prop::collection::vec("[aăâđDoòàhóa 01]{0,4}|\\PC{0,6}", 3)) {
            let order = Order::default();
            let [one, two, three] = [&names[0], &names[1], &names[2]];
            prop_assert_eq!(order.compare(one, two), order.compare(two, one).reverse());
            prop_assert_eq!(order.compare(one, two).is_eq(), one == two);
            if order.compare(one, two).is_le() && order.compare(two, three).is_le() {
                prop_assert!(order.compare(one, three).is_le());
            }
        }
    }
}
