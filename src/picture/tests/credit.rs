//! Metadata: who made a picture goes over, and nothing else.

use super::*;
use png::{BitDepth, ColorType};

const ARTIST: &str = "Nguyễn Văn Ảnh";

#[test]
fn the_artist_goes_over_and_the_place_does_not() {
    let block = exif(1, ARTIST);
    let app = [b"Exif\0\0", block.as_slice()].concat();
    let files = [
        jpeg_with(400, 300, &[(0xE1, &app)]),
        png((400, 300), ColorType::Rgba, BitDepth::Eight, &quarters(400, 300), |info| {
            info.exif_metadata = Some(block.clone().into());
        }),
        riff::with_exif(&super::webp(400, 300, false), &block).unwrap(),
        riff::with_exif(&super::webp(400, 300, true), &block).unwrap(),
    ];
    let recipes = [Recipe::Page { avif: true }, Recipe::Share { focus: (50, 50) }, Recipe::Cover];
    for file in files {
        assert!(holds(&file, "SecretPlace"));
        let (info, versions) = make(&file, &recipes).unwrap();
        assert_eq!((info.artist.as_deref(), info.copyright), (Some(ARTIST), None));
        for version in versions.iter().flatten() {
            assert!(holds(&version.bytes, ARTIST), "{:?} {}", version.format, version.label);
            assert!(!holds(&version.bytes, "Secret") && !holds(&version.bytes, "ICC"));
            if version.format != Format::Avif {
                let (again, _) = make(&version.bytes, &[]).unwrap();
                assert_eq!(again.artist.as_deref(), Some(ARTIST));
                shown(version);
            }
        }
    }
}

#[test]
fn alpha_and_credit_stand_in_one_webp() {
    let mut colors = QUARTERS;
    colors[0][3] = 0;
    let rgba = colored(400, 300, colors);
    let noise: Vec<u8> = rgba
        .iter()
        .zip(0_u32..)
        .map(|(byte, at)| if at % 4 == 3 { *byte } else { byte.wrapping_add((at * 7919 % 23).to_le_bytes()[0]) })
        .collect();
    for data in [rgba, noise] {
        let file = png((400, 300), ColorType::Rgba, BitDepth::Eight, &data, |info| {
            info.exif_metadata = Some(exif(1, ARTIST).into());
        });
        for version in page(&file).1.iter().filter(|version| version.format == Format::WebP) {
            assert!(holds(&version.bytes, ARTIST));
            assert_eq!(middles(&shown(version)).iter().map(|pixel| pixel[3]).collect::<Vec<_>>(), [0, 255, 255, 255]);
        }
    }
}

#[test]
fn without_credit_there_is_no_exif() {
    for artist in ["", "default", "SecretMake", "  Picasa "] {
        let app = [b"Exif\0\0", exif(3, artist).as_slice()].concat();
        let (info, versions) = page(&jpeg_with(400, 300, &[(0xE1, &app)]));
        assert_eq!((info.artist, info.copyright), (None, None));
        assert!(versions.iter().all(|version| !holds(&version.bytes, "Exif") && !holds(&version.bytes, "EXIF")));
    }
}

#[test]
fn iptc_and_xmp_step_in() {
    let iptc = b"\x1C\x02\x50\0\x03B\xECn\x1C\x02\x74\0\x04\xC2\xA9 C";
    let mut photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0".to_vec();
    photoshop.push(u8::try_from(iptc.len()).unwrap());
    photoshop.extend(iptc);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x><dc:creator><rdf:Seq><rdf:li>X</rdf:li></rdf:Seq></dc:creator><dc:rights>Y</dc:rights></x>";
    let credit = |segments: &[(u8, &[u8])]| {
        let (info, _) = make(&jpeg_with(16, 16, segments), &[]).unwrap();
        (info.artist.unwrap_or_default().to_string(), info.copyright.unwrap_or_default().to_string())
    };
    assert_eq!(credit(&[(0xED, &photoshop)]), ("Bìn".into(), "© C".into()));
    assert_eq!(credit(&[(0xE1, xmp)]), ("X".into(), "Y".into()));
    assert_eq!(credit(&[(0xE1, xmp), (0xED, &photoshop)]), ("Bìn".into(), "© C".into()));
    let app = [b"Exif\0\0", exif(1, "Edda").as_slice()].concat();
    assert_eq!(credit(&[(0xE1, xmp), (0xE1, &app)]), ("Edda".into(), "Y".into()));
}
