//! Which pages must be made, and why; the others stand as they are.
//!
//! In: the plan, what pages are made of now, and what the last build remembered. Out: the work that is to be done.

use super::Stage;
use crate::base::hash::{Digest, Hash};
use crate::base::path::output_file;
use crate::diagnostic::Failure;
use crate::job::Cause;
use crate::memo::{Globals, PageRow, PageRows, Remembered};
use crate::output::Output;
use crate::plan::{Page, Plan, Planned};
use crate::render::{Inputs, PageInputs, World, shown_by};
use crate::site::ArticleId;
use rayon::prelude::*;
use std::collections::HashSet;

/// One page that must be made.
pub(crate) struct Task {
    /// Its place in the plan.
    pub(super) at: usize,
    /// What to remember of what it is made of.
    pub(super) row: PageRow,
    pub(super) cause: Cause,
}

/// What is to be done for a plan.
pub(crate) struct Work {
    /// The files of the plan's pages, in the order of the plan.
    pub(crate) files: Vec<String>,
    pub(super) tasks: Vec<Task>,
    /// What is remembered of files that stand as they are, by their places in the plan.
    pub(super) standing: Vec<(usize, PageRow)>,
    /// What the clock of the output's disk said before anything was compared.
    pub(super) time: i64,
    pub(super) globals: Globals,
    /// By article: what was found for "Đọc thêm" of those whose pages are made.
    related: Vec<Option<Box<[ArticleId]>>>,
    /// By article: whether its card is needed.
    is_shown: Vec<bool>,
}

/// What became of the comparison of one page.
struct Compared {
    row: PageRow,
    cause: Option<Cause>,
    related: Option<Box<[ArticleId]>>,
}

impl Work {
    /// Makes what several of the pages will show.
    ///
    /// # Errors
    /// A template fails.
    pub(crate) fn prepare(&mut self, world: &mut World<'_>) -> Result<(), crate::diagnostic::Diagnostic> {
        world.prepare(&self.is_shown, std::mem::take(&mut self.related))
    }

    /// The files of the whole plan.
    pub(crate) fn planned(&self) -> HashSet<&str> {
        self.files.iter().map(String::as_str).collect()
    }

    /// The files that will be staged.
    pub(crate) fn to_stage(&self) -> impl Iterator<Item = &str> {
        self.tasks.iter().map(|task| self.files[task.at].as_str())
    }
}

impl Stage<'_> {
    /// Compares every page with what is remembered of it.
    ///
    /// # Errors
    /// The disk does not let us.
    pub(crate) fn compare(&self, world: &World<'_>, plan: &Plan, remembered: &Remembered) -> Result<Work, Failure> {
        let time = self.output.map_or(Ok(0), Output::clock)?;
        let settings = Digest::of(world.settings);
        let globals = Globals { settings, theme: world.theme.hash, frame: world.frame() };
        let files: Vec<String> = plan.pages.iter().map(|planned| output_file(&planned.address)).collect();
        let inputs = Inputs::new(world);
        let compare = |(planned, file): (&Planned, &String)| {
            let stays = matches!(&planned.page, Page::Article(id)
                if remembered.good.contains_key(&*world.site.article(*id).card.path));
            if stays {
                return self.left_alone(file);
            }
            match &planned.page {
                Page::File(source) => self.compare_file(source, file),
                page => self.compare_page(world, &inputs, page, inputs.of(planned), &globals, file),
            }
        };
        let compared: Vec<Compared> = plan.pages.par_iter().zip(&files).map(compare).collect();
        let articles = world.site.articles().len();
        let (mut tasks, mut standing) = (Vec::new(), Vec::new());
        let mut related: Vec<Option<Box<[ArticleId]>>> = vec![None; articles];
        let mut is_shown = vec![false; articles];
        for (at, (planned, Compared { row, cause, related: found })) in plan.pages.iter().zip(compared).enumerate() {
            let Some(cause) = cause else {
                standing.push((at, row));
                continue;
            };
            tasks.push(Task { at, row, cause });
            if let Page::Article(id) = planned.page {
                let entry = world.site.article(id);
                let neighbours = [Some(id), entry.older, entry.newer].into_iter().flatten();
                for id in neighbours.chain(found.iter().flatten().copied()) {
                    is_shown[id.at()] = true;
                }
                related[id.at()] = found;
            } else if !matches!(planned.page, Page::Feed(_) | Page::Atom | Page::JsonFeed | Page::Sitemap(_)) {
                for id in shown_by(world, &planned.page) {
                    is_shown[id.at()] = true;
                }
            }
        }
        Ok(Work { files, tasks, standing, time, globals, related, is_shown })
    }

    /// The page of an article whose newer version has errors: it stays, whatever it is made of.
    fn left_alone(&self, file: &str) -> Compared {
        let known = self.past.pages.find(file).unwrap_or_default();
        let row = PageRow { shown: Hash::default(), exact: Hash::default(), ..known };
        Compared { row, cause: None, related: None }
    }

    /// A file that is copied. Where stamps do not tell, copy and source are read.
    fn compare_file(&self, source: &str, file: &str) -> Compared {
        let stamp = self.listing.stamp_of(source);
        let row = PageRow { own: Digest::of(&stamp.digest()), ..PageRow::default() };
        let known = self.past.pages.find(file);
        let is_same_source = known.is_some_and(|known| known.own == row.own) && self.past.is_same_file(source, stamp);
        let stands = |output: &Output| {
            let still =
                known.filter(|_| is_same_source).and_then(|row| still_stands(output, file, &row, &self.past.pages));
            let now = output.stamp_now(file);
            let is_copy = || output.is_copy(file, &self.disk.native(source));
            still.or_else(|| is_copy().then_some(PageRow { stamp: now.digest(), ..row }))
        };
        if let Some(row) = self.output.and_then(stands) {
            return Compared { row, cause: None, related: None };
        }
        let cause = match known {
            None => Cause::New,
            Some(_) if is_same_source => Cause::Output,
            Some(_) => Cause::Source,
        };
        Compared { row, cause: Some(cause), related: None }
    }

    fn compare_page(
        &self,
        world: &World<'_>,
        inputs: &Inputs<'_>,
        page: &Page,
        of_page: PageInputs,
        globals: &Globals,
        file: &str,
    ) -> Compared {
        let known = self.past.pages.find(file);
        let PageInputs { own, shown, mut exact } = of_page;
        let mut related = None;
        match (page, known.filter(|known| known.shown == shown)) {
            (_, Some(known)) => exact = known.exact,
            (Page::Article(id), None) => {
                let found = world.site.related(*id);
                exact = inputs.with_related(of_page, &found);
                related = Some(found.into());
            }
            _ => {}
        }
        let row = PageRow { own, shown, exact, ..PageRow::default() };
        let mut cause = cause(known.as_ref(), &row, page, globals, &self.past.pages.globals);
        if let (None, Some(known)) = (cause, known) {
            match self.output.and_then(|output| still_stands(output, file, &known, &self.past.pages)) {
                Some(found) => {
                    let row = PageRow { bytes: found.bytes, stamp: found.stamp, ..row };
                    return Compared { row, cause: None, related: None };
                }
                None => cause = Some(Cause::Output),
            }
        }
        Compared { row, cause, related }
    }
}

/// Why a page must be made, as far as what it is made of tells.
fn cause(known: Option<&PageRow>, now: &PageRow, page: &Page, globals: &Globals, before: &Globals) -> Option<Cause> {
    let Some(known) = known else { return Some(Cause::New) };
    let is_of_theme_alone = matches!(page, Page::Asset);
    if globals.settings != before.settings && !is_of_theme_alone {
        Some(Cause::Settings)
    } else if globals.theme != before.theme && !is_of_theme_alone {
        Some(Cause::Theme)
    } else if globals.frame != before.frame && !is_of_theme_alone {
        Some(Cause::Frame)
    } else if known.own != now.own {
        Some(Cause::Source)
    } else if known.exact != now.exact {
        Some(Cause::Shown)
    } else {
        None
    }
}

/// What to remember of a file that was made before and stands as it was made; `None` when it does not. One that was
/// changed too shortly before it was looked at is read; a copy is compared with its source elsewhere.
pub(super) fn still_stands(output: &Output, file: &str, known: &PageRow, before: &PageRows<'_>) -> Option<PageRow> {
    let stamp = output.stamp(file)?;
    if stamp.digest() == known.stamp && stamp.is_settled(before.time) {
        return Some(*known);
    }
    if known.bytes == Hash::default() {
        return None;
    }
    let stamp = output.stamp_now(file);
    (output.hash(file)? == known.bytes).then_some(PageRow { stamp: stamp.digest(), ..*known })
}
