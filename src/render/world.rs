//! What a page may see: the frozen site, the settings, the theme, and every card as a template value made once.

use super::{card, value};
use crate::article::markdown::Words;
use crate::diagnostic::Diagnostic;
use crate::settings::{PublisherKind, Settings};
use crate::site::{ArticleId, COMMUNES, FIELDS, Site, TaxonomyId, TermId};
use crate::theme::Theme;
use rayon::prelude::*;
use tera::Value;

/// What a page may see.
pub struct World<'w> {
    /// The site's settings.
    pub settings: &'w Settings,
    /// The site.
    pub site: &'w Site,
    /// The theme.
    pub theme: Theme,
    /// What the renderer of bodies itself says.
    pub words: Words,
    cards: Vec<Value>,
    /// Each term as a link, by taxonomy.
    terms: [Vec<Value>; 2],
}

impl<'w> World<'w> {
    /// Makes every card's value, in parallel.
    ///
    /// # Errors
    /// A template of cards fails.
    pub fn new(settings: &'w Settings, site: &'w Site, mut theme: Theme) -> Result<Self, Diagnostic> {
        theme.set_global("site", site_value(settings, site));
        let terms = [COMMUNES, FIELDS].map(|taxonomy| {
            let terms = site.taxonomies[taxonomy.at()].terms();
            terms.map(|(_, term)| card::term(settings, site, term)).collect::<Vec<_>>()
        });
        let entries: Vec<_> = site.articles().collect();
        let cards = entries.par_iter().map(|(_, entry)| card::card(settings, site, &theme, &terms, entry));
        // Collected first: of several mistakes the first in order is told, whichever thread was quicker.
        let cards: Vec<Result<Value, Diagnostic>> = cards.collect();
        let cards = cards.into_iter().collect::<Result<_, _>>()?;
        Ok(Self { settings, site, theme, words: Words::default(), cards, terms })
    }

    /// The card of an article, for templates.
    pub(super) fn card(&self, id: ArticleId) -> Value {
        self.cards.get(id.at()).cloned().unwrap_or_else(Value::none)
    }

    /// The cards of some articles.
    pub(super) fn cards<'i>(&self, ids: impl IntoIterator<Item = &'i ArticleId>) -> Value {
        value::list(ids.into_iter().map(|id| self.card(*id)))
    }

    /// A term as a link.
    pub(super) fn term(&self, taxonomy: TaxonomyId, term: TermId) -> Value {
        self.terms[taxonomy.at()].get(term.at()).cloned().unwrap_or_else(Value::none)
    }
}

/// The value `site` that every template sees.
fn site_value(settings: &Settings, site: &Site) -> Value {
    let sections = site.lists().filter_map(|(_, list)| match list.of {
        crate::site::ListOf::Section(at) => {
            let section = &site.sections[at];
            Some(value::map([
                ("title", (&*section.title).into()),
                ("url", settings.href(&list.address).into()),
                ("kind", section.kind.name().into()),
            ]))
        }
        _ => None,
    });
    let pages = site.articles().filter(|(_, entry)| entry.kind == crate::article::Kind::Page);
    let publisher = &settings.publisher;
    let lines = publisher
        .lines
        .iter()
        .map(|(name, text)| value::map([("name", (*name).into()), ("text", text.as_str().into())]));
    let taxonomies =
        site.taxonomies.iter().map(|taxonomy| value::link(taxonomy.label, settings.href(&taxonomy.address())));
    value::map([
        ("title", settings.title.as_str().into()),
        ("description", settings.description.as_str().into()),
        ("language", settings.language.as_str().into()),
        ("home", settings.href("/").into()),
        ("feed", settings.href("/rss.xml").into()),
        ("demo", settings.demo.into()),
        ("noindex", settings.noindex.into()),
        ("sections", value::list(sections)),
        ("taxonomies", value::list(taxonomies)),
        (
            "pages",
            value::list(pages.map(|(_, entry)| value::link(&entry.card.title, settings.href(&entry.card.address)))),
        ),
        (
            "publisher",
            value::map([
                ("name", publisher.name.as_str().into()),
                ("is_press", (publisher.kind == PublisherKind::Press).into()),
                ("lines", value::list(lines)),
            ]),
        ),
        ("csp", content_security_policy(settings).into()),
    ])
}

/// Nothing is allowed but what pages need: our own style sheets and pictures, and pictures of the hosts that the
/// settings name.
fn content_security_policy(settings: &Settings) -> String {
    let hosts: String = settings.picture_hosts.iter().map(|host| format!(" https://{host}")).collect();
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self'{hosts}; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'"
    )
}
