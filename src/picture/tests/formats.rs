//! Kinds of originals, their colours, and the sizes that come of them.

use super::*;
use png::{BitDepth, ColorType};

#[test]
fn every_orientation_is_shown_upright() {
    // What the camera saw, by how the file says it was held.
    let turns: [[usize; 4]; 8] = [
        [0, 1, 2, 3],
        [1, 0, 3, 2],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [0, 2, 1, 3],
        [2, 0, 3, 1],
        [3, 1, 2, 0],
        [1, 3, 0, 2],
    ];
    for (orientation, turn) in (1..).zip(turns) {
        let block = [b"Exif\0\0", exif(orientation, "").as_slice()].concat();
        let files = [
            jpeg_with(48, 32, &[(0xE1, &block)]),
            png((48, 32), ColorType::Rgba, BitDepth::Eight, &quarters(48, 32), |info| {
                info.exif_metadata = Some(exif(orientation, "").into());
            }),
            riff::with_exif(&super::webp(48, 32, true), &exif(orientation, "")).unwrap(),
        ];
        for file in files {
            let (info, versions) = page(&file);
            let size = if orientation > 4 { (32, 48) } else { (48, 32) };
            assert_eq!((info.width, info.height), size, "{orientation}");
            for version in &versions {
                assert_eq!((version.width, version.height), size);
                assert_near(&shown(version), &turn.map(|at| QUARTERS[at]), 24);
            }
            let (_, covers) = make(&file, &[Recipe::Cover]).unwrap();
            assert_eq!((covers[0][0].width, covers[0][0].height), (32, 32));
            assert_near(&shown(&covers[0][0]), &turn.map(|at| QUARTERS[at]), 24);
        }
    }
}

#[test]
fn every_depth_and_color_of_png() {
    let rgba = quarters(16, 16);
    let gray = |pixel: &[u8]| pixel[0] / 2 + pixel[1] / 2;
    let grays: Vec<u8> = rgba.chunks_exact(4).map(gray).collect();
    let wide = |bytes: &[u8]| bytes.iter().flat_map(|byte| [*byte, 0x80]).collect::<Vec<u8>>();
    let places: Vec<u8> = (0..256_u16).map(|at| u8::from(at % 16 >= 8) + 2 * u8::from(at >= 128)).collect();
    let packed = |bits: usize| {
        places
            .chunks_exact(8 / bits)
            .map(|some| some.iter().fold(0, |byte, place| byte << bits | place))
            .collect::<Vec<u8>>()
    };
    let palette: Vec<u8> = QUARTERS.iter().flat_map(|color| color[..3].to_vec()).collect();
    let in_colors = [
        png((16, 16), ColorType::Rgba, BitDepth::Eight, &rgba, |_| {}),
        png((16, 16), ColorType::Rgb, BitDepth::Eight, &without_alpha(&rgba), |_| {}),
        png((16, 16), ColorType::Rgba, BitDepth::Sixteen, &wide(&rgba), |_| {}),
        png((16, 16), ColorType::Rgb, BitDepth::Sixteen, &wide(&without_alpha(&rgba)), |_| {}),
        png((16, 16), ColorType::Indexed, BitDepth::Eight, &places, |info| info.palette = Some(palette.clone().into())),
        png((16, 16), ColorType::Indexed, BitDepth::Four, &packed(4), |info| {
            info.palette = Some(palette.clone().into());
        }),
        png((16, 16), ColorType::Indexed, BitDepth::Two, &packed(2), |info| {
            info.palette = Some(palette.clone().into());
        }),
    ];
    for file in in_colors {
        for version in page(&file).1 {
            assert_near(&shown(&version), &QUARTERS, 24);
        }
    }
    let in_grays = [
        png((16, 16), ColorType::Grayscale, BitDepth::Eight, &grays, |_| {}),
        png((16, 16), ColorType::Grayscale, BitDepth::Sixteen, &wide(&grays), |_| {}),
        png(
            (16, 16),
            ColorType::GrayscaleAlpha,
            BitDepth::Eight,
            &grays.iter().flat_map(|gray| [*gray, 255]).collect::<Vec<_>>(),
            |_| {},
        ),
    ];
    let colors = QUARTERS.map(|color| [gray(&color), gray(&color), gray(&color), 255]);
    for file in in_grays {
        for version in page(&file).1 {
            assert_near(&shown(&version), &colors, 4);
        }
    }
    let steps: Vec<u8> =
        places.chunks_exact(4).map(|some| some.iter().fold(0, |byte, place| byte << 2 | place)).collect();
    let file = png((16, 16), ColorType::Grayscale, BitDepth::Two, &steps, |_| {});
    assert_near(&shown(&page(&file).1[0]), &[0, 85, 170, 255].map(|gray| [gray, gray, gray, 255]), 4);
}

#[test]
fn alpha_stays_in_webp_and_lies_on_white_in_jpeg() {
    let mut colors = QUARTERS;
    colors[0][3] = 0;
    colors[2][3] = 128;
    let rgba = colored(64, 64, colors);
    let file = png((64, 64), ColorType::Rgba, BitDepth::Eight, &rgba, |_| {});
    let (_, versions) = page(&file);
    let seen = middles(&shown(&versions[0]));
    assert_eq!(seen.iter().map(|pixel| pixel[3]).collect::<Vec<_>>(), [0, 255, 128, 255]);
    assert_near(&shown(&versions[1]), &[[255; 4], QUARTERS[1], [142, 147, 217, 255], [255; 4]], 12);
}

#[test]
fn jpegs_of_all_kinds() {
    for file in [&include_bytes!("fixtures/cmyk.jpg")[..], include_bytes!("fixtures/progressive.jpg")] {
        let (info, versions) = page(file);
        assert_eq!((info.width, info.height, versions.len()), (24, 16, 2));
        for version in &versions {
            assert_near(&shown(version), &QUARTERS, 32);
        }
    }
    for version in page(include_bytes!("fixtures/gray.jpg")).1 {
        assert_near(&shown(&version), &[30, 90, 160, 255].map(|gray| [gray, gray, gray, 255]), 6);
    }
    for size in [(1, 1), (7, 3), (16, 16), (17, 33), (8, 9)] {
        let pixels = read::read(Kind::Jpeg, &jpeg(size.0, size.1)).unwrap().pixels;
        assert_eq!((pixels.width(), pixels.height()), size);
    }
}

#[test]
fn a_wide_profile_becomes_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let files = |profile: &[u8]| {
        let icc = [b"ICC_PROFILE\0\x01\x01", profile].concat();
        [
            jpeg_with(48, 32, &[(0xE2, &icc)]),
            png((48, 32), ColorType::Rgba, BitDepth::Eight, &quarters(48, 32), |info| {
                info.icc_profile = Some(profile.to_vec().into());
            }),
        ]
    };
    // The same colours in sRGB, by lcms: stronger red and green, as far as they go.
    for file in files(&profile) {
        for version in page(&file).1 {
            let seen = middles(&shown(&version));
            assert!(seen[0][0] > 210 && seen[0][1] < 30, "{seen:?}");
            assert!(seen[1][0] < 20 && seen[1][1] > 155, "{seen:?}");
            assert!(seen[3].iter().all(|part| *part > 250), "{seen:?}");
        }
    }
    let srgb = moxcms::ColorProfile::new_srgb().encode().unwrap();
    for profile in [srgb.as_slice(), b"no profile at all", &profile[..200]] {
        for file in files(profile) {
            for version in &page(&file).1 {
                assert_near(&shown(version), &QUARTERS, 24);
            }
        }
    }
}

#[test]
fn widths_of_pages() {
    let widths = |width: u32| {
        let (info, versions) = page(&jpeg(width, 40));
        assert_eq!((info.width, info.height, info.kind), (width, 40, Kind::Jpeg));
        let labels: Vec<String> =
            versions.iter().map(|version| format!("{:?} {}", version.format, version.label)).collect();
        for version in &versions {
            assert_eq!(version.label, version.width.to_string());
            shown(version);
        }
        labels.join(", ")
    };
    assert_eq!(widths(100), "WebP 100, Jpeg 100");
    assert_eq!(widths(359), "WebP 359, Jpeg 359");
    assert_eq!(widths(360), "WebP 360, Jpeg 360");
    assert_eq!(widths(500), "WebP 360, WebP 500, Jpeg 500");
    assert_eq!(widths(800), "WebP 360, WebP 540, WebP 720, WebP 800, Jpeg 800");
    assert_eq!(widths(1599), "WebP 360, WebP 540, WebP 720, WebP 1080, WebP 1599, Jpeg 1080");
    assert_eq!(widths(1600), "WebP 360, WebP 540, WebP 720, WebP 1080, WebP 1600, Jpeg 1080");
    assert_eq!(widths(4000), "WebP 360, WebP 540, WebP 720, WebP 1080, WebP 1600, Jpeg 1080");
}

#[test]
fn shares_and_covers() {
    let sizes = |bytes: &[u8], recipe: Recipe| {
        let (_, versions) = make(bytes, &[recipe]).unwrap();
        versions[0].iter().map(|version| (version.label.clone(), shown(version))).collect::<Vec<_>>()
    };
    let photo = jpeg(2000, 1600);
    for (focus, color) in [((0, 0), 0), ((100, 0), 1), ((0, 100), 2), ((100, 100), 3)] {
        let made = sizes(&photo, Recipe::Share { focus });
        let named: Vec<_> =
            made.iter().map(|(label, pixels)| (label.as_str(), pixels.width(), pixels.height())).collect();
        assert_eq!(named, [("16x9", 1200, 675), ("4x3", 1200, 900), ("1x1", 1200, 1200)]);
        // The corner that was pointed at is in the picture.
        let (_, square) = &made[2];
        let corner = [0, 1199, 1199 * 1200, 1200 * 1200 - 1][color] * 3;
        let seen = &square.bytes()[corner..corner + 3];
        assert!(seen.iter().zip(QUARTERS[color]).all(|(one, other)| one.abs_diff(other) < 24), "{focus:?} {seen:?}");
    }
    let tiny = sizes(&png_rgba(40, 30), Recipe::Share { focus: (50, 50) });
    assert_eq!(
        tiny.iter().map(|(_, pixels)| (pixels.width(), pixels.height())).collect::<Vec<_>>(),
        [(40, 22), (40, 30), (30, 30)]
    );
    let cover = sizes(&png_rgba(50, 30), Recipe::Cover);
    assert_eq!(
        cover.iter().map(|(label, pixels)| (label.as_str(), pixels.width(), pixels.height())).collect::<Vec<_>>(),
        [("cover", 30, 30)]
    );
    for version in make(&png_rgba(1, 1), &ALL).unwrap().1.iter().flatten() {
        assert_eq!((version.width, version.height), (1, 1));
    }
}

#[test]
fn drawn_pictures_are_without_loss_where_that_is_smaller() {
    let (info, versions) = page(&png_rgba(360, 200));
    assert_eq!(middles(&shown(&versions[0])), QUARTERS);
    assert!(holds(&versions[0].bytes, "VP8L") && !info.is_animated);
    let (_, versions) = page(&jpeg(360, 200));
    assert!(holds(&versions[0].bytes, "VP8 "));
}

#[test]
fn still_gif_and_webp_are_like_png() {
    for file in [gif(40, 30, 1), super::webp(40, 30, true), super::webp(40, 30, false)] {
        let (info, versions) = page(&file);
        assert!(!info.is_animated);
        assert_eq!(versions.iter().map(|version| version.format).collect::<Vec<_>>(), [Format::WebP, Format::Jpeg]);
        for version in &versions {
            assert_near(&shown(version), &QUARTERS, 28);
        }
    }
}

#[test]
fn animations_are_passed_on_without_what_they_say() {
    let file = gif(40, 30, 3);
    let (info, versions) = make(&file, &ALL).unwrap();
    assert!(info.is_animated && info.kind == Kind::Gif);
    let [passed] = versions[0].as_slice() else { panic!("one version") };
    assert_eq!((passed.format, passed.label.as_str(), passed.width, passed.height), (Format::Gif, "", 40, 30));
    assert!(holds(&file, "Secret") && !holds(&passed.bytes, "Secret") && holds(&passed.bytes, "NETSCAPE2.0"));
    let frames = |bytes: &[u8]| {
        let mut decoder = gif::DecodeOptions::new().read_info(Cursor::new(bytes.to_vec())).unwrap();
        std::iter::from_fn(|| {
            decoder.read_next_frame().unwrap().map(|frame| (frame.left, frame.delay, frame.buffer.to_vec()))
        })
        .collect::<Vec<_>>()
    };
    assert_eq!((frames(&file), frames(&file).len()), (frames(&passed.bytes), 3));
    assert_eq!(make(&passed.bytes, &ALL).unwrap().1[0][0].bytes, passed.bytes);
    assert_near(&shown(&versions[1][1]), &QUARTERS, 28);

    let file = include_bytes!("fixtures/animated.webp");
    let (info, versions) = make(file, &ALL).unwrap();
    assert!(info.is_animated && holds(file, "SecretXmp") && holds(file, "Artist Hidden"));
    let [passed] = versions[0].as_slice() else { panic!("one version") };
    assert_eq!((passed.format, passed.label.as_str(), passed.width, passed.height), (Format::WebP, "", 24, 16));
    assert!(!holds(&passed.bytes, "SecretXmp") && !holds(&passed.bytes, "Hidden"));
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&passed.bytes)).unwrap();
    assert_eq!(
        (decoder.num_frames(), decoder.exif_metadata().unwrap(), decoder.xmp_metadata().unwrap()),
        (3, None, None)
    );
    assert_near(&shown(&versions[2][0]), &QUARTERS, 40);
}

#[test]
fn avif_at_the_same_widths() {
    let (_, versions) = make(&jpeg(400, 100), &[Recipe::Page { avif: true }]).unwrap();
    let formats: Vec<_> = versions[0].iter().map(|version| (version.format, version.width)).collect();
    assert_eq!(
        formats,
        [(Format::WebP, 360), (Format::Avif, 360), (Format::WebP, 400), (Format::Avif, 400), (Format::Jpeg, 400)]
    );
    assert!(versions[0][1].bytes.get(4..12) == Some(b"ftypavif"));
}

#[test]
fn a_jpeg_with_a_scan_for_each_color_is_told() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&[200; 64 * 64 * 3], 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    assert_eq!(make(&bytes, &[]).unwrap_err(), Fault::ManyScans);
    // One of which only the first colours are there is no better.
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.encode(&[200; 64 * 64 * 3], 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    assert!(make(&bytes, &[]).is_ok());
    let scan = bytes.windows(2).position(|window| window == [0xFF, 0xDA]).unwrap();
    bytes[scan + 4] = 1;
    assert_eq!(make(&bytes, &[]).unwrap_err(), Fault::ManyScans);
}

#[test]
fn a_recipe_gives_the_same_whatever_else_is_asked() {
    let [page, share, cover] = [Recipe::Page { avif: false }, Recipe::Share { focus: (10, 90) }, Recipe::Cover];
    for bytes in [jpeg(3000, 1700), jpeg(900, 1600), png_rgba(640, 200)] {
        let (info, all) = make(&bytes, &[page, share, cover]).unwrap();
        for (recipe, versions) in [page, share, cover].iter().zip(all) {
            assert_eq!(make(&bytes, &[*recipe]).unwrap(), (info.clone(), vec![versions]));
        }
        assert_eq!(make(&bytes, &[]).unwrap().0, info);
    }
}
