//! All whole-program tests, in one binary.

#![allow(unreachable_pub, missing_docs, reason = "nobody but the tests beside it uses what a test file defines")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::iter_over_hash_type,
    reason = "a test may stop, and makes the world it needs"
)]

mod any_input;
mod article;
mod browser;
mod build;
mod command_line;
mod damage;
mod diagnostics;
mod front_matter;
mod fuzz;
mod golden;
mod incremental;
mod kinds;
mod law;
mod machines;
mod markdown;
mod media;
mod mergers;
mod new;
mod new_places;
mod newspaper;
mod output;
mod photo;
mod pictures;
mod pictures_words;
mod places;
mod preview;
mod project;
mod publishing;
mod register;
mod same_bytes;
mod search;
mod serve;
mod serve_edits;
mod standards;
mod starting;
mod statistics;
mod themes;
mod tidy;
mod vietnamese;
