//! Communes that merge, are renamed or divided after this site was made: the list of places is edited, and every address
//! leads on.

use crate::places::{gazetteer, gazetteer_of, list, story};
use crate::project::{Project, Run, tree};
use lantoa::site::Gazetteer;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn files(run: &Run) -> Vec<String> {
    tree(&run.public).into_keys().collect()
}

/// The demo site with 45 stories more of Cẩm Duệ: enough for pages that are closed.
fn demo() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut project = Project::new();
    for (path, bytes) in tree(&root.join("content")) {
        project = project.file(&format!("content/{path}"), bytes);
    }
    project = project.file("site.yaml", fs::read(root.join("site.yaml")).unwrap());
    for number in 0..45 {
        let story = story(&format!("so-{number}"), "01/11/2026", "xã Cẩm Duệ");
        project = project.article(&format!("tin-tuc/so-{number}.md"), &story);
    }
    project
}

/// Two communes of today become one in 2028: the list is edited as its head says, nothing else.
#[test]
fn a_merger_to_come() {
    let project = demo();
    let before = project.build_at("2028-06-01");
    let all = files(&before);
    let list = list()
        .replace("  slug: cam-due\n", "  slug: cam-due\n  until: 2028-07-01\n  became: [xã Cẩm Duệ Lạc]\n")
        .replace("  slug: cam-lac\n", "  slug: cam-lac\n  until: 2028-07-01\n  became: [xã Cẩm Duệ Lạc]\n")
        + "\n- {code: \"18750\", name: Cẩm Duệ Lạc, type: xã, slug: cam-due-lac, from: 2028-07-01}\n";
    project.put("content/communes.yaml", list);
    // Before its day nothing changes.
    let same = project.build_at("2028-06-01");
    assert_eq!(files(&same), all);
    assert!(same.page("dia-phuong/cam-due/index.html").contains("Bài so-30"));
    let after = project.build_at("2028-07-01");
    assert_eq!(after.code, 0, "{}", after.stderr);
    // Every address of before stands.
    let files = files(&after);
    let gone: Vec<&String> = all.iter().filter(|file| !files.contains(file)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let moved = after.page("dia-phuong/cam-due/index.html");
    assert!(moved.contains("/dia-phuong/cam-due-lac/") && !moved.contains("Bài so-"), "{moved}");
    assert!(after.page("dia-phuong/cam-due/kinh-te/index.html").contains("/dia-phuong/cam-due-lac/kinh-te/"));
    let feed = after.page("dia-phuong/cam-due/rss.xml");
    assert!(feed.contains("/dia-phuong/cam-due-lac/rss.xml\" rel=\"self\""), "{feed}");
    // Stories of three times stand under the commune of today, each with its name.
    let today = after.page("dia-phuong/cam-due-lac/index.html");
    assert!(today.contains("Xã Cẩm Duệ, nay thuộc xã Cẩm Duệ Lạc"), "{today}");
    assert!(after.page("dia-phuong/cu/xa-cam-due-2028/index.html").contains("Bài so-30"));
    // The unit that ended in 2025 has the address that it always had.
    assert!(after.page("dia-phuong/cu/xa-cam-due/index.html").contains("Hàng rào"));
    assert!(after.page("_redirects").contains("/dia-phuong/cam-due "), "{}", after.page("_redirects"));
}

/// All addresses that a gazetteer keeps alive.
fn addresses(gazetteer: &Gazetteer) -> BTreeSet<String> {
    let units = gazetteer.units().map(|(_, unit)| unit);
    units.flat_map(|unit| [Some(&unit.address), unit.moved_from.as_ref()]).flatten().map(ToString::to_string).collect()
}

#[test]
fn no_address_is_lost_whichever_commune_ends() {
    let (list, before) = (list(), addresses(&gazetteer()));
    let slugs: Vec<&str> = list.lines().filter_map(|line| line.strip_prefix("  slug: ")).collect();
    assert_eq!(slugs.len(), 69);
    for slug in &slugs {
        let heir = if *slug == "kim-hoa" { "xã Mai Hoa" } else { "xã Kim Hoa" };
        let line = format!("  slug: {slug}\n");
        let ended = list.replace(&line, &format!("{line}  until: 2028-07-01\n  became: [{heir}]\n"));
        let after = addresses(&gazetteer_of(&ended, "2028-07-02"));
        let lost: Vec<&String> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{slug}: {lost:?}");
    }
}

#[test]
fn a_commune_that_was_renamed_and_then_merged() {
    let list = list()
        .replace("  slug: cam-lac\n", "  slug: cam-lac\n  until: 2027-01-01\n  became: [phường Cẩm Lạc]\n")
        + "\n- {code: \"18748\", name: Cẩm Lạc, type: phường, from: 2027-01-01, until: 2028-01-01, became: [phường Lạc Mới]}\n\
        - {code: \"18749\", name: Lạc Mới, type: phường, from: 2028-01-01, until: 2029-01-01, became: [xã Cẩm Trung]}\n";
    let project = demo().file("content/communes.yaml", list);
    let mut stood = BTreeSet::new();
    for now in ["2026-12-01", "2027-06-01", "2028-06-01", "2029-06-01"] {
        let run = project.build_at(now);
        assert_eq!(run.code, 0, "{now}: {}", run.stderr);
        let files: BTreeSet<String> = files(&run).into_iter().filter(|file| file.starts_with("dia-phuong/")).collect();
        let gone: Vec<&String> = stood.difference(&files).collect();
        assert!(gone.is_empty(), "{now}: {gone:?}");
        stood = files;
    }
    let run = project.build_at("2029-06-01");
    for old in ["cam-lac", "lac-moi"] {
        assert!(run.page(&format!("dia-phuong/{old}/index.html")).contains("/dia-phuong/cam-trung/"), "{old}");
    }
    // What is still to come is not told: the present of the first build.
    let run = project.build_at("2026-12-01");
    let page = run.page("dia-phuong/cam-lac/index.html");
    assert!(!page.contains("2027") && !page.contains("Lạc Mới"), "{page}");
    assert!(!run.page("dia-phuong/cam-trung/index.html").contains("Lạc Mới"));
}

#[test]
fn a_division_to_come() {
    let list = list().replace(
        "  slug: cam-binh\n",
        "  slug: cam-binh\n  until: 2028-07-01\n  became: [xã Cẩm Xuyên, xã Yên Hòa]\n  part: một phần\n",
    );
    let project = demo().file("content/communes.yaml", list);
    let before = files(&project.build_at("2028-06-30"));
    let run = project.build_at("2028-07-01");
    // Records of the register stay, and are told.
    assert!(run.code == 0 && run.stderr.contains("[D272]"), "{}", run.stderr);
    let after = files(&run);
    let gone: Vec<&String> = before.iter().filter(|file| !after.contains(file)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    // The feed goes on as that of the former commune, whose page shows all that its own page had.
    assert!(run.page("dia-phuong/cam-binh/rss.xml").contains("/dia-phuong/cu/xa-cam-binh-2028/rss.xml"));
    let former = run.page("dia-phuong/cu/xa-cam-binh-2028/index.html");
    assert!(former.contains("Bảy nhà chung một ngõ sâu") && former.contains("một phần"), "{former}");
    assert!(run.page("dia-phuong/yen-hoa/index.html").contains("Bảy nhà chung một ngõ sâu"));
}
