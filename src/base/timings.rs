//! How long each stage took. The only clock of the program besides `--now`; nothing that is published sees it.

#![expect(clippy::disallowed_methods, reason = "the one stop watch")]

use std::time::{Duration, Instant};

/// The stages of a build with their time and the number of things they dealt with.
#[derive(Debug)]
pub struct Timings {
    begun: Instant,
    last: Instant,
    /// Stage, time, items.
    pub stages: Vec<(&'static str, Duration, usize)>,
}

impl Default for Timings {
    fn default() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, stages: Vec::new() }
    }
}

impl Timings {
    /// Ends a stage.
    pub fn lap(&mut self, stage: &'static str, items: usize) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last, items));
        self.last = now;
    }

    /// Since the start.
    pub fn total(&self) -> Duration {
        self.begun.elapsed()
    }
}
