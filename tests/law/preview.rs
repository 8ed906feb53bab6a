//! The same law for the preview: after any history of edits, every page that it serves is that of a build from scratch with
//! drafts.

use super::history::{Step, history};
use super::{NOW, World};
use crate::preview::Preview;
use crate::project::tree;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use std::collections::BTreeMap;

/// So many histories are tried in an ordinary run.
const HISTORIES: u32 = 6;

fn served(preview: &Preview, wanted: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let differs = |(path, bytes): &(&String, &Vec<u8>)| {
        // What hosts are told, and the mark of the folder, are no pages.
        let is_page = !path.starts_with(['.', '_']);
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let answer = preview.get(&address);
        is_page && answer.status != 301 && answer.page() != **bytes
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
    let mut last = served(preview, &wanted);
    while let Some(path) = last {
        proptest::prop_assert!(preview.looks_again(), "{path} is not what a build makes");
        last = served(preview, &wanted);
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
