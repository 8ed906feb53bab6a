//! What newspapers need beyond Markdown, as readers get it: galleries, pull quotes, boxes, videos, figures, charts,
//! bylines and abbreviations.

use crate::markdown::{check, render};
use crate::photo;
use crate::project::Project;

/// An `<img>` as the renderer writes it.
fn img(name: &str, alt: &str) -> String {
    format!("<img src=\"/tin-tuc/{name}\" alt=\"{alt}\" loading=\"lazy\" decoding=\"async\">")
}

#[test]
fn several_pictures_in_a_paragraph_are_a_gallery() {
    let one = img("h.jpg", "Một");
    let two = img("h.jpg", "Hai");
    check(
        "![Một](h.jpg)\n![Hai](h.jpg)",
        &format!("<div class=\"gallery\">\n<figure>{one}</figure>\n<figure>{two}</figure>\n</div>"),
    );
    check(
        "![Một](h.jpg)\n*Cổng làng.* Ảnh: Lê Hà\n![Hai](h.jpg)  \n*Đường\nhoa*",
        &format!(
            "<div class=\"gallery\">\n<figure>{one}\n<figcaption><em>Cổng làng.</em> <span class=\"credit\">Ảnh: Lê Hà</span></figcaption></figure>\n\
             <figure>{two}\n<figcaption>Đường\nhoa</figcaption></figure>\n</div>"
        ),
    );
    for beside in ["![Một](h.jpg) ![Hai](h.jpg)", "![Một](h.jpg)![Hai](h.jpg)"] {
        let figures = format!("<figure>{one}</figure>\n<figure>{two}</figure>");
        check(beside, &format!("<div class=\"gallery\">\n{figures}\n</div>"));
    }
    check("![Một](h.jpg) và ![Hai](h.jpg)", &format!("<p>{one} và {two}</p>"));
    check("![Một](h.jpg)\nchữ ![Hai](h.jpg)", &format!("<p>{one}\nchữ {two}</p>"));
    check("![Một](h.jpg)\n![Hai](h.jpg) chữ", &format!("<p>{one}\n{two} chữ</p>"));
}

#[test]
fn quotations_that_name_their_speaker_are_pull_quotes() {
    let quote = |what: &str, who: &str| {
        format!(
            "<figure class=\"pull-quote\"><blockquote>\n{what}\n</blockquote>\n<figcaption>{who}</figcaption></figure>"
        )
    };
    check("> Lời hay.\n> — Bà **Hoa**", &quote("<p>Lời hay.</p>", "Bà <strong>Hoa</strong>"));
    check("> Lời hay.\n>\n> – Bà Hoa", &quote("<p>Lời hay.</p>", "Bà Hoa"));
    check("> Lời hay.\n>\n> *— Bà Hoa*", &quote("<p>Lời hay.</p>", "<em>Bà Hoa</em>"));
    check(
        "> Một.\n>\n> Hai.\n> - [Bà Hoa](b.md)",
        &quote("<p>Một.</p>\n<p>Hai.</p>", "<a href=\"/tin-tuc/b.html\">Bà Hoa</a>"),
    );
    check("> Lời hay.\n>\n> - Bà Hoa", &quote("<p>Lời hay.</p>", "Bà Hoa"));
    check(
        "> Trưởng thôn Lê Văn Nam: “Dân *bàn*,\n> dân làm.”",
        &quote("<p>“Dân <em>bàn</em>,\ndân làm.”</p>", "Trưởng thôn Lê Văn Nam"),
    );
    check("> **Bà Lê Thị Hoa**: \"Dân làm.\"", &quote("<p>“Dân làm.”</p>", "<strong>Bà Lê Thị Hoa</strong>"));
}

#[test]
fn other_quotations_stay() {
    for (quote, html) in [
        ("> – Đi đâu?\n> – Về nhà.", "<p>– Đi đâu?\n– Về nhà.</p>"),
        ("> — Bà Hoa", "<p>— Bà Hoa</p>"),
        ("> - Bà Hoa", "<ul>\n<li>Bà Hoa</li>\n</ul>"),
        ("> a\n> - b\n> - c", "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>"),
        ("> Việc cần làm:\n> - b", "<p>Việc cần làm:</p>\n<ul>\n<li>b</li>\n</ul>"),
        ("> a\n> * b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"),
        ("> Ông Nam nói: “a” và “b”", "<p>Ông Nam nói: “a” và “b”</p>"),
        ("> a\n> —", "<p>a\n—</p>"),
        ("> [!LẠ]\n> a", "<p>[!LẠ]\na</p>"),
        ("> [!NOTE] a", "<p>[!NOTE] a</p>"),
    ] {
        check(quote, &format!("<blockquote>\n{html}\n</blockquote>"));
    }
}

#[test]
fn boxes() {
    let aside = |class: &str, title: &str, inner: &str| {
        format!("<aside class=\"box {class}\"><p class=\"box-title\">{title}</p>\n{inner}</aside>")
    };
    for (word, class, title) in [
        ("NOTE", "note", "Ghi chú"),
        ("tip", "tip", "Mẹo"),
        ("IMPORTANT", "important", "Quan trọng"),
        ("WARNING", "warning", "Lưu ý"),
        ("CAUTION", "caution", "Cảnh báo"),
        ("GHI CHÚ", "note", "Ghi chú"),
        ("Mẹo", "tip", "Mẹo"),
        ("quan trong", "important", "Quan trọng"),
        ("LƯU Ý", "warning", "Lưu ý"),
        ("Chú ý", "warning", "Lưu ý"),
        ("CẢNH BÁO", "caution", "Cảnh báo"),
        ("Thông tin", "information", "Thông tin"),
    ] {
        check(
            &format!("> [!{word}]\n> Một.\n>\n> - hai"),
            &aside(class, title, "<p>Một.</p>\n<ul>\n<li>hai</li>\n</ul>\n"),
        );
    }
    check("> [!GHI CHÚ]\n>\n> Một.", &aside("note", "Ghi chú", "<p>Một.</p>\n"));
    let figure = format!("<figure>{}</figure>\n", img("h.jpg", "x"));
    check("> [!GHI CHÚ]\n> ![x](h.jpg)", &aside("note", "Ghi chú", &figure));
    check("> [!NOTE]\n> ![x](h.jpg)", &aside("note", "Ghi chú", &figure));
}

#[test]
fn definitions() {
    check(
        "Dân vận\n: Vận động *dân*.\n: Một nghề.\n\nNTM\n: Nông thôn mới.",
        "<dl>\n<dt>Dân vận</dt>\n<dd>Vận động <em>dân</em>.</dd>\n<dd>Một nghề.</dd>\n<dt>NTM</dt>\n<dd>Nông thôn mới.</dd>\n</dl>",
    );
}

#[test]
fn addresses_of_videos_are_cards() {
    let card = |url: &str, provider: &str, embed: &str| {
        format!(
            "<div class=\"video-card\"><a href=\"{url}\" data-embed=\"{embed}\"><span class=\"play\" aria-hidden=\"true\"></span>Xem video trên {provider}</a></div>"
        )
    };
    let (url, embed) = ("https://youtu.be/_Qw4__9W_c_", "https://www.youtube-nocookie.com/embed/_Qw4__9W_c_");
    for body in [url.to_owned(), format!("<{url}>"), format!("[`{url}`]({url})")] {
        check(&body, &card(url, "YouTube", embed));
    }
    check(
        "<https://vimeo.com/123456789>",
        &card("https://vimeo.com/123456789", "Vimeo", "https://player.vimeo.com/video/123456789"),
    );
    check(
        "- a\n\n  https://vimeo.com/123456789",
        &format!(
            "<ul>\n<li><p>a</p>\n{}\n</li>\n</ul>",
            card("https://vimeo.com/123456789", "Vimeo", "https://player.vimeo.com/video/123456789")
        ),
    );
    check("Xem https://youtu.be/dQw4w9WgXcQ", "<p>Xem https://youtu.be/dQw4w9WgXcQ</p>");
    check("[Xem](https://youtu.be/dQw4w9WgXcQ)", "<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">Xem</a></p>");
}

#[test]
fn links_to_video_files_are_players() {
    let run = Project::new()
        .file("content/tin-tuc/Lễ phát động.MP4", "x")
        .news(
            "a",
            "2/2/2026",
            "[Lễ *phát động*](Lễ phát động.MP4)\n\nXem [video](Lễ phát động.MP4)\n\n[x](https://a.vn/x.mp4)",
        )
        .build()
        .ok();
    assert_eq!(
        run.body("tin-tuc/a.html"),
        "<figure class=\"video\"><video controls preload=\"none\" src=\"/tin-tuc/le-phat-dong.mp4\"></video><figcaption>Lễ <em>phát động</em></figcaption></figure>\n\
         <p>Xem <a href=\"/tin-tuc/le-phat-dong.mp4\">video <span class=\"count\">MP4, 1 KB</span></a></p>\n<p><a href=\"https://a.vn/x.mp4\">x</a></p>"
    );
    let run = Project::new().news("a", "2/2/2026", "[Lễ](le.mp4)").build();
    assert!(run.code == 1 && run.stderr.contains("D205"), "{}", run.stderr);
}

#[test]
fn blocks_of_figures() {
    check(
        "```figures\nHộ tham gia: 1.250 hộ\n\nTỷ lệ <b>: 85%\n```",
        "<section class=\"figures\" aria-label=\"Số liệu\"><dl>\n\
         <div><dt>Hộ tham gia</dt><dd class=\"number\"><b>1.250</b> hộ</dd></div>\n\
         <div><dt>Tỷ lệ &lt;b&gt;</dt><dd class=\"number\"><b>85</b>%</dd></div>\n</dl></section>",
    );
    check("```rust\nlet a: 1;\n```", "<pre tabindex=\"0\"><code>let a: 1;\n</code></pre>");
}

#[test]
fn charts() {
    check(
        "```chart\nMô hình <mới>\n2021 | 100\n2022 | 50\n```",
        "<figure class=\"chart\"><figcaption>Mô hình &lt;mới&gt;</figcaption>\n\
         <svg viewBox=\"0 0 640 100\" font-size=\"14\" role=\"img\" aria-labelledby=\"_chart_1 _chart_1_rows\">\
         <title id=\"_chart_1\">Mô hình &lt;mới&gt;</title><desc id=\"_chart_1_rows\">2021: 100; 2022: 50</desc>\n\
         <text class=\"label\" x=\"0\" y=\"14\">2021</text>\n\
         <rect class=\"bar series-1\" x=\"0\" y=\"22\" width=\"602.5\" height=\"16\"/><text class=\"value\" x=\"608.5\" y=\"35\">100</text>\n\
         <line class=\"axis\" x1=\"0\" y1=\"22\" x2=\"0\" y2=\"42\"/>\n\
         <text class=\"label\" x=\"0\" y=\"64\">2022</text>\n\
         <rect class=\"bar series-1\" x=\"0\" y=\"72\" width=\"301.3\" height=\"16\"/><text class=\"value\" x=\"307.3\" y=\"85\">50</text>\n\
         <line class=\"axis\" x1=\"0\" y1=\"72\" x2=\"0\" y2=\"92\"/>\n</svg>\n\
         <details><summary>Bảng số liệu</summary><div class=\"table\" role=\"region\" aria-label=\"Bảng\" tabindex=\"0\"><table>\n<tbody>\n\
         <tr><th scope=\"row\">2021</th><td class=\"right\">100</td></tr>\n<tr><th scope=\"row\">2022</th><td class=\"right\">50</td></tr>\n\
         </tbody>\n</table></div></details></figure>",
    );
    let (html, _) = render(
        "```chart\nNăm | Đăng ký | Công nhận\n2021 | 155 | 120\n```\n\n```chart\nLãi\n2021 | -3,5\n2022 | 7\n```",
    );
    for part in [
        "<desc id=\"_chart_1_rows\">2021: Đăng ký 155, Công nhận 120</desc>",
        "<title id=\"_chart_1\">Số liệu</title>",
        "<thead><tr><th scope=\"col\">Năm</th><th scope=\"col\" class=\"right\">Đăng ký</th>",
        "class=\"bar series-2\"",
        "<title id=\"_chart_2\">Lãi</title>",
        "text-anchor=\"end\">-3,5</text>",
    ] {
        assert!(html.contains(part), "{part} {html}");
    }
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn the_last_line_may_name_the_writers() {
    check("Chữ.\n\nTin, ảnh: Lê Hà", "<p>Chữ.</p>\n<p class=\"byline-end\">Tin, ảnh: Lê Hà</p>");
    check("Chữ.\n**Bài và ảnh: Lê Hà**", "<p>Chữ.</p>\n<p class=\"byline-end\"><strong>Bài và ảnh: Lê Hà</strong></p>");
    check(
        "Chữ.\n\nTheo [Báo](https://b.vn)",
        "<p>Chữ.</p>\n<p class=\"byline-end\">Theo <a href=\"https://b.vn\">Báo</a></p>",
    );
    let (html, _) = render("Chữ[^1].\n\nẢnh: Lê Hà\n\n[^1]: Chú.");
    assert!(html.contains("<p class=\"byline-end\">Ảnh: Lê Hà</p>\n<section"), "{html}");
    check("Tin, ảnh: Lê Hà\n\nChữ.", "<p>Tin, ảnh: Lê Hà</p>\n<p>Chữ.</p>");
    check("Chữ.\n\nTheo ông Nam, dân đồng lòng.", "<p>Chữ.</p>\n<p>Theo ông Nam, dân đồng lòng.</p>");
    check("Theo Báo Hà Tĩnh", "<p>Theo Báo Hà Tĩnh</p>");
    // The summary is taken from the body without it.
    let run = Project::new()
        .article("tin-tuc/a.md", "---\ntitle: A\ndate: 1/2/2026\n---\n\nMở đầu.\nTin: Lê Hà\n")
        .build()
        .ok();
    assert_eq!(run.body("tin-tuc/a.html"), "<p class=\"byline-end\">Tin: Lê Hà</p>");
    assert!(run.page("tin-tuc/a.html").contains("<meta name=\"description\" content=\"Mở đầu.\">"));
}

#[test]
fn abbreviations_are_explained_at_first_use() {
    let run = Project::new()
        .file("content/abbreviations.yaml", "NTM: nông thôn \"mới\"\nVH-XH: văn hóa - xã hội\nMTTQ: Mặt trận\n")
        .file("content/tin-tuc/h.jpg", photo::any())
        .news(
            "a",
            "2/2/2026",
            "## NTM\n\n[NTM](a.md) `NTM` <abbr title=\"x\">NTM</abbr> ANTM *NTM*, NTM, VH-XH.\n\n![x](h.jpg)\nMTTQ xã\n\n    VH-XH",
        )
        .build()
        .ok();
    assert_eq!(
        photo::plain(&run.body("tin-tuc/a.html")),
        format!(
            "<h2 id=\"ntm\">NTM</h2>\n<p><a href=\"/tin-tuc/a.html\">NTM</a> <code>NTM</code> <abbr title=\"x\">NTM</abbr> ANTM \
             <em><abbr title=\"nông thôn &quot;mới&quot;\">NTM</abbr></em>, NTM, <abbr title=\"văn hóa - xã hội\">VH-XH</abbr>.</p>\n\
             <figure>{}\n<figcaption><abbr title=\"Mặt trận\">MTTQ</abbr> xã</figcaption></figure>\n\
             <pre tabindex=\"0\"><code>VH-XH\n</code></pre>",
            img("h.jpg", "x")
        )
    );
}

#[test]
fn quotation_marks_and_ellipses_are_those_of_print() {
    for (typed, printed) in [
        ("Phong trào \"Dân vận khéo\"...", "<p>Phong trào “Dân vận khéo”…</p>"),
        ("Phong trào \"**Dân vận** khéo”.", "<p>Phong trào “<strong>Dân vận</strong> khéo”.</p>"),
        ("\"[Dân vận](b.md)\"", "<p>“<a href=\"/tin-tuc/b.html\">Dân vận</a>”</p>"),
        ("“theo \"*Dân vận*\" mà làm”", "<p>“theo “<em>Dân vận</em>” mà làm”</p>"),
        ("\"Một\nhai\"", "<p>“Một\nhai”</p>"),
        ("\"`a`\" và `\"b...\"`", "<p>“<code>a</code>” và <code>\"b...\"</code></p>"),
        ("    \"a\"...", "<pre tabindex=\"0\"><code>\"a\"...\n</code></pre>"),
        ("<kbd>\"</kbd> và \"a\"", "<p><kbd>\"</kbd> và “a”</p>"),
        ("\\\"a\\\" và M'Drắk", "<p>\"a\" và M'Drắk</p>"),
        ("- \"a\"\n- “b\"", "<ul>\n<li>“a”</li>\n<li>“b”</li>\n</ul>"),
        ("## \"Dân vận\"", "<h2 id=\"dan-van\">“Dân vận”</h2>"),
        ("> Bà Lê Hoa: \"Một \"hai\" ba.\"", "<p>“Một “hai” ba.”</p>"),
        ("```figures\nHộ \"khéo\": 12 hộ\n```", "<dt>Hộ “khéo”</dt>"),
        ("```chart\nSố \"khéo\"\n2021 | 155\n```", "<figcaption>Số “khéo”</figcaption>"),
    ] {
        let run = Project::new().news("b", "1/2/2026", "Chữ.").news("a", "1/2/2026", typed).build().ok();
        let page = run.page("tin-tuc/a.html");
        assert!(page.contains(printed), "{typed}\n{page}");
    }
}

#[test]
fn readers_see_the_marks_of_print_everywhere_and_names_stay() {
    let article = "---\ntitle: Thi đua \"Dân vận khéo\" ở TP. Hà Tĩnh\ndate: 1/2/2026\nsapo: Thu 150 triệu đồng...\n\
        tags: ['Tổ \"khéo\"']\nảnh: {tệp: a.jpg, chú thích: Tổ \"khéo\" 5 ha, nguồn: Sỹ Ngọ}\n---\n\n\
        Thu 150 triệu đồng, `5 ha`.\n\n    5 ha\n";
    let run = Project::new().article("tin-tuc/a.md", article).file("content/tin-tuc/a.jpg", photo::any()).build().ok();
    let page = run.page("tin-tuc/a.html");
    for expected in [
        "<title>Thi đua “Dân vận khéo” ở TP. Hà Tĩnh – Trang thử</title>",
        "property=\"og:title\" content=\"Thi đua “Dân vận khéo” ở TP. Hà Tĩnh\"",
        "<h1>Thi đua “Dân vận khéo” ở TP.\u{a0}Hà Tĩnh</h1>",
        "<p class=\"sapo\">Thu 150\u{a0}triệu\u{a0}đồng…</p>",
        "alt=\"Tổ “khéo” 5 ha\"",
        "Tổ “khéo” 5\u{a0}ha ",
        "<p>Thu 150\u{a0}triệu\u{a0}đồng, <code>5 ha</code>.</p>",
        "<code>5 ha\n</code>",
        "Tổ &quot;khéo&quot;</a>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let (feed, list) = (run.page("rss.xml"), run.page("tin-tuc/index.html"));
    assert!(feed.contains("<title>Thi đua “Dân vận khéo” ở TP. Hà Tĩnh</title>") && !feed.contains('\u{a0}'), "{feed}");
    assert!(list.contains(">Thi đua “Dân vận khéo” ở TP.\u{a0}Hà Tĩnh</a>"), "{list}");
}
