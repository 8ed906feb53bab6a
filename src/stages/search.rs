//! Makes the files of the search's blocks that are not as they were, block by block.
//!
//! In: the work, the world. Out: what became of each file. The other pages of the search are made like any page.

use super::Stage;
use super::compare::Task;
use super::make::{MadeOne, Trouble};
use crate::article::body_text;
use crate::memo::Bodies;
use crate::plan::{Page, Plan, SearchFile};
use crate::render::{World, search_block};
use crate::search::{File, Span};
use crate::site::Entry;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl Stage<'_> {
    /// Makes those of the tasks that are files of blocks; gives each with its place, and after trouble with a block only
    /// that. Of articles in `good`, whose last good versions stand, the text is not there.
    pub(super) fn index(
        &self,
        world: &World,
        plan: &Plan,
        bodies: &Bodies,
        (files, tasks, good): (&[String], &[Task], &BTreeSet<String>),
        of_blocks: &[usize],
    ) -> Vec<(usize, MadeOne)> {
        let mut blocks: BTreeMap<Span, BTreeMap<File, usize>> = BTreeMap::new();
        for at in of_blocks {
            if let Page::SearchFile(SearchFile::Block { span, file, .. }) = plan.pages[tasks[*at].at].page {
                blocks.entry(span).or_default().insert(file, *at);
            }
        }
        let text = |entry: &Entry| {
            if good.contains(&*entry.card.path) { Ok(String::new()) } else { self.text_to_index(entry, bodies) }
        };
        let mut made = Vec::new();
        for (span, wanted) in blocks {
            let block = match search_block(world, span, text) {
                Ok(block) => block,
                Err(trouble) => {
                    made.extend(wanted.into_values().next().map(|at| (at, Err(trouble))));
                    return made;
                }
            };
            let of_group = |group: usize| {
                let of_group = block.files(group).into_iter().filter_map(|(file, bytes)| {
                    let at = *wanted.get(&file)?;
                    self.progress.advance();
                    Some((at, self.put(&files[tasks[at].at], &bytes)))
                });
                of_group.collect::<Vec<_>>()
            };
            made.par_extend((0..block.groups()).into_par_iter().flat_map_iter(of_group));
        }
        made
    }

    /// What can be found of the body of an article: taken when it was parsed, or now from its file.
    fn text_to_index(&self, entry: &Entry, bodies: &Bodies) -> Result<String, Trouble> {
        match self.listing.place(&entry.card.path).and_then(|at| bodies.text(at)) {
            Some(text) => Ok(text),
            None => Ok(body_text(&entry.card.path, &self.text(entry)?)),
        }
    }
}
