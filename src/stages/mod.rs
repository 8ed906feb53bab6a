//! The steps of a build as one knows them from `lib.rs`, with the loops over files and pages inside.
//!
//! What a step notices goes into `notes`; steps go on after the first mistake, so that all are told in one run.

mod assemble;
mod compare;
mod desk;
mod lists;
mod make;
mod parse;
mod pictures;
mod remember;
mod search;
mod waves;

pub(crate) use assemble::{Assembled, Stopped};
pub use desk::Desk;
pub(crate) use pictures::{SitePictures, Workshop};
pub(crate) use remember::nothing_to_do;

use crate::diagnostic::{Diagnostic, Failure};
use crate::job::{Options, Progress};
use crate::load::{Disk, Listing};
use crate::memo::Past;
use crate::output::Output;
use crate::settings::{self, Settings};
use crate::theme::Theme;
use lists::read_text;

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

/// What the steps from parse to write share.
pub(crate) struct Stage<'s> {
    pub(crate) disk: &'s Disk,
    pub(crate) settings: &'s Settings,
    pub(crate) listing: &'s Listing,
    pub(crate) options: &'s Options,
    pub(crate) progress: &'s dyn Progress,
    /// What the last build remembered.
    pub(crate) past: &'s Past<'s>,
    /// `None` when nothing is written.
    pub(crate) output: Option<&'s Output>,
}
