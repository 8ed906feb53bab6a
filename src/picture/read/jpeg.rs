//! JPEG (ITU-T T.81). In: bytes. Out: an original. Must not know other formats.

use super::super::cursor::Cursor;
use super::super::metadata::Blocks;
use super::super::pixels::{Layout, Pixels};
use super::super::{Fault, MOST_SIDE};
use super::{Original, check, damaged};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Most scans of a progressive picture: ten are usual, and each is work.
const SCANS: usize = 64;

/// What the segments say.
#[derive(Default)]
struct Head<'b> {
    /// Width, height and number of components.
    frame: Option<(u32, u32, u8)>,
    scans: usize,
    /// Of how many components the first scan is.
    first_scan: u8,
    is_progressive: bool,
    blocks: Blocks<'b>,
    /// Photoshop's resources may be cut into several segments.
    photoshop: Vec<u8>,
    /// Pieces of the profile, by their numbers.
    profile: Vec<(u8, &'b [u8])>,
}

/// Reads a JPEG.
pub(super) fn read(bytes: &[u8]) -> Result<Original, Fault> {
    let (mut head, is_whole) = walk(bytes);
    let (width, height, components) =
        head.frame.filter(|(.., components)| [1, 3, 4].contains(components)).ok_or(Fault::Damaged)?;
    let channels = if components == 1 { 1 } else { 3 };
    // Of a progressive one all coefficients are held until its last scan.
    let held = if head.is_progressive { size_of::<i16>() as u64 * u64::from(components) } else { 0 };
    check(width, height, channels + held)?;
    if !is_whole || head.scans == 0 || head.scans > SCANS {
        return Err(Fault::Damaged);
    }
    if !head.is_progressive && (head.scans > 1 || head.first_scan < components) {
        return Err(Fault::ManyScans);
    }
    // Four components come out as RGB by their complements, whatever their profile says: it is for printing.
    let (layout, space) =
        if components == 1 { (Layout::Gray, ColorSpace::Luma) } else { (Layout::Rgb, ColorSpace::RGB) };
    let most = usize::try_from(MOST_SIDE).map_err(damaged)?;
    let options = DecoderOptions::default()
        .set_max_width(most)
        .set_max_height(most)
        .set_strict_mode(false)
        .jpeg_set_max_scans(SCANS)
        .jpeg_set_out_colorspace(space);
    let decoded = JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode().map_err(damaged)?;
    let pixels = Pixels::new(width, height, layout, decoded).ok_or(Fault::Damaged)?;
    head.profile.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = head.profile.iter().flat_map(|(_, piece)| piece.iter().copied()).collect();
    let profile = Some(profile).filter(|profile| components < 4 && !profile.is_empty());
    let photoshop = Some(head.photoshop.as_slice()).filter(|resources| !resources.is_empty());
    let metadata = Blocks { photoshop, ..head.blocks }.read();
    Ok(Original { pixels, metadata, profile, animation: None })
}

/// Goes from marker to marker, and tells whether the last scan ends as it should. What comes after it is not part of the
/// picture: phones hang films there.
fn walk(bytes: &[u8]) -> (Head<'_>, bool) {
    let mut head = Head::default();
    let mut at = Cursor::new(bytes);
    loop {
        let Some(marker) = next_marker(&mut at) else { return (head, false) };
        match marker {
            // The start of the picture, restarts, and a marker without meaning have no length.
            0xD8 | 0xD0..=0xD7 | 0x01 => continue,
            // The end.
            0xD9 => return (head, true),
            _ => {}
        }
        let length = at.big16().and_then(|length| length.checked_sub(2)).map(usize::from);
        let Some(data) = length.and_then(|length| at.take(length)) else { return (head, false) };
        head.note(marker, data);
    }
}

/// The next marker; what comes before it, such as the data of a scan, is skipped.
fn next_marker(at: &mut Cursor) -> Option<u8> {
    loop {
        let before = at.rest().iter().position(|byte| *byte == 0xFF)?;
        at.take(before + 1)?;
        while at.rest().first() == Some(&0xFF) {
            at.take(1)?;
        }
        let marker = at.byte()?;
        // In the data of a scan, a zero says that the byte before was data.
        if marker != 0 {
            return Some(marker);
        }
    }
}

impl<'b> Head<'b> {
    fn note(&mut self, marker: u8, data: &'b [u8]) {
        let after = |prefix: &[u8]| data.strip_prefix(prefix);
        match marker {
            // Frames of all kinds; the first counts. 0xC4, 0xC8 and 0xCC are none.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                if let (None, [_, high, low, far, near, components, ..]) = (self.frame, data) {
                    let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                    self.frame = Some((side(*far, *near), side(*high, *low), *components));
                    self.is_progressive = matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE);
                }
            }
            0xDA => {
                self.scans += 1;
                if self.scans == 1 {
                    self.first_scan = data.first().copied().unwrap_or(0);
                }
            }
            0xE1 => {
                self.blocks.exif =
                    self.blocks.exif.or_else(|| after(b"Exif\0").map(|rest| rest.get(1..).unwrap_or_default()));
                self.blocks.xmp = self.blocks.xmp.or_else(|| after(b"http://ns.adobe.com/xap/1.0/\0"));
            }
            0xE2 => {
                if let Some([number, _, piece @ ..]) = after(b"ICC_PROFILE\0") {
                    self.profile.push((*number, piece));
                }
            }
            0xED => self.photoshop.extend(after(b"Photoshop 3.0\0").unwrap_or_default()),
            _ => {}
        }
    }
}
