//! New files of the user's own: a whole site in a folder that holds nothing, an article beside others.
//!
//! In: paths and texts. Out: files, where none stood before. When writing fails, what was written is removed again, and
//! nothing else.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use super::folder::STAGING;
use super::merge::{merge, native};
use crate::diagnostic::{Failure, catalogue};
use crate::load::is_left_behind;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Whether a site may be made in a folder: there is none, or it is empty.
///
/// # Errors
/// It holds something, or cannot be looked at.
pub fn refuse_taken(dir: &Path) -> Result<(), Failure> {
    let shown = dir.display().to_string();
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.and_then(Iterator::collect::<io::Result<Vec<_>>>),
    };
    let entries = entries.map_err(|error| catalogue::cannot_write(&shown, &error))?;
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    // What a killed `init` left behind is ours; what systems leave behind is nothing.
    let names: BTreeSet<String> = names.filter(|name| name != STAGING && !is_left_behind(name)).collect();
    if names.is_empty() { Ok(()) } else { Err(catalogue::folder_not_empty(&shown, &names).into()) }
}

/// Writes the files of a new site into a folder that is empty or not there yet: all of them, or none.
///
/// # Errors
/// The folder holds something, or the disk does not let us.
pub fn new_site(dir: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    refuse_taken(dir)?;
    let missing: Vec<&Path> = dir.ancestors().take_while(|folder| !folder.exists()).collect();
    let staging = dir.join(STAGING);
    let _ = fs::remove_dir_all(&staging);
    let staged = write_all(&staging, files);
    let is_staged = staged.is_ok();
    let written = staged.and_then(|()| merge(&staging, dir));
    // Only empty when all is in place.
    let _ = fs::remove_dir(&staging);
    let Err((path, error)) = written else { return Ok(()) };
    let _ = fs::remove_dir_all(&staging);
    // Before the files were moved nothing in the folder was ours.
    for name in files.iter().filter(|_| is_staged).filter_map(|(path, _)| path.split('/').next()) {
        let made = dir.join(name);
        let _ = fs::remove_file(&made).or_else(|_| fs::remove_dir_all(&made));
    }
    for folder in missing {
        // Only an empty folder can be removed so.
        let _ = fs::remove_dir(folder);
    }
    Err(catalogue::cannot_write(&path, &error).into())
}

fn write_all(staging: &Path, files: &[(String, String)]) -> Result<(), (String, io::Error)> {
    for (path, text) in files {
        let file = native(staging, path);
        let folder = file.parent().unwrap_or(staging);
        fs::create_dir_all(folder).and_then(|()| fs::write(&file, text)).map_err(|error| {
            // Where it would have stood, not where it waited.
            let shown = native(staging.parent().unwrap_or(staging), path);
            (shown.display().to_string(), error)
        })?;
    }
    Ok(())
}

/// Writes a new file at a path below the site's root; tells whether it did, for another may stand there already.
///
/// # Errors
/// The disk does not let us.
pub fn new_file(root: &Path, path: &str, text: &str) -> Result<bool, Failure> {
    let file = native(root, path);
    let folder = file.parent().unwrap_or(root);
    let is_new_folder = !folder.exists();
    let cannot_write = |error: io::Error| Failure::from(catalogue::cannot_write(path, &error));
    fs::create_dir_all(folder).map_err(cannot_write)?;
    let written = match fs::File::options().write(true).create_new(true).open(&file) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => Err(error),
        Ok(mut open) => open.write_all(text.as_bytes()).inspect_err(|_| {
            let _ = fs::remove_file(&file);
        }),
    };
    let Err(error) = written else { return Ok(true) };
    if is_new_folder {
        let _ = fs::remove_dir(folder);
    }
    Err(cannot_write(error))
}
