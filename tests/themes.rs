//! Themes of a site's own: templates, words, options.

use crate::project::Project;

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
