//! Builds do work proportional to the change: how many pages are made, what is said of it, and what is left alone.

use crate::project::{NOW, Project, Run, assert_same_tree, tree};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// Stories of two communes and two fields, one a day.
fn archive(length: usize) -> Project {
    let project = Project::new();
    for number in 0..length {
        project.put(&format!("content/tin-tuc/bai-{number:05}.md"), story(number, &format!("Bài {number}")));
    }
    let _ = project.build().ok();
    project
}

fn story(number: usize, title: &str) -> String {
    let (day, month, year) = (number % 28 + 1, number / 28 % 12 + 1, 2000 + number / (28 * 12));
    let (commune, field) = (["Cẩm Duệ", "Cẩm Bình"][number % 2], ["KT", "Văn hóa - xã hội"][number / 2 % 2]);
    format!(
        "---\ntitle: {title}\ndate: {day}/{month}/{year}\nsummary: Tóm tắt\ncommunes: {commune}\nfields: {field}\n---\n\nChữ.\n"
    )
}

/// The number before a word of the summary.
#[track_caller]
fn count(run: &Run, word: &str) -> usize {
    let rest = run.stderr.split_once(word).unwrap_or_else(|| panic!("no {word} in {}", run.stderr)).1;
    rest.trim_start().split([',', ' ']).next().unwrap().replace('.', "").parse().unwrap()
}

fn age(file: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    File::options().append(true).open(file).unwrap().set_modified(long_ago).unwrap();
}

#[test]
fn nothing_touched_or_a_file_saved_as_it_was_makes_no_page() {
    let project = archive(30);
    let stamps = || -> BTreeMap<String, (i64, u64)> {
        let stamp =
            |file: &String| fs::metadata(project.path("public").join(file)).map(|m| (m.mtime_nsec(), m.ino())).unwrap();
        tree(&project.path("public")).into_keys().map(|file| (file.clone(), stamp(&file))).collect()
    };
    let before = stamps();
    for file in ["", "content/tin-tuc/bai-00003.md", "site.yaml", "content/fields.yaml"] {
        if !file.is_empty() {
            let bytes = fs::read(project.path(file)).unwrap();
            fs::write(project.path(file), bytes).unwrap();
        }
        let run = project.build().ok();
        assert_eq!((count(&run, "tạo lại"), count(&run, "ghi"), count(&run, "xóa")), (0, 0, 0), "{file}");
    }
    assert_eq!(stamps(), before);
}

/// What the search makes anew with one article of a small block: the files of the block, and the list of blocks.
const SEARCH: usize = 27;

#[test]
fn an_edited_body_makes_one_page() {
    let project = archive(30);
    project.put("content/tin-tuc/bai-00007.md", story(7, "Bài 7").replace("Chữ.", "Chữ khác."));
    let run = project.build_with(&["--explain"]).ok();
    assert_eq!(count(&run, "tạo lại"), 1 + SEARCH, "{}", run.stderr);
    assert_eq!(run.stderr.lines().filter(|line| line.contains(".html: ")).count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("tin-tuc/bai-00007.html: bài hoặc tệp của trang đã sửa (content/tin-tuc/bai-00007.md)\n")
    );
}

#[test]
fn an_edited_title_makes_the_pages_that_show_it_and_few_more() {
    for number in [2, 50, 99] {
        let project = archive(100);
        project.put(&format!("content/tin-tuc/bai-{number:05}.md"), story(number, "Tên mới"));
        let run = project.build_with(&["--explain", "--lang", "en"]).ok();
        let made = run.stderr.split_once(" pages and files; ").unwrap().1.split_once(" made").unwrap().0;
        let (made, written): (usize, usize) =
            (made.parse().unwrap(), run.stderr.matches("added, edited or removed").count());
        assert!(written > 3 && made <= written_files(&run) + 20 + SEARCH, "{}", run.stderr);
    }
}

/// How many files a run said that it wrote.
fn written_files(run: &Run) -> usize {
    run.stderr.split_once(" made, ").unwrap().1.split_once(" written").unwrap().0.parse().unwrap()
}

/// In an archive of 10,000, a story newer than all others changes few files. Of smaller archives the same numbers hold, for
/// closed pages do not change: 2,000 are as good, and quicker.
#[test]
fn a_newest_article_changes_few_files() {
    let project = archive(2_000);
    let newest = story(1, "Mới nhất").replace("communes: Cẩm Bình", "communes: [Cẩm Bình, Cẩm Duệ]");
    let newest = newest.replace("fields: KT", "fields: [KT, Văn hóa - xã hội]").replace("2/1/2000", "21/11/2026");
    assert!(newest.contains("21/11/2026") && newest.contains("[KT, ") && newest.contains("[Cẩm Bình, "));
    project.put("content/tin-tuc/moi-nhat.md", newest);
    let run = project.build().ok();
    assert!(count(&run, "ghi") <= 60, "{}", run.stderr);
    assert!(count(&run, "tạo lại") <= 80, "{}", run.stderr);
    // An older one moves the lists after it, which is said.
    project.put("content/tin-tuc/cu-hon.md", story(3, "Cũ hơn"));
    let run = project.build().ok();
    assert!(count(&run, "ghi") > 100 && run.stderr.contains("trang danh sách cũ"), "{}", run.stderr);
    assert_eq!(project.build_with(&["--verify"]).ok().code, 0);
}

#[test]
fn a_file_of_the_output_folder_that_was_changed_by_hand_is_made_again() {
    let project = archive(3);
    let page = project.path("public/tin-tuc/bai-00001.html");
    let before = fs::read(&page).unwrap();
    let mut edited = before.clone();
    *edited.last_mut().unwrap() = b' ';
    fs::write(&page, edited).unwrap();
    age(&page);
    fs::remove_file(project.path("public/index.html")).unwrap();
    let run = project.build_with(&["--explain"]).ok();
    assert_eq!((count(&run, "tạo lại"), count(&run, "ghi")), (2, 2), "{}", run.stderr);
    assert!(run.stderr.contains("index.html: tệp trong thư mục đích bị mất hoặc bị sửa tay\n"));
    assert_eq!(fs::read(&page).unwrap(), before);
}

#[test]
fn verify_compares_with_a_build_from_scratch() {
    let project = archive(3);
    project.put("content/tin-tuc/bai-00001.md", story(1, "Tên mới"));
    let run = project.build_with(&["--verify"]).ok();
    assert!(run.stderr.ends_with("Đã so với bản tạo lại từ đầu: giống hệt\n"), "{}", run.stderr);
}

#[test]
fn timings_for_people_and_for_programs() {
    let project = archive(3);
    let run = project.build_with(&["--clean", "--timings"]).ok();
    assert!(
        run.stderr.contains("stage ") && run.stderr.contains("\nrender ") && run.stdout.is_empty(),
        "{}",
        run.stderr
    );
    let run = project.build_with(&["--clean", "--timings=json"]).ok();
    let timings: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let stages: Vec<&str> =
        timings["stages"].as_array().unwrap().iter().map(|of| of["stage"].as_str().unwrap()).collect();
    assert!(stages.contains(&"parse") && timings["total_ms"].as_f64().unwrap() > 0.0, "{stages:?}");
}

#[test]
fn the_last_good_version_of_a_faulty_article_stands() {
    let project = archive(25);
    let good = fs::read(project.path("public/tin-tuc/bai-00003.html")).unwrap();
    project.put("content/tin-tuc/bai-00003.md", "---\ntitle: Hỏng\nngày: 4/1/2000\nlạ: 1\n---\n");
    project.put("content/tin-tuc/bai-00004.md", story(4, "Tên mới"));
    project.put("content/tin-tuc/moi-hong.md", "không có khai báo");
    assert_eq!(project.build().code, 1);
    for _ in 0..2 {
        let run = project.build_with(&["--keep-going"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr.contains("“lạ”") && run.stderr.contains("1 bài có lỗi vẫn giữ bản tốt gần nhất"),
            "{}",
            run.stderr
        );
        assert_eq!(fs::read(project.path("public/tin-tuc/bai-00003.html")).unwrap(), good);
        assert!(
            run.page("tin-tuc/index.html").contains("Bài 3<") && run.page("tin-tuc/index.html").contains("Tên mới")
        );
        assert!(!run.has("tin-tuc/moi-hong.html"));
    }
    fs::remove_file(project.path("content/tin-tuc/moi-hong.md")).unwrap();
    // Its page is made anew as soon as it is sound again, also with the old text.
    project.put("content/tin-tuc/bai-00003.md", story(3, "Bài 3"));
    let run = project.build().ok();
    assert!(run.page("tin-tuc/bai-00003.html").contains("Tên mới"), "its neighbour has another title");
    // What its writer took from the site does not stay because of a mistake beside it.
    let gone = story(3, "Bài 3").replace("fields: ", "gỡ bài: 1/11/2026\nfields: không có ");
    project.put("content/tin-tuc/bai-00003.md", gone);
    let run = project.build_with(&["--keep-going"]);
    assert!(run.code == 1 && !run.has("tin-tuc/bai-00003.html"), "{}", run.stderr);
    project.put("content/tin-tuc/bai-00003.md", story(3, "Bài 3"));
    let _ = project.build().ok();
    // Where its page does not stand, there is nothing to keep.
    project.put("content/tin-tuc/bai-00003.md", "---\ntitle: Hỏng\nlạ: 1\n---\n");
    fs::remove_file(project.path("public/tin-tuc/bai-00003.html")).unwrap();
    let run = project.build_with(&["--keep-going"]);
    assert!(run.code == 1 && !run.page("tin-tuc/index.html").contains("Bài 3<"));
}

/// The program, but of another build: its id is another one.
#[test]
fn another_build_of_the_program_trusts_nothing() {
    let project = archive(3);
    let program = fs::read(env!("CARGO_BIN_EXE_lantoa")).unwrap();
    let memo = tree(&project.path(".lantoa/memo"));
    let id = &memo["site"][..32];
    let mut other = program.clone();
    let places: Vec<usize> = memchr::memmem::find_iter(&program, id).collect();
    assert!(!places.is_empty() && id.iter().all(u8::is_ascii_hexdigit));
    for at in places {
        other[at] = if other[at] == b'0' { b'1' } else { b'0' };
    }
    let file = project.path("khac");
    fs::write(&file, other).unwrap();
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let run =
        project.run(Command::new(&file).current_dir(project.root()).args(["build", "--now", NOW, "--lang", "vi"])).ok();
    assert_eq!((count(&run, "ghi"), count(&run, "tạo lại") > 20), (0, true), "{}", run.stderr);
}

#[test]
fn two_builds_at_once_wait_for_each_other() {
    let project = archive(200);
    for round in 0..3 {
        project.put("content/tin-tuc/bai-00000.md", story(0, &format!("Vòng {round}")));
        let start = || {
            let mut command = project.command("build");
            command.arg("--clean").stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        let (one, other) = (start(), start());
        for run in [one, other] {
            let ended = run.wait_with_output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
    }
    assert_eq!(count(&project.build_with(&["--verify"]).ok(), "ghi"), 0);
}

#[test]
fn memos_are_per_output_folder() {
    let project = archive(3);
    let _ = project.build_with(&["--out", "khac"]).ok();
    project.put("content/tin-tuc/bai-00001.md", story(1, "Bài 1").replace("Chữ.", "Chữ khác."));
    for out in ["public", "khac", "public", "khac"] {
        let run = project.build_with(&["--out", out]).ok();
        assert!(count(&run, "tạo lại") <= 1 + SEARCH, "{}", run.stderr);
    }
    assert_same_tree(&project.path("public"), &project.path("khac"));
    // Once all is old enough to be trusted, what is remembered of one folder is not lost when the other is built.
    for file in ["site.yaml", "content/communes.yaml", "content/tin-tuc/_index.md", "content/tin-tuc/bai-00001.md"] {
        age(&project.path(file));
    }
    for out in ["public", "khac", "public", "khac"] {
        let _ = project.build_with(&["--out", out]).ok();
    }
    let site = fs::read(project.path(".lantoa/memo/site")).unwrap();
    let _ = project.build_with(&["--out", "public", "--clean"]).ok();
    assert!(count(&project.build_with(&["--out", "khac"]).ok(), "tạo lại") == 0 && !site.is_empty());
}
