//! The head of pages: the part above every page, with its menu, and what `<head>` has alike on all of them.
//!
//! In: settings, site, theme. Out: HTML, rendered once for each place of the menu.

use super::value;
use crate::diagnostic::Diagnostic;
use crate::plan::indexes;
use crate::settings::Settings;
use crate::site::{ListOf, REGISTER, Site};
use crate::theme::Theme;
use std::collections::BTreeMap;
use tera::{Context, Value};

/// The head of pages, which tells in the menu where a reader is: rendered once for each place of the menu.
pub(super) struct Headers {
    /// By address.
    at: BTreeMap<String, Value>,
    /// By the address that the page lies within.
    within: BTreeMap<String, Value>,
    elsewhere: Value,
}

impl Headers {
    /// Renders them.
    ///
    /// # Errors
    /// The template fails.
    pub(super) fn new(settings: &Settings, site: &Site, theme: &Theme) -> Result<Self, Diagnostic> {
        let render = |address: Option<&str>, is_within: bool| {
            let mut context = Context::new();
            context.insert_value("current", value::text(address.map(|address| settings.href(address)).as_deref()));
            context.insert_value("is_within", is_within.into());
            theme.html("header.html", &context, address.unwrap_or("/"))
        };
        let sections = site.lists().filter(|(_, list)| matches!(list.of, ListOf::Section(_)));
        let sections = sections.map(|(_, list)| list.address.to_string());
        let indexes = indexes(site).map(|id| site.taxonomies[id.at()].address());
        let (mut at, mut within) = (BTreeMap::new(), BTreeMap::new());
        let register = site.register.iter().map(|_| REGISTER.to_owned());
        for address in sections.chain(indexes).chain(register).chain(["/".to_owned()]) {
            within.insert(address.clone(), render(Some(&address), true)?);
            at.insert(address.clone(), render(Some(&address), false)?);
        }
        Ok(Self { at, within, elsewhere: render(None, false)? })
    }

    /// The head of the page at `address`, or of one that lies within the section or index at `within`.
    pub(super) fn get(&self, address: Option<&str>, within: Option<&str>) -> Value {
        let at = address.and_then(|address| self.at.get(address));
        at.or_else(|| self.within.get(within?)).unwrap_or(&self.elsewhere).clone()
    }
}

/// What the heads of all pages have alike, piece by piece as HTML.
pub(super) fn common_pieces(theme: &Theme) -> Result<Value, Diagnostic> {
    let piece = |name: &'static str| {
        let mut context = Context::new();
        context.insert_value("piece", name.into());
        Ok((name, theme.html("head-common.html", &context, "/")?))
    };
    let pieces = ["article", "links", "site", "start", "style", "top"].map(piece);
    Ok(Value::from(pieces.into_iter().collect::<Result<BTreeMap<_, _>, _>>()?))
}
