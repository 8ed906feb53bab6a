//! A date and hour as six numbers, for what a build remembers.

use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

type Parts = (i16, i8, i8, i8, i8, i8);

pub(super) fn serialize<S: Serializer>(local: &DateTime, to: S) -> Result<S::Ok, S::Error> {
    let parts: Parts = (local.year(), local.month(), local.day(), local.hour(), local.minute(), local.second());
    parts.serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<DateTime, D::Error> {
    let (year, month, day, hour, minute, second) = Parts::deserialize(from)?;
    DateTime::new(year, month, day, hour, minute, second, 0).map_err(serde::de::Error::custom)
}
