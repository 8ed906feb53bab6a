//! What is said of pictures: for those who cannot see them, of children, of what a machine made.

use crate::photo;
use crate::pictures::{IMAGE, article, pictures, site};

#[test]
fn children_need_consent() {
    let image = |more: &str| format!("ảnh: {{tệp: a.jpg, mô tả: Lớp học, trẻ em: có{more}}}\n");
    let photo = photo::jpeg(900, 600, 0);
    let project = site(&image(""), "Chữ.").file("content/tin-tuc/a.jpg", &photo);
    let run = project.build().ok();
    assert!(run.stderr.contains("cảnh báo[D330]: bỏ ảnh có trẻ em"), "{}", run.stderr);
    assert!(!run.page("tin-tuc/a.html").contains("<img") && pictures(&run).is_empty());
    assert_eq!(project.check().code, 1);
    project.put("content/tin-tuc/a.md", article(&image(", phiếu đồng ý: 12/2026"), "Chữ."));
    let run = project.build().ok();
    assert!(run.page("tin-tuc/a.html").contains("<img") && !run.stderr.contains("D330"), "{}", run.stderr);
    assert!(!run.page("tin-tuc/a.html").contains("12/2026"), "the form is an affair of the office");
}

#[test]
fn nothing_is_published_on_a_guess_about_children() {
    let image = |said: &str| format!("ảnh: {{tệp: a.jpg, mô tả: Lớp học, trẻ em: {said}}}\n");
    let project = site(&image("chưa rõ"), "Chữ.").file("content/tin-tuc/a.jpg", photo::jpeg(900, 600, 0));
    assert!(project.build().ok().page("tin-tuc/a.html").contains("<img"));
    let check = project.check();
    assert!(check.code == 0 && check.stderr.contains("góp ý[D331]"), "{}", check.stderr);
    project.put("content/tin-tuc/a.md", article(&image("có lẽ"), "Chữ."));
    let run = project.build();
    assert!(run.code == 1 && run.stderr.contains("chưa được đăng"), "{}", run.stderr);
}

#[test]
fn a_check_tells_of_pictures_beside_other_mistakes() {
    let project = site(IMAGE, "![Cổng](b.jpg)")
        .file("content/tin-tuc/a.jpg", "no picture")
        .file("content/tin-tuc/b.jpg", "")
        .news("sai", "31/2/2026", "Chữ.")
        .news("mat", "1/2/2026", "[x](mat-roi.md)");
    let said = project.check().stderr;
    for code in ["D320", "D321", "D112", "D205"] {
        assert_eq!(said.matches(&format!("[{code}]")).count(), 1, "{code}: {said}");
    }
    // A build that ends before pictures are worked on does not look at them.
    assert!(!project.build().stderr.contains("[D32"));
}

#[test]
fn ways_to_files_as_windows_shows_them() {
    let image = |way: &str| format!("ảnh: {{tệp: {way}, mô tả: Cổng}}\n");
    let project = site(&image(r"..\ảnh\a (1).jpg"), "Chữ.").file("content/ảnh/a (1).jpg", photo::any());
    assert!(project.build().ok().page("tin-tuc/a.html").contains("/assets/anh/a-1-"));
}

#[test]
fn what_a_machine_made_is_said() {
    for (word, said) in [("tạo", "Ảnh do máy (AI) tạo"), ("chỉnh sửa", "Ảnh đã chỉnh sửa bằng máy (AI)")]
    {
        let image = format!("ảnh: {{tệp: a.jpg, mô tả: Cổng, ai: {word}}}\n");
        let run = site(&image, "Chữ.").file("content/tin-tuc/a.jpg", photo::any()).build().ok();
        assert!(run.page("tin-tuc/a.html").contains(&format!("<span class=\"ai\">{said}</span>")), "{word}");
    }
}

#[test]
fn a_picture_wants_a_description() {
    let said = |extra: &str, body: &str| {
        let project = site(extra, body).file("content/tin-tuc/a.jpg", photo::jpeg(900, 600, 0));
        let stderr = project.check().stderr;
        let codes = ["D328", "D329"].into_iter().filter(|code| stderr.contains(&format!("[{code}]")));
        codes.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("ảnh: a.jpg\n", "Chữ."), "D329");
    assert_eq!(said("ảnh: {tệp: a.jpg, chú thích: Cổng làng}\n", "Chữ."), "D328");
    assert_eq!(said("ảnh: {tệp: a.jpg, chú thích: Bài một}\n", "Chữ."), "D329");
    assert_eq!(said("ảnh: {tệp: a.jpg, mô tả: Bài một}\n", "Chữ."), "D329");
    assert_eq!(said(IMAGE, "Chữ."), "");
    assert_eq!(said("", "![](a.jpg)"), "D329");
    assert_eq!(said("", "![](a.jpg)\nCổng làng"), "D328");
    assert_eq!(said("", "![Bài một](a.jpg)"), "D329");
    assert_eq!(said("", "Chữ ![](a.jpg) chữ"), "D329");
    assert_eq!(said("", "![Cổng](a.jpg)"), "");
}
