//! JPEG in several steps, colours at half the width and height, codes made for the picture. In: RGB. Out: a file. Must not know what is in a
//! block of EXIF.

use super::super::pixels::{Layout, Pixels};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A file of this quality, from 1 to 100. `None` for other pixels than RGB, and for sides that the format does not know.
pub(super) fn encode(pixels: &Pixels, quality: u8, exif: Option<&[u8]>) -> Option<Vec<u8>> {
    if pixels.layout() != Layout::Rgb {
        return None;
    }
    let [width, height] = [pixels.width(), pixels.height()].map(|side| u16::try_from(side).ok());
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    // It is whole before it is sharp. Without, this encoder writes one scan for each colour, which some decoders take for green.
    encoder.set_progressive(true);
    if let Some(exif) = exif {
        encoder.add_app_segment(1, [b"Exif\0\0", exif].concat()).ok()?;
    }
    encoder.encode(pixels.bytes(), width?, height?, ColorType::Rgb).ok()?;
    Some(file)
}
