//! A build from outside: what it is asked to do, who watches it, and what it tells at the end.

use crate::base::path::BaseUrl;
use crate::diagnostic::{self, Diagnostic};
use crate::memo::{Ending, Past};
use crate::site::Withheld;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to build, and how.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
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
    /// Trust nothing that the last build remembered.
    pub from_scratch: bool,
    /// Tell of each page that is made why.
    pub explain: bool,
}

/// A step that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading articles.
    Parse,
    /// Making pictures.
    Pictures,
    /// Making pages.
    Render,
}

/// Someone who watches a build.
pub trait Progress: Sync {
    /// Another build of the same site is at work; this one goes on when that is done.
    fn wait(&self);
    /// A step begins, with so many things to do.
    fn begin(&self, step: Step, total: usize);
    /// It is at work on this file.
    fn at(&self, file: &str);
    /// One of them is done.
    fn advance(&self);
    /// The step is over.
    fn end(&self);
}

/// Why a page had to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// There was no such page.
    New,
    /// Nothing is remembered of the last build.
    Forgotten,
    /// Its own source was edited: an article, a picture.
    Source,
    /// Something that it shows of others is not as it was.
    Shown,
    /// The settings, or what the command line says instead.
    Settings,
    /// The theme.
    Theme,
    /// What every page shows: menus, head and foot.
    Frame,
    /// The file in the output folder is lost, or somebody else changed it.
    Output,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::New, Self::Forgotten, Self::Source, Self::Shown, Self::Settings, Self::Theme, Self::Frame, Self::Output];
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Public articles.
    pub articles: usize,
    /// Articles that are kept back, by reason.
    pub withheld: Withheld,
    /// Pages and files that the site has.
    pub planned: usize,
    /// Those that were made now.
    pub rendered: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that stood already, to the byte.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
    /// How many were made for which cause.
    pub causes: BTreeMap<Cause, usize>,
    /// Articles with errors whose last good versions stand.
    pub standing: usize,
    /// Pages of older articles in lists, among those that were made for what they show: an older article came, went or got
    /// another date.
    pub closed: usize,
    /// Each that was made, in the order of the plan, if that was asked for.
    pub made: Vec<Made>,
}

/// A page that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its file in the output folder.
    pub file: String,
    /// Why it was made.
    pub cause: Cause,
    /// What it shows that is not as it was: an article relative to the site; `None` when it is something else.
    pub article: Option<String>,
    /// Whether the file differs from the one that stood.
    pub is_written: bool,
}

impl Summary {
    /// One more page was made.
    pub(crate) fn count(&mut self, is_written: bool, cause: Cause) {
        self.rendered += 1;
        *(if is_written { &mut self.written } else { &mut self.unchanged }) += 1;
        *self.causes.entry(cause).or_default() += 1;
    }
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

    /// One more mistake kept the site as it was.
    pub(crate) fn stopped_by(note: Diagnostic, mut notes: Vec<Diagnostic>) -> Self {
        notes.push(note);
        Self::stopped(notes)
    }

    /// Nothing had to be done: it ends as the last build did.
    pub(crate) fn unchanged(ending: &Ending, pages: usize) -> Self {
        let Ending { articles, withheld, standing, .. } = *ending;
        let summary = Summary { articles, withheld, standing, planned: pages, unchanged: pages, ..Summary::default() };
        Self::done(ending.notes.clone(), summary)
    }

    /// Whether a file that was taken for unchanged is not what was remembered of it.
    pub(crate) fn is_behind(&self, past: &Past<'_>) -> bool {
        let is_behind = |note: &Diagnostic| note.code == "D310";
        self.summary.is_none() && past.pages.ending.is_some() && self.notes.iter().any(is_behind)
    }

    fn new(mut notes: Vec<Diagnostic>, summary: Option<Summary>) -> Self {
        diagnostic::sort(&mut notes);
        Self { notes, summary }
    }
}
