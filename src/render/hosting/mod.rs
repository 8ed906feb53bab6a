//! What hosts are told: response headers, redirects from old addresses, the 404 page. One definition (`rules`), written
//! as each host reads it.
//!
//! A reader whose host is told nothing still gets there: a page stands at every old address, and every page carries the
//! security policy.

mod apache;
mod iis;
mod listed;
mod rules;
mod snippet;

use super::world::World;
use crate::plan::HostFile;
use rules::{Rules, Special, UPGRADE};

/// One host's file.
pub(super) fn hosting(world: &World, file: HostFile, out: &mut Vec<u8>) {
    let rules = Rules::new(world);
    let text = match file {
        HostFile::Headers => listed::headers(&rules),
        HostFile::Redirects => listed::redirects(&rules),
        HostFile::Vercel => listed::vercel(&rules),
        HostFile::Htaccess => apache::htaccess(&rules),
        HostFile::WebConfig => iis::web_config(&rules),
        HostFile::Nginx => snippet::nginx(&rules),
        HostFile::Caddy => snippet::caddy(&rules),
    };
    out.extend_from_slice(text.as_bytes());
}

/// The headers that hosts are told to send with what stands at an address. The preview asks; it is no host with a
/// certificate, so it is not told to ask for everything by one.
pub fn headers(world: &World, address: &str) -> Vec<(&'static str, String)> {
    let Rules { headers, special, .. } = Rules::new(world);
    let own = special.iter().filter(|special| special.scope.covers(address)).flat_map(Special::headers);
    let of_all = headers.into_iter().map(|(name, value)| (name, value.replace(UPGRADE, "")));
    of_all.chain(own).collect()
}
