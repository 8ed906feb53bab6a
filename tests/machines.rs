//! What machines read: feeds, the podcast feed, the news sitemap, structured data, the manifest, what hosts are told.

use crate::photo;
use crate::project::{NOW, Project, Run};
use serde_json::Value;

const CORRECTED: &str = "---\ntitle: Bài có đính chính\ndate: 1/11/2026 7h30\nsummary: Tóm tắt\ncommunes: Cẩm Duệ\nfields: KT\n\
    tags: [cây xanh]\nauthors: Lê Thu Hà\nđính chính:\n  - {ngày: 3/11/2026, nội dung: Số hộ là 120}\n  - {ngày: 2/11/2026, nội dung: \"Đúng là “Cẩm Duệ”\"}\n---\n\nThân bài bí mật.\n";
const REPRINT: &str = "---\ntitle: Bài đăng lại\ndate: 2/11/2026\nsummary: Tóm tắt.\nnguồn: {tên: Báo Mẫu, địa chỉ: \"https://bao.example.vn/1?a=1&b=2\"}\n---\n\nChữ.\n";

fn json(run: &Run, file: &str) -> Value {
    serde_json::from_str(&run.page(file)).unwrap()
}

/// The things of a page's graph, by type.
fn thing(run: &Run, file: &str, name: &str) -> Value {
    let text = run.between(file, "<script type=\"application/ld+json\">", "</script>");
    let data: Value = serde_json::from_str(&text).unwrap();
    let things = data["@graph"].as_array().unwrap();
    things.iter().find(|thing| thing["@type"] == name).cloned().unwrap_or_else(|| panic!("no {name} in {text}"))
}

#[test]
fn feeds_mark_corrections_and_carry_no_body() {
    let run = Project::new().article("tin-tuc/a.md", CORRECTED).article("tin-tuc/b.md", REPRINT).build().ok();
    let summary = "Tóm tắt. Đính chính ngày 03/11/2026: Số hộ là 120. Đính chính ngày 02/11/2026: Đúng là “Cẩm Duệ”";
    for feed in ["rss.xml", "tin-tuc/rss.xml", "atom.xml", "feed.json"] {
        let text = run.page(feed);
        assert!(text.contains(summary) && !text.contains("bí mật"), "{feed}: {text}");
    }
    let rss = run.page("rss.xml");
    assert!(rss.contains("<lastBuildDate>Tue, 03 Nov 2026 00:00:00 +0700</lastBuildDate>"), "{rss}");
    assert!(rss.contains("<dc:creator>Báo Mẫu</dc:creator>") && rss.contains("<category>cây xanh</category>"), "{rss}");
    assert!(rss.contains("<dc:source>https://bao.example.vn/1?a=1&amp;b=2</dc:source>"), "{rss}");
    let atom = run.page("atom.xml");
    assert!(atom.contains("<updated>2026-11-03T00:00:00+07:00</updated>"), "{atom}");
    assert!(atom.contains("<published>2026-11-01T07:30:00+07:00</published>"), "{atom}");
    assert!(
        atom.contains("<link rel=\"via\" type=\"text/html\" href=\"https://bao.example.vn/1?a=1&amp;b=2\"/>"),
        "{atom}"
    );
    let items = json(&run, "feed.json")["items"].clone();
    assert_eq!(items[0]["external_url"], "https://bao.example.vn/1?a=1&b=2");
    assert_eq!(items[1]["date_modified"], "2026-11-03T00:00:00+07:00");
    assert_eq!(items[1]["tags"], serde_json::json!(["Xã Cẩm Duệ", "Kinh tế", "cây xanh"]));
    let article = thing(&run, "tin-tuc/a.html", "Article");
    assert_eq!(article["dateModified"], "2026-11-03T00:00:00+07:00");
    assert_eq!(article["correction"][0]["text"], "Số hộ là 120");
    assert_eq!(article["author"][0]["url"], "https://example.vn/tac-gia/le-thu-ha/");
    assert_eq!(thing(&run, "tin-tuc/b.html", "Article")["isBasedOn"]["name"], "Báo Mẫu");
    assert!(run.page("sitemap/2026-11.xml").contains("<lastmod>2026-11-03T00:00:00+07:00</lastmod>"));
}

#[test]
fn ids_stay_when_links_become_bare() {
    let ids = |links: &str| {
        let site = format!("title: T\nbase_url: https://example.vn/danvan/\nlinks: {links}\n");
        let run = Project::new().file("site.yaml", site).article("tin-tuc/a.md", CORRECTED).build().ok();
        let item = json(&run, "feed.json")["items"][0].clone();
        let guid = run.between("rss.xml", "<guid isPermaLink=\"true\">", "</guid>");
        let atom = run.between("atom.xml", "<entry>\n<id>", "</id>");
        assert!(run.page("rss.xml").contains(&format!("<link>{}</link>", item["url"].as_str().unwrap())));
        (item["url"].as_str().unwrap().to_owned(), vec![item["id"].as_str().unwrap().to_owned(), guid, atom])
    };
    let (html, bare) = (ids("html"), ids("bare"));
    assert_eq!(html.1, bare.1);
    assert!(html.1.iter().all(|id| id == "https://example.vn/danvan/tin-tuc/a.html"), "{html:?}");
    assert_eq!(bare.0, "https://example.vn/danvan/tin-tuc/a");
}

#[test]
fn an_empty_site_has_feeds() {
    let run = Project::new().build().ok();
    assert!(run.page("atom.xml").contains("<updated>1970-01-01T00:00:00Z</updated>"));
    assert_eq!(json(&run, "feed.json")["items"], serde_json::json!([]));
}

/// A section of recordings with two episodes, of which one has no recording.
fn podcast() -> Project {
    let front = |title: &str, more: &str| {
        format!("---\ntitle: {title}\ndate: 5/11/2026 6h\nsummary: Tóm tắt\n{more}\n---\n\nChữ.\n")
    };
    Project::new()
        .article("podcast/_index.md", "---\ntitle: Chuyện làng\nkind: audio\nsapo: Nghe & kể\npodcast: {ảnh bìa: bia.png, danh mục: news, tác giả: Ban biên tập, thư điện tử: a@example.vn}\n---\n")
        .file("content/podcast/bia.png", photo::png(1400, 1400, 0))
        .article("podcast/2026/Tập 1.md", &front("Tập 1 & 2", "âm thanh: {tệp: tap 1.mp3, thời lượng: \"1:02:03\"}"))
        .article("podcast/2026/tap-2.md", &front("Tập 2", ""))
        .file("content/podcast/2026/tap 1.mp3", b"ID3\x04".repeat(300))
}

#[test]
fn a_podcast_feed_that_directories_accept() {
    let run = podcast().build().ok();
    assert!(run.stderr.contains("cảnh báo[D284]"), "{}", run.stderr);
    let feed = run.page("podcast/podcast.xml");
    for part in [
        "<title>Chuyện làng</title>",
        "<description>Nghe &amp; kể</description>",
        "<language>vi</language>",
        "<link>https://example.vn/podcast/</link>",
        "<atom:link href=\"https://example.vn/podcast/podcast.xml\" rel=\"self\" type=\"application/rss+xml\"/>",
        "<itunes:image href=\"https://example.vn/assets/podcast/bia-cover.",
        "<itunes:category text=\"News\"/>",
        "<itunes:explicit>false</itunes:explicit>",
        "<itunes:author>Ban biên tập</itunes:author>",
        "<itunes:email>a@example.vn</itunes:email>",
        "<enclosure url=\"https://example.vn/podcast/2026/tap-1.mp3\" length=\"1200\" type=\"audio/mpeg\"/>",
        "<guid isPermaLink=\"true\">https://example.vn/podcast/2026/tap-1.html</guid>",
        "<pubDate>Thu, 05 Nov 2026 06:00:00 +0700</pubDate>",
        "<itunes:duration>3723</itunes:duration>",
        "<itunes:episodeType>full</itunes:episodeType>",
    ] {
        assert!(feed.contains(part), "{part} in {feed}");
    }
    assert_eq!(feed.matches("<item>").count(), 1, "an episode without a recording is left out");
    assert!(run.page("podcast/index.html").contains("href=\"/podcast/podcast.xml\""));
    let episode = thing(&run, "podcast/2026/tap-1.html", "PodcastEpisode");
    assert_eq!(episode["associatedMedia"]["contentSize"], "1200");
    assert_eq!(episode["timeRequired"], "PT1H2M3S");
    assert_eq!(episode["partOfSeries"]["webFeed"], "https://example.vn/podcast/podcast.xml");
    assert_eq!(thing(&run, "podcast/2026/tap-2.html", "Article")["headline"], "Tập 2");
}

#[test]
fn films_are_told_when_they_can_be_shown() {
    let front = |more: &str| {
        format!(
            "---\ntitle: Phim\ndate: 5/11/2026\nsummary: Tóm tắt\nvideo: {{tệp: a.mp4, thời lượng: 12:30}}\n{more}\n---\n\nChữ.\n"
        )
    };
    let run = Project::new()
        .article("phim/_index.md", "---\ntitle: Phim\nkind: video\n---\n")
        .article("phim/a.md", &front("ảnh: a.jpg"))
        .article("phim/b.md", &front(""))
        .article(
            "phim/c.md",
            "---\ntitle: C\ndate: 5/11/2026\nvideo: https://youtu.be/dQw4w9WgXcQ\nảnh: a.jpg\n---\n\nChữ.\n",
        )
        .file("content/phim/a.jpg", photo::any())
        .file("content/phim/a.mp4", b"\0\0\0\x20ftypisom")
        .build()
        .ok();
    let film = thing(&run, "phim/a.html", "VideoObject");
    let thumbnail = film["thumbnailUrl"][0].as_str().unwrap();
    assert!(thumbnail.starts_with("https://example.vn/assets/phim/a-16x9."), "{thumbnail}");
    assert_eq!((&film["duration"], &film["contentUrl"]), (&"PT12M30S".into(), &"https://example.vn/phim/a.mp4".into()));
    assert_eq!(thing(&run, "phim/b.html", "Article")["headline"], "Phim");
    let elsewhere = thing(&run, "phim/c.html", "VideoObject")["embedUrl"].clone();
    assert_eq!(elsewhere, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ");
    let crumbs = thing(&run, "phim/a.html", "BreadcrumbList")["itemListElement"].clone();
    assert_eq!((crumbs.as_array().unwrap().len(), &crumbs[1]["item"]), (3, &"https://example.vn/phim/".into()));
    assert_eq!(thing(&run, "index.html", "WebSite")["name"], "Trang thử");
    assert_eq!(thing(&run, "phim/index.html", "CollectionPage")["name"], "Phim");
}

#[test]
fn a_news_sitemap_of_two_days_for_the_press_alone() {
    let news = |project: Project| {
        let old = format!("20/11/2026 {}", "6h59");
        project
            .news("moi", "22/11/2026 6h", "Chữ.")
            .news("hai-ngay", "20/11/2026 7h", "Chữ.")
            .news("cu", &old, "Chữ.")
            .news("hen-gio", "22/11/2026 8h", "Chữ.")
            .article("gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\nChữ.\n")
            .article("van-ban/_index.md", "---\ntitle: Văn bản\nkind: document\n---\n")
            .article("van-ban/a.md", "---\ntitle: Văn bản A\ndate: 22/11/2026 6h\n---\n\nChữ.\n")
    };
    assert!(NOW.starts_with("2026-11-22T07:00"));
    let run = news(Project::new()).build().ok();
    assert!(!run.has("news-sitemap.xml") && run.page("robots.txt").matches("Sitemap:").count() == 1);
    let site = "title: Báo thử\nbase_url: https://example.vn/\npublisher: {kind: press, name: Báo}\n";
    let run = news(Project::new().file("site.yaml", site)).build_with(&["--drafts"]).ok();
    let sitemap = run.page("news-sitemap.xml");
    let listed: Vec<&str> = sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(
        listed,
        ["https://example.vn/tin-tuc/moi.html", "https://example.vn/tin-tuc/hai-ngay.html"],
        "{sitemap}"
    );
    assert!(sitemap.contains("<news:name>Báo thử</news:name>\n<news:language>vi</news:language>"), "{sitemap}");
    assert!(run.page("robots.txt").contains("Sitemap: https://example.vn/news-sitemap.xml\n"));
    assert_eq!(thing(&run, "tin-tuc/moi.html", "NewsArticle")["publisher"]["@id"], "https://example.vn/#publisher");
}

#[test]
fn a_manifest_names_the_site() {
    let site = "title: Dân vận khéo Hà Tĩnh\ndescription: Cách hay\nbase_url: https://example.vn/danvan/\n";
    let run = Project::new().file("site.yaml", site).build().ok();
    let manifest = json(&run, "manifest.webmanifest");
    assert_eq!((&manifest["short_name"], &manifest["start_url"]), (&"Dân vận khéo".into(), &"/danvan/".into()));
    let icon = manifest["icons"][0]["src"].as_str().unwrap();
    assert!(run.has(icon.strip_prefix("/danvan/").unwrap()), "{icon}");
}

const HOSTS: &str = "hosts: [netlify, vercel, apache, nginx, caddy, iis]\n";

fn hosted(settings: &str, alias: &str) -> Project {
    let article = format!("---\ntitle: A\ndate: 1/2/2026\nsummary: x\nđịa chỉ cũ: {alias}\n---\n\nChữ.\n");
    Project::new().file("site.yaml", format!("title: T\n{settings}")).article("tin-tuc/a.md", &article)
}

#[test]
fn hosts_are_told_headers_and_redirects() {
    let run = hosted(&format!("base_url: https://example.vn/\n{HOSTS}"), "[/tin/bài cũ.html, /cu/b]").build().ok();
    let to = "/tin-tuc/a.html";
    for (file, parts) in [
        (
            "_redirects",
            vec![format!("/tin/b%C3%A0i%20c%C5%A9.html {to} 301!\n"), format!("/cu/b/ {to} 301!\n/cu/b {to} 301!\n")],
        ),
        (
            "_headers",
            vec![
                "/*\n  Content-Security-Policy: default-src 'none'".to_owned(),
                "frame-ancestors 'none'; upgrade-insecure-requests\n".to_owned(),
                "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n".to_owned(),
                "/*/rss.xml\n  Cache-Control: public, max-age=600".to_owned(),
            ],
        ),
        (
            ".htaccess",
            vec![
                "ErrorDocument 404 /404.html\n".to_owned(),
                format!("RedirectMatch 301 \"^/tin/bài cũ\\.html$\" \"{to}\"\n"),
                format!("RedirectMatch 301 \"^/cu/b/?$\" \"{to}\"\n"),
            ],
        ),
        ("web.config", vec![format!("<match url=\"^tin/bài cũ\\.html$\"/><action type=\"Redirect\" url=\"{to}\"")]),
        (
            "lantoa.nginx.conf",
            vec![
                format!("location = \"/tin/bài cũ.html\" {{ return 301 {to}; }}\n"),
                format!("location = \"/cu/b\" {{ return 301 {to}; }}\n"),
                "location / { try_files $uri $uri/ =404; }".to_owned(),
            ],
        ),
        ("lantoa.Caddyfile", vec![format!("redir \"/tin/bài cũ.html\" {to} 301\n"), "rewrite * /404.html".to_owned()]),
    ] {
        let text = run.page(file);
        for part in parts {
            assert!(text.contains(&part), "{part} in {file}: {text}");
        }
    }
    let vercel = json(&run, "vercel.json");
    assert_eq!(vercel["redirects"][0]["source"], "/tin/b%C3%A0i%20c%C5%A9.html");
    assert_eq!(vercel["redirects"][1]["source"], "/cu/b{/}?");
    assert_eq!(vercel["cleanUrls"], false);
    assert!(run.has("tin/bài cũ.html") && run.has("cu/b/index.html"), "pages stand there too");
}

#[test]
fn hosts_know_the_base_path_and_bare_links() {
    let settings = "base_url: http://example.vn/danvan/\nlinks: bare\nhosts: [netlify, cloudflare, vercel, apache, nginx, caddy, iis]\n";
    let run = hosted(settings, "/cu/b.html").build().ok();
    assert!(run.page("_redirects").contains("/danvan/cu/b.html /danvan/tin-tuc/a 301\n"));
    assert!(run.page("_headers").contains("/danvan/assets/*\n") && !run.page("_headers").contains("upgrade-insecure"));
    assert!(
        run.page(".htaccess").contains("ErrorDocument 404 /danvan/404.html")
            && run.page(".htaccess").contains("RewriteRule ^(.+[^/])$ $1.html [L]")
    );
    assert!(
        run.page("web.config").contains("<match url=\"^cu/b\\.html$\"/>")
            && run.page("web.config").contains("{R:1}.html")
    );
    assert!(run.page("lantoa.nginx.conf").contains("location /danvan/ { try_files $uri $uri.html $uri/ =404; }"));
    assert!(run.page("lantoa.Caddyfile").contains("try_files {path} {path}.html {path}/index.html"));
    assert_eq!(json(&run, "vercel.json")["cleanUrls"], true);
}

#[test]
fn an_old_address_cannot_write_rules_of_its_own() {
    let hostile = "/a b 200! ${HOME} {$HOME} (x)+[y]^$1 %{REQUEST_URI} ;}';&=@,~.html";
    let run = hosted(&format!("base_url: https://example.vn/\n{HOSTS}"), &format!("\n  - \"{hostile}\"")).build().ok();
    let plain = hosted(&format!("base_url: https://example.vn/\n{HOSTS}"), "/a.html").build().ok();
    for file in
        ["_redirects", "_headers", "vercel.json", ".htaccess", "web.config", "lantoa.nginx.conf", "lantoa.Caddyfile"]
    {
        assert_eq!(run.page(file).lines().count(), plain.page(file).lines().count(), "{}", run.page(file));
    }
    let redirect = run.page("_redirects");
    let line = redirect.lines().nth(1).unwrap();
    assert_eq!(line.split(' ').collect::<Vec<_>>().len(), 3, "{line}");
    assert!(!run.page("lantoa.Caddyfile").contains("{$HOME}") && !run.page(".htaccess").contains("${HOME}"));
    for refused in ["\"/a\\nb.html\"", "'/a\"b.html'", "/a\\b.html", "/a?b", "/a*b.html", "\"/a%0Ab.html\""] {
        let run = hosted(&format!("base_url: https://example.vn/\n{HOSTS}"), &format!("\n  - {refused}")).build();
        assert!(run.code == 1 && !run.has("_redirects"), "{refused}: {}", run.stderr);
    }
}

#[test]
fn hosts_that_are_not_named_get_nothing_and_static_files_come_first() {
    let run = hosted("base_url: https://example.vn/\n", "/cu.html").build().ok();
    for file in
        ["_redirects", "_headers", "vercel.json", ".htaccess", "web.config", "lantoa.nginx.conf", "lantoa.Caddyfile"]
    {
        assert!(!run.has(file), "{file}");
    }
    let project = hosted("base_url: https://example.vn/\nhosts: apache\n", "/cu.html");
    let run = project.build().ok();
    assert!(run.has(".htaccess"));
    let run = project.file("content/static/.htaccess", "# own\n").build().ok();
    assert_eq!(run.page(".htaccess"), "# own\n");
    let run = hosted("base_url: https://example.vn/\nhosts: apache\n", "/cu.html").build().ok();
    assert!(run.has(".htaccess"));
}
