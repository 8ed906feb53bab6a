//! A card as a template value: what lists, neighbours and the front page show of an article.

use super::value;
use crate::article::Picture;
use crate::base::path;
use crate::settings::Settings;
use crate::site::{COMMUNES, Entry, FIELDS, Site, TaxonomyId, TermId};
use tera::Value;

/// `{title, url, summary, date, kind, image, place, field, section}`
pub(super) fn card(settings: &Settings, site: &Site, entry: &Entry) -> Value {
    let card = &entry.card;
    let [communes, fields] = &entry.terms;
    let main = |taxonomy, terms: &[TermId]| {
        terms.first().map_or_else(Value::none, |term_id| term(settings, site, taxonomy, *term_id))
    };
    value::map([
        ("title", (&*card.title).into()),
        ("url", settings.href(&card.address).into()),
        ("summary", (&*card.summary).into()),
        ("date", value::date(card.date.as_ref())),
        ("kind", entry.kind.name().into()),
        ("image", card.image.as_deref().map_or_else(Value::none, |image| picture(settings, image, &card.title))),
        ("place", main(COMMUNES, communes)),
        ("field", main(FIELDS, fields)),
        ("section", value::text(entry.section.map(|at| &*site.sections[at].title))),
    ])
}

/// `{title, url}` of a term's page.
pub(super) fn term(settings: &Settings, site: &Site, taxonomy: TaxonomyId, term: TermId) -> Value {
    let term = site.term(taxonomy, term);
    let address = term.list.map(|list| settings.href(&site.list(list).address));
    value::link(&term.title, address.unwrap_or_default())
}

/// `{src, alt, caption, credit}`; a picture without description is described by its caption, else by the title.
pub(super) fn picture(settings: &Settings, picture: &Picture, title: &str) -> Value {
    let alt = picture.alt.as_deref().or(picture.caption.as_deref()).unwrap_or(title);
    value::map([
        ("src", picture_source(settings, picture).into()),
        ("alt", alt.into()),
        ("caption", value::text(picture.caption.as_deref())),
        ("credit", value::text(picture.credit.as_deref())),
    ])
}

fn picture_source(settings: &Settings, picture: &Picture) -> String {
    match picture_address(picture) {
        Some(address) => settings.base_url.href(&address),
        None => picture.file.text.to_string(),
    }
}

/// The address of a picture of this site; `None` for one of another host.
pub(super) fn picture_address(picture: &Picture) -> Option<String> {
    if picture.file.text.contains("://") { None } else { path::file_address(&picture.file.text).ok() }
}
