//! The commands: arguments in, exit code out. Only this folder knows the clock, the environment and the terminal.

mod build;
mod progress;
mod terminal;

pub use build::{BuildArguments, run};
pub use terminal::Terminal;
