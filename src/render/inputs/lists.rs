//! What pages that list are made of: lists, indexes, sitemaps.

use super::Inputs;
use crate::article::Kind;
use crate::base::hash::Digest;
use crate::plan::{Pager, Part, SitemapPart, register_page_of};
use crate::render::numbers::Counts;
use crate::render::place::{stories_of_districts, unit_of};
use crate::render::{calendar, record, sitemap};
use crate::settings::{COMMUNES, FIELDS, TaxonomyId};
use crate::site::{List, ListId, ListOf, Register, TermId};

impl Inputs<'_> {
    pub(super) fn terms_with_counts(&self, taxonomy: TaxonomyId, digest: &mut Digest) {
        let site = &self.world.site;
        for ((_, term), hash) in site.taxonomies[taxonomy.at()].terms().zip(&self.terms[taxonomy.at()]) {
            digest.add(&(hash, term.list.map(|list| site.list(list).articles.len())));
        }
    }

    /// What stands over a list.
    pub(super) fn heading(&self, list: &List, digest: &mut Digest) {
        digest.add(&list.address);
        match list.of {
            ListOf::Section(at) => digest.add(&self.sections[at]),
            ListOf::Term(taxonomy, term) => digest.add(&self.terms[taxonomy.at()][term.at()]),
            ListOf::Unit(id) => digest.add(&(self.places[id.at()], self.gazetteer)),
            ListOf::Crossing(commune, field) => {
                digest.add(&(self.terms[COMMUNES.at()][commune.at()], self.terms[FIELDS.at()][field.at()]))
            }
            ListOf::Month(year, month) => digest.add(&(year, month)),
        };
    }

    pub(super) fn list(&self, id: ListId, part: Part, digest: &mut Digest) {
        let list = self.world.site.list(id);
        let pager = Pager::of(list);
        self.heading(list, digest);
        match part {
            Part::Newest => digest.add(&pager.closed()),
            Part::Closed(number) => digest.add(&(number, number == pager.closed())),
        };
        self.cards(list.articles[pager.on(part)].iter().copied(), digest);
        if let (Some(register), ListOf::Term(COMMUNES, commune)) = (&self.world.site.register, list.of) {
            let records = register.of_commune(commune);
            digest.add(&(records.is_empty(), register_page_of(records.start)));
        }
        if part == Part::Newest {
            self.beside_newest(list, digest);
        }
    }

    /// What stands beside the articles at a list's own address.
    pub(super) fn beside_newest(&self, list: &List, digest: &mut Digest) {
        let site = &self.world.site;
        digest.add(&Counts::of(site, list));
        match list.of {
            ListOf::Month(..) => {
                digest.add(&calendar::days_with_articles(site, list));
            }
            ListOf::Term(COMMUNES, commune) => {
                digest.add(&self.crossings[0][commune.at()]);
                for record in site.register.iter().flat_map(|of| record::shown_of_commune(of, commune)) {
                    digest.add(&self.records[record.at()]);
                }
            }
            ListOf::Term(FIELDS, field) => {
                digest.add(&self.crossings[1][field.at()]);
            }
            _ => {}
        }
        if let Some(unit) = unit_of(site, list.of) {
            digest.add(&self.gazetteer);
            if unit.kind.is_district_level() {
                unit.today.iter().for_each(|(commune, _)| self.commune(*commune, digest));
            }
            if unit.term.is_some() {
                self.cards(stories_of_districts(site, unit).into_iter(), digest);
            }
        }
    }

    /// A commune as places show it: with numbers.
    pub(super) fn commune(&self, commune: TermId, digest: &mut Digest) {
        let site = &self.world.site;
        let stories = site.list_of(COMMUNES, commune).map(|list| list.articles.len());
        let records = site.register.as_ref().map(|register| register.of_commune(commune).len());
        digest.add(&(self.terms[COMMUNES.at()][commune.at()], stories, records));
    }

    pub(super) fn index(&self, taxonomy: TaxonomyId, digest: &mut Digest) {
        self.terms_with_counts(taxonomy, digest);
        if taxonomy != COMMUNES {
            return;
        }
        let site = &self.world.site;
        digest.add(&self.gazetteer).add(&self.places);
        for (id, _) in site.taxonomies[COMMUNES.at()].terms() {
            self.commune(id, digest);
        }
        for (_, unit) in site.gazetteer.units() {
            digest.add(&unit.list.map(|list| site.list(list).articles.len()));
        }
        digest.add(&site.articles().filter(|(_, entry)| entry.term(COMMUNES).is_some()).count());
    }

    pub(super) fn months(&self, digest: &mut Digest) {
        for (_, list) in self.world.site.lists() {
            if let ListOf::Month(year, month) = list.of {
                digest.add(&(year, month));
            }
        }
    }

    pub(super) fn sitemap(&self, part: SitemapPart, digest: &mut Digest) {
        let site = &self.world.site;
        match part {
            SitemapPart::Month(year, month) => {
                self.cards(sitemap::of_month(site, year, month).iter().copied(), digest);
            }
            SitemapPart::Lists => {
                for (_, record) in site.register.iter().flat_map(Register::records) {
                    digest.add(&record.address);
                }
                for (_, list) in site.lists().filter(|(_, list)| !list.articles.is_empty()) {
                    digest.add(&list.address);
                }
                let pages = site.articles().filter(|(_, entry)| entry.kind == Kind::Page);
                self.cards(pages.map(|(id, _)| id), digest);
            }
        }
    }
}
