//! The files of the search, each made when a browser asks for it.
//!
//! In: what is shown, and which file. Out: its bytes, as a build would write them. An article that cannot be read now is found
//! by its card alone.

use super::look::Look;
use crate::article::body_text;
use crate::load::{Disk, decode};
use crate::render::search_block;
use crate::search::{File, Span};
use crate::site::Entry;
use std::convert::Infallible;

/// One file of a block.
pub(super) fn file(disk: &Disk, look: &Look, span: Span, file: File) -> Vec<u8> {
    let text = |entry: &Entry| -> Result<String, Infallible> {
        if look.standing.contains(&*entry.card.path) {
            return Ok(String::new());
        }
        let source = format!("content/{}", entry.card.path);
        let bytes = disk.read(&source).unwrap_or_default();
        Ok(decode(&source, &bytes).map(|(text, _)| body_text(&entry.card.path, &text)).unwrap_or_default())
    };
    let Ok(block) = search_block(&look.world, span, text);
    let mut of_group = block.files(block.group_of(file)).into_iter();
    of_group.find(|(other, _)| *other == file).map(|(_, bytes)| bytes).unwrap_or_default()
}
