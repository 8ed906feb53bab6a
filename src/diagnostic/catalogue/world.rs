//! F0x: the world around the program. Each ends the command with exit code 2.

use super::failure;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

/// What the system says, in both languages.
pub fn reason(error: &io::Error) -> (String, String) {
    let vi = match error.kind() {
        io::ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        io::ErrorKind::PermissionDenied => "không có quyền",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "hết chỗ trên đĩa",
        io::ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc",
        io::ErrorKind::FileTooLarge => "tệp quá lớn cho đĩa này",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "chương trình khác đang giữ tệp",
        io::ErrorKind::InvalidFilename => "tên tệp không hợp lệ",
        io::ErrorKind::NotADirectory => "không phải là thư mục",
        io::ErrorKind::IsADirectory => "là thư mục, không phải là tệp",
        io::ErrorKind::AddrInUse => "chương trình khác đang dùng",
        io::ErrorKind::AddrNotAvailable => "máy này không có địa chỉ đó",
        _ => return (error.to_string(), error.to_string()),
    };
    let en = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        io::ErrorKind::FileTooLarge => "the file is too large for this disk",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "another program holds the file",
        io::ErrorKind::InvalidFilename => "the file name is not valid",
        io::ErrorKind::NotADirectory => "not a folder",
        io::ErrorKind::AddrInUse => "another program uses it",
        io::ErrorKind::AddrNotAvailable => "this machine has no such address",
        _ => "is a folder, not a file",
    };
    (vi.to_owned(), en.to_owned())
}

/// F01: something that must be read cannot be.
pub fn cannot_read(path: &str, error: &io::Error) -> Diagnostic {
    let (vi, en) = reason(error);
    failure("F01", format!("không đọc được {path}: {vi}"), format!("cannot read {path}: {en}")).cure(
        "nếu chưa có thì tạo ra; nếu có thì kiểm tra quyền đọc, rồi chạy lại",
        "make it if it is missing; else check its permissions, then run again",
    )
}

/// F02: something cannot be written.
pub fn cannot_write(path: &str, error: &io::Error) -> Diagnostic {
    let (vi, en) = reason(error);
    failure("F02", format!("không ghi được {path}: {vi}"), format!("cannot write {path}: {en}")).cure(
        "kiểm tra chỗ trống trên đĩa và quyền ghi, rồi chạy lại; trang đang có vẫn nguyên",
        "check free space and permissions, then run again; the site that stands is as it was",
    )
}

/// F03: the finished pages could not all be moved into place.
pub fn cannot_move(path: &str, error: &io::Error) -> Diagnostic {
    let (vi, en) = reason(error);
    failure("F03", format!("không thay được {path}: {vi}"), format!("cannot replace {path}: {en}")).cure(
        "đóng chương trình đang mở tệp này, rồi chạy lại để hoàn tất",
        "close the program that holds the file, then run again to finish",
    )
}

/// F04: the folder is no site.
pub fn not_a_site(root: &str) -> Diagnostic {
    let (vi, en) = if root == "." { ("thư mục này", "this folder") } else { (root, root) };
    failure("F04", format!("{vi} không có tệp site.yaml"), format!("{en} has no site.yaml"))
        .cure(
            "chạy lệnh trong thư mục của trang, hoặc chỉ ra bằng --root",
            "run the command in the site's folder, or name it with --root",
        )
        .cure("tạo một trang mới: lantoa init trang-tin", "make a new site: lantoa init my-site")
}

/// So many names are told of what a folder holds.
const MOST_NAMES: usize = 5;

/// Names of what a folder holds, in both languages: `a, b và 3 mục nữa`
pub(super) fn some_of(names: &BTreeSet<String>) -> (String, String) {
    let named: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
    let (named, more) = (named.join(", "), names.len().saturating_sub(MOST_NAMES));
    if more > 0 {
        (format!("{named} và {more} mục nữa"), format!("{named} and {more} more"))
    } else {
        (named.clone(), named)
    }
}

/// F05: the output folder holds things that are not ours.
pub fn foreign_output(out: &str, names: &BTreeSet<String>) -> Diagnostic {
    let (vi, en) = some_of(names);
    failure(
        "F05",
        format!("thư mục {out} có tệp không phải do lantoa tạo: {vi}"),
        format!("the folder {out} holds files that lantoa did not make: {en}"),
    )
    .cure("chọn một thư mục trống hoặc chưa có cho --out", "choose an empty or a new folder for --out")
}

/// F06: the output folder would overlap with the site's own files.
pub fn output_overlaps(out: &str, folder: &str) -> Diagnostic {
    failure(
        "F06",
        format!("thư mục đích {out} nằm chồng lên {folder}"),
        format!("the output {out} overlaps with {folder}"),
    )
    .cure("bỏ --out để dùng public, hoặc chọn thư mục khác", "leave --out away to use public, or choose another folder")
}

/// F07: the command line is wrong.
pub fn wrong_usage(vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    failure("F07", vi, en).cure("xem: lantoa --help", "see: lantoa --help --lang en")
}

/// So many files of a difference are named.
const MOST_FILES: usize = 5;

/// F08: what was built from what is remembered is not what is built from scratch.
pub fn builds_differ(files: &[&str], removed: usize, is_same_ending: bool) -> Diagnostic {
    let (named, more) = files.split_at(files.len().min(MOST_FILES));
    let (mut vi, mut en) = (named.join(", "), named.join(", "));
    if !more.is_empty() {
        let _ = (write!(vi, " và {} tệp nữa", more.len()), write!(en, " and {} more files", more.len()));
    }
    if removed > 0 {
        let _ = (write!(vi, " (thừa {removed} tệp)"), write!(en, " ({removed} files too many)"));
    }
    if !is_same_ending {
        vi.push_str(" (các thông báo khác nhau)");
        en.push_str(" (the messages differ)");
    }
    failure(
        "F08",
        format!("tạo nhanh và tạo lại từ đầu cho kết quả khác nhau: {}", vi.trim_start()),
        format!("the build and one from scratch differ: {}", en.trim_start()),
    )
    .cure(
        "trang đang có là bản tạo lại từ đầu, dùng được; hãy gửi thông báo này cho người làm lantoa",
        "the site that stands was built from scratch and can be used; please report this message",
    )
}

/// F13: the preview cannot be reached.
pub fn cannot_listen(port: u16, error: &io::Error) -> Diagnostic {
    let (vi, en) = reason(error);
    failure(
        "F13",
        format!("không mở được cổng {port} để xem trước: {vi}"),
        format!("cannot listen on port {port}: {en}"),
    )
    .cure(
        "chọn cổng khác, ví dụ --port 8080; bỏ --host nếu chỉ xem trên máy này",
        "choose another port, such as --port 8080; leave --host out to look on this machine alone",
    )
}
