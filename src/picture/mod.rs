//! Pictures for pages, shares and podcasts. In: the bytes of an original. Out: versions of it as bytes, and what is known of
//! it. Must not know files, sites and clocks: everything here is pure, and the same bytes always give the same.
//!
//! ```text
//! read     bytes            -> Original   pixels, how they are to be turned, profile, credit; of an animation the first
//! master   Original         -> Pixels     reduced once, to what the largest version needs; turned; in sRGB
//! write    Pixels, a size   -> Version    reduced again, and encoded
//! ```

mod color;
mod cursor;
mod files;
mod gallery;
mod kind;
mod metadata;
mod pixels;
mod read;
mod riff;
mod sizes;
mod svg;
#[cfg(test)]
mod tests;
mod tone;
mod write;

pub use files::{File, files};
pub use gallery::{Content, Gallery, InGallery, Looked, Shown, Trouble, Wanted, Wishes};
pub use kind::{Kind, kind};
pub use sizes::WIDTHS;
pub use svg::Flaw;
pub use tone::{PALETTE, TONES};

use pixels::{Area, Pixels};
use read::Original;
use serde::{Deserialize, Serialize};
use sizes::{SHAPES, Size};
use write::Writer;

/// Counted up whenever the same original and recipe would give other bytes or another `Info`: what was made is kept for ever.
pub const EDITION: u32 = 2;
/// The most pixels of an original: more would take too much memory.
pub const MOST_PIXELS: u64 = 120_000_000;
/// The most pixels on a side of an original.
pub const MOST_SIDE: u32 = 30_000;

/// What is made of an original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Recipe {
    /// For pages: WebP at the `WIDTHS`, never enlarged, and one JPEG of at most 1080 pixels' width; AVIF at the same widths
    /// if wanted. Of an animation and of an SVG: itself, cleaned.
    Page {
        /// AVIF too?
        avif: bool,
    },
    /// For shares and structured data: JPEG of 16:9, 4:3 and 1:1, 1200 pixels wide or as large as the original allows. Of an
    /// animation: of its first picture. Of an SVG: nothing.
    Share {
        /// What must be seen, in hundredths from left and top.
        focus: (u8, u8),
    },
    /// The cover of a podcast: square JPEG, at most 3000 pixels, never enlarged. Of an SVG: nothing.
    Cover,
}

/// What is known of an original.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Info {
    /// What it is.
    pub kind: Kind,
    /// Width in pixels, as it is shown, not as the camera was held.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
    /// The place in `PALETTE` of what comes nearest to its average colour.
    pub tone: u8,
    /// Does it move? Then versions for pages are the original, cleaned.
    pub is_animated: bool,
    /// Who made it, as its metadata say.
    pub artist: Option<Box<str>>,
    /// Whose it is, as its metadata say.
    pub copyright: Option<Box<str>>,
}

/// Formats of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// `image/webp`.
    WebP,
    /// `image/jpeg`.
    Jpeg,
    /// `image/avif`.
    Avif,
    /// `image/gif`.
    Gif,
    /// `image/svg+xml`.
    Svg,
}

/// A picture made of an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its width, as `360`; `16x9`, `4x3`, `1x1`; `cover`; nothing for an animation or SVG passed on.
    pub label: String,
    /// Its format.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why nothing is made of an original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// The end is missing, or it is broken.
    Damaged,
    /// More pixels than can be read, or a side longer than `MOST_SIDE`; width and height as the file says them.
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// So many pixels can be read of a picture of its kind, with alpha or without.
        most: u64,
    },
    /// A JPEG that is not progressive and has a scan for each colour, which our decoder takes for green, and holds as a whole.
    ManyScans,
    /// HEIC, which browsers do not show.
    Heic,
    /// Not a picture, or one of an unknown kind.
    NotAPicture,
    /// An SVG that cannot be cleaned.
    Svg(Flaw),
}

/// Makes what the recipes ask for, in their order; the original is decoded once for all of them.
///
/// # Errors
/// Why nothing can be made of it.
pub fn make(bytes: &[u8], recipes: &[Recipe]) -> Result<(Info, Vec<Vec<Version>>), Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let kind = kind(bytes);
    if kind == Kind::Svg {
        return svg(bytes, recipes);
    }
    let Original { pixels, metadata, profile, animation } = read::read(kind, bytes)?;
    let is_graphic = kind != Kind::Jpeg && pixels.has_few_colors();
    // What stands on its side is turned when it is small.
    let is_sideways = metadata.orientation > 4;
    let shown = |width: u32, height: u32| if is_sideways { (height, width) } else { (width, height) };
    let (width, height) = shown(pixels.width(), pixels.height());
    let size = Size { width, height };
    let master = |(area, target): (Area, Size)| {
        let (across, down) = shown(target.width, target.height);
        let area = if is_sideways { area.transposed() } else { area };
        let turned = pixels.cut(area, across, down)?.turned(metadata.orientation);
        color::to_srgb(turned, profile.as_deref())
    };
    let tone = tone::nearest(master(size.master(None)).ok_or(Fault::Damaged)?.average());
    let writer = Writer::new(&metadata.credit, is_graphic);
    let is_animated = animation.is_some();
    // What a recipe gives must not depend on what else is asked for; most photos have the same master for all.
    let mut last: Option<((Area, Size), Pixels)> = None;
    let of = |recipe: &Recipe| match (recipe, &animation) {
        (Recipe::Page { .. }, Some(bytes)) => {
            let format = if kind == Kind::Gif { Format::Gif } else { Format::WebP };
            Some(vec![Version { label: String::new(), format, width, height, bytes: bytes.clone() }])
        }
        (recipe, _) => {
            let needed = size.master(Some(*recipe));
            let (_, master) = match last.take().filter(|(other, _)| *other == needed) {
                Some(known) => last.insert(known),
                None => last.insert((needed, master(needed)?)),
            };
            versions(master, size, *recipe, &writer)
        }
    };
    let versions = recipes.iter().map(of).collect::<Option<_>>().ok_or(Fault::Damaged)?;
    let metadata::Credit { artist, copyright } = metadata.credit;
    Ok((Info { kind, width, height, tone, is_animated, artist, copyright }, versions))
}

/// An SVG passed on.
fn svg(bytes: &[u8], recipes: &[Recipe]) -> Result<(Info, Vec<Vec<Version>>), Fault> {
    let svg::Cleaned { text, width, height } = svg::clean(bytes).map_err(Fault::Svg)?;
    let version = Version { label: String::new(), format: Format::Svg, width, height, bytes: text.into_bytes() };
    let of = |recipe: &Recipe| if let Recipe::Page { .. } = recipe { vec![version.clone()] } else { Vec::new() };
    let (tone, is_animated, artist, copyright) = (tone::NEUTRAL, false, None, None);
    let info = Info { kind: Kind::Svg, width, height, tone, is_animated, artist, copyright };
    Ok((info, recipes.iter().map(of).collect()))
}

/// What a recipe asks for, of an original of this size. `None` when something cannot be encoded.
fn versions(master: &Pixels, size: Size, recipe: Recipe, writer: &Writer) -> Option<Vec<Version>> {
    let mut versions = Vec::new();
    let mut add = |label: String, format: Format, pixels: &Pixels| {
        let bytes = writer.write(format, pixels)?;
        versions.push(Version { label, format, width: pixels.width(), height: pixels.height(), bytes });
        Some(())
    };
    match recipe {
        Recipe::Page { avif } => {
            let formats = if avif { &[Format::WebP, Format::Avif][..] } else { &[Format::WebP] };
            for step in size.page() {
                let pixels = master.resized(step.width, step.height)?;
                for format in formats {
                    add(step.width.to_string(), *format, &pixels)?;
                }
            }
            let step = size.fallback();
            let pixels = master.resized(step.width, step.height)?;
            add(step.width.to_string(), Format::Jpeg, &pixels.on_white())?;
        }
        Recipe::Share { focus } => {
            let whole = Size { width: master.width(), height: master.height() };
            for (label, across, down) in SHAPES {
                let area = whole.area(across, down, focus);
                let step = size.share(across, down);
                let pixels = master.cut(area, step.width.min(area.width), step.height.min(area.height))?;
                add(label.to_owned(), Format::Jpeg, &pixels.on_white())?;
            }
        }
        // Its master is the square already, in its size.
        Recipe::Cover => add("cover".to_owned(), Format::Jpeg, &master.clone().on_white())?,
    }
    Some(versions)
}
