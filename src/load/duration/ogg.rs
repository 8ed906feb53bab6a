//! Ogg (RFC 3533) with Vorbis or Opus (RFC 7845): the last page says how many samples end with it.

use super::bytes::{BLOCK, Bytes};
use memchr::memmem::rfind_iter;
use std::io::{Read, Seek};

/// The head of a page, without the lengths of its parts.
const HEAD: usize = 27;
/// The longest page.
const LONGEST: usize = HEAD + 255 + 255 * 255;
/// Of a page on which no packet ends.
const NO_POSITION: u64 = u64::MAX;

pub(super) fn milliseconds<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let first = file.at(0, HEAD)?;
    let (serial, parts) = (<[u8; 4]>::try_from(first.get(14..18)?).ok()?, u64::from(*first.get(26)?));
    let packet = file.at(HEAD as u64 + parts, 19)?;
    let (rate, skipped) = if packet.starts_with(b"OpusHead") {
        (48_000, u64::from(u16::from_le_bytes(packet.get(10..12)?.try_into().ok()?)))
    } else if packet.starts_with(b"\x01vorbis") {
        (u32::from_le_bytes(packet.get(12..16)?.try_into().ok()?), 0)
    } else {
        return None;
    };
    let samples = [BLOCK, 2 * LONGEST].into_iter().find_map(|length| {
        let from = file.size().saturating_sub(length as u64);
        last_position(file.up_to(from, length)?, serial)
    })?;
    super::milliseconds(samples.checked_sub(skipped)?, rate.into())
}

/// The position that the last whole page of a stream tells.
fn last_position(end: &[u8], serial: [u8; 4]) -> Option<u64> {
    rfind_iter(end, b"OggS").find_map(|at| {
        let page = end.get(at..)?;
        let parts = page.get(HEAD..HEAD + usize::from(*page.get(26)?))?;
        let length = HEAD + parts.len() + parts.iter().map(|part| usize::from(*part)).sum::<usize>();
        let position = u64::from_le_bytes(page.get(6..14)?.try_into().ok()?);
        let is_ours = page.get(14..18)? == serial && page.len() >= length;
        (is_ours && position != NO_POSITION).then_some(position)
    })
}
