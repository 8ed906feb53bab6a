//! Any bytes in any file: a message or a site, never a panic, and the HTML stays closed.

use lantoa::article::markdown::{self, Destination, Source, Style, Target, Words};
use lantoa::article::{Parsed, Schema, parse_abbreviations, parse_article};
use lantoa::diagnostic::Span;
use lantoa::load::decode;
use lantoa::settings::{self, TAGS, TaxonomyId};
use lantoa::site::{parse_register, parse_terms};
use lantoa::vietnamese::quotes;
use proptest::prelude::*;

const SETTINGS: &str = "title: T\nbase_url: https://example.vn/\n";

fn parse(text: &str) {
    let settings = settings::parse(SETTINGS).0.unwrap();
    match parse_article("tin-tuc/a.md", text.as_bytes(), text, &Schema::new(&settings).0, None).0 {
        Parsed::Article(article) => assert!(!article.card.title.is_empty()),
        Parsed::Nothing(notes) => assert!(!notes.is_empty(), "nothing was made and nothing said: {text:?}"),
    }
}

/// An article that was built is written too, with abbreviations to look for.
fn write(body: &str) {
    let (abbreviations, _) = parse_abbreviations("a.yaml", "A: một\nb-c: hai\nNTM: ba\n");
    let style = Style { picture_hosts: &[], players: &[], abbreviations: &abbreviations, words: &Words::default() };
    let source = Source { path: "content/tin-tuc/a.md", text: body, body: 0 };
    let mut everywhere = |_: &Destination<'_>, _: Option<&str>, _: &dyn Fn() -> Span| Target::Href("/x".to_owned());
    let (html, _) = markdown::render(&source, &style, false, &mut everywhere);
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split(['>', ' ', '\n']).next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{body:?} {html}"),
            None if ["br", "hr", "img", "rect/", "line/"].contains(&tag) || ["rect", "line"].contains(&tag) => {}
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{body:?} leaves {open:?} open: {html}");
}

/// Pieces that front matter and Markdown are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("---\n".to_owned()),
        Just("tiêu đề: ".to_owned()),
        Just("ngày: 1/2/2026\n".to_owned()),
        Just("ảnh: {tệp: a.jpg, chú thích: ".to_owned()),
        Just("hội nghị:\n  số liệu:\n    - {".to_owned()),
        Just("đính chính: [{ngày: ".to_owned()),
        Just("loạt bài: {tên: ".to_owned()),
        Just("video: {tệp: a.mp4, thời lượng: ".to_owned()),
        Just("văn bản: {số: ".to_owned()),
        Just("địa chỉ cũ: [/".to_owned()),
        Just("mô hình: ".to_owned()),
        Just("- tên: ".to_owned()),
        Just("  đơn vị: ".to_owned()),
        Just("  quyết định: [{số: ".to_owned()),
        Just("  nhân rộng từ: ".to_owned()),
        Just("taxonomies: [{key: ".to_owned()),
        Just("- ".to_owned()),
        Just("  ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("> ".to_owned()),
        Just("<details>\n".to_owned()),
        Just("<summary>".to_owned()),
        Just("</details>".to_owned()),
        Just("<sup>".to_owned()),
        Just("</sup>".to_owned()),
        Just("![a](b.jpg)\n".to_owned()),
        Just("[a](../b.md#c)".to_owned()),
        Just("[^1]".to_owned()),
        Just("\n[^1]: ".to_owned()),
        Just("| a | b |\n|--|--|\n".to_owned()),
        Just("**".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n— ".to_owned()),
        Just("A B: “c”".to_owned()),
        Just("[!NOTE]\n".to_owned()),
        Just("[!Lưu ý]\n".to_owned()),
        Just("\n: ".to_owned()),
        Just("https://youtu.be/dQw4w9WgXcQ".to_owned()),
        Just("```chart\n".to_owned()),
        Just("```figures\n".to_owned()),
        Just("2021 | 155\n".to_owned()),
        Just("Tin, ảnh: A\n".to_owned()),
        Just("|".to_owned()),
        Just(">".to_owned()),
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just("{".to_owned()),
        Just("]".to_owned()),
        Just("#".to_owned()),
        "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_as_an_article(text in "(\\PC|\n|\t){0,200}") {
        parse(&text);
    }

    #[test]
    fn any_pieces_as_an_article(pieces in prop::collection::vec(piece(), 0..40)) {
        parse(&pieces.concat());
        parse(&format!("---\n{}\n---\n", pieces.concat()));
        parse(&format!("---\ntitle: A\ndate: 1/2/2026\n---\n{}", pieces.concat()));
        write(&pieces.concat());
    }

    #[test]
    fn any_bytes_as_a_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode("a.md", &bytes);
    }

    #[test]
    fn any_pieces_as_settings_and_lists(pieces in prop::collection::vec(piece(), 0..30)) {
        let text = pieces.concat();
        let (settings, notes) = settings::parse(&text);
        prop_assert!(settings.is_some() || !notes.is_empty());
        let sound = settings::parse(SETTINGS).0.unwrap();
        let _ = parse_register("content/models.yaml", &text, &sound);
        for (at, taxonomy) in sound.taxonomies.iter().enumerate() {
            let _ = parse_terms(TaxonomyId::new(at), taxonomy, "content/list.yaml", &text);
        }
    }

    /// For values that are quoted, ours reads what an independent reader of YAML reads.
    #[test]
    fn quoted_values_are_read_as_yaml(title in "[^\\p{C}]{1,40}", tag in "[^\\p{C}]{1,20}") {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let yaml = format!("title: {}\ndate: \"1/2/2026\"\ntags: [{}]\n", quoted(&title), quoted(&tag));
        let theirs: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
        let settings = settings::parse(SETTINGS).0.unwrap();
        let text = format!("---\n{yaml}---\n");
        if let Parsed::Article(article) = parse_article("tin-tuc/a.md", text.as_bytes(), &text, &Schema::new(&settings).0, None).0 {
            // What readers see has the marks of print; a tag stays as typed.
            let title = theirs["title"].as_str().map(|title| quotes(title).0.trim().to_owned());
            prop_assert_eq!(Some(&*article.card.title), title.as_deref());
            let first = article.card.mentions(TAGS).next().map(|tag| &*tag.text);
            prop_assert_eq!(first, theirs["tags"][0].as_str().map(str::trim).filter(|tag| !tag.is_empty()));
        } else {
            prop_assert!(title.trim().is_empty());
        }
    }
}

/// Long bodies of one hostile sign: each must be done in time that grows with its length alone. (At this size a build
/// that is quadratic anywhere takes minutes, and the run of tests shows it.)
#[test]
fn long_hostile_bodies() {
    const LENGTH: usize = 400_000;
    let kinds = [
        "[",
        "*a ",
        "<",
        "<b>",
        "<u>",
        "<u>x</sup>",
        "|",
        "|x|y|\n",
        "![",
        "- ",
        "`a``",
        "[a](b.md) ",
        "[a](#b) ",
        "# a\n\n",
        "![a](b.jpg)\n\n",
        "_a_ ",
        "*_",
        "> ",
        "[a](b c.md) ",
        "<details>\n\n",
        "[a](javascript:x) ",
        "[^1]",
        "&amp;",
        "> - ",
        "> - \n",
        "> — a\n",
        "> a\n> - b\n\n",
        "> A B: “x”\n\n",
        "> [!NOTE",
        "> [!NOTE]\n",
        "> [!GHI CHÚ]\n\n",
        "[!NOTE",
        "![a](b.jpg)\n",
        "![a](b.jpg)\nc\n",
        ": a\n",
        "a\n: b\n\n",
        "a\n: b\n",
        "https://youtu.be/",
        "<https://youtu.be/dQw4w9WgXcQ>\n\n",
        "```chart\n",
        "```chart\na | x\n```\n",
        "```figures\nx\n```\n",
        "Theo a\n",
        "*Tin, ảnh: ",
    ];
    for kind in kinds {
        parse(&format!("---\ntitle: A\ndate: 1/2/2026\n---\n\n{}\n", kind.repeat(LENGTH / kind.len())));
    }
    for (start, kind) in
        [("```chart\n", "2021 | 155\n"), ("```chart\n", "|"), ("```figures\n", "a: 1\n"), ("a\n", ": ")]
    {
        parse(&format!("---\ntitle: A\ndate: 1/2/2026\n---\n\n{start}{}\n", kind.repeat(LENGTH / kind.len())));
    }
    for kind in ["b-c-", "A ", "NTM/", "N-", "*A*\n", "```chart\na | 9\n```\n", "> a\n> — A\n\n"] {
        write(&kind.repeat(LENGTH / kind.len()));
    }
    let notes: String = (0..LENGTH / 20).map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n")).collect();
    parse(&format!("---\ntitle: A\ndate: 1/2/2026\n---\n\n{notes}"));
}
