//! The container of WebP (RFC 9649, 2). In: bytes, or pieces. Out: pieces, or bytes. Must not know pixels, nor what is in
//! metadata.

use super::Fault;
use super::cursor::Cursor;

/// Flags of the piece `VP8X`.
pub(super) const ANIMATED: u8 = 0x02;
const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;

/// A piece: its name and what is in it.
pub(super) type Piece<'b> = ([u8; 4], &'b [u8]);

/// The pieces of a file. Nothing may be missing at the end; what comes after is not part of it.
pub(super) fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'_>>, Fault> {
    inside(bytes).and_then(parts).ok_or(Fault::Damaged)
}

/// What lies after the head of a file, as far as the head says.
fn inside(bytes: &[u8]) -> Option<Cursor<'_>> {
    let mut at = Cursor::new(bytes);
    at.skip_prefix(b"RIFF")?;
    let length = usize::try_from(at.little32()?).ok()?;
    let mut inside = Cursor::new(at.take(length)?);
    inside.skip_prefix(b"WEBP")?;
    Some(inside)
}

/// The pieces inside a frame of an animation.
pub(super) fn frame(data: &[u8]) -> Option<Vec<Piece<'_>>> {
    parts(Cursor::new(data.get(16..)?))
}

fn parts(mut at: Cursor<'_>) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    // A single byte at the end is padding that somebody counted.
    while at.rest().len() > 1 {
        let name = at.array()?;
        let length = usize::try_from(at.little32()?).ok()?;
        pieces.push((name, at.take(length)?));
        // The padding of the last piece may be missing.
        if length % 2 == 1 && at.byte().is_none() {
            break;
        }
    }
    Some(pieces)
}

/// Width and height in pixels as a bitstream tells them.
pub(super) fn size(&(name, data): &Piece) -> Option<(u32, u32)> {
    let mut at = Cursor::new(data);
    match &name {
        // RFC 6386, 9.1: a frame tag, a start code, and two times fourteen bits.
        b"VP8 " => {
            at.take(3)?;
            at.skip_prefix(&[0x9D, 0x01, 0x2A])?;
            Some((u32::from(at.little16()? & 0x3FFF), u32::from(at.little16()? & 0x3FFF)))
        }
        // RFC 9649, 3.4.
        b"VP8L" => {
            at.skip_prefix(&[0x2F])?;
            let bits = at.little32()?;
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        b"VP8X" => {
            at.take(4)?;
            Some((long(&mut at)? + 1, long(&mut at)? + 1))
        }
        b"ANMF" => {
            at.take(6)?;
            Some((long(&mut at)? + 1, long(&mut at)? + 1))
        }
        _ => None,
    }
}

/// A number of three bytes, the lowest first.
fn long(at: &mut Cursor) -> Option<u32> {
    let [low, middle, high] = at.array()?;
    Some(u32::from_le_bytes([low, middle, high, 0]))
}

/// A file of pieces.
fn assemble<'b>(pieces: impl Iterator<Item = Piece<'b>>) -> Option<Vec<u8>> {
    let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, data) in pieces {
        bytes.extend(name);
        bytes.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len() + data.len() % 2, 0);
    }
    let length = u32::try_from(bytes.len() - 8).ok()?;
    bytes.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(bytes)
}

/// An animation without its metadata. Its colour profile stays, for its pixels stay too.
pub(super) fn without_metadata(pieces: &[Piece]) -> Option<Vec<u8>> {
    let head = pieces.iter().find(|(name, _)| name == b"VP8X")?.1;
    let mut head = head.get(..10)?.to_vec();
    let flags = head.first_mut()?;
    *flags &= !(EXIF | XMP);
    let kept = pieces.iter().filter(|(name, _)| matches!(name, b"ICCP" | b"ANIM" | b"ANMF")).copied();
    assemble([(*b"VP8X", head.as_slice())].into_iter().chain(kept))
}

/// A still picture with a block of EXIF.
pub(super) fn with_exif(webp: &[u8], exif: &[u8]) -> Option<Vec<u8>> {
    let pieces = pieces(webp).ok()?;
    let (width, height) = pieces.iter().find_map(size)?;
    let old = pieces.iter().find(|(name, _)| name == b"VP8X").and_then(|(_, data)| data.first());
    let is_clear = |(name, data): &Piece| name == b"VP8L" && data.get(4).is_some_and(|byte| byte & 0x10 != 0);
    let alpha = if pieces.iter().any(is_clear) { ALPHA } else { 0 };
    let mut head = vec![old.copied().unwrap_or(alpha) | EXIF, 0, 0, 0];
    for side in [width, height] {
        head.extend(side.checked_sub(1)?.to_le_bytes().into_iter().take(3));
    }
    let inside = pieces.iter().filter(|(name, _)| name != b"VP8X").copied();
    assemble([(*b"VP8X", head.as_slice())].into_iter().chain(inside).chain([(*b"EXIF", exif)]))
}
