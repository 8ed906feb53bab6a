//! Places and fields that somebody names while an article is begun: found as in front matter, or by a part of the name.
//!
//! In: what was typed. Out: the name to be written, or the names that it may mean, or what is wrong with it. Knows no file:
//! messages have no place.

use super::gazetteer::{Gazetteer, Lookup, Period, Trouble, Unit, UnitId};
use super::places::PlaceNames;
use super::taxonomy::{Taxonomy, Term};
use crate::diagnostic::catalogue::{self, ClosedList};
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::{COMMUNES, Settings};
use crate::vietnamese::{Order, fold, found_by};

/// The other provinces, those of before July 2025 among them: the list of places has none of them.
const PROVINCES: &str = "An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, \
    Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, \
    Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Huế, Hưng Yên, Khánh Hòa, \
    Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, \
    Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, \
    Thái Bình, Thái Nguyên, Thanh Hóa, Thành phố Hồ Chí Minh, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, \
    Vĩnh Phúc, Yên Bái";

/// What somebody may have meant by a name that was typed, and what is wrong with it as it stands.
pub struct Unclear {
    /// The names that the text is a part of; none where there is none.
    pub names: Vec<String>,
    /// What to say when none of them is chosen.
    pub note: Diagnostic,
}

/// The place that a text means at a time, as front matter should name it.
///
/// # Errors
/// It means none, or may mean several.
pub fn place_asked(typed: &str, period: Period, gazetteer: &Gazetteer, settings: &Settings) -> Result<String, Unclear> {
    if let Some(name) = beyond_the_list(typed) {
        return Ok(name);
    }
    let settings = &settings.taxonomies[COMMUNES.at()];
    let mut known = PlaceNames::new(gazetteer, settings);
    let trouble = match known.find(typed, period) {
        Ok(Lookup { unit, .. }) => return Ok(named(gazetteer, unit, period).unwrap_or_else(|| typed.to_owned())),
        Err(trouble) => trouble,
    };
    let found = units_asked(typed, period, gazetteer);
    let names: Vec<String> = found.iter().flat_map(|id| offered(gazetteer, *id, period)).collect();
    match (trouble, names.as_slice(), found.as_slice()) {
        (Trouble::Unknown, [only], _) => Ok(only.clone()),
        // The communes of today that have its land.
        (Trouble::Unknown, _, [only]) => {
            let note = known.divided(nowhere(), &gazetteer.unit(*only).label(), *only);
            Err(Unclear { names, note: without_place(note) })
        }
        (Trouble::Unknown, [_, _, ..], _) => {
            let list = ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
            Err(unclear(names, |names| catalogue::part_of_several(list, typed, names)))
        }
        (trouble, ..) => Err(Unclear { names, note: without_place(known.tell(nowhere(), typed, period, &trouble)) }),
    }
}

/// The units of the two lowest levels that a text is a part of the name of: those that were there, if any was.
fn units_asked(typed: &str, period: Period, gazetteer: &Gazetteer) -> Vec<UnitId> {
    let is_asked = |(_, unit): &(_, &Unit)| unit.kind.is_commune_level() || unit.kind.is_district_level();
    let mut units: Vec<(UnitId, &Unit)> = gazetteer.units().filter(is_asked).collect();
    let order = Order::default();
    units.sort_by(|(_, one), (_, other)| order.compare(&one.name, &other.name));
    let mut found = found_by(typed, units.iter().map(|(_, unit)| &*unit.name));
    if found.is_empty() {
        let labels: Vec<String> = units.iter().map(|(_, unit)| unit.label()).collect();
        found = found_by(typed, labels.iter().map(String::as_str));
    }
    if found.iter().any(|at| units[*at].1.is_there(period)) {
        found.retain(|at| units[*at].1.is_there(period));
    }
    found.into_iter().map(|at| units[at].0).collect()
}

/// What front matter may name for a unit: itself, or what became of it where it was divided.
fn offered(gazetteer: &Gazetteer, id: UnitId, period: Period) -> Vec<String> {
    let today = || gazetteer.unit(id).today.iter().map(|(term, _)| gazetteer.of_term(*term).label()).collect();
    named(gazetteer, id, period).map_or_else(today, |name| vec![name])
}

/// How front matter names a unit so that it is found again without a warning: with the word for its kind, with its
/// district if need be, with `(cũ)` or `(mới)` out of its time. `None` where only its own words will do.
fn named(gazetteer: &Gazetteer, id: UnitId, period: Period) -> Option<String> {
    let unit = gazetteer.unit(id);
    let label = unit.label();
    let district = unit.districts.first().map_or_else(String::new, |id| format!(", {}", gazetteer.unit(*id).label()));
    let is_found = |name: &String| gazetteer.find(name, period) == Ok(Lookup { unit: id, warning: None });
    let ages = ["", " (cũ)", " (mới)"].into_iter();
    ages.flat_map(|age| ["", &district].map(|district| format!("{label}{age}{district}"))).find(is_found)
}

/// `toan tinh`, `ngoai tinh: nghe an`: what stands in no list of places, in the words for it.
fn beyond_the_list(typed: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '-');
    let (first, rest) = typed.trim().split_once(is_between)?;
    let rest = rest.trim_start_matches(is_between);
    let (second, detail) = rest.split_once(is_between).unwrap_or((rest, ""));
    match (&*fold(first), &*fold(second), detail.trim_start_matches(is_between)) {
        ("toan" | "ca", "tinh", "") => Some("Toàn tỉnh".to_owned()),
        ("ngoai", "tinh", "") => Some("Ngoài tỉnh".to_owned()),
        ("ngoai", "tinh", detail) => Some(format!("Ngoài tỉnh: {}", with_marks(detail))),
        _ => None,
    }
}

/// A province with its marks, if it was typed without any.
fn with_marks(typed: &str) -> &str {
    PROVINCES.split(", ").find(|name| fold(name) == typed.to_lowercase()).unwrap_or(typed)
}

/// The field that a text means.
///
/// # Errors
/// It means none, or may mean several.
pub fn field_asked(typed: &str, fields: &Taxonomy) -> Result<String, Unclear> {
    if let Some(id) = fields.find(typed) {
        return Ok(fields.term(id).name.to_string());
    }
    let terms: Vec<&Term> = fields.terms().map(|(_, term)| term).collect();
    let found = found_by(typed, terms.iter().map(|term| &*term.name));
    let names: Vec<String> = found.iter().map(|at| terms[*at].name.to_string()).collect();
    let settings = &fields.settings;
    let list = ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
    match names.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let note = catalogue::unknown_term(nowhere(), list, typed, &fields.nearest(typed), &fields.advice(typed));
            Err(Unclear { names, note: without_place(note) })
        }
        _ => Err(unclear(names, |names| catalogue::part_of_several(list, typed, names))),
    }
}

fn unclear(names: Vec<String>, note: impl FnOnce(&[&str]) -> Diagnostic) -> Unclear {
    let note = note(&names.iter().map(String::as_str).collect::<Vec<_>>());
    Unclear { names, note }
}

fn nowhere() -> Place {
    Place::file("")
}

fn without_place(note: Diagnostic) -> Diagnostic {
    Diagnostic { place: None, ..note }
}
