//! Each kind of article has its template and shows what its front matter says.

use crate::photo;
use crate::project::Project;

/// A site with a section of that kind, and an article in it with these lines of front matter.
fn article(kind: &str, lines: &str) -> Project {
    Project::new().article("muc/_index.md", &format!("---\ntitle: Mục\nkind: {kind}\n---\n")).article(
        "muc/2026/a.md",
        &format!("---\ntitle: Bài\ndate: 1/10/2026\n{lines}---\n\nMở đầu.\n\n## Một\n\nChữ.\n"),
    )
}

#[test]
fn a_video_of_the_site_has_a_player_with_captions_and_transcript() {
    let run = article(
        "video",
        "video: {tệp: a.mp4, thời lượng: 1 phút 5 giây, phụ đề: a.vtt, lời thoại: a.txt}\nảnh: a.jpg\n",
    )
    .file("content/muc/2026/a.mp4", b"\0\0\0\x20ftypisom")
    .file("content/muc/2026/a.vtt", "WEBVTT\n")
    .file("content/muc/2026/a.txt", "x".repeat(3000))
    .file("content/muc/2026/a.jpg", photo::any())
    .build()
    .ok();
    let page = run.page("muc/2026/a.html");
    for piece in [
        "<video controls",
        "src=\"/muc/2026/a.mp4\"",
        "poster=\"/assets/muc/2026/a-64.",
        "src=\"/muc/2026/a.vtt\"",
        "1:05",
        "href=\"/muc/2026/a.txt\"",
        "3 KB",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert!(run.has("muc/2026/a.mp4") && run.has("muc/2026/a.vtt") && run.has("muc/2026/a.txt"));
}

#[test]
fn a_video_of_a_provider_loads_on_a_click() {
    let run = article("video", "video: https://youtu.be/aqz-KE-bpKQ\n").build().ok();
    let page = run.page("muc/2026/a.html");
    assert!(page.contains("data-embed=\"https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ\""), "{page}");
    assert!(!page.contains("<iframe") && page.contains("/assets/video."), "{page}");
    let other = Project::new().news("b", "1/10/2026", "Chữ.").build().ok().page("tin-tuc/b.html");
    assert!(!other.contains("/assets/video."), "{other}");
}

#[test]
fn an_episode_has_a_native_player() {
    let run = article("audio", "âm thanh: {tệp: a.mp3, thời lượng: \"12:30\"}\n")
        .file("content/muc/2026/a.mp3", b"ID3\x04")
        .build()
        .ok();
    let page = run.page("muc/2026/a.html");
    assert!(page.contains("<audio controls") && page.contains("src=\"/muc/2026/a.mp3\"") && page.contains("12:30"));
}

#[test]
fn a_document_shows_its_facts_and_its_file() {
    let run = article(
        "document",
        "văn bản: {số: 12-KH/ĐU, ngày ban hành: 2/9/2026, cơ quan ban hành: Đảng ủy xã Cẩm Duệ, loại: Kế hoạch, tệp: kh.pdf}\n",
    )
    .file("content/muc/2026/kh.pdf", "%PDF-1.7\n".to_owned() + &"x".repeat(1_300_000))
    .build()
    .ok();
    let page = run.page("muc/2026/a.html");
    for piece in
        ["12-KH/ĐU", "02/09/2026", "Đảng ủy xã Cẩm Duệ", "Kế hoạch", "href=\"/muc/2026/kh.pdf\"", "PDF", "1,2 MB"]
    {
        assert!(page.contains(piece), "{piece} in {page}");
    }
}

#[test]
fn a_long_story_lists_its_chapters() {
    let run = article("longform", "").build().ok();
    let page = run.page("muc/2026/a.html");
    assert!(page.contains("is-longform") && page.contains("href=\"#mot\""), "{page}");
}

#[test]
fn an_english_site_has_english_words_and_dates() {
    let run = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\nlanguage: en\n")
        .news("a", "14/8/2026 7h30", "Text.")
        .news("b", "15/8/2026", "Text.")
        .build()
        .ok();
    let page = run.page("tin-tuc/b.html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("Saturday 15 August 2026"), "{page}");
    let head = &page[..page.find("<main").unwrap()];
    assert!(!head.contains("Chuyên mục") && head.contains("en_GB"), "{head}");
    assert!(run.page("tin-tuc/a.html").contains("Friday 14 August 2026, 07:30"));
}

#[test]
fn a_recording_of_another_host_is_a_link() {
    let run = article("audio", "âm thanh: https://khac.example/a.mp3\n").build().ok();
    let page = run.page("muc/2026/a.html");
    assert!(!page.contains("<audio") && page.contains("<a href=\"https://khac.example/a.mp3\">"), "{page}");
}

#[test]
fn the_settings_say_what_other_hosts_may_play() {
    let policy = |page: &str, name: &str| {
        let rest = page.split(&format!("{name} ")).nth(1).unwrap_or_default();
        rest.replace("&#39;", "'").split([';', '"']).next().unwrap_or_default().to_owned()
    };
    let with = |settings: &str| {
        let site = format!("title: T\nbase_url: https://example.vn/\n{settings}");
        let body = "Chữ.\n\nhttps://vimeo.com/123456789\n";
        article("video", "video: https://youtu.be/aqz-KE-bpKQ\n")
            .file("site.yaml", &site)
            .news("b", "1/10/2026", body)
            .file(
                "content/muc/2026/c.md",
                "---\ntitle: C\ndate: 1/10/2026\nvideo: https://phim.example.vn/c.mp4\n---\n\nChữ.\n",
            )
            .build()
    };
    let run = with("").ok();
    let (a, b, c) = (run.page("muc/2026/a.html"), run.page("tin-tuc/b.html"), run.page("muc/2026/c.html"));
    assert_eq!(policy(&a, "frame-src"), "https://www.youtube-nocookie.com https://player.vimeo.com");
    assert_eq!(policy(&a, "media-src"), "'self'");
    assert!(a.contains("data-embed") && b.contains("data-embed") && !c.contains("<video"), "{c}");
    let run = with("players: [YouTube]\nmedia_hosts: [phim.example.vn]\n").ok();
    let (a, b, c) = (run.page("muc/2026/a.html"), run.page("tin-tuc/b.html"), run.page("muc/2026/c.html"));
    assert_eq!(policy(&a, "frame-src"), "https://www.youtube-nocookie.com");
    assert_eq!(policy(&a, "media-src"), "'self' https://phim.example.vn");
    assert!(a.contains("data-embed") && !b.contains("data-embed") && b.contains("https://vimeo.com/123456789"), "{b}");
    assert!(c.contains("src=\"https://phim.example.vn/c.mp4\""), "{c}");
    let run = with("trình phát: []\n").ok();
    let a = run.page("muc/2026/a.html");
    assert_eq!(policy(&a, "frame-src"), "'none'");
    assert!(
        !a.contains("data-embed") && !a.contains("/assets/video.") && a.contains("https://youtu.be/aqz-KE-bpKQ"),
        "{a}"
    );
}

#[test]
fn an_author_stands_in_the_index_as_what_the_article_says_it_is() {
    let article = |name: &str, author: &str| {
        let text = format!("---\ntitle: {name}\ndate: 1/2/2026\nauthors: {author}\n---\n\nChữ.\n");
        (format!("tin-tuc/{name}.md"), text)
    };
    let project = [article("a", "{tên: Bản tin phường Mỹ, loại: đơn vị}"), article("b", "Trần Thị Lan")]
        .into_iter()
        .fold(Project::new(), |project, (path, text)| project.article(&path, &text));
    let run = project.build().ok();
    let index = run.page("tac-gia/index.html");
    let at = |text: &str| index.find(text).unwrap_or_else(|| panic!("no {text}: {index}"));
    assert!(
        at(">B<") < at("Bản tin phường Mỹ") && at("Bản tin phường Mỹ") < at(">L<") && at(">L<") < at("Trần Thị Lan")
    );
}
