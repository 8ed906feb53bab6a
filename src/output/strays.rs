//! Files in the output folder that are not planned: ours are deleted, those of others are put aside and named.

use super::folder::native;
use super::manifest::Manifest;
use super::merge;
use crate::base::path;
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) struct Strays<'s> {
    files: Vec<String>,
    manifest: &'s Manifest,
    dir: &'s Path,
    removed: &'s Path,
    shown: &'s str,
}

impl<'s> Strays<'s> {
    pub(super) fn new(
        mut files: Vec<String>,
        manifest: &'s Manifest,
        dir: &'s Path,
        removed: &'s Path,
        shown: &'s str,
    ) -> Self {
        files.sort_unstable();
        Self { files, manifest, dir, removed, shown }
    }

    /// Removes the strays that `which` picks; tells how many.
    pub(super) fn remove(
        &self,
        which: impl Fn(&str) -> bool,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<usize, Failure> {
        let mut removed = 0;
        let mut folders = HashSet::new();
        for file in self.files.iter().filter(|file| which(file)) {
            let standing = native(self.dir, file);
            let shown = format!("{}/{file}", self.shown);
            let result = if self.manifest.names(file) {
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

/// Whether a stray is where a planned file's folder must be, or below where a planned file must be.
pub(super) fn stands_in_the_way(stray: &str, planned: &HashSet<String>) -> bool {
    let below = stray.match_indices('/').any(|(at, _)| planned.contains(&stray[..at]));
    let folder = format!("{stray}/");
    below || planned.iter().any(|file| file.starts_with(&folder))
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
