//! Words that everyone may use: tables, hashes, the rules about paths and addresses, QR codes, a stop watch.

pub mod csv;
pub mod hash;
pub mod path;
pub mod qr;
pub mod text;
mod timings;

pub use timings::Timings;
