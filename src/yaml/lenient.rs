//! Makes YAML out of what people write: the text of a title may hold a colon, a `#`, a quotation mark at its start; a
//! caption in `{…}` may hold a comma.
//!
//! In: the lines of a YAML text and the table of its keys. Out: a text that any YAML reader takes, with the same lines,
//! and a way back from its columns to those of the file. Where the table says nothing, nothing is changed.

use super::quoting::{Shift, Writer, is_quoted, key_end, known_key, prepare_flow};
use super::{Key, Shape};
use crate::diagnostic::Span;
use std::borrow::Cow;

/// A prepared text, and how its places map back to the file.
pub(super) struct Prepared<'a> {
    pub(super) text: Cow<'a, str>,
    /// The line of the file that the text's first line is.
    pub(super) first_line: u32,
    shifts: Vec<Shift>,
}

impl Prepared<'_> {
    /// The span in the file of a place in the prepared text (line from 1, columns from 0).
    pub(super) fn span(&self, line: usize, start: usize, end: Option<usize>) -> Span {
        let original = |column: usize| {
            let first = self.shifts.partition_point(|shift| shift.line < line);
            let of_line = self.shifts[first..].iter().take_while(|shift| shift.line == line);
            column.saturating_sub(of_line.filter(|shift| shift.at < column).count())
        };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let from = original(start);
        Span {
            line: self.first_line + narrow(line.max(1)) - 1,
            column: narrow(from + 1),
            length: narrow(end.map_or(1, |end| original(end).saturating_sub(from))).max(1),
        }
    }
}

/// A key whose block is open: lines deeper than its own column belong to it.
struct Open<'t> {
    column: usize,
    table: Option<&'t [Key<'t>]>,
    texts: bool,
}

/// Prepares `text`, whose first line is line `first_line` of the file, by the table of its top-level keys.
pub(super) fn prepare<'a>(text: &'a str, first_line: u32, table: &[Key<'_>]) -> Prepared<'a> {
    let mut out = Writer::new(text.len());
    let mut open = vec![Open { column: 0, table: Some(table), texts: false }];
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let taken = prepare_line(line, &lines[at + 1..], &mut open, &mut out);
        at += 1 + taken;
    }
    let text = if out.changed { Cow::Owned(out.text) } else { Cow::Borrowed(text) };
    Prepared { text, first_line, shifts: out.shifts }
}

/// Writes one line, and the lines after it that its value takes up; tells how many those are.
fn prepare_line(line: &str, following: &[&str], open: &mut Vec<Open<'_>>, out: &mut Writer) -> usize {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        out.push(line);
        out.end_line();
        return 0;
    }
    let is_item = trimmed.starts_with("- ") || trimmed == "-";
    while open.len() > 1 && open.last().is_some_and(|top| indent < top.column || (indent == top.column && !is_item)) {
        open.pop();
    }
    let top = open.last().map(|top| (top.table, top.texts));
    let (table, texts) = top.unwrap_or((None, false));
    let mut column = indent;
    while line[column..].starts_with("- ") {
        column += 2;
        column += line[column..].len() - line[column..].trim_start().len();
    }
    let content = &line[column..];
    let typed = key_end(content).map(|end| content[..end].trim().trim_matches(['"', '\'']));
    let known = table.and_then(|table| known_key(content, table));
    out.push(&line[..column]);

    match known {
        Some(known) => {
            let value = known.push(out);
            prepare_value(known.key.shape, value, column, table, following, open, out)
        }
        None if is_item && texts => {
            let is_map = content.starts_with('{') && table.is_some();
            let shape = table.filter(|_| is_map).map_or(Shape::Text, Shape::Map);
            prepare_value(shape, content, indent, table, following, open, out)
        }
        None => {
            out.push(content);
            if typed.is_some() && content.trim_end().ends_with(':') {
                open.push(Open { column: column + 1, table: None, texts: false });
            }
            out.end_line();
            block_scalar(content, column, following, out)
        }
    }
}

fn prepare_value<'t>(
    shape: Shape<'t>,
    value: &str,
    column: usize,
    table: Option<&'t [Key<'t>]>,
    following: &[&str],
    open: &mut Vec<Open<'t>>,
    out: &mut Writer,
) -> usize {
    let value = value.trim_end();
    if is_block_scalar(value) {
        out.push(value);
        out.end_line();
        return block_scalar(value, column, following, out);
    }
    let nested = value.is_empty() || value.starts_with('#');
    let (is_list, is_map) =
        (value.starts_with('[') && value.ends_with(']'), value.starts_with('{') && value.ends_with('}'));
    match shape {
        Shape::Text => return prepare_text(value, column, table, following, out),
        Shape::Texts if is_list => prepare_flow(value, None, out),
        Shape::Texts | Shape::Maps(_) if !nested && !value.starts_with(['[', '{']) => {
            return prepare_text(value, column, table, following, out);
        }
        Shape::Map(table) | Shape::Maps(table) if is_map => prepare_flow(value, Some(table), out),
        Shape::Maps(_) if is_list && !value.contains('{') => prepare_flow(value, None, out),
        Shape::Texts if nested => {
            open.push(Open { column, table: None, texts: true });
            out.push(value);
        }
        Shape::Map(table) if nested => {
            open.push(Open { column: column + 1, table: Some(table), texts: false });
            out.push(value);
        }
        Shape::Maps(table) if nested => {
            open.push(Open { column, table: Some(table), texts: true });
            out.push(value);
        }
        _ => {
            if nested {
                open.push(Open { column: column + 1, table: None, texts: false });
            }
            out.push(value);
        }
    }
    out.end_line();
    0
}

/// A text that may go on in deeper lines, as YAML's plain scalars do.
fn prepare_text(value: &str, column: usize, table: Option<&[Key<'_>]>, following: &[&str], out: &mut Writer) -> usize {
    let mut text = Cow::Borrowed(value);
    let mut taken = 0;
    if !value.is_empty() && !is_quoted(value) {
        for line in following {
            let rest = line.trim_start();
            // A key that is indented too far is a mistake to tell, not a text that goes on.
            let is_key = key_end(rest).is_some() && table.is_some_and(|table| known_key(rest, table).is_some());
            if rest.is_empty() || line.len() - rest.len() <= column || is_key {
                break;
            }
            text.to_mut().push(' ');
            text.to_mut().push_str(rest.trim_end());
            taken += 1;
        }
    }
    out.push_quoted(&text);
    out.end_line();
    for _ in 0..taken {
        out.end_line();
    }
    taken
}

fn is_block_scalar(value: &str) -> bool {
    let header = value.split(" #").next().unwrap_or(value).trim_end();
    header.starts_with(['|', '>'])
        && header.len() <= 3
        && header[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
}

/// Hands the lines of a block scalar through.
fn block_scalar(value: &str, column: usize, following: &[&str], out: &mut Writer) -> usize {
    let last = key_end(value).map_or(value, |end| value[end + 1..].trim());
    if !is_block_scalar(last) {
        return 0;
    }
    let mut taken = 0;
    for line in following {
        let rest = line.trim_start();
        if !rest.is_empty() && line.len() - rest.len() <= column {
            break;
        }
        out.push(line);
        out.end_line();
        taken += 1;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::super::{Node, Shape, Value, key};
    use super::{Key, prepare};

    static PICTURE: &[Key] =
        &[key("tệp", "src", Shape::Text), key("chú thích", "caption", Shape::Text), key("mô tả", "alt", Shape::Text)];
    static TABLE: &[Key] = &[
        key("tiêu đề", "title", Shape::Text),
        key("sapo", "summary", Shape::Text),
        key("ngày", "date", Shape::Value),
        key("từ khóa", "tags", Shape::Texts),
        key("ảnh", "image", Shape::Map(PICTURE)),
        key("tác giả", "authors", Shape::Maps(PICTURE)),
    ];

    fn plain(node: &Node) -> String {
        match &node.value {
            Value::Nothing => "~".into(),
            Value::Text(text) => format!("‹{text}›"),
            Value::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
            Value::Map(entries) => {
                let entries: Vec<_> = entries.iter().map(|(k, v)| format!("{}={}", plain(k), plain(v))).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let prepared = prepare(text, 2, TABLE);
        let node = Node::parse(&prepared, "a.md").map_err(|d| d.message.en);
        assert_eq!(node.as_ref().map(plain).as_deref(), Ok(expected), "{}", prepared.text);
        assert_eq!(prepared.text.lines().count(), text.lines().count());
    }

    #[test]
    fn texts_are_taken_as_written() {
        check("tiêu đề: Cẩm Duệ: hàng rào xanh", "{‹tiêu đề›=‹Cẩm Duệ: hàng rào xanh›}");
        check("tiêu đề: \"Dân vận khéo” ở xã # 1", "{‹tiêu đề›=‹\"Dân vận khéo” ở xã # 1›}");
        check("Tieu_de: '150' mô hình: nhiều", "{‹Tieu_de›=‹'150' mô hình: nhiều›}");
        check("title: [Ảnh] Hội nghị - 2022: tốt", "{‹title›=‹[Ảnh] Hội nghị - 2022: tốt›}");
        check("title: \"a \\\"b\\\" c\" # note", "{‹title›=‹a \"b\" c›}");
        check("title: *sao & %", "{‹title›=‹*sao & %›}");
        check("sapo: một\n  hai: ba\n\nngày: 1/2/2025", "{‹sapo›=‹một hai: ba›, ‹ngày›=‹1/2/2025›}");
        check("sapo: >\n  một: hai\n  # ba\nngày: 1", "{‹sapo›=‹một: hai # ba\n›, ‹ngày›=‹1›}");
    }

    #[test]
    fn lists_and_maps() {
        check("từ khóa: [a: b, 'c, d', 1.200]", "{‹từ khóa›=[‹a: b›, ‹c, d›, ‹1.200›]}");
        check("từ khóa:\n- a: b\n- \"c\"\n- 5.10", "{‹từ khóa›=[‹a: b›, ‹c›, ‹5.10›]}");
        check("từ khóa: a: b, c", "{‹từ khóa›=‹a: b, c›}");
        check(
            "ảnh: {tệp: a.jpg, chú thích: Dân làng, cùng làm: vui, mô tả: x}",
            "{‹ảnh›={‹tệp›=‹a.jpg›, ‹chú thích›=‹Dân làng, cùng làm: vui›, ‹mô tả›=‹x›}}",
        );
        check(
            "ảnh:\n  tệp: a.jpg\n  chú thích: b: c\nngày: 1",
            "{‹ảnh›={‹tệp›=‹a.jpg›, ‹chú thích›=‹b: c›}, ‹ngày›=‹1›}",
        );
        check(
            "tác giả:\n  - A: b\n  - tệp: x: y\n    mô tả: z\nngày: 1",
            "{‹tác giả›=[‹A: b›, {‹tệp›=‹x: y›, ‹mô tả›=‹z›}], ‹ngày›=‹1›}",
        );
        check("tác giả:\n- {tệp: x, mô tả: y, z}\n- B: c", "{‹tác giả›=[{‹tệp›=‹x›, ‹mô tả›=‹y, z›}, ‹B: c›]}");
        check("ảnh: {tệp: 13,5, mô tả: x}", "{‹ảnh›={‹tệp›=‹13,5›, ‹mô tả›=‹x›}}");
        check("tiêu đề:Thử: a\nngày:1/11/2026", "{‹tiêu đề›=‹Thử: a›, ‹ngày›=‹1/11/2026›}");
        check("tiêu đề：Thử\nngày： 1\nảnh：", "{‹tiêu đề›=‹Thử›, ‹ngày›=‹1›, ‹ảnh›=~}");
        check(
            "ảnh: {tệp:a.jpg, mô tả：x}\ntừ khóa:[a,b]",
            "{‹ảnh›={‹tệp›=‹a.jpg›, ‹mô tả›=‹x›}, ‹từ khóa›=[‹a›, ‹b›]}",
        );
        check("ảnh:\n  tệp:a.jpg\n  mô tả:https://x", "{‹ảnh›={‹tệp›=‹a.jpg›, ‹mô tả›=‹https://x›}}");
        check("tác giả: [A, B]", "{‹tác giả›=[‹A›, ‹B›]}");
        check("lạ:\n  tiêu đề: a\n  b: [1, 2]", "{‹lạ›={‹tiêu đề›=‹a›, ‹b›=[‹1›, ‹2›]}}");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let prepared = prepare("tiêu đề: a: 'b' c\ntừ khóa: [m: n, p: q]", 2, TABLE);
        let node = Node::parse(&prepared, "a.md").unwrap();
        let Value::Map(entries) = &node.value else { panic!() };
        let title = entries[0].1.span;
        assert_eq!((title.line, title.column, title.length), (2, 10, 8));
        let Value::List(items) = &entries[1].1.value else { panic!() };
        assert_eq!((items[0].span.column, items[0].span.length), (11, 4));
        assert_eq!((items[1].span.column, items[1].span.length), (17, 4));
        let prepared = prepare("tiêu đề:Thử\nngày：1/1", 2, TABLE);
        let node = Node::parse(&prepared, "a.md").unwrap();
        let Value::Map(entries) = &node.value else { panic!() };
        assert_eq!((entries[0].1.span.column, entries[0].1.span.length), (9, 3));
        assert_eq!((entries[1].1.span.line, entries[1].1.span.column), (3, 6));
    }
}
