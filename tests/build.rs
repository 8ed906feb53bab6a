//! What a site has: pages, lists, feeds, what stays out, what is left out.

use crate::photo;
use crate::project::{NOW, Project, assert_same_tree, tree};
use lantoa::base::Timings;
use lantoa::vietnamese::{Moment, Offset};
use lantoa::{Options, Progress, Step};
use std::fs;
use std::sync::Mutex;

/// A site with `n` news articles, one a day from 1 January 2025.
fn archive(n: usize) -> Project {
    (0..n).fold(Project::new(), |project, at| {
        let (month, day) = (at / 28 + 1, at % 28 + 1);
        project.news(&format!("bai-{at:03}"), &format!("{day}/{month}/2025"), "Chữ.")
    })
}

#[test]
fn lists_are_numbered_from_the_oldest() {
    let run = archive(65).build().ok();
    let first = run.page("tin-tuc/trang-1.html");
    assert!(first.contains("Bài từ <time datetime=\""), "{first}");
    assert!(first.contains("bai-000.html") && first.contains("bai-019.html") && !first.contains("bai-020.html"));
    let second = run.page("tin-tuc/trang-2.html");
    assert!(second.contains("bai-020.html") && second.contains("bai-039.html") && !second.contains("bai-040.html"));
    assert!(!run.has("tin-tuc/trang-3.html"));
    let own = run.page("tin-tuc/index.html");
    assert!(own.contains("bai-040.html") && own.contains("bai-064.html") && !own.contains("bai-039.html"));
    assert!(own.find("bai-064.html") < own.find("bai-040.html"), "newest first");
    assert!(second.contains("href=\"/tin-tuc/\"") && second.contains("href=\"/tin-tuc/trang-1.html\""));
    assert!(first.contains("href=\"/tin-tuc/trang-2.html\""));
}

#[test]
fn a_newer_article_leaves_closed_pages_as_they_were() {
    let project = archive(65);
    let run = project.build().ok();
    let before = tree(&run.public);
    let project = project.news("moi-nhat", "20/11/2026", "Chữ.");
    let after = tree(&project.build().ok().public);
    let changed: Vec<&str> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path.as_str()).collect();
    // What the search writes is told in tests/search.rs.
    let changed: Vec<&str> = changed.into_iter().filter(|path| !path.starts_with("tim-kiem/")).collect();
    assert_eq!(
        changed.join(" "),
        "404.html atom.xml feed.json index.html rss.xml sitemap.xml sitemap/2026-11.xml sitemap/trang.xml \
         theo-ngay/2026/11/index.html theo-ngay/index.html tin-tuc/bai-064.html tin-tuc/index.html \
         tin-tuc/moi-nhat.html tin-tuc/rss.xml"
    );
}

#[test]
fn drafts_scheduled_and_expired_articles_leak_nowhere() {
    let secret = "Bimatkhongdang";
    let article = |extra: &str, date: &str| {
        format!(
            "---\ntitle: {secret}\ndate: {date}\nsummary: {secret}\ncommunes: Cẩm Duệ\nfields: Kinh tế\nimage: {secret}.jpg\n{extra}\n---\n\n{secret} ![{secret}]({secret}.jpg)\n"
        )
    };
    let project = Project::new()
        .news(
            "cong-khai",
            "1/10/2026",
            "Xem [bài](nhap.md), [bài](hen-gio.md), [bài](het-han.md), [bài](cho-duyet.md), [bài](go.md).",
        )
        .article("tin-tuc/nhap.md", &article("status: draft", "1/10/2026"))
        .article("tin-tuc/cho-duyet.md", &article("trạng thái: chờ duyệt", "1/10/2026"))
        .article("tin-tuc/hen-gio.md", &article("", "23/11/2026"))
        .article("tin-tuc/het-han.md", &article("hết hạn: 21/11/2026", "1/10/2026"))
        .article("tin-tuc/go.md", &article("gỡ bài: 2/10/2026", "1/10/2026"))
        .file(&format!("content/tin-tuc/{secret}.jpg"), photo::any());
    let run = project.build().ok();
    for (path, bytes) in tree(&run.public) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let secret = secret.to_lowercase();
        assert!(!text.contains(&secret) && !path.to_lowercase().contains(&secret), "{path}");
        assert!(!["nhap.html", "hen-gio.html", "het-han.html"].iter().any(|name| text.contains(name)), "{path}");
    }
    assert!(run.page("tin-tuc/cong-khai.html").contains("Xem bài, bài"));
    let run = project.build_with(&["--drafts"]).ok();
    assert!(run.has("tin-tuc/nhap.html") && run.has("tin-tuc/hen-gio.html") && !run.has("tin-tuc/het-han.html"));
    assert!(run.stderr.contains("chỉ để xem, đừng đưa bản này lên mạng"), "{}", run.stderr);
    assert!(run.page("tin-tuc/nhap.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!project.build().ok().has("tin-tuc/nhap.html"), "a build without --drafts takes them away again");
}

#[test]
fn terms_crossings_and_feeds() {
    let run = Project::new()
        .article("mo-hinh/a.md", "---\ntitle: Mô hình A\ndate: 1/2/2026\ncommunes: [xã Cẩm Duệ, 18685]\nfields: [KT, van-hoa-xa-hoi]\n---\nMột.\n")
        .article("mo-hinh/b.md", "---\ntitle: Mô hình B\ndate: 2/2/2026\ncommunes: CẨM DUỆ\nfields: Kinh tế\n---\nHai.\n")
        .build()
        .ok();
    let place = run.page("dia-phuong/cam-due/index.html");
    assert!(place.contains("Xã Cẩm Duệ") && place.contains("/mo-hinh/a.html") && place.contains("/mo-hinh/b.html"));
    assert!(run.page("dia-phuong/cam-binh/index.html").contains("/mo-hinh/a.html"));
    assert!(run.page("dia-phuong/cam-due/kinh-te/index.html").contains("/mo-hinh/b.html"));
    assert!(!run.page("dia-phuong/cam-binh/kinh-te/index.html").contains("/mo-hinh/b.html"));
    assert!(run.has("dia-phuong/cam-binh/van-hoa-xa-hoi/index.html") && !run.has("dia-phuong/thanh-sen/kinh-te"));
    for feed in ["rss.xml", "mo-hinh/rss.xml", "dia-phuong/cam-due/rss.xml", "linh-vuc/kinh-te/rss.xml"] {
        assert!(run.page(feed).contains("<title>Mô hình A</title>"), "{feed}");
    }
    let index = run.page("dia-phuong/index.html");
    assert!(index.contains("Phường Thành Sen") && !index.contains("0 bài"), "no place is named as having none");
}

#[test]
fn neighbours_and_related_articles() {
    let body = |name: &str, date: &str, terms: &str| {
        format!("---\ntitle: {name}\ndate: {date}\nsummary: x\n{terms}\n---\n\nChữ.\n")
    };
    let run = Project::new()
        .article("tin-tuc/a.md", &body("Bài A", "1/1/2026", "communes: Cẩm Duệ"))
        .article("tin-tuc/b.md", &body("Bài B", "2/1/2026", "fields: Kinh tế"))
        .article("tin-tuc/c.md", &body("Bài C", "3/1/2026", "communes: Cẩm Duệ\nfields: Kinh tế"))
        .article("tin-tuc/d.md", &body("Bài D", "4/1/2026", "communes: Cẩm Duệ\nfields: Kinh tế"))
        .build()
        .ok();
    let page = run.page("tin-tuc/d.html");
    let related = page.split("Đọc thêm").nth(1).unwrap();
    let at = |name: &str| related.find(name).unwrap_or_else(|| panic!("{name} in {related}"));
    assert!(at("Bài C") < at("Bài A") && at("Bài A") < at("Bài B"), "both terms, then the place, then the field");
    assert!(!run.page("tin-tuc/a.html").contains("Đọc thêm"), "nothing older");
    let page = run.page("tin-tuc/b.html");
    assert!(
        page.contains("rel=\"prev\" href=\"/tin-tuc/a.html\"")
            && page.contains("rel=\"next\" href=\"/tin-tuc/c.html\"")
    );
}

#[test]
fn links_carry_the_base_path_and_may_be_bare() {
    let project = Project::new()
        .file("site.yaml", "title: Trang\nbase_url: https://example.vn/danvan\nlinks: bare\n")
        .file("content/tin-tuc/hình 1.jpg", photo::any())
        .news("a", "1/2/2026", "[b](b.md#muc) [kt](/linh-vuc/kinh-te/) ![h](<hình 1.jpg>)")
        .news("b", "2/2/2026", "## Mục\n\nChữ.");
    let run = project.build().ok();
    let body = run.body("tin-tuc/a.html");
    assert!(body.contains("href=\"/danvan/tin-tuc/b#muc\""), "{body}");
    assert!(body.contains("href=\"/danvan/linh-vuc/kinh-te/\""), "{body}");
    assert!(photo::plain(&body).contains("src=\"/danvan/tin-tuc/hinh-1.jpg\""), "{body}");
    for (path, bytes) in tree(&run.public) {
        let text = String::from_utf8_lossy(&bytes);
        for (at, _) in text.match_indices("href=\"/").chain(text.match_indices("src=\"/")) {
            assert!(text[at..].contains("=\"/danvan/"), "{path}: {}", &text[at..(at + 60).min(text.len())]);
        }
    }
    assert!(
        run.page("tin-tuc/a.html").contains("<link rel=\"canonical\" href=\"https://example.vn/danvan/tin-tuc/a\">")
    );
    assert!(run.page("robots.txt").contains("Sitemap: https://example.vn/danvan/sitemap.xml"));
    let elsewhere = project.build_with(&["--base-url", "https://thu.example.vn/"]).ok();
    assert!(elsewhere.page("tin-tuc/a.html").contains("https://thu.example.vn/tin-tuc/a"));
}

#[test]
fn keep_going_publishes_the_sound_articles() {
    let project = Project::new()
        .news("tot", "1/2/2026", "Xem [bài hỏng](hong.md).")
        .article("tin-tuc/hong.md", "---\ntitle: Hỏng\n")
        .article("tin-tuc/sai.md", "---\ntitle: Sai\ndate: 1/2/2026\ncommunes: Nơi Nào\n---\n\nChữ.\n");
    let run = project.build();
    assert_eq!(run.code, 1);
    assert!(!run.has("index.html"));
    let run = project.build_with(&["--keep-going"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.has("tin-tuc/tot.html") && !run.has("tin-tuc/sai.html") && !run.has("tin-tuc/hong.html"));
    assert!(
        run.stderr.contains("D102") && run.stderr.contains("D203") && run.stderr.contains("D208"),
        "{}",
        run.stderr
    );
    assert!(run.page("tin-tuc/tot.html").contains("Xem bài hỏng."));
}

#[test]
fn an_older_page_is_not_lost_to_a_newcomer_with_its_address() {
    let project = Project::new().news("a-b", "1/2/2026", "Cũ.");
    let _ = project.build().ok();
    let project = project.news("a b", "2/2/2026", "Mới.");
    let run = project.build_with(&["--keep-going"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("content/tin-tuc/a b.md") && run.page("tin-tuc/a-b.html").contains("Cũ."),
        "{}",
        run.stderr
    );
    let project = project.article("tin-tuc/a b.md", "---\ntitle: x\nstatus: draft\ndate: 2/2/2026\n---\n\nMới.\n");
    let run = project.build().ok();
    assert!(run.stderr.contains("cảnh báo[D201]") && run.page("tin-tuc/a-b.html").contains("Cũ."), "{}", run.stderr);
}

#[test]
fn errors_of_lists_and_templates_are_fatal_even_when_kept_going() {
    let project = Project::new().news("tot", "1/2/2026", "Chữ.").file("content/fields.yaml", "- {name: [1]}\n");
    let run = project.build_with(&["--keep-going"]);
    assert_eq!(run.code, 1);
    assert!(!run.has("index.html"));
}

#[test]
fn check_writes_nothing() {
    let project = Project::new().news("tot", "1/2/2026", "Chữ.");
    let run = project.check().ok();
    assert!(!run.public.exists() && !project.path(".lantoa").exists());
    assert_eq!(run.stderr, "Đã kiểm tra 1 bài: 0 lỗi, 0 cảnh báo\n");
}

#[test]
fn a_drafts_mistakes_do_not_stop_the_site() {
    let project = Project::new()
        .news("tot", "1/2/2026", "Chữ.")
        .article("mo-hinh/nhap.md", "---\ntitle: Nháp\nstatus: draft\ncommunes: Chưa Biết\n---\n\nĐang viết.\n");
    let run = project.build().ok();
    assert!(run.stderr.contains("cảnh báo[D203]"), "{}", run.stderr);
    assert_eq!(project.build_with(&["--drafts"]).code, 1);
}

#[test]
fn demo_sites_are_marked_and_kept_out_of_indexes() {
    let run = Project::new()
        .file("site.yaml", "title: Trang\nbase_url: https://example.vn/\ndemo: có\n")
        .news("a", "1/2/2026", "Chữ.")
        .build()
        .ok();
    for page in ["index.html", "tin-tuc/a.html", "dia-phuong/index.html"] {
        let page = run.page(page);
        assert!(page.contains("BÀI MẪU") && page.contains("<meta name=\"robots\" content=\"noindex\">"));
    }
}

#[test]
fn files_of_static_are_copied_and_may_replace_robots() {
    let run = Project::new()
        .file("content/static/.well-known/a.txt", "a")
        .file("content/static/robots.txt", "User-agent: x\n")
        .file("content/static/Thumbs.db", "x")
        .file("content/tin-tuc/~$nhap.docx", "x")
        .build()
        .ok();
    assert_eq!(run.page("robots.txt"), "User-agent: x\n");
    assert_eq!(run.page(".well-known/a.txt"), "a");
    assert!(!run.has("Thumbs.db"));
}

#[test]
fn structured_data_cannot_end_its_element() {
    let run = Project::new()
        .article("tin-tuc/a.md", "---\ntitle: A </script><script>alert(1)</script>\ndate: 1/2/2026\n---\n\nChữ.\n")
        .build()
        .ok();
    let page = run.page("tin-tuc/a.html");
    // The structured data, and the script of articles.
    assert_eq!(page.matches("<script").count(), 2, "{page}");
    assert!(page.contains("<script src=\"/assets/article."), "{page}");
    let json = run.between("tin-tuc/a.html", "<script type=\"application/ld+json\">", "</script>");
    assert!(json.contains("\\u003c/script>"));
    assert!(!run.page("rss.xml").contains("<script>"));
}

/// Runs a build through the library, so that something can happen at a given moment.
fn build_while(project: &Project, step: Step, then: impl Fn() + Sync) -> (Vec<String>, bool) {
    struct Moment1<'a>(Step, &'a (dyn Fn() + Sync), Mutex<bool>);
    impl Progress for Moment1<'_> {
        fn begin(&self, step: Step, _: usize) {
            if step == self.0 && !std::mem::replace(&mut *self.2.lock().unwrap(), true) {
                (self.1)();
            }
        }
        fn wait(&self) {}
        fn at(&self, _: &str) {}
        fn advance(&self) {}
        fn end(&self) {}
    }
    let now = Moment::parse(NOW, Offset::VIETNAM).unwrap().unix();
    let options =
        Options { root: project.root().to_path_buf(), now, write: true, from_scratch: true, ..Options::default() };
    let progress = Moment1(step, &then, Mutex::new(false));
    let outcome =
        lantoa::build(&options, &progress, &mut Timings::default()).unwrap_or_else(|failure| panic!("{:?}", failure.0));
    let notes =
        outcome.notes.iter().map(|note| format!("{} {} | {}", note.code, note.message.vi, note.message.en)).collect();
    (notes, outcome.summary.is_some())
}

#[test]
fn a_file_that_changes_or_vanishes_during_the_build_stops_it() {
    let project = Project::new().news("a", "1/2/2026", "Chữ.").news("b", "1/2/2026", "Chữ.");
    let _ = project.build().ok();
    let before = tree(&project.path("public"));
    let expected = vec!["D310 tệp thay đổi trong lúc đang tạo trang | the file changed during the build".to_owned()];
    let file = project.path("content/tin-tuc/a.md");
    let text = fs::read_to_string(&file).unwrap();
    let changed = build_while(&project, Step::Render, || fs::write(&file, format!("{text}thêm")).unwrap());
    assert_eq!(changed, (expected.clone(), false));
    let vanished = build_while(&project, Step::Render, || fs::remove_file(&file).unwrap());
    assert_eq!(vanished, (expected.clone(), false));
    fs::write(&file, &text).unwrap();
    let vanished = build_while(&project, Step::Parse, || fs::remove_file(&file).unwrap());
    assert_eq!(vanished, (expected, false));
    assert!(before == tree(&project.path("public")), "public/ as it was");
}

#[test]
fn the_repository_itself_is_a_working_site() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let project = Project::new();
    let run = |out: &std::path::Path| {
        let mut command = project.command("build");
        project.run(command.current_dir(root).args(["--out", out.to_str().unwrap()])).ok()
    };
    let said = run(&out.path().join("mot"));
    assert!(said.stderr.contains("Chưa đăng: 4 bản nháp hoặc chờ duyệt, 1 bài hẹn giờ, 1 bài"), "{}", said.stderr);
    // Another test may build it at the same time, for the browser.
    let complaints = said.stderr.lines().filter(|line| !line.starts_with("Đang có một lần"));
    assert!(complaints.count() == 2, "the demo has nothing to complain about: {}", said.stderr);
    let _ = run(&out.path().join("hai"));
    assert_same_tree(&out.path().join("mot"), &out.path().join("hai"));
}
