//! The Vietnamese language: folding, slugs, comparison keys, order, dates and numbers, typography.
//!
//! Takes text, gives text. Knows nothing of sites, files or templates; no other folder knows a tone mark.

mod date;
mod duration;
mod fold;
mod index;
mod money;
mod number;
mod order;
mod quotes;
mod spaces;
mod text;
mod typed_date;

pub use date::{DateError, Moment, Offset};
pub use duration::Duration;
pub use fold::{fold, initial, key, slug};
pub use index::by_initial;
pub use money::money_vi;
pub use number::{Number, NumberError, decimal_vi, number_vi, size_vi};
pub use order::Order;
pub use quotes::{QuoteFaults, Quotes, Seen, may_have_quotes, quotes};
pub use spaces::typeset;
pub use text::clean;
