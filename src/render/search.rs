//! The page of the search, and what its script asks for beside the files of the index: which blocks there are, names, cards.
//!
//! In: the world. Out: a page, JSON, and articles as the index takes them.

use super::machine::{PageFacts, page};
use super::value;
use super::world::World;
use crate::article::{Conference, Kind, Section};
use crate::base::hash::{Digest, Hash};
use crate::diagnostic::Diagnostic;
use crate::plan::SEARCH;
use crate::search::{Block, EDITION, GROUP, Part, Reader, Span, Text, spans};
use crate::settings::{AUTHORS, COMMUNES, FIELDS, SERIES, TaxonomyId};
use crate::site::{ArticleId, Entry, List, ListOf, Register, Site, Term};
use crate::vietnamese::loose_key;
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use tera::Context;

/// So many names of one sort are loaded with the page. Models beyond them are found by the articles that tell of them.
const MOST_NAMES: usize = 500;

/// So many characters of a sapo are shown under what was found.
const MOST_OF_SUMMARY: usize = 200;

/// How the kinds of places are shortened.
const KINDS: [(&str, &str); 6] =
    [("X", "xã"), ("P", "phường"), ("TT", "thị trấn"), ("TX", "thị xã"), ("H", "huyện"), ("TP", "thành phố")];

/// So many articles are read by one thread at a time.
const AT_A_TIME: usize = 256;

/// The page; what is found is shown by its script.
pub(super) fn search(world: &World, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
    let mut context = Context::new();
    let title = world.theme.words.get("search");
    let facts = PageFacts { kind: "search", title, description: "", address: Some(SEARCH), feed: None, within: None };
    context.insert_value("page", page(world, &facts));
    world.theme.render("search.html", &context, SEARCH, out)
}

/// The articles that are found: those with a date, oldest first. The number of an article is its place here.
pub(super) fn found(site: &Site, span: Span) -> &[ArticleId] {
    site.dated.get(span.from..span.from + span.length).unwrap_or_default()
}

/// Reads a block; `text` gives the text of a body, or nothing when its card alone can be found.
///
/// # Errors
/// The first that `text` gives.
pub fn block<E: Send>(
    world: &World,
    span: Span,
    text: impl Fn(&Entry) -> Result<String, E> + Sync,
) -> Result<Block, E> {
    let part = |ids: &[ArticleId]| {
        let mut reader = Reader::default();
        for id in ids {
            add_to(&mut reader, world, *id, text(world.site.article(*id))?);
        }
        Ok(reader.end())
    };
    let parts: Vec<Result<Part, E>> = found(&world.site, span).par_chunks(AT_A_TIME).map(part).collect();
    Ok(Block::of(span, parts.into_iter().collect::<Result<_, _>>()?))
}

/// Gives an article with this text of its body to the index.
fn add_to(reader: &mut Reader, world: &World, id: ArticleId, mut body: String) {
    let entry = world.site.article(id);
    let card = &entry.card;
    for line in card.details.iter().filter_map(|details| details.conference.as_ref()).flat_map(told_of_conference) {
        body.extend(["\n", line]);
    }
    let terms = entry.all_terms().iter().map(|(taxonomy, term)| &*world.site.term(*taxonomy, *term).title);
    let places = entry.places.iter().map(|place| &*world.places.get(place.unit).title);
    let caption = card.image.iter().filter_map(|image| image.caption.as_deref());
    let section = entry.section.map(|at| &*world.site.sections[at].title);
    let register = world.site.register.as_ref();
    let records = entry.records.iter().filter_map(|id| Some(&*register?.record(*id).written.name.text));
    let authors = card.authors.iter().map(|author| &*author.name);
    let document = card.details.iter().filter_map(|details| details.document.as_ref());
    let document = document.flat_map(|document| [&document.number, &document.issuer, &document.kind]);
    let document = document.filter_map(|text| text.as_deref());
    let small = caption.chain(records).chain(document).chain(section).chain(terms).chain(places).chain(authors);
    let small = small.collect();
    let filters = filters(&world.site, entry).map(|(kind, slug)| format!("{kind}/{slug}")).collect();
    reader.add(Text { title: &card.title, summary: &card.summary, small, body: &body, filters });
}

/// What the page of a conference shows beside its text.
fn told_of_conference(of: &Conference) -> impl Iterator<Item = &str> {
    let lists = [&of.organisers, &of.forms, &of.chairs, &of.delegates, &of.tasks, &of.awards];
    let speeches = of.closing.iter().chain(&of.statements);
    let speeches = speeches.flat_map(|speech| [&speech.quote, &speech.name, &speech.post, &speech.unit]);
    let figures = of.figures.iter().map(|figure| &*figure.label);
    let texts = lists.into_iter().flatten().map(|text| &**text);
    texts.chain(of.place.as_deref()).chain(speeches.filter_map(|text| text.as_deref())).chain(figures)
}

/// What an article is found by beside words.
fn filters<'s>(site: &'s Site, entry: &'s Entry) -> impl Iterator<Item = (&'static str, &'s str)> {
    let terms = |name, taxonomy| entry.terms(taxonomy).map(move |term| (name, &*site.term(taxonomy, term).slug));
    let section = entry.section.map(|at| ("section", &*site.sections[at].folder));
    terms("commune", COMMUNES).chain(terms("field", FIELDS)).chain(section).chain([("kind", entry.kind.name())])
}

/// `index.json`; `hashes` tell what each block is made of.
pub fn index(world: &World, hashes: &[Hash], out: &mut Vec<u8>) {
    let dated = &world.site.dated;
    let blocks = spans(dated.len()).into_iter().enumerate().map(|(at, span)| {
        let shape = span.shape();
        json!({
            "from": span.from,
            "length": span.length,
            "version": hashes.get(at).map(|hash| version(world, *hash)),
            "words": shape.words,
            "firsts": shape.firsts,
            "seconds": shape.seconds,
            "filters": shape.filters,
        })
    });
    let year = |id: &ArticleId| world.site.article(*id).card.date.map(|date| date.year());
    let mut years: Vec<Value> = Vec::new();
    let mut last = None;
    for (number, of) in dated.iter().map(year).enumerate() {
        if last != Some(of) {
            years.push(json!([of, number]));
            last = Some(of);
        }
    }
    write(&json!({"articles": dated.len(), "group": GROUP, "blocks": blocks.collect::<Vec<_>>(), "years": years}), out);
}

/// What tells a browser that it has the files of a block already.
fn version(world: &World, block: Hash) -> String {
    let hash = Digest::of(&(block, world.theme.hash, world.frame(), EDITION));
    hash.bytes().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// `names.json`
pub(super) fn names(world: &World, out: &mut Vec<u8>) {
    let site = &world.site;
    let name =
        |kind: &str, label: &str, address: &str, note: &str| json!([kind, label, world.settings.href(address), note]);
    let mut names = Vec::new();
    // A commune of today may have the name of one that it was formed of.
    let mut seen = BTreeSet::new();
    for (id, _) in site.gazetteer.units() {
        let shown = world.places.get(id);
        if shown.has_page && seen.insert((&shown.title, &shown.url)) {
            names.push(json!(["place", shown.title, shown.url, shown.today.as_deref().unwrap_or_default()]));
        }
    }
    let of_taxonomy = |id: TaxonomyId| {
        let (kind, note) = if id == FIELDS { ("field", "") } else { ("term", world.label(id)) };
        let terms = site.taxonomies[id.at()].terms().filter_map(|(id, term)| Some((id, term, site.list(term.list?))));
        let keys = if id == FIELDS { site.taxonomies[id.at()].keys() } else { Vec::new() };
        let terms = terms.take(MOST_NAMES).map(|(of, term, list)| {
            let own = loose_key(&term.title);
            let others = keys.iter().filter(|(other, key)| *other == of && *key != own).map(|(_, key)| *key);
            json!([kind, term.title, world.settings.href(&list.address), note, others.collect::<Vec<_>>()])
        });
        terms.collect::<Vec<_>>()
    };
    for id in [FIELDS, SERIES, AUTHORS] {
        names.append(&mut of_taxonomy(id));
    }
    for (_, record) in site.register.iter().flat_map(Register::records).take(MOST_NAMES) {
        let commune = record.commune.map_or("", |commune| &*site.term(COMMUNES, commune).title);
        let address = world.settings.href(&record.address);
        let code = record.written.code.iter().map(|code| &*code.text).collect::<Vec<_>>();
        names.push(json!(["model", record.written.name.text, address, commune, code]));
    }
    names.extend(sections(site).map(|(section, list)| name("section", &section.title, &list.address, "")));
    let pages = site.articles().filter(|(_, entry)| entry.kind == Kind::Page);
    names.extend(pages.map(|(_, entry)| name("page", &entry.card.title, &entry.card.address, "")));
    let abbreviations: Map<String, Value> =
        site.abbreviations.all().into_iter().map(|(short, meaning)| (short.to_owned(), meaning.into())).collect();
    let kinds: Map<String, Value> = KINDS.iter().map(|(short, kind)| ((*short).to_owned(), (*kind).into())).collect();
    let filters = filters_named(world);
    write(&json!({"names": names, "abbreviations": abbreviations, "kinds": kinds, "filters": filters}), out);
}

/// The sections that have articles.
fn sections(site: &Site) -> impl Iterator<Item = (&Section, &List)> {
    site.lists().filter_map(|(_, list)| match list.of {
        ListOf::Section(at) => Some((&site.sections[at], list)),
        _ => None,
    })
}

/// By sort: what can be chosen, each with its name.
fn filters_named(world: &World) -> Value {
    let site = &world.site;
    let is_used = |term: &Term| term.list.is_some_and(|list| !site.list(list).articles.is_empty());
    let terms = |taxonomy: TaxonomyId| {
        let terms = site.taxonomies[taxonomy.at()].terms().filter(|(_, term)| is_used(term));
        terms.map(|(_, term)| json!([term.slug, term.title])).collect::<Vec<_>>()
    };
    let sections = sections(site).map(|(section, _)| json!([section.folder, section.title]));
    let used: BTreeSet<&str> = site.dated.iter().map(|id| site.article(*id).kind.name()).collect();
    let kinds = Kind::WORDS.iter().filter(|(.., kind)| used.contains(kind.name()));
    let is_vietnamese = world.settings.is_vietnamese();
    let kinds = kinds.map(|(vi, en, kind)| json!([kind.name(), capital(if is_vietnamese { vi } else { en })]));
    json!({
        "commune": terms(COMMUNES),
        "field": terms(FIELDS),
        "section": sections.collect::<Vec<_>>(),
        "kind": kinds.collect::<Vec<_>>(),
    })
}

/// `bai/<number>.json`
pub(super) fn cards(world: &World, number: usize, out: &mut Vec<u8>) {
    let cards = on_file(&world.site, number).iter().map(|id| {
        let entry = world.site.article(*id);
        let card = &entry.card;
        let date = card.date.map_or_else(String::new, |date| value::short(&world.settings, &date));
        let section = entry.section.map_or("", |at| &*world.site.sections[at].title);
        let place = entry.places.first();
        let place = place.map(|place| place.detail.as_deref().unwrap_or(&world.places.get(place.unit).text));
        let (href, place) = (world.settings.href(&card.address), place.unwrap_or_default());
        json!([card.title, href, date, shortened(&card.summary), section, place])
    });
    write(&Value::Array(cards.collect()), out);
}

/// A sapo as far as it is shown.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_SUMMARY) {
        Some((end, _)) => format!("{}…", text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words)),
        None => text.to_owned(),
    }
}

/// The articles whose cards stand in one file.
pub(super) fn on_file(site: &Site, number: usize) -> &[ArticleId] {
    let from = (number * GROUP).min(site.dated.len());
    &site.dated[from..(from + GROUP).min(site.dated.len())]
}

/// With a capital, as at the head of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn write(json: &Value, out: &mut Vec<u8>) {
    out.extend_from_slice(json.to_string().as_bytes());
}
