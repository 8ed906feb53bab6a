//! Who may ask: the writer's own browser, and a telephone that was shown the way.
//!
//! In: the headers of a request and where it comes from. Out: whether it is answered. A page of another site that makes a
//! browser ask here (DNS rebinding, forged requests) is not.

use std::io;
use std::net::{IpAddr, SocketAddr};

/// The name of the key in the address that a telephone is shown.
const KEY: &str = "lantoa";

/// Who may ask.
pub(super) struct Access {
    /// What other machines must bring along; `None` when only this machine may ask.
    token: Option<Token>,
}

struct Token {
    /// Something that nobody can guess.
    text: String,
    /// The name of the cookie that keeps it. All ports of a host share their cookies: each preview has one of its own.
    cookie: String,
}

/// What a request says of itself.
pub(super) struct Visitor<'v> {
    pub(super) from: SocketAddr,
    pub(super) host: &'v str,
    pub(super) origin: Option<&'v str>,
    pub(super) fetch_site: Option<&'v str>,
    pub(super) cookies: &'v str,
    /// What follows `?` in the address.
    pub(super) query: &'v str,
    /// Whether it wants something to be done.
    pub(super) changes: bool,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Welcome,
    /// It brought the token along in its address: the browser keeps it from now on.
    Keep,
    /// The address names another host.
    ForeignHost,
    /// The token is missing.
    Stranger,
    /// A page of another site wants something to be done.
    Forged,
}

impl Access {
    /// This machine alone.
    pub(super) fn closed() -> Self {
        Self { token: None }
    }

    /// Other machines too, at this port, if they bring along what they were shown.
    ///
    /// # Errors
    /// The system has nothing that cannot be guessed.
    pub(super) fn open(port: u16) -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self::with(format!("{:032x}", u128::from_ne_bytes(bytes)), port))
    }

    fn with(text: String, port: u16) -> Self {
        Self { token: Some(Token { text, cookie: format!("{KEY}-{port}") }) }
    }

    /// What is put after an address for other machines.
    pub(super) fn invitation(&self) -> String {
        self.token.as_ref().map(|token| format!("?{KEY}={}", token.text)).unwrap_or_default()
    }

    /// What the browser of another machine keeps.
    pub(super) fn cookie(&self) -> String {
        self.token.as_ref().map(|token| format!("{}={}", token.cookie, token.text)).unwrap_or_default()
    }

    pub(super) fn judge(&self, visitor: &Visitor<'_>) -> Verdict {
        let name = host_name(visitor.host);
        let address = name.parse::<IpAddr>().ok();
        let is_loopback = name == "localhost" || address.is_some_and(|address| address.is_loopback());
        // A name could be led here by its owner; an address of the network can only be typed.
        if !is_loopback && (self.token.is_none() || address.is_none()) {
            return Verdict::ForeignHost;
        }
        let comes_from_here = match (visitor.fetch_site, visitor.origin) {
            (Some(site), _) => site == "same-origin",
            (None, Some(origin)) => origin.split_once("://").is_some_and(|(_, host)| host == visitor.host),
            (None, None) => false,
        };
        if visitor.changes && !comes_from_here {
            return Verdict::Forged;
        }
        let Some(token) = self.token.as_ref().filter(|_| !visitor.from.ip().to_canonical().is_loopback()) else {
            return Verdict::Welcome;
        };
        let brings = |pairs: &str, between: char, name: &str| {
            pairs.split(between).any(|pair| pair.trim().split_once('=') == Some((name, &token.text)))
        };
        if brings(visitor.cookies, ';', &token.cookie) {
            Verdict::Welcome
        } else if brings(visitor.query, '&', KEY) {
            Verdict::Keep
        } else {
            Verdict::Stranger
        }
    }
}

/// The name or address of a `Host` header, without its port and brackets.
fn host_name(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Access, Verdict, Visitor};

    fn visitor<'v>(from: &str, host: &'v str) -> Visitor<'v> {
        let from = from.parse().unwrap();
        Visitor { from, host, origin: None, fetch_site: None, cookies: "", query: "", changes: false }
    }

    #[test]
    fn only_names_of_this_machine() {
        let access = Access::closed();
        for host in ["127.0.0.1:1111", "localhost:1111", "[::1]:1111", "localhost"] {
            assert_eq!(access.judge(&visitor("127.0.0.1:9", host)), Verdict::Welcome, "{host}");
        }
        for host in ["", "evil.example", "127.0.0.1.evil.example", "192.168.1.5:1111", "localhost.evil.example:1111"] {
            assert_eq!(access.judge(&visitor("127.0.0.1:9", host)), Verdict::ForeignHost, "{host}");
        }
    }

    #[test]
    fn a_telephone_brings_the_token() {
        let access = Access::with("abc".to_owned(), 1111);
        let of = |cookies, query| Visitor { cookies, query, ..visitor("192.168.1.9:9", "192.168.1.5:1111") };
        assert_eq!(access.judge(&of("", "")), Verdict::Stranger);
        assert_eq!(access.judge(&of("", "lantoa=abd")), Verdict::Stranger);
        assert_eq!(access.judge(&of("", "x=1&lantoa=abc")), Verdict::Keep);
        assert_eq!(access.judge(&of("lantoa-1112=xyz; lantoa-1111=abc", "")), Verdict::Welcome);
        assert_eq!(access.judge(&of("lantoa-1112=abc; lantoa=abc", "")), Verdict::Stranger, "of another preview");
        assert_eq!((access.invitation().as_str(), access.cookie().as_str()), ("?lantoa=abc", "lantoa-1111=abc"));
        assert_eq!(access.judge(&visitor("192.168.1.9:9", "evil.example")), Verdict::ForeignHost);
    }

    #[test]
    fn nobody_knows_the_token() {
        let tokens: std::collections::BTreeSet<String> =
            (0..20).map(|_| Access::open(1111).unwrap().invitation()).collect();
        assert!(tokens.len() == 20 && tokens.iter().all(|token| token.len() == "?lantoa=".len() + 32), "{tokens:?}");
    }

    #[test]
    fn other_sites_change_nothing() {
        let access = Access::closed();
        let of = |origin, fetch_site| Visitor {
            origin,
            fetch_site,
            changes: true,
            ..visitor("127.0.0.1:9", "127.0.0.1:1111")
        };
        assert_eq!(access.judge(&of(None, Some("same-origin"))), Verdict::Welcome);
        assert_eq!(access.judge(&of(Some("http://127.0.0.1:1111"), None)), Verdict::Welcome);
        assert_eq!(access.judge(&of(Some("https://evil.example"), None)), Verdict::Forged);
        assert_eq!(access.judge(&of(None, Some("cross-site"))), Verdict::Forged);
        assert_eq!(access.judge(&of(None, None)), Verdict::Forged);
    }
}
