//! D28x: what machines are told: podcasts.

use super::{did_you_mean, error, warning};
use crate::diagnostic::{Diagnostic, Place};

/// D280: a podcast without a cover.
pub fn podcast_without_cover(at: Place) -> Diagnostic {
    warning("D280", at, "podcast chưa có ảnh bìa", "the podcast has no cover").cure(
        "các trang podcast từ chối podcast thiếu ảnh bìa; thêm podcast: {ảnh bìa: bia.jpg}, ảnh vuông từ 1400 đến 3000 điểm",
        "directories refuse podcasts without one; add podcast: {image: cover.jpg}, a square of 1400 to 3000 pixels",
    )
}

/// D281: a podcast without a category.
pub fn podcast_without_category(at: Place) -> Diagnostic {
    warning("D281", at, "podcast chưa có danh mục", "the podcast has no category").cure(
        "các trang podcast từ chối podcast thiếu danh mục; thêm podcast: {danh mục: News}",
        "directories refuse podcasts without one; add podcast: {category: News}",
    )
}

/// D282: a category that podcast directories do not have.
pub fn unknown_podcast_category(at: Place, text: &str, nearest: &[&str], all: &[&str]) -> Diagnostic {
    let note = error(
        "D282",
        at,
        format!("không có danh mục podcast “{text}”"),
        format!("podcast directories have no category “{text}”"),
    );
    if nearest.is_empty() {
        let all = all.join(", ");
        return note.cure(format!("chọn một trong: {all}"), format!("choose one of: {all}"));
    }
    did_you_mean(note, nearest)
}

/// D283: a cover that is no PNG or JPEG picture.
pub fn not_a_cover(at: Place, file: &str) -> Diagnostic {
    error("D283", at, format!("ảnh bìa “{file}” không phải là ảnh PNG hay JPEG"), format!("“{file}” is no PNG or JPEG"))
        .cure("các trang podcast chỉ nhận PNG và JPEG", "podcast directories take PNG and JPEG alone")
}

/// What a piece of its kind is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// An episode's recording.
    Recording,
    /// The film of a piece of the kind “video”.
    Film,
    /// The document of a piece of the kind “văn bản”.
    Document,
}

/// D284: an episode without its recording, a video without its film, a document without its data.
pub fn without_subject(at: Place, subject: Subject) -> Diagnostic {
    let (vi, en, cure, cure_en) = match subject {
        Subject::Recording => (
            "bài podcast chưa có bản ghi âm nên không vào nguồn podcast",
            "an episode without a recording: the podcast feed leaves it out",
            "thêm: âm thanh: {tệp: tap-1.mp3, thời lượng: 12:30}",
            "add: audio: {src: part-1.mp3, duration: 12:30}",
        ),
        Subject::Film => (
            "bài trong chuyên mục video chưa có phim",
            "a piece of a section of videos without a film",
            "thêm: video: {tệp: phim.mp4, thời lượng: 12:30}, hoặc video: địa chỉ YouTube",
            "add: video: {src: film.mp4, duration: 12:30}, or video: an address at YouTube",
        ),
        Subject::Document => (
            "bài trong chuyên mục văn bản chưa có số, ngày, cơ quan ban hành",
            "a piece of a section of documents without number, date and issuer",
            "thêm: văn bản: {số: 12-KH/ĐU, ngày ban hành: 14/8/2025, cơ quan ban hành: …, tệp: ke-hoach.pdf}",
            "add: document: {number: 12-KH/ĐU, issued: 14/8/2025, issuer: …, file: plan.pdf}",
        ),
    };
    warning("D284", at, vi, en).cure(cure, cure_en)
}
