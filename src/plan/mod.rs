//! Everything that will exist, each thing with one address; and whether links point at something that will.
//!
//! In: the frozen site, what the folder holds, the theme's assets. Out: a `Plan`. Makes no page.

mod beside;
mod links;
mod moved;
mod page;
mod pager;
mod pictures;
mod register;
mod search;

pub use links::share;
pub use moved::{Moved, moved};
pub use page::{FeedOf, HostFile, Page, Part, SitemapPart};
pub use pager::{PAGE_LENGTH, Pager, address as pager_address};
pub use pictures::notes_on_pictures;
pub use register::{
    REGISTER_CSV, REGISTER_JSON, STATISTICS, STATISTICS_CSV, STATISTICS_JSON, on_register_page, register_address,
    register_page_of, register_pages,
};
pub use search::{SEARCH, SearchFile};

use crate::base::hash::{Map, Set, map_for};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::load::Listing;
use crate::picture::Wishes;
use crate::settings::{COMMUNES, FIELDS, PublisherKind, Settings, TaxonomyId};
use crate::site::{ListOf, REGISTER_FILE, Site};
use crate::vietnamese::clean;
use links::Used;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// One thing that will exist.
#[derive(Debug)]
pub struct Planned {
    /// Its address, with the leading slash.
    pub address: Box<str>,
    /// What it is.
    pub page: Page,
}

/// Everything that will exist.
#[derive(Debug)]
pub struct Plan {
    /// In an order that depends on the content alone.
    pub pages: Vec<Planned>,
    /// The pictures that pages show.
    pub wishes: Wishes,
}

impl Plan {
    /// The files of all pages in the output folder.
    pub fn files(&self) -> HashSet<String> {
        self.pages.iter().map(|planned| path::output_file(&planned.address)).collect()
    }
}

/// Plans all pages and files, and checks links and addresses. `assets` are the addresses of the theme's files.
pub fn plan(settings: &Settings, site: &Site, listing: &Listing, assets: &[String]) -> (Plan, Vec<Diagnostic>) {
    let mut notes = Vec::new();
    let mut pages = Vec::new();
    let mut add = |address: String, page| pages.push(Planned { address: address.into(), page });
    add("/".into(), Page::Home);
    for (id, entry) in site.articles() {
        add(entry.card.address.to_string(), Page::Article(id));
    }
    for (id, list) in site.lists() {
        let pager = Pager::of(list);
        add(list.address.to_string(), Page::List(id, Part::Newest));
        for number in 1..=pager.closed() {
            add(pager::address(&list.address, number), Page::List(id, Part::Closed(number)));
        }
        if list.has_feed {
            add(format!("{}rss.xml", list.address), Page::Feed(FeedOf::List(id)));
        }
        if let Some(address) = site.podcast_address(list) {
            add(address, Page::Podcast(id));
        }
    }
    // An old address where a withdrawn article stood leads to what took its place.
    let claimed: HashSet<&str> = site.aliases().map(|(_, _, alias)| &*alias.text).collect();
    for (at, withdrawn) in site.withdrawn.iter().enumerate() {
        if !claimed.contains(&*withdrawn.address) {
            add(withdrawn.address.to_string(), Page::Withdrawn(at));
        }
    }
    for taxonomy in indexes(site) {
        add(site.taxonomies[taxonomy.at()].address(), Page::Index(taxonomy));
    }
    moved::add(site, &mut add);
    register::add(site, &mut add);
    search::add(site, &mut add);
    add(CORRECTIONS.into(), Page::Corrections);
    add(ARCHIVE.into(), Page::Archive);
    add("/404.html".into(), Page::NotFound);
    add("/rss.xml".into(), Page::Feed(FeedOf::Site));
    add("/atom.xml".into(), Page::Atom);
    add("/feed.json".into(), Page::JsonFeed);
    add("/manifest.webmanifest".into(), Page::Manifest);
    add("/sitemap.xml".into(), Page::SitemapIndex);
    for part in sitemap_parts(site) {
        add(part.address(), Page::Sitemap(part));
    }
    if settings.publisher.kind == PublisherKind::Press {
        add(NEWS_SITEMAP.into(), Page::NewsSitemap);
    }
    add("/robots.txt".into(), Page::Robots);
    for file in HostFile::of(&settings.hosts) {
        add(file.address().into(), Page::Hosting(file));
    }
    for asset in assets {
        add(asset.clone(), Page::Asset);
    }
    add_redirects(site, &mut pages, &mut notes);
    let addresses: Set<&str> = pages.iter().map(|planned| &*planned.address).collect();
    let Used { files, wishes } = links::check(settings, site, listing, &addresses, &mut notes);
    drop(addresses);
    add_files(&files, listing, &mut pages, &mut notes);
    let pages = without_clashes(pages, site, &mut notes);
    (Plan { pages, wishes }, notes)
}

/// The page of all corrections.
pub const CORRECTIONS: &str = "/dinh-chinh/";
/// The news sitemap of a press outlet.
pub const NEWS_SITEMAP: &str = "/news-sitemap.xml";
/// The page of all months.
pub const ARCHIVE: &str = "/theo-ngay/";

/// The taxonomies that have an index: places and fields, and others of which something is told.
pub fn indexes(site: &Site) -> impl Iterator<Item = TaxonomyId> {
    let of_all = site.taxonomies.iter().enumerate().map(|(at, taxonomy)| (TaxonomyId::new(at), taxonomy));
    let shown = of_all.filter(|(id, taxonomy)| {
        [COMMUNES, FIELDS].contains(id) || taxonomy.terms().any(|(_, term)| term.list.is_some())
    });
    shown.map(|(id, _)| id)
}

/// Old addresses of articles. One that a page has, or that two articles claim, is told; hosts that drop `.html` take
/// `/tin/a`, `/tin/a/` and `/tin/a.html` for one.
fn add_redirects(site: &Site, pages: &mut Vec<Planned>, notes: &mut Vec<Diagnostic>) {
    let bare = |address: &str| address.trim_end_matches('/').trim_end_matches(".html").to_lowercase();
    let mut taken: HashMap<String, String> = HashMap::new();
    for (id, entry, alias) in site.aliases() {
        if taken.is_empty() {
            taken = pages.iter().map(|planned| (bare(&planned.address), origin(planned, site))).collect();
        }
        let source = format!("content/{}", entry.card.path);
        let wanted = bare(&alias.text);
        if let Some(other) = taken.get(&wanted) {
            // One article may have stood at `/tin/a` and at `/tin/a.html`.
            let is_its_own = *other == source && wanted != bare(&entry.card.address);
            if !is_its_own || pages.iter().rev().any(|planned| planned.address == alias.text) {
                notes.push(catalogue::alias_taken(Place::at(&source, alias.span), &alias.text, other));
                continue;
            }
        }
        taken.insert(wanted, source);
        pages.push(Planned { address: alias.text.clone(), page: Page::Redirect(id) });
    }
}

/// The parts of the sitemap: lists and plain pages, and one for each month that has articles.
pub fn sitemap_parts(site: &Site) -> Vec<SitemapPart> {
    let months = site.lists().filter_map(|(_, list)| match list.of {
        ListOf::Month(year, month) => Some(SitemapPart::Month(year, month)),
        _ => None,
    });
    std::iter::once(SitemapPart::Lists).chain(months).collect()
}

/// Files that pages use, and those of `static/`, which are copied as they are.
fn add_files(files: &BTreeSet<&str>, listing: &Listing, pages: &mut Vec<Planned>, notes: &mut Vec<Diagnostic>) {
    for file in files {
        let source = format!("content/{file}");
        match path::file_address(&clean(file)) {
            Ok(address) => pages.push(Planned { address: address.into(), page: Page::File(source.into()) }),
            Err(bad) => notes.push(catalogue::bad_name(Place::file(&source), &bad)),
        }
    }
    for file in &listing.statics {
        let address = format!("/{}", clean(file)).into();
        pages.push(Planned { address, page: Page::File(format!("content/static/{file}").into()) });
    }
}

/// Two things may not have one address, nor addresses that differ in letter case alone (Windows and macOS take them for
/// one file), nor may a file be where a folder is. A file of `static/` may replace what the program makes by itself
/// (`robots.txt`), for that is what it is there for.
fn without_clashes(pages: Vec<Planned>, site: &Site, notes: &mut Vec<Diagnostic>) -> Vec<Planned> {
    let mut first: Map<Cow<'_, str>, usize> = map_for(pages.len());
    let mut left_out: HashSet<usize> = HashSet::new();
    for (at, planned) in pages.iter().enumerate() {
        let Some(other) = first.insert(lower_case_file(&planned.address), at) else { continue };
        let earlier = &pages[other];
        let is_same = planned.address == earlier.address;
        if is_same && matches!(planned.page, Page::File(_)) && earlier.page.is_replaceable() {
            left_out.insert(other);
        } else if !matches!(
            (&planned.page, &earlier.page),
            (Page::Article(_) | Page::Withdrawn(_), Page::Article(_) | Page::Withdrawn(_))
        ) {
            // Two articles were told when the site was resolved, drafts included.
            let place = Place::file(&origin(planned, site));
            notes.push(catalogue::same_address(place, &planned.address, &origin(earlier, site)));
        }
    }
    // Many pages stand in one folder: it is looked at once.
    let mut seen: Set<&str> = Set::default();
    for planned in pages.iter().filter(|planned| seen.insert(path::parent(&planned.address))) {
        let file = lower_case_file(&planned.address);
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        for folder in folders {
            if let Some(other) = first.get(folder) {
                let place = Place::file(&origin(planned, site));
                notes.push(catalogue::same_address(place, &format!("/{folder}"), &origin(&pages[*other], site)));
            }
        }
    }
    drop((first, seen));
    if left_out.is_empty() {
        return pages;
    }
    pages.into_iter().enumerate().filter(|(at, _)| !left_out.contains(at)).map(|(_, planned)| planned).collect()
}

/// The file of an address as systems see it that know no letter case. Most addresses are slugs: nothing is copied.
fn lower_case_file(address: &str) -> Cow<'_, str> {
    let is_slug = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match address.strip_prefix('/') {
        Some(file) if !file.is_empty() && !file.ends_with('/') && file.bytes().all(is_slug) => Cow::Borrowed(file),
        _ => Cow::Owned(path::output_file(address).to_lowercase()),
    }
}

/// The source that a planned thing comes from, for messages.
fn origin(planned: &Planned, site: &Site) -> String {
    match &planned.page {
        Page::Article(id) | Page::Redirect(id) => format!("content/{}", site.article(*id).card.path),
        Page::Record(_) => format!("content/{REGISTER_FILE}"),
        Page::Withdrawn(at) => format!("content/{}", site.withdrawn[*at].path),
        Page::Index(id) => format!("content/{}", site.taxonomies[id.at()].settings.file),
        Page::Moved(_) => places(site),
        Page::File(source) => source.to_string(),
        Page::List(id, _) => match site.list(*id).of {
            ListOf::Section(at) => format!("content/{}/_index.md", site.sections[at].folder),
            ListOf::Term(taxonomy, _) => format!("content/{}", site.taxonomies[taxonomy.at()].settings.file),
            ListOf::Crossing(..) | ListOf::Unit(_) => places(site),
            ListOf::Month(..) => planned.address.to_string(),
        },
        _ => planned.address.to_string(),
    }
}

fn places(site: &Site) -> String {
    format!("content/{}", site.taxonomies[COMMUNES.at()].settings.file)
}
