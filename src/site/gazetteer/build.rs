//! The gazetteer made of its file: units, their districts, what became of them, today's communes, addresses.
//!
//! In: what `communes.yaml` says, and the present. Out: a `Gazetteer`, the taxonomy of today's communes, and what was
//! noticed. Each step is one walk over the units.

use super::file::{GazetteerFile, Part, WrittenUnit};
use super::kind::UnitKind;
use super::{DISTRICTS_END, Gazetteer, Unit, UnitId, links, query};
use crate::base::path::is_slug;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::settings::TaxonomySettings;
use crate::site::slugs::Slugs;
use crate::site::taxonomy::{Taxonomy, Term, TermId};
use crate::vietnamese::{Moment, Offset, Order, slug};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The folder below that of places in which former units have their pages.
const FORMER: &str = "cu";
/// The pages of the whole province, and of what lies beyond it.
const PROVINCE: &str = "toan-tinh";
const OUTSIDE: &str = "ngoai-tinh";

impl Gazetteer {
    /// The gazetteer of a file, and the taxonomy of the communes that are in force at `now`, in alphabetical order.
    pub fn new(
        file: &GazetteerFile,
        settings: &TaxonomySettings,
        now: i64,
        notes: &mut Vec<Diagnostic>,
    ) -> (Self, Taxonomy) {
        let at = |span: Span| Place::at(&file.path, span);
        let mut gazetteer = Self { is_whole: file.is_whole, ..Self::default() };
        links::note_doubles(&file.units, &at, notes);
        gazetteer.units = file.units.iter().map(unit).collect();
        for (from, to, part) in links::find(&file.units, &at, notes) {
            gazetteer.units[from].became.push((UnitId::new(to), part));
            gazetteer.units[to].formed_of.push((UnitId::new(from), part));
        }
        gazetteer.add_districts(&file.units);
        gazetteer.add_province();
        let mut taxonomy = Taxonomy::new(settings);
        gazetteer.add_terms(&file.units, &mut taxonomy, now, &at, notes);
        for unit in &mut gazetteer.units {
            unit.is_former = unit.until.is_some_and(|until| until.unix() <= now);
        }
        gazetteer.find_today();
        gazetteer.give_addresses(file);
        gazetteer.index(&file.units);
        let groups: Vec<String> = gazetteer.of_terms.iter().map(|id| gazetteer.names_of_districts(*id)).collect();
        for (term, group) in taxonomy.terms_mut().zip(groups) {
            term.group = group.into();
        }
        (gazetteer, taxonomy)
    }

    /// Districts are known from the units that lay in them, unless the file lists them.
    fn add_districts(&mut self, written: &[WrittenUnit]) {
        let mut known: HashMap<String, UnitId> = HashMap::new();
        for (id, unit) in self.units() {
            if unit.kind.is_district_level() {
                known.insert(query::normal(&unit.label()), id);
            }
        }
        let end = Moment::from_unix(DISTRICTS_END, Offset::VIETNAM);
        for (at, written) in written.iter().enumerate() {
            for (text, left) in &written.districts {
                let label = query::normal(text);
                let (kind, name) = UnitKind::strip(&label).unwrap_or((UnitKind::District, &label));
                let id = *known.entry(query::normal(&format!("{} {name}", kind.word()))).or_insert_with(|| {
                    let words = kind.word().split(' ').count();
                    let has_word = UnitKind::strip(&label).is_some();
                    let name = text.split_whitespace().skip(if has_word { words } else { 0 });
                    let name = name.collect::<Vec<_>>().join(" ");
                    self.units.push(blank(&name, kind));
                    UnitId::new(self.units.len() - 1)
                });
                let district = &mut self.units[id.at()];
                if let Some(left) = left.filter(|left| district.until.is_none_or(|until| until.unix() < left.unix())) {
                    district.until = Some(left);
                }
                let own = &mut self.units[at].districts;
                if !own.contains(&id) {
                    own.push(id);
                }
            }
        }
        for unit in self.units.iter_mut().filter(|unit| unit.kind.is_district_level()) {
            unit.until = unit.until.filter(|until| until.unix() < DISTRICTS_END).or(end);
        }
        // A unit lay where those lay that it was made of.
        let mut order: Vec<usize> = (0..written.len()).collect();
        order.sort_by_key(|at| self.units[*at].ends());
        for at in order {
            for (later, _) in self.units[at].became.clone() {
                let is_unknown = written.get(later.at()).is_some_and(|written| written.districts.is_empty());
                for district in self.units[at].districts.clone() {
                    let own = &mut self.units[later.at()].districts;
                    if is_unknown && !own.contains(&district) {
                        own.push(district);
                    }
                }
            }
        }
    }

    fn add_province(&mut self) {
        let known = self.units().find(|(_, unit)| unit.kind == UnitKind::Province).map(|(id, _)| id);
        self.province = known.unwrap_or_else(|| {
            self.units.push(blank("", UnitKind::Province));
            UnitId::new(self.units.len() - 1)
        });
        self.units.push(blank("", UnitKind::Outside));
        self.outside = UnitId::new(self.units.len() - 1);
    }

    /// The communes of today as terms, in alphabetical order.
    fn add_terms(
        &mut self,
        written: &[WrittenUnit],
        taxonomy: &mut Taxonomy,
        now: i64,
        at: &dyn Fn(Span) -> Place,
        notes: &mut Vec<Diagnostic>,
    ) {
        let is_today = |unit: &Unit| unit.kind.is_commune_level() && unit.starts() <= now && now < unit.ends();
        let today: Vec<usize> = (0..written.len()).filter(|at| is_today(&self.units[*at])).collect();
        let names: Vec<&str> = today.iter().map(|at| &*self.units[*at].name).collect();
        let ranks = Order::default().ranks(&names);
        let mut ranked: Vec<(usize, usize)> = ranks.into_iter().zip(today).collect();
        ranked.sort_unstable();
        for (_, of) in ranked {
            let (unit, own) = (&self.units[of], &written[of]);
            let slug = own.slug.clone().unwrap_or_else(|| slug(&own.name).into());
            let is_taken = [FORMER, PROVINCE, OUTSIDE].contains(&&*slug);
            if is_taken {
                notes.push(catalogue::bad_slug(at(own.span), &slug));
                continue;
            }
            let (title, names) = (unit.title(), [slug.to_string()]);
            let term =
                Term { title: title.into(), name: unit.name.clone(), slug, code: unit.code.clone(), ..Term::default() };
            let id = TermId::new(self.of_terms.len());
            if let Err((name, other)) = taxonomy.add(term, &names) {
                notes.push(catalogue::duplicate_term(at(own.span), &name, &other));
                continue;
            }
            self.units[of].term = Some(id);
            self.of_terms.push(UnitId::new(of));
        }
    }

    /// Follows each unit to the communes of today. Later units come first: what became of them is known then.
    fn find_today(&mut self) {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.units[*at].ends()));
        for at in order {
            let unit = &self.units[at];
            let mut today: BTreeMap<TermId, Part> = unit.term.map(|term| (term, Part::Whole)).into_iter().collect();
            if today.is_empty() {
                for (later, part) in &unit.became {
                    for (term, further) in &self.units[later.at()].today {
                        today.entry(*term).or_insert(if *part == Part::Whole { *further } else { *part });
                    }
                }
            }
            self.units[at].today = today.into_iter().collect();
        }
        // What is still to come lies where it will be made of.
        for at in 0..self.units.len() {
            let unit = &self.units[at];
            if unit.today.is_empty() && !unit.is_former {
                let before = unit.formed_of.iter().flat_map(|(id, _)| &self.units[id.at()].today);
                let today: BTreeMap<TermId, Part> = before.copied().collect();
                self.units[at].today = today.into_iter().collect();
            }
        }
        // A district is where its units are.
        let mut within: Vec<HashSet<TermId>> = vec![HashSet::new(); self.units.len()];
        for unit in self.units.iter().filter(|unit| unit.kind.is_commune_level()) {
            for district in &unit.districts {
                within[district.at()].extend(unit.today.iter().map(|(term, _)| *term));
            }
        }
        for (unit, terms) in self.units.iter_mut().zip(within) {
            if unit.kind.is_district_level() {
                unit.today = terms.into_iter().map(|term| (term, Part::Whole)).collect();
                unit.today.sort_unstable();
            }
        }
    }

    /// `/dia-phuong/cam-due/`, `/dia-phuong/cu/xa-cam-vinh/`. Where one of that kind and name ended before in another
    /// district, the district stands in the address; where there was none, the last year. Units take their addresses in the
    /// order in which they ended, so that one that stands never changes.
    fn give_addresses(&mut self, file: &GazetteerFile) {
        let folder = &file.folder;
        let mut former: Vec<usize> = (0..self.units.len()).filter(|at| self.units[*at].is_former).collect();
        former.sort_by_key(|at| self.units[*at].ends());
        let held: HashSet<String> = self.of_terms.iter().map(|id| self.own_address(*id, file)).collect();
        let mut slugs = Slugs::default();
        let mut in_districts: HashMap<String, HashSet<Option<UnitId>>> = HashMap::new();
        let mut moved: BTreeMap<String, usize> = BTreeMap::new();
        let ends: Vec<i64> = self.units.iter().map(Unit::ends).collect();
        for together in former.chunk_by(|a, b| ends[*a] == ends[*b]) {
            let district = |unit: &Unit| unit.districts.first().copied().filter(|_| unit.ends() <= DISTRICTS_END);
            for unit in together.iter().map(|at| &self.units[*at]) {
                in_districts.entry(slug(&unit.label())).or_default().insert(district(unit));
            }
            for at in together.iter().copied() {
                let unit = &self.units[at];
                let plain = slug(&unit.label());
                let wanted = match district(unit) {
                    Some(district) if in_districts.get(&plain).is_some_and(|districts| districts.len() > 1) => {
                        format!("{plain}-{}", slug(&self.unit(district).label()))
                    }
                    _ if slugs.holder(&plain).is_some() => {
                        format!("{plain}-{}", unit.until.map_or(0, |until| until.day_before().month().0))
                    }
                    _ => plain,
                };
                // Since there are no districts, every commune had a page of its own as long as it was there.
                let old = self.own_address(UnitId::new(at), file);
                if unit.kind.is_commune_level() && unit.ends() > DISTRICTS_END && !held.contains(&old) {
                    moved.insert(old, at);
                }
                self.units[at].address =
                    format!("/{folder}/{FORMER}/{}/", slugs.take_like(&wanted, is_slug, ())).into();
            }
        }
        for (old, at) in moved {
            self.units[at].moved_from = Some(old.into());
        }
        for at in self.of_terms.clone() {
            self.units[at.at()].address = self.own_address(at, file).into();
        }
        for (id, name) in [(self.province, PROVINCE), (self.outside, OUTSIDE)] {
            self.units[id.at()].address = format!("/{folder}/{name}/").into();
        }
    }

    /// The address of a commune of its time.
    fn own_address(&self, id: UnitId, file: &GazetteerFile) -> String {
        let written = file.units.get(id.at()).and_then(|written| written.slug.as_deref());
        let slug = written.map_or_else(|| slug(&self.unit(id).name), str::to_owned);
        format!("/{}/{slug}/", file.folder)
    }

    /// What names are looked up in.
    fn index(&mut self, written: &[WrittenUnit]) {
        let (mut by_name, mut by_code, mut by_slug) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut changes = Vec::new();
        for (id, unit) in self.units() {
            if unit.name.is_empty() {
                continue;
            }
            let aliases = written.get(id.at()).map(|written| written.aliases.as_slice()).unwrap_or_default();
            for name in aliases.iter().chain([&unit.name]) {
                by_name.entry(query::normal(name)).or_insert_with(Vec::new).push(id);
            }
            if !unit.code.is_empty() {
                by_code.entry(unit.code.clone()).or_insert_with(Vec::new).push(id);
            }
            let own = unit.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
            let mut slugs = vec![slug(&unit.name), slug(&unit.label()), own];
            slugs.sort_unstable();
            slugs.dedup();
            for slug in slugs {
                by_slug.entry(slug).or_insert_with(Vec::new).push(id);
            }
            changes.extend(unit.from.iter().chain(&unit.until).map(Moment::unix));
        }
        changes.sort_unstable();
        changes.dedup();
        self.by_name = by_name;
        self.by_code = by_code;
        self.by_slug = by_slug;
        self.changes = changes;
    }
}

fn blank(name: &str, kind: UnitKind) -> Unit {
    Unit {
        name: name.into(),
        kind,
        code: "".into(),
        from: None,
        until: None,
        districts: Vec::new(),
        became: Vec::new(),
        formed_of: Vec::new(),
        today: Vec::new(),
        is_former: false,
        term: None,
        address: "".into(),
        moved_from: None,
        list: None,
    }
}

fn unit(written: &WrittenUnit) -> Unit {
    let (from, until) = (written.from, written.until);
    Unit { code: written.code.clone().unwrap_or_default(), from, until, ..blank(&written.name, written.kind) }
}
