//! What is published is read by programs that we did not write: an HTML validator, feed and sitemap readers, a link
//! checker over an independent HTML parser (`tests/standards/check.mjs`).

use crate::project::Project;
use std::path::Path;
use std::process::Command;

#[track_caller]
fn check(public: &Path, base_url: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standards");
    assert!(folder.join("node_modules").is_dir(), "run scripts/test, which installs the validators");
    let output = Command::new("node").arg(folder.join("check.mjs")).arg(public).arg(base_url).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

fn demo(out: &Path, arguments: &[&str]) {
    let project = Project::new();
    let mut command = project.command("build");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("--out").arg(out).args(arguments);
    let _ = project.run(&mut command).ok();
}

#[test]
fn the_demo_site() {
    let out = tempfile::tempdir().unwrap();
    demo(&out.path().join("public"), &[]);
    check(&out.path().join("public"), "https://danvan.example.vn/");
}

#[test]
fn the_demo_site_under_a_base_path_with_drafts() {
    let out = tempfile::tempdir().unwrap();
    demo(&out.path().join("public"), &["--base-url", "https://example.vn/danvan/", "--drafts"]);
    check(&out.path().join("public"), "https://example.vn/danvan/");
}

/// What writers may type to hurt: hostile titles, odd HTML, markup in every place that takes text.
#[test]
fn a_hostile_site() {
    let text =
        "a\" onmouseover=x <b>&amp; ]]> </title></script> 'q' \u{1F469}\u{200d}\u{1F33E} --> {{ site }} {% raw %}";
    let body = "<details>\n\nx\n\n<summary>y</summary>\n\n</details>\n\n<sup>a\n\n> <u>b\n\n- <mark>c\n\n\
        [l](<javascript:x>) ![p](https://la.example/a.jpg \"t\") [^1] [![x](https://la.example/b.jpg)](https://example.com)\n\n\
        # `a` <b>\n\n## `a` <b>\n\n| <sub>x | y |\n|-|-|\n| z</sub> | [^1] |\n\n[^1]: > q\n    \n    - r\n\n<kbd><details></kbd>";
    let body = &format!(
        "{body}\n\n</details>\n\n> {text}\n> — {text}\n\n> A B: “{text}”\n\n> [!NOTE]\n> {text}\n\n> [!MẸO]\n\nt\n: {text}\n\n\
         https://youtu.be/dQw4w9WgXcQ\n\n![a](a.jpg)\n{text}\n![b](a.jpg)\n\n```figures\n{text}: 12 {text}\n```\n\n\
         ```chart\n{text}\nx | a | b\n{text} | -1 | 2\n```\n\n```chart\nx | 1\n```\n\nTheo <b>\"&"
    );
    let project = Project::new()
        .article("mo-hinh/2026/a.md", &format!("---\ntitle: {text}\ndate: 1/2/2026\nsummary: {text}\nauthors: {text}\ncommunes: Cẩm Duệ\nfields: KT\nimage:\n  src: a.jpg\n  caption: {text}\n  alt: {text}\n  credit: {text}\nsource:\n  name: {text}\n  url: https://example.com/?a=1&b=2\n---\n\n{body}\n"))
        .article("tin-tuc/2026/b.md", &format!("---\ntitle: b\ndate: 2/2/2026\nhội nghị:\n  địa điểm: {text}\n  đơn vị tổ chức: {text}\n  nhiệm vụ:\n    - {text}\n  số liệu:\n    - {{chỉ tiêu: x, giá trị: 1.200, đơn vị: hộ}}\n---\n\n[a](../../mo-hinh/2026/a.md)\n"))
        .file("content/mo-hinh/2026/a.jpg", "x")
        .file("content/static/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = project.build().ok();
    check(&run.public, "https://example.vn/");
}
