//! The law: after any history of edits, a build leaves the bytes, the messages and the exit code that a build from scratch
//! gives.
//!
//! `LANTOA_HISTORIES` tells how many random histories are tried, `LANTOA_SEED` where they begin (`scripts/law` runs many).

mod history;
mod preview;
mod site;

use crate::project::tree;
use history::{Hand, Step, history};
use lantoa::base::Timings;
use lantoa::base::path::BaseUrl;
use lantoa::vietnamese::{Moment, Offset};
use lantoa::{Options, Outcome, Progress};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use site::SiteTable;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// So many histories are tried in an ordinary run: about four minutes on two cores.
const HISTORIES: u32 = 130;

const NOW: [&str; 8] = [
    "2026-11-22T07:00:00+07:00",
    "2026-11-22T07:00:01+07:00",
    "2026-12-01",
    "2026-12-02T07:59:59+07:00",
    "2026-12-02T08:00:00+07:00",
    "2026-12-06",
    "2027-03-01",
    "2025-03-01",
];

struct Nobody;

impl Progress for Nobody {
    fn wait(&self) {}
    fn begin(&self, _: lantoa::Step, _: usize) {}
    fn at(&self, _: &str) {}
    fn advance(&self) {}
    fn end(&self) {}
}

/// A site on the disk, its twin that is always built from scratch, and what is asked for.
struct World {
    site: tempfile::TempDir,
    twin: tempfile::TempDir,
    table: SiteTable,
    broken: Option<usize>,
    now: usize,
    drafts: bool,
    base_url: bool,
    /// Counts up: files get times of their own, long ago.
    clock: u64,
}

impl World {
    fn new() -> Self {
        let (site, twin) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        Self { site, twin, table: SiteTable::new(), broken: None, now: 0, drafts: false, base_url: false, clock: 0 }
    }

    fn do_step(&mut self, step: &Step) {
        match step {
            Step::Write(slot, _) | Step::Edit(slot, ..) | Step::Delete(slot) => {
                step.apply(&mut self.table.stories[*slot]);
            }
            Step::Touch(slot) => {
                if let Some(story) = &self.table.stories[*slot] {
                    let file = self.site.path().join("content").join(story.path(*slot));
                    if let Ok(file) = File::options().append(true).open(file) {
                        file.set_modified(self.long_ago()).unwrap();
                    }
                }
            }
            Step::Break(slot) => self.broken = if self.broken.is_some() { None } else { Some(*slot) },
            Step::File(path, text) => drop(self.table.files.insert(path, *text)),
            Step::Output(which, hand) => self.by_hand(usize::from(*which), *hand),
            Step::Age => {
                for file in tree(&self.public()).keys() {
                    let file = File::options().append(true).open(self.public().join(file)).unwrap();
                    file.set_modified(self.long_ago()).unwrap();
                }
            }
            Step::Now(now) => self.now = usize::from(*now),
            Step::Drafts => self.drafts = !self.drafts,
            Step::BaseUrl => self.base_url = !self.base_url,
            Step::Memo(file, at) => self.damage(usize::from(*file), usize::from(*at)),
            Step::Nothing => {}
        }
    }

    fn public(&self) -> std::path::PathBuf {
        self.site.path().join("public")
    }

    fn long_ago(&mut self) -> SystemTime {
        self.clock += 1;
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + self.clock * 10)
    }

    fn by_hand(&self, which: usize, hand: Hand) {
        let files: Vec<String> = tree(&self.public()).into_keys().collect();
        let Some(file) = files.get(which % files.len().max(1)).map(|file| self.public().join(file)) else { return };
        match hand {
            Hand::Edit => fs::write(file, "khác").unwrap(),
            Hand::EditKeepingSize => {
                let mut bytes = fs::read(&file).unwrap();
                if let Some(last) = bytes.last_mut() {
                    *last ^= 1;
                }
                fs::write(file, bytes).unwrap();
            }
            Hand::Delete => fs::remove_file(file).unwrap(),
            Hand::Add => fs::write(file.with_file_name("la.html"), "lạ").unwrap(),
            Hand::AddKept => fs::write(self.public().join("giu-1.html"), "giữ").unwrap(),
        }
    }

    fn damage(&self, which: usize, at: usize) {
        let memo = self.site.path().join(".lantoa/memo");
        let files: Vec<String> = tree(&memo).into_keys().collect();
        if which.is_multiple_of(7) || files.is_empty() {
            let _ = fs::remove_dir_all(&memo);
            return;
        }
        let file = memo.join(&files[which % files.len()]);
        let mut bytes = fs::read(&file).unwrap();
        let at = at % bytes.len();
        if which.is_multiple_of(3) {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << (which % 8);
        }
        fs::write(file, bytes).unwrap();
    }

    /// Brings the site's files to what the table says; only what differs is written, with a time of its own.
    fn write(&mut self) {
        let mut wanted = self.table.files();
        if let Some((slot, story)) = self.broken.and_then(|slot| Some((slot, self.table.stories[slot].as_ref()?))) {
            wanted.insert(format!("content/{}", story.path(slot)), "---\ntiêu đề: Hỏng\nlạ: 1\n---\n\nChữ.\n".into());
        }
        for root in [self.site.path().to_owned(), self.twin.path().to_owned()] {
            let mut standing: BTreeMap<String, Vec<u8>> = BTreeMap::new();
            for top in ["content", "themes"] {
                standing
                    .extend(tree(&root.join(top)).into_iter().map(|(path, bytes)| (format!("{top}/{path}"), bytes)));
            }
            for path in standing.keys().filter(|path| !wanted.contains_key(*path)) {
                fs::remove_file(root.join(path)).unwrap();
            }
            for (path, bytes) in &wanted {
                if standing.get(path) != Some(bytes) && fs::read(root.join(path)).ok().as_ref() != Some(bytes) {
                    let file = root.join(path);
                    fs::create_dir_all(file.parent().unwrap()).unwrap();
                    fs::write(&file, bytes).unwrap();
                    // Some are so old that their stamps are trusted, others are new.
                    if self.clock.is_multiple_of(3) {
                        self.clock += 1;
                    } else {
                        let time = self.long_ago();
                        File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
                    }
                }
            }
        }
    }

    fn build(&self, root: &Path, from_scratch: bool) -> Outcome {
        let options = Options {
            root: root.to_owned(),
            base_url: self.base_url.then(|| BaseUrl::parse("https://khac.example.vn/").unwrap()),
            drafts: self.drafts,
            now: Moment::parse(NOW[self.now], Offset::VIETNAM).unwrap().unix(),
            write: true,
            from_scratch,
            ..Options::default()
        };
        lantoa::build(&options, &Nobody, &mut Timings::default()).unwrap_or_else(|failure| panic!("{:?}", failure.0))
    }

    /// Builds and compares; tells whether there is a site to compare, or only errors.
    fn check(&mut self) -> Result<bool, TestCaseError> {
        self.write();
        let before = tree(&self.public());
        let (own, twin) = (self.build(self.site.path(), false), self.build(self.twin.path(), true));
        let notes = |outcome: &Outcome| -> Vec<String> {
            // What a hand put into the output folder stands in one of them alone.
            let told = outcome.notes.iter().filter(|note| note.code != "D312");
            told.map(|note| format!("{note:?}")).collect()
        };
        proptest::prop_assert_eq!(notes(&own), notes(&twin));
        let (Some(summary), Some(other)) = (&own.summary, &twin.summary) else {
            proptest::prop_assert_eq!(own.summary.is_some(), twin.summary.is_some());
            proptest::prop_assert!(tree(&self.public()) == before, "a build with errors changed the site");
            return Ok(false);
        };
        proptest::prop_assert_eq!((summary.articles, summary.withheld), (other.articles, other.withheld));
        same_trees(&self.public(), &self.twin.path().join("public"))?;
        let again = self.build(self.site.path(), false);
        let counts = again.summary.map(|summary| (summary.rendered, summary.written, summary.removed));
        proptest::prop_assert_eq!(counts, Some((0, 0, 0)), "nothing was touched");
        Ok(true)
    }
}

fn same_trees(one: &Path, other: &Path) -> Result<(), TestCaseError> {
    let (mut one, other) = (tree(one), tree(other));
    one.retain(|path, _| !path.starts_with("giu-"));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    proptest::prop_assert_eq!(names(&one), names(&other));
    for (path, bytes) in &one {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if bytes != &other[path] {
            proptest::prop_assert_eq!(text(bytes), text(&other[path]), "{} differs", path);
        }
    }
    Ok(())
}

#[test]
fn a_build_leaves_what_a_build_from_scratch_leaves() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed = number("LANTOA_SEED").unwrap_or(20_261_126);
    let cases = number("LANTOA_HISTORIES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(HISTORIES);
    writeln!(std::io::stdout(), "{cases} histories from seed {seed}").unwrap();
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 300,
        ..Config::default()
    };
    let law = |history: Vec<Vec<Step>>| {
        let mut world = World::new();
        proptest::prop_assert!(world.check()? && world.public().join("linh-vuc/kinh-te/trang-1.html").exists());
        for steps in history {
            for step in &steps {
                world.do_step(step);
            }
            world.check()?;
        }
        Ok(())
    };
    TestRunner::new(config).run(&history(), law).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
}
