//! Settings, lists and sections: the files of a site that are no articles.
//!
//! In: the site's folder. Out: what each file says, and what was noticed.

use super::Stage;
use crate::article::{ABBREVIATIONS, Abbreviations, Section, parse_abbreviations, parse_section};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::load::{Disk, decode};
use crate::settings::{COMMUNES, TaxonomyId};
use crate::site::{GazetteerFile, REGISTER_FILE, RegisterFile, Taxonomy, parse_gazetteer, parse_register, parse_terms};

/// Settings or a list, decoded and handed to `read`.
pub(super) fn read_text<T>(
    disk: &Disk,
    path: &str,
    notes: &mut Vec<Diagnostic>,
    read: impl FnOnce(&str) -> (T, Vec<Diagnostic>),
) -> Option<T> {
    let bytes = disk.read_list(path).map_err(|note| notes.push(note)).ok()?;
    let (text, advice) = decode(path, &bytes).map_err(|note| notes.push(note)).ok()?;
    notes.extend(advice);
    let (value, own) = read(&text);
    notes.extend(own);
    Some(value)
}

impl Stage<'_> {
    /// The list of places, which must be there.
    pub(super) fn places(&self, notes: &mut Vec<Diagnostic>) -> GazetteerFile {
        let path = format!("content/{}", self.settings.taxonomies[COMMUNES.at()].file);
        if !self.disk.native(&path).is_file() {
            notes.push(catalogue::missing_list(&path));
            return parse_gazetteer(&path, "", self.settings).0;
        }
        let read = read_text(self.disk, &path, notes, |text| parse_gazetteer(&path, text, self.settings));
        read.unwrap_or_else(|| parse_gazetteer(&path, "", self.settings).0)
    }

    /// The terms of a taxonomy. A closed list must be there; an open one may. Communes are made of the list of places.
    pub(super) fn terms(&self, id: TaxonomyId, notes: &mut Vec<Diagnostic>) -> Taxonomy {
        let settings = &self.settings.taxonomies[id.at()];
        let path = format!("content/{}", settings.file);
        let none = || parse_terms(id, settings, &path, "").0;
        if id == COMMUNES {
            return none();
        }
        if !self.disk.native(&path).is_file() {
            if !settings.is_open {
                notes.push(catalogue::missing_list(&path));
            }
            return none();
        }
        read_text(self.disk, &path, notes, |text| parse_terms(id, settings, &path, text)).unwrap_or_else(none)
    }

    /// The register; `None` when there is no such file.
    pub(super) fn register(&self, notes: &mut Vec<Diagnostic>) -> Option<RegisterFile> {
        let path = format!("content/{REGISTER_FILE}");
        if !self.disk.native(&path).is_file() {
            return None;
        }
        let file = read_text(self.disk, &path, notes, |text| parse_register(&path, text, self.settings));
        Some(file.unwrap_or_default())
    }

    /// A site may do without this list.
    pub(super) fn abbreviations(&self, notes: &mut Vec<Diagnostic>) -> Abbreviations {
        if !self.disk.native(ABBREVIATIONS).is_file() {
            return Abbreviations::default();
        }
        let list = read_text(self.disk, ABBREVIATIONS, notes, |text| parse_abbreviations(ABBREVIATIONS, text));
        list.unwrap_or_default()
    }

    pub(super) fn sections(&self, notes: &mut Vec<Diagnostic>) -> Vec<Section> {
        let mut sections = Vec::new();
        for path in &self.listing.sections {
            let file = format!("content/{path}");
            let folder = path::parent(path);
            if folder.is_empty() || folder.contains('/') {
                notes.push(catalogue::nested_section(Place::file(&file)));
            } else {
                let section = read_text(self.disk, &file, notes, |text| parse_section(folder, text));
                sections.extend(section);
            }
        }
        sections
    }
}
