//! Which sizes are made of a picture. In: its size and what is asked. Out: sizes and rectangles. Must not know pixels.

use super::Recipe;
use super::pixels::Area;

/// Widths of pictures in pages, in pixels.
pub const WIDTHS: [u32; 5] = [360, 540, 720, 1080, 1600];
/// The largest of them.
const LARGEST: u32 = WIDTHS[WIDTHS.len() - 1];
/// The width of the JPEG for programs that know nothing newer, in pixels.
const FALLBACK: u32 = 1080;
/// The width of pictures for shares, in pixels: what Facebook asks for
/// (<https://developers.facebook.com/docs/sharing/webmasters/images>).
const SHARE: u32 = 1200;
/// The side of a podcast's cover, in pixels: the most that Apple takes
/// (<https://podcasters.apple.com/support/896-artwork-requirements>).
const COVER: u32 = 3000;
/// The most pixels on a side of a WebP (RFC 9649, 2.6.1).
const WEBP_SIDE: u32 = 16_383;
/// The shapes of pictures for shares and for structured data
/// (<https://developers.google.com/search/docs/appearance/structured-data/article>).
pub(super) const SHAPES: [(&str, u32, u32); 3] = [("16x9", 16, 9), ("4x3", 4, 3), ("1x1", 1, 1)];
/// Enough for the tone when nothing else is asked.
const GLANCE: u32 = 64;

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Size {
    /// At this width, which must not be larger.
    pub(super) fn at_width(self, width: u32) -> Self {
        Self { width, height: scaled(self.height, width, self.width) }
    }

    fn shorter(self) -> u32 {
        self.width.min(self.height).max(1)
    }

    /// What is reduced once for all that a recipe asks, or for a glance, and to which size, never larger than it is. That is
    /// the whole, for most photos have the same for all recipes then; but of a cover its square: a strip as wide as that
    /// would take too much memory.
    pub(super) fn master(self, recipe: Option<Recipe>) -> (Area, Self) {
        let whole = Area { left: 0, top: 0, width: self.width, height: self.height };
        // How much of the width, or of the shorter or longer side.
        let (part, of) = match recipe {
            Some(Recipe::Cover) => return (self.area(1, 1, (50, 50)), self.cover()),
            Some(Recipe::Page { .. }) => (self.width_in_webp().min(LARGEST), self.width.max(1)),
            Some(Recipe::Share { .. }) => (SHARE, self.shorter()),
            None => (GLANCE, self.width.max(self.height).max(1)),
        };
        if part >= of {
            return (whole, self);
        }
        (whole, Self { width: scaled(self.width, part, of), height: scaled(self.height, part, of) })
    }

    /// The sizes of the WebP versions for pages, rising.
    pub(super) fn page(self) -> Vec<Self> {
        let width = self.width_in_webp();
        let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|step| *step <= width).collect();
        let last = widths.last().copied().unwrap_or(0);
        if width < LARGEST && u64::from(width) * 10 > u64::from(last) * 11 {
            widths.push(width);
        }
        widths
            .into_iter()
            .map(|width| self.at_width(width))
            .map(|size| Self { height: size.height.min(WEBP_SIDE), ..size })
            .collect()
    }

    /// Its width, unless it is a long strip: that is made narrower, as far as the format goes.
    fn width_in_webp(self) -> u32 {
        let most = u64::from(self.width) * u64::from(WEBP_SIDE) / u64::from(self.height.max(1));
        u32::try_from(most).map_or(self.width, |most| self.width.min(most).max(1))
    }

    /// The size of the JPEG for pages.
    pub(super) fn fallback(self) -> Self {
        self.at_width(self.width_in_webp().min(FALLBACK))
    }

    /// The size of a version in a shape, as large as the picture allows.
    pub(super) fn share(self, across: u32, down: u32) -> Self {
        let cut = self.cut(across, down);
        let width = cut.width.min(SHARE);
        if width < SHARE { cut } else { Self { width, height: scaled(width, down, across) } }
    }

    /// The size of a podcast's cover.
    pub(super) fn cover(self) -> Self {
        let side = self.shorter().min(COVER);
        Self { width: side, height: side }
    }

    /// The largest rectangle in a shape.
    fn cut(self, across: u32, down: u32) -> Self {
        let part = |of: u32, times: u32, by: u32| {
            u32::try_from(u64::from(of) * u64::from(times) / u64::from(by.max(1))).unwrap_or(u32::MAX).max(1)
        };
        let width = part(self.height, across, down);
        if width <= self.width {
            Self { width, height: self.height }
        } else {
            Self { width: self.width, height: part(self.width, down, across).min(self.height) }
        }
    }

    /// Where to cut in a shape: around a point in hundredths from left and top, as near as the edges allow.
    pub(super) fn area(self, across: u32, down: u32, (right, below): (u8, u8)) -> Area {
        let Self { width, height } = self.cut(across, down);
        let start = |whole: u32, part: u32, point: u8| {
            let middle = u64::from(whole) * u64::from(point.min(100)) / 100;
            let start = middle.saturating_sub(u64::from(part) / 2).min(u64::from(whole.saturating_sub(part)));
            u32::try_from(start).unwrap_or(0)
        };
        Area { left: start(self.width, width, right), top: start(self.height, height, below), width, height }
    }
}

/// A length times a fraction, rounded, at least 1.
fn scaled(length: u32, part: u32, of: u32) -> u32 {
    let of = u64::from(of.max(1));
    u32::try_from((u64::from(length) * u64::from(part) + of / 2) / of).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u32) -> Vec<u32> {
        Size { width, height: 500 }.page().iter().map(|size| size.width).collect()
    }

    #[test]
    fn widths_for_pages() {
        assert_eq!(widths(1), [1]);
        assert_eq!(widths(100), [100]);
        assert_eq!(widths(359), [359]);
        assert_eq!(widths(360), [360]);
        assert_eq!(widths(396), [360]);
        assert_eq!(widths(397), [360, 397]);
        assert_eq!(widths(500), [360, 500]);
        assert_eq!(widths(800), [360, 540, 720, 800]);
        assert_eq!(widths(1188), [360, 540, 720, 1080]);
        assert_eq!(widths(1599), [360, 540, 720, 1080, 1599]);
        assert_eq!(widths(1600), WIDTHS);
        assert_eq!(widths(4000), WIDTHS);
        // No side of a WebP is longer than its format allows.
        assert_eq!(Size { width: 2000, height: 30_000 }.page().last().map(|size| size.width), Some(1080));
        assert_eq!(Size { width: 2, height: 30_000 }.page(), [Size { width: 1, height: 15_000 }]);
        assert_eq!(Size { width: 1, height: 30_000 }.page(), [Size { width: 1, height: WEBP_SIDE }]);
    }

    #[test]
    fn masters_are_large_enough_and_never_larger() {
        let page = Recipe::Page { avif: false };
        let share = Recipe::Share { focus: (50, 50) };
        let photo = Size { width: 4000, height: 3000 };
        let whole = |size: Size| Area { left: 0, top: 0, width: size.width, height: size.height };
        let reduced = (whole(photo), Size { width: 1600, height: 1200 });
        assert_eq!([photo.master(Some(page)), photo.master(Some(share))], [reduced; 2]);
        assert_eq!(photo.master(None), (whole(photo), Size { width: 64, height: 48 }));
        let small = Size { width: 300, height: 1 };
        assert_eq!(small.master(Some(page)), (whole(small), small));
        let wide = Size { width: 30_000, height: 2400 };
        assert_eq!(wide.master(Some(share)), (whole(wide), Size { width: 15_000, height: 1200 }));
        let square = Area { left: 13_800, top: 0, width: 2400, height: 2400 };
        assert_eq!(wide.master(Some(Recipe::Cover)), (square, Size { width: 2400, height: 2400 }));
    }

    #[test]
    fn areas_lie_inside_and_hold_the_point() {
        for (width, height) in [(4000, 3000), (3000, 4000), (1, 1), (2, 999), (999, 2), (1200, 675), (7, 5)] {
            let size = Size { width, height };
            for (_, across, down) in SHAPES {
                for focus in [(0, 0), (100, 0), (0, 100), (100, 100), (50, 50), (33, 80), (255, 255)] {
                    let area = size.area(across, down, focus);
                    assert!(area.width >= 1 && area.height >= 1);
                    assert!(area.left + area.width <= width && area.top + area.height <= height, "{size:?} {area:?}");
                    let holds = |start: u32, length: u32, whole: u32, point: u8| {
                        let point = (whole * u32::from(point.min(100)) / 100).min(whole - 1);
                        (start..start + length).contains(&point)
                    };
                    assert!(holds(area.left, area.width, width, focus.0), "{size:?} {area:?} {focus:?}");
                    assert!(holds(area.top, area.height, height, focus.1), "{size:?} {area:?} {focus:?}");
                }
                let share = size.share(across, down);
                assert!(share.width <= width.min(1200) && share.height <= height);
            }
        }
    }

    #[test]
    fn shares_have_their_shapes() {
        let photo = Size { width: 4000, height: 3000 };
        let sizes = SHAPES.map(|(_, across, down)| photo.share(across, down)).map(|size| (size.width, size.height));
        assert_eq!(sizes, [(1200, 675), (1200, 900), (1200, 1200)]);
        let tiny = Size { width: 160, height: 90 };
        let sizes = SHAPES.map(|(_, across, down)| tiny.share(across, down)).map(|size| (size.width, size.height));
        assert_eq!(sizes, [(160, 90), (120, 90), (90, 90)]);
    }
}
