//! Places by date: names as people write them, on the list of all communes of Hà Tĩnh and their history.

use crate::project::{NOW, Project, Run};
use lantoa::settings::{self, COMMUNES, Settings};
use lantoa::site::{Gazetteer, Period, Warning, parse_gazetteer};
use lantoa::vietnamese::{Moment, Offset};
use std::fs;

pub fn list() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/communes.yaml")).unwrap()
}

fn settings() -> Settings {
    settings::parse("title: Trang thử\nbase_url: https://example.vn/\n").0.unwrap()
}

/// The places of the list in this repository, as they are at the present of all tests.
pub fn gazetteer() -> Gazetteer {
    gazetteer_of(&list(), NOW)
}

pub fn gazetteer_of(list: &str, now: &str) -> Gazetteer {
    let settings = settings();
    let (file, mut notes) = parse_gazetteer("content/communes.yaml", list, &settings);
    let now = Moment::parse(now, Offset::VIETNAM).unwrap().unix();
    let (gazetteer, _) = Gazetteer::new(&file, &settings.taxonomies[COMMUNES.at()], now, &mut notes);
    assert!(notes.is_empty(), "{notes:?}");
    gazetteer
}

/// What a name means on a day: `xã Cẩm Vịnh -> xã Cẩm Bình`, `since 2025-07-01: …`, `error: several`.
pub fn told(gazetteer: &Gazetteer, name: &str, day: &str) -> String {
    let day = Moment::parse(day, Offset::VIETNAM).unwrap();
    let found = match gazetteer.find(name, Period::on(&day)) {
        Ok(found) => found,
        Err(lantoa::site::Trouble::Unknown) => return "error: unknown".to_owned(),
        Err(_) => return "error: several".to_owned(),
    };
    let unit = gazetteer.unit(found.unit);
    let today: Vec<String> = if unit.kind.is_commune_level() {
        unit.today.iter().map(|(term, _)| gazetteer.of_term(*term).label()).collect()
    } else {
        vec!["-".to_owned()]
    };
    let warning = match found.warning {
        None => String::new(),
        Some(Warning::Since(day)) => format!("since {}: ", day.iso()),
        Some(Warning::Until(day)) => format!("until {}: ", day.day_before().iso()),
    };
    format!("{warning}{} -> {}", unit.label(), today.join(", "))
}

fn with_list() -> Project {
    Project::new().file("content/communes.yaml", list())
}

pub fn story(name: &str, date: &str, places: &str) -> String {
    format!(
        "---\ntitle: Bài {name}\ndate: {date}\nsummary: Tóm tắt.\nfields: Kinh tế\ncommunes: {places}\n---\n\nThân bài {name}.\n"
    )
}

fn site(stories: &[(&str, &str, &str)]) -> Run {
    let mut project = with_list();
    for (name, date, places) in stories {
        project = project.article(&format!("tin-tuc/{name}.md"), &story(name, date, places));
    }
    project.build()
}

#[test]
fn the_seed_of_this_project() {
    let run = site(&[("hoi-nghi", "06/01/2022 16:30", "[xã Cẩm Bình, huyện Cẩm Xuyên]")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // A commune and the district after it are one place, as in an address.
    assert!(run.stderr.contains("[D115]"), "{}", run.stderr);
    let run = site(&[("hoi-nghi", "06/01/2022 16:30", "\n  - xã Cẩm Bình\n  - huyện Cẩm Xuyên")]);
    assert_eq!((run.code, run.stderr.contains("cảnh báo")), (0, false), "{}", run.stderr);
    assert!(run.page("dia-phuong/cu/huyen-cam-xuyen/index.html").contains("Bài hoi-nghi"));
    let run = site(&[("a", "06/01/2022 16:30", "xã Cẩm Bình"), ("b", "06/01/2022", "huyện Cẩm Xuyên")]);
    assert_eq!((run.code, run.stderr.contains("cảnh báo")), (0, false), "{}", run.stderr);
    // The old Cẩm Bình is shown under that of today, and both have a page.
    let (old, today) = (run.page("dia-phuong/cu/xa-cam-binh/index.html"), run.page("dia-phuong/cam-binh/index.html"));
    assert!(old.contains("Bài a") && today.contains("Bài a"), "{old}");
    assert!(old.contains("/dia-phuong/cam-binh/") && old.contains("01/07/2025"), "{old}");
    // The district is no commune: its story is counted for none, and stands apart on the pages of its eight communes.
    let district = run.page("dia-phuong/cu/huyen-cam-xuyen/index.html");
    assert!(district.contains("Bài b") && district.contains("Huyện Cẩm Xuyên (cũ)"), "{district}");
    for slug in ["cam-xuyen", "thien-cam", "yen-hoa", "cam-binh", "cam-hung", "cam-due", "cam-trung", "cam-lac"] {
        assert!(district.contains(&format!("/dia-phuong/{slug}/")), "{slug}");
        let page = run.page(&format!("dia-phuong/{slug}/index.html"));
        let (own, apart) = page.split_once("Chuyện chung của").unwrap();
        assert!(!own.contains("Bài b") && apart.contains("Bài b"), "{slug}");
    }
    let index = run.page("dia-phuong/index.html");
    assert!(index.contains("69 xã, phường; 1 bài"), "{index}");
    assert!(index.contains("Thị trấn Nghèn") && index.contains("/dia-phuong/cu/xa-cam-vinh/"), "{index}");
}

#[test]
fn stories_keep_the_name_of_their_time() {
    let run = site(&[("cu", "01/03/2022", "Cẩm Vịnh"), ("moi", "01/03/2026", "Cẩm Bình")]);
    let page = run.page("dia-phuong/cam-binh/index.html");
    assert!(page.contains("Xã Cẩm Vịnh, nay thuộc xã Cẩm Bình"), "{page}");
    assert!(page.contains("Thành lập ngày 01/07/2025, gồm"), "{page}");
    let feed = run.page("dia-phuong/cam-binh/rss.xml");
    assert!(feed.contains("<category>Xã Cẩm Vịnh, nay thuộc xã Cẩm Bình</category>"), "{feed}");
    assert!(run.page("tin-tuc/cu.html").contains("Xã Cẩm Vịnh, nay thuộc xã Cẩm Bình"));
    // A story of today says no more than the name.
    assert!(run.page("tin-tuc/moi.html").contains(">Xã Cẩm Bình</a></li>"));
}

#[test]
fn a_divided_unit_stands_under_each_successor_and_is_counted_once() {
    let run = site(&[("cu", "01/03/2022", "phường Đại Nài"), ("ky-loi", "01/03/2022", "Kỳ Lợi")]);
    for slug in ["thanh-sen", "ha-huy-tap"] {
        assert!(run.page(&format!("dia-phuong/{slug}/index.html")).contains("Bài cu"), "{slug}");
    }
    for slug in ["song-tri", "vung-ang", "hoanh-son"] {
        assert!(run.page(&format!("dia-phuong/{slug}/index.html")).contains("Bài ky-loi"), "{slug}");
    }
    assert!(run.page("dia-phuong/index.html").contains("69 xã, phường; 2 bài"));
    let page = run.page("dia-phuong/cu/phuong-dai-nai/index.html");
    assert!(page.contains("một phần"), "{page}");
}

#[test]
fn a_conference_has_its_own_date() {
    let text = "---\ntitle: Hội nghị\ndate: 03/07/2025\nsummary: Tóm tắt.\ncommunes: Trần Phú\n\
                conference: {time: {from: 20/06/2025}}\n---\n\nThân bài.\n";
    let project = with_list()
        .article("hoi-nghi/_index.md", "---\ntitle: Hội nghị\nkind: conference\n---\n")
        .article("hoi-nghi/a.md", text);
    let run = project.build();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.page("dia-phuong/thanh-sen/index.html").contains("/hoi-nghi/a.html"));
    assert!(!run.page("dia-phuong/tran-phu/index.html").contains("/hoi-nghi/a.html"));
}

#[test]
fn the_province_and_what_lies_beyond_it() {
    let run = site(&[
        ("tinh", "01/03/2026", "Toàn tỉnh"),
        ("ngoai", "01/03/2026", "Ngoài tỉnh: Nghệ An"),
        ("hai", "01/03/2026", "[\"Ngoài tỉnh: Quảng Trị\", xã Cẩm Duệ]"),
    ]);
    assert_eq!((run.code, run.stderr.contains("cảnh báo")), (0, false), "{}", run.stderr);
    assert!(run.page("dia-phuong/toan-tinh/index.html").contains("Bài tinh"));
    let beyond = run.page("dia-phuong/ngoai-tinh/index.html");
    assert!(beyond.contains("Bài ngoai") && beyond.contains("Nghệ An") && beyond.contains("Quảng Trị"), "{beyond}");
    assert!(run.page("dia-phuong/index.html").contains("69 xã, phường; 1 bài"));
}

#[test]
fn lists_of_communes() {
    let project = with_list()
        .article("tin-tuc/a.md", &story("a", "01/03/2022", "phường Đại Nài"))
        .article("tin-tuc/b.md", &story("b", "05/03/2026 7h30", "Cẩm Duệ"))
        .file(
            "content/models.yaml",
            "- {tên: Vườn, đơn vị: Thôn 1, lĩnh vực: KT, địa phương: Cẩm Duệ, năm đăng ký: 2026}\n",
        );
    let list = |arguments: &[&str]| {
        let run = project.run(project.command("list").args(arguments));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    let table = list(&["communes"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "Mã     Tên                       Bài  Mô hình  Bài mới nhất  Tiêu đề");
    assert!(lines.contains(&"18739  Xã Cẩm Duệ                  1        1  2026-03-05    Bài b"), "{table}");
    assert!(lines.contains(&"18073  Phường Thành Sen            1        0  2022-03-01    Bài a"), "{table}");
    // A story of a divided unit stands under both parts and is counted once.
    assert!(lines.contains(&"       Tất cả (mỗi bài một lần)    2        1"), "{table}");
    assert!(table.contains("Chưa có bài và mô hình (66): Phường Bắc Hồng Lĩnh, Xã Can Lộc, "), "{table}");
    let csv = list(&["communes", "--format", "csv"]);
    assert!(csv.starts_with("\u{feff}Mã,Tên,Bài,Mô hình,Bài mới nhất,Tiêu đề\r\n18115,"), "{csv}");
    assert!(csv.contains("18739,Xã Cẩm Duệ,1,1,2026-03-05,Bài b\r\n") && csv.lines().count() == 70, "{csv}");
    let json: serde_json::Value = serde_json::from_str(&list(&["communes", "--format", "json"])).unwrap();
    let due = json.as_array().unwrap().iter().find(|row| row["code"] == "18739").unwrap();
    assert_eq!((due["models"].as_u64(), due["last"]["title"].as_str()), (Some(1), Some("Bài b")));
    assert!(list(&["fields", "--lang", "en"]).contains("kinh-te"));
    // What is wrong in one story does not hide the others.
    let broken = project.article("tin-tuc/c.md", &story("c", "01/03/2026", "Đà Lạt"));
    let run = broken.run(broken.command("list").arg("communes"));
    assert!(run.code == 1 && run.stdout == table && run.stderr.contains("[D203]"), "{}", run.stderr);
}

#[test]
fn fields_as_people_write_them() {
    let fields = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/fields.yaml")).unwrap();
    let mut project = Project::new().file("content/fields.yaml", fields);
    let names =
        ["VH-XH", "\"văn hoá, xã hội\"", "Văn hoá - xã hội", "QP-AN", "HTCT", "KT-XH", "van-hoa-xa-hoi", "Kinh té"];
    for (at, name) in names.iter().enumerate() {
        let story = format!(
            "---\ntitle: Bài {at}\ndate: 1/2/2026\nsummary: Một.\nfields: [{name}, Môi trường]\n---\n\nThân.\n"
        );
        project = project.article(&format!("tin-tuc/b{at}.md"), &story);
    }
    let run = project.build_with(&["--keep-going"]);
    assert!(run.stderr.matches("[D204]").count() == 1 && run.stderr.contains("“Kinh té”"), "{}", run.stderr);
    let page = run.page("linh-vuc/van-hoa-xa-hoi/index.html");
    assert!(["Bài 0", "Bài 1", "Bài 2", "Bài 6"].iter().all(|title| page.contains(title)), "{page}");
    // The first one is the main one, which cards show.
    assert!(run.page("linh-vuc/moi-truong/index.html").contains(">Văn hóa - xã hội</a>"));
}

#[test]
fn every_former_unit_leads_to_communes_of_today() {
    let gazetteer = gazetteer();
    let former: Vec<_> = gazetteer.units().map(|(_, unit)| unit).filter(|unit| unit.is_former).collect();
    for unit in &former {
        assert!(!unit.today.is_empty(), "{}", unit.label());
    }
    let of_2025 = former
        .iter()
        .filter(|unit| unit.kind.is_commune_level() && unit.until.is_some_and(|until| until.iso() == "2025-07-01"));
    // 209, two of which did not change.
    assert_eq!(of_2025.count(), 207);
    assert_eq!(gazetteer.units().filter(|(_, unit)| unit.term.is_some()).count(), 69);
    let mut addresses: Vec<&str> = gazetteer.units().map(|(_, unit)| &*unit.address).collect();
    let all = addresses.len();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), all);
}

#[test]
fn what_is_found_does_not_hang_on_other_stories() {
    let told = |stories: &[(&str, &str, &str)]| {
        let run = site(stories);
        let lines = run.stderr.lines().skip_while(|line| !line.contains("Đức Quang: chỉ") && !line.contains("a.md"));
        lines.take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let late = ("a", "06/06/2024", "xã Đức Quang");
    let alone = told(&[late]);
    assert!(!alone.is_empty());
    assert_eq!(told(&[late, ("b", "06/02/2020", "xã Đức Quang")])[..1], alone[..1]);
}

#[test]
fn cures_work_to_the_letter() {
    for (date, place, code) in [
        ("06/01/2022", "Cẩm Xuyên", "D270"),
        ("01/03/2026", "huyện Cẩm Xuyên, tỉnh Hà Tĩnh", "D271"),
        ("01/03/2026", "Kỳ Anh (cũ)", "D270"),
        ("01/03/2026", "cam-vinh", "D271"),
        ("01/03/2026", "18694", ""),
        ("01/03/2023", "thanh-sen", "D271"),
        ("01/03/2026", "xã Cẩm Duệ, Hà Tĩnh", ""),
        ("01/03/2026", "xã Cẩm Duệ, Cẩm Xuyên", ""),
        ("01/03/2026", "“xã Cẩm Duệ”", ""),
    ] {
        let run = site(&[("a", date, &format!("\"{place}\""))]);
        if code.is_empty() {
            assert!(!run.stderr.contains("[D270]") && !run.stderr.contains("[D203]"), "{place}: {}", run.stderr);
            continue;
        }
        assert!(run.stderr.contains(code), "{place}: {}", run.stderr);
        let cure = run.stderr.lines().find(|line| line.contains("gợi ý")).unwrap();
        let choices: Vec<&str> = cure.split('“').skip(1).map(|rest| rest.split('”').next().unwrap()).collect();
        assert!(!choices.is_empty(), "{cure}");
        for choice in choices {
            let again = site(&[("a", date, choice)]);
            assert_eq!((again.code, again.stderr.contains("[D27")), (0, false), "{place} → {choice}: {}", again.stderr);
        }
    }
}
