//! What is published is read by people: every kind of page in a real browser (`tests/browser/`, one part a test).
//! Not run by default: `(cd tests/browser && npm ci)`, then `cargo test --profile fast browser -- --ignored`.

use std::path::Path;
use std::process::Command;

#[track_caller]
fn check(part: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    assert!(folder.join("node_modules").is_dir(), "run scripts/test, which installs the browser");
    let mut node = Command::new("node");
    node.arg(folder.join("check.mjs")).args([env!("CARGO_BIN_EXE_lantoa"), part]);
    let output = node.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn every_kind_of_page_is_read() {
    check("kinds");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn axe_finds_nothing() {
    check("axe");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn the_keyboard_reaches_everything() {
    check("keyboard");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn pages_hold_when_narrow_and_when_text_is_large() {
    check("layout");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn nothing_is_lost_without_script_pictures_or_styles() {
    check("without");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn pages_are_light_and_ask_nobody_else() {
    check("network");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn no_word_is_english() {
    check("language");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn clicks_do_what_they_say() {
    check("clicks");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn a_site_under_a_base_path() {
    check("base");
}

#[test]
#[ignore = "needs Chromium and tests/browser/node_modules"]
fn lighthouse_gives_full_marks() {
    check("lighthouse");
}
