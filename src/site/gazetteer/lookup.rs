//! Which unit a name means on a day.
//!
//! In: a name as people write it (with or without the word for its kind, a district, `cũ`; an old name, a code, a slug) and
//! the time of what is told. Out: the unit of that time, perhaps with a warning, or why it cannot be told. A name that was
//! borne by several units is never guessed at.

use super::file::is_code;
use super::kind::UnitKind;
use super::query::{self, Age, Query};
use super::{DISTRICTS_END, Gazetteer, Unit, UnitId};
use crate::base::path::is_slug;
use crate::diagnostic::nearest;
use crate::vietnamese::{Moment, slug};

/// When something is told of a place: on a day, or from a day on. Seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first second.
    pub from: i64,
    /// The last.
    pub until: i64,
}

impl Period {
    /// All times: what has no date.
    pub const ANY: Self = Self { from: i64::MIN, until: i64::MAX };

    /// The day of a date.
    pub fn on(date: &Moment) -> Self {
        Self { from: date.unix(), until: date.unix() }
    }

    fn is_day(self) -> bool {
        self.from == self.until
    }
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The unit.
    pub unit: UnitId,
    /// What should be told of it.
    pub warning: Option<Warning>,
}

/// A name out of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The unit is there only since this day.
    Since(Moment),
    /// The unit was no more from this day on.
    Until(Moment),
}

/// Why it cannot be told what a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No unit was ever called so.
    Unknown,
    /// Several units are called so.
    Several(Vec<UnitId>),
    /// Several units were called so at different times, and there is no date.
    NeedsDate(Vec<UnitId>),
    /// The unit was divided among several, and is no more.
    Divided(UnitId),
}

impl Gazetteer {
    /// The unit that a name means at a time.
    ///
    /// # Errors
    /// No unit or several are called so.
    pub fn find(&self, name: &str, period: Period) -> Result<Lookup, Trouble> {
        let normal = query::normal(name);
        let normal = self.without_province(&normal);
        if let Some(unit) = self.find_special(normal) {
            return Ok(Lookup { unit, warning: None });
        }
        let (bare, age) = query::split_age(normal);
        if is_code(bare) {
            let units = self.by_code.get(bare).map(Vec::as_slice).unwrap_or_default();
            return self.choose(self.of_age(units, age), period, age, false);
        }
        for query in query::readings(normal) {
            let units = self.candidates(&query);
            if !units.is_empty() {
                return self.choose(units, period, query.age, query.kind.is_none());
            }
        }
        match self.by_slug.get(bare).filter(|_| is_slug(bare)) {
            Some(units) => {
                let is_bare = units.iter().any(|id| slug(&self.unit(*id).name) == bare);
                self.choose(self.of_age(units, age), period, age, is_bare)
            }
            None => Err(Trouble::Unknown),
        }
    }

    /// Those of some units that are no more, or that are of today, where that was said.
    fn of_age(&self, units: &[UnitId], age: Age) -> Vec<UnitId> {
        let is_of_age = |id: &&UnitId| match age {
            Age::Any => true,
            Age::Former => self.unit(**id).is_former,
            Age::Today => self.unit(**id).term.is_some(),
        };
        units.iter().filter(is_of_age).copied().collect()
    }

    /// A period of this number has one set of units: what is found on one of its days is found on all.
    pub(in crate::site) fn era(&self, day: i64) -> usize {
        self.changes.partition_point(|change| *change <= day)
    }

    /// `…, Hà Tĩnh` after the comma adds nothing: the site is of one province.
    fn without_province<'n>(&self, name: &'n str) -> &'n str {
        let province = query::normal(&self.unit(self.province).name);
        match name.rsplit_once(", ") {
            Some((rest, last)) if last == province && !province.is_empty() => rest,
            _ => name,
        }
    }

    /// `Toàn tỉnh`, `Ngoài tỉnh: Nghệ An`.
    fn find_special(&self, normal: &str) -> Option<UnitId> {
        let province = ["toàn tỉnh", "cả tỉnh", "toan-tinh"].contains(&normal);
        let outside = normal.strip_prefix("ngoài tỉnh").or_else(|| normal.strip_prefix("ngoai-tinh"));
        if province {
            Some(self.province)
        } else if outside.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', ','])) {
            Some(self.outside)
        } else {
            None
        }
    }

    fn candidates(&self, query: &Query<'_>) -> Vec<UnitId> {
        let named = self.by_name.get(query.name).map(Vec::as_slice).unwrap_or_default();
        let fits = |id: &UnitId| {
            let unit = self.unit(*id);
            query.kind.is_none_or(|kind| kind == unit.kind)
                && query.district.is_none_or(|(kind, name)| self.lay_in(unit, kind, name))
        };
        let mut found = self.of_age(named, query.age);
        found.retain(fits);
        found
    }

    fn lay_in(&self, unit: &Unit, kind: Option<UnitKind>, district: &str) -> bool {
        let is_named = |id: &UnitId| {
            let own = self.unit(*id);
            query::normal(&own.name) == district && kind.is_none_or(|kind| kind == own.kind)
        };
        unit.districts.iter().any(is_named)
    }

    /// One of the units that a name fits. `is_bare`: there is no word for the kind before it.
    fn choose(&self, units: Vec<UnitId>, period: Period, age: Age, is_bare: bool) -> Result<Lookup, Trouble> {
        if units.is_empty() {
            return Err(Trouble::Unknown);
        }
        let is_there = |id: &UnitId| self.unit(*id).is_there(period);
        let there: Vec<UnitId> = units.iter().copied().filter(is_there).collect();
        let is_district = |id: &UnitId| self.unit(*id).kind.is_district_level();
        if is_bare && age == Age::Any && period.from < DISTRICTS_END && units.iter().any(is_district) {
            // `Cẩm Xuyên` alone was the district to everyone, and the town in it, and is a commune now.
            let may_be = |id: &UnitId| is_there(id) || is_district(id) || self.unit(*id).term.is_some();
            return Err(Trouble::Several(self.in_order(units.into_iter().filter(may_be).collect())));
        }
        let (found, is_out_of_time) = match there.as_slice() {
            [only] => (*only, false),
            [] => (self.nearest_in_time(&units, period)?, true),
            _ if !period.is_day() || age == Age::Former => (self.one_place(&there, period)?, false),
            _ => return Err(Trouble::Several(self.in_order(there))),
        };
        let unit = self.unit(found);
        if unit.ends() <= period.until && unit.kind.is_commune_level() && unit.today.len() > 1 {
            return Err(Trouble::Divided(found));
        }
        let warning = match (unit.from, unit.until) {
            _ if !is_out_of_time || age != Age::Any => None,
            (_, Some(until)) if until.unix() <= period.from => Some(Warning::Until(until)),
            (from, _) => from.map(Warning::Since),
        };
        Ok(Lookup { unit: found, warning })
    }

    /// Of units that are not there at a time, the last that ended before it, else the first that begins after it, if all
    /// are one place.
    fn nearest_in_time(&self, units: &[UnitId], period: Period) -> Result<UnitId, Trouble> {
        self.one_place(units, period)?;
        // On every day of an era the same one: what is found on one of its days is remembered for all.
        let ended = units.iter().filter(|id| self.unit(**id).ends() <= period.from);
        let coming = units.iter().filter(|id| self.unit(**id).starts() > period.until);
        let last = ended.max_by_key(|id| self.unit(**id).ends());
        last.or_else(|| coming.min_by_key(|id| self.unit(**id).starts())).copied().ok_or(Trouble::Unknown)
    }

    /// The latest of some units when they are one place: what became of them lies in the same communes of today.
    fn one_place(&self, units: &[UnitId], period: Period) -> Result<UnitId, Trouble> {
        let mut latest = units.to_vec();
        latest.sort_by_key(|id| self.unit(*id).ends());
        let last = latest.last().copied().ok_or(Trouble::Unknown)?;
        let of = |id: &UnitId| {
            let unit = self.unit(*id);
            (unit.kind.is_commune_level(), unit.today.iter().map(|(term, _)| *term).collect::<Vec<_>>())
        };
        let of_last = of(&last);
        if units.iter().all(|id| of(id) == of_last) {
            Ok(last)
        } else if period == Period::ANY {
            Err(Trouble::NeedsDate(self.in_order(latest)))
        } else {
            Err(Trouble::Several(self.in_order(latest)))
        }
    }

    fn in_order(&self, mut units: Vec<UnitId>) -> Vec<UnitId> {
        units.sort_by_key(|id| (self.unit(*id).ends(), self.unit(*id).kind));
        units
    }

    /// The names nearest to one that is not known, as they were at a time.
    pub(in crate::site) fn nearest(&self, name: &str, period: Period) -> Vec<String> {
        let normal = query::normal(name);
        let digits: String = normal.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && normal.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')) {
            return self.nearest_codes(&digits);
        }
        let there = self.units.iter().filter(|unit| unit.is_there(period));
        let labels: Vec<(String, &str)> =
            there.filter(|unit| !unit.name.is_empty()).map(|unit| (unit.label(), &*unit.name)).collect();
        // Only the word for the kind is wrong.
        let rest = UnitKind::strip(&normal).map_or(normal.as_str(), |(_, rest)| rest);
        let same: Vec<String> =
            labels.iter().filter(|(_, name)| query::normal(name) == rest).map(|(label, _)| label.clone()).collect();
        if !same.is_empty() {
            return same;
        }
        let near = nearest(rest, labels.iter().map(|(_, name)| *name));
        let labelled = |name: &str| labels.iter().find(|(_, own)| *own == name).map(|(label, _)| label.clone());
        near.into_iter().filter_map(labelled).collect()
    }

    /// A code that lost its zeros, or got a point from a table of numbers.
    fn nearest_codes(&self, digits: &str) -> Vec<String> {
        let padded = format!("{digits:0>5}");
        let cut = digits.strip_suffix('0').unwrap_or(digits);
        let mut known = vec![padded.as_str(), cut];
        known.dedup();
        known.into_iter().filter(|code| self.by_code.contains_key(*code)).map(str::to_owned).collect()
    }
}
