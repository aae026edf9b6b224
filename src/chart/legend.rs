//! What shades and colours mean.

use leptos::prelude::*;

use super::heat_picture::shade_colors;
use crate::geometry::{
    color::N_SHADES,
    scale::{LinearScale, ticks},
};

const WIDTH: f64 = 260.0;
const BAR_HEIGHT: f64 = 12.0;
const SIDE: f64 = 30.0;

/// The shades from least to most, with ticks at round values.
#[derive(Clone, Debug, PartialEq)]
pub struct ShadeScale {
    /// What the values are.
    pub title: String,
    /// Value of the first shade.
    pub low: f64,
    /// Value of the last shade.
    pub high: f64,
    /// Values and words of the ticks.
    pub ticks: Vec<(f64, String)>,
    /// What an empty cell means.
    pub empty: String,
}

impl ShadeScale {
    /// A scale with about four ticks, written by `words`.
    pub fn new(title: String, low: f64, high: f64, empty: String, words: impl Fn(f64) -> String) -> ShadeScale {
        let mut values = ticks(low, high, 4);
        if values.len() < 2 && high > low {
            values = vec![low, high];
        }
        let ticks = values.into_iter().map(|value| (value, words(value))).collect();
        ShadeScale { title, low, high, ticks, empty }
    }
}

/// Draws a scale of shades.
#[component]
pub fn ShadeLegend(
    /// The scale.
    #[prop(into)]
    scale: Signal<ShadeScale>,
) -> impl IntoView {
    let shade_width = WIDTH / N_SHADES as f64;
    move || {
        let ShadeScale { title, low, high, ticks, empty } = scale.get();
        let position = LinearScale { domain: [low, high], range: [0.0, WIDTH] };
        let shades = (0..N_SHADES).map(|shade| {
            let [fill, _] = shade_colors(shade as u8);
            view! {
                <rect
                    x=(SIDE + shade as f64 * shade_width).to_string()
                    y="0"
                    // A hair wider: no seams between neighbours.
                    width=(shade_width + 0.5).to_string()
                    height=BAR_HEIGHT.to_string()
                    fill=fill
                />
            }
        });
        let description = ticks.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" – ");
        let marks = ticks.into_iter().map(|(value, words)| {
            let x = (SIDE + position.position(value)).to_string();
            view! {
                <line class="legend__tick" x1=x.clone() x2=x.clone() y1=BAR_HEIGHT.to_string() y2=(BAR_HEIGHT + 4.0).to_string()/>
                <text class="legend__text" x=x y=(BAR_HEIGHT + 17.0).to_string() text-anchor="middle">{words}</text>
            }
        });
        view! {
            <div class="legend legend--shades">
                <span class="legend__title">{title.clone()}</span>
                <svg
                    class="legend__shades"
                    role="img"
                    aria-label=format!("{title}: {description}")
                    width=(WIDTH + 2.0 * SIDE).to_string()
                    height="32"
                    viewBox=format!("0 0 {} 32", WIDTH + 2.0 * SIDE)
                >
                    {shades.collect_view()}
                    {marks.collect_view()}
                </svg>
                <span class="legend__item">
                    <span class="legend__empty" aria-hidden={"true"}></span>
                    {empty}
                </span>
            </div>
        }
    }
}

/// A series: its letter in the chart, and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesName {
    /// The letter under its bars, so that colour is not needed.
    pub mark: String,
    /// Its name.
    pub name: String,
}

/// Letter of a series.
pub fn series_mark(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26 + 1) }
}

/// Draws the names of series.
#[component]
pub fn SeriesLegend(
    /// The series, in the order of their bars.
    #[prop(into)]
    series: Signal<Vec<SeriesName>>,
) -> impl IntoView {
    let items = move || {
        let items = series.get().into_iter().enumerate().map(|(at, series)| {
            view! {
                <li class="legend__item">
                    <span class=format!("legend__mark series-{}", at % crate::geometry::color::N_SERIES + 1)>
                        {series.mark}
                    </span>
                    <span class="legend__name" title=series.name.clone()>{series.name.clone()}</span>
                </li>
            }
        });
        items.collect_view()
    };
    view! { <ul class="legend legend--series">{items}</ul> }
}
