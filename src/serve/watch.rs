//! Looks again when something has changed: one thread that is woken by the system's watch on the folder, by browsers that
//! ask for a page whose file has changed, and now and then by itself, for folders that tell nothing.
//!
//! In: what wakes it. Out: what is to be shown, each time as a whole. However many events come, they mean "look again".

use super::Watcher;
use super::look::{Looker, Present, Unwatched};
use super::shown::Shown;
use crate::base::path::is_article;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::is_of_site;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use tokio::sync::watch;

/// Editors write a file in several steps: nothing is looked at before it is quiet for so long.
const QUIET: Duration = Duration::from_millis(40);
/// … but after so many times, a second, all the same: a long film may be copied into the folder.
const MOST_STEPS: usize = 25;
/// A look that finds something new before the system has told of it waits so long for its word.
const LATE: Duration = Duration::from_secs(1);
/// So many events are taken at a time.
const MOST_EVENTS: usize = 10_000;
/// A folder that tells what happens is looked through so rarely; with each article more, so much more rarely.
const RARELY: (Duration, Duration) = (Duration::from_secs(4), Duration::from_micros(200));
/// One that tells nothing.
const OFTEN: (Duration, Duration) = (Duration::from_millis(500), Duration::from_micros(20));

/// What wakes the thread.
pub(super) enum Wake {
    /// Files have changed.
    Files(Vec<PathBuf>),
    /// Something has changed.
    Something,
    /// A file is not what its stamp says: nothing that is remembered is trusted.
    Lie,
    /// Somebody asked to see the site at an instant, or now again.
    At(Present),
}

/// What has come in since the last look.
#[derive(Default)]
struct News {
    files: BTreeSet<PathBuf>,
    is_more: bool,
    has_lie: bool,
    at: Option<Present>,
}

impl News {
    fn add(&mut self, wake: Wake) {
        match wake {
            Wake::Files(files) => self.files.extend(files),
            Wake::Something => self.is_more = true,
            Wake::Lie => self.has_lie = true,
            Wake::At(at) => self.at = Some(at),
        }
    }
}

/// The system's watch on a site's folder, as long as the value lives.
pub(super) struct Folder {
    watcher: RecommendedWatcher,
    root: PathBuf,
}

/// The folders that a site is made of.
const TOPS: [&str; 2] = ["content", "themes"];

impl Folder {
    /// `None` when the system does not let us: too many folders, a network folder.
    pub(super) fn watch(root: &Path, wakes: Sender<Wake>) -> Option<Self> {
        let tell = move |event: notify::Result<notify::Event>| {
            let wake = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if !event.need_rescan() && !event.paths.is_empty() => Wake::Files(event.paths),
                _ => Wake::Something,
            };
            let _ = wakes.send(wake);
        };
        let mut watcher = notify::recommended_watcher(tell).ok()?;
        watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
        let mut folder = Self { watcher, root: root.to_owned() };
        TOPS.iter().all(|top| folder.watch_top(top)).then_some(folder)
    }

    /// Watches one of the folders, if it is there; whether that went well.
    fn watch_top(&mut self, top: &str) -> bool {
        let folder = self.root.join(top);
        !folder.is_dir() || self.watcher.watch(&folder, RecursiveMode::Recursive).is_ok()
    }

    /// Watches those of the folders anew that were made or moved, which were not watched till then.
    fn attend(&mut self, news: &News) -> bool {
        let is_new = |top: &&&str| news.files.contains(&self.root.join(top));
        let new: Vec<_> = TOPS.iter().filter(is_new).collect();
        new.into_iter().all(|top| {
            let _ = self.watcher.unwatch(&self.root.join(top));
            self.watch_top(top)
        })
    }
}

/// Looks and waits, until nobody is there any more to be shown anything.
pub(super) fn run(
    looker: &Looker,
    mut present: Present,
    wakes: &Receiver<Wake>,
    to: &watch::Sender<Arc<Shown>>,
    mut folder: Option<Folder>,
    watcher: &dyn Watcher,
) {
    let mut shown = Arc::clone(&to.borrow());
    let (mut pictures, mut is_told) = (shown.unknown_pictures(), false);
    loop {
        let (rest, each) = if folder.is_some() { RARELY } else { OFTEN };
        let rest = rest + each * u32::try_from(shown.length()).unwrap_or(u32::MAX);
        let mut news = News::default();
        // While nothing else is to be done, pictures are looked at, a few at a time.
        let rest = if is_told { rest } else { Duration::ZERO };
        match wakes.recv_timeout(rest) {
            Ok(wake) => news.add(wake),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) if !is_told => {
                let few = pictures.split_off(pictures.len().saturating_sub(rayon::current_num_threads()));
                shown.look_at_pictures(&few);
                is_told = pictures.is_empty();
                let next = if is_told { shown.with_pictures() } else { None };
                if next.is_some_and(|next| !show(looker, &mut shown, next, to, watcher)) {
                    return;
                }
                // A folder that tells what happens wakes us; the other must be asked between pictures too.
                if folder.is_some() || !looker.has_changed(&shown) {
                    continue;
                }
                news.is_more = true;
            }
            Err(RecvTimeoutError::Timeout) => {
                let has_changed = looker.has_changed(&shown);
                if !has_changed && !shown.is_over((looker.clock)()) {
                    continue;
                }
                news.is_more = true;
                let is_silent = has_changed && folder.is_some();
                if is_silent && wakes.recv_timeout(LATE).map(|wake| news.add(wake)).is_err() {
                    folder = None;
                    watcher.polls();
                }
            }
        }
        for _ in 0..MOST_STEPS {
            let Ok(wake) = wakes.recv_timeout(QUIET) else { break };
            news.add(wake);
            wakes.try_iter().take(MOST_EVENTS).for_each(|wake| news.add(wake));
        }
        if folder.as_mut().is_some_and(|folder| !folder.attend(&news)) {
            folder = None;
            watcher.polls();
        }
        let Some(next) = look_again(looker, &shown, &news, &mut present) else { continue };
        if !show(looker, &mut shown, next, to, watcher) {
            return;
        }
        (pictures, is_told) = (shown.unknown_pictures(), false);
    }
}

/// Shows what is new; whether anybody is there to see it.
fn show(
    looker: &Looker,
    shown: &mut Arc<Shown>,
    next: Shown,
    to: &watch::Sender<Arc<Shown>>,
    watcher: &dyn Watcher,
) -> bool {
    let next = Arc::new(next);
    let before = std::mem::replace(shown, Arc::clone(&next));
    // Browsers first: a terminal may be in no hurry.
    if to.send(next).is_err() {
        return false;
    }
    let told = self::told(shown);
    if told != self::told(&before) {
        watcher.notices(&told, &looker.disk);
    }
    true
}

/// What the person at the terminal is told: advice is for the panel.
pub(super) fn told(shown: &Shown) -> Vec<Diagnostic> {
    shown.notes.iter().filter(|note| note.severity < Severity::Advice).cloned().collect()
}

/// What is to be shown after some news; `None` when they mean nothing.
fn look_again(looker: &Looker, shown: &Shown, news: &News, present: &mut Present) -> Option<Shown> {
    let (mut articles, mut is_more) = (BTreeSet::new(), news.is_more || news.has_lie);
    for file in &news.files {
        let Some(path) = path_within(looker.disk.root(), file) else { continue };
        match path.strip_prefix("content/").filter(|below| is_article(below)) {
            Some(article) if shown.has_article(article) => {
                articles.insert(article.to_owned());
            }
            _ => is_more = true,
        }
    }
    if let Some(at) = news.at {
        (*present, is_more) = (at, true);
    }
    if !is_more && articles.is_empty() {
        return None;
    }
    let with_bodies = if is_more { None } else { looker.with_bodies(shown, &articles) };
    Some(with_bodies.unwrap_or_else(|| looker.look(shown, *present, !news.has_lie, &Unwatched)))
}

/// The path relative to the site of a file that the site may be made of.
fn path_within(root: &Path, file: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = file.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/")).filter(|path| is_of_site(path))
}
