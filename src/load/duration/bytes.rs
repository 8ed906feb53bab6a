//! A file of which a few bytes here and there are read.
//!
//! In: a file with its first block. Out: bytes at places of it.

use std::io::{Read, Seek, SeekFrom};

/// So many bytes are read at once: for most files one block is all.
pub(in crate::load) const BLOCK: usize = 4096;

/// So often one file is read from: more only a file that was made to be slow needs.
const MOST_READS: u32 = 256;

/// A file of which a few bytes are read.
pub(in crate::load) struct Bytes<R> {
    file: R,
    size: u64,
    block: Vec<u8>,
    /// Where the block stands in the file.
    start: u64,
    reads_left: u32,
}

impl<R: Read + Seek> Bytes<R> {
    /// A file of this size that begins with this block.
    pub(in crate::load) fn new(file: R, size: u64, block: Vec<u8>) -> Self {
        Self { file, size, block, start: 0, reads_left: MOST_READS }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// So many bytes from a place on; `None` when they are not there.
    pub(super) fn at(&mut self, at: u64, length: usize) -> Option<&[u8]> {
        let end = at.checked_add(u64::try_from(length).ok()?)?;
        if end > self.size {
            return None;
        }
        if at < self.start || end - self.start > self.block.len() as u64 {
            self.read(at, length.max(BLOCK))?;
        }
        let from = usize::try_from(at - self.start).ok()?;
        self.block.get(from..)?.get(..length)
    }

    /// The bytes from a place on, as many as there are up to `most`.
    pub(super) fn up_to(&mut self, at: u64, most: usize) -> Option<&[u8]> {
        let there = usize::try_from(self.size.checked_sub(at)?).unwrap_or(most);
        self.at(at, most.min(there))
    }

    pub(super) fn array<const N: usize>(&mut self, at: u64) -> Option<[u8; N]> {
        self.at(at, N)?.try_into().ok()
    }

    pub(super) fn be_u32(&mut self, at: u64) -> Option<u32> {
        self.array(at).map(u32::from_be_bytes)
    }

    pub(super) fn be_u64(&mut self, at: u64) -> Option<u64> {
        self.array(at).map(u64::from_be_bytes)
    }

    pub(super) fn le_u32(&mut self, at: u64) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    fn read(&mut self, at: u64, length: usize) -> Option<()> {
        self.reads_left = self.reads_left.checked_sub(1)?;
        self.file.seek(SeekFrom::Start(at)).ok()?;
        self.block.clear();
        self.start = at;
        (&mut self.file).take(u64::try_from(length).ok()?).read_to_end(&mut self.block).ok()?;
        Some(())
    }
}
