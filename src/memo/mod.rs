//! What a build remembers for the next one, in `.lantoa/memo/`: what parsing gave, what pages were made of, how it ended.
//!
//! Disposable: all of it may be deleted or damaged at any time, and the next build is right all the same. It is written
//! after the output, and never trusted where it disagrees with the disk. Only the same build of the program reads it.

mod articles;
mod bodies;
mod bytes;
mod file;
mod pages;
mod pictures;
mod site;

pub use articles::{Known, Parsed, Part, Rows};
pub use bodies::{Bodies, BodyPlace};
pub use pages::{Ending, Globals, PageRow, PageRows, Pages};
pub use pictures::{KnownPictures, Pictures};

use crate::article::Article;
use crate::base::hash::{Hash, content_name};
use crate::diagnostic::Failure;
use crate::load::{Disk, Listing, Stamp};
use crate::output::Output;
use site::{Knows, SiteMemo, SiteRows};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// What was remembered of a site and of one of its output folders.
pub struct Memo {
    folder: PathBuf,
    /// Where bodies wait for their pages; empty when none are kept.
    bodies: PathBuf,
    site: SiteMemo,
    pages: Pages,
    pages_file: PathBuf,
    /// What the clock of the site's disk said before any file was looked at.
    time: i64,
    /// Whether stamps tell that a picture is as it was.
    trusts: bool,
}

/// What is in a memo, ready to be compared with what there is now.
pub struct Past<'m> {
    memo: &'m Memo,
    site: SiteRows<'m>,
    /// What the files in the output folder were made of.
    pub pages: PageRows<'m>,
}

impl Memo {
    /// Of a build that writes nothing: nothing is remembered.
    pub fn none() -> Self {
        let (folder, bodies, pages_file) = (PathBuf::new(), PathBuf::new(), PathBuf::new());
        Self { folder, bodies, site: SiteMemo::default(), pages: Pages::default(), pages_file, time: 0, trusts: true }
    }

    /// What the preview of a site remembered. It has a place of its own: what it saw was never published, and no build
    /// may take it for what stands in an output folder. Nothing is remembered where the disk does not let us.
    pub fn of_preview(disk: &Disk) -> Self {
        let folder = disk.root().join(".lantoa").join("preview");
        let Ok(time) = file::clock(&folder) else { return Self::none() };
        Self { site: SiteMemo::read(&folder), folder, time, ..Self::none() }
    }

    /// What was remembered of a site and an output folder; nothing when it shall be built from scratch.
    ///
    /// # Errors
    /// The disk does not let us.
    pub fn open(disk: &Disk, output: &Output, from_scratch: bool) -> Result<Self, Failure> {
        let folder = disk.root().join(".lantoa").join("memo");
        let name = content_name(output.dir().to_string_lossy().as_bytes());
        let pages_file = folder.join(format!("pages-{name}"));
        let (bodies, time) = (folder.with_file_name("bodies"), output.site_clock()?);
        let nothing = Self { folder, bodies, pages_file, time, trusts: !from_scratch, ..Self::none() };
        if from_scratch {
            return Ok(nothing);
        }
        let (site, pages) = rayon::join(|| SiteMemo::read(&nothing.folder), || Pages::read(&nothing.pages_file));
        Ok(Self { site, pages, ..nothing })
    }

    /// The same place with nothing in it.
    #[must_use]
    pub fn forget(&self) -> Self {
        let (folder, bodies, pages_file) = (self.folder.clone(), self.bodies.clone(), self.pages_file.clone());
        Self { folder, bodies, pages_file, time: self.time, trusts: false, ..Self::none() }
    }

    /// What is in it.
    pub fn past(&self) -> Past<'_> {
        Past { memo: self, site: self.site.rows(), pages: self.pages.rows() }
    }

    /// Whether anything may be remembered.
    fn keeps(&self) -> bool {
        !self.folder.as_os_str().is_empty()
    }
}

/// What a build has to remember of the site's own files.
#[derive(Default)]
pub struct Remembered {
    /// Of what parsing depends on beside the files.
    pub key: Hash,
    /// Of the bytes of each article of the listing; `None` of one that could not be read.
    pub hashes: Vec<Option<Hash>>,
    /// Where what parsing gave of articles is kept.
    pub parts: Vec<Hash>,
    /// The last good versions of articles that have errors now, by path below `content/`.
    pub good: BTreeMap<String, Box<Article>>,
}

impl Past<'_> {
    /// How the last build ended, if all of the site's own files are as they were then.
    pub fn ending(&self, listing: &Listing) -> Option<&Ending> {
        let ending = self.pages.ending.as_ref()?;
        (ending.site == self.memo.site.hash() && self.site.holds(listing)).then_some(ending)
    }

    /// Of each article of a listing the hash of its bytes, where it is known without reading them.
    pub fn hashes(&self, key: Hash, listing: &Listing) -> Vec<Option<Hash>> {
        if key == self.site.key { self.site.hashes(listing) } else { vec![None; listing.articles.len()] }
    }

    /// The articles of a listing by the part that remembers them: their places in the listing.
    pub fn parts(&self, listing: &Listing) -> Vec<Vec<usize>> {
        let length = articles::number_of_parts(listing.articles.len(), self.site.parts.len());
        let mut parts = vec![Vec::new(); length];
        for (at, path) in listing.articles.iter().enumerate() {
            parts[articles::part_of(path, length)].push(at);
        }
        parts
    }

    /// What the part `at` of so many remembers, if parsing depended on the same.
    pub fn part(&self, key: Hash, at: usize, of: usize) -> Part {
        let is_same = key == self.site.key && self.site.parts.len() == of;
        let name = self.site.parts.get(at).filter(|_| is_same);
        name.map(|name| Part::read(&self.memo.folder, *name)).unwrap_or_default()
    }

    /// The last good versions of articles that had errors.
    pub fn good(&self, key: Hash) -> BTreeMap<String, Box<Article>> {
        if key == self.site.key { self.site.good() } else { BTreeMap::new() }
    }

    /// What is known of the site's pictures.
    pub fn pictures(&self, store: &Pictures) -> KnownPictures {
        if self.memo.trusts { store.known() } else { KnownPictures::default() }
    }

    /// What the clock of the site's disk said before any file was looked at, in nanoseconds since 1970.
    pub fn time(&self) -> i64 {
        self.memo.time
    }

    /// Whether a file that is no article is as it was. Its path is relative to the site.
    pub fn is_same_file(&self, path: &str, stamp: Stamp) -> bool {
        self.site.is_same_file(path, stamp)
    }

    /// Keeps what parsing gave of a part; gives its name. What cannot be kept is parsed again.
    pub fn keep(&self, rows: &Rows<'_>, known: &[Known<'_>]) -> Hash {
        if self.memo.keeps() { rows.save(&self.memo.folder, known).unwrap_or_default() } else { Hash::default() }
    }

    /// A place for the bodies of this build.
    pub fn bodies(&self, listing: &Listing) -> Bodies {
        Bodies::new(self.memo.bodies.clone(), listing.articles.len())
    }

    /// Remembers a build that has ended well. A memo that cannot be written is one that is lost: the next build does all of
    /// the work.
    pub fn save(&self, listing: &Listing, remembered: &Remembered, mut pages: PageRows<'_>) {
        let Ok(site) = self.site_to_save(listing, remembered) else { return };
        if let Some(ending) = &mut pages.ending {
            ending.site = site.as_deref().map_or_else(|| self.memo.site.hash(), Hash::of);
        }
        // Each may be lost without the other: the ending names the memo of the site that it belongs to.
        let _: (io::Result<()>, io::Result<()>) = rayon::join(
            || site.map_or(Ok(()), |bytes| site::save(&self.memo.folder, &bytes)),
            || pages.save(&self.memo.pages_file),
        );
        articles::tidy(&self.memo.folder, &remembered.parts);
    }

    /// Remembers what a preview saw.
    pub fn save_site(&self, listing: &Listing, remembered: &Remembered) {
        if let Ok(Some(site)) = self.site_to_save(listing, remembered)
            && self.memo.keeps()
        {
            let _ = site::save(&self.memo.folder, &site);
            articles::tidy(&self.memo.folder, &remembered.parts);
        }
    }

    /// What to remember of the site's files; `None` when that is what was remembered before, by whichever build: what is
    /// remembered of one output folder goes on when another one was built of the same files.
    fn site_to_save(&self, listing: &Listing, remembered: &Remembered) -> io::Result<Option<Vec<u8>>> {
        let Remembered { key, hashes, parts, good } = remembered;
        let knows = Knows { key: *key, time: self.memo.time, listing, hashes, parts, good };
        let is_known = self.site.key == *key && self.site.parts == *parts && self.site.holds(listing);
        let is_known = is_known && good.is_empty() && self.site.has_no_good();
        if is_known { Ok(None) } else { knows.bytes().map(Some) }
    }

    /// Remembers that files in the output folder were looked at again at this time and are as they were.
    pub fn save_pages(&self, pages: &PageRows<'_>) {
        let _ = pages.save(&self.memo.pages_file);
    }
}
