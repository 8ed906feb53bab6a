//! All cards become one site: one cheap sequential pass.

use super::list::{List, ListId, ListOf};
use super::taxonomy::{COMMUNES, FIELDS, Taxonomy, TermId};
use super::{ArticleId, Entry, Found, Site};
use crate::article::{Abbreviations, Article, Card, Kind, Mention, Section, Status};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, Severity, Span, catalogue};
use crate::vietnamese::clean;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a build shows.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Seconds since 1970: articles are public from their date until they expire.
    pub now: i64,
    /// Drafts and scheduled articles too.
    pub drafts: bool,
}

/// How many articles are kept back, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Drafts, and pieces that wait for approval.
    pub drafts: usize,
    /// Their date is to come.
    pub scheduled: usize,
    /// They expired or were withdrawn.
    pub over: usize,
}

impl View {
    /// Whether readers may see an article now; if not, it is counted.
    fn shows(&self, card: &Card, withheld: &mut Withheld) -> bool {
        let withdrawn = card.details.as_deref().and_then(|details| details.withdrawn);
        let is_over = card.expires.is_some_and(|end| end.unix_end() < self.now)
            || withdrawn.is_some_and(|date| date.unix() <= self.now);
        let is_draft = matches!(card.status, Status::Draft | Status::Review);
        let is_scheduled = card.date.is_some_and(|date| date.unix() > self.now);
        if is_over {
            withheld.over += 1;
        } else if is_draft && !self.drafts {
            withheld.drafts += 1;
        } else if is_scheduled && !self.drafts {
            withheld.scheduled += 1;
        } else {
            return true;
        }
        false
    }
}

/// All that was parsed.
pub struct Sources {
    /// The articles, in the order of their paths.
    pub articles: Vec<Article>,
    /// Sections that have an `_index.md`.
    pub sections: Vec<Section>,
    /// The list of communes.
    pub communes: Taxonomy,
    /// The list of fields.
    pub fields: Taxonomy,
    /// The list of abbreviations.
    pub abbreviations: Abbreviations,
}

/// Makes the site. Articles whose files are in `faulty` are left out as if they were drafts.
pub fn resolve(sources: Sources, view: View, faulty: &BTreeSet<String>) -> (Site, Vec<Diagnostic>) {
    let Sources { articles, sections, communes, fields, abbreviations } = sources;
    let mut notes = Vec::new();
    let mut paths = HashMap::with_capacity(articles.len());
    let sections = complete_sections(sections, &articles, &mut notes);
    for (at, section) in sections.iter().enumerate() {
        paths.insert(clean(&format!("{}/_index.md", section.folder)).into(), Found::Section(at));
        paths.insert(clean(&section.folder).into(), Found::Section(at));
    }
    // Faulty files may have made no article at all; links to them are links to something that is not public.
    for file in faulty {
        paths.insert(clean(file.strip_prefix("content/").unwrap_or(file)).into(), Found::Withheld);
    }
    let taxonomies = [communes, fields];
    let mut terms = Terms { known: [HashMap::new(), HashMap::new()] };
    let mut public = Vec::with_capacity(articles.len());
    let (mut withheld, mut kept_back) = (Withheld::default(), Vec::new());
    for article in articles {
        let is_draft = matches!(article.card.status, Status::Draft | Status::Review) && !view.drafts;
        let is_faulty = !faulty.is_empty() && faulty.contains(&file(&article.card));
        let (entry, mut own_notes) = entry(article, &sections, &taxonomies, &mut terms);
        if is_draft {
            // A text that is still being written must not keep the site from being built.
            for note in &mut own_notes {
                note.severity = note.severity.max(Severity::Warning);
            }
        }
        notes.extend(own_notes);
        if is_faulty || !view.shows(&entry.card, &mut withheld) {
            paths.insert(clean(&entry.card.path).into(), Found::Withheld);
            if !is_faulty {
                kept_back.push(entry.card);
            }
        } else {
            public.push(entry);
        }
    }
    public.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    note_same_addresses(&public, &kept_back, &mut notes);
    for (at, entry) in (0..).map(ArticleId).zip(&public) {
        paths.insert(clean(&entry.card.path).into(), Found::Public(at));
    }
    let site = Site { abbreviations, withheld, ..arrange(public, sections, taxonomies, paths) };
    (site, notes)
}

fn sort_key(entry: &Entry) -> (i64, &str) {
    (entry.card.date.map_or(i64::MIN, |date| date.unix()), &entry.card.path)
}

fn file(card: &Card) -> String {
    format!("content/{}", card.path)
}

/// Sections with an `_index.md`, and the folders of articles that have none, in the order of the menu.
fn complete_sections(mut sections: Vec<Section>, articles: &[Article], notes: &mut Vec<Diagnostic>) -> Vec<Section> {
    let mut folders: Vec<&str> = articles.iter().map(|article| article.card.section()).collect();
    folders.dedup();
    for folder in folders {
        if !folder.is_empty() && !sections.iter().any(|section| &*section.folder == folder) {
            notes.push(catalogue::section_without_index(Place::file(&format!("content/{folder}"))));
            sections.push(Section {
                folder: folder.into(),
                title: folder.into(),
                summary: "".into(),
                kind: Kind::News,
                order: u32::MAX,
            });
        }
    }
    sections.sort_by(|a, b| (a.order, &a.folder).cmp(&(b.order, &b.folder)));
    sections
}

/// Of two articles with one address the older stays, so that a page that stands is not lost to a newcomer; one that is
/// not public yet is told about before it is.
fn note_same_addresses(public: &[Entry], withheld: &[Card], notes: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Card> = HashMap::with_capacity(public.len());
    let public = public.iter().map(|entry| (&entry.card, Severity::Error));
    for (card, severity) in public.chain(withheld.iter().map(|card| (card, Severity::Warning))) {
        if let Some(other) = first.get(&*card.address) {
            let note = catalogue::same_address(Place::file(&file(card)), &card.address, &file(other));
            notes.push(Diagnostic { severity, ..note });
        } else {
            first.insert(&card.address, card);
        }
    }
}

/// Names that were looked up before: an archive repeats its places.
struct Terms {
    known: [HashMap<Box<str>, Option<TermId>>; 2],
}

impl Terms {
    fn find(&mut self, which: usize, taxonomy: &Taxonomy, name: &str) -> Option<TermId> {
        if let Some(found) = self.known[which].get(name) {
            return *found;
        }
        let found = taxonomy.find(name);
        self.known[which].insert(name.into(), found);
        found
    }
}

fn entry(
    article: Article,
    sections: &[Section],
    taxonomies: &[Taxonomy; 2],
    terms: &mut Terms,
) -> (Entry, Vec<Diagnostic>) {
    let Article { card, mut facts } = article;
    let mut notes = std::mem::take(&mut facts.notes);
    let section = sections.iter().position(|section| &*section.folder == card.section());
    let kind = section.map_or(Kind::Page, |at| sections[at].kind);
    let top = || Place::at(&file(&card), Span { line: 1, column: 1, length: 3 });
    if card.date.is_none() && kind != Kind::Page && !facts.has_bad_date {
        notes.push(catalogue::missing_key(top(), "ngày", "date"));
    }
    let communes = look_up(&card.communes, 0, &taxonomies[0], terms, &card, &mut notes);
    let fields = look_up(&card.fields, 1, &taxonomies[1], terms, &card, &mut notes);
    if kind == Kind::Model {
        if card.communes.is_empty() {
            notes.push(catalogue::term_required(top(), "địa phương", "communes"));
        }
        if card.fields.is_empty() {
            notes.push(catalogue::term_required(top(), "lĩnh vực", "fields"));
        }
    }
    (Entry { card, facts, kind, section, terms: [communes, fields], older: None, newer: None }, notes)
}

/// The terms of some mentions. A name with a comma that `[…]` took apart is put together again.
fn look_up(
    mentions: &[Mention],
    which: usize,
    taxonomy: &Taxonomy,
    terms: &mut Terms,
    card: &Card,
    notes: &mut Vec<Diagnostic>,
) -> Vec<TermId> {
    let mut found = Vec::with_capacity(mentions.len());
    let mut rest = mentions;
    while let Some((mention, after)) = rest.split_first() {
        rest = after;
        let mut term = None;
        if let Some((next, after)) = after.split_first() {
            let joined = format!("{}, {}", mention.text, next.text);
            term = terms.find(which, taxonomy, &joined);
            if term.is_some() {
                notes.push(catalogue::comma_in_list(Place::at(&file(card), mention.span), &joined));
                rest = after;
            }
        }
        match term.or_else(|| terms.find(which, taxonomy, &mention.text)) {
            Some(term) if found.contains(&term) => {}
            Some(term) => found.push(term),
            None => {
                let (place, near) = (Place::at(&file(card), mention.span), taxonomy.nearest(&mention.text));
                let advice = taxonomy.advice(&mention.text);
                notes.push(catalogue::unknown_term(place, taxonomy.name, &mention.text, &near, &advice));
            }
        }
    }
    found
}

/// Lists, neighbours and the order of everything.
fn arrange(
    mut articles: Vec<Entry>,
    sections: Vec<Section>,
    mut taxonomies: [Taxonomy; 2],
    paths: HashMap<Box<str>, Found>,
) -> Site {
    let mut of_section: Vec<Vec<ArticleId>> = vec![Vec::new(); sections.len()];
    let mut of_term: [BTreeMap<TermId, Vec<ArticleId>>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut crossings: BTreeMap<(TermId, TermId), Vec<ArticleId>> = BTreeMap::new();
    let mut dated = Vec::with_capacity(articles.len());
    for at in 0..articles.len() {
        let id = ArticleId(u32::try_from(at).unwrap_or(u32::MAX));
        let entry = &articles[at];
        if entry.kind == Kind::Page {
            continue;
        }
        dated.push(id);
        for (terms, lists) in entry.terms.iter().zip(&mut of_term) {
            for term in terms {
                lists.entry(*term).or_default().push(id);
            }
        }
        for commune in &entry.terms[0] {
            for field in &entry.terms[1] {
                crossings.entry((*commune, *field)).or_default().push(id);
            }
        }
        if let Some(section) = entry.section {
            let list = &mut of_section[section];
            let older = list.last().copied();
            list.push(id);
            articles[at].older = older;
            if let Some(older) = older {
                articles[older.0 as usize].newer = Some(id);
            }
        }
    }
    let mut lists = Vec::new();
    for (at, articles) in of_section.into_iter().enumerate() {
        if let Ok(address) = path::folder_address(&sections[at].folder)
            && sections[at].kind != Kind::Page
        {
            lists.push(List { of: ListOf::Section(at), address: address.into(), articles });
        }
    }
    for (taxonomy, id) in taxonomies.iter_mut().zip([COMMUNES, FIELDS]) {
        let folder = taxonomy.folder;
        for (term, at) in taxonomy.terms_mut().zip((0..).map(TermId::new)) {
            let articles = of_term[id.at()].remove(&at).unwrap_or_default();
            term.list = u32::try_from(lists.len()).ok().map(ListId::new);
            let address = format!("/{folder}/{}/", term.slug).into();
            lists.push(List { of: ListOf::Term(id, at), address, articles });
        }
    }
    for ((commune, field), articles) in crossings {
        let (place, subject) = (taxonomies[0].term(commune), taxonomies[1].term(field));
        let address = format!("/{}/{}/{}/", taxonomies[0].folder, place.slug, subject.slug).into();
        lists.push(List { of: ListOf::Crossing(commune, field), address, articles });
    }
    let (abbreviations, withheld) = (Abbreviations::default(), Withheld::default());
    Site { articles, dated, sections, taxonomies, lists, abbreviations, withheld, paths }
}
