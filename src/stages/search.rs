//! Makes the files of the search's blocks that are not as they were, block by block.
//!
//! In: the work, the world. Out: what became of each file. The other pages of the search are made like any page.

use super::Stage;
use super::compare::Task;
use super::make::MadeOne;
use crate::plan::{Page, Plan, SearchFile};
use crate::render::{World, search_block};
use crate::search::{File, Span};
use crate::site::Entry;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl Stage<'_> {
    /// Makes the files of all blocks in the work; each of `made` that is one of them is set, unless there is trouble. Of
    /// articles in `good`, whose last good versions stand, the text is not there.
    pub(super) fn index(
        &self,
        world: &World,
        plan: &Plan,
        (files, tasks, good): (&[String], &[Task], &BTreeSet<String>),
        made: &mut [Option<MadeOne>],
    ) {
        let mut blocks: BTreeMap<Span, BTreeMap<File, usize>> = BTreeMap::new();
        for (at, task) in tasks.iter().enumerate() {
            if let Page::SearchFile(SearchFile::Block(span, file)) = plan.pages[task.at].page {
                blocks.entry(span).or_default().insert(file, at);
            }
        }
        for (span, wanted) in blocks {
            let stands = |entry: &Entry| good.contains(&*entry.card.path);
            let text = |entry: &Entry| if stands(entry) { Ok(String::new()) } else { self.text(entry) };
            let block = match search_block(world, span, text) {
                Ok(block) => block,
                Err(trouble) => {
                    if let Some(at) = wanted.into_values().next() {
                        made[at] = Some(Err(trouble));
                    }
                    return;
                }
            };
            let of_group = |group: usize| -> Vec<(usize, MadeOne)> {
                let of_group = block.files(group).into_iter();
                let of_group = of_group.filter_map(|(file, bytes)| {
                    let at = *wanted.get(&file)?;
                    self.progress.advance();
                    Some((at, self.put(&files[tasks[at].at], &bytes)))
                });
                of_group.collect()
            };
            let all: Vec<Vec<(usize, MadeOne)>> = (0..block.groups()).into_par_iter().map(of_group).collect();
            for (at, of_one) in all.into_iter().flatten() {
                made[at] = Some(of_one);
            }
        }
    }
}
