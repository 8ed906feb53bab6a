//! When was a file last changed, as the system tells it: enough to see that it is still the same without reading it.

use std::fs::Metadata;
use std::hash::Hasher;
use std::time::UNIX_EPOCH;
use xxhash_rust::xxh3::Xxh3;

/// A file may be changed twice within the tick of a disk's clock (two seconds on FAT) and look the same: what was changed
/// so shortly before it was looked at is not trusted. In nanoseconds.
const TICK: i64 = 2_000_000_000;

/// What the system tells of a file: size, time of change and, where there are such, inode and time of any change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    modified: i64,
    /// Size, times and inode as one number; 0 when nothing is known.
    digest: u64,
}

impl Stamp {
    /// Of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = modified(metadata);
        let mut all = Xxh3::new();
        all.write_u64(metadata.len());
        all.write_i64(modified);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            all.write_u64(metadata.ino());
            all.write_i64(metadata.ctime());
            all.write_i64(metadata.ctime_nsec());
        }
        Self { size: metadata.len(), modified, digest: all.digest().max(1) }
    }

    /// All of it as one number; 0 when nothing is known.
    pub fn digest(self) -> u64 {
        self.digest
    }

    /// Whether a file of this stamp, looked at when the disk's clock said `at`, cannot have changed since and still look
    /// so.
    pub fn is_settled(self, at: i64) -> bool {
        self.digest != 0 && self.modified <= at.saturating_sub(TICK)
    }
}

/// When a file was last changed, in nanoseconds since 1970: of one that was written just now, what the disk's clock says.
pub fn modified(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
