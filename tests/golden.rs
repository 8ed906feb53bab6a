//! Golden sites: whole trees compared with what was looked at and found good. `SNAPSHOTS=overwrite` writes them anew.

use crate::photo;
use crate::project::{NOW, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A published site. Of pictures that were made here only the sizes: other processors may give other bytes. Of scripts,
/// whose names tell their content, only the names.
fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let of_file = |(path, bytes): (String, Vec<u8>)| {
        let is_made = path.starts_with("assets/") && [".jpg", ".webp"].iter().any(|ending| path.ends_with(ending));
        let bytes = if is_made {
            let (width, height) = photo::size(&bytes);
            format!("{width} x {height}\n").into_bytes()
        } else if path.ends_with(".js") {
            b"as its name tells\n".to_vec()
        } else {
            bytes
        };
        (path, bytes)
    };
    tree(folder).into_iter().map(of_file).collect()
}

fn check(name: &str) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let copy = out.path().join("site");
    for (path, bytes) in tree(&site) {
        if !path.starts_with("expected/") {
            let path = copy.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_lantoa"))
        .args(["build", "--now", NOW, "--lang", "vi", "--root"])
        .arg(&copy)
        .arg("--out")
        .arg(&public)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected = site.join("expected");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let _ = fs::remove_dir_all(&expected);
        for (path, bytes) in published(&public) {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let (made, wanted) = (published(&public), tree(&expected));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>().join("\n");
    snapbox::assert_data_eq!(names(&made), names(&wanted));
    for (path, bytes) in wanted {
        match (String::from_utf8(made[&path].clone()), String::from_utf8(bytes.clone())) {
            (Ok(made), Ok(wanted)) => snapbox::assert_data_eq!(made, snapbox::Data::from(wanted).raw()),
            _ => assert!(made[&path] == bytes, "{path}"),
        }
    }
}

/// One article of each kind, a page, a list with closed pages, terms and crossings.
#[test]
fn small_site() {
    check("small");
}

/// Every kind of article and page, the register, feeds, redirects and the files for every host.
#[test]
fn all_kinds() {
    check("kinds");
}

/// The same under a base path, with bare links and templates of its own, so that it tests the program and not the theme.
#[test]
fn site_under_a_base_path() {
    check("base-path");
}
