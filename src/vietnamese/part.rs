//! Names found by a part of them, typed without marks: `due` finds Cẩm Duệ.
//!
//! In: what was typed, and names. Out: the places of those that it fits.

use super::fold::fold;

/// The names that a part fits: those that it is as a whole; where there is none, those that begin with it, then those in
/// which it begins a later word.
pub fn found_by<'n>(part: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<usize> {
    let words = |text: &str| {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.fold(String::new(), |words, word| words + " " + word)
    };
    let part = words(part);
    if part.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = names.into_iter().map(words).collect();
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        names.iter().enumerate().filter(|(_, name)| fits(name)).map(|(at, _)| at).collect()
    };
    let whole = those(&|name| name == part);
    if !whole.is_empty() {
        return whole;
    }
    let mut found = those(&|name| name.contains(&part));
    found.sort_by_key(|at| !names[*at].starts_with(&part));
    found
}

#[cfg(test)]
mod tests {
    use super::found_by;

    #[test]
    fn parts_of_names() {
        let names = ["Cẩm Duệ", "Cẩm Bình", "Sơn Kim 1", "Thạch Hà", "Văn hóa - xã hội"];
        let cases: [(&str, &[usize]); 10] = [
            ("due", &[0]),
            ("CẨM", &[0, 1]),
            ("cam b", &[1]),
            ("kim1", &[]),
            ("Kim 1", &[2]),
            ("am", &[]),
            ("thach ha", &[3]),
            ("văn hoá, xã hội", &[4]),
            ("ha", &[3]),
            ("-", &[]),
        ];
        for (part, found) in cases {
            assert_eq!(found_by(part, names), found, "{part}");
        }
        assert_eq!(found_by("cam", ["Thiên Cầm", "Cẩm Duệ"]), [1, 0]);
        // A whole name is not one among those that begin with it.
        assert_eq!(found_by("ha", ["Hà", "Hà Linh"]), [0]);
    }
}
