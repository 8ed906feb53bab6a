//! Every file by itself: articles from the memo where they are as they were, the others read and parsed, in parallel.
//!
//! In: the listing, and what the last build remembered. Out: all that was parsed, and what to remember of it.

use super::Stage;
use crate::article::markdown::{Style, Walked};
use crate::article::{Article, Details, Parsed as ArticleOrNotes, Schema, Section, parse_article};
use crate::base::hash::{Digest, Hash};
use crate::base::{Timings, path};
use crate::diagnostic::Diagnostic;
use crate::job::Step;
use crate::load::{FileInfo, decode, probe};
use crate::memo::{Bodies, BodyPlace, Known, Parsed, Rows};
use crate::render::words_of_bodies;
use crate::settings::{Settings, TaxonomyId};
use crate::site::Sources;
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// When more articles are read, their bodies are not kept: at 100,000 the disk cost as much as the second walk.
const MOST_BODIES: usize = 16_384;

/// What parsing depends on beside the files: all settings but whether search engines may come.
pub(super) fn key(settings: &Settings) -> Hash {
    Digest::of(&Settings { noindex: settings.demo, ..settings.clone() })
}

/// All that was parsed, and what to remember of it.
pub(super) struct ParsedSite {
    pub(super) sources: Sources,
    pub(super) notes: Vec<Diagnostic>,
    /// Of the bytes of each article of the listing.
    pub(super) hashes: Vec<Option<Hash>>,
    /// Where what parsing gave is kept.
    pub(super) parts: Vec<Hash>,
    /// Those that were written on the way.
    pub(super) bodies: Bodies,
    /// What stood in the place of articles that are not as they were, by path below `content/`.
    pub(super) earlier: Earlier,
}

/// Earlier versions of articles, by path below `content/`.
type Earlier = BTreeMap<String, Box<Article>>;

/// All files, in the order of the listing, and where what parsing gave of them is kept.
struct Files {
    all: Vec<File>,
    parts: Vec<Hash>,
    bodies: Bodies,
    earlier: Earlier,
}

/// What one part of all files gave.
struct OfPart {
    files: Vec<File>,
    name: Hash,
    bodies: Vec<Option<BodyPlace>>,
    earlier: Earlier,
}

/// What files are parsed by.
#[derive(Clone, Copy)]
struct Rules<'r> {
    schema: &'r Schema<'r>,
    /// Of bodies that are kept until their pages and the search are made; `None` when none will be.
    style: Option<&'r Style<'r>>,
}

/// One file: the hash of its bytes, what parsing gave, and whether that was done now.
struct File {
    hash: Option<Hash>,
    parsed: Parsed,
    is_fresh: bool,
    walked: Option<Walked>,
}

impl File {
    fn remembered(hash: Hash, parsed: Parsed) -> Self {
        Self { hash: Some(hash), parsed, is_fresh: false, walked: None }
    }
}

impl Stage<'_> {
    /// Every file by itself.
    pub(super) fn parse(&self, theme: Option<&Theme>, timings: &mut Timings) -> ParsedSite {
        let mut notes = Vec::new();
        let places = self.places(&mut notes);
        let taxonomies = (0..self.settings.taxonomies.len()).map(|at| self.terms(TaxonomyId::new(at), &mut notes));
        let taxonomies = taxonomies.collect();
        let register = self.register(&mut notes);
        let abbreviations = self.abbreviations(&mut notes);
        let sections = self.sections(&mut notes);
        let (schema, own) = Schema::new(self.settings);
        notes.extend(own);
        timings.lap("lists", 0);
        let words = theme.map(|theme| words_of_bodies(&theme.words));
        let style = words.as_ref().map(|words| Style::of(self.settings, &abbreviations, words));
        let rules = Rules { schema: &schema, style: style.as_ref() };
        let Files { all: files, parts, bodies, earlier } = self.files(key(self.settings), rules);
        let read = files.iter().filter(|file| file.is_fresh).count();
        let (mut articles, mut hashes) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
        for File { hash, parsed: (article, own), .. } in files {
            notes.extend(own);
            articles.extend(article);
            hashes.push(hash);
        }
        timings.lap("parse", read);
        let files = self.probe(&articles, &sections, &mut notes);
        let sources = Sources { articles, sections, places, taxonomies, register, files, abbreviations };
        ParsedSite { sources, notes, hashes, parts, bodies, earlier }
    }

    /// All articles, part by part: what one part remembers is forgotten before the next is read.
    fn files(&self, key: Hash, rules: Rules<'_>) -> Files {
        let hashes = self.past.hashes(key, self.listing);
        let to_read = hashes.iter().filter(|hash| hash.is_none()).count();
        self.progress.begin(Step::Parse, to_read);
        let parts = self.past.parts(self.listing);
        let mut bodies = self.past.bodies(self.listing);
        let rules = Rules { style: rules.style.filter(|_| bodies.are_kept() && to_read <= MOST_BODIES), ..rules };
        let of_part = |(at, places): (usize, &Vec<usize>)| {
            let part = self.past.part(key, at, parts.len());
            let rows = part.rows();
            let paths = || places.iter().map(|at| self.listing.articles[*at].as_str());
            let file = |(path, at): (&str, &usize)| self.file(path, hashes[*at], &rows, rules);
            let mut files: Vec<File> = paths().zip(places).map(file).collect();
            let bodies = bodies.put(at, files.iter().map(|file| file.walked.as_ref()));
            for file in &mut files {
                file.walked = None;
            }
            let known = paths().zip(&files).map(|(path, file)| Known {
                path,
                hash: file.hash,
                parsed: file.is_fresh.then_some(&file.parsed),
            });
            let name = self.past.keep(&rows, &known.collect::<Vec<_>>());
            let fresh = paths().zip(&files).filter(|(_, file)| file.is_fresh && self.options.keep_going);
            let earlier = fresh.filter_map(|(path, _)| Some((path.to_owned(), rows.earlier(path)?))).collect();
            OfPart { files, name, bodies, earlier }
        };
        let done: Vec<OfPart> = parts.par_iter().enumerate().map(of_part).collect();
        self.progress.end();
        let mut files: Vec<Option<File>> = Vec::new();
        files.resize_with(hashes.len(), || None);
        let (mut names, mut earlier) = (Vec::with_capacity(parts.len()), Earlier::new());
        for (places, mut of_part) in parts.iter().zip(done) {
            for ((at, file), body) in places.iter().zip(of_part.files).zip(of_part.bodies) {
                files[*at] = Some(file);
                bodies.add(*at, body);
            }
            names.push(of_part.name);
            earlier.append(&mut of_part.earlier);
        }
        Files { all: files.into_iter().flatten().collect(), parts: names, bodies, earlier }
    }

    /// One file: as it is remembered, else read.
    fn file(&self, path: &str, hash: Option<Hash>, remembered: &Rows<'_>, rules: Rules<'_>) -> File {
        if let Some(hash) = hash
            && let Some(parsed) = remembered.recall(path, hash)
        {
            return File::remembered(hash, parsed);
        }
        let file = self.read(path, remembered, rules);
        self.progress.advance();
        file
    }

    /// A file whose stamp is not that of the last build: its bytes may still be the same.
    fn read(&self, path: &str, remembered: &Rows<'_>, rules: Rules<'_>) -> File {
        let file = format!("content/{path}");
        let bytes = match self.disk.read(&file) {
            Ok(bytes) => bytes,
            Err(note) => return File { hash: None, parsed: (None, vec![note]), is_fresh: true, walked: None },
        };
        let hash = Hash::of(&bytes);
        if let Some(parsed) = remembered.recall(path, hash) {
            return File::remembered(hash, parsed);
        }
        let (mut notes, mut walked) = (Vec::new(), None);
        let article = match decode(&file, &bytes) {
            Ok((text, advice)) => {
                notes.extend(advice);
                let (parsed, own) = parse_article(path, &bytes, &text, rules.schema, rules.style);
                walked = own;
                match parsed {
                    ArticleOrNotes::Article(article) => Some(article),
                    ArticleOrNotes::Nothing(own) => {
                        notes.extend(own);
                        None
                    }
                }
            }
            Err(note) => {
                notes.push(note);
                None
            }
        };
        File { hash: Some(hash), parsed: (article, notes), is_fresh: true, walked }
    }

    /// What is known of the files that articles name as recordings or documents or link to, and of the covers of podcasts.
    /// Those that are not there are told when links are checked.
    fn probe(
        &self,
        articles: &[Box<Article>],
        sections: &[Section],
        notes: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Box<str>, FileInfo> {
        let named = articles.iter().filter_map(|article| article.card.details.as_deref());
        let named = named.flat_map(Details::files).map(|file| &*file.text);
        let linked = articles.iter().flat_map(|article| &article.facts.links);
        let linked = linked.filter(|link| !link.is_picture && path::is_attachment(&link.target));
        let named = named.chain(linked.map(|link| &*link.target));
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
}
