//! What is wrong with the arguments, in the user's language.
//!
//! In: what clap noticed. Out: an exit code, when it was said.

use super::{preview, speech};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use lantoa::command::Terminal;
use lantoa::diagnostic::{Format, Language, catalogue, nearest};
use std::ffi::OsString;
use std::io::Write;

/// The commands, as they are named to someone who typed none.
const COMMANDS: [&str; 7] = ["init", "new", "serve", "build", "check", "list", "schema"];

/// `init, new … hoặc schema`
fn one_of(words: &[&str], or: &str) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} {or} {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// Says what clap noticed of some arguments: help and version on stdout, mistakes in the user's language.
pub(super) fn tell(error: &clap::Error, arguments: &[OsString], language: Language) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(anstream::stdout(), "{}", error.render());
        return 0;
    }
    let words = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.as_str()],
        Some(ContextValue::Strings(words)) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let word = |kind| words(kind).join(", ");
    let (argument, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
    // `--port <1111>`, `--draft[=<yes|no>]`
    let option = argument.split([' ', '[']).next().filter(|name| name.starts_with('-')).unwrap_or(&argument);
    let (vi, en) = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            (format!("không có tùy chọn “{argument}”"), format!("there is no option “{argument}”"))
        }
        ErrorKind::UnknownArgument => match quoted(arguments, &speech::command(language)) {
            Some((text, command)) => (
                format!("“{text}” có dấu cách nên phải đặt trong dấu ngoặc kép: {command}"),
                format!("“{text}” has spaces and must stand in quotes: {command}"),
            ),
            None => (format!("không dùng “{argument}” ở đây được"), format!("“{argument}” cannot stand here")),
        },
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand);
            let near = nearest(&name, COMMANDS);
            let (vi, en) = match near.first() {
                Some(near) => (format!("; có phải “{near}”?"), format!("; did you mean “{near}”?")),
                None => (format!(": dùng {}", one_of(&COMMANDS, "hoặc")), format!(": use {}", one_of(&COMMANDS, "or"))),
            };
            (format!("không có lệnh “{name}”{vi}"), format!("there is no command “{name}”{en}"))
        }
        ErrorKind::MissingSubcommand => (
            format!("thiếu tên lệnh: {}", one_of(&COMMANDS, "hoặc")),
            format!("a command is missing: {}", one_of(&COMMANDS, "or")),
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{argument} cần một giá trị"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = words(ContextKind::ValidValue);
            let takes = match preview::TAKEN.iter().find(|(name, ..)| *name == option) {
                Some((_, vi, en)) => Some(((*vi).to_owned(), (*en).to_owned())),
                None => (!known.is_empty()).then(|| (one_of(&known, "hoặc"), one_of(&known, "or"))),
            };
            let (vi, en) =
                takes.map_or_else(Default::default, |(vi, en)| (format!("; cần {vi}"), format!("; use {en}")));
            (format!("{option} không nhận “{value}”{vi}"), format!("{option} cannot be “{value}”{en}"))
        }
        ErrorKind::MissingRequiredArgument => (format!("thiếu {argument}"), format!("{argument} is missing")),
        ErrorKind::ArgumentConflict => (format!("{argument} được viết hai lần"), format!("{argument} is given twice")),
        _ => ("dòng lệnh chưa đúng".to_owned(), "the command line is wrong".to_owned()),
    };
    let terminal = Terminal { language, format: Format::Human };
    terminal.show(&[catalogue::wrong_usage(vi, en)], None);
    2
}

/// A text of several words that was typed without quotes, and the command with them: `lantoa new "Hai từ"`. Words after an
/// option's value belong to it, if the command's own text has been typed before.
fn quoted(arguments: &[OsString], all: &Command) -> Option<(String, String)> {
    let arguments: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).skip(1).collect();
    let at = arguments.iter().position(|word| all.find_subcommand(word).is_some())?;
    let command = all.find_subcommand(arguments.get(at)?)?;
    let takes_text = command.get_positionals().any(|text| text.get_possible_values().is_empty());
    let takes_value = |option: &str| {
        let options = || command.get_arguments().chain(all.get_arguments());
        let found =
            options().find(|known| known.get_long().is_some_and(|long| option.strip_prefix("--") == Some(long)));
        found.is_some_and(|known| known.get_action().takes_values() && !known.is_require_equals_set())
    };
    let mut parts: Vec<String> = Vec::new();
    // Where in them the command's own text is, the one that a word would go on, and the first that one did.
    let (mut own, mut open, mut joined) = (None, None, None);
    let mut awaits_value = false;
    for word in arguments.get(at + 1..)? {
        let last = parts.len();
        if word.starts_with('-') {
            (open, awaits_value) = (None, takes_value(word));
        } else if std::mem::take(&mut awaits_value) {
            open = Some(last);
        } else if let Some(whole) = open.filter(|_| own.is_some() || !takes_text).or(own) {
            parts[whole] = format!("{} {word}", parts[whole]);
            joined = joined.or(Some(whole));
            continue;
        } else {
            (own, open) = (Some(last), Some(last));
        }
        parts.push((*word).to_owned());
    }
    let text = parts.get(joined.filter(|_| takes_text || own != joined)?)?.clone();
    let words = ["lantoa"].into_iter().chain(arguments[..=at].iter().copied()).chain(parts.iter().map(String::as_str));
    let words = words.map(|word| if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() });
    Some((text, words.collect::<Vec<_>>().join(" ")))
}
