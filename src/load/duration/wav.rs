//! WAV: a chunk says how many bytes a second has, another holds them.

use super::bytes::Bytes;
use std::io::{Read, Seek};

pub(super) fn milliseconds<R: Read + Seek>(file: &mut Bytes<R>) -> Option<u64> {
    if file.array(8)? != *b"WAVE" {
        return None;
    }
    let (mut at, mut rate) = (12, None);
    loop {
        let (name, length) = (file.array::<4>(at)?, u64::from(file.le_u32(at + 4)?));
        match &name {
            b"fmt " => rate = Some(file.le_u32(at + 16)?),
            b"data" if at + 8 + length <= file.size() => return super::milliseconds(length, rate?.into()),
            b"data" => return None,
            _ => {}
        }
        // Chunks begin at even places.
        at += 8 + length + length % 2;
    }
}
