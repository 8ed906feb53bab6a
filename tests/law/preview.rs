//! The same law for the preview: after any history of edits, every page that it serves is that of a build from scratch with
//! drafts.

use super::history::{Step, history};
use super::{NOW, World};
use crate::preview::Preview;
use crate::project::tree;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// So many histories are tried in an ordinary run.
const HISTORIES: u32 = 6;
/// So many browsers ask without end during a soak.
const BROWSERS: usize = 200;

/// The first page that is not served as it was built.
fn served(preview: &Preview, base: &str, wanted: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let differs = |(path, bytes): &(&String, &Vec<u8>)| {
        // What hosts are told, and the mark of the folder, are no pages.
        if path.starts_with(['.', '_']) {
            return false;
        }
        let address = format!("{base}/{}", path.strip_suffix("index.html").unwrap_or(path));
        let answer = preview.ask("GET", &address, &[], "");
        if answer.status == 301 {
            // Where a host redirects, a page stands that leads to the same place.
            return !String::from_utf8_lossy(bytes).contains(&format!("url={}\"", answer.header("location")));
        }
        answer.page() != **bytes
    };
    wanted.iter().find(differs).map(|(path, _)| path.clone())
}

fn check(world: &mut World, preview: &Preview) -> Result<(), TestCaseError> {
    world.write();
    if world.build(world.twin.path(), true).summary.is_none() {
        // Faulty files: the last good site stands, which other tests are about.
        return Ok(());
    }
    let wanted = tree(&world.twin.path().join("public"));
    let settings = fs::read_to_string(world.twin.path().join("site.yaml")).unwrap();
    let base = if settings.contains("example.vn/dv/") { "/dv" } else { "" };
    let mut last = served(preview, base, &wanted);
    while let Some(path) = last {
        proptest::prop_assert!(preview.looks_again(), "{path} is not what a build makes");
        last = served(preview, base, &wanted);
    }
    Ok(())
}

#[test]
fn a_preview_shows_what_a_build_from_scratch_makes() {
    let seed = std::env::var("LANTOA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_126);
    let config = Config {
        cases: HISTORIES,
        max_shrink_iters: 20,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&history(), |history| {
        let mut world = World::new();
        world.drafts = true;
        world.write();
        let preview = Preview::with(world.site.path(), &["--now", NOW[0]]);
        check(&mut world, &preview)?;
        for steps in history {
            for step in steps {
                if matches!(step, Step::Write(..) | Step::Edit(..) | Step::Delete(_) | Step::Break(_) | Step::File(..))
                {
                    world.do_step(&step);
                }
            }
            check(&mut world, &preview)?;
        }
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

/// `scripts/soak [MINUTES]`: edits and requests without end; every page stays right and memory stays flat.
#[test]
#[ignore = "takes as long as it is told: scripts/soak"]
#[expect(clippy::print_stdout, reason = "what was measured")]
fn soak() {
    let minutes = std::env::var("LANTOA_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(10);
    let seed = std::env::var("LANTOA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_126);
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(seed), ..Config::default() });
    let mut world = World::new();
    world.drafts = true;
    world.write();
    let preview = Preview::with(world.site.path(), &["--now", NOW[0]]);
    let ends = Instant::now() + Duration::from_secs(60 * minutes);
    let mut memory = Vec::new();
    let (mut edits, asked) = (0, AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..BROWSERS {
            let browser = (*preview).clone();
            let asked = &asked;
            scope.spawn(move || {
                for address in
                    ["/", "/tin-tuc/", "/rss.xml", "/khong-co.html", "/dia-phuong/", "/sitemap.xml"].iter().cycle()
                {
                    let status = browser.get(address).status;
                    assert!([200, 301, 404].contains(&status), "{address}: {status}");
                    asked.fetch_add(1, Ordering::Relaxed);
                    if Instant::now() > ends {
                        return;
                    }
                }
            });
        }
        while Instant::now() < ends {
            for steps in history().new_tree(&mut runner).unwrap().current() {
                for step in steps {
                    if matches!(step, Step::Write(..) | Step::Edit(..) | Step::Delete(_) | Step::File(..)) {
                        world.do_step(&step);
                    }
                }
                check(&mut world, &preview).unwrap();
                edits += 1;
                memory.push(preview.memory());
            }
        }
    });
    let half = |part: &[usize]| part.iter().max().copied().unwrap_or_default();
    let (early, late) = (half(&memory[..memory.len() / 2]), half(&memory[memory.len() / 2..]));
    println!(
        "{edits} edits, {} requests; at most {early} KiB in the first half, {late} KiB in the second",
        asked.load(Ordering::Relaxed)
    );
    assert!(late < early + early / 5, "memory grows");
}
