//! A chart as a drawing: horizontal bars in groups, each with its value as typed, from a zero that may stand anywhere.
//!
//! In: a checked chart. Out: SVG with classes, no styles; the same to the byte on every machine, whatever the numbers.

use super::chart::Chart;
use super::html::{self, Sheet};

/// Lengths in units of the drawing.
const WIDTH: f64 = 640.0;
/// Kept free for a value beside its bar, for each of its signs.
const SIGN: f64 = 8.5;
/// Values longer than this are cut in the drawing; the table has them whole.
const LONGEST_VALUE: usize = 20;
/// So are labels.
const LONGEST_LABEL: usize = 72;
/// The height of a line of text.
const LINE: u32 = 22;
/// The height of a bar, and of a bar with the space after it.
const BAR: u32 = 16;
const STEP: u32 = 20;
/// The space after a group.
const GAP: u32 = 8;

/// Where bars begin, and how long they are.
struct Scale {
    /// All values are divided by this first, so that none is too large to count with.
    largest: f64,
    zero: f64,
    unit: f64,
}

impl Scale {
    fn of(chart: &Chart<'_>) -> Self {
        let values = || chart.rows.iter().flat_map(|row| &row.cells);
        let largest = values().fold(0.0_f64, |largest, (_, value)| largest.max(value.abs()));
        let largest = if largest > 0.0 { largest } else { 1.0 };
        let shares = || values().map(|(_, value)| value / largest);
        let (low, high) = shares().fold((0.0_f64, 0.0_f64), |(low, high), share| (low.min(share), high.max(share)));
        let longest = values().map(|(typed, _)| typed.chars().count().min(LONGEST_VALUE)).max().unwrap_or(0);
        let reserve = (0..longest).fold(12.0, |reserve, _| reserve + SIGN);
        let (left, right) =
            (if low < 0.0 { reserve } else { 0.0 }, if high > 0.0 || low >= 0.0 { reserve } else { 0.0 });
        let span = if high > low { high - low } else { 1.0 };
        let unit = (WIDTH - left - right) / span;
        Self { largest, zero: left - low * unit, unit }
    }

    /// The length of a bar, negative to the left.
    fn length(&self, value: f64) -> f64 {
        value / self.largest * self.unit
    }
}

/// Draws a chart. `number` makes its ids unique in the page.
pub(super) fn draw(chart: &Chart<'_>, title: &str, number: usize, out: &mut Sheet) {
    let scale = Scale::of(chart);
    let series: &[&str] = chart.head.get(1..).filter(|series| series.len() > 1).unwrap_or_default();
    let count = |n: usize| u32::try_from(n).unwrap_or(0);
    let columns = count(chart.rows.first().map_or(0, |row| row.cells.len()));
    let group = LINE + columns * STEP + GAP;
    let height = count(series.len()) * LINE + count(chart.rows.len()) * group;
    out.push_str(&format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" font-size=\"14\" role=\"img\" \
         aria-labelledby=\"_chart_{number} _chart_{number}_rows\"><title id=\"_chart_{number}\">"
    ));
    html::text(title, out);
    out.push_str(&format!("</title><desc id=\"_chart_{number}_rows\">"));
    describe(chart, series, out);
    out.push_str("</desc>\n");
    let mut y = 0;
    for (name, at) in series.iter().zip(1..) {
        out.push_str(&format!("<rect class=\"bar series-{at}\" x=\"0\" y=\"{}\" width=\"14\" height=\"14\"/>", y + 2));
        text("label", 22.0, y + 14, false, &cut(name, LONGEST_LABEL), out);
        y += LINE;
    }
    for row in &chart.rows {
        text("label", 0.0, y + 14, false, &cut(row.label, LONGEST_LABEL), out);
        y += LINE;
        let top = y;
        for ((typed, value), at) in row.cells.iter().zip(1..) {
            bar(&scale, *value, &cut(typed, LONGEST_VALUE), at, y, out);
            y += STEP;
        }
        let zero = coordinate(scale.zero);
        out.push_str(&format!("<line class=\"axis\" x1=\"{zero}\" y1=\"{top}\" x2=\"{zero}\" y2=\"{y}\"/>\n"));
        y += GAP;
    }
    out.push_str("</svg>");
}

fn bar(scale: &Scale, value: f64, typed: &str, series: u32, y: u32, out: &mut Sheet) {
    let length = scale.length(value);
    let (from, to) = (scale.zero.min(scale.zero + length), scale.zero.max(scale.zero + length));
    out.push_str(&format!(
        "<rect class=\"bar series-{series}\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\"/>",
        coordinate(from),
        coordinate(to - from)
    ));
    if value < 0.0 {
        text("value", from - 6.0, y + 13, true, typed, out);
    } else {
        text("value", to + 6.0, y + 13, false, typed, out);
    }
}

fn text(class: &str, x: f64, y: u32, ends_there: bool, text: &str, out: &mut Sheet) {
    let anchor = if ends_there { " text-anchor=\"end\"" } else { "" };
    out.push_str(&format!("<text class=\"{class}\" x=\"{}\" y=\"{y}\"{anchor}>", coordinate(x)));
    html::text(text, out);
    out.push_str("</text>\n");
}

/// The rows in words, for those who do not see the drawing.
fn describe(chart: &Chart<'_>, series: &[&str], out: &mut Sheet) {
    for (at, row) in chart.rows.iter().enumerate() {
        html::text(if at > 0 { "; " } else { "" }, out);
        html::text(row.label, out);
        for (at, (typed, _)) in row.cells.iter().enumerate() {
            html::text(if at > 0 { ", " } else { ": " }, out);
            if let Some(name) = series.get(at) {
                html::text(name, out);
                html::text(" ", out);
            }
            html::text(typed, out);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::chart::{Chart, Row};
    use super::super::html::Sheet;
    use super::{coordinate, draw};
    use proptest::prelude::*;

    fn drawn(values: &[f64]) -> String {
        let rows = values.iter().map(|value| Row { label: "a", cells: vec![("1", *value)] }).collect();
        let mut out = Sheet::default();
        draw(&Chart { title: None, head: Vec::new(), rows }, "x", 1, &mut out);
        out.into_string()
    }

    /// The values of an attribute of the bars.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        let bars = svg.split("<rect ").skip(1);
        bars.map(|bar| bar.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect()
    }

    #[test]
    fn bars_start_at_zero() {
        let svg = drawn(&[100.0, 50.0, 0.0]);
        assert_eq!((numbers(&svg, "x"), numbers(&svg, "width")), (vec![0.0; 3], vec![619.5, 309.8, 0.0]));
        let svg = drawn(&[100.0, -100.0]);
        assert_eq!((numbers(&svg, "x"), numbers(&svg, "width")), (vec![320.0, 20.5], vec![299.5, 299.5]));
        assert!(svg.contains("x1=\"320\"") && svg.contains("x=\"14.5\" y=\"85\" text-anchor=\"end\""), "{svg}");
    }

    #[test]
    fn coordinates() {
        assert_eq!([0.0, -0.0, 1.25, 1.96, -0.01].map(coordinate), ["0", "0", "1.3", "2", "0"]);
    }

    proptest! {
        #[test]
        fn any_numbers_stay_in_the_frame(values in prop::collection::vec(prop_oneof![
            any::<f64>().prop_filter("numbers are finite", |value| value.is_finite()),
            Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(0.0)], 1..20))
        {
            let svg = drawn(&values);
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            for (x, width) in numbers(&svg, "x").into_iter().zip(numbers(&svg, "width")) {
                prop_assert!(x >= 0.0 && width >= 0.0 && x + width <= 640.2, "{}", svg);
            }
        }
    }
}
