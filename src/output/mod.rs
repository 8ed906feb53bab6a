//! Bytes to `public/`: staged, then all at once; only what differs; nothing of anybody else's.
//!
//! In: the bytes of each planned file. Out: a folder that holds just these. Any error before the end leaves the folder
//! as it was; no final name ever holds half a file. Never sees an article.

mod folder;
mod manifest;
mod merge;
mod standing;
mod strays;

pub use folder::{Change, MARK, Output};
pub(crate) use merge::rename;
