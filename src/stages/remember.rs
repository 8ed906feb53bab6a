//! What one build leaves to the next: whether there is anything to do at all, and what to remember at the end.

use super::Stage;
use super::compare::{Standing, Work, still_stands, vouched_for};
use crate::base::hash::{Digest, Hash};
use crate::diagnostic::{self, Diagnostic, Failure};
use crate::job::Options;
use crate::load::Listing;
use crate::memo::{Ending, PageRow, PageRows, Past, Remembered};
use crate::output::{MARK, Output};
use crate::site::Site;
use rayon::prelude::*;

/// What was asked for, as far as it decides what is made.
fn asked(options: &Options) -> Hash {
    Digest::of(&(options.drafts, &options.base_url, options.keep_going))
}

fn noticed_in(listing: &Listing) -> Hash {
    let mut notes: Vec<String> = listing.notes.iter().map(|note| format!("{note:?}")).collect();
    notes.sort_unstable();
    Digest::of(&notes)
}

/// How the last build ended, if it was asked for the same and nothing has changed since: neither the site's files, nor what
/// the present decides, nor the output folder.
///
/// # Errors
/// The disk does not let us.
pub(crate) fn nothing_to_do<'p>(
    past: &'p Past<'_>,
    listing: &Listing,
    output: &Output,
    options: &Options,
) -> Result<Option<&'p Ending>, Failure> {
    let Some(ending) = past.ending(listing) else { return Ok(None) };
    let (from, until) = ending.while_now;
    let is_asked_again = ending.asked == asked(options) && (from..until).contains(&options.now);
    if !is_asked_again
        || !output.has_mark()
        || ending.listing != noticed_in(listing)
        || !stand_alone(&past.pages, ending, output)
    {
        return Ok(None);
    }
    let files = &past.pages.files;
    let vouched = vouched_for(&past.pages, Some(output));
    let open: Vec<usize> = (0..files.len()).filter(|at| !vouched[*at]).collect();
    if open.is_empty() {
        return Ok(Some(ending));
    }
    let time = output.clock()?;
    let look = |at: &usize| still_stands(output, files[*at].0, &files[*at].1);
    let seen: Option<Vec<PageRow>> = open.par_iter().map(look).collect();
    let Some(seen) = seen else { return Ok(None) };
    let mut files = files.clone();
    for (at, row) in open.into_iter().zip(seen) {
        files[at].1 = row;
    }
    let (globals, ending_again) = (past.pages.globals, Some(ending.clone()));
    past.save_pages(&PageRows { time, globals, ending: ending_again, files });
    Ok(Some(ending))
}

/// Whether the files that are remembered stand in the output folder, and beside them only those that stay.
fn stand_alone(pages: &PageRows<'_>, ending: &Ending, output: &Output) -> bool {
    let mut ours = pages.files.iter().map(|(file, _)| *file).peekable();
    let mut kept = ending.kept.iter().map(String::as_str).peekable();
    let stay = |(file, _): &(String, _)| {
        let file = file.as_str();
        file == MARK || ours.next_if_eq(&file).is_some() || kept.next_if_eq(&file).is_some()
    };
    let all_stay = output.standing().iter().all(stay);
    all_stay && ours.peek().is_none() && kept.peek().is_none()
}

impl Stage<'_> {
    /// How this build ends, should nothing change until the next.
    pub(crate) fn ending(&self, site: &Site, standing: usize, notes: &[Diagnostic], kept: Vec<String>) -> Ending {
        let mut notes = notes.to_vec();
        diagnostic::sort(&mut notes);
        Ending {
            asked: asked(self.options),
            site: Hash::default(),
            while_now: site.while_now,
            listing: noticed_in(self.listing),
            notes,
            articles: site.articles().len(),
            withheld: site.withheld,
            standing,
            kept,
        }
    }

    /// Remembers a build whose output is in its place.
    pub(crate) fn remember(&self, work: &Work, remembered: &Remembered, ending: Ending) {
        let Some(output) = self.output else { return };
        let made = work
            .tasks
            .par_iter()
            .map(|task| (task.at, PageRow { stamp: output.stamp_now(&work.files[task.at]).digest(), ..task.row }));
        let mut rows: Vec<Option<PageRow>> = vec![None; work.files.len()];
        for Standing { at, row } in &work.standing {
            rows[*at] = *row;
        }
        for (at, row) in made.collect::<Vec<_>>() {
            rows[at] = Some(row);
        }
        // What stands as it was has its row among those of the last build, which are sorted as these are.
        let mut before = self.past.pages.files.iter().peekable();
        let mut row = |at: &usize| {
            let file = work.files[*at].as_str();
            while before.next_if(|(other, _)| *other < file).is_some() {}
            let known = before.peek().filter(|(other, _)| *other == file).map(|(_, row)| *row);
            (file, rows[*at].or(known).unwrap_or_default())
        };
        let files = work.order.iter().map(&mut row).collect();
        let pages = PageRows { time: work.time, globals: work.globals, ending: Some(ending), files };
        self.past.save(self.listing, remembered, pages);
    }
}
