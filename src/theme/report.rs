//! Tera's errors as diagnostics: which file, which line, which page.

use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::settings::BUILT_IN_THEME;
use tera::{Error, ErrorKind, ReportError};

/// Knows which file a template's name stands for.
pub(super) struct Report {
    folder: String,
    own: Vec<String>,
}

impl Report {
    pub(super) fn new(folder: &str, templates: &[(String, String)]) -> Self {
        Self { folder: folder.to_owned(), own: templates.iter().map(|(name, _)| name.clone()).collect() }
    }

    /// The file of a template; built-in ones are shown under the built-in theme's folder.
    fn file(&self, name: &str) -> String {
        match name.strip_prefix(BUILT_IN_THEME).and_then(|rest| rest.strip_prefix('/')) {
            Some(name) => format!("themes/{BUILT_IN_THEME}/templates/{name}"),
            None if self.own.iter().any(|own| own == name) => format!("{}/templates/{name}", self.folder),
            None => format!("themes/{BUILT_IN_THEME}/templates/{name}"),
        }
    }

    fn place(&self, report: &ReportError) -> Place {
        let span = report.span();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let length = if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
        let span = Span {
            line: narrow(span.start_line.max(1)),
            column: narrow(span.start_col + 1),
            length: narrow(length.max(1)),
        };
        Place::at(&self.file(report.filename()), span)
    }

    /// An error of loading the templates.
    pub(super) fn loading(&self, error: &Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                catalogue::template_syntax(self.place(report), report.message())
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                catalogue::template_loop(Place::file(&self.file(tpl)), chain)
            }
            ErrorKind::MissingParent { current, parent } => {
                catalogue::template_missing(Place::file(&self.file(current)), parent)
            }
            ErrorKind::TemplateNotFound(name) => catalogue::template_missing(Place::file(&self.folder), name),
            _ => self.textual(&error.to_string()),
        }
    }

    /// Some errors of loading come as a text with the place inside: ` --> [article.html:3:4]`.
    fn textual(&self, text: &str) -> Diagnostic {
        let message = text.lines().find(|line| !line.trim().is_empty()).unwrap_or(text).trim();
        let message = message.trim_start_matches("error:").trim();
        let place = text.split("--> ").nth(1).and_then(|rest| {
            let place = rest.lines().next()?.trim().trim_matches(['[', ']']);
            let mut parts = place.rsplitn(3, ':');
            let (column, line, name) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
            Some(Place::at(&self.file(name), Span { line, column, length: 1 }))
        });
        let place = place.unwrap_or_else(|| Place::file(&self.folder));
        match message.strip_prefix("Unknown template `").and_then(|rest| rest.split('`').next()) {
            Some(name) => catalogue::template_missing(place, name),
            None => catalogue::template_syntax(place, message),
        }
    }

    /// An error of rendering `template` for `page`.
    pub(super) fn rendering(&self, error: &Error, template: &str, page: &str) -> Diagnostic {
        match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                catalogue::template_failed(self.place(report), page, report.message())
            }
            other => catalogue::template_failed(Place::file(&self.file(template)), page, &other.to_string()),
        }
    }
}
