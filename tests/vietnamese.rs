//! The table of the language, `tests/vietnamese.yaml`, row by row against the library; and the ways by which text in
//! another form than NFC comes in.
//!
//! A section is named after its function; each row has `in`, `out` (`null`: there is none) and `from`, the rule that
//! says so. Rows of `places` have a `date`, rows of `date_vi` a `form`.

use crate::photo;
use crate::places;
use crate::project::{Project, tree};
use lantoa::site::Gazetteer;
use lantoa::vietnamese as vi;
use serde_yaml::{Mapping, Value};
use std::sync::LazyLock;

/// How many rows each section must have.
const SECTIONS: &[(&str, usize)] = &[
    ("fold", 25),
    ("slug", 20),
    ("key", 20),
    ("loose_key", 25),
    ("old_tone_place", 20),
    ("new_tone_place", 20),
    ("misplaced", 50),
    ("clean", 20),
    ("order", 10),
    ("initial", 15),
    ("dates", 15),
    ("numbers", 15),
    ("quotes", 40),
    ("spaces", 35),
    ("money", 12),
    ("number", 8),
    ("date_vi", 14),
    ("date_typed", 16),
    ("places", 100),
];

/// What the library makes of a row's input; `None` where it makes nothing of it.
fn made(section: &str, input: &str, row: &Value) -> Option<String> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    match section {
        "quotes" => Some(vi::quotes(input).0.into_owned()),
        // A no-break space is written as `~`.
        "spaces" => Some(vi::typeset(input).replace('\u{a0}', "~")),
        "money" => Some(vi::money_vi(input.parse().unwrap())),
        "number" => input.parse().ok().map(vi::number_vi).or_else(|| vi::decimal_vi(input.parse().unwrap())),
        "date_vi" => Some(in_words(&moment(input).unwrap(), text("form"))),
        "date_typed" => Some(moment(input).map_or_else(|| "sai".to_owned(), |moment| moment.iso())),
        "places" => Some(places::told(gazetteer(), input, text("date"))),
        "fold" => Some(vi::fold(input)),
        "slug" => Some(vi::slug(input)),
        "key" => Some(vi::key(input)),
        "loose_key" => Some(vi::loose_key(input)),
        "old_tone_place" => Some(vi::old_tone_place(input)),
        "new_tone_place" => Some(vi::new_tone_place(input)),
        "misplaced" => vi::misplaced_tone(input),
        "clean" => Some(vi::clean(input).into_owned()),
        "order" => Some(sorted(input)),
        "initial" => Some(vi::initial(input)),
        "dates" => moment(input).map(|moment| moment.long_vi()),
        "numbers" => vi::Number::parse(input).ok().map(|number| match number.to {
            Some(to) => format!("{}..{to}", number.from),
            None => number.from.to_string(),
        }),
        _ => panic!("{section}: no function is known for this section"),
    }
}

fn moment(input: &str) -> Option<vi::Moment> {
    vi::Moment::parse(input, vi::Offset::VIETNAM).ok()
}

fn in_words(moment: &vi::Moment, form: &str) -> String {
    match form {
        "long" => moment.long_vi(),
        "sentence" => moment.sentence_vi(),
        "short" => moment.short_vi(),
        "admin" => moment.admin_vi(),
        _ => panic!("no form “{form}”"),
    }
}

/// The places of this repository, read once.
fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(places::gazetteer);
    &GAZETTEER
}

/// The names between the bars, sorted; they are turned around first, so that nothing is right by chance.
fn sorted(names: &str) -> String {
    let order = vi::Order::default();
    let mut names: Vec<&str> = names.split('|').rev().collect();
    names.sort_by(|one, other| order.compare(one, other));
    names.join("|")
}

#[test]
fn the_table() {
    let table: Mapping = serde_yaml::from_str(include_str!("vietnamese.yaml")).unwrap();
    let mut wrong = Vec::new();
    for (section, rows) in &table {
        let section = section.as_str().unwrap();
        for (at, row) in rows.as_sequence().unwrap().iter().enumerate() {
            let text = |key: &str| row.get(key).and_then(Value::as_str);
            let input = text("in").unwrap_or_else(|| panic!("{section}, row {}: no text `in`: {row:?}", at + 1));
            let from = text("from").unwrap_or_default();
            assert!(
                !from.is_empty() && row.get("out").is_some(),
                "{section}, row {}: {input}: `out` or `from`",
                at + 1
            );
            let out = text("out").map(str::to_owned);
            let made = made(section, input, row);
            if made != out {
                wrong.push(format!("{section}, row {}: {input} gives {made:?}, not {out:?} ({from})", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for &(section, least) in SECTIONS {
        let rows = table.get(section).and_then(Value::as_sequence).map_or(0, Vec::len);
        assert!(rows >= least, "{section}: {rows} rows, not {least}");
    }
}

/// As macOS writes file names, and old editors texts.
fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

#[test]
fn decomposed_text_is_read_by_every_way_in() {
    let composed = |change: &dyn Fn(&str) -> String| {
        let run = Project::new()
            .file("site.yaml", change("tên trang: Dân vận khéo\nđịa chỉ gốc: https://example.vn/\nmô tả: Hộ nghèo\n"))
            .file(
                "content/communes.yaml",
                change("- {code: \"18739\", name: Cẩm Duệ, type: xã, slug: cam-due}\n"),
            )
            .file("content/tags.yaml", change("- {tên: Cấp ủy, mô tả: Về cấp ủy}\n"))
            .file(
                &change("content/mo-hinh/Hàng rào.md"),
                change("---\ntiêu đề: Hàng rào ở Cẩm Duệ\nngày: 1/2/2026\nsapo: Một\nđịa phương: xã Cẩm Duệ\nlĩnh vực: Kinh tế\ntừ khóa: Cấp uỷ\nảnh: {tệp: ảnh đẹp.jpg, mô tả: ảnh, chú thích: Một, nguồn: Hai}\n---\n\nXem [tin](../tin-tuc/Đại hội.md).\n"),
            )
            .file(&change("content/mo-hinh/ảnh đẹp.jpg"), photo::any())
            .file(
                &change("content/tin-tuc/Đại hội.md"),
                // Links are written by people: composed even where the disk has names of the other form.
                "---\ntitle: Đại hội\ndate: 1/2/2026\nsummary: Một\n---\n\n[bài](../mo-hinh/Hàng rào.md) [b](<../mo-hinh/Hàng rào.md>)\n",
            )
            .build()
            .ok();
        assert_eq!(run.stderr.matches("[D").count(), 0, "{}", run.stderr);
        tree(&run.public)
    };
    let (one, other) = (composed(&str::to_owned), composed(&decomposed));
    assert_ne!(decomposed("Hàng"), "Hàng");
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]), "{path}");
    }
    assert!(one.contains_key("mo-hinh/hang-rao.html"), "{:?}", one.keys());
}

#[test]
fn letters_that_look_like_d_are_mended_on_the_page() {
    let run = Project::new().news("a", "1/2/2026", "Ngã ba Ðồng Lộc và Guðmundur.").build();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("content/tin-tuc/a.md:7:8"), "{}", run.stderr);
    let page = std::fs::read_to_string(run.public.join("tin-tuc/a.html")).unwrap();
    assert!(page.contains("Ngã ba Đồng Lộc và Guðmundur."), "{page}");
}

#[test]
fn texts_in_an_old_font_are_not_taken() {
    let body = "Nh©n d©n trong x· ®· hiÕn ®Êt lµm ®\u{ad}êng, x©y dùng n«ng th«n míi v¨n minh, giµu ®Ñp.";
    let project = Project::new().news("a", "1/2/2026", body).news("b", "1/2/2026", "Chữ.");
    let run = project.build();
    assert!(run.code == 1 && run.stderr.contains("[D315]"), "{}", run.stderr);
    let lists =
        Project::new().file("content/fields.yaml", "- {key: a, name: N«ng th«n míi vµ ®« thÞ v¨n minh, slug: a}\n");
    let run = lists.build();
    assert!(run.code == 1 && run.stderr.contains("[D315]"), "{}", run.stderr);
}
