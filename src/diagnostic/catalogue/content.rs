//! D2xx: addresses, terms, links, pictures, markup.

use super::{did_you_mean, error, left_out, warning};
use crate::base::path::{BadName, LONGEST_NAME};
use crate::diagnostic::{Diagnostic, Place};

/// D201: two sources would be published under one address.
pub fn same_address(at: Place, address: &str, other: &str) -> Diagnostic {
    error(
        "D201",
        at,
        format!("trùng địa chỉ {address} với {other}"),
        format!("has the same address {address} as {other}"),
    )
    .cure("đổi tên một trong hai tệp", "rename one of the two")
}

/// D202, D308, D309: a file name that no address can be made of.
pub fn bad_name(at: Place, bad: &BadName) -> Diagnostic {
    match bad {
        BadName::Empty(name) => error(
            "D202",
            at,
            format!("tên “{name}” không có chữ cái hay chữ số nào để làm địa chỉ"),
            format!("the name “{name}” has no letter or digit to make an address of"),
        )
        .cure("đổi tên tệp, ví dụ: hang-rao-xanh.md", "rename the file, for example hang-rao-xanh.md"),
        BadName::TooLong(name) => error(
            "D308",
            at,
            format!("tên “{}…” quá dài", name.chars().take(40).collect::<String>()),
            format!("the name “{}…” is too long", name.chars().take(40).collect::<String>()),
        )
        .cure(
            format!("đổi sang tên không quá {LONGEST_NAME} ký tự"),
            format!("use a name of at most {LONGEST_NAME} letters"),
        ),
        BadName::Reserved(name) => error(
            "D309",
            at,
            format!("Windows không cho đặt tên “{name}”"),
            format!("Windows reserves the name “{name}”"),
        )
        .cure("thêm một chữ vào tên, ví dụ: con-duong.md", "add a word to the name"),
    }
}

/// D205: a link to a file that does not exist.
pub fn broken_link(at: Place, target: &str, nearest: &[&str]) -> Diagnostic {
    let note = error(
        "D205",
        at,
        format!("liên kết đến “{target}” nhưng không có tệp này"),
        format!("link to “{target}”, but there is no such file"),
    );
    if target.contains("www.") {
        return note
            .cure("địa chỉ trang khác phải có https:// ở đầu", "an address of another site starts with https://");
    }
    if nearest.is_empty() {
        return note.cure(
            "sửa đường dẫn: tính từ thư mục của bài này, ví dụ ../2024/ten-bai.md",
            "mend the path: it starts at this article's folder, as in ../2024/other.md",
        );
    }
    did_you_mean(note, nearest)
}

/// D205: a recording, a film or a document that does not exist. `folder` is where it was looked for, below `content/`.
pub fn missing_file(at: Place, name: &str, folder: &str, nearest: &[&str]) -> Diagnostic {
    let note = error("D205", at, format!("không có tệp “{name}”"), format!("there is no file “{name}”"));
    if nearest.is_empty() {
        return note.cure(
            format!("đặt tệp vào thư mục content/{folder}, hoặc sửa tên cho đúng"),
            format!("put the file into content/{folder}, or mend its name"),
        );
    }
    did_you_mean(note, nearest)
}

/// D206: a link to an anchor that its page does not have.
pub fn missing_anchor(at: Place, anchor: &str, page: &str, nearest: &[&str]) -> Diagnostic {
    let note =
        error("D206", at, format!("{page} không có mục “#{anchor}”"), format!("{page} has no anchor “#{anchor}”"));
    if nearest.is_empty() {
        return note.cure(
            "bỏ phần #…, hoặc đặt một đề mục (##) cho đoạn cần dẫn tới",
            "drop the #… part, or give the passage a heading (##)",
        );
    }
    did_you_mean(note, nearest)
}

/// D207: a picture that does not exist.
pub fn missing_picture(at: Place, target: &str, nearest: &[&str]) -> Diagnostic {
    let note = no_picture(at, target);
    if nearest.is_empty() {
        let name = target.rsplit('/').next().unwrap_or_default();
        return note.cure(
            format!("đặt tệp ảnh vào cùng thư mục với bài, rồi chỉ viết tên tệp: {name}"),
            format!("put the picture into the article's folder, and write only its name: {name}"),
        );
    }
    did_you_mean(note, nearest)
}

/// D207, of which others know the cure.
pub(super) fn no_picture(at: Place, target: &str) -> Diagnostic {
    left_out("D207", at, format!("không có tệp ảnh “{target}”"), format!("there is no picture “{target}”"))
}

/// D208: a link to an article that is not public now.
pub fn link_to_withheld(at: Place, target: &str) -> Diagnostic {
    warning(
        "D208",
        at,
        format!("“{target}” chưa (hoặc không còn) đăng: liên kết được in thành chữ thường"),
        format!("“{target}” is not public: the link is printed as plain text"),
    )
    .cure("đăng bài kia, hoặc bỏ liên kết", "publish the other article, or remove the link")
}

/// D208: an article named as related that is not public now.
pub fn related_withheld(at: Place, target: &str) -> Diagnostic {
    warning(
        "D208",
        at,
        format!("“{target}” chưa (hoặc không còn) đăng: không hiện ở mục tin liên quan"),
        format!("“{target}” is not public: left out of the related articles"),
    )
    .cure("đăng bài kia, hoặc bỏ dòng này", "publish the other article, or remove the line")
}

/// D209: a picture of a host that the settings do not name.
pub fn foreign_picture(at: Place, host: &str) -> Diagnostic {
    warning(
        "D209",
        at,
        format!("ảnh lấy từ trang khác ({host}): chỉ in liên kết đến ảnh"),
        format!("a picture from another host ({host}): only a link to it is printed"),
    )
    .cure(
        "lưu ảnh vào cạnh bài, hoặc thêm trang này vào “picture_hosts” trong site.yaml",
        "keep the picture beside the article, or name the host in “picture_hosts” of site.yaml",
    )
}

/// D210: HTML that is not in the small set allowed.
pub fn raw_html(at: Place, tag: &str) -> Diagnostic {
    warning(
        "D210",
        at,
        format!("thẻ HTML “{tag}” được in ra thành chữ"),
        format!("the HTML “{tag}” is printed as text"),
    )
    .cure(
        "dùng Markdown; HTML chỉ nhận br, sub, sup, kbd, mark, u, abbr, details, summary",
        "use Markdown; of HTML only br, sub, sup, kbd, mark, u, abbr, details, summary are taken",
    )
}

/// D211: a link with a scheme that is not allowed.
pub fn unsafe_link(at: Place, target: &str) -> Diagnostic {
    let name = target.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_on_this_computer = is_on_a_computer(target);
    let target: String = target.chars().take(60).collect();
    if is_on_this_computer {
        return warning(
            "D211",
            at,
            format!("“{target}” là đường dẫn trên máy này: người đọc không mở được"),
            format!("“{target}” is a path on this computer: readers cannot open it"),
        )
        .cure(
            format!("chép tệp vào thư mục của bài, rồi chỉ viết tên tệp: {name}"),
            format!("copy the file into the article's folder, and write only its name: {name}"),
        );
    }
    warning(
        "D211",
        at,
        format!("không nhận liên kết “{target}”: in thành chữ thường"),
        format!("the link “{target}” is not taken: printed as plain text"),
    )
    .cure(
        "chỉ dùng http, https, mailto, tel hoặc đường dẫn đến bài khác",
        "use http, https, mailto, tel or the path of another article",
    )
}

/// Whether a target is the way to a file as Windows shows it (`C:\…`, `\\server\…`), or a browser (`file:///…`).
fn is_on_a_computer(target: &str) -> bool {
    let is_drive = matches!(target.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic());
    let is_file = target.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    is_drive || is_file || target.starts_with(r"\\")
}

/// D212: quotes or lists nested too deep.
pub fn too_deep(at: Place, limit: usize) -> Diagnostic {
    error(
        "D212",
        at,
        format!("danh sách hoặc trích dẫn lồng nhau quá {limit} cấp"),
        format!("lists or quotes are nested more than {limit} deep"),
    )
    .cure("bớt các dấu > hoặc dấu cách ở đầu dòng", "remove needless > or spaces at the start of the line")
}

/// D214: an `_index.md` below a section's folder.
pub fn nested_section(at: Place) -> Diagnostic {
    warning(
        "D214",
        at,
        "chỉ thư mục nằm ngay trong content mới là chuyên mục: tệp này không được dùng",
        "only a folder directly below content is a section: this file is not used",
    )
    .cure("xóa tệp, hoặc đổi tên nếu đây là một bài", "remove the file, or rename it if it is an article")
}

/// D215: a folder of articles without `_index.md`.
pub fn section_without_index(at: Place) -> Diagnostic {
    warning(
        "D215",
        at,
        "thư mục này chưa có tệp _index.md: tạm lấy tên thư mục làm tên chuyên mục",
        "this folder has no _index.md: its name serves as the section's title",
    )
    .cure("tạo _index.md với “tiêu đề” và “loại”", "make an _index.md with “title” and “kind”")
}

/// D218: a link or picture that leaves the content folder.
pub fn link_leaves_content(at: Place, target: &str) -> Diagnostic {
    error("D218", at, format!("“{target}” nằm ngoài thư mục content"), format!("“{target}” lies outside content"))
        .cure("chép tệp vào content rồi dẫn tới đó", "copy the file into content and point there")
}

/// D219: a link to an address that this site does not have.
pub fn broken_address(at: Place, target: &str, nearest: &[&str]) -> Diagnostic {
    let note =
        error("D219", at, format!("trang không có địa chỉ “{target}”"), format!("the site has no address “{target}”"));
    if nearest.is_empty() {
        return note
            .cure("dẫn tới tệp .md của bài thay vì địa chỉ", "link to the article's .md file instead of an address");
    }
    did_you_mean(note, nearest)
}

/// D220: an HTML tag that is not closed, or closed without being open.
pub fn unbalanced_html(at: Place, tag: &str) -> Diagnostic {
    warning(
        "D220",
        at,
        format!("thẻ “{tag}” mở mà không đóng, hoặc đóng sai chỗ"),
        format!("“{tag}” is not closed, or closed in the wrong place"),
    )
    .cure("đóng thẻ trong cùng đoạn văn", "close it within the same paragraph")
}

/// D221: an address in the front matter that is no web address.
pub fn bad_url(at: Place, text: &str) -> Diagnostic {
    error("D221", at, format!("“{text}” không phải là địa chỉ trang"), format!("“{text}” is not a web address"))
        .cure("viết đầy đủ, ví dụ: https://baohatinh.vn/", "write it in full: https://baohatinh.vn/")
}

/// D238: tone marks on the wrong letter. `words` are some of the wrong words with their right forms; `more` others follow.
pub fn misplaced_tones(at: Place, words: &[(String, String)], more: usize) -> Diagnostic {
    let pairs: Vec<String> = words.iter().map(|(wrong, right)| format!("“{wrong}” → “{right}”")).collect();
    let pairs = pairs.join(", ");
    let (vi_more, en_more) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" và {more} từ khác"), format!(" and {more} more")),
    };
    let vi = format!("đặt dấu thanh sai chỗ: {pairs}{vi_more}");
    warning("D238", at, vi, format!("tone marks on the wrong letter: {pairs}{en_more}"))
        .cure("sửa lại các từ này trong tệp", "correct these words in the file")
}
