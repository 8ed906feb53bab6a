//! Walks through `content/`: every file with its stamp, folders of one folder by all processors.
//!
//! In: the site's root. Out: paths relative to `content/`, in no order, and what was noticed: folders without permission,
//! links that go in circles or out of the site.

#![expect(clippy::disallowed_methods, reason = "the one place that lists folders")]

use super::{Disk, Stamp, is_ignored};
use crate::diagnostic::{Diagnostic, Place, catalogue};
use rayon::prelude::*;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What a walk found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: Vec<(String, Stamp)>,
    pub(super) notes: Vec<Diagnostic>,
}

/// A folder that is walked through, and those above it.
struct Folder<'f> {
    /// As the walk came to it.
    path: PathBuf,
    /// With links followed: what is met again below itself is a circle.
    real: PathBuf,
    /// Relative to `content/`, with a slash at the end; empty for `content/` itself.
    prefix: String,
    above: Option<&'f Folder<'f>>,
}

/// Walks through the folder at `top`, which is `content/`.
pub(super) fn walk(disk: &Disk, top: &Path) -> Found {
    let real = top.canonicalize().unwrap_or_else(|_| top.to_path_buf());
    Folder { path: top.to_path_buf(), real, prefix: String::new(), above: None }.walk(disk)
}

impl Folder<'_> {
    fn walk(&self, disk: &Disk) -> Found {
        let mut found = Found::default();
        let mut below = Vec::new();
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) => {
                found.notes.push(unreadable(self.prefix.trim_end_matches('/'), &error));
                return found;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.meet(&entry, disk, &mut found, &mut below),
                Err(error) => found.notes.push(unreadable(self.prefix.trim_end_matches('/'), &error)),
            }
        }
        let below: Vec<Found> = below.par_iter().map(|folder| folder.walk(disk)).collect();
        for mut other in below {
            found.files.append(&mut other.files);
            found.notes.append(&mut other.notes);
        }
        found
    }

    fn meet<'f>(&'f self, entry: &DirEntry, disk: &Disk, found: &mut Found, below: &mut Vec<Folder<'f>>) {
        let Some(path) = entry.file_name().to_str().map(|name| format!("{}{name}", self.prefix)) else {
            let shown = format!("content/{}{}", self.prefix, entry.file_name().to_string_lossy());
            let reason = ("tên tệp không phải là Unicode".to_owned(), "its name is not Unicode".to_owned());
            return found.notes.push(catalogue::unreadable(Place::file(&shown), &reason));
        };
        let (is_link, metadata) = match look(entry) {
            Ok(seen) => seen,
            Err(error) => return found.notes.push(unreadable(&path, &error)),
        };
        let mut real = self.real.join(entry.file_name());
        if is_link {
            real = real.canonicalize().unwrap_or(real);
            let place = || Place::file(&format!("content/{path}"));
            if metadata.is_dir() && self.is_within(&real) {
                return found.notes.push(catalogue::symlink_loop(place()));
            }
            if !disk.holds(&real) {
                return found.notes.push(catalogue::link_leaves_site(place()));
            }
        }
        let in_static = path == "static" || path.starts_with("static/");
        if is_ignored(path.strip_prefix(&self.prefix).unwrap_or(&path), in_static) {
            return;
        }
        if metadata.is_dir() {
            below.push(Folder { path: entry.path(), real, prefix: format!("{path}/"), above: Some(self) });
        } else if metadata.is_file() {
            found.files.push((path, Stamp::of(&metadata)));
        }
    }

    /// Whether it is a folder, or lies within it on the way that the walk took.
    fn is_within(&self, folder: &Path) -> bool {
        self.real == folder || self.above.is_some_and(|above| above.is_within(folder))
    }
}

/// Whether an entry is a link, and what it is or leads to.
fn look(entry: &DirEntry) -> io::Result<(bool, Metadata)> {
    let is_link = entry.file_type()?.is_symlink();
    Ok((is_link, if is_link { fs::metadata(entry.path())? } else { entry.metadata()? }))
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let shown = if path.is_empty() { "content".to_owned() } else { format!("content/{path}") };
    catalogue::unreadable(Place::file(&shown), &catalogue::reason(error))
}
