//! `lantoa list communes`: every commune of today with what is told of it, as a table, CSV or JSON.
//!
//! In: a folder. Out: the table on stdout; messages go to stderr. Communes of which nothing is told stand in it with zeros,
//! and are named after it.

use super::Terminal;
use super::progress::Bar;
use crate::base::csv;
use crate::diagnostic::{Failure, Language, Severity, has_errors};
use crate::load::Disk;
use crate::settings::{COMMUNES, FIELDS, TaxonomyId};
use crate::site::{Record, Register, Site, Term, TermId};
use crate::vietnamese::Moment;
use crate::{Options, survey};
use serde_json::{Value, json};
use std::io::Write;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Communes of today.
    Communes,
    /// Fields.
    Fields,
}

/// How it is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// For people.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// What the user typed.
#[derive(Clone, Debug)]
pub struct ListArguments {
    /// The folder, and which articles count.
    pub options: Options,
    /// What is listed.
    pub subject: Subject,
    /// How.
    pub layout: Layout,
}

/// A line of the list.
struct Row<'s> {
    term: &'s Term,
    articles: usize,
    models: usize,
    last: Option<(Moment, &'s str)>,
}

/// Runs the command; the exit code is 0 (done), 1 (the content has errors) or 2 (the world is in the way).
pub fn list(arguments: &ListArguments, terminal: Terminal) -> u8 {
    let result = survey(&arguments.options, &Bar::new(terminal));
    let (site, notes) = match result {
        Ok(found) => found,
        Err(Failure(failure)) => {
            terminal.show(&[*failure], None);
            return 2;
        }
    };
    let errors: Vec<_> = notes.iter().filter(|note| note.severity == Severity::Error).cloned().collect();
    terminal.show(&errors, Disk::open(&arguments.options.root).ok().as_ref());
    let Some(site) = site else { return 1 };
    let id = match arguments.subject {
        Subject::Communes => COMMUNES,
        Subject::Fields => FIELDS,
    };
    let rows = rows(&site, id);
    let is_vietnamese = terminal.language == Language::Vietnamese;
    let text = match arguments.layout {
        Layout::Table => table(&rows, total(&site, id), is_vietnamese),
        Layout::Csv => as_csv(&rows, is_vietnamese),
        Layout::Json => as_json(&rows),
    };
    let _ = anstream::stdout().write_all(text.as_bytes());
    u8::from(has_errors(&notes))
}

fn rows<'s>(site: &'s Site, id: TaxonomyId) -> Vec<Row<'s>> {
    let row = |(at, term): (TermId, &'s Term)| {
        let articles = term.list.map(|list| site.list(list).articles.as_slice()).unwrap_or_default();
        let last = articles.last().map(|last| &site.article(*last).card);
        let last = last.and_then(|card| Some((card.date?, &*card.title)));
        Row { term, articles: articles.len(), models: models(site, id, at), last }
    };
    site.taxonomies[id.at()].terms().map(row).collect()
}

/// How many records of the register are of a term.
fn models(site: &Site, id: TaxonomyId, term: TermId) -> usize {
    site.register.as_ref().map_or(0, |register| match id {
        COMMUNES => register.of_commune(term).len(),
        _ => register.records().filter(|(_, record)| record.field == term).count(),
    })
}

/// How many articles and records there are in all, each counted once: a story may stand under two communes.
fn total(site: &Site, id: TaxonomyId) -> (usize, usize) {
    let articles = site.articles().filter(|(_, entry)| entry.term(id).is_some()).count();
    let records = site.register.iter().flat_map(Register::records);
    let is_of_any = |record: &Record| id != COMMUNES || record.commune.is_some();
    (articles, records.filter(|(_, record)| is_of_any(record)).count())
}

const COLUMNS_VI: [&str; 6] = ["Mã", "Tên", "Bài", "Mô hình", "Bài mới nhất", "Tiêu đề"];
const COLUMNS_EN: [&str; 6] = ["Code", "Name", "Articles", "Models", "Last story", "Title"];

fn columns(is_vietnamese: bool) -> [&'static str; 6] {
    if is_vietnamese { COLUMNS_VI } else { COLUMNS_EN }
}

/// The code of a commune, the slug of a field.
fn code(term: &Term) -> &str {
    if term.code.is_empty() { &term.slug } else { &term.code }
}

fn cells(row: &Row<'_>) -> [String; 6] {
    let (date, title) = row.last.as_ref().map(|(date, title)| (date.iso_day(), *title)).unwrap_or_default();
    [
        code(row.term).to_owned(),
        row.term.title.to_string(),
        row.articles.to_string(),
        row.models.to_string(),
        date,
        title.to_owned(),
    ]
}

fn as_csv(rows: &[Row<'_>], is_vietnamese: bool) -> String {
    let mut text = String::from(csv::MARK);
    csv::row(&columns(is_vietnamese), &mut text);
    for row in rows {
        let cells = cells(row);
        csv::row(&cells.each_ref().map(String::as_str), &mut text);
    }
    text
}

fn as_json(rows: &[Row<'_>]) -> String {
    let row = |row: &Row<'_>| {
        json!({
            "code": code(row.term),
            "name": row.term.title,
            "slug": row.term.slug,
            "articles": row.articles,
            "models": row.models,
            "last": row.last.as_ref().map(|(date, title)| json!({"date": date.iso(), "title": title})),
        })
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    format!("{:#}\n", Value::from(rows))
}

/// A table for people, with a total and the names of those of which nothing is told.
fn table(rows: &[Row<'_>], (articles, models): (usize, usize), is_vietnamese: bool) -> String {
    let mut lines: Vec<[String; 6]> = vec![columns(is_vietnamese).map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let total = if is_vietnamese { "Tất cả (mỗi bài một lần)" } else { "All (each story once)" };
    let total = ["", total, &articles.to_string(), &models.to_string(), "", ""].map(str::to_owned);
    lines.push(total);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells: Vec<String> = (0..6)
            .map(|at| match at {
                2 | 3 => format!("{:>1$}", line[at], widths[at]),
                _ => format!("{:<1$}", line[at], widths[at]),
            })
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    let silent: Vec<&str> =
        rows.iter().filter(|row| row.articles + row.models == 0).map(|row| &*row.term.title).collect();
    if !silent.is_empty() {
        let words = if is_vietnamese { "Chưa có bài và mô hình" } else { "Without stories and models" };
        text.push_str(&format!("\n{words} ({}): {}\n", silent.len(), silent.join(", ")));
    }
    text
}
