//! "Did you mean …?": the known words nearest to one that is not known.

use crate::vietnamese::fold;

/// The known words whose folds are nearest to that of `word`: at most three, nearest first, none when all are far.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word: Vec<char> = fold(word).chars().take(80).collect();
    let limit = (word.len() / 3).max(1);
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (at, candidate) in known.into_iter().enumerate() {
        let folded: Vec<char> = fold(candidate).chars().take(80).collect();
        if folded.len().abs_diff(word.len()) <= limit {
            let distance = distance(&word, &folded);
            if distance <= limit && !found.iter().any(|(_, _, known)| *known == candidate) {
                found.push((distance, at, candidate));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, _, candidate)| candidate).collect()
}

/// Edits between two words: insertions, deletions, replacements, and two neighbours swapped (as in `Cẩm Dệu`).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let same = one[i - 1] == other[j - 1];
            let mut best = (last[j - 1] + usize::from(!same)).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let known = ["Cẩm Duệ", "Cẩm Bình", "Cẩm Hưng", "Kỳ Anh"];
        assert_eq!(nearest("Cẩm Duê", known), ["Cẩm Duệ"]);
        assert_eq!(nearest("cam deu", known), ["Cẩm Duệ"]);
        assert!(nearest("Hà Nội", known).is_empty());
    }
}
