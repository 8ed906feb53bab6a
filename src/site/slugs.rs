//! Slugs that are taken in one folder of addresses, and new ones beside them.

use crate::base::path::LONGEST_NAME;
use std::collections::HashMap;

/// The longest number that is put after a slug.
const ROOM: usize = "-1000000".len();

/// Slugs, each with who holds it.
#[derive(Debug)]
pub(super) struct Slugs<T> {
    taken: HashMap<Box<str>, T>,
    /// The last number that was tried for a slug: a thousand names of one slug cost a thousand tries, not a million.
    numbers: HashMap<Box<str>, u32>,
}

impl<T> Default for Slugs<T> {
    fn default() -> Self {
        Self { taken: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<T> Slugs<T> {
    /// Who holds a slug.
    pub(super) fn holder(&self, slug: &str) -> Option<&T> {
        self.taken.get(slug)
    }

    /// Takes a slug; tells who held it.
    pub(super) fn take(&mut self, slug: &str, holder: T) -> Option<T> {
        self.taken.insert(slug.into(), holder)
    }

    /// Takes the slug that is wanted if it is free and can be one, else the same with a number after it.
    pub(super) fn take_like(&mut self, wanted: &str, can_be: fn(&str) -> bool, holder: T) -> String {
        let mut own = wanted.to_owned();
        // Slugs are ASCII.
        let stem = wanted[..wanted.len().min(LONGEST_NAME - ROOM)].trim_end_matches('-');
        while !can_be(&own) || self.taken.contains_key(own.as_str()) {
            let number = self.numbers.entry(stem.into()).or_insert(1);
            *number += 1;
            own = format!("{stem}-{number}");
        }
        self.take(&own, holder);
        own
    }
}

#[cfg(test)]
mod tests {
    use super::Slugs;
    use crate::base::path::is_slug;

    #[test]
    fn numbers_after_slugs() {
        let mut slugs = Slugs::default();
        let mut take = |wanted: &str| slugs.take_like(wanted, is_slug, ());
        assert_eq!([take("a"), take("a"), take("a"), take("a-2")], ["a", "a-2", "a-3", "a-2-2"]);
        assert_eq!([take("con"), take("con")], ["con-2", "con-3"]);
        let long = "a".repeat(200);
        assert_eq!([take(&long), take(&long)], [long.clone(), format!("{}-2", "a".repeat(192))]);
    }
}
