//! The gazetteer: every unit that the list of places knows, of all times, and what became of each.
//!
//! In: what `communes.yaml` says (`file`), and the present (`build`). Out: the unit that a name means on a day (`lookup`). A
//! unit is told by its period, not by its name or its code, which later units bear again. Links only lead forward in time,
//! so there is no circle.

mod build;
mod file;
mod kind;
mod links;
mod lookup;
mod query;

pub use file::{GazetteerFile, PARTS, Part, UNIT, parse_gazetteer};
pub use kind::UnitKind;
pub use lookup::{Lookup, Period, Trouble, Warning};

use super::ListId;
use super::taxonomy::TermId;
use crate::vietnamese::Moment;
use std::collections::{BTreeSet, HashMap};

/// From this second on (2025-07-01 in Vietnam) there are no districts (Luật Tổ chức chính quyền địa phương 2025).
const DISTRICTS_END: i64 = 1_751_302_800;

/// The place of a unit in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u32);

impl UnitId {
    fn new(at: usize) -> Self {
        // Each unit has at least a name of its own in memory.
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Its place in the gazetteer.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A time in force: from its first second until the first one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct InForce {
    from: i64,
    until: i64,
}

impl InForce {
    fn new(from: Option<&Moment>, until: Option<&Moment>) -> Self {
        Self { from: from.map_or(i64::MIN, Moment::unix), until: until.map_or(i64::MAX, Moment::unix) }
    }

    fn overlaps(self, other: Self) -> bool {
        other.from < self.until && self.from < other.until
    }

    /// Whether the other is in force when this one ends.
    fn goes_on_as(self, later: Self) -> bool {
        later.from <= self.until && self.until < later.until
    }
}

/// An administrative unit, in force from one day until another.
#[derive(Debug)]
pub struct Unit {
    /// `Cẩm Vịnh`
    pub name: Box<str>,
    /// xã, phường, huyện …
    pub kind: UnitKind,
    /// Five digits; empty when it is not known.
    pub code: Box<str>,
    /// The first day, where that is known.
    pub from: Option<Moment>,
    /// The first day on which it was no more.
    pub until: Option<Moment>,
    /// The districts that it lay in, the last first.
    pub districts: Vec<UnitId>,
    /// What it became.
    pub became: Vec<(UnitId, Part)>,
    /// What it was made of.
    pub formed_of: Vec<(UnitId, Part)>,
    /// The communes of today that its land lies in, in their order.
    pub today: Vec<(TermId, Part)>,
    /// Whether it is no more.
    pub is_former: bool,
    /// Its own term, of a commune of today.
    pub term: Option<TermId>,
    /// The address of its page.
    pub address: Box<str>,
    /// The address that it had when it was a commune of today.
    pub moved_from: Option<Box<str>>,
    /// Its list of articles; set when the site is resolved.
    pub list: Option<ListId>,
}

impl Unit {
    /// `Xã Cẩm Vịnh`, as a heading.
    pub fn title(&self) -> String {
        self.named(self.kind.title())
    }

    /// `xã Cẩm Vịnh`, in a sentence.
    pub fn label(&self) -> String {
        self.named(self.kind.word())
    }

    fn named(&self, word: &str) -> String {
        if word.is_empty() { self.name.to_string() } else { format!("{word} {}", self.name) }
    }

    /// The one commune of today that it lies in.
    pub fn commune_of_today(&self) -> Option<TermId> {
        match self.today.as_slice() {
            [(term, _)] if self.kind.is_commune_level() => Some(*term),
            _ => None,
        }
    }

    /// Whether it was there at a time.
    pub fn is_there(&self, period: Period) -> bool {
        self.starts() <= period.until && period.from < self.ends()
    }

    fn starts(&self) -> i64 {
        self.in_force().from
    }

    fn ends(&self) -> i64 {
        self.in_force().until
    }

    fn in_force(&self) -> InForce {
        InForce::new(self.from.as_ref(), self.until.as_ref())
    }
}

/// All units of all times.
#[derive(Debug, Default)]
pub struct Gazetteer {
    units: Vec<Unit>,
    by_name: HashMap<String, Vec<UnitId>>,
    by_code: HashMap<Box<str>, Vec<UnitId>>,
    by_slug: HashMap<String, Vec<UnitId>>,
    /// The units of today's communes, by term.
    of_terms: Vec<UnitId>,
    /// The days on which units began or ended.
    changes: Vec<i64>,
    /// Whether the list could be read.
    pub(super) is_whole: bool,
    province: UnitId,
    outside: UnitId,
}

impl Default for UnitId {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Gazetteer {
    /// All units.
    pub fn units(&self) -> impl ExactSizeIterator<Item = (UnitId, &Unit)> {
        self.units.iter().enumerate().map(|(at, unit)| (UnitId::new(at), unit))
    }

    pub(super) fn units_mut(&mut self) -> impl Iterator<Item = (UnitId, &mut Unit)> {
        self.units.iter_mut().enumerate().map(|(at, unit)| (UnitId::new(at), unit))
    }

    /// One unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.at()]
    }

    /// The unit of a commune of today.
    pub fn of_term(&self, term: TermId) -> &Unit {
        self.unit(self.of_terms[term.at()])
    }

    /// The units that a unit was made of, and those that these were made of.
    pub(super) fn all_before(&self, id: UnitId) -> BTreeSet<UnitId> {
        let (mut found, mut open) = (BTreeSet::new(), vec![id]);
        while let Some(next) = open.pop() {
            open.extend(self.unit(next).formed_of.iter().map(|(before, _)| *before).filter(|id| found.insert(*id)));
        }
        found
    }

    /// The seconds at which units begin or end, in their order.
    pub fn changes(&self) -> &[i64] {
        &self.changes
    }

    fn names_of_districts(&self, id: UnitId) -> String {
        let districts = self.unit(id).districts.iter().map(|district| self.unit(*district).title());
        districts.collect::<Vec<_>>().join(", ")
    }
}
