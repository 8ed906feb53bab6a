//! The promises that the code makes about itself: layers, purity, size, and that every message has its text on file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The code of a file, without its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

/// The modules of `lib.rs`, in their order.
fn layers() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let module = |line: &str| {
        line.trim_start_matches("pub ").strip_prefix("mod ").map(|name| name.trim_end_matches(';').to_owned())
    };
    text.lines().filter_map(module).collect()
}

#[test]
fn a_module_uses_only_those_above_it() {
    let layers = layers();
    let place = |name: &str| layers.iter().position(|layer| layer == name);
    let mut wrong = Vec::new();
    for (file, text) in sources("src") {
        let Some(own) = file.strip_prefix("src/").and_then(|path| path.split(['/', '.']).next()).and_then(place) else {
            continue;
        };
        for used in text.split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let inner = used.strip_prefix('{').map(|list| list.split('}').next().unwrap_or_default().to_owned());
            for name in inner
                .as_deref()
                .unwrap_or(&name)
                .split(',')
                .map(|name| name.trim().split("::").next().unwrap_or_default().to_owned())
            {
                if let Some(layer) = place(&name)
                    && layer > own
                {
                    wrong.push(format!("{file} uses {name}"));
                }
            }
        }
    }
    assert!(layers.len() >= 12 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn stages_are_pure() {
    // What may be named where: the disk, the clock, the environment.
    for (file, text) in sources("src") {
        let folder = file.trim_start_matches("src/").split('/').next().unwrap().to_owned();
        let may = |folders: &[&str]| folders.contains(&folder.as_str()) || folders.contains(&file.as_str());
        assert!(may(&["load", "output", "memo"]) || !code(&text).contains("std::fs"), "{file} names the disk");
        assert!(may(&["main.rs"]) || !text.contains("SystemTime::now"), "{file} names the clock");
        assert!(may(&["src/base/timings.rs"]) || !text.contains("Instant::now"), "{file} names a watch");
        assert!(may(&["main.rs"]) || !code(&text).contains("std::env::"), "{file} names the environment");
    }
}

#[test]
fn files_open_with_their_story_and_stay_short() {
    for (file, text) in sources("src").into_iter().chain(sources("tests")) {
        assert!(text.starts_with("//! "), "{file} does not say what it is for");
        assert!(code(&text).lines().count() <= 350, "{file} is long: is there more than one idea in it?");
    }
}

/// The codes of all messages, from the catalogue.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (_, text) in sources("src/diagnostic/catalogue") {
        for part in text.split('"') {
            let mut letters = part.chars();
            let starts = matches!(letters.next(), Some('D' | 'F'));
            if starts && (part.len() == 4 || part.len() == 3) && letters.all(|c| c.is_ascii_digit()) {
                codes.insert(part.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_message_has_a_fixture_and_a_line_in_the_docs() {
    let codes = codes();
    let fixtures: BTreeSet<String> = fs::read_dir(root().join("tests/diagnostics"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.split_once('-').map(|(code, _)| code.to_owned()))
        // A file that changes while it is read is a test of its own (build.rs).
        .chain(["D310".to_owned()])
        .collect();
    assert_eq!(codes, fixtures);
    let docs = fs::read_to_string(root().join("docs/messages.md")).unwrap();
    let documented: BTreeSet<String> = docs
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .filter(|code| code.starts_with(['D', 'F']))
        .map(str::to_owned)
        .collect();
    assert_eq!(codes, documented);
}

#[test]
fn docs_name_every_template_and_decision() {
    let theme = fs::read_to_string(root().join("docs/theme.md")).unwrap();
    for entry in fs::read_dir(root().join("themes/trang-nhat/templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(theme.contains(&format!("`{name}`")), "docs/theme.md does not name {name}");
    }
}
