//! The theme: templates and assets of the site's own theme, with the built-in one behind it.
//!
//! In: the theme's folder, if the site has one. Out: a `Theme` that renders a named template. Templates see what
//! `docs/theme.md` says and nothing else.

mod assets;
mod functions;
mod language;
mod options;
mod report;
mod words;

pub use assets::Assets;
pub use words::Words;

use crate::base::hash::{Digest, Hash};
use crate::diagnostic::{Diagnostic, Failure, Place, catalogue};
use crate::load::{Disk, decode, is_of_site};
use crate::settings::{BUILT_IN_THEME, Settings};
use include_dir::{Dir, include_dir};
use report::Report;
use simdutf8::basic::from_utf8;
use std::borrow::Cow;
use tera::{Context, Tera, Value};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/trang-nhat");

/// The templates that pages ask for. A theme must have them all, which the built-in one sees to.
const TEMPLATES: [&str; 27] = [
    "picture.html",
    "head-common.html",
    "header.html",
    "footer.html",
    "home.html",
    "article.html",
    "model.html",
    "conference.html",
    "longform.html",
    "video.html",
    "audio.html",
    "document.html",
    "page.html",
    "withdrawn.html",
    "redirect.html",
    "corrections.html",
    "archive.html",
    "list.html",
    "terms.html",
    "places.html",
    "record.html",
    "register.html",
    "statistics.html",
    "search.html",
    "404.html",
    "card.html",
    "headline.html",
];

/// The folders of a theme that hold something for the program.
const FOLDERS: [&str; 3] = ["templates/", "assets/", "i18n/"];
/// The file that declares a theme's options.
const OPTIONS: &str = "theme.yaml";

/// Templates and assets, ready for use.
pub struct Theme {
    tera: Tera,
    /// Style sheets and pictures of the theme, named by their content.
    pub assets: Assets,
    /// The words of pages in the site's language.
    pub words: Words,
    /// Of its files.
    pub hash: Hash,
    report: Report,
}

/// The files of a theme, sorted by what they are for; those of the built-in theme first.
#[derive(Default)]
struct Files {
    /// Name and text.
    templates: Vec<(String, String)>,
    assets: assets::Sources,
    /// Path, name and text.
    words: Vec<(String, String, String)>,
    /// Path and text of each `theme.yaml`.
    options: Vec<(String, String)>,
    /// Of all paths and bytes.
    digest: Digest,
}

impl Files {
    /// Adds a file of the theme in `folder`. `prefix` stands before the names of its templates.
    fn add(&mut self, folder: &str, prefix: &str, path: &str, bytes: &[u8], notes: &mut Vec<Diagnostic>) {
        self.digest.add(prefix).add(path).add(bytes);
        if path.starts_with("assets/") {
            return self.assets.add(path, bytes);
        }
        let full = format!("{folder}/{path}");
        let text = match decode(&full, bytes) {
            Ok((text, _)) => text.into_owned(),
            Err(note) => return notes.push(note),
        };
        if let Some(name) = path.strip_prefix("templates/") {
            self.templates.push((format!("{prefix}{name}"), text));
        } else if let Some(name) = path.strip_prefix("i18n/") {
            let name = name.to_owned();
            self.words.push((full, name, text));
        } else if path == OPTIONS {
            self.options.push((full, text));
        }
    }
}

impl Theme {
    /// Loads the site's theme over the built-in one. `None` when a template is faulty.
    ///
    /// # Errors
    /// The theme's folder cannot be read.
    pub fn load(disk: &Disk, settings: &Settings) -> Result<(Option<Self>, Vec<Diagnostic>), Failure> {
        let mut notes = Vec::new();
        let mut files = Files::default();
        for file in built_in_files(&BUILT_IN) {
            if let Some(path) = file.path().to_str().map(|path| path.replace('\\', "/")) {
                let (folder, prefix) = (format!("themes/{BUILT_IN_THEME}"), format!("{BUILT_IN_THEME}/"));
                files.add(&folder, &prefix, &path, file.contents(), &mut notes);
            }
        }
        let folder = format!("themes/{}", settings.theme);
        let own = own_files(disk, &folder)?;
        if own.is_empty() && settings.theme != BUILT_IN_THEME {
            let place = Place::file(crate::settings::FILE);
            notes.push(catalogue::unknown_theme(place, &settings.theme, &[BUILT_IN_THEME]));
            return Ok((None, notes));
        }
        for path in own {
            match disk.read(&format!("{folder}/{path}")) {
                Ok(bytes) => files.add(&folder, "", &path, &bytes, &mut notes),
                Err(note) => notes.push(note),
            }
        }
        let Files { templates, assets, words, options, digest } = files;
        let assets = assets.publish();
        let words = Words::read(&words, &settings.language, &mut notes);
        let options = options::read(&options, settings, &mut notes);
        let report = Report::new(&folder, &templates);
        let mut tera = Tera::new();
        functions::register(&mut tera, &assets, settings);
        tera.global_context().insert_value("words", words.value());
        tera.global_context().insert_value("options", options);
        let loaded = tera
            .set_fallback_prefixes([format!("{BUILT_IN_THEME}/")])
            .and_then(|()| tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))));
        if let Err(error) = loaded {
            notes.push(report.loading(&error));
        }
        if !crate::diagnostic::has_errors(&notes) {
            for name in TEMPLATES.iter().filter(|name| !tera.contains_template(name)) {
                notes.push(catalogue::template_missing(Place::file(&folder), name));
            }
        }
        let theme = (!crate::diagnostic::has_errors(&notes)).then_some(Self {
            tera,
            assets,
            words,
            hash: digest.hash(),
            report,
        });
        Ok((theme, notes))
    }

    /// Makes a value that every template sees.
    pub fn set_global(&mut self, name: &'static str, value: Value) {
        self.tera.global_context().insert_value(name, value);
    }

    /// Renders a template. `page` is what messages call the page at hand.
    ///
    /// # Errors
    /// The template fails on this page: an undefined variable, an unknown argument, a filter that does not fit.
    pub fn render(&self, template: &str, context: &Context, page: &str, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        self.tera.render_to(template, context, out).map_err(|error| self.report.rendering(&error, template, page))
    }

    /// A piece of HTML that many pages show, as a value for their templates.
    ///
    /// # Errors
    /// The template fails.
    pub fn html(&self, template: &str, context: &Context, page: &str) -> Result<Value, Diagnostic> {
        let mut html = Vec::with_capacity(1024);
        self.render(template, context, page, &mut html)?;
        let text = from_utf8(&html).map_or_else(|_| String::from_utf8_lossy(&html), Cow::Borrowed);
        Ok(Value::safe_string(text.trim()))
    }
}

fn built_in_files<'d>(dir: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    let mut files: Vec<_> = dir.files().collect();
    for dir in dir.dirs() {
        files.extend(built_in_files(dir));
    }
    files
}

/// The files of the site's own theme, relative to its folder, sorted.
fn own_files(disk: &Disk, folder: &str) -> Result<Vec<String>, Failure> {
    let top = disk.native(folder);
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&top).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            catalogue::cannot_read(folder, &error)
        })?;
        let path =
            entry.path().strip_prefix(&top).ok().and_then(|path| path.to_str()).map(|path| path.replace('\\', "/"));
        if let Some(path) = path
            && entry.file_type().is_file()
            && (FOLDERS.iter().any(|folder| path.starts_with(folder)) || path == OPTIONS)
            && is_of_site(&format!("{folder}/{path}"))
        {
            files.push(path);
        }
    }
    Ok(files)
}
