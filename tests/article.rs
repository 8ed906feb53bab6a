//! What stands around and under an article: sharing, size of text, contents, whom to ask, the address on paper.

use crate::photo;
use crate::project::Project;

/// Parts of a body with so many headings, each with so many sentences.
fn long(headings: usize, sentences: usize) -> String {
    (1..=headings).map(|at| format!("## Mục {at}\n\n{}\n\n", "Bà con góp công làm đường. ".repeat(sentences))).collect()
}

/// A story of a model with a record of the register, and this body.
fn story(record: &str, models: &str, body: &str) -> Project {
    Project::new().file("content/models.yaml", record).article(
        "mo-hinh/2026/a.md",
        &format!("---\ntitle: Bài\ndate: 1/10/2026\nsummary: x\ncommunes: Cẩm Duệ\nfields: KT\nmô hình: {models}\n---\n\n{body}\n"),
    )
}

const RECORD: &str = "- tên: Hàng rào xanh\n  đơn vị: Thôn Trần Phú\n  lĩnh vực: Kinh tế\n  địa phương: Cẩm Duệ\n  cấp: tỉnh\n  \
    trạng thái: duy trì\n  năm đăng ký: [2023, 2025]\n  liên hệ: {đơn vị: Ủy ban MTTQ xã, chức vụ: Cán bộ phong trào, điện thoại: 0239 3000 101}\n  \
    quyết định: [{số: 1/QĐ, loại: công nhận}]\n  số liệu: [{chỉ tiêu: Hàng rào, giá trị: \"14,6\", đơn vị: km, năm: 2025}]\n  \
    người phụ trách: Trưởng thôn\n";

#[test]
fn an_article_is_shared_by_plain_links() {
    let run = Project::new()
        .file(
            "site.yaml",
            "title: T\nbase_url: https://example.vn/dv/\npublisher: {name: A, email: toasoan@example.vn}\n",
        )
        .article("tin-tuc/a.md", "---\ntitle: Ủ phân & “men”\ndate: 1/10/2026\nsummary: x\n---\n\nChữ.\n")
        .build()
        .ok();
    let tools = run.between("tin-tuc/a.html", "<section class=\"tools\"", "</section>");
    let address = "https%3A%2F%2Fexample.vn%2Fdv%2Ftin-tuc%2Fa.html";
    let title = "%E1%BB%A6%20ph%C3%A2n%20%26%20%E2%80%9Cmen%E2%80%9D";
    assert!(tools.contains(&format!("href=\"https://www.facebook.com/sharer/sharer.php?u={address}\"")), "{tools}");
    assert!(tools.contains(&format!("href=\"mailto:?subject={title}&amp;body={address}\"")), "{tools}");
    // {"url":"https://example.vn/dv/tin-tuc/a.html"}
    let zalo = "eyJ1cmwiOiJodHRwczovL2V4YW1wbGUudm4vZHYvdGluLXR1Yy9hLmh0bWwifQ%3D%3D";
    assert!(tools.contains(&format!("share_external?d={zalo}&amp;shareType=0\"")), "{tools}");
    let mistake =
        format!("href=\"mailto:toasoan@example.vn?subject=G%C3%B3p%20%C3%BD%3A%20{title}&amp;body={address}\"");
    assert!(tools.contains(&mistake), "{tools}");
    let page = run.page("tin-tuc/a.html");
    let loaded = ["<script src=\"https:", "<img src=\"https:", "<link rel=\"stylesheet\" href=\"https:", "<iframe"];
    assert!(loaded.iter().all(|piece| !page.contains(piece)), "nothing is asked of others: {page}");
}

#[test]
fn without_an_address_for_mail_nobody_is_asked_for_mail() {
    for publisher in ["{name: A}", "{name: A, email: hỏi văn phòng}", "{name: A, email: \"a@b?bcc=c@d.vn\"}"] {
        let site = format!("title: T\nbase_url: https://example.vn/\npublisher: {publisher}\n");
        let run = Project::new().file("site.yaml", site).news("a", "1/10/2026", "Chữ.").build().ok();
        let page = run.page("tin-tuc/a.html");
        assert!(!page.contains("Góp ý") && page.contains("mailto:?subject="), "{page}");
    }
}

#[test]
fn plain_pages_have_no_tools() {
    let run = Project::new().article("gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\nChữ.\n").build().ok();
    let page = run.page("gioi-thieu.html");
    assert!(!page.contains("class=\"tools\"") && !page.contains("<script src"), "{page}");
    assert!(page.contains("<svg class=\"qr\""), "but they are printed: {page}");
}

#[test]
fn long_pieces_have_a_table_of_contents() {
    let has = |body: String| {
        let page = Project::new().news("a", "1/10/2026", &body).build().ok().page("tin-tuc/a.html");
        page.contains("<nav class=\"contents\"") && page.contains("<li><a href=\"#muc-4\">")
    };
    assert!(has(long(4, 60)));
    assert!(!has(long(3, 80)), "too few headings");
    assert!(!has(long(4, 10)), "too short");
}

#[test]
fn a_story_of_a_model_is_told_in_short() {
    let body = "Mở đầu.\n\n## 1. Cách thực hiện của thôn\n\n> Lời ai nói.\n\nTổ dân vận đi *từng* nhà[^1]. Rồi họp ở TP. Hà Tĩnh. Sau đó làm.\n\n\
        ## Hiệu quả\n\n| a | b |\n|---|---|\n| c | d |\n\n- Đường dài thêm\n- Vườn rộng ra\n\n## Nguồn kinh phí\n\n\
        ![Tranh](a.jpg)\n\n## Kết quả\n\nLần nữa.\n\n## Bài học\n\nBa điều:\n\n- Một\n\n[^1]: Ghi chú.\n";
    let run = story(RECORD, "Hàng rào xanh", body).file("content/mo-hinh/2026/a.jpg", photo::any()).build().ok();
    let points = run.between("mo-hinh/2026/a.html", "<section class=\"points\"", "</section>");
    for piece in [
        "<li><a href=\"#1-cach-thuc-hien-cua-thon\">1. Cách thực hiện của thôn</a><p>Tổ dân vận đi từng nhà. Rồi họp ở TP.\u{a0}Hà Tĩnh.</p></li>",
        "<li><a href=\"#hieu-qua\">Hiệu quả</a><p>Đường dài thêm</p></li>",
        "<li><a href=\"#nguon-kinh-phi\">Nguồn kinh phí</a></li>",
        "<li><a href=\"#bai-hoc\">Bài học</a><p>Ba điều…</p></li>",
    ] {
        assert!(points.contains(piece), "{piece} in {points}");
    }
    assert!(!points.contains("Lần nữa"), "the first heading of each counts: {points}");
}

#[test]
fn one_heading_is_no_summary() {
    for body in ["## Kết quả\n\nTốt.\n\n## Khác\n\nChữ.", "## Kết quảng\n\nTốt.\n\n## Bài họcx\n\nChữ."]
    {
        let page = story(RECORD, "Hàng rào xanh", body).build().ok().page("mo-hinh/2026/a.html");
        assert!(!page.contains("class=\"points\""), "{page}");
    }
    let news = Project::new().news("a", "1/10/2026", "## Cách làm\n\nMột.\n\n## Kết quả\n\nHai.").build().ok();
    assert!(!news.page("tin-tuc/a.html").contains("class=\"points\""), "only stories of models have one");
}

#[test]
fn a_story_of_one_model_shows_its_record_and_whom_to_ask() {
    let run = story(RECORD, "Hàng rào xanh", "Chữ.").build().ok();
    let facts = run.between("mo-hinh/2026/a.html", "<aside class=\"facts\"", "</aside>");
    for piece in [
        "<a href=\"/mo-hinh/ho-so/hang-rao-xanh.html\">Hàng rào xanh</a>",
        "Thôn Trần Phú",
        "Xã Cẩm Duệ",
        "Kinh tế",
        "Cấp tỉnh",
        "Duy trì",
        "2023, 2025",
        "<dt>Quyết định</dt><dd>1</dd>",
        "<dt>Hàng rào (2025)</dt><dd><b>14,6</b> km</dd>",
        "Hỏi thêm ở đâu",
        "Ủy ban MTTQ xã, Cán bộ phong trào, <a href=\"tel:02393000101\">0239 3000 101</a>",
    ] {
        assert!(facts.contains(piece), "{piece} in {facts}");
    }
    let page = run.page("mo-hinh/2026/a.html");
    assert!(!page.contains("Trưởng thôn") && !page.contains("class=\"models\""), "{page}");
}

#[test]
fn a_story_of_several_models_lists_them() {
    let second = "- tên: Ngõ hoa\n  đơn vị: Thôn 2\n  lĩnh vực: Kinh tế\n  địa phương: Cẩm Bình\n  liên hệ: {điện thoại: 0239 3000 101 hoặc 102}\n";
    let run = story(&format!("{RECORD}{second}"), "[Hàng rào xanh, Ngõ hoa]", "Chữ.").build().ok();
    let page = run.page("mo-hinh/2026/a.html");
    let list = run.between("mo-hinh/2026/a.html", "<section class=\"models\"", "</section>");
    assert!(!page.contains("<aside class=\"facts\""), "{page}");
    assert!(list.contains("Thôn Trần Phú, duy trì") && list.contains("href=\"tel:02393000101\""), "{list}");
    assert!(list.contains("0239 3000 101 hoặc 102") && !list.contains("tel:02393000101102"), "{list}");
}

#[test]
fn an_edited_record_makes_its_stories_again() {
    let project = story(RECORD, "Hàng rào xanh", "Chữ.");
    let _ = project.build().ok();
    project.put("content/models.yaml", RECORD.replace("0239 3000 101", "0239 3000 202"));
    let page = project.build().ok().page("mo-hinh/2026/a.html");
    assert!(page.contains("tel:02393000202"), "{page}");
}

/// A module of a code is drawn so many pixels wide.
const SCALE: usize = 4;

/// What a reader of its own says that the drawing of a code holds.
fn decoded(page: &str) -> String {
    let (_, svg) = page.split_once("<svg class=\"qr\" viewBox=\"0 -.5 ").unwrap();
    let size: usize = svg.split(' ').next().unwrap().parse().unwrap();
    let path = svg.split_once("<path d=\"").unwrap().1.split('"').next().unwrap();
    let mut dark = vec![false; size * size];
    let (mut x, mut y) = (0, 0);
    for step in path.split_inclusive(['M', 'm', 'h']).collect::<Vec<_>>().windows(2) {
        let numbers = step[1].trim_end_matches(['M', 'm', 'h']);
        let mut numbers = numbers.split(' ').map(|number| number.parse::<usize>().unwrap());
        match step[0].chars().last() {
            Some('M') => (x, y) = (numbers.next().unwrap(), numbers.next().unwrap()),
            Some('m') => x += numbers.next().unwrap(),
            _ => {
                let run = numbers.next().unwrap();
                dark[y * size + x..y * size + x + run].fill(true);
                x += run;
            }
        }
    }
    let wide = (size + 8) * SCALE;
    let shade = |x: usize, y: usize| {
        let module = |at: usize| (at / SCALE).checked_sub(4).filter(|at| *at < size);
        let is_dark = module(x).zip(module(y)).is_some_and(|(x, y)| dark[y * size + x]);
        if is_dark { 0 } else { 255 }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, wide, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn on_paper_a_code_leads_to_the_page() {
    // Each length has its version of the code.
    for length in [1, 20, 45, 70, 95, 120, 145, 170] {
        let name = "a".repeat(length);
        let run = Project::new().news(&name, "1/10/2026", "Chữ.").build().ok();
        let address = format!("https://example.vn/tin-tuc/{name}.html");
        let page = run.page(&format!("tin-tuc/{name}.html"));
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
        assert_eq!(decoded(&page), address);
    }
}

#[test]
fn a_code_may_be_too_long_or_unwanted() {
    let name = "a".repeat(150);
    let site = format!("title: T\nbase_url: https://example.vn/{}/\n", "b".repeat(50));
    let page = Project::new()
        .file("site.yaml", site)
        .news(&name, "1/10/2026", "Chữ.")
        .build()
        .ok()
        .page(&format!("tin-tuc/{name}.html"));
    assert!(!page.contains("<svg class=\"qr\"") && page.contains("class=\"print-address\""), "{page}");
    let site = "title: T\nbase_url: https://example.vn/\ntheme_options: {print_qr: no}\n";
    let page =
        Project::new().file("site.yaml", site).news("a", "1/10/2026", "Chữ.").build().ok().page("tin-tuc/a.html");
    assert!(!page.contains("<svg class=\"qr\"") && page.contains("class=\"print-address\""), "{page}");
}
