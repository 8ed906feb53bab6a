//! From names of places to units: those that articles and records name, each looked up at its own time.
//!
//! In: names in front matter and in the register, and when what is told happened. Out: the unit of that time and today's
//! communes, or what is wrong with the name, with what to write instead.

use super::gazetteer::{Gazetteer, Lookup, Period, Trouble, UnitId, UnitKind, Warning};
use super::{Entry, PlaceNamed};
use crate::article::Mention;
use crate::base::hash::Map;
use crate::diagnostic::catalogue::{self, Bearer, ClosedList, TermAdvice};
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::{COMMUNES, TaxonomySettings};

/// Looking for the nearest names walks through the gazetteer; nobody reads more of them than this.
const MOST_SUGGESTIONS: usize = 100;

/// A gazetteer and the names that were looked up before: an archive repeats its places.
pub(super) struct PlaceNames<'g> {
    gazetteer: &'g Gazetteer,
    settings: &'g TaxonomySettings,
    /// By era and name.
    known: Map<usize, Map<Box<str>, Result<Lookup, Trouble>>>,
    /// How many times the nearest names were looked for.
    suggested: usize,
}

impl<'g> PlaceNames<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, settings: &'g TaxonomySettings) -> Self {
        Self { gazetteer, settings, known: Map::default(), suggested: 0 }
    }

    /// The unit that a name means at a time.
    pub(super) fn find(&mut self, name: &str, period: Period) -> Result<Lookup, Trouble> {
        if period.from != period.until {
            return self.gazetteer.find(name, period);
        }
        let known = self.known.entry(self.gazetteer.era(period.from)).or_default();
        if let Some(found) = known.get(name) {
            return found.clone();
        }
        let found = self.gazetteer.find(name, period);
        known.insert(name.into(), found.clone());
        found
    }

    /// Whether a name means a unit of the lowest level.
    fn is_commune(&mut self, name: &str, period: Period) -> bool {
        self.find(name, period).is_ok_and(|found| self.gazetteer.unit(found.unit).kind.is_commune_level())
    }

    /// Looks up a mention in the file at `path`; what is to be told of it goes into `notes`.
    pub(super) fn look_up(
        &mut self,
        mention: &Mention,
        period: Period,
        path: &str,
        notes: &mut Vec<Diagnostic>,
    ) -> Option<UnitId> {
        let place = || Place::at(path, mention.span);
        match self.find(&mention.text, period) {
            Ok(Lookup { unit, warning }) => {
                if let Some(warning) = warning {
                    let label = self.gazetteer.unit(unit).label();
                    let (since, until) = match &warning {
                        Warning::Since(day) => (Some(day), None),
                        Warning::Until(day) => (None, Some(day)),
                    };
                    notes.push(catalogue::place_out_of_time(place(), &label, since, until));
                }
                Some(unit)
            }
            // Of a list that could not be read no name is missed.
            Err(Trouble::Unknown) if !self.gazetteer.is_whole => None,
            Err(trouble) => {
                notes.push(self.tell(place(), &mention.text, period, &trouble));
                None
            }
        }
    }

    /// Adds a place that an article names, and the communes of today that it lies in.
    pub(super) fn add(&self, entry: &mut Entry, unit: UnitId, text: &str) {
        let found = self.gazetteer.unit(unit);
        let beyond = (found.kind == UnitKind::Outside).then(|| text.split_once(':')).flatten();
        let detail = beyond.map(|(_, detail)| detail.trim()).filter(|detail| !detail.is_empty());
        let named = PlaceNamed { unit, detail: detail.map(Into::into) };
        if !entry.places.contains(&named) {
            entry.places.push(named);
        }
        if found.kind.is_commune_level() {
            for (term, _) in &found.today {
                entry.add(COMMUNES, *term);
            }
        }
    }

    pub(super) fn tell(&mut self, at: Place, name: &str, period: Period, trouble: &Trouble) -> Diagnostic {
        match trouble {
            Trouble::Unknown => {
                let settings = self.settings;
                let list = ClosedList { name: &settings.name, key: &settings.key, file: &settings.file };
                self.suggested += 1;
                let is_told = self.suggested <= MOST_SUGGESTIONS;
                let near = if is_told { self.gazetteer.nearest(name, period) } else { Vec::new() };
                let near: Vec<&str> = near.iter().map(String::as_str).collect();
                catalogue::unknown_term(at, list, name, &near, &self.several(name, period))
            }
            Trouble::Several(units) => catalogue::several_places(at, name, &self.bearers(units, period)),
            Trouble::NeedsDate(units) => catalogue::place_needs_date(at, name, &self.bearers(units, period)),
            Trouble::Divided(unit) => self.divided(at, name, *unit),
        }
    }

    /// A unit that lies in several communes of today.
    pub(super) fn divided(&self, at: Place, name: &str, unit: UnitId) -> Diagnostic {
        let unit = self.gazetteer.unit(unit);
        let today: Vec<String> = unit.today.iter().map(|(term, _)| self.gazetteer.of_term(*term).label()).collect();
        catalogue::divided_place(at, name, unit.until.as_ref(), &today)
    }

    /// Names in one text that are places each.
    fn several(&self, name: &str, period: Period) -> TermAdvice {
        let parts: Vec<&str> = name.split(',').map(str::trim).collect();
        if parts.len() > 1 && parts.iter().all(|part| self.gazetteer.find(part, period).is_ok()) {
            return TermAdvice::Several(parts.into_iter().map(str::to_owned).collect());
        }
        TermAdvice::Nothing
    }

    fn bearers(&self, units: &[UnitId], period: Period) -> Vec<Bearer> {
        let bearer = |id: &UnitId| {
            let unit = self.gazetteer.unit(*id);
            let district = unit.districts.first().filter(|_| unit.until.is_some());
            Bearer {
                label: unit.label(),
                district: district.map(|district| self.gazetteer.unit(*district).label()),
                from: unit.from,
                until: unit.until,
                is_there: period != Period::ANY && unit.is_there(period),
            }
        };
        units.iter().map(bearer).collect()
    }
}

/// When what an article tells happened: on the day of its conference, else on its own.
pub(super) fn period(entry: &Entry) -> Period {
    let conference = entry.card.details.as_deref().and_then(|details| details.conference.as_ref());
    let date = conference.and_then(|conference| conference.from).or(entry.card.date);
    date.as_ref().map_or(Period::ANY, Period::on)
}

/// Fills in the places that an article names, and the communes of today that they lie in. `xã Cẩm Duệ, huyện Cẩm Xuyên`
/// that `[…]` took apart is put together again.
pub(super) fn find_places(entry: &mut Entry, names: &mut PlaceNames<'_>, notes: &mut Vec<Diagnostic>) {
    // What cannot be dated for a mistake in the date is not told a second time.
    if entry.card.mentions(COMMUNES).next().is_none() || entry.facts.has_bad_date {
        return;
    }
    let (path, period) = (format!("content/{}", entry.card.path), period(entry));
    // Taken out while places are added to the entry.
    let mentions = std::mem::take(&mut entry.card.mentions);
    let of_places: Vec<&Mention> =
        mentions.iter().filter(|(of, _)| *of == COMMUNES).map(|(_, mention)| mention).collect();
    let mut rest = of_places.as_slice();
    while let Some((mention, after)) = rest.split_first() {
        rest = after;
        let with_district = after.first().and_then(|district| with_district(mention, district));
        let joined = with_district.filter(|joined| names.is_commune(&joined.text, period));
        if let Some(joined) = &joined {
            notes.push(catalogue::comma_in_list(Place::at(&path, mention.span), &joined.text));
            rest = &after[1..];
        }
        let mention = joined.as_ref().unwrap_or(*mention);
        if let Some(unit) = names.look_up(mention, period, &path, notes) {
            names.add(entry, unit, &mention.text);
        }
    }
    entry.card.mentions = mentions;
}

/// A name and the district that stands after it on the line. On lines of their own they are two places.
fn with_district(mention: &Mention, district: &Mention) -> Option<Mention> {
    UnitKind::begins(&district.text)
        .filter(|kind| kind.is_district_level() || *kind == UnitKind::Province)
        .filter(|_| mention.span.line == district.span.line)
        .map(|_| Mention { text: format!("{}, {}", mention.text, district.text).into(), span: mention.span })
}
