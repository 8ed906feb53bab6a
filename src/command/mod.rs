//! The commands: arguments in, exit code out. Only this folder knows the clock, the environment and the terminal.

mod build;
mod causes;
mod init;
mod list;
mod new;
mod person;
mod progress;
mod schema;
mod serve;
mod terminal;
mod timings;

pub use build::{BuildArguments, build};
pub use init::{InitArguments, init};
pub use list::{Layout, ListArguments, Subject, list};
pub use new::{NewArguments, new};
pub use person::Person;
pub use schema::{Schema, schema};
pub use serve::{ServeArguments, serve};
pub use terminal::Terminal;
pub use timings::TimingsLayout;
