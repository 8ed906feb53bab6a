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
