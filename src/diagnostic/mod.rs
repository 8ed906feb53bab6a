//! How the program speaks: what is wrong, where, and how to mend it, in Vietnamese and English.
//!
//! Stages make diagnostics with the constructors of `catalogue`, the only place where the texts stand; `show` prints
//! them. A `Failure` is about the world (a full disk), not about the user's files, and ends the command.

pub mod catalogue;
mod nearest;
mod show;

pub use nearest::nearest;
use serde::{Deserialize, Serialize};
pub use show::{Excerpts, Format, show};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// One reading is wrong, or a reader would be misled: the site is not published.
    Error,
    /// A part cannot be shown and is left out, so that the rest can be published; `lantoa check` takes it for an error.
    LeftOut,
    /// Understood, but should be mended.
    Warning,
    /// Worth knowing; shown by `lantoa check` alone.
    Advice,
}

/// A place in a file: the file, and where in it when that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Relative to the site, with `/`.
    pub path: String,
    /// `None` when the whole file is meant.
    pub span: Option<Span>,
}

/// A stretch of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// In characters; at least 1 is underlined.
    pub length: u32,
}

/// Where something stands is no part of what it says.
impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), span: None }
    }

    /// A stretch of a file.
    pub fn at(path: &str, span: Span) -> Self {
        Self { path: path.to_owned(), span: Some(span) }
    }
}

/// Works out lines and columns in one text. It goes on from the last place it was asked for, so that asking for many
/// places, in order, costs one walk through the text.
#[derive(Debug)]
pub struct Cursor<'t> {
    text: &'t str,
    /// The last place: its byte, its line and its column, both from 1.
    last: std::cell::Cell<(usize, u32, u32)>,
}

impl<'t> Cursor<'t> {
    /// At the start of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, last: std::cell::Cell::new((0, 1, 1)) }
    }

    /// The span of a byte range. Only the first line of a longer range is taken.
    pub fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let floor = |at: usize| self.text.floor_char_boundary(at);
        let (start, end) = (floor(range.start), floor(range.end.max(range.start)));
        let (at, mut line, mut column) = if self.last.get().0 <= start { self.last.get() } else { (0, 1, 1) };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let walked = &self.text[at..start];
        let tail = match walked.rfind('\n') {
            Some(newline) => {
                line += narrow(walked.matches('\n').count());
                column = 1;
                &walked[newline + 1..]
            }
            None => walked,
        };
        column += narrow(tail.chars().count());
        self.last.set((start, line, column));
        let first_line = self.text[start..end].lines().next().unwrap_or_default();
        Span { line, column, length: narrow(first_line.trim_end().chars().count()) }
    }
}

/// The span of one byte range of `text`.
pub fn span_of(text: &str, range: &std::ops::Range<usize>) -> Span {
    Cursor::new(text).span(range)
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// One mistake in the user's files: code, place, what is wrong, how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable, for looking up in `docs/messages.md`: `D203`.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Where; `None` when no file is to blame.
    pub place: Option<Place>,
    /// What is wrong, one clause without a full stop.
    pub message: Text,
    /// How to mend it; at least one for everything that a user can cause.
    pub cures: Vec<Text>,
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, place: Option<Place>, vi: String, en: String) -> Self {
        Self { code: Cow::Borrowed(code), severity, place, message: Text { vi, en }, cures: Vec::new() }
    }

    fn cure(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.cures.push(Text { vi: vi.into(), en: en.into() });
        self
    }

    /// The file it is about.
    pub fn path(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.path.as_str())
    }
}

/// Trouble with the world around the program: it ends the command with exit code 2.
#[derive(Debug)]
pub struct Failure(pub Box<Diagnostic>);

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(Box::new(diagnostic))
    }
}

/// The order in which messages are shown: by file and place, then code; the same message twice is said once.
pub fn sort(notes: &mut Vec<Diagnostic>) {
    notes.sort_by(|a, b| (&a.place, &a.code, &a.message).cmp(&(&b.place, &b.code, &b.message)));
    notes.dedup();
}

/// Whether any of them keeps the site from being published.
pub fn has_errors(notes: &[Diagnostic]) -> bool {
    notes.iter().any(|note| note.severity == Severity::Error)
}
