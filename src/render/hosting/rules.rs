//! The one definition that every host's file is written from.

use super::super::world::{World, content_security_policy};
use crate::plan::moved;
use crate::settings::{Host, Links};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// How long an answer may be kept, and what then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cache {
    pub(super) seconds: u32,
    /// `must-revalidate`, `immutable`
    pub(super) then: &'static str,
}

/// Pages: asking again is cheap.
pub(super) const ASK_AGAIN: Cache = Cache { seconds: 0, then: "must-revalidate" };
/// Files whose names tell their content never change.
const FOR_EVER: Cache = Cache { seconds: 365 * 24 * 60 * 60, then: "immutable" };
/// Feeds and sitemaps are fetched by machines, often.
const TEN_MINUTES: Cache = Cache { seconds: 10 * 60, then: "must-revalidate" };

/// As the header says it.
impl fmt::Display for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "public, max-age={}, {}", self.seconds, self.then)
    }
}

/// What may stand in an address as it is (WHATWG URL, the path percent-encode set, and `%` itself).
const ADDRESS: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// Which addresses a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything below this folder: `/assets/`.
    Below(&'static str),
    /// This file at the top: `/atom.xml`.
    File(&'static str),
    /// Files of this name, at the top and in any folder: `rss.xml`.
    Named(&'static str),
}

impl Special {
    /// The headers that say so.
    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        let cache = self.cache.map(|cache| ("Cache-Control", cache.to_string()));
        cache.into_iter().chain(self.media_type.map(|media_type| ("Content-Type", media_type.to_owned()))).collect()
    }
}

impl Scope {
    /// Whether an address of the site is meant.
    pub(super) fn covers(self, address: &str) -> bool {
        match self {
            Self::Below(folder) => address.starts_with(folder),
            Self::File(file) => address == file,
            Self::Named(name) => address.rsplit('/').next() == Some(name),
        }
    }
}

/// The end of the policy of sites that have a certificate.
pub(super) const UPGRADE: &str = "; upgrade-insecure-requests";

/// What is different about some addresses.
pub(super) struct Special {
    pub(super) scope: Scope,
    pub(super) cache: Option<Cache>,
    pub(super) media_type: Option<&'static str>,
}

/// An address that an article had once.
pub(super) struct Redirect {
    /// As people read it, with the base path: `/danvan/tin/bài cũ/`.
    pub(super) from: String,
    /// As links show it.
    pub(super) to: String,
}

/// What a host must know.
pub(super) struct Rules {
    /// The folder of the site on its host: empty, or `/danvan`.
    pub(super) folder: String,
    /// Of every answer.
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) special: Vec<Special>,
    pub(super) redirects: Vec<Redirect>,
    /// Links leave `.html` out.
    pub(super) bare: bool,
    /// Whether Cloudflare reads `_redirects` too, which knows less than Netlify.
    pub(super) is_for_cloudflare: bool,
}

impl Rules {
    pub(super) fn new(world: &World) -> Self {
        let settings = &world.settings;
        let mut policy = format!("{}; frame-ancestors 'none'", content_security_policy(settings));
        if settings.absolute("/").starts_with("https://") {
            policy.push_str(UPGRADE);
        }
        let headers = vec![
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("X-Frame-Options", "DENY".to_owned()),
            ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ];
        let of_articles = world.site.aliases().map(|(_, entry, alias)| Redirect {
            from: settings.base_url.href(&alias.text),
            to: settings.href(&entry.card.address),
        });
        let of_communes = moved(&world.site)
            .into_iter()
            .map(|moved| Redirect { from: settings.base_url.href(&moved.from), to: settings.href(&moved.to) });
        Self {
            folder: settings.base_url.href(""),
            headers,
            special: special(),
            redirects: of_articles.chain(of_communes).collect(),
            bare: settings.links == Links::Bare,
            is_for_cloudflare: settings.hosts.contains(&Host::Cloudflare),
        }
    }
}

fn special() -> Vec<Special> {
    let machine = |scope, media_type| Special { scope, cache: Some(TEN_MINUTES), media_type };
    vec![
        Special { scope: Scope::Below("/assets/"), cache: Some(FOR_EVER), media_type: None },
        machine(Scope::Below("/sitemap/"), None),
        machine(Scope::File("/sitemap.xml"), None),
        machine(Scope::File("/news-sitemap.xml"), None),
        machine(Scope::Named("rss.xml"), Some("application/rss+xml")),
        machine(Scope::Named("podcast.xml"), Some("application/rss+xml")),
        machine(Scope::File("/atom.xml"), Some("application/atom+xml")),
        machine(Scope::File("/feed.json"), Some("application/feed+json")),
        Special {
            scope: Scope::File("/manifest.webmanifest"),
            cache: None,
            media_type: Some("application/manifest+json"),
        },
    ]
}

impl Redirect {
    /// The old address as browsers ask for it.
    pub(super) fn encoded(&self) -> String {
        utf8_percent_encode(&self.from, &ADDRESS).to_string()
    }

    /// The old address without the slash at its end, and whether it has one.
    pub(super) fn stem(&self) -> (&str, bool) {
        self.from.strip_suffix('/').map_or((&self.from, false), |stem| (stem, true))
    }
}

/// A text that a regular expression takes for itself. (Letters beyond ASCII mean themselves.)
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_' | ',' | '\'' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
