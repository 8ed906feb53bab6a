//! What the script in a previewed page is told about that page, as JSON.
//!
//! In: what is shown, and the page that was made. Out: whether it looks as it did, what is wrong, where it comes from, what
//! readers would not see yet.

use super::look::Look;
use super::shown::Shown;
use crate::article::{Kind, Status};
use crate::base::hash::content_name;
use crate::base::path::is_article;
use crate::diagnostic::{Diagnostic, Excerpts, Severity};
use crate::plan::{Page, Planned};
use crate::settings::{COMMUNES, TaxonomyId};
use crate::site::{Entry, REGISTER_FILE, View};
use crate::vietnamese::Moment;
use serde_json::{Value, json};

/// The script that is added to every page.
const SCRIPT: &str = "/_lantoa/client.js";

/// What tells two states of one page apart.
struct Faces {
    /// Of all its bytes.
    whole: String,
    /// Of its bytes without the links to style sheets.
    without_style: String,
    /// The tags that link its style sheets.
    styles: Vec<String>,
}

impl Faces {
    /// Of a page of a look, or of one that stands in the place of a look.
    fn of(html: &str, look: Option<&Look>) -> Self {
        let (mut rest, mut without, mut styles) = (html, String::with_capacity(html.len()), Vec::new());
        while let Some(at) = rest.find("<link ") {
            let end = rest[at..].find('>').map_or(rest.len(), |length| at + length + 1);
            let tag = &rest[at..end];
            without.push_str(&rest[..at]);
            if tag.contains("stylesheet") {
                styles.push(tag.to_owned());
            } else {
                without.push_str(tag);
            }
            rest = &rest[end..];
        }
        without.push_str(rest);
        let files = look.map(|look| files(look, html)).unwrap_or_default();
        let name = |text: &str| content_name([text, files.as_str()].concat().as_bytes());
        Self { whole: name(html), without_style: name(&without), styles }
    }
}

/// The files of the site that a page shows, by their stamps: a picture that was replaced has the address that it had.
fn files(look: &Look, html: &str) -> String {
    let base = look.world.settings.href("/");
    let values = html.split('"').filter_map(|value| Some(["/", value.strip_prefix(&*base)?].concat()));
    let stamps = values.filter_map(|address| match &look.find(&address)?.page {
        Page::File(source) => Some(look.listing.stamp_of(source).digest().to_string()),
        _ => None,
    });
    stamps.collect::<Vec<_>>().join(" ")
}

/// A page with the tag of the preview's script before its end.
pub(super) fn with_script(html: &str, look: Option<&Look>) -> String {
    let Faces { whole, without_style, .. } = Faces::of(html, look);
    let (before, after) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
    format!(
        "{before}<script src=\"{SCRIPT}\" data-whole=\"{whole}\" data-face=\"{without_style}\" defer></script>{after}"
    )
}

/// All that the script is told. `html` is the page as it would be now; `None` when it cannot be made. `excerpts` reads the
/// lines that messages point at.
pub(super) fn told(
    shown: &Shown,
    look: Option<&Look>,
    planned: Option<&Planned>,
    html: Option<&str>,
    notes: &[Diagnostic],
    excerpts: impl FnOnce(&[Diagnostic]) -> Excerpts,
) -> Value {
    let planned = look.zip(planned);
    let source = planned.and_then(|(look, planned)| source(look, planned));
    let faces = html.map(|html| Faces::of(html, look));
    let is_own = |note: &Diagnostic| note.path().is_some() && note.path() == source.as_deref();
    let is_error = |note: &Diagnostic| note.severity == Severity::Error;
    // Of the other articles' files, which may be many, nothing is read for their warnings.
    let mut notes: Vec<Diagnostic> = notes.iter().filter(|note| is_error(note) || is_own(note)).cloned().collect();
    notes.sort_by_key(|note| !is_own(note));
    let excerpts = excerpts(&notes);
    let (errors, checks): (Vec<_>, Vec<_>) = notes.iter().partition(|note| is_error(note));
    let said = |note: &Diagnostic| said(note, is_own(note), &excerpts);
    json!({
        "now": shown.now,
        "is_chosen": shown.is_chosen,
        "whole": faces.as_ref().map(|faces| &faces.whole),
        "face": faces.as_ref().map(|faces| &faces.without_style),
        "styles": faces.as_ref().map(|faces| &faces.styles),
        "bytes": html.map(str::len),
        // What the browser shows is the last good version: it must not be left.
        "stays": planned.is_some_and(|(look, planned)| stands(look, planned)),
        "source": source,
        "page": planned.map(|(look, planned)| about(shown, look, planned)),
        "marks": html.zip(planned).map(|(html, (look, _))| marks(shown, look, html)),
        "errors": errors.into_iter().map(said).collect::<Vec<_>>(),
        "checks": checks.into_iter().map(said).collect::<Vec<_>>(),
    })
}

fn said(note: &Diagnostic, is_own: bool, excerpts: &Excerpts) -> Value {
    let span = note.place.as_ref().and_then(|place| place.span);
    let excerpt = note.path().zip(span).and_then(|(path, span)| excerpts.get(&(path.to_owned(), span.line)));
    json!({
        "code": note.code,
        "is_advice": note.severity == Severity::Advice,
        "is_own": is_own,
        // What is wrong in one article matters to its own page.
        "is_of_all": note.path().is_none_or(|path| !is_article(path)),
        "path": note.path(),
        "line": span.map(|span| span.line),
        "column": span.map(|span| span.column),
        "length": span.map(|span| span.length),
        "message": note.message.vi,
        "cures": note.cures.iter().map(|cure| &cure.vi).collect::<Vec<_>>(),
        "excerpt": excerpt,
    })
}

/// The file that a page is made of, relative to the site.
fn source(look: &Look, planned: &Planned) -> Option<String> {
    match &planned.page {
        Page::Article(id) => Some(format!("content/{}", look.world.site.article(*id).card.path)),
        Page::Record(_) => Some(format!("content/{REGISTER_FILE}")),
        _ => None,
    }
}

/// Whether a page is that of an article whose last good version stands.
fn stands(look: &Look, planned: &Planned) -> bool {
    matches!(planned.page, Page::Article(id) if look.standing.contains(&*look.world.site.article(id).card.path))
}

/// Why a page looks as it does.
fn about(shown: &Shown, look: &Look, planned: &Planned) -> Value {
    let Page::Article(id) = planned.page else { return json!({"template": template(&planned.page)}) };
    let entry = look.world.site.article(id);
    let date = |moment: Option<Moment>| moment.map(|moment| moment.long_vi());
    let taxonomies = look.world.site.taxonomies.iter().enumerate();
    let terms = taxonomies.map(|(at, taxonomy)| {
        let names = entry.terms(TaxonomyId::new(at)).map(|term| &*taxonomy.term(term).name).collect::<Vec<_>>();
        json!({"label": taxonomy.settings.key, "names": names})
    });
    let card = &entry.card;
    json!({
        "template": entry.kind.template(),
        "kind": Kind::WORDS.iter().find(|(.., kind)| *kind == entry.kind).map(|(vi, ..)| vi),
        "title": card.title,
        "has_summary": !card.summary.is_empty() && !card.summary_from_body,
        "has_picture": card.image.is_some(),
        "date": date(card.date),
        "updated": date(card.updated),
        "expires": date(card.expires),
        "mark": mark(shown, look, entry),
        "terms": terms.collect::<Vec<_>>(),
    })
}

/// The template of pages that are no articles.
fn template(page: &Page) -> Option<&'static str> {
    Some(match page {
        Page::Home => "home.html",
        Page::List(..) => "list.html",
        Page::Index(COMMUNES) => "places.html",
        Page::Index(_) => "terms.html",
        Page::Record(_) => "record.html",
        Page::Register(_) => "register.html",
        Page::Statistics => "statistics.html",
        Page::Withdrawn(_) => "withdrawn.html",
        Page::Redirect(_) | Page::Moved(_) => "redirect.html",
        Page::Corrections => "corrections.html",
        Page::Search => "search.html",
        Page::Archive => "archive.html",
        Page::NotFound => "404.html",
        _ => return None,
    })
}

/// What keeps readers from seeing an article: `Bản nháp`, `Hẹn giờ: 07:30, 1/12/2026`.
fn mark(shown: &Shown, look: &Look, entry: &Entry) -> Option<String> {
    let card = &entry.card;
    let view = View { now: shown.now, drafts: false, require_approval: look.world.settings.require_approval };
    if view.is_public(card) {
        return None;
    }
    Some(match (card.status, card.date) {
        (Status::Draft, _) => "Bản nháp".to_owned(),
        (Status::Review, _) => "Chờ duyệt".to_owned(),
        (_, Some(date)) if date.unix() > shown.now => format!("Hẹn giờ: {}", date.long_vi()),
        _ => "Chưa duyệt".to_owned(),
    })
}

/// The articles that a page links to and that readers would not see yet: by address, what to say of them.
fn marks(shown: &Shown, look: &Look, html: &str) -> Value {
    let marked = look.world.site.articles().filter_map(|(_, entry)| {
        let mark = mark(shown, look, entry)?;
        let href = look.world.settings.href(&entry.card.address);
        html.contains(&format!("\"{href}\"")).then(|| (href, mark.into()))
    });
    Value::Object(marked.collect())
}
