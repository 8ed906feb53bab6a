//! Lists, neighbours and the order of everything, once it is known what is public.

use super::gazetteer::{Gazetteer, UnitId};
use super::list::{List, ListId, ListOf};
use super::taxonomy::{Taxonomy, TermId};
use super::{ArticleId, Entry};
use crate::article::{Kind, Section};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::settings::{COMMUNES, FIELDS, SERIES, TaxonomyId};
use std::collections::{BTreeMap, HashMap};

/// Articles that know their neighbours, and the lists that they stand in.
pub(super) struct Arranged {
    pub(super) articles: Vec<Entry>,
    /// Dated articles, oldest first.
    pub(super) dated: Vec<ArticleId>,
    /// Its units know their lists.
    pub(super) gazetteer: Gazetteer,
    /// Their terms know their lists.
    pub(super) taxonomies: Vec<Taxonomy>,
    pub(super) lists: Vec<List>,
}

/// Arranges public articles, which stand in their order.
pub(super) fn arrange(
    mut articles: Vec<Entry>,
    sections: &[Section],
    mut gazetteer: Gazetteer,
    taxonomies: Vec<Taxonomy>,
    notes: &mut Vec<Diagnostic>,
) -> Arranged {
    let mut members = Members::new(sections, &gazetteer, &taxonomies);
    let mut dated = Vec::with_capacity(articles.len());
    for at in 0..articles.len() {
        let id = ArticleId::new(at);
        let entry = &articles[at];
        if entry.kind == Kind::Page {
            continue;
        }
        dated.push(id);
        let older = members.add(id, entry);
        articles[at].older = older;
        if let Some(older) = older {
            articles[older.at()].newer = Some(id);
        }
    }
    for series in &mut members.terms[SERIES.at()] {
        in_order_of_parts(series, &articles, notes);
    }
    let (lists, taxonomies) = members.lists(sections, &mut gazetteer, taxonomies);
    Arranged { articles, dated, gazetteer, taxonomies, lists }
}

/// Who belongs to what, oldest first.
struct Members {
    sections: Vec<Vec<ArticleId>>,
    /// By taxonomy and term.
    terms: Vec<Vec<Vec<ArticleId>>>,
    /// By unit.
    units: Vec<Vec<ArticleId>>,
    /// For a unit, those later ones whose pages showed its stories too, and do so still.
    later: HashMap<UnitId, Vec<UnitId>>,
    crossings: BTreeMap<(TermId, TermId), Vec<ArticleId>>,
    months: BTreeMap<(i16, i8), Vec<ArticleId>>,
}

impl Members {
    fn new(sections: &[Section], gazetteer: &Gazetteer, taxonomies: &[Taxonomy]) -> Self {
        let terms = taxonomies.iter().map(|taxonomy| vec![Vec::new(); taxonomy.terms().count()]).collect();
        let mut later: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
        for (id, _) in gazetteer.units().filter(|(_, unit)| unit.moved_from.is_some()) {
            for before in gazetteer.all_before(id) {
                later.entry(before).or_default().push(id);
            }
        }
        Self {
            sections: vec![Vec::new(); sections.len()],
            terms,
            units: vec![Vec::new(); gazetteer.units().len()],
            later,
            crossings: BTreeMap::new(),
            months: BTreeMap::new(),
        }
    }

    /// Adds an article; tells which stands before it in its section.
    fn add(&mut self, id: ArticleId, entry: &Entry) -> Option<ArticleId> {
        for (taxonomy, term) in &entry.terms {
            self.terms[taxonomy.at()][term.at()].push(id);
        }
        for place in &entry.places {
            for unit in std::iter::once(&place.unit).chain(self.later.get(&place.unit).into_iter().flatten()) {
                let of_unit = &mut self.units[unit.at()];
                if of_unit.last() != Some(&id) {
                    of_unit.push(id);
                }
            }
        }
        for commune in entry.terms(COMMUNES) {
            for field in entry.terms(FIELDS) {
                self.crossings.entry((commune, field)).or_default().push(id);
            }
        }
        if let Some(date) = entry.card.date {
            self.months.entry(date.month()).or_default().push(id);
        }
        let list = self.sections.get_mut(entry.section?)?;
        let older = list.last().copied();
        list.push(id);
        older
    }

    /// The lists of all these, and the terms with their lists. A closed list's terms have pages even when nothing is
    /// told of them; those of an open one only with articles.
    fn lists(
        self,
        sections: &[Section],
        gazetteer: &mut Gazetteer,
        mut taxonomies: Vec<Taxonomy>,
    ) -> (Vec<List>, Vec<Taxonomy>) {
        let mut lists = Vec::new();
        for ((at, section), articles) in sections.iter().enumerate().zip(self.sections) {
            if let Ok(address) = path::folder_address(&section.folder)
                && section.kind != Kind::Page
            {
                lists.push(List { of: ListOf::Section(at), address: address.into(), articles, has_feed: true });
            }
        }
        for ((at, taxonomy), of_terms) in taxonomies.iter_mut().enumerate().zip(self.terms) {
            let (folder, is_open) = (taxonomy.settings.folder.clone(), taxonomy.settings.is_open);
            let has_feed = taxonomy.settings.has_feeds;
            for ((at_term, term), articles) in taxonomy.terms_mut().enumerate().zip(of_terms) {
                if is_open && articles.is_empty() {
                    continue;
                }
                term.list = Some(ListId::new(lists.len()));
                let of = ListOf::Term(TaxonomyId::new(at), TermId::new(at_term));
                let address = format!("/{folder}/{}/", term.slug).into();
                lists.push(List { of, address, articles, has_feed });
            }
        }
        // Former units have pages even when nothing is told of them: readers look for their names.
        for ((id, unit), articles) in gazetteer.units_mut().zip(self.units) {
            let is_shown = unit.term.is_none() && (unit.is_former || !articles.is_empty());
            if is_shown && !unit.address.is_empty() {
                unit.list = Some(ListId::new(lists.len()));
                // One that had a feed while it was a commune of today keeps it.
                let has_feed = unit.moved_from.is_some();
                lists.push(List { of: ListOf::Unit(id), address: unit.address.clone(), articles, has_feed });
            }
        }
        let (communes, fields) = (&taxonomies[COMMUNES.at()], &taxonomies[FIELDS.at()]);
        for ((commune, field), articles) in self.crossings {
            let (place, subject) = (&communes.term(commune).slug, &fields.term(field).slug);
            let address = format!("/{}/{place}/{subject}/", communes.settings.folder).into();
            lists.push(List { of: ListOf::Crossing(commune, field), address, articles, has_feed: false });
        }
        for ((year, month), articles) in self.months {
            let address = format!("/theo-ngay/{year:04}/{month:02}/").into();
            lists.push(List { of: ListOf::Month(year, month), address, articles, has_feed: false });
        }
        (lists, taxonomies)
    }
}

/// A series is read in the order of its parts, whenever they were published.
fn in_order_of_parts(series: &mut [ArticleId], articles: &[Entry], notes: &mut Vec<Diagnostic>) {
    let of = |id: ArticleId| articles[id.at()].card.series();
    let part = |id: ArticleId| of(id).and_then(|series| series.part);
    series.sort_by_key(|id| (part(*id).unwrap_or(u32::MAX), *id));
    for pair in series.windows(2) {
        if let (Some(one), Some(other), Some(series)) = (part(pair[0]), part(pair[1]), of(pair[1]))
            && one == other
        {
            let path = |id: ArticleId| format!("content/{}", articles[id.at()].card.path);
            notes.push(catalogue::same_part(Place::at(&path(pair[1]), series.span), one, &series.name, &path(pair[0])));
        }
    }
}
