//! What the present decides: which articles are public, and from when until when everything stays as it is.
//!
//! In: the present and what was asked for. Out: for each article whether readers see it.

use crate::article::{Card, Status};
use crate::vietnamese::Moment;
use serde::{Deserialize, Serialize};

/// Older news are no news to Google ("News sitemaps"): so many seconds.
pub const NEWS_AGE: i64 = 48 * 60 * 60;

/// What a build shows.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Seconds since 1970: articles are public from their date until they expire.
    pub now: i64,
    /// Drafts and scheduled articles too.
    pub drafts: bool,
    /// Only approved articles.
    pub require_approval: bool,
}

/// How many articles are kept back, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Drafts, and pieces that wait for approval.
    pub drafts: usize,
    /// Their date is to come.
    pub scheduled: usize,
    /// They expired or were withdrawn.
    pub over: usize,
}

/// What readers see of an article, and why not the article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The article.
    Public,
    /// Nothing: somebody in the office is still at it.
    Draft,
    /// Nothing: its date is to come.
    Scheduled,
    /// Nothing: it expired.
    Expired,
    /// That it was there once.
    Withdrawn,
}

impl Withheld {
    pub(super) fn count(&mut self, shown: Shown) {
        match shown {
            Shown::Public => {}
            Shown::Draft => self.drafts += 1,
            Shown::Scheduled => self.scheduled += 1,
            Shown::Expired | Shown::Withdrawn => self.over += 1,
        }
    }
}

impl View {
    /// Whether readers see an article now.
    pub fn is_public(self, card: &Card) -> bool {
        self.shows(card) == Shown::Public
    }

    /// What readers see of an article now.
    pub(super) fn shows(self, card: &Card) -> Shown {
        if self.is_unfinished(card.status) && !self.drafts {
            Shown::Draft
        } else if card.date.is_some_and(|date| date.unix() > self.now) && !self.drafts {
            Shown::Scheduled
        } else if card.details.as_deref().is_some_and(|details| self.is_past(details.withdrawn)) {
            Shown::Withdrawn
        } else if card.expires.is_some_and(|end| end.unix_end() < self.now) {
            Shown::Expired
        } else {
            Shown::Public
        }
    }

    fn is_past(self, date: Option<Moment>) -> bool {
        date.is_some_and(|date| date.unix() <= self.now)
    }

    /// Whether a piece of this status still waits for somebody in the office.
    fn is_unfinished(self, status: Status) -> bool {
        match status {
            Status::Draft | Status::Review => true,
            Status::Unstated => self.require_approval,
            Status::Approved => false,
        }
    }
}

/// The instants before and after the present at which something of the site is shown otherwise.
pub(super) struct Instants {
    now: i64,
    pub(super) from: i64,
    pub(super) until: i64,
}

impl Instants {
    pub(super) fn new(now: i64) -> Self {
        Self { now, from: i64::MIN, until: i64::MAX }
    }

    /// Something changes at this second, or at the one after it.
    pub(super) fn add(&mut self, instant: i64) {
        for instant in [instant, instant.saturating_add(1)] {
            if instant <= self.now {
                self.from = self.from.max(instant);
            } else {
                self.until = self.until.min(instant);
            }
        }
    }

    /// The instants of an article: all dates that are compared with the present.
    pub(super) fn of(&mut self, card: &Card) {
        let details = card.details.as_deref();
        let corrections = card.corrections().map(|correction| correction.date);
        let starts = card.date.into_iter().chain(card.updated).chain(details.and_then(|details| details.withdrawn));
        for start in starts.chain(corrections) {
            self.add(start.unix());
        }
        if let Some(date) = card.date {
            self.add(date.unix().saturating_add(NEWS_AGE));
        }
        let featured = details.and_then(|details| details.featured.as_ref()?.until);
        for end in card.expires.into_iter().chain(featured) {
            self.add(end.unix_end());
        }
    }
}
