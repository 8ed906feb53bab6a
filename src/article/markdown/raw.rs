//! The little raw HTML that is taken: `br sub sup kbd mark u abbr[title] details summary`.
//!
//! In: a piece of raw HTML. Out: its tokens, each allowed or not. Text in content is data: whatever is not allowed is
//! shown as text.

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// Text between tags.
    Text(&'h str),
    /// An allowed opening tag; `abbr` may have a title.
    Open(&'static str, Option<String>),
    /// An allowed closing tag.
    Close(&'static str),
    /// `<br>`
    Break,
    /// A comment: nothing to show.
    Comment,
    /// Anything else that looks like a tag.
    Refused(&'h str),
}

const INLINE: [&str; 7] = ["sub", "sup", "kbd", "mark", "u", "abbr", "br"];
const BLOCK: [&str; 2] = ["details", "summary"];

/// Whether a tag may hold blocks, and so may not stand inside a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    BLOCK.contains(&name)
}

/// The tokens of a piece of raw HTML, each with where it starts.
pub(super) fn tokens(html: &str) -> Vec<(usize, Token<'_>)> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push((html.len() - rest.len(), Token::Text(&rest[..at])));
        }
        rest = &rest[at..];
        let (token, length) = token(rest);
        tokens.push((html.len() - rest.len(), token));
        rest = &rest[length..];
    }
    if !rest.is_empty() {
        tokens.push((html.len() - rest.len(), Token::Text(rest)));
    }
    tokens
}

fn token(html: &str) -> (Token<'_>, usize) {
    if let Some(comment) = html.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(html.len(), |at| at + 7);
        return (Token::Comment, end);
    }
    let mut quote = None;
    let mut end = None;
    for (at, c) in html.char_indices().skip(1) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => {
                end = Some(at + 1);
                break;
            }
            (None, '<') => break,
            _ => {}
        }
    }
    let Some(end) = end else { return (Token::Text(&html[..1]), 1) };
    let whole = &html[..end];
    let inner = &html[1..end - 1];
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return (Token::Text(&html[..1]), 1);
    }
    (tag(inner).unwrap_or(Token::Refused(whole)), end)
}

fn tag(inner: &str) -> Option<Token<'_>> {
    if let Some(name) = inner.strip_prefix('/') {
        return known(name.trim()).filter(|name| *name != "br").map(Token::Close);
    }
    let inner = inner.trim_end().trim_end_matches('/').trim_end();
    let (name, attributes) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
    let name = known(name)?;
    let attributes = attributes.trim();
    match name {
        "br" if attributes.is_empty() => Some(Token::Break),
        "abbr" => {
            if attributes.is_empty() {
                return Some(Token::Open(name, None));
            }
            let (key, value) = attributes.split_once('=')?;
            let value = value.trim();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value = value.get(1..)?.strip_suffix(quote)?;
            let sound = key.trim().eq_ignore_ascii_case("title") && !value.contains(quote);
            sound.then(|| Token::Open(name, Some(unescape(value))))
        }
        _ if attributes.is_empty() => Some(Token::Open(name, None)),
        _ => None,
    }
}

fn known(name: &str) -> Option<&'static str> {
    INLINE.into_iter().chain(BLOCK).find(|known| known.eq_ignore_ascii_case(name))
}

/// The signs that must be escaped in an attribute; they are escaped again when written.
fn unescape(value: &str) -> String {
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::Token;
    use proptest::prelude::*;

    fn tokens(html: &str) -> Vec<Token<'_>> {
        super::tokens(html).into_iter().map(|(_, token)| token).collect()
    }

    #[test]
    fn allowed_and_refused() {
        assert_eq!(tokens("a<br/>b"), [Token::Text("a"), Token::Break, Token::Text("b")]);
        assert_eq!(tokens("<SUP>"), [Token::Open("sup", None)]);
        assert_eq!(tokens("<abbr title=\"nông thôn mới\">"), [Token::Open("abbr", Some("nông thôn mới".into()))]);
        for refused in
            ["<script>", "<a href=x>", "<sup onclick=\"x\">", "<abbr class=x>", "<!DOCTYPE html>", "<br onload=x>"]
        {
            assert_eq!(tokens(refused), [Token::Refused(refused)]);
        }
        assert_eq!(tokens("<!-- x -->y"), [Token::Comment, Token::Text("y")]);
        assert_eq!(tokens("3 < 5"), [Token::Text("3 "), Token::Text("<"), Token::Text(" 5")]);
    }

    proptest! {
        #[test]
        fn total(html in "[<>a-z/!\"'= -]{0,40}|\\PC{0,20}") {
            let _ = tokens(&html);
        }
    }
}
