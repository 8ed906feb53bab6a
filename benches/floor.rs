//! The floor under a build: input and output alone, so that one sees what a build costs above them.
//!
//! In: a site, the tree that `lantoa build` made of it, and a folder that does not stand yet. Out: that tree again in
//! the folder, and how long it took to read the sources and to write the tree, on as many threads as a build has.
//!
//! `cargo bench --bench floor -- SITE REFERENCE OUT`

#![expect(clippy::disallowed_methods, reason = "the bare disk is what is measured")]
#![expect(clippy::print_stdout, reason = "the figures are what is asked for")]

use lantoa::base::Timings;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Files by their paths, with their bytes.
type Tree = Vec<(PathBuf, Vec<u8>)>;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds a word of its own.
    let arguments: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|word| word != "--bench").map(Into::into).collect();
    match arguments.as_slice() {
        [site, reference, out] => measure(&site.join("content"), reference, out),
        [] => {
            println!("Usage: cargo bench --bench floor -- SITE REFERENCE OUT");
            Ok(())
        }
        _ => Err("expected SITE REFERENCE OUT".into()),
    }
}

fn measure(content: &Path, reference: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    if out.exists() {
        return Err(format!("{} stands already", out.display()).into());
    }
    let tree = hold(reference, out)?;
    let written: usize = tree.iter().map(|(_, bytes)| bytes.len()).sum();

    let mut timings = Timings::default();
    let sources = list(content)?;
    let read = read(&sources)?;
    timings.lap("read sources", sources.len());
    write(&tree)?;
    timings.lap("write outputs", tree.len());
    let total = timings.total();

    for ((stage, time, files), bytes) in timings.stages.iter().zip([read, written]) {
        println!("{stage:<13} {:.3} s  {files} files, {bytes} bytes", time.as_secs_f64());
    }
    println!("{:<13} {:.3} s  {} threads", "total", total.as_secs_f64(), rayon::current_num_threads());
    Ok(())
}

/// All files below a folder.
fn list(folder: &Path) -> walkdir::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The files of a tree with their bytes, each under the name that it will have below another folder.
fn hold(tree: &Path, out: &Path) -> Result<Tree, Box<dyn Error>> {
    let files = list(tree)?;
    let hold = |path: &PathBuf| Ok((out.join(path.strip_prefix(tree).unwrap_or(path)), fs::read(path)?));
    Ok(files.par_iter().map(hold).collect::<io::Result<_>>()?)
}

/// Reads files into one buffer per thread; tells how many bytes they hold.
fn read(files: &[PathBuf]) -> io::Result<usize> {
    let read = |buffer: &mut Vec<u8>, path: &PathBuf| {
        buffer.clear();
        File::open(path)?.read_to_end(buffer)
    };
    files.par_iter().map_init(Vec::new, read).sum()
}

/// Writes files where none stand: first their folders, then they.
fn write(tree: &Tree) -> io::Result<()> {
    let folders: BTreeSet<&Path> = tree.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.par_iter().try_for_each(fs::create_dir_all)?;
    tree.par_iter().try_for_each(|(path, bytes)| fs::write(path, bytes))
}
