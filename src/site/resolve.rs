//! All cards become one site: each article by itself, by all processors, then one cheap sequential pass.

use super::arrange::{Arranged, arrange};
use super::gazetteer::{Gazetteer, GazetteerFile};
use super::mentions::{Names, closed_terms, open_terms};
use super::places::{PlaceNames, find_places};
use super::register::Register;
use super::taxonomy::Taxonomy;
use super::view::{Instants, Shown, View, Withheld};
use super::{ArticleId, Entry, Found, RegisterFile, Site, Withdrawn};
use crate::article::{Abbreviations, Article, Card, Kind, Section, Status};
use crate::base::hash::{Map, Set, map_for};
use crate::base::path::folder_address;
use crate::diagnostic::{Diagnostic, Place, Severity, Span, catalogue};
use crate::load::FileInfo;
use crate::settings::{COMMUNES, FIELDS, is_of_program};
use crate::vietnamese::{Moment, clean};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// All that was parsed.
pub struct Sources {
    /// The articles, in the order of their paths.
    pub articles: Vec<Box<Article>>,
    /// Sections that have an `_index.md`.
    pub sections: Vec<Section>,
    /// The list of places.
    pub places: GazetteerFile,
    /// The lists of terms, in the order of the settings; that of communes is made of the places.
    pub taxonomies: Vec<Taxonomy>,
    /// What the register's file holds, where there is one.
    pub register: Option<RegisterFile>,
    /// What is known of the recordings and documents that articles name.
    pub files: BTreeMap<Box<str>, FileInfo>,
    /// The list of abbreviations.
    pub abbreviations: Abbreviations,
}

/// Makes the site. Articles whose files are in `faulty` are left out as if they were drafts.
pub fn resolve(sources: Sources, view: View, faulty: &BTreeSet<String>) -> (Site, Vec<Diagnostic>) {
    let Sources { articles, sections, places, mut taxonomies, register, files, abbreviations } = sources;
    let mut notes = Vec::new();
    let (gazetteer, communes) = Gazetteer::new(&places, &taxonomies[COMMUNES.at()].settings, view.now, &mut notes);
    taxonomies[COMMUNES.at()] = communes;
    let mut paths: Map<Box<str>, Found> = map_for(articles.len());
    let folders = articles.iter().map(|article| article.card.section());
    let sections = complete_sections(sections, folders, |folder| {
        notes.push(catalogue::section_without_index(Place::file(&format!("content/{folder}"))));
    });
    for (at, section) in sections.iter().enumerate() {
        paths.insert(clean(&format!("{}/_index.md", section.folder)).into(), Found::Section(at));
        paths.insert(clean(&section.folder).into(), Found::Section(at));
    }
    // Faulty files may have made no article at all; links to them are links to something that is not public.
    for file in faulty {
        paths.insert(clean(file.strip_prefix("content/").unwrap_or(file)).into(), Found::Withheld);
    }
    let mut register = register.map(|file| Register::new(file, &gazetteer, &taxonomies, view.now, &mut notes));
    let mut public = Vec::with_capacity(articles.len());
    let (mut withheld, mut kept_back, mut withdrawn) = (Withheld::default(), Vec::new(), Vec::new());
    let mut instants = Instants::new(view.now);
    let entries = entries(articles.into_par_iter(), &sections, view, &taxonomies, &gazetteer);
    for (mut entry, mut own_notes) in entries.into_iter().flatten() {
        instants.of(&entry.card);
        let shown = view.shows(&entry.card);
        let is_faulty = !faulty.is_empty() && faulty.contains(&file(&entry.card));
        hold_back(&mut entry.card, view, &mut own_notes);
        find_models(&mut entry, register.as_mut(), &mut own_notes);
        if shown == Shown::Draft {
            // A text that is still being written must not keep the site from being built.
            for note in &mut own_notes {
                note.severity = note.severity.max(Severity::Warning);
            }
        }
        notes.extend(own_notes);
        if shown == Shown::Public && !is_faulty {
            public.push(entry);
            continue;
        }
        paths.insert(clean(&entry.card.path).into(), Found::Withheld);
        if !is_faulty {
            withheld.count(shown);
            if shown == Shown::Withdrawn {
                withdrawn.push(Withdrawn { address: entry.card.address.clone(), path: entry.card.path.clone() });
            }
            kept_back.push(entry.card);
        }
    }
    // By date, then by path, in which order they are: the sort keeps what is equal as it was.
    public.sort_by_cached_key(|entry| entry.card.date.map_or(i64::MIN, |date| date.unix()));
    note_same_addresses(&public, &kept_back, &mut notes);
    note_taken_folders(&sections, &taxonomies, &mut notes);
    // Where a new article stands now, there is nothing to say of the old one.
    if !withdrawn.is_empty() {
        let standing: Set<&str> = public.iter().map(|entry| &*entry.card.address).collect();
        withdrawn.retain(|withdrawn| !standing.contains(&*withdrawn.address));
    }
    for (at, entry) in (0..).map(ArticleId).zip(&mut public) {
        paths.insert(clean(&entry.card.path).into(), Found::Public(at));
        // Plain pages stand in no list: a term that they alone name would have no page.
        if entry.kind != Kind::Page {
            open_terms(entry, &mut taxonomies, &mut notes);
        }
    }
    if let Some(register) = &mut register {
        register.add_stories(&public);
    }
    let Arranged { articles, dated, gazetteer, taxonomies, lists } =
        arrange(public, &sections, gazetteer, taxonomies, &mut notes);
    let featured = featured(&articles, &dated, view.now);
    for instant in gazetteer.changes() {
        instants.add(*instant);
    }
    let (now, while_now) = (view.now, (instants.from, instants.until));
    let site = Site {
        articles,
        dated,
        sections,
        gazetteer,
        taxonomies,
        lists,
        featured,
        abbreviations,
        withheld,
        withdrawn,
        files,
        register,
        now,
        while_now,
        paths,
    };
    (site, notes)
}

/// An update and a correction are told from their day on, as an article is.
fn hold_back(card: &mut Card, view: View, notes: &mut Vec<Diagnostic>) {
    let is_to_come = |date: Moment| date.unix() > view.now && !view.drafts;
    if card.updated.is_some_and(is_to_come) {
        card.updated = None;
        notes.push(catalogue::date_to_come(Place::file(&file(card)), "cập nhật", "updated"));
    }
    if let Some(details) = &mut card.details
        && details.corrections.iter().any(|correction| is_to_come(correction.date))
    {
        details.corrections.retain(|correction| !is_to_come(correction.date));
        notes.push(catalogue::date_to_come(Place::file(&file(card)), "đính chính", "corrections"));
    }
}

/// The folders of sections must not be those of terms and of pages that the program makes.
fn note_taken_folders(sections: &[Section], taxonomies: &[Taxonomy], notes: &mut Vec<Diagnostic>) {
    for section in sections {
        let Ok(address) = folder_address(&section.folder) else { continue };
        let folder = address.trim_matches('/');
        if is_of_program(folder) || taxonomies.iter().any(|taxonomy| taxonomy.settings.folder == folder) {
            notes.push(catalogue::folder_taken(Place::file(&format!("content/{}", section.folder)), &address));
        }
    }
}

/// What the editor chose and what has not run out: first the most important, then the newest.
fn featured(articles: &[Entry], dated: &[ArticleId], now: i64) -> Vec<ArticleId> {
    let mut chosen: Vec<(u8, Reverse<ArticleId>)> = Vec::new();
    for id in dated {
        let details = articles[id.at()].card.details.as_deref();
        if let Some(featured) = details.and_then(|details| details.featured.as_ref())
            && featured.until.is_none_or(|until| until.unix_end() >= now)
        {
            chosen.push((featured.level, Reverse(*id)));
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|(_, id)| id.0).collect()
}

fn file(card: &Card) -> String {
    format!("content/{}", card.path)
}

/// Sections with an `_index.md`, and the folders of articles that have none, in the order of the menu; `is_new` hears of
/// these.
pub fn complete_sections<'f>(
    mut sections: Vec<Section>,
    folders: impl Iterator<Item = &'f str>,
    mut is_new: impl FnMut(&str),
) -> Vec<Section> {
    let mut folders: Vec<&str> = folders.collect();
    folders.dedup();
    for folder in folders {
        if !folder.is_empty() && !sections.iter().any(|section| &*section.folder == folder) {
            is_new(folder);
            sections.push(Section::of_folder(folder));
        }
    }
    sections.sort_by(|a, b| (a.order, &a.folder).cmp(&(b.order, &b.folder)));
    sections
}

/// Of two articles with one address the older stays, so that a page that stands is not lost to a newcomer; one that is
/// not public yet is told about before it is.
fn note_same_addresses(public: &[Entry], withheld: &[Card], notes: &mut Vec<Diagnostic>) {
    let mut first: Map<&str, &Card> = map_for(public.len());
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

/// So many articles are looked at by one thread: always the same ones, because names that are not found are counted.
const CHUNK: usize = 2048;

/// What each article says by itself, by chunks of the articles.
fn entries(
    articles: impl IndexedParallelIterator<Item = Box<Article>>,
    sections: &[Section],
    view: View,
    taxonomies: &[Taxonomy],
    gazetteer: &Gazetteer,
) -> Vec<Vec<(Entry, Vec<Diagnostic>)>> {
    let of_chunk = |articles: Vec<Box<Article>>| {
        let mut names = Names::new(taxonomies);
        let mut places = PlaceNames::new(gazetteer, &taxonomies[COMMUNES.at()].settings);
        articles.into_iter().map(|article| entry(article, sections, view, &mut names, &mut places)).collect()
    };
    articles.chunks(CHUNK).map(of_chunk).collect()
}

fn entry(
    article: Box<Article>,
    sections: &[Section],
    view: View,
    names: &mut Names<'_>,
    places: &mut PlaceNames<'_>,
) -> (Entry, Vec<Diagnostic>) {
    let Article { card, mut facts } = *article;
    let mut notes = std::mem::take(&mut facts.notes);
    let folder = card.section();
    let section = sections.iter().position(|section| &*section.folder == folder);
    let kind = section.map_or(Kind::Page, |at| sections[at].kind);
    let path = file(&card);
    let top = || Place::at(&path, Span { line: 1, column: 1, length: 3 });
    if card.date.is_none() && kind != Kind::Page && !facts.has_bad_date {
        notes.push(match facts.empty_date {
            Some(span) => catalogue::empty_key(Place::at(&path, span), "ngày", "date"),
            None => catalogue::missing_key(top(), "ngày", "date"),
        });
    }
    if view.require_approval {
        note_approval(&card, &top, &mut notes);
    }
    let (places_named, terms, records) = (Vec::new(), Vec::new(), Vec::new());
    let mut entry =
        Entry { card, facts, kind, section, places: places_named, terms, records, older: None, newer: None };
    find_places(&mut entry, places, &mut notes);
    closed_terms(&mut entry, names, places, &mut notes);
    if kind == Kind::Model {
        for (taxonomy, vi, en) in [(COMMUNES, "địa phương", "communes"), (FIELDS, "lĩnh vực", "fields")] {
            let is_named = entry.card.mentions(taxonomy).next().is_some() || entry.term(taxonomy).is_some();
            if !is_named && (taxonomy != COMMUNES || entry.places.is_empty()) {
                let mut note = catalogue::term_required(top(), vi, en);
                // What is shown before it is finished may still lack it.
                if matches!(entry.card.status, Status::Draft | Status::Review) {
                    note.severity = Severity::Warning;
                }
                notes.push(note);
            }
        }
    }
    (entry, notes)
}

/// The records that an article names; without a register there are none.
fn find_models(entry: &mut Entry, register: Option<&mut Register>, notes: &mut Vec<Diagnostic>) {
    if let Some(register) = register {
        return register.find_models(entry, notes);
    }
    if let Some(model) = entry.card.details.as_deref().and_then(|details| details.models.first()) {
        notes.push(catalogue::no_register(Place::at(&file(&entry.card), model.span), &model.text));
    }
}

/// Where only approved pieces are published, one that says nothing is told, lest its writer wait for it.
fn note_approval(card: &Card, top: &dyn Fn() -> Place, notes: &mut Vec<Diagnostic>) {
    let approved_by = card.details.as_deref().and_then(|details| details.approved_by.as_ref());
    match card.status {
        Status::Unstated => notes.push(catalogue::not_approved(top())),
        Status::Approved if approved_by.is_none() => notes.push(catalogue::approved_by_nobody(top())),
        _ => {}
    }
}
