//! Rows of bytes, written one after the other and read back without a copy.
//!
//! Reading checks every length: bytes that were damaged give `None`, never more than there is.

use crate::base::hash::Hash;

/// Writes numbers and texts into bytes.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    /// With room for so many bytes, about.
    pub(super) fn with_room(length: usize) -> Self {
        Self { bytes: Vec::with_capacity(length) }
    }

    pub(super) fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn hash(&mut self, hash: Hash) {
        self.bytes.extend_from_slice(&hash.bytes());
    }

    /// Bytes with their length before them.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        // No text of a site comes near to four gigabytes.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}

/// Reads what a `Writer` wrote.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    pub(super) fn hash(&mut self) -> Option<Hash> {
        self.take().map(Hash::from_bytes)
    }

    pub(super) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).ok()?;
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        self.bytes().and_then(|bytes| simdutf8::basic::from_utf8(bytes).ok())
    }
}
