//! What the story of a model tells in short: its headings Cách làm, Kết quả, Kinh phí, Bài học kinh nghiệm, each with
//! the first sentence under it.
//!
//! In: the body as HTML, and its headings. Out: `[{title, id, text}]` in the order of the body; nothing when it has
//! fewer than two of the four.

use super::value;
use crate::article::markdown::Heading;
use tera::Value;

/// How headings of each of the four begin, as in their anchors.
const BEGINNINGS: [&[&str]; 4] = [
    &["cach-lam", "cach-thuc", "cach-trien-khai", "cach-to-chuc", "giai-phap", "method", "methods"],
    &["ket-qua", "hieu-qua", "result", "results"],
    &["kinh-phi", "nguon-kinh-phi", "nguon-luc", "chi-phi", "cost", "costs"],
    &["bai-hoc", "kinh-nghiem", "lesson", "lessons"],
];
/// Fewer are no summary.
const LEAST: usize = 2;
/// A sentence shorter than this takes the next one along.
const SHORT: usize = 40;
/// A text longer than this is cut between words.
const LONG: usize = 180;

pub(super) fn points(body: &str, headings: &[Heading]) -> Value {
    let mut found = [false; BEGINNINGS.len()];
    let mut points = Vec::new();
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level <= 3) {
        let Some(which) = which(&heading.anchor).filter(|which| !found[*which]) else { continue };
        found[which] = true;
        let end = headings[at + 1..].iter().find(|next| next.level <= heading.level);
        let text = opening(section(body, heading, end)).map(|text| Value::safe_string(&text));
        points.push(value::map([
            ("title", heading.text.as_str().into()),
            ("id", heading.anchor.as_str().into()),
            ("text", text.unwrap_or_else(Value::none)),
        ]));
    }
    if points.len() < LEAST { value::list([]) } else { Value::from(points) }
}

/// Which of the four a heading is. It may have a number before it and more words after it.
fn which(anchor: &str) -> Option<usize> {
    let words = anchor.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let begins = |with: &&str| words.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    BEGINNINGS.iter().position(|beginnings| beginnings.iter().any(&begins))
}

/// What stands under a heading.
fn section<'b>(body: &'b str, heading: &Heading, end: Option<&Heading>) -> &'b str {
    let place = |heading: &Heading| body.find(&format!(" id=\"{}\">", heading.anchor));
    let Some(start) = place(heading) else { return "" };
    let end = end.and_then(place).unwrap_or(body.len());
    let text = body.get(start..end).unwrap_or_default();
    text.split_once("</h").map_or("", |(_, text)| text)
}

/// The first sentence of the first paragraph or item that nobody says, as HTML without tags.
fn opening(section: &str) -> Option<String> {
    let starts = section.match_indices('<').filter_map(|(at, _)| {
        ["<p>", "<li>"].iter().find(|tag| section[at..].starts_with(**tag)).map(|tag| (at, at + tag.len()))
    });
    let is_said = |at: usize| {
        let before = &section[..at];
        before.matches("<blockquote").count() > before.matches("</blockquote>").count()
    };
    starts.filter(|(at, _)| !is_said(*at)).find_map(|(_, start)| {
        let text = plain(&section[start..]);
        (!text.is_empty()).then(|| first_sentence(&text))
    })
}

/// The text of a paragraph or an item, up to its end or to a block within it; marks of footnotes and what is said of files
/// are left out.
fn plain(html: &str) -> String {
    const INLINE: [&str; 14] =
        ["a", "abbr", "b", "br", "code", "del", "em", "i", "kbd", "mark", "strong", "sub", "sup", "u"];
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else { break };
        if tag == "span class=\"count\"" {
            text.truncate(text.trim_end().len());
            rest = after.split_once("</span>").map_or("", |(_, after)| after);
            continue;
        }
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !INLINE.contains(&name) {
            break;
        }
        rest = after;
        if tag.starts_with("sup class=\"note\"") {
            rest = after.split_once("</sup>").map_or("", |(_, after)| after);
        }
    }
    text.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first sentence, with the next one if it is short; cut where it is long, and where a list would follow it.
fn first_sentence(text: &str) -> String {
    let mut end = text.len();
    for (at, _) in text.match_indices(' ') {
        let before = text[..at].trim_end_matches(['”', '’', ')']);
        let after = text[at + 1..].trim_start_matches(['“', '‘', '(']);
        let is_end =
            before.ends_with(['.', '!', '?', '…']) && after.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if is_end && text[..at].chars().count() >= SHORT {
            end = at;
            break;
        }
    }
    let sentence = &text[..end];
    if let Some((at, _)) = sentence.char_indices().nth(LONG) {
        let cut = sentence[..at].rfind(' ').unwrap_or(at);
        return format!("{}…", sentence[..cut].trim_end_matches([',', ';', ':', '–', ' ']));
    }
    sentence.strip_suffix(':').map_or_else(|| sentence.to_owned(), |start| format!("{start}…"))
}
