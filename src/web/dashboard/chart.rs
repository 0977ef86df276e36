//! Bars by day as inline SVG, with the same figures as a table. Used by the overview and the usage screen.

use askama::Template;

use crate::model::usage::DAY_MS;

/// Width of a day and height of the chart, in units of the drawing: it is stretched to its place.
const DAY_UNITS: usize = 100;
const HEIGHT: i64 = 1_000;
/// A bar that is there at all can be seen.
const LEAST: i64 = 8;

/// What one colour of the bars stands for.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    pub name: &'static str,
    /// `one`, `two`, `three`: the style sheet's colours.
    pub class: &'static str,
}

#[derive(Template)]
#[template(path = "dashboard/chart.html")]
pub struct Chart {
    /// Unique on the page.
    id: &'static str,
    title: String,
    series: Vec<Series>,
    days: Vec<Day>,
    /// The scale's end, an even number.
    top: i64,
    width: usize,
    first: String,
    middle: String,
    last: String,
    empty: bool,
}

struct Day {
    label: String,
    values: Vec<i64>,
    total: i64,
    x: usize,
    bars: Vec<Bar>,
}

struct Bar {
    class: &'static str,
    x: usize,
    y: i64,
    height: i64,
}

impl Chart {
    /// `values`: of each day from `first_day` on, one number per series, stacked in their order.
    #[must_use]
    pub fn new(id: &'static str, title: String, series: Vec<Series>, first_day: i64, values: Vec<Vec<i64>>) -> Self {
        let highest = values.iter().map(|day| day.iter().sum::<i64>()).max().unwrap_or(0);
        let top = round_up(highest);
        let days: Vec<Day> = (first_day..).zip(values).enumerate().map(|(at, (day, values))| Day::new(at, day, values, &series, top)).collect();
        let label = |at: usize| days.get(at).map(|day| day.label.clone()).unwrap_or_default();
        let (first, middle, last) = (label(0), label(days.len() / 2), label(days.len().saturating_sub(1)));
        Self { id, title, series, width: days.len() * DAY_UNITS, days, top, first, middle, last, empty: highest == 0 }
    }
}

impl Day {
    fn new(at: usize, day: i64, values: Vec<i64>, series: &[Series], top: i64) -> Self {
        let mut bars = Vec::new();
        let mut y = HEIGHT;
        for (value, series) in values.iter().zip(series).filter(|(value, _)| **value > 0) {
            let height = (value * HEIGHT / top).max(LEAST);
            y -= height;
            bars.push(Bar { class: series.class, x: at * DAY_UNITS + 12, y, height });
        }
        Self { label: date(day), total: values.iter().sum(), values, x: at * DAY_UNITS, bars }
    }
}

/// `24 Nov` of a number of days since 1970.
#[must_use]
pub fn date(day: i64) -> String {
    jiff::Timestamp::from_millisecond(day * DAY_MS).map(|at| at.strftime("%-d %b").to_string()).unwrap_or_default()
}

/// The next of 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, …: the half of each is a whole number.
fn round_up(value: i64) -> i64 {
    let mut unit = 2;
    while value > unit * 5 {
        unit *= 10;
    }
    ((value.max(1) + unit - 1) / unit) * unit
}

/// A number for the scale: `500`, `1.5k`, `20k`, `3M`.
fn short(value: i64) -> String {
    let tenths = |unit: i64, sign: &str| {
        let rest = value % unit * 10 / unit;
        if rest == 0 { format!("{}{sign}", value / unit) } else { format!("{}.{rest}{sign}", value / unit) }
    };
    match value {
        0..1_000 => value.to_string(),
        1_000..1_000_000 => tenths(1_000, "k"),
        _ => tenths(1_000_000, "M"),
    }
}

/// A number with thin groups: `12,480`.
#[must_use]
pub fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}

/// The days that a screen looks at: 7, 30 or 90.
#[must_use]
pub fn range(asked: Option<&str>) -> i64 {
    match asked {
        Some("7") => 7,
        Some("90") => 90,
        _ => 30,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_on_an_even_round_number() {
        for (value, top) in [(0, 2), (1, 2), (3, 4), (9, 10), (10, 10), (11, 20), (81, 100), (101, 200), (4_001, 6_000)] {
            assert_eq!(round_up(value), top, "{value}");
        }
    }

    #[test]
    fn the_scale_is_short() {
        assert_eq!((short(500), short(1_500), short(20_000), short(3_000_000)), ("500".into(), "1.5k".into(), "20k".into(), "3M".into()));
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!((grouped(0), grouped(999), grouped(1_000), grouped(-1_234_567)), ("0".into(), "999".into(), "1,000".into(), "-1,234,567".into()));
    }

    #[test]
    fn stacked_bars_fill_the_height_and_no_more() {
        let series = vec![Series { name: "a", class: "one" }, Series { name: "b", class: "two" }];
        let chart = Chart::new("c", "t".into(), series, 20_000, vec![vec![6, 4], vec![0, 0]]);
        assert_eq!((chart.top, chart.days[0].bars.len(), chart.days[0].bars[1].y, chart.days[1].bars.len()), (10, 2, 0, 0));
        assert_eq!(chart.days[0].label, "4 Oct");
    }
}
