//! What writers type is read as they mean it: keys without a space after the colon, dashes of word processors, lists of
//! mere names.

use crate::project::Project;

#[test]
fn what_word_processors_make_of_front_matter_is_read() {
    for text in [
        "tiêu đề:Thử: một\nngày:1/10/2026\n",
        "tiêu đề：Thử: một\nngày： 1/10/2026\n",
        "Tiêu đề :Thử: một\nngày :1/10/2026\n",
    ] {
        for (open, close) in [("---", "---"), ("—", "—"), ("\u{feff}---", "–––"), ("\n \n---", "——")] {
            let article = format!("{open}\n{text}{close}\n\nChữ của bài.\n");
            let page = Project::new().article("tin-tuc/thu.md", &article).build().ok().page("tin-tuc/thu.html");
            assert!(page.contains("<h1>Thử: một</h1>") || page.contains(">Thử: một</h1>"), "{article}\n{page}");
            assert!(page.contains("Chữ của bài.") && page.contains("2026-10-01"), "{article}");
        }
    }
}

#[test]
fn a_list_of_names_is_a_list_of_terms() {
    let run = Project::new()
        .article("tags.yaml", "- Thanh niên\n- tên: Phụ nữ\n  slug: phu-nu\n")
        .article("authors.yaml", "- Lê Hà\n")
        .article("tin-tuc/thu.md", "---\ntitle: Thử\ndate: 1/10/2026\ntags: thanh niên\ntác giả: Lê Hà\n---\n\nChữ.\n")
        .build()
        .ok();
    assert!(run.has("tu-khoa/thanh-nien/index.html"));
    assert!(run.page("tu-khoa/thanh-nien/index.html").contains("Thanh niên"));
}

#[test]
fn an_article_may_end_in_capital_letters() {
    let run = Project::new().article("tin-tuc/BÀI.MD", "---\ntitle: Thử\ndate: 1/10/2026\n---\n\nChữ.\n").build().ok();
    assert!(run.page("tin-tuc/bai.html").contains("Thử"));
}
