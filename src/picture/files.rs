//! Which files a recipe gives of an original: known from what is known of the original, before anything is made.

use super::sizes::{SHAPES, Size};
use super::{Format, Info, Kind, Recipe, Version};
use serde::{Deserialize, Serialize};

/// A file that is made of an original.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct File {
    /// Which of the recipe's files, as `Version` has it.
    pub label: Box<str>,
    /// Its format.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Version {
    /// It without its bytes.
    pub fn file(&self) -> File {
        let Self { label, format, width, height, .. } = self;
        File { label: label.as_str().into(), format: *format, width: *width, height: *height }
    }
}

impl Format {
    /// The ending of names of files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }
}

/// The files that `make` gives by a recipe, in their order.
pub fn files(info: &Info, recipe: Recipe) -> Vec<File> {
    let size = Size { width: info.width, height: info.height };
    let file = |label: String, format: Format, size: Size| File {
        label: label.into(),
        format,
        width: size.width,
        height: size.height,
    };
    match (recipe, info.kind) {
        (Recipe::Page { .. }, Kind::Svg) => vec![file(String::new(), Format::Svg, size)],
        (Recipe::Share { .. } | Recipe::Cover, Kind::Svg) => Vec::new(),
        (Recipe::Page { .. }, Kind::Gif) if info.is_animated => vec![file(String::new(), Format::Gif, size)],
        (Recipe::Page { .. }, _) if info.is_animated => vec![file(String::new(), Format::WebP, size)],
        (Recipe::Page { avif }, _) => {
            let formats = if avif { &[Format::WebP, Format::Avif][..] } else { &[Format::WebP] };
            let of_step = |step: Size| formats.iter().map(move |format| file(step.width.to_string(), *format, step));
            let fallback = size.fallback();
            let fallback = file(fallback.width.to_string(), Format::Jpeg, fallback);
            size.page().into_iter().flat_map(of_step).chain([fallback]).collect()
        }
        (Recipe::Share { .. }, _) => {
            let of_shape = |(label, across, down): (&str, u32, u32)| {
                file(label.to_owned(), Format::Jpeg, size.share(across, down))
            };
            SHAPES.into_iter().map(of_shape).collect()
        }
        (Recipe::Cover, _) => vec![file("cover".to_owned(), Format::Jpeg, size.cover())],
    }
}
