//! The register of models as the site knows it: every record with its address, its terms, what it was replicated from,
//! in alphabetical order by commune.
//!
//! In: the records of the file and the lists of terms. Out: a `Register`, and what was noticed across records. Each step
//! is one walk over the records: ten thousand of them are nothing.

use super::gazetteer::{Gazetteer, Period, Trouble, UnitId};
use super::mentions::{Names, unknown};
use super::places::PlaceNames;
use super::record::{Record, RecordId, WrittenRecord};
use super::record_names::{RecordNames, Wanted};
use super::register_file::{REGISTER_FILE, RegisterFile};
use super::slugs::Slugs;
use super::{ArticleId, Entry, Taxonomy, TermId};
use crate::article::Mention;
use crate::base::path::{BadName, LONGEST_NAME, is_slug};
use crate::diagnostic::{Diagnostic, Place, Severity, Span, catalogue};
use crate::settings::{COMMUNES, FIELDS};
use crate::vietnamese::{Moment, Offset, Order, slug};
use std::iter::successors;
use std::ops::Range;

/// The address of the register; records stand below it.
pub const REGISTER: &str = "/mo-hinh/ho-so/";

/// So many names of a circle are told.
const MOST_NAMES: usize = 6;

/// The register of models.
#[derive(Debug, Default)]
pub struct Register {
    /// In the order of the file.
    records: Vec<Record>,
    /// By commune, then by name, then as in the file; records without a commune come last.
    order: Vec<RecordId>,
    names: RecordNames,
}

impl Register {
    /// Makes the register of its records. One without a field or an address, which was told, is left out.
    pub(super) fn new(
        file: RegisterFile,
        gazetteer: &Gazetteer,
        taxonomies: &[Taxonomy],
        now: i64,
        notes: &mut Vec<Diagnostic>,
    ) -> Self {
        let fields = find_fields(&file.records, taxonomies, notes);
        let mut places = PlaceNames::new(gazetteer, &taxonomies[COMMUNES.at()].settings);
        let addresses = addresses(&file.records, notes);
        let written = file.records.len();
        let made = file.records.into_iter().zip(fields).zip(addresses).filter_map(|((written, field), address)| {
            let place = find_place(&written, &mut places, now, notes);
            let unit = place.map(|place| gazetteer.unit(place)).filter(|unit| unit.kind.is_commune_level());
            let commune = unit.and_then(|unit| unit.today.first()).map(|(term, _)| *term);
            let (origin, copies, stories) = (None, Vec::new(), Vec::new());
            Some(Record { written, address: address?, field: field?, place, commune, origin, copies, stories })
        });
        let records: Vec<Record> = made.collect();
        let is_whole = file.is_whole && records.len() == written;
        let names = RecordNames::new(&records, is_whole, notes);
        let order = order(&records);
        let mut register = Self { records, order, names };
        register.find_origins(notes);
        register.note_circles(notes);
        register
    }

    /// All records, in the order of the file.
    pub fn records(&self) -> impl ExactSizeIterator<Item = (RecordId, &Record)> {
        self.records.iter().enumerate().map(|(at, record)| (RecordId::new(at), record))
    }

    /// One record.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.at()]
    }

    /// All records by commune, then by name; those without a commune come last.
    pub fn order(&self) -> &[RecordId] {
        &self.order
    }

    /// Where the records of a commune stand in `order`.
    pub fn of_commune(&self, commune: TermId) -> Range<usize> {
        let place = |id: &RecordId| self.record(*id).commune.map_or(usize::MAX, TermId::at);
        let from = self.order.partition_point(|id| place(id) < commune.at());
        from..self.order.partition_point(|id| place(id) <= commune.at())
    }

    /// The records that an article names, filled in. A name with a comma that `[…]` took apart is put together again.
    pub(super) fn find_models(&mut self, entry: &mut Entry, notes: &mut Vec<Diagnostic>) {
        let mentions = entry.card.details.as_deref().map(|details| details.models.as_slice()).unwrap_or_default();
        let path = format!("content/{}", entry.card.path);
        let communes: Vec<TermId> = entry.terms(COMMUNES).collect();
        let mut rest = mentions;
        let mut found = Vec::new();
        while let Some((mention, after)) = rest.split_first() {
            rest = after;
            let joined = after.first().map(|next| format!("{}, {}", mention.text, next.text));
            if let Some(joined) = joined.filter(|joined| self.names.has(joined)) {
                notes.push(catalogue::comma_in_list(Place::at(&path, mention.span), &joined));
                rest = &after[1..];
                let mention = Mention { text: joined.into(), span: mention.span };
                found.push(self.names.find(&self.records, &Wanted::of_story(&mention, &path, &communes)));
            } else {
                found.push(self.names.find(&self.records, &Wanted::of_story(mention, &path, &communes)));
            }
        }
        for found in found {
            match found {
                Ok(record) if entry.records.contains(&record) => {}
                Ok(record) => entry.records.push(record),
                Err(note) => notes.extend(note),
            }
        }
    }

    /// Tells each record which public articles name it, newest first. `articles` stand oldest first.
    pub(super) fn add_stories(&mut self, articles: &[Entry]) {
        for (at, entry) in articles.iter().enumerate().rev() {
            for record in &entry.records {
                self.records[record.at()].stories.push(ArticleId::new(at));
            }
        }
    }

    fn find_origins(&mut self, notes: &mut Vec<Diagnostic>) {
        let path = path();
        for at_record in 0..self.records.len() {
            let (id, record) = (RecordId::new(at_record), &self.records[at_record]);
            let Some(mention) = &record.written.origin_name else { continue };
            match self.names.find(&self.records, &Wanted::of_record(mention, &path, id)) {
                Ok(origin) if origin == id => {
                    notes.push(catalogue::replicated_in_circle(at(mention.span), &[&record.written.name.text]));
                }
                Ok(origin) => {
                    self.records[at_record].origin = Some(origin);
                    self.records[origin.at()].copies.push(id);
                }
                Err(note) => notes.extend(note),
            }
        }
    }

    /// Records that were replicated from each other in a circle: each circle is told once, at the record that stands
    /// first in the file.
    fn note_circles(&self, notes: &mut Vec<Diagnostic>) {
        // The walk in which a record was met; each record is walked over once.
        let mut met: Vec<Option<usize>> = vec![None; self.records.len()];
        for start in 0..self.records.len() {
            let mut here = start;
            while met[here].is_none() {
                met[here] = Some(start);
                match self.records[here].origin {
                    Some(origin) => here = origin.at(),
                    None => break,
                }
            }
            if met[here] == Some(start) && self.records[here].origin.is_some() {
                notes.push(self.circle(here));
            }
        }
    }

    /// The circle that a record stands in.
    fn circle(&self, member: usize) -> Diagnostic {
        let from = |start: usize| {
            let next = |at: usize| self.records[at].origin.map(RecordId::at);
            successors(Some(start), move |at| next(*at).filter(|next| *next != start))
        };
        let first = from(member).min().unwrap_or(member);
        let mut names: Vec<&str> =
            from(first).map(|at| &*self.records[at].written.name.text).take(MOST_NAMES).collect();
        if from(first).nth(MOST_NAMES).is_some() {
            names.push("…");
        }
        let record = &self.records[first];
        let span = record.written.origin_name.as_ref().map_or(record.written.name.span, |origin| origin.span);
        catalogue::replicated_in_circle(at(span), &names)
    }
}

/// The field of each record; `None` where it is not known.
fn find_fields(records: &[WrittenRecord], taxonomies: &[Taxonomy], notes: &mut Vec<Diagnostic>) -> Vec<Option<TermId>> {
    let (path, mut names) = (path(), Names::new(taxonomies));
    let find = |record: &WrittenRecord| {
        let found = names.find(FIELDS, &record.field_name.text);
        if found.is_none() {
            notes.push(unknown(&taxonomies[FIELDS.at()], &record.field_name, &path));
        }
        found
    };
    records.iter().map(find).collect()
}

/// The place of a record. It may be named as it was called at any time since the model was registered: a register is kept
/// up to date for years.
fn find_place(
    record: &WrittenRecord,
    places: &mut PlaceNames<'_>,
    now: i64,
    notes: &mut Vec<Diagnostic>,
) -> Option<UnitId> {
    let mention = record.commune_name.as_ref()?;
    let since = record.registered.first().and_then(|year| Moment::parse(&format!("1/1/{year}"), Offset::VIETNAM).ok());
    let period = since.map_or(Period::ANY, |since| Period { from: since.unix(), until: now.max(since.unix()) });
    // Of a unit that was divided since, its record stands in the first of its communes of today: it is told, not refused.
    if let Err(Trouble::Divided(unit)) = places.find(&mention.text, period) {
        let note = places.divided(at(mention.span), &mention.text, unit);
        notes.push(Diagnostic { severity: Severity::Warning, ..note });
        return Some(unit);
    }
    places.look_up(mention, period, &path(), notes)
}

/// A record's address is made of its slug, else of its name; where that is taken, the unit's is appended, then a number.
/// Slugs that the file gives come first, then records in the order of the file: a record that is added at the end takes
/// no address away.
fn addresses(records: &[WrittenRecord], notes: &mut Vec<Diagnostic>) -> Vec<Option<Box<str>>> {
    let mut slugs = Slugs::default();
    let mut addresses = vec![None; records.len()];
    for (record, own_address) in records.iter().zip(&mut addresses) {
        let Some(own) = &record.own_slug else { continue };
        if !can_be_slug(&own.text) {
            notes.push(catalogue::bad_slug(at(own.span), &own.text));
        } else if let Some(line) = slugs.take(&own.text, own.span.line) {
            notes.push(catalogue::same_record_slug(at(own.span), &own.text, line));
        } else {
            *own_address = Some(address(&own.text));
        }
    }
    let unnamed = records.iter().zip(&mut addresses).filter(|(record, _)| record.own_slug.is_none());
    for (record, own_address) in unnamed {
        let (name, plain) = (&record.name, slug(&record.name.text));
        if plain.is_empty() {
            notes.push(catalogue::term_without_letters(at(name.span), &name.text));
        } else if plain.len() > LONGEST_NAME {
            notes.push(catalogue::bad_name(at(name.span), &BadName::TooLong(name.text.to_string())));
        } else {
            *own_address = Some(address(&free_slug(&mut slugs, &plain, record)));
        }
    }
    addresses
}

/// By commune, then by name, then as in the file; records without a commune come last.
fn order(records: &[Record]) -> Vec<RecordId> {
    let names: Vec<&str> = records.iter().map(|record| &*record.written.name.text).collect();
    let names = Order::default().ranks(&names);
    let place = |at: usize| records[at].commune.map_or(usize::MAX, TermId::at);
    let mut ids: Vec<usize> = (0..records.len()).collect();
    ids.sort_by_key(|at| (place(*at), names[*at], *at));
    ids.into_iter().map(RecordId::new).collect()
}

fn path() -> String {
    format!("content/{REGISTER_FILE}")
}

/// A place in the register's file.
pub(super) fn at(span: Span) -> Place {
    Place::at(&path(), span)
}

fn address(slug: &str) -> Box<str> {
    format!("{REGISTER}{slug}.html").into()
}

/// Whether a slug can be that of a record: the register's own pages stand in the same folder.
fn can_be_slug(slug: &str) -> bool {
    let is_page = slug == "index"
        || slug.strip_prefix("trang-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    is_slug(slug) && !is_page
}

/// The slug of a record that has none of its own: of its name, else of name and unit. Each is held by the line of its
/// record.
fn free_slug(slugs: &mut Slugs<u32>, plain: &str, record: &WrittenRecord) -> String {
    let line = record.name.span.line;
    if can_be_slug(plain) && slugs.holder(plain).is_none() {
        slugs.take(plain, line);
        return plain.to_owned();
    }
    let mut with_unit = slug(&format!("{plain} {}", record.unit));
    with_unit.truncate(LONGEST_NAME);
    slugs.take_like(with_unit.trim_end_matches('-'), can_be_slug, line)
}
