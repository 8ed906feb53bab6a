//! A small site in a temporary folder, built by the real program.
//!
//! `Project::new().article("mo-hinh/2025/a.md", "…").build()` writes the files, runs `lantoa build`, and holds what it
//! said and made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// The present of all tests.
pub const NOW: &str = "2026-11-22T07:00:00+07:00";

const SITE: &str = "title: Trang thử\nbase_url: https://example.vn/\n";
const COMMUNES: &str = "- {code: \"18739\", name: Cẩm Duệ, type: xã, slug: cam-due}\n\
    - {code: \"18685\", name: Cẩm Bình, type: xã, slug: cam-binh}\n\
    - {code: \"18073\", name: Thành Sen, type: phường, slug: thanh-sen}\n";
const FIELDS: &str = "- {key: kinh-te, name: Kinh tế, slug: kinh-te, group: Kinh tế, aliases: [KT]}\n\
    - {key: van-hoa, name: Văn hóa - xã hội, slug: van-hoa-xa-hoi, group: Văn hóa - xã hội, aliases: [\"Văn hóa, xã hội\"]}\n";

/// A site in a temporary folder.
#[must_use]
pub struct Project {
    dir: Arc<tempfile::TempDir>,
}

/// What a run of the program said and did.
#[must_use]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    pub public: PathBuf,
    /// The folder stands while anyone looks at it.
    _dir: Arc<tempfile::TempDir>,
}

impl Project {
    /// A site with settings, three communes, two fields and two sections, and no article.
    pub fn new() -> Self {
        let project = Self { dir: Arc::new(tempfile::tempdir().unwrap()) };
        project
            .file("site.yaml", SITE)
            .file("content/communes.yaml", COMMUNES)
            .file("content/fields.yaml", FIELDS)
            .file("content/mo-hinh/_index.md", "---\ntitle: Mô hình\nkind: model\n---\n")
            .file("content/tin-tuc/_index.md", "---\ntitle: Tin tức\nkind: news\n---\n")
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file of the site.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes a sound news article of that date with that body.
    pub fn news(self, name: &str, date: &str, body: &str) -> Self {
        let text = format!("---\ntitle: Bài {name}\ndate: {date}\nsummary: Tóm tắt {name}\n---\n\n{body}\n");
        self.file(&format!("content/tin-tuc/{name}.md"), text)
    }

    /// Writes an article's whole file.
    pub fn article(self, path: &str, text: &str) -> Self {
        self.file(&format!("content/{path}"), text)
    }

    /// A command on this site, in Vietnamese, at the present of all tests.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
        command.current_dir(self.root()).args([name, "--now", NOW]).env_remove("LANG").env_remove("LC_ALL");
        command
    }

    pub fn run(&self, command: &mut Command) -> Run {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Run {
            code: status.code().unwrap_or(-1),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            public: self.path("public"),
            _dir: Arc::clone(&self.dir),
        }
    }

    pub fn build(&self) -> Run {
        self.build_with(&[])
    }

    pub fn build_with(&self, arguments: &[&str]) -> Run {
        self.run(self.command("build").args(arguments))
    }

    /// A build at another present.
    pub fn build_at(&self, now: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
        command.current_dir(self.root()).args(["build", "--now", now]).env_remove("LANG").env_remove("LC_ALL");
        self.run(&mut command)
    }

    pub fn check(&self) -> Run {
        self.run(&mut self.command("check"))
    }
}

impl Run {
    /// The run must have ended well.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self
    }

    /// A published file.
    #[track_caller]
    pub fn page(&self, file: &str) -> String {
        fs::read_to_string(self.public.join(file)).unwrap_or_else(|error| panic!("{file}: {error}\n{}", self.stderr))
    }

    pub fn has(&self, file: &str) -> bool {
        self.public.join(file).exists()
    }

    /// The part of a page between two marks.
    #[track_caller]
    pub fn between(&self, file: &str, from: &str, to: &str) -> String {
        let page = self.page(file);
        let start = page.find(from).unwrap_or_else(|| panic!("no {from} in {page}")) + from.len();
        let end = page[start..].find(to).unwrap_or_else(|| panic!("no {to}")) + start;
        page[start..end].trim().to_owned()
    }

    /// The body of an article.
    #[track_caller]
    pub fn body(&self, file: &str) -> String {
        let body = self.between(file, "<div class=\"body\">", "<footer class=\"story-footer\">");
        body.trim_end().strip_suffix("</div>").unwrap_or(&body).trim().to_owned()
    }
}

/// All files below a folder with their bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).unwrap_or_default());
        }
    }
    files
}

/// Two folders must hold the same files, to the byte.
#[track_caller]
pub fn assert_same_tree(one: &Path, other: &Path) {
    let (one, other) = (tree(one), tree(other));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    for (name, bytes) in &one {
        assert!(bytes == &other[name], "{name} differs");
    }
}

/// The program as someone for whom permissions count: they do not for root.
pub fn unprivileged(program: &str, root: &Path) -> Command {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !is_root {
        return Command::new(program);
    }
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        let _ = std::os::unix::fs::lchown(entry.path(), Some(65_534), Some(65_534));
    }
    let copy = root.join("lantoa");
    fs::copy(program, &copy).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", copy.to_str().unwrap()]);
    command
}
