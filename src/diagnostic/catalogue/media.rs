//! D25x: films, recordings, documents and the files they name.

use super::{choices, error, warning};
use crate::diagnostic::{Diagnostic, Place};

/// D250: a duration that is none.
pub fn bad_duration(at: Place, text: &str) -> Diagnostic {
    error("D250", at, format!("không đọc được thời lượng “{text}”"), format!("cannot read the duration “{text}”"))
        .cure("viết dạng 12:30, 1:02:03 hoặc 45 phút", "write it as 12:30, 1:02:03 or 45 phút")
}

/// D251: a file whose ending does not fit its use.
pub fn wrong_file(at: Place, file: &str, endings: &[&str]) -> Diagnostic {
    error("D251", at, format!("“{file}” không dùng được ở đây"), format!("“{file}” cannot be used here")).cure(
        format!("dùng tệp có đuôi {}, đặt cạnh bài", choices(endings, "hoặc")),
        format!("use a file beside the article that ends in {}", choices(endings, "or")),
    )
}

/// D252: a recording that is none.
pub fn not_media(at: Place, file: &str, is_video: bool) -> Diagnostic {
    let (vi, en, endings_vi, endings_en) = if is_video {
        ("phim", "film", "mp4 hoặc webm", "an mp4 or webm")
    } else {
        ("ghi âm", "recording", "mp3 hoặc m4a", "an mp3 or m4a")
    };
    error("D252", at, format!("“{file}” không phải là tệp {vi}"), format!("“{file}” is no {en}"))
        .cure(format!("dùng tệp {endings_vi}"), format!("use {endings_en} file"))
}

/// D253: a recording of another site: pages play none but their own.
pub fn recording_elsewhere(at: Place, url: &str) -> Diagnostic {
    warning(
        "D253",
        at,
        format!("không nghe được “{url}” ngay trên trang: chỉ in liên kết"),
        format!("“{url}” cannot be heard on the page: only a link is printed"),
    )
    .cure("đặt tệp ghi âm (mp3 hoặc m4a) cạnh bài", "put the recording (mp3 or m4a) beside the article")
}

/// D253: an address of a film at a provider that cannot be shown on the page.
pub fn unknown_provider(at: Place, url: &str) -> Diagnostic {
    warning(
        "D253",
        at,
        format!("chưa xem được “{url}” ngay trên trang: chỉ in liên kết"),
        format!("“{url}” cannot be played on the page: only a link is printed"),
    )
    .cure(
        "dùng địa chỉ YouTube, Vimeo, hoặc tệp đặt cạnh bài",
        "use a YouTube or Vimeo address, or a file beside the article",
    )
}
