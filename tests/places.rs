//! Places by date: names as people write them, on the list of all communes of Hà Tĩnh and their history.

use crate::project::{NOW, Project, Run, tree};
use lantoa::settings::{self, COMMUNES, Settings};
use lantoa::site::{Gazetteer, Period, Warning, parse_gazetteer};
use lantoa::vietnamese::{Moment, Offset};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn list() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/communes.yaml")).unwrap()
}

fn settings() -> Settings {
    settings::parse("title: Trang thử\nbase_url: https://example.vn/\n").0.unwrap()
}

/// The places of the list in this repository, as they are at the present of all tests.
pub fn gazetteer() -> Gazetteer {
    gazetteer_of(&list(), NOW)
}

fn gazetteer_of(list: &str, now: &str) -> Gazetteer {
    let settings = settings();
    let (file, mut notes) = parse_gazetteer("content/communes.yaml", list, &settings);
    let now = Moment::parse(now, Offset::VIETNAM).unwrap().unix();
    let (gazetteer, _) = Gazetteer::new(file, &settings.taxonomies[COMMUNES.at()], now, &mut notes);
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
    let today: Vec<String> = match unit.kind.is_commune_level() {
        true => unit.today.iter().map(|(term, _)| gazetteer.of_term(*term).label()).collect(),
        false => vec!["-".to_owned()],
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

fn story(name: &str, date: &str, places: &str) -> String {
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

fn files(run: &Run) -> Vec<String> {
    tree(&run.public).into_keys().collect()
}

/// The demo site with 45 stories more of Cẩm Duệ: enough for pages that are closed.
fn demo() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut project = Project::new();
    for (path, bytes) in tree(&root.join("content")) {
        project = project.file(&format!("content/{path}"), bytes);
    }
    project = project.file("site.yaml", fs::read(root.join("site.yaml")).unwrap());
    for number in 0..45 {
        let story = story(&format!("so-{number}"), "01/11/2026", "xã Cẩm Duệ");
        project = project.article(&format!("tin-tuc/so-{number}.md"), &story);
    }
    project
}

/// Two communes of today become one in 2028: the list is edited as its head says, nothing else.
#[test]
fn a_merger_to_come() {
    let project = demo();
    let before = project.build_at("2028-06-01");
    let all = files(&before);
    let list = list()
        .replace("  slug: cam-due\n", "  slug: cam-due\n  until: 2028-07-01\n  became: [xã Cẩm Duệ Lạc]\n")
        .replace("  slug: cam-lac\n", "  slug: cam-lac\n  until: 2028-07-01\n  became: [xã Cẩm Duệ Lạc]\n")
        + "\n- {code: \"18750\", name: Cẩm Duệ Lạc, type: xã, slug: cam-due-lac, from: 2028-07-01}\n";
    project.put("content/communes.yaml", list);
    // Before its day nothing changes.
    let same = project.build_at("2028-06-01");
    assert_eq!(files(&same), all);
    assert!(same.page("dia-phuong/cam-due/index.html").contains("Bài so-30"));
    let after = project.build_at("2028-07-01");
    assert_eq!(after.code, 0, "{}", after.stderr);
    // Every address of before stands.
    let files = files(&after);
    let gone: Vec<&String> = all.iter().filter(|file| !files.contains(file)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let moved = after.page("dia-phuong/cam-due/index.html");
    assert!(moved.contains("/dia-phuong/cam-due-lac/") && !moved.contains("Bài so-"), "{moved}");
    assert!(after.page("dia-phuong/cam-due/kinh-te/index.html").contains("/dia-phuong/cam-due-lac/kinh-te/"));
    let feed = after.page("dia-phuong/cam-due/rss.xml");
    assert!(feed.contains("/dia-phuong/cam-due-lac/rss.xml\" rel=\"self\""), "{feed}");
    // Stories of three times stand under the commune of today, each with its name.
    let today = after.page("dia-phuong/cam-due-lac/index.html");
    assert!(today.contains("Xã Cẩm Duệ, nay thuộc xã Cẩm Duệ Lạc"), "{today}");
    assert!(after.page("dia-phuong/cu/xa-cam-due-2028/index.html").contains("Bài so-30"));
    // The unit that ended in 2025 has the address that it always had.
    assert!(after.page("dia-phuong/cu/xa-cam-due/index.html").contains("Hàng rào"));
    assert!(after.page("_redirects").contains("/dia-phuong/cam-due "), "{}", after.page("_redirects"));
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

/// All addresses that a gazetteer keeps alive.
fn addresses(gazetteer: &Gazetteer) -> BTreeSet<String> {
    let units = gazetteer.units().map(|(_, unit)| unit);
    units.flat_map(|unit| [Some(&unit.address), unit.moved_from.as_ref()]).flatten().map(|a| a.to_string()).collect()
}

#[test]
fn no_address_is_lost_whichever_commune_ends() {
    let (list, before) = (list(), addresses(&gazetteer()));
    let slugs: Vec<&str> = list.lines().filter_map(|line| line.strip_prefix("  slug: ")).collect();
    assert_eq!(slugs.len(), 69);
    for slug in &slugs {
        let heir = if *slug == "kim-hoa" { "xã Mai Hoa" } else { "xã Kim Hoa" };
        let line = format!("  slug: {slug}\n");
        let ended = list.replace(&line, &format!("{line}  until: 2028-07-01\n  became: [{heir}]\n"));
        let after = addresses(&gazetteer_of(&ended, "2028-07-02"));
        let lost: Vec<&String> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{slug}: {lost:?}");
    }
}

#[test]
fn a_commune_that_was_renamed_and_then_merged() {
    let list = list()
        .replace("  slug: cam-lac\n", "  slug: cam-lac\n  until: 2027-01-01\n  became: [phường Cẩm Lạc]\n")
        + "\n- {code: \"18748\", name: Cẩm Lạc, type: phường, from: 2027-01-01, until: 2028-01-01, became: [phường Lạc Mới]}\n\
        - {code: \"18749\", name: Lạc Mới, type: phường, from: 2028-01-01, until: 2029-01-01, became: [xã Cẩm Trung]}\n";
    let project = demo().file("content/communes.yaml", list);
    let mut stood = BTreeSet::new();
    for now in ["2026-12-01", "2027-06-01", "2028-06-01", "2029-06-01"] {
        let run = project.build_at(now);
        assert_eq!(run.code, 0, "{now}: {}", run.stderr);
        let files: BTreeSet<String> = files(&run).into_iter().filter(|file| file.starts_with("dia-phuong/")).collect();
        let gone: Vec<&String> = stood.difference(&files).collect();
        assert!(gone.is_empty(), "{now}: {gone:?}");
        stood = files;
    }
    let run = project.build_at("2029-06-01");
    for old in ["cam-lac", "lac-moi"] {
        assert!(run.page(&format!("dia-phuong/{old}/index.html")).contains("/dia-phuong/cam-trung/"), "{old}");
    }
    // What is still to come is not told: the present of the first build.
    let run = project.build_at("2026-12-01");
    let page = run.page("dia-phuong/cam-lac/index.html");
    assert!(!page.contains("2027") && !page.contains("Lạc Mới"), "{page}");
    assert!(!run.page("dia-phuong/cam-trung/index.html").contains("Lạc Mới"));
}

#[test]
fn a_division_to_come() {
    let list = list().replace(
        "  slug: cam-binh\n",
        "  slug: cam-binh\n  until: 2028-07-01\n  became: [xã Cẩm Xuyên, xã Yên Hòa]\n  part: một phần\n",
    );
    let project = demo().file("content/communes.yaml", list);
    let before = files(&project.build_at("2028-06-30"));
    let run = project.build_at("2028-07-01");
    // Records of the register stay, and are told.
    assert!(run.code == 0 && run.stderr.contains("[D272]"), "{}", run.stderr);
    let after = files(&run);
    let gone: Vec<&String> = before.iter().filter(|file| !after.contains(file)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    // The feed goes on as that of the former commune, whose page shows all that its own page had.
    assert!(run.page("dia-phuong/cam-binh/rss.xml").contains("/dia-phuong/cu/xa-cam-binh-2028/rss.xml"));
    let former = run.page("dia-phuong/cu/xa-cam-binh-2028/index.html");
    assert!(former.contains("Bảy nhà chung một ngõ sâu") && former.contains("một phần"), "{former}");
    assert!(run.page("dia-phuong/yen-hoa/index.html").contains("Bảy nhà chung một ngõ sâu"));
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
