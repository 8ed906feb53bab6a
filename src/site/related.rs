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

/// What is left of a term's list: its newest article, and those before.
struct Older<'l> {
    newest: ArticleId,
    before: &'l [ArticleId],
    weight: u32,
}

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
        let mut lists: Vec<Older<'_>> = Vec::new();
        for (taxonomy, weight) in WEIGHTS {
            for list in entry.terms(taxonomy).filter_map(|term| self.list_of(taxonomy, term)) {
                let older = list.articles.partition_point(|other| *other < id);
                if let Some((newest, before)) = list.articles[..older].split_last() {
                    lists.push(Older { newest: *newest, before, weight });
                }
            }
        }
        let mut best: Vec<(u32, ArticleId)> = Vec::with_capacity(MOST + 1);
        for _ in 0..CANDIDATES {
            let Some(next) = lists.iter().map(|list| list.newest).max() else { break };
            let mut score = 0;
            lists.retain_mut(|list| {
                if list.newest != next {
                    return true;
                }
                score += list.weight;
                let Some((newest, before)) = list.before.split_last() else { return false };
                (list.newest, list.before) = (*newest, before);
                true
            });
            if best.len() < MOST || best.last().is_some_and(|last| *last < (score, next)) {
                let at = best.partition_point(|other| *other > (score, next));
                best.insert(at, (score, next));
                best.truncate(MOST);
            }
        }
        best.into_iter().map(|(_, id)| id).collect()
    }
}
