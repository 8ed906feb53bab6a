//! What the program says, where, and in which language.

use crate::project::{NOW, Project};
use std::process::Command;

fn faulty() -> Project {
    Project::new().article("tin-tuc/a.md", "---\ntitle: A\ndate: 31/2/2026\n---\n\nChữ.\n")
}

#[test]
fn data_goes_to_stdout_and_messages_to_stderr() {
    let project = faulty();
    let run = project.build_with(&["--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let note: serde_json::Value = serde_json::from_str(run.stdout.trim()).unwrap();
    assert_eq!(note["code"], "D112");
    assert_eq!(note["severity"], "error");
    assert_eq!(
        (note["path"].as_str(), note["line"].as_u64(), note["column"].as_u64()),
        (Some("content/tin-tuc/a.md"), Some(3), Some(7))
    );
    assert_eq!(note["message"]["en"], "there is no such date as “31/2/2026”");
    let run = project.build_with(&["--format", "github", "--lang", "en"]);
    assert!(
        run.stdout.starts_with("::error title=D112,file=content/tin-tuc/a.md,line=3,col=7::there is no such date"),
        "{}",
        run.stdout
    );
    let run = project.build_with(&["--format", "short"]);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.starts_with("content/tin-tuc/a.md:3:7: lỗi[D112]: không có ngày “31/2/2026”\n"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn the_language_is_asked_for_or_the_systems_or_vietnamese() {
    let project = Project::new();
    let said = |locale: &str, arguments: &[&str]| {
        let mut command = project.command("check");
        project.run(command.env("LC_ALL", locale).args(arguments)).stderr
    };
    assert!(said("en_US.UTF-8", &[]).starts_with("Checked"));
    assert!(said("vi_VN.UTF-8", &[]).starts_with("Đã kiểm tra"));
    assert!(said("C", &[]).starts_with("Đã kiểm tra"));
    assert!(said("fr_FR.UTF-8", &[]).starts_with("Đã kiểm tra"));
    assert!(said("en_US.UTF-8", &["--lang", "vi"]).starts_with("Đã kiểm tra"));
    assert!(said("vi_VN.UTF-8", &["--lang=en"]).starts_with("Checked"));
}

#[test]
fn help_speaks_the_language_and_names_every_option() {
    let help = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_lantoa"))
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LANG")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let vi = help(&["build", "--help"]);
    for option in [
        "--root",
        "--out",
        "--base-url",
        "--drafts",
        "--now",
        "--clean",
        "--keep-going",
        "--timings",
        "--lang",
        "--format",
    ] {
        assert!(vi.contains(option), "{option} in {vi}");
    }
    for english in ["Usage", "OPTIONS", "Options", "Print", "possible"] {
        assert!(!vi.contains(english), "{english} in {vi}");
    }
    for (name, options) in [
        ("init", &["THƯ-MỤC", "--title", "--publisher", "--base-url", "--email", "--communes", "--now"] as &[&str]),
        ("new", &["TIÊU ĐỀ", "--section", "--commune", "--field", "--date", "--draft", "--open", "--now"]),
    ] {
        let help = help(&[name, "--help"]);
        assert!(options.iter().all(|option| help.contains(option)) && !help.contains("Usage"), "{help}");
    }
    assert!(help(&["--help", "--lang", "en"]).contains("Commands:"));
    assert!(help(&["--version"]).starts_with("lantoa "));
}

#[test]
fn wrong_usage_ends_with_2() {
    for (arguments, said) in [
        (&["build", "--nhanh"] as &[&str], "không có tùy chọn “--nhanh”"),
        (&["xay"], "không có lệnh “xay”: dùng init, new, serve, build, check, list hoặc schema"),
        (&["biuld"], "không có lệnh “biuld”; có phải “build”?"),
        (&[], "thiếu tên lệnh"),
        (&["init"], "thiếu <THƯ MỤC>"),
        (&["build", "--format", "xml"], "--format không nhận “xml”; cần human, short, json hoặc github\n"),
        (&["list", "xa"], "<communes|fields> không nhận “xa”; cần communes hoặc fields\n"),
        (&["serve", "--port", "abc"], "--port không nhận “abc”; cần một số từ 1 đến 65535, ví dụ 8080\n"),
        (&["serve", "--port", "99999"], "--port không nhận “99999”; cần một số từ 1 đến 65535, ví dụ 8080\n"),
        (&["serve", "--host", "x"], "--host không nhận “x”; cần một địa chỉ IP, ví dụ 0.0.0.0 hoặc 127.0.0.1\n"),
        (
            &["new", "Hai", "từ"],
            "“Hai từ” có dấu cách nên phải đặt trong dấu ngoặc kép: lantoa new \"Hai từ\" --lang vi\n",
        ),
        (
            &["--root", "a b", "new", "--section", "tin", "Ba", "từ", "--open", "nữa", "--draft=no"],
            "kép: lantoa --root \"a b\" new --section tin \"Ba từ nữa\" --open --draft=no --lang vi\n",
        ),
        (&["new", "A b", "--commune", "cam", "due"], ": lantoa new \"A b\" --commune \"cam due\" --lang vi\n"),
        (&["init", "trang", "tin"], ": lantoa init \"trang tin\" --lang vi\n"),
        (&["build", "--out", "my", "dir"], "“my dir” có dấu cách nên phải đặt trong dấu ngoặc kép: lantoa build --out"),
        (&["build", "trang"], "không dùng “trang” ở đây được\n"),
        (&["list", "communes", "fields"], "không dùng “fields” ở đây được\n"),
        (&["build", "--out"], "cần một giá trị"),
        (&["build", "--clean", "--clean"], "được viết hai lần"),
        (&["check", "--out", "x"], "không có tùy chọn “--out”"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_lantoa")).args(arguments).args(["--lang", "vi"]).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    }
}

#[test]
fn wrong_usage_is_told_in_english_too() {
    for (arguments, said) in [
        (
            &["new", "Hai", "từ"] as &[&str],
            "“Hai từ” has spaces and must stand in quotes: lantoa new \"Hai từ\" --lang en\n",
        ),
        (&["build", "x"], "“x” cannot stand here\n"),
        (&["serve", "--port", "abc"], "--port cannot be “abc”; use a number from 1 to 65535, as in 8080\n"),
        (&["serve", "--host", "x"], "--host cannot be “x”; use an IP address, as in 0.0.0.0 or 127.0.0.1\n"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_lantoa")).args(arguments).args(["--lang", "en"]).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && stderr.contains(said), "{arguments:?}: {stderr}");
    }
}

#[test]
fn timings_are_a_table_of_stages() {
    let run = Project::new().build_with(&["--timings"]).ok();
    for stage in ["settings", "load", "parse", "resolve", "plan", "render", "write", "total"] {
        assert!(run.stderr.lines().any(|line| line.starts_with(stage)), "{stage} in {}", run.stderr);
    }
}

#[test]
fn the_site_is_found_by_root_from_anywhere() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.");
    let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
    let run = project.run(command.current_dir("/").args(["build", "--now", NOW, "--root"]).arg(project.root())).ok();
    assert!(run.has("tin-tuc/a.html"));
}
