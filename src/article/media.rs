//! `video`, `âm thanh`, `văn bản`: what an article says of its film, its recording, its document.

use super::card::Mention;
use super::details::{Media, PublishedDocument};
use super::front::{Front, optional};
use super::keys;
use super::markdown::provider;
use crate::diagnostic::catalogue;
use crate::vietnamese::Duration;
use crate::yaml::Fields;

/// Endings of files that a text of what is said may have.
const TRANSCRIPTS: [&str; 4] = [".txt", ".vtt", ".pdf", ".docx"];
/// What browsers read subtitles from (HTML, 4.8.11.11).
const CAPTIONS: [&str; 1] = [".vtt"];

impl Front<'_, '_, '_> {
    pub(super) fn media(&mut self, name: &str) -> Option<Media> {
        let entry = self.get(name)?;
        let maps = self.reader.maps(entry, keys::MEDIA);
        let map = maps.first()?;
        let src = self.file(map, "src", "tệp")?;
        let is_link_only = src.text.contains("://") && !src.is_on(self.media_hosts);
        if is_link_only && name == "audio" {
            self.reader.note(catalogue::recording_elsewhere(self.reader.at(src.span), &src.text));
        } else if is_link_only && provider(&src.text).is_none() {
            self.reader.note(catalogue::unknown_provider(self.reader.at(src.span), &src.text));
        }
        let duration = map.get("duration").and_then(|entry| {
            let text = self.reader.text(entry)?;
            let duration = Duration::parse(text);
            if duration.is_none() {
                self.reader.note(catalogue::bad_duration(self.reader.at(entry.node.span), text));
            }
            duration
        });
        let transcript = self.file_of(map, "transcript", "lời thoại", &TRANSCRIPTS);
        let captions = self.file_of(map, "captions", "phụ đề", &CAPTIONS);
        Some(Media { src, duration, transcript, captions })
    }

    /// A file of this site with one of these endings.
    fn file_of(&mut self, map: &Fields<'_>, en: &str, vi: &str, endings: &[&str]) -> Option<Mention> {
        map.get(en)?;
        let file = self.file(map, en, vi)?;
        let name = file.text.to_lowercase();
        if file.text.contains("://") || !endings.iter().any(|ending| name.ends_with(ending)) {
            self.reader.note(catalogue::wrong_file(self.reader.at(file.span), &file.text, endings));
            return None;
        }
        Some(file)
    }

    pub(super) fn document(&mut self) -> Option<PublishedDocument> {
        let entry = self.get("document")?;
        let maps = self.reader.maps(entry, keys::DOCUMENT);
        let map = maps.first()?;
        Some(PublishedDocument {
            number: optional(map, "number", self.reader),
            issued: map.get("issued").and_then(|entry| self.reader.moment(entry, self.offset)),
            issuer: optional(map, "issuer", self.reader),
            kind: optional(map, "type", self.reader),
            file: map.get("file").and_then(|_| self.file(map, "file", "tệp")),
        })
    }
}
