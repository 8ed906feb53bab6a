//! Which record a name means: by code, by name, by slug, or by name and unit (`tên – đơn vị`, `tên (đơn vị)`).
//!
//! In: the records, and names as people write them. Out: a record, or what is wrong with the name.

use super::TermId;
use super::record::{Record, RecordId};
use super::register::at;
use crate::article::Mention;
use crate::diagnostic::{Diagnostic, Place, catalogue, nearest};
use crate::vietnamese::key;
use std::collections::HashMap;

/// Looking for the nearest names walks through the register; nobody reads more of them than this.
const MOST_SUGGESTIONS: usize = 40;
/// So many units that share a name are told.
const MOST_UNITS: usize = 8;
/// A text is looked at so often as a name and a unit.
const MOST_DASHES: usize = 8;

/// The names of all records, as they are compared.
#[derive(Debug, Default)]
pub(super) struct RecordNames {
    names: HashMap<String, Vec<RecordId>>,
    /// By name and unit.
    whole: HashMap<(String, String), RecordId>,
    codes: HashMap<String, RecordId>,
    slugs: HashMap<Box<str>, RecordId>,
    /// Whether these are all: else a name that is not found may be one that could not be read.
    is_whole: bool,
    /// How many times the nearest names were looked for.
    suggested: usize,
}

/// A name of a record, and where it stands.
pub(super) struct Wanted<'w> {
    mention: &'w Mention,
    path: &'w str,
    /// Of several records with one name, that of these communes is meant.
    communes: &'w [TermId],
    /// The record that the name stands in: of several with one name, another is meant.
    within: Option<RecordId>,
}

impl<'w> Wanted<'w> {
    /// A name in the front matter of an article.
    pub(super) fn of_story(mention: &'w Mention, path: &'w str, communes: &'w [TermId]) -> Self {
        Self { mention, path, communes, within: None }
    }

    /// A name in another record.
    pub(super) fn of_record(mention: &'w Mention, path: &'w str, within: RecordId) -> Self {
        Self { mention, path, communes: &[], within: Some(within) }
    }

    fn place(&self) -> Place {
        Place::at(self.path, self.mention.span)
    }
}

impl RecordNames {
    /// The names of all records; those of which there are two are told.
    pub(super) fn new(records: &[Record], is_whole: bool, notes: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self { is_whole, ..Self::default() };
        for (id, record) in (0..).map(RecordId::new).zip(records) {
            let own = key(&record.written.name.text);
            names.names.entry(own.clone()).or_default().push(id);
            if let Some(other) = names.whole.insert((own, key(&record.written.unit)), id) {
                let line = records[other.at()].written.name.span.line;
                notes.push(catalogue::same_record(
                    at(record.written.name.span),
                    &record.written.name.text,
                    &record.written.unit,
                    line,
                ));
            }
            if let Some(code) = &record.written.code
                && let Some(other) = names.codes.insert(key(&code.text), id)
            {
                notes.push(catalogue::same_record_code(
                    at(code.span),
                    &code.text,
                    &records[other.at()].written.name.text,
                ));
            }
            names.slugs.insert(record.slug().into(), id);
        }
        names
    }

    /// Whether a text names a record, or several.
    pub(super) fn has(&self, text: &str) -> bool {
        let wanted = key(text);
        self.names.contains_key(&wanted) || self.one(&wanted).is_some()
    }

    /// The record that a name means, or what is wrong, unless that was told where the register was read.
    pub(super) fn find(&mut self, records: &[Record], wanted: &Wanted<'_>) -> Result<RecordId, Option<Diagnostic>> {
        let text = key(&wanted.mention.text);
        if let Some(id) = self.codes.get(&text) {
            return Ok(*id);
        }
        if let Some(all) = self.names.get(&text) {
            return one_of(all, records, wanted).map_err(Some);
        }
        match self.one(&text) {
            Some(id) => Ok(id),
            None if self.is_whole => Err(Some(self.unknown(records, wanted))),
            None => Err(None),
        }
    }

    /// The one record of a code, a slug, or a name with its unit.
    fn one(&self, text: &str) -> Option<RecordId> {
        let whole = |name: &str, unit: &str| {
            self.whole.get(&(name.trim_end().to_owned(), unit.trim_start().to_owned())).copied()
        };
        if let Some(id) = self.codes.get(text).or_else(|| self.slugs.get(text)) {
            return Some(*id);
        }
        if let Some((name, unit)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
            && let Some(id) = whole(name, unit)
        {
            return Some(id);
        }
        let is_dash = |c: char| matches!(c, '-' | '–' | '—');
        let dashes = text.char_indices().filter(|(_, c)| is_dash(*c)).take(MOST_DASHES);
        dashes.into_iter().find_map(|(at, dash)| whole(&text[..at], &text[at + dash.len_utf8()..]))
    }

    fn unknown(&mut self, records: &[Record], wanted: &Wanted<'_>) -> Diagnostic {
        let text = &wanted.mention.text;
        let parts: Vec<&str> = text.split(',').map(str::trim).take(MOST_UNITS).collect();
        if parts.len() > 1 && parts.iter().all(|part| self.has(part)) {
            return catalogue::several_records(wanted.place(), text, &parts);
        }
        self.suggested += 1;
        let names = records.iter().map(|record| &*record.written.name.text);
        let near = if self.suggested <= MOST_SUGGESTIONS { nearest(text, names) } else { Vec::new() };
        catalogue::unknown_record(wanted.place(), text, &near)
    }
}

/// The one record that is meant of all that have a name.
fn one_of(all: &[RecordId], records: &[Record], wanted: &Wanted<'_>) -> Result<RecordId, Diagnostic> {
    let others = || all.iter().copied().filter(|id| all.len() == 1 || Some(*id) != wanted.within);
    let of_place = |id: &RecordId| records[id.at()].commune.is_some_and(|commune| wanted.communes.contains(&commune));
    let by_place = || if wanted.communes.is_empty() { None } else { only(others().filter(of_place)) };
    if let Some(id) = only(others()).or_else(by_place) {
        return Ok(id);
    }
    let mut units: Vec<&str> = others().map(|id| &*records[id.at()].written.unit).take(MOST_UNITS).collect();
    if others().nth(MOST_UNITS).is_some() {
        units.push("…");
    }
    Err(catalogue::ambiguous_record(wanted.place(), &wanted.mention.text, &units))
}

/// The item of an iterator that has one.
fn only(mut items: impl Iterator<Item = RecordId>) -> Option<RecordId> {
    items.next().filter(|_| items.next().is_none())
}
