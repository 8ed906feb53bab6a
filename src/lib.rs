//! Lan Tỏa turns a folder of Markdown articles into a static news site.
//!
//! A site is a pure function of a folder, in seven steps, each from values to values:
//!
//! ```text
//! load     folder            -> Listing   what is there: paths and stamps, sorted; no bytes yet
//! parse    one file          -> Parsed    one file alone, in parallel: a Card and Facts; its body to the disk
//! resolve  all Cards         -> Site      names in parallel, then one cheap pass: terms, order, neighbours; then frozen
//! plan     Site              -> Plan      everything that will exist, each thing with one address
//! pictures wishes           -> Gallery   each content looked at and worked on once; what is damaged is left out
//! render   one page + World  -> bytes     pure, in parallel; skipped where its inputs are as they were
//! write    bytes             -> public/   staged, then all at once; only what differs; strays removed; then the memo
//! ```
//!
//! The folders of `src` stand in layer order: a module uses only those above it in the list below.

pub mod vietnamese;

pub mod base;

pub mod drawing;

pub mod picture;

pub mod search;

pub mod diagnostic;

pub mod yaml;

pub mod settings;

pub mod load;

pub mod article;

pub mod site;

pub mod plan;

pub mod theme;

pub mod render;

pub mod output;

pub mod memo;

pub mod starter;

mod job;

mod stages;

pub mod serve;

pub mod command;

pub use job::{Cause, Made, Options, Outcome, Progress, Step, Summary};
pub use stages::Desk;

use base::Timings;
use diagnostic::{Diagnostic, Failure};
use load::Disk;
use memo::{Memo, Past};
use output::Output;
use render::World;
use site::Site;
use std::sync::Arc;

/// Looks a folder through and makes no page: the site as far as its files have no errors, and what was noticed.
///
/// # Errors
/// Trouble with the world around the program: no site there.
pub fn survey(options: &Options, progress: &dyn Progress) -> Result<(Option<Site>, Vec<Diagnostic>), Failure> {
    let disk = Disk::open(&options.root)?;
    let mut notes = Vec::new();
    let Some(settings) = stages::settings(&disk, options, &mut notes) else { return Ok((None, notes)) };
    let mut listing = load::list(&disk)?;
    notes.append(&mut listing.notes);
    let memo = Memo::none();
    let (settings, listing, past) = (&settings, &listing, &memo.past());
    let stage = stages::Stage { disk: &disk, settings, listing, options, progress, past, output: None };
    let assembled = stage.assemble(None, &mut notes, &mut Timings::default());
    diagnostic::sort(&mut notes);
    Ok((assembled.ok().map(|assembled| assembled.site), notes))
}

/// What a new article needs to know of a site: settings, sections, places, fields, and which addresses there are. Articles
/// are not read: what is wrong in one does not matter to another. `None` when settings or lists have errors, which are in
/// what was noticed.
///
/// # Errors
/// Trouble with the world around the program: no site there.
pub fn desk(options: &Options, progress: &dyn Progress) -> Result<(Option<Desk>, Vec<Diagnostic>), Failure> {
    let disk = Disk::open(&options.root)?;
    let mut notes = Vec::new();
    let Some(settings) = stages::settings(&disk, options, &mut notes) else { return Ok((None, notes)) };
    let listing = load::list(&disk)?;
    let memo = Memo::none();
    let (settings, listing, past) = (&settings, &listing, &memo.past());
    let stage = stages::Stage { disk: &disk, settings, listing, options, progress, past, output: None };
    let desk = stage.desk(&mut notes);
    diagnostic::sort(&mut notes);
    Ok(((!diagnostic::has_errors(&notes)).then_some(desk), notes))
}

/// Builds the site of a folder: what is not as it was at the last build. Errors in the user's files are in the outcome;
/// they leave the standing site as it is.
///
/// # Errors
/// Trouble with the world around the program: no site there, a full disk, an output folder that is not ours.
pub fn build(options: &Options, progress: &dyn Progress, timings: &mut Timings) -> Result<Outcome, Failure> {
    let disk = Disk::open(&options.root)?;
    let open = || Output::open(&disk, options.out.as_deref(), &|| progress.wait());
    let mut output = options.write.then(open).transpose()?;
    let recall = |output: &Output| Memo::open(&disk, output, options.from_scratch);
    let memo = output.as_ref().map_or_else(|| Ok(Memo::none()), recall)?;
    timings.lap("memo", 0);
    let look = || output.as_mut().map_or(Ok(()), |output| output.look(&disk));
    let (listing, looked) = rayon::join(|| load::list(&disk), look);
    let (listing, ()) = (listing?, looked?);
    timings.lap("load", listing.articles.len() + listing.others.len());
    let past = memo.past();
    let ending = match &output {
        Some(output) => stages::nothing_to_do(&past, &listing, output, options)?,
        None => None,
    };
    timings.lap("look", past.pages.files.len());
    if let Some(ending) = ending {
        return Ok(Outcome::unchanged(ending, past.pages.files.len()));
    }
    let job = Job { disk: &disk, options, progress, listing: &listing, past: &past, output: output.as_ref() };
    let outcome = job.run(timings)?;
    if !outcome.is_behind(&past) {
        return Ok(outcome);
    }
    // A stamp told less than the truth: a file is not as it was, and looks so. Nothing that was remembered is trusted.
    let nothing = memo.forget();
    Job { past: &nothing.past(), ..job }.run(timings)
}

/// Builds the site, then once more from scratch over it: what that changes, the first build got wrong. A build that errors
/// stopped, or that left last good versions standing, is not compared.
///
/// # Errors
/// Trouble with the world around the program, as when building; a difference between the two builds.
pub fn verify(options: &Options, progress: &dyn Progress, timings: &mut Timings) -> Result<Outcome, Failure> {
    let outcome = build(options, progress, timings)?;
    // Of an article whose last good version stands, a build from scratch knows nothing.
    if outcome.summary.as_ref().is_none_or(|summary| summary.standing > 0) {
        return Ok(outcome);
    }
    let from_scratch = Options { from_scratch: true, explain: true, ..options.clone() };
    let other = build(&from_scratch, progress, timings)?;
    // What others put into the output folder is told once, by the first build.
    let told = |outcome: &Outcome| outcome.notes.iter().filter(|note| note.code != "D312").cloned().collect::<Vec<_>>();
    let is_same_ending = told(&outcome) == told(&other) && outcome.summary.is_some() == other.summary.is_some();
    let Summary { made, removed, .. } = other.summary.unwrap_or_default();
    let files: Vec<&str> = made.iter().filter(|made| made.is_written).map(|made| made.file.as_str()).collect();
    if is_same_ending && files.is_empty() && removed == 0 {
        return Ok(outcome);
    }
    Err(diagnostic::catalogue::builds_differ(&files, removed, is_same_ending).into())
}

/// One build, once it is known what there is and what was remembered.
#[derive(Clone, Copy)]
struct Job<'j> {
    disk: &'j Disk,
    options: &'j Options,
    progress: &'j dyn Progress,
    listing: &'j load::Listing,
    past: &'j Past<'j>,
    /// `None` when nothing is written.
    output: Option<&'j Output>,
}

impl Job<'_> {
    /// The seven steps.
    fn run(self, timings: &mut Timings) -> Result<Outcome, Failure> {
        let Self { disk, options, progress, listing, past, output } = self;
        let mut notes = Vec::new();
        let settings = stages::settings(disk, options, &mut notes);
        let Some(settings) = settings.map(Arc::new) else { return Ok(Outcome::stopped(notes)) };
        let theme = stages::theme(disk, &settings, &mut notes)?;
        notes.extend_from_slice(&listing.notes);
        timings.lap("settings", 1);
        let stage = stages::Stage { disk, settings: &settings, listing, options, progress, past, output };
        let assembled = stage.assemble(theme.as_ref(), &mut notes, timings);
        let stages::Assembled { site, mut plan, remembered, bodies } = match assembled {
            Ok(assembled) => assembled,
            Err(stopped) => {
                // Who checks wants to hear everything at once; a build that fails should not work on pictures first.
                if output.is_none() {
                    notes.extend(stage.notes_on_pictures(*stopped));
                }
                return Ok(Outcome::stopped(notes));
            }
        };
        let Some(theme) = theme else { return Ok(Outcome::stopped(notes)) };
        let pictures = stage.pictures(std::mem::take(&mut plan.wishes), output.is_some());
        let looked_at = stage.look_at(&pictures.gallery);
        plan.add_pictures(&pictures.gallery);
        notes.extend(plan::notes_on_pictures(&site, &pictures.gallery));
        timings.lap("pictures", looked_at);
        let site = Arc::new(site);
        let gallery = Arc::clone(&pictures.gallery);
        let mut world = match World::new(Arc::clone(&settings), Arc::clone(&site), gallery, theme) {
            Ok(world) => world,
            Err(note) => return Ok(Outcome::stopped_by(note, notes)),
        };
        let mut work = stage.compare(&world, &plan, &remembered)?;
        timings.lap("compare", plan.pages.len());
        let Some(mut summary) = stage.make(&mut world, &plan, &bodies, &pictures.workshop, &mut work, &mut notes)?
        else {
            return Ok(Outcome::stopped(notes));
        };
        drop(bodies);
        timings.lap("render", summary.rendered);
        if let Some(output) = output {
            let planned = work.planned();
            let ending = stage.ending(&site, remembered.good.len(), &notes, output.kept(&planned, &settings.keep));
            summary.removed = output.commit(&planned, &settings.keep, &mut notes)?;
            timings.lap("write", summary.written);
            // What the disk hindered may go well the next time: nothing is remembered as done.
            if !pictures.gallery.is_hindered() {
                stage.remember(&work, &remembered, ending);
            }
            pictures.keep_and_tidy(listing);
            timings.lap("remember", planned.len());
        }
        let (articles, standing) = (site.articles().len(), remembered.good.len());
        let summary = Summary { articles, withheld: site.withheld, standing, ..summary };
        // To free a hundred thousand articles takes a tenth of a second, for which nobody needs to wait.
        drop(world);
        let _ = std::thread::Builder::new().spawn(move || drop((site, plan, remembered, work)));
        Ok(Outcome::done(notes, summary))
    }
}
