//! Pages of a list, numbered from the oldest, so that a new article changes few of them.

use super::page::Part;
use crate::site::List;
use std::ops::Range;

/// So many articles stand on a closed page.
pub const PAGE_LENGTH: usize = 20;

/// How `n` articles (oldest first) are shared out.
///
/// There are K = max(0, ⌊n/20⌋ − 1) closed pages, `trang-1` with the oldest twenty; the list's own address shows the
/// rest: 20 to 39 articles, or all when there are fewer than 40. No article stands on two pages.
#[derive(Clone, Copy, Debug)]
pub struct Pager {
    articles: usize,
    is_whole: bool,
}

impl Pager {
    /// For a list of so many articles.
    pub fn new(articles: usize) -> Self {
        Self { articles, is_whole: false }
    }

    /// For a list. What is read in an order of its own (a series) stands on one page.
    pub fn of(list: &List) -> Self {
        Self { is_whole: list.of.is_in_reading_order(), ..Self::new(list.articles.len()) }
    }

    /// How many closed pages there are.
    pub fn closed(self) -> usize {
        if self.is_whole { 0 } else { (self.articles / PAGE_LENGTH).saturating_sub(1) }
    }

    /// The articles on closed page `number`, counted from 1.
    pub fn on_closed(self, number: usize) -> Range<usize> {
        number.saturating_sub(1) * PAGE_LENGTH..number * PAGE_LENGTH
    }

    /// The articles on a page.
    pub fn on(self, part: Part) -> Range<usize> {
        match part {
            Part::Newest => self.on_newest(),
            Part::Closed(number) => self.on_closed(number),
        }
    }

    /// The articles at the list's own address.
    pub fn on_newest(self) -> Range<usize> {
        self.closed() * PAGE_LENGTH..self.articles
    }
}

/// The address of closed page `number` of the list at `list`.
pub fn address(list: &str, number: usize) -> String {
    format!("{list}trang-{number}.html")
}

#[cfg(test)]
mod tests {
    use super::Pager;
    use proptest::prelude::*;

    #[test]
    fn own_address_shows_twenty_to_thirty_nine() {
        for (articles, closed, newest) in [(0, 0, 0), (19, 0, 19), (39, 0, 39), (40, 1, 20), (59, 1, 39), (60, 2, 20)] {
            let pager = Pager::new(articles);
            assert_eq!((pager.closed(), pager.on_newest().len()), (closed, newest), "{articles}");
        }
    }

    proptest! {
        #[test]
        fn every_article_on_one_page(articles in 0_usize..500) {
            let pager = Pager::new(articles);
            let mut all: Vec<usize> = (1..=pager.closed()).flat_map(|number| pager.on_closed(number)).collect();
            all.extend(pager.on_newest());
            prop_assert_eq!(all, (0..articles).collect::<Vec<_>>());
        }

        #[test]
        fn a_newer_article_leaves_closed_pages_alone(articles in 0_usize..500) {
            let (before, after) = (Pager::new(articles), Pager::new(articles + 1));
            prop_assert!(before.closed() <= after.closed());
            prop_assert!(after.on_newest().start <= articles);
        }
    }
}
