//! The language in examples: each row of `vietnamese.yaml` against the function that its section names.

use lantoa::vietnamese::{Moment, Offset, decimal_vi, money_vi, number_vi, quotes, typeset};
use serde_yaml::Value;
use std::collections::BTreeMap;

/// So many rows each section has at least.
const SECTIONS: [(&str, usize); 6] =
    [("quotes", 40), ("spaces", 35), ("money", 12), ("number", 8), ("date_vi", 14), ("date_typed", 16)];

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_else(|| panic!("“{key}” is no text in {row:?}"))
}

/// What the function of a section makes of a row; `None` for a section that has no function here.
fn typography(section: &str, row: &Value) -> Option<String> {
    let given = text(row, "in");
    Some(match section {
        "quotes" => quotes(given).0.into_owned(),
        "spaces" => typeset(given).replace('\u{a0}', "~"),
        "money" => money_vi(given.parse().unwrap()),
        "number" => given.parse().map(number_vi).ok().or_else(|| decimal_vi(given.parse().unwrap())).unwrap(),
        "date_vi" => {
            let moment = Moment::parse(given, Offset::VIETNAM).unwrap();
            match text(row, "form") {
                "long" => moment.long_vi(),
                "sentence" => moment.sentence_vi(),
                "short" => moment.short_vi(),
                "admin" => moment.admin_vi(),
                form => panic!("no form “{form}”"),
            }
        }
        "date_typed" => Moment::parse(given, Offset::VIETNAM).map_or("sai".to_owned(), |moment| moment.iso()),
        _ => return None,
    })
}

#[test]
fn every_row() {
    let table: BTreeMap<String, Vec<Value>> = serde_yaml::from_str(include_str!("vietnamese.yaml")).unwrap();
    let mut wrong = Vec::new();
    for (section, rows) in &table {
        for row in rows {
            assert!(!text(row, "from").is_empty(), "{row:?}");
            let made = typography(section, row).unwrap_or_else(|| panic!("unknown section “{section}”"));
            if made != text(row, "out") {
                wrong.push(format!("{section}: {} → {made}, not {}", text(row, "in"), text(row, "out")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (section, least) in SECTIONS {
        let rows = table.get(section).map_or(0, Vec::len);
        assert!(rows >= least, "{section} has {rows} rows");
    }
}
