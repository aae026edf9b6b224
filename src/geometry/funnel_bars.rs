//! Where the bars, whiskers and labels of a funnel lie: side by side on a wide page, stacked on a narrow one.
//!
//! Every step has one bar per series. A bar runs from the baseline to its share of step 1; the ghost behind it runs on
//! to the share of the step before: what was lost. Positions are in CSS pixels from the top left corner.

use super::scale::LinearScale;

/// The share of a series at one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarValue {
    /// Share of the series' own step 1, 0..=1.
    pub share: f64,
    /// The same at the step before; 1 for step 1.
    pub previous: f64,
    /// Interval of `share`.
    pub interval: Option<[f64; 2]>,
}

/// Which way the bars grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Steps side by side, bars upwards.
    Up,
    /// Steps under each other, bars to the right.
    Right,
}

/// A box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Start.
    pub from: [f64; 2],
    /// End.
    pub to: [f64; 2],
}

/// Where one bar lies.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPlace {
    /// What was reached.
    pub bar: Rect,
    /// What was lost since the step before.
    pub ghost: Rect,
    /// The interval: its line and both ends.
    pub whisker: Option<[Segment; 3]>,
}

/// Where a step lies.
#[derive(Clone, Debug, PartialEq)]
pub struct StepPlace {
    /// Left end of the baseline of the first line of its label.
    pub label: [f64; 2],
    /// Baseline of each note, left end.
    pub notes: Vec<[f64; 2]>,
    /// How wide label and notes may be.
    pub text_width: f64,
    /// All of the step, for hover.
    pub area: Rect,
    /// One per series.
    pub bars: Vec<BarPlace>,
}

/// A line at a round share.
#[derive(Clone, Debug, PartialEq)]
pub struct GridLine {
    /// The share, 0..=1.
    pub share: f64,
    /// The line.
    pub line: Segment,
    /// Where its label is anchored.
    pub label: [f64; 2],
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelBars {
    /// Which way the bars grow.
    pub direction: Direction,
    /// Width of the picture: as given, or more where the steps need it.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Lines at 0, 25, 50, 75 and 100 %.
    pub grid: Vec<GridLine>,
    /// One per step.
    pub steps: Vec<StepPlace>,
}

/// Below this width the steps are stacked.
pub const NARROW: f64 = 620.0;
/// Baseline to baseline.
pub const LINE_HEIGHT: f64 = 16.0;
/// How many lines a step's label may take.
pub const LABEL_LINES: usize = 2;

const AXIS_WIDTH: f64 = 46.0;
const PLOT_HEIGHT: f64 = 230.0;
const MIN_STEP_WIDTH: f64 = 118.0;
const MIN_BAR_WIDTH: f64 = 12.0;
const STACKED_BAR: f64 = 24.0;
const STACKED_SERIES_BAR: f64 = 14.0;
/// Room for the letters of the series beside their bars.
const MARK_ROOM: f64 = 14.0;
const TICKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Lays out a funnel: `values[step][series]`, `n_notes` lines of text per step.
pub fn lay_out(values: &[Vec<BarValue>], n_notes: usize, width: f64) -> FunnelBars {
    if width < NARROW { stacked(values, n_notes, width) } else { side_by_side(values, n_notes, width) }
}

fn side_by_side(values: &[Vec<BarValue>], n_notes: usize, width: f64) -> FunnelBars {
    let n_steps = values.len().max(1) as f64;
    let n_series = values.first().map_or(1, Vec::len).max(1) as f64;
    let least = (n_series * MIN_BAR_WIDTH + 44.0).max(MIN_STEP_WIDTH);
    let right_margin = 8.0;
    let step_width = ((width - AXIS_WIDTH - right_margin) / n_steps).max(least).floor();
    let width = (AXIS_WIDTH + right_margin + n_steps * step_width).max(width);
    let top = LABEL_LINES as f64 * LINE_HEIGHT + 14.0;
    let scale = LinearScale { domain: [0.0, 1.0], range: [top + PLOT_HEIGHT, top] };
    let baseline = scale.position(0.0);

    let gap = (step_width * 0.22).clamp(16.0, 48.0);
    // Bars no wider than a hand: two steps on a wide page should not become two walls.
    let block = (step_width - gap).min(n_series * 84.0 + 40.0);
    let bar_width = block / n_series;
    let inset = if n_series > 1.0 { (bar_width * 0.12).min(3.0) } else { 0.0 };
    // Letters of the series stand between the bars and the notes.
    let marks = if n_series > 1.0 { MARK_ROOM } else { 0.0 };

    let steps = values.iter().enumerate().map(|(step, series)| {
        let left = AXIS_WIDTH + step as f64 * step_width;
        let bars = series.iter().enumerate().map(|(at, value)| {
            let x = left + at as f64 * bar_width + inset;
            let wide = bar_width - 2.0 * inset;
            let (y, ghost_y) = (scale.position(value.share), scale.position(value.previous.max(value.share)));
            BarPlace {
                bar: Rect { x, y, width: wide, height: baseline - y },
                ghost: Rect { x, y: ghost_y, width: wide, height: y - ghost_y },
                whisker: value.interval.map(|[low, high]| {
                    let (middle, cap) = (x + wide / 2.0, (wide * 0.25).min(6.0));
                    let (low, high) = (scale.position(low), scale.position(high));
                    let across = |y| Segment { from: [middle - cap, y], to: [middle + cap, y] };
                    [Segment { from: [middle, low], to: [middle, high] }, across(low), across(high)]
                }),
            }
        });
        StepPlace {
            label: [left, LINE_HEIGHT],
            notes: (0..n_notes).map(|note| [left, baseline + 22.0 + marks + note as f64 * LINE_HEIGHT]).collect(),
            text_width: step_width - 10.0,
            area: Rect { x: left, y: 0.0, width: step_width, height: baseline },
            bars: bars.collect(),
        }
    });
    let grid = TICKS.map(|share| {
        let y = scale.position(share);
        GridLine {
            share,
            line: Segment { from: [AXIS_WIDTH - 4.0, y], to: [width - right_margin, y] },
            label: [AXIS_WIDTH - 8.0, y + 4.0],
        }
    });
    FunnelBars {
        direction: Direction::Up,
        width,
        height: baseline + 16.0 + marks + n_notes as f64 * LINE_HEIGHT + 8.0,
        grid: grid.to_vec(),
        steps: steps.collect(),
    }
}

fn stacked(values: &[Vec<BarValue>], n_notes: usize, width: f64) -> FunnelBars {
    let n_series = values.first().map_or(1, Vec::len).max(1);
    let thickness = if n_series == 1 { STACKED_BAR } else { STACKED_SERIES_BAR };
    let bars_height = thickness * n_series as f64;
    let note_lines = n_notes as f64 * LINE_HEIGHT;
    let step_height = LINE_HEIGHT + 8.0 + bars_height + note_lines + 22.0;
    let top = 22.0;
    let left = if n_series > 1 { MARK_ROOM + 4.0 } else { 1.0 };
    let scale = LinearScale { domain: [0.0, 1.0], range: [left, (width - 14.0).max(left + 20.0)] };
    let zero = scale.position(0.0);

    let steps = values.iter().enumerate().map(|(step, series)| {
        let y = top + step as f64 * step_height;
        let bars_top = y + LINE_HEIGHT + 8.0;
        let bars = series.iter().enumerate().map(|(at, value)| {
            let bar_y = bars_top + at as f64 * thickness;
            let high = thickness - if n_series > 1 { 2.0 } else { 0.0 };
            let (end, ghost_end) = (scale.position(value.share), scale.position(value.previous.max(value.share)));
            BarPlace {
                bar: Rect { x: zero, y: bar_y, width: end - zero, height: high },
                ghost: Rect { x: end, y: bar_y, width: ghost_end - end, height: high },
                whisker: value.interval.map(|[low, up]| {
                    let (middle, cap) = (bar_y + high / 2.0, (high * 0.25).min(6.0));
                    let (low, up) = (scale.position(low), scale.position(up));
                    let across = |x| Segment { from: [x, middle - cap], to: [x, middle + cap] };
                    [Segment { from: [low, middle], to: [up, middle] }, across(low), across(up)]
                }),
            }
        });
        StepPlace {
            label: [0.0, y + LINE_HEIGHT],
            notes: (0..n_notes).map(|note| [0.0, bars_top + bars_height + 15.0 + note as f64 * LINE_HEIGHT]).collect(),
            text_width: width - 4.0,
            area: Rect { x: 0.0, y, width, height: step_height - 8.0 },
            bars: bars.collect(),
        }
    });
    let height = top + values.len() as f64 * step_height;
    let grid = TICKS.map(|share| {
        let x = scale.position(share);
        GridLine { share, line: Segment { from: [x, top - 4.0], to: [x, height - 10.0] }, label: [x, top - 8.0] }
    });
    FunnelBars { direction: Direction::Right, width, height, grid: grid.to_vec(), steps: steps.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(share: f64, previous: f64) -> BarValue {
        BarValue { share, previous, interval: Some([share * 0.9, (share * 1.1).min(1.0)]) }
    }

    fn funnel(n_series: usize) -> Vec<Vec<BarValue>> {
        [(1.0, 1.0), (0.5, 1.0), (0.0, 0.5)].map(|(share, before)| vec![value(share, before); n_series]).to_vec()
    }

    #[track_caller]
    fn check_inside(layout: &FunnelBars) {
        for step in &layout.steps {
            for place in &step.bars {
                for rect in [place.bar, place.ghost] {
                    assert!(rect.width >= 0.0 && rect.height >= 0.0, "{rect:?}");
                    assert!(rect.x >= 0.0 && rect.x + rect.width <= layout.width + 0.01, "{rect:?}");
                    assert!(rect.y >= 0.0 && rect.y + rect.height <= layout.height + 0.01, "{rect:?}");
                }
            }
        }
    }

    #[test]
    fn bar_and_ghost_meet_and_reach_the_step_before() {
        let layout = lay_out(&funnel(1), 3, 1000.0);
        assert_eq!(layout.direction, Direction::Up);
        let [first, second] = [&layout.steps[0].bars[0], &layout.steps[1].bars[0]];
        assert_eq!(first.bar.height, PLOT_HEIGHT);
        assert_eq!(second.bar.height, PLOT_HEIGHT / 2.0);
        assert_eq!(second.ghost.y + second.ghost.height, second.bar.y);
        assert_eq!(second.ghost.y, first.bar.y);
        assert_eq!(layout.steps[2].bars[0].bar.height, 0.0);
        check_inside(&layout);
    }

    #[test]
    fn a_narrow_page_stacks_the_steps() {
        let layout = lay_out(&funnel(1), 3, 390.0);
        assert_eq!((layout.direction, layout.width), (Direction::Right, 390.0));
        assert!(layout.steps[0].area.y + layout.steps[0].area.height <= layout.steps[1].area.y);
        let place = &layout.steps[1].bars[0];
        assert!((place.bar.x + place.bar.width - place.ghost.x).abs() < 1e-9);
        check_inside(&layout);
    }

    #[test]
    fn many_steps_or_series_widen_the_picture() {
        let twenty = vec![vec![value(0.5, 0.5); 1]; 20];
        assert!(lay_out(&twenty, 2, 700.0).width > 2000.0);
        let series = funnel(12);
        let layout = lay_out(&series, 2, 700.0);
        assert!(layout.steps[0].bars.windows(2).all(|pair| pair[0].bar.x + pair[0].bar.width <= pair[1].bar.x));
        assert!(
            layout.steps.windows(2).all(|pair| pair[0].bars[11].bar.x + pair[0].bars[11].bar.width < pair[1].area.x)
        );
        check_inside(&layout);
    }
}
