//! What each stage of a build took: as a table for people on stderr, as JSON for programs on stdout.

use crate::base::Timings;
use serde_json::json;
use std::io::Write;

/// How timings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimingsLayout {
    /// Milliseconds, items, share.
    Table,
    /// One object: `{"total_ms", "stages": [{"stage", "ms", "items", "share"}]}`.
    Json,
}

pub(super) fn print(timings: &Timings, layout: TimingsLayout) {
    let total = timings.total().as_secs_f64().max(f64::EPSILON);
    let stages = timings.stages.iter().map(|(stage, time, items)| {
        let seconds = time.as_secs_f64();
        (*stage, seconds * 1000.0, *items, seconds / total)
    });
    match layout {
        TimingsLayout::Table => {
            let mut err = anstream::stderr();
            let _ = writeln!(err, "{:<10} {:>10} {:>10} {:>7}", "stage", "ms", "items", "share");
            for (stage, ms, items, share) in stages {
                let _ = writeln!(err, "{stage:<10} {ms:>10.1} {items:>10} {:>6.1}%", share * 100.0);
            }
            let _ = writeln!(err, "{:<10} {:>10.1}", "total", total * 1000.0);
        }
        TimingsLayout::Json => {
            let round = |number: f64, digits: f64| (number * digits).round() / digits;
            let stages = stages.map(|(stage, ms, items, share)| {
                json!({"stage": stage, "ms": round(ms, 1000.0), "items": items, "share": round(share, 10_000.0)})
            });
            let stages: Vec<_> = stages.collect();
            let all = json!({"total_ms": round(total * 1000.0, 1000.0), "stages": stages});
            let _ = writeln!(std::io::stdout(), "{all}");
        }
    }
}
