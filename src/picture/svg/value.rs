//! Values in an SVG. In: a value of an attribute, or a style sheet. Out: whether it may stand there; lengths. Must not know
//! elements.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
/// The size of what says none, in pixels: that of a replaced element in CSS 2.2, 10.3.2.
const DEFAULT: (u32, u32) = (300, 150);
/// What reaches outside, or runs, in a style, in small letters.
const FORBIDDEN: [&str; 11] = [
    "@import",
    "@namespace",
    "@charset",
    "expression",
    "javascript:",
    "vbscript:",
    "-moz-binding",
    "behavior:",
    "image-set(",
    "src(",
    "paint(",
];
/// Pictures that may stand inside an SVG.
const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];
/// What stands before metadata in them.
const METADATA: [&[u8]; 3] = [b"exif", b"xap/1.0", b"xmp"];

/// May a value or a style sheet stand there? Nothing may reach outside of the file, and nothing may be hidden by escapes.
pub(super) fn is_safe(value: &str) -> bool {
    // What is between the signs of a word would be skipped by some readers.
    let small: String =
        value.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect::<String>().to_lowercase();
    // A full-width or otherwise dressed-up letter is not taken for a plain one by any reader of CSS.
    let mut places = small.split("url(").skip(1);
    !value.contains('\\')
        && !FORBIDDEN.iter().any(|word| small.contains(word))
        && places.all(|rest| rest.trim_start_matches(['"', '\'']).starts_with('#'))
}

/// May an element refer there? To a place in the same file; a picture also to itself as data.
pub(super) fn is_safe_link(value: &str, is_picture: bool) -> bool {
    let value = value.trim();
    let is_place = value
        .strip_prefix('#')
        .is_some_and(|name| !name.contains(|sign: char| sign.is_whitespace() || sign.is_control()));
    let data = || {
        let (kind, data) = value.strip_prefix("data:image/")?.split_once(";base64,")?;
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=".contains(&byte);
        let is_base64 = PICTURES.contains(&kind) && data.bytes().all(is_sign);
        let bytes = STANDARD.decode(data.split_ascii_whitespace().collect::<String>()).ok().filter(|_| is_base64)?;
        // A photo that was placed into a drawing may say where it was taken.
        let says = |mark: &&[u8]| bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark));
        (!METADATA.iter().any(says)).then_some(())
    };
    is_place || is_picture && data().is_some()
}

/// Width and height in pixels of an SVG by the attributes of its outermost element.
pub(super) fn size(width: Option<&str>, height: Option<&str>, view_box: Option<&str>) -> (u32, u32) {
    let view = view_box.and_then(sides);
    let [width, height] = [width, height].map(|side| side.and_then(length));
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width / across * down),
        (None, Some(height), Some((across, down))) => (height / down * across, height),
        (None, None, Some(sides)) => sides,
        (Some(width), None, None) => return (whole(width), DEFAULT.1),
        (None, Some(height), None) => return (DEFAULT.0, whole(height)),
        (None, None, None) => return DEFAULT,
    };
    (whole(width), whole(height))
}

/// The sides of a `viewBox`.
fn sides(view_box: &str) -> Option<(f64, f64)> {
    let parts = view_box.split(|sign: char| sign == ',' || sign.is_whitespace()).filter(|part| !part.is_empty());
    let numbers: Option<Vec<f64>> = parts.map(|part| part.parse().ok()).collect();
    match numbers?.as_slice() {
        [_, _, width, height] => Some((positive(*width)?, positive(*height)?)),
        _ => None,
    }
}

/// A length in pixels (CSS Values 4, 6). `None` for shares of something else.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    let unit = match text.get(number.len()..)?.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "em" | "rem" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    positive(number.trim().parse::<f64>().ok()? * unit)
}

fn positive(number: f64) -> Option<f64> {
    (number.is_finite() && number > 0.0).then_some(number)
}

/// A side as a whole number of pixels.
fn whole(side: f64) -> u32 {
    let side = if side.is_finite() { side.clamp(1.0, f64::from(super::super::MOST_SIDE)) } else { 1.0 };
    format!("{side:.0}").parse().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for safe in [
            "red",
            "url(#a)",
            "url( '#a' ) none",
            "M0 0",
            "font-family: 'Times'",
            ".a > .b { fill: url(\"#b\") }",
            "ảnh",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for bad in [
            "url(http://a)",
            "url(a)",
            "URL (  //a)",
            "u\\72l(#a)",
            "@import 'a'",
            "@\timport",
            "width: expression(1)",
            "java\nscript:1",
            "url(data:image/png;base64,AA)",
            "url(#a) url(b)",
            "image-set('a')",
            "url()",
            "url('')",
            "behavior : url(#a)",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }

    #[test]
    fn links() {
        assert!(is_safe_link("#a", false) && is_safe_link(" #a ", true));
        assert!(is_safe_link("data:image/png;base64,AA+/\n", true));
        for bad in [
            "",
            "a",
            "http://a",
            "//a",
            "a.svg#b",
            "javascript:1",
            "data:image/svg+xml;base64,AA",
            "data:text/html,a",
            "data:image/png,a",
            "data:image/png;base64,<",
            "DATA:image/png;base64,AA",
            "# a",
        ] {
            assert!(!is_safe_link(bad, true), "{bad}");
        }
        assert!(!is_safe_link("data:image/png;base64,AA", false));
    }

    #[test]
    fn sizes() {
        assert_eq!(size(None, None, None), (300, 150));
        assert_eq!(size(Some("100"), Some("50.4px"), Some("0 0 1 1")), (100, 50));
        assert_eq!(size(Some("1in"), None, Some("0,0,200,100")), (96, 48));
        assert_eq!(size(None, Some("50"), Some("0 0 200 100")), (100, 50));
        assert_eq!(size(Some("100%"), Some("100%"), Some("0 0 24 12")), (24, 12));
        assert_eq!(size(Some("-1"), Some("nan"), Some("0 0 0 0")), (300, 150));
        assert_eq!(size(Some("1e99"), Some("inf"), Some("0 0 1 1")), (30_000, 30_000));
        assert_eq!(size(Some("12mm"), None, None), (45, 150));
    }
}
