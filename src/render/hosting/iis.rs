//! IIS: `web.config`. Redirects and bare links need the module URL Rewrite; where nothing needs it, it is not named, for
//! IIS shows no page at all of a site that names a module it does not have.

use super::super::xml::escaped;
use super::rules::{ASK_AGAIN, Cache, Rules, Scope, literal};
use std::fmt::Write;

/// `web.config`
pub(super) fn web_config(rules: &Rules) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n<system.webServer>\n".to_owned();
    text.push_str(
        "<defaultDocument><files><clear/><add value=\"index.html\"/></files></defaultDocument>\n\
         <directoryBrowse enabled=\"false\"/>\n",
    );
    let _ = writeln!(
        text,
        "<httpErrors errorMode=\"Custom\"><remove statusCode=\"404\"/>\
         <error statusCode=\"404\" path=\"{}/404.html\" responseMode=\"ExecuteURL\"/></httpErrors>",
        escaped(&rules.folder)
    );
    static_content(ASK_AGAIN, true, &mut text);
    text.push_str("<httpProtocol><customHeaders>\n<remove name=\"X-Powered-By\"/>\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(text, "<remove name=\"{name}\"/><add name=\"{name}\" value=\"{}\"/>", escaped(value));
    }
    text.push_str("</customHeaders></httpProtocol>\n");
    rewrite(rules, &mut text);
    text.push_str("</system.webServer>\n");
    for special in &rules.special {
        if let (Some(cache), Scope::Below(path) | Scope::File(path)) = (special.cache, special.scope) {
            let path = path.trim_matches('/');
            let _ = writeln!(text, "<location path=\"{path}\"><system.webServer>");
            static_content(cache, false, &mut text);
            text.push_str("</system.webServer></location>\n");
        }
    }
    text.push_str("</configuration>\n");
    text
}

/// How long files may be kept; and, once for the site, the endings that older versions of IIS do not know.
fn static_content(cache: Cache, with_types: bool, text: &mut String) {
    text.push_str("<staticContent>\n");
    if with_types {
        for (ending, media_type) in [
            (".webmanifest", "application/manifest+json"),
            (".json", "application/json"),
            (".svg", "image/svg+xml"),
            (".webp", "image/webp"),
            (".avif", "image/avif"),
            (".woff2", "font/woff2"),
            (".vtt", "text/vtt"),
            (".m4a", "audio/x-m4a"),
        ] {
            let _ = writeln!(
                text,
                "<remove fileExtension=\"{ending}\"/><mimeMap fileExtension=\"{ending}\" mimeType=\"{media_type}\"/>"
            );
        }
    }
    let (hours, seconds) = (cache.seconds / 3600, cache.seconds % 3600);
    let age = format!("{}.{:02}:{:02}:{:02}", hours / 24, hours % 24, seconds / 60, seconds % 60);
    let _ = writeln!(
        text,
        "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"{age}\" cacheControlCustom=\"public, {}\"/>",
        cache.then
    );
    text.push_str("</staticContent>\n");
}

fn rewrite(rules: &Rules, text: &mut String) {
    if rules.redirects.is_empty() && !rules.bare {
        return;
    }
    text.push_str("<rewrite><rules>\n");
    for (number, redirect) in (1..).zip(&rules.redirects) {
        let (stem, has_slash) = redirect.stem();
        // Matched from the folder of this file, without the slash at the start.
        let stem = stem.strip_prefix(rules.folder.as_str()).unwrap_or(stem).trim_start_matches('/');
        let end = if has_slash { "/?$" } else { "$" };
        let _ = writeln!(
            text,
            "<rule name=\"lantoa-{number}\" stopProcessing=\"true\"><match url=\"^{}{end}\"/>\
             <action type=\"Redirect\" url=\"{}\" redirectType=\"Permanent\" appendQueryString=\"false\"/></rule>",
            escaped(&literal(stem)),
            escaped(&redirect.to)
        );
    }
    if rules.bare {
        text.push_str(
            "<rule name=\"lantoa-bare\"><match url=\"^(.+[^/])$\"/><conditions>\
             <add input=\"{REQUEST_FILENAME}.html\" matchType=\"IsFile\"/></conditions>\
             <action type=\"Rewrite\" url=\"{R:1}.html\"/></rule>\n",
        );
    }
    text.push_str("</rules></rewrite>\n");
}
