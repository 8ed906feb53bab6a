//! In which order pages are made: in waves, so that few cards are held at a time.
//!
//! In: the pages that must be made, and which articles each shows. Out: the pages wave by wave, those that show older
//! articles first, and the articles whose cards a wave needs. What pages say does not depend on it.

use super::compare::Task;
use crate::plan::{Page, Plan};
use crate::render::{World, shown_by};
use crate::site::ArticleId;
use rayon::prelude::*;

/// So many pages are in a wave: all of an ordinary site.
const LENGTH: usize = 16_384;

/// The places of all tasks, wave by wave. Neighbours in time show the same articles, so they are made together.
pub(super) fn waves(world: &World, plan: &Plan, tasks: &[Task]) -> Vec<Vec<usize>> {
    let newest = |task: &Task| shown_by(world, &plan.pages[task.at].page).into_iter().max();
    let is_small = tasks.len() <= LENGTH;
    let newest: Vec<_> = if is_small { vec![None; tasks.len()] } else { tasks.par_iter().map(newest).collect() };
    in_waves(&newest, LENGTH)
}

/// By the newest article that each shows.
fn in_waves(newest: &[Option<ArticleId>], length: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..newest.len()).collect();
    order.sort_by_key(|at| newest[*at]);
    order.chunks(length).map(<[usize]>::to_vec).collect()
}

/// By article, whether the pages of a wave show its card.
pub(super) fn cards_of(world: &World, plan: &Plan, tasks: &[Task], wave: &[usize]) -> Vec<bool> {
    let mut is_shown = vec![false; world.site.articles().len()];
    for at in wave {
        let page = &plan.pages[tasks[*at].at].page;
        // These name articles without their cards.
        if !matches!(page, Page::Feed(_) | Page::Atom | Page::JsonFeed | Page::Sitemap(_)) {
            for id in shown_by(world, page) {
                is_shown[id.at()] = true;
            }
        }
    }
    is_shown
}

#[cfg(test)]
mod tests {
    use super::in_waves;

    #[test]
    fn every_page_is_in_one_wave() {
        assert_eq!(in_waves(&[None; 5], 2), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(in_waves(&[], 2), Vec::<Vec<usize>>::new());
    }
}
