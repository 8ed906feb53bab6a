//! Moves a staged tree over the standing one.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A path of the output as the system writes it.
pub(super) fn native(dir: &Path, file: &str) -> PathBuf {
    let mut native = dir.to_path_buf();
    native.extend(file.split('/').filter(|part| !matches!(*part, "" | "." | "..")));
    native
}

/// Renames everything in `staged` into `standing`. A folder that does not stand yet is moved whole.
///
/// # Errors
/// The path that could not be moved, and why. What was moved before is in place and whole.
pub(super) fn merge(staged: &Path, standing: &Path) -> Result<(), (String, io::Error)> {
    let failed = |path: &Path, error| (path.display().to_string(), error);
    let mut entries: Vec<_> =
        fs::read_dir(staged).and_then(Iterator::collect).map_err(|error| failed(standing, error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (from, to) = (entry.path(), standing.join(entry.file_name()));
        let is_folder = entry.file_type().map_err(|error| failed(&to, error))?.is_dir();
        // A link that stands there is no folder of ours: nothing is moved through it.
        let stands = to.symlink_metadata().is_ok_and(|standing| standing.is_dir());
        if is_folder && stands {
            merge(&from, &to)?;
        } else {
            if !is_folder && stands {
                // Its files were removed before; only empty folders are left.
                remove_empty(&to).map_err(|error| failed(&to, error))?;
            }
            rename(&from, &to).map_err(|error| failed(&to, error))?;
        }
    }
    Ok(())
}

/// Removes a folder that holds nothing but empty folders.
pub(super) fn remove_empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty(&entry.path())?;
        }
    }
    fs::remove_dir(folder)
}

/// Renames a file over another. On Windows a virus scanner or an indexer may hold a new file for a moment: then it is
/// tried again for a second.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    loop {
        match fs::rename(from, to) {
            Err(error) if tries > 0 && error.kind() == io::ErrorKind::PermissionDenied => {
                tries -= 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            result => return result,
        }
    }
}
