//! How far a site's clock is from UTC.
//!
//! In: text such as `+07:00`. Out: an `Offset`.

use serde::{Deserialize, Serialize};

/// The site's fixed distance from UTC. Vietnam has kept +07:00 without summer time since 1975.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offset {
    /// Minutes east of UTC.
    pub minutes: i32,
}

impl Offset {
    /// Vietnam's time: +07:00.
    pub const VIETNAM: Self = Self { minutes: 7 * 60 };

    /// Reads `+07:00`, `-03:30`, `Z`. `None` for anything else or beyond 14 hours.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "Z" || text == "z" {
            return Some(Self { minutes: 0 });
        }
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let (hours, minutes) = text.get(1..)?.split_once(':').or_else(|| text.get(1..)?.split_at_checked(2))?;
        let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
        (hours <= 14 && minutes < 60).then_some(Self { minutes: sign * (hours * 60 + minutes) })
    }
}

/// A number of at most so many digits.
pub(super) fn digits(text: &str, most: usize) -> Option<i32> {
    let sound = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}
