//! Charts as drawings: what the body of an article and the pages of statistics have in common.
//!
//! In: rows of checked numbers with their texts as typed. Out: SVG with a title and a description for those who do not see
//! it, with classes and no styles. Knows nothing of articles or of the register; the table that says the same is written
//! by whoever asks for a drawing.

mod bars;
mod columns;

pub use bars::bars;
pub use columns::columns;

use pulldown_cmark_escape::escape_html_body_text;

/// The height of a line of text.
const LINE: u32 = 22;

/// What a chart shows.
#[derive(Debug, Default, PartialEq)]
pub struct Chart<'c> {
    /// What stands above it.
    pub title: Option<&'c str>,
    /// The name of the first column, and those of the columns of numbers. Empty when there is no head.
    pub head: Vec<&'c str>,
    /// The rows, from top to bottom or from left to right.
    pub rows: Vec<Row<'c>>,
}

/// One row: a label, and numbers as typed with their values.
#[derive(Debug, PartialEq)]
pub struct Row<'c> {
    /// What the numbers are of.
    pub label: &'c str,
    /// As many as there are columns of numbers.
    pub cells: Vec<(&'c str, f64)>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'f> {
    /// The id of its title; ids in a page are unique.
    pub id: &'f str,
    /// Its title for those who do not see it.
    pub title: &'f str,
    /// Its width in units of the drawing. At 320 a unit is a pixel of a narrow telephone.
    pub width: u32,
    /// The number that the scale ends with, where several drawings have one scale; else their own largest.
    pub largest: Option<f64>,
}

impl Frame<'_> {
    /// Labels longer than this are cut in the drawing.
    fn longest_label(&self) -> usize {
        self.width as usize * 9 / 80
    }
}

impl Chart<'_> {
    /// The names of the columns of numbers, where there are several to be told apart.
    fn series(&self) -> &[&str] {
        self.head.get(1..).filter(|series| series.len() > 1).unwrap_or_default()
    }
}

/// Opens a drawing: its size, its title, its rows in words.
fn open(chart: &Chart<'_>, frame: &Frame<'_>, height: f64) -> String {
    let (Frame { id, width, .. }, height) = (frame, coordinate(height));
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" font-size=\"14\" role=\"img\" \
         aria-labelledby=\"{id} {id}_rows\"><title id=\"{id}\">"
    );
    escape(frame.title, &mut svg);
    svg.push_str(&format!("</title><desc id=\"{id}_rows\">"));
    describe(chart, &mut svg);
    svg.push_str("</desc>\n");
    svg
}

fn close(mut svg: String) -> String {
    svg.push_str("</svg>");
    svg
}

/// The names of the columns of numbers with their colours; tells where what follows may begin.
fn legend(series: &[&str], frame: &Frame<'_>, svg: &mut String) -> u32 {
    let mut y = 0;
    for (name, at) in series.iter().zip(1..) {
        svg.push_str(&format!("<rect class=\"bar series-{at}\" x=\"0\" y=\"{}\" width=\"14\" height=\"14\"/>", y + 2));
        text("label", 22.0, f64::from(y + 14), "", &cut(name, frame.longest_label()), svg);
        y += LINE;
    }
    y
}

/// A text at a place; `anchor` is the part of it that stands there: its start, else `middle` or `end`.
fn text(class: &str, x: f64, y: f64, anchor: &str, text: &str, svg: &mut String) {
    let anchor = if anchor.is_empty() { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
    svg.push_str(&format!("<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>", coordinate(x), coordinate(y)));
    escape(text, svg);
    svg.push_str("</text>\n");
}

/// The rows in words, for those who do not see the drawing.
fn describe(chart: &Chart<'_>, svg: &mut String) {
    let series = chart.series();
    for (at, row) in chart.rows.iter().enumerate() {
        svg.push_str(if at > 0 { "; " } else { "" });
        escape(row.label, svg);
        for (at, (typed, _)) in row.cells.iter().enumerate() {
            svg.push_str(if at > 0 { ", " } else { ": " });
            if let Some(name) = series.get(at) {
                escape(name, svg);
                svg.push(' ');
            }
            escape(typed, svg);
        }
    }
}

fn escape(text: &str, svg: &mut String) {
    // A string takes whatever is written to it.
    let _ = escape_html_body_text(svg, text);
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(longest.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// A coordinate with at most one decimal.
fn coordinate(value: f64) -> String {
    // Adding nothing turns a negative zero into zero.
    let rounded = (value * 10.0).round() / 10.0 + 0.0;
    format!("{rounded}")
}
