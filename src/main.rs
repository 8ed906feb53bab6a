//! The program: reads what surrounds it, runs one command, and ends with its exit code.

mod cli;

use cli::Invocation;
use lantoa::command;
use mimalloc::MiMalloc;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Pages are made of many small values: docs/performance.md tells what this allocator saves.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let surroundings = cli::Surroundings { locale: sys_locale::get_locale(), clock };
    let code = match cli::parse(std::env::args_os().collect(), &surroundings) {
        Ok((Invocation::Build(arguments), terminal)) => command::build(&arguments, terminal),
        Ok((Invocation::List(arguments), terminal)) => command::list(&arguments, terminal),
        Ok((Invocation::Schema(schema), _)) => command::schema(schema),
        Ok((Invocation::Serve(arguments), terminal)) => command::serve(*arguments, terminal),
        Err(code) => code,
    };
    ExitCode::from(code)
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the one clock")]
fn clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
