//! The program: reads what surrounds it, runs one command, and ends with its exit code.

mod cli;

use cli::Invocation;
use lantoa::command::{self, Person};
use mimalloc::MiMalloc;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdin};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Pages are made of many small values: docs/performance.md tells what this allocator saves.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let surroundings = cli::Surroundings {
        locale: sys_locale::get_locale(),
        clock,
        is_attended: stdin().is_terminal() && stderr().is_terminal(),
    };
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // After a double click on Windows the window would close together with the program.
    let closes = cfg!(windows) && surroundings.is_attended && arguments.len() <= 1;
    let (invocation, terminal) = match cli::parse(&arguments, &surroundings) {
        Ok(parsed) => parsed,
        Err(code) => return ExitCode::from(code),
    };
    let is_preview = matches!(invocation, Invocation::Serve(_));
    let person = || surroundings.is_attended.then(|| Person::at(terminal));
    let code = match invocation {
        Invocation::Init(arguments) => command::init(&arguments, terminal, person()),
        Invocation::New(arguments) => command::new(&arguments, terminal, person()),
        Invocation::Build(arguments) => command::build(&arguments, terminal),
        Invocation::List(arguments) => command::list(&arguments, terminal),
        Invocation::Schema(schema) => command::schema(schema),
        Invocation::Serve(arguments) => command::serve(*arguments, terminal),
    };
    if let Some(mut person) = person().filter(|_| closes && !(is_preview && code == 0)) {
        person.wait();
    }
    ExitCode::from(code)
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the one clock")]
fn clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
