//! `lantoa serve` while files change: every edit is seen, and nothing else wakes it.

use crate::photo;
use crate::preview::Preview;
use crate::serve::{assert_same, project};
use std::fs;

#[test]
fn every_kind_of_edit_is_seen() {
    let project = project();
    let preview = Preview::of(project.root());
    let shows = |address: &str, text: &str| preview.until(|preview| preview.get(address).text().contains(text));
    project.put("content/tin-tuc/mot.md", "---\ntitle: mot\ndate: 1/2/2026\n---\n\nChữ đã sửa.\n");
    shows("/tin-tuc/mot.html", "Chữ đã sửa.");
    project.put("content/tin-tuc/mot.md", "---\ntitle: Tên khác\ndate: 1/2/2026\n---\n\nChữ đã sửa.\n");
    shows("/tin-tuc/", "Tên khác");
    // An editor that saves by rename.
    project.put("content/tin-tuc/mot.md.moi", "---\ntitle: Đổi tên tệp\ndate: 1/2/2026\n---\n\nChữ.\n");
    fs::rename(project.path("content/tin-tuc/mot.md.moi"), project.path("content/tin-tuc/mot.md")).unwrap();
    shows("/tin-tuc/mot.html", "Đổi tên tệp");
    // A new folder, with an article in it at once.
    project.put("content/hoi-nghi/_index.md", "---\ntitle: Hội nghị mới\nkind: conference\n---\n");
    project.put("content/hoi-nghi/2026/hop.md", "---\ntitle: Họp\ndate: 4/2/2026\n---\n\nChữ.\n");
    shows("/hoi-nghi/2026/hop.html", "Họp");
    shows("/", "Hội nghị mới");
    // The theme and the settings.
    project.put("themes/trang-nhat/assets/site.css.d/95-own.css", "h1 { color: green }");
    let styles = preview.told("/")["styles"].clone();
    preview.until(|preview| {
        let page = preview.get("/").text();
        let address = page.split("href=\"").find(|part| part.starts_with("/assets/site.")).unwrap();
        preview.get(address.split('"').next().unwrap()).text().contains("color: green")
    });
    assert_ne!(preview.told("/")["styles"], styles);
    project.put("site.yaml", "title: Tên trang mới\nbase_url: https://example.vn/\n");
    shows("/", "Tên trang mới");
    fs::remove_file(project.path("content/tin-tuc/hai.md")).unwrap();
    preview.until(|preview| preview.get("/tin-tuc/hai.html").status == 404);
    assert_same(&preview, &project);
}

#[test]
fn an_open_tab_is_told_where_its_article_went() {
    let project = project();
    let preview = Preview::of(project.root());
    let rename = |from: &str, to: &str| {
        let path = |name: &str| project.path(&format!("content/tin-tuc/{name}.md"));
        fs::rename(path(from), path(to)).unwrap();
        preview.until(|preview| preview.get(&format!("/tin-tuc/{to}.html")).status == 200);
    };
    let moved = |from: &str| preview.told(&format!("/tin-tuc/{from}.html"))["moved_to"].clone();
    rename("mot", "ba");
    assert_eq!(moved("mot"), "/tin-tuc/ba.html");
    // A reader who asks for the old address finds nothing there.
    assert_eq!(preview.get("/tin-tuc/mot.html").status, 404);
    rename("ba", "bon");
    assert_eq!((moved("mot"), moved("ba")), ("/tin-tuc/bon.html".into(), "/tin-tuc/bon.html".into()));
    // Back where it was, and then no more.
    rename("bon", "mot");
    assert_eq!((moved("mot"), moved("bon")), (serde_json::Value::Null, "/tin-tuc/mot.html".into()));
    fs::remove_file(project.path("content/tin-tuc/mot.md")).unwrap();
    preview.until(|preview| preview.get("/tin-tuc/mot.html").status == 404);
    assert_eq!((moved("mot"), moved("bon")), (serde_json::Value::Null, serde_json::Value::Null));
}

#[test]
fn a_style_sheet_alone_leaves_the_face_of_a_page() {
    let project = project();
    let preview = Preview::of(project.root());
    let before = preview.told("/");
    project.put("themes/trang-nhat/assets/site.css.d/95-own.css", "h1 { color: green }");
    preview.until(|preview| preview.told("/")["whole"] != before["whole"]);
    assert_eq!(preview.told("/")["face"], before["face"]);
}

#[test]
fn an_edited_page_is_never_stale() {
    let project = project();
    let preview = Preview::of(project.root());
    for number in 0..50 {
        project.put("content/tin-tuc/mot.md", format!("---\ntitle: mot\ndate: 1/2/2026\n---\n\nLần thứ {number}.\n"));
        // Asked at once: the page's own file is looked at, whatever the system has told yet.
        assert!(preview.get("/tin-tuc/mot.html").text().contains(&format!("Lần thứ {number}.")));
    }
}

#[test]
fn a_mistake_that_stands_is_no_silent_folder() {
    let project = project();
    let preview = Preview::of(project.root());
    project.put("site.yaml", "title: [\n");
    preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(|errors| !errors.is_empty()));
    // A title is edited meanwhile: what can be shown is shown, at once.
    project.put("content/tin-tuc/mot.md", "---\ntitle: Tên sửa lúc hỏng\ndate: 1/2/2026\n---\n\nChữ sửa lúc hỏng.\n");
    preview.until(|preview| preview.get("/tin-tuc/mot.html").text().contains("Chữ sửa lúc hỏng."));
    while preview.looks_again() {}
    // Looked through more than once since: nothing has changed, and nobody was told that the folder is silent.
    project.put("site.yaml", "title: T\nbase_url: https://example.vn/\n");
    preview.until(|preview| preview.get("/tin-tuc/").text().contains("Tên sửa lúc hỏng"));
    let said: Vec<String> = preview.said_so_far();
    assert!(said.iter().all(|line| !line.starts_with("Thư mục này không báo")), "{said:?}");
}

#[test]
fn files_that_editors_leave_behind_are_nothing() {
    let project = project();
    let preview = Preview::of(project.root());
    project.put("themes/trang-nhat/templates/.list.html.swp", "x");
    project.put("content/tin-tuc/~$mot.md", "x");
    project.put("content/.obsidian/workspace.md", "x");
    // The folder of themes is new, which is looked at once.
    while preview.looks_again() {}
    assert!(preview.said_so_far().iter().all(|line| !line.starts_with("Thư mục này không báo")));
    assert_same(&preview, &project);
}

#[test]
fn a_picture_that_was_replaced_is_seen() {
    let project = project()
        .file("content/tin-tuc/anh.jpg", photo::any())
        .article("tin-tuc/anh.md", "---\ntitle: Ảnh\ndate: 2/2/2026\nảnh: {tệp: anh.jpg, mô tả: Cảnh}\n---\n\nChữ.\n");
    let preview = Preview::of(project.root());
    let (before, other) = (preview.told("/tin-tuc/anh.html"), preview.told("/tin-tuc/mot.html"));
    project.put("content/tin-tuc/anh.jpg", photo::jpeg(64, 40, 9));
    preview.until(|preview| preview.told("/tin-tuc/anh.html")["whole"] != before["whole"]);
    assert_eq!(preview.told("/tin-tuc/mot.html")["whole"], other["whole"]);
}

#[test]
fn many_ask_while_files_change() {
    let project = project();
    let preview = Preview::of(project.root());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let browser = (*preview).clone();
            scope.spawn(move || {
                for _ in 0..40 {
                    let page = browser.get("/tin-tuc/mot.html");
                    assert_eq!(page.status, 200);
                    let text = page.text();
                    let shown = (0..30).filter(|number| text.contains(&format!("Lần {number}.")));
                    assert!(shown.clone().all(|number| text.contains(&format!("<h1>Tên {number}</h1>"))), "{text}");
                    assert!(shown.count() == 1 || text.contains("Chữ thứ nhất."), "{text}");
                    assert_eq!(browser.get("/tin-tuc/").status, 200);
                }
            });
        }
        for number in 0..30 {
            let text = format!("---\ntitle: Tên {number}\ndate: 1/2/2026\n---\n\nLần {number}.\n");
            // Whole at once: half a file is a mistake of its writer.
            project.put("content/mot.tmp", text);
            fs::rename(project.path("content/mot.tmp"), project.path("content/tin-tuc/mot.md")).unwrap();
        }
    });
    assert_same(&preview, &project);
}

#[test]
fn folders_and_settings_may_go_and_come_back() {
    let project = project();
    let preview = Preview::of(project.root());
    for (name, code) in [("content", "F01"), ("site.yaml", "F04")] {
        fs::rename(project.path(name), project.path("cho-khac")).unwrap();
        preview.until(|preview| preview.told("/tin-tuc/mot.html")["errors"][0]["code"] == code);
        // No page is waited for without end.
        assert!([200, 500].contains(&preview.get("/tin-tuc/mot.html").status));
        fs::rename(project.path("cho-khac"), project.path(name)).unwrap();
        preview.until(|preview| preview.told("/")["errors"].as_array().is_some_and(Vec::is_empty));
    }
    project.put("content/tin-tuc/mot.md", "---\ntitle: mot\ndate: 1/2/2026\n---\n\nSau khi trở lại.\n");
    preview.until(|preview| preview.get("/tin-tuc/mot.html").text().contains("Sau khi trở lại."));
}

#[test]
fn a_mistake_is_told_once_and_that_of_the_page_first() {
    let project = project();
    let preview = Preview::of(project.root());
    project.put("content/tin-tuc/a.md", "---\ntitle: A\ndate: hôm nào\n---\n\nChữ.\n");
    project.put("content/tin-tuc/mot.md", "");
    preview.until(|preview| preview.told("/tin-tuc/mot.html")["errors"].as_array().is_some_and(|list| list.len() == 2));
    assert_eq!(preview.told("/tin-tuc/mot.html")["errors"][0]["path"], "content/tin-tuc/mot.md");
    assert_eq!(preview.told("/tin-tuc/a.html")["errors"][0]["path"], "content/tin-tuc/a.md");
}
