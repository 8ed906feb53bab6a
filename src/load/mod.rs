//! What the site folder holds: paths and stamps, sorted; no bytes yet.
//!
//! In: the site's root. Out: a `Listing`, and what was noticed (folders without permission, links that go in circles).

#![expect(clippy::disallowed_methods, reason = "the one place that lists folders")]

mod decode;
mod disk;
mod duration;
mod excerpts;
mod probe;
mod stamp;
mod walk;

pub use decode::{as_text, decode};
pub use disk::Disk;
pub use excerpts::excerpts;
pub use probe::{FileInfo, probe};
pub use stamp::{Stamp, modified};

use crate::base::path::{ending, is_article};
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use crate::settings;
use crate::vietnamese::clean;
use rayon::prelude::*;
use std::path::{MAIN_SEPARATOR_STR, Path};
use walkdir::WalkDir;

/// Articles larger than this are refused, in MiB.
pub const LARGEST_TEXT_MIB: u64 = 4;
/// Settings and lists larger than this are refused, in MiB: a register of 10,000 models has about 10.
pub const LARGEST_LIST_MIB: u64 = 16;

/// Pictures larger than this are refused, in MiB: what cameras write for 100 million pixels has about 60.
pub const LARGEST_PICTURE_MIB: u64 = 128;

/// What `content/` holds. Paths are relative to `content/`, with `/`, as they are on the disk, sorted.
#[derive(Debug, Default)]
pub struct Listing {
    /// Articles: `.md` files but those of `sections`.
    pub articles: Vec<String>,
    /// Their stamps, in the same order.
    pub stamps: Vec<Stamp>,
    /// The `_index.md` files.
    pub sections: Vec<String>,
    /// Pictures and other files beside articles.
    pub files: Vec<String>,
    /// Files below `static/`, relative to it.
    pub statics: Vec<String>,
    /// All files but articles that the site is made of, also settings, lists and themes, with their stamps. These paths
    /// are relative to the site.
    pub others: Vec<(String, Stamp)>,
    /// What was noticed.
    pub notes: Vec<Diagnostic>,
}

/// Lists `content/`, and stamps what is there, settings and themes too.
///
/// # Errors
/// `content/` itself cannot be read.
pub fn list(disk: &Disk) -> Result<Listing, Failure> {
    let top = disk.native("content");
    if let Err(error) = std::fs::read_dir(&top) {
        return Err(catalogue::cannot_read("content", &error).into());
    }
    let walk::Found { mut files, notes } = walk::walk(disk, &top);
    files.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let mut listing = Listing { notes, ..Listing::default() };
    for (path, stamp) in files {
        listing.add(path, stamp);
    }
    let rest = themes(disk).into_iter().chain([settings::FILE.to_owned()]);
    listing.others.extend(rest.map(|path| (path.clone(), stamp(disk, &path))));
    listing.others.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(listing)
}

/// The stamp that a file of the site has now; one that is not settled when the file is gone.
pub fn stamp(disk: &Disk, path: &str) -> Stamp {
    std::fs::metadata(disk.native(path)).map(|metadata| Stamp::of(&metadata)).unwrap_or_default()
}

/// The files of all themes, relative to the site.
fn themes(disk: &Disk) -> Vec<String> {
    let top = disk.native("themes");
    let files = WalkDir::new(&top).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let paths = files.filter_map(|entry| Some(format!("themes/{}", below(&top, entry.path())?)));
    paths.filter(|path| is_of_site(path)).collect()
}

impl Listing {
    /// Adds a file; those before it stand before it in the order of paths.
    fn add(&mut self, path: String, stamp: Stamp) {
        if is_article(&path) && !is_section(&path) && !path.starts_with("static/") {
            if ending(&path) == "txt" {
                self.notes.push(catalogue::md_txt(Place::file(&format!("content/{path}"))));
            }
            self.articles.push(path);
            return self.stamps.push(stamp);
        }
        self.others.push((format!("content/{path}"), stamp));
        if let Some(file) = path.strip_prefix("static/") {
            self.statics.push(file.to_owned());
        } else if is_section(&path) {
            self.sections.push(path);
        } else if path.contains('/') {
            self.files.push(path);
        }
    }

    /// The stamp of a file that is no article, by its path relative to the site.
    pub fn stamp_of(&self, path: &str) -> Stamp {
        let at = self.others.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok();
        at.and_then(|at| self.others.get(at)).map(|(_, stamp)| *stamp).unwrap_or_default()
    }

    /// The file beside articles whose path, in NFC, is `path`.
    pub fn file(&self, path: &str) -> Option<&str> {
        find(&self.files, path)
    }

    /// The place among the articles of one whose path is this, as on the disk.
    pub fn place(&self, path: &str) -> Option<usize> {
        self.articles.binary_search_by(|other| other.as_str().cmp(path)).ok()
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

/// The part of a path below a folder, with `/`; `None` when it is not Unicode.
fn below(top: &Path, path: &Path) -> Option<String> {
    let rest = path.strip_prefix(top).ok()?.to_str()?;
    Some(if MAIN_SEPARATOR_STR == "/" { rest.to_owned() } else { rest.replace(MAIN_SEPARATOR_STR, "/") })
}

fn is_section(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("_index.md"))
}

/// Files that systems and programs leave behind. Below `static/` hidden files are wanted (`.well-known`).
fn is_ignored(name: &str, in_static: bool) -> bool {
    // What the output folder keeps for Git and for itself is no content.
    let kept = name.starts_with(".git") || name.starts_with(".lantoa");
    is_left_behind(name) || kept || (!in_static && name.starts_with('.'))
}

/// Whether a file or folder of this path, relative to the site, may be a part of the site.
pub fn is_of_site(path: &str) -> bool {
    let (top, below) = path.split_once('/').unwrap_or((path, ""));
    let in_static = top == "content" && below.starts_with("static/");
    let parts = || below.split('/').filter(|part| !part.is_empty());
    match top {
        "content" | "themes" => !parts().any(|part| is_ignored(part, in_static)),
        "" => true,
        _ => path == settings::FILE,
    }
}

/// Whether a file of this name is what a system or a program leaves behind, or has open.
pub fn is_left_behind(name: &str) -> bool {
    name.starts_with("~$")
        || name.ends_with('~')
        || name.starts_with("._")
        || name.ends_with(".tmp")
        || name.ends_with(".swp")
        || ["Thumbs.db", "desktop.ini", ".DS_Store"].iter().any(|other| name.eq_ignore_ascii_case(other))
}
