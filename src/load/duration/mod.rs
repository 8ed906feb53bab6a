//! How long a recording or a film lasts, as its own file says.
//!
//! In: a file and its media type. Out: its duration; nothing for one that does not say, or that was cut off. Every format
//! says it in a few bytes, so a few bytes are read, of files of any size, and nothing is believed that does not fit into
//! the file (`docs/decisions/0016-durations.md`).

mod boxes;
mod bytes;
mod ebml;
mod mpeg;
mod ogg;
mod wav;

pub(super) use bytes::{BLOCK, Bytes};

use crate::vietnamese::Duration;
use std::io::{Read, Seek};

/// The duration of a file of this type.
pub(super) fn duration<R: Read + Seek>(media_type: &str, file: &mut Bytes<R>) -> Option<Duration> {
    let milliseconds = match media_type {
        "audio/mpeg" => mpeg::milliseconds(file),
        "audio/x-m4a" | "video/mp4" => boxes::milliseconds(file),
        "video/webm" => ebml::milliseconds(file),
        "audio/ogg" => ogg::milliseconds(file),
        "audio/wav" => wav::milliseconds(file),
        _ => None,
    }?;
    // A sound of a tenth of a second has a duration too.
    let seconds = if milliseconds == 0 { 0 } else { ((milliseconds + 500) / 1000).max(1) };
    Duration::of(u32::try_from(seconds).ok()?)
}

/// So many units, of which a second has `rate`, in milliseconds.
fn milliseconds(units: u64, rate: u64) -> Option<u64> {
    u64::try_from((u128::from(units) * 1000).checked_div(u128::from(rate))?).ok()
}

#[cfg(test)]
mod tests;
