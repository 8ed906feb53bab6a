//! What a page can be: one kind for everything that is published.

use super::SearchFile;
use crate::picture::{File, Recipe};
use crate::settings::{Host, TaxonomyId};
use crate::site::{ArticleId, ListId, RecordId};

/// What will be made for one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The front page.
    Home,
    /// An article.
    Article(ArticleId),
    /// A page of a list.
    List(ListId, Part),
    /// The index of a taxonomy.
    Index(TaxonomyId),
    /// A record of the register.
    Record(RecordId),
    /// A page of the register, counted from 1.
    Register(usize),
    /// The register as `models.csv`.
    RegisterCsv,
    /// The register as `models.json`.
    RegisterJson,
    /// What is counted of the register.
    Statistics,
    /// The same as `thong-ke.csv`.
    StatisticsCsv,
    /// The same as `thong-ke.json`.
    StatisticsJson,
    /// What stands in the place of an article that was withdrawn, by its place in `Site::withdrawn`.
    Withdrawn(usize),
    /// What stands at an old address of an article.
    Redirect(ArticleId),
    /// What stands at an old address of a commune that is no more: the address that it leads to.
    Moved(Box<str>),
    /// All corrections.
    Corrections,
    /// The months that have articles.
    Archive,
    /// The page of the search.
    Search,
    /// A file that the script of the search asks for.
    SearchFile(SearchFile),
    /// The page for addresses that do not exist.
    NotFound,
    /// An RSS feed.
    Feed(FeedOf),
    /// The site's Atom feed.
    Atom,
    /// The site's JSON Feed.
    JsonFeed,
    /// The feed of a section of recordings, for podcast directories.
    Podcast(ListId),
    /// The index of sitemaps.
    SitemapIndex,
    /// One sitemap.
    Sitemap(SitemapPart),
    /// The news sitemap of a press outlet.
    NewsSitemap,
    /// `robots.txt`
    Robots,
    /// The web manifest.
    Manifest,
    /// What a host is told: headers and redirects.
    Hosting(HostFile),
    /// A file of the site, copied; its path relative to the root.
    File(Box<str>),
    /// A file made of a picture.
    Picture {
        /// The picture's name.
        name: Box<str>,
        /// What it is made by.
        recipe: Recipe,
        /// Which of the recipe's files.
        file: File,
    },
    /// A file of the theme.
    Asset,
}

impl Page {
    /// Whether a file in `content/static/` may stand in its place.
    pub fn is_replaceable(&self) -> bool {
        matches!(self, Self::Robots | Self::NotFound | Self::Manifest | Self::Hosting(_))
    }
}

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The list's own address: the newest articles.
    Newest,
    /// A closed page, counted from the oldest, from 1.
    Closed(usize),
}

/// What a feed is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// All articles.
    Site,
    /// Those of one list.
    List(ListId),
}

/// A file that tells a host what it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFile {
    /// Netlify, Cloudflare Pages: `_headers`
    Headers,
    /// Netlify, Cloudflare Pages: `_redirects`
    Redirects,
    /// Vercel: `vercel.json`
    Vercel,
    /// Apache, `LiteSpeed`: `.htaccess`
    Htaccess,
    /// IIS: `web.config`
    WebConfig,
    /// nginx: to be included in a `server` block.
    Nginx,
    /// Caddy: to be imported in a site's block.
    Caddy,
}

impl HostFile {
    /// What the named hosts want, without repetition.
    pub fn of(hosts: &[Host]) -> Vec<Self> {
        let mut files: Vec<Self> = Vec::new();
        for host in hosts {
            let wanted: &[Self] = match host {
                Host::Netlify | Host::Cloudflare => &[Self::Headers, Self::Redirects],
                Host::Vercel => &[Self::Vercel],
                Host::Apache => &[Self::Htaccess],
                Host::Iis => &[Self::WebConfig],
                Host::Nginx => &[Self::Nginx],
                Host::Caddy => &[Self::Caddy],
            };
            files.extend(wanted.iter().filter(|file| !files.contains(file)).copied().collect::<Vec<_>>());
        }
        files
    }

    /// Its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Headers => "/_headers",
            Self::Redirects => "/_redirects",
            Self::Vercel => "/vercel.json",
            Self::Htaccess => "/.htaccess",
            Self::WebConfig => "/web.config",
            Self::Nginx => "/lantoa.nginx.conf",
            Self::Caddy => "/lantoa.Caddyfile",
        }
    }
}

/// A part of the sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitemapPart {
    /// Front page, lists, indexes and plain pages.
    Lists,
    /// The articles of a month.
    Month(i16, i8),
}

impl SitemapPart {
    /// Its address.
    pub fn address(self) -> String {
        match self {
            Self::Lists => "/sitemap/trang.xml".to_owned(),
            Self::Month(year, month) => format!("/sitemap/{year:04}-{month:02}.xml"),
        }
    }
}
