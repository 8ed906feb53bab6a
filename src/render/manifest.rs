//! `manifest.webmanifest` (W3C, "Web Application Manifest"): the site's name and sign on a telephone's first screen.

use super::world::World;
use serde_json::json;

/// So many letters of a name stand under a sign on most telephones.
const SHORT: usize = 12;
/// The colours of the theme's paper.
const PAPER: &str = "#ffffff";

pub(super) fn manifest(world: &World, out: &mut Vec<u8>) {
    let settings = &world.settings;
    let home = settings.href("/");
    let icon = world.theme.assets.address("favicon.svg").map(|address| {
        json!({"src": settings.base_url.href(address), "type": "image/svg+xml", "sizes": "any", "purpose": "any"})
    });
    let manifest = json!({
        "id": home,
        "name": settings.title,
        "short_name": short(&settings.title),
        "description": settings.description,
        "lang": settings.language,
        "dir": "ltr",
        "start_url": home,
        "scope": home,
        "display": "browser",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": icon.into_iter().collect::<Vec<_>>(),
    });
    out.extend_from_slice(format!("{manifest:#}\n").as_bytes());
}

/// As many whole words of a name as there is room for; at least the beginning of the first.
fn short(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        let length = short.chars().count() + usize::from(!short.is_empty()) + word.chars().count();
        if length > SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() { title.chars().take(SHORT).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn short_names() {
        assert_eq!(short("Dân vận khéo Hà Tĩnh"), "Dân vận khéo");
        assert_eq!(short("Lan Tỏa"), "Lan Tỏa");
        assert_eq!(short("Supercalifragilistic"), "Supercalifra");
    }
}
