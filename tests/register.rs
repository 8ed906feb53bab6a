//! The register of models: its records, their pages, what stories and lists show of them, the table and the data.

use crate::photo;
use crate::project::{Project, tree};
use lantoa::settings;
use lantoa::site::parse_register;
use std::fs::read;

/// A record with a name, a unit, and these further lines.
fn record(name: &str, unit: &str, lines: &str) -> String {
    let place = if lines.contains("địa phương:") { "" } else { "  địa phương: Cẩm Duệ\n" };
    format!("- tên: {name}\n  đơn vị: {unit}\n  lĩnh vực: Kinh tế\n{place}{lines}")
}

fn register(records: &[String]) -> Project {
    Project::new().file("content/models.yaml", records.concat())
}

/// A news article that names models, with these further lines.
fn story(models: &str, date: &str, lines: &str) -> String {
    format!("---\ntitle: Chuyện ngày {date}\ndate: {date}\nsummary: x\nmô hình: {models}\n{lines}---\n\nChữ.\n")
}

#[test]
fn a_record_shows_all_that_the_register_says() {
    let lines = "  mã: M-01\n  thôn: thôn Trần Phú\n  đơn vị hướng dẫn: Hội Nông dân xã\n  người phụ trách: Trưởng thôn\n  \
                 liên hệ: {đơn vị: UBND xã, chức vụ: Văn phòng, điện thoại: 0239 3000 101}\n  năm đăng ký: [2022, 2019]\n  \
                 cấp: tỉnh\n  trạng thái: duy trì\n  đối tượng: mô hình\n  quyết định:\n    - số: 41-QĐ/HU\n      ngày: 20/12/2019\n      \
                 cơ quan: Huyện ủy\n      cấp: huyện\n      loại: công nhận\n      nội dung: Công nhận: năm 2019\n  số liệu:\n    \
                 - {chỉ tiêu: Hàng rào, giá trị: \"14,6\", đơn vị: km, năm: 2025, nguồn: Báo cáo}\n  \
                 ảnh: {tệp: mo-hinh/hang-rao.jpg, mô tả: Hàng rào, chú thích: Ngõ xanh, nguồn: Sỹ Ngọ}\n";
    let run = register(&[
        record("Hàng rào xanh", "Thôn Trần Phú", lines),
        record("Ngõ hoa", "Thôn 2", "  nhân rộng từ: M-01\n"),
    ])
    .file("content/mo-hinh/hang-rao.jpg", photo::any())
    .build()
    .ok();
    let page = run.page("mo-hinh/ho-so/hang-rao-xanh.html");
    for piece in [
        "<h1>Hàng rào xanh</h1>",
        "<dd>M-01</dd>",
        "<a href=\"/dia-phuong/cam-due/\">Xã Cẩm Duệ</a>",
        "thôn Trần Phú",
        "<a href=\"/linh-vuc/kinh-te/\">Kinh tế</a>",
        "Cấp tỉnh",
        "Duy trì",
        "2019, 2022",
        "Hội Nông dân xã",
        "Trưởng thôn",
        "0239 3000 101",
        "<dt>Được công nhận</dt>",
        "<dt>Đã nhân rộng</dt>",
        "41-QĐ/HU",
        "20/12/2019",
        "Công nhận: năm 2019",
        "<b>14,6</b> km",
        "src=\"/assets/mo-hinh/hang-rao-64.",
        "<a href=\"/mo-hinh/ho-so/ngo-hoa.html\">Ngõ hoa</a>",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    let copy = run.page("mo-hinh/ho-so/ngo-hoa.html");
    assert!(copy.contains("<a href=\"/mo-hinh/ho-so/hang-rao-xanh.html\">Hàng rào xanh</a>"), "{copy}");
    assert!(!copy.contains("Được công nhận") && !copy.contains("Đã nhân rộng"), "{copy}");
}

#[test]
fn stories_and_records_name_each_other() {
    let run = register(&[
        record("Vườn mẫu", "Thôn 1", "  mã: M-01\n"),
        record("Vườn mẫu", "Thôn 2", "  địa phương: Cẩm Bình\n"),
        record("Sạch nhà, đẹp ngõ", "Thôn 3", ""),
    ])
    .article("tin-tuc/ma.md", &story("m-01", "1/10/2026", ""))
    .article("tin-tuc/noi.md", &story("VƯỜN MẪU", "2/10/2026", "địa phương: Cẩm Bình\n"))
    .article("tin-tuc/kem.md", &story("[Vườn mẫu – Thôn 1, Vườn mẫu (Thôn 2)]", "3/10/2026", ""))
    .article("tin-tuc/slug.md", &story("vuon-mau-thon-2", "4/10/2026", ""))
    .article("tin-tuc/phay.md", &story("[Sạch nhà, đẹp ngõ]", "5/10/2026", ""))
    .article("tin-tuc/nhap.md", &story("M-01", "6/10/2026", "trạng thái: bản nháp\n"))
    .article("tin-tuc/hen.md", &story("M-01", "1/1/2030", ""))
    .build()
    .ok();
    let stories = |file: &str| {
        let page = run.page(file);
        let list = page.split("Bài viết về mô hình").nth(1).unwrap_or_default().to_owned();
        ["ma", "noi", "kem", "slug", "phay", "nhap", "hen"]
            .into_iter()
            .filter_map(|name| Some((list.find(&format!("\"/tin-tuc/{name}.html\""))?, name)))
            .collect::<std::collections::BTreeMap<_, _>>()
            .into_values()
            .collect::<Vec<_>>()
    };
    assert_eq!(stories("mo-hinh/ho-so/vuon-mau.html"), ["kem", "ma"], "newest first, public ones alone");
    assert_eq!(stories("mo-hinh/ho-so/vuon-mau-thon-2.html"), ["slug", "kem", "noi"]);
    assert_eq!(stories("mo-hinh/ho-so/sach-nha-dep-ngo.html"), ["phay"]);
    assert!(run.stderr.contains("[D115]"), "{}", run.stderr);
    let page = run.page("tin-tuc/kem.html");
    assert!(page.contains("href=\"/mo-hinh/ho-so/vuon-mau.html\"") && page.contains("vuon-mau-thon-2.html"), "{page}");
    for (path, bytes) in tree(&run.public) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("nhap.html") && !text.contains("hen.html"), "{path}");
    }
}

#[test]
fn the_register_is_alphabetical_by_commune() {
    let run = register(&[
        record("Ổ", "Sở A", "  cấp: tỉnh\n  địa phương:\n"),
        record("Đường hoa", "Thôn 1", "  địa phương: Thành Sen\n"),
        record("Vườn mẫu", "Thôn 1", ""),
        record("Ánh sáng", "Thôn 1", ""),
    ])
    .build()
    .ok();
    let page = run.page("mo-hinh/ho-so/index.html");
    let at = |piece: &str| page.rfind(piece).unwrap_or_else(|| panic!("{piece} in {page}"));
    assert!(at("id=\"_cam-due\"") < at(">Ánh sáng<") && at(">Ánh sáng<") < at(">Vườn mẫu<"));
    assert!(
        at(">Vườn mẫu<") < at("id=\"_thanh-sen\"") && at(">Đường hoa<") < at("id=\"_khac\"") && at("_khac") < at(">Ổ<")
    );
    assert!(!page.contains("_cam-binh"), "no commune is named as having none");
    let place = run.page("dia-phuong/cam-due/index.html");
    assert!(place.contains("ho-so/anh-sang.html") && place.contains("href=\"/mo-hinh/ho-so/#_cam-due\""), "{place}");
    assert!(!run.page("dia-phuong/cam-binh/index.html").contains("_records"));
    let field = run.page("linh-vuc/kinh-te/index.html");
    assert!(field.contains("<li><a href=\"/mo-hinh/ho-so/\">") && !field.contains("anh-sang"), "{field}");
    let sitemap = run.page("sitemap/trang.xml");
    assert!(sitemap.contains("/mo-hinh/ho-so/</loc>") && sitemap.contains("/mo-hinh/ho-so/o.html</loc>"));
    assert!(!run.page("rss.xml").contains("ho-so"), "a record is no item of a feed");
}

#[test]
fn addresses_stay_with_those_that_stand_first() {
    let run = register(&[
        record("Vườn mẫu", "Thôn 1", ""),
        record("Vườn mẫu", "Thôn 2", ""),
        record("Vườn mâu", "Thôn 2", ""),
        record("Vườn", "Thôn 3", "  slug: vuon-mau-dep\n"),
        record("Vườn mẫu đẹp", "Thôn 4", ""),
        record("Trang 2", "Thôn 5", ""),
        record("Index", "Thôn 6", ""),
    ])
    .build()
    .ok();
    for (slug, unit) in [
        ("vuon-mau", "Thôn 1"),
        ("vuon-mau-thon-2", "Thôn 2"),
        ("vuon-mau-thon-2-2", "Thôn 2"),
        ("vuon-mau-dep", "Thôn 3"),
        ("vuon-mau-dep-thon-4", "Thôn 4"),
        ("trang-2-thon-5", "Thôn 5"),
        ("index-thon-6", "Thôn 6"),
    ] {
        let page = run.page(&format!("mo-hinh/ho-so/{slug}.html"));
        assert!(page.contains(&format!("<p class=\"sapo\">{unit}</p>")), "{slug}");
    }
}

#[test]
fn the_table_opens_in_spreadsheets_and_runs_nothing() {
    let lines = "  mã: \"007\"\n  thôn: +84 xóm\n  năm đăng ký: [2024, 2025]\n  trạng thái: đang thực hiện\n  \
                 quyết định:\n    - {số: 1-QĐ/ĐU, ngày: 1/2/2026, loại: công nhận}\n    - {số: 2-QĐ/ĐU, ngày: 1/2/2026, loại: khen thưởng}\n";
    let run = register(&[
        record("=HYPERLINK(\"https://example.com\")", "Thôn \"1\", xã", lines),
        record("Ngõ hoa", "@Thôn", "  nhân rộng từ: \"007\"\n"),
        record("Bà Nguyễn Thị A", "Hội B", "  đối tượng: điển hình cá nhân\n"),
    ])
    .build()
    .ok();
    let csv = String::from_utf8(read(run.public.join("models.csv")).unwrap()).unwrap();
    let expected = "\u{feff}Mã,Mô hình,Đơn vị đăng ký,Lĩnh vực,Nhóm lĩnh vực,\"Xã, phường\",\"Mã xã, phường\",\"Thôn, tổ dân phố\",Cấp,Trạng thái,Đối tượng,Năm đăng ký,Được công nhận,Số quyết định,Nhân rộng từ,Địa chỉ trang\r\n\
        007,\"'=HYPERLINK(\"\"https://example.com\"\")\",\"Thôn \"\"1\"\", xã\",Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,'+84 xóm,,Đang thực hiện,,\"2024, 2025\",có,1-QĐ/ĐU,,https://example.vn/mo-hinh/ho-so/hyperlink-https-example-com.html\r\n\
        ,Ngõ hoa,'@Thôn,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,,,,,,không,,\"'=HYPERLINK(\"\"https://example.com\"\") – Thôn \"\"1\"\", xã\",https://example.vn/mo-hinh/ho-so/ngo-hoa.html\r\n\
        ,Điển hình cá nhân,Hội B,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,,,,Điển hình cá nhân,,không,,,\r\n";
    assert_eq!(csv, expected);
}

#[test]
fn the_data_name_no_person() {
    let lines = "  người phụ trách: Lê Văn Kín\n  liên hệ: {đơn vị: Lê Văn Kín, điện thoại: 0912 000 000}\n  \
                 quyết định:\n    - {số: 1-QĐ/ĐU, ngày: 1/2/2026, cấp: xã, loại: khen thưởng, nội dung: Khen Lê Văn Kín}\n";
    let run = register(&[
        record("Vườn mẫu", "Thôn 1", lines),
        record("Ông Lê Văn Kín", "Thôn 2", "  đối tượng: điển hình cá nhân\n"),
        record("Ngõ hoa", "Thôn 3", "  nhân rộng từ: Ông Lê Văn Kín\n"),
    ])
    .build()
    .ok();
    for file in ["models.csv", "models.json"] {
        let text = run.page(file);
        assert!(!text.contains("Kín") && !text.contains("le-van-kin") && !text.contains("0912"), "{file}: {text}");
    }
    let data: serde_json::Value = serde_json::from_str(&run.page("models.json")).unwrap();
    assert_eq!(data.as_array().map(Vec::len), Some(3));
    assert_eq!(data[0]["commune_code"], "18739");
    assert_eq!(data[0]["decisions"][0]["kind"], "award");
    assert_eq!((&data[0]["recognised"], &data[1]["replicated"]), (&false.into(), &true.into()));
    assert_eq!(data[2]["replicated_from"]["unit"], "Thôn 2");
    assert!(run.page("mo-hinh/ho-so/vuon-mau.html").contains("Lê Văn Kín"), "their own page may");
}

#[test]
fn without_a_register_there_is_none() {
    let run = Project::new().news("a", "1/10/2026", "Chữ.").build().ok();
    assert!(!run.has("models.csv") && !run.has("models.json") && !run.has("mo-hinh/ho-so"));
    assert!(!run.page("index.html").contains("ho-so"));
    let run = Project::new().file("content/models.yaml", "").build().ok();
    assert!(run.page("mo-hinh/ho-so/index.html").contains("sẽ xuất hiện ở đây"));
    assert_eq!(run.page("models.json"), "[\n]\n");
}

#[test]
fn english_keys_and_texts_for_lists() {
    let text = "- name: A\n  unit: B\n  field: KT\n  commune: cam-due\n  registered: 2023, 2021\n  level: agency\n  \
                status: kept\n  subject: collective\n  decisions: 12-QĐ/ĐU\n";
    let settings = settings::parse("title: T\nbase_url: https://example.vn/\n").0.unwrap();
    let (file, notes) = parse_register("content/models.yaml", text, &settings);
    let records = file.records;
    assert_eq!(records[0].registered, [2021, 2023]);
    assert_eq!(records[0].decisions[0].number.as_deref(), Some("12-QĐ/ĐU"));
    let codes: Vec<&str> = notes.iter().map(|note| &*note.code).collect();
    assert_eq!(codes, ["D242"], "the decision has no date");
}

#[test]
fn one_mistake_in_the_register_is_one_message() {
    let sound = record("Vườn mẫu", "Thôn 1", "");
    for broken in [
        "- tên: Ngõ hoa\n đơn vị: Thôn 2\n",
        "- tên: Ngõ hoa\n  don vi gi: Thôn 2\n  đơn vị: x\n  lĩnh vực: KT\n  cấp: tỉnh\n",
    ] {
        let text = format!("# Sổ\n\n{sound}{broken}");
        let project = Project::new().file("content/models.yaml", text);
        let run = project.article("tin-tuc/a.md", &story("[Vườn mẫu, Ngõ bông]", "1/10/2026", "")).build();
        assert_eq!((run.code, run.stderr.matches("lỗi[").count()), (1, 1), "{}", run.stderr);
        assert!(run.stderr.contains("content/models.yaml:8"), "the line is that of the file: {}", run.stderr);
    }
}

#[test]
fn links_to_the_register_are_known() {
    let run = register(&[record("Vườn mẫu", "Thôn 1", "")])
        .news("a", "1/10/2026", "[m](/mo-hinh/ho-so/vuon-mau.html) [s](/mo-hinh/ho-so/) [b](/models.csv)")
        .build()
        .ok();
    assert!(run.body("tin-tuc/a.html").contains("href=\"/mo-hinh/ho-so/vuon-mau.html\""));
}

/// Two thousand records, of which many share a name and each was replicated from the one before it.
#[test]
fn many_records() {
    const MANY: usize = 2000;
    let records: Vec<String> = (0..MANY)
        .map(|at| {
            let origin = if at > 0 { format!("  nhân rộng từ: M{}\n", at - 1) } else { String::new() };
            record(&format!("Mô hình {}", at % 50), &format!("Thôn {at}"), &format!("  mã: M{at}\n{origin}"))
        })
        .collect();
    let run = register(&records).article("tin-tuc/a.md", &story("M7", "1/10/2026", "")).build().ok();
    let pages = tree(&run.public.join("mo-hinh/ho-so"));
    assert_eq!(pages.len(), MANY + MANY / 200);
    assert_eq!(run.page("models.csv").lines().count(), MANY + 1);
    let second = run.page("mo-hinh/ho-so/trang-2.html");
    assert!(second.contains("rel=\"prev\" href=\"/mo-hinh/ho-so/\"") && second.contains("/mo-hinh/ho-so/trang-3.html"));
    let first = run.page("mo-hinh/ho-so/mo-hinh-0.html");
    assert!(first.contains("<dd>M0</dd>") && first.contains("mo-hinh-1.html"), "{first}");
    // One circle of all of them is one message.
    let closed = record("Đầu", "Thôn", "  mã: M\n  nhân rộng từ: M1999\n")
        + &records.concat().replacen("  mã: M0\n", "  mã: M0\n  nhân rộng từ: M\n", 1);
    let run = Project::new().file("content/models.yaml", closed).build();
    assert_eq!((run.code, run.stderr.matches("[D246]").count()), (1, 1), "{}", run.stderr);
    assert!(run.stderr.contains("content/models.yaml:6:17"), "{}", run.stderr);
}
