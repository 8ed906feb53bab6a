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
use crate::render::{Inputs, PageInputs, World};
use crate::site::{ArticleId, Entry};
use rayon::prelude::*;
use std::collections::BTreeSet;

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
    /// Their places, sorted by name.
    pub(super) order: Vec<usize>,
    pub(super) tasks: Vec<Task>,
    /// Files that stand as they are.
    pub(super) standing: Vec<Standing>,
    /// What the clock of the output's disk said before anything was compared.
    pub(super) time: i64,
    pub(super) globals: Globals,
    /// By article: what was found for "Đọc thêm" of those whose pages are made.
    pub(super) related: Vec<Option<Box<[ArticleId]>>>,
    /// What the blocks of the search are made of.
    pub(super) blocks: Vec<Hash>,
    /// The articles whose last good versions stand, by path below `content/`.
    pub(super) good: BTreeSet<String>,
}

/// A file that stands as it is, by its place in the plan.
pub(super) struct Standing {
    pub(super) at: usize,
    /// What to remember of it; `None` when that is what was remembered before.
    pub(super) row: Option<PageRow>,
}

/// What became of the comparison of one page.
enum Compared {
    /// It stands, and nothing is to be remembered anew.
    Same,
    /// It stands.
    Stands(Box<PageRow>),
    Made(Box<Made>),
}

/// A page that must be made.
struct Made {
    row: PageRow,
    cause: Cause,
    related: Option<Box<[ArticleId]>>,
}

impl Compared {
    fn stands(row: PageRow, known: Option<&PageRow>) -> Self {
        if known == Some(&row) { Self::Same } else { Self::Stands(Box::new(row)) }
    }

    fn made(row: PageRow, cause: Cause, related: Option<Box<[ArticleId]>>) -> Self {
        Self::Made(Box::new(Made { row, cause, related }))
    }
}

impl Work {
    /// The files of the whole plan, sorted.
    pub(crate) fn planned(&self) -> Vec<&str> {
        self.order.iter().map(|at| self.files[*at].as_str()).collect()
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
    pub(crate) fn compare(&self, world: &World, plan: &Plan, remembered: &Remembered) -> Result<Work, Failure> {
        let time = self.output.map_or(Ok(0), Output::clock)?;
        let settings = Digest::of(&world.settings);
        let globals = Globals { settings, theme: world.theme.hash, frame: world.frame() };
        let files: Vec<String> = plan.pages.iter().map(|planned| output_file(&planned.address)).collect();
        let stands = |entry: &Entry| remembered.good.contains_key(&*entry.card.path);
        let order_and_before = || {
            let order = in_order(&files);
            (Before::of(&self.past.pages, self.output, &files, &order), order)
        };
        let (inputs, (before, order)) = rayon::join(|| Inputs::new(world, stands), order_and_before);
        let compare = |(at, (planned, file)): (usize, (&Planned, &String))| {
            let before = before.at(at);
            let stays = matches!(&planned.page, Page::Article(id) if stands(world.site.article(*id)));
            if stays {
                return left_alone(before);
            }
            match &planned.page {
                Page::File(source) => self.compare_file(before, source, file),
                _ => self.compare_page(before, world, &inputs, planned, &globals, file),
            }
        };
        let compared: Vec<Compared> = plan.pages.par_iter().zip(&files).enumerate().map(compare).collect();
        let (mut tasks, mut standing) = (Vec::new(), Vec::new());
        let mut related: Vec<Option<Box<[ArticleId]>>> = vec![None; world.site.articles().len()];
        for (at, (planned, compared)) in plan.pages.iter().zip(compared).enumerate() {
            let Made { row, cause, related: found } = match compared {
                Compared::Same => {
                    standing.push(Standing { at, row: None });
                    continue;
                }
                Compared::Stands(row) => {
                    standing.push(Standing { at, row: Some(*row) });
                    continue;
                }
                Compared::Made(made) => *made,
            };
            tasks.push(Task { at, row, cause });
            if let Page::Article(id) = planned.page {
                related[id.at()] = found;
            }
        }
        let good = remembered.good.keys().cloned().collect();
        Ok(Work { files, order, tasks, standing, time, globals, related, blocks: inputs.blocks().to_vec(), good })
    }

    /// A file that is copied. Where stamps do not tell, copy and source are read.
    fn compare_file(&self, before: BeforeOne, source: &str, file: &str) -> Compared {
        let stamp = self.listing.stamp_of(source);
        let row = PageRow { own: Digest::of(&stamp.digest()), ..PageRow::default() };
        let known = before.row;
        let is_same_source = known.is_some_and(|known| known.own == row.own) && self.past.is_same_file(source, stamp);
        let stands = |output: &Output| {
            let still = known.filter(|_| is_same_source && before.stands);
            let now = output.stamp_now(file);
            let is_copy = || output.is_copy(file, &self.disk.native(source));
            still.or_else(|| is_copy().then_some(PageRow { stamp: now.digest(), ..row }))
        };
        if let Some(row) = self.output.and_then(stands) {
            return Compared::stands(row, known.as_ref());
        }
        let cause = match known {
            None => before.cause_of_none(),
            Some(_) if is_same_source => Cause::Output,
            Some(_) => Cause::Source,
        };
        Compared::made(row, cause, None)
    }

    fn compare_page(
        &self,
        before: BeforeOne,
        world: &World,
        inputs: &Inputs<'_>,
        planned: &Planned,
        globals: &Globals,
        file: &str,
    ) -> Compared {
        let (known, page, of_page) = (before.row, &planned.page, inputs.of(planned));
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
        let cause = cause(known.as_ref(), &row, page, globals, &self.past.pages.globals);
        let (None, Some(known)) = (cause, known) else {
            return Compared::made(row, cause.unwrap_or_else(|| before.cause_of_none()), related);
        };
        let still =
            if before.stands { Some(known) } else { self.output.and_then(|output| still_stands(output, file, &known)) };
        match still {
            Some(found) => Compared::stands(PageRow { bytes: found.bytes, stamp: found.stamp, ..row }, Some(&known)),
            None => Compared::made(row, Cause::Output, related),
        }
    }
}

/// Why a page must be made, as far as what it is made of tells; `None` when it need not, or when nothing is known of it.
fn cause(known: Option<&PageRow>, now: &PageRow, page: &Page, globals: &Globals, before: &Globals) -> Option<Cause> {
    let known = known?;
    let is_named_by_content = matches!(page, Page::Asset | Page::Picture { .. });
    if globals.settings != before.settings && !is_named_by_content {
        Some(Cause::Settings)
    } else if globals.theme != before.theme && !is_named_by_content {
        Some(Cause::Theme)
    } else if globals.frame != before.frame && !is_named_by_content {
        Some(Cause::Frame)
    } else if known.own != now.own {
        Some(Cause::Source)
    } else if known.exact != now.exact {
        Some(Cause::Shown)
    } else {
        None
    }
}

/// Of each file that is remembered, whether its stamp tells that it stands as it was made. Both are sorted: one walk.
pub(super) fn vouched_for(pages: &PageRows<'_>, output: Option<&Output>) -> Vec<bool> {
    let mut standing = output.map(Output::standing).unwrap_or_default().iter().peekable();
    let stands = pages.files.iter().map(|(file, row)| {
        while standing.next_if(|(other, _)| other.as_str() < *file).is_some() {}
        let stamp = standing.next_if(|(other, _)| other == file).map(|(_, stamp)| *stamp);
        stamp.is_some_and(|stamp| stamp.digest() == row.stamp && stamp.is_settled(pages.time))
    });
    stands.collect()
}

/// What to remember of a file whose stamp does not tell that it stands as it was made: it is read. `None` when it does not
/// stand so; a copy is compared with its source elsewhere.
pub(super) fn still_stands(output: &Output, file: &str, known: &PageRow) -> Option<PageRow> {
    if known.bytes == Hash::default() {
        return None;
    }
    let stamp = output.stamp_now(file);
    (output.hash(file)? == known.bytes).then_some(PageRow { stamp: stamp.digest(), ..*known })
}

/// The page of an article whose newer version has errors: it stays, whatever it is made of, until there is a sound one.
fn left_alone(before: BeforeOne) -> Compared {
    let known = before.row.unwrap_or_default();
    let row = PageRow { shown: Hash::default(), exact: Hash::default(), ..known };
    Compared::stands(row, None)
}

/// What is remembered of the files of a plan, and whether their stamps tell that they stand as they were made.
struct Before<'p> {
    rows: &'p [(&'p str, PageRow)],
    stands: Vec<bool>,
    /// By file of the plan, its place among the rows.
    places: Vec<Option<usize>>,
}

/// The same of one file.
#[derive(Clone, Copy)]
struct BeforeOne {
    row: Option<PageRow>,
    stands: bool,
    is_all_forgotten: bool,
}

impl<'p> Before<'p> {
    /// `order` are the places of the files, sorted by name, as the rows are: one walk.
    fn of(pages: &'p PageRows<'p>, output: Option<&Output>, files: &[String], order: &[usize]) -> Self {
        let (stands, rows) = (vouched_for(pages, output), pages.files.as_slice());
        let (mut places, mut rest) = (vec![None; files.len()], 0);
        for at in order {
            let file = files[*at].as_str();
            while rows.get(rest).is_some_and(|(other, _)| *other < file) {
                rest += 1;
            }
            places[*at] = rows.get(rest).filter(|(other, _)| *other == file).map(|_| rest);
        }
        Self { rows, stands, places }
    }

    fn at(&self, at: usize) -> BeforeOne {
        let place = self.places[at];
        BeforeOne {
            row: place.and_then(|at| self.rows.get(at)).map(|(_, row)| *row),
            stands: place.is_some_and(|at| self.stands[at]),
            is_all_forgotten: self.rows.is_empty(),
        }
    }
}

impl BeforeOne {
    /// Why a file is made of which nothing is remembered.
    fn cause_of_none(self) -> Cause {
        if self.is_all_forgotten { Cause::Forgotten } else { Cause::New }
    }
}

/// The places of files, sorted by name.
fn in_order(files: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.par_sort_unstable_by(|one, other| files[*one].cmp(&files[*other]));
    order
}
