//! What is counted of the register: the page, the files, the numbers of communes, fields and the front page.

use crate::project::{Project, Run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Four records: one twice registered and twice recognised in one year, a copy of it, a person without a year, one of the
/// province.
const REGISTER: &str = "\
- {tên: Hàng rào xanh, đơn vị: Thôn 1, mã: A, lĩnh vực: Kinh tế, địa phương: Cẩm Duệ, năm đăng ký: [2022, 2019], cấp: xã, trạng thái: duy trì, quyết định: [{số: 1, ngày: 20/12/2019, loại: công nhận}, {số: 2, ngày: 21/12/2019, loại: công nhận}, {số: 3, ngày: 1/2/2020, loại: khen thưởng}]}
- {tên: Đường hoa, đơn vị: Thôn 2, lĩnh vực: Văn hóa - xã hội, địa phương: Thành Sen, năm đăng ký: 2022, cấp: xã, trạng thái: đang thực hiện, đối tượng: mô hình, nhân rộng từ: A}
- {tên: Bà Nguyễn Thị Kín, đơn vị: Hội B, lĩnh vực: Kinh tế, địa phương: Cẩm Duệ, cấp: xã, đối tượng: điển hình cá nhân, người phụ trách: Lê Văn Kín}
- {tên: Bếp chung, đơn vị: Sở A, lĩnh vực: Văn hóa - xã hội, cấp: tỉnh, năm đăng ký: 2022, quyết định: [{số: 4, ngày: 5/5/2023, loại: công nhận}]}
";

fn register(text: &str) -> Project {
    Project::new().file("content/models.yaml", text)
}

fn story(date: &str, lines: &str) -> String {
    format!("---\ntitle: Chuyện ngày {date}\ndate: {date}\nsummary: x\n{lines}---\n\nChữ.\n")
}

/// A text without its tags, its white space made one.
fn words(html: &str) -> String {
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table that follows the heading of this id, cell by cell.
fn table(run: &Run, id: &str) -> Vec<Vec<String>> {
    let page = run.page("mo-hinh/thong-ke/index.html");
    let from = page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id} in {page}"));
    let table = &page[from + page[from..].find("<table").map_or(0, |at| at)..];
    let table = table.split("</table>").next().unwrap();
    let row = |row: &str| {
        let row = format!("<tr{row}").replace("</td>", "</th>");
        let mut cells: Vec<String> = row.split("</th>").map(words).collect();
        cells.pop();
        cells
    };
    table.split("<tr").skip(1).map(row).collect()
}

fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.page("mo-hinh/thong-ke/thong-ke.json")).unwrap()
}

#[test]
fn every_table_counts_records() {
    let run = register(REGISTER).build().ok();
    assert_eq!(
        table(&run, "_years"),
        [
            ["Năm", "Đăng ký", "trong đó lần đầu", "Công nhận", "Lũy kế"],
            ["2019", "1", "1", "1", "1"],
            ["2022", "3", "2", "–", "3"],
            ["2023", "–", "–", "1", "3"],
        ]
    );
    assert_eq!(
        table(&run, "_kinds"),
        [
            vec!["Năm đăng ký lần đầu", "Đang thực hiện", "Duy trì", "Chưa ghi", "Tổng số"],
            vec!["2019", "–", "1", "–", "1"],
            vec!["2022", "1", "–", "1", "2"],
            vec!["Chưa ghi", "–", "–", "1", "1"],
            vec!["Tổng số", "1", "1", "2", "4"],
        ]
    );
    let fields = table(&run, "_fields");
    assert_eq!(fields[1..], [["Kinh tế", "2", "1", "1"], ["Văn hóa - xã hội", "2", "1", "–"]]);
    assert_eq!(
        table(&run, "_places")[1..],
        [
            vec!["Kinh tế", "Văn hóa - xã hội"],
            vec!["Xã Cẩm Duệ", "2", "–", "2"],
            vec!["Phường Thành Sen", "–", "1", "1"],
            vec!["Cấp tỉnh, trung ương, cơ quan và đơn vị", "–", "1", "1"],
            vec!["Tổng số", "2", "2", "4"],
        ]
    );
    let page = run.page("mo-hinh/thong-ke/index.html");
    let numbers = words(page.split("<dl class=\"numbers\">").nth(1).unwrap().split("</dl>").next().unwrap());
    assert_eq!(numbers, "Mô hình, điển hình4 Xã, phường có mô hình2 Được công nhận2 Đã nhân rộng1");
    assert!(page.contains("không dùng để xếp hạng thi đua"), "{page}");
    assert!(page.contains("Chưa ghi năm đăng ký: 1."), "{page}");
    assert!(!page.contains("Cẩm Bình"), "no commune is named as having none");
    assert!(page.contains("2022: Đăng ký 3, trong đó lần đầu 2"), "the chart says it in words: {page}");
    assert!(page.contains("\"@type\":\"Dataset\"") && page.contains("\"temporalCoverage\":\"2019/2023\""), "{page}");
}

#[test]
fn the_files_say_the_same_and_name_nobody() {
    let run = register(REGISTER).build().ok();
    let csv = "\u{feff}Chỉ tiêu,Năm,Nhóm lĩnh vực,Lĩnh vực,\"Xã, phường\",\"Mã xã, phường\",Số lượng\r\n\
        Mô hình (theo năm đăng ký lần đầu),,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,1\r\n\
        Mô hình (theo năm đăng ký lần đầu),2019,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,1\r\n\
        Mô hình (theo năm đăng ký lần đầu),2022,Văn hóa - xã hội,Văn hóa - xã hội,Phường Thành Sen,18073,1\r\n\
        Mô hình (theo năm đăng ký lần đầu),2022,Văn hóa - xã hội,Văn hóa - xã hội,\"Cấp tỉnh, trung ương, cơ quan và đơn vị\",,1\r\n\
        Lượt đăng ký,2019,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,1\r\n\
        Lượt đăng ký,2022,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,1\r\n";
    let found = run.page("mo-hinh/thong-ke/thong-ke.csv");
    assert!(found.starts_with(csv), "{found}");
    assert!(found.contains("Lượt công nhận,2023,Văn hóa - xã hội,Văn hóa - xã hội,\"Cấp tỉnh"), "{found}");
    assert!(found.contains("Đối tượng: Điển hình cá nhân,,Kinh tế,Kinh tế,Xã Cẩm Duệ,18739,1\r\n"), "{found}");
    let data = json_of(&run);
    assert_eq!((&data["models"], &data["recognised"], &data["replicated"]), (&json!(4), &json!(2), &json!(1)));
    assert_eq!(
        data["years"][3],
        json!({"year": 2022, "registered": 3, "registered_first": 2, "recognised": 0, "models_so_far": 3})
    );
    assert_eq!(data["statuses"], json!({"registered": 0, "running": 1, "kept": 1, "stopped": 0}));
    assert_eq!(data["subjects"], json!({"model": 1, "collective": 0, "person": 1}));
    assert_eq!(
        data["communes"][0],
        json!({"commune": "Xã Cẩm Duệ", "code": "18739", "models": 2, "fields": {"Kinh tế": 2}})
    );
    assert_eq!(data["elsewhere"], json!({"Văn hóa - xã hội": 1}));
    for file in ["index.html", "thong-ke.csv", "thong-ke.json"] {
        let text = run.page(&format!("mo-hinh/thong-ke/{file}"));
        assert!(!text.contains("Kín") && !text.contains("Hàng rào") && !text.contains("Thôn 1"), "{file}: {text}");
    }
}

/// A register of three hundred records, drawn by a generator of our own.
fn many() -> String {
    let mut state = 20_261_126_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut text = String::new();
    for at in 0..300 {
        let place = ["Cẩm Duệ", "Cẩm Bình", "Thành Sen", ""][next(4)];
        let place = if place.is_empty() { "cấp: tỉnh".to_owned() } else { format!("địa phương: {place}") };
        let years: Vec<String> = (0..next(4)).map(|_| (2015 + next(10)).to_string()).collect();
        let field = ["Kinh tế", "Văn hóa - xã hội"][next(2)];
        let status = ["", ", trạng thái: duy trì", ", trạng thái: đã dừng"][next(3)];
        let years = years.join(", ");
        let _ = writeln!(
            text,
            "- {{tên: Mô hình {at}, đơn vị: Thôn, lĩnh vực: {field}, {place}, năm đăng ký: [{years}]{status}}}"
        );
    }
    text
}

#[test]
fn all_sums_agree() {
    let run = register(&many()).build().ok();
    let (data, page) = (json_of(&run), run.page("mo-hinh/thong-ke/index.html"));
    let sum =
        |list: &Value, key: &str| list.as_array().unwrap().iter().map(|one| one[key].as_u64().unwrap()).sum::<u64>();
    let all = |map: &Value| map.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
    assert_eq!(data["models"], 300);
    assert_eq!(sum(&data["fields"], "models"), 300);
    let communes = data["communes"].as_array().unwrap();
    assert!(communes.iter().all(|commune| commune["models"].as_u64() == Some(all(&commune["fields"]))));
    assert_eq!(sum(&data["communes"], "models") + all(&data["elsewhere"]), 300);
    let last = data["years"].as_array().unwrap().last().unwrap();
    assert_eq!(sum(&data["years"], "registered_first"), last["models_so_far"].as_u64().unwrap());
    let undated = 300 - sum(&data["years"], "registered_first");
    assert!(undated > 0 && page.contains(&format!("Chưa ghi năm đăng ký: {undated}.")), "{undated}");
    // The long table, grouped anew.
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for row in run.page("mo-hinh/thong-ke/thong-ke.csv").lines().skip(1) {
        let (measure, count) = (row.split(',').next().unwrap(), row.rsplit(',').next().unwrap());
        *sums.entry(measure.to_owned()).or_default() += count.parse::<u64>().unwrap();
    }
    assert_eq!(sums["Mô hình (theo năm đăng ký lần đầu)"], 300);
    assert_eq!(sums["Lượt đăng ký"], sum(&data["years"], "registered"));
    assert_eq!(Some(sums["Trạng thái: Duy trì"]), data["statuses"]["kept"].as_u64());
    for id in ["_kinds", "_places"] {
        let rows = table(&run, id);
        let number = |cell: &str| cell.replace('–', "0").replace('.', "").parse::<u64>().unwrap();
        let numbers = |row: &[String]| row[1..].iter().map(|cell| number(cell)).collect::<Vec<_>>();
        let rows: Vec<Vec<u64>> = rows
            .iter()
            .filter(|row| row.last().unwrap().ends_with(|c: char| c.is_ascii_digit() || c == '–'))
            .map(|row| numbers(row))
            .collect();
        let (totals, body) = rows.split_last().unwrap();
        for row in &rows {
            assert_eq!(row[..row.len() - 1].iter().sum::<u64>(), row[row.len() - 1], "{id}: {row:?}");
        }
        for (at, total) in totals.iter().enumerate() {
            assert_eq!(body.iter().map(|row| row[at]).sum::<u64>(), *total, "{id}");
        }
    }
}

#[test]
fn a_story_changes_no_statistics() {
    let files = ["index.html", "thong-ke.csv", "thong-ke.json"].map(|file| format!("mo-hinh/thong-ke/{file}"));
    let before = register(REGISTER).build().ok();
    let lines = "địa phương: Cẩm Bình\nlĩnh vực: KT\nmô hình: A\n";
    let after = register(REGISTER).article("tin-tuc/a.md", &story("1/10/2026", lines)).build().ok();
    for file in &files {
        assert_eq!(before.page(file), after.page(file), "{file}");
    }
    assert!(before.page("sitemap/trang.xml").contains("/mo-hinh/thong-ke/</loc>"));
    assert!(before.page("mo-hinh/ho-so/index.html").contains("href=\"/mo-hinh/thong-ke/\""));
}

#[test]
fn without_records_there_is_nothing_to_draw() {
    let run = Project::new().news("a", "1/10/2026", "Chữ.").build().ok();
    assert!(!run.has("mo-hinh/thong-ke") && !run.page("sitemap/trang.xml").contains("thong-ke"));
    let run = register("").build().ok();
    let page = run.page("mo-hinh/thong-ke/index.html");
    assert!(page.contains("sẽ xuất hiện ở đây") && !page.contains("<svg") && !page.contains("<table"), "{page}");
    assert_eq!(json_of(&run)["models"], 0);
    assert_eq!(run.page("mo-hinh/thong-ke/thong-ke.csv").lines().count(), 1);
}

#[test]
fn communes_and_fields_have_their_numbers() {
    let mut project = register(REGISTER);
    for at in 1..=41 {
        let (year, day) = (if at <= 10 { 2019 } else { 2022 }, at % 28 + 1);
        let lines = "địa phương: Cẩm Duệ\nlĩnh vực: KT\n";
        project = project.article(&format!("tin-tuc/{at:02}.md"), &story(&format!("{day}/3/{year}"), lines));
    }
    let run = project.build().ok();
    let numbers = |file: &str| {
        let page = run.page(file);
        words(page.split("<dl class=\"numbers\">").nth(1).unwrap_or_default().split("</dl>").next().unwrap())
    };
    let place = "dia-phuong/cam-due/index.html";
    assert_eq!(numbers(place), "Bài viết41 Mô hình, điển hình2 Được công nhận1 Lĩnh vực1");
    assert_eq!(
        numbers("linh-vuc/kinh-te/index.html"),
        "Bài viết41 Mô hình, điển hình2 Được công nhận1 Xã, phường có mô hình1"
    );
    let page = run.page(place);
    assert!(page.contains(">2019: 10; 2020: 0; 2021: 0; 2022: 31</desc>"), "{page}");
    assert!(page.contains(">2019: 1; 2020: 0; 2021: 0; 2022: 1</desc>"), "{page}");
    assert_eq!(numbers("dia-phuong/thanh-sen/index.html"), "Mô hình, điển hình1", "what is nought is not told");
    for closed in ["dia-phuong/cam-due/trang-1.html", "linh-vuc/kinh-te/trang-1.html"] {
        let page = run.page(closed);
        assert!(!page.contains("<svg") && !page.contains("class=\"numbers\""), "{closed} never changes");
    }
    assert!(!run.page("tin-tuc/index.html").contains("class=\"numbers\""));
}

#[test]
fn the_front_page_tells_of_the_last_year_with_figures() {
    let front = |project: Project| {
        let page = project.build().ok().page("index.html");
        page.split_once("class=\"front-numbers\"")
            .map(|(_, rest)| words(&format!("<x{}", rest.split("</section>").next().unwrap())))
            .unwrap_or_default()
    };
    let stories = |project: Project| {
        let lines = ["địa phương: Cẩm Duệ\n", "địa phương: [Cẩm Duệ, Cẩm Bình]\n", ""];
        let dates = ["1/3/2022", "2/3/2022", "1/3/2026"];
        dates.iter().zip(lines).enumerate().fold(project, |project, (at, (date, lines))| {
            project.article(&format!("tin-tuc/{at}.md"), &story(date, lines))
        })
    };
    assert_eq!(
        front(stories(register(REGISTER))),
        "Năm 2022 Mô hình, điển hình đăng ký3 Bài viết2 Xã, phường có bài2",
        "of 2026 the register tells nothing"
    );
    assert_eq!(front(stories(Project::new())), "Năm 2026 Bài viết1");
    assert_eq!(front(Project::new()), "");
}
