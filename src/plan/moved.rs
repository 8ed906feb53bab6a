//! Addresses that communes of their time had: where they lead, now that the communes are no more.
//!
//! In: the frozen site. Out: old and new addresses. Which pages a commune had follows from the stories of its time.

use super::{FeedOf, Page, Pager, pager_address};
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{List, ListId, ListOf, Site, TermId, Unit};
use std::collections::{BTreeMap, HashMap};

/// An address that a commune had, and where it leads.
pub struct Moved {
    /// With the leading slash.
    pub from: String,
    /// With the leading slash.
    pub to: String,
}

/// The list in which the stories of a unit go on: of the one commune of today that it lies in, else its own.
fn heir(site: &Site, unit: &Unit) -> Option<ListId> {
    unit.commune_of_today().and_then(|term| site.term(COMMUNES, term).list).or(unit.list)
}

/// All such addresses, in the order of the list of places.
pub fn moved(site: &Site) -> Vec<Moved> {
    let units = site.gazetteer.units().map(|(_, unit)| unit);
    let gone: Vec<(&str, &Unit)> = units.filter_map(|unit| Some((unit.moved_from.as_deref()?, unit))).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let crossings: HashMap<(TermId, TermId), &str> = site
        .lists()
        .filter_map(|(_, list)| match list.of {
            ListOf::Crossing(commune, field) => Some(((commune, field), &*list.address)),
            _ => None,
        })
        .collect();
    let mut all = Vec::new();
    for (from, unit) in gone {
        let (Some(own), Some(to)) = (unit.list, heir(site, unit)) else { continue };
        let (own, to) = (site.list(own), &*site.list(to).address);
        add_list(from, to, own.articles.len(), &mut all);
        for (field, length) in by_field(site, own) {
            let crossing = unit.commune_of_today().and_then(|commune| crossings.get(&(commune, field)));
            let old = format!("{from}{}/", site.term(FIELDS, field).slug);
            add_list(&old, crossing.copied().unwrap_or(to), length, &mut all);
        }
    }
    all
}

/// The pages of a list of so many articles.
fn add_list(from: &str, to: &str, length: usize, all: &mut Vec<Moved>) {
    let pages = (1..=Pager::new(length).closed()).map(|number| pager_address(from, number));
    all.extend(std::iter::once(from.to_owned()).chain(pages).map(|from| Moved { from, to: to.to_owned() }));
}

/// How many articles of a list are of which field.
fn by_field(site: &Site, list: &List) -> BTreeMap<TermId, usize> {
    let mut by_field = BTreeMap::new();
    for field in list.articles.iter().flat_map(|id| site.article(*id).terms(FIELDS)) {
        *by_field.entry(field).or_insert(0) += 1;
    }
    by_field
}

/// Adds what stands at these addresses. A reader of feeds follows no page: a feed goes on where it was, as that of the
/// commune of today, or of the unit itself where it was divided.
pub(super) fn add(site: &Site, add: &mut dyn FnMut(String, Page)) {
    for moved in moved(site) {
        add(moved.from, Page::Moved(moved.to.into()));
    }
    for (_, unit) in site.gazetteer.units() {
        let feed = heir(site, unit).filter(|list| site.list(*list).has_feed);
        if let (Some(from), Some(list)) = (&unit.moved_from, feed) {
            add(format!("{from}rss.xml"), Page::Feed(FeedOf::List(list)));
        }
    }
}
