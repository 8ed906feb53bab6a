//! `lantoa init`: a site from the binary alone. Every question, flag and refusal.

use crate::project::{NOW, Project, tree, unprivileged};
use lantoa::command::{self, InitArguments, Person, Terminal};
use lantoa::diagnostic::{Format, Language};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// An empty folder, and the program in it.
struct Empty(tempfile::TempDir);

impl Empty {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
        command.current_dir(self.0.path()).args([name, "--now", NOW, "--lang", "vi"]);
        command
    }

    /// Runs a command that must end with this code; tells what it said.
    #[track_caller]
    fn run(&self, name: &str, arguments: &[&str], code: i32) -> String {
        let Output { status, stderr, .. } = self.command(name).args(arguments).output().unwrap();
        let said = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(code), "{said}");
        said
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.path().join(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }
}

/// What a person is asked in a folder, and the exit code.
fn ask(arguments: &InitArguments, answers: &str, language: Language) -> (u8, String) {
    let mut asked = Vec::new();
    let terminal = Terminal { language, format: Format::Short };
    let person = Person::new(answers.as_bytes(), &mut asked, language);
    let code = command::init(arguments, terminal, Some(person));
    (code, String::from_utf8(asked).unwrap())
}

const SITE: [&str; 4] = [".gitignore", "README.md", "content", "site.yaml"];

#[test]
fn a_new_site_can_be_built_at_once() {
    for list in ["ha-tinh", "none"] {
        let empty = Empty::new();
        empty.run("init", &["trang", "--communes", list], 0);
        assert_eq!(empty.names("trang"), SITE);
        for arguments in [&[] as &[&str], &["--drafts"]] {
            for name in ["build", "check"] {
                let said = empty.run(name, &[arguments, &["--root", "trang"]].concat(), 0);
                for word in ["cảnh báo[", "góp ý[", "lỗi["] {
                    assert!(!said.contains(word), "{list} {name} {arguments:?}: {said}");
                }
            }
        }
        let samples = ["hoi-nghi", "mo-hinh", "tin-tuc"].map(|section| format!("content/{section}/2026/bai-mau.md"));
        for sample in &samples {
            let text = empty.text(&format!("trang/{sample}"));
            assert!(text.contains("trạng thái: bản nháp\n") && text.contains("tiêu đề: Bài mẫu: "), "{text}");
            assert!(text.contains("là minh họa.*"), "{text}");
        }
        let with_drafts = empty.text("trang/public/mo-hinh/2026/bai-mau.html");
        assert!(with_drafts.contains(if list == "none" { "Toàn tỉnh" } else { "Cẩm Duệ" }), "{with_drafts}");
        empty.run("build", &["--root", "trang"], 0);
        assert!(tree(&empty.0.path().join("trang/public")).keys().all(|page| !page.contains("bai-mau")));
    }
}

#[test]
fn flags_and_defaults_fill_the_settings() {
    let empty = Empty::new();
    let said = empty.run("init", &["a"], 0);
    assert!(said.contains("“Dân vận khéo”") && said.contains("https://example.vn/") && said.contains("cd a"), "{said}");
    let title = "\"Khéo\": 'xã' Cẩm Duệ | # {{năm}}";
    let flags = ["--publisher", "> UBND: xã", "--base-url", "danvan.example.vn/kheo", "--email", "a@example.vn"];
    let said = empty.run("init", &[&["b c", "--title", title], flags.as_slice()].concat(), 0);
    assert!(!said.contains("https://example.vn/") && said.contains("cd \"b c\""), "{said}");
    let settings = lantoa::settings::parse(&empty.text("b c/site.yaml")).0.unwrap();
    assert_eq!(settings.title, title);
    assert_eq!(settings.base_url.absolute("/"), "https://danvan.example.vn/kheo/");
    assert_eq!(settings.publisher.name, "> UBND: xã");
    assert_eq!(settings.publisher.lines, [("email", "a@example.vn".to_owned())]);
    assert!(empty.text("b c/content/communes.yaml").contains("\n  name: Cẩm Duệ\n"));
    assert!(empty.text("b c/README.md").starts_with(&format!("# {title}\n")));
    empty.run("build", &["--drafts", "--root", "b c"], 0);
}

#[test]
fn nobody_is_asked_where_nobody_can_answer() {
    let empty = Empty::new();
    let mut child = empty.command("init").arg("a").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("Tên khác\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && !String::from_utf8_lossy(&output.stderr).contains("[Dân vận khéo]"));
    assert!(empty.text("a/site.yaml").contains("tên trang: Dân vận khéo\n"));
}

#[test]
fn a_person_is_asked_what_flags_do_not_say() {
    let empty = Empty::new();
    let dir = Some(empty.0.path().join("a"));
    let arguments = InitArguments { dir, now: 1_795_000_000, ..InitArguments::default() };
    let answers = "  Cẩm  Duệ\nUBND xã\nkhông có\ndv.example.vn\nabc\na@example.vn\nhay\nk\n";
    let (code, asked) = ask(&arguments, answers, Language::Vietnamese);
    assert_eq!(code, 0, "{asked}");
    for question in [
        "Tên trang [Dân vận khéo]: ",
        "Cơ quan chủ quản",
        "Địa chỉ của trang trên mạng (chưa có thì bấm Enter, sửa sau) [https://example.vn/]: ",
        "Email để bạn đọc góp ý (bấm Enter để bỏ qua): ",
        "Hà Tĩnh (c = có, k = không) [c]: ",
    ] {
        assert!(asked.contains(question), "{question} in {asked}");
    }
    assert!(asked.contains("D402") && asked.contains("“abc” không phải là địa chỉ thư điện tử"), "{asked}");
    let text = empty.text("a/site.yaml");
    for line in
        ["tên trang: Cẩm Duệ\n", "  tên: UBND xã\n", "https://dv.example.vn/\n", "  thư điện tử: a@example.vn\n"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(empty.text("a/content/communes.yaml").lines().all(|line| line.starts_with('#')));

    // What was given is not asked; what is left open has a default.
    let dir = Some(empty.0.path().join("b"));
    let arguments = InitArguments { dir, title: Some("T".into()), has_communes: Some(false), ..arguments };
    let (code, asked) = ask(&arguments, "\n\n\n", Language::English);
    assert_eq!((code, asked.matches(": ").count()), (0, 3), "{asked}");
    assert!(asked.starts_with("Whose site it is"), "{asked}");
}

#[test]
fn who_stops_answering_leaves_nothing() {
    let empty = Empty::new();
    let arguments = InitArguments { dir: Some(empty.0.path().join("a")), ..InitArguments::default() };
    assert_eq!(ask(&arguments, "Tên\n", Language::Vietnamese).0, 2);
    assert!(empty.names(".").is_empty());
}

#[test]
fn a_site_is_offered_to_who_asked_for_nothing() {
    let empty = Empty::new();
    let (taken, free) = (empty.0.path().join("a"), empty.0.path().join("b"));
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("x"), "").unwrap();
    let arguments = InitArguments { now: 1_795_000_000, ..InitArguments::default() };
    let answers = format!("\n{}\n{}\n\n\n\n\n\n", taken.display(), free.display());
    let (code, asked) = ask(&arguments, &answers, Language::Vietnamese);
    assert_eq!(code, 0, "{asked}");
    assert!(asked.contains("F09") && asked.contains("[trang-tin]"), "{asked}");
    assert_eq!(empty.names("b"), SITE);
    assert_eq!(ask(&arguments, "n\n", Language::English).0, 0);
    assert_eq!(empty.names("."), ["a", "b"]);
}

/// The program at a terminal, where it was called without arguments.
fn at_a_terminal(folder: &Path, answers: &str) -> String {
    let mut child = terminal(folder);
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

/// The program at a terminal on which no browser is found.
fn terminal(folder: &Path) -> Child {
    Command::new("script")
        .args(["-qec", concat!("PATH=; exec ", env!("CARGO_BIN_EXE_lantoa")), "/dev/null"])
        .current_dir(folder)
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn without_arguments_a_terminal_leads_on() {
    let empty = Empty::new();
    let said = at_a_terminal(empty.0.path(), "c\n\nTrang em\n\n\n\n\n");
    assert!(said.contains("Thư mục này chưa có trang nào") && said.contains("Đã tạo trang “Trang em”"), "{said}");
    assert_eq!(empty.names("trang-tin"), SITE);
    let mut child = terminal(&empty.0.path().join("trang-tin"));
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("Xem trước tại http://127.0.0.1:") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "the preview does not start");
    }
    // Ctrl-C
    child.stdin.take().unwrap().write_all(b"\x03").unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_folder_must_be_free() {
    let empty = Empty::new();
    let path = |name: &str| empty.0.path().join(name);
    fs::create_dir_all(path("trong/.lantoa-staging/content")).unwrap();
    empty.run("init", &["trong"], 0);
    assert_eq!(empty.names("trong"), SITE, "what a killed run left behind is no hindrance");
    empty.run("init", &["sâu/trong/đây"], 0);
    for taken in ["trong", "sâu"] {
        let before = tree(&path(taken));
        let said = empty.run("init", &[taken], 2);
        assert!(said.contains("F09"), "{said}");
        assert_eq!(tree(&path(taken)), before);
    }
    fs::create_dir(path("day")).unwrap();
    let output = empty.command("init").arg(".").current_dir(path("day")).output().unwrap();
    assert!(output.status.success());
    assert_eq!(empty.names("day"), SITE);
    fs::write(path("tep"), "x").unwrap();
    for dir in ["tep", "tep/a"] {
        let said = empty.run("init", &[dir], 2);
        assert!(said.contains("F02"), "{said}");
    }
    assert_eq!(empty.text("tep"), "x");
    let said = empty.run("init", &["moi", "--email", "abc"], 2);
    assert!(said.contains("“abc”") && !path("moi").exists(), "{said}");
    let said = empty.run("init", &["moi", "--base-url", "a b"], 2);
    assert!(said.contains("D402") && !path("moi").exists(), "{said}");
}

#[test]
fn nothing_is_left_where_nothing_may_be_written() {
    let project = Project::new();
    fs::create_dir(project.path("kin")).unwrap();
    let mut command = unprivileged(env!("CARGO_BIN_EXE_lantoa"), project.root());
    fs::set_permissions(project.path("kin"), fs::Permissions::from_mode(0o555)).unwrap();
    let run = project.run(command.current_dir(project.root()).args(["init", "kin/sau/trang", "--lang", "vi"]));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("F02") && run.stderr.contains("không có quyền"), "{}", run.stderr);
    assert_eq!(fs::read_dir(project.path("kin")).unwrap().count(), 0);
}

#[test]
fn nothing_is_left_where_the_disk_is_full() {
    let empty = Empty::new();
    fs::create_dir(empty.0.path().join("nho")).unwrap();
    let script = "mount -t tmpfs -o size=32k tmpfs nho; \"$0\" init nho/sau/trang --lang vi; echo $?; ls -A nho";
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_lantoa")])
        .current_dir(empty.0.path())
        .output()
        .unwrap();
    let (said, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "2\n", "{stderr}");
    assert!(stderr.contains("F02") && stderr.contains("hết chỗ") && !stderr.contains("staging"), "{stderr}");
}
