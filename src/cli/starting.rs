//! What the user may type to begin a site or an article, and what no argument at all means.
//!
//! In: the arguments of `init` and `new`. Out: these commands, or an exit code when something was found wrong and said.

use super::speech::{Speech, choice};
use super::{Invocation, Surroundings, now, preview};
use clap::{Arg, ArgAction, ArgMatches, Command};
use lantoa::Options;
use lantoa::command::{InitArguments, NewArguments, Terminal};
use lantoa::load::Disk;
use std::path::{Path, PathBuf};

/// What a call without arguments means, or a double click: in a site, to see it; elsewhere, to begin one.
pub(super) fn without_arguments(surroundings: &Surroundings) -> Invocation {
    let root = PathBuf::from(".");
    if Disk::open(&root).is_ok() {
        return preview::opened(root, surroundings);
    }
    Invocation::Init(InitArguments { now: (surroundings.clock)(), ..InitArguments::default() })
}

/// `init`, as it was typed.
pub(super) fn init(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<Invocation, u8> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    Ok(Invocation::Init(InitArguments {
        dir: own.get_one::<PathBuf>("dir").cloned(),
        title: text("title"),
        publisher: text("publisher"),
        base_url: text("base-url"),
        email: text("email"),
        has_communes: text("communes").map(|word| word != "none"),
        now: now(own, surroundings, terminal)?,
    }))
}

/// `new`, as it was typed.
pub(super) fn new(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<Invocation, u8> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    let texts = |name: &str| own.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let root = own.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| Path::new(".").to_owned());
    Ok(Invocation::New(NewArguments {
        options: Options { root, now: now(own, surroundings, terminal)?, ..Options::default() },
        title: text("title"),
        section: text("section"),
        communes: texts("commune"),
        fields: texts("field"),
        date: text("date"),
        is_draft: !text("draft").is_some_and(|word| matches!(word.as_str(), "no" | "không")),
        open: own.get_flag("open"),
    }))
}

impl Speech {
    fn argument(self, name: &'static str, value: &'static str, vi: &'static str, en: &'static str) -> Arg {
        let arguments = self.say("Tham số", "Arguments");
        Arg::new(name).value_name(value).help(self.say(vi, en)).help_heading(arguments)
    }

    fn of_init(self) -> Command {
        let name = self.say("TÊN", "NAME");
        let dir = self.argument("dir", self.folder(), "Thư mục mới, hoặc còn trống", "A new or an empty folder");
        let communes = self.option(
            "communes",
            "ha-tinh|none",
            "Danh sách xã, phường của Hà Tĩnh, hoặc để trống",
            "The communes of Hà Tĩnh, or an empty list",
        );
        self.subcommand("init", self.say("THƯ-MỤC ", "DIR "), "Tạo một trang mới", "Make a new site").args([
            dir.required(true).value_parser(clap::value_parser!(PathBuf)),
            self.option("title", name, "Tên trang", "Name of the site"),
            self.option("publisher", name, "Cơ quan chủ quản", "Whose site it is"),
            self.option("base-url", "URL", "Địa chỉ trang trên mạng", "Address of the site"),
            self.option("email", "EMAIL", "Email để bạn đọc góp ý", "E-mail address for readers"),
            choice("communes", ["ha-tinh", "none"], communes),
            self.now(),
        ])
    }

    fn of_new(self) -> Command {
        let name = self.say("TÊN", "NAME");
        let title = self.argument(
            "title",
            self.say("TIÊU ĐỀ", "TITLE"),
            "Tiêu đề bài, trong ngoặc kép",
            "The title, in quotes",
        );
        let commune = self.option(
            "commune",
            name,
            "Địa phương, không cần dấu; nhiều nơi thì viết nhiều lần",
            "Place, without marks if you like; may be repeated",
        );
        let field =
            self.option("field", name, "Lĩnh vực; có thể viết nhiều lần", "Field; may be repeated, the main one first");
        let date = self.option(
            "date",
            self.say("NGÀY", "DATE"),
            "Ngày đăng, ví dụ 14/8/2025 (mặc định: bây giờ)",
            "Date, as in 14/8/2025 (default: now)",
        );
        let draft = self.option("draft", "yes|no", "Bản nháp (mặc định: có)", "A draft (default: yes)");
        let section = self.option(
            "section",
            name,
            "Chuyên mục: thư mục hoặc tên (mặc định: chuyên mục đầu)",
            "Section: folder or title (default: the first)",
        );
        let usage = self.say("\"TIÊU ĐỀ\" ", "\"TITLE\" ");
        self.subcommand("new", usage, "Viết một bài mới", "Begin an article").args([
            title,
            section,
            commune.action(ArgAction::Append),
            field.action(ArgAction::Append),
            date,
            choice("draft", ["yes", "no", "có", "không"], draft)
                .num_args(0..=1)
                .default_missing_value("yes")
                .require_equals(true),
            self.flag("open", "Mở bài để viết", "Open the article for writing"),
            self.now(),
        ])
    }

    pub(super) fn beginnings(self) -> [Command; 2] {
        [self.of_init(), self.of_new()]
    }
}
