//! `lantoa serve`: what a browser gets, and when.

use crate::photo;
use crate::preview::{Browser, Preview};
use crate::project::{NOW, Project, tree};
use std::fs;
use std::net::TcpListener;

const DRAFT: &str = "---\ntitle: Bài nháp\ndate: 2/2/2026\nstatus: draft\n---\n\nChữ của bài nháp.\n";

pub fn project() -> Project {
    Project::new()
        .news("mot", "1/2/2026", "Chữ thứ nhất.")
        .news("hai", "3/2/2026", "Chữ thứ hai.\n\n[bài một](mot.md)")
        .article("tin-tuc/nhap.md", DRAFT)
        .file("content/static/nhac.mp3", vec![7; 1000])
}

/// Every page, feed and file is what a build would write.
pub fn assert_same(preview: &Preview, project: &Project) {
    let _ = project.build_with(&["--drafts", "--clean"]).ok();
    let built = tree(&project.path("public"));
    preview.until(|preview| {
        built.iter().filter(|(path, _)| !path.starts_with('.')).all(|(path, bytes)| {
            let answer = preview.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path)));
            answer.page() == *bytes
        })
    });
}

#[test]
fn pages_are_those_of_a_build() {
    let project = project();
    let preview = Preview::of(project.root());
    assert_same(&preview, &project);
    let page = preview.get("/tin-tuc/nhap.html");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Chữ của bài nháp") && page.text().contains("/_lantoa/client.js"));
    assert_eq!(preview.told("/tin-tuc/nhap.html")["page"]["mark"], "Bản nháp");
    assert_eq!(preview.told("/tin-tuc/")["marks"]["/tin-tuc/nhap.html"], "Bản nháp");
    assert_eq!(preview.told("/tin-tuc/mot.html")["source"], "content/tin-tuc/mot.md");
}

#[test]
fn nothing_is_written_to_the_output_folder() {
    let project = project();
    let preview = Preview::of(project.root());
    assert_eq!(preview.get("/").status, 200);
    assert!(!project.path("public").exists());
}

#[test]
fn mistakes_lie_over_the_last_good_page() {
    let project = project();
    let preview = Preview::of(project.root());
    let page = |preview: &Preview, address: &str| preview.get(address).page();
    let good = page(&preview, "/tin-tuc/");
    // An article.
    project.put("content/tin-tuc/hai.md", "---\ntitle: Khác\nngày: hôm nào\n---\n\nChữ.\n");
    preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(|errors| errors.len() == 1));
    let told = preview.told("/tin-tuc/hai.html");
    assert_eq!(told["errors"][0]["path"], "content/tin-tuc/hai.md");
    assert_eq!(told["errors"][0]["line"], 3);
    assert_eq!(told["errors"][0]["excerpt"], "ngày: hôm nào");
    assert_eq!(told["errors"][0]["is_own"], true);
    assert_eq!(told["stays"], true);
    assert!(!told["errors"][0]["cures"].as_array().unwrap().is_empty());
    assert_eq!(page(&preview, "/tin-tuc/"), good, "the last good version stands in lists");
    preview.says("lỗi[");
    project.put("content/tin-tuc/hai.md", "---\ntitle: Khác\ndate: 3/2/2026\n---\n\nChữ.\n");
    preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(Vec::is_empty));
    preview.says("Không có lỗi");
    // The settings, a list, a template, a template that fails on a page.
    let good = page(&preview, "/tin-tuc/");
    for (file, faulty) in [
        ("site.yaml", "title: [\n"),
        ("content/fields.yaml", "- {key: [\n"),
        ("themes/trang-nhat/templates/list.html", "{% if %}"),
        ("themes/trang-nhat/templates/list.html", "{{ list.khong_co.gi }}"),
        ("themes/trang-nhat/templates/card.html", "{{ article.khong_co.gi }}"),
        ("themes/trang-nhat/templates/header.html", "{{ khong_co.gi }}"),
    ] {
        let before = fs::read(project.path(file)).ok();
        project.put(file, faulty);
        preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(|errors| !errors.is_empty()));
        assert_eq!(page(&preview, "/tin-tuc/"), good, "{file}");
        match before {
            Some(before) => project.put(file, before),
            None => fs::remove_file(project.path(file)).unwrap(),
        }
        preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(Vec::is_empty));
    }
    assert_same(&preview, &project);
}

#[test]
fn it_starts_with_mistakes_too() {
    let project = project().file("site.yaml", "title: [\n");
    let preview = Preview::of(project.root());
    let page = preview.get("/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("Chưa xem được trang này") && page.text().contains("/_lantoa/client.js"));
    assert_eq!(preview.told("/")["errors"][0]["path"], "site.yaml");
    project.put("site.yaml", "title: T\nbase_url: https://example.vn/\n");
    preview.until(|preview| preview.get("/").status == 200);
}

#[test]
fn a_host_behaves_so_too() {
    let project = project()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/dv/\nhosts: [netlify]\n")
        .article("tin-tuc/cu.md", "---\ntitle: Cũ\ndate: 2/2/2026\naliases: [/tin/cũ/]\n---\n\nChữ.\n");
    let preview = Preview::of(project.root());
    assert_eq!(preview.base, "/dv");
    let root = preview.ask("GET", "/", &[], "");
    assert_eq!((root.status, root.header("location")), (301, "/dv/"));
    assert_eq!(preview.ask("GET", "/assets/x.css", &[], "").status, 404);
    let moved = preview.get("/tin/c%C5%A9/");
    assert_eq!((moved.status, moved.header("location")), (301, "/dv/tin-tuc/cu.html"));
    let folder = preview.get("/tin-tuc");
    assert_eq!((folder.status, folder.header("location")), (301, "/dv/tin-tuc/"));
    let page = preview.get("/tin-tuc/");
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!page.header("content-security-policy").contains("upgrade"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(preview.get("/rss.xml").header("content-type"), "application/rss+xml");
    let missing = preview.get("/khong-co/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("Không tìm thấy trang"));
    for outside in ["/../site.yaml", "/%2e%2e/site.yaml", "/..%2fsite.yaml", "/content/tin-tuc/mot.md", "//etc/passwd"]
    {
        assert_eq!(preview.get(outside).status, 404, "{outside}");
    }
    let part = preview.ask("GET", "/dv/nhac.mp3", &[("range", "bytes=10-19")], "");
    assert_eq!((part.status, part.bytes.len(), part.header("content-range")), (206, 10, "bytes 10-19/1000"));
    assert_eq!(preview.ask("HEAD", "/dv/", &[], "").bytes.len(), 0);
    assert_eq!(preview.ask("PUT", "/dv/", &[("sec-fetch-site", "same-origin")], "x").status, 405);
}

#[test]
fn only_the_writer_may_ask() {
    let project = project();
    let preview = Preview::of(project.root());
    assert_eq!(preview.ask("GET", "/", &[("host", "evil.example")], "").status, 403);
    assert_eq!(preview.ask("GET", "/", &[("host", "localhost:1111")], "").status, 200);
    for (headers, status) in [
        (vec![], 403),
        (vec![("origin", "https://evil.example")], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-origin")], 204),
    ] {
        assert_eq!(preview.ask("POST", "/_lantoa/at", &headers, "").status, status, "{headers:?}");
    }
    let outside = preview.ask("POST", "/_lantoa/open", &[("sec-fetch-site", "same-origin")], "../../etc/passwd");
    assert_eq!(outside.status, 404);
}

#[test]
fn a_telephone_needs_the_key() {
    let project = project();
    let preview = Preview::with(project.root(), &["--now", NOW, "--host", "0.0.0.0"]);
    // From this machine nothing is needed.
    assert_eq!(preview.get("/").status, 200);
    let line = preview.says("Trên điện thoại cùng mạng: ");
    let address = line.split("http://").nth(1).unwrap();
    let (host, key) = address.split_once("/?lantoa=").unwrap();
    // Asked under its address in the network, this machine is another one.
    let outside = Browser { host: host.to_owned(), base: String::new() };
    if host.starts_with("127.") {
        return;
    }
    assert_eq!(outside.get("/").status, 403);
    assert_eq!(outside.get("/?lantoa=falsch").status, 403);
    let kept = outside.get(&format!("/tin-tuc/?lantoa={key}"));
    assert_eq!((kept.status, kept.header("location")), (303, "/tin-tuc/"));
    let cookie = kept.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(outside.ask("GET", "/tin-tuc/", &[("cookie", &cookie)], "").status, 200);
    let own = [("sec-fetch-site", "same-origin"), ("cookie", cookie.as_str())];
    assert_eq!(outside.ask("POST", "/_lantoa/open", &own, "content/tin-tuc/mot.md").status, 404);
}

#[test]
fn the_page_knows_itself() {
    let project = project()
        .file("content/tin-tuc/anh.jpg", photo::any())
        .article("tin-tuc/anh.md", "---\ntitle: Ảnh\ndate: 4/2/2026\nảnh: {tệp: anh.jpg, mô tả: Cảnh}\n---\n\nChữ.\n");
    let preview = Preview::of(project.root());
    // Else it would be loaded again without end.
    for address in ["/", "/tin-tuc/", "/tin-tuc/anh.html", "/khong-co.html"] {
        let page = preview.get(address).text();
        let whole = page.split("data-whole=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(preview.told(address)["whole"], whole, "{address}");
    }
}

#[test]
fn the_site_at_another_instant() {
    let article = "---\ntitle: Sắp hết hạn\ndate: 2/2/2026\nexpires: 1/12/2026\n---\n\nChữ.\n";
    let project = project().article("tin-tuc/han.md", article);
    let preview = Preview::of(project.root());
    assert_eq!(preview.get("/tin-tuc/han.html").status, 200);
    let own = [("sec-fetch-site", "same-origin")];
    preview.ask("POST", "/_lantoa/at", &own, "1796256000");
    preview.until(|preview| preview.get("/tin-tuc/han.html").status == 404);
    assert_eq!(preview.told("/")["is_chosen"], true);
    for wrong in ["hôm nay", "9223372036854775807"] {
        assert_eq!(preview.ask("POST", "/_lantoa/at", &own, wrong).status, 400, "{wrong}");
    }
}

#[test]
fn a_port_that_is_taken() {
    let project = project();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let preview = Preview::with(project.root(), &["--port", &port.to_string()]);
    assert_eq!(preview.get("/").status, 200);
    assert_ne!(preview.host, format!("127.0.0.1:{port}"));
}

#[test]
fn it_ends_at_once() {
    let project = project();
    let preview = Preview::of(project.root());
    assert_eq!(preview.get("/").status, 200);
    // With a stream open, as every page has one.
    assert_eq!(preview.interrupt(), Some(0));
}
