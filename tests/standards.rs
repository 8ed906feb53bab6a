//! What is published is read by programs that we did not write: an HTML validator, feed and sitemap readers, a link
//! checker over an independent HTML parser (`tests/standards/check.mjs`).

use crate::photo;
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
        .file("content/mo-hinh/2026/a.jpg", photo::any())
        .file("content/static/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = project.build().ok();
    check(&run.public, "https://example.vn/");
}

/// A press outlet with a podcast, a film, corrections, old addresses and every host, under a base path with bare links.
#[test]
fn a_press_site_on_every_host() {
    let front =
        |more: &str| format!("---\ntitle: Bài & “mục”\ndate: 22/11/2026 6h\nsummary: Tóm tắt\n{more}\n---\n\nChữ.\n");
    let run = Project::new()
        .file("site.yaml", "title: Báo thử\nbase_url: https://example.vn/bao/\nlinks: bare\nhosts: [netlify, vercel, apache, iis, nginx, caddy]\npublisher: {kind: press, name: Báo}\n")
        .article("tin-tuc/2026/a.md", &front("địa chỉ cũ: [/tin/bài (1).html, /cu/b]\nđính chính: {ngày: 22/11/2026, nội dung: Đúng là 5}\nauthors:\n  - {tên: Ban biên tập, loại: đơn vị}\nnguồn: {tên: Báo, địa chỉ: \"https://bao.example.vn/\"}"))
        .article("podcast/_index.md", "---\ntitle: Chuyện\nkind: audio\npodcast: {ảnh bìa: bia.png, danh mục: News}\n---\n")
        .file("content/podcast/bia.png", photo::png(1400, 1400, 0))
        .article("podcast/2026/a.md", &front("âm thanh: {tệp: a.mp3, thời lượng: 12:30}"))
        .file("content/podcast/2026/a.mp3", "ID3")
        .article("phim/_index.md", "---\ntitle: Phim\nkind: video\n---\n")
        .article("phim/2026/a.md", &front("video: {tệp: a.mp4, thời lượng: 12:30}\nảnh: a.jpg"))
        .file("content/phim/2026/a.mp4", b"\0\0\0\x20ftypisom")
        .file("content/phim/2026/a.jpg", photo::any())
        .build()
        .ok();
    check(&run.public, "https://example.vn/bao/");
}

/// Names of one to three syllables, with numbers, by a generator of our own: the same at every run. Names that differ in
/// nothing but case are left out, for which browsers have an order of their own.
fn generated_names(count: usize) -> Vec<String> {
    let mut state = 20_261_122_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let onsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(' ').collect::<Vec<_>>();
    let rimes = "a á à ả ã ạ ă ắ ằng ẳn ẵm ặt â ấm ầu ẩn ẫu ập e é è ẻ ẽ ẹ ê ế ề ểnh ễn ệt i í ì ỉ ĩ ị o ó ò ỏ õ ọc ô ố ồng \
        ổ ỗ ộc ơ ớ ờ ởi ỡ ợp u ú ù ủ ũ ụ ư ứ ừ ử ữ ự òa óa oàn oé ùy úy uỷnh ươ ương ường được iên yên uông ia ưa ua";
    let rimes: Vec<&str> = rimes.split_whitespace().collect();
    let mut names = std::collections::BTreeMap::new();
    while names.len() < count {
        let mut words: Vec<String> = Vec::new();
        for _ in 0..=next(3) {
            let word = format!("{}{}", onsets[next(onsets.len())], rimes[next(rimes.len())]);
            let mut letters = word.chars();
            let first = letters.next().unwrap();
            words.push(match next(4) {
                0 => word,
                1 => word.to_uppercase(),
                _ => first.to_uppercase().chain(letters).collect(),
            });
        }
        if next(4) == 0 {
            words.push((next(120) + 1).to_string());
        }
        let name = words.join(" ");
        names.entry(name.to_lowercase()).or_insert(name);
    }
    names.into_values().collect()
}

#[test]
fn names_are_sorted_as_browsers_sort() {
    let mut names = generated_names(2_000);
    let input = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(input.path(), names.join("\n")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standards/order.mjs");
    let output = Command::new("node").arg(script).stdin(input.reopen().unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let order = lantoa::vietnamese::Order::default();
    names.sort_by(|one, other| order.compare(one, other));
    let theirs = String::from_utf8(output.stdout).unwrap();
    let theirs: Vec<&str> = theirs.lines().collect();
    assert_eq!(theirs.len(), names.len());
    for (ours, theirs) in names.iter().zip(theirs) {
        assert_eq!(ours, theirs);
    }
}

/// What the schema of a list says of a text that is one, and of some that are none.
#[test]
fn schemas_of_lists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir().unwrap();
    let accepts = |list: &str, path: &Path| {
        let schema = Command::new(env!("CARGO_BIN_EXE_lantoa")).args(["schema", list]).output().unwrap().stdout;
        let given = dir.path().join("schema.json");
        std::fs::write(&given, schema).unwrap();
        let mut node = Command::new("node");
        node.arg(root.join("tests/standards/schema.mjs")).arg(path).stdin(std::fs::File::open(&given).unwrap());
        let output = node.output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        output.status.success()
    };
    assert!(accepts("communes", &root.join("content/communes.yaml")));
    assert!(accepts("fields", &root.join("content/fields.yaml")));
    for wrong in [
        "- {code: \"1867\", name: Cẩm Xuyên, type: xã}",
        "- {code: \"18673\", name: Cẩm Xuyên, type: làng}",
        "- {code: \"18673\", name: Cẩm Xuyên}",
        "- {code: \"18673\", name: Cẩm Xuyên, type: xã, huyen: Cẩm Xuyên}",
        "- {code: \"18673\", name: A, type: xã, predecessors: [{name: B}]}",
        "- {mã: \"18673\", tên: A, loại: xã, tiền thân: [{tên: B, loại: xã, phần: nửa}]}",
        "code: \"18673\"",
    ] {
        let path = dir.path().join("wrong.yaml");
        std::fs::write(&path, wrong).unwrap();
        assert!(!accepts("communes", &path), "{wrong}");
    }
    let path = dir.path().join("right.yaml");
    std::fs::write(&path, "- {mã: \"18673\", tên: A, loại: xã, tiền thân: [{tên: B, loại: thị trấn, đến: 1/7/2025}]}")
        .unwrap();
    assert!(accepts("communes", &path));
}
