//! WebP (RFC 9649). In: bytes. Out: an original; an animation also as it may be passed on: without metadata. Must not know
//! other formats.

use super::super::Fault;
use super::super::metadata::{Blocks, Metadata};
use super::super::pixels::{Layout, Pixels};
use super::super::riff::{self, ANIMATED, Piece};
use super::{Original, check, damaged};
use image_webp::WebPDecoder;
use std::io::Cursor;

/// A pixel takes so many bytes while it is read: the decoder has a picture of its own.
const BYTES: u64 = 8;
/// The most memory for a piece that is not pixels, in bytes.
const MEMORY: usize = 64 << 20;

/// Reads a WebP.
pub(super) fn read(bytes: &[u8]) -> Result<Original, Fault> {
    let pieces = riff::pieces(bytes)?;
    let (width, height) = pieces.first().and_then(riff::size).ok_or(Fault::Damaged)?;
    check(width, height, BYTES)?;
    let named = |name: &[u8; 4]| pieces.iter().find(|(own, _)| own == name).map(|(_, data)| *data);
    let is_animated = named(b"VP8X").and_then(<[u8]>::first).is_some_and(|flags| flags & ANIMATED != 0);
    if !is_consistent(&pieces, (width, height), is_animated) {
        return Err(Fault::Damaged);
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    decoder.set_memory_limit(MEMORY);
    if decoder.dimensions() != (width, height) || decoder.is_animated() != is_animated {
        return Err(Fault::Damaged);
    }
    // Of an animation the decoder has a frame as well; of a lossy picture its alpha, as RGBA.
    if is_animated || (decoder.is_lossy() && decoder.has_alpha()) {
        check(width, height, BYTES + 4)?;
    }
    let layout = if decoder.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let mut decoded = vec![0; decoder.output_buffer_size().ok_or(Fault::Damaged)?];
    decoder.read_image(&mut decoded).map_err(damaged)?;
    let pixels = Pixels::new(width, height, layout, decoded).ok_or(Fault::Damaged)?;
    let frames = pieces.iter().filter(|(name, _)| name == b"ANMF").count();
    let animation = if is_animated && frames > 1 { riff::without_metadata(&pieces) } else { None };
    let metadata = Blocks { exif: named(b"EXIF"), xmp: named(b"XMP "), photoshop: None }.read();
    // An animation is passed on as it stands.
    let metadata = if animation.is_some() { Metadata { orientation: 1, ..metadata } } else { metadata };
    Ok(Original { pixels, metadata, profile: named(b"ICCP").map(<[u8]>::to_vec), animation })
}

/// Is every picture inside as large as what stands around it says, so that nothing takes more memory than that?
fn is_consistent(pieces: &[Piece], whole: (u32, u32), is_animated: bool) -> bool {
    let is_picture = |(name, _): &&Piece| matches!(name, b"VP8 " | b"VP8L");
    if !is_animated {
        let mut pictures = pieces.iter().filter(is_picture).peekable();
        return pictures.peek().is_some() && pictures.all(|picture| riff::size(picture) == Some(whole));
    }
    let mut frames = pieces.iter().filter(|(name, _)| name == b"ANMF").peekable();
    let fits = |frame: &Piece| {
        let Some((width, height)) = riff::size(frame) else { return false };
        let Some(inside) = riff::frame(frame.1) else { return false };
        let mut pictures = inside.iter().filter(is_picture).peekable();
        width <= whole.0
            && height <= whole.1
            && pictures.peek().is_some()
            && pictures.all(|picture| riff::size(picture) == Some((width, height)))
    };
    frames.peek().is_some() && frames.all(fits)
}
