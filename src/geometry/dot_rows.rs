//! Where dots with their intervals lie, one under the other; on a narrow page each under its label.
//!
//! Positions are in CSS pixels from the top left corner.

use super::scale::{LinearScale, ticks};

/// A value, and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DotValue {
    /// The value.
    pub value: f64,
    /// Its interval.
    pub interval: Option<[f64; 2]>,
    /// What it is compared with.
    pub other: Option<f64>,
}

/// Where a row lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotPlace {
    /// Its upper edge.
    pub top: f64,
    /// Left end of the baseline of its label; the note at the right edge stands on the same line.
    pub label: [f64; 2],
    /// Middle of the dot.
    pub dot: [f64; 2],
    /// Both ends of the interval.
    pub interval: Option<[f64; 2]>,
    /// Middle of what it is compared with, on the same height.
    pub other: Option<f64>,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRows {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Height of a row.
    pub row_height: f64,
    /// How wide a label may be.
    pub label_width: f64,
    /// Upper end of the grid; the labels of the ticks stand above it.
    pub top: f64,
    /// Round values, and where they lie.
    pub ticks: Vec<(f64, f64)>,
    /// Where the value lies that all are compared with.
    pub reference: Option<f64>,
    /// One per value.
    pub rows: Vec<DotPlace>,
}

/// Below this width labels stand above their dots.
const NARROW: f64 = 520.0;
const AXIS_HEIGHT: f64 = 26.0;
const ROW_HEIGHT: f64 = 26.0;
const NARROW_ROW_HEIGHT: f64 = 44.0;
/// Room for half a tick's label at both ends, and between the columns.
const GAP: f64 = 24.0;
const TICK_WIDTH: f64 = 90.0;

/// Lays out values inside `limits`, which is what they can be at most; `label_width` and `note_width` are those of the
/// widest label and note.
pub fn lay_out(
    values: &[DotValue],
    limits: [f64; 2],
    reference: Option<f64>,
    [label_width, note_width]: [f64; 2],
    width: f64,
) -> DotRows {
    let is_narrow = width < NARROW;
    let label_width = label_width.min(if is_narrow { width - note_width - GAP } else { width * 0.35 });
    let plot = if is_narrow { [GAP, width - GAP] } else { [label_width + GAP, width - note_width - GAP] };
    let row_height = if is_narrow { NARROW_ROW_HEIGHT } else { ROW_HEIGHT };
    let domain = domain(values, limits, reference);
    let scale = LinearScale { domain, range: plot };
    let place = |(row, value): (usize, &DotValue)| {
        let top = AXIS_HEIGHT + row as f64 * row_height;
        let [baseline, middle] = if is_narrow { [17.0, 31.0] } else { [17.5, ROW_HEIGHT / 2.0] };
        DotPlace {
            top,
            label: [0.0, top + baseline],
            dot: [scale.position(value.value), top + middle],
            interval: value.interval.map(|ends| ends.map(|end| scale.position(end.clamp(domain[0], domain[1])))),
            other: value.other.map(|other| scale.position(other)),
        }
    };
    let wanted = ((plot[1] - plot[0]) / TICK_WIDTH).max(2.0) as usize;
    DotRows {
        width,
        height: AXIS_HEIGHT + values.len() as f64 * row_height + 4.0,
        row_height,
        label_width,
        top: AXIS_HEIGHT - 4.0,
        ticks: ticks(domain[0], domain[1], wanted).into_iter().map(|tick| (tick, scale.position(tick))).collect(),
        reference: reference.map(|value| scale.position(value)),
        rows: values.iter().enumerate().map(place).collect(),
    }
}

/// What is shown of the limits: all values with their intervals, and a little more.
fn domain(values: &[DotValue], [least, most]: [f64; 2], reference: Option<f64>) -> [f64; 2] {
    let all = values.iter().flat_map(|value| {
        let [low, high] = value.interval.unwrap_or([value.value; 2]);
        [low, high, value.value]
    });
    let all = all.chain(reference).chain(values.iter().filter_map(|value| value.other));
    let [low, high] = all.fold([most, least], |[low, high], value| [low.min(value), high.max(value)]);
    let more = ((high - low) * 0.04).max((most - least) * 0.01);
    [(low - more).max(least), (high + more).min(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: [f64; 2] = [-1.0, 1.0];

    fn values() -> Vec<DotValue> {
        vec![
            DotValue { value: 0.1, interval: Some([0.0, 0.2]), other: Some(0.6) },
            DotValue { value: -0.5, interval: Some([-1.0, 0.3]), other: None },
            DotValue { value: 0.4, ..DotValue::default() },
        ]
    }

    #[track_caller]
    fn check_inside(layout: &DotRows) {
        let inside = |x: f64| (0.0..=layout.width).contains(&x);
        for row in &layout.rows {
            assert!(
                inside(row.dot[0]) && row.interval.is_none_or(|[low, high]| inside(low) && inside(high)),
                "{row:?}"
            );
            assert!(row.interval.is_none_or(|[low, high]| (low..=high).contains(&row.dot[0])), "{row:?}");
            assert!(row.other.is_none_or(inside), "{row:?}");
            assert!(row.top + layout.row_height <= layout.height, "{row:?}");
        }
        assert!(layout.ticks.iter().all(|&(_, x)| inside(x)) && layout.ticks.len() > 1, "{:?}", layout.ticks);
        assert!(layout.label_width > 0.0);
    }

    #[test]
    fn labels_dots_and_notes_stand_side_by_side() {
        let layout = lay_out(&values(), LIMITS, Some(0.1), [120.0, 40.0], 900.0);
        check_inside(&layout);
        assert_eq!(layout.reference, Some(layout.rows[0].dot[0]));
        let left = layout.rows[1].interval.map(|[low, _]| low);
        assert_eq!(left, Some(layout.label_width + GAP), "the plot begins at the lowest end, which is a limit");
        assert!(layout.rows.iter().all(|row| row.dot[0] < 900.0 - 40.0));
        assert_eq!(layout.rows[1].top - layout.rows[0].top, ROW_HEIGHT);
    }

    #[test]
    fn a_narrow_page_has_each_label_above_its_dot() {
        let layout = lay_out(&values(), LIMITS, None, [400.0, 60.0], 320.0);
        check_inside(&layout);
        assert!(layout.rows.iter().all(|row| row.label[1] < row.dot[1]));
        assert!(layout.label_width + 60.0 < 320.0);
    }

    #[test]
    fn long_labels_leave_room_for_the_dots() {
        let layout = lay_out(&values(), LIMITS, None, [4_000.0, 60.0], 900.0);
        check_inside(&layout);
        assert!(layout.label_width < 400.0);
    }

    #[test]
    fn what_is_alike_is_drawn_apart_from_the_edges() {
        let one = [DotValue { value: 0.5, ..DotValue::default() }];
        let layout = lay_out(&one, LIMITS, Some(0.5), [50.0, 50.0], 600.0);
        let [left, right] = [layout.label_width + GAP, 600.0 - 50.0 - GAP];
        assert!((layout.rows[0].dot[0] - (left + right) / 2.0).abs() < 1e-6);
    }
}
