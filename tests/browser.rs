//! What is published is read by people: every kind of page in a real browser (`tests/browser/`, one part a test).
//! `scripts/test` installs what they need.

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
fn every_kind_of_page_is_read() {
    check("kinds");
}

#[test]
fn axe_finds_nothing() {
    check("axe");
}

#[test]
fn the_keyboard_reaches_everything() {
    check("keyboard");
}

#[test]
fn pages_hold_when_narrow_and_when_text_is_large() {
    check("layout");
}

#[test]
fn nothing_is_lost_without_script_pictures_or_styles() {
    check("without");
}

#[test]
fn pages_are_light_and_ask_nobody_else() {
    check("network");
}

#[test]
fn no_word_is_english() {
    check("language");
}

#[test]
fn clicks_do_what_they_say() {
    check("clicks");
}

#[test]
fn a_site_under_a_base_path() {
    check("base");
}

#[test]
fn lighthouse_gives_full_marks() {
    check("lighthouse");
}

#[test]
fn a_preview_follows_its_files() {
    check("preview");
}

#[test]
fn browsers_choose_the_picture_that_fits() {
    check("pictures");
}

#[test]
fn readers_find_what_they_type() {
    check("search");
}
