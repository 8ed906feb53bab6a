//! PNG (<https://www.w3.org/TR/png-3/>). In: bytes. Out: an original, of an animation the first picture. Must not know
//! other formats.

use super::super::Fault;
use super::super::cursor::Cursor;
use super::super::metadata::Blocks;
use super::super::pixels::{Layout, Pixels};
use super::{Original, check, damaged};
use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

/// The most channels, 8 bits each.
const CHANNELS: u64 = 4;
/// The most memory that the decoder may take for what is not pixels, in bytes.
const MEMORY: usize = 64 << 20;

/// Reads a PNG.
pub(super) fn read(bytes: &[u8]) -> Result<Original, Fault> {
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(bytes), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let head = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = (head.width, head.height);
    check(width, height, CHANNELS)?;
    let blocks = walk(bytes).ok_or(Fault::Damaged)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let layout = match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => Layout::Gray,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Layout::GrayAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Layout::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Layout::Rgba,
        _ => return Err(Fault::Damaged),
    };
    let mut decoded = vec![0; reader.output_buffer_size().ok_or(Fault::Damaged)?];
    reader.next_frame(&mut decoded).map_err(damaged)?;
    let pixels = Pixels::new(width, height, layout, decoded).ok_or(Fault::Damaged)?;
    let info = reader.info();
    let profile = if info.srgb.is_some() { None } else { info.icc_profile.as_deref().map(<[u8]>::to_vec) };
    Ok(Original { pixels, metadata: blocks.read(), profile, animation: None })
}

/// Goes from chunk to chunk. `None` when the last one is missing.
fn walk(bytes: &[u8]) -> Option<Blocks<'_>> {
    let mut at = Cursor::new(bytes.get(8..)?);
    let mut blocks = Blocks::default();
    loop {
        let length = usize::try_from(at.big32()?).ok()?;
        let name: [u8; 4] = at.array()?;
        let data = at.take(length)?;
        at.take(4)?;
        match &name {
            b"IEND" => return Some(blocks),
            b"eXIf" => blocks.exif = Some(data),
            // Not compressed, without language and translation: the form that XMP prescribes.
            b"iTXt" => blocks.xmp = data.strip_prefix(b"XML:com.adobe.xmp\0\0\0\0\0").or(blocks.xmp),
            _ => {}
        }
    }
}
