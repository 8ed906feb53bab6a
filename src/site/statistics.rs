//! What is counted of the register: models by year, status, level, subject, and by commune and field.
//!
//! In: records. Out: facts with how often they occur; every table is one grouping of the same facts, so that their sums
//! agree. Records alone are counted, never articles, and nothing is kept that names a person or a model. What is counted in
//! which year: `docs/decisions/0012-statistics.md`.

use super::record::{DecisionKind, Level, Record, RecordStatus, Subject};
use super::{ArticleId, Site, TermId};
use std::collections::BTreeMap;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Models, each once: in the year in which it was registered for the first time.
    Models,
    /// Registrations: a model once in each year in which it was registered.
    Registered,
    /// Recognitions: a model once in each year in which a decision recognised it.
    Recognitions,
    /// Models that a decision recognised at any time, each once, as `Models`.
    Recognised,
    /// Models that were replicated, each once, as `Models`.
    Replicated,
    /// Models of a status today, as `Models`.
    Status(RecordStatus),
    /// Models of a level, as `Models`.
    Level(Level),
    /// Models, collectives, persons, as `Models`.
    Subject(Subject),
}

/// Where a model is, in the order of tables: communes of today by the alphabet, then what lies in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whereabouts {
    /// A commune of today.
    Commune(TermId),
    /// The province, an agency, a district that is no more.
    Elsewhere,
}

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// What is counted.
    pub measure: Measure,
    /// The year that it is counted in; `None` where the register tells none.
    pub year: Option<i16>,
    /// Its field.
    pub field: TermId,
    /// Its place.
    pub place: Whereabouts,
}

/// What is counted in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfYear {
    /// The year.
    pub year: i16,
    /// Models that were registered in it.
    pub registered: usize,
    /// Those of them that had not been registered before.
    pub first: usize,
    /// Models that a decision of this year recognised.
    pub recognised: usize,
    /// Models that were registered in it or before.
    pub total: usize,
}

/// What is counted of some records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    facts: BTreeMap<Fact, usize>,
}

impl Statistics {
    /// Counts records.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut facts = BTreeMap::new();
        for record in records {
            let place = record.commune.map_or(Whereabouts::Elsewhere, Whereabouts::Commune);
            for (measure, year) in measures(record) {
                *facts.entry(Fact { measure, year, field: record.field, place }).or_default() += 1;
            }
        }
        Self { facts }
    }

    /// All facts in the order of tables, each with how often it occurs.
    pub fn facts(&self) -> impl Iterator<Item = (&Fact, usize)> {
        self.facts.iter().map(|(fact, count)| (fact, *count))
    }

    /// How much there is of a measure in all.
    pub fn sum(&self, measure: Measure) -> usize {
        self.facts().filter(|(fact, _)| fact.measure == measure).map(|(_, count)| count).sum()
    }

    /// The sums of groups; `group` tells the group of a fact, or that it is in none.
    pub fn by<G: Ord>(&self, group: impl Fn(&Fact) -> Option<G>) -> BTreeMap<G, usize> {
        let mut sums = BTreeMap::new();
        for (fact, count) in self.facts() {
            if let Some(group) = group(fact) {
                *sums.entry(group).or_default() += count;
            }
        }
        sums
    }

    /// The communes that have records, by the alphabet.
    pub fn communes(&self) -> impl Iterator<Item = TermId> {
        let of_place = self.by(|fact| Some(fact.place));
        of_place.into_keys().filter_map(|place| match place {
            Whereabouts::Commune(commune) => Some(commune),
            Whereabouts::Elsewhere => None,
        })
    }

    /// Every year from the first to the last of which something is told.
    pub fn years(&self) -> Vec<OfYear> {
        let sums = self.by(|fact| Some((fact.year?, fact.measure)));
        let of = |year, measure| sums.get(&(year, measure)).copied().unwrap_or_default();
        let (Some((first, _)), Some((last, _))) = (sums.keys().next(), sums.keys().next_back()) else {
            return Vec::new();
        };
        let mut total = 0;
        let years = (*first..=*last).map(|year| {
            total += of(year, Measure::Models);
            OfYear {
                year,
                registered: of(year, Measure::Registered),
                first: of(year, Measure::Models),
                recognised: of(year, Measure::Recognitions),
                total,
            }
        });
        years.collect()
    }
}

/// What a record is counted as.
fn measures(record: &Record) -> Vec<(Measure, Option<i16>)> {
    let written = &record.written;
    let first = written.registered.iter().min().copied();
    let of_model = [
        Some(Measure::Models),
        written.is_recognised().then_some(Measure::Recognised),
        (!record.copies.is_empty()).then_some(Measure::Replicated),
        written.status.map(Measure::Status),
        written.level.map(Measure::Level),
        written.subject.map(Measure::Subject),
    ];
    let mut measures: Vec<_> = of_model.into_iter().flatten().map(|measure| (measure, first)).collect();
    let recognitions = written.decisions.iter().filter(|decision| decision.kind == Some(DecisionKind::Recognition));
    let recognitions = distinct(recognitions.map(|decision| decision.date.map(|date| date.month().0)));
    measures.extend(recognitions.into_iter().map(|year| (Measure::Recognitions, year)));
    let registered = distinct(written.registered.iter().copied());
    measures.extend(registered.into_iter().map(|year| (Measure::Registered, Some(year))));
    measures
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

impl Site {
    /// How many of some articles, which stand oldest first, are of which year. Years without any are left out.
    pub fn by_year(&self, mut articles: &[ArticleId]) -> Vec<(i16, usize)> {
        let year_of = |id: &ArticleId| self.article(*id).card.date.map(|date| date.month().0);
        let mut years = Vec::new();
        while let Some(first) = articles.first() {
            let year = year_of(first);
            let length = articles.partition_point(|id| year_of(id) <= year).max(1);
            years.extend(year.map(|year| (year, length)));
            articles = &articles[length..];
        }
        years
    }
}
