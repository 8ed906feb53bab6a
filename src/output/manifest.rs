//! Which files of an output folder are ours: a plain list in `.lantoa/`, one for each output folder.
//!
//! It may be lost or damaged at any time: then files that are ours are put aside instead of deleted, no more.

#![expect(clippy::disallowed_methods, reason = "output is what touches the disk to write")]

use crate::base::hash::content_name;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const HEAD: &str = "lantoa manifest 1";

pub(super) struct Manifest {
    file: PathBuf,
    names: HashSet<String>,
}

impl Manifest {
    /// Reads the manifest of the output folder `dir`.
    pub(super) fn load(memo: &Path, dir: &Path) -> Self {
        let name = content_name(dir.to_string_lossy().as_bytes());
        let file = memo.join("manifests").join(format!("{name}.txt"));
        let text = fs::read_to_string(&file).unwrap_or_default();
        let mut lines = text.lines();
        let names = if lines.next() == Some(HEAD) { lines.map(str::to_owned).collect() } else { HashSet::new() };
        Self { file, names }
    }

    pub(super) fn names(&self, file: &str) -> bool {
        self.names.contains(file)
    }

    /// Writes the list of all files that are ours now, at once or not at all.
    pub(super) fn save(&self, files: &HashSet<&str>) -> io::Result<()> {
        if files.len() == self.names.len() && files.iter().all(|file| self.names.contains(*file)) {
            return Ok(());
        }
        let mut sorted: Vec<&str> = files.iter().copied().collect();
        sorted.sort_unstable();
        fs::create_dir_all(self.file.parent().unwrap_or(Path::new(".")))?;
        let fresh = self.file.with_extension("new");
        let mut writer = io::BufWriter::new(fs::File::create(&fresh)?);
        writeln!(writer, "{HEAD}")?;
        for name in sorted {
            writeln!(writer, "{name}")?;
        }
        writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        super::merge::rename(&fresh, &self.file)
    }
}
