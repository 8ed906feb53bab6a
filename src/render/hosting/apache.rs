//! Apache and `LiteSpeed`: `.htaccess`. Whatever a host has switched off is left out by its `IfModule`.

use super::rules::{ASK_AGAIN, Rules, Scope, literal};
use std::fmt::Write;

/// `.htaccess`
pub(super) fn htaccess(rules: &Rules) -> String {
    let folder = &rules.folder;
    let mut text = format!(
        "DirectoryIndex index.html\nOptions -Indexes\nAddDefaultCharset utf-8\nErrorDocument 404 {folder}/404.html\n\
         AddType application/manifest+json .webmanifest\n"
    );
    types(rules, &mut text);
    headers(rules, &mut text);
    redirects(rules, &mut text);
    if rules.bare {
        text.push_str(
            // An article may stand beside a folder of its name, with its pictures: the page goes first.
            "<IfModule mod_rewrite.c>\nDirectorySlash Off\nRewriteEngine On\n\
             RewriteCond %{REQUEST_FILENAME}.html -f\nRewriteRule ^(.+[^/])$ $1.html [L]\n\
             RewriteCond %{REQUEST_FILENAME}/index.html -f\nRewriteRule ^(.+[^/])$ %{REQUEST_URI}/ [R=301,L]\n\
             </IfModule>\n",
        );
    }
    text
}

/// Feeds are known by their whole names, not by their endings.
fn types(rules: &Rules, text: &mut String) {
    for special in &rules.special {
        if let (Some(name), Some(media_type)) = (file_name(special.scope), special.media_type) {
            let _ = writeln!(text, "<FilesMatch \"^{}$\">\nForceType {media_type}\n</FilesMatch>", literal(name));
        }
    }
}

fn headers(rules: &Rules, text: &mut String) {
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(text, "Header set Cache-Control \"{ASK_AGAIN}\"");
    for special in &rules.special {
        let Some(cache) = special.cache else { continue };
        if let Scope::Below(below) = special.scope {
            let variable = format!("lantoa_{}", below.trim_matches('/'));
            let address = literal(&format!("{}{below}", rules.folder));
            let _ = writeln!(
                text,
                "<IfModule mod_setenvif.c>\nSetEnvIf Request_URI \"^{address}\" {variable}\n\
                 Header set Cache-Control \"{cache}\" env={variable}\n</IfModule>"
            );
        } else if let Some(name) = file_name(special.scope) {
            let name = literal(name);
            let _ = writeln!(text, "<FilesMatch \"^{name}$\">\nHeader set Cache-Control \"{cache}\"\n</FilesMatch>");
        }
    }
    text.push_str("</IfModule>\n");
}

/// `RedirectMatch` and not `Redirect`, which takes every address that begins with the old one.
fn redirects(rules: &Rules, text: &mut String) {
    if rules.redirects.is_empty() {
        return;
    }
    text.push_str("<IfModule mod_alias.c>\n");
    for redirect in &rules.redirects {
        let (stem, has_slash) = redirect.stem();
        let end = if has_slash { "/?$" } else { "$" };
        let _ = writeln!(text, "RedirectMatch 301 \"^{}{end}\" \"{}\"", literal(stem), redirect.to);
    }
    text.push_str("</IfModule>\n");
}

fn file_name(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::File(file) => Some(file.trim_start_matches('/')),
        Scope::Named(name) => Some(name),
        Scope::Below(_) => None,
    }
}
