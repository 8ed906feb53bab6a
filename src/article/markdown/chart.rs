//! Charts: a fenced block `chart` of a title, a head and rows, drawn when the site is built.
//!
//! In: the lines of the block. Out: a chart of checked numbers, or the mistakes with their places. The drawing is another
//! file's; the table that says the same to everyone is written here.

use super::block::{Block, MOST_MISTAKES, Part};
use super::html::{self, Sheet};
use super::table;
use super::writer::Writer;
use crate::diagnostic::{Diagnostic, Place, catalogue};
use crate::drawing::{Chart, Frame, Row, bars};
use crate::vietnamese::{Number, NumberError};
use std::ops::Range;

/// More rows cannot be read as bars.
const MOST_ROWS: usize = 40;
/// More columns of numbers cannot either; the style sheet has a colour for each.
const MOST_COLUMNS: usize = 6;
/// The width of a drawing.
const WIDTH: u32 = 640;

/// Reads a chart. `place` says where a range of the body stands.
fn read<'b>(block: &'b Block, place: &dyn Fn(&Range<usize>) -> Place) -> Result<Chart<'b>, Vec<Diagnostic>> {
    let mut chart = Chart::default();
    let mut mistakes = Vec::new();
    let mut lines = block.lines().peekable();
    let at = |part: Part<'_>| place(&block.range(part));
    if let Some(line) = lines.next_if(|line| !line.text.contains('|')) {
        chart.title = Some(line.text);
    }
    let mut width = 0;
    while let Some(line) = lines.next() {
        let cells: Vec<Part<'_>> = line.without('|').split('|').take(MOST_COLUMNS + 2).collect();
        if chart.rows.len() == MOST_ROWS || cells.len() > MOST_COLUMNS + 1 {
            mistakes.push(catalogue::chart_too_large(at(line), MOST_ROWS, MOST_COLUMNS));
            break;
        }
        if width == 0 {
            width = cells.len();
            // `--- | ---` after the head is how tables are written.
            let is_ruled = lines.next_if(|line| is_rule(line.text)).is_some();
            if width >= 2 && (is_ruled || is_head(&cells)) {
                chart.head = cells.iter().map(|cell| cell.text).collect();
                continue;
            }
        }
        if cells.len() != width || width < 2 {
            mistakes.push(catalogue::chart_row(at(line), cells.len(), width.max(2)));
        } else {
            match row(&cells, &at) {
                Ok(row) => chart.rows.push(row),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        if mistakes.len() >= MOST_MISTAKES {
            break;
        }
    }
    if mistakes.is_empty() { Ok(chart) } else { Err(mistakes) }
}

/// With more than two columns the first row is the head. Of two it is when its second cell does not begin as a number.
fn is_head(cells: &[Part<'_>]) -> bool {
    let is_number = |text: &str| text.trim_start_matches(['-', '−', '+']).starts_with(|c: char| c.is_ascii_digit());
    cells.len() > 2 || !cells.iter().skip(1).all(|cell| is_number(cell.text))
}

fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn row<'b>(cells: &[Part<'b>], at: &dyn Fn(Part<'_>) -> Place) -> Result<Row<'b>, Diagnostic> {
    let Some((label, cells)) = cells.split_first() else { return Ok(Row { label: "", cells: Vec::new() }) };
    let mut values = Vec::with_capacity(cells.len());
    for cell in cells {
        let number = cell.text.strip_suffix('%').unwrap_or(cell.text);
        match Number::parse(number) {
            // A number with hundreds of digits is beyond what can be counted with.
            Ok(Number { from, to: None }) => values.push((cell.text, from.clamp(f64::MIN, f64::MAX))),
            Err(NumberError::Ambiguous) => return Err(catalogue::bad_number(at(*cell), number, true)),
            _ => return Err(catalogue::chart_cell(at(*cell), cell.text)),
        }
    }
    Ok(Row { label: label.text, cells: values })
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// The block `chart` that starts at `at`; tells which event comes next.
    pub(super) fn chart(&mut self, at: usize, out: &mut Sheet) -> usize {
        let block = Block::read(self.events, at);
        match read(&block, &|range| self.place(range)) {
            Ok(chart) if chart.rows.is_empty() => {
                let place = self.place(&self.events[at].1);
                self.note(catalogue::empty_block(place, "chart"));
            }
            Ok(_) if out.is_silent() => {}
            // Mistakes were looked for in what was typed; what is drawn has the marks of print.
            Ok(_) => {
                if let Ok(chart) = read(&block.curled(), &|range| self.place(range)) {
                    self.charts += 1;
                    self.write_chart(&chart, out);
                }
            }
            Err(mistakes) => mistakes.into_iter().for_each(|mistake| self.note(mistake)),
        }
        block.end + 1
    }

    fn write_chart(&self, chart: &Chart<'_>, out: &mut Sheet) {
        let words = self.style.words;
        out.push_str("<figure class=\"chart\">");
        if let Some(title) = chart.title {
            out.push_str("<figcaption>");
            html::text(title, out);
            out.push_str("</figcaption>\n");
        }
        let (id, title) = (format!("_chart_{}", self.charts), chart.title.unwrap_or(&words.figures));
        out.push_str(&bars(chart, &Frame { id: &id, title, width: WIDTH, largest: None }));
        out.push_str("\n<details><summary>");
        html::text(&words.chart_table, out);
        out.push_str("</summary>");
        table::open_frame(&words.table, out);
        write_table(chart, out);
        out.push_str("</div></details></figure>\n");
    }
}

fn write_table(chart: &Chart<'_>, out: &mut Sheet) {
    out.push_str("<table>\n");
    if let Some((first, names)) = chart.head.split_first() {
        out.push_str("<thead><tr><th scope=\"col\">");
        html::text(first, out);
        out.push_str("</th>");
        for name in names {
            out.push_str("<th scope=\"col\" class=\"right\">");
            html::text(name, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in &chart.rows {
        out.push_str("<tr><th scope=\"row\">");
        html::text(row.label, out);
        out.push_str("</th>");
        for (typed, _) in &row.cells {
            out.push_str("<td class=\"right\">");
            html::text(typed, out);
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>");
}

#[cfg(test)]
mod tests {
    use super::super::block::Block;
    use super::{Chart, read};
    use crate::diagnostic::Place;
    use pulldown_cmark::{CowStr, Event};

    fn with<T>(text: &str, check: impl FnOnce(Result<Chart<'_>, Vec<String>>) -> T) -> T {
        let events = [(Event::Rule, 0..0), (Event::Text(CowStr::from(text)), 0..text.len())];
        let block = Block::read(&events, 0);
        let chart = read(&block, &|_| Place::file("a.md"));
        check(chart.map_err(|notes| notes.iter().map(|note| note.code.to_string()).collect()))
    }

    #[test]
    fn charts() {
        with("Mô hình\nNăm | Đăng ký | Công nhận\n2021 | 155 | 1.200\n| 2022 | -3,5 | 40% |\n", |chart| {
            let chart = chart.unwrap();
            assert_eq!((chart.title, &chart.head[..]), (Some("Mô hình"), &["Năm", "Đăng ký", "Công nhận"][..]));
            assert_eq!(chart.rows[0].cells, [("155", 155.0), ("1.200", 1200.0)]);
            assert_eq!((chart.rows[1].label, &chart.rows[1].cells[..]), ("2022", &[("-3,5", -3.5), ("40%", 40.0)][..]));
        });
        with("2021 | 155\n2022 | 120", |chart| assert_eq!(chart.unwrap().rows.len(), 2));
        with("Năm | Số\n2021 | 155", |chart| assert_eq!(chart.unwrap().head, ["Năm", "Số"]));
        with("| Xã | 2025 |\n|---|--:|\n| A | 155 |", |chart| assert_eq!(chart.unwrap().head, ["Xã", "2025"]));
        with("", |chart| assert_eq!(chart.unwrap(), Chart::default()));
    }

    #[test]
    fn mistakes() {
        let codes = |text: &str| with(text, |chart| chart.map(|_| ()).unwrap_err());
        assert_eq!(codes("2021 | 155 hộ"), ["D230"]);
        assert_eq!(codes("2021 | 60-65"), ["D230"]);
        assert_eq!(codes("2021 | 1.5"), ["D113"]);
        assert_eq!(codes("a | b | c\n2021 | 1\nx | 1 | nhiều"), ["D232", "D230"]);
        assert_eq!(codes(&"a | 1\n".repeat(41)), ["D231"]);
        assert_eq!(codes(&"a | 1\n".repeat(40).replace('1', "x")), ["D230"; 20]);
        assert_eq!(codes("a | 1 | 2 | 3 | 4 | 5 | 6 | 7"), ["D231"]);
        assert_eq!(codes("a\nb"), ["D232"]);
    }
}
