//! What the site folder holds: paths alone, sorted; no bytes yet.
//!
//! In: the site's root. Out: a `Listing`, and what was noticed (folders without permission, links that go in circles).

#![expect(clippy::disallowed_methods, reason = "the one place that lists folders")]

mod decode;
mod disk;
mod probe;

pub use decode::{as_text, decode};
pub use disk::Disk;
pub use probe::{FileInfo, probe};

use crate::base::path::{ending, is_article};
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use crate::vietnamese::clean;
use walkdir::WalkDir;

/// Articles larger than this are refused, in MiB.
pub const LARGEST_TEXT_MIB: u64 = 4;
/// Settings and lists larger than this are refused, in MiB: a register of 10,000 models has about 10.
pub const LARGEST_LIST_MIB: u64 = 16;

/// What `content/` holds. Paths are relative to `content/`, with `/`, as they are on the disk, sorted.
#[derive(Debug, Default)]
pub struct Listing {
    /// Articles: `.md` files but those of `sections`.
    pub articles: Vec<String>,
    /// The `_index.md` files.
    pub sections: Vec<String>,
    /// Pictures and other files beside articles.
    pub files: Vec<String>,
    /// Files below `static/`, relative to it.
    pub statics: Vec<String>,
    /// What was noticed.
    pub notes: Vec<Diagnostic>,
}

/// Lists `content/`.
///
/// # Errors
/// `content/` itself cannot be read.
pub fn list(disk: &Disk) -> Result<Listing, Failure> {
    let top = disk.native("content");
    if let Err(error) = std::fs::read_dir(&top) {
        return Err(catalogue::cannot_read("content", &error).into());
    }
    let mut listing = Listing::default();
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                listing.notes.push(unreadable(disk, &error));
                continue;
            }
        };
        let Some(path) = entry.path().strip_prefix(&top).ok().and_then(relative) else {
            let shown = entry.path().strip_prefix(disk.root()).unwrap_or(entry.path()).to_string_lossy().into_owned();
            let reason = ("tên tệp không phải là Unicode".to_owned(), "its name is not Unicode".to_owned());
            listing.notes.push(catalogue::unreadable(Place::file(&shown.replace('\\', "/")), &reason));
            continue;
        };
        if path.is_empty() {
            continue;
        }
        if entry.path_is_symlink() && !disk.holds(entry.path()) {
            listing.notes.push(catalogue::link_leaves_site(Place::file(&format!("content/{path}"))));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let in_static = path == "static" || path.starts_with("static/");
        if is_ignored(&entry.file_name().to_string_lossy(), in_static) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            listing.add(path);
        }
    }
    for paths in [&mut listing.articles, &mut listing.sections, &mut listing.files, &mut listing.statics] {
        paths.sort_unstable();
    }
    Ok(listing)
}

impl Listing {
    fn add(&mut self, path: String) {
        if let Some(file) = path.strip_prefix("static/") {
            self.statics.push(file.to_owned());
        } else if path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("_index.md")) {
            self.sections.push(path);
        } else if is_article(&path) {
            if ending(&path) == "txt" {
                self.notes.push(catalogue::md_txt(Place::file(&format!("content/{path}"))));
            }
            self.articles.push(path);
        } else if path.contains('/') {
            self.files.push(path);
        }
    }

    /// The file beside articles whose path, in NFC, is `path`.
    pub fn file(&self, path: &str) -> Option<&str> {
        find(&self.files, path)
    }

    /// The article whose path, in NFC, is `path`.
    pub fn article(&self, path: &str) -> Option<&str> {
        find(&self.articles, path)
    }
}

/// Writers type NFC; macOS stores names in NFD.
fn find<'p>(paths: &'p [String], wanted: &str) -> Option<&'p str> {
    let found = paths.binary_search_by(|path| path.as_str().cmp(wanted)).ok().and_then(|at| paths.get(at));
    found.or_else(|| paths.iter().find(|path| !path.is_ascii() && clean(path) == wanted)).map(String::as_str)
}

/// A path with `/`; `None` when a part of it is not Unicode.
fn relative(path: &std::path::Path) -> Option<String> {
    let mut out = String::new();
    for part in path.components() {
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(part.as_os_str().to_str()?);
    }
    Some(out)
}

/// Files that systems and programs leave behind. Below `static/` hidden files are wanted (`.well-known`).
fn is_ignored(name: &str, in_static: bool) -> bool {
    let left_behind = name.starts_with("~$")
        || name.ends_with('~')
        || name.starts_with("._")
        || name.ends_with(".tmp")
        || name.ends_with(".swp")
        || ["Thumbs.db", "desktop.ini", ".DS_Store"].iter().any(|other| name.eq_ignore_ascii_case(other));
    // What the output folder keeps for Git and for itself is no content.
    let kept = name.starts_with(".git") || name.starts_with(".lantoa");
    left_behind || kept || (!in_static && name.starts_with('.'))
}

fn unreadable(disk: &Disk, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| path.strip_prefix(disk.root()).unwrap_or(path));
    let path = path.and_then(relative).unwrap_or_else(|| "content".to_owned());
    let place = Place::file(&path);
    match error.io_error() {
        Some(error) => catalogue::unreadable(place, &catalogue::reason(error)),
        None => catalogue::symlink_loop(place),
    }
}
