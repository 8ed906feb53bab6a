//! What was made of pictures, in `.lantoa/pictures/`: for each original and recipe one file, and a list of what is known of
//! the site's files.
//!
//! Keyed by content: moving an article costs nothing, and `--clean` keeps it. Disposable like the rest of the memo; what is
//! damaged is made again.

#![expect(clippy::disallowed_methods, reason = "what is remembered is read and written here")]

use super::bytes::{Reader, Writer};
use super::file;
use crate::base::hash::Hash;
use crate::load::{Disk, Listing, Stamp};
use crate::output::rename;
use crate::picture::{Fault, File, Gallery, Info, Looked, Shown, Trouble, Version, Wanted};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;

/// The name of the list.
const KNOWN: &str = "known";

/// What was made of pictures.
#[derive(Clone)]
pub struct Pictures {
    folder: PathBuf,
}

/// What is known of the site's files, by path below `content/`.
#[derive(Default)]
pub struct KnownPictures {
    rows: BTreeMap<Box<str>, Row>,
}

/// What is known of a file, as long as its stamp is this. Of one that was too young to be trusted the stamp is none: it is
/// only known that somebody wants what was made of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    stamp: u64,
    looked: Result<Shown, Fault>,
}

/// What stands before the bytes that were made.
#[derive(Serialize, Deserialize)]
struct Head {
    info: Info,
    places: Vec<Place>,
}

/// Where one file lies among what was made.
#[derive(Serialize, Deserialize)]
struct Place {
    file: File,
    length: u64,
    hash: Hash,
}

impl Pictures {
    /// Of a site.
    pub fn of(disk: &Disk) -> Self {
        Self { folder: disk.root().join(".lantoa").join("pictures") }
    }

    /// In folders of their own: systems are slow with a hundred thousand files in one.
    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(&key[2..])
    }

    /// Whether something was made under a key.
    pub fn has(&self, key: &str) -> bool {
        self.path(key).is_file()
    }

    /// Keeps what was made of an original.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn put(&self, key: &str, info: &Info, made: &[Version]) -> io::Result<()> {
        let place = |version: &Version| Place {
            file: version.file(),
            length: version.bytes.len() as u64,
            hash: Hash::of(&version.bytes),
        };
        let head = Head { info: info.clone(), places: made.iter().map(place).collect() };
        let head = postcard::to_allocvec(&head).map_err(io::Error::other)?;
        let mut writer = Writer::default();
        writer.hash(Hash::of(&head));
        writer.bytes(&head);
        let path = self.path(key);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        // Another thread, or a preview, may be making the same of the same content.
        let fresh = path.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()));
        let pieces: Vec<&[u8]> = std::iter::once(&*writer.bytes).chain(made.iter().map(|made| &*made.bytes)).collect();
        let written = fs::write(&fresh, pieces.concat()).and_then(|()| rename(&fresh, &path));
        if written.is_err() {
            let _ = fs::remove_file(&fresh);
        }
        // Who was quicker has made the same.
        if self.has(key) { Ok(()) } else { written }
    }

    /// What stands before the bytes, and the file after that.
    fn open(&self, key: &str) -> Option<(Head, fs::File)> {
        let mut from = fs::File::open(self.path(key)).ok()?;
        let mut start = [0; 20];
        from.read_exact(&mut start).ok()?;
        let (hash, length) = (Reader::new(&start).hash()?, u32::from_le_bytes(*start.last_chunk()?));
        let mut head = Vec::new();
        from.by_ref().take(length.into()).read_to_end(&mut head).ok()?;
        let head = (Hash::of(&head) == hash).then(|| postcard::from_bytes(&head).ok())??;
        Some((head, from))
    }

    /// What is known of the original of something that was made.
    pub fn info(&self, key: &str) -> Option<Info> {
        self.open(key).map(|(head, _)| head.info)
    }

    /// One file of what was made; `None` when it is lost or damaged.
    pub fn get(&self, key: &str, wanted: &File) -> Option<Vec<u8>> {
        let (Head { places, .. }, mut from) = self.open(key)?;
        let at = places.iter().position(|place| place.file == *wanted)?;
        let before = places[..at].iter().map(|place| place.length).sum::<u64>();
        from.seek(SeekFrom::Current(i64::try_from(before).ok()?)).ok()?;
        let mut bytes = Vec::new();
        from.take(places[at].length).read_to_end(&mut bytes).ok()?;
        (Hash::of(&bytes) == places[at].hash).then_some(bytes)
    }

    /// What is known of the site's files; nothing when it is lost, damaged or of another build of the program.
    pub(super) fn known(&self) -> KnownPictures {
        let body = file::read(&self.folder.join(KNOWN));
        let rows = body.and_then(|body| postcard::from_bytes(body.bytes()).ok());
        KnownPictures { rows: rows.unwrap_or_default() }
    }

    /// Remembers what is known, `time` being what the disk's clock said before any file was looked at. Tells what it is, if
    /// that is something new.
    pub fn keep(
        &self,
        known: &KnownPictures,
        gallery: &Gallery,
        listing: &Listing,
        time: i64,
    ) -> Option<KnownPictures> {
        if known.next(gallery, listing, time).rows == known.rows {
            return None;
        }
        // A preview or another build may have found out something since.
        let next = self.known().next(gallery, listing, time);
        if let Ok(bytes) = postcard::to_allocvec(&next.rows) {
            let _ = file::write(&self.folder.join(KNOWN), &bytes);
        }
        Some(next)
    }

    /// Removes what was made of contents that no file has any more.
    pub fn tidy(&self, known: &KnownPictures, gallery: &Gallery) {
        let of_gallery = gallery.known().filter_map(|(_, looked)| match looked {
            Looked::Shown(shown) => Some(shown.content.name()),
            Looked::LeftOut(_) => None,
        });
        let of_others = known.rows.values().filter_map(|row| Some(row.looked.as_ref().ok()?.content.name()));
        let contents: BTreeSet<String> = of_gallery.chain(of_others).collect();
        for folder in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let start = folder.file_name().to_string_lossy().into_owned();
            file::retain(&folder.path(), |name| {
                let content = [&start, name].concat();
                // One with a full stop is being written.
                name.contains('.') || content.get(..20).is_some_and(|content| contents.contains(content))
            });
        }
    }
}

impl KnownPictures {
    /// What is known of a file that has this stamp.
    pub fn of(&self, file: &str, stamp: Stamp) -> Option<Looked> {
        let row = self.rows.get(file).filter(|row| row.stamp == stamp.digest() && row.stamp != 0)?;
        Some(match &row.looked {
            Ok(shown) => Looked::Shown(Box::new(shown.clone())),
            Err(fault) => Looked::LeftOut(Trouble::Fault(*fault)),
        })
    }

    /// With what a gallery knows, of files that are still there.
    fn next(&self, gallery: &Gallery, listing: &Listing, time: i64) -> Self {
        let stamp = |file: &str| listing.stamp_of(&format!("content/{file}"));
        let still = |file: &str, row: &Row| match stamp(file).digest() {
            0 => false,
            now => row.stamp == now || row.stamp == 0,
        };
        let before = self.rows.iter().filter(|(file, row)| still(file, row));
        let before = before.map(|(file, row)| (file.clone(), row.clone()));
        let seen = gallery.known().filter_map(|(wanted, looked): (&Wanted, &Looked)| {
            let looked = match looked {
                Looked::Shown(shown) => Ok(Shown::clone(shown)),
                Looked::LeftOut(Trouble::Fault(fault)) => Err(*fault),
                Looked::LeftOut(Trouble::Missing | Trouble::Heavy | Trouble::Disk(..)) => return None,
            };
            let stamp = stamp(&wanted.file);
            let stamp = if stamp.is_settled(time) { stamp.digest() } else { 0 };
            Some((wanted.file.clone(), Row { stamp, looked }))
        });
        Self { rows: before.chain(seen).collect() }
    }
}
