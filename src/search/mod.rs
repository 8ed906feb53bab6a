//! The search index: texts become small files that a reader's browser asks for one by one.
//!
//! In: the texts of articles, counted from the oldest, and how many there are. Out: which blocks they form, which files a
//! block has, and the bytes of each. Knows nothing of sites, pages and the disk. The format is told in `docs/search.md`; the
//! reader's half is `search.js` of the theme.

mod block;
mod number;
mod part;
mod posting;
mod shape;
mod words;

pub use block::Block;
pub use part::{Part, Reader, Text};
pub use shape::{File, GROUP, Shape, Span, spans};

/// Counts up when the same texts become other files.
pub const EDITION: u32 = 4;
