//! What stands in an output folder: files and links with their stamps, sorted.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use super::folder::STAGING;
use crate::diagnostic::{Failure, catalogue};
use crate::load::Stamp;
use rayon::prelude::*;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

/// Files and links by path with `/`; of what is no plain file the stamp is unknown.
#[derive(Default)]
pub(super) struct Standing {
    files: Vec<(String, Stamp)>,
}

impl Standing {
    /// Looks through a folder. Links are listed, not followed; `.git…` and the staging folder are not ours to see.
    pub(super) fn of(dir: &Path, shown: &str) -> Result<Self, Failure> {
        let mut files = list(dir, "").map_err(|error| catalogue::cannot_read(shown, &error))?;
        files.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self { files })
    }

    pub(super) fn files(&self) -> &[(String, Stamp)] {
        &self.files
    }

    pub(super) fn find(&self, file: &str) -> Option<Stamp> {
        let at = self.files.binary_search_by(|(other, _)| other.as_str().cmp(file)).ok()?;
        self.files.get(at).map(|(_, stamp)| *stamp)
    }
}

/// Everything below a folder; folders of one folder are the work of all processors.
fn list(dir: &Path, prefix: &str) -> io::Result<Vec<(String, Stamp)>> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type()?.is_dir();
        if name.starts_with(".git") || (prefix.is_empty() && name == STAGING) {
            continue;
        }
        if is_folder {
            folders.push((entry.path(), format!("{prefix}{name}/")));
        } else {
            files.push((format!("{prefix}{name}"), stamp(&entry)?));
        }
    }
    let below: io::Result<Vec<_>> = folders.par_iter().map(|(path, prefix)| list(path, prefix)).collect();
    files.extend(below?.into_iter().flatten());
    Ok(files)
}

fn stamp(entry: &DirEntry) -> io::Result<Stamp> {
    Ok(if entry.file_type()?.is_file() { Stamp::of(&entry.metadata()?) } else { Stamp::default() })
}
