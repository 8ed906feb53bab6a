//! What the user may type, in both languages.
//!
//! In: the arguments as given. Out: a command, or an exit code when there is nothing more to do (help, a mistake).

mod mistakes;
mod preview;
mod speech;
mod starting;

use clap::ArgMatches;
use lantoa::Options;
use lantoa::base::path::BaseUrl;
use lantoa::command::{
    BuildArguments, InitArguments, Layout, ListArguments, NewArguments, Schema, ServeArguments, Subject, Terminal,
    TimingsLayout,
};
use lantoa::diagnostic::{Format, Language, catalogue};
use lantoa::vietnamese::{Moment, Offset};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the world around the program says, read once in `main`.
pub(crate) struct Surroundings {
    /// The system's locale, such as `vi-VN`.
    pub(crate) locale: Option<String>,
    /// Seconds since 1970.
    pub(crate) clock: fn() -> i64,
    /// Whether someone sits at a terminal and can be asked.
    pub(crate) is_attended: bool,
}

/// A command that can be run.
pub(crate) enum Invocation {
    /// `build`, `check`
    Build(BuildArguments),
    /// `init`
    Init(InitArguments),
    /// `new`
    New(NewArguments),
    /// `list`
    List(ListArguments),
    /// `schema`
    Schema(Schema),
    /// `serve`
    Serve(Box<ServeArguments>),
}

/// Reads the arguments. `Err` carries the exit code when everything was said already.
pub(crate) fn parse(arguments: &[OsString], surroundings: &Surroundings) -> Result<(Invocation, Terminal), u8> {
    let language = language(arguments, surroundings.locale.as_deref());
    if arguments.len() <= 1 && surroundings.is_attended {
        let terminal = Terminal { language, format: Format::Human };
        return Ok((starting::without_arguments(surroundings), terminal));
    }
    let matches = speech::command(language).try_get_matches_from(arguments);
    let matches = matches.map_err(|error| mistakes::tell(&error, arguments, language))?;
    let (name, own) = matches.subcommand().ok_or(2)?;
    let word = |name: &str| own.try_get_one::<String>(name).ok().flatten().map(String::as_str).unwrap_or_default();
    let format = match word("format") {
        "short" => Format::Short,
        "json" => Format::Json,
        "github" => Format::Github,
        _ => Format::Human,
    };
    let terminal = Terminal { language, format };
    let invocation = match name {
        "init" => starting::init(own, surroundings, terminal)?,
        "new" => starting::new(own, surroundings, terminal)?,
        "serve" => preview::serve(own, surroundings, terminal)?,
        "schema" => Invocation::Schema(if word("what") == "fields" { Schema::Fields } else { Schema::Communes }),
        "list" => Invocation::List(ListArguments {
            // What can be told is told, whatever is wrong beside it.
            options: Options { keep_going: true, ..options(own, surroundings, terminal)? },
            subject: if word("what") == "fields" { Subject::Fields } else { Subject::Communes },
            layout: match word("layout") {
                "csv" => Layout::Csv,
                "json" => Layout::Json,
                _ => Layout::Table,
            },
        }),
        _ => {
            let write = name == "build";
            let options = Options {
                out: if write { own.get_one::<PathBuf>("out").cloned() } else { None },
                keep_going: write && own.get_flag("keep-going"),
                write,
                from_scratch: write && own.get_flag("clean"),
                explain: write && own.get_flag("explain"),
                ..options(own, surroundings, terminal)?
            };
            let timings = match word("timings") {
                "" => None,
                "json" => Some(TimingsLayout::Json),
                _ => Some(TimingsLayout::Table),
            };
            Invocation::Build(BuildArguments { options, timings, verify: write && own.get_flag("verify") })
        }
    };
    Ok((invocation, terminal))
}

/// What all commands take that look at a folder.
fn options(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<Options, u8> {
    let base_url = own.try_get_one::<String>("base-url").ok().flatten().map(|text| {
        BaseUrl::parse(text).map_err(|why| {
            terminal.show(&[catalogue::bad_base_url(None, text, why)], None);
            2
        })
    });
    Ok(Options {
        root: own.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from(".")),
        out: None,
        base_url: base_url.transpose()?,
        // A preview shows them anyway.
        drafts: own.try_get_one::<bool>("drafts").ok().flatten().copied().unwrap_or_default(),
        now: now(own, surroundings, terminal)?,
        keep_going: false,
        write: false,
        from_scratch: false,
        explain: false,
    })
}

/// `--now`, else what the clock says.
fn now(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<i64, u8> {
    let Some(text) = own.get_one::<String>("now") else { return Ok((surroundings.clock)()) };
    Moment::parse(text, Offset::VIETNAM).map(|moment| moment.unix()).map_err(|_| {
        let note = catalogue::wrong_usage(
            format!("--now “{text}” không phải là ngày giờ; viết dạng 2026-11-22T07:30:00+07:00"),
            format!("--now “{text}” is not an instant; write it as 2026-11-22T07:30:00+07:00"),
        );
        terminal.show(&[note], None);
        2
    })
}

/// `--lang`, else the system's locale, else Vietnamese. Looked for by hand: mistakes are told in that language too.
fn language(arguments: &[OsString], locale: Option<&str>) -> Language {
    let mut given = None;
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            given = arguments.next();
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            given = Some(value);
        }
    }
    match given.or(locale) {
        Some(word) if word.to_ascii_lowercase().starts_with("en") => Language::English,
        _ => Language::Vietnamese,
    }
}
