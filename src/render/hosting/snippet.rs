//! nginx and Caddy, which are told in their own configuration: snippets to be included there.

use super::rules::{ASK_AGAIN, Rules, Scope, literal};
use std::fmt::Write;

/// For a `server` block of nginx, which names the root folder itself.
pub(super) fn nginx(rules: &Rules) -> String {
    let folder = &rules.folder;
    let mut text = format!(
        "# server {{ root …; include …/lantoa.nginx.conf; }}\nindex index.html;\ncharset utf-8;\n\
         error_page 404 {folder}/404.html;\nset $lantoa_cache \"{ASK_AGAIN}\";\n"
    );
    // `set` is one of the few things that are safe inside `if`.
    for special in &rules.special {
        if let Some(cache) = special.cache {
            let pattern = expression(rules, special.scope);
            let _ = writeln!(text, "if ($uri ~ \"{pattern}\") {{ set $lantoa_cache \"{cache}\"; }}");
        }
    }
    // No location below has headers of its own: it would lose these.
    let _ = writeln!(text, "add_header Cache-Control $lantoa_cache;");
    for (name, value) in &rules.headers {
        let _ = writeln!(text, "add_header {name} \"{value}\" always;");
    }
    for special in &rules.special {
        if let Some(media_type) = special.media_type {
            let pattern = expression(rules, special.scope);
            let _ = writeln!(text, "location ~ \"{pattern}\" {{ types {{ }} default_type {media_type}; }}");
        }
    }
    for redirect in &rules.redirects {
        let (stem, has_slash) = redirect.stem();
        let _ = writeln!(text, "location = \"{}\" {{ return 301 {}; }}", in_quotes(&redirect.from), redirect.to);
        if has_slash {
            let _ = writeln!(text, "location = \"{}\" {{ return 301 {}; }}", in_quotes(stem), redirect.to);
        }
    }
    let bare = if rules.bare { "$uri.html " } else { "" };
    let _ = writeln!(text, "location {folder}/ {{ try_files $uri {bare}$uri/ =404; }}");
    text
}

fn expression(rules: &Rules, scope: Scope) -> String {
    let address = |address: &str| literal(&format!("{}{address}", rules.folder));
    match scope {
        Scope::Below(below) => format!("^{}", address(below)),
        Scope::File(file) => format!("^{}$", address(file)),
        Scope::Named(name) => format!("^{}(.*/)?{}$", address("/"), literal(name)),
    }
}

fn in_quotes(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// For a site's block of Caddy, which names the root folder itself.
pub(super) fn caddy(rules: &Rules) -> String {
    let folder = &rules.folder;
    let mut text = "# example.vn {\n#\troot * …\n#\timport …/lantoa.Caddyfile\n# }\n".to_owned();
    text.push_str("header {\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(text, "\t{name} \"{value}\"");
    }
    text.push_str("}\n");
    // Each address has one matcher of these alone, so that their order does not matter.
    let mut kept: Vec<String> = Vec::new();
    for (number, special) in (1..).zip(&rules.special) {
        let paths = match special.scope {
            Scope::Below(below) => format!("{folder}{below}*"),
            Scope::File(file) => format!("{folder}{file}"),
            Scope::Named(name) => format!("{folder}/{name} {folder}/*/{name}"),
        };
        let _ = writeln!(text, "@lantoa{number} path {paths}");
        if let Some(cache) = special.cache {
            let _ = writeln!(text, "header @lantoa{number} Cache-Control \"{cache}\"");
            kept.push(paths);
        }
        if let Some(media_type) = special.media_type {
            let _ = writeln!(text, "header @lantoa{number} Content-Type {media_type}");
        }
    }
    let _ = writeln!(text, "@lantoa0 not path {}\nheader @lantoa0 Cache-Control \"{ASK_AGAIN}\"", kept.join(" "));
    for redirect in &rules.redirects {
        let (stem, has_slash) = redirect.stem();
        let _ = writeln!(text, "redir \"{}\" {} 301", caddy_path(&redirect.from), redirect.to);
        if has_slash {
            let _ = writeln!(text, "redir \"{}\" {} 301", caddy_path(stem), redirect.to);
        }
    }
    let bare = if rules.bare { "{path}.html " } else { "" };
    let _ = writeln!(text, "try_files {{path}} {bare}{{path}}/index.html");
    // What is missing today may be there tomorrow, also among the assets.
    let _ = writeln!(
        text,
        "handle_errors {{\n\theader Cache-Control \"{ASK_AGAIN}\"\n\trewrite * {folder}/404.html\n\tfile_server\n}}\nfile_server"
    );
    text
}

/// Braces are variables to Caddy, in quotes too: percent signs stand for them, and for percent signs.
fn caddy_path(path: &str) -> String {
    path.replace('%', "%25").replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace('"', "%22")
}
