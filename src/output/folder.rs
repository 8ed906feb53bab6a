//! An output folder that is being filled.
//!
//! New and changed files are written to a staging folder inside it (so that they are on the same disk) and renamed into
//! place at the end. `public/` of the site is ours by name; another folder is ours if it was absent or empty at first
//! use, or carries our mark.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use super::manifest::Manifest;
use super::merge::{self, native};
use super::strays::{Strays, When};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Failure, catalogue};
use crate::load::Disk;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// The file that marks an output folder as ours.
const MARK: &str = ".lantoa-output";
const MARK_TEXT: &str = "Thư mục này do lantoa tạo ra; mỗi lần chạy “lantoa build”, tệp lạ ở đây được chuyển đi nơi khác.\n\
    This folder is made by lantoa; each “lantoa build” moves files of others away.\n";
/// Where changed files wait.
const STAGING: &str = ".lantoa-staging";
/// The site's own folders, which an output may not overlap with.
const OWN: [&str; 4] = ["content", "themes", ".lantoa", ".git"];

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new or differs.
    Written,
    /// It stands already, to the byte.
    Unchanged,
}

/// An output folder, open for one build. Dropped before `commit`, it is as it was.
pub struct Output {
    dir: PathBuf,
    staging: PathBuf,
    /// As messages show it.
    shown: String,
    /// What stands in it: files and links, with their sizes.
    existing: HashMap<String, u64>,
    manifest: Manifest,
    removed: PathBuf,
    /// Whether the folder itself was made for this build.
    is_new: bool,
    /// Held until the end: a second build of the same site waits.
    _lock: File,
}

impl Output {
    /// Opens the output folder: `out`, or `public` below the site's root.
    ///
    /// # Errors
    /// It overlaps with the site's own files, holds files that are not ours, or cannot be read.
    pub fn open(disk: &Disk, out: Option<&Path>) -> Result<Self, Failure> {
        let default = disk.root().join("public");
        let shown = out.map_or_else(|| "public".to_owned(), |out| out.display().to_string());
        let wanted = out.map_or_else(|| default.clone(), Path::to_path_buf);
        let dir = real_path(&wanted).map_err(|error| catalogue::cannot_write(&shown, &error))?;
        refuse_overlap(disk, &dir, &shown)?;
        // First the lock: what stands in the folder is looked at when no other build changes it.
        let memo = disk.root().join(".lantoa");
        let writable = |error: io::Error| catalogue::cannot_write(".lantoa", &error);
        fs::create_dir_all(&memo).map_err(writable)?;
        let lock = File::create(memo.join("lock")).map_err(writable)?;
        // Some network folders know no locks: then two builds at once are the user's own affair.
        match lock.lock() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(writable(error).into()),
            _ => {}
        }
        let is_new = !dir.exists();
        let existing = if is_new { HashMap::new() } else { list(&dir, &shown)? };
        let is_ours = real_path(&default).is_ok_and(|default| default == dir) || dir.join(MARK).is_file();
        if !is_ours && !existing.is_empty() {
            return Err(catalogue::foreign_output(&shown).into());
        }
        let manifest = Manifest::load(&memo, &dir);
        let output = Self {
            staging: dir.join(STAGING),
            dir,
            shown,
            existing,
            manifest,
            removed: memo.join("removed"),
            is_new,
            _lock: lock,
        };
        output.remove_staging();
        Ok(output)
    }

    /// Makes the staging folder with the folders of all planned files.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn prepare(&self, files: &HashSet<String>) -> Result<(), Failure> {
        let folders: BTreeSet<&str> = files.iter().map(|file| path::parent(file)).collect();
        for folder in folders {
            fs::create_dir_all(native(&self.staging, folder)).map_err(|error| self.cannot_write(folder, &error))?;
        }
        Ok(())
    }

    /// Stages a file, unless the same bytes stand in the folder already.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn put(&self, file: &str, bytes: &[u8]) -> Result<Change, Failure> {
        if self.existing.get(file).is_some_and(|size| *size == bytes.len() as u64)
            && fs::read(native(&self.dir, file)).is_ok_and(|standing| standing == bytes)
        {
            return Ok(Change::Unchanged);
        }
        fs::write(native(&self.staging, file), bytes).map_err(|error| self.cannot_write(file, &error))?;
        Ok(Change::Written)
    }

    /// Stages a copy of a file of the site, unless the same bytes stand in the folder already.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn copy(&self, file: &str, source: &Path) -> Result<Change, Failure> {
        let size = fs::metadata(source).map(|metadata| metadata.len());
        if self.existing.get(file).copied() == size.ok() && same_bytes(source, &native(&self.dir, file)) {
            return Ok(Change::Unchanged);
        }
        let staged = native(&self.staging, file);
        let copied = File::open(source).and_then(|mut from| io::copy(&mut from, &mut File::create(&staged)?));
        copied.map_err(|error| self.cannot_write(file, &error))?;
        Ok(Change::Written)
    }

    /// Moves everything staged into place, removes what is not planned, and remembers what is ours. Tells how many files
    /// were removed.
    ///
    /// # Errors
    /// The disk does not let us; what is in place by then is whole.
    pub fn commit(
        mut self,
        planned: &HashSet<String>,
        keep: &[glob::Pattern],
        notes: &mut Vec<Diagnostic>,
    ) -> Result<usize, Failure> {
        let is_kept =
            |file: &str| file == MARK || planned.contains(file) || keep.iter().any(|pattern| pattern.matches(file));
        let strays: Vec<String> = self.existing.keys().filter(|file| !is_kept(file)).cloned().collect();
        let strays = Strays::new(strays, &self.manifest, &self.dir, &self.removed, &self.shown, planned);
        let mark = self.dir.join(MARK);
        if !mark.is_file() {
            fs::write(self.staging.join(MARK), MARK_TEXT).map_err(|error| self.cannot_write(MARK, &error))?;
            merge::rename(&self.staging.join(MARK), &mark).map_err(|error| catalogue::cannot_move(MARK, &error))?;
        }
        let mut removed = strays.remove(When::Before, notes)?;
        merge::merge(&self.staging, &self.dir).map_err(|(path, error)| catalogue::cannot_move(&path, &error))?;
        removed += strays.remove(When::After, notes)?;
        self.is_new = false;
        // A manifest that cannot be written is one that is lost: the next build puts aside what it would have deleted.
        let _ = self.manifest.save(planned);
        Ok(removed)
    }

    fn cannot_write(&self, file: &str, error: &io::Error) -> Failure {
        // Where the whole disk is to blame, it does not matter which file was the first to notice.
        let whole_disk = matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::ReadOnlyFilesystem
        );
        let shown = if whole_disk || file.is_empty() { self.shown.clone() } else { format!("{}/{file}", self.shown) };
        catalogue::cannot_write(&shown, error).into()
    }

    /// A staging folder that a killed build left behind, or that is no longer wanted. What cannot be removed now is
    /// removed by the next build.
    fn remove_staging(&self) {
        if self.staging.exists() {
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.remove_staging();
        if self.is_new {
            // Only an empty folder can be removed so.
            let _ = fs::remove_dir(&self.dir);
        }
    }
}

/// The absolute path with links followed, also of a folder that does not exist yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            part => {
                real.push(part);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

fn refuse_overlap(disk: &Disk, dir: &Path, shown: &str) -> Result<(), Failure> {
    if disk.root().starts_with(dir) {
        return Err(catalogue::output_overlaps(shown, ".").into());
    }
    for own in OWN {
        if dir.starts_with(disk.root().join(own)) {
            return Err(catalogue::output_overlaps(shown, own).into());
        }
    }
    Ok(())
}

/// What stands in a folder. Links are listed, not followed; `.git…` and the staging folder are not ours to see.
fn list(dir: &Path, shown: &str) -> Result<HashMap<String, u64>, Failure> {
    let mut existing = HashMap::new();
    let mut walk = WalkDir::new(dir).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let unreadable = |error: walkdir::Error| {
            let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
            catalogue::cannot_read(shown, &error)
        };
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy();
        let is_folder = entry.file_type().is_dir();
        if name.starts_with(".git") || (entry.depth() == 1 && name == STAGING) {
            if is_folder {
                walk.skip_current_dir();
            }
        } else if !is_folder {
            let path = entry.path().strip_prefix(dir).unwrap_or(entry.path());
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            let size = if entry.file_type().is_file() { entry.metadata().map_err(unreadable)?.len() } else { u64::MAX };
            existing.insert(parts.join("/"), size);
        }
    }
    Ok(existing)
}

fn same_bytes(one: &Path, other: &Path) -> bool {
    let (Ok(mut one), Ok(mut other)) = (File::open(one), File::open(other)) else { return false };
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let Ok(read) = one.read(&mut left) else { return false };
        if read == 0 {
            return matches!(other.read(&mut right), Ok(0));
        }
        if other.read_exact(&mut right[..read]).is_err() || left[..read] != right[..read] {
            return false;
        }
    }
}
