//! Pixels become files. In: pixels in sRGB, and a credit. Out: bytes of WebP, JPEG and AVIF. Must not know sizes, nor where
//! pixels come from.

mod jpeg;

use super::Format;
use super::metadata::{self, Credit};
use super::pixels::{Layout, Pixels};
use super::riff;
use webp::{PixelLayout, WebPConfig};

/// Qualities, each by the scale of its format: chosen to look alike.
const WEBP: f32 = 75.0;
const JPEG: u8 = 80;
const AVIF: f32 = 62.0;
/// How hard libwebp tries, from 0 to 6: for widths that telephones load, and for larger ones, which are most of the work. 2
/// takes less than half the time of 4, for a twenty-fifth more bytes; 3 is no quicker than 4.
const METHODS: [i32; 2] = [4, 2];
/// The most pixels that are tried without loss: libwebp takes much memory and time for it.
const LOSSLESS: u64 = 6_000_000;
/// The widest that telephones load, in pixels.
const TELEPHONE: u32 = 720;
/// How little rav1e tries, from 1 to 10: 6 takes a sixth longer for a hundredth fewer bytes, 9 half as long for a tenth more.
const SPEED: u8 = 8;

/// Writes versions of one original.
pub(super) struct Writer {
    /// A smallest block of EXIF with the credit, if there is any.
    exif: Option<Vec<u8>>,
    is_graphic: bool,
}

impl Writer {
    /// For an original with this credit; for one that was drawn, WebP without loss is tried as well.
    pub(super) fn new(credit: &Credit, is_graphic: bool) -> Self {
        Self { exif: metadata::block(credit), is_graphic }
    }

    /// A file. `None` when it cannot be encoded.
    pub(super) fn write(&self, format: Format, pixels: &Pixels) -> Option<Vec<u8>> {
        match format {
            Format::WebP => self.webp(pixels),
            Format::Jpeg => jpeg::encode(pixels, JPEG, self.exif.as_deref()),
            Format::Avif => self.avif(pixels),
            Format::Gif | Format::Svg => None,
        }
    }

    fn webp(&self, pixels: &Pixels) -> Option<Vec<u8>> {
        let lossy = webp(pixels, false)?;
        let is_small = u64::from(pixels.width()) * u64::from(pixels.height()) <= LOSSLESS;
        let lossless = if self.is_graphic && is_small { webp(pixels, true) } else { None };
        let bytes = lossless.filter(|lossless| lossless.len() < lossy.len()).unwrap_or(lossy);
        match &self.exif {
            Some(exif) => riff::with_exif(&bytes, exif),
            None => Some(bytes),
        }
    }

    fn avif(&self, pixels: &Pixels) -> Option<Vec<u8>> {
        let [width, height] = [pixels.width(), pixels.height()].map(usize::try_from);
        let (width, height) = (width.ok()?, height.ok()?);
        let mut encoder = ravif::Encoder::new()
            .with_quality(AVIF)
            .with_alpha_quality(AVIF)
            .with_speed(SPEED)
            .with_bit_depth(ravif::BitDepth::Eight)
            .with_num_threads(Some(1));
        if let Some(exif) = &self.exif {
            encoder = encoder.with_exif(exif.as_slice());
        }
        // Its function for RGB is made anew in every crate that calls it, with the whole encoder; the one for RGBA is not.
        let pixels: Vec<ravif::RGBA8> = match pixels.layout() {
            Layout::Rgba => pixels.bytes().as_chunks::<4>().0.iter().map(|pixel| (*pixel).into()).collect(),
            _ => pixels
                .bytes()
                .as_chunks::<3>()
                .0
                .iter()
                .map(|[red, green, blue]| [*red, *green, *blue, 255].into())
                .collect(),
        };
        let encoded = encoder.encode_rgba(ravif::Img::new(pixels.as_slice(), width, height));
        Some(encoded.ok()?.avif_file)
    }
}

/// A file of pixels alone.
fn webp(pixels: &Pixels, is_lossless: bool) -> Option<Vec<u8>> {
    let layout = if pixels.layout() == Layout::Rgba { PixelLayout::Rgba } else { PixelLayout::Rgb };
    let mut config = WebPConfig::new().ok()?;
    config.lossless = is_lossless.into();
    config.quality = WEBP;
    let [small, large] = METHODS;
    config.method = if pixels.width() > TELEPHONE { large } else { small };
    let encoder = webp::Encoder::new(pixels.bytes(), layout, pixels.width(), pixels.height());
    Some(encoder.encode_advanced(&config).ok()?.to_vec())
}
