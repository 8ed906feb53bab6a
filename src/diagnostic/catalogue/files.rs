//! D3xx: files that cannot be read as they are.

use super::{advice, error, warning};
use crate::diagnostic::{Diagnostic, Place};

/// D301: bytes that are not UTF-8.
pub fn not_utf8(at: Place) -> Diagnostic {
    error("D301", at, "tệp không phải là văn bản Unicode (UTF-8)", "the file is not UTF-8 text").cure(
        "mở tệp, chọn “Lưu thành” (Save As) với bảng mã UTF-8",
        "open the file and save it with the encoding UTF-8",
    )
}

/// D302: a NUL byte.
pub fn nul_byte(at: Place) -> Diagnostic {
    error("D302", at, "tệp có byte rỗng (NUL): không phải là văn bản", "the file has a NUL byte: it is not text")
        .cure("chép nội dung sang một tệp văn bản mới", "copy the content into a new text file")
}

/// D303: a text file over its size.
pub fn too_large(at: Place, limit_mib: u64) -> Diagnostic {
    error(
        "D303",
        at,
        format!("tệp văn bản lớn hơn {limit_mib} MiB"),
        format!("the text file is larger than {limit_mib} MiB"),
    )
    .cure("chia thành nhiều bài, để ảnh ở tệp riêng", "split it into several articles, pictures in files of their own")
}

/// D304: UTF-16, read all the same.
pub fn utf16(at: Place) -> Diagnostic {
    advice("D304", at, "tệp lưu theo UTF-16: vẫn đọc được", "the file is UTF-16: read all the same")
        .cure("lưu lại với bảng mã UTF-8", "save it with the encoding UTF-8")
}

/// D305: `bài.md.txt`, read all the same.
pub fn md_txt(at: Place) -> Diagnostic {
    advice("D305", at, "tên tệp có đuôi .md.txt: vẫn đọc được", "the file's name ends in .md.txt: read all the same")
        .cure("đổi đuôi thành .md", "rename it to .md")
}

/// D306: symbolic links that lead in a circle.
pub fn symlink_loop(at: Place) -> Diagnostic {
    error("D306", at, "liên kết thư mục vòng tròn", "symbolic links lead in a circle")
        .cure("xóa liên kết này", "remove this link")
}

/// D307: a file or folder that the system does not let us read. `reason` is the system's word, in both languages.
pub fn unreadable(at: Place, reason: &(String, String)) -> Diagnostic {
    error("D307", at, format!("không đọc được: {}", reason.0), format!("cannot be read: {}", reason.1))
        .cure("kiểm tra quyền đọc, hoặc chuyển ra khỏi content", "check its permissions, or move it out of content")
}

/// D310: a file that changed or vanished while the site was built.
pub fn changed_during_build(at: Place) -> Diagnostic {
    error("D310", at, "tệp thay đổi trong lúc đang tạo trang", "the file changed during the build")
        .cure("chạy lại lệnh", "run the command again")
}

/// D311: a symbolic link that leads out of the site.
pub fn link_leaves_site(at: Place) -> Diagnostic {
    warning(
        "D311",
        at,
        "liên kết dẫn ra ngoài thư mục của trang: bỏ qua",
        "a symbolic link leads out of the site: left out",
    )
    .cure("chép tệp vào content thay cho liên kết", "copy the file into content instead")
}

/// D312: a file in the output folder that we did not make was moved away.
pub fn stray_put_aside(at: Place) -> Diagnostic {
    warning(
        "D312",
        at,
        "tệp lạ trong thư mục đích: đã chuyển vào .lantoa/removed",
        "not made by lantoa: moved to .lantoa/removed",
    )
    .cure(
        "muốn giữ tệp trên trang thì đặt vào content/static, hoặc khai ở output.keep trong site.yaml",
        "to keep it on the site, put it into content/static or name it in output.keep of site.yaml",
    )
}

/// D313: a text of another program that looks like an article to who put it there.
pub fn not_an_article(at: Place, ending: &str) -> Diagnostic {
    warning(
        "D313",
        at,
        "tệp này không phải là bài và không bài nào dùng đến: không đăng",
        "this file is no article, and no article uses it: not published",
    )
    .cure(
        format!("chỉ tệp .md được đăng thành bài: chép chữ trong tệp .{ending} sang một tệp .md, hoặc dẫn đến tệp này từ một bài"),
        format!("only .md files become articles: copy the text of the .{ending} file into one, or link to it from an article"),
    )
}

/// D315: a text in the encoding of an old font.
pub fn legacy_font(at: Place) -> Diagnostic {
    error(
        "D315",
        at,
        "văn bản dùng bảng mã phông chữ cũ (TCVN3/ABC, phông .VnTime): không đọc được thành tiếng Việt",
        "the text is in an old font encoding (TCVN3/ABC, font .VnTime): it cannot be read as Vietnamese",
    )
    .cure(
        "chuyển sang Unicode, ví dụ bằng Unikey (chép đoạn văn, nhấn Ctrl+Shift+F6, chọn nguồn TCVN3, đích Unicode), hoặc gõ lại",
        "convert it to Unicode, for example with Unikey (copy the text, press Ctrl+Shift+F6, from TCVN3 to Unicode), or retype it",
    )
}

/// D316: letters that look like Đ and are none.
pub fn fake_d(at: Place, count: usize) -> Diagnostic {
    warning(
        "D316",
        at,
        format!("{count} chữ giống Đ nhưng là chữ của ngôn ngữ khác (Ð, Ɖ): đã đổi thành Đ"),
        format!("letters of other languages that look like Đ (Ð, Ɖ), {count} in all: read as Đ"),
    )
    .cure("gõ lại chữ Đ bằng bộ gõ Unicode", "retype the letter Đ with a Unicode keyboard")
}
