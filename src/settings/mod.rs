//! The site's settings: what `site.yaml` says, checked and turned into what the program uses.
//!
//! In: the text of the file. Out: `Settings`, and what was noticed. Reads no other file.

mod elsewhere;
mod taxonomies;

pub use elsewhere::Player;
pub use taxonomies::{AUTHORS, COMMUNES, FIELDS, SERIES, TAGS, TaxonomyId, TaxonomySettings, is_of_program};

use crate::base::path::BaseUrl;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use crate::vietnamese::Offset;
use crate::yaml::{Fields, Key, Node, Reader, Shape, key};

/// The name of the settings file at the site's root.
pub const FILE: &str = "site.yaml";
/// The theme inside the program.
pub const BUILT_IN_THEME: &str = "trang-nhat";

static PUBLISHER: &[Key] = &[
    key("tên", "name", Shape::Text),
    key("loại", "kind", Shape::Value),
    key("người chịu trách nhiệm", "responsible", Shape::Text),
    key("địa chỉ", "address", Shape::Text),
    key("điện thoại", "phone", Shape::Text),
    key("thư điện tử", "email", Shape::Text),
    key("giấy phép", "licence", Shape::Text),
];

static PICTURES: &[Key] = &[key("avif", "avif", Shape::Value), key("đăng ảnh gốc", "originals", Shape::Value)];

static OUTPUT: &[Key] = &[key("giữ lại", "keep", Shape::Texts)];

static SITE: &[Key] = &[
    key("tên trang", "title", Shape::Text),
    key("mô tả", "description", Shape::Text),
    key("địa chỉ gốc", "base_url", Shape::Value),
    key("ngôn ngữ", "language", Shape::Value),
    key("múi giờ", "time_zone", Shape::Value),
    key("xử lý ảnh", "pictures", Shape::Map(PICTURES)),
    key("nguồn ảnh", "picture_hosts", Shape::Texts),
    key("nguồn phim và âm thanh", "media_hosts", Shape::Texts),
    key("trình phát", "players", Shape::Texts),
    key("liên kết", "links", Shape::Value),
    key("giao diện", "theme", Shape::Text),
    key("tùy chọn giao diện", "theme_options", Shape::Free),
    key("phân loại", "taxonomies", Shape::Maps(taxonomies::DECLARED)),
    key("phải duyệt", "require_approval", Shape::Value),
    key("máy chủ", "hosts", Shape::Texts),
    key("trang mẫu", "demo", Shape::Value),
    key("cơ quan chủ quản", "publisher", Shape::Map(PUBLISHER)),
    key("thư mục đích", "output", Shape::Map(OUTPUT)),
];

/// How links to articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Links {
    /// With `.html`, as the files are named.
    Html,
    /// Without, for hosts that drop it.
    Bare,
}

/// What kind of body publishes the site; decides the structured data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublisherKind {
    /// An agency's own site: schema.org Article.
    Agency,
    /// A press outlet: `NewsArticle` and a news sitemap.
    Press,
}

/// Where a site may stand: each has its own way of being told headers and redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// `_headers`, `_redirects`
    Netlify,
    /// `_headers`, `_redirects`
    Cloudflare,
    /// `vercel.json`
    Vercel,
    /// `.htaccess`
    Apache,
    /// A snippet for a `server` block.
    Nginx,
    /// A snippet for a site block.
    Caddy,
    /// `web.config`
    Iis,
}

impl Host {
    /// As `hosts` of the settings may say: (Vietnamese, English, host). They are names.
    const WORDS: [(&'static str, &'static str, Self); 7] = [
        ("netlify", "netlify", Self::Netlify),
        ("cloudflare", "cloudflare pages", Self::Cloudflare),
        ("vercel", "vercel", Self::Vercel),
        ("apache", "htaccess", Self::Apache),
        ("nginx", "nginx", Self::Nginx),
        ("caddy", "caddy", Self::Caddy),
        ("iis", "windows server", Self::Iis),
    ];
}

/// Who publishes the site.
#[derive(Clone, Debug, Hash)]
pub struct Publisher {
    /// Agency or press.
    pub kind: PublisherKind,
    /// Its name; the site's title when none is given.
    pub name: String,
    /// Lines for the foot of every page, in the order of the file's keys: responsible person, address, telephone,
    /// e-mail, licence.
    pub lines: Vec<(&'static str, String)>,
}

/// What is done with pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PictureSettings {
    /// AVIF as well: smaller for readers, but it takes minutes for a hundred photos.
    pub avif: bool,
    /// The original files too, as they are, with all that cameras write into them.
    pub originals: bool,
}

/// What the program needs to know of a site.
#[derive(Clone, Debug, Hash)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where it will stand.
    pub base_url: BaseUrl,
    /// BCP 47, for `<html lang>` and feeds.
    pub language: String,
    /// The zone of all dates.
    pub offset: Offset,
    /// What is done with pictures.
    pub pictures: PictureSettings,
    /// Hosts whose pictures may be shown.
    pub picture_hosts: Vec<String>,
    /// Hosts whose films and recordings may be played.
    pub media_hosts: Vec<String>,
    /// Players that may be put into pages.
    pub players: Vec<Player>,
    /// With or without `.html`.
    pub links: Links,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// What the settings say of the theme's options, by name; the theme knows their types.
    pub theme_options: Option<Node>,
    /// The taxonomies: the built-in ones first.
    pub taxonomies: Vec<TaxonomySettings>,
    /// Keys of declared taxonomies that were refused: told already, so articles may have them.
    pub refused_keys: Vec<String>,
    /// Only approved articles are published.
    pub require_approval: bool,
    /// Where it stands, sorted.
    pub hosts: Vec<Host>,
    /// A sample site: marked on every page, and kept out of search engines.
    pub demo: bool,
    /// Pages ask search engines to leave them out: of a sample site, and of a build with drafts.
    pub noindex: bool,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Files in the output folder that are left alone.
    pub keep: Vec<glob::Pattern>,
}

impl Settings {
    /// Whether its pages are in Vietnamese.
    pub fn is_vietnamese(&self) -> bool {
        self.language == "vi" || self.language.starts_with("vi-")
    }

    /// The address of a page as links show it.
    pub fn shown<'a>(&self, address: &'a str) -> &'a str {
        match self.links {
            Links::Html => address,
            Links::Bare => address.strip_suffix(".html").unwrap_or(address),
        }
    }

    /// A link to a page within the site.
    pub fn href(&self, address: &str) -> String {
        self.base_url.href(self.shown(address))
    }

    /// A link to a page with scheme and host.
    pub fn absolute(&self, address: &str) -> String {
        self.base_url.absolute(self.shown(address))
    }
}

/// Reads `site.yaml`. `None` when something that the program cannot do without is missing or wrong.
pub fn parse(text: &str) -> (Option<Settings>, Vec<Diagnostic>) {
    let mut reader = Reader::new(FILE);
    let settings = reader.parse(text, 1, SITE).and_then(|node| {
        let fields = reader.fields(&node, FILE, SITE)?;
        read(&fields, &mut reader)
    });
    (settings, reader.notes)
}

fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Settings> {
    let top = Place::at(FILE, Span { line: 1, column: 1, length: 1 });
    let title = required(fields, "title", "tên trang", &top, reader);
    let base_url = required(fields, "base_url", "địa chỉ gốc", &top, reader).and_then(|text| {
        BaseUrl::parse(&text)
            .map_err(|why| {
                let at = fields.get("base_url").map_or(fields.span, |entry| entry.node.span);
                reader.note(catalogue::bad_base_url(Some(reader.at(at)), &text, why));
            })
            .ok()
    });
    let mut text = |name: &str| fields.get(name).and_then(|entry| reader.text(entry)).map(str::to_owned);
    let description = text("description").unwrap_or_default();
    let language = text("language").unwrap_or_else(|| "vi".to_owned());
    let theme = text("theme").unwrap_or_else(|| BUILT_IN_THEME.to_owned());
    let offset = match fields.get("time_zone") {
        None => Offset::VIETNAM,
        Some(entry) => {
            let text = reader.text(entry).unwrap_or_default();
            Offset::parse(text).unwrap_or_else(|| {
                reader.note(catalogue::bad_time_zone(reader.at(entry.node.span), text));
                Offset::VIETNAM
            })
        }
    };
    let links = fields
        .get("links")
        .and_then(|entry| reader.choice(entry, &[("html", "html", Links::Html), ("gọn", "bare", Links::Bare)]));
    let demo = fields.get("demo").and_then(|entry| reader.flag(entry)).unwrap_or(false);
    let require_approval = fields.get("require_approval").and_then(|entry| reader.flag(entry)).unwrap_or(false);
    let (taxonomies, refused_keys) = taxonomies::read(fields, reader);
    let hosts = hosts(fields, reader);
    let pictures = pictures(fields, reader);
    let picture_hosts = elsewhere::hosts(fields, "picture_hosts", reader);
    let media_hosts = elsewhere::hosts(fields, "media_hosts", reader);
    let players = elsewhere::players(fields, reader);
    let publisher = publisher(fields, title.as_deref().unwrap_or_default(), reader);
    let keep = keep(fields, reader);
    Some(Settings {
        title: title?,
        description,
        base_url: base_url?,
        language,
        offset,
        pictures,
        picture_hosts,
        media_hosts,
        players,
        links: links.unwrap_or(Links::Html),
        theme,
        theme_options: fields.get("theme_options").map(|entry| entry.node.clone()),
        taxonomies,
        refused_keys,
        require_approval,
        hosts,
        demo,
        noindex: demo,
        publisher,
        keep,
    })
}

fn required(fields: &Fields<'_>, en: &str, vi: &str, top: &Place, reader: &mut Reader<'_>) -> Option<String> {
    let value = fields.get(en).map(|entry| reader.text(entry).map(str::to_owned));
    if value.as_ref().is_none_or(|text| text.as_deref() == Some("")) {
        reader.note(catalogue::missing_key(top.clone(), vi, en));
        return None;
    }
    value.flatten()
}

fn hosts(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Host> {
    let Some(entry) = fields.get("hosts") else { return Vec::new() };
    let mut hosts = reader.choices(entry, &Host::WORDS);
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

fn publisher(fields: &Fields<'_>, title: &str, reader: &mut Reader<'_>) -> Publisher {
    let mut publisher = Publisher { kind: PublisherKind::Agency, name: title.to_owned(), lines: Vec::new() };
    let Some(map) = fields.get("publisher").and_then(|entry| reader.map(entry, PUBLISHER)) else {
        return publisher;
    };
    let kinds = [("cơ quan", "agency", PublisherKind::Agency), ("báo chí", "press", PublisherKind::Press)];
    if let Some(kind) = map.get("kind").and_then(|entry| reader.choice(entry, &kinds)) {
        publisher.kind = kind;
    }
    if let Some(name) = map.get("name").and_then(|entry| reader.text(entry)) {
        name.clone_into(&mut publisher.name);
    }
    for name in ["responsible", "address", "phone", "email", "licence"] {
        if let Some(line) = map.get(name).and_then(|entry| reader.text(entry)) {
            publisher.lines.push((name, line.to_owned()));
        }
    }
    publisher
}

fn pictures(fields: &Fields<'_>, reader: &mut Reader<'_>) -> PictureSettings {
    let Some(map) = fields.get("pictures").and_then(|entry| reader.map(entry, PICTURES)) else {
        return PictureSettings::default();
    };
    let mut flag = |name: &str| map.get(name).and_then(|entry| reader.flag(entry)).unwrap_or(false);
    PictureSettings { avif: flag("avif"), originals: flag("originals") }
}

fn keep(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<glob::Pattern> {
    let mut patterns = Vec::new();
    let Some(map) = fields.get("output").and_then(|entry| reader.map(entry, OUTPUT)) else { return patterns };
    for (text, span) in map.get("keep").map(|entry| reader.texts(entry)).unwrap_or_default() {
        let whole_folder = if text.ends_with('/') { format!("{text}**") } else { text.to_owned() };
        match glob::Pattern::new(whole_folder.trim_start_matches('/')) {
            Ok(pattern) if !text.contains("..") && !text.trim_matches('/').is_empty() => patterns.push(pattern),
            _ => reader.note(catalogue::bad_pattern(reader.at(span), text)),
        }
    }
    patterns
}
