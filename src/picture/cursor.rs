//! A place in bytes that moves on. In: bytes of a file. Out: numbers and pieces of them, never from beyond the end. Must
//! not know any format.

/// A place in bytes. Whatever would reach beyond the end is `None`.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'b> {
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    /// At the start.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// So many bytes, and past them.
    pub(super) fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Past a prefix, if it stands here.
    pub(super) fn skip_prefix(&mut self, prefix: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(prefix)?;
        Some(())
    }

    /// So many bytes, as an array.
    pub(super) fn array<const LENGTH: usize>(&mut self) -> Option<[u8; LENGTH]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// The highest byte first.
    pub(super) fn big16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// The highest byte first.
    pub(super) fn big32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// The lowest byte first.
    pub(super) fn little16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The lowest byte first.
    pub(super) fn little32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }
}
