//! Broken, hostile and oversized files: never a panic, never half a picture, never much memory.

use super::*;
use proptest::prelude::*;

/// One file of every kind.
fn seeds() -> Vec<Vec<u8>> {
    let app = [b"Exif\0\0", exif(6, "Lê").as_slice()].concat();
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let icc = [b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat();
    vec![
        jpeg_with(60, 44, &[(0xE1, &app), (0xE2, &icc)]),
        include_bytes!("fixtures/cmyk.jpg").to_vec(),
        include_bytes!("fixtures/progressive.jpg").to_vec(),
        include_bytes!("fixtures/gray.jpg").to_vec(),
        png((60, 44), png::ColorType::Rgba, png::BitDepth::Eight, &quarters(60, 44), |info| {
            info.icc_profile = Some(profile.clone().into());
            info.exif_metadata = Some(exif(5, "Lê").into());
        }),
        super::webp(60, 44, true),
        super::webp(60, 44, false),
        include_bytes!("fixtures/animated.webp").to_vec(),
        gif(40, 30, 1),
        gif(40, 30, 3),
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'><g><path d='M0 0h4v4z' fill='url(#a)'/></g></svg>"
            .to_vec(),
    ]
}

#[test]
fn what_is_cut_off_is_damaged() {
    for seed in seeds() {
        let whole = make(&seed, &ALL).unwrap();
        for end in (0..seed.len()).step_by(16).chain(seed.len().saturating_sub(40)..seed.len()) {
            match make(&seed[..end], &ALL) {
                // A GIF may end after a whole picture, and a WebP before padding.
                Ok(made) => assert!(
                    kind(&seed) == Kind::Gif && made.0.width == whole.0.width || made == whole,
                    "{:?} {end} of {}",
                    kind(&seed),
                    seed.len()
                ),
                Err(fault) => assert!(
                    matches!(fault, Fault::Damaged | Fault::Svg(_) | Fault::Empty)
                        || end < 16 && fault == Fault::NotAPicture,
                    "{fault:?}"
                ),
            }
        }
    }
}

#[test]
fn what_comes_after_the_end_does_not_matter() {
    for seed in seeds().iter().filter(|seed| kind(seed) != Kind::Svg) {
        let mut longer = seed.clone();
        longer.extend(b"\xFF\xD8\xFF\xE1 a film of a phone, and more");
        assert_eq!(make(&longer, &ALL), make(seed, &ALL), "{:?}", kind(seed));
    }
}

#[test]
fn nothing_and_other_things() {
    assert_eq!(make(b"", &ALL), Err(Fault::Empty));
    assert_eq!(make(b"%PDF-1.7", &ALL), Err(Fault::NotAPicture));
    assert_eq!(make(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", &ALL), Err(Fault::Heic));
    assert_eq!(make(b"\xFF\xD8\xFF\xD9", &ALL), Err(Fault::Damaged));
}

#[test]
fn bombs_are_refused_by_their_heads() {
    let too_large = |bytes: &[u8], width: u32, height: u32, most: u64| {
        assert_eq!(make(bytes, &ALL), Err(Fault::TooLarge { width, height, most }));
    };
    let mut bomb = png_rgba(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    // The check sum of the head is looked at before.
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    too_large(&bomb, 30_000, 30_000, 120_000_000);
    let mut bomb = jpeg(8, 8);
    let frame = bomb.windows(2).position(|window| window == [0xFF, 0xC2]).unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    too_large(&bomb, 30_000, 30_000, 53_333_333);
    bomb[frame + 5..frame + 9].copy_from_slice(&[0, 1, 0xFF, 0xFF]);
    too_large(&bomb, 65_535, 1, 53_333_333);
    let mut bomb = gif(8, 8, 1);
    bomb[6..10].copy_from_slice(&[0x30, 0x75, 0x30, 0x75]);
    too_large(&bomb, 30_000, 30_000, 60_000_000);
    // The screen is small, the picture on it is not.
    let mut bomb = gif(8, 8, 1);
    let frame = bomb
        .windows(10)
        .position(|window| window == [0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0x80 | 1])
        .or_else(|| bomb.windows(9).position(|window| window == [0x2C, 0, 0, 0, 0, 8, 0, 8, 0]));
    let frame = frame.unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    too_large(&bomb, 65_535, 65_535, 60_000_000);
    let mut bomb = super::webp(8, 8, true);
    let bits = 0x3FFF_u32 | 0x3FFF << 14;
    bomb[21..25].copy_from_slice(&bits.to_le_bytes());
    too_large(&bomb, 16_384, 16_384, 60_000_000);
    let mut bomb = riff::with_exif(&super::webp(8, 8, true), b"II").unwrap();
    bomb[24..30].copy_from_slice(&[0x2F, 0x75, 0, 0x2F, 0x75, 0]);
    too_large(&bomb, 30_000, 30_000, 60_000_000);
    // The pieces inside say something else than the whole.
    bomb[24..30].copy_from_slice(&[0x09, 0, 0, 9, 0, 0]);
    assert_eq!(make(&bomb, &ALL), Err(Fault::Damaged));
}

/// The check sum of PNG (<https://www.w3.org/TR/png-3/#D-CRCAppendix>).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

#[test]
fn half_a_jpeg_with_an_end_is_not_there_twice() {
    // A second picture's end is not taken for the first one's: the thumbnail in EXIF lies inside of a segment.
    let thumbnail = [b"Exif\0\0".as_slice(), &jpeg(8, 8)].concat();
    let file = jpeg_with(60, 44, &[(0xE1, &thumbnail)]);
    assert!(make(&file, &[]).is_ok());
    assert_eq!(make(&file[..file.len() - 2], &[]), Err(Fault::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn changed_bytes_are_harmless(
        which in 0_usize..11,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok((info, versions)) = make(&bytes, &ALL) {
            prop_assert!(info.tone < TONES && info.width > 0 && info.height > 0);
            prop_assert_eq!(versions.len(), ALL.len());
            for version in versions.iter().flatten() {
                prop_assert!(!version.bytes.is_empty() && version.width <= info.width && version.height <= info.height);
            }
        }
    }

    #[test]
    fn hostile_exif_is_harmless(tail in proptest::collection::vec(any::<u8>(), 0..300), is_big in any::<bool>()) {
        let head: &[u8] = if is_big { b"Exif\0\0MM\0*" } else { b"Exif\0\0II*\0" };
        let block = [head, &tail].concat();
        prop_assert!(make(&jpeg_with(16, 16, &[(0xE1, &block)]), &[]).is_ok());
    }

    #[test]
    fn hostile_profiles_are_harmless(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        for (at, byte) in changes {
            let at = at.index(profile.len());
            profile[at] = byte;
        }
        let icc = [b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat();
        prop_assert!(make(&jpeg_with(16, 16, &[(0xE2, &icc)]), &[]).is_ok());
    }
}
