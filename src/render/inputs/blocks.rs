//! What the blocks of the search are made of.

use crate::base::hash::{Digest, Hash};
use crate::render::World;
use crate::render::search::found;
use crate::search::{EDITION, Span, spans};
use crate::site::Entry;
use rayon::prelude::*;

/// Of each block, oldest first, what the index and the cards of its articles say; `hash` is that of an article's
/// file, `None` of one whose last good version stands: of that nothing but its card is found.
pub fn blocks(world: &World, hash: impl Fn(&Entry) -> Option<Hash> + Sync) -> Vec<Hash> {
    let site = &world.site;
    let of_block = |span: Span| {
        let mut digest = Digest::new();
        digest.add(&EDITION);
        for id in found(site, span) {
            let entry = site.article(*id);
            let section = entry.section.map(|at| (&site.sections[at].title, &site.sections[at].folder));
            digest.add(&(hash(entry), entry.facts.face, entry.kind, section));
            for place in &entry.places {
                let shown = world.places.get(place.unit);
                digest.add(&(&shown.title, &shown.text));
            }
            for (taxonomy, term) in entry.all_terms() {
                let term = site.term(*taxonomy, *term);
                digest.add(&(&term.title, &term.slug));
            }
            for record in &entry.records {
                digest.add(&site.register.as_ref().map(|register| &register.record(*record).written.name.text));
            }
        }
        digest.hash()
    };
    spans(site.dated.len()).into_par_iter().map(of_block).collect()
}
