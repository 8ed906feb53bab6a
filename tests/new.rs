//! `lantoa new`: an article in its place. Every question, flag and refusal.

use crate::project::{NOW, Project, Run, tree, unprivileged};
use lantoa::Options;
use lantoa::article::{Kind, Parsed, Schema, parse_article};
use lantoa::command::{self, NewArguments, Person, Terminal};
use lantoa::diagnostic::{Format, Language};
use lantoa::settings;
use lantoa::starter::{Beginning, file_names};
use lantoa::vietnamese::{Moment, Offset, quotes};
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

const PLACES: &str = include_str!("../content/communes.yaml");
const KINDS: [&str; 8] = ["tin tức", "mô hình", "hội nghị", "emagazine", "video", "podcast", "văn bản", "trang"];

/// The places and fields of Hà Tĩnh.
pub fn project() -> Project {
    Project::new()
        .file("content/communes.yaml", PLACES)
        .file("content/fields.yaml", include_str!("../content/fields.yaml"))
}

fn new(project: &Project, arguments: &[&str]) -> Run {
    project.run(project.command("new").args(arguments))
}

#[track_caller]
pub fn made(project: &Project, arguments: &[&str]) -> (String, String) {
    let run = new(project, arguments).ok();
    let path = run.stdout.trim_end().to_owned();
    let text = fs::read_to_string(project.path(&path)).unwrap();
    (path, text)
}

#[track_caller]
pub fn refused(project: &Project, arguments: &[&str], said: &[&str]) {
    let before = tree(&project.path("content"));
    let run = new(project, arguments);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    for said in said {
        assert!(run.stderr.contains(said), "{said} in {}", run.stderr);
    }
    assert_eq!(tree(&project.path("content")), before);
}

#[test]
fn an_article_stands_in_its_section_and_year() {
    let project = project();
    let flags = ["--commune", "cam due", "--commune", "xã Kỳ Anh", "--field", "nong thon", "--field", "Kinh tế"];
    let (path, text) = made(&project, &[&["Cẩm Duệ: “hàng rào” xanh, đẹp"], flags.as_slice()].concat());
    assert_eq!(path, "content/mo-hinh/2026/cam-due-hang-rao-xanh-dep.md");
    for lines in [
        "tiêu đề: Cẩm Duệ: “hàng rào” xanh, đẹp\n",
        "ngày: 22/11/2026 7h00\n",
        "\ntrạng thái: bản nháp\n",
        "\nđịa phương:\n  - xã Cẩm Duệ\n  - xã Kỳ Anh\n",
        "\nlĩnh vực:\n  - Nông thôn mới\n  - Kinh tế\n",
        "\n## Bài học kinh nghiệm\n",
    ] {
        assert!(text.contains(lines), "{lines} in {text}");
    }
    let run = project.build().ok();
    assert!(run.stderr.contains("1 bản nháp") && !run.stderr.contains("cảnh báo["), "{}", run.stderr);
    let run = project.build_with(&["--drafts"]).ok();
    let page = run.page("mo-hinh/2026/cam-due-hang-rao-xanh-dep.html");
    assert!(!page.contains("Lời nhắc") && !page.contains("## "), "{page}");
    assert!(run.has("dia-phuong/cam-due/index.html") && run.has("dia-phuong/ky-anh/index.html"));
}

#[test]
fn flags_say_section_date_and_status() {
    let project = project();
    let (path, text) =
        made(&project, &["Tin", "--section", "tin", "--date", "14/8/2023", "--draft=no", "--commune", "cam vinh"]);
    assert_eq!(path, "content/tin-tuc/2023/tin.md");
    assert!(text.contains("ngày: 14/8/2023\n") && text.contains("\n# trạng thái: bản nháp\n"), "{text}");
    // The unit of that time.
    assert!(text.contains("\nđịa phương: xã Cẩm Vịnh\n") && text.contains("\n# lĩnh vực: "), "{text}");
    let run = project.build().ok();
    assert!(run.has("tin-tuc/2023/tin.html") && !run.stderr.contains("cảnh báo["), "{}", run.stderr);
    for section in ["Tin tức", "tin-tuc", "TIN"] {
        assert!(made(&project, &["Khác", "--section", section]).0.starts_with("content/tin-tuc/2026/khac"));
    }
    let (_, text) = made(&project, &["Xa", "--commune", "Ngoài tỉnh: Nghệ An", "--commune", "toàn tỉnh", "--draft"]);
    assert!(
        text.contains("\n  - Ngoài tỉnh: Nghệ An\n  - Toàn tỉnh\n") && text.contains("\ntrạng thái: bản nháp\n"),
        "{text}"
    );
}

#[test]
fn the_day_is_that_of_vietnam() {
    let project = project();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
    command.current_dir(project.root()).args(["new", "Giao thừa", "--now", "2026-12-31T18:05:00Z"]);
    let run = project.run(&mut command).ok();
    assert_eq!(run.stdout, "content/mo-hinh/2027/giao-thua.md\n");
    assert!(fs::read_to_string(project.path(run.stdout.trim_end())).unwrap().contains("ngày: 1/1/2027 1h05\n"));
}

#[test]
fn no_address_is_given_twice_and_nothing_is_written_over() {
    let project = project()
        .article("mo-hinh/2026/Hàng rào.md", "---\ntitle: A\ndate: 1/2/2026\n---\n")
        .article("mo-hinh/2026/hang-rao-2/index.md", "---\ntitle: A\ndate: 1/2/2026\n---\n");
    let before = tree(&project.path("content"));
    assert_eq!(made(&project, &["Hàng rào"]).0, "content/mo-hinh/2026/hang-rao-3.md");
    assert_eq!(made(&project, &["HÀNG RÀO!"]).0, "content/mo-hinh/2026/hang-rao-4.md");
    assert_eq!(made(&project, &["Con"]).0, "content/mo-hinh/2026/con-2.md", "Windows keeps con for itself");
    let after = tree(&project.path("content"));
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes) && after.len() == before.len() + 3);
}

#[test]
fn the_path_leads_there_from_where_it_was_asked() {
    let project = project();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
    let run = project.run(command.current_dir("/").args(["new", "A", "--now", NOW, "--root"]).arg(project.root())).ok();
    assert_eq!(run.stdout, format!("{}\n", project.path("content/mo-hinh/2026/a.md").display()));
    assert!(project.path("content/mo-hinh/2026/a.md").is_file());
}

#[test]
fn errors_elsewhere_matter_only_where_names_are_looked_up() {
    let project = project().article("tin-tuc/a.md", "hỏng").file("content/models.yaml", "hỏng");
    assert_eq!(made(&project, &["A"]).0, "content/mo-hinh/2026/a.md");
    let project = project.file("content/fields.yaml", "- {name: }\n");
    let run = new(&project, &["B"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("content/fields.yaml:1:") && !project.path("content/mo-hinh/2026/b.md").exists());
}

#[test]
fn what_is_wrong_is_refused() {
    let project = project();
    refused(&project, &["“…”"], &["F10", "“…”"]);
    refused(&project, &["  \n "], &["F10"]);
    refused(&project, &[], &["F07", "thiếu tiêu đề"]);
    refused(&project, &["A", "--section", "tin-tuk"], &["F11", "có phải “tin-tuc”?"]);
    refused(&project, &["A", "--section", "thể thao"], &["F11", "các chuyên mục: mo-hinh, tin-tuc"]);
    refused(&project, &["A", "--commune", "Cẩm Dệu"], &["D203", "có phải “xã Cẩm Duệ”"]);
    refused(&project, &["A", "--field", "Kinh té nhé"], &["D204", "content/fields.yaml"]);
    refused(&project, &["A", "--field", "Moi truonh"], &["D204", "có phải “Môi trường”?"]);
    refused(&project, &["A", "--date", "31/2/2026"], &["D112", "tháng 2/2026 có 28 ngày"]);
    refused(&project, &["A", "--date", "mai"], &["D112", "14/8/2025"]);
    refused(&project, &["A", "--draft=co"], &["F07"]);
    fs::remove_file(project.path("site.yaml")).unwrap();
    refused(&project, &["A"], &["F04", "lantoa init"]);
}

#[test]
fn a_site_without_sections_is_told_how_to_make_one() {
    let project = project();
    for section in ["mo-hinh", "tin-tuc"] {
        fs::remove_dir_all(project.path("content").join(section)).unwrap();
    }
    refused(&project, &["A"], &["F11", "_index.md"]);
    refused(&project, &["A", "--section", "tin-tuc"], &["F11", "chưa có chuyên mục nào"]);
    // A folder of articles is a section, as it is when the site is built.
    let project = project.article("the-thao/a.md", "");
    assert_eq!(made(&project, &["A"]).0, "content/the-thao/2026/a.md");
}

#[test]
fn nothing_is_left_where_nothing_may_be_written() {
    let project = project();
    let mut command = unprivileged(env!("CARGO_BIN_EXE_lantoa"), project.root());
    fs::set_permissions(project.path("content/tin-tuc"), fs::Permissions::from_mode(0o555)).unwrap();
    command.current_dir(project.root()).args(["new", "A", "--section", "tin", "--now", NOW, "--lang", "vi"]);
    let run = project.run(&mut command);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("F02") && run.stderr.contains("content/tin-tuc/2026/a.md"), "{}", run.stderr);
    assert_eq!(fs::read_dir(project.path("content/tin-tuc")).unwrap().count(), 1);
}

#[test]
fn what_stands_in_the_way_is_told() {
    let project = project().file("content/mo-hinh/2026", "x");
    refused(&project, &["A"], &["F02", "content/mo-hinh/2026/a.md"]);
    // Of a folder that Windows keeps for itself the build tells.
    let project = project.file("content/con/_index.md", "---\ntitle: Con\n---\n");
    assert_eq!(made(&project, &["A", "--section", "con"]).0, "content/con/2026/a.md");
    assert_eq!(made(&project, &["A", "--section", "con"]).0, "content/con/2026/a-2.md");
}

#[test]
fn the_editor_is_started() {
    let project = project();
    let editor = "#!/bin/sh\necho \"$1\" > mo\n";
    project.put("bin/xdg-open", editor);
    fs::set_permissions(project.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever reads waits until something is written.
    assert!(Command::new("mkfifo").arg(project.path("mo")).status().unwrap().success());
    let mut command = project.command("new");
    let run = project
        .run(command.args(["A", "--open"]).env("PATH", format!("{}:/usr/bin:/bin", project.path("bin").display())));
    assert_eq!(fs::read_to_string(project.path("mo")).unwrap(), "content/mo-hinh/2026/a.md\n");
    assert_eq!(run.ok().stdout, "content/mo-hinh/2026/a.md\n");
}

/// What a person is asked, and the exit code.
pub fn ask(project: &Project, arguments: NewArguments, answers: &str) -> (u8, String) {
    let mut asked = Vec::new();
    let options = Options { root: project.root().to_owned(), now: 1_795_305_600, ..Options::default() };
    let arguments = NewArguments { options, is_draft: true, ..arguments };
    let terminal = Terminal { language: Language::Vietnamese, format: Format::Short };
    let person = Person::new(answers.as_bytes(), &mut asked, Language::Vietnamese);
    let code = command::new(&arguments, terminal, Some(person));
    (code, String::from_utf8(asked).unwrap())
}

#[test]
fn a_person_is_asked_what_flags_do_not_say() {
    let project = project();
    let answers = "…\n Thôn  em\nnhạc\n2\n30/2/2026\n1/10/2026\ncam\n2\nxyz\nky anh\n\n3\nmoi truong\n\n";
    let (code, asked) = ask(&project, NewArguments::default(), answers);
    assert_eq!(code, 0, "{asked}");
    for said in [
        "F10",
        "F11",
        "D112",
        "  2. Tin tức\n",
        "  2. xã Cẩm Duệ\n",
        "“xyz”",
        "  → xã Kỳ Anh\n",
        "  9. Chuyển đổi số\n",
    ] {
        assert!(asked.contains(said), "{said} in {asked}");
    }
    let text = fs::read_to_string(project.path("content/tin-tuc/2026/thon-em.md")).unwrap();
    for lines in [
        "tiêu đề: Thôn em\n",
        "ngày: 1/10/2026\n",
        "\nđịa phương:\n  - xã Cẩm Duệ\n  - xã Kỳ Anh\n",
        "\nlĩnh vực:\n  - Văn hóa - xã hội\n  - Môi trường\n",
    ] {
        assert!(text.contains(lines), "{lines} in {text}");
    }
}

#[test]
fn a_person_may_leave_everything_open() {
    let project = project();
    let (code, asked) = ask(&project, NewArguments { title: Some("A".into()), ..NewArguments::default() }, "\n\n\n\n");
    assert_eq!(code, 0, "{asked}");
    assert!(asked.contains("Ngày đăng [22/11/2026 7h00]: "), "{asked}");
    let text = fs::read_to_string(project.path("content/mo-hinh/2026/a.md")).unwrap();
    assert!(text.contains("\nđịa phương:\n\n") && text.contains("\nlĩnh vực:\n\n"), "{text}");
    let run = project.build().ok();
    assert_eq!(run.stderr.matches("D213").count(), 2, "a draft keeps nothing from being built: {}", run.stderr);
    let given = NewArguments {
        title: Some("B".into()),
        section: Some("tin-tuc".into()),
        communes: vec!["Cẩm Duệ".into()],
        fields: vec!["Kinh tế".into()],
        date: Some("1/2/2026".into()),
        ..NewArguments::default()
    };
    assert_eq!(ask(&project, given, ""), (0, String::new()), "nothing is asked that was said");
    // A name that was given means the place of the day that was answered.
    let given = NewArguments { title: Some("C".into()), communes: vec!["cam vinh".into()], ..NewArguments::default() };
    assert_eq!(ask(&project, given, "\n1/2/2024\n\n").0, 0);
    assert!(
        fs::read_to_string(project.path("content/mo-hinh/2024/c.md")).unwrap().contains("\nđịa phương: xã Cẩm Vịnh\n")
    );
    let (code, _) = ask(&project, NewArguments::default(), "Bài\n1\n");
    assert_eq!((code, project.path("content/mo-hinh/2026/bai.md").exists()), (2, false), "who leaves, leaves nothing");
}

/// Every example in front matter is one that can be used as it stands.
#[test]
fn examples_can_be_used() {
    let mut project =
        project().file("content/models.yaml", "- {tên: Tên mô hình, đơn vị: x, lĩnh vực: KT, cấp: tỉnh}\n");
    for (at, kind) in KINDS.iter().enumerate() {
        project = project.file(&format!("content/s{at}/_index.md"), format!("---\ntitle: S\nloại: {kind}\n---\n"));
        let (path, text) =
            made(&project, &["A", "--section", &format!("s{at}"), "--commune", "Cẩm Duệ", "--field", "KT"]);
        let is_example = |line: &&str| {
            let Some(rest) = line.strip_prefix("# ") else { return false };
            rest.starts_with("  ") || rest.starts_with(|c: char| c.is_lowercase()) && rest.contains(':')
        };
        let used: Vec<&str> = text
            .lines()
            .map(|line| if is_example(&line) { line.trim_start_matches('#').strip_prefix(' ').unwrap() } else { line })
            .collect();
        assert!(
            used.iter().filter(|line| line.starts_with("hết hạn:") || line.starts_with("ảnh:")).count() == 2,
            "{used:?}"
        );
        project.put(&path, used.join("\n"));
    }
    let run = project.build_with(&["--drafts", "--format", "json"]);
    let codes: Vec<String> = run.stdout.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect();
    // Files that are not there, one part of a series eight times, no cover of the podcast; nothing else.
    assert!(
        codes.iter().all(|code| ["D205", "D207", "D228", "D280", "D281"].contains(&code.as_str())),
        "{}",
        run.stdout
    );
}

proptest! {
    #[test]
    fn any_title_is_read_as_it_was_written(title in "[-\"'|>#&*!%@`{}\\[\\]:?, .aÀệđ0-9“”’\\\\]{1,30}") {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(file_names(&title).next().is_some());
        let date = Moment::parse("1/2/2026", Offset::VIETNAM).unwrap();
        let beginning = Beginning { title: &title, kind: Kind::News, date, communes: &[], fields: &[], is_draft: true };
        let (text, settings) = (beginning.text(), settings::parse("title: T\nbase_url: https://example.vn/\n").0.unwrap());
        let parsed = parse_article("tin-tuc/a.md", text.as_bytes(), &text, &Schema::new(&settings).0, None).0;
        let Parsed::Article(article) = parsed else { return Err(TestCaseError::fail(text)) };
        prop_assert_eq!(&*article.card.title, &*quotes(&title).0);
    }
}
