//! What the search consists of: its page, and the files that the page's script asks for.

use super::Page;
use crate::search::{self, GROUP, Span, spans};
use crate::site::Site;

/// The page of the search; its files lie below it.
pub const SEARCH: &str = "/tim-kiem/";

/// A file that the script of the search asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// Which blocks there are.
    Index,
    /// Places, fields, models by name; abbreviations; what can be filtered by.
    Names,
    /// What is shown of some articles that were found, by the number of the file.
    Cards(usize),
    /// A file of a block.
    Block {
        /// Which block it is, counted from the oldest.
        block: usize,
        /// Its articles.
        span: Span,
        /// The file.
        file: search::File,
    },
}

impl SearchFile {
    fn address(self) -> String {
        match self {
            Self::Index => format!("{SEARCH}index.json"),
            Self::Names => format!("{SEARCH}names.json"),
            Self::Cards(number) => format!("{SEARCH}bai/{number}.json"),
            Self::Block { span, file, .. } => format!("{SEARCH}{}", span.name(file)),
        }
    }
}

/// Adds all of it.
pub(super) fn add(site: &Site, add: &mut dyn FnMut(String, Page)) {
    add(SEARCH.to_owned(), Page::Search);
    let articles = site.dated.len();
    let cards = (0..articles.div_ceil(GROUP)).map(SearchFile::Cards);
    let of_block = |(block, span): (usize, Span)| span.files().map(move |file| SearchFile::Block { block, span, file });
    let blocks = spans(articles).into_iter().enumerate().flat_map(of_block);
    for file in [SearchFile::Index, SearchFile::Names].into_iter().chain(cards).chain(blocks) {
        add(file.address(), Page::SearchFile(file));
    }
}
