//! Horizontal bars in groups, each with its value as typed, from a zero that may stand anywhere.
//!
//! In: a checked chart. Out: SVG with classes, no styles; the same to the byte on every machine, whatever the numbers.

use super::{Chart, Frame, LINE, close, coordinate, cut, legend, open, text};

/// Kept free for a value beside its bar, for each of its signs.
const SIGN: f64 = 8.5;
/// Values longer than this are cut in the drawing; the table has them whole.
const LONGEST_VALUE: usize = 20;
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
    fn of(chart: &Chart<'_>, frame: &Frame<'_>) -> Self {
        let values = || chart.rows.iter().flat_map(|row| &row.cells);
        let top = values().fold(0.0_f64, |largest, (_, value)| largest.max(value.abs()));
        let largest = top.max(frame.largest.unwrap_or(0.0));
        let largest = if largest > 0.0 { largest } else { 1.0 };
        let shares = || values().map(|(_, value)| value / largest);
        let high = frame.largest.map_or(0.0, |value| value / largest);
        let (low, high) = shares().fold((0.0_f64, high), |(low, high), share| (low.min(share), high.max(share)));
        let longest = values().map(|(typed, _)| typed.chars().count().min(LONGEST_VALUE)).max().unwrap_or(0);
        let reserve = (0..longest).fold(12.0, |reserve, _| reserve + SIGN);
        let (left, right) =
            (if low < 0.0 { reserve } else { 0.0 }, if high > 0.0 || low >= 0.0 { reserve } else { 0.0 });
        let span = if high > low { high - low } else { 1.0 };
        let unit = (f64::from(frame.width) - left - right) / span;
        Self { largest, zero: left - low * unit, unit }
    }

    /// The length of a bar, negative to the left.
    fn length(&self, value: f64) -> f64 {
        value / self.largest * self.unit
    }
}

/// Draws a chart as bars, a group of them for each row.
pub fn bars(chart: &Chart<'_>, frame: &Frame<'_>) -> String {
    let scale = Scale::of(chart, frame);
    let series = chart.series();
    let count = |n: usize| u32::try_from(n).unwrap_or(0);
    let columns = count(chart.rows.first().map_or(0, |row| row.cells.len()));
    let group = LINE + columns * STEP + GAP;
    let height = count(series.len()) * LINE + count(chart.rows.len()) * group;
    let mut svg = open(chart, frame, f64::from(height));
    let mut y = legend(series, frame, &mut svg);
    for row in &chart.rows {
        text("label", 0.0, f64::from(y + 14), "", &cut(row.label, frame.longest_label()), &mut svg);
        y += LINE;
        let top = y;
        for ((typed, value), at) in row.cells.iter().zip(1..) {
            bar(&scale, *value, &cut(typed, LONGEST_VALUE), at, y, &mut svg);
            y += STEP;
        }
        let zero = coordinate(scale.zero);
        svg.push_str(&format!("<line class=\"axis\" x1=\"{zero}\" y1=\"{top}\" x2=\"{zero}\" y2=\"{y}\"/>\n"));
        y += GAP;
    }
    close(svg)
}

fn bar(scale: &Scale, value: f64, typed: &str, series: u32, y: u32, svg: &mut String) {
    let length = scale.length(value);
    let (from, to) = (scale.zero.min(scale.zero + length), scale.zero.max(scale.zero + length));
    svg.push_str(&format!(
        "<rect class=\"bar series-{series}\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\"/>",
        coordinate(from),
        coordinate(to - from)
    ));
    if value < 0.0 {
        text("value", from - 6.0, f64::from(y + 13), "end", typed, svg);
    } else {
        text("value", to + 6.0, f64::from(y + 13), "", typed, svg);
    }
}

#[cfg(test)]
mod tests {
    use super::bars;
    use crate::drawing::{Chart, Frame, Row, coordinate};
    use proptest::prelude::*;

    fn drawn(values: &[f64]) -> String {
        let rows = values.iter().map(|value| Row { label: "a", cells: vec![("1", *value)] }).collect();
        bars(
            &Chart { title: None, head: Vec::new(), rows },
            &Frame { id: "_chart_1", title: "x", width: 640, largest: None },
        )
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
