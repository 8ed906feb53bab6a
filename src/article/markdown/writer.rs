//! The events of one body, written as HTML in one pass.
//!
//! What is open is a stack, so that raw HTML cannot close what Markdown opened, nor outlive it.

use super::abbreviation::Used;
use super::byline::{self, Byline};
use super::footnote::Footnotes;
use super::html::Sheet;
use super::spaces::Places;
use super::{DEEPEST, Outline, Resolve, Source, Style, Target, body, figure, html};
use crate::base::path;
use crate::diagnostic::{Diagnostic, Place, Severity, Span, catalogue};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// So many warnings of one body are told.
const MOST_NOTES: usize = 200;

pub(super) type Events<'e> = [(Event<'e>, Range<usize>)];

/// Something open that must be closed in its turn.
pub(super) enum Open {
    /// Opened by Markdown; closed by the HTML given here.
    Markdown(&'static str),
    /// Opened by raw HTML.
    Raw { name: &'static str, at: Range<usize>, fresh: bool },
}

pub(super) struct Writer<'w, 'e, 'r> {
    pub(super) source: &'w Source<'w>,
    pub(super) places: Places<'w>,
    pub(super) events: &'w Events<'e>,
    pub(super) style: &'w Style<'w>,
    pub(super) resolve: &'w mut Resolve<'r>,
    pub(super) open: Vec<Open>,
    pub(super) outline: Outline,
    /// How often each anchor was wanted.
    pub(super) anchors: HashMap<String, u32>,
    pub(super) alignments: &'w [Alignment],
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) depth: usize,
    pub(super) footnotes: Footnotes<'e>,
    pub(super) byline: Option<Byline>,
    /// How many charts there are so far.
    pub(super) charts: usize,
    pub(super) abbreviations: Used,
    /// The file that the link which is open leads to.
    pub(super) of_file: Option<Target>,
}

impl<'w, 'e: 'w, 'r> Writer<'w, 'e, 'r> {
    pub(super) fn new(
        source: &'w Source<'w>,
        places: Places<'w>,
        events: &'w Events<'e>,
        style: &'w Style<'w>,
        resolve: &'w mut Resolve<'r>,
    ) -> Self {
        Self {
            source,
            places,
            events,
            style,
            resolve,
            open: Vec::new(),
            outline: Outline::default(),
            anchors: HashMap::new(),
            alignments: &[],
            column: 0,
            in_head: false,
            depth: 0,
            footnotes: Footnotes::default(),
            byline: byline::find(events),
            charts: 0,
            abbreviations: Used::default(),
            of_file: None,
        }
    }

    pub(super) fn write(mut self, without_lead: bool, out: &mut Sheet) -> Outline {
        let mut at = 0;
        if let Some(end) = self.lead() {
            let byline = self.byline.filter(|byline| byline.end == end);
            self.outline.lead = Some(self.plain_text(1, byline.map_or(end, |byline| byline.before())));
            if without_lead {
                at = end + 1;
                if let Some(byline) = byline {
                    self.byline_alone(byline, out);
                }
            }
        }
        self.write_range(at, self.events.len(), out);
        self.close_to(0, out);
        self.write_footnotes(out);
        self.outline
    }

    /// The end of the first paragraph, if the body starts with one that is no figure, video or byline.
    fn lead(&self) -> Option<usize> {
        let is_paragraph = matches!(self.events.first()?.0, Event::Start(Tag::Paragraph));
        let is_byline = self.byline.is_some_and(|byline| byline.from == 1);
        if !is_paragraph || is_byline || figure::find(self.events, 1).is_some() || self.find_video(1).is_some() {
            return None;
        }
        self.events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)))
    }

    /// The paragraph whose first event is at `first`; tells which event comes next.
    pub(super) fn paragraph(&mut self, first: usize, out: &mut Sheet) -> usize {
        if let Some(figures) = figure::find(self.events, first) {
            self.figures(&figures, out);
            return figures.end + 1;
        }
        if let Some(video) = self.find_video(first) {
            return self.video(&video, out);
        }
        if let Some(byline) = self.byline.filter(|byline| byline.first == first) {
            return self.paragraph_with_byline(byline, out);
        }
        self.element("<p>", "</p>\n", out);
        first
    }

    pub(super) fn write_range(&mut self, from: usize, to: usize, out: &mut Sheet) {
        let mut at = from;
        while at < to {
            at = self.write_event(at, out);
        }
    }

    /// Writes one event, and those that belong to it; tells which comes next.
    fn write_event(&mut self, at: usize, out: &mut Sheet) -> usize {
        let events = self.events;
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, at, out),
            Event::End(tag) => self.end(*tag, out),
            Event::Text(text) => self.text(text, out),
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
                let words = self.style.words;
                let (sign, label) = if *done { ('☑', &words.task_done) } else { ('☐', &words.task_todo) };
                out.push_str("<span class=\"task\" role=\"img\" aria-label=\"");
                html::attribute(label, out);
                out.push_str(&format!("\">{sign}</span> "));
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, out),
            Event::InlineHtml(piece) => self.raw(piece, range, true, out),
            Event::Html(_) => return self.html_block(at, out),
            Event::InlineMath(text) | Event::DisplayMath(text) => html::text(text, out),
        }
        at + 1
    }

    fn start(&mut self, tag: &'w Tag<'e>, at: usize, out: &mut Sheet) -> usize {
        if !matches!(tag, Tag::HtmlBlock) {
            self.touch(out);
        }
        match tag {
            Tag::Paragraph => return self.paragraph(at + 1, out),
            Tag::Heading { level, .. } => self.heading(*level, at, out),
            Tag::BlockQuote(kind) => return self.quotation(*kind, at, out),
            Tag::CodeBlock(CodeBlockKind::Fenced(name)) if &**name == "figures" => {
                return self.block_of_figures(at, out);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(name)) if &**name == "chart" => return self.chart(at, out),
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
            Tag::DefinitionList => {
                self.element("<dl>\n", "</dl>\n", out);
                return self.deeper(at);
            }
            Tag::DefinitionListTitle => self.element("<dt>", "</dt>\n", out),
            Tag::DefinitionListDefinition => self.element("<dd>", "</dd>\n", out),
            Tag::FootnoteDefinition(name) => return self.footnote_definition(name, at, out),
            Tag::Table(alignments) => self.table(alignments, out),
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
                if alt.is_empty() {
                    let place = self.place(&self.events[at].1);
                    self.note(catalogue::undescribed_picture(place, false));
                }
                if !self.picture(dest_url, &alt, at, out) {
                    html::text(&alt, out);
                }
                return end + 1;
            }
            Tag::HtmlBlock => {}
            _ => self.open.push(Open::Markdown("")),
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd, out: &mut Sheet) {
        match tag {
            TagEnd::HtmlBlock => return self.end_html_block(out),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList => {
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Table => out.push_str("</tbody>\n"),
            _ => {}
        }
        if let Some(level) = self.open.iter().rposition(|open| matches!(open, Open::Markdown(_))) {
            self.close_to(level, out);
        }
    }

    pub(super) fn element(&mut self, open: &str, close: &'static str, out: &mut Sheet) {
        out.push_str(open);
        self.open.push(Open::Markdown(close));
    }

    /// Counts the nesting of lists and quotes; beyond the limit the rest of the body is left out, with an error.
    pub(super) fn deeper(&mut self, at: usize) -> usize {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return at + 1;
        }
        let place = self.place(&self.events[at].1);
        self.note(catalogue::too_deep(place, DEEPEST));
        self.events.len()
    }

    /// Whether the limit of `deeper` was passed.
    pub(super) fn is_too_deep(&self) -> bool {
        self.depth > DEEPEST
    }

    /// Closes everything that stands above `level` in the stack, and what stands at it.
    pub(super) fn close_to(&mut self, level: usize, out: &mut Sheet) {
        while self.open.len() > level {
            match self.open.pop() {
                Some(Open::Markdown(close)) => {
                    if close == "</a>"
                        && let Some(file) = self.of_file.take()
                    {
                        body::note(&file, out);
                    }
                    out.push_str(close);
                }
                Some(Open::Raw { name, at, .. }) => self.close_raw(name, &at, out),
                None => return,
            }
        }
    }

    pub(super) fn plain_text(&self, from: usize, to: usize) -> String {
        plain_text(self.events, from, to)
    }

    /// Some events on a sheet of their own.
    pub(super) fn apart(&mut self, from: usize, to: usize, out: &Sheet) -> Sheet {
        self.on_a_sheet(out, |writer, sheet| writer.write_range(from, to, sheet))
    }

    /// A sheet of its own: what is written there cannot close what is open here.
    pub(super) fn on_a_sheet(&mut self, out: &Sheet, write: impl FnOnce(&mut Self, &mut Sheet)) -> Sheet {
        let level = self.open.len();
        let mut sheet = out.blank();
        self.open.push(Open::Markdown(""));
        write(self, &mut sheet);
        self.close_to(level, &mut sheet);
        sheet
    }

    /// The article's folder, relative to `content/`.
    pub(super) fn folder(&self) -> &'w str {
        path::parent(self.source.path.strip_prefix("content/").unwrap_or(self.source.path))
    }

    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::at(self.source.path, self.span(range))
    }

    /// Where a stretch of the body stands in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.places.span(range)
    }

    /// Notes a mistake. A file of nothing but mistakes is not worth a million messages.
    pub(super) fn note(&mut self, note: Diagnostic) {
        if note.severity == Severity::Error || self.outline.notes.len() < MOST_NOTES {
            self.outline.notes.push(note);
        }
    }
}

/// The text of some events, without markup.
pub(super) fn plain_text(events: &Events<'_>, from: usize, to: usize) -> String {
    let mut text = String::new();
    for (event, _) in events.get(from..to).unwrap_or_default() {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}
