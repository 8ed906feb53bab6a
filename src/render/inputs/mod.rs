//! What each page is made of, as hashes: a page whose inputs are as they were looks as it did.
//!
//! In: the world before any page is made. Out: for each page a hash of all that its function in this folder reads of the
//! site, and for articles one that also covers what "Đọc thêm" is chosen from. A function that begins to read something
//! else begins to hash it here; `tests/law/` holds the two together.

mod blocks;
mod lists;
mod once;

use super::numbers::OfFrontPage;
use super::world::World;
use super::{details, feed, home, machine, search, sitemap};
use crate::article::Kind;
use crate::base::hash::{Digest, Hash};
use crate::plan::{FeedOf, Page, Pager, Planned, SearchFile, SitemapPart, moved, on_register_page};
use crate::settings::{COMMUNES, FIELDS, SERIES};
use crate::site::{ArticleId, Entry, Found, Record, RecordId, Register, Term};
pub use blocks::blocks;
use once::{crossings, gazetteer, older, place, term};
use rayon::prelude::*;

/// Hashes of what pages show, made once.
pub struct Inputs<'w> {
    world: &'w World,
    /// Of each article as other pages see it.
    cards: Vec<Hash>,
    /// Of each article: of the older ones in its lists, among which "Đọc thêm" is chosen.
    older: Vec<Hash>,
    sections: Vec<Hash>,
    terms: Vec<Vec<Hash>>,
    /// By unit.
    places: Vec<Hash>,
    /// All units with what became of them.
    gazetteer: Hash,
    /// In the order of the register's file.
    records: Vec<Hash>,
    /// By block of the search: of its articles with their bodies.
    blocks: Vec<Hash>,
    /// By commune and by field: its crossings.
    crossings: [Vec<Hash>; 2],
}

/// What one page is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageInputs {
    /// Its own source.
    pub own: Hash,
    /// What it shows of others, with all that this is chosen from.
    pub shown: Hash,
    /// What it shows of others; of an article without what is found for "Đọc thêm".
    pub exact: Hash,
}

impl<'w> Inputs<'w> {
    /// Hashes everything once; `stands` tells of which articles the last good version stands.
    pub fn new(world: &'w World, stands: impl Fn(&Entry) -> bool + Sync) -> Self {
        let site = &world.site;
        let sections: Vec<Hash> = site.sections.iter().map(Digest::of).collect();
        let of_term = |(_, of): (_, &Term)| term(world, of);
        let terms = site.taxonomies.iter().map(|taxonomy| taxonomy.terms().map(of_term).collect());
        let places = site.gazetteer.units().map(|(id, _)| place(world, id.at())).collect();
        let terms: Vec<Vec<Hash>> = terms.collect();
        let gazetteer = gazetteer(site.gazetteer.units().map(|(_, unit)| unit), &terms[COMMUNES.at()]);
        let mut inputs = Self {
            world,
            cards: Vec::new(),
            older: Vec::new(),
            sections,
            terms,
            places,
            gazetteer,
            records: Vec::new(),
            blocks: Vec::new(),
            crossings: crossings(world),
        };
        let entries: Vec<&Entry> = site.articles().map(|(_, entry)| entry).collect();
        inputs.cards = entries.par_iter().map(|entry| inputs.card(entry)).collect();
        inputs.older = older(world, &inputs.cards);
        let records = site.register.iter().flat_map(Register::records);
        inputs.records = records.map(|(_, record)| inputs.record(record)).collect();
        inputs.blocks = blocks(world, |entry| (!stands(entry)).then_some(entry.facts.hash));
        inputs
    }

    /// What the blocks of the search are made of, oldest first.
    pub fn blocks(&self) -> &[Hash] {
        &self.blocks
    }

    /// An article as other pages see it.
    fn card(&self, entry: &Entry) -> Hash {
        let mut digest = Digest::new();
        digest.add(&entry.facts.face).add(&(entry.card.updated.is_some(), entry.card.corrections().count()));
        digest.add(&(entry.kind, entry.section.map(|at| self.sections[at])));
        for place in &entry.places {
            digest.add(&(self.places[place.unit.at()], &place.detail));
        }
        for (taxonomy, term) in entry.all_terms() {
            digest.add(&(taxonomy, self.terms[taxonomy.at()][term.at()]));
        }
        if let Some(picture) = &entry.card.image {
            digest.add(&self.world.pictures.get(&picture.file.text));
        }
        for file in entry.card.details.iter().flat_map(|details| details.files()) {
            digest.add(&self.world.site.files.get(&*file.text)).add(&self.world.pictures.get(&file.text));
        }
        digest.hash()
    }

    fn record(&self, record: &Record) -> Hash {
        let mut digest = Digest::new();
        digest.add(&record.written).add(&record.address).add(&self.terms[FIELDS.at()][record.field.at()]);
        digest.add(&record.place.map(|place| self.places[place.at()]));
        digest.add(&record.commune.map(|commune| self.terms[COMMUNES.at()][commune.at()]));
        for picture in &record.written.images {
            digest.add(&self.world.pictures.get(&picture.file.text));
        }
        digest.add(&record.copies.is_empty()).hash()
    }

    /// What a page is made of.
    pub fn of(&self, planned: &Planned) -> PageInputs {
        let site = &self.world.site;
        let mut digest = Digest::new();
        digest.add(&planned.address);
        let mut own = Hash::default();
        match &planned.page {
            Page::Article(id) => {
                self.article(*id, &mut digest);
                let entry = site.article(*id);
                if entry.kind == Kind::Page {
                    // It stands in no list: what is read after it is looked for at once.
                    self.cards(site.related(*id).into_iter(), &mut digest);
                }
                let exact = digest.hash();
                return PageInputs { own: entry.facts.hash, shown: Digest::chain(exact, self.older[id.at()]), exact };
            }
            Page::Home => self.home(&mut digest),
            Page::List(id, part) => self.list(*id, *part, &mut digest),
            Page::Index(taxonomy) => self.index(*taxonomy, &mut digest),
            Page::Record(id) => self.record_page(*id, &mut digest),
            Page::Register(number) => self.register(*number, &mut digest),
            Page::RegisterCsv | Page::RegisterJson => self.all_records(&mut digest),
            Page::Statistics | Page::StatisticsCsv | Page::StatisticsJson => self.statistics(&mut digest),
            Page::Redirect(id) => self.address(&site.article(*id).card.address, &mut digest),
            Page::Moved(to) => self.address(to, &mut digest),
            Page::Corrections => {
                let corrected = site.articles().filter(|(_, entry)| entry.card.corrections().next().is_some());
                self.cards(corrected.map(|(id, _)| id), &mut digest);
            }
            Page::Archive | Page::SitemapIndex => self.months(&mut digest),
            Page::SearchFile(SearchFile::Index) => {
                digest.add(&self.blocks);
            }
            Page::SearchFile(SearchFile::Names) => {
                let mut names = Vec::new();
                search::names(self.world, &mut names);
                digest.add(&names);
            }
            Page::SearchFile(SearchFile::Cards(number)) => {
                self.cards(search::on_file(site, *number).iter().copied(), &mut digest);
            }
            Page::SearchFile(SearchFile::Block { block, .. }) => {
                digest.add(&self.blocks[*block]);
            }
            Page::NotFound => self.cards(machine::for_the_lost(site).copied(), &mut digest),
            Page::Feed(FeedOf::List(id)) => {
                self.heading(site.list(*id), &mut digest);
                self.cards(feed::newest(&site.list(*id).articles).copied(), &mut digest);
            }
            Page::Feed(FeedOf::Site) | Page::Atom | Page::JsonFeed => {
                self.cards(feed::newest(&site.dated).copied(), &mut digest);
            }
            Page::Podcast(id) => {
                self.heading(site.list(*id), &mut digest);
                let cover = feed::cover(self.world, *id);
                digest.add(&cover.and_then(|cover| self.world.pictures.get(&cover.text)));
                self.cards(site.list(*id).articles.iter().copied(), &mut digest);
            }
            Page::Sitemap(part) => self.sitemap(*part, &mut digest),
            Page::NewsSitemap => self.cards(sitemap::of_the_last_days(site), &mut digest),
            Page::Hosting(_) => self.old_addresses(&mut digest),
            Page::Asset => own = self.world.theme.assets.bytes(&planned.address).map(Hash::of).unwrap_or_default(),
            // Settings, theme and frame are hashed for all pages; a file is told by its stamp, what was made of a picture by its address.
            Page::Search
            | Page::Withdrawn(_)
            | Page::Robots
            | Page::Manifest
            | Page::File(_)
            | Page::Picture { .. } => {}
        }
        PageInputs { own, shown: digest.hash(), exact: digest.hash() }
    }

    /// What an article shows of others, with what was found for "Đọc thêm".
    pub fn with_related(&self, inputs: PageInputs, related: &[ArticleId]) -> Hash {
        let mut digest = Digest::new();
        digest.add(&inputs.exact);
        self.cards(related.iter().copied(), &mut digest);
        digest.hash()
    }

    fn cards(&self, ids: impl Iterator<Item = ArticleId>, digest: &mut Digest) {
        for id in ids {
            digest.add(&self.cards[id.at()]);
        }
    }

    fn address(&self, address: &str, digest: &mut Digest) {
        digest.add(&self.world.settings.href(address));
    }

    fn article(&self, id: ArticleId, digest: &mut Digest) {
        let site = &self.world.site;
        let entry = site.article(id);
        digest.add(&self.cards[id.at()]);
        for neighbour in [entry.older, entry.newer] {
            digest.add(&neighbour.map(|id| self.cards[id.at()]));
        }
        for author in &entry.card.authors {
            digest.add(&site.author(author).map(|of| term(self.world, of)));
        }
        for record in &entry.records {
            digest.add(&self.records[record.at()]);
        }
        if let Some(list) = entry.term(SERIES).and_then(|term| site.list_of(SERIES, term)) {
            self.cards(details::parts_around(list, id).iter().copied(), digest);
        }
        for file in entry.card.details.iter().flat_map(|details| &details.related) {
            if let Some(Found::Public(other)) = site.find(&file.text) {
                digest.add(&self.cards[other.at()]);
            }
        }
        for link in &entry.facts.links {
            digest.add(&self.world.pictures.get(&link.target)).add(&self.world.site.files.get(&link.target));
            match site.find(&link.target) {
                Some(Found::Public(other)) => digest.add(&(1, &site.article(other).card.address)),
                Some(Found::Section(at)) => digest.add(&(2, &site.sections[at].folder)),
                Some(Found::Withheld) => digest.add(&3),
                None => digest.add(&4),
            };
        }
    }

    fn home(&self, digest: &mut Digest) {
        for block in home::Choice::of(&self.world.site).blocks() {
            digest.add(&block.len());
            self.cards(block.iter().copied(), digest);
        }
        digest.add(&self.sections);
        for taxonomy in [FIELDS, COMMUNES] {
            self.terms_with_counts(taxonomy, digest);
        }
        digest.add(&OfFrontPage::of(&self.world.site));
    }

    fn record_page(&self, id: RecordId, digest: &mut Digest) {
        let Some(register) = &self.world.site.register else { return };
        let record = register.record(id);
        digest.add(&self.records[id.at()]).add(&record.origin.map(|origin| self.records[origin.at()]));
        digest.add(&record.copies.len());
        for copy in &record.copies {
            digest.add(&self.records[copy.at()]);
        }
        self.cards(record.stories.iter().copied(), digest);
    }

    fn register(&self, number: usize, digest: &mut Digest) {
        let Some(register) = &self.world.site.register else { return };
        let order = register.order();
        digest.add(&order.len());
        for id in &order[on_register_page(number, order.len())] {
            digest.add(&self.records[id.at()]);
        }
        if number == 1 {
            // The communes of the whole register, each with the place where it begins.
            let commune = |id: &RecordId| register.record(*id).commune;
            for ids in order.chunk_by(|one, other| commune(one) == commune(other)) {
                digest.add(&(ids.len(), commune(&ids[0]).map(|commune| self.terms[COMMUNES.at()][commune.at()])));
            }
        }
    }

    fn all_records(&self, digest: &mut Digest) {
        for (id, record) in self.world.site.register.iter().flat_map(Register::records) {
            digest.add(&(self.records[id.at()], record.origin.map(|origin| self.records[origin.at()])));
        }
    }

    fn statistics(&self, digest: &mut Digest) {
        self.all_records(digest);
        digest.add(&self.terms[FIELDS.at()]).add(&self.terms[COMMUNES.at()]);
    }

    fn old_addresses(&self, digest: &mut Digest) {
        for (_, entry, alias) in self.world.site.aliases() {
            digest.add(&(&alias.text, &entry.card.address));
        }
        for moved in moved(&self.world.site) {
            digest.add(&(moved.from, moved.to));
        }
    }
}

/// The articles that a page shows. Others, of which few pages show any, are not named here.
pub fn shown_by(world: &World, page: &Page) -> Vec<ArticleId> {
    let site = &world.site;
    match page {
        Page::Article(id) => {
            let entry = site.article(*id);
            let named = [Some(*id), entry.older, entry.newer].into_iter().flatten();
            named.chain(world.related(*id).iter().copied()).collect()
        }
        Page::Home => home::Choice::of(site).blocks().flatten().copied().collect(),
        Page::NotFound => machine::for_the_lost(site).copied().collect(),
        Page::Feed(FeedOf::List(id)) => feed::newest(&site.list(*id).articles).copied().collect(),
        Page::Feed(FeedOf::Site) | Page::Atom | Page::JsonFeed => feed::newest(&site.dated).copied().collect(),
        Page::Sitemap(SitemapPart::Month(year, month)) => sitemap::of_month(site, *year, *month).to_vec(),
        Page::List(id, part) => {
            let list = site.list(*id);
            list.articles[Pager::of(list).on(*part)].to_vec()
        }
        _ => Vec::new(),
    }
}
