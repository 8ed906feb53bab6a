//! An output folder that is being filled.
//!
//! New and changed files are written to a staging folder inside it (so that they are on the same disk) and renamed into
//! place at the end. `public/` of the site is ours by name; another folder is ours if it was absent or empty at first
//! use, or carries our mark.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use super::manifest::Manifest;
use super::merge::{self, native};
use super::standing::Standing;
use super::strays::{Strays, When};
use crate::base::hash::Hash;
use crate::base::path;
use crate::diagnostic::{Diagnostic, Failure, catalogue};
use crate::load::{Disk, Stamp, modified};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// The file that marks an output folder as ours.
pub const MARK: &str = ".lantoa-output";
const MARK_TEXT: &str = "Thư mục này do lantoa tạo ra; mỗi lần chạy “lantoa build”, tệp lạ ở đây được chuyển đi nơi khác.\n\
    This folder is made by lantoa; each “lantoa build” moves files of others away.\n";
/// Where changed files wait.
pub(super) const STAGING: &str = ".lantoa-staging";
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
    /// What stands in it.
    standing: Standing,
    memo: PathBuf,
    /// Whether the folder itself was made for this build.
    is_new: bool,
    /// Held until the end: a second build of the same site waits.
    lock: File,
}

impl Output {
    /// Opens the output folder: `out`, or `public` below the site's root. When another build of the same site is at work,
    /// says so through `wait` and waits for its end.
    ///
    /// # Errors
    /// It overlaps with the site's own files, or the site's folder cannot be written.
    pub fn open(disk: &Disk, out: Option<&Path>, wait: &dyn Fn()) -> Result<Self, Failure> {
        let default = disk.root().join("public");
        let shown = out.map_or_else(|| "public".to_owned(), |out| out.display().to_string());
        let wanted = out.map_or(default, Path::to_path_buf);
        let dir = real_path(&wanted).map_err(|error| catalogue::cannot_write(&shown, &error))?;
        refuse_overlap(disk, &dir, &shown)?;
        let memo = disk.root().join(".lantoa");
        let lock = lock(&memo, wait).map_err(|error| catalogue::cannot_write(".lantoa", &error))?;
        let is_new = !dir.exists();
        Ok(Self { staging: dir.join(STAGING), dir, shown, standing: Standing::default(), memo, is_new, lock })
    }

    /// Looks at what stands in the folder, now that no other build changes it.
    ///
    /// # Errors
    /// It holds files that are not ours, or cannot be read.
    pub fn look(&mut self, disk: &Disk) -> Result<(), Failure> {
        if self.is_new {
            return Ok(());
        }
        self.standing = Standing::of(&self.dir, &self.shown)?;
        let default = disk.root().join("public");
        let is_ours = real_path(&default).is_ok_and(|default| default == self.dir) || self.dir.join(MARK).is_file();
        if !is_ours && !self.standing.files().is_empty() {
            let names = self.standing.files().iter().filter_map(|(path, _)| Some(path.split('/').next()?.to_owned()));
            return Err(catalogue::foreign_output(&self.shown, &names.collect()).into());
        }
        self.remove_staging();
        Ok(())
    }

    /// Whether the folder carries the mark, as it was made.
    pub fn has_mark(&self) -> bool {
        fs::read(self.dir.join(MARK)).is_ok_and(|bytes| bytes == MARK_TEXT.as_bytes())
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What the clock of the site's disk says, in nanoseconds since 1970.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn site_clock(&self) -> Result<i64, Failure> {
        let written = (&self.lock).write_all(b".").and_then(|()| self.lock.metadata());
        Ok(written.map(|metadata| modified(&metadata)).map_err(|error| catalogue::cannot_write(".lantoa", &error))?)
    }

    /// What the clock of the folder's disk says, in nanoseconds since 1970.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn clock(&self) -> Result<i64, Failure> {
        let stick = self.staging.join(STAGING);
        let read = fs::create_dir_all(&self.staging).and_then(|()| fs::write(&stick, b".")).and_then(|()| {
            let now = fs::metadata(&stick)?;
            fs::remove_file(&stick)?;
            Ok(modified(&now))
        });
        read.map_err(|error| self.cannot_write("", &error))
    }

    /// What stands in the folder, sorted: files and links with their stamps.
    pub fn standing(&self) -> &[(String, Stamp)] {
        self.standing.files()
    }

    /// The stamp that a file had when the folder was looked at; `None` when it does not stand there.
    pub fn stamp(&self, file: &str) -> Option<Stamp> {
        self.standing.find(file)
    }

    /// The stamp that a file has now.
    pub fn stamp_now(&self, file: &str) -> Stamp {
        let metadata = native(&self.dir, file).symlink_metadata().ok().filter(fs::Metadata::is_file);
        metadata.map(|metadata| Stamp::of(&metadata)).unwrap_or_default()
    }

    /// The hash of the bytes of a file.
    pub fn hash(&self, file: &str) -> Option<Hash> {
        fs::read(native(&self.dir, file)).ok().map(|bytes| Hash::of(&bytes))
    }

    /// Makes the staging folder with the folders of the files that will be staged.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn prepare<'f>(&self, files: impl Iterator<Item = &'f str>) -> Result<(), Failure> {
        let folders: BTreeSet<&str> = files.map(path::parent).collect();
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
        if self.stamp(file).is_some_and(|stamp| stamp.size == bytes.len() as u64)
            && fs::read(native(&self.dir, file)).is_ok_and(|standing| standing == bytes)
        {
            return Ok(Change::Unchanged);
        }
        fs::write(native(&self.staging, file), bytes).map_err(|error| self.cannot_write(file, &error))?;
        Ok(Change::Written)
    }

    /// Whether a file stands in the folder that holds the same bytes as a file of the site.
    pub fn is_copy(&self, file: &str, source: &Path) -> bool {
        let size = fs::metadata(source).map(|metadata| metadata.len());
        let standing = self.stamp(file).map(|stamp| stamp.size);
        standing == size.ok() && same_bytes(source, &native(&self.dir, file))
    }

    /// Stages a copy of a file of the site, of which it is known that it does not stand in the folder already.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn copy(&self, file: &str, source: &Path) -> Result<Change, Failure> {
        let staged = native(&self.staging, file);
        let copied = File::open(source).and_then(|mut from| io::copy(&mut from, &mut File::create(&staged)?));
        copied.map_err(|error| self.cannot_write(file, &error))?;
        Ok(Change::Written)
    }

    /// Files in the folder that are not planned, sorted. `planned` is sorted too.
    fn strangers<'o>(&'o self, planned: &'o [&str]) -> impl Iterator<Item = &'o str> {
        let mut planned = planned.iter().copied().peekable();
        self.standing.files().iter().map(|(file, _)| file.as_str()).filter(move |file| {
            while planned.next_if(|other| other < file).is_some() {}
            planned.peek() != Some(file) && *file != MARK
        })
    }

    /// Files in the folder that are none of ours and stay; sorted.
    pub fn kept(&self, planned: &[&str], keep: &[glob::Pattern]) -> Vec<String> {
        let is_kept = |file: &&str| keep.iter().any(|pattern| pattern.matches(file));
        self.strangers(planned).filter(is_kept).map(str::to_owned).collect()
    }

    /// Moves everything staged into place, removes what is not planned, and remembers what is ours. Tells how many files
    /// were removed. `planned` is sorted.
    ///
    /// # Errors
    /// The disk does not let us; what is in place by then is whole.
    pub fn commit(
        &self,
        planned: &[&str],
        keep: &[glob::Pattern],
        notes: &mut Vec<Diagnostic>,
    ) -> Result<usize, Failure> {
        let is_kept = |file: &str| keep.iter().any(|pattern| pattern.matches(file));
        let strays: Vec<String> = self.strangers(planned).filter(|file| !is_kept(file)).map(str::to_owned).collect();
        let manifest = Manifest::load(&self.memo, &self.dir);
        let removed = self.memo.join("removed");
        let strays = Strays::new(strays, &manifest, &self.dir, &removed, &self.shown, planned);
        let mark = self.dir.join(MARK);
        if !self.has_mark() {
            self.prepare([MARK].into_iter())?;
            fs::write(self.staging.join(MARK), MARK_TEXT).map_err(|error| self.cannot_write(MARK, &error))?;
            merge::rename(&self.staging.join(MARK), &mark).map_err(|error| catalogue::cannot_move(MARK, &error))?;
        }
        let mut removed = strays.remove(When::Before, notes)?;
        if self.staging.exists() {
            merge::merge(&self.staging, &self.dir).map_err(|(path, error)| catalogue::cannot_move(&path, &error))?;
        }
        removed += strays.remove(When::After, notes)?;
        // A manifest that cannot be written is one that is lost: the next build puts aside what it would have deleted.
        let _ = manifest.save(planned);
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
            // Only an empty folder can be removed so: one in which nothing was put.
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

/// Takes the lock of a site. Some network folders know no locks: then two builds at once are the user's own affair.
fn lock(memo: &Path, wait: &dyn Fn()) -> io::Result<File> {
    fs::create_dir_all(memo)?;
    let lock = File::create(memo.join("lock"))?;
    let taken = match lock.try_lock() {
        Err(TryLockError::WouldBlock) => {
            wait();
            lock.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) => Ok(()),
    };
    match taken {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(lock),
    }
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
