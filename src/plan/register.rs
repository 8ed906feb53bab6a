//! Pages of the register: each record, and all of them in alphabetical order, two hundred on a page.

use super::{Page, pager_address};
use crate::site::{REGISTER, Site};
use std::ops::Range;

/// The register as a table for spreadsheets.
pub const REGISTER_CSV: &str = "/models.csv";
/// The register for programs.
pub const REGISTER_JSON: &str = "/models.json";

/// What is counted of the register: its page, the table for spreadsheets, the same for programs.
pub const STATISTICS: &str = "/mo-hinh/thong-ke/";
/// The facts that are counted as a table.
pub const STATISTICS_CSV: &str = "/mo-hinh/thong-ke/thong-ke.csv";
/// The tables for programs.
pub const STATISTICS_JSON: &str = "/mo-hinh/thong-ke/thong-ke.json";

/// So many records stand on a page.
const LENGTH: usize = 200;

/// How many pages a register of so many records has: at least the first.
pub fn register_pages(records: usize) -> usize {
    records.div_ceil(LENGTH).max(1)
}

/// The page on which a record stands, by its place in the order.
pub fn register_page_of(place: usize) -> usize {
    place / LENGTH + 1
}

/// The records on page `number`, by their places in the order.
pub fn on_register_page(number: usize, records: usize) -> Range<usize> {
    let from = number.saturating_sub(1) * LENGTH;
    from.min(records)..(from + LENGTH).min(records)
}

/// The address of page `number`, counted from 1.
pub fn register_address(number: usize) -> String {
    if number <= 1 { REGISTER.to_owned() } else { pager_address(REGISTER, number) }
}

/// Adds the pages of the register, where the site has one.
pub(super) fn add(site: &Site, add: &mut dyn FnMut(String, Page)) {
    let Some(register) = &site.register else { return };
    for number in 1..=register_pages(register.order().len()) {
        add(register_address(number), Page::Register(number));
    }
    for (id, record) in register.records() {
        add(record.address.to_string(), Page::Record(id));
    }
    add(REGISTER_CSV.to_owned(), Page::RegisterCsv);
    add(REGISTER_JSON.to_owned(), Page::RegisterJson);
    add(STATISTICS.to_owned(), Page::Statistics);
    add(STATISTICS_CSV.to_owned(), Page::StatisticsCsv);
    add(STATISTICS_JSON.to_owned(), Page::StatisticsJson);
}
