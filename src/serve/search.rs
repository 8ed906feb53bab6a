//! The files of the search, each made when a browser asks for it.
//!
//! In: what is shown, and which file. Out: its bytes, as a build would write them. An article that cannot be read now is found
//! by its card alone.

use super::look::Look;
use crate::load::{Disk, decode};
use crate::render::{add_to_search, found_by_search};
use crate::search::{Block, File, Reader, Span};
use crate::site::ArticleId;
use rayon::prelude::*;

/// So many articles are read by one thread at a time.
const LENGTH: usize = 64;

/// One file of a block.
pub(super) fn file(disk: &Disk, look: &Look, span: Span, file: File) -> Vec<u8> {
    let part = |ids: &[ArticleId]| {
        let mut reader = Reader::default();
        for id in ids {
            let source = format!("content/{}", look.world.site.article(*id).card.path);
            let bytes = disk.read(&source).unwrap_or_default();
            let text = decode(&source, &bytes).map(|(text, _)| text).unwrap_or_default();
            add_to_search(&mut reader, &look.world, *id, &text);
        }
        reader.end()
    };
    let parts = found_by_search(&look.world.site, span).par_chunks(LENGTH).map(part).collect();
    let block = Block::of(span, parts);
    let mut of_group = block.files(block.group_of(file)).into_iter();
    of_group.find(|(other, _)| *other == file).map(|(_, bytes)| bytes).unwrap_or_default()
}
