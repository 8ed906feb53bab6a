//! Words that everyone may use: hashes, the rules about paths and addresses, a stop watch.

pub mod hash;
pub mod path;
mod timings;

pub use timings::Timings;
