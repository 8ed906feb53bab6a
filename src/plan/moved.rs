//! Addresses that communes of their time had: where they lead, now that the communes are no more.
//!
//! In: the frozen site. Out: old and new addresses. Which pages a commune had follows from the stories of its time.

use super::{FeedOf, Page, Pager, pager_address};
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{ListId, ListOf, Site, TermId, Unit, UnitId};
use std::collections::BTreeMap;

/// An address that a commune had, and where it leads.
pub struct Moved {
    /// With the leading slash.
    pub from: String,
    /// With the leading slash.
    pub to: String,
}

/// The one commune of today that a unit lies in.
fn commune(unit: &Unit) -> Option<TermId> {
    match unit.today.as_slice() {
        [(term, _)] => Some(*term),
        _ => None,
    }
}

/// All such addresses, in the order of the list of places.
pub fn moved(site: &Site) -> Vec<Moved> {
    let mut all = Vec::new();
    for (id, unit) in site.gazetteer.units() {
        let Some(from) = &unit.moved_from else { continue };
        let commune = commune(unit);
        let list = commune.and_then(|term| site.term(COMMUNES, term).list).or(unit.list);
        let Some(to) = list.map(|list| site.list(list).address.to_string()) else { continue };
        let (length, by_field) = told_of(site, id);
        add_list(from, &to, length, &mut all);
        for (field, length) in by_field {
            let crossing = commune.and_then(|commune| crossing(site, commune, field)).unwrap_or_else(|| to.clone());
            add_list(&format!("{from}{}/", site.term(FIELDS, field).slug), &crossing, length, &mut all);
        }
    }
    all
}

/// The pages of a list of so many articles.
fn add_list(from: &str, to: &str, length: usize, all: &mut Vec<Moved>) {
    let pages = (1..=Pager::new(length).closed()).map(|number| pager_address(from, number));
    all.extend(std::iter::once(from.to_owned()).chain(pages).map(|from| Moved { from, to: to.to_owned() }));
}

/// How many articles tell of a unit and of what it was made of: in all, and of each field.
fn told_of(site: &Site, id: UnitId) -> (usize, BTreeMap<TermId, usize>) {
    let units = site.gazetteer.all_before(id);
    let (mut all, mut by_field) = (0, BTreeMap::new());
    for (_, entry) in site.articles().filter(|(_, entry)| entry.places.iter().any(|place| units.contains(&place.unit)))
    {
        all += 1;
        for field in entry.terms(FIELDS) {
            *by_field.entry(field).or_insert(0) += 1;
        }
    }
    (all, by_field)
}

fn crossing(site: &Site, commune: TermId, field: TermId) -> Option<String> {
    let mut lists = site.lists().map(|(_, list)| list);
    lists.find(|list| list.of == ListOf::Crossing(commune, field)).map(|list| list.address.to_string())
}

/// Adds what stands at these addresses. A reader of feeds follows no page: a feed goes on where it was, as that of the
/// commune of today.
pub(super) fn add(site: &Site, add: &mut dyn FnMut(String, Page)) {
    for moved in moved(site) {
        add(moved.from, Page::Moved(moved.to.into()));
    }
    for (_, unit) in site.gazetteer.units() {
        let feed: Option<ListId> = commune(unit).and_then(|term| site.term(COMMUNES, term).list);
        if let (Some(from), Some(list)) = (&unit.moved_from, feed.filter(|list| site.list(*list).has_feed)) {
            add(format!("{from}rss.xml"), Page::Feed(FeedOf::List(list)));
        }
    }
}
