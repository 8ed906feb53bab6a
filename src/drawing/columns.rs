//! Columns side by side, for years: the first number of a row is the whole, a second one is drawn within it as its part.
//!
//! In: a chart of counts, none below zero. Out: SVG, as `bars` makes it.

use super::{Chart, Frame, LINE, close, coordinate, legend, open, text};

/// The height of the longest column.
const PLOT: f64 = 110.0;
/// One is at most so high: a single story is no tower.
const HIGHEST_ONE: f64 = 28.0;
/// What stands above the longest column, and below all of them.
const ABOVE: f64 = 18.0;
const BELOW: f64 = 20.0;
/// The widest column, and the widest step from one to the next.
const WIDEST: f64 = 40.0;
const WIDEST_STEP: f64 = 56.0;
/// What a sign of a label or a value takes.
const SIGN: f64 = 8.5;

/// Draws a chart as columns from left to right.
pub fn columns(chart: &Chart<'_>, frame: &Frame<'_>) -> String {
    let wholes = chart.rows.iter().filter_map(|row| row.cells.first());
    let largest = wholes.fold(frame.largest.unwrap_or(0.0), |largest, (_, value)| largest.max(*value));
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let (step, every) = (step(chart, frame), every(chart, frame));
    let width = (step * 0.75).min(WIDEST);
    let series = chart.series();
    let plot = PLOT.min(largest * HIGHEST_ONE);
    let zero = f64::from(u32::try_from(series.len()).unwrap_or(0) * LINE) + ABOVE + plot;
    let mut svg = open(chart, frame, zero + BELOW);
    legend(series, frame, &mut svg);
    let mut left = 0.0;
    for (at, row) in chart.rows.iter().enumerate() {
        let length = |value: f64| value.clamp(0.0, largest) / largest * plot;
        for ((_, value), number) in row.cells.iter().zip(1..).filter(|((_, value), _)| *value > 0.0) {
            svg.push_str(&format!(
                "<rect class=\"bar series-{number}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                coordinate(left + (step - width) / 2.0),
                coordinate(zero - length(*value)),
                coordinate(width),
                coordinate(length(*value))
            ));
        }
        let middle = left + step / 2.0;
        // The last is always told.
        if (chart.rows.len() - 1 - at).is_multiple_of(every) {
            if let Some((typed, value)) = row.cells.first().filter(|(_, value)| *value > 0.0) {
                text("value", middle, zero - length(*value) - 5.0, "middle", typed, &mut svg);
            }
            text("label", middle, zero + 16.0, "middle", row.label, &mut svg);
        }
        left += step;
    }
    let (zero, end) = (coordinate(zero), coordinate(left));
    svg.push_str(&format!("<line class=\"axis\" x1=\"0\" y1=\"{zero}\" x2=\"{end}\" y2=\"{zero}\"/>\n"));
    close(svg)
}

/// From one column to the next.
fn step(chart: &Chart<'_>, frame: &Frame<'_>) -> f64 {
    let count = u32::try_from(chart.rows.len().max(1)).unwrap_or(u32::MAX);
    (f64::from(frame.width) / f64::from(count)).min(WIDEST_STEP)
}

/// Of so many columns one is told with its label and its value, so that texts do not touch.
fn every(chart: &Chart<'_>, frame: &Frame<'_>) -> usize {
    let step = step(chart, frame);
    let texts = chart.rows.iter().flat_map(|row| row.cells.first().map(|cell| cell.0).into_iter().chain([row.label]));
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or(1);
    let wanted = (0..longest).fold(4.0, |wanted, _| wanted + SIGN);
    let room = |every: &usize| (0..*every).fold(0.0, |room, _| room + step) >= wanted;
    (1..chart.rows.len()).find(room).unwrap_or(chart.rows.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::drawing::{Chart, Frame, Row};

    fn drawn(rows: &[(&str, &str, f64, f64)]) -> String {
        let rows =
            rows.iter().map(|(label, typed, whole, part)| Row { label, cells: vec![(typed, *whole), ("", *part)] });
        let chart = Chart { title: None, head: vec!["Năm", "Đăng ký", "Lần đầu"], rows: rows.collect() };
        columns(&chart, &Frame { id: "_c", title: "x", width: 320, largest: None })
    }

    #[test]
    fn a_part_stands_within_its_whole() {
        let svg = drawn(&[("2024", "20", 20.0, 5.0), ("2025", "0", 0.0, 0.0), ("2026", "10", 10.0, 10.0)]);
        let bars: Vec<&str> = svg.split("<rect ").skip(3).map(|bar| bar.split("/>").next().unwrap()).collect();
        assert_eq!(
            bars,
            [
                "class=\"bar series-1\" x=\"8\" y=\"62\" width=\"40\" height=\"110\"",
                "class=\"bar series-2\" x=\"8\" y=\"144.5\" width=\"40\" height=\"27.5\"",
                "class=\"bar series-1\" x=\"120\" y=\"117\" width=\"40\" height=\"55\"",
                "class=\"bar series-2\" x=\"120\" y=\"117\" width=\"40\" height=\"55\"",
            ]
        );
        assert!(svg.contains("<desc id=\"_c_rows\">2024: Đăng ký 20, Lần đầu ; 2025"), "{svg}");
    }

    #[test]
    fn texts_do_not_touch() {
        let rows: Vec<(&str, &str, f64, f64)> = (0..15).map(|_| ("2024", "1.234", 1234.0, 0.0)).collect();
        // A step is 21 units, a value takes 46: of three columns one is told, the last among them.
        assert_eq!(drawn(&rows).matches("class=\"value\"").count(), 5);
        assert!(drawn(&[("2026", "1", 1.0, 0.0)]).contains("height=\"28\""), "a single one is no tower");
        assert!(drawn(&[]).contains("<line"));
    }
}
