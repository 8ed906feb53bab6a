//! The arguments as they are described to the user, in both languages.

use clap::{Arg, ArgAction, Command};
use lantoa::diagnostic::Language;
use std::path::PathBuf;

/// An option that takes one of some words.
pub(super) fn choice<const N: usize>(name: &'static str, words: [&'static str; N], option: Arg) -> Arg {
    option.long(name).value_parser(words).hide_possible_values(true)
}

/// The language in which the arguments are described.
#[derive(Clone, Copy)]
pub(super) struct Speech(Language);

impl Speech {
    pub(super) fn say(self, vi: &'static str, en: &'static str) -> &'static str {
        if self.0 == Language::Vietnamese { vi } else { en }
    }

    fn options(self) -> &'static str {
        self.say("Tùy chọn", "Options")
    }

    pub(super) fn option(self, name: &'static str, value: &'static str, vi: &'static str, en: &'static str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(self.say(vi, en)).help_heading(self.options())
    }

    pub(super) fn flag(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
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

    pub(super) fn subcommand(
        self,
        name: &'static str,
        arguments: &'static str,
        vi: &'static str,
        en: &'static str,
    ) -> Command {
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

    pub(super) fn now(self) -> Arg {
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

    fn commands(self) -> [Command; 5] {
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
            self.of_serve(),
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

    pub(super) fn folder(self) -> &'static str {
        self.say("THƯ MỤC", "DIR")
    }
}

/// All that may be typed, described in one language.
pub(super) fn command(language: Language) -> Command {
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
