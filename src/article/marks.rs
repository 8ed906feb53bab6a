//! What is wrong with the quotation marks of one file, front matter and body together.
//!
//! In: the faults of each text, with its place. Out: at most two notes, each with the first place and how many there are.

use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::vietnamese::QuoteFaults;

/// The faults of one file so far: the first place and the number of each kind.
#[derive(Debug, Default)]
pub(super) struct Marks {
    mixed: Option<(Span, usize)>,
    lone: Option<(Span, usize)>,
}

impl Marks {
    /// Counts those of another text; texts come in the order of the file. `span` says where one of them stands.
    pub(super) fn add(&mut self, faults: &QuoteFaults, span: &dyn Fn(usize) -> Span) {
        for (sum, seen) in [(&mut self.mixed, faults.mixed), (&mut self.lone, faults.lone)] {
            match sum {
                _ if seen.count == 0 => {}
                Some((_, count)) => *count += seen.count,
                None => *sum = Some((span(seen.first), seen.count)),
            }
        }
    }

    pub(super) fn notes(self, path: &str) -> impl Iterator<Item = Diagnostic> {
        let at = |span| Place::at(path, span);
        let mixed = self.mixed.map(|(span, count)| catalogue::mixed_quotes(at(span), count));
        let lone = self.lone.map(|(span, count)| catalogue::lone_quotes(at(span), count));
        mixed.into_iter().chain(lone)
    }
}
