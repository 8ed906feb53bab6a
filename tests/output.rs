//! Writing: all or nothing, only what differs, nothing of anybody else's.

use crate::project::{Project, tree};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

#[test]
fn unchanged_files_are_not_rewritten() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").news("b", "2/2/2026", "Chữ.");
    let run = project.build().ok();
    let inode = |file: &str| fs::metadata(run.public.join(file)).unwrap().ino();
    let (a, b) = (inode("tin-tuc/a.html"), inode("tin-tuc/b.html"));
    let project = project.news("a", "1/2/2026", "Chữ khác.");
    let again = project.build().ok();
    assert_eq!(inode("tin-tuc/b.html"), b);
    assert_ne!(inode("tin-tuc/a.html"), a);
    // Beside it, what the search says of the word and of what stands before and after it.
    assert!(again.stderr.contains("ghi 5, "), "{}", again.stderr);
}

#[test]
fn what_is_no_longer_planned_is_removed() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").news("b", "2/2/2026", "Chữ.");
    let run = project.build().ok();
    assert!(run.has("tin-tuc/a.html"));
    fs::remove_file(project.path("content/tin-tuc/a.md")).unwrap();
    let run = project.build().ok();
    assert!(!run.has("tin-tuc/a.html") && !project.path(".lantoa/removed").exists());
    fs::remove_dir_all(project.path("content/tin-tuc")).unwrap();
    assert!(!project.build().ok().public.join("tin-tuc").exists(), "no empty folders stay");
}

#[test]
fn files_of_others_are_put_aside_and_kept() {
    let project = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\noutput:\n  keep: [google*.html, tai-lieu/]\n");
    let run = project.build().ok();
    for file in ["la.html", "google123.html", "tai-lieu/a/b.pdf", ".gitkeep", "sau/trong/la.txt"] {
        project.put(&format!("public/{file}"), file);
    }
    let again = project.build().ok();
    assert!(again.stderr.contains("D312") && again.stderr.contains("public/la.html"), "{}", again.stderr);
    assert!(
        !run.has("la.html")
            && !run.has("sau")
            && run.has("google123.html")
            && run.has("tai-lieu/a/b.pdf")
            && run.has(".gitkeep")
    );
    assert_eq!(fs::read_to_string(project.path(".lantoa/removed/la.html")).unwrap(), "la.html");
    project.put("public/la.html", "lần hai");
    let _ = project.build().ok();
    assert_eq!(fs::read_to_string(project.path(".lantoa/removed/la.html.2")).unwrap(), "lần hai");
}

#[test]
fn a_lost_manifest_loses_no_file() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.");
    let _ = project.build().ok();
    fs::remove_dir_all(project.path(".lantoa")).unwrap();
    fs::remove_file(project.path("content/tin-tuc/a.md")).unwrap();
    let run = project.build().ok();
    assert!(!run.has("tin-tuc/a.html") && project.path(".lantoa/removed/tin-tuc/a.html").exists());
}

#[test]
fn another_folder_is_ours_when_new_empty_or_marked() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.");
    fs::create_dir(project.path("rong")).unwrap();
    for out in ["moi", "rong"] {
        let _ = project.build_with(&["--out", out]).ok();
        assert!(project.path(out).join("index.html").exists());
        let _ = project.build_with(&["--out", out]).ok();
        fs::remove_dir_all(project.path(".lantoa")).unwrap();
        let _ = project.build_with(&["--out", out]).ok();
    }
    assert!(tree(&project.path("moi")) == tree(&project.path("rong")));
}

#[test]
fn links_in_the_output_are_not_followed() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").file("rieng/index.html", "của tôi");
    fs::create_dir_all(project.path("public")).unwrap();
    std::os::unix::fs::symlink("../rieng", project.path("public/tin-tuc")).unwrap();
    let run = project.build().ok();
    assert_eq!(tree(&project.path("rieng")).len(), 1, "nothing is written through a link");
    assert!(run.has("tin-tuc/a.html") && !run.public.join("tin-tuc").is_symlink());
}

#[test]
fn no_way_leads_out_of_the_output_folder() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").file("cua-toi/index.html", "của tôi");
    for (out, code) in [("khong-co/../cua-toi", "F05"), ("khong-co/../content", "F06"), ("public/../content/x", "F06")]
    {
        let run = project.build_with(&["--out", out]);
        assert_eq!(run.code, 2, "{out}");
        assert!(run.stderr.contains(code), "{out}: {}", run.stderr);
    }
    assert_eq!(tree(&project.path("cua-toi")).len(), 1);
    // Git's own folder in the output, and what only looks like it in content.
    let project = project.file("public/.git/config", "thật").file("content/static/.git/config", "giả");
    let _ = project.build().ok();
    assert_eq!(fs::read_to_string(project.path("public/.git/config")).unwrap(), "thật");
    // A link that is to be kept is not written through.
    let project = project.file("site.yaml", "title: T\nbase_url: https://example.vn/\noutput:\n  keep: [tin-tuc]\n");
    fs::remove_dir_all(project.path("public/tin-tuc")).unwrap();
    std::os::unix::fs::symlink("../cua-toi", project.path("public/tin-tuc")).unwrap();
    let run = project.build();
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert_eq!(tree(&project.path("cua-toi")).len(), 1);
}

#[test]
fn files_and_folders_may_change_places() {
    let project = Project::new().file("content/static/a/b.txt", "một");
    let _ = project.build().ok();
    fs::remove_dir_all(project.path("content/static/a")).unwrap();
    project.put("content/static/a", "hai");
    let run = project.build().ok();
    assert_eq!(run.page("a"), "hai");
    fs::remove_file(project.path("content/static/a")).unwrap();
    project.put("content/static/a/b.txt", "ba");
    assert_eq!(project.build().ok().page("a/b.txt"), "ba");
}

#[test]
fn a_leftover_of_a_killed_build_is_cleared() {
    let project = Project::new().file("public/.lantoa-staging/tin-tuc/a.html", "nửa tệp");
    let run = project.build().ok();
    assert!(!run.has(".lantoa-staging") && !project.path(".lantoa/removed").exists());
}

/// A file that grows over what the disk lets it: the site that stands is as it was, and nothing is left behind.
#[test]
fn an_error_midway_leaves_the_site_as_it_was() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.");
    let _ = project.build().ok();
    let before = tree(&project.path("public"));
    let project = project.news("a", "1/2/2026", &"Chữ dài. ".repeat(4000));
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_lantoa");
    let script = format!("trap '' XFSZ; ulimit -f 16; exec {program} build --now 2026-11-22");
    let run = project.run(command.current_dir(project.root()).args(["-c", &script]));
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("lỗi[F02]") && run.stderr.contains("tin-tuc/a.html"), "{}", run.stderr);
    assert!(before == tree(&project.path("public")));
}
