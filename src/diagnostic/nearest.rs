//! "Did you mean …?": the known words nearest to one that is not known.

use crate::vietnamese::fold;

/// More edits than these make another name, however long it is.
const FAR: usize = 8;

/// The known words whose folds are nearest to that of `word`: at most three, nearest first, none when all are far.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word: Vec<char> = fold(word).chars().take(80).collect();
    let limit = (word.len() / 3).clamp(1, FAR);
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (at, candidate) in known.into_iter().enumerate() {
        let folded: Vec<char> = fold(candidate).chars().take(80).collect();
        if folded.len().abs_diff(word.len()) <= limit
            && let Some(distance) = distance(&word, &folded, limit)
            && !found.iter().any(|(_, _, known)| *known == candidate)
        {
            found.push((distance, at, candidate));
        }
    }
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, _, candidate)| candidate).collect()
}

/// Edits between two words: insertions, deletions, replacements, and two neighbours swapped (as in `Cẩm Dệu`). `None` when
/// there are more than `limit`: what lies so far from the diagonal is not looked at, and most words end early.
fn distance(one: &[char], other: &[char], limit: usize) -> Option<usize> {
    let far = limit + 1;
    let mut before: Vec<usize> = vec![far; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut row = vec![far; other.len() + 1];
    for i in 1..=one.len() {
        row.fill(far);
        row[0] = i;
        for j in i.saturating_sub(limit).max(1)..=(i + limit).min(other.len()) {
            let same = one[i - 1] == other[j - 1];
            let mut best = (last[j - 1] + usize::from(!same)).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
        }
        if row.iter().chain(&last).all(|edits| *edits > limit) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};
    use proptest::prelude::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["Cẩm Duệ", "Cẩm Bình", "Cẩm Hưng", "Kỳ Anh"];
        assert_eq!(nearest("Cẩm Duê", known), ["Cẩm Duệ"]);
        assert_eq!(nearest("cam deu", known), ["Cẩm Duệ"]);
        assert!(nearest("Hà Nội", known).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_not_looked_at_does_not_matter(one in "[abc]{0,9}", other in "[abc]{0,9}", limit in 0_usize..6) {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            let all = distance(&one, &other, 20);
            prop_assert!(all.is_some_and(|edits| edits <= one.len().max(other.len())));
            prop_assert_eq!(distance(&one, &other, limit), all.filter(|edits| *edits <= limit));
        }
    }
}
