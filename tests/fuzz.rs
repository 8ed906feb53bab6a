//! Pictures that somebody has tampered with: decode, reduce, encode for some minutes (`scripts/fuzz`), each case made of a
//! sound file by a few changes. Nothing may stop, take long or take much memory.

use crate::photo;
use lantoa::picture::{Recipe, make};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// No picture as small as these takes longer, not even on a busy machine.
const LONGEST: Duration = Duration::from_secs(20);
/// The most memory of the whole program, in KiB.
const MOST_MEMORY: u64 = 600 << 10;

/// Sound files of every kind.
fn sound() -> Vec<Vec<u8>> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/picture/tests/fixtures");
    let files = fs::read_dir(fixtures).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><style>path{fill:red}</style>\
        <defs><linearGradient id=\"a\"><stop offset=\"1\"/></linearGradient></defs><path d=\"M0 0h9\" fill=\"url(#a)\"/></svg>";
    let photos = [photo::from_telephone(90, 60, 6, "Sỹ Ngọ"), photo::png(60, 40, 3), photo::moving_gif(), svg.to_vec()];
    files.chain(photos).collect()
}

/// What is changed: where (as a part of the file, more often near its head), and into what.
fn changes() -> impl Strategy<Value = Vec<(u16, bool, Vec<u8>, bool)>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..6),
        prop::sample::select(vec![
            vec![0; 4],
            vec![0xff; 4],
            vec![0x7f, 0xff, 0xff, 0xff],
            vec![0xff, 0xd8],
            Vec::new()
        ]),
    ];
    prop::collection::vec((any::<u16>(), any::<bool>(), bytes, any::<bool>()), 1..8)
}

fn changed(file: &[u8], changes: &[(u16, bool, Vec<u8>, bool)]) -> Vec<u8> {
    let mut file = file.to_vec();
    for (at, is_in_head, bytes, replaces) in changes {
        let reach = if *is_in_head { file.len().min(600) } else { file.len() };
        let at = usize::from(*at) * reach / (usize::from(u16::MAX) + 1);
        let end = if *replaces { (at + bytes.len()).min(file.len()) } else { at };
        file.splice(at..end, bytes.iter().copied());
        if bytes.is_empty() && *replaces {
            file.truncate(at);
        }
    }
    file
}

fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Tries cases until there were so many and the time is over.
fn fuzz(seed: u64, cases: usize, time: Duration) -> usize {
    let (sound, begun) = (sound(), Instant::now());
    let recipes = [Recipe::Page { avif: false }, Recipe::Share { focus: (20, 80) }, Recipe::Cover];
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(seed), ..Config::default() });
    let mut tried = 0;
    while tried < cases || begun.elapsed() < time {
        let changes = changes().new_tree(&mut runner).unwrap().current();
        let case = changed(&sound[tried % sound.len()], &changes);
        let start = Instant::now();
        let _ = make(&case, &recipes);
        assert!(start.elapsed() < LONGEST, "{:?} for {case:?}", start.elapsed());
        tried += 1;
    }
    tried
}

#[test]
fn pictures_that_were_tampered_with() {
    let _ = fuzz(20_261_126, 2_000, Duration::ZERO);
}

#[test]
#[ignore = "takes as long as it is told: scripts/fuzz"]
#[expect(clippy::print_stdout, reason = "what was measured")]
fn pictures_that_were_tampered_with_for_minutes() {
    let number = |name: &str, or: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let tried = fuzz(number("LANTOA_SEED", 1), 0, Duration::from_secs(60 * number("LANTOA_MINUTES", 30)));
    println!("{tried} cases, at most {} MiB", memory() >> 10);
    assert!(memory() < MOST_MEMORY);
}
