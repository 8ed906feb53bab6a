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

#[test]
fn a_backslash_is_a_backslash() {
    let run = Project::new()
        .article(
            "tin-tuc/a.md",
            "---\ntitle: \"D:\\anh\\new\"\ndate: 1/2/2026\nsummary: \"nói \\\"có\\\" \\0 rồi\"\n---\n\nChữ.\n",
        )
        .build()
        .ok();
    let page = run.page("tin-tuc/a.html");
    assert!(page.contains("<h1>D:\\anh\\new</h1>"), "{page}");
    assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "{page}");
}

#[test]
fn a_meaning_may_hold_any_signs() {
    let run = Project::new()
        .file("content/abbreviations.yaml", "NTM: nông # thôn: mới\nHTX:hợp tác xã\n\"OCOP\": mỗi xã, một sản phẩm\n")
        .news("a", "1/2/2026", "NTM, HTX, OCOP.")
        .build()
        .ok();
    let body = run.body("tin-tuc/a.html");
    for meaning in ["nông # thôn: mới", "hợp tác xã", "mỗi xã, một sản phẩm"] {
        assert!(body.contains(&format!("title=\"{meaning}\"")), "{body}");
    }
}
