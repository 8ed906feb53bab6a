//! D32x: pictures.

use super::content::no_picture;
use super::{advice, left_out, warning};
use crate::diagnostic::{Diagnostic, Place};
use crate::picture::{Fault, Flaw, MOST_SIDE, Trouble};

/// Phones write pictures of 12 to 50 million pixels.
const SAVE_AGAIN: (&str, &str) = (
    "mở ảnh bằng Paint (hoặc ứng dụng Ảnh trên điện thoại), lưu lại thành JPEG rồi chép đè",
    "open it in a program for pictures, save it as JPEG, and copy it over this one",
);

/// D320–D324: a picture that is left out, and why.
pub fn picture_left_out(at: &Place, file: &str, trouble: &Trouble) -> Diagnostic {
    let say = |code, vi: &str, en: &str| {
        left_out(code, at.clone(), format!("bỏ ảnh “{file}”: {vi}"), format!("the picture “{file}” is left out: {en}"))
    };
    let save_again = |note: Diagnostic| note.cure(SAVE_AGAIN.0, SAVE_AGAIN.1);
    match trouble {
        Trouble::Fault(Fault::Empty) => say("D320", "tệp rỗng", "the file is empty")
            .cure("chép lại ảnh từ máy ảnh hoặc điện thoại", "copy it from the camera or the telephone again"),
        Trouble::Fault(Fault::Damaged) => say("D320", "tệp hỏng hoặc chép chưa hết", "the file is damaged or not whole")
            .cure("chép lại ảnh từ máy ảnh hoặc điện thoại", "copy it from the camera or the telephone again"),
        Trouble::Fault(Fault::NotAPicture) => {
            save_again(say("D321", "tệp không phải là ảnh JPEG, PNG, WebP, GIF hay SVG", "it is no JPEG, PNG, WebP, GIF or SVG"))
        }
        Trouble::Fault(Fault::ManyScans) => {
            save_again(say("D321", "ảnh JPEG ghi theo kiểu hiếm gặp, chưa đọc được", "it is a JPEG of a rare form that cannot be read"))
        }
        Trouble::Fault(Fault::Heic) => {
            say("D322", "ảnh HEIC của iPhone, trình duyệt không xem được", "it is HEIC, which browsers cannot show").cure(
                "lưu lại thành JPEG, hoặc gửi ảnh qua Zalo rồi tải về; trên iPhone: Cài đặt > Camera > Định dạng > Tương thích nhất",
                "save it as JPEG, or send it through Zalo and download it; on an iPhone: Settings > Camera > Formats > Most Compatible",
            )
        }
        Trouble::Fault(Fault::TooLarge { width, height, most }) => {
            let millions = most / 1_000_000;
            let too_large = say(
                "D323",
                &format!("ảnh quá lớn ({width} × {height} điểm ảnh)"),
                &format!("it is too large ({width} × {height} pixels)"),
            );
            if width.max(height) > &MOST_SIDE {
                let side = MOST_SIDE / 1000;
                return too_large.cure(
                    format!("thu nhỏ sao cho mỗi cạnh dưới {side}.000 điểm ảnh"),
                    format!("make it smaller, each side below {side},000 pixels"),
                );
            }
            too_large.cure(
                format!("thu nhỏ xuống dưới {millions} triệu điểm ảnh"),
                format!("make it smaller than {millions} million pixels"),
            )
        }
        Trouble::Heavy => say("D323", "tệp nặng hơn 128 MiB", "the file is larger than 128 MiB")
            .cure("lưu lại thành JPEG", "save it as JPEG"),
        Trouble::Fault(Fault::Svg(flaw)) => {
            let (vi, en) = match flaw {
                Flaw::TooLarge => ("tệp SVG quá lớn hoặc lồng quá sâu", "the SVG is too large or nested too deep"),
                Flaw::Encoding => ("tệp SVG không phải là UTF-8", "the SVG is not UTF-8"),
                Flaw::Malformed => ("tệp SVG sai cú pháp", "the SVG is not well-formed"),
                Flaw::Entity => ("tệp SVG dùng ký hiệu (entity) riêng", "the SVG uses entities of its own"),
                Flaw::NotSvg => ("tệp không phải là SVG", "it is no SVG"),
            };
            say("D324", vi, en)
        }
            .cure("xuất lại tệp SVG từ chương trình vẽ, hoặc lưu thành PNG", "export it again, or save it as PNG"),
        Trouble::Disk(vi, en) => say("D325", vi, en)
            .cure("kiểm tra quyền đọc ảnh và chỗ trống trên đĩa, rồi chạy lại", "check permissions and free space, then run again"),
        // Told where links are checked, with the nearest names.
        Trouble::Missing => say("D207", "không có tệp này", "there is no such file"),
    }
}

/// D207: where the name of a picture should be there is HTML or Markdown around it.
pub fn markup_around_picture(at: Place, text: &str, name: &str) -> Diagnostic {
    no_such_picture(at, text)
        .cure(format!("ở đây chỉ viết tên tệp: {name}"), format!("write only the name of the file here: {name}"))
}

/// D207: after the name of a picture its description goes on as if it were part of it.
pub fn keys_after_picture(at: Place, text: &str, name: &str) -> Diagnostic {
    no_such_picture(at, text).cure(
        format!("viết trên một dòng: ảnh: {{tệp: {name}, mô tả: …}}"),
        format!("write on one line: image: {{src: {name}, alt: …}}"),
    )
}

fn no_such_picture(at: Place, text: &str) -> Diagnostic {
    no_picture(at, &text.chars().take(60).collect::<String>())
}

/// D326: a picture whose name has the ending of another kind.
pub fn misnamed_picture(at: Place, file: &str, kind: &str, ending: &str) -> Diagnostic {
    warning(
        "D326",
        at,
        format!("“{file}” thật ra là ảnh {kind}: vẫn dùng được"),
        format!("“{file}” is a {kind} picture: used all the same"),
    )
    .cure(format!("đổi đuôi tên tệp thành .{ending}"), format!("change the ending of its name to .{ending}"))
}

/// D327: a picture of an article that is small for shares.
pub fn small_picture(at: Place, file: &str, width: u32, height: u32) -> Diagnostic {
    advice(
        "D327",
        at,
        format!("ảnh “{file}” nhỏ ({width} × {height}): khi chia sẻ sẽ bị mờ"),
        format!("the picture “{file}” is small ({width} × {height}): it will be blurred when shared"),
    )
    .cure("dùng ảnh gốc, mỗi chiều từ 600 điểm ảnh trở lên", "use the original, with at least 600 pixels each way")
}

/// D328: a picture without description, whose caption serves.
pub fn caption_describes(at: Place) -> Diagnostic {
    advice(
        "D328",
        at,
        "ảnh chưa có mô tả: chú thích được đọc thay cho người không nhìn thấy ảnh",
        "the picture has no description: its caption is read to those who cannot see it",
    )
    .cure(
        "viết mô tả điều thấy trong ảnh: “mô tả: …”, trong bài viết ![mô tả](ảnh.jpg)",
        "describe what can be seen: “alt: …”, in a text ![description](picture.jpg)",
    )
}

/// D329: a picture that nothing describes, or nothing but the title.
pub fn undescribed_picture(at: Place, is_title: bool) -> Diagnostic {
    let (vi, en) = if is_title {
        ("mô tả ảnh chỉ lặp lại tiêu đề bài", "the picture's description only repeats the title")
    } else {
        ("ảnh chưa có mô tả và chú thích", "the picture has neither description nor caption")
    };
    warning("D329", at, vi, en).cure(
        "viết mô tả điều thấy trong ảnh, cho người không nhìn thấy: “mô tả: …”, trong bài viết ![mô tả](ảnh.jpg)",
        "describe what can be seen, for those who cannot: “alt: …”, in a text ![description](picture.jpg)",
    )
}

/// D330: a picture of children without the consent of those who answer for them (Vietnam's Law on Children of 2016,
/// article 21, and Decree 56/2017, article 36).
pub fn children_without_consent(at: Place) -> Diagnostic {
    left_out(
        "D330",
        at,
        "bỏ ảnh có trẻ em: chưa ghi số phiếu đồng ý",
        "the picture of children is left out: there is no number of a consent form",
    )
    .cure(
        "ghi “phiếu đồng ý: số phiếu” của cha mẹ hoặc người giám hộ, hoặc dùng ảnh khác",
        "write “consent: number of the form” of the parents or guardians, or take another picture",
    )
}

/// What to say beside a value of `trẻ em` that is not understood: a picture must not be shown on a guess.
pub fn until_children_are_known(note: Diagnostic) -> Diagnostic {
    note.cure(
        "chừng nào chưa sửa, nội dung mới của tệp này chưa được đăng",
        "until then nothing new of this file is published",
    )
}

/// D331: a picture of which nobody knows yet whether it shows children.
pub fn children_unknown(at: Place) -> Diagnostic {
    advice(
        "D331",
        at,
        "chưa rõ ảnh có trẻ em hay không: trong lúc chờ, ảnh vẫn được đăng",
        "nobody knows yet whether the picture shows children: meanwhile it is published",
    )
    .cure(
        "hỏi người chụp, rồi ghi “trẻ em: không”, hoặc “trẻ em: có” kèm “phiếu đồng ý: số phiếu”",
        "ask the photographer, then write “children: no”, or “children: yes” with “consent: number of the form”",
    )
}
