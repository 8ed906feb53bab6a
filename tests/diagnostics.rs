//! Every message, to the letter, in both languages: one folder of `tests/diagnostics` for each code.
//!
//! A folder's `site/` is laid over a small sound site; what files cannot hold (links in circles, missing permissions)
//! is made here. `vi.txt` and `en.txt` hold the exit code and the exact text; `SNAPSHOTS=overwrite` writes them anew.

use crate::project::{NOW, Project, Run, tree, unprivileged};
use lantoa::base::hash::Hash;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn cases() -> Vec<String> {
    let mut cases: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(['D', 'F']))
        .collect();
    cases.sort();
    cases
}

/// The sound site with a case's files over it.
fn project(case: &str) -> Project {
    let project = Project::new().news("tot", "1/10/2026", "Bài không có lỗi.");
    for (path, bytes) in tree(&folder().join(case).join("site")) {
        project.put(&path, bytes);
    }
    arrange(case, &project);
    project
}

/// What files of a case cannot hold.
fn arrange(case: &str, project: &Project) {
    let name = case.split_once('-').unwrap().1;
    let front = "---\ntitle: Một bài\ndate: 1/2/2026\n---\n\n";
    match name {
        "many-brackets" => {
            project.put(
                "content/tin-tuc/a.md",
                format!("---\ntitle: A\ndate: 1/2/2026\nextra: {}\n---\n", "[".repeat(40_000)),
            );
        }
        "front-matter-too-large" => {
            let text = "x ".repeat(40_000);
            project.put("content/tin-tuc/a.md", format!("---\ntitle: A\nsummary: {text}\n---\n"));
        }
        "not-utf8" => project.put("content/tin-tuc/a.md", b"---\ntitle: D\xa9n v\xebn\n---\n"),
        "nul-byte" => project.put("content/tin-tuc/a.md", format!("{front}Một\0hai\n")),
        "too-large" => project.put("content/tin-tuc/a.md", format!("{front}{}", "chữ ".repeat(2_000_000))),
        "utf16" => {
            let text: Vec<u8> = format!("\u{feff}{front}Chữ\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
            project.put("content/tin-tuc/a.md", text);
        }
        "md-txt" => project.put("content/tin-tuc/bài.md.txt", format!("{front}Chữ\n")),
        "symlink-loop" => symlink("../tin-tuc", project.path("content/tin-tuc/vong")).unwrap(),
        "unreadable-folder" => {
            fs::create_dir(project.path("content/tin-tuc/kin")).unwrap();
            fs::set_permissions(project.path("content/tin-tuc/kin"), fs::Permissions::from_mode(0o000)).unwrap();
        }
        "name-too-long" => project.put(&format!("content/tin-tuc/{}.md", "a".repeat(240)), format!("{front}Chữ\n")),
        "link-leaves-site" => symlink("/etc/hostname", project.path("content/tin-tuc/ngoai.md")).unwrap(),
        "stray-put-aside" => project.put("public/cua-toi.html", "của tôi"),
        "same-address-nfd" => {
            let decomposed = "ba\u{300}i";
            project.put("content/tin-tuc/bài.md", format!("{front}Một\n"));
            project.put(&format!("content/tin-tuc/{decomposed}.md"), format!("{front}Hai\n"));
        }
        "deep-quotes" => project.put("content/tin-tuc/a.md", format!("{front}{} chữ\n", "> ".repeat(500))),
        "deep-lists" => {
            let list: String = (0..500).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
            project.put("content/tin-tuc/a.md", format!("{front}{list}"));
        }
        "no-content" => fs::remove_dir_all(project.path("content")).unwrap(),
        "not-a-site" => fs::remove_file(project.path("site.yaml")).unwrap(),
        "foreign-output" | "folder-not-empty" => project.put("cua-toi/thu.txt", "của tôi"),
        "missing-list" => fs::remove_file(project.path("content/communes.yaml")).unwrap(),
        "read-only-output" => {
            fs::create_dir_all(project.path("public")).unwrap();
            fs::set_permissions(project.path("public"), fs::Permissions::from_mode(0o555)).unwrap();
        }
        "picture-not-kept" => project.put(".lantoa/pictures", "x"),
        "disk-full" => fs::create_dir_all(project.path("public")).unwrap(),
        "builds-differ" => lie(project, "tin-tuc/tot.html"),
        _ => {}
    }
}

/// A page that was edited by hand, and a memo that says it was made so: as if a build had forgotten to make it.
fn lie(project: &Project, page: &str) {
    let _ = project.build();
    let file = project.path("public").join(page);
    let right = fs::read(&file).unwrap();
    let wrong = [&right, "sửa tay".as_bytes()].concat();
    fs::write(&file, &wrong).unwrap();
    let memo = tree(&project.path(".lantoa/memo"));
    let (name, bytes) = memo.into_iter().find(|(name, _)| name.starts_with("pages-")).unwrap();
    let (build, body) = (&bytes[..32], &bytes[48..]);
    let at = memchr::memmem::find(body, &Hash::of(&right).bytes()).unwrap();
    let body = [&body[..at], &Hash::of(&wrong).bytes(), &body[at + 16..]].concat();
    project.put(&format!(".lantoa/memo/{name}"), [build, &Hash::of(&body).bytes(), &body].concat());
}

/// The arguments of a case, beside those of every run.
fn arguments(case: &str) -> Vec<&'static str> {
    match case.split_once('-').unwrap().1 {
        "foreign-output" => vec!["build", "--out", "cua-toi"],
        "output-in-content" => vec!["build", "--out", "content/trang"],
        "bad-base-url-argument" => vec!["build", "--base-url", "example.vn"],
        "bad-now" => vec!["build", "--now", "hôm qua"],
        "unknown-option" => vec!["build", "--nhanh"],
        "builds-differ" => vec!["build", "--verify"],
        // An address for documentation (RFC 5737): no machine has it.
        "no-such-address" => vec!["serve", "--host", "192.0.2.1"],
        "folder-not-empty" => vec!["init", "cua-toi"],
        "bad-email" => vec!["init", "moi", "--email", "toasoan.example.vn"],
        "no-title" => vec!["new"],
        "title-without-letters" => vec!["new", "…"],
        "unknown-section" => vec!["new", "Bài", "--section", "tin-tuk"],
        "unknown-section-far" => vec!["new", "Bài", "--section", "thể thao"],
        "part-of-names" => vec!["new", "Bài", "--commune", "cam"],
        "date-of-new" => vec!["new", "Bài", "--date", "31/2/2026"],
        "no-editor" => vec!["new", "Bài", "--open"],
        "utf16" | "md-txt" | "tag-is-place" | "small-picture" | "caption-describes" | "children-unknown" => {
            vec!["check"]
        }
        _ => vec!["build"],
    }
}

fn run(case: &str, project: &Project, language: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_lantoa");
    let arguments = arguments(case);
    let now = if arguments.contains(&"--now") { vec![] } else { vec!["--now", NOW] };
    let name = case.split_once('-').unwrap().1;
    let mut command = match name {
        // A memory disk of its own, too small for the site, in a name space of its own.
        "disk-full" => {
            let mut command = Command::new("unshare");
            let script = format!("mount -t tmpfs -o size=16k tmpfs public && exec {program} \"$@\"");
            command.args(["--mount", "--map-root-user", "sh", "-c", &script, "sh"]);
            command
        }
        "unreadable-folder" | "read-only-output" => unprivileged(program, project.root()),
        _ => Command::new(program),
    };
    if name == "no-editor" {
        command.env("PATH", project.root());
    }
    command.current_dir(project.root()).args(&arguments).args(now).args(["--lang", language]);
    project.run(&mut command)
}

#[test]
fn every_message_to_the_letter() {
    let mut differing = Vec::new();
    for case in cases() {
        for language in ["vi", "en"] {
            let project = project(&case);
            let before = tree(&project.path("public"));
            let run = run(&case, &project, language);
            if run.code != 0 {
                let mut after = tree(&project.path("public"));
                after.retain(|path, _| !path.starts_with(".lantoa-"));
                // Where pages could not all be moved into place, those that were are whole: told by its own test. What
                // was built wrong is right after it was told.
                assert!(before == after || ["F03", "F08"].contains(&&case[..3]), "{case}: public/ changed");
            }
            let root = project.root().canonicalize().unwrap();
            let text = run.stderr.replace(root.to_str().unwrap(), "[ROOT]");
            let said: String = text
                .lines()
                .filter(|line| {
                    !line.contains("giây)")
                        && !line.contains(" s)")
                        && !line.starts_with("Chưa đăng")
                        && !line.starts_with("Not public")
                        && !line.starts_with("Lý do tạo lại")
                        && !line.starts_with("Made ")
                })
                .fold(format!("exit {}\n", run.code), |all, line| all + line + "\n");
            let expected = folder().join(&case).join(format!("{language}.txt"));
            if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
                fs::write(&expected, &said).unwrap();
            } else if fs::read_to_string(&expected).unwrap_or_default() != said {
                differing.push(format!("{case} {language}:\n{said}"));
            }
            let code = case.split_once('-').unwrap().0;
            assert!(said.contains(&format!("[{code}]")), "{case} does not say {code}:\n{said}");
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
