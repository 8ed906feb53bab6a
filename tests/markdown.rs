//! Markdown as readers get it.

use crate::photo;
use crate::project::Project;

/// The HTML of a body, and what was said about it.
pub fn render(body: &str) -> (String, String) {
    let project = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\npicture_hosts: [anh.example.vn]\n")
        .file("content/tin-tuc/h.jpg", photo::any())
        .news("b", "1/2/2026", "## Kết quả\n\nChữ.")
        .news("a", "2/2/2026", body);
    let run = project.build();
    assert_eq!(run.code, 0, "{}", run.stderr);
    (photo::plain(&run.body("tin-tuc/a.html")), run.stderr)
}

#[track_caller]
pub fn check(body: &str, html: &str) {
    assert_eq!(render(body).0, html, "{body}");
}

#[test]
fn common_elements() {
    check(
        "Một *hai* **ba** ~~bốn~~ `năm`",
        "<p>Một <em>hai</em> <strong>ba</strong> <del>bốn</del> <code>năm</code></p>",
    );
    check("- a\n- b\n  1. c", "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>");
    check("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
    check("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>");
    check("a  \nb\n\n---", "<p>a<br>\nb</p>\n<hr>");
    check("1 < 2 & \"x\"", "<p>1 &lt; 2 &amp; “x”</p>");
}

#[test]
fn headings_have_anchors() {
    check(
        "# Cách làm\n\n## Cách làm\n\n### “…”",
        "<h2 id=\"cach-lam\">Cách làm</h2>\n<h2 id=\"cach-lam-2\">Cách làm</h2>\n<h3 id=\"muc\">“…”</h3>",
    );
}

#[test]
fn tables_align_by_class() {
    let (html, _) = render("| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |");
    assert!(
        html.contains("<th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"center\">b</th>"),
        "{html}"
    );
    assert!(html.contains("<tbody>\n<tr><td class=\"left\">1</td>") && !html.contains("style="), "{html}");
}

#[test]
fn footnotes_stand_at_the_end_in_order_of_use() {
    let (html, _) = render("Một[^b] hai[^a] ba[^b].\n\n[^a]: Chú A\n[^b]: Chú **B**");
    assert!(html.contains("Một<sup class=\"note\"><a href=\"#fn_1\" id=\"ref_1\">1</a></sup>"), "{html}");
    assert!(html.contains("ba<sup class=\"note\"><a href=\"#fn_1\">1</a></sup>"), "{html}");
    assert!(html.contains("<li id=\"fn_1\"><p>Chú <strong>B</strong> <a href=\"#ref_1\""), "{html}");
    assert!(html.find("fn_1\">").unwrap() < html.rfind("Chú A").unwrap(), "{html}");
}

#[test]
fn tasks() {
    let (html, _) = render("- [x] xong\n- [ ] chưa");
    assert!(
        html.contains("aria-label=\"Đã xong\">☑</span> xong")
            && html.contains("aria-label=\"Chưa xong\">☐</span> chưa")
    );
}

#[test]
fn a_picture_alone_is_a_figure() {
    let img = "<img src=\"/tin-tuc/h.jpg\" alt=\"Hàng rào\" loading=\"lazy\" decoding=\"async\">";
    check("![Hàng rào](h.jpg)", &format!("<figure>{img}</figure>"));
    check(
        "![Hàng rào](h.jpg)\nHàng rào **xanh**. Ảnh: Sỹ Ngọ",
        &format!(
            "<figure>{img}\n<figcaption>Hàng rào <strong>xanh</strong>. <span class=\"credit\">Ảnh: Sỹ Ngọ</span></figcaption></figure>"
        ),
    );
    check(
        "![Hàng rào](h.jpg)\n*Hàng rào xanh.*",
        &format!("<figure>{img}\n<figcaption>Hàng rào xanh.</figcaption></figure>"),
    );
    check("Chữ ![Hàng rào](h.jpg) chữ", &format!("<p>Chữ {img} chữ</p>"));
    check(
        "![x](https://anh.example.vn/a.jpg)",
        "<figure><img alt=\"x\" src=\"https://anh.example.vn/a.jpg\" loading=\"lazy\" decoding=\"async\"></figure>",
    );
}

#[test]
fn pictures_of_other_hosts_become_links() {
    let (html, said) = render("![Xem](https://la.example/a.jpg)\n\n[![Xem](https://la.example/a.jpg)](b.md)");
    assert!(html.contains("<figure><a href=\"https://la.example/a.jpg\">Xem</a></figure>"), "{html}");
    assert!(html.contains("<a href=\"/tin-tuc/b.html\">Xem</a>"), "no link within a link: {html}");
    assert_eq!(said.matches("D209").count(), 2);
}

#[test]
fn links() {
    check(
        "[x](b.md) [y](./b.md#ket-qua) [z](/tin-tuc/b.md)",
        "<p><a href=\"/tin-tuc/b.html\">x</a> <a href=\"/tin-tuc/b.html#ket-qua\">y</a> <a href=\"/tin-tuc/b.html\">z</a></p>",
    );
    check(
        "<https://example.vn/?a=1&b=2> <a@b.vn>",
        "<p><a href=\"https://example.vn/?a=1&amp;b=2\">https://example.vn/?a=1&amp;b=2</a> <a href=\"mailto:a@b.vn\">a@b.vn</a></p>",
    );
    check("[mục](../tin-tuc/)", "<p><a href=\"/tin-tuc/\">mục</a></p>");
    check("[a <https://x.vn> b](https://c.vn)", "<p><a href=\"https://c.vn\">a https://x.vn b</a></p>");
    check("[x](/tin-tuc/index.html)", "<p><a href=\"/tin-tuc/index.html\">x</a></p>");
    check("[bấm](javascript:alert(1))", "<p>bấm</p>");
    check("[bấm](JaVaScRiPt&#58;alert(1))", "<p>bấm</p>");
}

#[test]
fn targets_may_hold_spaces() {
    let project = Project::new()
        .file("content/tin-tuc/Ảnh cổng làng.jpg", photo::any())
        .news("bài hai", "1/2/2026", "Chữ.")
        .news("a", "2/2/2026", "![Cổng](Ảnh cổng làng.jpg)\n\n[x](bài hai.md) `[x](bài hai.md)` [y](không có.md)");
    let run = project.build();
    assert_eq!(run.stderr.matches("D205").count(), 1, "{}", run.stderr);
    let project = project.news(
        "a",
        "2/2/2026",
        "![Cổng](Ảnh cổng làng.jpg)\n\n[x](bài hai.md) `[x](bài hai.md)` [y](không phải tệp)",
    );
    let body = photo::plain(&project.build().ok().body("tin-tuc/a.html"));
    assert!(body.starts_with("<figure><img src=\"/tin-tuc/anh-cong-lang.jpg\""), "{body}");
    assert!(
        body.contains("<a href=\"/tin-tuc/bai-hai.html\">x</a> <code>[x](bài hai.md)</code> [y](không phải tệp)"),
        "{body}"
    );
}

#[test]
fn copies_named_by_windows_are_published() {
    let project = Project::new()
        .file("content/tin-tuc/Ảnh cổng (1).jpg", photo::any())
        .file("content/tin-tuc/Kế hoạch (2) (1).pdf", "%PDF-1.4")
        .news("a", "2/2/2026", "![Cổng](Ảnh cổng (1).jpg \"Cổng (mới)\")\n\n[x](Kế hoạch (2) (1).pdf) (xem)");
    let run = project.build().ok();
    let body = photo::plain(&run.body("tin-tuc/a.html"));
    assert!(body.starts_with("<figure><img src=\"/tin-tuc/anh-cong-1.jpg\""), "{body}");
    assert!(body.contains("<a href=\"/tin-tuc/ke-hoach-2-1.pdf\"") && body.ends_with(" (xem)</p>"), "{body}");
    assert!(run.has("tin-tuc/ke-hoach-2-1.pdf"));
    let picture = run.between("tin-tuc/a.html", "srcset=\"/assets/tin-tuc/anh-cong-1-", " ");
    assert!(run.has(&format!("assets/tin-tuc/anh-cong-1-{picture}")), "{picture}");
    // What else is wrong in the line is told at the columns that were typed.
    let project = project.news("a", "2/2/2026", "[x](Kế hoạch (2) (1).pdf) và [y](mất (1).md) <b>");
    let said = project.build().stderr;
    assert!(said.contains("content/tin-tuc/a.md:7:30"), "{said}");
    assert!(said.contains("content/tin-tuc/a.md:7:46"), "{said}");
}

#[test]
fn a_little_html_passes() {
    check("H<sub>2</sub>O m<sup>2</sup><br>x", "<p>H<sub>2</sub>O m<sup>2</sup><br>x</p>");
    check(
        "<abbr title=\"nông thôn &quot;mới&quot;\">NTM</abbr>",
        "<p><abbr title=\"nông thôn &quot;mới&quot;\">NTM</abbr></p>",
    );
    check(
        "<details>\n<summary>Thêm</summary>\n\nChữ **đậm**.\n\n</details>",
        "<details>\n<summary>Thêm</summary>\n<p>Chữ <strong>đậm</strong>.</p>\n</details>",
    );
    check("<details>\n\nChữ.\n\n</details>", "<details>\n<summary>Xem thêm</summary>\n<p>Chữ.</p>\n</details>");
    check("Chữ <!-- ghi chú --> chữ", "<p>Chữ  chữ</p>");
}

#[test]
fn other_html_is_text() {
    let (html, said) = render(
        "<script>alert(1)</script>\n\nx <img src=x onerror=alert(1)> <a href=\"javascript:x\">y</a> <sup onclick=\"x\">z</sup>",
    );
    assert!(
        !html.contains("<script") && !html.contains("<img") && !html.contains("<a ") && !html.contains("<sup"),
        "{html}"
    );
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    assert!(said.contains("D210"));
}

#[test]
fn raw_html_is_balanced_over_blocks() {
    for (body, html) in [
        ("a <sup>b\n\nc", "<p>a <sup>b</sup></p>\n<p>c</p>"),
        ("a</sup>", "<p>a&lt;/sup&gt;</p>"),
        ("*a <sup>b* c</sup>", "<p><em>a <sup>b</sup></em> c&lt;/sup&gt;</p>"),
        (
            "> <details>\n> <summary>x</summary>\n>\n> y\n\nz",
            "<blockquote>\n<details>\n<summary>x</summary>\n<p>y</p>\n</details></blockquote>\n<p>z</p>",
        ),
        ("a <details>b</details>", "<p>a &lt;details&gt;b&lt;/details&gt;</p>"),
        ("<mark>\n\nx\n\n</mark>", "<mark>\n</mark><p>x</p>\n&lt;/mark&gt;"),
    ] {
        let (got, said) = render(body);
        assert_eq!(got, html, "{body}");
        assert!(said.contains("D220") || said.contains("D210"), "{body}: {said}");
    }
}

#[test]
fn the_first_paragraph_serves_as_summary_and_leaves_the_body() {
    let run = Project::new()
        .article("tin-tuc/a.md", "---\ntitle: A\ndate: 1/2/2026\n---\n\nMột *câu* mở đầu.\n\nPhần sau.\n")
        .build()
        .ok();
    assert_eq!(run.body("tin-tuc/a.html"), "<p>Phần sau.</p>");
    assert!(run.page("tin-tuc/a.html").contains("<meta name=\"description\" content=\"Một câu mở đầu.\">"));
    assert!(run.page("rss.xml").contains("<description>Một câu mở đầu.</description>"));
}

#[test]
fn texts_are_taken_as_people_type_them() {
    let decomposed = "Ca\u{302}\u{309}m Due\u{323}\u{302}";
    let run = Project::new()
        .article("mo-hinh/a.md", &format!("\u{feff}---\r\nTiêu đề: {decomposed}: \"hàng rào” xanh # 1\r\nNGÀY: 1/2/2026 7h30\r\nSapo: x\r\nđịa phương: {decomposed}\r\nlĩnh vực: KT\r\n---\r\nChữ.\u{200b}\r\n"))
        .build()
        .ok();
    let page = run.page("mo-hinh/a.html");
    assert!(page.contains("<h1>Cẩm Duệ: “hàng rào” xanh # 1</h1>"), "{page}");
    assert!(page.contains("Chủ\u{a0}Nhật, 01/02/2026, 07:30") && page.contains("<p>Chữ.</p>"), "{page}");
    assert!(run.page("dia-phuong/cam-due/index.html").contains("/mo-hinh/a.html"));
}
