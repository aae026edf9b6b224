//! A journey map: stages side by side as columns, under each what is known of it, row by row.
//!
//! Stages can be picked, by pointer and by keyboard: one of them is in the tab order, the arrow keys move among them.

use std::sync::Arc;

use leptos::{html::Div, prelude::*};
use wasm_bindgen::JsCast;

use super::width::content_size;
use crate::geometry::{
    journey_map::{
        Band, FONT_SIZE, HEAD_HEIGHT, LABEL_WIDTH, LINE_HEIGHT, MOST_FEELING, MapLayout, PADDING, POINT, stretches,
    },
    label,
};

/// Height of the bar of shares, and of what stands under it.
const SHARE_BAR: f64 = 10.0;
/// Height of the row of feelings.
const FEELINGS_HEIGHT: f64 = 132.0;
/// From one bar to the next.
const BAR_PITCH: f64 = 25.0;
/// Classes of the parts of a whole.
const PARTS: [&str; 4] = ["map__part-1", "map__part-2", "map__part-3", "map__part-4"];
/// A note has no more lines.
const NOTE_LINES: usize = 8;
/// So far a dot reaches.
const DOT: f64 = 4.5;

/// The map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapFigure {
    /// Its stages, in order.
    pub stages: Vec<MapStage>,
    /// Its rows, downwards.
    pub rows: Vec<MapRow>,
}

/// A stage of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapStage {
    /// In the address of the page and to the one who hears what was picked.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its colour, for style sheets.
    pub color: String,
    /// What is to be said of it, for assistive technology.
    pub spoken: String,
}

/// A row of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRow {
    /// Its name.
    pub label: String,
    /// What stands under the name.
    pub note: String,
    /// What stands in it.
    pub cells: MapCells,
}

/// What stands in a row, stage by stage.
#[derive(Clone, Debug, PartialEq)]
pub enum MapCells {
    /// Lines of text; the first one is the most important.
    Lines(Vec<Vec<String>>),
    /// Parts of a whole: one bar, and a line for each.
    Shares(Vec<Vec<MapShare>>),
    /// A line of feelings through all stages, and a dashed one of others.
    Feelings {
        /// The feelings.
        own: Vec<Option<Feeling>>,
        /// Those of others, from −2 to +2.
        other: Vec<Option<f64>>,
    },
    /// A list with bars.
    Bars(Vec<Vec<MapBar>>),
    /// Texts of any length, below each other.
    Notes(Vec<Vec<String>>),
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct MapShare {
    /// How large, 0..=1.
    pub share: f64,
    /// In words.
    pub text: String,
}

/// How customers feel.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling {
    /// From −2 to +2.
    pub value: f64,
    /// Its interval.
    pub interval: Option<[f64; 2]>,
    /// In words.
    pub text: String,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct MapBar {
    /// How long its bar is, 0..=1.
    pub share: f64,
    /// Its name.
    pub label: String,
    /// Its number.
    pub value: String,
}

impl MapRow {
    /// How high it is, where a cell has so much room from left to right.
    fn height(&self, room: f64) -> f64 {
        let most = |cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or_default() as f64;
        let content = match &self.cells {
            MapCells::Lines(cells) => most(&mut cells.iter().map(Vec::len)) * LINE_HEIGHT,
            MapCells::Shares(cells) => most(&mut cells.iter().map(Vec::len)) * LINE_HEIGHT + SHARE_BAR + 6.0,
            MapCells::Feelings { .. } => return FEELINGS_HEIGHT,
            MapCells::Bars(cells) => most(&mut cells.iter().map(Vec::len)) * BAR_PITCH,
            MapCells::Notes(cells) => most(&mut cells.iter().map(|cell| wrapped(cell, room).len())) * LINE_HEIGHT,
        };
        let name = (self.label_lines().len() + self.note_lines().len()) as f64 * LINE_HEIGHT;
        content.max(name) + 2.0 * PADDING
    }

    fn label_lines(&self) -> Vec<String> {
        label::wrap(&self.label, LABEL_WIDTH - PADDING, FONT_SIZE, 2)
    }

    fn note_lines(&self) -> Vec<String> {
        label::wrap(&self.note, LABEL_WIDTH - PADDING, FONT_SIZE - 1.0, 3)
    }
}

/// Draws the map; `on_pick` hears the id of the stage that was chosen.
#[component]
pub fn JourneyPicture(
    /// Prefix of ids in the page.
    id: &'static str,
    /// Name of the chart, for assistive technology.
    label: Signal<String>,
    /// What it shows.
    figure: Signal<Arc<MapFigure>>,
    /// The stage that is shown as chosen.
    chosen: Signal<Option<String>>,
    /// Hears which stage was chosen.
    on_pick: Callback<String>,
) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let size = content_size(container);
    let width = Memo::new(move |_| size.get().map(|[width, _]| width.floor()));
    let active = RwSignal::new(0);
    let head_id = move |stage: usize| format!("{id}-stage-{stage}");
    let move_to = move |stage: usize| {
        active.set(stage);
        let head = container.get_untracked().and_then(|chart| {
            let found = chart.query_selector(&format!("#{}", head_id(stage)));
            found.ok().flatten()?.dyn_into::<web_sys::SvgElement>().ok()
        });
        if let Some(head) = head {
            let _ = head.focus();
        }
    };
    let on_key = move |stage: usize, event: web_sys::KeyboardEvent| {
        let last = figure.with_untracked(|figure| figure.stages.len().saturating_sub(1));
        let next = match event.key().as_str() {
            "ArrowRight" => (stage + 1).min(last),
            "ArrowLeft" => stage.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                return on_pick.run(figure.with_untracked(|figure| figure.stages[stage].id.clone()));
            }
            _ => return,
        };
        event.prevent_default();
        move_to(next);
    };
    let drawing = move || {
        let figure = figure.get();
        let layout = |heights: &[f64]| MapLayout::new(figure.stages.len(), heights, width.get().unwrap_or_default());
        let room = layout(&[]).cell_width();
        let heights: Vec<f64> = figure.rows.iter().map(|row| row.height(room)).collect();
        let layout = layout(&heights);
        // A stage that is gone must not keep the tab order to itself.
        if active.get_untracked() >= figure.stages.len() {
            active.set(0);
        }
        let heads = figure.stages.iter().enumerate().map(|(at, stage)| {
            let (own, picked) = (stage.id.clone(), stage.id.clone());
            let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&own)));
            let corners: Vec<String> = layout.head(at).iter().map(|[x, y]| format!("{x},{y}")).collect();
            let room = layout.stage_width - 2.0 * (PADDING + POINT);
            view! {
                <g
                    id=head_id(at)
                    class="map__head"
                    class:map__head--chosen=move || is_chosen.get()
                    role="button"
                    tabindex=move || if active.get() == at { "0" } else { "-1" }
                    aria-label=stage.spoken.clone()
                    aria-pressed=move || is_chosen.get().to_string()
                    on:click=move |_| {
                        active.set(at);
                        on_pick.run(picked.clone());
                    }
                    on:keydown=move |event| on_key(at, event)
                    on:focus=move |_| active.set(at)
                >
                    <polygon class="map__head-shape" points=corners.join(" ")/>
                    <rect
                        x=layout.stage_x(at).to_string()
                        y=(HEAD_HEIGHT - 5.0).to_string()
                        width=(layout.stage_width - 2.0).to_string()
                        height="3"
                        style:fill=stage.color.clone()
                    />
                    {text("map__head-name", "start", [layout.stage_x(at) + PADDING + POINT, 21.0], label::fit(&stage.name, room, 14.0))}
                </g>
            }
        });
        let heads = heads.collect_view();
        let rows = figure.rows.iter().zip(&layout.bands).map(|(row, &band)| draw_row(row, band, &layout));
        let rows = rows.collect_view();
        view! {
            <svg
                class="map__picture"
                role="group"
                aria-label=label.get()
                width=layout.width.to_string()
                height=layout.height.to_string()
                viewBox=format!("0 0 {} {}", layout.width, layout.height)
            >
                {(0..figure.stages.len())
                    .filter(|at| at % 2 == 1)
                    .map(|at| {
                        rect("map__stripe", [layout.stage_x(at), HEAD_HEIGHT, layout.stage_width, layout.height - HEAD_HEIGHT])
                    })
                    .collect_view()}
                {heads}
                <g aria-hidden="true">{rows}</g>
            </svg>
        }
    };
    view! {
        <div class="chart map" id=id node_ref=container>
            <div class="chart__scroll" tabindex="0" role="region" aria-label=move || label.get()>
                {move || width.get().is_some().then(drawing)}
            </div>
        </div>
    }
}

/// A row: its label, and what stands under each stage.
fn draw_row(row: &MapRow, band: Band, layout: &MapLayout) -> AnyView {
    let first_line = band.top + PADDING + FONT_SIZE;
    let label = row.label_lines();
    let below = first_line + label.len() as f64 * LINE_HEIGHT;
    let label = lines("map__label", [0.0, first_line], label);
    let note = lines("map__note", [0.0, below], row.note_lines());
    let cells = match &row.cells {
        MapCells::Lines(cells) => by_stage(layout, cells, |[x, room], cell: &Vec<String>| {
            let words: Vec<String> = cell.iter().map(|line| label::fit(line, room, FONT_SIZE)).collect();
            let (first, others) = words.split_at(1.min(words.len()));
            let first = lines("map__line map__line--first", [x, first_line], first.to_vec());
            let others = lines("map__line", [x, first_line + LINE_HEIGHT], others.to_vec());
            view! { <>{first} {others}</> }.into_any()
        }),
        MapCells::Shares(cells) => by_stage(layout, cells, |[x, room], cell| draw_shares(cell, x, room, band)),
        MapCells::Bars(cells) => by_stage(layout, cells, |[x, room], cell| draw_bars(cell, x, room, band)),
        MapCells::Notes(cells) => {
            by_stage(layout, cells, |[x, room], cell| lines("map__line", [x, first_line], wrapped(cell, room)))
        }
        MapCells::Feelings { own, other } => draw_feelings(own, other, band, layout),
    };
    view! {
        <>
            <line
                class="map__rule"
                x1="0"
                x2=(layout.width - POINT).to_string()
                y1=band.top.to_string()
                y2=band.top.to_string()
            />
            {label}
            {note}
            {cells}
        </>
    }
    .into_any()
}

/// What stands under each stage; `draw` is given where a cell begins and how wide it is.
fn by_stage<T>(layout: &MapLayout, cells: &[T], draw: impl Fn([f64; 2], &T) -> AnyView) -> AnyView {
    let room = layout.cell_width();
    let cells = cells.iter().enumerate().map(|(at, cell)| draw([layout.stage_x(at) + PADDING, room], cell));
    cells.collect_view().into_any()
}

/// The lines of texts that stand below each other.
fn wrapped(texts: &[String], room: f64) -> Vec<String> {
    texts.iter().flat_map(|text| label::wrap(text, room, FONT_SIZE, NOTE_LINES)).collect()
}

fn draw_shares(shares: &[MapShare], x: f64, room: f64, band: Band) -> AnyView {
    let top = band.top + PADDING;
    let mut from = x;
    let parts = shares.iter().enumerate().map(|(part, share)| {
        let width = share.share * room;
        let bar = rect(PARTS[part % PARTS.len()], [from, top, width, SHARE_BAR]);
        from += width;
        let line = top + SHARE_BAR + 6.0 + FONT_SIZE + part as f64 * LINE_HEIGHT;
        let key = rect(PARTS[part % PARTS.len()], [x, line - 9.0, 9.0, 9.0]);
        // Into the padding, where need be: a number is not cut.
        let words = label::fit(&share.text, room - 14.0 + PADDING, FONT_SIZE);
        view! { <>{bar} {key} {text("map__line", "start", [x + 14.0, line], words)}</> }
    });
    parts.collect_view().into_any()
}

fn draw_bars(bars: &[MapBar], x: f64, room: f64, band: Band) -> AnyView {
    let bars = bars.iter().enumerate().map(|(at, bar)| {
        let y = band.top + PADDING + at as f64 * BAR_PITCH;
        let value = label::width(&bar.value, FONT_SIZE);
        let name = label::fit(&bar.label, room - value - 8.0, FONT_SIZE);
        let bar_at = rect("map__bar", [x, y + FONT_SIZE + 4.0, bar.share * room, 3.0]);
        view! {
            <>
                {text("map__line", "start", [x, y + FONT_SIZE], name)}
                {text("map__value", "end", [x + room, y + FONT_SIZE], bar.value.clone())}
                {bar_at}
            </>
        }
    });
    bars.collect_view().into_any()
}

fn draw_feelings(feelings: &[Option<Feeling>], others: &[Option<f64>], band: Band, layout: &MapLayout) -> AnyView {
    let axis = [MOST_FEELING, 0.0, -MOST_FEELING].map(|feeling| {
        let y = band.feeling_y(feeling);
        let name = if feeling > 0.0 {
            "+2"
        } else if feeling < 0.0 {
            "−2"
        } else {
            "0"
        };
        let class = if feeling == 0.0 { "map__neutral" } else { "map__extreme" };
        view! {
            <>
                {segment(class, [LABEL_WIDTH, y], [layout.width - POINT, y])}
                {text("map__axis", "start", [LABEL_WIDTH + 3.0, y - 3.0], name.to_owned())}
            </>
        }
    });
    let place = |(at, value): (usize, Option<f64>)| Some([layout.middle(at), band.feeling_y(value?)]);
    let own = feelings.iter().map(|feeling| feeling.as_ref().map(|feeling| feeling.value));
    let places: Vec<Option<[f64; 2]>> = own.enumerate().map(place).collect();
    let places_of_others: Vec<Option<[f64; 2]>> = others.iter().copied().enumerate().map(place).collect();
    let line = |class: &'static str, places: &[Option<[f64; 2]>]| {
        let lines = stretches(places).into_iter().map(|points| {
            let points: Vec<String> = points.iter().map(|[x, y]| format!("{x},{y}")).collect();
            view! { <polyline class=class points=points.join(" ")/> }
        });
        lines.collect_view()
    };
    let line_of_others = line("map__feeling map__feeling--other", &places_of_others);
    let dots_of_others = places_of_others.into_iter().flatten().map(|[x, y]| {
        view! { <circle class={"map__dot map__dot--other"} cx=x.to_string() cy=y.to_string() r=(DOT - 1.0).to_string()/> }
    });
    let dots_of_others = dots_of_others.collect_view();
    let line = line("map__feeling", &places);
    let points = feelings.iter().zip(&places).filter_map(|(feeling, place)| feeling.as_ref().zip(*place)).map(
        |(feeling, [x, y])| {
            let whisker = feeling.interval.map(|interval| {
                let [low, high] = interval.map(|value| band.feeling_y(value));
                segment("map__whisker", [x, low], [x, high])
            });
            let mood = if feeling.value < 0.0 { "map__dot map__dot--low" } else { "map__dot" };
            view! {
                <>
                    {whisker}
                    <circle class=mood cx=x.to_string() cy=y.to_string() r=DOT.to_string()/>
                    {text("map__line", "middle", [x, band.top + PADDING + FONT_SIZE - 2.0], feeling.text.clone())}
                </>
            }
        },
    );
    let points = points.collect_view();
    let axis = axis.into_iter().collect_view();
    view! { <>{axis} {line_of_others} {dots_of_others} {line} {points}</> }.into_any()
}

fn lines(class: &'static str, [x, y]: [f64; 2], lines: Vec<String>) -> AnyView {
    let lines =
        lines.into_iter().enumerate().map(|(at, words)| text(class, "start", [x, y + at as f64 * LINE_HEIGHT], words));
    lines.collect_view().into_any()
}

fn text(class: &'static str, anchor: &'static str, [x, y]: [f64; 2], words: String) -> AnyView {
    view! { <text class=class x=x.to_string() y=y.to_string() text-anchor=anchor>{words}</text> }.into_any()
}

fn rect(class: &'static str, [x, y, width, height]: [f64; 4]) -> AnyView {
    view! {
        <rect class=class x=x.to_string() y=y.to_string() width=width.to_string() height=height.to_string()/>
    }
    .into_any()
}

fn segment(class: &'static str, from: [f64; 2], to: [f64; 2]) -> AnyView {
    view! {
        <line class=class x1=from[0].to_string() y1=from[1].to_string() x2=to[0].to_string() y2=to[1].to_string()/>
    }
    .into_any()
}
