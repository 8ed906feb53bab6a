//! Every message of the program, both languages side by side: one constructor function for each.
//!
//! Style: one terse clause, no full stop; what the user typed stands in “…”; the cure is a line of its own. Each code
//! has a folder in `tests/diagnostics` with the exact text, and a line in `docs/messages.md`; a test holds that.

mod content;
mod files;
mod machines;
mod markdown;
mod media;
mod pictures;
mod places;
mod publishing;
mod register;
mod settings;
mod starting;
mod terms;
mod theme;
mod world;
mod yaml;

pub use content::*;
pub use files::*;
pub use machines::*;
pub use markdown::*;
pub use media::*;
pub use pictures::*;
pub use places::*;
pub use publishing::*;
pub use register::*;
pub use settings::*;
pub use starting::*;
pub use terms::*;
pub use theme::*;
pub use world::*;
pub use yaml::*;

use super::{Diagnostic, Place, Severity};

fn error(code: &'static str, at: Place, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, Some(at), vi.into(), en.into())
}

fn warning(code: &'static str, at: Place, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Warning, Some(at), vi.into(), en.into())
}

fn left_out(code: &'static str, at: Place, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::LeftOut, Some(at), vi.into(), en.into())
}

fn advice(code: &'static str, at: Place, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Advice, Some(at), vi.into(), en.into())
}

fn failure(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, None, vi.into(), en.into())
}

/// “a”, “b” hoặc “c”.
fn choices(words: &[&str], or: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

fn did_you_mean(note: Diagnostic, nearest: &[&str]) -> Diagnostic {
    if nearest.is_empty() {
        return note;
    }
    note.cure(format!("có phải {}?", choices(nearest, "hoặc")), format!("did you mean {}?", choices(nearest, "or")))
}
