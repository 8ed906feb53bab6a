//! GIF (<https://www.w3.org/Graphics/GIF/spec-gif89a.txt>). In: bytes. Out: an original; an animation also as it may be
//! passed on: without comments, texts, and what programs put there for themselves. Must not know other formats.

use super::super::Fault;
use super::super::cursor::Cursor;
use super::super::metadata::Blocks;
use super::super::pixels::{Layout, Pixels};
use super::{Original, check, damaged};
use gif::{ColorOutput, DecodeOptions, MemoryLimit};
use std::num::NonZeroU64;

/// A pixel takes so many bytes while it is read: on the screen, and in the picture that lies there.
const BYTES: u64 = 8;
/// The most memory of the decoder, in bytes.
const MEMORY: u64 = 1 << 29;
/// Who says how often an animation is repeated.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// What the blocks say.
struct Blocked {
    width: u32,
    height: u32,
    frames: usize,
    /// Without what does not belong to the picture.
    cleaned: Vec<u8>,
}

/// Reads a GIF.
pub(super) fn read(bytes: &[u8]) -> Result<Original, Fault> {
    let (width, height) = size(&mut Cursor::new(bytes)).ok_or(Fault::Damaged)?;
    check(width, height, BYTES)?;
    let blocked = walk(bytes).filter(|blocked| blocked.frames > 0).ok_or(Fault::Damaged)?;
    check(blocked.width, blocked.height, BYTES)?;
    let pixels = first(bytes, width, height)?;
    let animation = (blocked.frames > 1).then_some(blocked.cleaned);
    Ok(Original { pixels, metadata: Blocks::default().read(), profile: None, animation })
}

/// The first picture on the screen of the file.
fn first(bytes: &[u8], width: u32, height: u32) -> Result<Pixels, Fault> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    options.set_memory_limit(NonZeroU64::new(MEMORY).map_or(MemoryLimit::Unlimited, MemoryLimit::Bytes));
    let decoder = options.read_info(bytes).map_err(damaged)?;
    let frame = decoder.into_iter().next().ok_or(Fault::Damaged)?.map_err(damaged)?;
    let [left, top, across, down] = [frame.left, frame.top, frame.width, frame.height].map(u32::from);
    if (left, top, across, down) == (0, 0, width, height) {
        return Pixels::new(width, height, Layout::Rgba, frame.buffer.into_owned()).ok_or(Fault::Damaged);
    }
    // A smaller one lies somewhere on the screen, which is clear.
    let [left, top, across, screen] =
        [left, top, across, width].map(|side| usize::try_from(side).unwrap_or(usize::MAX));
    let rows = usize::try_from(height).map_err(damaged)?;
    let mut canvas = vec![0; screen.checked_mul(rows).and_then(|pixels| pixels.checked_mul(4)).ok_or(Fault::Damaged)?];
    let shown = across.min(screen.saturating_sub(left)) * 4;
    for (row, source) in
        canvas.chunks_exact_mut(screen * 4).skip(top).zip(frame.buffer.chunks_exact((across * 4).max(4)))
    {
        let target = row.get_mut(left * 4..).and_then(|row| row.get_mut(..shown));
        if let (Some(target), Some(source)) = (target, source.get(..shown)) {
            target.copy_from_slice(source);
        }
    }
    Pixels::new(width, height, Layout::Rgba, canvas).ok_or(Fault::Damaged)
}

/// Past the signature: width and height of the screen in pixels.
fn size(at: &mut Cursor) -> Option<(u32, u32)> {
    at.take(6)?;
    Some((at.little16()?.into(), at.little16()?.into()))
}

/// Goes from block to block. `None` when one is broken. The sign of the end may be missing, if a whole picture stands
/// before it.
fn walk(bytes: &[u8]) -> Option<Blocked> {
    let mut at = Cursor::new(bytes);
    let (width, height) = size(&mut at)?;
    let flags = at.byte()?;
    at.take(2)?;
    table(&mut at, flags)?;
    let mut cleaned = between(bytes, Cursor::new(bytes), at);
    let (mut largest, mut frames) = ((width, height), 0);
    while let Some(sign) = at.byte() {
        let start = at;
        match sign {
            // Some programs leave a zero too many.
            0x00 => {}
            0x3B => break,
            0x2C => {
                at.take(4)?;
                let (across, down) = (u32::from(at.little16()?), u32::from(at.little16()?));
                largest = (largest.0.max(across), largest.1.max(down));
                let flags = at.byte()?;
                table(&mut at, flags)?;
                at.take(1)?;
                data(&mut at)?;
                frames += 1;
                cleaned.push(sign);
                cleaned.extend(between(bytes, start, at));
            }
            0x21 => {
                let label = at.byte()?;
                let head = usize::from(at.byte()?);
                let name = at.take(head)?;
                let first = at;
                // An empty comment ends here.
                if head > 0 {
                    data(&mut at)?;
                }
                if label == 0xF9 {
                    cleaned.push(sign);
                    cleaned.extend(between(bytes, start, at));
                } else if label == 0xFF && LOOPS.contains(&name) {
                    // The count, and nothing that somebody hid behind it.
                    let mut first = first;
                    if first.take(2) == Some(&[3, 1]) {
                        cleaned.extend([sign, label, 11]);
                        cleaned.extend(name);
                        cleaned.extend([3, 1]);
                        cleaned.extend(first.take(2)?);
                        cleaned.push(0);
                    }
                }
            }
            _ => return None,
        }
    }
    cleaned.push(0x3B);
    Some(Blocked { width: largest.0, height: largest.1, frames, cleaned })
}

/// What lies between two places of the same bytes.
fn between(bytes: &[u8], from: Cursor, to: Cursor) -> Vec<u8> {
    let [start, end] = [from, to].map(|at| bytes.len() - at.rest().len());
    bytes.get(start..end).unwrap_or_default().to_vec()
}

/// Past a table of colours, if there is one.
fn table(at: &mut Cursor, flags: u8) -> Option<()> {
    if flags & 0x80 != 0 {
        at.take(3 << ((flags & 7) + 1))?;
    }
    Some(())
}

/// Past blocks of data and the empty one at their end.
fn data(at: &mut Cursor) -> Option<()> {
    loop {
        let length = at.byte()?;
        if length == 0 {
            return Some(());
        }
        at.take(length.into())?;
    }
}
