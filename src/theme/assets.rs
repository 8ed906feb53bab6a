//! Style sheets and pictures of a theme, published under names that tell their content, so that they may be cached for
//! ever.

use crate::base::hash::content_name;
use std::collections::BTreeMap;

/// The assets of a theme.
#[derive(Debug, Default)]
pub struct Assets {
    /// By name in the theme (`site.css`): the address it is published under, and its bytes.
    by_name: BTreeMap<String, (String, Vec<u8>)>,
}

impl Assets {
    /// Adds `assets/site.css`; a later one replaces an earlier one of that name.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        let Some(name) = path.strip_prefix("assets/") else { return };
        let hash = content_name(bytes);
        let address = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("/assets/{stem}.{hash}.{ending}"),
            None => format!("/assets/{name}.{hash}"),
        };
        self.by_name.insert(name.to_owned(), (address, bytes.to_vec()));
    }

    /// The addresses of all, sorted by name.
    pub fn addresses(&self) -> Vec<String> {
        self.by_name.values().map(|(address, _)| address.clone()).collect()
    }

    /// The address of the file `assets/<name>` of the theme.
    pub fn address(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|(address, _)| address.as_str())
    }

    /// The bytes published at an address.
    pub fn bytes(&self, address: &str) -> Option<&[u8]> {
        self.by_name.values().find(|(other, _)| other == address).map(|(_, bytes)| bytes.as_slice())
    }

    /// Names and addresses.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_name.iter().map(|(name, (address, _))| (name.as_str(), address.as_str()))
    }
}
