//! The commands: arguments in, exit code out. Only this folder knows the clock, the environment and the terminal.

mod build;
mod list;
mod progress;
mod schema;
mod terminal;

pub use build::{BuildArguments, build};
pub use list::{Layout, ListArguments, Subject, list};
pub use schema::{Schema, schema};
pub use terminal::Terminal;
