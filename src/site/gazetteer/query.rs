//! A name of a place as people write it, taken apart: the word for its kind, its district, `cũ` or `mới` after it.
//!
//! In: a text. Out: the ways in which it can be read, the most literal first. Knows no place.

use super::kind::UnitKind;
use crate::vietnamese::loose_key;

/// Which of the units of one name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// That of the day.
    Any,
    /// `Trần Phú (cũ)`: one that is no more.
    Former,
    /// `Trần Phú (mới)`: one of today.
    Today,
}

/// One way to read a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query<'q> {
    /// The bare name, as it is compared.
    pub(super) name: &'q str,
    /// The word before it.
    pub(super) kind: Option<UnitKind>,
    /// The district that it is said to lie in, with the word before that.
    pub(super) district: Option<(Option<UnitKind>, &'q str)>,
    pub(super) age: Age,
}

const AGES: [(&str, Age); 6] = [
    (" (cũ)", Age::Former),
    (" cũ", Age::Former),
    (" (mới)", Age::Today),
    (" mới", Age::Today),
    (" (nay)", Age::Today),
    (" (hiện nay)", Age::Today),
];

/// A name as names of places are compared.
pub(super) fn normal(text: &str) -> String {
    // Word processors leave their quotation marks around names.
    loose_key(text.trim_matches(['“', '”', '"', '‘', '’', ' ']))
}

/// The ways to read a name, which is `normal`.
pub(super) fn readings(name: &str) -> Vec<Query<'_>> {
    let mut found = Vec::with_capacity(4);
    let whole = without_province(name);
    push(whole, Age::Any, &mut found);
    let (rest, age) = split_age(whole);
    if age != Age::Any {
        push(rest, age, &mut found);
    }
    found
}

fn push<'q>(text: &'q str, age: Age, found: &mut Vec<Query<'q>>) {
    let mut add = |name: &'q str, district, age| {
        found.push(Query { name, kind: None, district, age });
        if let Some((kind, name)) = UnitKind::strip(name) {
            found.push(Query { name, kind: Some(kind), district, age });
            // `xã Cẩm Duệ, Cẩm Xuyên`: after the word for a kind, what follows a comma is the district.
            if let Some((name, last)) = name.rsplit_once(", ").filter(|_| district.is_none()) {
                found.push(Query { name, kind: Some(kind), district: Some((None, last)), age });
            }
        }
    };
    add(text, None, age);
    if let Some((rest, district)) = split_district(text) {
        add(rest, Some(district), age);
        let (rest, own) = split_age(rest);
        if own != Age::Any {
            add(rest, Some(district), own);
        }
    }
}

/// `…, tỉnh Hà Tĩnh` adds nothing: the site is of one province.
fn without_province(name: &str) -> &str {
    match name.rsplit_once(", ") {
        Some((rest, last)) if matches!(UnitKind::strip(last), Some((UnitKind::Province, _))) => rest,
        _ => name,
    }
}

pub(super) fn split_age(name: &str) -> (&str, Age) {
    let found = AGES.iter().find_map(|(ending, age)| Some((name.strip_suffix(ending)?.trim_end(), *age)));
    found.unwrap_or((name, Age::Any))
}

/// `cẩm duệ (cẩm xuyên)`, `xã cẩm duệ, huyện cẩm xuyên`, `xã cẩm duệ huyện cẩm xuyên`. Without brackets the word for the
/// district's kind is needed: `Cẩm Duệ, Cẩm Xuyên` are two communes.
fn split_district(name: &str) -> Option<(&str, (Option<UnitKind>, &str))> {
    if let Some((rest, inside)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        let (inside, _) = split_age(inside.trim());
        let district = match UnitKind::strip(inside) {
            Some((kind, name)) => (Some(kind), name),
            None => (None, inside),
        };
        return (!inside.is_empty()).then(|| (rest.trim_end(), district));
    }
    // The last of these words: `thị xã` stands in no name, but `xã` stands in it.
    let starts = name.match_indices([' ', ',']).map(|(at, _)| at + 1);
    let mut found = starts.filter_map(|at| {
        let (kind, district) = UnitKind::strip(name.get(at..)?.trim_start())?;
        kind.is_district_level().then_some((at, kind, district))
    });
    let (at, kind, district) = found.next_back()?;
    let rest = name[..at].trim_end_matches([' ', ',', '-', '–']);
    (!rest.is_empty()).then_some((rest, (Some(kind), split_age(district).0)))
}

#[cfg(test)]
mod tests {
    use super::{Age, Query, UnitKind, normal, readings};

    fn has(
        text: &str,
        name: &str,
        kind: Option<UnitKind>,
        district: Option<(Option<UnitKind>, &str)>,
        age: Age,
    ) -> bool {
        let (text, name) = (normal(text), normal(name));
        let district = district.map(|(kind, name)| (kind, normal(name)));
        let district = district.as_ref().map(|(kind, name)| (*kind, name.as_str()));
        readings(&text).contains(&Query { name: &name, kind, district, age })
    }

    #[test]
    fn names() {
        use UnitKind::{City, Commune, District, Town, Township, Ward};
        let xuyen = Some((Some(District), "Cẩm Xuyên"));
        for (text, name, kind, district, age) in [
            ("Cẩm Duệ", "Cẩm Duệ", None, None, Age::Any),
            ("XÃ CẨM DUỆ", "Cẩm Duệ", Some(Commune), None, Age::Any),
            ("P.Trần Phú", "Trần Phú", Some(Ward), None, Age::Any),
            ("TT Nghèn", "Nghèn", Some(Township), None, Age::Any),
            ("TX Kỳ Anh", "Kỳ Anh", Some(Town), None, Age::Any),
            ("TP. Hà Tĩnh", "Hà Tĩnh", Some(City), None, Age::Any),
            ("Cẩm Duệ (Cẩm Xuyên)", "Cẩm Duệ", None, Some((None, "Cẩm Xuyên")), Age::Any),
            ("xã Cẩm Duệ, huyện Cẩm Xuyên", "Cẩm Duệ", Some(Commune), xuyen, Age::Any),
            ("xã Cẩm Duệ huyện Cẩm Xuyên, tỉnh Hà Tĩnh", "Cẩm Duệ", Some(Commune), xuyen, Age::Any),
            ("Trần Phú (cũ)", "Trần Phú", None, None, Age::Former),
            ("xã Cẩm Vịnh cũ", "Cẩm Vịnh", Some(Commune), None, Age::Former),
            ("phường Trần Phú (mới)", "Trần Phú", Some(Ward), None, Age::Today),
            ("Trần Phú cũ (TP Hà Tĩnh)", "Trần Phú", None, Some((Some(City), "Hà Tĩnh")), Age::Former),
            ("Kỳ Hưng, thị xã Kỳ Anh", "Kỳ Hưng", None, Some((Some(Town), "Kỳ Anh")), Age::Any),
        ] {
            assert!(has(text, name, kind, district, age), "{text}: {:?}", readings(&normal(text)));
        }
        // Two communes, not one in a district.
        assert!(!has("Cẩm Duệ, Cẩm Xuyên", "Cẩm Duệ", None, Some((None, "Cẩm Xuyên")), Age::Any));
    }
}
