//! The Vietnamese language: folding, slugs, comparison keys, order, tone marks, dates and numbers.
//!
//! Takes text, gives text. Knows nothing of sites, files or templates; no other folder knows a tone mark.

mod date;
mod duration;
mod fold;
mod legacy;
mod letter;
mod letter_d;
mod misplaced;
mod number;
mod order;
mod suspects;
mod text;
mod tone;

pub use date::{DateError, Moment, Offset};
pub use duration::Duration;
pub use fold::{fold, initial, key, loose_key, slug};
pub use legacy::looks_like_tcvn3;
pub use misplaced::{misplaced_tone, misplaced_tones};
pub use number::{Number, NumberError, number_vi, size_vi};
pub use order::Order;
pub use text::{Mended, clean, mend};
pub use tone::{new_tone_place, old_tone_place};
