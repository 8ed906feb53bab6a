//! Every file by itself: articles from the memo where they are as they were, the others read and parsed, in parallel.
//!
//! In: the listing, and what the last build remembered. Out: all that was parsed, and what to remember of it.

use super::Stage;
use crate::article::{Article, Details, Parsed as ArticleOrNotes, Schema, Section, parse_article};
use crate::base::Timings;
use crate::base::hash::{Digest, Hash};
use crate::diagnostic::Diagnostic;
use crate::job::Step;
use crate::load::{FileInfo, decode, probe};
use crate::memo::{Known, Parsed, Rows};
use crate::settings::{Settings, TaxonomyId};
use crate::site::Sources;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What stood in the place of articles that are not as they were, by path below `content/`.
    pub(super) earlier: Earlier,
}

/// Earlier versions of articles, by path below `content/`.
type Earlier = BTreeMap<String, Box<Article>>;

/// All files, in the order of the listing, and where what parsing gave of them is kept.
struct Files {
    all: Vec<File>,
    parts: Vec<Hash>,
    earlier: Earlier,
}

/// One file: the hash of its bytes, what parsing gave, and whether that was done now.
struct File {
    hash: Option<Hash>,
    parsed: Parsed,
    is_fresh: bool,
}

impl Stage<'_> {
    /// Every file by itself.
    pub(super) fn parse(&self, timings: &mut Timings) -> ParsedSite {
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
        let Files { all: files, parts, earlier } = self.files(key(self.settings), &schema);
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
        ParsedSite { sources, notes, hashes, parts, earlier }
    }

    /// All articles, part by part: what one part remembers is forgotten before the next is read.
    fn files(&self, key: Hash, schema: &Schema<'_>) -> Files {
        let hashes = self.past.hashes(key, self.listing);
        self.progress.begin(Step::Parse, hashes.iter().filter(|hash| hash.is_none()).count());
        let parts = self.past.parts(self.listing);
        let of_part = |(at, places): (usize, &Vec<usize>)| {
            let part = self.past.part(key, at, parts.len());
            let rows = part.rows();
            let paths = || places.iter().map(|at| self.listing.articles[*at].as_str());
            let file = |(path, at): (&str, &usize)| self.file(path, hashes[*at], &rows, schema);
            let files: Vec<File> = paths().zip(places).map(file).collect();
            let known = paths().zip(&files).map(|(path, file)| Known {
                path,
                hash: file.hash,
                parsed: file.is_fresh.then_some(&file.parsed),
            });
            let name = self.past.keep(&rows, &known.collect::<Vec<_>>());
            let fresh = paths().zip(&files).filter(|(_, file)| file.is_fresh && self.options.keep_going);
            let earlier = fresh.filter_map(|(path, _)| Some((path.to_owned(), rows.earlier(path)?))).collect();
            (files, name, earlier)
        };
        let done: Vec<(Vec<File>, Hash, Earlier)> = parts.par_iter().enumerate().map(of_part).collect();
        self.progress.end();
        let mut files: Vec<Option<File>> = Vec::new();
        files.resize_with(hashes.len(), || None);
        let (mut names, mut earlier) = (Vec::with_capacity(parts.len()), Earlier::new());
        for (places, (of_part, name, mut own)) in parts.iter().zip(done) {
            for (at, file) in places.iter().zip(of_part) {
                files[*at] = Some(file);
            }
            names.push(name);
            earlier.append(&mut own);
        }
        Files { all: files.into_iter().flatten().collect(), parts: names, earlier }
    }

    /// One file: as it is remembered, else read.
    fn file(&self, path: &str, hash: Option<Hash>, remembered: &Rows<'_>, schema: &Schema<'_>) -> File {
        if let Some(hash) = hash
            && let Some(parsed) = remembered.recall(path, hash)
        {
            return File { hash: Some(hash), parsed, is_fresh: false };
        }
        let file = self.read(path, remembered, schema);
        self.progress.advance();
        file
    }

    /// A file whose stamp is not that of the last build: its bytes may still be the same.
    fn read(&self, path: &str, remembered: &Rows<'_>, schema: &Schema<'_>) -> File {
        let file = format!("content/{path}");
        let bytes = match self.disk.read(&file) {
            Ok(bytes) => bytes,
            Err(note) => return File { hash: None, parsed: (None, vec![note]), is_fresh: true },
        };
        let hash = Hash::of(&bytes);
        if let Some(parsed) = remembered.recall(path, hash) {
            return File { hash: Some(hash), parsed, is_fresh: false };
        }
        let mut notes = Vec::new();
        let article = match decode(&file, &bytes) {
            Ok((text, advice)) => {
                notes.extend(advice);
                match parse_article(path, &bytes, &text, schema) {
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
        File { hash: Some(hash), parsed: (article, notes), is_fresh: true }
    }

    /// What is known of the files that articles name as recordings or documents, and of the covers of podcasts. Those
    /// that are not there are told when links are checked.
    fn probe(
        &self,
        articles: &[Box<Article>],
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
}
