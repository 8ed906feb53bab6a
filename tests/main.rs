//! All whole-program tests, in one binary.

mod build;
mod diagnostics;
mod front_matter;
mod golden;
mod markdown;
mod output;
mod project;
mod same_bytes;
mod standards;
mod tidy;
