//! From names in front matter to terms: looked up in closed lists, met in open ones.
//!
//! Closed lists are looked up for every article, so that a draft's mistakes are told; terms of open lists are made by
//! public articles alone, the oldest first, so that the slug of a term that stands never goes to a newcomer.

use super::Entry;
use super::gazetteer::{Lookup, UnitKind};
use super::places::{PlaceNames, period};
use super::taxonomy::{Taxonomy, TermId};
use crate::article::Mention;
use crate::base::hash::Map;
use crate::base::path::BadName;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::settings::{AUTHORS, COMMUNES, FIELDS, SERIES, TAGS, TaxonomyId};

/// Names of closed lists, and those that were looked up before: an archive repeats its places.
pub(super) struct Names<'t> {
    taxonomies: &'t [Taxonomy],
    known: Vec<Map<Box<str>, Option<TermId>>>,
}

impl<'t> Names<'t> {
    pub(super) fn new(taxonomies: &'t [Taxonomy]) -> Self {
        Self { taxonomies, known: taxonomies.iter().map(|_| Map::default()).collect() }
    }

    pub(super) fn find(&mut self, id: TaxonomyId, name: &str) -> Option<TermId> {
        let known = self.known.get_mut(id.at())?;
        if let Some(found) = known.get(name) {
            return *found;
        }
        let found = self.taxonomies.get(id.at())?.find(name);
        known.insert(name.into(), found);
        found
    }
}

/// Fills in the terms of closed lists; places were found before.
pub(super) fn closed_terms(
    entry: &mut Entry,
    names: &mut Names<'_>,
    places: &mut PlaceNames<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    let path = format!("content/{}", entry.card.path);
    // Taken out while terms are added to the entry.
    let mentions = std::mem::take(&mut entry.card.mentions);
    for (at, taxonomy) in names.taxonomies.iter().enumerate() {
        let id = TaxonomyId::new(at);
        if id != COMMUNES && !taxonomy.settings.is_open {
            let of_one = mentions.iter().filter(|(of, _)| *of == id).map(|(_, mention)| mention);
            look_up(entry, &of_one.collect::<Vec<_>>(), id, names, &path, notes);
        }
    }
    entry.card.mentions = mentions;
    move_tags(entry, names, places, &path, notes);
}

/// A tag that names a place or a field is meant as one.
fn move_tags(
    entry: &mut Entry,
    names: &mut Names<'_>,
    places: &mut PlaceNames<'_>,
    path: &str,
    notes: &mut Vec<Diagnostic>,
) {
    if entry.card.mentions(TAGS).next().is_none() {
        return;
    }
    let period = period(entry);
    let mut mentions = std::mem::take(&mut entry.card.mentions);
    mentions.retain(|(id, mention)| {
        if *id != TAGS {
            return true;
        }
        // Without the word for its kind it may be a person: many wards are called after one.
        let place = UnitKind::begins(&mention.text).and_then(|_| places.find(&mention.text, period).ok());
        let id = if let Some(Lookup { unit, warning: None }) = place {
            places.add(entry, unit, &mention.text);
            COMMUNES
        } else if let Some(field) = names.find(FIELDS, &mention.text) {
            entry.add(FIELDS, field);
            FIELDS
        } else {
            return true;
        };
        let taxonomy = &names.taxonomies[id.at()];
        notes.push(catalogue::tag_is_term(Place::at(path, mention.span), &mention.text, &taxonomy.settings.key));
        false
    });
    entry.card.mentions = mentions;
}

/// The terms of some mentions. A name with a comma that `[…]` took apart is put together again.
fn look_up(
    entry: &mut Entry,
    mentions: &[&Mention],
    id: TaxonomyId,
    names: &mut Names<'_>,
    path: &str,
    notes: &mut Vec<Diagnostic>,
) {
    let mut rest = mentions;
    while let Some((mention, after)) = rest.split_first() {
        rest = after;
        let mut term = None;
        if let Some((next, after)) = after.split_first() {
            let joined = format!("{}, {}", mention.text, next.text);
            term = names.find(id, &joined);
            if term.is_some() {
                notes.push(catalogue::comma_in_list(Place::at(path, mention.span), &joined));
                rest = after;
            }
        }
        match term.or_else(|| names.find(id, &mention.text)) {
            Some(term) => entry.add(id, term),
            None => notes.push(unknown(&names.taxonomies[id.at()], mention, path)),
        }
    }
}

/// A name that a closed list does not have.
pub(super) fn unknown(taxonomy: &Taxonomy, mention: &Mention, path: &str) -> Diagnostic {
    let (place, near) = (Place::at(path, mention.span), taxonomy.nearest(&mention.text));
    let settings = &taxonomy.settings;
    let list = catalogue::ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
    catalogue::unknown_term(place, list, &mention.text, &near, &taxonomy.advice(&mention.text))
}

/// Fills in the terms of open lists: tags, authors, series and what the settings declare as open.
pub(super) fn open_terms(entry: &mut Entry, taxonomies: &mut [Taxonomy], notes: &mut Vec<Diagnostic>) {
    let card = &entry.card;
    let mut met = Vec::new();
    for (id, mention) in &card.mentions {
        if taxonomies.get(id.at()).is_some_and(|taxonomy| taxonomy.settings.is_open) {
            met.push((*id, &*mention.text, mention.span));
        }
    }
    met.extend(card.authors.iter().map(|author| (AUTHORS, &*author.name, author.span)));
    if let Some(series) = card.series() {
        met.push((SERIES, &*series.name, series.span));
    }
    let path = &card.path;
    let place = |span: Span| Place::at(&format!("content/{path}"), span);
    let mut terms = Vec::with_capacity(met.len());
    for (id, name, span) in met {
        let taxonomy = &mut taxonomies[id.at()];
        let file = taxonomy.settings.file.clone();
        match taxonomy.meet(name) {
            Ok((term, other)) => {
                if let Some(other) = other {
                    notes.push(catalogue::same_slug(place(span), name, &other.name, &file));
                }
                terms.push((id, term));
            }
            Err(bad) => notes.push(match bad {
                BadName::Empty(_) => catalogue::term_without_letters(place(span), name),
                _ => catalogue::bad_name(place(span), &bad),
            }),
        }
    }
    for (id, term) in terms {
        entry.add(id, term);
    }
    // What an author is may be said in an article alone; the list of authors goes before it.
    for author in &entry.card.authors {
        if let (Some(kind), Some(authors)) = (author.kind, taxonomies.get_mut(AUTHORS.at()))
            && let Some(term) = authors.find(&author.name)
        {
            authors.term_mut(term).author.get_or_insert(kind);
        }
    }
}
