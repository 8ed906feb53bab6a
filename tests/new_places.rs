//! `lantoa new`: the places that somebody names.

use crate::new::{ask, made, project, refused};
use lantoa::command::NewArguments;

#[test]
fn places_that_share_a_name_are_told_apart() {
    let project = project();
    let dated = |commune: &'static str| ["Bài", "--date", "1/2/2024", "--commune", commune];
    refused(&project, &dated("Cẩm Xuyên"), &["D270", "huyện Cẩm Xuyên"]);
    assert!(made(&project, &dated("huyen cam xuyen")).1.contains("\nđịa phương: huyện Cẩm Xuyên\n"));
    refused(&project, &dated("tan"), &["D203", "là một phần tên của"]);
    let run = project.build_with(&["--drafts"]);
    assert!(!run.stderr.contains("D27"), "{}", run.stderr);
}

#[test]
fn places_are_found_without_marks() {
    let project = project();
    for (date, typed, written) in [
        ("1/2/2026", "toan tinh", "Toàn tỉnh"),
        ("1/2/2026", "ngoai tinh: nghe an", "Ngoài tỉnh: Nghệ An"),
        ("1/2/2026", "NGOAI TINH BA RIA - VUNG TAU", "Ngoài tỉnh: Bà Rịa - Vũng Tàu"),
        ("1/2/2026", "ngoài tỉnh: Thạnh Hóa, Long An", "Ngoài tỉnh: Thạnh Hóa, Long An"),
        ("1/2/2026", "ngoai-tinh", "Ngoài tỉnh"),
        // Former units, which lead to the communes of today; with marks no less.
        ("1/2/2026", "cam vinh", "xã Cẩm Vịnh (cũ)"),
        ("1/2/2026", "thach vinh", "xã Thạch Vĩnh (cũ)"),
        ("1/2/2026", "Cẩm Vịnh", "xã Cẩm Vịnh (cũ)"),
        ("1/2/2026", "huyen cam xuyen", "huyện Cẩm Xuyên (cũ)"),
        // Those of the day come first, whatever else was called so.
        ("1/2/2026", "cam xuyen", "xã Cẩm Xuyên"),
        ("1/2/2024", "cam vinh", "xã Cẩm Vịnh"),
        ("1/2/2024", "hong loc", "xã Hồng Lộc"),
    ] {
        let (_, text) = made(&project, &["Bài", "--section", "tin", "--draft=no", "--date", date, "--commune", typed]);
        let line = text.lines().find_map(|line| line.strip_prefix("địa phương: ")).unwrap();
        assert_eq!(line, written, "{typed}");
    }
    let run = project.build().ok();
    assert!(!run.stderr.contains("D27") && !run.stderr.contains("D203"), "{}", run.stderr);
    assert!(run.has("dia-phuong/ngoai-tinh/index.html"));
    // One that was divided: what became of it is offered.
    refused(
        &project,
        &["A", "--commune", "dai nai"],
        &["D272", "“phường Đại Nài” không còn từ", "nay thuộc nhiều nơi"],
    );
    let (code, asked) = ask(&project, NewArguments::default(), "B\n2\n\ndai nai\n2\ncam vinh\ntoan tinh\n\n\n");
    assert_eq!(code, 0, "{asked}");
    for said in ["  1. phường Hà Huy Tập\n", "  → xã Cẩm Vịnh (cũ)\n", "  → Toàn tỉnh\n"] {
        assert!(asked.contains(said), "{said} in {asked}");
    }
}
