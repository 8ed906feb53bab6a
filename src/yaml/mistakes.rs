//! What a writer did wrong where a text is no YAML. The reader of YAML only tells where it could go on no more, and that is
//! often a line after the mistake.
//!
//! In: the text as typed, and the table of its keys. Out: the first mistake that can be told, with its place and its cure.

use super::quoting::{is_quoted, key_end, known_key};
use super::{Key, Shape, find};
use crate::diagnostic::{Diagnostic, Place, Span, catalogue};

/// A line as typed.
struct Line<'t> {
    number: u32,
    /// Where its key or its text begins, after spaces and the hyphens of items.
    column: usize,
    content: &'t str,
    is_item: bool,
}

/// What the lines may be that stand deeper than a key.
enum Below<'t> {
    /// Nothing but more of its text.
    Text,
    /// A map with these keys, which stand in the column of the first.
    Map(&'t [Key<'t>], Option<usize>),
    /// What cannot be told.
    Anything,
}

/// The first mistake of a text whose first line is line `first_line` of the file at `path`.
pub(super) fn likely_mistake(text: &str, path: &str, first_line: u32, table: &[Key<'_>]) -> Option<Diagnostic> {
    let numbered = (first_line..).zip(text.lines());
    let lines: Vec<Line<'_>> = numbered.filter_map(|(number, line)| Line::new(number, line)).collect();
    // Keys of an item stand in the column of its first, after the hyphen; those of a map at the left.
    let first = lines.first()?;
    let margin = if first.is_item { first.column } else { lines.iter().map(|line| line.column).min()? };
    let mut below = Below::Text;
    for (at, line) in lines.iter().enumerate() {
        let known = known_key(line.content, table);
        let value = line.value(known.as_ref().map_or("", |known| known.rest.trim()));
        // In a text they are signs like others.
        if known.as_ref().is_none_or(|known| !matches!(known.key.shape, Shape::Text)) {
            let deeper = || lines[at + 1..].iter().take_while(|line| line.column > margin).map(|line| line.content);
            if let Some(open) = unclosed_bracket(value, deeper()) {
                let whole = closed(line.content, value, open).filter(|_| deeper().next().is_none());
                return Some(catalogue::unclosed_bracket(line.place(path, line.content), open, whole.as_deref()));
            }
            if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
                && !is_quoted(value)
                && !deeper().any(|line| line.contains(quote))
            {
                let before = line.content[..line.content.len() - value.len()].chars().count();
                let line = Line { column: line.column + before, ..*line };
                return Some(catalogue::unclosed_quote(line.place(path, value)));
            }
        }
        if line.column == margin {
            // A colon in what was meant for the value makes all before it a key, and a second one no YAML.
            if known.is_none() && (line.is_no_key() || key_end(value).is_some()) {
                // Where a map has the key already, the line is a text that happens to begin with its word.
                let is_free = |key: &Key<'_>| first.is_item || !lines.iter().any(|line| line.has(key, margin, table));
                let note = without_colon(line, path, table).filter(|(key, _)| is_free(key)).map(|(_, note)| note);
                let no_key = || catalogue::line_without_key(line.place(path, line.content));
                if let Some(note) = note.or_else(|| line.is_no_key().then(no_key)) {
                    return Some(note);
                }
            }
            below = match known.map(|known| known.key.shape) {
                Some(Shape::Map(table) | Shape::Maps(table)) if value.is_empty() => Below::Map(table, None),
                Some(_) if !value.is_empty() && !value.starts_with(['|', '>', '[', '{']) => Below::Text,
                _ => Below::Anything,
            };
            continue;
        }
        match &mut below {
            Below::Text => {
                if let Some(known) = known {
                    let typed = known.typed.trim();
                    return Some(catalogue::indented_key(line.place(path, typed), typed, margin > 0));
                }
            }
            Below::Map(table, column) => {
                if *column.get_or_insert(line.column) == line.column
                    && known_key(line.content, table).is_none()
                    && line.is_no_key()
                    && let Some((_, note)) = without_colon(line, path, table)
                {
                    return Some(note);
                }
            }
            Below::Anything => {}
        }
    }
    None
}

impl<'t> Line<'t> {
    /// `None` where nothing is said.
    fn new(number: u32, line: &'t str) -> Option<Self> {
        let line = line.trim_end();
        let mut content = line.trim_start();
        let is_item = content.starts_with("- ");
        if content.is_empty() || content.starts_with('#') {
            return None;
        }
        while let Some(item) = content.strip_prefix("- ") {
            content = item.trim_start();
        }
        Some(Self { number, column: line[..line.len() - content.len()].chars().count(), content, is_item })
    }

    fn place(&self, path: &str, text: &str) -> Place {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let length = narrow(text.chars().count()).max(1);
        Place::at(path, Span { line: self.number, column: narrow(self.column + 1), length })
    }

    /// What stands after its key, of which `of_known` is known; all of it where an item is no more than a value.
    fn value(&self, of_known: &'t str) -> &'t str {
        if self.content.starts_with(['[', '{']) {
            return self.content;
        }
        key_end(self.content).map_or(of_known, |end| self.content[end + 1..].trim())
    }

    /// Whether it has not even a key that nobody knows, nor begins with a sign that YAML has a use for.
    fn is_no_key(&self) -> bool {
        key_end(self.content).is_none()
            && !self.content.starts_with(['-', '[', ']', '{', '}', '"', '\'', '&', '*', '!'])
    }

    fn has(&self, key: &Key<'_>, margin: usize, table: &[Key<'_>]) -> bool {
        self.column == margin && known_key(self.content, table).is_some_and(|known| known.key.en == key.en)
    }
}

/// The longest key that a text begins with, as typed, and what follows it, which may begin with what was meant for a colon.
pub(super) fn leading_key<'c, 't>(text: &'c str, table: &'t [Key<'t>]) -> Option<(&'t Key<'t>, &'c str, &'c str)> {
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let ends = ends.chain([text.len()]).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let typed = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        let key = find(table, typed).filter(|_| !typed.is_empty())?;
        Some((key, typed, text[end..].trim_start_matches([' ', '=', ';', '.', ',', '-', '–'])))
    })
}

/// A line that begins with a key, and then goes on without a colon.
fn without_colon<'k>(line: &Line<'_>, path: &str, table: &'k [Key<'k>]) -> Option<(&'k Key<'k>, Diagnostic)> {
    let (key, typed, rest) = leading_key(line.content, table)?;
    Some((key, catalogue::missing_colon(line.place(path, typed), typed, rest)))
}

/// The first bracket of a value that is not closed by one of its kind, in its line or in those below it.
fn unclosed_bracket<'t>(value: &'t str, deeper: impl Iterator<Item = &'t str>) -> Option<char> {
    if !value.starts_with(['[', '{']) {
        return None;
    }
    let (mut open, mut quote) = (Vec::new(), None);
    for c in [value].into_iter().chain(deeper).flat_map(str::chars) {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            (None, '[' | '{') => open.push(c),
            (None, ']' | '}') => {
                let last = open.pop()?;
                if closing(last) != c {
                    return Some(last);
                }
            }
            _ => {}
        }
    }
    // In a quotation that is not closed, brackets are text.
    open.pop().filter(|_| quote.is_none())
}

fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// The line as it should be, where its one bracket is all that it lacks.
fn closed(line: &str, value: &str, open: char) -> Option<String> {
    let is_one = value.starts_with(open) && value.matches(['[', '{']).count() == 1;
    let whole = || format!("{}{}", line.trim_end_matches([']', '}', ')', ',', ' ']), closing(open));
    is_one.then(whole)
}
