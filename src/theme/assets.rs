//! Style sheets, scripts and pictures of a theme, published under names that tell their content, so that they may be
//! cached for ever.
//!
//! In: the files of `assets/`. Out: addresses, bytes, and the hashes by which browsers check what they get. A folder
//! `site.css.d` holds one file in parts, which are joined in the order of their names: a theme replaces or adds a single part.

use crate::base::hash::{content_name, integrity};
use std::collections::BTreeMap;

/// The ending of a folder whose files are the parts of one asset.
const IN_PARTS: &str = ".d";

/// Assets as a theme holds them: by name in the theme (`site.css`), by name of the part; a file that is whole is a part
/// without a name.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<String, BTreeMap<String, Vec<u8>>>);

impl Sources {
    /// Adds `assets/site.css`, which replaces all of that name that came before, or a part of it,
    /// `assets/site.css.d/10-variables.css`.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        let Some(name) = path.strip_prefix("assets/") else { return };
        let in_parts = name.rsplit_once('/').and_then(|(folder, part)| Some((folder.strip_suffix(IN_PARTS)?, part)));
        if let Some((name, part)) = in_parts {
            self.0.entry(name.to_owned()).or_default().insert(part.to_owned(), bytes.to_vec());
        } else {
            self.0.insert(name.to_owned(), BTreeMap::from([(String::new(), bytes.to_vec())]));
        }
    }

    /// What is published.
    pub(super) fn publish(self) -> Assets {
        let by_name = self.0.into_iter().map(|(name, parts)| {
            let mut bytes = parts.into_values().collect::<Vec<_>>().join(&b'\n');
            if name.ends_with(".js") {
                bytes = without_comments(&bytes);
            }
            let asset = Asset { address: address(&name, &bytes), integrity: integrity(&bytes), bytes };
            (name, asset)
        });
        Assets { by_name: by_name.collect() }
    }
}

/// One published file.
#[derive(Debug)]
pub(super) struct Asset {
    /// `/assets/site.0123456789.css`
    pub(super) address: String,
    /// `sha384-…`, for the attribute `integrity`.
    pub(super) integrity: String,
    bytes: Vec<u8>,
}

/// The assets of a theme.
#[derive(Debug, Default)]
pub struct Assets {
    by_name: BTreeMap<String, Asset>,
}

impl Assets {
    /// The addresses of all, sorted by name.
    pub fn addresses(&self) -> Vec<String> {
        self.by_name.values().map(|asset| asset.address.clone()).collect()
    }

    /// The address of the file `assets/<name>` of the theme.
    pub fn address(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|asset| asset.address.as_str())
    }

    /// The bytes published at an address.
    pub fn bytes(&self, address: &str) -> Option<&[u8]> {
        self.by_name.values().find(|asset| asset.address == address).map(|asset| asset.bytes.as_slice())
    }

    /// Names and files.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.by_name.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}

/// A script without indents and without the lines that hold nothing or nothing but a `//` comment: readers on slow networks
/// need none. One in which a text or a comment goes on over lines stays as it is, for all of that belongs to it then.
fn without_comments(script: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).collect();
    if lines.iter().any(|line| goes_on(line)) {
        return script.to_vec();
    }
    let is_code = |line: &&[u8]| !line.is_empty() && !line.starts_with(b"//");
    lines.into_iter().filter(is_code).flat_map(|line| [line, b"\n"]).collect::<Vec<_>>().concat()
}

/// Whether a comment, a text, or a text within one may go on behind a line.
fn goes_on(line: &[u8]) -> bool {
    let count = |part: &[u8], sign: &[u8]| memchr::memmem::find_iter(part, sign).count();
    let parts: Vec<&[u8]> = line.split(|byte| *byte == b'`').collect();
    // Within backticks, what `${` begins may hold backticks of its own.
    let is_open = |text: &&[u8]| count(text, b"{") > count(text, b"}");
    parts.len().is_multiple_of(2)
        || parts.iter().skip(1).step_by(2).any(is_open)
        || count(line, b"/*") > count(line, b"*/")
        || line.ends_with(b"\\")
}

fn address(name: &str, bytes: &[u8]) -> String {
    let hash = content_name(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("/assets/{stem}.{hash}.{ending}"),
        None => format!("/assets/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_no_lines_of_comment() {
        let mut sources = Sources::default();
        sources.add("assets/a.js", b"// one\nf(); // two\n  // three\n\n  g();\n");
        sources.add("assets/a.txt", b"// one\n");
        let texts = [
            ("b.js", "s = `\n  // one\n`;\n"),
            ("c.js", "s = '\\\n  // one';\n"),
            ("d.js", "s = `<ul>${a.map((x) => `\n  // one\n`)}`;\n"),
            ("e.js", "/*\nf();\n//*/\ng();\n"),
        ];
        for (name, text) in texts {
            sources.add(&format!("assets/{name}"), text.as_bytes());
        }
        let assets = sources.publish();
        let bytes = |name| assets.address(name).and_then(|address| assets.bytes(address)).unwrap_or_default();
        assert_eq!((bytes("a.js"), bytes("a.txt")), (&b"f(); // two\ng();\n"[..], &b"// one\n"[..]));
        for (name, text) in texts {
            assert_eq!(bytes(name), text.as_bytes());
        }
    }

    #[test]
    fn a_part_replaces_its_like_and_a_whole_file_all_parts() {
        let mut sources = Sources::default();
        for (path, text) in [
            ("assets/site.css.d/10-a.css", "a"),
            ("assets/site.css.d/20-b.css", "b"),
            ("assets/site.css.d/10-a.css", "c"),
            ("assets/site.css.d/15-d.css", "d"),
        ] {
            sources.add(path, text.as_bytes());
        }
        let assets = sources.publish();
        let address = assets.address("site.css").unwrap_or_default();
        assert_eq!(assets.bytes(address), Some(&b"c\nd\nb"[..]));
        let mut sources = Sources::default();
        for (path, text) in
            [("assets/site.css.d/10-a.css", "a"), ("assets/site.css", "w"), ("assets/site.css.d/90-b.css", "b")]
        {
            sources.add(path, text.as_bytes());
        }
        let assets = sources.publish();
        let address = assets.address("site.css").unwrap_or_default();
        assert_eq!(assets.bytes(address), Some(&b"w\nb"[..]));
    }
}
