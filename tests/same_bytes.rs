//! Same input, same bytes: in any folder, with any number of threads, in any locale, again and from scratch.

use crate::project::{Project, assert_same_tree};
use std::fs;
use std::path::Path;

/// A copy of the demo site.
fn demo() -> Project {
    let project = Project::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::remove_dir_all(project.path("content")).unwrap();
    for top in ["content", "themes", "site.yaml"] {
        for entry in
            walkdir::WalkDir::new(root.join(top)).into_iter().flatten().filter(|entry| entry.file_type().is_file())
        {
            project.put(entry.path().strip_prefix(root).unwrap().to_str().unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    project
}

#[test]
fn folders_threads_and_locales_do_not_matter() {
    let (one, other) = (demo(), demo());
    let first = one.run(one.command("build").env("RAYON_NUM_THREADS", "1").env("LC_ALL", "C")).ok();
    let second = other
        .run(
            other
                .command("build")
                .env("RAYON_NUM_THREADS", "8")
                .env("LC_ALL", "vi_VN.UTF-8")
                .env("TZ", "America/New_York"),
        )
        .ok();
    assert_same_tree(&first.public, &second.public);
    assert_same_tree(&first.public, &other.build_with(&["--clean"]).ok().public);
}

#[test]
fn dates_of_files_do_not_matter() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").news("b", "1/2/2026", "Chữ.");
    let before = crate::project::tree(&project.build().ok().public);
    let old = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options().append(true).open(project.path("content/tin-tuc/a.md")).unwrap().set_modified(old).unwrap();
    assert!(before == crate::project::tree(&project.build().ok().public));
}
