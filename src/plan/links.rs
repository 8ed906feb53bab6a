//! Do links lead somewhere? Checked for all public articles at every build.
//!
//! Out: the files beside articles that pages use and that must therefore be published.

use super::beside::{MOST_SUGGESTIONS, TEXTS, endings_like, files_beside, name_of, suggest};
use crate::article::{Details, FileLink, Kind, Mention, Picture};
use crate::base::hash::Set;
use crate::base::path;
use crate::diagnostic::catalogue::{self, Subject};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::Listing;
use crate::picture::{Recipe, Wishes};
use crate::settings::Settings;
use crate::site::{Entry, Found, REGISTER_FILE, Register, Site};
use crate::vietnamese::clean;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The point that crops keep when nothing is said: the middle.
const MIDDLE: (u8, u8) = (50, 50);

/// What is made of an article's picture for shares and structured data.
pub fn share(picture: &Picture) -> Recipe {
    Recipe::Share { focus: picture.focus.unwrap_or(MIDDLE) }
}

/// What pages use beside articles.
#[derive(Default)]
pub(super) struct Used<'l> {
    /// Files that are published as they are.
    pub(super) files: BTreeSet<&'l str>,
    /// Pictures.
    pub(super) wishes: Wishes,
}

/// Checks every link and picture. `addresses` are those of all pages.
pub(super) fn check<'l>(
    settings: &Settings,
    site: &Site,
    listing: &'l Listing,
    addresses: &Set<&str>,
    notes: &mut Vec<Diagnostic>,
) -> Used<'l> {
    let statics = listing.statics.iter().map(|file| format!("/{}", clean(file))).collect();
    let moved = site.aliases().map(|(_, entry, alias)| (alias.text.trim_end_matches('/'), &*entry.card.path)).collect();
    let (used, suggestions) = (Used::default(), MOST_SUGGESTIONS);
    let mut check = Check { settings, site, listing, addresses, moved, statics, notes, used, suggestions };
    let page = Recipe::Page { avif: settings.pictures.avif };
    for (_, entry) in site.articles() {
        if let Some(picture) = &entry.card.image {
            check.picture(&format!("content/{}", entry.card.path), &picture.file, &[page, share(picture)]);
        }
        for link in &entry.facts.links {
            check.link(entry, link);
        }
        if let Some(details) = &entry.card.details {
            check.details(entry, details);
        }
        if let Some(subject) = missing_subject(entry) {
            let place = Place::file(&format!("content/{}", entry.card.path));
            check.notes.push(catalogue::without_subject(place, subject));
        }
    }
    for section in &site.sections {
        if let Some(cover) = section.podcast.as_ref().and_then(|podcast| podcast.image.as_ref()) {
            check.cover(&section.folder, cover);
        }
    }
    for (_, record) in site.register.iter().flat_map(Register::records) {
        for picture in &record.written.images {
            check.record_picture(picture);
        }
    }
    check.unpublished_texts();
    check.used
}

/// What a piece of this kind must be about, and this one is not.
fn missing_subject(entry: &Entry) -> Option<Subject> {
    let details = entry.card.details.as_deref();
    let (subject, is_there) = match entry.kind {
        Kind::Audio => (Subject::Recording, details.is_some_and(|details| details.audio.is_some())),
        Kind::Video => (Subject::Film, details.is_some_and(|details| details.video.is_some())),
        Kind::Document => (Subject::Document, details.is_some_and(|details| details.document.is_some())),
        _ => return None,
    };
    (!is_there).then_some(subject)
}

struct Check<'c, 'l> {
    settings: &'c Settings,
    site: &'c Site,
    listing: &'l Listing,
    addresses: &'c Set<&'c str>,
    /// Old addresses, without a slash at the end, and the files of the articles that had them.
    moved: HashMap<&'c str, &'c str>,
    /// The addresses of the files of `static/`.
    statics: HashSet<String>,
    notes: &'c mut Vec<Diagnostic>,
    used: Used<'l>,
    /// How many more times the nearest names are looked for.
    suggestions: usize,
}

impl<'l> Check<'_, 'l> {
    /// A picture that the file at `path` names.
    fn picture(&mut self, path: &str, picture: &Mention, recipes: &[Recipe]) {
        let place = Place::at(path, picture.span);
        if let Some(address) = picture.text.strip_prefix('/') {
            self.address(address, true, place);
        } else if !picture.text.contains("://") {
            self.picture_file(&picture.text, place, recipes);
        }
    }

    /// A picture beside an article.
    fn picture_file(&mut self, name: &str, place: Place, recipes: &[Recipe]) {
        if let Some(file) = self.listing.file(name) {
            return self.want(name, file, recipes, place);
        }
        self.used.wishes.miss(name);
        let files = files_beside(self.listing, name);
        let near = suggest(&mut self.suggestions, name_of(name), || files.map(name_of));
        self.notes.push(catalogue::missing_picture(place, name, &near));
    }

    fn want(&mut self, name: &str, file: &'l str, recipes: &[Recipe], place: Place) {
        if let Err(bad) = path::picture_stem(file) {
            self.notes.push(catalogue::bad_name(place, &bad));
            return self.used.wishes.miss(name);
        }
        for recipe in recipes {
            self.used.wishes.want(name, file, *recipe);
        }
        // A drawing may hold scripts.
        if self.settings.pictures.originals && path::ending(file) != "svg" {
            self.used.files.insert(file);
        }
    }

    /// The recipe of pictures in pages.
    fn page(&self) -> Recipe {
        Recipe::Page { avif: self.settings.pictures.avif }
    }

    /// The cover of a podcast.
    fn cover(&mut self, folder: &str, cover: &Mention) {
        let path = format!("content/{folder}/_index.md");
        self.picture(&path, cover, &[Recipe::Cover]);
        let info = self.site.files.get(&*cover.text);
        if info.is_some_and(|info| !["image/png", "image/jpeg"].contains(&info.media_type)) {
            self.notes.push(catalogue::not_a_cover(Place::at(&path, cover.span), &cover.text));
        }
    }

    /// A picture of the register, whose path starts at `content/`.
    fn record_picture(&mut self, picture: &Picture) {
        let (path, file) = (format!("content/{REGISTER_FILE}"), &picture.file);
        if file.text.starts_with('/') || file.text.contains("://") || self.listing.file(&file.text).is_some() {
            return self.picture(&path, file, &[self.page()]);
        }
        self.used.wishes.miss(&file.text);
        let near = suggest(&mut self.suggestions, &file.text, || self.listing.files.iter().map(String::as_str));
        self.notes.push(catalogue::missing_record_picture(Place::at(&path, file.span), &file.text, &near));
    }

    /// Files that the rarer keys name.
    fn details(&mut self, entry: &Entry, details: &Details) {
        let path = format!("content/{}", entry.card.path);
        for file in details.files() {
            let place = Place::at(&path, file.span);
            match file.text.strip_prefix('/') {
                Some(address) => self.address(address, false, place),
                None => self.attachment(&file.text, place),
            }
        }
        for (media, wanted) in [(&details.video, "video/"), (&details.audio, "audio/")] {
            let Some(src) = media.as_ref().map(|media| &media.src) else { continue };
            if let Some(info) = self.site.files.get(&*src.text)
                && !info.media_type.starts_with(wanted)
            {
                let place = Place::at(&path, src.span);
                self.notes.push(catalogue::not_media(place, &src.text, wanted == "video/"));
            }
        }
        for related in &details.related {
            if self.is_withheld(&related.text) {
                let place = Place::at(&path, related.span);
                self.notes.push(catalogue::related_withheld(place, &related.text));
                continue;
            }
            let target = related.text.clone();
            self.link(entry, &FileLink { target, anchor: None, is_picture: false, span: related.span });
        }
    }

    /// Whether there is such an article, but not on the site: not public now, or no article could be made of the file,
    /// which was told.
    fn is_withheld(&self, target: &str) -> bool {
        match self.site.find(target) {
            Some(found) => matches!(found, Found::Withheld),
            None => self.listing.article(target).is_some(),
        }
    }

    fn link(&mut self, entry: &Entry, link: &FileLink) {
        let place = || Place::at(&format!("content/{}", entry.card.path), link.span);
        if let Some(address) = link.target.strip_prefix('/') {
            self.address(address, link.is_picture, place());
        } else if self.is_withheld(&link.target) {
            self.notes.push(catalogue::link_to_withheld(place(), &link.target));
        } else if let Some(found) = self.site.find(&link.target) {
            if let (Found::Public(id), Some(anchor)) = (found, &link.anchor) {
                self.anchor(self.site.article(id), anchor, place());
            }
        } else if link.is_picture {
            self.picture_file(&link.target, place(), &[self.page()]);
        } else {
            self.file(&link.target, place());
        }
    }

    /// A link to a passage of an article.
    fn anchor(&mut self, target: &Entry, anchor: &str, place: Place) {
        if target.facts.anchors.binary_search_by(|own| (**own).cmp(anchor)).is_ok() {
            return;
        }
        let near = suggest(&mut self.suggestions, anchor, || target.facts.anchors.iter().map(|anchor| &**anchor));
        let page = format!("content/{}", target.card.path);
        self.notes.push(catalogue::missing_anchor(place, anchor, &page, &near));
    }

    /// A link to an address of this site, such as `/linh-vuc/kinh-te/`, or to a file of `static/`.
    fn address(&mut self, address: &str, is_picture: bool, place: Place) {
        let with_slash = format!("/{address}");
        let path = with_slash.split('?').next().unwrap_or_default();
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let known = self.addresses.contains(path)
            || self.addresses.contains(format!("{path}.html").as_str())
            || self.statics.contains(path);
        if known {
            if let Some(source) = self.moved.get(path.trim_end_matches('/')) {
                self.notes.push(catalogue::link_to_old_address(place, path, source));
            }
            return;
        }
        if is_picture {
            self.used.wishes.miss(&with_slash);
            // What lies in `static/` is published without the name of that folder.
            let moved = path.strip_prefix("/content").unwrap_or(path).strip_prefix("/static");
            if let Some(moved) = moved.filter(|moved| self.statics.contains(*moved)) {
                return self.notes.push(catalogue::missing_picture(place, path, &[moved]));
            }
            let near = suggest(&mut self.suggestions, address, || self.listing.statics.iter().map(String::as_str));
            return self.notes.push(catalogue::missing_picture(place, path, &near));
        }
        let near = suggest(&mut self.suggestions, path, || {
            let folder = path::parent(path);
            let mut beside: Vec<&str> =
                self.addresses.iter().copied().filter(|other| path::parent(other) == folder).collect();
            beside.sort_unstable();
            beside
        });
        self.notes.push(catalogue::broken_address(place, path, &near));
    }

    /// A recording, a film or a document beside an article.
    fn attachment(&mut self, target: &str, place: Place) {
        if let Some(file) = self.listing.file(target) {
            return self.publish(target, file, place);
        }
        let (folder, alike) = (path::parent(target), endings_like(target));
        let files = files_beside(self.listing, target).filter(|file| alike.contains(&&*path::ending(file)));
        let near = suggest(&mut self.suggestions, name_of(target), || files.map(name_of));
        self.notes.push(catalogue::missing_file(place, name_of(target), folder, &near));
    }

    /// Texts of other programs that nobody links to: who put them there takes them for articles.
    fn unpublished_texts(&mut self) {
        let is_text =
            |file: &&String| TEXTS.contains(&&*path::ending(file)) && !self.used.files.contains(file.as_str());
        let texts: Vec<&String> = self.listing.files.iter().filter(is_text).collect();
        if texts.is_empty() {
            return;
        }
        // Articles that are not public were not checked: what they link to is not known.
        let withheld = self.listing.articles.iter().filter(|path| self.is_withheld(path));
        let unknown: HashSet<&str> = withheld.map(|path| path::parent(path)).collect();
        for file in texts.into_iter().filter(|file| !unknown.contains(path::parent(file))) {
            self.notes.push(catalogue::not_an_article(Place::file(&format!("content/{file}")), &path::ending(file)));
        }
    }

    /// A file that somebody may look at or keep; of a picture, its largest version.
    fn publish(&mut self, target: &str, file: &'l str, place: Place) {
        if path::is_picture(target) {
            return self.want(target, file, &[self.page()], place);
        }
        self.used.files.insert(file);
    }

    /// A file beside an article that a link leads to.
    fn file(&mut self, target: &str, place: Place) {
        if let Some(file) = self.listing.file(target) {
            return self.publish(target, file, place);
        }
        // An article may be a folder with its pictures.
        let as_folder = format!("{}/index.md", target.trim_end_matches(".html").trim_end_matches(".md"));
        if self.site.find(&as_folder).is_some() {
            let name = format!("{}/index.md", name_of(as_folder.trim_end_matches("/index.md")));
            return self.notes.push(catalogue::broken_link(place, target, &[&name]));
        }
        let files = files_beside(self.listing, target);
        let near = suggest(&mut self.suggestions, name_of(target), || {
            self.site.paths_beside(target).into_iter().chain(files).map(name_of)
        });
        self.notes.push(catalogue::broken_link(place, target, &near));
    }
}
