//! Hashes that many pages share, each made in one walk: of terms, places, lists.

use crate::base::hash::{Digest, Hash};
use crate::render::World;
use crate::settings::{COMMUNES, FIELDS, TaxonomyId};
use crate::site::{ListOf, Term, Unit, WEIGHTS};

/// A term as pages show it.
pub(super) fn term(world: &World, term: &Term) -> Hash {
    let mut digest = Digest::new();
    digest.add(&(&term.name, &term.title, &term.slug, &term.code, &term.description, &term.group, term.author));
    digest.add(&term.list.map(|list| &world.site.list(list).address)).hash()
}

pub(super) fn place(world: &World, at: usize) -> Hash {
    Hash::of(&postcard::to_allocvec(world.places.value(at)).unwrap_or_default())
}

/// All units with their times, what they were made of and what became of them, and which of them have pages; `communes`
/// are those of today.
pub(super) fn gazetteer<'u>(units: impl Iterator<Item = &'u Unit>, communes: &[Hash]) -> Hash {
    let mut digest = Digest::new();
    digest.add(communes);
    for unit in units {
        digest.add(&(&unit.name, unit.kind, &unit.code, unit.from, unit.until, &unit.address, &unit.moved_from));
        digest.add(&(&unit.districts, &unit.became, &unit.formed_of, &unit.today));
        digest.add(&(unit.is_former, unit.term, unit.list.is_some()));
    }
    digest.hash()
}

/// Of each article, the older ones in the lists that "Đọc thêm" is chosen from: every list keeps a hash that goes on with
/// each of its articles, and an article takes it at its own place.
pub(super) fn older(world: &World, cards: &[Hash]) -> Vec<Hash> {
    let mut older = vec![Hash::default(); cards.len()];
    for (_, list) in world.site.lists() {
        if !matches!(list.of, ListOf::Term(taxonomy, _) if WEIGHTS.iter().any(|(of, _)| *of == taxonomy)) {
            continue;
        }
        let mut before = Hash::default();
        for id in &list.articles {
            older[id.at()] = Digest::chain(older[id.at()], before);
            before = Digest::chain(before, cards[id.at()]);
        }
    }
    older
}

/// The lists of each commune by field, and of each field by commune, with their lengths.
pub(super) fn crossings(world: &World) -> [Vec<Hash>; 2] {
    let length = |taxonomy: TaxonomyId| world.site.taxonomies[taxonomy.at()].terms().count();
    let mut all = [vec![Hash::default(); length(COMMUNES)], vec![Hash::default(); length(FIELDS)]];
    for (_, list) in world.site.lists() {
        let ListOf::Crossing(commune, field) = list.of else { continue };
        let own = Digest::of(&(&list.address, list.articles.len()));
        for (of, at) in all.iter_mut().zip([commune.at(), field.at()]) {
            of[at] = Digest::chain(of[at], own);
        }
    }
    all
}
