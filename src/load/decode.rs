//! Bytes of a file as text: UTF-8 or marked UTF-16, cleaned.

use crate::diagnostic::{Diagnostic, Place, Span, catalogue, span_of};
use crate::vietnamese::mend;
use std::borrow::Cow;

/// The text of a file, and what was mended in it or should be: UTF-16, letters that only look like đ. Borrowed for
/// ordinary files.
///
/// # Errors
/// The bytes are no text: not UTF-8, with NUL bytes, or in the encoding of an old font.
pub fn decode<'b>(path: &str, bytes: &'b [u8]) -> Result<(Cow<'b, str>, Vec<Diagnostic>), Diagnostic> {
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(units(rest, u16::from_be_bytes)),
        _ => None,
    };
    let mut notes = Vec::new();
    let text: Cow<'b, str> = match utf16 {
        Some(units) => {
            let text: Result<String, _> = char::decode_utf16(units).collect();
            let text = text.map_err(|_| catalogue::not_utf8(Place::file(path)))?;
            notes.push(catalogue::utf16(Place::file(path)));
            Cow::Owned(mended(path, &text, &mut notes)?.into_owned())
        }
        None => mended(path, utf8(path, bytes)?, &mut notes)?,
    };
    match memchr::memchr(0, text.as_bytes()) {
        Some(at) => Err(catalogue::nul_byte(Place::at(path, span_of(&text, &(at..at + 1))))),
        None => Ok((text, notes)),
    }
}

/// The text of a file in which nothing has to be mended, which is known from an earlier look at these bytes.
///
/// # Errors
/// The bytes are not UTF-8.
pub fn as_text<'b>(path: &str, bytes: &'b [u8]) -> Result<Cow<'b, str>, Diagnostic> {
    utf8(path, bytes).map(Cow::Borrowed)
}

fn utf8<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Diagnostic> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| catalogue::not_utf8(place_of_first_bad_byte(path, bytes)))
}

fn mended<'t>(path: &str, text: &'t str, notes: &mut Vec<Diagnostic>) -> Result<Cow<'t, str>, Diagnostic> {
    let mended = mend(text);
    if mended.is_legacy {
        return Err(catalogue::legacy_font(Place::file(path)));
    }
    if let Some(&first) = mended.fake_d.first() {
        let span = span_of(&mended.text, &(first..first + 'Đ'.len_utf8()));
        notes.push(catalogue::fake_d(Place::at(path, span), mended.fake_d.len()));
    }
    Ok(mended.text)
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u16> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    if !odd.is_empty() {
        // Half a sign at the end: an unpaired surrogate makes the decoder refuse the file.
        units.push(0xd800);
    }
    units
}

fn place_of_first_bad_byte(path: &str, bytes: &[u8]) -> Place {
    let good = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let before = &bytes[..good];
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place::at(path, Span { line: narrow(line), column: narrow(column), length: 1 })
}
