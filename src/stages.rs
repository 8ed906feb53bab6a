//! The steps of a build as one knows them from `lib.rs`, with the loops over files and pages inside.
//!
//! What a step notices goes into `notes`; steps go on after the first mistake, so that all are told in one run.

use crate::article::{ABBREVIATIONS, Abbreviations, Article, Details, Parsed, Schema, Section};
use crate::article::{parse_abbreviations, parse_article, parse_section};
use crate::base::Timings;
use crate::base::hash::Hash;
use crate::base::path;
use crate::diagnostic::{self, Diagnostic, Failure, Place, Severity, catalogue};
use crate::job::{Options, Progress, Step, Summary};
use crate::load::{self, Disk, FileInfo, Listing, as_text, decode, probe};
use crate::output::{Change, Output};
use crate::plan::{Page, Plan, Planned, plan};
use crate::render::{World, render};
use crate::settings::{self, COMMUNES, Settings, TaxonomyId};
use crate::site::{GazetteerFile, REGISTER_FILE, RegisterFile, Site, Sources, Taxonomy, View};
use crate::site::{parse_gazetteer, parse_register, parse_terms, resolve};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Settings or a list, decoded and handed to `read`.
fn read_text<T>(
    disk: &Disk,
    path: &str,
    notes: &mut Vec<Diagnostic>,
    read: impl FnOnce(&str) -> (T, Vec<Diagnostic>),
) -> Option<T> {
    let bytes = disk.read_list(path).map_err(|note| notes.push(note)).ok()?;
    let (text, advice) = decode(path, &bytes).map_err(|note| notes.push(note)).ok()?;
    notes.extend(advice);
    let (value, own) = read(&text);
    notes.extend(own);
    Some(value)
}

/// The settings, with what the command line says instead.
pub(crate) fn settings(disk: &Disk, options: &Options, notes: &mut Vec<Diagnostic>) -> Option<Settings> {
    let mut settings = read_text(disk, settings::FILE, notes, settings::parse)??;
    if let Some(base_url) = &options.base_url {
        settings.base_url = base_url.clone();
    }
    settings.noindex |= options.drafts;
    Some(settings)
}

/// The theme.
pub(crate) fn theme(disk: &Disk, settings: &Settings, notes: &mut Vec<Diagnostic>) -> Result<Option<Theme>, Failure> {
    let (theme, own) = Theme::load(disk, settings)?;
    notes.extend(own);
    Ok(theme)
}

/// What the content folder holds.
pub(crate) fn list(disk: &Disk, notes: &mut Vec<Diagnostic>) -> Result<Listing, Failure> {
    let mut listing = load::list(disk)?;
    notes.append(&mut listing.notes);
    Ok(listing)
}

/// What the steps from parse to render share.
pub(crate) struct Stage<'s> {
    pub(crate) disk: &'s Disk,
    pub(crate) settings: &'s Settings,
    pub(crate) listing: &'s Listing,
    pub(crate) options: &'s Options,
    pub(crate) progress: &'s dyn Progress,
}

/// Why a page could not be made: a mistake in the user's files, or trouble with the world.
enum Trouble {
    Note(Box<Diagnostic>),
    Failure(Failure),
}

impl From<Diagnostic> for Trouble {
    fn from(note: Diagnostic) -> Self {
        Self::Note(Box::new(note))
    }
}

impl Stage<'_> {
    /// Parse, resolve and plan. `None` when errors keep the site from being built. With `keep_going`, articles with
    /// errors are left out as if they were drafts, and it is tried again without them.
    pub(crate) fn assemble(
        &self,
        theme: Option<&Theme>,
        notes: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> Option<(Site, Plan)> {
        let assets = theme.map(|theme| theme.assets.addresses()).unwrap_or_default();
        let mut faulty: BTreeSet<String> = BTreeSet::new();
        let is_faulty_before = diagnostic::has_errors(notes);
        loop {
            let (sources, mut found) = self.parse(timings);
            let require_approval = self.settings.require_approval;
            let view = View { now: self.options.now, drafts: self.options.drafts, require_approval };
            let (site, own) = resolve(sources, view, &faulty);
            found.extend(own);
            timings.lap("resolve", site.articles().len());
            let (plan, own) = plan(self.settings, &site, self.listing, &assets);
            found.extend(own);
            timings.lap("plan", plan.pages.len());
            let mut newly_faulty = BTreeSet::new();
            let mut is_fatal = is_faulty_before;
            for note in found.iter().filter(|note| note.severity == Severity::Error) {
                match note.path().filter(|path| self.is_article(path)) {
                    Some(path) if faulty.contains(path) => {}
                    Some(path) => {
                        newly_faulty.insert(path.to_owned());
                    }
                    None => is_fatal = true,
                }
            }
            notes.extend(found);
            if is_fatal || (!newly_faulty.is_empty() && !self.options.keep_going) {
                return None;
            }
            if newly_faulty.is_empty() {
                return Some((site, plan));
            }
            faulty.extend(newly_faulty);
        }
    }

    fn is_article(&self, path: &str) -> bool {
        self.listing.article(path.strip_prefix("content/").unwrap_or_default()).is_some()
    }

    /// Every file by itself.
    fn parse(&self, timings: &mut Timings) -> (Sources, Vec<Diagnostic>) {
        let mut notes = Vec::new();
        let places = self.places(&mut notes);
        let taxonomies = (0..self.settings.taxonomies.len()).map(|at| self.terms(TaxonomyId::new(at), &mut notes));
        let taxonomies = taxonomies.collect();
        let register = self.register(&mut notes);
        let abbreviations = self.abbreviations(&mut notes);
        let sections = self.sections(&mut notes);
        let (schema, own) = Schema::new(self.settings);
        notes.extend(own);
        self.progress.begin(Step::Parse, self.listing.articles.len());
        let parsed: Vec<(Option<Article>, Vec<Diagnostic>)> = self
            .listing
            .articles
            .par_iter()
            .map(|path| {
                let parsed = self.parse_one(path, &schema);
                self.progress.advance();
                parsed
            })
            .collect();
        self.progress.end();
        let mut articles = Vec::with_capacity(parsed.len());
        for (article, own) in parsed {
            notes.extend(own);
            articles.extend(article);
        }
        timings.lap("parse", articles.len());
        let files = self.probe(&articles, &sections, &mut notes);
        (Sources { articles, sections, places, taxonomies, register, files, abbreviations }, notes)
    }

    /// What is known of the files that articles name as recordings or documents, and of the covers of podcasts. Those
    /// that are not there are told when links are checked.
    fn probe(
        &self,
        articles: &[Article],
        sections: &[Section],
        notes: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Box<str>, FileInfo> {
        let named = articles.iter().filter_map(|article| article.card.details.as_deref());
        let named = named.flat_map(Details::files).map(|file| &*file.text);
        let covers = sections.iter().filter_map(|section| section.podcast.as_ref()?.image.as_ref());
        let named: BTreeSet<&str> = named.chain(covers.map(|cover| &*cover.text)).collect();
        let mut files = BTreeMap::new();
        for name in named {
            let path = match name.strip_prefix('/') {
                Some(file) => self.listing.statics.iter().find(|other| *other == file).map(|f| format!("static/{f}")),
                None => self.listing.file(name).map(str::to_owned),
            };
            match path.map(|path| probe(self.disk, &format!("content/{path}"))) {
                Some(Ok(info)) => {
                    files.insert(name.into(), info);
                }
                Some(Err(note)) => notes.push(note),
                None => {}
            }
        }
        files
    }

    /// The list of places, which must be there.
    fn places(&self, notes: &mut Vec<Diagnostic>) -> GazetteerFile {
        let path = format!("content/{}", self.settings.taxonomies[COMMUNES.at()].file);
        if !self.disk.native(&path).is_file() {
            notes.push(catalogue::missing_list(&path));
            return parse_gazetteer(&path, "", self.settings).0;
        }
        let read = read_text(self.disk, &path, notes, |text| parse_gazetteer(&path, text, self.settings));
        read.unwrap_or_else(|| parse_gazetteer(&path, "", self.settings).0)
    }

    /// The terms of a taxonomy. A closed list must be there; an open one may. Communes are made of the list of places.
    fn terms(&self, id: TaxonomyId, notes: &mut Vec<Diagnostic>) -> Taxonomy {
        let settings = &self.settings.taxonomies[id.at()];
        let path = format!("content/{}", settings.file);
        let none = || parse_terms(id, settings, &path, "").0;
        if id == COMMUNES {
            return none();
        }
        if !self.disk.native(&path).is_file() {
            if !settings.is_open {
                notes.push(catalogue::missing_list(&path));
            }
            return none();
        }
        read_text(self.disk, &path, notes, |text| parse_terms(id, settings, &path, text)).unwrap_or_else(none)
    }

    /// The register; `None` when there is no such file.
    fn register(&self, notes: &mut Vec<Diagnostic>) -> Option<RegisterFile> {
        let path = format!("content/{REGISTER_FILE}");
        if !self.disk.native(&path).is_file() {
            return None;
        }
        let file = read_text(self.disk, &path, notes, |text| parse_register(&path, text, self.settings));
        Some(file.unwrap_or_default())
    }

    /// A site may do without this list.
    fn abbreviations(&self, notes: &mut Vec<Diagnostic>) -> Abbreviations {
        if !self.disk.native(ABBREVIATIONS).is_file() {
            return Abbreviations::default();
        }
        let list = read_text(self.disk, ABBREVIATIONS, notes, |text| parse_abbreviations(ABBREVIATIONS, text));
        list.unwrap_or_default()
    }

    fn sections(&self, notes: &mut Vec<Diagnostic>) -> Vec<Section> {
        let mut sections = Vec::new();
        for path in &self.listing.sections {
            let file = format!("content/{path}");
            let folder = path::parent(path);
            if folder.is_empty() || folder.contains('/') {
                notes.push(catalogue::nested_section(Place::file(&file)));
            } else {
                let section = read_text(self.disk, &file, notes, |text| parse_section(folder, text));
                sections.extend(section);
            }
        }
        sections
    }

    fn parse_one(&self, path: &str, schema: &Schema<'_>) -> (Option<Article>, Vec<Diagnostic>) {
        let file = format!("content/{path}");
        let mut notes = Vec::new();
        let Some(bytes) = self.disk.read(&file).map_err(|note| notes.push(note)).ok() else { return (None, notes) };
        match decode(&file, &bytes) {
            Ok((text, advice)) => {
                notes.extend(advice);
                match parse_article(path, &bytes, &text, schema) {
                    Parsed::Article(article) => (Some(*article), notes),
                    Parsed::Nothing(own) => {
                        notes.extend(own);
                        (None, notes)
                    }
                }
            }
            Err(note) => {
                notes.push(note);
                (None, notes)
            }
        }
    }

    /// Renders every page and stages it. `None` when a page could not be made, which is in `notes` then.
    ///
    /// # Errors
    /// The disk does not let us.
    pub(crate) fn make(
        &self,
        world: &World<'_>,
        plan: &Plan,
        output: Option<&Output>,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Option<Summary>, Failure> {
        self.progress.begin(Step::Render, plan.pages.len());
        let made: Vec<Result<Change, Trouble>> = plan
            .pages
            .par_iter()
            .map_init(Vec::new, |buffer, planned| {
                let made = self.make_one(world, planned, output, buffer);
                self.progress.advance();
                made
            })
            .collect();
        self.progress.end();
        let mut summary = Summary { rendered: plan.pages.len(), ..Summary::default() };
        let mut is_whole = true;
        for made in made {
            match made {
                Ok(Change::Written) => summary.written += 1,
                Ok(Change::Unchanged) => summary.unchanged += 1,
                Err(Trouble::Failure(failure)) => return Err(failure),
                Err(Trouble::Note(note)) => {
                    is_whole = false;
                    // One mistake in a template, one message: for the first page that has it.
                    let is_told =
                        note.code == "D504" && notes.iter().any(|told| told.code == "D504" && told.place == note.place);
                    if !is_told {
                        notes.push(*note);
                    }
                }
            }
        }
        Ok(is_whole.then_some(summary))
    }

    fn make_one(
        &self,
        world: &World<'_>,
        planned: &Planned,
        output: Option<&Output>,
        buffer: &mut Vec<u8>,
    ) -> Result<Change, Trouble> {
        let file = path::output_file(&planned.address);
        if let Page::File(source) = &planned.page {
            let from = self.disk.native(source);
            let copied = output.map_or(Ok(Change::Unchanged), |output| output.copy(&file, &from));
            return copied.map_err(Trouble::Failure);
        }
        buffer.clear();
        if let Page::Article(id) = planned.page {
            let entry = world.site.article(id);
            let source = format!("content/{}", entry.card.path);
            let bytes = self.disk.read(&source)?;
            if Hash::of(&bytes) != entry.facts.hash {
                return Err(catalogue::changed_during_build(Place::file(&source)).into());
            }
            let text = if entry.facts.is_plain { as_text(&source, &bytes)? } else { decode(&source, &bytes)?.0 };
            render(world, planned, &text, buffer)?;
        } else {
            render(world, planned, "", buffer)?;
        }
        output.map_or(Ok(Change::Unchanged), |output| output.put(&file, buffer)).map_err(Trouble::Failure)
    }
}
