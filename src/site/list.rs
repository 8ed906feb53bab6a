//! A list of articles that has pages and perhaps a feed: of a section, of a term, of a commune in a field.

use super::{ArticleId, TaxonomyId, TermId};

/// The place of a list in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListId(u32);

impl ListId {
    pub(super) fn new(at: u32) -> Self {
        Self(at)
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
    /// A commune and a field.
    Crossing(TermId, TermId),
}

/// A list of articles.
#[derive(Debug)]
pub struct List {
    /// What it is of.
    pub of: ListOf,
    /// Its own address, with a slash at the end.
    pub address: Box<str>,
    /// Oldest first.
    pub articles: Vec<ArticleId>,
}

impl List {
    /// Whether it has a feed of its own. Crossings have none.
    pub fn has_feed(&self) -> bool {
        !matches!(self.of, ListOf::Crossing(..))
    }
}
