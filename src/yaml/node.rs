//! A YAML text as a tree in which every scalar is the text that was typed, with its place.
//!
//! In: YAML that `lenient` has prepared. Out: a tree, or one diagnostic. Anchors, aliases and tags are refused: staff
//! never mean them, and aliases can make a small file huge.

use super::lenient::Prepared;
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};
use saphyr_parser::{Event, Parser, ScalarStyle, Span as ParserSpan, StrInput};
use serde::{Deserialize, Serialize};

/// Lists and maps may be nested so deep.
const DEEPEST: usize = 12;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Node {
    /// Where it stands in the file.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A YAML value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Nothing: an empty place, `~` or `null`.
    Nothing,
    /// A scalar, as typed.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file. Keys may occur twice here; `Fields` tells.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Reads one YAML document. An empty document is `Nothing`.
    ///
    /// # Errors
    /// The first thing that is no YAML, or that is not taken: an anchor, alias or tag, too deep nesting, a second
    /// document.
    pub(super) fn parse(prepared: &Prepared<'_>, path: &str) -> Result<Self, Diagnostic> {
        let mut tree = Tree { parser: Parser::new_from_str(&prepared.text), prepared, path };
        let mut root = None;
        loop {
            match tree.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => break,
                (_, span) if root.is_some() => {
                    let place = tree.place(span);
                    return Err(catalogue::yaml_syntax(place, "more than one document", false));
                }
                (event, span) => root = Some(tree.node(event, span, 0)?),
            }
        }
        let top = Span { line: prepared.first_line, column: 1, length: 1 };
        Ok(root.unwrap_or(Self { span: top, value: Value::Nothing }))
    }
}

/// Escapes such as `\0` and `\e` can bring in signs that no page and no feed may hold.
pub(super) fn printable(text: String) -> String {
    // Without a way out in the middle, the compiler looks at many bytes at once. C2 begins control signs, EF the others.
    let is_suspect = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xef);
    if !text.bytes().fold(false, |found, byte| found | is_suspect(byte)) {
        return text;
    }
    let is_sound = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\n' | '\t');
    if text.chars().all(is_sound) { text } else { text.chars().filter(|c| is_sound(*c)).collect() }
}

struct Tree<'p> {
    parser: Parser<'p, StrInput<'p>>,
    prepared: &'p Prepared<'p>,
    path: &'p str,
}

impl<'p> Tree<'p> {
    fn next(&mut self) -> Result<(Event<'p>, ParserSpan), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            None => Ok((Event::StreamEnd, ParserSpan::default())),
            Some(Err(error)) => {
                let marker = *error.marker();
                let place = self.place(ParserSpan::empty(marker));
                if error.info().contains("recursion limit") {
                    return Err(catalogue::yaml_too_deep(place));
                }
                if error.info().contains("unknown anchor") {
                    return Err(catalogue::yaml_alias(place));
                }
                if error.info().contains("quoted scalar") {
                    return Err(catalogue::unclosed_quote(place));
                }
                Err(catalogue::yaml_syntax(place, error.info(), self.has_bracket()))
            }
        }
    }

    /// Whether a value starts with a bracket: only then can one be missing.
    fn has_bracket(&self) -> bool {
        let starts = |text: &str| text.trim_start_matches("- ").starts_with(['[', '{']);
        self.prepared
            .text
            .lines()
            .any(|line| starts(line.trim_start()) || line.split_once(": ").is_some_and(|(_, value)| starts(value)))
    }

    fn span(&self, span: ParserSpan) -> Span {
        let end = (span.end.line() == span.start.line()).then(|| span.end.col());
        self.prepared.span(span.start.line(), span.start.col(), end)
    }

    fn place(&self, span: ParserSpan) -> Place {
        Place::at(self.path, self.span(span))
    }

    fn node(&mut self, event: Event<'p>, at: ParserSpan, depth: usize) -> Result<Node, Diagnostic> {
        if depth > DEEPEST {
            return Err(catalogue::yaml_too_deep(self.place(at)));
        }
        let value = match event {
            Event::Scalar(_, _, anchor, ref tag) if anchor > 0 || tag.is_some() => {
                return Err(catalogue::yaml_alias(self.place(at)));
            }
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag)
                if anchor > 0 || tag.is_some() =>
            {
                return Err(catalogue::yaml_alias(self.place(at)));
            }
            Event::Alias(_) => return Err(catalogue::yaml_alias(self.place(at))),
            Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(&*text, "" | "~" | "null") => Value::Nothing,
            Event::Scalar(text, ..) => Value::Text(printable(text.into_owned())),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break Value::List(items),
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, _) => break Value::Map(entries),
                        (event, span) => {
                            let key = self.node(event, span, depth + 1)?;
                            let (event, span) = self.next()?;
                            entries.push((key, self.node(event, span, depth + 1)?));
                        }
                    }
                }
            }
            _ => return Err(catalogue::yaml_syntax(self.place(at), "unexpected end", self.has_bracket())),
        };
        Ok(Node { span: self.span(at), value })
    }
}
