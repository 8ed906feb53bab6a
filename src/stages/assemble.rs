//! Parse, resolve and plan, until what is left has no errors.
//!
//! In: the listing. Out: the site and its plan, or what there is of them when errors keep the site from being built. With `keep_going`,
//! the last good version of an article that has errors stands in its place; where there is none it is left out.

use super::Stage;
use super::parse::{ParsedSite, key};
use crate::article::Article;
use crate::base::Timings;
use crate::base::path::output_file;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::memo::{Bodies, Remembered};
use crate::picture::Wishes;
use crate::plan::{Plan, plan};
use crate::site::{Site, View, resolve};
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};

/// The site as far as it has no errors.
pub(crate) struct Assembled {
    pub(crate) site: Site,
    pub(crate) plan: Plan,
    /// What to remember of the site's files.
    pub(crate) remembered: Remembered,
    /// Bodies that were written while they were parsed.
    pub(crate) bodies: Bodies,
}

/// A site that errors keep from being built.
pub(crate) struct Stopped {
    /// Without the articles that could not be read.
    pub(crate) site: Site,
    /// What is wanted of its pictures.
    pub(crate) wishes: Wishes,
}

impl Stage<'_> {
    /// Parse, resolve and plan.
    ///
    /// # Errors
    /// Those in the user's files, which are in `notes`.
    pub(crate) fn assemble(
        &self,
        theme: Option<&Theme>,
        notes: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> Result<Assembled, Box<Stopped>> {
        let assets = theme.map(|theme| theme.assets.addresses()).unwrap_or_default();
        let is_faulty_before = diagnostic::has_errors(notes);
        let require_approval = self.settings.require_approval;
        let view = View { now: self.options.now, drafts: self.options.drafts, require_approval };
        // Paths relative to the site; those for which an earlier version stands are no longer among the faulty.
        let mut faulty: BTreeSet<String> = BTreeSet::new();
        let mut standing: BTreeMap<String, Box<Article>> = BTreeMap::new();
        // What its writer took from the site must not come back because of a mistake in the same file.
        let mut hidden: BTreeSet<Box<str>> = BTreeSet::new();
        loop {
            let ParsedSite { mut sources, notes: mut found, hashes, parts, bodies, earlier } =
                self.parse(theme, timings);
            if self.options.keep_going {
                let not_public = sources.articles.iter().filter(|article| !view.is_public(&article.card));
                hidden.extend(not_public.map(|article| article.card.path.clone()));
            }
            let stands = |note: &Diagnostic| standing.contains_key(below_content(note.path().unwrap_or_default()));
            // What is wrong with the newer version was told before.
            found.retain(|note| !stands(note));
            if !standing.is_empty() {
                sources.articles.retain(|article| !standing.contains_key(&*article.card.path));
                sources.articles.extend(standing.values().cloned());
                sources.articles.sort_by(|one, other| one.card.path.cmp(&other.card.path));
            }
            let (site, mut own) = resolve(sources, view, &faulty);
            timings.lap("resolve", site.articles().len());
            let (plan, of_plan) = plan(self.settings, &site, self.listing, &assets);
            timings.lap("plan", plan.pages.len());
            own.extend(of_plan);
            // Of a version that its writer has changed already only what keeps it from standing matters.
            own.retain(|note| note.severity == Severity::Error || !stands(note));
            found.extend(own);
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
            if is_fatal || (!newly_faulty.is_empty() && !self.options.keep_going) {
                notes.extend(found);
                return Err(Box::new(Stopped { site, wishes: plan.wishes }));
            }
            if newly_faulty.is_empty() {
                notes.extend(found);
                let key = key(self.settings);
                let remembered = Remembered { key, hashes, parts, good: standing };
                return Ok(Assembled { site, plan, remembered, bodies });
            }
            // What is to be said of the other files will be found once more.
            notes.extend(found.into_iter().filter(|note| note.path().is_some_and(|path| newly_faulty.contains(path))));
            let mut good = self.past.good(key(self.settings));
            for (path, article) in earlier {
                good.entry(path).or_insert(article);
            }
            for path in newly_faulty {
                let below = below_content(&path);
                let may_stand = !standing.contains_key(below) && !hidden.contains(below);
                let good = good.remove(below).filter(|good| may_stand && self.has_page(good));
                if let Some(mut article) = good {
                    article.facts.notes.clear();
                    standing.insert(below.to_owned(), article);
                } else {
                    standing.remove(below);
                    faulty.insert(path);
                }
            }
        }
    }

    fn is_article(&self, path: &str) -> bool {
        path.starts_with("content/") && self.listing.article(below_content(path)).is_some()
    }

    /// Whether the page of an earlier version of an article stands in the output folder; a preview has none.
    fn has_page(&self, article: &Article) -> bool {
        let file = output_file(&article.card.address);
        self.output.is_none_or(|output| self.past.pages.find(&file).is_some() && output.stamp(&file).is_some())
    }
}

/// A path relative to `content/`.
fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}
