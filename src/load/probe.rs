//! What kind of file stands beside an article, how large it is and how long it lasts: told by its bytes, not by its name
//! alone.
//!
//! In: a file of the site. Out: its size, media type and duration. Reads a few bytes, however large it is.

#![expect(clippy::disallowed_methods, reason = "reads content from the disk, as `disk` does")]

use super::Disk;
use super::duration::{BLOCK, Bytes, duration};
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::vietnamese::Duration;
use std::fs::File;
use std::io::Read;

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileInfo {
    /// In bytes.
    pub size: u64,
    /// Its media type (IANA): `audio/mpeg`.
    pub media_type: &'static str,
    /// How long it lasts, if it is a recording or a film that says so.
    pub duration: Option<Duration>,
}

/// Endings, the media type, and the bytes that such a file has at a place near its start.
type Known = (&'static [&'static str], &'static str, &'static [(usize, &'static [u8])]);

/// Signatures: MP3 (`ID3v2`, or the first frame's sync), ISO base media (`ftyp`), Ogg, RIFF, EBML, PDF, ZIP, OLE,
/// PNG, JPEG.
static KNOWN: [Known; 16] = [
    (
        &["mp3"],
        "audio/mpeg",
        &[(0, b"ID3"), (0, &[0xff, 0xfb]), (0, &[0xff, 0xf3]), (0, &[0xff, 0xf2]), (0, &[0xff, 0xfa])],
    ),
    (&["m4a"], "audio/x-m4a", &[(4, b"ftyp")]),
    (&["ogg", "oga", "opus"], "audio/ogg", &[(0, b"OggS")]),
    (&["wav"], "audio/wav", &[(0, b"RIFF")]),
    (&["mp4", "m4v"], "video/mp4", &[(4, b"ftyp")]),
    (&["webm"], "video/webm", &[(0, &[0x1a, 0x45, 0xdf, 0xa3])]),
    (&["pdf"], "application/pdf", &[(0, b"%PDF-")]),
    (&["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", &[(0, b"PK")]),
    (&["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &[(0, b"PK")]),
    (&["pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation", &[(0, b"PK")]),
    (&["doc"], "application/msword", &[(0, &[0xd0, 0xcf, 0x11, 0xe0])]),
    (&["xls"], "application/vnd.ms-excel", &[(0, &[0xd0, 0xcf, 0x11, 0xe0])]),
    (&["vtt"], "text/vtt", &[(0, b"WEBVTT"), (3, b"WEBVTT")]),
    (&["txt"], "text/plain", &[(0, b"")]),
    (&["png"], "image/png", &[(0, b"\x89PNG\r\n")]),
    (&["jpg", "jpeg"], "image/jpeg", &[(0, &[0xff, 0xd8, 0xff])]),
];

/// Looks at a file of the site.
///
/// # Errors
/// It cannot be read.
pub fn probe(disk: &Disk, path: &str) -> Result<FileInfo, Diagnostic> {
    let unreadable = |error: std::io::Error| catalogue::unreadable(Place::file(path), &catalogue::reason(&error));
    let file = File::open(disk.native(path)).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut head = Vec::with_capacity(BLOCK);
    (&file).take(BLOCK as u64).read_to_end(&mut head).map_err(unreadable)?;
    let media_type = media_type(path, &head);
    let duration = duration(media_type, &mut Bytes::new(&file, size, head));
    Ok(FileInfo { size, media_type, duration })
}

/// The media type of a file by its name, if its first bytes agree.
fn media_type(path: &str, head: &[u8]) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let known = KNOWN.iter().find(|(endings, ..)| endings.contains(&ending.as_str()));
    let is_so = |(at, bytes): &(usize, &[u8])| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes));
    match known {
        Some((_, media_type, signatures)) if signatures.iter().any(is_so) => media_type,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn told_by_name_and_bytes() {
        assert_eq!(media_type("a/Tập 1.MP3", b"ID3\x04"), "audio/mpeg");
        assert_eq!(media_type("a.mp3", &[0xff, 0xfb, 0x90]), "audio/mpeg");
        assert_eq!(media_type("a.mp3", b"<html>"), "application/octet-stream");
        assert_eq!(media_type("a.mp4", b"\0\0\0\x20ftypisom"), "video/mp4");
        assert_eq!(media_type("a.txt", b""), "text/plain");
        assert_eq!(media_type("a.exe", b"MZ"), "application/octet-stream");
        assert_eq!(media_type("a", b""), "application/octet-stream");
    }
}
