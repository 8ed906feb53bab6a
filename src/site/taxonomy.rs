//! Lists of terms: communes of today, fields, tags, authors, series, and what `site.yaml` declares, all by the same code.
//!
//! A term is found by name, alias, slug or code, whatever the letter case, the place of tone marks and the word for the
//! type before a name. Terms are told apart by that key, not by their slugs: two names with one slug are two terms.

use super::ListId;
use super::slugs::Slugs;
use crate::article::AuthorKind;
use crate::base::hash::Map;
use crate::base::path::{BadName, LONGEST_NAME, is_slug};
use crate::diagnostic::catalogue::TermAdvice;
use crate::diagnostic::nearest;
use crate::settings::{AUTHORS, TaxonomyId, TaxonomySettings};
use crate::vietnamese::{Order, initial, key, loose_key, slug};

/// The place of a term in its taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u32);

impl TermId {
    pub(super) fn new(at: usize) -> Self {
        // Each term has at least a name of its own in memory.
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Its place in its taxonomy.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A commune, a field, a tag, an author …
#[derive(Debug, Default)]
pub struct Term {
    /// `Cẩm Duệ`
    pub name: Box<str>,
    /// With its type where it has one: `Xã Cẩm Duệ`.
    pub title: Box<str>,
    /// `cam-due`
    pub slug: Box<str>,
    /// The code of a commune: `18739`.
    pub code: Box<str>,
    /// One sentence about it.
    pub description: Box<str>,
    /// The group of a field in the yearly report; the former districts of a commune.
    pub group: Box<str>,
    /// What an author of `authors.yaml` is.
    pub author: Option<AuthorKind>,
    /// Its list of articles; set when the site is resolved.
    pub list: Option<ListId>,
}

/// A list of terms.
#[derive(Debug)]
pub struct Taxonomy {
    /// What the settings say of it.
    pub settings: TaxonomySettings,
    terms: Vec<Term>,
    /// How names are compared: fields forget i and y too, persons do not.
    key: fn(&str) -> String,
    found: Map<String, TermId>,
    /// Names as they were met: an archive writes most of them the same way every time.
    met: Map<Box<str>, TermId>,
    slugs: Slugs<TermId>,
}

impl Taxonomy {
    pub(super) fn new(settings: &TaxonomySettings) -> Self {
        Self {
            settings: settings.clone(),
            key: if settings.is_open { key } else { loose_key },
            terms: Vec::new(),
            found: Map::default(),
            met: Map::default(),
            slugs: Slugs::default(),
        }
    }

    /// The terms in the order of the list, those that it does not hold after them as they were met.
    pub fn terms(&self) -> impl Iterator<Item = (TermId, &Term)> {
        (0..).map(TermId::new).zip(&self.terms)
    }

    /// The terms as an index shows them, each with the group that it stands in: a closed list as it is, an open one by
    /// the alphabet and in groups of a letter (persons by the last word of their names, as Vietnamese given names are).
    pub fn index(&self, id: TaxonomyId) -> Vec<(String, &Term)> {
        if !self.settings.is_open {
            return self.terms.iter().map(|term| (term.group.to_string(), term)).collect();
        }
        let shown_under = |term: &Term| match term.author {
            Some(AuthorKind::Unit) => term.name.to_string(),
            _ if id == AUTHORS => term.name.rsplit(' ').next().unwrap_or_default().to_owned(),
            _ => term.name.to_string(),
        };
        let order = Order::default();
        let mut terms: Vec<(String, &Term)> = self.terms.iter().map(|term| (shown_under(term), term)).collect();
        terms.sort_by(|(a, one), (b, other)| order.compare(a, b).then_with(|| order.compare(&one.name, &other.name)));
        terms.into_iter().map(|(name, term)| (initial(&name), term)).collect()
    }

    pub(super) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    pub(super) fn term_mut(&mut self, id: TermId) -> &mut Term {
        &mut self.terms[id.0 as usize]
    }

    /// One term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The address of the index of all terms.
    pub fn address(&self) -> String {
        format!("/{}/", self.settings.folder)
    }

    /// Looks a name up as people write it.
    pub fn find(&self, name: &str) -> Option<TermId> {
        self.met.get(name).or_else(|| self.found.get(&(self.key)(name))).copied()
    }

    /// Under which keys each term is found, sorted: names, codes, short forms.
    pub fn keys(&self) -> Vec<(TermId, &str)> {
        let mut keys: Vec<(TermId, &str)> = self.found.iter().map(|(key, term)| (*term, key.as_str())).collect();
        keys.sort_unstable();
        keys
    }

    /// The term of a name in an open list, which is made when it is met for the first time. When another term has its
    /// slug already, it gets `-2`, and that term is told too.
    pub(super) fn meet(&mut self, name: &str) -> Result<(TermId, Option<&Term>), BadName> {
        if let Some(known) = self.met.get(name) {
            return Ok((*known, None));
        }
        if let Some(known) = self.find(name) {
            self.met.insert(name.into(), known);
            return Ok((known, None));
        }
        let wanted = slug(name);
        if wanted.is_empty() {
            return Err(BadName::Empty(name.to_owned()));
        }
        if wanted.len() > LONGEST_NAME {
            return Err(BadName::TooLong(name.to_owned()));
        }
        let id = TermId::new(self.terms.len());
        let other = self.slugs.holder(&wanted).copied();
        let own = self.slugs.take_like(&wanted, is_slug, id);
        self.found.insert((self.key)(name), id);
        self.terms.push(Term { name: name.into(), title: name.into(), slug: own.into(), ..Term::default() });
        Ok((id, other.map(|other| self.term(other))))
    }

    /// What is known of a name that is not found.
    pub fn advice(&self, name: &str) -> TermAdvice {
        let parts: Vec<&str> = name.split(',').map(str::trim).collect();
        let is_several = parts.len() > 1 && parts.iter().all(|part| self.find(part).is_some());
        if is_several {
            TermAdvice::Several(parts.into_iter().map(str::to_owned).collect())
        } else {
            TermAdvice::Nothing
        }
    }

    /// The names nearest to one that is not found.
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        nearest(name, self.terms.iter().flat_map(|term| [&*term.name, &*term.title]))
    }

    /// Adds a term under its names; tells which name was taken already.
    pub(super) fn add(&mut self, term: Term, names: &[String]) -> Result<(), (String, Box<str>)> {
        let id = TermId::new(self.terms.len());
        for name in names {
            if let Some(other) = self.found.get(&(self.key)(name)).filter(|other| **other != id) {
                return Err((name.clone(), self.term(*other).title.clone()));
            }
        }
        self.found.extend(names.iter().map(|name| ((self.key)(name), id)));
        self.slugs.take(&term.slug, id);
        self.terms.push(term);
        Ok(())
    }
}
