//! Where messages go, in which language and layout.

use crate::diagnostic::{Diagnostic, Excerpts, Format, Language, show};
use crate::load::{Disk, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};

/// The person's side of a command: language, layout, and the stream for messages. Data alone goes to stdout.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// The language of messages.
    pub language: Language,
    /// Their layout.
    pub format: Format,
}

impl Terminal {
    /// Shows diagnostics, with the source lines they point at when `disk` is there to read them.
    pub fn show(self, notes: &[Diagnostic], disk: Option<&Disk>) {
        let excerpts = disk.filter(|_| self.format == Format::Human).map(|disk| excerpts(disk, notes));
        let text = show(notes, &excerpts.unwrap_or_default(), self.format, self.language);
        let _ = if matches!(self.format, Format::Json | Format::Github) {
            std::io::stdout().write_all(text.as_bytes())
        } else {
            anstream::stderr().write_all(text.as_bytes())
        };
    }

    /// Says one line in the person's language, unless a machine is listening.
    pub fn say(self, vi: &str, en: &str) {
        if self.speaks() {
            let line = if self.language == Language::Vietnamese { vi } else { en };
            let _ = writeln!(anstream::stderr(), "{line}");
        }
    }

    /// Whether it says more than diagnostics: not to machines.
    pub fn speaks(self) -> bool {
        matches!(self.format, Format::Human | Format::Short)
    }

    /// Whether a person is watching.
    pub fn is_watched(self) -> bool {
        self.format == Format::Human && std::io::stderr().is_terminal()
    }
}

/// The lines that diagnostics point at. Files are read again: positions are worked out only when there is something to
/// say.
fn excerpts(disk: &Disk, notes: &[Diagnostic]) -> Excerpts {
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
