//! The bars of a funnel as SVG, as [`crate::geometry::funnel_bars`] places them; where a number is hidden there is no bar.

use super::{
    section::HIDDEN_MARK,
    tree::{Node, element},
};
use crate::geometry::{
    color::N_SERIES,
    funnel_bars::{BarPlace, BarValue, FunnelBars, LABEL_LINES, LINE_HEIGHT, Rect, Segment, lay_out},
    label,
};

/// Fits on paper, and on a page as wide as paper.
const WIDTH: f64 = 900.0;
const LABEL_SIZE: f64 = 13.0;
const NOTE_SIZE: f64 = 12.0;

/// A funnel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarChart {
    /// What it shows, for those who do not see it; the table says the rest.
    pub label: String,
    /// The steps.
    pub steps: Vec<BarStep>,
    /// Letter and name of each series, where there are several.
    pub series: Vec<(String, String)>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarStep {
    /// Its name.
    pub label: String,
    /// Lines below it.
    pub notes: Vec<String>,
    /// One per series.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// Share of step 1; `None` is hidden.
    pub share: Option<f64>,
    /// The same at the step before.
    pub previous: Option<f64>,
    /// Interval of `share`.
    pub interval: Option<[f64; 2]>,
}

impl BarChart {
    /// The chart. `at` is its place in the document.
    pub fn draw(&self, at: usize) -> Node {
        let values: Vec<Vec<BarValue>> =
            self.steps.iter().map(|step| step.bars.iter().map(Bar::value).collect()).collect();
        let n_notes = self.steps.iter().map(|step| step.notes.len()).max().unwrap_or_default();
        let layout = lay_out(&values, n_notes, WIDTH);
        let figure = element("figure").class("document__figure");
        let figure = if self.series.is_empty() { figure } else { figure.child(self.legend()) };
        figure.child(
            element("div")
                .class("document__scroll")
                .with("role", "group")
                .with("tabindex", "0")
                .with("aria-label", &self.label)
                .child(self.picture(&layout, &format!("hatch-{}", at + 1))),
        )
    }

    fn legend(&self) -> Node {
        let items = self.series.iter().enumerate().map(|(at, (mark, name))| {
            element("li")
                .class("legend__item")
                .child(element("span").class(format!("legend__mark series-{}", at % N_SERIES + 1)).text(mark))
                .text(name)
        });
        element("ul").class("legend legend--series").children(items)
    }

    fn picture(&self, layout: &FunnelBars, hatch: &str) -> Node {
        let pattern = element("pattern")
            .with("id", hatch)
            .with("width", "6")
            .with("height", "6")
            .with("patternUnits", "userSpaceOnUse")
            .with("patternTransform", "rotate(45)")
            .child(element("rect").class("bars__hatch-ground").with("width", "6").with("height", "6"))
            .child(line("bars__hatch", Segment { from: [0.0, 0.0], to: [0.0, 6.0] }));
        let mut picture = element("svg")
            .class("document__bars")
            .with("role", "img")
            .with("aria-label", &self.label)
            .with("viewBox", format!("0 0 {} {}", layout.width, layout.height))
            .with("width", layout.width)
            .with("height", layout.height)
            .child(element("defs").child(pattern));
        for grid in &layout.grid {
            let share = format!("{}%", grid.share * 100.0);
            picture = picture
                .child(line("bars__grid", grid.line))
                .child(text("bars__axis", grid.label, &share).with("text-anchor", "end"));
        }
        let n_series = self.steps.first().map_or(0, |step| step.bars.len());
        for (at, (step, place)) in self.steps.iter().zip(&layout.steps).enumerate() {
            let numbered = format!("{}  {}", at + 1, step.label);
            let lines = label::wrap(&numbered, place.text_width, LABEL_SIZE, LABEL_LINES);
            let lift = (LABEL_LINES - lines.len().min(LABEL_LINES)) as f64;
            for (below, words) in lines.iter().enumerate() {
                let y = place.label[1] + (lift + below as f64) * LINE_HEIGHT;
                picture = picture.child(text("bars__label", [place.label[0], y], words));
            }
            for (note, (words, point)) in step.notes.iter().zip(&place.notes).enumerate() {
                let class = if note == 0 { "bars__note bars__note--first" } else { "bars__note" };
                picture = picture.child(text(class, *point, &label::fit(words, place.text_width, NOTE_SIZE)));
            }
            for (series, (bar, place)) in step.bars.iter().zip(&place.bars).enumerate() {
                let mark = if n_series > 1 { self.series.get(series).map(|(mark, _)| mark.as_str()) } else { None };
                picture = picture.child(bar.draw(place, series, mark, hatch));
            }
        }
        picture
    }
}

impl Bar {
    fn value(&self) -> BarValue {
        let share = self.share.unwrap_or_default();
        BarValue {
            share,
            previous: self.previous.filter(|_| self.share.is_some()).unwrap_or(share),
            interval: self.interval,
        }
    }

    fn draw(&self, place: &BarPlace, series: usize, mark: Option<&str>, hatch: &str) -> Node {
        let mut group = element("g").class(format!("series-{}", series % N_SERIES + 1));
        let foot = [place.bar.x + place.bar.width / 2.0, place.bar.y + place.bar.height];
        if self.share.is_none() {
            group =
                group.child(text("bars__note", [foot[0], foot[1] - 6.0], HIDDEN_MARK).with("text-anchor", "middle"));
        } else {
            if place.ghost.height > 0.5 {
                group = group.child(rect("document__lost", place.ghost).with("fill", format!("url(#{hatch})")));
            }
            group = group.child(rect("document__bar", place.bar));
            for segment in place.whisker.iter().flatten() {
                group = group.child(line("bars__whisker", *segment));
            }
        }
        match mark {
            Some(mark) => {
                group.child(text("bars__mark", [foot[0], foot[1] + 10.0], mark).with("text-anchor", "middle"))
            }
            None => group,
        }
    }
}

fn rect(class: &str, Rect { x, y, width, height }: Rect) -> Node {
    element("rect").class(class).with("x", x).with("y", y).with("width", width).with("height", height)
}

fn line(class: &str, Segment { from, to }: Segment) -> Node {
    element("line").class(class).with("x1", from[0]).with("y1", from[1]).with("x2", to[0]).with("y2", to[1])
}

fn text(class: &str, [x, y]: [f64; 2], words: &str) -> Node {
    element("text").class(class).with("x", x).with("y", y).text(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_step_has_no_bar() {
        let bar = |share: Option<f64>, previous| Bar { share, previous, interval: None };
        let step = |label: &str, bar: Bar| BarStep { label: label.into(), notes: vec!["n".into()], bars: vec![bar] };
        let chart = BarChart {
            label: "Funnel".into(),
            steps: vec![
                step("see", bar(Some(1.0), Some(1.0))),
                step("pay", bar(None, Some(1.0))),
                step("use", bar(Some(0.25), None)),
            ],
            series: Vec::new(),
        };
        let html = chart.draw(0).to_html();
        assert_eq!(html.matches("document__bar\"").count(), 2);
        assert_eq!(html.matches("document__lost").count(), 0, "what was lost beside a hidden step is hidden too");
        assert_eq!(html.matches(HIDDEN_MARK).count(), 1);
    }
}
