//! "Đọc thêm": articles to read after one, found among older ones that share its terms.
//!
//! Asked per page and never stored. Only older articles count, so the answer does not change when new articles come.

use super::{ArticleId, Found, Site};
use crate::settings::{COMMUNES, FIELDS, TAGS, TaxonomyId};

/// So many are shown.
const MOST: usize = 5;
/// So many candidates are looked at, newest first: the cost of a page does not grow with the archive.
const CANDIDATES: usize = 200;
/// What a shared place, field and tag count.
pub const WEIGHTS: [(TaxonomyId, u32); 3] = [(COMMUNES, 3), (FIELDS, 2), (TAGS, 2)];

impl Site {
    /// What to read after an article: what its writer names first, then what shares most terms with it (places count
    /// more than fields), then what is newest.
    pub fn related(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut related: Vec<ArticleId> = Vec::new();
        let named = self.article(id).card.details.iter().flat_map(|details| &details.related);
        for found in named.filter_map(|file| self.find(&file.text)) {
            if let Found::Public(other) = found
                && other != id
                && !related.contains(&other)
            {
                related.push(other);
            }
        }
        for other in self.similar(id) {
            if related.len() < MOST && !related.contains(&other) {
                related.push(other);
            }
        }
        related
    }

    /// Older articles with the most terms in common, best first.
    fn similar(&self, id: ArticleId) -> Vec<ArticleId> {
        let entry = self.article(id);
        let mut lists: Vec<(&[ArticleId], u32)> = Vec::new();
        for (taxonomy, weight) in WEIGHTS {
            for list in entry.terms(taxonomy).filter_map(|term| self.list_of(taxonomy, term)) {
                let older = list.articles.partition_point(|other| *other < id);
                lists.push((&list.articles[..older], weight));
            }
        }
        let mut best: Vec<(u32, ArticleId)> = Vec::with_capacity(MOST + 1);
        for _ in 0..CANDIDATES {
            let Some(next) = lists.iter().filter_map(|(list, _)| list.last().copied()).max() else { break };
            let mut score = 0;
            for (list, weight) in &mut lists {
                if let Some(rest) = list.strip_suffix(&[next]) {
                    *list = rest;
                    score += *weight;
                }
            }
            if best.len() < MOST || best.last().is_some_and(|last| *last < (score, next)) {
                let at = best.partition_point(|other| *other > (score, next));
                best.insert(at, (score, next));
                best.truncate(MOST);
            }
        }
        best.into_iter().map(|(_, id)| id).collect()
    }
}
