//! Real files, files that were cut off, and files that were made to do harm.

use super::{BLOCK, Bytes, duration, milliseconds};
use crate::vietnamese::Duration;
use proptest::prelude::*;
use std::io::Cursor;

/// A file of `tests/recordings/`.
macro_rules! recording {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/recordings/", $name))
    };
}

const FILES: [(&str, &[u8], Option<u32>); 11] = [
    ("audio/mpeg", recording!("cbr-info.mp3"), Some(5)),
    ("audio/mpeg", recording!("cbr-bare.mp3"), Some(5)),
    ("audio/mpeg", recording!("vbr-xing.mp3"), Some(7)),
    ("audio/mpeg", recording!("vbr-bare.mp3"), None),
    ("audio/x-m4a", recording!("end.m4a"), Some(5)),
    ("audio/x-m4a", recording!("start.m4a"), Some(5)),
    ("video/mp4", recording!("film.mp4"), Some(5)),
    ("video/webm", recording!("film.webm"), Some(5)),
    ("audio/ogg", recording!("opus.opus"), Some(5)),
    ("audio/ogg", recording!("vorbis.ogg"), Some(5)),
    ("audio/wav", recording!("u8.wav"), Some(2)),
];

fn bytes(file: &[u8]) -> Bytes<Cursor<&[u8]>> {
    Bytes::new(Cursor::new(file), file.len() as u64, file[..file.len().min(BLOCK)].to_vec())
}

fn seconds(media_type: &str, file: &[u8]) -> Option<u32> {
    duration(media_type, &mut bytes(file)).map(Duration::seconds)
}

#[test]
fn real_files() {
    for (at, (media_type, file, expected)) in FILES.iter().enumerate() {
        assert_eq!(seconds(media_type, file), *expected, "{media_type}, the {at}th");
    }
}

#[test]
fn to_a_tenth_of_a_second() {
    let tenths = |milliseconds: Option<u64>| milliseconds.map(|milliseconds| (milliseconds + 50) / 100);
    assert_eq!(tenths(super::mpeg::milliseconds(&mut bytes(recording!("cbr-info.mp3")))), Some(53));
    assert_eq!(tenths(super::mpeg::milliseconds(&mut bytes(recording!("cbr-bare.mp3")))), Some(54));
    assert_eq!(tenths(super::mpeg::milliseconds(&mut bytes(recording!("vbr-xing.mp3")))), Some(70));
    assert_eq!(tenths(super::boxes::milliseconds(&mut bytes(recording!("end.m4a")))), Some(53));
    assert_eq!(tenths(super::boxes::milliseconds(&mut bytes(recording!("film.mp4")))), Some(54));
    assert_eq!(tenths(super::ebml::milliseconds(&mut bytes(recording!("film.webm")))), Some(54));
    assert_eq!(tenths(super::ogg::milliseconds(&mut bytes(recording!("opus.opus")))), Some(53));
    assert_eq!(tenths(super::ogg::milliseconds(&mut bytes(recording!("vorbis.ogg")))), Some(53));
    assert_eq!(tenths(super::wav::milliseconds(&mut bytes(recording!("u8.wav")))), Some(23));
}

/// Tags before and behind, and a picture in them, are no sound.
#[test]
fn tags_of_mp3() {
    let bare = recording!("cbr-bare.mp3");
    let cover = [b"ID3\x04\0\0\0\x03\x10\0".as_slice(), &vec![0xff; 3 << 14 | 0x10 << 7]].concat();
    let ape = [b"APETAGEX".as_slice(), &2000_u32.to_le_bytes(), &40_u32.to_le_bytes(), &[0; 16]].concat();
    let ape = [vec![b'x'; 1968], ape[..12].to_vec(), 2000_u32.to_le_bytes().to_vec(), ape[16..].to_vec()].concat();
    let old = [b"TAG".as_slice(), &[b'x'; 125]].concat();
    let file = [&cover, b"ID3\x03\0\0\0\0\0\x02xx".as_slice(), bare, &ape, &old].concat();
    assert_eq!(seconds("audio/mpeg", &file), Some(5));
    let exactly = super::mpeg::milliseconds(&mut bytes(bare));
    assert_eq!(super::mpeg::milliseconds(&mut bytes(&file)), exactly);
}

/// What Fraunhofer's encoder writes.
#[test]
fn vbri() {
    // MPEG 1, 128 kbit/s, 44.1 kHz, stereo: 417 bytes.
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0]);
    let mut first = frame.clone();
    first[36..40].copy_from_slice(b"VBRI");
    first[46..50].copy_from_slice(&1251_u32.to_be_bytes());
    first[50..54].copy_from_slice(&1148_u32.to_be_bytes());
    let file = [first, frame.clone(), frame].concat();
    assert_eq!(seconds("audio/mpeg", &file), Some(30));
    assert_eq!(seconds("audio/mpeg", &file[..1250]), None);
}

/// A film in fragments says its duration elsewhere; large files have larger numbers.
#[test]
fn fragments_and_large_boxes() {
    let boxed = |name: &[u8; 4], inside: &[u8]| {
        [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes(), name.as_slice(), inside].concat()
    };
    let header = [vec![0; 12], 1000_u32.to_be_bytes().to_vec(), vec![0; 84]].concat();
    let extends = boxed(b"mvex", &boxed(b"mehd", &[0, 0, 0, 0, 0, 0, 0x4e, 0x20]));
    let movie = boxed(b"moov", &[boxed(b"mvhd", &header), extends].concat());
    assert_eq!(seconds("video/mp4", &[boxed(b"ftyp", b"isom"), movie, boxed(b"mdat", b"film")].concat()), Some(20));

    let header = [[1, 0, 0, 0].as_slice(), &[0; 16], &1000_u32.to_be_bytes(), &90_000_u64.to_be_bytes()].concat();
    let large = [&1_u32.to_be_bytes(), b"mdat".as_slice(), &20_u64.to_be_bytes(), b"film"].concat();
    let file = [large, boxed(b"moov", &boxed(b"mvhd", &header))].concat();
    assert_eq!(seconds("video/mp4", &file), Some(90));
}

/// Nothing is said of a film that was cut off; sound without a number at its start is as long as what is left.
#[test]
fn cut_off() {
    for (at, (media_type, file, whole)) in FILES.iter().enumerate() {
        for length in 0..file.len() {
            let seconds = seconds(media_type, &file[..length]);
            let is_counted = *media_type == "audio/ogg" || at == 1 || at == 3;
            let is_right = if is_counted { at == 3 || seconds <= *whole } else { seconds.is_none() };
            assert!(is_right, "{media_type}, the {at}th, {length} bytes: {seconds:?}");
        }
    }
}

#[test]
fn no_durations() {
    assert_eq!(milliseconds(1, 0), None);
    assert_eq!(milliseconds(u64::MAX, 1), None);
    let zeros = vec![0; 100_000];
    for media_type in ["audio/mpeg", "audio/x-m4a", "video/webm", "audio/ogg", "audio/wav", "application/pdf"] {
        assert_eq!(seconds(media_type, b""), None);
        assert_eq!(seconds(media_type, &zeros), None);
    }
    // Syncs of frames of which none is followed by another; boxes in which there are boxes.
    assert_eq!(seconds("audio/mpeg", &[0xff, 0xfb, 0x90, 0].repeat(1 << 18)), None);
    assert_eq!(seconds("video/mp4", &[0, 0, 0, 8, b'f', b'r', b'e', b'e'].repeat(1 << 18)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever stands in a file, it is read to the end of what is looked for.
    #[test]
    fn hostile_bytes(
        at in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (media_type, file, _) = FILES[at];
        let mut file = file.to_vec();
        for (place, byte, is_early) in changes {
            // Most of what is read stands at the start.
            let place = place.index(if is_early { file.len().min(300) } else { file.len() });
            file[place] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        let _ = seconds(media_type, &file);
        for (other, ..) in FILES {
            let _ = seconds(other, &file);
        }
    }
}
