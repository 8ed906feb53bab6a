//! Pages of one kind each: corrections, the archive by month, withdrawn articles, old addresses.

use super::listing::month_title;
use super::machine::{PageFacts, page, page_with};
use super::world::World;
use super::{structured, value};
use crate::article::Correction;
use crate::diagnostic::Diagnostic;
use crate::plan::{ARCHIVE, CORRECTIONS};
use crate::site::{Entry, ListOf};
use std::cmp::Reverse;
use tera::{Context, Value};

/// All corrections, newest first.
pub(super) fn corrections(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut all: Vec<(&Entry, &Correction)> = Vec::new();
    for (_, entry) in world.site.articles() {
        all.extend(entry.card.corrections().map(|correction| (entry, correction)));
    }
    all.sort_by_key(|(_, correction)| Reverse(correction.date.unix()));
    let corrections = all.into_iter().map(|(entry, correction)| {
        value::map([
            ("date", world.date(Some(&correction.date))),
            ("text", (&*correction.text).into()),
            ("title", (&*entry.card.title).into()),
            ("url", world.settings.href(&entry.card.address).into()),
        ])
    });
    let mut context = Context::new();
    let title = world.theme.words.get("corrections");
    let facts =
        PageFacts { kind: "corrections", title, description: "", address: Some(CORRECTIONS), feed: None, within: None };
    let structured = structured::collection(world, title, "", CORRECTIONS, &value::list([]));
    context.insert_value("page", page_with(world, &facts, None, structured));
    context.insert_value("corrections", value::list(corrections));
    world.theme.render("corrections.html", &context, CORRECTIONS, out)
}

/// The months that have articles, by year, newest first.
pub(super) fn archive(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut years: Vec<(i16, Vec<Value>)> = Vec::new();
    for (_, list) in world.site.lists() {
        let ListOf::Month(year, month) = list.of else { continue };
        let title = month_title(&world.theme.words, year, month);
        let link = value::link(&title, world.settings.href(&list.address));
        match years.last_mut() {
            Some((last, months)) if *last == year => months.push(link),
            _ => years.push((year, vec![link])),
        }
    }
    let years = years.into_iter().rev().map(|(year, months)| {
        value::map([("year", i64::from(year).into()), ("months", value::list(months.into_iter().rev()))])
    });
    let mut context = Context::new();
    let title = world.theme.words.get("archive");
    let facts = PageFacts { kind: "archive", title, description: "", address: Some(ARCHIVE), feed: None, within: None };
    let structured = structured::collection(world, title, "", ARCHIVE, &value::list([]));
    context.insert_value("page", page_with(world, &facts, None, structured));
    context.insert_value("years", value::list(years));
    world.theme.render("archive.html", &context, ARCHIVE, out)
}

/// What stands in the place of an article that was withdrawn: nothing of it.
pub(super) fn withdrawn(world: &World, address: &str, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut context = Context::new();
    let title = world.theme.words.get("withdrawn");
    let facts =
        PageFacts { kind: "withdrawn", title, description: "", address: Some(address), feed: None, within: None };
    context.insert_value("page", page(world, &facts));
    world.theme.render("withdrawn.html", &context, address, out)
}

/// What stands at an old address: the way to the new one.
pub(super) fn redirect(world: &World, to: &str, address: &str, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut context = Context::new();
    context.insert_value("target", world.settings.href(to).into());
    context.insert_value("canonical", world.settings.absolute(to).into());
    world.theme.render("redirect.html", &context, address, out)
}
