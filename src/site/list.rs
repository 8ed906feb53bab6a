//! A list of articles that has pages and perhaps a feed: of a section, of a term, of a commune in a field.

use super::{ArticleId, TermId, UnitId};
use crate::settings::{AUTHORS, SERIES, TaxonomyId};

/// The place of a list in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListId(u32);

impl ListId {
    pub(super) fn new(at: usize) -> Self {
        // Each list has at least an address of its own in memory.
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOf {
    /// A section, by its place in `Site::sections`.
    Section(usize),
    /// A term.
    Term(TaxonomyId, TermId),
    /// A place that is no commune of today: a former unit, a district, the province, what lies beyond it.
    Unit(UnitId),
    /// A commune and a field.
    Crossing(TermId, TermId),
    /// A month: year and month.
    Month(i16, i8),
}

impl ListOf {
    /// Whether its articles stand in the order of reading (the parts of a series) and not of time.
    pub fn is_in_reading_order(self) -> bool {
        matches!(self, Self::Term(SERIES, _))
    }

    /// Whether it is a list to look something up in, shown as headlines alone.
    pub fn is_compact(self) -> bool {
        matches!(self, Self::Month(..) | Self::Term(AUTHORS, _))
    }
}

/// A list of articles.
#[derive(Debug)]
pub struct List {
    /// What it is of.
    pub of: ListOf,
    /// Its own address, with a slash at the end.
    pub address: Box<str>,
    /// Oldest first; a series in the order of its parts.
    pub articles: Vec<ArticleId>,
    /// Whether it has a feed of its own.
    pub has_feed: bool,
}
