//! The source lines that diagnostics point at.

use super::{Disk, decode};
use crate::diagnostic::{Diagnostic, Excerpts};
use std::collections::{BTreeMap, BTreeSet};

/// The lines that diagnostics point at. Files are read again: positions are worked out only when there is something to
/// say.
pub fn excerpts(disk: &Disk, notes: &[Diagnostic]) -> Excerpts {
    let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for place in notes.iter().filter_map(|note| note.place.as_ref()) {
        if let Some(span) = place.span {
            wanted.entry(&place.path).or_default().insert(span.line);
        }
    }
    let mut excerpts = Excerpts::new();
    for (path, lines) in wanted {
        let Ok(bytes) = disk.read_list(path) else { continue };
        // A file that is no text is shown as far as it is one.
        let text = decode(path, &bytes)
            .map_or_else(|_| String::from_utf8_lossy(&bytes).into_owned(), |(text, _)| text.into_owned());
        for (number, line) in (1..).zip(text.lines()).filter(|(number, _)| lines.contains(number)) {
            excerpts.insert((path.to_owned(), number), line.to_owned());
        }
    }
    excerpts
}
