//! In which order pages are made: in waves, so that few cards are held at a time.
//!
//! In: the pages that must be made, and which articles each shows. Out: the pages wave by wave, those that show older
//! articles first, and the articles whose cards a wave needs. What pages say does not depend on it.

use super::compare::Task;
use crate::plan::{Page, Plan};
use crate::render::{World, shown_by};
use rayon::prelude::*;

/// So many pages are in a wave: all of an ordinary site.
const LENGTH: usize = 16_384;

/// These places of tasks, wave by wave. Neighbours in time show the same articles, so they are made together.
pub(super) fn waves(world: &World, plan: &Plan, tasks: &[Task], places: Vec<usize>) -> Vec<Vec<usize>> {
    let newest = |at: &usize| shown_by(world, &plan.pages[tasks[*at].at].page).into_iter().max();
    if places.len() <= LENGTH {
        return vec![places];
    }
    in_waves(places.par_iter().map(|at| (newest(at), *at)).collect(), LENGTH)
}

/// Places, each with the newest thing that it shows, by these.
fn in_waves<N: Ord>(mut places: Vec<(Option<N>, usize)>, length: usize) -> Vec<Vec<usize>> {
    places.sort_unstable();
    places.chunks(length).map(|wave| wave.iter().map(|(_, at)| *at).collect()).collect()
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
        let shown = vec![(Some("new"), 0), (None, 1), (Some("a"), 2), (None, 3), (None, 4)];
        assert_eq!(in_waves(shown, 2), [vec![1, 3], vec![4, 2], vec![0]]);
        assert_eq!(in_waves::<u8>(Vec::new(), 2), Vec::<Vec<usize>>::new());
    }
}
