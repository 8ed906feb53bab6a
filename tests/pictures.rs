//! Photos beside articles become pictures for readers: what is made, what is left out, what is said.

use crate::photo;
use crate::project::{Project, Run, assert_same_tree, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

pub fn article(extra: &str, body: &str) -> String {
    format!("---\ntitle: Bài một\ndate: 1/2/2026\nsummary: Tóm tắt\n{extra}---\n\n{body}\n")
}

pub const IMAGE: &str = "ảnh: {tệp: a.jpg, mô tả: Một cái cổng, chú thích: Cổng làng}\n";

/// A site with one article.
pub fn site(extra: &str, body: &str) -> Project {
    Project::new().article("tin-tuc/a.md", &article(extra, body))
}

/// A site with one article, whose picture is this.
fn with(photo: &[u8]) -> Project {
    site(IMAGE, "Chữ.").file("content/tin-tuc/a.jpg", photo)
}

/// The names of published pictures without the digits that tell their content, and what they hold.
pub fn pictures(run: &Run) -> BTreeMap<String, Vec<u8>> {
    let is_picture = |file: &String| ["jpg", "webp", "gif", "avif", "png"].iter().any(|ending| file.ends_with(ending));
    let files = tree(&run.public).into_iter().filter(|(file, _)| is_picture(file));
    files
        .map(|(file, bytes)| {
            let parts: Vec<&str> = file.split('.').collect();
            (if parts.len() == 3 { format!("{}.{}", parts[0], parts[2]) } else { file }, bytes)
        })
        .collect()
}

fn sizes(run: &Run) -> Vec<String> {
    let shown = |(file, bytes): (String, Vec<u8>)| {
        let (width, height) = photo::size(&bytes);
        format!("{file} {width}x{height}")
    };
    pictures(run).into_iter().map(shown).collect()
}

fn store(project: &Project) -> Vec<String> {
    let files = tree(&project.path(".lantoa/pictures")).into_keys();
    files.filter(|file| file != "known" && file != "clock").collect()
}

#[test]
fn a_photo_becomes_what_pages_and_shares_need() {
    let run = with(&photo::jpeg(2000, 1500, 0)).build().ok();
    assert_eq!(
        sizes(&run),
        [
            "assets/tin-tuc/a-1080.jpg 1080x810",
            "assets/tin-tuc/a-1080.webp 1080x810",
            "assets/tin-tuc/a-1600.webp 1600x1200",
            "assets/tin-tuc/a-16x9.jpg 1200x675",
            "assets/tin-tuc/a-1x1.jpg 1200x1200",
            "assets/tin-tuc/a-360.webp 360x270",
            "assets/tin-tuc/a-4x3.jpg 1200x900",
            "assets/tin-tuc/a-540.webp 540x405",
            "assets/tin-tuc/a-720.webp 720x540",
        ]
    );
    let page = run.page("tin-tuc/a.html");
    let hero = run.between("tin-tuc/a.html", "<figure class=\"hero\">", "</figure>");
    assert!(hero.starts_with("<picture><source type=\"image/webp\" srcset=\"/assets/tin-tuc/a-360."), "{hero}");
    for part in [" 360w, ", " 1600w\"", "width=\"1600\" height=\"1200\"", "fetchpriority=\"high\"", "class=\"tone-"] {
        assert!(hero.contains(part), "{part} in {hero}");
    }
    let meta = run.between("tin-tuc/a.html", "property=\"og:image\" content=\"", "\"");
    assert!(
        meta.starts_with("https://example.vn/assets/tin-tuc/a-16x9.") && run.has(&meta["https://example.vn/".len()..])
    );
    assert!(page.contains("<meta property=\"og:image:width\" content=\"1200\">"));
    for shape in ["16x9", "4x3", "1x1"] {
        assert!(page.contains(&format!("\"https://example.vn/assets/tin-tuc/a-{shape}.")), "{shape}");
    }
    let card = run.between("tin-tuc/index.html", "class=\"card-picture\"", "</a>");
    assert!(card.contains(" 720w\"") && !card.contains(" 1080w") && card.contains("loading=\"lazy\""), "{card}");
}

#[test]
fn a_small_picture_is_not_enlarged() {
    let run = with(&photo::jpeg(500, 300, 0)).build().ok();
    let sizes = sizes(&run);
    let of_pages: Vec<&String> = sizes.iter().filter(|name| !name.contains('x') || name.contains("webp")).collect();
    assert_eq!(of_pages, ["assets/tin-tuc/a-360.webp 360x216", "assets/tin-tuc/a-500.webp 500x300"]);
    assert!(sizes.contains(&"assets/tin-tuc/a-500.jpg 500x300".to_owned()), "{sizes:?}");
    assert!(sizes.contains(&"assets/tin-tuc/a-1x1.jpg 300x300".to_owned()), "{sizes:?}");
    let check = with(&photo::jpeg(500, 300, 0)).check();
    assert!(check.stderr.contains("góp ý[D327]"), "{}", check.stderr);
}

#[test]
fn a_body_shows_its_pictures_and_links_to_the_largest() {
    let body = "![Cổng “làng”](b.jpg)\nCổng. Ảnh: Sỹ Ngọ\n\n[xem ảnh](b.jpg)";
    let run = site("", body).file("content/tin-tuc/b.jpg", photo::jpeg(800, 500, 1)).build().ok();
    assert_eq!(pictures(&run).len(), 5, "no crops for a picture of the body");
    let body = run.body("tin-tuc/a.html");
    assert!(body.starts_with("<figure><picture><source type=\"image/webp\" srcset=\"/assets/tin-tuc/b-360."), "{body}");
    assert!(body.contains("alt=\"Cổng “làng”\"") && body.contains("loading=\"lazy\""), "{body}");
    assert!(
        body.contains("<figcaption>Cổng. <span class=\"credit\">Ảnh: Sỹ Ngọ</span></figcaption></figure>"),
        "{body}"
    );
    assert!(body.contains("<a href=\"/assets/tin-tuc/b-800."), "{body}");
    // The body that was written while the article was parsed, and the one that is written again.
    let project = site("", "![Cổng](b.jpg)\n\n[Bài](c.md)").file("content/tin-tuc/b.jpg", photo::any());
    let project = project.news("c", "2/2/2026", "Chữ.");
    let first = project.build().ok().page("tin-tuc/a.html");
    project.put("content/tin-tuc/c.md", article("", "Đổi.").replace("Bài một", "Bài khác"));
    let _ = project.build().ok();
    fs::remove_file(project.path("public/tin-tuc/a.html")).unwrap();
    assert_eq!(first, project.build().ok().page("tin-tuc/a.html").replace("Bài khác", "Bài c"));
}

#[test]
fn nobody_learns_where_a_photo_was_taken() {
    let photo = photo::from_telephone(1200, 900, 6, "Sỹ Ngọ");
    let run = with(&photo).build().ok();
    assert!(run.page("tin-tuc/a.html").contains("<span class=\"credit\">Sỹ Ngọ</span>"));
    // Held upright: turned.
    assert!(sizes(&run).contains(&"assets/tin-tuc/a-900.webp 900x1200".to_owned()), "{:?}", sizes(&run));
    let said = |folder: &Path| {
        let arguments = ["-r", "-G", "-a", "-u", "-ext", "jpg", "-ext", "webp"];
        let output = Command::new("exiftool").args(arguments).arg(folder).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let original = tempfile::tempdir().unwrap();
    fs::write(original.path().join("a.jpg"), &photo).unwrap();
    assert!(said(original.path()).contains("GPS"), "the original tells it");
    let said = said(&run.public);
    for word in ["GPS", "Cam", "Orientation"] {
        assert!(!said.lines().any(|line| line.contains(word) && !line.contains("======")), "{word} in {said}");
    }
    let artists = said.lines().filter(|line| line.contains("Artist") && line.ends_with("Sỹ Ngọ")).count();
    assert_eq!(artists, pictures(&run).len(), "{said}");
}

#[test]
fn what_cannot_be_shown_is_left_out_and_said() {
    let whole = photo::jpeg(900, 600, 0);
    let truncated = &whole[..whole.len() / 2];
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (name, bytes, code) in [
        ("hỏng", truncated, "D320"),
        ("rỗng", b"".as_slice(), "D320"),
        ("chữ", b"day khong phai la anh".as_slice(), "D321"),
        ("heic", heic.as_slice(), "D322"),
        ("bom", &photo::claiming(30_000, 30_000), "D323"),
    ] {
        let project = with(bytes);
        let run = project.build().ok();
        let said = format!("cảnh báo[{code}]: bỏ ảnh “a.jpg”");
        assert!(run.stderr.contains(&said) && run.stderr.contains("content/tin-tuc/a.md:5:"), "{name}: {}", run.stderr);
        assert!(!run.page("tin-tuc/a.html").contains("<img") && pictures(&run).is_empty(), "{name}");
        let check = project.check();
        assert_eq!((check.code, check.stderr.contains(&format!("lỗi[{code}]"))), (1, true), "{name}: {}", check.stderr);
        // Mended.
        project.put("content/tin-tuc/a.jpg", &whole);
        let run = project.build().ok();
        assert!(run.page("tin-tuc/a.html").contains("<img") && !run.stderr.contains(code), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_missing_picture_and_a_folder_in_its_place() {
    let body = "Trước.\n\n![Cổng](khong-co.jpg)\n*Chú thích.*\n\n![Cổng](thu-muc.jpg)\n\n![Cổng](/khong.jpg)\n\nSau.";
    let project = site(IMAGE, body).file("content/tin-tuc/thu-muc.jpg/x.md.bak", "x");
    let run = project.build().ok();
    assert_eq!(run.stderr.matches("cảnh báo[D207]").count(), 4, "{}", run.stderr);
    assert_eq!(run.body("tin-tuc/a.html"), "<p>Trước.</p>\n<p>Sau.</p>");
    assert_eq!(project.check().code, 1);
}

#[test]
fn a_picture_of_another_kind_than_its_name() {
    let run = with(&photo::png(700, 500, 0)).build().ok();
    assert!(run.stderr.contains("cảnh báo[D326]: “a.jpg” thật ra là ảnh PNG"), "{}", run.stderr);
    assert!(run.page("tin-tuc/a.html").contains("<img"));
}

#[test]
fn names_as_people_write_them() {
    let nfd = "Ca\u{309}nh đe\u{323}p.JPG";
    let project = site("", "![Một](Cảnh đẹp.JPG)\n\n![Hai](x.jpg)\n\n![Ba](X.jpg)")
        .file(&format!("content/tin-tuc/{nfd}"), photo::jpeg(400, 300, 1))
        .file("content/tin-tuc/x.jpg", photo::jpeg(400, 300, 2))
        .file("content/tin-tuc/X.jpg", photo::jpeg(400, 300, 3));
    let run = project.build().ok();
    assert!(run.body("tin-tuc/a.html").contains("/assets/tin-tuc/canh-dep-400."), "{}", run.body("tin-tuc/a.html"));
    let files = tree(&run.public)
        .into_keys()
        .filter(|file| file.starts_with("assets/tin-tuc/x-400.") && file.ends_with("webp"));
    assert_eq!(files.count(), 2, "names that differ in letter case alone");
}

#[test]
fn one_content_is_worked_on_once() {
    let photo = photo::jpeg(900, 600, 0);
    let project = with(&photo);
    let run = project.build().ok();
    let (made, published) = (store(&project), pictures(&run));
    assert_eq!(made.len(), 2, "one file for each recipe: {made:?}");
    let stamps = |project: &Project| -> Vec<_> {
        let files = store(project).into_iter();
        files
            .map(|file| fs::metadata(project.path(".lantoa/pictures").join(file)).unwrap().modified().unwrap())
            .collect()
    };
    let before = stamps(&project);
    // The article moves, and so does its photo; another one shows the same.
    fs::create_dir(project.path("content/tin-tuc/2026")).unwrap();
    fs::rename(project.path("content/tin-tuc/a.md"), project.path("content/tin-tuc/2026/a.md")).unwrap();
    fs::rename(project.path("content/tin-tuc/a.jpg"), project.path("content/tin-tuc/2026/a.jpg")).unwrap();
    let run = project.build().ok();
    assert_eq!((store(&project), stamps(&project)), (made.clone(), before), "nothing was made again");
    let moved = pictures(&run).into_iter().map(|(name, bytes)| (name.replace("tin-tuc/2026/", "tin-tuc/"), bytes));
    assert_eq!(moved.collect::<BTreeMap<_, _>>(), published);
    // No page shows it any more.
    project.put("content/tin-tuc/2026/a.md", article("", "Chữ."));
    let run = project.build().ok();
    assert!(pictures(&run).is_empty());
    fs::remove_file(project.path("content/tin-tuc/2026/a.jpg")).unwrap();
    let _ = project.build().ok();
    assert!(store(&project).is_empty(), "{:?}", store(&project));
}

#[test]
fn from_scratch_after_damage_or_loss_it_is_the_same() {
    let project = with(&photo::jpeg(900, 600, 0));
    let _ = project.build().ok();
    let (twin, folder) = (tempfile::tempdir().unwrap(), project.path(".lantoa/pictures"));
    for (file, bytes) in tree(&project.path("public")) {
        let file = twin.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let check = |what: &str, arguments: &[&str]| {
        fs::remove_dir_all(project.path("public/assets")).unwrap();
        let run = project.build_with(arguments).ok();
        assert!(run.stderr.starts_with("Xong"), "{what}: {}", run.stderr);
        assert_same_tree(twin.path(), &project.path("public"));
    };
    check("nothing", &[]);
    check("from scratch", &["--clean"]);
    for (file, bytes) in tree(&folder) {
        for damaged in [bytes[..bytes.len() / 2].to_vec(), bytes.iter().map(|byte| byte ^ 0x55).collect(), Vec::new()] {
            fs::write(folder.join(&file), damaged).unwrap();
            check(&file, &[]);
        }
        fs::remove_file(folder.join(&file)).unwrap();
        check(&file, &[]);
    }
    fs::remove_dir_all(&folder).unwrap();
    check("all of it", &[]);
    fs::remove_dir_all(project.path(".lantoa/memo")).unwrap();
    check("the memo", &[]);
}

#[test]
fn what_cannot_be_kept_is_left_out() {
    let project = with(&photo::jpeg(900, 600, 0));
    project.put(".lantoa/pictures", "a file where a folder should be");
    let run = project.build().ok();
    assert!(run.stderr.contains("cảnh báo[D325]: bỏ ảnh “a.jpg”"), "{}", run.stderr);
    assert!(!run.page("tin-tuc/a.html").contains("<img"));
    fs::remove_file(project.path(".lantoa/pictures")).unwrap();
    let run = project.build().ok();
    assert!(run.page("tin-tuc/a.html").contains("<img") && !run.stderr.contains("D325"), "{}", run.stderr);
}

#[test]
fn a_check_looks_and_writes_nothing() {
    let project = with(&photo::jpeg(900, 600, 0));
    let before = tree(project.root());
    let check = project.check();
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert_eq!(before.keys().collect::<Vec<_>>(), tree(project.root()).keys().collect::<Vec<_>>());
}

#[test]
fn drawings_and_what_moves_are_passed_on() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\" onload=\"alert(1)\">\
        <script>alert(2)</script><a href=\"https://evil.example/\"><rect width=\"9\" height=\"9\"/></a></svg>";
    let project = site("", "![Sơ đồ](a.svg)\n\n![Máy](b.gif)")
        .file("content/tin-tuc/a.svg", svg)
        .file("content/tin-tuc/b.gif", photo::moving_gif());
    let run = project.build().ok();
    let files = tree(&run.public);
    let svg = files.iter().find(|(file, _)| file.starts_with("assets/tin-tuc/a.") && file.ends_with(".svg"));
    let svg = String::from_utf8(svg.unwrap().1.clone()).unwrap();
    assert!(svg.contains("<rect") && !svg.contains("alert") && !svg.contains("evil"), "{svg}");
    assert_eq!(pictures(&run).into_keys().collect::<Vec<_>>(), ["assets/tin-tuc/b.gif"]);
    let body = run.body("tin-tuc/a.html");
    assert!(body.contains("width=\"40\" height=\"30\"") && !body.contains("<source"), "{body}");
}

#[test]
fn originals_and_avif_by_setting() {
    let settings = "title: Trang\nbase_url: https://example.vn/\nxử lý ảnh: {avif: có, đăng ảnh gốc: có}\n";
    let photo = photo::jpeg(400, 300, 0);
    let project = site(IMAGE, "[ảnh](a.jpg)").file("content/tin-tuc/a.jpg", &photo).file("site.yaml", settings);
    let run = project.build().ok();
    assert_eq!(fs::read(run.public.join("tin-tuc/a.jpg")).unwrap(), photo);
    assert!(run.body("tin-tuc/a.html").contains("<a href=\"/tin-tuc/a.jpg\">"));
    let hero = run.between("tin-tuc/a.html", "<figure class=\"hero\">", "</figure>");
    assert!(hero.starts_with("<picture><source type=\"image/avif\" srcset=\"/assets/tin-tuc/a-360."), "{hero}");
    assert!(pictures(&run).contains_key("assets/tin-tuc/a-360.avif"));
}

#[test]
fn a_photo_that_is_replaced_has_other_names() {
    let project = with(&photo::jpeg(400, 300, 0));
    let first = tree(&project.build().ok().public);
    project.put("content/tin-tuc/a.jpg", photo::jpeg(400, 300, 99));
    let run = project.build_with(&["--verify"]).ok();
    let second = tree(&run.public);
    let names = |tree: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        tree.keys().filter(|file| file.starts_with("assets/tin-tuc/")).cloned().collect()
    };
    assert!(names(&first).iter().all(|file| !second.contains_key(file)), "{:?} {:?}", names(&first), names(&second));
    assert_eq!(names(&first).len(), names(&second).len());
}
