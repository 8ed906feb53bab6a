//! The whole site as one frozen view: what is public, in which order, under which terms, in which lists.
//!
//! In: all cards, sections and the lists of terms. Out: a `Site` that nothing changes any more, and what was noticed
//! across files. Never sees a template, a body or the disk.

mod arrange;
mod asked;
mod gazetteer;
mod list;
mod mentions;
mod places;
mod record;
mod record_names;
mod register;
mod register_file;
mod related;
mod resolve;
mod slugs;
mod statistics;
mod taxonomy;
mod terms;
mod view;

pub use asked::{Unclear, field_asked, place_asked};
pub use gazetteer::{
    Gazetteer, GazetteerFile, Lookup, PARTS, Part, Period, Trouble, UNIT, Unit, UnitId, UnitKind, Warning,
    parse_gazetteer,
};
pub use list::{List, ListId, ListOf};
pub use record::{Contact, Decision, DecisionKind, Level, Record, RecordId, RecordStatus, Subject, WrittenRecord};
pub use register::{REGISTER, Register};
pub use register_file::{REGISTER_FILE, RegisterFile, parse_register};
pub use related::WEIGHTS;
pub use resolve::{Sources, complete_sections, resolve};
pub use statistics::{Fact, Measure, OfYear, Statistics, Whereabouts};
pub use taxonomy::{Taxonomy, Term, TermId};
pub use terms::{FIELD, FIELD_GROUPS, parse_terms};
pub use view::{NEWS_AGE, View, Withheld};

use crate::article::{Abbreviations, Author, Card, Facts, Kind, Mention, Section};
use crate::base::hash::Map;
use crate::load::FileInfo;
use crate::settings::{AUTHORS, TaxonomyId};
use std::collections::BTreeMap;

/// The place of an article in `Site::articles`: the order of (date, path).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(u32);

impl ArticleId {
    fn new(at: usize) -> Self {
        // Each article has at least a path of its own in memory.
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Its place among all public articles.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A place that an article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceNamed {
    /// The unit of that time.
    pub unit: UnitId,
    /// What is told of it beside its name: `Nghệ An`, of a place beyond the province.
    pub detail: Option<Box<str>>,
}

/// A public article with all that the site knows of it.
#[derive(Debug)]
pub struct Entry {
    /// What others may see.
    pub card: Card,
    /// What is checked.
    pub facts: Facts,
    /// Its section's kind.
    pub kind: Kind,
    /// The place of its section in `Site::sections`.
    pub section: Option<usize>,
    /// The places that it names, as they were then, in the order written.
    pub places: Vec<PlaceNamed>,
    /// Its terms; those of one taxonomy in the order written. Places are communes of today here.
    terms: Vec<(TaxonomyId, TermId)>,
    /// The records of the register that it names, in the order written.
    pub records: Vec<RecordId>,
    /// The article before it in its section.
    pub older: Option<ArticleId>,
    /// The article after it in its section.
    pub newer: Option<ArticleId>,
}

impl Entry {
    /// Its terms of one taxonomy, in the order written.
    pub fn terms(&self, taxonomy: TaxonomyId) -> impl Iterator<Item = TermId> {
        self.terms.iter().filter(move |(of, _)| *of == taxonomy).map(|(_, term)| *term)
    }

    /// Its main term of one taxonomy.
    pub fn term(&self, taxonomy: TaxonomyId) -> Option<TermId> {
        self.terms(taxonomy).next()
    }

    /// All its terms.
    pub fn all_terms(&self) -> &[(TaxonomyId, TermId)] {
        &self.terms
    }

    fn add(&mut self, taxonomy: TaxonomyId, term: TermId) {
        if !self.terms.contains(&(taxonomy, term)) {
            self.terms.push((taxonomy, term));
        }
    }
}

/// What a path below `content/` leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A public article.
    Public(ArticleId),
    /// An article that is not public: a draft, scheduled, expired, withdrawn, or faulty.
    Withheld,
    /// A section.
    Section(usize),
}

/// All that is left of an article that was withdrawn.
#[derive(Debug)]
pub struct Withdrawn {
    /// Where it stood.
    pub address: Box<str>,
    /// Its file below `content/`, for messages alone.
    pub path: Box<str>,
}

/// The frozen site.
#[derive(Debug)]
pub struct Site {
    /// Public articles in the order of (date, path); plain pages come first.
    articles: Vec<Entry>,
    /// Dated articles, oldest first.
    pub dated: Vec<ArticleId>,
    /// In the order of the menu.
    pub sections: Vec<Section>,
    /// All places of all times.
    pub gazetteer: Gazetteer,
    /// In the order of the settings.
    pub taxonomies: Vec<Taxonomy>,
    lists: Vec<List>,
    /// What the editor chose for the front page, first the most important, then the newest.
    pub featured: Vec<ArticleId>,
    /// Explained in bodies at first use.
    pub abbreviations: Abbreviations,
    /// Articles that are kept back, by reason.
    pub withheld: Withheld,
    /// Articles that were withdrawn.
    pub withdrawn: Vec<Withdrawn>,
    /// What is known of the recordings and documents that articles name, by the name that front matter gives.
    pub files: BTreeMap<Box<str>, FileInfo>,
    /// The register of models, where the site has one.
    pub register: Option<Register>,
    /// The present, in seconds since 1970.
    pub now: i64,
    /// All of this is the same for any present from the first second until before the second one.
    pub while_now: (i64, i64),
    /// By path below `content/`, in NFC.
    paths: Map<Box<str>, Found>,
}

impl Site {
    /// All public articles, oldest first.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = (ArticleId, &Entry)> {
        self.articles.iter().enumerate().map(|(at, entry)| (ArticleId::new(at), entry))
    }

    /// One article.
    pub fn article(&self, id: ArticleId) -> &Entry {
        &self.articles[id.at()]
    }

    /// All lists: sections, terms, crossings, in the order of their making.
    pub fn lists(&self) -> impl Iterator<Item = (ListId, &List)> {
        (0..).map(ListId::new).zip(&self.lists)
    }

    /// One list.
    pub fn list(&self, id: ListId) -> &List {
        &self.lists[id.at()]
    }

    /// One term.
    pub fn term(&self, taxonomy: TaxonomyId, term: TermId) -> &Term {
        self.taxonomies[taxonomy.at()].term(term)
    }

    /// The old addresses of public articles, each with the article that had it.
    pub fn aliases(&self) -> impl Iterator<Item = (ArticleId, &Entry, &Mention)> {
        let details = self.articles().filter_map(|(id, entry)| Some((id, entry, entry.card.details.as_deref()?)));
        details.flat_map(|(id, entry, details)| details.aliases.iter().map(move |alias| (id, entry, alias)))
    }

    /// The term of an author: found by name, for two names may be one author's.
    pub fn author(&self, author: &Author) -> Option<&Term> {
        let authors = self.taxonomies.get(AUTHORS.at())?;
        authors.find(&author.name).map(|term| authors.term(term))
    }

    /// The list of a term, if it has one.
    pub fn list_of(&self, taxonomy: TaxonomyId, term: TermId) -> Option<&List> {
        self.term(taxonomy, term).list.map(|list| self.list(list))
    }

    /// The address of the podcast feed of a list: of sections of recordings.
    pub fn podcast_address(&self, list: &List) -> Option<String> {
        let ListOf::Section(at) = list.of else { return None };
        (self.sections[at].kind == Kind::Audio).then(|| format!("{}podcast.xml", list.address))
    }

    /// What the path of an article or section below `content/` (in NFC) leads to.
    pub fn find(&self, path: &str) -> Option<Found> {
        self.paths.get(path).copied()
    }

    /// Paths below `content/` of public articles in one folder: candidates for "did you mean".
    pub fn paths_beside<'s>(&'s self, path: &str) -> Vec<&'s str> {
        let folder = crate::base::path::parent(path);
        let cards = self.articles.iter().map(|entry| &*entry.card.path);
        cards.filter(|path| crate::base::path::parent(path) == folder).collect()
    }
}
