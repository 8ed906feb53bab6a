//! Where messages go, in which language and layout.

use crate::diagnostic::{Diagnostic, Format, Language, show};
use crate::load::{Disk, excerpts};
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
