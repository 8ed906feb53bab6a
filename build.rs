//! Gives this build of the program an id, made of its sources and its lock file: what one build remembers, another does
//! not trust. Also tells Cargo that the built-in theme is part of the program.

#![expect(clippy::disallowed_methods, reason = "what keeps stages pure is about the program")]

use std::fs;
use std::path::{Path, PathBuf};

/// All that the program is made of.
const PARTS: [&str; 5] = ["src", "themes/trang-nhat", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        collect(Path::new(part), &mut files);
    }
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        all.extend_from_slice(file.to_string_lossy().replace('\\', "/").as_bytes());
        all.extend_from_slice(&bytes.len().to_le_bytes());
        all.extend_from_slice(&bytes);
    }
    println!("cargo::rustc-env=LANTOA_BUILD={:032x}", xxhash_rust::xxh3::xxh3_128(&all));
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else { return files.push(path.to_owned()) };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
}
