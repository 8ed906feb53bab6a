//! Themes of a site's own: templates, words, options.

use crate::project::{Project, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SITE: &str = "title: T\nbase_url: https://example.vn/\ntheme: rieng\n";

#[test]
fn a_theme_may_override_one_template() {
    // The example of the documentation.
    let docs = include_str!("../docs/theme.md");
    let example = docs.split("```html\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let project = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\ntheme: cua-toi\n")
        .file("themes/cua-toi/templates/404.html", example);
    let run = project.build().ok();
    let page = run.page("404.html");
    assert!(page.contains("Lạc đường rồi") && page.contains("site-header") && page.contains("Không tìm thấy trang"));
    let project = Project::new()
        .file("site.yaml", "title: T\nbase_url: https://example.vn/\ntheme: rieng\n")
        .file("themes/rieng/templates/base.html", "<!DOCTYPE html><title>R</title>{% block main %}{% endblock main %}")
        .file("themes/rieng/assets/site.css", "body { color: red }");
    let run = project.build().ok();
    assert!(run.page("404.html").starts_with("<!DOCTYPE html><title>R</title>"));
}

#[test]
fn every_template_has_an_example_that_works() {
    let docs = include_str!("../docs/theme.md");
    let examples = docs.split("## An example for each template").nth(1).unwrap().split("\n## ").next().unwrap();
    let of = |text: &str| {
        let (intro, example) = text.split_once("```html\n")?;
        Some((intro.rsplit("\n`").next()?.split('`').next()?.to_owned(), example.to_owned()))
    };
    let examples: BTreeMap<String, String> = examples.split("\n```\n").filter_map(of).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built_in = tree(&root.join("themes/trang-nhat/templates"));
    let whole = built_in
        .keys()
        .filter(|name| !["404.html", "components.html", "statistics-parts.html"].contains(&name.as_str()));
    assert_eq!(examples.keys().collect::<Vec<_>>(), whole.collect::<Vec<_>>());
    let demo = tree(&root.join("content"));
    let settings = fs::read_to_string(root.join("site.yaml")).unwrap();
    let project =
        demo.into_iter().fold(Project::new(), |project, (path, bytes)| project.file(&format!("content/{path}"), bytes));
    for (name, example) in examples {
        let template = format!("themes/cua-toi/templates/{name}");
        project.put("site.yaml", format!("theme: cua-toi\n{settings}"));
        project.put(&template, &example);
        let run = project.build();
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        fs::remove_file(project.path(&template)).unwrap();
    }
}

#[test]
fn a_theme_may_have_words_and_options_of_its_own() {
    let options = "options:\n  columns: {type: number, default: 3}\n  tone: {type: choice, choices: [sáng, tối], default: sáng}\n  \
        note: {type: text, default: \"\"}\n  wide: {type: flag, default: no}\n";
    let template = "{% extends \"base.html\" %}{% block main %}<h1>{{ words.lost | fill(name=\"An\") }}</h1>\
        [{{ options.columns }}|{{ options.tone }}|{{ options.note }}|{{ options.wide }}|{{ options.accent }}]{% endblock main %}";
    let project = Project::new()
        .file("site.yaml", SITE.to_owned() + "theme_options: {columns: 4, Tone: tối, note: \"a: b\", accent: blue}\n")
        .file("themes/rieng/theme.yaml", options)
        .file("themes/rieng/i18n/vi.yaml", "lost: Chào {name}, bạn lạc đường\nhome: Về nhà\n")
        .file("themes/rieng/templates/404.html", template);
    let run = project.build().ok();
    let page = run.page("404.html");
    assert!(page.contains("[4|tối|a: b|false|blue]") && page.contains("Chào An, bạn lạc đường"), "{page}");
    assert!(run.page("tin-tuc/index.html").contains(">Về nhà</a>"), "a word of the built-in theme in other words");
}

#[test]
fn a_theme_may_use_the_filters_for_vietnamese() {
    let template = "{% extends \"base.html\" %}{% block main %}\
        {% set day = \"2022-01-06T16:30:00+07:00\" %}\
        [{{ day | date_vi }}|{{ day | date_vi(form=\"sentence\") }}|{{ day | date_vi(form=\"short\") }}|{{ day | date_vi(form=\"admin\") }}]\
        [{{ newest[0].date | date_vi(form=\"admin\") }}]\
        [{{ 1234567 | number_vi }}|{{ 1234.5 | number_vi }}|{{ -3 | number_vi }}]\
        [{{ 1200000000 | money_vi }}|{{ 45000 | money_vi }}]\
        [{{ \"Đường hoa\" | slug }}|{{ \"Đoàn kết\" | fold }}]\
        [{{ [\"Đông\", \"Dũng\", \"An\"] | sort_vi | join(sep=\" \") }}]\
        [{% for term in newest | sort_vi(attribute=\"title\") %}{{ term.title }};{% endfor %}]\
        [{% for group in newest | group_vi(attribute=\"title\") %}{{ group.letter }}: {% for term in group.items %}{{ term.title }};{% endfor %}{% endfor %}]\
        [{{ \"TP. Hà Tĩnh & x\" | typeset }}]\
        {% endblock main %}";
    let news = |title: &str| format!("---\ntitle: {title}\ndate: 1/2/2026\n---\n\nChữ.\n");
    let project = Project::new()
        .file("site.yaml", SITE)
        .file("themes/rieng/templates/404.html", template)
        .article("tin-tuc/a.md", &news("Đan Hải"))
        .article("tin-tuc/b.md", &news("Dục Đức"))
        .article("tin-tuc/c.md", &news("Đồng Lộc"));
    let run = project.build().ok();
    let page = run.page("404.html");
    for expected in [
        "[Thứ Năm, 06/01/2022, 16:30|thứ Năm, 06/01/2022|06/01/2022|ngày 06 tháng 01 năm 2022]",
        "[ngày 01 tháng 02 năm 2026]",
        "[1.234.567|1.234,5|-3]",
        "[1,2 tỷ đồng|45.000 đồng]",
        "[duong-hoa|doan ket]",
        "[An Dũng Đông]",
        "[Dục Đức;Đan Hải;Đồng Lộc;]",
        "[D: Dục Đức;Đ: Đan Hải;Đồng Lộc;]",
        "[TP.\u{a0}Hà Tĩnh &amp; x]",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}

#[test]
fn a_style_sheet_is_changed_in_one_part() {
    let own = ":root { --red: #123456; --reading: var(--sans); }\n@font-face { font-family: X; src: url(../fonts/x.woff2) }\n";
    let project = Project::new()
        .file(
            "site.yaml",
            "title: T\nbase_url: https://example.vn/\ntheme_options: {typeface: sans, logo: /logo.svg}\n",
        )
        .file("content/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("themes/trang-nhat/assets/site.css.d/95-own.css", own);
    let run = project.build().ok();
    let page = run.page("404.html");
    let style = page.split("<link rel=\"stylesheet\" href=\"/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let css = run.page(style);
    assert!(css.ends_with(own) && css.contains("--accent: var(--red)"), "the built-in parts, then one's own");
    assert!(page.contains(" integrity=\"sha384-"), "{page}");
    assert!(page.contains(" type-sans\"") && page.contains("<img src=\"/logo.svg\" alt=\"\""), "{page}");
}
