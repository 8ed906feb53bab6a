//! The files that are made of pictures, and what is to be said of the pictures.
//!
//! In: the gallery, once pictures were looked at. Out: pages with addresses, and messages at the places that name pictures.

use super::{Page, Plan, Planned};
use crate::article::Mention;
use crate::base::hash::Set;
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::picture::{Gallery, Kind, Looked, Trouble};
use crate::site::{REGISTER_FILE, Register, Site};

/// A picture of an article that is smaller than this, in pixels, is blurred when it is shared.
const SMALL: u32 = 600;

impl Plan {
    /// Adds the files that are made of pictures. Files with one content and one name are one.
    pub fn add_pictures(&mut self, gallery: &Gallery) {
        let mut taken: Set<String> = Set::default();
        for (name, _) in gallery.all() {
            let Some(picture) = gallery.shown(name) else { continue };
            for recipe in picture.wanted.recipes.iter().copied() {
                for (address, file) in picture.addresses(recipe) {
                    if taken.insert(address.clone()) {
                        let page = Page::Picture { name: name.into(), recipe, file };
                        self.pages.push(Planned { address: address.into(), page });
                    }
                }
            }
        }
    }
}

/// What is to be said of the pictures that were looked at so far, at each place that names one.
pub fn notes_on_pictures(site: &Site, gallery: &Gallery) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let mut say = |path: &str, picture: &Mention, is_of_article: bool| {
        let file = picture.text.rsplit('/').next().unwrap_or_default();
        let place = || Place::at(path, picture.span);
        match gallery.peek(&picture.text) {
            // Missing ones were told when links were checked.
            None | Some(Looked::LeftOut(Trouble::Missing)) => {}
            Some(Looked::LeftOut(trouble)) => notes.push(catalogue::picture_left_out(&place(), file, trouble)),
            Some(Looked::Shown(shown)) => {
                let info = &shown.info;
                if let Some((kind, ending, others)) = names(info.kind)
                    && !others.iter().chain([&ending]).any(|known| *known == path::ending(file))
                {
                    notes.push(catalogue::misnamed_picture(place(), file, kind, ending));
                }
                if is_of_article && info.kind != Kind::Svg && info.width.min(info.height) < SMALL {
                    notes.push(catalogue::small_picture(place(), file, info.width, info.height));
                }
            }
        }
    };
    for (_, entry) in site.articles() {
        let path = || format!("content/{}", entry.card.path);
        if let Some(picture) = &entry.card.image {
            say(&path(), &picture.file, true);
        }
        for link in &entry.facts.links {
            if gallery.peek(&link.target).is_some() {
                say(&path(), &Mention { text: link.target.clone(), span: link.span }, false);
            }
        }
    }
    for section in &site.sections {
        if let Some(cover) = section.podcast.as_ref().and_then(|podcast| podcast.image.as_ref()) {
            say(&format!("content/{}/_index.md", section.folder), cover, false);
        }
    }
    for (_, record) in site.register.iter().flat_map(Register::records) {
        for picture in &record.written.images {
            say(&format!("content/{REGISTER_FILE}"), &picture.file, false);
        }
    }
    notes
}

/// What a kind is called, the ending that its files should have, and others that they may have; `None` for those that are
/// never shown.
fn names(kind: Kind) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    match kind {
        Kind::Jpeg => Some(("JPEG", "jpg", &["jpeg", "jpe", "jfif"])),
        Kind::Png => Some(("PNG", "png", &[])),
        Kind::Gif => Some(("GIF", "gif", &[])),
        Kind::WebP => Some(("WebP", "webp", &[])),
        Kind::Svg => Some(("SVG", "svg", &[])),
        Kind::Heic | Kind::Other => None,
    }
}
