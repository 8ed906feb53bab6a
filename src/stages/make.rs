//! Renders the pages that must be made, and stages them.
//!
//! In: the work, the world. Out: what became of each file, to be remembered.

use super::Stage;
use super::Workshop;
use super::compare::{Task, Work};
use super::waves::{cards_of, waves};
use crate::base::hash::Hash;
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use crate::job::{Cause, Made, Step, Summary};
use crate::load::{as_text, decode, stamp};
use crate::memo::{Bodies, PageRow};
use crate::output::Change;
use crate::picture::{self, InGallery, Recipe};
use crate::plan::{Page, Part, Plan, SearchFile};
use crate::render::{World, Written, render, shown_by, with_links};
use crate::site::Entry;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Why a page could not be made: a mistake in the user's files, or trouble with the world.
pub(super) enum Trouble {
    Note(Box<Diagnostic>),
    Failure(Failure),
}

/// What became of one page: whether its file differs, and the hash of its bytes.
pub(super) type MadeOne = Result<(Change, Hash), Trouble>;

impl From<Diagnostic> for Trouble {
    fn from(note: Diagnostic) -> Self {
        Self::Note(Box::new(note))
    }
}

impl Stage<'_> {
    /// Makes every page of the work. `None` when one could not be made, which is in `notes` then.
    ///
    /// # Errors
    /// The disk does not let us.
    pub(crate) fn make(
        &self,
        world: &mut World,
        plan: &Plan,
        bodies: &Bodies,
        workshop: &Workshop,
        work: &mut Work,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Option<Summary>, Failure> {
        if let Some(output) = self.output {
            output.prepare(work.to_stage())?;
        }
        if self.output.is_some() {
            self.complete(&world.pictures, workshop, &names_of_pictures(plan, &work.tasks));
        }
        self.progress.begin(Step::Render, work.tasks.len());
        let Work { files, tasks, standing, related, blocks, good, .. } = work;
        world.set_related(std::mem::take(related));
        world.set_blocks(std::mem::take(blocks));
        let mut made: Vec<Option<MadeOne>> = Vec::new();
        made.resize_with(tasks.len(), || None);
        // Blocks of the search are made as a whole.
        let is_of_block =
            |at: &usize| matches!(plan.pages[tasks[*at].at].page, Page::SearchFile(SearchFile::Block { .. }));
        let (of_blocks, pages): (Vec<usize>, Vec<usize>) = (0..tasks.len()).partition(is_of_block);
        for wave in waves(world, plan, tasks, pages) {
            if let Err(note) = world.prepare(&cards_of(world, plan, tasks, &wave)) {
                self.progress.end();
                notes.push(note);
                return Ok(None);
            }
            let make = |buffer: &mut Vec<u8>, at: &usize| {
                let (task, file) = (&tasks[*at], &files[tasks[*at].at]);
                let made = match &plan.pages[task.at].page {
                    Page::Picture { name, recipe, file: made } => {
                        let picture = world.pictures.shown(name);
                        self.make_picture(name, picture, (*recipe, made), workshop, file)
                    }
                    _ => self.make_one(world, plan, bodies, file, task, buffer),
                };
                self.progress.advance();
                made
            };
            let of_wave: Vec<MadeOne> = wave.par_iter().map_init(Vec::new, make).collect();
            for (at, of_one) in wave.into_iter().zip(of_wave) {
                made[at] = Some(of_one);
            }
        }
        // What pages were made of is needed no more.
        world.forget_cards();
        for (at, of_one) in self.index(world, plan, bodies, (files, tasks, good), &of_blocks) {
            made[at] = Some(of_one);
        }
        self.progress.end();
        let mut summary = Summary { planned: plan.pages.len(), unchanged: standing.len(), ..Summary::default() };
        let mut is_whole = true;
        let changes = self.options.explain.then(|| Changes::of(world, plan, tasks));
        for (task, made) in tasks.iter_mut().zip(made) {
            // After trouble with one block of the search the others are not made.
            let Some(made) = made else { continue };
            match made {
                Ok((change, bytes)) => {
                    let is_written = change == Change::Written;
                    summary.count(is_written, task.cause);
                    let page = &plan.pages[task.at].page;
                    let is_closed = matches!(page, Page::List(_, Part::Closed(_))) && task.cause == Cause::Shown;
                    summary.closed += usize::from(is_closed);
                    if let Some(changes) = &changes {
                        let article = changes.article(world, page, task.cause);
                        summary.made.push(Made {
                            file: files[task.at].clone(),
                            cause: task.cause,
                            article,
                            is_written,
                        });
                    }
                    task.row = PageRow { bytes, ..task.row };
                }
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
        world: &World,
        plan: &Plan,
        bodies: &Bodies,
        file: &str,
        task: &Task,
        buffer: &mut Vec<u8>,
    ) -> MadeOne {
        let planned = &plan.pages[task.at];
        if let Page::File(source) = &planned.page {
            let from = self.disk.native(source);
            let copied = self.output.map_or(Ok(Change::Unchanged), |output| output.copy(file, &from));
            return copied.map(|change| (change, Hash::default())).map_err(Trouble::Failure);
        }
        buffer.clear();
        if let Page::Article(id) = planned.page {
            let entry = world.site.article(id);
            let source = format!("content/{}", entry.card.path);
            let mut kept = Vec::new();
            // A file that does not look as it did is read again, and told if it has changed.
            let at = self.listing.place(&entry.card.path);
            let at = at.filter(|at| self.listing.stamps[*at] == stamp(self.disk, &source));
            let body = at
                .and_then(|at| bodies.get(at, &mut kept))
                .map(|body| with_links(world, id, body))
                .transpose()?
                .flatten();
            if let Some(body) = body {
                render(world, planned, &Written::Body(body), buffer)?;
            } else {
                render(world, planned, &Written::Text(&self.text(entry)?), buffer)?;
            }
        } else {
            render(world, planned, &Written::Text(""), buffer)?;
        }
        self.put(file, buffer)
    }

    /// The text of an article.
    pub(super) fn text(&self, entry: &Entry) -> Result<String, Trouble> {
        let source = format!("content/{}", entry.card.path);
        let bytes = self.disk.read(&source)?;
        if Hash::of(&bytes) != entry.facts.hash {
            return Err(catalogue::changed_during_build(Place::file(&source)).into());
        }
        let text = if entry.facts.is_plain { as_text(&source, &bytes)? } else { decode(&source, &bytes)?.0 };
        Ok(text.into_owned())
    }

    /// A file of a picture, by what it is made.
    fn make_picture(
        &self,
        name: &str,
        picture: Option<InGallery<'_>>,
        (recipe, made): (Recipe, &picture::File),
        workshop: &Workshop,
        file: &str,
    ) -> MadeOne {
        if self.output.is_none() {
            return Ok((Change::Unchanged, Hash::default()));
        }
        match picture.and_then(|picture| workshop.bytes(picture, recipe, made)) {
            Some(bytes) => self.put(file, &bytes),
            None => Err(catalogue::changed_during_build(Place::file(&format!("content/{name}"))).into()),
        }
    }

    pub(super) fn put(&self, file: &str, bytes: &[u8]) -> MadeOne {
        let Some(output) = self.output else { return Ok((Change::Unchanged, Hash::default())) };
        let change = output.put(file, bytes).map_err(Trouble::Failure)?;
        Ok((change, Hash::of(bytes)))
    }
}

/// The pictures of which something must be made.
fn names_of_pictures<'p>(plan: &'p Plan, tasks: &[Task]) -> BTreeSet<&'p str> {
    let names = tasks.iter().filter_map(|task| match &plan.pages[task.at].page {
        Page::Picture { name, .. } => Some(&**name),
        _ => None,
    });
    names.collect()
}

/// The articles that were edited, for telling why other pages are made.
struct Changes {
    is_edited: Vec<bool>,
}

impl Changes {
    fn of(world: &World, plan: &Plan, tasks: &[Task]) -> Self {
        let mut is_edited = vec![false; world.site.articles().len()];
        for task in tasks.iter().filter(|task| matches!(task.cause, Cause::New | Cause::Forgotten | Cause::Source)) {
            if let Page::Article(id) = plan.pages[task.at].page {
                is_edited[id.at()] = true;
            }
        }
        Self { is_edited }
    }

    /// The edited article that a page is, or that it shows: its file relative to the site.
    fn article(&self, world: &World, page: &Page, cause: Cause) -> Option<String> {
        let shown = match cause {
            Cause::Source | Cause::Shown => shown_by(world, page),
            _ => return None,
        };
        let edited = shown.into_iter().find(|id| self.is_edited[id.at()]);
        edited.map(|id| format!("content/{}", world.site.article(id).card.path))
    }
}
