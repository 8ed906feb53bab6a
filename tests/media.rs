//! Recordings, films and documents beside articles: how long they last, and what is said at links to them.

use crate::project::{Project, Run, assert_same_tree};
use serde_json::Value;

macro_rules! recording {
    ($name:literal) => {
        include_bytes!(concat!("recordings/", $name)).as_slice()
    };
}

fn front(lines: &str) -> String {
    format!("---\ntitle: Bài\ndate: 1/10/2026\nsummary: Tóm tắt.\n{lines}---\n\nChữ.\n")
}

fn podcast(lines: &str, sound: &[u8]) -> Project {
    Project::new()
        .article("podcast/_index.md", "---\ntitle: Chuyện làng\nkind: audio\n---\n")
        .article("podcast/2026/a.md", &front(lines))
        .file("content/podcast/2026/a.mp3", sound)
}

/// The thing of this type that a page tells machines of.
fn thing(run: &Run, file: &str, name: &str) -> Value {
    let text = run.between(file, "<script type=\"application/ld+json\">", "</script>");
    let data: Value = serde_json::from_str(&text).unwrap();
    data["@graph"].as_array().unwrap().iter().find(|thing| thing["@type"] == name).cloned().unwrap()
}

/// What is said of the episode on its page, in the list, in the feed, and to machines.
#[track_caller]
fn assert_lasts(run: &Run, shown: &str, seconds: &str, iso: &str) {
    let (page, list) = (run.page("podcast/2026/a.html"), run.page("podcast/index.html"));
    assert!(page.contains(shown) && list.contains(shown), "{shown} in {page}");
    let feed = run.page("podcast/podcast.xml");
    assert!(feed.contains(&format!("<itunes:duration>{seconds}</itunes:duration>")), "{feed}");
    assert_eq!(thing(run, "podcast/2026/a.html", "PodcastEpisode")["timeRequired"], iso);
}

#[test]
fn a_recording_lasts_as_long_as_its_file_says() {
    let run = podcast("audio: a.mp3\n", recording!("vbr-xing.mp3")).build().ok();
    assert_lasts(&run, "0:07", "7", "PT7S");
}

#[test]
fn a_recording_lasts_as_long_as_its_writer_says() {
    let run = podcast("audio: {src: a.mp3, duration: 12:30}\n", recording!("vbr-xing.mp3")).build().ok();
    assert_lasts(&run, "12:30", "750", "PT12M30S");
}

#[test]
fn a_damaged_recording_is_an_episode_without_a_duration() {
    let sound = recording!("cbr-info.mp3");
    let run = podcast("audio: a.mp3\n", &sound[..sound.len() / 2]).build().ok();
    let feed = run.page("podcast/podcast.xml");
    assert!(feed.contains("<enclosure") && !feed.contains("itunes:duration"), "{feed}");
    assert!(thing(&run, "podcast/2026/a.html", "PodcastEpisode").get("timeRequired").is_none());
    let whole = podcast("audio: a.mp3\n", sound).build().ok();
    assert_eq!(run.stderr.matches('\n').count(), whole.stderr.matches('\n').count(), "{}", run.stderr);
}

#[test]
fn a_film_lasts_as_long_as_its_file_says() {
    for (name, film) in [("a.mp4", recording!("film.mp4")), ("a.webm", recording!("film.webm"))] {
        let run = Project::new()
            .article("phim/_index.md", "---\ntitle: Phim\nkind: video\n---\n")
            .article("phim/a.md", &front(&format!("video: {name}\nimage: {{src: /a.jpg, alt: Ảnh}}\n")))
            .file("content/static/a.jpg", "ảnh")
            .file(&format!("content/phim/{name}"), film)
            .build()
            .ok();
        assert_eq!(thing(&run, "phim/a.html", "VideoObject")["duration"], "PT5S", "{name}");
        assert!(run.page("phim/index.html").contains("0:05"));
    }
}

#[test]
fn a_recording_that_was_replaced_is_looked_at_again() {
    let project = podcast("audio: a.mp3\n", recording!("vbr-xing.mp3"));
    let _ = project.build().ok();
    project.put("content/podcast/2026/a.mp3", recording!("cbr-bare.mp3"));
    let run = project.build().ok();
    assert_lasts(&run, "0:05", "5", "PT5S");
    let clean = podcast("audio: a.mp3\n", recording!("cbr-bare.mp3"));
    let _ = clean.build().ok();
    assert_same_tree(&project.path("public"), &clean.path("public"));
}

const BODY: &str = "Xem [Kế hoạch \"số 12\"](ke-hoach.PDF#page=2), *[bảng](b%E1%BA%A3ng.xlsx)* và [lời](a&b.vtt).\n\n\
    > [**Nghe** `thử`](so-1.mp3)\n\n\
    - ![Ảnh](/anh.jpg)\n\n[Phim](phim.mp4)\n\nXem [khác](b.md), [mục](_index.md), [trang](/tin-tuc/), [tệp](/tinh.pdf),\n\
    [ngoài](https://example.com/x.pdf), [không tên](không-đuôi).\n\n## Đầu [đề](ke-hoach.PDF)\n";

fn with_links(size: usize) -> Project {
    let with_lead = format!("---\ntitle: A\ndate: 1/10/2026\nsummary: Tóm tắt.\n---\n\n{BODY}");
    let without_lead = format!("---\ntitle: C\ndate: 1/10/2026\n---\n\nTóm tắt.\n\n{BODY}");
    Project::new()
        .article("tin-tuc/a.md", &with_lead)
        .article("tin-tuc/c.md", &without_lead)
        .news("b", "1/10/2026", "Chữ.")
        .file("content/tin-tuc/ke-hoach.PDF", "%PDF-1.7\n".to_owned() + &"x".repeat(size))
        .file("content/tin-tuc/bảng.xlsx", b"PK".repeat(10_000))
        .file("content/tin-tuc/a&b.vtt", "WEBVTT\n")
        .file("content/tin-tuc/so-1.mp3", recording!("cbr-info.mp3"))
        .file("content/tin-tuc/phim.mp4", recording!("film.mp4"))
        .file("content/tin-tuc/không-đuôi", "x")
        .file("content/static/anh.jpg", "ảnh")
        .file("content/static/tinh.pdf", "%PDF-1.7\n")
}

#[test]
fn links_to_files_tell_format_and_size() {
    let run = with_links(1_300_000).build().ok();
    let body = run.body("tin-tuc/a.html");
    for piece in [
        "<a href=\"/tin-tuc/ke-hoach.pdf#page=2\">Kế hoạch “số\u{a0}12” <span class=\"count\">PDF, 1,2 MB</span></a>,",
        "<em><a href=\"/tin-tuc/bang.xlsx\">bảng <span class=\"count\">XLSX, 20 KB</span></a></em>",
        ".vtt\">lời <span class=\"count\">VTT, 1 KB</span></a>.",
        "<strong>Nghe</strong> <code>thử</code> <span class=\"count\">MP3, 11 KB</span></a>",
        "<video controls preload=\"none\" src=\"/tin-tuc/phim.mp4\"></video><figcaption>Phim</figcaption>",
        ">đề <span class=\"count\">PDF, 1,2 MB</span></a></h2>",
        ">khác</a>, <a href=\"/tin-tuc/\">mục</a>, <a href=\"/tin-tuc/\">trang</a>, <a href=\"/tinh.pdf\">tệp</a>,\n",
        ">ngoài</a>, <a href=\"/tin-tuc/khong-duoi\">không tên</a>",
    ] {
        assert!(body.contains(piece), "{piece} in {body}");
    }
    assert_eq!(body.matches("class=\"count\"").count(), 5, "{body}");
    for file in ["tin-tuc/ke-hoach.pdf", "tin-tuc/bang.xlsx", "tin-tuc/so-1.mp3", "tin-tuc/phim.mp4"] {
        assert!(run.has(file), "{file}");
    }
    // The first body was written while its article was parsed, the other from its text.
    let from_text = run.body("tin-tuc/c.html");
    assert_eq!(from_text.trim(), body.trim());
}

#[test]
fn a_document_that_was_replaced_is_looked_at_again() {
    let project = with_links(1_300_000);
    let _ = project.build().ok();
    project.put("content/tin-tuc/ke-hoach.PDF", "%PDF-1.7\n".to_owned() + &"x".repeat(2_600_000));
    let run = project.build().ok();
    assert!(run.body("tin-tuc/a.html").contains("PDF, 2,5 MB"));
    let clean = with_links(2_600_000);
    let _ = clean.build().ok();
    assert_same_tree(&project.path("public"), &clean.path("public"));
}

/// What a summary of a model says is a sentence, not a list of files.
#[test]
fn points_leave_out_what_is_said_of_files() {
    let text = "---\ntitle: M\ndate: 1/10/2026\nsummary: Tóm tắt.\ncommunes: Cẩm Duệ\nfields: KT\n---\n\n\
        ## Cách làm\n\nTheo [kế hoạch](a.pdf), cả xã cùng làm hàng rào xanh.\n\n## Kết quả\n\nHai cây số.\n";
    let run = Project::new().article("mo-hinh/m.md", text).file("content/mo-hinh/a.pdf", "%PDF-").build().ok();
    assert!(run.page("mo-hinh/m.html").contains("Theo kế hoạch, cả xã cùng làm hàng rào xanh."));
}
