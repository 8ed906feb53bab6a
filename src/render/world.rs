//! What a page may see: the frozen site, the settings, the theme, and cards as template values, each made once.

use super::head::{Headers, common_pieces};
use super::place::Places;
use super::structured::Common;
use super::{card, contact, value};
use crate::article::{Kind, markdown};
use crate::base::hash::{Digest, Hash};
use crate::base::path;
use crate::diagnostic::Diagnostic;
use crate::picture::Gallery;
use crate::plan::{ARCHIVE, CORRECTIONS, SEARCH, STATISTICS, indexes};
use crate::settings::{AUTHORS, PublisherKind, SERIES, Settings, TAGS, TaxonomyId};
use crate::site::{ArticleId, Entry, List, ListOf, REGISTER, Site, TermId};
use crate::theme::{Theme, Words};
use crate::vietnamese::Moment;
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;
use tera::{Context, Value};

/// What a page may see.
pub struct World {
    /// The site's settings.
    pub settings: Arc<Settings>,
    /// The site.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Theme,
    /// The pictures that pages show.
    pub pictures: Arc<Gallery>,
    /// What the renderer of bodies itself says.
    pub words: markdown::Words,
    /// By article, those that were asked for.
    cards: Vec<Option<Value>>,
    /// By article, what to read after it, where that was asked for.
    related: Vec<Option<Box<[ArticleId]>>>,
    /// What the blocks of the search are made of, oldest first.
    blocks: Vec<Hash>,
    /// Of what every page shows: menus, head and foot.
    frame: Hash,
    /// The head of pages, as HTML.
    headers: Headers,
    /// Each section as a link, or none when it has no address.
    sections: Vec<Value>,
    /// Each term as a link, by taxonomy.
    terms: Vec<Vec<Value>>,
    /// What the structured data of every page says.
    pub(super) common: Common,
    /// Each place as articles show it.
    pub(super) places: Places,
}

impl World {
    /// Makes what every page shows: heads and foot, terms and places.
    ///
    /// # Errors
    /// A template of these fails.
    pub fn new(
        settings: Arc<Settings>,
        site: Arc<Site>,
        pictures: Arc<Gallery>,
        mut theme: Theme,
    ) -> Result<Self, Diagnostic> {
        let value = site_value(&settings, &site, &theme.words);
        let frame = frame(&site, &value);
        theme.set_global("site", value);
        let headers = Headers::new(&settings, &site, &theme)?;
        let footer = theme.html("footer.html", &Context::new(), "/")?;
        theme.set_global("footer", footer);
        let head = common_pieces(&theme)?;
        theme.set_global("head", head);
        let terms = site
            .taxonomies
            .iter()
            .map(|taxonomy| taxonomy.terms().map(|(_, term)| card::term(&settings, &site, term)).collect::<Vec<_>>());
        let terms: Vec<Vec<Value>> = terms.collect();
        let sections = site.sections.iter().map(|section| match path::folder_address(&section.folder) {
            Ok(address) => value::link(&section.title, settings.href(&address)),
            Err(_) => Value::none(),
        });
        let sections = sections.collect();
        let words = words_of_bodies(&theme.words);
        let places = Places::new(&settings, &site, &theme.words);
        let (cards, related, blocks, common) = (Vec::new(), Vec::new(), Vec::new(), Common::new(&settings));
        Ok(Self {
            settings,
            site,
            theme,
            pictures,
            words,
            cards,
            related,
            blocks,
            frame,
            headers,
            sections,
            terms,
            common,
            places,
        })
    }

    /// Of what every page shows beside settings and theme: menus, head and foot, abbreviations.
    pub fn frame(&self) -> Hash {
        self.frame
    }

    /// Takes what was found to read after articles.
    pub fn set_related(&mut self, related: Vec<Option<Box<[ArticleId]>>>) {
        self.related = related;
    }

    /// Takes what the blocks of the search are made of.
    pub fn set_blocks(&mut self, blocks: Vec<Hash>) {
        self.blocks = blocks;
    }

    /// What the blocks of the search are made of, oldest first.
    pub(super) fn blocks(&self) -> &[Hash] {
        &self.blocks
    }

    /// Makes the cards of the articles that the next pages show, in parallel. Those made before are kept as far as they are
    /// shown again.
    ///
    /// # Errors
    /// A template of cards fails.
    pub fn prepare(&mut self, is_shown: &[bool]) -> Result<(), Diagnostic> {
        let mut cards = std::mem::take(&mut self.cards);
        cards.resize_with(is_shown.len(), || None);
        let entries = self.site.articles().zip(is_shown).zip(cards);
        let entries: Vec<_> = entries.map(|(((_, entry), is_shown), card)| (entry, *is_shown, card)).collect();
        let card = |(entry, is_shown, card): (&Entry, bool, Option<Value>)| {
            is_shown.then(|| card.map_or_else(|| self.make_card(entry), Ok))
        };
        // Collected first: of several mistakes the first in order is told, whichever thread was quicker.
        let cards: Vec<Option<Result<Value, Diagnostic>>> = entries.into_par_iter().map(card).collect();
        self.cards = cards.into_iter().map(Option::transpose).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Forgets all cards: no more pages are made.
    pub fn forget_cards(&mut self) {
        self.cards = Vec::new();
    }

    fn make_card(&self, entry: &Entry) -> Result<Value, Diagnostic> {
        card::card(self, entry)
    }

    /// The card of an article, for templates. One that nobody foresaw is made now: it was made without a mistake when its
    /// own page was.
    pub(super) fn card(&self, id: ArticleId) -> Value {
        match self.cards.get(id.at()) {
            Some(Some(card)) => card.clone(),
            _ => self.make_card(self.site.article(id)).unwrap_or_else(|_| Value::none()),
        }
    }

    /// What to read after an article.
    pub(super) fn related(&self, id: ArticleId) -> Cow<'_, [ArticleId]> {
        match self.related.get(id.at()) {
            Some(Some(related)) => Cow::Borrowed(related),
            _ => Cow::Owned(self.site.related(id)),
        }
    }

    /// What the card of an article says under a key.
    pub(super) fn of_card(&self, id: ArticleId, key: &str) -> Value {
        let card = self.card(id);
        let mut facts = card.as_map().into_iter().flatten();
        // So few keys are sooner looked through than hashed.
        facts.find(|(name, _)| name.as_str() == Some(key)).map_or_else(Value::none, |(_, value)| value.clone())
    }

    /// The head of the page at `address`, or of one that lies within the section or index at `within`.
    pub(super) fn header(&self, address: Option<&str>, within: Option<&str>) -> Value {
        self.headers.get(address, within)
    }

    /// The cards of some articles.
    pub(super) fn cards<'i>(&self, ids: impl IntoIterator<Item = &'i ArticleId>) -> Value {
        value::list(ids.into_iter().map(|id| self.card(*id)))
    }

    /// A date in the site's language.
    pub(super) fn date(&self, moment: Option<&Moment>) -> Value {
        value::date(&self.settings, moment)
    }

    /// The list of an article's section; plain pages have none.
    pub(super) fn section_list(&self, entry: &Entry) -> Option<&List> {
        let section = entry.section?;
        // Those of sections stand first.
        let mut lists =
            self.site.lists().map(|(_, list)| list).take_while(|list| matches!(list.of, ListOf::Section(_)));
        lists.find(|list| list.of == ListOf::Section(section))
    }

    /// What readers call a taxonomy.
    pub(super) fn label(&self, taxonomy: TaxonomyId) -> &str {
        label(&self.site, &self.theme.words, taxonomy)
    }

    /// A link to the index of a taxonomy.
    pub(super) fn index(&self, taxonomy: TaxonomyId) -> Value {
        value::link(self.label(taxonomy), self.settings.href(&self.site.taxonomies[taxonomy.at()].address()))
    }

    /// A section as a link.
    pub(super) fn section(&self, at: usize) -> Value {
        self.sections.get(at).cloned().unwrap_or_else(Value::none)
    }

    /// A term as a link.
    pub(super) fn term(&self, taxonomy: TaxonomyId, term: TermId) -> Value {
        self.terms[taxonomy.at()].get(term.at()).cloned().unwrap_or_else(Value::none)
    }
}

/// What the renderer of bodies itself says, in the words of a theme.
pub fn words_of_bodies(words: &Words) -> markdown::Words {
    markdown::Words::new(|key| words.get(key).to_owned())
}

fn label<'l>(site: &'l Site, words: &'l Words, taxonomy: TaxonomyId) -> &'l str {
    let settings = &site.taxonomies[taxonomy.at()].settings;
    settings.label.as_deref().unwrap_or_else(|| words.get(&settings.name))
}

/// The hash of what every page shows beside settings and theme: the value `site`, all places of the menu, and the
/// abbreviations that bodies explain.
fn frame(site: &Site, value: &Value) -> Hash {
    let mut digest = Digest::new();
    digest.add(&postcard::to_allocvec(value).unwrap_or_default());
    for id in indexes(site) {
        digest.add(&id);
    }
    digest.add(&site.register.is_some()).add(&site.abbreviations.hash).hash()
}

/// The value `site` that every template sees.
fn site_value(settings: &Settings, site: &Site, words: &Words) -> Value {
    let sections = site.lists().filter_map(|(_, list)| {
        let ListOf::Section(at) = list.of else { return None };
        let section = &site.sections[at];
        Some(value::map([
            ("title", (&*section.title).into()),
            ("url", settings.href(&list.address).into()),
            ("kind", section.kind.name().into()),
        ]))
    });
    let pages = site.articles().filter(|(_, entry)| entry.kind == Kind::Page);
    let pages = pages.map(|(_, entry)| value::link(&entry.card.title, settings.href(&entry.card.address)));
    // Tags, authors and series are reached from articles; the menu would be too long with them.
    let menu = indexes(site).filter(|id| ![TAGS, AUTHORS, SERIES].contains(id));
    let menu = menu.map(|id| value::link(label(site, words, id), settings.href(&site.taxonomies[id.at()].address())));
    let feeds = [("rss", "/rss.xml"), ("atom", "/atom.xml"), ("json", "/feed.json")];
    let publisher = &settings.publisher;
    let email = publisher.lines.iter().find(|(name, _)| *name == "email").and_then(|(_, text)| contact::email(text));
    let lines = publisher.lines.iter();
    let lines = lines.map(|(name, text)| {
        let href = match *name {
            "email" => contact::email(text).map(|address| format!("mailto:{address}")),
            "phone" => contact::call(text),
            _ => None,
        };
        let (text, href) = (text.as_str().into(), value::text(href.as_deref()));
        value::map([("name", (*name).into()), ("text", text), ("href", href)])
    });
    value::map([
        ("title", settings.title.as_str().into()),
        ("description", settings.description.as_str().into()),
        ("language", settings.language.as_str().into()),
        ("home", settings.href("/").into()),
        ("feeds", value::map(feeds.map(|(name, address)| (name, settings.href(address).into())))),
        ("manifest", settings.href("/manifest.webmanifest").into()),
        ("corrections", settings.href(CORRECTIONS).into()),
        ("archive", settings.href(ARCHIVE).into()),
        ("search", settings.href(SEARCH).into()),
        ("register", value::text(site.register.as_ref().map(|_| settings.href(REGISTER)).as_deref())),
        ("statistics", value::text(site.register.as_ref().map(|_| settings.href(STATISTICS)).as_deref())),
        ("demo", settings.demo.into()),
        ("noindex", settings.noindex.into()),
        ("sections", value::list(sections)),
        ("taxonomies", value::list(menu)),
        ("pages", value::list(pages)),
        (
            "publisher",
            value::map([
                ("name", publisher.name.as_str().into()),
                ("is_press", (publisher.kind == PublisherKind::Press).into()),
                ("lines", value::list(lines)),
                ("email", value::text(email)),
            ]),
        ),
        ("csp", content_security_policy(settings).into()),
    ])
}

/// Nothing is allowed but what pages need: our own scripts, style sheets, pictures and recordings, those of the hosts that
/// the settings name, and the players that they name, which load when a reader asks for them.
pub(super) fn content_security_policy(settings: &Settings) -> String {
    let hosts = |hosts: &[String]| hosts.iter().map(|host| format!(" https://{host}")).collect::<String>();
    let (pictures, media) = (hosts(&settings.picture_hosts), hosts(&settings.media_hosts));
    let players: Vec<&str> = settings.players.iter().map(|player| player.origin()).collect();
    let players = if players.is_empty() { "'none'".to_owned() } else { players.join(" ") };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{pictures}; media-src 'self'{media}; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src {players}; base-uri 'none'; form-action 'self'"
    )
}
