//! Values as dots with their intervals, one row each, beside what all of them are compared with.
//!
//! A picture to look at; what it says is said again by a table.

use std::sync::Arc;

use leptos::{html::Div, prelude::*};

use super::width::content_size;
use crate::geometry::{
    dot_rows::{self, DotPlace, DotValue},
    label,
};

const LABEL_SIZE: f64 = 13.0;
const NOTE_SIZE: f64 = 12.0;

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRow {
    /// Its name.
    pub label: String,
    /// What stands at the right edge.
    pub note: String,
    /// What the row says, in words.
    pub title: String,
    /// Where its dot is.
    pub value: DotValue,
    /// Whether it sums up the others.
    pub is_sum: bool,
}

/// What is drawn.
#[derive(Clone)]
pub struct DotFigure {
    /// The rows, from the top.
    pub rows: Vec<DotRow>,
    /// The least and the greatest value that there can be.
    pub limits: [f64; 2],
    /// The value that all are compared with.
    pub reference: Option<f64>,
    /// A round value in words, for the axis.
    pub tick: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

/// Draws the rows.
#[component]
pub fn DotRows(
    /// The id of the chart.
    id: &'static str,
    /// Name of the chart, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// What is drawn.
    figure: Signal<Option<DotFigure>>,
) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let size = content_size(container);
    let width = Memo::new(move |_| size.get().map(|[width, _]| width.floor()));
    let drawing = move || {
        let (width, figure) = (width.get()?, figure.get()?);
        let values: Vec<DotValue> = figure.rows.iter().map(|row| row.value).collect();
        let widest = |width: &dyn Fn(&DotRow) -> f64| figure.rows.iter().map(width).fold(0.0, f64::max);
        let room =
            [widest(&|row| label::width(&row.label, LABEL_SIZE)), widest(&|row| label::width(&row.note, NOTE_SIZE))];
        let layout = dot_rows::lay_out(&values, figure.limits, figure.reference, room, width);
        let (top, bottom) = (layout.top.to_string(), layout.height.to_string());
        let ticks = layout.ticks.iter().map(|&(value, x)| {
            view! {
                {line("dots__grid", [x.to_string(), x.to_string()], [top.clone(), bottom.clone()])}
                <text class="dots__axis" x=x.to_string() y=(layout.top - 8.0).to_string() text-anchor="middle">
                    {(figure.tick)(value)}
                </text>
            }
        });
        let ticks = ticks.collect_view();
        let reference = layout
            .reference
            .map(|x| line("dots__reference", [x.to_string(), x.to_string()], [top.clone(), bottom.clone()]));
        let rows = figure.rows.iter().zip(&layout.rows);
        let rows = rows.map(|(row, place)| draw_row(row, place, width, layout.label_width, layout.row_height));
        Some(view! {
            <svg
                role="img"
                aria-label=label.get()
                width=width.to_string()
                height=layout.height.to_string()
                viewBox=format!("0 0 {width} {}", layout.height)
            >
                {ticks}
                {reference}
                {rows.collect_view()}
            </svg>
        })
    };
    view! { <div class="chart" id=id node_ref=container>{drawing}</div> }
}

fn draw_row(row: &DotRow, place: &DotPlace, width: f64, label_width: f64, height: f64) -> impl IntoView + use<> {
    let [x, y] = place.dot.map(|position| position.to_string());
    let [left, baseline] = place.label.map(|position| position.to_string());
    let interval =
        place.interval.map(|ends| line("dots__interval", ends.map(|end| end.to_string()), [y.clone(), y.clone()]));
    view! {
        <g class=if row.is_sum { "dots__row dots__row--sum" } else { "dots__row" }>
            <title>{row.title.clone()}</title>
            <rect
                class="dots__target"
                x="0"
                y=place.top.to_string()
                width=width.to_string()
                height=height.to_string()
            />
            <text class="dots__label" x=left y=baseline.clone()>{label::fit(&row.label, label_width, LABEL_SIZE)}</text>
            <text class="dots__note" x=width.to_string() y=baseline text-anchor="end">{row.note.clone()}</text>
            {interval}
            {place.other.map(|x| view! { <circle class={"dots__other"} cx=x.to_string() cy=y.clone() r="4"/> })}
            <circle class="dots__dot" cx=x cy=y r={if row.is_sum { "5" } else { "4" }}/>
        </g>
    }
}

fn line(class: &'static str, [x1, x2]: [String; 2], [y1, y2]: [String; 2]) -> impl IntoView + use<> {
    view! { <line class=class x1=x1 x2=x2 y1=y1 y2=y2/> }
}
