//! Small pictures made for tests, and what every test looks at.

mod attacks;
mod credit;
mod drawings;
mod formats;
mod harm;

use super::*;
use std::io::Cursor;

/// Red, green, blue and white: the quarters of every test picture, from the left upper one.
pub(super) const QUARTERS: [[u8; 4]; 4] =
    [[200, 30, 30, 255], [30, 160, 40, 255], [30, 40, 180, 255], [255, 255, 255, 255]];

/// Everything that may be asked, but AVIF.
pub(super) const ALL: [Recipe; 3] = [Recipe::Page { avif: false }, Recipe::Share { focus: (20, 80) }, Recipe::Cover];

/// RGBA, in quarters.
pub(super) fn quarters(width: u32, height: u32) -> Vec<u8> {
    colored(width, height, QUARTERS)
}

pub(super) fn colored(width: u32, height: u32, colors: [[u8; 4]; 4]) -> Vec<u8> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    places.flat_map(|(x, y)| colors[usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height)]).collect()
}

pub(super) fn without_alpha(rgba: &[u8]) -> Vec<u8> {
    rgba.chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
}

/// A PNG with whatever the caller sets.
pub(super) fn png(
    (width, height): (u32, u32),
    color: png::ColorType,
    depth: png::BitDepth,
    data: &[u8],
    set: impl FnOnce(&mut png::Info),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(width, height);
    (info.color_type, info.bit_depth) = (color, depth);
    set(&mut info);
    let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    bytes
}

pub(super) fn png_rgba(width: u32, height: u32) -> Vec<u8> {
    png((width, height), png::ColorType::Rgba, png::BitDepth::Eight, &quarters(width, height), |_| {})
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let rgb = without_alpha(&quarters(width, height));
    let pixels = Pixels::new(width, height, pixels::Layout::Rgb, rgb).unwrap();
    Writer::new(&metadata::Credit::default(), false).write(Format::Jpeg, &pixels).unwrap()
}

/// A JPEG with segments after its start.
pub(super) fn jpeg_with(width: u32, height: u32, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    for (marker, data) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(*data);
    }
    bytes.extend(&jpeg(width, height)[2..]);
    bytes
}

pub(super) fn webp(width: u32, height: u32, is_lossless: bool) -> Vec<u8> {
    let rgba = quarters(width, height);
    let encoder = ::webp::Encoder::from_rgba(&rgba, width, height);
    encoder.encode_simple(is_lossless, 80.0).unwrap().to_vec()
}

/// A GIF of so many frames with a comment and a loop, each frame a pixel inside of the screen on every side but the first.
pub(super) fn gif(width: u16, height: u16, frames: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, width, height, &[]).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xFE), &[b"SecretComment"]).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xFF), &[b"XMP DataXMP", b"SecretXmp"]).unwrap();
    for at in 0..frames {
        let inset = u16::from(at > 0);
        let (width, height) = (width - 2 * inset, height - 2 * inset);
        let places =
            (0..height).flat_map(|y| (0..width).map(move |x| u8::from(x * 2 >= width) + 2 * u8::from(y * 2 >= height)));
        let palette: Vec<u8> = QUARTERS.iter().flat_map(|color| color[..3].to_vec()).collect();
        let mut frame = gif::Frame::from_palette_pixels(width, height, places.collect::<Vec<u8>>(), palette, None);
        (frame.left, frame.top, frame.delay) = (inset, inset, 8);
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

/// The pixels of a version: RGBA.
pub(super) fn shown(version: &Version) -> Pixels {
    let kind = kind(&version.bytes);
    let original = read::read(kind, &version.bytes).unwrap();
    assert_eq!((original.pixels.width(), original.pixels.height()), (version.width, version.height));
    assert_eq!(original.metadata.orientation, 1);
    assert_eq!(original.profile, None);
    original.pixels
}

/// The middles of the quarters of a version.
pub(super) fn middles(pixels: &Pixels) -> Vec<[u8; 4]> {
    let channels = pixels.layout().channels();
    let (width, height) = (pixels.width(), pixels.height());
    let places = [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| (width * x / 4, height * y / 4));
    let color = |(x, y): (u32, u32)| {
        let at = usize::try_from(y * width + x).unwrap() * channels;
        let pixel = &pixels.bytes()[at..at + channels];
        match channels {
            1 => [pixel[0], pixel[0], pixel[0], 255],
            3 => [pixel[0], pixel[1], pixel[2], 255],
            _ => [pixel[0], pixel[1], pixel[2], pixel[3]],
        }
    };
    places.map(color).to_vec()
}

#[track_caller]
pub(super) fn assert_near(pixels: &Pixels, colors: &[[u8; 4]], within: u8) {
    let seen = middles(pixels);
    let is_near =
        |one: &[u8; 4], other: &[u8; 4]| one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= within);
    assert!(seen.iter().zip(colors).all(|(one, other)| is_near(one, other)), "{seen:?} is not {colors:?}");
}

pub(super) fn page(bytes: &[u8]) -> (Info, Vec<Version>) {
    let (info, mut versions) = make(bytes, &[Recipe::Page { avif: false }]).unwrap();
    (info, versions.remove(0))
}

pub(super) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A TIFF structure with an orientation, a place and whatever else, as EXIF has it.
pub(super) fn exif(orientation: u16, artist: &str) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08\0\x04".to_vec();
    let mut values: Vec<u8> = Vec::new();
    let mut tag = |tag: u16, kind: u16, value: &[u8]| {
        bytes.extend(tag.to_be_bytes());
        bytes.extend(kind.to_be_bytes());
        if kind == 3 {
            bytes.extend(1_u32.to_be_bytes());
            bytes.extend([value, &[0, 0]].concat());
        } else {
            bytes.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
            bytes.extend(u32::try_from(8 + 2 + 4 * 12 + 4 + values.len()).unwrap().to_be_bytes());
            values.extend(value);
        }
    };
    tag(0x010F, 2, b"SecretMake\0");
    tag(0x0112, 3, &orientation.to_be_bytes());
    tag(0x013B, 2, &[artist.as_bytes(), b"\0"].concat());
    // A GPS directory's contents, in a tag that we do not know.
    tag(0x8825, 2, b"SecretPlace 18.34N 105.9E");
    bytes.extend([0; 4]);
    bytes.extend(values);
    bytes
}
