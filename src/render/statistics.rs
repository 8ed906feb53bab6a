//! What is counted of the register, as a page: headline numbers, charts, and the tables that say the same.
//!
//! Only the register is read, never articles: a new story leaves this page as it was. Communes stand by the alphabet, and
//! none is named as having none.

use super::machine::{PageFacts, page_with};
use super::numbers::number;
use super::statistics_tables::{by_year, fields, places, shares, statuses};
use super::world::World;
use super::{record, structured, value};
use crate::diagnostic::Diagnostic;
use crate::plan::{STATISTICS, STATISTICS_CSV, STATISTICS_JSON};
use crate::settings::COMMUNES;
use crate::site::{Level, Measure, REGISTER, Register, Statistics, Subject};
use tera::Context;

/// What is counted of all records.
pub(super) fn of_all(register: &Register) -> Statistics {
    Statistics::of(register.records().map(|(_, record)| record))
}

/// The page of statistics.
pub(super) fn statistics(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let Some(register) = &world.site.register else { return Ok(()) };
    let (words, statistics) = (&world.theme.words, of_all(register));
    let (title, description) = (words.get("statistics"), words.get("statistics_description"));
    let breadcrumb = value::list([value::link(words.get("register"), world.settings.href(REGISTER))]);
    let facts = PageFacts {
        kind: "statistics",
        title,
        description,
        address: Some(STATISTICS),
        feed: None,
        within: Some(REGISTER),
    };
    let years = statistics.years();
    let span = years.first().zip(years.last()).map(|(first, last)| format!("{}/{}", first.year, last.year));
    let files = [(STATISTICS_CSV, "text/csv"), (STATISTICS_JSON, "application/json")];
    let graph = structured::dataset(world, [title, description, STATISTICS], &breadcrumb, span.as_deref(), &files);
    let places_index = world.settings.href(&world.site.taxonomies[COMMUNES.at()].address());
    let numbers = [
        number(world, "number_models", statistics.sum(Measure::Models), Some(&world.settings.href(REGISTER))),
        number(world, "number_communes", statistics.communes().count(), Some(&places_index)),
        number(world, "number_recognised", statistics.sum(Measure::Recognised), None),
        number(world, "number_replicated", statistics.sum(Measure::Replicated), None),
    ];
    let levels = Level::WORDS.map(|(.., level)| (Measure::Level(level), record::level(level)));
    let subjects = Subject::WORDS.map(|(.., subject)| (Measure::Subject(subject), record::subject(subject)));
    let value = value::map([
        ("url", world.settings.href(STATISTICS).into()),
        ("csv", world.settings.base_url.href(STATISTICS_CSV).into()),
        ("json", world.settings.base_url.href(STATISTICS_JSON).into()),
        ("count", statistics.sum(Measure::Models).into()),
        ("numbers", value::list(numbers.into_iter().flatten())),
        ("years", by_year(world, &statistics)),
        ("statuses", statuses(world, &statistics)),
        ("groups", fields(world, &statistics)),
        ("levels", shares(world, &statistics, "_by_level", "by_level", &levels)),
        ("subjects", shares(world, &statistics, "_by_subject", "by_subject", &subjects)),
        ("places", places(world, &statistics)),
    ]);
    let mut context = Context::new();
    context.insert_value("page", page_with(world, &facts, None, graph));
    context.insert_value("breadcrumb", breadcrumb);
    context.insert_value("statistics", value);
    world.theme.render("statistics.html", &context, STATISTICS, out)
}
