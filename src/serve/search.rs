//! The files of the search, each made when a browser asks for it.
//!
//! In: what is shown, and which file. Out: its bytes, as a build would write them. An article that cannot be read now is found
//! by its card alone.

use super::look::Look;
use crate::article::markdown::Body;
use crate::diagnostic::Diagnostic;
use crate::load::{Disk, decode};
use crate::render::{Written, add_to_search, found_by_search};
use crate::search::{Block, File, Part, Span};
use crate::site::ArticleId;
use rayon::prelude::*;

/// So many articles are read by one thread at a time.
const LENGTH: usize = 64;

/// One file of a block.
///
/// # Errors
/// A text has no front matter, which it had when it was looked at.
pub(super) fn file(disk: &Disk, look: &Look, span: Span, file: File) -> Result<Vec<u8>, Diagnostic> {
    let part = |ids: &[ArticleId]| {
        let mut part = Part::default();
        for id in ids {
            let source = format!("content/{}", look.world.site.article(*id).card.path);
            let bytes = disk.read(&source).unwrap_or_default();
            match decode(&source, &bytes) {
                Ok((text, _)) if !text.is_empty() => {
                    add_to_search(&mut part, &look.world, *id, &Written::Text(&text))?;
                }
                _ => add_to_search(&mut part, &look.world, *id, &Written::Body(Body::default()))?,
            }
        }
        Ok(part)
    };
    let parts: Vec<Result<Part, Diagnostic>> =
        found_by_search(&look.world.site, span).par_chunks(LENGTH).map(part).collect();
    let block = Block::of(span, &parts.into_iter().collect::<Result<Vec<_>, _>>()?);
    let of_group = block.files(block.group_of(file)).into_iter();
    Ok(of_group.filter(|(other, _)| *other == file).map(|(_, bytes)| bytes).next().unwrap_or_default())
}
