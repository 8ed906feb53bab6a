//! Videos: the address of one alone in a paragraph becomes a card that loads nothing until it is clicked; a link to a
//! video file of the site alone in a paragraph becomes a player.
//!
//! In: an address, or the events of a paragraph. Out: the video's host and the address of its player; HTML.

use super::destination::Destination;
use super::html::{self, Sheet};
use super::writer::Writer;
use super::{Target, body};
use crate::settings::Player;
use pulldown_cmark::{Event, Tag, TagEnd};

/// A video of a host whose player may be embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// The host.
    pub player: Player,
    /// The address of the player, on the host's domain without cookies where it has one.
    pub embed: String,
}

/// The video that an address leads to, if it is one of a host that we know.
pub fn provider(url: &str) -> Option<Embed> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.split('#').next()?;
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = address.split_once('/')?;
    let mut parts = path.trim_end_matches('/').split('/');
    let (first, second, more) = (parts.next()?, parts.next(), parts.next());
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let id = match (host, first, second) {
        (_, _, _) if more.is_some() => None,
        ("youtu.be", id, None) => Some(id),
        ("youtube.com" | "youtube-nocookie.com", "shorts" | "embed" | "live", id) => id,
        ("youtube.com", "watch", None) => query.split('&').find_map(|pair| pair.strip_prefix("v=")),
        ("vimeo.com", id, None) | ("player.vimeo.com", "video", Some(id)) => return vimeo(id),
        _ => None,
    }?;
    let is_sound = (6..=20).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_sound.then(|| Embed { player: Player::YouTube, embed: format!("{}/embed/{id}", Player::YouTube.origin()) })
}

fn vimeo(id: &str) -> Option<Embed> {
    let is_sound = (6..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    is_sound.then(|| Embed { player: Player::Vimeo, embed: format!("{}/video/{id}", Player::Vimeo.origin()) })
}

/// Whether a target is a video file that browsers play.
fn is_video_file(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default();
    ["mp4", "webm"].iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// A paragraph that is nothing but a video.
pub(super) enum Video<'w> {
    /// The address of a host's page, with the position of the next event.
    Elsewhere { url: &'w str, embed: Embed, next: usize },
    /// A link to a file of the site, from `first` to `end`.
    File { url: &'w str, first: usize, end: usize },
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// The video that the paragraph whose first event is at `first` consists of.
    pub(super) fn find_video(&self, first: usize) -> Option<Video<'w>> {
        let events = self.events;
        match &events.get(first)?.0 {
            Event::Text(text) if text.starts_with("http") => {
                let (url, end) = self.bare_address(first)?;
                Some(Video::Elsewhere { url, embed: provider(url)?, next: end + 1 })
            }
            Event::Start(Tag::Link { dest_url: url, .. }) => {
                let rest = &events[first..];
                let end = first + rest.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)))?;
                if !matches!(events.get(end + 1)?.0, Event::End(TagEnd::Paragraph)) {
                    return None;
                }
                if is_video_file(url) {
                    // A video file elsewhere stays a link: nothing of other hosts is loaded unasked.
                    let is_ours = matches!(Destination::of(url, self.folder()), Destination::Within { .. });
                    return is_ours.then_some(Video::File { url, first, end });
                }
                let embed = provider(url).filter(|_| self.plain_text(first + 1, end) == **url)?;
                Some(Video::Elsewhere { url, embed, next: end + 2 })
            }
            _ => None,
        }
    }

    /// Writes a video; tells which event comes next.
    pub(super) fn video(&mut self, video: &Video<'w>, out: &mut Sheet) -> usize {
        match video {
            Video::Elsewhere { url, embed, next } => {
                let may_play = self.style.players.contains(&embed.player);
                self.outline.has_player |= may_play;
                card(url, embed, may_play, &self.style.words.watch_on, out);
                *next
            }
            Video::File { url, first, end } => {
                self.video_file(url, *first, *end, out);
                end + 2
            }
        }
    }

    /// The paragraph as typed, if it is one word. Its signs may mean emphasis to Markdown, so the source is looked at.
    fn bare_address(&self, first: usize) -> Option<(&'w str, usize)> {
        /// An address has not so many signs that mean something.
        const MOST_EVENTS: usize = 24;
        let events = self.events.iter().enumerate().skip(first).take(MOST_EVENTS);
        let (end, _) = events.into_iter().find(|(_, (event, _))| matches!(event, Event::End(TagEnd::Paragraph)))?;
        let range = self.events[first].1.start..self.events[end - 1].1.end;
        let typed = self.source.text.get(self.source.body..)?.get(range)?.trim();
        (!typed.contains(char::is_whitespace)).then_some((typed, end))
    }

    fn video_file(&mut self, url: &str, first: usize, end: usize, out: &mut Sheet) {
        let destination = Destination::of(url, self.folder());
        let target = self.ask(&destination, None, first);
        let caption = self.apart(first + 1, end, out);
        let caption = caption.as_str().trim();
        if target == Target::Nowhere {
            out.push_str("<p>");
            out.push_str(caption);
            out.push_str("</p>\n");
            return;
        }
        out.push_str("<figure class=\"video\"><video controls preload=\"none\" src=\"");
        body::address(&target, out);
        out.push_str("\"></video>");
        if !caption.is_empty() {
            out.push_str("<figcaption>");
            out.push_str(caption);
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }
}

/// A card that opens the player, or the host's page where its player may not be put into ours.
fn card(url: &str, embed: &Embed, may_play: bool, words: &str, out: &mut Sheet) {
    out.push_str("<div class=\"video-card\"><a href=\"");
    html::href(url, out);
    if may_play {
        out.push_str("\" data-embed=\"");
        html::attribute(&embed.embed, out);
    }
    out.push_str("\"><span class=\"play\" aria-hidden=\"true\"></span>");
    html::text(&words.replace("{provider}", embed.player.name()), out);
    out.push_str("</a></div>\n");
}

#[cfg(test)]
mod tests {
    use super::provider;
    use proptest::prelude::*;

    #[test]
    fn addresses() {
        let youtube = Some("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ".to_owned());
        for (url, expected) in [
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", youtube.clone()),
            ("https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=10s", youtube.clone()),
            ("http://youtu.be/dQw4w9WgXcQ?si=abc", youtube.clone()),
            ("https://youtube.com/shorts/dQw4w9WgXcQ/", youtube.clone()),
            ("https://www.youtube.com/embed/dQw4w9WgXcQ", youtube.clone()),
            ("https://www.youtube.com/live/dQw4w9WgXcQ#x", youtube),
            ("https://vimeo.com/123456789", Some("https://player.vimeo.com/video/123456789".to_owned())),
            (
                "https://player.vimeo.com/video/123456789?h=1",
                Some("https://player.vimeo.com/video/123456789".to_owned()),
            ),
            ("https://www.youtube.com/watch?v=\"><script>", None),
            ("https://www.youtube.com/watch?v=abc", None),
            ("https://www.youtube.com/watch", None),
            ("https://www.youtube.com/@kenh/videos", None),
            ("https://www.youtube.com/embed/a/dQw4w9WgXcQ", None),
            ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None),
            ("https://evil.example/youtu.be/dQw4w9WgXcQ", None),
            ("https://a@youtu.be/dQw4w9WgXcQ", None),
            ("javascript:youtu.be/dQw4w9WgXcQ", None),
            ("https://vimeo.com/kenh", None),
            ("https://vimeo.com/123456789/abcdef", None),
        ] {
            assert_eq!(provider(url).map(|embed| embed.embed), expected, "{url}");
        }
    }

    proptest! {
        #[test]
        fn players_are_of_known_hosts(url in "https?://(www\\.youtube\\.com|youtu\\.be|vimeo\\.com|\\PC{0,5})/\\PC{0,30}") {
            if let Some(found) = provider(&url) {
                let known = ["https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/"];
                let id = known.iter().find_map(|start| found.embed.strip_prefix(start));
                prop_assert!(id.is_some_and(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')));
            }
        }
    }
}
