//! Pictures as template values: addresses of what was made of them, and what is said with them.
//!
//! In: a picture as front matter, the register or a body names it. Out: a value, or nothing when it is left out.

use super::details::own_address;
use super::value;
use super::world::World;
use crate::article::{Mention, Picture};
use crate::base::path;
use crate::picture::{File, Format, InGallery, Kind, Recipe};
use crate::plan::share;
use std::fmt::Write;
use tera::Value;

/// Candidates up to this width, in pixels, are enough where a picture fills a part of the screen.
const SMALL: u32 = 720;

/// A picture with what its writer says of it; a picture without description is described by its caption, else by `title`.
pub(super) fn picture(world: &World, picture: &Picture, title: &str) -> Value {
    let alt = picture.alt.as_deref().or(picture.caption.as_deref()).unwrap_or(title);
    let Some(mut facts) = facts(world, &picture.file) else { return Value::none() };
    let info = world.pictures.shown(&picture.file.text).map(|picture| &picture.shown.info);
    let of_file = info.and_then(|info| info.artist.as_deref().or(info.copyright.as_deref()));
    facts.extend([
        ("alt", alt.into()),
        ("caption", value::text(picture.caption.as_deref())),
        ("credit", value::text(picture.credit.as_deref().or(of_file))),
        ("ai", value::text(picture.ai.as_deref())),
    ]);
    value::facts(facts)
}

/// A picture of a body, with its alternative text as HTML.
pub(super) fn in_body(world: &World, name: &str, alt: &str) -> Option<Value> {
    let mut facts = of_gallery(world, world.pictures.shown(name)?);
    facts.extend([
        ("alt", Value::safe_string(alt)),
        ("caption", Value::none()),
        ("credit", Value::none()),
        ("ai", Value::none()),
    ]);
    Some(value::facts(facts))
}

/// `None` when the picture is left out.
fn facts(world: &World, file: &Mention) -> Option<Vec<(&'static str, Value)>> {
    if let Some(found) = world.pictures.find(&file.text) {
        return found.ok().map(|picture| of_gallery(world, picture));
    }
    // Of `static/`, or of another host: shown as it is.
    let src = own_address(file).map(|address| world.settings.base_url.href(&address));
    Some(vec![
        ("src", src.unwrap_or_else(|| file.text.to_string()).into()),
        ("sources", value::list([])),
        ("width", Value::none()),
        ("height", Value::none()),
        ("tone", Value::none()),
    ])
}

/// `{src, sources: [{type, srcset, small}], width, height, tone}`: `src` is for browsers that know none of the sources, width
/// and height are those of the largest file.
fn of_gallery(world: &World, picture: InGallery<'_>) -> Vec<(&'static str, Value)> {
    let files = picture.for_pages().map(|recipe| picture.addresses(recipe)).unwrap_or_default();
    let href = |address: &str| world.settings.base_url.href(address);
    let source = |(format, kind): (Format, &str)| {
        let candidates = files.iter().filter(|(_, file)| file.format == format && !file.label.is_empty());
        let candidates: Vec<_> = candidates.collect();
        let set = |most: u32| {
            let mut set = String::new();
            let least = candidates.first().map(|(_, file)| file.width);
            for (address, file) in candidates.iter().filter(|(_, file)| file.width <= most || Some(file.width) == least)
            {
                let comma = if set.is_empty() { "" } else { ", " };
                let _ = write!(set, "{comma}{} {}w", href(address), file.width);
            }
            Value::from(set)
        };
        (!candidates.is_empty())
            .then(|| value::map([("type", kind.into()), ("srcset", set(u32::MAX)), ("small", set(SMALL))]))
    };
    let sources = [(Format::Avif, "image/avif"), (Format::WebP, "image/webp")].into_iter().filter_map(source);
    let sources = value::list(sources);
    // A picture that is passed on is its only file.
    let fallback = files.iter().rfind(|(_, file)| file.format == Format::Jpeg).or(files.last());
    let largest = files.iter().map(|(_, file)| file).max_by_key(|file| file.width);
    let size = |side: fn(&File) -> u32| largest.map_or_else(Value::none, |file| i64::from(side(file)).into());
    vec![
        ("src", fallback.map_or_else(Value::none, |(address, _)| href(address).into())),
        ("sources", sources),
        ("width", size(|file| file.width)),
        ("height", size(|file| file.height)),
        ("tone", i64::from(picture.shown.info.tone).into()),
    ]
}

/// The address of the largest file of a picture: of the original, where that is published.
pub(super) fn largest(world: &World, name: &str) -> Option<String> {
    let picture = world.pictures.shown(name)?;
    if world.settings.pictures.originals && picture.shown.info.kind != Kind::Svg {
        return path::file_address(name).ok().map(|address| world.settings.base_url.href(&address));
    }
    let files = picture.addresses(picture.for_pages()?);
    let (address, _) = files.iter().rev().max_by_key(|(_, file)| file.width)?;
    Some(world.settings.base_url.href(address))
}

/// The absolute address of the cover of a podcast.
pub(super) fn cover(world: &World, file: &Mention) -> Option<String> {
    let address = match world.pictures.find(&file.text) {
        Some(found) => found.ok()?.addresses(Recipe::Cover).into_iter().next().map(|(address, _)| address),
        None => own_address(file),
    };
    address.map(|address| world.settings.base_url.absolute(&address))
}

/// The addresses of an article's picture for shares and structured data, the widest first, each with its size in pixels;
/// without a size when it is not ours to look at. Empty when there is none that other programs show.
pub(super) fn for_shares(world: &World, picture: &Picture) -> Vec<(String, Option<(u32, u32)>)> {
    let absolute = |address: &str| world.settings.base_url.absolute(address);
    if let Some(found) = world.pictures.find(&picture.file.text) {
        let files = found.map(|found| found.addresses(share(picture))).unwrap_or_default();
        return files
            .into_iter()
            .map(|(address, file)| (absolute(&address), Some((file.width, file.height))))
            .collect();
    }
    let own = own_address(&picture.file).map(|address| absolute(&address));
    vec![(own.unwrap_or_else(|| picture.file.text.to_string()), None)]
}
