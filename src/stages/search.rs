//! Makes the files of the search's blocks that are not as they were, block by block.
//!
//! In: the work, the world. Out: what became of each file. The other pages of the search are made like any page.

use super::Stage;
use super::compare::Task;
use super::make::{MadeOne, Trouble};
use crate::base::hash::Hash;
use crate::output::Change;
use crate::plan::{Page, Plan, SearchFile};
use crate::render::{World, add_to_search, found_by_search};
use crate::search::{Block, File, Part, Reader, Span};
use crate::site::ArticleId;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many articles are read by one thread at a time.
const LENGTH: usize = 256;

impl Stage<'_> {
    /// Makes the files of all blocks in the work; each of `made` that is one of them is set.
    pub(super) fn index(
        &self,
        world: &World,
        plan: &Plan,
        (files, tasks): (&[String], &[Task]),
        made: &mut [Option<MadeOne>],
    ) {
        let mut blocks: BTreeMap<Span, BTreeMap<File, usize>> = BTreeMap::new();
        for (at, task) in tasks.iter().enumerate() {
            if let Page::SearchFile(SearchFile::Block(span, file)) = plan.pages[task.at].page {
                blocks.entry(span).or_default().insert(file, at);
            }
        }
        for (span, wanted) in blocks {
            let block = match self.block(world, span) {
                Ok(block) => block,
                Err(trouble) => {
                    let mut trouble = Some(trouble);
                    for at in wanted.into_values() {
                        made[at] = Some(trouble.take().map_or(Ok((Change::Unchanged, Hash::default())), Err));
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

    /// Reads the articles of a block.
    fn block(&self, world: &World, span: Span) -> Result<Block, Trouble> {
        let part = |ids: &[ArticleId]| {
            let mut reader = Reader::default();
            for id in ids {
                let text = match self.text(world.site.article(*id)) {
                    // Of an article whose last good version stands nothing is there but its card.
                    Err(_) if self.options.keep_going => String::new(),
                    text => text?,
                };
                add_to_search(&mut reader, world, *id, &text);
            }
            Ok(reader.end())
        };
        let parts = found_by_search(&world.site, span).par_chunks(LENGTH).map(part);
        let parts: Vec<Result<Part, Trouble>> = parts.collect();
        Ok(Block::of(span, parts.into_iter().collect::<Result<_, _>>()?))
    }
}
