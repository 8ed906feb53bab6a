//! MP4 and M4A (ISO base media, ISO/IEC 14496-12): boxes within boxes; `moov/mvhd` tells the duration, of a film in
//! fragments `moov/mvex/mehd`.

use super::bytes::Bytes;
use std::io::{Read, Seek};
use std::ops::Range;

pub(super) fn milliseconds<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    let movie = movie(file)?;
    let header = child(file, &movie, *b"mvhd")?.start;
    let (scale, duration) = match file.array::<1>(header)? {
        [0] => (file.be_u32(header + 12)?, u64::from(file.be_u32(header + 16)?)),
        [1] => (file.be_u32(header + 20)?, file.be_u64(header + 24)?),
        _ => return None,
    };
    let duration = match duration {
        0 | 0xffff_ffff | u64::MAX => {
            let extends = child(file, &movie, *b"mvex")?;
            let header = child(file, &extends, *b"mehd")?.start;
            if file.array(header)? == [0] { file.be_u32(header + 4)?.into() } else { file.be_u64(header + 4)? }
        }
        duration => duration,
    };
    super::milliseconds(duration, scale.into())
}

/// The box `moov` of a file that has something to play, and ends where its last box ends.
fn movie<R: Read + Seek>(file: &mut Bytes<R>) -> Option<Range<u64>> {
    let (mut at, mut movie, mut is_playable) = (0, None, false);
    while at < file.size() {
        let (name, inside) = open(file, at, file.size())?;
        at = inside.end;
        is_playable |= &name == b"mdat";
        if &name == b"moov" {
            movie.get_or_insert(inside);
        }
    }
    movie.filter(|_| is_playable)
}

/// What is inside the first box of this name.
fn child<R: Read + Seek>(file: &mut Bytes<R>, parent: &Range<u64>, wanted: [u8; 4]) -> Option<Range<u64>> {
    let mut at = parent.start;
    while at < parent.end {
        let (name, inside) = open(file, at, parent.end)?;
        if name == wanted {
            return Some(inside);
        }
        at = inside.end;
    }
    None
}

/// The name of a box and what is inside.
fn open<R: Read + Seek>(file: &mut Bytes<R>, at: u64, end: u64) -> Option<([u8; 4], Range<u64>)> {
    let name = file.array(at + 4)?;
    let (head, length) = match file.be_u32(at)? {
        0 => (8, end - at),
        1 => (16, file.be_u64(at + 8)?),
        length => (8, length.into()),
    };
    let own_end = at.checked_add(length)?;
    (length >= head && own_end <= end).then(|| (name, at + head..own_end))
}
