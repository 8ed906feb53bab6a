//! Files of pixels become pixels. In: bytes. Out: pixels as they stand in the file, and what the file says of them. Must
//! not know what is made of them.
//!
//! Every reader looks at the head first and refuses what is too large before it takes memory for it, and looks whether the
//! end is there: decoders are lenient, and what they fill in is gray. Only whether something is transparent is known later.

mod gif;
mod jpeg;
mod png;
mod webp;

use super::metadata::Metadata;
use super::pixels::Pixels;
use super::{Fault, Kind, MOST_PIXELS, MOST_SIDE};

/// The most memory for pixels while they are read, in bytes: four for each of the most.
const MEMORY: u64 = 4 * MOST_PIXELS;

/// What a file holds.
pub(super) struct Original {
    /// As they stand in the file, not yet turned; of an animation the first picture.
    pub(super) pixels: Pixels,
    pub(super) metadata: Metadata,
    /// An ICC profile, whatever is in it.
    pub(super) profile: Option<Vec<u8>>,
    /// An animation as it may be passed on, without metadata.
    pub(super) animation: Option<Vec<u8>>,
}

/// Reads a file of pixels.
pub(super) fn read(kind: Kind, bytes: &[u8]) -> Result<Original, Fault> {
    let original = match kind {
        Kind::Jpeg => jpeg::read(bytes),
        Kind::Png => png::read(bytes),
        Kind::Gif => gif::read(bytes),
        Kind::WebP => webp::read(bytes),
        Kind::Heic => Err(Fault::Heic),
        Kind::Svg | Kind::Other => Err(Fault::NotAPicture),
    }?;
    let pixels = original.pixels.without_needless_alpha();
    // To be reduced, what is transparent is multiplied by its alpha in another picture, and of that a third one is made.
    if pixels.layout().has_alpha() {
        check(pixels.width(), pixels.height(), 3 * pixels.layout().channels() as u64)?;
    }
    Ok(Original { pixels, ..original })
}

/// Refuses a size that would take too much memory, when each pixel takes so many bytes while it is read.
fn check(width: u32, height: u32, bytes: u64) -> Result<(), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::Damaged);
    }
    let most = MOST_PIXELS.min(MEMORY / bytes);
    let is_large = width.max(height) > MOST_SIDE || u64::from(width) * u64::from(height) > most;
    if is_large { Err(Fault::TooLarge { width, height, most }) } else { Ok(()) }
}

/// Whatever a decoder complains about.
fn damaged<E>(_: E) -> Fault {
    Fault::Damaged
}
