//! A small line: how a figure went through the period before and through this one. Broken where there is nothing.
//!
//! A picture to look at; its numbers are said beside it.

use leptos::prelude::*;

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 36.0;
/// Room for the thickness of the line.
const EDGE: f64 = 2.0;

/// Draws the line; nothing where there are no values. The first half is the period before.
#[component]
pub fn TrendLine(
    /// What it shows, for assistive technology.
    label: Signal<String>,
    /// The values, in order.
    values: Vec<Option<f64>>,
) -> impl IntoView {
    let half = values.len() / 2;
    // The second half starts from the last point of the first, so that the line goes on.
    let drawn = [(0..half + 1, "trend__before"), (half..values.len(), "trend__now")];
    let lines = drawn.map(|(range, class)| {
        let path = path(&values, range);
        view! { <path class=class d=path/> }
    });
    (!values.is_empty()).then(move || {
        view! {
            <svg class="trend" role="img" aria-label=move || label.get() viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none">
                {lines.into_iter().collect_view()}
            </svg>
        }
    })
}

/// The path of a stretch of the values, on a scale from 0 to the largest (from the least, where that is below 0).
fn path(values: &[Option<f64>], range: std::ops::Range<usize>) -> String {
    let known = || values.iter().flatten().copied();
    let (least, most) = (known().fold(0.0, f64::min), known().fold(0.0, f64::max));
    let span = if most > least { most - least } else { 1.0 };
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let mut path = String::new();
    let mut is_open = false;
    for (at, &value) in values.iter().enumerate().take(range.end).skip(range.start) {
        match value {
            Some(value) => {
                let y = EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - (value - least) / span);
                path.push_str(&format!("{}{:.1} {y:.1}", if is_open { "L" } else { "M" }, at as f64 * step));
                is_open = true;
            }
            None => is_open = false,
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_broken_where_there_is_nothing() {
        let values = [Some(0.0), Some(2.0), None, Some(1.0)];
        assert_eq!(path(&values, 0..4), "M0.0 34.0L66.7 2.0M200.0 18.0");
        assert_eq!(path(&values, 2..4), "M200.0 18.0");
        assert_eq!(path(&[], 0..1), "");
    }

    #[test]
    fn what_is_below_zero_has_room() {
        assert_eq!(path(&[Some(-1.0), Some(1.0)], 0..2), "M0.0 34.0L200.0 2.0");
    }
}
