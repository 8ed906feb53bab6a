//! The commands: arguments in, exit code out. Only this folder knows the clock, the environment and the terminal.

mod build;
mod causes;
mod list;
mod progress;
mod schema;
mod serve;
mod terminal;
mod timings;

pub use build::{BuildArguments, build};
pub use list::{Layout, ListArguments, Subject, list};
pub use schema::{Schema, schema};
pub use serve::{ServeArguments, serve};
pub use terminal::Terminal;
pub use timings::TimingsLayout;
