//! The rarer keys of an article as template values: series, reprint, corrections, conference, film, recording, document.

use super::picture;
use super::value;
use super::world::World;
use crate::article::markdown::{Embed, provider};
use crate::article::{Details, Figure, Media, Mention, Speech};
use crate::base::path;
use crate::settings::SERIES;
use crate::site::{ArticleId, Entry, List, Site};
use crate::vietnamese::{Duration, size_vi};
use crate::yaml::{Node, Value as Yaml};
use std::collections::BTreeMap;
use tera::Value;

/// So many parts of a series are shown before and after one.
const PARTS: usize = 5;

fn of(entry: &Entry) -> Option<&Details> {
    entry.card.details.as_deref()
}

/// The address of a file of this site that front matter names; `None` for one of another host.
pub(super) fn own_address(file: &Mention) -> Option<String> {
    if file.text.contains("://") {
        None
    } else if file.text.starts_with('/') {
        Some(file.text.to_string())
    } else {
        path::file_address(&file.text).ok()
    }
}

/// The address of a file that front matter names: of this site, or of another host.
pub(super) fn address(world: &World, file: &Mention) -> String {
    if let Some(picture) = picture::largest(world, &file.text) {
        return picture;
    }
    own_address(file).map_or_else(|| file.text.to_string(), |address| world.settings.base_url.href(&address))
}

/// A file to look at or to keep: `{title, url, format, size}`.
fn file(world: &World, file: &Mention) -> Value {
    let name = file.text.rsplit('/').next().unwrap_or_default();
    let (title, format) = name.rsplit_once('.').unwrap_or((name, ""));
    // Of a picture another file is published.
    let info = world.site.files.get(&*file.text).filter(|_| !path::is_picture(&file.text));
    let size = info.map(|info| size_vi(info.size));
    value::map([
        ("title", title.into()),
        ("url", address(world, file).into()),
        ("format", format.to_uppercase().into()),
        ("size", value::text(size.as_deref())),
    ])
}

/// What is said of a file to look at or to keep that a body links to: `PDF, 1,2 MB`.
pub(super) fn format_and_size(world: &World, file: &str) -> Option<String> {
    let (_, format) = file.rsplit_once('.')?;
    let info = world.site.files.get(file)?;
    Some(format!("{}, {}", format.to_uppercase(), size_vi(info.size)))
}

/// Whether the page has a film that loads on a click.
pub(super) fn has_player(world: &World, entry: &Entry) -> bool {
    let video = of(entry).and_then(|details| details.video.as_ref());
    video.and_then(|video| playable(world, video)).is_some()
}

/// The player of a film, where the settings allow it.
fn playable(world: &World, video: &Media) -> Option<Embed> {
    provider(&video.src.text).filter(|embed| world.settings.players.contains(&embed.player))
}

/// The parts of a series around one: a series may be long, and a new part must not change the page of every other.
pub(super) fn parts_around(list: &List, id: ArticleId) -> &[ArticleId] {
    let here = list.articles.iter().position(|other| *other == id).unwrap_or_default();
    &list.articles[here.saturating_sub(PARTS)..(here + PARTS + 1).min(list.articles.len())]
}

/// The series of an article and its parts.
pub(super) fn series(world: &World, id: ArticleId, entry: &Entry) -> Value {
    let Some(series) = entry.card.series() else { return Value::none() };
    let Some(term) = entry.term(SERIES) else { return Value::none() };
    let Some(list) = world.site.list_of(SERIES, term) else { return Value::none() };
    let parts = parts_around(list, id).iter().map(|other| {
        let card = &world.site.article(*other).card;
        let part = card.series().and_then(|series| series.part);
        value::map([
            ("title", (&*card.title).into()),
            ("url", world.settings.href(&card.address).into()),
            ("part", part.map_or_else(Value::none, Value::from)),
            ("is_current", (*other == id).into()),
        ])
    });
    value::map([
        ("title", (&*world.site.term(SERIES, term).title).into()),
        ("url", world.settings.href(&list.address).into()),
        ("part", series.part.map_or_else(Value::none, Value::from)),
        ("parts", value::list(parts)),
    ])
}

/// Where a reprinted article comes from.
pub(super) fn source(entry: &Entry) -> Value {
    of(entry).and_then(|details| details.source.as_ref()).map_or_else(Value::none, |source| {
        value::map([
            ("name", (&*source.name).into()),
            ("url", value::text(source.url.as_deref())),
            ("permission", value::text(source.permission.as_deref())),
        ])
    })
}

/// What was wrong in an article and is right now.
pub(super) fn corrections(world: &World, entry: &Entry) -> Value {
    value::list(entry.card.corrections().map(|correction| {
        value::map([("date", world.date(Some(&correction.date))), ("text", (&*correction.text).into())])
    }))
}

/// What an article says of its document.
pub(super) fn document(world: &World, entry: &Entry) -> Value {
    of(entry).and_then(|details| details.document.as_ref()).map_or_else(Value::none, |document| {
        value::map([
            ("number", value::text(document.number.as_deref())),
            ("issued", world.date(document.issued.as_ref())),
            ("issuer", value::text(document.issuer.as_deref())),
            ("kind", value::text(document.kind.as_deref())),
            ("file", document.file.as_ref().map_or_else(Value::none, |named| file(world, named))),
        ])
    })
}

/// The film of an article.
pub(super) fn video(world: &World, entry: &Entry) -> Value {
    of(entry).and_then(|details| details.video.as_ref()).map_or_else(Value::none, |video| {
        let embed = value::text(playable(world, video).as_ref().map(|player| player.embed.as_str()));
        let provider = value::text(provider(&video.src.text).map(|player| player.player.name()));
        let captions = video.captions.as_ref().map(|captions| address(world, captions));
        value::map([
            ("src", source_played(world, video)),
            ("type", media_type(world, video)),
            ("url", address(world, &video.src).into()),
            ("embed", embed),
            ("provider", provider),
            ("duration", shown_duration(&world.site, video)),
            ("transcript", transcript(world, video)),
            ("captions", value::text(captions.as_deref())),
        ])
    })
}

/// The recording of an article.
pub(super) fn audio(world: &World, entry: &Entry) -> Value {
    of(entry).and_then(|details| details.audio.as_ref()).map_or_else(Value::none, |audio| {
        value::map([
            ("src", source_played(world, audio)),
            ("type", media_type(world, audio)),
            ("url", address(world, &audio.src).into()),
            ("duration", shown_duration(&world.site, audio)),
            ("transcript", transcript(world, audio)),
        ])
    })
}

/// The address of a file that the page itself plays: of this site, or of a host that the settings name.
fn source_played(world: &World, media: &Media) -> Value {
    let own = own_address(&media.src).map(|address| world.settings.base_url.href(&address));
    let allowed = || media.src.is_on(&world.settings.media_hosts).then(|| media.src.text.to_string());
    value::text(own.or_else(allowed).as_deref())
}

fn media_type(world: &World, media: &Media) -> Value {
    value::text(world.site.files.get(&*media.src.text).map(|info| info.media_type))
}

/// How long a film or a recording lasts: as its writer says, else as its file does.
pub(super) fn duration(site: &Site, media: &Media) -> Option<Duration> {
    media.duration.or_else(|| site.files.get(&*media.src.text)?.duration)
}

/// The duration as readers see it.
pub(super) fn shown_duration(site: &Site, media: &Media) -> Value {
    value::text(duration(site, media).map(|duration| duration.to_string()).as_deref())
}

fn transcript(world: &World, media: &Media) -> Value {
    media.transcript.as_ref().map_or_else(Value::none, |transcript| file(world, transcript))
}

/// What a theme of the site's own wants to know.
pub(super) fn extra(entry: &Entry) -> Value {
    of(entry).and_then(|details| details.extra.as_ref()).map_or_else(Value::none, yaml)
}

/// What an article says of a conference.
pub(super) fn conference(world: &World, entry: &Entry) -> Value {
    let Some(conference) = of(entry).and_then(|details| details.conference.as_ref()) else { return Value::none() };
    let names = |names: &[Box<str>]| value::list(names.iter().map(|name| (&**name).into()));
    let speeches = |speeches: &[Speech]| {
        value::list(speeches.iter().map(|speech| {
            value::map([
                ("quote", value::text(speech.quote.as_deref())),
                ("name", value::text(speech.name.as_deref())),
                ("post", value::text(speech.post.as_deref())),
                ("unit", value::text(speech.unit.as_deref())),
            ])
        }))
    };
    let until = conference.to.map(|to| value::until(&world.settings, &to, conference.from.as_ref()));
    value::map([
        ("organisers", names(&conference.organisers)),
        ("from", world.date(conference.from.as_ref())),
        ("to", world.date(conference.to.as_ref().filter(|to| Some(**to) != conference.from))),
        ("until", value::text(until.as_deref())),
        ("place", value::text(conference.place.as_deref())),
        ("forms", names(&conference.forms)),
        ("chairs", names(&conference.chairs)),
        ("delegates", names(&conference.delegates)),
        ("closing", speeches(&conference.closing)),
        ("statements", speeches(&conference.statements)),
        ("figures", figures(&conference.figures)),
        ("tasks", names(&conference.tasks)),
        ("awards", names(&conference.awards)),
        ("documents", value::list(conference.documents.iter().map(|document| file(world, document)))),
    ])
}

/// Figures: `[{label, value, unit, year, source}]`.
pub(super) fn figures(figures: &[Figure]) -> Value {
    value::list(figures.iter().map(|figure| {
        value::map([
            ("label", (&*figure.label).into()),
            ("value", (&*figure.text).into()),
            ("unit", value::text(figure.unit.as_deref())),
            ("year", value::text(figure.year.as_deref())),
            ("source", value::text(figure.source.as_deref())),
        ])
    }))
}

/// `extra` as templates see it: texts, lists and maps as typed.
fn yaml(node: &Node) -> Value {
    match &node.value {
        Yaml::Nothing => Value::none(),
        Yaml::Text(text) => text.as_str().into(),
        Yaml::List(items) => value::list(items.iter().map(yaml)),
        Yaml::Map(entries) => {
            let entries = entries.iter().filter_map(|(key, node)| match &key.value {
                Yaml::Text(key) => Some((key.clone(), yaml(node))),
                _ => None,
            });
            Value::from(entries.collect::<BTreeMap<String, Value>>())
        }
    }
}
