//! `WebM` (Matroska, RFC 9559, in EBML, RFC 8794): `Segment/Info` tells the duration.

use super::bytes::Bytes;
use std::io::{Read, Seek};
use std::time::Duration;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;

/// What a unit of time is where none is told: so many nanoseconds.
const USUAL_SCALE: u64 = 1_000_000;

/// One element: where its content begins, and where it ends unless it is open.
struct Element {
    id: u32,
    start: u64,
    end: Option<u64>,
}

pub(super) fn milliseconds<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let head = element(file, 0)?;
    let segment = find(file, head.end?, file.size(), SEGMENT)?;
    // Of a film that was cut off the end is not there.
    let end = segment.end.unwrap_or(file.size());
    let info = find(file, segment.start, end, INFO)?;
    let end = info.end?;
    let scale = match find(file, info.start, end, SCALE) {
        Some(Element { start, end: Some(end), .. }) => number(file, start, end)?,
        Some(_) => return None,
        None => USUAL_SCALE,
    };
    let duration = find(file, info.start, end, DURATION)?;
    let units = match duration.end? - duration.start {
        4 => f64::from(f32::from_be_bytes(file.array(duration.start)?)),
        8 => f64::from_be_bytes(file.array(duration.start)?),
        _ => return None,
    };
    let one = Duration::from_nanos(scale).as_secs_f64();
    Duration::try_from_secs_f64(units * one).ok()?.as_millis().try_into().ok()
}

/// The first element of this kind among those from a place on.
fn find<R: Read + Seek>(file: &mut Bytes<R>, mut at: u64, end: u64, wanted: u32) -> Option<Element> {
    while at < end {
        let element = element(file, at)?;
        if element.end.is_some_and(|own| own > end) {
            return None;
        }
        if element.id == wanted {
            return Some(element);
        }
        // What is behind an open element cannot be told without reading it.
        at = element.end?;
    }
    None
}

fn element<R: Read + Seek>(file: &mut Bytes<R>, at: u64) -> Option<Element> {
    let length = file.array::<1>(at)?[0].leading_zeros();
    if length > 3 {
        return None;
    }
    let id = number(file, at, at + u64::from(length) + 1)?;
    let at = at + u64::from(length) + 1;
    let zeros = file.array::<1>(at)?[0].leading_zeros();
    if zeros > 7 {
        return None;
    }
    let start = at + u64::from(zeros) + 1;
    // The first bit that is set only tells how many bytes there are; where all the others are set, the length is unknown.
    let most = (1_u64 << (7 * (zeros + 1))) - 1;
    let length = number(file, at, start)? & most;
    let end = if length == most { None } else { Some(start.checked_add(length)?) };
    Some(Element { id: u32::try_from(id).ok()?, start, end })
}

/// A whole number of up to eight bytes.
fn number<R: Read + Seek>(file: &mut Bytes<R>, start: u64, end: u64) -> Option<u64> {
    let length = usize::try_from(end.checked_sub(start)?).ok().filter(|length| *length <= 8)?;
    Some(file.at(start, length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
