//! What a new article is made with: where it may stand, and what it may name.
//!
//! In: the listing, settings, lists and sections of a site. Out: a `Desk`. Reads no article.

use super::Stage;
use crate::article::Section;
use crate::base::path::article_address;
use crate::diagnostic::Diagnostic;
use crate::settings::{COMMUNES, FIELDS, Settings};
use crate::site::{Gazetteer, Taxonomy, complete_sections};

/// A site as someone sees it who begins an article.
pub struct Desk {
    /// Its settings.
    pub settings: Settings,
    /// Its sections, in the order of the menu.
    pub sections: Vec<Section>,
    /// All places of all times.
    pub gazetteer: Gazetteer,
    /// Its fields.
    pub fields: Taxonomy,
    /// The paths of its articles below `content/`.
    articles: Vec<String>,
}

impl Desk {
    /// Whether no article has the address that one at this path below `content/` would have.
    pub fn is_free(&self, path: &str) -> bool {
        // Where a folder's name makes no address, that is told when the site is built.
        article_address(path).map_or(true, |wanted| {
            !self.articles.iter().any(|other| article_address(other).is_ok_and(|other| other == wanted))
        })
    }
}

impl Stage<'_> {
    /// What a new article is made with.
    pub(crate) fn desk(&self, notes: &mut Vec<Diagnostic>) -> Desk {
        let places = self.places(notes);
        let communes = &self.settings.taxonomies[COMMUNES.at()];
        let (gazetteer, _) = Gazetteer::new(&places, communes, self.options.now, notes);
        let fields = self.terms(FIELDS, notes);
        let folders = self.listing.articles.iter().filter_map(|path| path.split_once('/')).map(|(folder, _)| folder);
        // Which of them lack an `_index.md` is told when the site is built.
        let sections = complete_sections(self.sections(notes), folders, |_| {});
        let (settings, articles) = (self.settings.clone(), self.listing.articles.clone());
        Desk { settings, sections, gazetteer, fields, articles }
    }
}
