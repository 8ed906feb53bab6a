//! What is published, where and in which order: withdrawn and unapproved pieces, old addresses, the editor's choice,
//! series, tags, authors, months, corrections.

use crate::photo;
use crate::project::{Project, Run, tree};

/// Front matter of a news article of that date with these further lines.
fn news(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n\nThân bài {title}.\n")
}

/// Searches every byte of the site, and every address, in small letters.
fn find_everywhere(run: &Run, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in tree(&run.public) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in words {
            if text.contains(word) || path.contains(word) {
                found.push(format!("{word} in {path}"));
            }
        }
    }
    found
}

#[test]
fn nothing_of_a_withdrawn_piece_is_left_but_its_address() {
    let site = "title: T\nbase_url: https://example.vn/\npublisher: {kind: press}\n\
        hosts: [netlify, cloudflare, vercel, apache, nginx, caddy, iis]\ntaxonomies: [{key: đối tượng}]\n";
    let withdrawn = "---\ntitle: Chuyện Zyxxa\ndate: 21/11/2026\nsapo: Tóm tắt Zyxxb\ntừ khóa: [Zyxxc]\ntác giả: Zyxxd\n\
        địa phương: Cẩm Duệ\nlĩnh vực: KT\nđối tượng: Zyxxl\nmô hình: MH-1\n\
        ảnh: {tệp: zyxxe.jpg, chú thích: Zyxxf}\nđịa chỉ cũ: [/cu/1.html]\nloạt bài: {tên: Zyxxg, kỳ: 1}\n\
        âm thanh: zyxxm.mp3\nvăn bản: zyxxn.pdf\nnguồn: Zyxxo\n\
        nổi bật: 1\nđính chính: [{ngày: 21/11/2026, nội dung: Zyxxh}]\ngỡ bài: 22/11/2026\n\
        # lý do nội bộ: Zyxxi\n---\n\nThân Zyxxk.\n\n![Zyxxp](zyxxq.jpg)\n";
    // The same signs in the key in another order, as some keyboards send them.
    let decomposed = withdrawn.replace("gỡ bài", "gơ\u{303} ba\u{300}i");
    let record = "- {mã: MH-1, tên: Mô hình, đơn vị: Thôn, lĩnh vực: KT, địa phương: Cẩm Duệ}\n";
    let mut project = Project::new()
        .file("site.yaml", site)
        .file("content/models.yaml", record)
        .article("podcast/_index.md", "---\ntitle: Podcast\nkind: audio\n---\n")
        .article("mo-hinh/2026/a.md", &decomposed)
        .article("podcast/2026/a.md", withdrawn)
        .article("tin-tuc/2026/b.md", &news("Bài còn", "2/10/2026", "tin liên quan: [../../mo-hinh/2026/a.md]\n"));
    for file in ["zyxxe.jpg", "zyxxm.mp3", "zyxxn.pdf", "zyxxq.jpg"] {
        for folder in ["mo-hinh", "podcast"] {
            let bytes =
                if file.ends_with("jpg") { photo::from_telephone(64, 40, 1, "Zyxxr") } else { b"ID3 Zyxxr".to_vec() };
            project = project.file(&format!("content/{folder}/2026/{file}"), bytes);
        }
    }
    let project = project.article("podcast/2026/a.md", &withdrawn.replace("/cu/1.html", "/cu/2.html"));
    let run = project.build().ok();
    let page = run.page("mo-hinh/2026/a.html");
    assert!(page.contains("Bài viết đã được gỡ") && page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert_eq!(find_everywhere(&run, &["zyxx"]), Vec::<String>::new());
    assert_eq!(find_everywhere(&run, &["/mo-hinh/2026/a.html"]), ["/mo-hinh/2026/a.html in mo-hinh/2026/a.html"]);
    assert!(run.stderr.contains("2 bài hết hạn hoặc đã gỡ"), "{}", run.stderr);
    // Until that day it stands.
    let early = project.build_at("2026-11-21T12:00:00+07:00").ok();
    assert!(early.page("mo-hinh/2026/a.html").contains("Chuyện Zyxxa"));
    assert!(early.page("cu/1.html").contains("url=/mo-hinh/2026/a.html"));
}

#[test]
fn drafts_waiting_and_unapproved_pieces_leak_nowhere() {
    let project = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\nrequire_approval: có\n")
        .article(
            "tin-tuc/a.md",
            &news("Zyxxa", "1/10/2026", "trạng thái: bản nháp\ntừ khóa: [Zyxxb]\ntác giả: Zyxxc\n"),
        )
        .article("tin-tuc/b.md", &news("Zyxxd", "1/9/2026", "trạng thái: chờ duyệt\nđịa chỉ cũ: [/zyxxe.html]\n"))
        .article("tin-tuc/c.md", &news("Zyxxf", "1/8/2026", "loạt bài: Zyxxg\nảnh: zyxxh.jpg\n"))
        .article("tin-tuc/d.md", &news("Bài duyệt", "1/7/2026", "trạng thái: đã duyệt\nngười duyệt: Zyxxi\n"))
        .file("content/tin-tuc/zyxxh.jpg", photo::any());
    let run = project.build().ok();
    assert!(run.page("tin-tuc/d.html").contains("Bài duyệt"));
    assert_eq!(find_everywhere(&run, &["zyxx"]), Vec::<String>::new());
    assert!(!run.has("tin-tuc/c.html"));
}

#[test]
fn old_addresses_lead_to_the_new_one() {
    let project = Project::new().file("site.yaml", "title: T\nbase_url: https://example.vn/danvan/\n").article(
        "tin-tuc/a.md",
        &news("Bài mới", "1/10/2026", "địa chỉ cũ: [/tin/cu-post1.html, tin/cu-2, \"/Tin/Bài 3.aspx\"]\n"),
    );
    let run = project.build().ok();
    for file in ["tin/cu-post1.html", "tin/cu-2/index.html", "Tin/Bài 3.aspx"] {
        let page = run.page(file);
        assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/danvan/tin-tuc/a.html\">"), "{page}");
        assert!(page.contains("<link rel=\"canonical\" href=\"https://example.vn/danvan/tin-tuc/a.html\">"), "{page}");
    }
    let sitemap = run.page("sitemap/trang.xml") + &run.page("sitemap/2026-10.xml");
    assert!(!sitemap.contains("cu-post1"));
}

#[test]
fn the_editor_chooses_the_lead_while_the_choice_lasts() {
    let project = Project::new()
        .news("moi-nhat", "20/11/2026", "Chữ.")
        .article("tin-tuc/hai.md", &news("Hạng hai", "1/10/2026", "nổi bật: 2\n"))
        .article("tin-tuc/nhat.md", &news("Hạng nhất", "1/9/2026", "nổi bật: {mức: 1, đến ngày: 22/11/2026}\n"))
        .article("mo-hinh/a.md", &news("Mô hình chọn", "1/8/2026", "nổi bật: 3\nđịa phương: Cẩm Duệ\nlĩnh vực: KT\n"));
    let lead = |run: &Run| run.between("index.html", "<h2 class=\"lead-title\">", "</h2>");
    let run = project.build().ok();
    assert!(lead(&run).contains("Hạng nhất"));
    let featured = run.between("index.html", "Mô hình tiêu biểu", "</section>");
    assert!(featured.contains("Mô hình chọn") && !featured.contains("Hạng hai"));
    let later = project.build_at("2026-11-23T00:00:00+07:00").ok();
    assert!(lead(&later).contains("Hạng hai"));
}

#[test]
fn what_the_writer_names_is_related_first() {
    let place = "địa phương: Cẩm Duệ\n";
    let project = Project::new()
        .article("tin-tuc/cu.md", &news("Bài cùng nơi", "1/7/2026", place))
        .article("tin-tuc/xa.md", &news("Bài nơi khác", "1/6/2026", ""))
        .article("tin-tuc/moi.md", &news("Bài mới hơn", "1/10/2026", ""))
        .article(
            "tin-tuc/a.md",
            &news("A", "1/8/2026", &format!("{place}tin liên quan: [moi.md, xa.md, moi.md, a.md]\n")),
        );
    let related = project.build().ok().between("tin-tuc/a.html", "id=\"_related\"", "</aside>");
    let at = |title: &str| related.find(title).unwrap_or_else(|| panic!("no {title}: {related}"));
    assert!(at("Bài mới hơn") < at("Bài nơi khác") && at("Bài nơi khác") < at("Bài cùng nơi"));
    assert_eq!(related.matches("tin-tuc/moi.html").count(), related.matches("tin-tuc/xa.html").count());
}

#[test]
fn a_series_is_read_in_the_order_of_its_parts() {
    let project = Project::new()
        .article("tin-tuc/b.md", &news("Bài hai", "1/7/2026", "loạt bài: {tên: Sau sáp nhập, kỳ: 2}\n"))
        .article("tin-tuc/a.md", &news("Bài một", "1/8/2026", "loạt bài: {tên: Sau sáp nhập, kỳ: 1}\n"))
        .article("tin-tuc/c.md", &news("Bài ba", "1/9/2026", "loạt bài: {tên: sau sáp nhập, kỳ: 3}\n"));
    let run = project.build().ok();
    for file in ["loat-bai/sau-sap-nhap/index.html", "tin-tuc/b.html"] {
        let page = run.page(file);
        let main = &page[page.find("<main").unwrap()..];
        let at = |title: &str| main.find(&format!("/{title}.html")).unwrap_or_else(|| panic!("no {title} in {file}"));
        if file.starts_with("loat-bai") {
            assert!(at("a") < at("b") && at("b") < at("c"), "{file}");
        }
        assert!(main.contains("Bài một") && main.contains("Bài ba"));
    }
    assert!(run.page("loat-bai/index.html").contains("/loat-bai/sau-sap-nhap/"));
}

#[test]
fn tags_and_authors_are_told_apart_by_their_names_and_keep_their_slugs() {
    let project = Project::new()
        .article("tin-tuc/a.md", &news("A", "1/7/2026", "từ khóa: [công nhân, Lan toả]\ntác giả: Lê Hà\n"))
        .article(
            "tin-tuc/b.md",
            &news("B", "1/8/2026", "từ khóa: [công nhận, LAN TỎA]\ntác giả: [{tên: Lê Hạ, chức danh: Phóng viên}]\n"),
        );
    let run = project.build().ok();
    assert!(run.page("tu-khoa/cong-nhan/index.html").contains("/tin-tuc/a.html"));
    assert!(run.page("tu-khoa/cong-nhan-2/index.html").contains("/tin-tuc/b.html"));
    let both = run.page("tu-khoa/lan-toa/index.html");
    assert!(both.contains("/tin-tuc/a.html") && both.contains("/tin-tuc/b.html") && both.contains("Lan toả"));
    assert!(run.page("tac-gia/le-ha-2/index.html").contains("/tin-tuc/b.html"));
    assert!(run.page("tin-tuc/b.html").contains("href=\"/tac-gia/le-ha-2/\""));
    // A line in the list settles it.
    let project = project.file("content/authors.yaml", "- {tên: Lê Hạ, slug: le-ha-phong-vien, loại: bút danh}\n");
    let run = project.build().ok();
    assert!(run.has("tac-gia/le-ha-phong-vien/index.html") && !run.has("tac-gia/le-ha-2/index.html"));
    assert!(!run.stderr.contains("Lê Hạ"), "{}", run.stderr);
    // An older article that comes later does not take a slug that stands in the list.
    let project = project.article("tin-tuc/c.md", &news("C", "1/1/2026", "tác giả: Lê Hả\n"));
    let run = project.build().ok();
    assert!(run.page("tac-gia/le-ha/index.html").contains("/tin-tuc/c.html"));
}

#[test]
fn a_tag_that_is_a_place_or_a_field_is_listed_there() {
    let run = Project::new()
        .article("mo-hinh/a.md", &news("A", "1/7/2026", "từ khóa: [xã Cẩm Duệ, KT, mùa gặt, Trần Phú]\n"))
        .build()
        .ok();
    assert!(run.page("dia-phuong/cam-due/index.html").contains("/mo-hinh/a.html"));
    assert!(run.page("linh-vuc/kinh-te/index.html").contains("/mo-hinh/a.html"));
    assert!(run.has("tu-khoa/mua-gat/index.html") && !run.has("tu-khoa/xa-cam-due/index.html"));
    // Without the word for its kind it may be a person.
    assert!(run.has("tu-khoa/tran-phu/index.html"));
}

#[test]
fn taxonomies_of_the_settings_have_pages_of_their_own() {
    let site = "title: T\nbase_url: https://example.vn/\ntaxonomies:\n  - {key: đối tượng, label: Đối tượng}\n  \
        - {key: phong trào, folder: phong-trao-thi-dua, closed: có}\n";
    let run = Project::new()
        .file("site.yaml", site)
        .file("content/phong-trao-thi-dua.yaml", "- {name: Nông thôn mới, aliases: [NTM]}\n")
        .article("tin-tuc/a.md", &news("A", "1/7/2026", "Doi tuong: [Phụ nữ, Thanh niên]\nphong_trao: NTM\n"))
        .build()
        .ok();
    for file in [
        "doi-tuong/phu-nu/index.html",
        "doi-tuong/thanh-nien/index.html",
        "phong-trao-thi-dua/nong-thon-moi/index.html",
    ] {
        assert!(run.page(file).contains("/tin-tuc/a.html"), "{file}");
    }
    assert!(run.page("doi-tuong/index.html").contains("Phụ nữ"));
    assert!(run.page("tin-tuc/a.html").contains("href=\"/doi-tuong/phu-nu/\""));
    assert!(run.page("index.html").contains("href=\"/doi-tuong/\""), "in the menu");
}

#[test]
fn months_and_their_archive() {
    let run =
        Project::new().news("a", "5/8/2025", "x").news("b", "1/9/2026", "x").news("c", "30/9/2026", "x").build().ok();
    let month = run.page("theo-ngay/2026/09/index.html");
    assert!(month.contains("Tháng 9/2026") && month.contains("/tin-tuc/b.html") && month.contains("/tin-tuc/c.html"));
    assert!(!month.contains("/tin-tuc/a.html"));
    let archive = run.page("theo-ngay/index.html");
    assert!(archive.find("/theo-ngay/2026/09/") < archive.find("/theo-ngay/2025/08/"));
    assert!(run.page("sitemap/trang.xml").contains("/theo-ngay/2026/09/"));
}

#[test]
fn corrections_stand_on_the_page_and_in_the_list_of_all() {
    let run = Project::new()
        .article(
            "tin-tuc/a.md",
            &news("A", "1/7/2026", "đính chính:\n  - {ngày: 3/7/2026, nội dung: Số đúng là 12.}\n"),
        )
        .article(
            "tin-tuc/b.md",
            &news("B", "1/6/2026", "đính chính:\n  - {ngày: 5/7/2026, nội dung: Tên đúng là Duệ.}\n"),
        )
        .build()
        .ok();
    assert!(run.page("tin-tuc/a.html").contains("Số đúng là 12."));
    let all = run.page("dinh-chinh/index.html");
    assert!(all.find("Tên đúng là Duệ.") < all.find("Số đúng là 12."), "newest first");
    assert!(all.contains("href=\"/tin-tuc/a.html\""));
}

#[test]
fn two_names_of_one_author_lead_to_one_page() {
    let run = Project::new()
        .file("content/authors.yaml", "- {tên: Lê Hà, tên khác: [Ban Mai]}\n")
        .article("tin-tuc/a.md", &news("A", "1/7/2026", "tác giả: [Lê Hà, Ban Mai, Trần B]\n"))
        .build()
        .ok();
    let authors = run.between("tin-tuc/a.html", "<p class=\"authors\">", "</p>");
    assert!(authors.contains("<a href=\"/tac-gia/le-ha/\" rel=\"author\">Ban Mai</a>"), "{authors}");
    assert!(authors.contains("<a href=\"/tac-gia/tran-b/\" rel=\"author\">Trần B</a>"), "{authors}");
}

#[test]
fn terms_of_a_plain_page_take_no_slug() {
    let run = Project::new()
        .article("gioi-thieu.md", "---\ntitle: Giới thiệu\ntừ khóa: [công nhận]\n---\n\nChữ.\n")
        .article("tin-tuc/a.md", &news("A", "1/7/2026", "từ khóa: [công nhân]\n"))
        .build()
        .ok();
    assert!(run.has("tu-khoa/cong-nhan/index.html") && !run.has("tu-khoa/cong-nhan-2/index.html"));
    assert!(!run.page("gioi-thieu.html").contains("href=\"\""));
}

#[test]
fn long_names_of_one_slug_are_numbered() {
    let (one, other) = ("a".repeat(199) + "á", "a".repeat(199) + "à");
    let run = Project::new()
        .article("tin-tuc/a.md", &news("A", "1/7/2026", &format!("từ khóa: [{one}, {other}]\n")))
        .build()
        .ok();
    assert!(run.has(&format!("tu-khoa/{}/index.html", "a".repeat(200))));
    assert!(run.has(&format!("tu-khoa/{}-2/index.html", "a".repeat(192))));
}

#[test]
fn an_old_address_may_not_hide_a_page_where_hosts_drop_html() {
    let site = "title: T\nbase_url: https://example.vn/danvan/\nlinks: gọn\nhosts: [netlify]\n";
    let alias = |old: &str| {
        let project = Project::new().file("site.yaml", site).news("b", "1/6/2026", "Chữ.");
        project.article("tin-tuc/a.md", &news("A", "1/7/2026", &format!("địa chỉ cũ: [{old}]\n"))).build()
    };
    for taken in ["/tin-tuc/a", "/tin-tuc/b", "/tin-tuc/b/", "/Tin-tuc/B.html", "/danvan/tin-tuc/b"] {
        let run = alias(taken);
        assert!(run.code == 1 && run.stderr.contains("D263"), "{taken}: {}", run.stderr);
    }
    let run = alias("/tin/cu, /tin/cu.html, https://example.vn/danvan/tin/cu-2").ok();
    assert!(run.has("tin/cu/index.html") && run.has("tin/cu.html") && run.has("tin/cu-2/index.html"));
    assert!(run.page("_redirects").contains("/danvan/tin/cu-2 /danvan/tin-tuc/a 301"));
}

#[test]
fn what_takes_the_place_of_a_withdrawn_piece_stands_there() {
    let withdrawn = news("Cũ", "1/6/2026", "gỡ bài: 1/8/2026\n");
    let run = Project::new()
        .article("tin-tuc/a.md", &withdrawn)
        .article("tin-tuc/a/index.md", &news("Mới", "1/9/2026", ""))
        .build()
        .ok();
    assert!(run.page("tin-tuc/a.html").contains("Thân bài Mới"));
    let run = Project::new()
        .article("tin-tuc/a.md", &withdrawn)
        .article("tin-tuc/b.md", &news("Mới", "1/9/2026", "địa chỉ cũ: /tin-tuc/a.html\n"))
        .build()
        .ok();
    assert!(run.page("tin-tuc/a.html").contains("url=/tin-tuc/b.html"));
}

#[test]
fn a_long_series_stands_on_one_page_and_shows_the_parts_around() {
    let mut project = Project::new();
    for part in 1..=45 {
        let front = format!("loạt bài: {{tên: Dài, kỳ: {part}}}\n");
        project = project.article(&format!("tin-tuc/k{part:02}.md"), &news(&format!("K{part}"), "1/7/2026", &front));
    }
    let run = project.build().ok();
    let series = run.page("loat-bai/dai/index.html");
    assert!(
        series.find("/tin-tuc/k01.html") < series.find("/tin-tuc/k45.html") && !run.has("loat-bai/dai/trang-1.html")
    );
    let parts = run.between("tin-tuc/k20.html", "<nav class=\"series\"", "</nav>");
    assert!(parts.contains("/tin-tuc/k15.html") && parts.contains("/tin-tuc/k25.html"), "{parts}");
    assert!(!parts.contains("/tin-tuc/k14.html") && !parts.contains("/tin-tuc/k26.html"), "{parts}");
}

#[test]
fn a_month_has_a_calendar_that_leads_to_its_days() {
    let mut project = Project::new();
    // Forty-five articles: two closed pages would need sixty, one has forty; the fifteenth stands on the closed one.
    for number in 1..=45 {
        project = project.news(&format!("bai-{number:02}"), &format!("{}/9/2026", (number + 1) / 2), "Chữ.");
    }
    let run = project.build().ok();
    let month = run.page("theo-ngay/2026/09/index.html");
    let calendar =
        month.split("<table class=\"calendar\">").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap();
    // The first of September 2026 is a Tuesday.
    assert!(
        calendar.contains("<tr><td></td><td><a href=\"/theo-ngay/2026/09/trang-1.html#_01\">1</a></td>"),
        "{calendar}"
    );
    assert!(calendar.contains("<a href=\"/theo-ngay/2026/09/trang-1.html#_10\">10</a>"), "{calendar}");
    assert!(calendar.contains("<a href=\"#_11\">11</a>") && calendar.contains("<td>30</td>"), "{calendar}");
    assert!(month.contains("<h2 id=\"_11\">") && month.contains("Thứ Sáu, 11/09/2026"), "{month}");
    let closed = run.page("theo-ngay/2026/09/trang-1.html");
    assert!(closed.contains("<h2 id=\"_10\">") && !closed.contains("calendar"), "{closed}");
}
