//! Hashes: a fast one to see whether something changed, a strong one for names of assets.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha384};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A 128-bit hash (xxh3) for comparing contents within one build and with the last. Not for names, not for trust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hash([u64; 2]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_bytes(xxhash_rust::xxh3::xxh3_128(bytes).to_le_bytes())
    }

    /// The hash that `bytes` gave.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(halves(bytes))
    }

    /// As bytes, the lowest first.
    pub fn bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_le_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_le_bytes());
        bytes
    }
}

/// Collects what something is made of into one hash. Parts are told apart by their lengths, as `std::hash` does it.
#[derive(Default)]
pub struct Digest {
    bytes: Vec<u8>,
}

impl Digest {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more part.
    pub fn add(&mut self, part: &(impl std::hash::Hash + ?Sized)) -> &mut Self {
        part.hash(self);
        self
    }

    /// The hash of all parts so far.
    pub fn hash(&self) -> Hash {
        Hash::of(&self.bytes)
    }

    /// The hash of something whose parts are known to the standard library.
    pub fn of(whole: &(impl std::hash::Hash + ?Sized)) -> Hash {
        Self::new().add(whole).hash()
    }

    /// The hash of a list of hashes that goes on: of all before, and of one more.
    pub fn chain(before: Hash, next: Hash) -> Hash {
        let mut both = [0; 32];
        both[..16].copy_from_slice(&before.bytes());
        both[16..].copy_from_slice(&next.bytes());
        Hash::of(&both)
    }
}

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxhash_rust::xxh3::xxh3_64(&self.bytes)
    }
}

/// Sixteen bytes as two numbers, the lower one first.
fn halves(bytes: [u8; 16]) -> [u64; 2] {
    let (halves, _) = bytes.as_chunks::<8>();
    [u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1])]
}

/// A map whose keys are the site's own, paths and names: quicker than one that guards against keys of strangers.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Such a map with room for so many.
pub fn map_for<K, V>(length: usize) -> Map<K, V> {
    Map::with_capacity_and_hasher(length, BuildHasherDefault::default())
}

/// A set of the same kind.
pub type Set<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// The hash of such keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    /// What the standard library puts after a text.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    /// Of a short word as a number: what a product has in its halves depends on all bits.
    fn write_u128(&mut self, number: u128) {
        let [low, high] = halves(number.to_le_bytes());
        let product = u128::from(low ^ self.0) * u128::from(high ^ 0x9e37_79b9_7f4a_7c15);
        let [low, high] = halves(product.to_le_bytes());
        self.0 = low ^ high;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Ten hexadecimal digits that name a content (blake3), for file names that may be cached for ever.
pub fn content_name(bytes: &[u8]) -> String {
    let mut name = blake3::hash(bytes).to_hex().to_string();
    name.truncate(10);
    name
}

/// The SHA-384 of a content as the attribute `integrity` of HTML writes it
/// (<https://www.w3.org/TR/SRI/#the-integrity-attribute>).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}
