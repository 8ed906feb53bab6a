//! Hashes: a fast one to see whether bytes changed, a strong one for names of assets.

/// A 128-bit hash (xxh3) for comparing contents within one build. Not for names, not for trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(u128);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }
}

/// Ten hexadecimal digits that name a content (blake3), for file names that may be cached for ever.
pub fn content_name(bytes: &[u8]) -> String {
    let mut name = blake3::hash(bytes).to_hex().to_string();
    name.truncate(10);
    name
}
