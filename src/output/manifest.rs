//! Which files of an output folder are ours: a plain list in `.lantoa/`, one for each output folder.
//!
//! It may be lost or damaged at any time: then files that are ours are put aside instead of deleted, no more.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use crate::base::hash::content_name;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const HEAD: &str = "lantoa manifest 1";

pub(super) struct Manifest {
    file: PathBuf,
    text: String,
}

impl Manifest {
    /// Reads the manifest of the output folder `dir`.
    pub(super) fn load(memo: &Path, dir: &Path) -> Self {
        let name = content_name(dir.to_string_lossy().as_bytes());
        let file = memo.join("manifests").join(format!("{name}.txt"));
        let text = fs::read_to_string(&file).unwrap_or_default();
        Self { file, text }
    }

    /// The files that it names, in no order that can be trusted.
    pub(super) fn names(&self) -> HashSet<&str> {
        let mut lines = self.text.lines();
        if lines.next() == Some(HEAD) { lines.collect() } else { HashSet::new() }
    }

    /// Writes the list of all files that are ours now, which are sorted, at once or not at all.
    pub(super) fn save(&self, files: &[&str]) -> io::Result<()> {
        let mut text = String::with_capacity(self.text.len().max(HEAD.len()) + 4096);
        for line in [HEAD].iter().chain(files) {
            text.push_str(line);
            text.push('\n');
        }
        if text == self.text {
            return Ok(());
        }
        fs::create_dir_all(self.file.parent().unwrap_or(Path::new(".")))?;
        let fresh = self.file.with_extension("new");
        fs::write(&fresh, text)?;
        super::merge::rename(&fresh, &self.file)
    }
}
