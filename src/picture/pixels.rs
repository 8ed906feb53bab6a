//! Pixels in memory: reducing, cutting, turning, laying on white. In: bytes of 8-bit samples, row by row. Out: the same.
//! Must not know formats of files, nor colour profiles.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::{InnerPixel, U8, U8x2, U8x3, U8x4};
use fast_image_resize::{PixelTrait, ResizeOptions, Resizer};

/// What a pixel is made of, 8 bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
}

impl Layout {
    /// Bytes of a pixel.
    pub(super) fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// May pixels be transparent?
    pub(super) fn has_alpha(self) -> bool {
        matches!(self, Self::GrayAlpha | Self::Rgba)
    }
}

/// A rectangle in pixels, from the left upper corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Area {
    /// Of a picture on its side. Only of an area in the middle, which lies there however it is turned.
    pub(super) fn transposed(self) -> Self {
        Self { left: self.top, top: self.left, width: self.height, height: self.width }
    }
}

/// A picture in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pixels {
    width: u32,
    height: u32,
    layout: Layout,
    bytes: Vec<u8>,
}

impl Pixels {
    /// `None` when there are no pixels, or not as many bytes as the size says.
    pub(super) fn new(width: u32, height: u32, layout: Layout, bytes: Vec<u8>) -> Option<Self> {
        (!bytes.is_empty() && Some(bytes.len()) == length(width, height, layout)).then_some(Self {
            width,
            height,
            layout,
            bytes,
        })
    }

    pub(super) fn width(&self) -> u32 {
        self.width
    }

    pub(super) fn height(&self) -> u32 {
        self.height
    }

    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn whole(&self) -> Area {
        Area { left: 0, top: 0, width: self.width, height: self.height }
    }

    /// In this size, which must not be larger.
    pub(super) fn resized(&self, width: u32, height: u32) -> Option<Self> {
        self.cut(self.whole(), width, height)
    }

    /// A part of it in another size (Lanczos, three lobes; transparent pixels do not bleed).
    pub(super) fn cut(&self, area: Area, width: u32, height: u32) -> Option<Self> {
        if area == self.whole() && self.size() == (width, height) {
            return Some(self.clone());
        }
        // For each layout by its name: of the one function for all, a compiler makes many that nobody calls.
        let bytes = match self.layout {
            Layout::Gray => self.cut_as::<U8>(area, width, height),
            Layout::GrayAlpha => self.cut_as::<U8x2>(area, width, height),
            Layout::Rgb => self.cut_as::<U8x3>(area, width, height),
            Layout::Rgba => self.cut_as::<U8x4>(area, width, height),
        };
        Self::new(width, height, self.layout, bytes?)
    }

    fn cut_as<P: PixelTrait + InnerPixel>(&self, area: Area, width: u32, height: u32) -> Option<Vec<u8>> {
        let source = ImageRef::new(self.width, self.height, &self.bytes, P::pixel_type()).ok()?;
        let mut target = Image::new(width, height, P::pixel_type());
        let [left, top, across, down] = [area.left, area.top, area.width, area.height].map(f64::from);
        let options = ResizeOptions::new().crop(left, top, across, down).use_alpha(self.layout.has_alpha());
        Resizer::new().resize_typed(&source.typed_image::<P>()?, &mut target.typed_image_mut::<P>()?, &options).ok()?;
        Some(target.into_vec())
    }

    /// As it is to be shown, by the number that EXIF has for how the camera was held (tag 0x0112: 1 to 8).
    pub(super) fn turned(self, orientation: u8) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        match self.layout {
            Layout::Gray => self.turned_by::<1>(orientation),
            Layout::GrayAlpha => self.turned_by::<2>(orientation),
            Layout::Rgb => self.turned_by::<3>(orientation),
            Layout::Rgba => self.turned_by::<4>(orientation),
        }
    }

    fn turned_by<const CHANNELS: usize>(self, orientation: u8) -> Self {
        let pixels = self.bytes.as_chunks::<CHANNELS>().0;
        let width = usize::try_from(self.width).unwrap_or(usize::MAX);
        let rows = || pixels.chunks_exact(width);
        let columns = || 0..width;
        let down = |at: usize| rows().filter_map(move |row| row.get(at));
        let up = |at: usize| rows().rev().filter_map(move |row| row.get(at));
        // All at once: a large picture must not be there twice while room for it grows.
        let mut bytes = Vec::with_capacity(self.bytes.len());
        match orientation {
            2 => bytes.extend(rows().flat_map(|row| row.iter().rev()).flatten()),
            3 => bytes.extend(pixels.iter().rev().flatten()),
            4 => bytes.extend(rows().rev().flatten().flatten()),
            5 => bytes.extend(columns().flat_map(down).flatten()),
            6 => bytes.extend(columns().flat_map(up).flatten()),
            7 => bytes.extend(columns().rev().flat_map(up).flatten()),
            _ => bytes.extend(columns().rev().flat_map(down).flatten()),
        }
        let (width, height) = if orientation > 4 { (self.height, self.width) } else { self.size() };
        Self { width, height, bytes, ..self }
    }

    /// In colour: gray becomes three equal parts, and alpha goes where everything is opaque.
    pub(super) fn colored(self) -> Self {
        let Self { width, height, layout, bytes } = self.without_needless_alpha();
        let (layout, bytes) = match layout {
            Layout::Rgb | Layout::Rgba => (layout, bytes),
            Layout::Gray => (Layout::Rgb, bytes.iter().flat_map(|gray| [*gray; 3]).collect()),
            Layout::GrayAlpha => {
                let spread = |[gray, alpha]: &[u8; 2]| [*gray, *gray, *gray, *alpha];
                (Layout::Rgba, bytes.as_chunks::<2>().0.iter().flat_map(spread).collect())
            }
        };
        Self { width, height, layout, bytes }
    }

    /// Without alpha, if everything is opaque; where it stands, for it may be large.
    pub(super) fn without_needless_alpha(mut self) -> Self {
        let (layout, channels) = match self.layout {
            Layout::GrayAlpha => (Layout::Gray, 1),
            Layout::Rgba => (Layout::Rgb, 3),
            Layout::Gray | Layout::Rgb => return self,
        };
        if self.bytes.iter().skip(channels).step_by(channels + 1).any(|alpha| *alpha != 255) {
            return self;
        }
        let pixels = self.bytes.len() / (channels + 1);
        for at in 0..pixels {
            let from = at * (channels + 1);
            self.bytes.copy_within(from..from + channels, at * channels);
        }
        self.bytes.truncate(pixels * channels);
        Self { layout, ..self }
    }

    /// With other bytes of the same or another layout. `None` when they do not fit.
    pub(super) fn with(self, layout: Layout, bytes: Vec<u8>) -> Option<Self> {
        Self::new(self.width, self.height, layout, bytes)
    }

    /// Without alpha, on white. Only for colour.
    pub(super) fn on_white(self) -> Self {
        if self.layout != Layout::Rgba {
            return self;
        }
        let bytes = self.bytes.as_chunks::<4>().0.iter().copied().flat_map(over_white).collect();
        Self { layout: Layout::Rgb, bytes, ..self }
    }

    /// The mean of all pixels, on white. Only for colour.
    pub(super) fn average(&self) -> [u8; 3] {
        let mut sums = [0_u64; 3];
        let mut add = |pixel: [u8; 3]| {
            for (sum, part) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(part);
            }
        };
        if self.layout == Layout::Rgba {
            self.bytes.as_chunks::<4>().0.iter().for_each(|pixel| add(over_white(*pixel)));
        } else {
            self.bytes.as_chunks::<3>().0.iter().for_each(|pixel| add(*pixel));
        }
        let count = (u64::from(self.width) * u64::from(self.height)).max(1);
        sums.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX))
    }

    /// Has it at most 256 colours?
    pub(super) fn has_few_colors(&self) -> bool {
        // Colours that were seen, each at a place that it tells itself, or soon after it.
        let mut seen: Vec<Option<u32>> = vec![None; 4096];
        let mut count = 0;
        self.bytes.chunks_exact(self.layout.channels()).all(|pixel| {
            let color = pixel.iter().fold(0, |color, part| color << 8 | u32::from(*part));
            let [.., low, high] = color.wrapping_mul(0x9E37_79B1).to_le_bytes();
            let mut at = usize::from(u16::from_le_bytes([low, high]) >> 4);
            while let Some(place) = seen.get_mut(at % 4096) {
                match place {
                    Some(other) if *other == color => break,
                    Some(_) => at += 1,
                    None => {
                        *place = Some(color);
                        count += 1;
                        break;
                    }
                }
            }
            count <= 256
        })
    }
}

/// Bytes of a picture.
fn length(width: u32, height: u32, layout: Layout) -> Option<usize> {
    let [width, height] = [width, height].map(usize::try_from);
    width.ok()?.checked_mul(height.ok()?)?.checked_mul(layout.channels())
}

/// A pixel on white.
fn over_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    let alpha = u32::from(alpha);
    [red, green, blue].map(|part| {
        let mixed = u32::from(part) * alpha + 255 * (255 - alpha);
        u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
    })
}
