//! The files of a new site: settings, lists, sections, three sample articles, a page about it, how to go on.
//!
//! In: what the person said of the site, and the day. Out: paths and texts. The samples are drafts, and say so.

use super::{fill, value};
use crate::vietnamese::Moment;

/// Each file below the new site, with its text. `{{năm}}` in a path is the year of the day.
const FILES: [(&str, &str); 16] = [
    ("site.yaml", include_str!("../../starter/site.yaml")),
    ("README.md", include_str!("../../starter/README.md")),
    (".gitignore", include_str!("../../starter/gitignore")),
    ("content/fields.yaml", include_str!("../../content/fields.yaml")),
    ("content/abbreviations.yaml", include_str!("../../content/abbreviations.yaml")),
    ("content/gioi-thieu.md", include_str!("../../starter/content/gioi-thieu.md")),
    ("content/mo-hinh/_index.md", include_str!("../../starter/content/mo-hinh/_index.md")),
    ("content/tin-tuc/_index.md", include_str!("../../starter/content/tin-tuc/_index.md")),
    ("content/hoi-nghi/_index.md", include_str!("../../starter/content/hoi-nghi/_index.md")),
    ("content/chuyen-sau/_index.md", include_str!("../../starter/content/chuyen-sau/_index.md")),
    ("content/video/_index.md", include_str!("../../starter/content/video/_index.md")),
    ("content/van-ban/_index.md", include_str!("../../starter/content/van-ban/_index.md")),
    ("content/mo-hinh/{{năm}}/bai-mau.md", include_str!("../../starter/content/mo-hinh/bai-mau.md")),
    ("content/hoi-nghi/{{năm}}/bai-mau.md", include_str!("../../starter/content/hoi-nghi/bai-mau.md")),
    ("content/tin-tuc/{{năm}}/bai-mau.md", include_str!("../../starter/content/tin-tuc/bai-mau.md")),
    // The list of places is one of two: see `places`.
    (PLACES, ""),
];

const PLACES: &str = "content/communes.yaml";
const HA_TINH: &str = include_str!("../../content/communes.yaml");
const NO_PLACES: &str = include_str!("../../starter/communes.yaml");

/// What the person says of a new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The site's name.
    pub title: String,
    /// Whose it is; empty when that is left open.
    pub publisher: String,
    /// Where it will stand.
    pub base_url: String,
    /// Where readers write to; empty when that is left open.
    pub email: String,
    /// Whether it begins with the communes of Hà Tĩnh, or with an empty list.
    pub has_communes: bool,
}

impl Answers {
    /// The files of the site, with their paths; the samples are of this day.
    pub fn files(&self, today: &Moment) -> Vec<(String, String)> {
        let title = value(&self.title);
        let publisher = if_given(&self.publisher, "tên: ", "Ủy ban MTTQ Việt Nam xã, phường …");
        let email = if_given(&self.email, "thư điện tử: ", "ban-bien-tap@example.vn");
        let (day, year) = (today.whole_day().typed_vi(), today.year().to_string());
        let place = if self.has_communes { "xã Cẩm Duệ" } else { "Toàn tỉnh" };
        let example =
            if self.has_communes { "Cẩm Duệ, xã Cẩm Duệ" } else { "Toàn tỉnh, Ngoài tỉnh: Nghệ An" };
        let known = |name: &str| match name {
            "tên trang" => Some(title.as_str()),
            "địa chỉ gốc" => Some(self.base_url.as_str()),
            "cơ quan" => Some(publisher.as_str()),
            "thư điện tử" => Some(email.as_str()),
            "ngày" => Some(day.as_str()),
            "năm" => Some(year.as_str()),
            "địa phương" => Some(place),
            "ví dụ" => Some(example),
            _ => None,
        };
        let plain = |name: &str| if name == "tên trang" { Some(self.title.as_str()) } else { known(name) };
        let places = if self.has_communes { HA_TINH } else { NO_PLACES };
        let file = |(path, text): (&str, &str)| {
            let text = match path {
                PLACES => places.to_owned(),
                _ if path.ends_with(".yaml") => fill(text, known),
                _ => fill(text, plain),
            };
            (fill(path, known), text)
        };
        FILES.map(file).into()
    }
}

/// `key: value`, or the line as an example to fill in.
fn if_given(text: &str, key: &str, example: &str) -> String {
    if text.is_empty() { format!("# {key}{example}") } else { format!("{key}{}", value(text)) }
}
