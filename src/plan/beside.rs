//! What kinds of files stand beside articles, by their endings, and which of them a writer may have meant.
//!
//! In: names of files. Out: kinds, and the nearest names.

use crate::base::path;
use crate::diagnostic::nearest;
use crate::load::Listing;

/// Files whose writers may take them for articles.
pub(super) const TEXTS: [&str; 8] = ["docx", "doc", "odt", "rtf", "markdown", "txt", "html", "pages"];

/// Endings of recordings, of films, of documents, of subtitles.
const KINDS_OF_FILES: [&[&str]; 4] = [
    &["mp3", "m4a", "ogg", "oga", "opus", "wav"],
    &["mp4", "m4v", "webm"],
    &["pdf", "docx", "doc", "odt", "rtf", "xlsx", "xls", "pptx", "txt"],
    &["vtt", "srt"],
];

/// Looking for the nearest names walks through the site; nobody reads more of them than this.
pub(super) const MOST_SUGGESTIONS: usize = 100;

/// The files in the folder of one.
pub(super) fn files_beside<'l>(listing: &'l Listing, target: &str) -> impl Iterator<Item = &'l str> {
    let folder = path::parent(target).to_owned();
    listing.files.iter().map(String::as_str).filter(move |file| path::parent(file) == folder)
}

/// The name of a file without its folder.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The endings of files of the same kind: one is no help for another.
pub(super) fn endings_like(target: &str) -> &'static [&'static str] {
    let ending = path::ending(target);
    KINDS_OF_FILES.into_iter().find(|endings| endings.contains(&&*ending)).unwrap_or(&TEXTS)
}

/// The nearest names, while anyone reads them.
pub(super) fn suggest<'a, I: IntoIterator<Item = &'a str>>(
    left: &mut usize,
    word: &str,
    known: impl FnOnce() -> I,
) -> Vec<&'a str> {
    if *left == 0 {
        return Vec::new();
    }
    *left -= 1;
    nearest(word, known())
}
