//! The Vietnamese language: folding, slugs, comparison keys, order, tone marks, dates and numbers, signs of print.
//!
//! Takes text, gives text. Knows nothing of sites, files or templates; no other folder knows a tone mark.

mod date;
mod date_parts;
mod duration;
mod fold;
mod index;
mod legacy;
mod letter;
mod letter_d;
mod misplaced;
mod money;
mod number;
mod offset;
mod order;
mod part;
mod quotes;
mod spaces;
mod suspects;
mod text;
mod tone;
mod typed_date;

pub use date::{DateError, Moment, month_days};
pub use duration::Duration;
pub use fold::{fold, initial, key, loose_key, slug};
pub use index::by_initial;
pub use legacy::looks_like_tcvn3;
pub use misplaced::{misplaced_tone, misplaced_tones};
pub use money::money_vi;
pub use number::{Number, NumberError, decimal_vi, number_vi, size_vi};
pub use offset::Offset;
pub use order::Order;
pub use part::found_by;
pub use quotes::{QuoteFaults, Quotes, Seen, may_have_quotes, quotes};
pub use spaces::typeset;
pub use text::{Mended, clean, mend};
pub use tone::{new_tone_place, old_tone_place};
