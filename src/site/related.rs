//! "Đọc thêm": articles to read after one, found among older ones that share its terms.
//!
//! Asked per page and never stored. Only older articles count, so the answer does not change when new articles come.

use super::{ArticleId, Site};

/// So many are shown.
const MOST: usize = 5;
/// So many candidates are looked at, newest first: the cost of a page does not grow with the archive.
const CANDIDATES: usize = 200;
/// What a shared place and a shared field count.
const WEIGHTS: [u32; 2] = [3, 2];

impl Site {
    /// The related articles of one, best first: most shared terms (places count more than fields), then newest.
    pub fn related(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut lists: Vec<(&[ArticleId], u32)> = Vec::new();
        let by_taxonomy = self.taxonomies.iter().zip(&self.article(id).terms).zip(WEIGHTS);
        for ((taxonomy, terms), weight) in by_taxonomy {
            for term in terms {
                if let Some(list) = taxonomy.term(*term).list {
                    let articles = &self.list(list).articles;
                    let older = articles.partition_point(|other| *other < id);
                    lists.push((&articles[..older], weight));
                }
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
