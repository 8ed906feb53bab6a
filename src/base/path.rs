//! Every rule about paths and addresses: which address a file gets, which file an address is, what a link points to.
//!
//! In: paths relative to the site, always with `/`. Out: addresses, always starting with `/`. Never touches the disk.

use crate::vietnamese::{clean, slug};
use std::borrow::Cow;

/// Endings of pictures.
const PICTURES: [&str; 14] =
    ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "svg", "heic", "heif", "avif", "bmp", "tif", "tiff"];

/// The longest slug of one folder or file, in bytes: leaves room for endings and for temporary names on every system.
pub const LONGEST_NAME: usize = 200;

/// No address that people copy has more parts.
const DEEPEST_ADDRESS: usize = 20;

/// Why a path can have no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadName {
    /// Nothing is left of a name once it is a slug.
    Empty(String),
    /// Windows keeps this name for a device (`con`, `nul`, `com1`), so the site could not be stored there.
    Reserved(String),
    /// Longer than [`LONGEST_NAME`] bytes.
    TooLong(String),
}

/// The address of an article: `mo-hinh/2025/Hàng rào.md` and `mo-hinh/2025/hang-rao/index.md` have
/// `/mo-hinh/2025/hang-rao.html`.
///
/// # Errors
/// A name of the path that no address can be made of.
pub fn article_address(path: &str) -> Result<String, BadName> {
    let stem = article_stem(path);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    Ok(slugged(stem)? + ".html")
}

/// The address of another file below content: `2025/Ảnh 1.JPG` has `/2025/anh-1.jpg`.
///
/// # Errors
/// A name of the path that no address can be made of.
pub fn file_address(path: &str) -> Result<String, BadName> {
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    match path[name_at..].rsplit_once('.') {
        Some((stem, ending)) => Ok(format!("{}.{}", slugged(&path[..name_at + stem.len()])?, name(ending)?)),
        None => slugged(path),
    }
}

/// The address of a picture made of a file below content: `2025/Ảnh 1.JPG` has `/assets/2025/anh-1-720.3f9a1b2c4d.webp`,
/// beside the other files whose names tell their content. The label may be empty.
///
/// # Errors
/// A folder of the path that no address can be made of.
pub fn picture_address(path: &str, label: &str, key: &str, ending: &str) -> Result<String, BadName> {
    let label = if label.is_empty() { String::new() } else { format!("-{label}") };
    Ok(format!("{}{label}.{key}.{ending}", picture_stem(path)?))
}

/// What the addresses of all pictures begin with that are made of one file: `/assets/2025/anh-1`.
///
/// # Errors
/// A folder of the path that no address can be made of.
pub fn picture_stem(path: &str) -> Result<String, BadName> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // Cameras and chat programs name files by numbers and signs; the key tells them apart.
    let stem = name(stem).unwrap_or(Cow::Borrowed("anh"));
    let folder = if folder.is_empty() { String::new() } else { slugged(folder)? };
    Ok(format!("/assets{folder}/{stem}"))
}

/// The address of a folder: `mo-hinh` has `/mo-hinh/`.
///
/// # Errors
/// A name of the path that no address can be made of.
pub fn folder_address(path: &str) -> Result<String, BadName> {
    Ok(slugged(path)? + "/")
}

/// The path of an article without its ending: `.md`, or the `.md.txt` that Windows' Notepad makes.
pub fn article_stem(path: &str) -> &str {
    let without_txt = without_ending(path, ".txt").unwrap_or(path);
    without_ending(without_txt, ".md").unwrap_or(without_txt)
}

/// Whether a path is that of an article (or of a section's `_index.md`); `.MD` is one too.
pub fn is_article(path: &str) -> bool {
    without_ending(path, ".md").is_some() || without_ending(path, ".md.txt").is_some()
}

/// The ending of a file's name, in small letters and without the full stop; empty when it has none.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// Whether a file has the ending of a picture.
pub fn is_picture(path: &str) -> bool {
    PICTURES.contains(&&*ending(path))
}

/// Whether the target of a link, by its name, is a file to look at or to keep: no address of the site, no article or folder
/// and no picture.
pub fn is_attachment(target: &str) -> bool {
    !target.starts_with('/') && !is_article(target) && !matches!(&*ending(target), "" | "html") && !is_picture(target)
}

/// A path without an ASCII ending, in whatever letter case.
fn without_ending<'p>(path: &'p str, ending: &str) -> Option<&'p str> {
    let (stem, last) = path.split_at_checked(path.len().checked_sub(ending.len())?)?;
    last.eq_ignore_ascii_case(ending).then_some(stem)
}

/// The folder of a path, without its last `/`; empty at the top.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn slugged(path: &str) -> Result<String, BadName> {
    let mut out = String::with_capacity(path.len() + ".html".len() + 1);
    for part in path.split('/') {
        out.push('/');
        out.push_str(&name(part)?);
    }
    Ok(out)
}

fn name(part: &str) -> Result<Cow<'_, str>, BadName> {
    let plain = !part.is_empty()
        && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !part.contains("--")
        && !part.starts_with('-')
        && !part.ends_with('-');
    let slug = if plain { Cow::Borrowed(part) } else { Cow::Owned(slug(part)) };
    if slug.is_empty() {
        Err(BadName::Empty(part.to_owned()))
    } else if slug.len() > LONGEST_NAME {
        Err(BadName::TooLong(part.to_owned()))
    } else if is_reserved(&slug) {
        Err(BadName::Reserved(part.to_owned()))
    } else {
        Ok(slug)
    }
}

/// Whether a text can stand in an address as it is: a slug, and none that [`BadName`] tells of.
pub fn is_slug(text: &str) -> bool {
    name(text).is_ok_and(|slug| slug == text)
}

/// Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
fn is_reserved(slug: &str) -> bool {
    matches!(
        slug.as_bytes(),
        b"con" | b"prn" | b"aux" | b"nul" | [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9']
    )
}

/// The file of an address in the output folder: `/mo-hinh/` is `mo-hinh/index.html`.
pub fn output_file(address: &str) -> String {
    let file = address.trim_start_matches('/');
    if file.is_empty() || file.ends_with('/') { [file, "index.html"].concat() } else { file.to_owned() }
}

/// An address that a page had once, as people copy it: `/tin/bai-cu-post123.html`, `tin/bai-cu`. A last part without an
/// ending is taken for a folder, which every host serves. `None` when it cannot be an address of this site.
pub fn old_address(text: &str) -> Option<String> {
    let text = text.trim();
    let path = as_written(text);
    if path.contains(['?', '#', ':', '*', '"', '<', '>', '|', '\\']) || path.contains(char::is_control) {
        return None;
    }
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(&path);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_sound = |part: &&str| {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        !part.starts_with(['.', ' '])
            && !part.ends_with(['.', ' '])
            && part.len() <= LONGEST_NAME
            && !is_reserved(&stem)
    };
    let last = parts.last()?;
    if text.starts_with("//") || parts.len() > DEEPEST_ADDRESS || !parts.iter().all(is_sound) {
        return None;
    }
    let slash = if path.ends_with('/') || !last.contains('.') { "/" } else { "" };
    Some(format!("/{}{slash}", parts.join("/")))
}

/// Follows `target` from `folder`: `..` and `.` are resolved, a leading `/` starts at the top. `None` when it leaves
/// the top.
pub fn join(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.retain(|part| !part.is_empty());
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    Some(parts.join("/"))
}

/// A path as it is compared when a writer's spelling of it may differ: NFC.
pub fn as_written(target: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(target).decode_utf8_lossy();
    clean(&decoded).into_owned()
}

/// Where the site will stand: a scheme and host, and the path before every address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// `https://host`, without a slash at the end.
    origin: String,
    /// Empty, or `/danvan`, without a slash at the end.
    path: String,
}

/// Why a text is no base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlError {
    /// It does not start with `http://` or `https://`.
    NoScheme,
    /// It has no host, or signs that no base URL can have (spaces, a query, an anchor).
    Form,
}

impl BaseUrl {
    /// Reads `https://host/`, `https://host/danvan/`, with or without the last slash.
    ///
    /// # Errors
    /// The text is no base URL.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::NoScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return Err(BaseUrlError::NoScheme);
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let sound = |c: char| c.is_ascii_alphanumeric() || "-._~:[]".contains(c);
        let sound_path = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let leaves_top = parts.iter().any(|part| *part == ".." || *part == ".");
        if host.is_empty() || !host.chars().all(sound) || !path.chars().all(sound_path) || leaves_top {
            return Err(BaseUrlError::Form);
        }
        let path = parts.iter().map(|part| format!("/{part}")).collect();
        Ok(Self { origin: format!("{scheme}://{}", host.to_ascii_lowercase()), path })
    }

    /// What follows the base in an address that somebody copied: `/tin/a.html` of `https://host/danvan/tin/a.html`, of
    /// `/danvan/tin/a.html` and of `/tin/a.html`.
    pub fn within<'t>(&self, text: &'t str) -> &'t str {
        let text = text.trim();
        let host = |url: &str| url.split_once("://").map_or(url.len(), |(scheme, _)| scheme.len() + "://".len());
        // An old site may have stood at `http://`.
        let of_host = text.get(host(text)..).and_then(|rest| rest.strip_prefix(&self.origin[host(&self.origin)..]));
        let path = of_host.filter(|rest| rest.starts_with('/')).unwrap_or(text);
        path.strip_prefix(&self.path).filter(|rest| rest.starts_with('/')).unwrap_or(path)
    }

    /// An address as a link within the site: `/danvan/mo-hinh/`.
    pub fn href(&self, address: &str) -> String {
        [&*self.path, address].concat()
    }

    /// An address with scheme and host: `https://host/danvan/mo-hinh/`.
    pub fn absolute(&self, address: &str) -> String {
        [&*self.origin, &*self.path, address].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mirror_paths() {
        for (path, address) in [
            ("mo-hinh/2025/hang-rao-xanh.md", "/mo-hinh/2025/hang-rao-xanh.html"),
            ("mo-hinh/2025/hang-rao-xanh/index.md", "/mo-hinh/2025/hang-rao-xanh.html"),
            ("mo-hinh/2025/Hàng rào  xanh.md", "/mo-hinh/2025/hang-rao-xanh.html"),
            ("tin-tuc/bài.md.txt", "/tin-tuc/bai.html"),
            ("tin-tuc/BÀI.MD", "/tin-tuc/bai.html"),
            ("tin-tuc/a.Md.TXT", "/tin-tuc/a.html"),
            ("gioi-thieu.md", "/gioi-thieu.html"),
        ] {
            assert_eq!(article_address(path).as_deref(), Ok(address));
        }
        assert_eq!(file_address("2025/Ảnh 1.JPG").as_deref(), Ok("/2025/anh-1.jpg"));
        assert_eq!(folder_address("Mô hình").as_deref(), Ok("/mo-hinh/"));
    }

    #[test]
    fn old_addresses() {
        for (text, address) in [
            ("/tin/bai-cu-post123.html", Some("/tin/bai-cu-post123.html")),
            ("tin/bai-cu", Some("/tin/bai-cu/")),
            ("/tin/bai-cu/index.html", Some("/tin/bai-cu/")),
            ("/tin/b%C3%A0i.aspx", Some("/tin/bài.aspx")),
            ("/", None),
            ("/tin?id=1", None),
            ("/tin#a", None),
            ("https://example.vn/tin", None),
            ("//evil.example/tin", None),
            ("/../tin.html", None),
            ("/tin/../../x", None),
            ("/tin/%2e%2e/x", None),
            ("/con.html", None),
            ("/tin\\x", None),
        ] {
            assert_eq!(old_address(text).as_deref(), address, "{text}");
        }
    }

    #[test]
    fn names_without_address() {
        assert_eq!(article_address("a/“…”.md"), Err(BadName::Empty("“…”".into())));
        assert_eq!(article_address("a/Con.md"), Err(BadName::Reserved("Con".into())));
        assert_eq!(article_address("com1/a.md"), Err(BadName::Reserved("com1".into())));
        assert!(matches!(article_address(&format!("{}.md", "a".repeat(252))), Err(BadName::TooLong(_))));
    }

    #[test]
    fn links_never_leave_the_top() {
        for (folder, target, expected) in [
            ("mo-hinh/2025", "../2024/a.md", Some("mo-hinh/2024/a.md")),
            ("mo-hinh/2025", "./a.md", Some("mo-hinh/2025/a.md")),
            ("mo-hinh/2025", "/tin-tuc/a.md", Some("tin-tuc/a.md")),
            ("", "a.md", Some("a.md")),
            ("mo-hinh", "../../a.md", None),
            ("", "../a.md", None),
        ] {
            assert_eq!(join(folder, target).as_deref(), expected, "{folder} {target}");
        }
    }

    #[test]
    fn base_urls() {
        let base = BaseUrl::parse("https://Host.vn/danvan/").unwrap();
        assert_eq!(base.href("/mo-hinh/"), "/danvan/mo-hinh/");
        assert_eq!(base.absolute("/"), "https://host.vn/danvan/");
        for text in ["https://host.vn/danvan/tin/a.html", "/danvan/tin/a.html", "/tin/a.html"] {
            assert_eq!(base.within(text), "/tin/a.html");
        }
        assert_eq!(base.within("http://host.vn/tin/a.html"), "/tin/a.html");
        assert_eq!(base.within("https://host.vnn/a"), "https://host.vnn/a");
        assert_eq!(base.within("https://khac.vn/danvan/a"), "https://khac.vn/danvan/a");
        assert_eq!(base.within("/danvankheo/a"), "/danvankheo/a");
        assert_eq!(BaseUrl::parse("host.vn"), Err(BaseUrlError::NoScheme));
        assert_eq!(BaseUrl::parse("ftp://host.vn"), Err(BaseUrlError::NoScheme));
        assert_eq!(BaseUrl::parse("https://"), Err(BaseUrlError::Form));
        assert_eq!(BaseUrl::parse("https://host.vn/a?b"), Err(BaseUrlError::Form));
        assert_eq!(BaseUrl::parse("https://host.vn/../x"), Err(BaseUrlError::Form));
    }
}
