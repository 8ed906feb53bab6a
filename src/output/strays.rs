//! Files in the output folder that are not planned: ours are deleted, those of others are put aside and named.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use super::manifest::Manifest;
use super::merge::{self, native};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) struct Strays<'s> {
    files: Vec<String>,
    /// Those that are ours.
    ours: HashSet<&'s str>,
    dir: &'s Path,
    removed: &'s Path,
    shown: &'s str,
    planned: &'s [&'s str],
    /// The folders that planned files need.
    needed: HashSet<&'s str>,
}

/// When strays are removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Those that stand where a planned file or its folder must be, before anything is moved into place.
    Before,
    /// The others.
    After,
}

impl<'s> Strays<'s> {
    pub(super) fn new(
        mut files: Vec<String>,
        manifest: &'s Manifest,
        dir: &'s Path,
        removed: &'s Path,
        shown: &'s str,
        planned: &'s [&'s str],
    ) -> Self {
        files.sort_unstable();
        let (mut needed, mut ours) = (HashSet::new(), HashSet::new());
        if !files.is_empty() {
            ours = manifest.names();
            needed = planned.iter().flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at])).collect();
        }
        Self { files, ours, dir, removed, shown, planned, needed }
    }

    /// Whether a stray is where a planned file's folder must be, or below where a planned file must be.
    fn stands_in_the_way(&self, stray: &str) -> bool {
        let below = stray.match_indices('/').any(|(at, _)| self.planned.binary_search(&&stray[..at]).is_ok());
        below || self.needed.contains(stray)
    }

    /// Removes the strays that are due; tells how many.
    pub(super) fn remove(&self, when: When, notes: &mut Vec<Diagnostic>) -> Result<usize, Failure> {
        let mut removed = 0;
        let mut folders = BTreeSet::new();
        for file in self.files.iter().filter(|file| (when == When::Before) == self.stands_in_the_way(file)) {
            let standing = native(self.dir, file);
            let shown = format!("{}/{file}", self.shown);
            let result = if self.ours.contains(file.as_str()) {
                fs::remove_file(&standing)
            } else {
                notes.push(catalogue::stray_put_aside(Place::file(&shown)));
                put_aside(&standing, self.removed, file)
            };
            match result {
                Ok(()) => removed += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(catalogue::cannot_move(&shown, &error).into()),
            }
            folders.insert(path::parent(file));
        }
        for folder in folders {
            self.remove_emptied(folder);
        }
        Ok(removed)
    }

    /// Removes a folder and those above it while they are empty.
    fn remove_emptied(&self, folder: &str) {
        let mut folder = folder;
        while !folder.is_empty() && fs::remove_dir(native(self.dir, folder)).is_ok() {
            folder = path::parent(folder);
        }
    }
}

/// Moves a file to `.lantoa/removed/`, under a name that is free.
fn put_aside(file: &Path, removed: &Path, name: &str) -> io::Result<()> {
    let mut target = native(removed, name);
    let mut number = 1;
    while target.symlink_metadata().is_ok() {
        number += 1;
        target = native(removed, &format!("{name}.{number}"));
    }
    fs::create_dir_all(target.parent().map_or_else(PathBuf::new, Path::to_path_buf))?;
    match merge::rename(file, &target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::copy(file, &target)?;
            fs::remove_file(file)
        }
        result => result,
    }
}
