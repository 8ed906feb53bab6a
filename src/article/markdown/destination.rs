//! What the target of a link is, before anyone asks whether it exists.

use crate::base::path;

/// The target of a link or picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// `https://…`, `mailto:…`, `tel:…`: as written.
    Outside(&'a str),
    /// `#anchor` on the same page.
    Anchor(&'a str),
    /// A file below `content/`, or an address of this site (with its leading `/`).
    Within {
        /// Relative to `content/`, in NFC, without `..`; or an address.
        target: String,
        /// After `#`.
        anchor: Option<&'a str>,
    },
    /// A relative path that leaves `content/`.
    Escapes,
    /// A scheme that is not allowed (`javascript:`, `data:`).
    Unsafe,
}

impl<'a> Destination<'a> {
    /// Reads a target as written in an article in `folder` (relative to `content/`).
    pub fn of(target: &'a str, folder: &str) -> Self {
        let target = target.trim();
        if target.starts_with("//") || target.starts_with(r"\\") {
            return Self::Unsafe;
        }
        if let Some(scheme) = scheme(target) {
            let allowed = ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return if allowed { Self::Outside(target) } else { Self::Unsafe };
        }
        let (file, anchor) = match target.split_once('#') {
            Some((file, anchor)) => (file, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (target, None),
        };
        if file.is_empty() {
            return Self::Anchor(anchor.unwrap_or_default());
        }
        let mut file = path::as_written(file);
        // As Windows shows the way to a file.
        if file.contains('\\') {
            file = file.replace('\\', "/");
        }
        if file.starts_with('/') && !path::is_article(&file) {
            return Self::Within { target: file, anchor };
        }
        match path::join(folder, &file) {
            Some(target) => Self::Within { target, anchor },
            None => Self::Escapes,
        }
    }

    /// The host of an address outside.
    pub fn host(&self) -> Option<String> {
        let Self::Outside(url) = self else { return None };
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?;
        let is_http = scheme.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
        (is_http && !host.is_empty()).then(|| host.to_ascii_lowercase())
    }
}

/// The scheme of a URL (RFC 3986, 3.1), in any form that a browser would take for one: control signs and spaces within
/// it are ignored by browsers, so they are ignored here.
fn scheme(target: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in target.chars().take(200).filter(|c| !c.is_control() && !c.is_whitespace()) {
        match c {
            'a'..='z' | 'A'..='Z' => scheme.push(c),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            ':' if !scheme.is_empty() => return Some(scheme),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Destination;

    #[test]
    fn targets() {
        let within = |target: &str, anchor| Destination::Within { target: target.to_owned(), anchor };
        for (target, expected) in [
            ("https://a.vn/x", Destination::Outside("https://a.vn/x")),
            ("tel:0239123", Destination::Outside("tel:0239123")),
            ("#cach-lam", Destination::Anchor("cach-lam")),
            ("b.md", within("mo-hinh/2025/b.md", None)),
            ("../2024/b.md#x", within("mo-hinh/2024/b.md", Some("x"))),
            ("/tin-tuc/b.md", within("tin-tuc/b.md", None)),
            ("/linh-vuc/kinh-te/", within("/linh-vuc/kinh-te/", None)),
            ("h%C3%ACnh.jpg", within("mo-hinh/2025/hình.jpg", None)),
            (r"..\2024\ảnh.jpg", within("mo-hinh/2024/ảnh.jpg", None)),
            ("../../../b.md", Destination::Escapes),
            (r"..\..\..\b.md", Destination::Escapes),
            ("..%5C..%5C..%5Cb.md", Destination::Escapes),
            ("javascript:alert(1)", Destination::Unsafe),
            ("java\tscript:alert(1)", Destination::Unsafe),
            (" JAVASCRIPT:alert(1)", Destination::Unsafe),
            ("data:text/html,x", Destination::Unsafe),
            ("//evil.example/x", Destination::Unsafe),
            (r"\\may-1\anh\a.jpg", Destination::Unsafe),
            (r"C:\Users\a.jpg", Destination::Unsafe),
            ("vbscript:x", Destination::Unsafe),
        ] {
            assert_eq!(Destination::of(target, "mo-hinh/2025"), expected, "{target}");
        }
    }

    #[test]
    fn hosts() {
        let host = |url| Destination::of(url, "").host();
        assert_eq!(host("https://Anh.example.vn:8080/a.jpg").as_deref(), Some("anh.example.vn"));
        assert_eq!(host("https://a@b.vn/"), Some("b.vn".to_owned()));
        assert_eq!(host("mailto:a@b.vn"), None);
    }
}
