//! What is wrong with the arguments, in the user's language.
//!
//! In: what clap noticed. Out: an exit code, when it was said.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use lantoa::command::Terminal;
use lantoa::diagnostic::{Format, Language, catalogue, nearest};
use std::io::Write;

/// The commands, as they are named to someone who typed none.
const COMMANDS: [&str; 7] = ["init", "new", "serve", "build", "check", "list", "schema"];

/// `init, new … hoặc schema`
fn commands(or: &str) -> String {
    let [first @ .., last] = COMMANDS;
    format!("{} {or} {last}", first.join(", "))
}

/// Says what clap noticed: help and version on stdout, mistakes in the user's language.
pub(super) fn tell(error: &clap::Error, language: Language) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(anstream::stdout(), "{}", error.render());
        return 0;
    }
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
    let (vi, en) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (format!("không có tùy chọn “{argument}”"), format!("there is no option “{argument}”"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand);
            let near = nearest(&name, COMMANDS);
            let (vi, en) = match near.first() {
                Some(near) => (format!("; có phải “{near}”?"), format!("; did you mean “{near}”?")),
                None => (format!(": dùng {}", commands("hoặc")), format!(": use {}", commands("or"))),
            };
            (format!("không có lệnh “{name}”{vi}"), format!("there is no command “{name}”{en}"))
        }
        ErrorKind::MissingSubcommand => {
            (format!("thiếu tên lệnh: {}", commands("hoặc")), format!("a command is missing: {}", commands("or")))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{argument} cần một giá trị"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{argument} không nhận “{value}”"), format!("{argument} cannot be “{value}”"))
        }
        ErrorKind::MissingRequiredArgument => (format!("thiếu {argument}"), format!("{argument} is missing")),
        ErrorKind::ArgumentConflict => (format!("{argument} được viết hai lần"), format!("{argument} is given twice")),
        _ => ("dòng lệnh chưa đúng".to_owned(), "the command line is wrong".to_owned()),
    };
    let terminal = Terminal { language, format: Format::Human };
    terminal.show(&[catalogue::wrong_usage(vi, en)], None);
    2
}
