//! The only place that reads content from the disk.
//!
//! In: paths relative to the site's root, with `/`. Out: bytes, or a diagnostic about the file.

#![expect(clippy::disallowed_methods, reason = "the one place that reads content")]

use super::{LARGEST_LIST_MIB, LARGEST_PICTURE_MIB, LARGEST_TEXT_MIB};
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The site's folder on the disk.
#[derive(Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Opens a site's folder. The root is made absolute, which on Windows also lifts the limit of 260 characters.
    ///
    /// # Errors
    /// There is no such folder, or it has no `site.yaml`.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let shown = root.display().to_string();
        let absolute = root.canonicalize().map_err(|error| catalogue::cannot_read(&shown, &error))?;
        if !absolute.join(crate::settings::FILE).is_file() {
            return Err(catalogue::not_a_site(&shown).into());
        }
        Ok(Self { root: absolute })
    }

    /// The site's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path as the system writes it. Parts are joined one by one: Windows' long paths take no `/`.
    pub fn native(&self, path: &str) -> PathBuf {
        let mut native = self.root.clone();
        native.extend(path.split('/').filter(|part| !part.is_empty()));
        native
    }

    /// Whether a path, links followed, lies within the site.
    pub fn holds(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| real.starts_with(&self.root))
    }

    /// The bytes of a text file.
    ///
    /// # Errors
    /// It cannot be read, vanished, or is too large for a text.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        self.read_up_to(LARGEST_TEXT_MIB, path)
    }

    /// The bytes of a list, which may be larger than an article.
    ///
    /// # Errors
    /// It cannot be read, vanished, or is too large for a list.
    pub fn read_list(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        self.read_up_to(LARGEST_LIST_MIB, path)
    }

    fn read_up_to(&self, limit_mib: u64, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let place = || Place::file(path);
        let bytes = self.bytes(limit_mib, path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => catalogue::changed_during_build(place()),
            _ => catalogue::unreadable(place(), &catalogue::reason(&error)),
        })?;
        bytes.ok_or_else(|| catalogue::too_large(place(), limit_mib))
    }

    /// The bytes of a file; `None` when there are too many.
    fn bytes(&self, limit_mib: u64, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut file = File::open(self.native(path))?;
        let size = file.metadata()?.len();
        let limit = limit_mib << 20;
        if size > limit {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        // A file may grow while it is read, or claim a size of 0 (pipes, some network folders).
        file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= limit).then_some(bytes))
    }

    /// The bytes of a picture; `None` when it is too large for one.
    ///
    /// # Errors
    /// It cannot be read, or vanished.
    pub fn read_picture(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.bytes(LARGEST_PICTURE_MIB, path)
    }

    /// Like `read`, but an absent file is `None`.
    ///
    /// # Errors
    /// The file is there but cannot be read.
    pub fn read_if_there(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        if self.native(path).is_file() { self.read(path).map(Some) } else { Ok(None) }
    }
}
