//! `hội nghị`: what an article says of a conference.

use super::details::{Conference, Speech};
use super::front::{Front, names, optional};
use super::{keys, parts};
use crate::yaml::{Fields, Reader};

impl Front<'_, '_, '_> {
    pub(super) fn conference(&mut self) -> Option<Conference> {
        let entry = self.get("conference")?;
        let map = self.reader.map(entry, keys::CONFERENCE)?;
        let mut conference = Conference { place: optional(&map, "place", self.reader), ..Conference::default() };
        if let Some(entry) = map.get("time")
            && let Some(period) = self.reader.maps(entry, keys::PERIOD).first()
        {
            conference.from = period.get("from").and_then(|entry| self.reader.moment(entry, self.offset));
            conference.to = period.get("to").and_then(|entry| self.reader.moment(entry, self.offset));
            self.note_order((period.get("from"), conference.from), (period.get("to"), conference.to));
        }
        conference.organisers = names(&map, "organiser", self.reader);
        conference.forms = names(&map, "form", self.reader);
        conference.chairs = names(&map, "chairs", self.reader);
        conference.delegates = names(&map, "delegates", self.reader);
        conference.tasks = names(&map, "tasks", self.reader);
        conference.awards = names(&map, "awards", self.reader);
        conference.closing = speeches(&map, "closing", self.reader);
        conference.statements = speeches(&map, "statements", self.reader);
        conference.figures = parts::figures(map.get("figures"), self.reader);
        conference.documents = self.files(map.get("documents"));
        Some(conference)
    }
}

fn speeches(map: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Vec<Speech> {
    let Some(entry) = map.get(name) else { return Vec::new() };
    let maps = reader.maps(entry, keys::SPEECH);
    maps.iter()
        .map(|map| Speech {
            quote: optional(map, "quote", reader),
            name: optional(map, "name", reader),
            post: optional(map, "post", reader),
            unit: optional(map, "unit", reader),
        })
        .collect()
}
