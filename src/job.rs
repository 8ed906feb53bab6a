//! A build from outside: what it is asked to do, who watches it, and what it tells at the end.

use crate::base::path::BaseUrl;
use crate::diagnostic::{self, Diagnostic};
use crate::site::Withheld;
use std::path::PathBuf;

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder, if not `public` below the root.
    pub out: Option<PathBuf>,
    /// Another base URL than that of the settings.
    pub base_url: Option<BaseUrl>,
    /// Drafts and scheduled articles too.
    pub drafts: bool,
    /// The present, in seconds since 1970.
    pub now: i64,
    /// Publish the sound articles when others have errors.
    pub keep_going: bool,
    /// Write the site; else only check it.
    pub write: bool,
}

/// A step that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading articles.
    Parse,
    /// Making pages.
    Render,
}

/// Someone who watches a build.
pub trait Progress: Sync {
    /// A step begins, with so many things to do.
    fn begin(&self, step: Step, total: usize);
    /// One of them is done.
    fn advance(&self);
    /// The step is over.
    fn end(&self);
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Public articles.
    pub articles: usize,
    /// Articles that are kept back, by reason.
    pub withheld: Withheld,
    /// Pages and files made.
    pub rendered: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that stood already, to the byte.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
}

/// How a build ended.
pub struct Outcome {
    /// All that was noticed, in order.
    pub notes: Vec<Diagnostic>,
    /// What was done; `None` when errors kept the site as it was.
    pub summary: Option<Summary>,
}

impl Outcome {
    pub(crate) fn stopped(notes: Vec<Diagnostic>) -> Self {
        Self::new(notes, None)
    }

    pub(crate) fn done(notes: Vec<Diagnostic>, summary: Summary) -> Self {
        Self::new(notes, Some(summary))
    }

    fn new(mut notes: Vec<Diagnostic>, summary: Option<Summary>) -> Self {
        diagnostic::sort(&mut notes);
        Self { notes, summary }
    }
}
