//! The register of models: the page of a record, the pages of all records, and what other pages show of records.

use super::machine::{PageFacts, page_with};
use super::picture::picture;
use super::world::World;
use super::{contact, details, structured, value};
use crate::diagnostic::Diagnostic;
use crate::plan::{on_register_page, register_address, register_page_of, register_pages};
use crate::settings::{COMMUNES, FIELDS};
use crate::site::{
    Decision, DecisionKind, Entry, Level, ListOf, REGISTER, Record, RecordId, RecordStatus, Register, Subject, TermId,
};
use std::collections::BTreeMap;
use tera::{Context, Value};

/// A commune's page shows so many of its records; the others stand in the register.
const MOST_OF_COMMUNE: usize = 100;

/// The word for a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Commune => "level_commune",
        Level::District => "level_district",
        Level::Province => "level_province",
        Level::Central => "level_central",
        Level::Agency => "level_agency",
    }
}

/// The word for a status.
pub(super) fn status(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::Registered => "status_registered",
        RecordStatus::Running => "status_running",
        RecordStatus::Kept => "status_kept",
        RecordStatus::Stopped => "status_stopped",
    }
}

/// The word for a subject.
pub(super) fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Model => "subject_model",
        Subject::Collective => "subject_collective",
        Subject::Person => "subject_person",
    }
}

fn kind(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Recognition => "decision_recognition",
        DecisionKind::Award => "decision_award",
    }
}

/// A word of the theme, or none.
fn word<T>(world: &World, of: Option<T>, name: impl Fn(T) -> &'static str) -> Value {
    value::text(of.map(|of| world.theme.words.get(name(of))))
}

/// The years of registration: `2019, 2022, 2025`.
pub(super) fn years(record: &Record) -> String {
    record.written.registered.iter().map(i16::to_string).collect::<Vec<_>>().join(", ")
}

/// What lists and other pages show of a record: `{name, url, unit, field, level, status, years, is_recognised,
/// is_replicated}`.
fn summary(world: &World, record: &Record) -> Value {
    value::map(in_short(world, record))
}

fn in_short(world: &World, record: &Record) -> [(&'static str, Value); 9] {
    [
        ("name", (&*record.written.name.text).into()),
        ("url", world.settings.href(&record.address).into()),
        ("unit", (&*record.written.unit).into()),
        ("field", world.term(FIELDS, record.field)),
        ("level", word(world, record.written.level, level)),
        ("status", word(world, record.written.status, status)),
        ("years", years(record).into()),
        ("is_recognised", record.written.is_recognised().into()),
        ("is_replicated", (!record.copies.is_empty()).into()),
    ]
}

fn summaries(world: &World, register: &Register, ids: &[RecordId]) -> Value {
    value::list(ids.iter().map(|id| summary(world, register.record(*id))))
}

/// The records that an article names: what lists show of them, and `{commune, contact, decisions, figures}`.
pub(super) fn of_article(world: &World, entry: &Entry) -> Value {
    let Some(register) = &world.site.register else { return value::list([]) };
    value::list(entry.records.iter().map(|id| {
        let record = register.record(*id);
        let more = [
            ("commune", commune(world, record)),
            ("contact", whom_to_ask(record)),
            ("decisions", record.written.decisions.len().into()),
            ("figures", details::figures(&record.written.figures)),
        ];
        Value::from(in_short(world, record).into_iter().chain(more).collect::<BTreeMap<_, _>>())
    }))
}

/// The place of a record, as it was called then.
fn commune(world: &World, record: &Record) -> Value {
    record.place.map_or_else(Value::none, |place| world.places.get(place).value.clone())
}

/// Whom to ask: `{unit, post, telephone, href}`.
fn whom_to_ask(record: &Record) -> Value {
    record.written.contact.as_ref().map_or_else(Value::none, |contact| {
        let href = contact.telephone.as_deref().and_then(contact::call);
        value::map([
            ("unit", value::text(contact.unit.as_deref())),
            ("post", value::text(contact.post.as_deref())),
            ("telephone", value::text(contact.telephone.as_deref())),
            ("href", value::text(href.as_deref())),
        ])
    })
}

/// The records of a commune, as many as its page shows.
pub(super) fn shown_of_commune(register: &Register, commune: TermId) -> &[RecordId] {
    let range = register.of_commune(commune);
    let end = range.end.min(range.start + MOST_OF_COMMUNE);
    &register.order()[range.start..end]
}

/// The records that the page of a list shows.
pub(super) fn of_list(world: &World, of: ListOf) -> Value {
    match (&world.site.register, of) {
        (Some(register), ListOf::Term(COMMUNES, commune)) => {
            summaries(world, register, shown_of_commune(register, commune))
        }
        _ => value::list([]),
    }
}

/// Where the register shows what a list is of: the place of a commune with records, the register itself for a field.
pub(super) fn register_of_list(world: &World, of: ListOf) -> Value {
    let Some(register) = &world.site.register else { return Value::none() };
    match of {
        ListOf::Term(COMMUNES, commune) => {
            let range = register.of_commune(commune);
            if range.is_empty() { Value::none() } else { place_in_register(world, register, range.start).into() }
        }
        ListOf::Term(FIELDS, _) => world.settings.href(REGISTER).into(),
        _ => Value::none(),
    }
}

/// The name of the group that a record stands in, as the anchor of its heading.
fn anchor(world: &World, record: &Record) -> String {
    record.commune.map_or_else(|| "_khac".to_owned(), |commune| format!("_{}", world.site.term(COMMUNES, commune).slug))
}

/// The address of the group that begins at a place of the register's order.
fn place_in_register(world: &World, register: &Register, place: usize) -> String {
    let address = world.settings.href(&register_address(register_page_of(place)));
    format!("{address}#{}", anchor(world, register.record(register.order()[place])))
}

/// The page of a record.
pub(super) fn record(world: &World, id: RecordId, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let Some(register) = &world.site.register else { return Ok(()) };
    let record = register.record(id);
    let commune = record.commune.map(|commune| world.term(COMMUNES, commune));
    let index = value::link(world.theme.words.get("register"), world.settings.href(REGISTER));
    let description = world.theme.words.fill("record_description", &[("unit", &record.written.unit)]);
    let mut context = Context::new();
    let facts = PageFacts {
        kind: "record",
        title: &record.written.name.text,
        description: &description,
        address: Some(&record.address),
        feed: None,
        within: Some(REGISTER),
    };
    let breadcrumb = value::list([Some(index), commune].into_iter().flatten());
    let graph = structured::about(world, facts.title, &description, &record.address, &breadcrumb);
    context.insert_value("page", page_with(world, &facts, None, graph));
    context.insert_value("record", record_value(world, register, record));
    context.insert_value("breadcrumb", breadcrumb);
    world.theme.render("record.html", &context, &record.address, out)
}

fn record_value(world: &World, register: &Register, record: &Record) -> Value {
    let images = record.written.images.iter().map(|image| picture(world, image, &record.written.name.text));
    let images = images.filter(|image| !image.is_none());
    let origin = record.origin.map(|origin| register.record(origin));
    value::map([
        ("name", (&*record.written.name.text).into()),
        ("unit", (&*record.written.unit).into()),
        ("code", value::text(record.written.code.as_ref().map(|code| &*code.text))),
        ("commune", commune(world, record)),
        ("hamlet", value::text(record.written.hamlet.as_deref())),
        ("field", world.term(FIELDS, record.field)),
        ("level", word(world, record.written.level, level)),
        ("status", word(world, record.written.status, status)),
        ("subject", word(world, record.written.subject, subject)),
        ("years", years(record).into()),
        ("guided_by", value::text(record.written.guided_by.as_deref())),
        ("lead", value::text(record.written.lead.as_deref())),
        ("contact", whom_to_ask(record)),
        ("is_recognised", record.written.is_recognised().into()),
        ("is_replicated", (!record.copies.is_empty()).into()),
        ("decisions", value::list(record.written.decisions.iter().map(|decision| decision_value(world, decision)))),
        ("figures", details::figures(&record.written.figures)),
        ("origin", origin.map_or_else(Value::none, |origin| summary(world, origin))),
        ("copies", summaries(world, register, &record.copies)),
        ("images", value::list(images)),
        ("stories", world.cards(&record.stories)),
    ])
}

fn decision_value(world: &World, decision: &Decision) -> Value {
    value::map([
        ("number", value::text(decision.number.as_deref())),
        ("date", world.date(decision.date.as_ref())),
        ("issuer", value::text(decision.issuer.as_deref())),
        ("level", word(world, decision.level, level)),
        ("kind", word(world, decision.kind, kind)),
        ("text", value::text(decision.text.as_deref())),
    ])
}

/// A page of the register, counted from 1.
pub(super) fn register(world: &World, number: usize, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let Some(register) = &world.site.register else { return Ok(()) };
    let order = register.order();
    let here = &order[on_register_page(number, order.len())];
    let commune = |id: &RecordId| register.record(*id).commune;
    let groups = here.chunk_by(|a, b| commune(a) == commune(b)).map(|ids| {
        let place = commune(&ids[0]).map_or_else(Value::none, |commune| world.term(COMMUNES, commune));
        value::map([
            ("place", place),
            ("anchor", anchor(world, register.record(ids[0])).into()),
            ("records", summaries(world, register, ids)),
        ])
    });
    let other = |number: usize| {
        let is_there = (1..=register_pages(order.len())).contains(&number);
        value::text(is_there.then(|| world.settings.href(&register_address(number))).as_deref())
    };
    let mut context = Context::new();
    let (title, address) = (world.theme.words.get("register"), register_address(number));
    let facts = PageFacts {
        kind: "register",
        title,
        description: "",
        address: Some(&address),
        feed: None,
        within: Some(REGISTER),
    };
    let graph = structured::collection(world, title, "", &address, &value::list([]));
    context.insert_value("page", page_with(world, &facts, None, graph));
    let value = value::map([
        ("url", world.settings.href(REGISTER).into()),
        ("count", order.len().into()),
        ("is_first", (number == 1).into()),
        ("places", if number == 1 { places(world, register) } else { value::list([]) }),
        ("groups", value::list(groups)),
        ("before", if number > 1 { other(number - 1) } else { Value::none() }),
        ("after", other(number + 1)),
        ("csv", world.settings.base_url.href(crate::plan::REGISTER_CSV).into()),
        ("json", world.settings.base_url.href(crate::plan::REGISTER_JSON).into()),
    ]);
    context.insert_value("register", value);
    world.theme.render("register.html", &context, &address, out)
}

/// The communes that have records, each with its place in the register: `[{title, url}]`.
fn places(world: &World, register: &Register) -> Value {
    let mut places = Vec::new();
    let order = register.order();
    let commune = |id: &RecordId| register.record(*id).commune;
    let mut place = 0;
    for ids in order.chunk_by(|a, b| commune(a) == commune(b)) {
        if let Some(commune) = commune(&ids[0]) {
            let title = &world.site.term(COMMUNES, commune).title;
            places.push(value::link(title, place_in_register(world, register, place)));
        }
        place += ids.len();
    }
    value::list(places)
}
