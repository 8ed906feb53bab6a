//! Files of the memo: each begins with what made it and a hash of what it holds, and is replaced at once or not at all.

#![expect(clippy::disallowed_methods, reason = "the memo is read and written here")]

use crate::base::hash::Hash;
use crate::load::modified;
use crate::output::rename;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The id of this very build of the program (`build.rs`): what another build remembers may mean something else.
const BUILD: &str = env!("LANTOA_BUILD");

/// Before the bytes stand the id and the hash of the bytes.
const HEAD: usize = BUILD.len() + 16;

/// What a file holds.
#[derive(Default)]
pub(super) struct Body {
    file: Vec<u8>,
}

impl Body {
    /// The bytes after the head.
    pub(super) fn bytes(&self) -> &[u8] {
        self.file.get(HEAD..).unwrap_or_default()
    }
}

/// What a file holds, if this build of the program wrote it and it is whole.
pub(super) fn read(file: &Path) -> Option<Body> {
    let body = Body { file: fs::read(file).ok()? };
    let head = body.file.get(..HEAD)?;
    let is_whole = head.starts_with(BUILD.as_bytes()) && head.ends_with(&Hash::of(body.bytes()).bytes());
    is_whole.then_some(body)
}

/// Replaces a file.
pub(super) fn write(file: &Path, body: &[u8]) -> io::Result<()> {
    fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    let fresh = file.with_extension("new");
    let mut to = fs::File::create(&fresh)?;
    to.write_all(BUILD.as_bytes())?;
    to.write_all(&Hash::of(body).bytes())?;
    to.write_all(body)?;
    drop(to);
    rename(&fresh, file)
}

/// What the clock of a folder's disk says, in nanoseconds since 1970.
pub(super) fn clock(folder: &Path) -> io::Result<i64> {
    fs::create_dir_all(folder)?;
    let stick = folder.join("clock");
    fs::write(&stick, b".")?;
    Ok(modified(&fs::metadata(&stick)?))
}

/// Removes the files of a folder whose names are not wanted. What cannot be removed is only useless.
pub(super) fn retain(folder: &Path, is_wanted: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_wanted(&entry.file_name().to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
