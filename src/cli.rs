//! What the user may type, in both languages.
//!
//! In: the arguments as given. Out: a command, or an exit code when there is nothing more to do (help, a mistake).

mod mistakes;
mod starting;

use clap::{Arg, ArgAction, ArgMatches, Command};
use lantoa::Options;
use lantoa::base::path::BaseUrl;
use lantoa::command::{
    BuildArguments, InitArguments, Layout, ListArguments, NewArguments, Schema, Subject, Terminal, TimingsLayout,
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
    pub(crate) now: i64,
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
}

/// Reads the arguments. `Err` carries the exit code when everything was said already.
pub(crate) fn parse(arguments: Vec<OsString>, surroundings: &Surroundings) -> Result<(Invocation, Terminal), u8> {
    let language = language(&arguments, surroundings.locale.as_deref());
    if arguments.len() <= 1 && surroundings.is_attended {
        let terminal = Terminal { language, format: Format::Human };
        return Ok((starting::without_arguments(surroundings), terminal));
    }
    let matches =
        command(language).try_get_matches_from(arguments).map_err(|error| mistakes::tell(&error, language))?;
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
        drafts: own.get_flag("drafts"),
        now: now(own, surroundings, terminal)?,
        keep_going: false,
        write: false,
        from_scratch: false,
        explain: false,
    })
}

/// `--now`, else what the clock says.
fn now(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<i64, u8> {
    let Some(text) = own.get_one::<String>("now") else { return Ok(surroundings.now) };
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

/// An option that takes one of some words.
fn choice<const N: usize>(name: &'static str, words: [&'static str; N], option: Arg) -> Arg {
    option.long(name).value_parser(words).hide_possible_values(true)
}

/// The language in which the arguments are described.
#[derive(Clone, Copy)]
struct Speech(Language);

impl Speech {
    fn say(self, vi: &'static str, en: &'static str) -> &'static str {
        if self.0 == Language::Vietnamese { vi } else { en }
    }

    fn options(self) -> &'static str {
        self.say("Tùy chọn", "Options")
    }

    fn option(self, name: &'static str, value: &'static str, vi: &'static str, en: &'static str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(self.say(vi, en)).help_heading(self.options())
    }

    fn flag(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.say(vi, en)).help_heading(self.options())
    }

    fn help(self) -> Arg {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        help.help(self.say("Xem hướng dẫn này", "Print help")).help_heading(self.options())
    }

    /// Of which list a command speaks.
    fn what(self, vi: &'static str, en: &'static str) -> Arg {
        let words = ["communes", "fields"];
        let what = Arg::new("what").value_name("communes|fields").value_parser(words).hide_possible_values(true);
        what.required(true).help(self.say(vi, en)).help_heading(self.say("Tham số", "Arguments"))
    }

    fn subcommand(self, name: &'static str, arguments: &'static str, vi: &'static str, en: &'static str) -> Command {
        let template =
            self.say("{about}\n\nCách dùng: {usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}");
        Command::new(name)
            .about(self.say(vi, en))
            .override_usage(format!("lantoa {name} {arguments}{}", self.say("[TÙY CHỌN]", "[OPTIONS]")))
            .help_template(template)
            .disable_help_flag(true)
            .arg(self.help())
    }

    /// What commands take that look at a folder.
    fn of_folder(self) -> [Arg; 2] {
        [self.flag("drafts", "Kể cả bản nháp và bài hẹn giờ", "Drafts and scheduled articles too"), self.now()]
    }

    fn now(self) -> Arg {
        self.option(
            "now",
            self.say("THỜI ĐIỂM", "INSTANT"),
            "Coi đây là hiện tại, ví dụ 2026-11-22T07:30:00+07:00",
            "Take this for the present, as in 2026-11-22T07:30:00+07:00",
        )
    }

    /// What `build` and `check` take.
    fn of_build(self) -> [Arg; 3] {
        let timings = self.option(
            "timings",
            "table|json",
            "In thời gian của từng bước; =json cho chương trình khác",
            "Print what each stage took; =json for programs",
        );
        let messages = self.option("format", "human|short|json|github", "Dạng thông báo", "Layout of messages");
        [
            self.option(
                "base-url",
                "URL",
                "Địa chỉ gốc, thay cho base_url trong site.yaml",
                "Base URL instead of that in site.yaml",
            ),
            choice("timings", ["table", "json"], timings)
                .num_args(0..=1)
                .default_missing_value("table")
                .require_equals(true),
            choice("format", ["human", "short", "json", "github"], messages),
        ]
    }

    fn commands(self) -> [Command; 4] {
        let out =
            self.option("out", self.folder(), "Thư mục đích (mặc định: public)", "Output folder (default: public)");
        let clean = self.flag(
            "clean",
            "Tạo lại từ đầu, không dùng gì đã nhớ từ lần trước",
            "Build from scratch, trusting nothing remembered",
        );
        let verify = self.flag(
            "verify",
            "Tạo xong thì tạo lại từ đầu và so sánh từng tệp",
            "Build, then once more from scratch, and compare",
        );
        let explain =
            self.flag("explain", "Nói rõ vì sao từng trang được tạo lại", "Say of each page that is made why");
        let keep_going = self.flag(
            "keep-going",
            "Bỏ qua bài có lỗi, vẫn đăng các bài khác",
            "Leave faulty articles out, publish the others",
        );
        let layout = self.option(
            "layout",
            "table|csv|json",
            "Dạng danh sách (mặc định: table)",
            "Layout of the list (default: table)",
        );
        let listed = self.what(
            "communes: các xã, phường hiện nay; fields: các lĩnh vực",
            "communes: the communes of today; fields: the fields",
        );
        let described = self.what("communes.yaml hay fields.yaml", "communes.yaml or fields.yaml");
        [
            self.subcommand("build", "", "Tạo trang trong thư mục public", "Make the site in public")
                .args([out.value_parser(clap::value_parser!(PathBuf)), clean, keep_going, verify, explain])
                .args(self.of_folder())
                .args(self.of_build()),
            self.subcommand("check", "", "Kiểm tra tất cả, không ghi gì", "Check everything, write nothing")
                .args(self.of_folder())
                .args(self.of_build()),
            self.subcommand(
                "list",
                "communes|fields ",
                "Liệt kê, kèm số bài và mô hình",
                "List, with numbers of stories and models",
            )
            .args([listed, choice("format", ["table", "csv", "json"], layout)])
            .args(self.of_folder()),
            self.subcommand(
                "schema",
                "communes|fields ",
                "In JSON Schema của một danh sách",
                "Print the JSON Schema of a list",
            )
            .arg(described),
        ]
    }

    fn folder(self) -> &'static str {
        self.say("THƯ MỤC", "DIR")
    }
}

fn command(language: Language) -> Command {
    let speech = Speech(language);
    let lang = speech.option("lang", "vi|en", "Ngôn ngữ của thông báo", "Language of messages").global(true);
    let root = speech.option(
        "root",
        speech.folder(),
        "Thư mục của trang (mặc định: thư mục hiện tại)",
        "The site's folder (default: the current one)",
    );
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    Command::new("lantoa")
        .version(env!("CARGO_PKG_VERSION"))
        .about(speech.say(
            "Lan Tỏa: từ thư mục Markdown đến trang tin tĩnh",
            "Lan Tỏa: from a folder of Markdown to a static news site",
        ))
        .help_template(speech.say(
            "{about}\n\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\n{options}",
            "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\n{options}",
        ))
        .override_usage(speech.say("lantoa [TÙY CHỌN] LỆNH", "lantoa [OPTIONS] COMMAND"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(choice("lang", ["vi", "en"], lang))
        .arg(root.value_parser(clap::value_parser!(PathBuf)).global(true))
        .arg(speech.help())
        .arg(version.help(speech.say("In số phiên bản", "Print the version")).help_heading(speech.options()))
        .subcommands(speech.beginnings())
        .subcommands(speech.commands())
}
