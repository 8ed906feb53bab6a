//! Pictures as cameras write them, made here: encoded and read back by a library that the program does not use.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

/// A picture of this size: a sky over a field, with something in it. Another `seed` is another picture.
pub fn scene(width: u32, height: u32, seed: u8) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let [x, y] = [x * 256 / width, y * 256 / height].map(|part| u8::try_from(part).unwrap());
        let is_house = (90..140).contains(&x) && (100..170).contains(&y);
        match (is_house, y < 128) {
            (true, _) => Rgb([170, 60 + seed % 64, 50]),
            (false, true) => Rgb([120 + y / 4, 160 + y / 4, 220 - seed % 32]),
            (false, false) => Rgb([70 + x / 8, 120 + x / 16, 60 + seed % 32]),
        }
    })
}

/// It as JPEG.
pub fn jpeg(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = scene(width, height, seed);
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .write_image(&picture, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

/// A picture where only its being one matters.
pub fn any() -> Vec<u8> {
    jpeg(64, 40, 0)
}

/// It as PNG.
pub fn png(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::from(scene(width, height, seed)).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// A GIF that moves.
pub fn moving_gif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for seed in [0, 200] {
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(40, 30, Rgba([seed, 90, 90, 255])))).unwrap();
    }
    drop(encoder);
    bytes
}

/// A PNG that claims to have so many pixels.
pub fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(8, 8, 0);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// The check of a chunk of PNG (its specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

/// A photo as a telephone writes it: it knows who took it and where, and how the telephone was held.
pub fn from_telephone(width: u32, height: u32, orientation: u16, artist: &str) -> Vec<u8> {
    let mut photo = jpeg(width, height, 7);
    let tiff = tiff(orientation, artist);
    let mut segment = vec![0xff, 0xe1];
    segment.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    photo.splice(2..2, segment);
    photo
}

/// Make, orientation, artist, and a place: 18°20′N 105°54′E.
fn tiff(orientation: u16, artist: &str) -> Vec<u8> {
    let entries = 4_u32;
    let after = 8 + 2 + entries * 12 + 4;
    let artist = [artist.as_bytes(), b"\0"].concat();
    let gps_at = after + u32::try_from(artist.len()).unwrap().next_multiple_of(2);
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    tiff.extend(u16::try_from(entries).unwrap().to_le_bytes());
    tiff.extend(entry(0x010f, 2, 4, u32::from_le_bytes(*b"Cam\0")));
    tiff.extend(entry(0x0112, 3, 1, orientation.into()));
    tiff.extend(entry(0x013b, 2, u32::try_from(artist.len()).unwrap(), after));
    tiff.extend(entry(0x8825, 4, 1, gps_at));
    tiff.extend([0; 4]);
    tiff.extend(&artist);
    tiff.resize(gps_at as usize, 0);
    let numbers = gps_at + 2 + 4 * 12 + 4;
    tiff.extend(4_u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, u32::from_le_bytes(*b"N\0\0\0")));
    tiff.extend(entry(2, 5, 3, numbers));
    tiff.extend(entry(3, 2, 2, u32::from_le_bytes(*b"E\0\0\0")));
    tiff.extend(entry(4, 5, 3, numbers + 24));
    tiff.extend([0; 4]);
    for number in [18_u32, 1, 20, 1, 0, 1, 105, 1, 54, 1, 0, 1] {
        tiff.extend(number.to_le_bytes());
    }
    tiff
}

/// HTML with each picture as the one `<img>` that it would be if its original were published: what a test compares that is
/// not about pictures.
pub fn plain(html: &str) -> String {
    let (mut plain, mut rest) = (String::new(), html);
    while let Some((before, after)) = rest.split_once("<picture>") {
        let (picture, after) = after.split_once("</picture>").unwrap();
        let value = |name: &str| picture.rsplit_once(name).unwrap().1.split_once('"').unwrap().0;
        let (src, alt) = (value(" src=\"").replacen("/assets/", "/", 1), value(" alt=\""));
        let (stem, _) = src.rsplit_once('-').unwrap();
        let lazy = if picture.contains("loading=\"lazy\"") { " loading=\"lazy\"" } else { "" };
        plain.push_str(&format!("{before}<img src=\"{stem}.jpg\" alt=\"{alt}\"{lazy} decoding=\"async\">"));
        rest = after;
    }
    plain + rest
}

/// Width and height of a published picture.
pub fn size(bytes: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory(bytes).unwrap();
    (picture.width(), picture.height())
}
