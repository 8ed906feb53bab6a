//! Hosts beside our own that pages may load something from: pictures, recordings, players of films.
//!
//! In: keys of `site.yaml`. Out: names of hosts. Nothing else of another host is ever loaded: the content security policy
//! names exactly these.

use crate::diagnostic::catalogue;
use crate::yaml::{Fields, Reader};

/// A host of films whose player may be put into a page, when a reader asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Player {
    /// `YouTube`, from its domain without cookies.
    YouTube,
    /// Vimeo.
    Vimeo,
}

impl Player {
    /// Those of a site that does not choose.
    pub const ALL: [Self; 2] = [Self::YouTube, Self::Vimeo];

    /// As `players` of the settings may say: (Vietnamese, English, player). They are names.
    const WORDS: [(&'static str, &'static str, Self); 2] =
        [("YouTube", "YouTube", Self::YouTube), ("Vimeo", "Vimeo", Self::Vimeo)];

    /// What readers call the host.
    pub fn name(self) -> &'static str {
        match self {
            Self::YouTube => "YouTube",
            Self::Vimeo => "Vimeo",
        }
    }

    /// Where its player stands.
    pub fn origin(self) -> &'static str {
        match self {
            Self::YouTube => "https://www.youtube-nocookie.com",
            Self::Vimeo => "https://player.vimeo.com",
        }
    }
}

/// The hosts that a key names.
pub(super) fn hosts(fields: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Vec<String> {
    let mut hosts = Vec::new();
    for (host, span) in fields.get(name).map(|entry| reader.texts(entry)).unwrap_or_default() {
        let lower = host.to_ascii_lowercase();
        let sound = !lower.is_empty() && lower.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
        if sound {
            hosts.push(lower);
        } else {
            reader.note(catalogue::bad_host(reader.at(span), host));
        }
    }
    hosts
}

/// The players that `players` names; all when it is not there.
pub(super) fn players(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Player> {
    let Some(entry) = fields.get("players") else { return Player::ALL.to_vec() };
    let mut players = reader.choices(entry, &Player::WORDS);
    players.sort_unstable();
    players.dedup();
    players
}
