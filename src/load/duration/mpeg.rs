//! MP3 (ISO/IEC 11172-3 and 13818-3, layer III): the first frame tells how many there are (`Xing`, `Info`, `VBRI`), or
//! all frames have one bit rate, and their length tells it. A file of changing bit rates that says nothing would have to be
//! read as a whole: it has no duration.

use super::bytes::{BLOCK, Bytes};
use memchr::memchr_iter;
use std::io::{Read, Seek};

/// Between the tags and the first frame no more is passed over.
const MOST_JUNK: u64 = 65_536;
/// In kbit/s, by the number in a frame, from 1: of MPEG 1 and of MPEG 2.
const BIT_RATES: [[u64; 14]; 2] = [
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
/// In Hz, of MPEG 1; of MPEG 2 half of it, of MPEG 2.5 a quarter.
const SAMPLE_RATES: [u64; 3] = [44_100, 48_000, 32_000];

/// What the head of a frame tells.
#[derive(Clone, Copy)]
struct Frame {
    is_first_version: bool,
    is_mono: bool,
    /// In kbit/s.
    bit_rate: u64,
    sample_rate: u64,
    /// In bytes, with the head.
    length: u64,
}

/// What a file says of its frames.
struct Said {
    samples: u64,
    /// Whether all of them are there: the file may have been cut off.
    is_whole: bool,
}

pub(super) fn milliseconds<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let behind_tags = behind_tags(file)?;
    let (at, frame) = find(file, behind_tags, MOST_JUNK)?;
    if let Some(said) = said(file, at, frame) {
        return said.is_whole.then(|| super::milliseconds(said.samples, frame.sample_rate))?;
    }
    let length = end_of_frames(file)?.checked_sub(at)?;
    let is_even = [length / 4, length / 2, length / 4 * 3].into_iter().all(|place| {
        let other = find(file, at + place, BLOCK as u64);
        other.is_none_or(|(_, other)| other.bit_rate == frame.bit_rate)
    });
    is_even.then(|| super::milliseconds(length, frame.bit_rate * 125))?
}

/// Where the `ID3v2` tags at the start of a file end.
fn behind_tags<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let mut at = 0;
    while let Some([b'I', b'D', b'3', _, _, flags, length @ ..]) = file.array::<10>(at) {
        let length: [u8; 4] = length;
        let length = length.iter().fold(0, |length, byte| length << 7 | u64::from(byte & 0x7f));
        let foot = if flags & 0x10 == 0 { 0 } else { 10 };
        at += 10 + length + foot;
    }
    (at < file.size()).then_some(at)
}

/// Where the `ID3v1` and APE tags at the end of a file begin.
fn end_of_frames<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let mut end = file.size();
    if end.checked_sub(128).and_then(|at| file.array(at)) == Some(*b"TAG") {
        end -= 128;
    }
    let foot = end.checked_sub(32).and_then(|at| file.array::<32>(at));
    if let Some(foot) = foot.filter(|foot| foot.starts_with(b"APETAGEX")) {
        let word = |at: usize| foot.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let head = if word(20)? >> 31 == 0 { 0 } else { 32 };
        end = end.checked_sub(u64::from(word(12)?) + head)?;
    }
    Some(end)
}

/// The first frame from a place on that another of its kind follows.
fn find<R: Read + Seek>(file: &mut Bytes<R>, from: u64, most: u64) -> Option<(u64, Frame)> {
    let mut at = from;
    while at < from.saturating_add(most) {
        let block = file.up_to(at, BLOCK)?;
        let length = block.len() as u64;
        if length < 4 {
            return None;
        }
        let candidates: Vec<u64> = memchr_iter(0xff, block).map(|place| at + place as u64).collect();
        for at in candidates {
            let Some(frame) = file.array(at).and_then(Frame::read) else { continue };
            let next = at + frame.length;
            let is_followed = file.array(next).and_then(Frame::read).is_some_and(|next| next.is_like(frame));
            if is_followed || next == file.size() {
                return Some((at, frame));
            }
        }
        at += length;
    }
    None
}

/// What stands in the first frame of a file about all of them.
fn said<R: Read + Seek>(file: &mut Bytes<R>, at: u64, frame: Frame) -> Option<Said> {
    let side = match (frame.is_first_version, frame.is_mono) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    let tag = at + 4 + side;
    let name: [u8; 4] = file.array(tag)?;
    if &name == b"Xing" || &name == b"Info" {
        let flags = file.be_u32(tag + 4)?;
        let has = |bit: u32| u64::from(flags >> bit & 1);
        // Without a number of frames it only helps to find places.
        (has(0) == 1).then_some(())?;
        let frames = u64::from(file.be_u32(tag + 8)?);
        let bytes = if has(1) == 1 { file.be_u32(tag + 12)? } else { 0 };
        let is_whole = at + u64::from(bytes) <= file.size();
        let encoder = tag + 8 + 4 * has(0) + 4 * has(1) + 100 * has(2) + 4 * has(3);
        // Samples at both ends that players leave out; not every encoder tells.
        let silence = match file.at(encoder, 24) {
            Some([b'L', b'A' | b'a', .., a, b, c]) => {
                let [a, b, c] = [*a, *b, *c].map(u64::from);
                (a << 4 | b >> 4) + ((b & 15) << 8 | c)
            }
            _ => 0,
        };
        return Some(Said { samples: (frames * frame.samples()).saturating_sub(silence), is_whole });
    }
    let tag = at + 36;
    if file.array(tag)? == *b"VBRI" {
        let (bytes, frames) = (file.be_u32(tag + 10)?, u64::from(file.be_u32(tag + 14)?));
        let is_whole = at + u64::from(bytes) <= file.size();
        return Some(Said { samples: frames * frame.samples(), is_whole });
    }
    None
}

impl Frame {
    /// The head of a frame of layer III; `None` when these bytes are none.
    fn read(head: [u8; 4]) -> Option<Self> {
        let [0xff, version, rates, channels] = head else { return None };
        if version & 0xe6 != 0xe2 {
            return None;
        }
        let divisor = match version >> 3 & 3 {
            3 => 1,
            2 => 2,
            0 => 4,
            _ => return None,
        };
        let is_first_version = divisor == 1;
        let of_version = BIT_RATES.get(usize::from(!is_first_version))?;
        let bit_rate = *of_version.get(usize::from(rates >> 4).checked_sub(1)?)?;
        let sample_rate = SAMPLE_RATES.get(usize::from(rates >> 2 & 3))? / divisor;
        let padding = u64::from(rates >> 1 & 1);
        let frame = Self { is_first_version, is_mono: channels >> 6 == 3, bit_rate, sample_rate, length: 0 };
        Some(Self { length: frame.samples() * 125 * bit_rate / sample_rate + padding, ..frame })
    }

    fn samples(self) -> u64 {
        if self.is_first_version { 1152 } else { 576 }
    }

    fn is_like(self, other: Self) -> bool {
        self.is_first_version == other.is_first_version && self.sample_rate == other.sample_rate
    }
}
