//! Lan Tỏa turns a folder of Markdown articles into a static news site.
//!
//! A site is a pure function of a folder, in six steps, each from values to values:
//!
//! ```text
//! load     folder            -> Listing   what is there: paths, sorted; no bytes yet
//! parse    one file          -> Parsed    one file alone, in parallel: a Card and Facts; the body is not kept
//! resolve  all Cards         -> Site      one cheap sequential pass: terms, order, neighbours; then frozen
//! plan     Site              -> Plan      everything that will exist, each thing with one address
//! render   one page + World  -> bytes     pure, in parallel
//! write    bytes             -> public/   staged, then all at once; only what differs; strays removed
//! ```
//!
//! The folders of `src` stand in layer order: a module uses only those above it in the list below.

pub mod vietnamese;

pub mod base;

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

mod job;

mod stages;

pub mod command;

pub use job::{Options, Outcome, Progress, Step, Summary};

use base::Timings;
use diagnostic::{Diagnostic, Failure};
use site::Site;

/// Looks a folder through and makes no page: the site as far as its files have no errors, and what was noticed.
///
/// # Errors
/// Trouble with the world around the program: no site there.
pub fn survey(options: &Options, progress: &dyn Progress) -> Result<(Option<Site>, Vec<Diagnostic>), Failure> {
    let disk = load::Disk::open(&options.root)?;
    let mut notes = Vec::new();
    let Some(settings) = stages::settings(&disk, options, &mut notes) else { return Ok((None, notes)) };
    let listing = stages::list(&disk, &mut notes)?;
    let stage = stages::Stage { disk: &disk, settings: &settings, listing: &listing, options, progress };
    let assembled = stage.assemble(None, &mut notes, &mut Timings::default());
    diagnostic::sort(&mut notes);
    Ok((assembled.map(|(site, _)| site), notes))
}

/// Builds the site of a folder. Errors in the user's files are in the outcome; they leave the standing site as it is.
///
/// # Errors
/// Trouble with the world around the program: no site there, a full disk, an output folder that is not ours.
pub fn build(options: &Options, progress: &dyn Progress, timings: &mut Timings) -> Result<Outcome, Failure> {
    let disk = load::Disk::open(&options.root)?;
    let output = options.write.then(|| output::Output::open(&disk, options.out.as_deref())).transpose()?;
    let mut notes = Vec::new();
    let Some(settings) = stages::settings(&disk, options, &mut notes) else { return Ok(Outcome::stopped(notes)) };
    let theme = stages::theme(&disk, &settings, &mut notes)?;
    timings.lap("settings", 1);
    let listing = stages::list(&disk, &mut notes)?;
    timings.lap("load", listing.articles.len() + listing.files.len());
    let stage = stages::Stage { disk: &disk, settings: &settings, listing: &listing, options, progress };
    let assembled = stage.assemble(theme.as_ref(), &mut notes, timings);
    let (Some((site, plan)), Some(theme)) = (assembled, theme) else { return Ok(Outcome::stopped(notes)) };
    let world = match render::World::new(&settings, &site, theme) {
        Ok(world) => world,
        Err(note) => {
            notes.push(note);
            return Ok(Outcome::stopped(notes));
        }
    };
    timings.lap("cards", site.articles().len());
    let files = plan.files();
    output.as_ref().map_or(Ok(()), |output| output.prepare(&files))?;
    let Some(made) = stage.make(&world, &plan, output.as_ref(), &mut notes)? else {
        return Ok(Outcome::stopped(notes));
    };
    timings.lap("render", plan.pages.len());
    let removed = output.map_or(Ok(0), |output| output.commit(&files, &settings.keep, &mut notes))?;
    timings.lap("write", made.written);
    Ok(Outcome::done(notes, Summary { removed, articles: site.articles().len(), withheld: site.withheld, ..made }))
}
