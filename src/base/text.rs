//! Texts among what a build remembers: as bytes, so that they are checked by vector code when they are read back.
//! Vietnamese is slow for std's check.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;

/// Writes a text.
///
/// # Errors
/// Those of the serializer.
#[expect(clippy::borrowed_box, reason = "serde hands over the field")]
pub fn serialize<S: Serializer>(text: &Box<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(text.as_bytes())
}

/// Reads a text.
///
/// # Errors
/// The bytes are no text.
pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Box<str>, D::Error> {
    struct Text;
    impl<'d> Visitor<'d> for Text {
        type Value = Box<str>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a text")
        }

        fn visit_borrowed_bytes<E: Error>(self, bytes: &'d [u8]) -> Result<Self::Value, E> {
            simdutf8::basic::from_utf8(bytes).map(Into::into).map_err(E::custom)
        }
    }
    from.deserialize_bytes(Text)
}
