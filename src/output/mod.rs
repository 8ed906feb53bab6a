//! Bytes to `public/`: staged, then all at once; only what differs; nothing of anybody else's.
//!
//! In: the bytes of each planned file. Out: a folder that holds just these. Any error before the end leaves the folder
//! as it was; no final name ever holds half a file. Never sees an article. Beside that, new files of the user's own
//! (`fresh`), where nothing stood before.

mod folder;
mod fresh;
mod manifest;
mod merge;
mod standing;
mod strays;

pub use folder::{Change, MARK, Output};
pub use fresh::{new_file, new_site, refuse_taken};
pub(crate) use merge::rename;
