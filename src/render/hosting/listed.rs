//! Netlify and Cloudflare Pages (`_headers`, `_redirects`), and Vercel (`vercel.json`): rules by pattern of address.
//!
//! All three answer with `max-age=0, must-revalidate` and show `404.html` without being told, so neither is repeated: a
//! header that two patterns set would be sent twice.

use super::rules::{Rules, Scope};
use serde_json::{Value, json};
use std::fmt::Write;

/// Vercel refuses a whole site with more redirects than this; pages stand at the others.
const MOST_OF_VERCEL: usize = 1_000;

/// The patterns of a scope: `rest` stands for anything.
fn patterns(rules: &Rules, scope: Scope, rest: &str) -> Vec<String> {
    let folder = &rules.folder;
    match scope {
        Scope::Below(below) => vec![format!("{folder}{below}{rest}")],
        Scope::File(file) => vec![format!("{folder}{file}")],
        Scope::Named(name) => vec![format!("{folder}/{name}"), format!("{folder}/{rest}/{name}")],
    }
}

/// `_headers`
pub(super) fn headers(rules: &Rules) -> String {
    let mut text = format!("{}/*\n", rules.folder);
    for (name, value) in &rules.headers {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for special in &rules.special {
        for pattern in patterns(rules, special.scope, "*") {
            let _ = writeln!(text, "{pattern}");
            for (name, value) in special.headers() {
                let _ = writeln!(text, "  {name}: {value}");
            }
        }
    }
    text
}

/// `_redirects`. A page stands at every old address: Netlify must be told (`!`) that the redirect goes before it.
/// Cloudflare does so by itself, and would refuse the sign; where both read the file, Netlify shows the page.
pub(super) fn redirects(rules: &Rules) -> String {
    let status = if rules.is_for_cloudflare { "301" } else { "301!" };
    let mut text = "# from to status\n".to_owned();
    for redirect in &rules.redirects {
        let from = redirect.encoded();
        let _ = writeln!(text, "{from} {} {status}", redirect.to);
        if let Some(stem) = from.strip_suffix('/') {
            let _ = writeln!(text, "{stem} {} {status}", redirect.to);
        }
    }
    text
}

/// `vercel.json`
pub(super) fn vercel(rules: &Rules) -> String {
    let listed = |headers: &[(&str, String)]| -> Vec<Value> {
        headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect()
    };
    let everything = listed(&rules.headers);
    let mut headers = vec![json!({"source": format!("{}/(.*)", rules.folder), "headers": everything})];
    for special in &rules.special {
        let own = listed(&special.headers());
        for pattern in patterns(rules, special.scope, "(.*)") {
            headers.push(json!({"source": pattern.replace(".xml", "\\.xml"), "headers": own}));
        }
    }
    let mut redirects = Vec::new();
    for redirect in &rules.redirects {
        let from = redirect.encoded();
        let (stem, has_slash) = from.strip_suffix('/').map_or((&*from, false), |stem| (stem, true));
        let optional = if has_slash { "{/}?" } else { "" };
        let source = format!("{}{optional}", as_pattern(stem));
        redirects.push(json!({"source": source, "destination": redirect.to, "statusCode": 301}));
    }
    redirects.truncate(MOST_OF_VERCEL);
    let file = json!({
        "$schema": "https://openapi.vercel.sh/vercel.json",
        "cleanUrls": rules.bare,
        "headers": headers,
        "redirects": redirects,
    });
    format!("{file:#}\n")
}

/// An address that a pattern of Vercel (path-to-regexp) takes for itself.
fn as_pattern(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if matches!(c, '(' | ')' | '{' | '}' | ':' | '*' | '+' | '?' | '\\' | '$' | '!' | '=') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
