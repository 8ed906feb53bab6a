//! The search index against a scan of all texts, and what a build writes of it.

use crate::project::{NOW, Project, tree};
use lantoa::search::{Block, File, Reader, Span, Text, spans};
use lantoa::vietnamese::{fold, loose_key};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// One article in a list of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    article: u32,
    field: u32,
    positions: Vec<u32>,
}

/// The numbers of a text, as the reader's script reads them.
fn numbers(text: &str) -> Vec<u32> {
    let digit = |sign: char| {
        let below = ['"', '\\'].iter().filter(|left_out| **left_out < sign).count();
        u32::from(sign) - u32::from('!') - u32::try_from(below).unwrap()
    };
    let (mut numbers, mut number, mut factor) = (Vec::new(), 0, 1);
    for digit in text.chars().map(digit) {
        number += digit % 46 * factor;
        factor *= 46;
        if digit < 46 {
            numbers.push(std::mem::take(&mut number));
            factor = 1;
        }
    }
    numbers
}

/// How many articles there are, and those that are listed.
fn list(text: &str) -> (u32, Vec<Listed>) {
    let mut numbers = numbers(text).into_iter();
    let total = numbers.next().unwrap();
    let (mut all, mut next) = (Vec::new(), 0);
    while let Some(gap) = numbers.next() {
        let head = numbers.next().unwrap();
        let (mut positions, mut least) = (Vec::new(), 0);
        for _ in 0..=head / 4 {
            positions.push(least + numbers.next().unwrap());
            least = positions[positions.len() - 1] + 1;
        }
        all.push(Listed { article: next + gap, field: head % 4, positions });
        next += gap + 1;
    }
    (total, all)
}

/// All files of all blocks, by name.
fn index(articles: &[Article]) -> BTreeMap<String, Value> {
    let mut files = BTreeMap::new();
    for span in spans(articles.len()) {
        // In two parts, as several threads read them.
        let (first, second) = articles[span.from..span.from + span.length].split_at(span.length / 3);
        let parts = [first, second].map(|articles| {
            let mut reader = Reader::default();
            for Article { title, summary, body } in articles {
                reader
                    .add(Text { title, summary, small: vec!["Ảnh nhỏ"], body, filters: vec!["kind/news".into()] });
            }
            reader.end()
        });
        let block = Block::of(span, parts.into());
        for (file, bytes) in (0..block.groups()).flat_map(|group| block.files(group)) {
            assert_eq!(files.insert(span.name(file), serde_json::from_slice(&bytes).unwrap()), None);
        }
        assert!(span.files().all(|file| files.contains_key(&span.name(file))));
    }
    files
}

#[derive(Clone, Debug)]
struct Article {
    title: String,
    summary: String,
    body: String,
}

impl Article {
    /// Its syllables, each with its field, as the lines that no phrase goes beyond.
    fn lines(&self) -> Vec<(u32, Vec<String>)> {
        let fields = [(3, &*self.title), (2, &self.summary), (1, "Ảnh nhỏ"), (0, &self.body)];
        let lines = fields.into_iter().flat_map(|(field, text)| text.lines().map(move |line| (field, line)));
        let words = |line: &str| {
            let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(loose_key).collect::<Vec<_>>()
        };
        lines.map(|(field, line)| (field, words(line))).collect()
    }
}

/// What a scan finds: for each row of so many syllables, the articles with fields and positions.
fn scan(articles: &[Article], length: usize) -> BTreeMap<Vec<String>, Vec<Listed>> {
    let mut found: BTreeMap<Vec<String>, Vec<Listed>> = BTreeMap::new();
    for (number, article) in (0..).zip(articles) {
        let mut position = 0;
        for (field, words) in article.lines() {
            for (at, row) in words.windows(length).enumerate() {
                let of_row = found.entry(row.to_vec()).or_default();
                let position = position + u32::try_from(at).unwrap();
                match of_row.last_mut() {
                    Some(last) if last.article == number => last.positions.push(position),
                    _ => of_row.push(Listed { article: number, field, positions: vec![position] }),
                }
            }
            position += u32::try_from(words.len()).unwrap();
        }
    }
    found
}

/// What the index lists, with numbers counted over all blocks: single syllables, and pairs.
fn listed(articles: &[Article]) -> [BTreeMap<Vec<String>, Vec<Listed>>; 2] {
    let (mut words, mut pairs) = (BTreeMap::<_, Vec<Listed>>::new(), BTreeMap::<_, Vec<Listed>>::new());
    let mut files: Vec<(usize, String, Value)> = Vec::new();
    for (name, json) in index(articles) {
        let from = name.split('-').next().unwrap().parse().unwrap();
        files.push((from, name, json));
    }
    files.sort_by_key(|(from, ..)| *from);
    let of_list = |from: usize, json: &Value| {
        let (total, list) = list(json.as_str().unwrap());
        assert_eq!(total as usize, list.len());
        let from = u32::try_from(from).unwrap();
        list.into_iter().map(move |one| Listed { article: one.article + from, ..one }).collect::<Vec<_>>()
    };
    for (from, name, json) in &files {
        let kind = name.split('/').nth(1).unwrap().chars().next().unwrap();
        for (first, value) in json.as_object().into_iter().flatten() {
            match kind {
                'w' => words.entry(vec![first.clone()]).or_default().extend(of_list(*from, value)),
                'p' => {
                    for (second, value) in value.as_object().unwrap() {
                        let pair = vec![first.clone(), second.clone()];
                        pairs.entry(pair).or_default().extend(of_list(*from, value));
                    }
                }
                _ => {}
            }
        }
    }
    [words, pairs]
}

/// As the index tells positions: the first eleven, of single syllables every thirty-second.
fn told(found: BTreeMap<Vec<String>, Vec<Listed>>, coarse: u32) -> BTreeMap<Vec<String>, Vec<Listed>> {
    let told = |mut one: Listed| {
        one.positions.iter_mut().for_each(|position| *position >>= coarse);
        one.positions.dedup();
        one.positions.truncate(11);
        one
    };
    found.into_iter().map(|(row, all)| (row, all.into_iter().map(told).collect())).collect()
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let word = prop_oneof![
        9 => prop::sample::select(vec!["đoàn", "kết", "Đoàn", "kĩ", "kỹ", "thuật", "hoà", "hòa", "dân", "vận", "khéo", "NTM"]),
        1 => prop::sample::select(vec!["2026", "M’Drắk", "1.500", "—", "q", "ＡＢ"]),
    ];
    let line = prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
    let body = prop::collection::vec(line.clone(), 0..7).prop_map(|lines| lines.join("\n"));
    let article = (line.clone(), line, body).prop_map(|(title, summary, body)| Article { title, summary, body });
    prop::collection::vec(article, 0..70)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn as_a_scan_of_all_texts(articles in articles()) {
        let [words, pairs] = listed(&articles);
        prop_assert_eq!(&words, &told(scan(&articles, 1), 5));
        prop_assert_eq!(&pairs, &told(scan(&articles, 2), 0));
        // A phrase of three stands where its pairs follow each other.
        for (row, found) in scan(&articles, 3) {
            let (first, second) = (&pairs[&row[..2]], &pairs[&row[1..]]);
            let follows = |one: &&Listed| {
                let other = second.iter().find(|other| other.article == one.article);
                let is_next = |other: &Listed| one.positions.iter().any(|at| other.positions.contains(&(at + 1)));
                one.positions.len() == 11 || other.is_some_and(|other| other.positions.len() == 11 || is_next(other))
            };
            let by_pairs: BTreeSet<u32> = first.iter().filter(follows).map(|one| one.article).collect();
            let by_scan: BTreeSet<u32> = found.iter().map(|one| one.article).collect();
            prop_assert!(by_scan.is_subset(&by_pairs));
            let is_whole = |article: &u32| {
                [first, second].iter().all(|list| list.iter().all(|one| one.article != *article || one.positions.len() < 11))
            };
            prop_assert!(!by_pairs.difference(&by_scan).any(is_whole));
        }
    }
}

#[test]
fn a_list_holds_the_best() {
    let article = |at: usize| Article {
        title: if at.is_multiple_of(300) { "Cam".into() } else { String::new() },
        summary: String::new(),
        body: if at.is_multiple_of(2) { "cam".into() } else { "cam cam".into() },
    };
    let all: Vec<Article> = (0..2048).map(article).collect();
    let files = index(&all);
    let span = Span { from: 0, length: 2048 };
    let mut of_words = files.iter().filter(|(name, _)| name.starts_with("0-2048/w"));
    let text = of_words.find_map(|(_, json)| json["cam"].as_str()).unwrap();
    let (total, listed) = list(text);
    assert_eq!((total, listed.len()), (2048, 512));
    let titled: Vec<u32> = listed.iter().filter(|one| one.field == 3).map(|one| one.article).collect();
    assert_eq!(titled, [0, 300, 600, 900, 1200, 1500, 1800]);
    // The others are the newest.
    assert!(listed.iter().filter(|one| one.field == 0).all(|one| one.article >= 2048 - 512));
    assert!(files.contains_key(&span.name(File::Vocabulary)));
}

#[test]
fn the_fold_is_that_of_the_script() {
    let rows: Vec<BTreeMap<String, String>> = serde_json::from_str(include_str!("search/fold.json")).unwrap();
    assert!(rows.len() >= 60);
    for row in rows {
        assert_eq!(loose_key(&fold(&loose_key(&row["text"]))), row["fold"], "{}", row["text"]);
    }
}

fn site(articles: usize) -> Project {
    let name = |at: usize| (format!("bai-{at:03}"), format!("{}/{}/2026", at % 28 + 1, at / 28 + 1));
    (0..articles)
        .map(name)
        .fold(Project::new(), |project, (name, date)| project.news(&name, &date, &format!("Đoàn kết số {name}.")))
}

#[test]
fn a_new_article_writes_the_open_block_alone() {
    let project = site(40);
    let before = tree(&project.build().ok().public);
    let project = project.news("moi", "1/11/2026", "Đoàn kết mới.");
    let after = tree(&project.build().ok().public);
    let changed = after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).map(|(name, _)| name.as_str());
    let changed: Vec<&str> = changed.filter(|name| name.starts_with("tim-kiem/")).collect();
    assert!(changed.len() <= 30, "{changed:?}");
    let is_allowed = |name: &&str| {
        ["tim-kiem/32-9/", "tim-kiem/bai/5", "tim-kiem/index.json"].iter().any(|start| name.starts_with(start))
    };
    assert_eq!(changed.iter().filter(|name| !is_allowed(name)).count(), 0, "{changed:?}");
    // An edited body is found anew, and leaves the other blocks alone.
    let project = project.news("bai-039", "12/2/2026", "Hoàn toàn khác.");
    let edited = tree(&project.build().ok().public);
    let find = |tree: &BTreeMap<String, Vec<u8>>, word: &str| {
        let holds = |(name, bytes): &(&String, &Vec<u8>)| {
            name.starts_with("tim-kiem/") && name.contains("/w") && String::from_utf8_lossy(bytes).contains(word)
        };
        tree.iter().filter(holds).map(|(name, _)| name.split('/').nth(1).unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert!(find(&after, "\"khác\"").is_empty());
    assert_eq!(find(&edited, "\"khác\"").len(), 1);
}

#[test]
fn an_article_that_is_whole_again_is_found_again() {
    let project = site(3);
    let before = tree(&project.build_with(&["--keep-going"]).ok().public);
    let sound = std::fs::read(project.path("content/tin-tuc/bai-001.md")).unwrap();
    let other = std::fs::read(project.path("content/tin-tuc/bai-002.md")).unwrap();
    project.put("content/tin-tuc/bai-001.md", "---\ntitle: [\n---\n");
    let project = project.news("bai-002", "3/1/2026", "Chữ mới.");
    let stands = tree(&project.build_with(&["--keep-going"]).public);
    assert!(stands.contains_key("tin-tuc/bai-001.html"));
    project.put("content/tin-tuc/bai-001.md", sound);
    project.put("content/tin-tuc/bai-002.md", other);
    assert!(before == tree(&project.build_with(&["--keep-going"]).ok().public));
}

#[test]
fn what_is_not_public_is_not_found() {
    let mut project = site(3);
    for (name, date, more) in [
        ("nhap", "1/2/2026", "status: draft\n"),
        ("go", "1/2/2026", "withdrawn: 2/2/2026\n"),
        ("het", "1/2/2026", "expires: 3/2/2026\n"),
        ("hen", "1/12/2026", ""),
    ] {
        let text = format!("---\ntitle: Zyx{name}\ndate: {date}\nsummary: Zyx{name}\n{more}---\n\nZyx{name}.\n");
        project = project.article(&format!("tin-tuc/{name}.md"), &text);
    }
    let files = tree(&project.build().ok().public);
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("tim-kiem/")) {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("zyx"), "{name} at {NOW}");
    }
}

/// Queries with judged answers, in the demo (`scripts/search-quality` prints the table, with Pagefind's beside it).
#[test]
fn judged_queries_are_answered() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/quality.mjs");
    let output = Command::new("node").args([script, env!("CARGO_BIN_EXE_lantoa"), "--check"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
