//! The events of one body, written as HTML in one pass.
//!
//! What is open is a stack, so that raw HTML cannot close what Markdown opened, nor outlive it.

use super::destination::Destination;
use super::raw::{self, Token};
use super::{DEEPEST, Outline, Resolve, Source, Target, figure, html};
use crate::base::path;
use crate::diagnostic::{Place, Span, catalogue, span_of};
use crate::vietnamese::slug;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

type Events<'e> = [(Event<'e>, Range<usize>)];

/// Something open that must be closed in its turn.
enum Open {
    /// Opened by Markdown; closed by the HTML given here.
    Markdown(&'static str),
    /// Opened by raw HTML.
    Raw { name: &'static str, at: Range<usize>, fresh: bool },
}

pub(super) struct Writer<'w, 'e, 'r> {
    source: &'w Source<'w>,
    events: &'w Events<'e>,
    picture_hosts: &'w [String],
    resolve: &'w mut Resolve<'r>,
    open: Vec<Open>,
    outline: Outline,
    /// How often each anchor was wanted.
    anchors: HashMap<String, u32>,
    alignments: &'w [Alignment],
    column: usize,
    in_head: bool,
    depth: usize,
    footnotes: Footnotes<'e>,
}

#[derive(Default)]
struct Footnotes<'e> {
    /// Names in the order in which they are first referred to.
    order: Vec<CowStr<'e>>,
    bodies: HashMap<CowStr<'e>, String>,
}

impl<'w, 'e: 'w, 'r> Writer<'w, 'e, 'r> {
    pub(super) fn new(
        source: &'w Source<'w>,
        events: &'w Events<'e>,
        picture_hosts: &'w [String],
        resolve: &'w mut Resolve<'r>,
    ) -> Self {
        Self {
            source,
            events,
            picture_hosts,
            resolve,
            open: Vec::new(),
            outline: Outline::default(),
            anchors: HashMap::new(),
            alignments: &[],
            column: 0,
            in_head: false,
            depth: 0,
            footnotes: Footnotes::default(),
        }
    }

    pub(super) fn write(mut self, without_lead: bool, out: &mut String) -> Outline {
        let mut at = 0;
        if let Some(end) = self.lead() {
            self.outline.lead = Some(self.plain_text(1, end));
            if without_lead {
                at = end + 1;
            }
        }
        self.write_range(at, self.events.len(), out);
        self.close_to(0, out);
        self.write_footnotes(out);
        self.outline
    }

    /// The end of the first paragraph, if the body starts with one that is no figure.
    fn lead(&self) -> Option<usize> {
        let is_paragraph = matches!(self.events.first()?.0, Event::Start(Tag::Paragraph));
        if !is_paragraph || figure::find(self.events, 0).is_some() {
            return None;
        }
        self.events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)))
    }

    fn write_range(&mut self, from: usize, to: usize, out: &mut String) {
        let mut at = from;
        while at < to {
            at = self.write_event(at, out);
        }
    }

    /// Writes one event, and those that belong to it; tells which comes next.
    fn write_event(&mut self, at: usize, out: &mut String) -> usize {
        let events = self.events;
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, at, out),
            Event::End(tag) => self.end(*tag, out),
            Event::Text(text) => {
                self.touch(out);
                html::text(text, out);
            }
            Event::Code(text) => {
                self.touch(out);
                out.push_str("<code>");
                html::text(text, out);
                out.push_str("</code>");
            }
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => {
                self.touch(out);
                out.push_str("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                let (sign, label) = if *done { ('☑', html::TASK[1]) } else { ('☐', html::TASK[0]) };
                out.push_str(&format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{sign}</span> "));
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, out),
            Event::InlineHtml(piece) => self.raw(piece, range, true, out),
            Event::Html(_) => return self.html_block(at, out),
            Event::InlineMath(text) | Event::DisplayMath(text) => html::text(text, out),
        }
        at + 1
    }

    fn start(&mut self, tag: &'w Tag<'e>, at: usize, out: &mut String) -> usize {
        if !matches!(tag, Tag::HtmlBlock) {
            self.touch(out);
        }
        match tag {
            Tag::Paragraph => {
                if let Some(figure) = figure::find(self.events, at) {
                    self.figure(&figure, out);
                    return figure.end + 1;
                }
                self.element("<p>", "</p>\n", out);
            }
            Tag::Heading { level, .. } => self.heading(*level, at, out),
            Tag::BlockQuote(_) => {
                self.element("<blockquote>\n", "</blockquote>\n", out);
                return self.deeper(at);
            }
            Tag::CodeBlock(_) => self.element("<pre tabindex=\"0\"><code>", "</code></pre>\n", out),
            Tag::List(start) => {
                match start {
                    Some(1) => self.element("<ol>\n", "</ol>\n", out),
                    Some(start) => {
                        out.push_str(&format!("<ol start=\"{start}\">\n"));
                        self.open.push(Open::Markdown("</ol>\n"));
                    }
                    None => self.element("<ul>\n", "</ul>\n", out),
                }
                return self.deeper(at);
            }
            Tag::Item => self.element("<li>", "</li>\n", out),
            Tag::FootnoteDefinition(name) => return self.footnote_definition(name, at),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                out.push_str(&format!("<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">", html::TABLE));
                self.element("<table>\n", "</table></div>\n", out);
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.element("<thead><tr>", "</tr></thead>\n<tbody>\n", out);
            }
            Tag::TableRow => {
                self.column = 0;
                self.element("<tr>", "</tr>\n", out);
            }
            Tag::TableCell => self.cell(out),
            Tag::Emphasis => self.element("<em>", "</em>", out),
            Tag::Strong => self.element("<strong>", "</strong>", out),
            Tag::Strikethrough => self.element("<del>", "</del>", out),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, at, out),
            Tag::Image { dest_url, .. } => {
                let end = figure::end_of_image(self.events, at).unwrap_or(at);
                let alt = self.plain_text(at + 1, end);
                self.picture(dest_url, &alt, at, out);
                return end + 1;
            }
            Tag::HtmlBlock => {}
            _ => self.open.push(Open::Markdown("")),
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd, out: &mut String) {
        match tag {
            TagEnd::HtmlBlock => return self.end_html_block(out),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Table => out.push_str("</tbody>\n"),
            _ => {}
        }
        if let Some(level) = self.open.iter().rposition(|open| matches!(open, Open::Markdown(_))) {
            self.close_to(level, out);
        }
    }

    fn element(&mut self, open: &str, close: &'static str, out: &mut String) {
        out.push_str(open);
        self.open.push(Open::Markdown(close));
    }

    /// Counts the nesting of lists and quotes; beyond the limit the rest of the body is left out, with an error.
    fn deeper(&mut self, at: usize) -> usize {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return at + 1;
        }
        let place = self.place(&self.events[at].1);
        self.outline.notes.push(catalogue::too_deep(place, DEEPEST));
        self.events.len()
    }

    /// Closes everything that stands above `level` in the stack, and what stands at it.
    fn close_to(&mut self, level: usize, out: &mut String) {
        while self.open.len() > level {
            match self.open.pop() {
                Some(Open::Markdown(close)) => out.push_str(close),
                Some(Open::Raw { name, at, .. }) => self.close_raw(name, &at, out),
                None => return,
            }
        }
    }

    fn close_raw(&mut self, name: &str, at: &Range<usize>, out: &mut String) {
        out.push_str(&format!("</{name}>"));
        let place = self.place(at);
        self.outline.notes.push(catalogue::unbalanced_html(place, &format!("<{name}>")));
    }

    /// Ends an HTML block: inline elements that it left open are closed; `details` stays open for what follows.
    fn end_html_block(&mut self, out: &mut String) {
        while let Some(Open::Raw { name, at, .. }) = self.open.last()
            && *name != "details"
        {
            let (name, at) = (*name, at.clone());
            self.open.pop();
            self.close_raw(name, &at, out);
        }
    }

    /// Content is about to be written: `details` that has no summary yet gets one.
    fn touch(&mut self, out: &mut String) {
        if let Some(Open::Raw { name: "details", fresh: fresh @ true, .. }) = self.open.last_mut() {
            *fresh = false;
            out.push_str(&format!("<summary>{}</summary>\n", html::MORE));
        }
    }

    fn html_block(&mut self, at: usize, out: &mut String) -> usize {
        let mut end = at;
        while matches!(self.events.get(end), Some((Event::Html(_), _))) {
            end += 1;
        }
        let range = self.events[at].1.start..self.events[end - 1].1.end;
        let text: String = self.events[at..end].iter().filter_map(|(event, _)| match event {
            Event::Html(text) => Some(text.as_ref()),
            _ => None,
        }).collect();
        self.raw(&text, &range, false, out);
        end
    }

    fn raw(&mut self, piece: &str, range: &Range<usize>, inline: bool, out: &mut String) {
        // In a quotation each line of a block starts with a mark that the piece does not have: then its start serves.
        let is_exact = piece.len() == range.len();
        for (offset, token) in raw::tokens(piece) {
            let start = range.start + if is_exact { offset } else { 0 };
            let range = &(start..range.end);
            match token {
                Token::Text(text) => {
                    if !text.trim().is_empty() {
                        self.touch(out);
                    }
                    html::text(text, out);
                }
                Token::Comment => {}
                Token::Break => {
                    self.touch(out);
                    out.push_str("<br>");
                }
                Token::Open(name, title) => self.open_raw(name, title.as_deref(), range, inline, out),
                Token::Close(name) => self.end_raw(name, range, out),
                Token::Refused(tag) => {
                    self.touch(out);
                    self.refuse(tag, range, out);
                }
            }
        }
    }

    fn open_raw(&mut self, name: &'static str, title: Option<&str>, range: &Range<usize>, inline: bool, out: &mut String) {
        let in_fresh_details = matches!(self.open.last(), Some(Open::Raw { name: "details", fresh: true, .. }));
        let in_raw_inline = matches!(self.open.last(), Some(Open::Raw { name, .. }) if *name != "details");
        let misplaced = if name == "summary" { !in_fresh_details } else { raw::is_block(name) && in_raw_inline };
        if misplaced || (raw::is_block(name) && inline) {
            return self.refuse(&format!("<{name}>"), range, out);
        }
        if name == "summary" {
            if let Some(Open::Raw { fresh, .. }) = self.open.last_mut() {
                *fresh = false;
            }
        } else {
            self.touch(out);
        }
        out.push('<');
        out.push_str(name);
        if let Some(title) = title {
            out.push_str(" title=\"");
            html::attribute(title, out);
            out.push('"');
        }
        out.push('>');
        let at = range.start..range.start + name.len() + 2;
        self.open.push(Open::Raw { name, at, fresh: name == "details" });
    }

    /// Raw HTML may close what raw HTML opened since the last thing that Markdown opened.
    fn end_raw(&mut self, name: &'static str, range: &Range<usize>, out: &mut String) {
        let opened = self.open.iter().rposition(|open| matches!(open, Open::Raw { name: open, .. } if *open == name));
        match opened {
            Some(opened) if self.open[opened..].iter().all(|open| matches!(open, Open::Raw { .. })) => {
                self.close_to(opened + 1, out);
                self.touch(out);
                self.open.pop();
                out.push_str(&format!("</{name}>"));
            }
            _ => {
                let place = self.place(&(range.start..range.start + name.len() + 3));
                self.outline.notes.push(catalogue::unbalanced_html(place, &format!("</{name}>")));
                html::text(&format!("</{name}>"), out);
            }
        }
    }

    fn refuse(&mut self, tag: &str, range: &Range<usize>, out: &mut String) {
        let place = self.place(&(range.start..range.start + tag.len()));
        let shown: String = tag.chars().take(40).collect();
        self.outline.notes.push(catalogue::raw_html(place, &shown));
        html::text(tag, out);
    }

    fn heading(&mut self, level: HeadingLevel, at: usize, out: &mut String) {
        let length = self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))));
        let text = self.plain_text(at + 1, at + length.unwrap_or(0));
        let mut anchor = slug(&text);
        if anchor.is_empty() {
            "muc".clone_into(&mut anchor);
        }
        let wanted = self.anchors.entry(anchor.clone()).or_default();
        *wanted += 1;
        if *wanted > 1 {
            anchor = format!("{anchor}-{wanted}");
        }
        // The page's own title is its `h1`.
        let (open, close) = match level {
            HeadingLevel::H1 | HeadingLevel::H2 => ("<h2 id=\"", "</h2>\n"),
            HeadingLevel::H3 => ("<h3 id=\"", "</h3>\n"),
            HeadingLevel::H4 => ("<h4 id=\"", "</h4>\n"),
            HeadingLevel::H5 => ("<h5 id=\"", "</h5>\n"),
            HeadingLevel::H6 => ("<h6 id=\"", "</h6>\n"),
        };
        out.push_str(open);
        out.push_str(&anchor);
        out.push_str("\">");
        self.open.push(Open::Markdown(close));
        self.outline.anchors.push(anchor);
    }

    fn cell(&mut self, out: &mut String) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.column += 1;
        let close = if self.in_head {
            out.push_str("<th scope=\"col\"");
            "</th>"
        } else {
            out.push_str("<td");
            "</td>"
        };
        out.push_str(class);
        self.element(">", close, out);
    }

    fn link(&mut self, kind: LinkType, url: &str, at: usize, out: &mut String) {
        let address;
        let url = if kind == LinkType::Email {
            address = format!("mailto:{url}");
            &address
        } else {
            url
        };
        let folder = self.folder();
        let destination = Destination::of(url, folder);
        let target = match &destination {
            Destination::Outside(url) => Target::Href((*url).to_owned()),
            Destination::Anchor(anchor) => Target::Href(format!("#{anchor}")),
            Destination::Within { .. } => self.ask(&destination, false, at),
            Destination::Unsafe | Destination::Escapes => self.refuse_target(&destination, url, at),
        };
        if let Destination::Anchor(_) = destination {
            self.ask(&destination, false, at);
        }
        match target {
            Target::Href(target) => {
                out.push_str("<a href=\"");
                html::href(&target, out);
                self.element("\">", "</a>", out);
            }
            Target::Nowhere => self.open.push(Open::Markdown("")),
        }
    }

    fn ask(&mut self, destination: &Destination<'_>, is_picture: bool, at: usize) -> Target {
        let (source, range) = (self.source, self.events[at].1.clone());
        (self.resolve)(destination, is_picture, &|| span(source, &range))
    }

    fn refuse_target(&mut self, destination: &Destination<'_>, url: &str, at: usize) -> Target {
        let place = self.place(&self.events[at].1);
        self.outline.notes.push(match destination {
            Destination::Escapes => catalogue::link_leaves_content(place, url),
            _ => catalogue::unsafe_link(place, url),
        });
        Target::Nowhere
    }

    fn figure(&mut self, figure: &figure::Figure, out: &mut String) {
        let Some((Event::Start(Tag::Image { dest_url, .. }), _)) = self.events.get(figure.picture) else { return };
        let end = figure::end_of_image(self.events, figure.picture).unwrap_or(figure.picture);
        let alt = self.plain_text(figure.picture + 1, end);
        out.push_str("<figure>");
        self.picture(dest_url, &alt, figure.picture, out);
        if let Some((from, to)) = figure.caption {
            let level = self.open.len();
            let mut caption = String::new();
            self.write_range(from, to, &mut caption);
            self.close_to(level, &mut caption);
            let (text, credit) = figure::split_credit(caption.trim());
            out.push_str("\n<figcaption>");
            out.push_str(text);
            if let Some(credit) = credit {
                out.push_str(if text.is_empty() { "" } else { " " });
                out.push_str(&format!("<span class=\"credit\">{credit}</span>"));
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }

    /// A picture; one of a host that is not allowed becomes a link, one that is nowhere its alternative text.
    fn picture(&mut self, url: &str, alt: &str, at: usize, out: &mut String) {
        let destination = Destination::of(url, self.folder());
        let target = match &destination {
            Destination::Outside(url) => {
                let host = destination.host().unwrap_or_else(|| (*url).to_owned());
                if self.picture_hosts.contains(&host) {
                    Target::Href((*url).to_owned())
                } else {
                    let place = self.place(&self.events[at].1);
                    self.outline.notes.push(catalogue::foreign_picture(place, &host));
                    return self.link_to_picture(url, alt, out);
                }
            }
            Destination::Within { .. } => self.ask(&destination, true, at),
            _ => self.refuse_target(&destination, url, at),
        };
        match target {
            Target::Href(target) => {
                out.push_str("<img src=\"");
                html::href(&target, out);
                out.push_str("\" alt=\"");
                html::attribute(alt, out);
                out.push_str("\" loading=\"lazy\" decoding=\"async\">");
            }
            Target::Nowhere => html::text(alt, out),
        }
    }

    fn link_to_picture(&self, url: &str, alt: &str, out: &mut String) {
        let label = if alt.is_empty() { url } else { alt };
        if self.in_link() {
            return html::text(label, out);
        }
        out.push_str("<a href=\"");
        html::href(url, out);
        out.push_str("\">");
        html::text(label, out);
        out.push_str("</a>");
    }

    fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Markdown("</a>")))
    }

    fn footnote_reference(&mut self, name: &CowStr<'e>, out: &mut String) {
        let known = self.footnotes.order.iter().position(|known| known == name);
        let number = known.unwrap_or(self.footnotes.order.len()) + 1;
        let mut id = String::new();
        if known.is_none() {
            self.footnotes.order.push(name.clone());
            id = format!(" id=\"ref_{number}\"");
        }
        out.push_str(&if self.in_link() {
            format!("<sup class=\"note\"{id}>{number}</sup>")
        } else {
            format!("<sup class=\"note\"><a href=\"#fn_{number}\"{id}>{number}</a></sup>")
        });
    }

    fn footnote_definition(&mut self, name: &CowStr<'e>, at: usize) -> usize {
        let length = self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition)));
        let end = at + length.unwrap_or(0);
        let level = self.open.len();
        let mut body = String::new();
        self.write_range(at + 1, end, &mut body);
        self.close_to(level, &mut body);
        self.footnotes.bodies.entry(name.clone()).or_insert(body);
        end + 1
    }

    fn write_footnotes(&self, out: &mut String) {
        if self.footnotes.order.is_empty() {
            return;
        }
        out.push_str(&format!("<section class=\"notes\" aria-label=\"{}\">\n<ol>\n", html::FOOTNOTES));
        for (at, name) in self.footnotes.order.iter().enumerate() {
            let number = at + 1;
            let body = self.footnotes.bodies.get(name).map_or("", String::as_str).trim_end();
            let back = format!(" <a href=\"#ref_{number}\" aria-label=\"{}\">↩</a>", html::BACK);
            out.push_str(&format!("<li id=\"fn_{number}\">"));
            match body.strip_suffix("</p>") {
                Some(body) => out.push_str(&format!("{body}{back}</p>")),
                None => out.push_str(&format!("{body}{back}")),
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    /// The text of some events, without markup.
    fn plain_text(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        for (event, _) in self.events.get(from..to).unwrap_or_default() {
            match event {
                Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text.trim().to_owned()
    }

    /// The article's folder, relative to `content/`.
    fn folder(&self) -> &'w str {
        path::parent(self.source.path.strip_prefix("content/").unwrap_or(self.source.path))
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::at(self.source.path, span(self.source, range))
    }
}

fn span(source: &Source<'_>, range: &Range<usize>) -> Span {
    span_of(source.text, &(source.body + range.start..source.body + range.end))
}
