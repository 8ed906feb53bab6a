//! Whatever happens to a build or to what it remembers, the site is whole and the next build is right.

use crate::project::{NOW, Project, assert_same_tree, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A site that is edited between builds: round after round another text, so that most pages differ.
fn write(project: &Project, round: usize) {
    for number in 0..60 {
        let text = format!(
            "---\ntitle: Bài {number} vòng {round}\ndate: {}/{}/2025\ncommunes: Cẩm Duệ\nfields: KT\n---\n\nĐoạn đầu.\n\nChữ {round}.\n",
            number % 28 + 1,
            number % 12 + 1
        );
        project.put(&format!("content/tin-tuc/bai-{number}.md"), text);
    }
}

fn command(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
    command.current_dir(root).args(["build", "--now", NOW]).stderr(Stdio::null());
    command
}

/// What a build from scratch makes of the site as it is.
fn from_scratch(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let twin = copy(project);
    fs::remove_dir_all(twin.path().join(".lantoa")).unwrap();
    fs::remove_dir_all(twin.path().join("public")).unwrap();
    assert!(command(twin.path()).status().unwrap().success());
    tree(&twin.path().join("public"))
}

/// Killed at two hundred moments, spread over the time that a build takes. Each file in the output folder is whole, as one
/// of the two builds made it, and the next build leaves what a build from scratch leaves.
#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_repairs() {
    let project = Project::new();
    write(&project, 0);
    let _ = project.build().ok();
    let mut before = from_scratch(&project);
    for round in 1..=20 {
        write(&project, round);
        let after = from_scratch(&project);
        // How often one can look at a build before it ends, from a copy of the folders: that is the length of a build here.
        let twin = copy(&project);
        let length = looks(&mut command(twin.path()).spawn().unwrap(), usize::MAX);
        for part in 0..10 {
            let mut build = command(project.root()).spawn().unwrap();
            looks(&mut build, length * (part * 20 + round) / 200);
            let _ = build.kill();
            let _ = build.wait().unwrap();
            for (file, bytes) in tree(&project.path("public")) {
                if !file.starts_with(".lantoa-staging/") {
                    let whole = [before.get(&file), after.get(&file)].contains(&Some(&bytes));
                    assert!(whole, "round {round}, part {part}: {file} is of neither build");
                }
            }
        }
        assert!(command(project.root()).status().unwrap().success());
        assert!(tree(&project.path("public")) == after, "round {round}");
        before = after;
    }
}

/// Looks at a build until it has ended, or so many times; tells how often.
fn looks(build: &mut Child, most: usize) -> usize {
    let mut looks = 0;
    while looks < most && build.try_wait().unwrap().is_none() {
        std::thread::yield_now();
        looks += 1;
    }
    looks
}

/// The whole folder of a site, memo and output too.
fn copy(project: &Project) -> TempDir {
    let twin = tempfile::tempdir().unwrap();
    for (path, bytes) in tree(project.root()) {
        let file = twin.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    twin
}

/// Every file of the memo, damaged in many places and cut at many lengths.
#[test]
fn a_damaged_memo_leads_to_a_right_build() {
    let project = Project::new();
    write(&project, 0);
    let _ = project.build().ok();
    let whole = from_scratch(&project);
    let mut kinds = BTreeSet::new();
    for time in 0..150 {
        let files: Vec<String> = tree(&project.path(".lantoa/memo")).into_keys().collect();
        // Parts of the parsed articles are many and alike: of the other files more places are tried.
        let (few, many): (Vec<&String>, Vec<&String>) = files.iter().partition(|file| file.starts_with("articles-"));
        let file = if time % 3 == 0 { few[time / 3 % few.len()] } else { many[time % many.len()] };
        kinds.insert(file.split('-').next().unwrap().to_owned());
        let mut bytes = fs::read(project.path(&format!(".lantoa/memo/{file}"))).unwrap();
        let at = bytes.len() * (time * 37 % 150) / 150;
        if time % 4 == 3 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << (time % 8);
        }
        project.put(&format!(".lantoa/memo/{file}"), bytes);
        project.put("content/tin-tuc/bai-1.md", edited(time));
        assert!(command(project.root()).status().unwrap().success());
        let page = fs::read_to_string(project.path("public/tin-tuc/bai-1.html")).unwrap();
        assert!(page.contains(&format!("lần {time}.")), "{file} at {at}");
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["articles", "pages", "site"]);
    write(&project, 0);
    assert!(command(project.root()).status().unwrap().success());
    assert!(tree(&project.path("public")) == whole);
}

fn edited(time: usize) -> String {
    format!("---\ntitle: Bài 1\ndate: 2/2/2025\n---\n\nĐoạn đầu.\n\nSửa lần {time}.\n")
}

#[test]
fn a_memo_that_cannot_be_written_is_only_lost() {
    let project = Project::new();
    write(&project, 0);
    // A file where the folder should be.
    project.put(".lantoa/memo", "không phải thư mục");
    let _ = project.build().ok();
    project.put("content/tin-tuc/bai-1.md", edited(1));
    let run = project.build().ok();
    assert!(run.page("tin-tuc/bai-1.html").contains("Sửa lần 1."));
    let other = project.path("khac");
    let _ = project.build_with(&["--clean", "--out", "khac"]).ok();
    assert_same_tree(&run.public, &other);
}
