//! Bars that shrink from step to step, with what was lost as a hatched part behind them.
//!
//! One bar per series at each step. Bars and lost parts can be picked, by pointer and by keyboard: one of them is in
//! the tab order, the arrow keys move among them (left and right: steps; up and down: within a step).

use leptos::{html::Div, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    tooltip::{Tip, Tooltip},
    width::content_size,
};
use crate::geometry::{
    color::N_SERIES,
    funnel_bars::{BarPlace, BarValue, Direction, FunnelBars, LABEL_LINES, LINE_HEIGHT, Rect, StepPlace, lay_out},
    label,
};

const LABEL_SIZE: f64 = 13.0;
const NOTE_SIZE: f64 = 12.0;
/// A picked part is at least this large to the pointer, however small it is drawn.
const LEAST_TARGET: f64 = 16.0;

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct BarStep {
    /// Its name, in full.
    pub label: String,
    /// Lines of text below; the first one is the most important.
    pub notes: Vec<String>,
    /// One per series.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// How long it is, and its interval.
    pub value: BarValue,
    /// Letter of the series; empty where there is only one.
    pub mark: String,
    /// What was lost, in short, to stand in the lost part.
    pub lost: String,
    /// What the bar says, in words.
    pub title: String,
    /// More about it.
    pub details: Vec<(String, String)>,
    /// What the lost part says; `None` where nothing was lost.
    pub lost_title: Option<String>,
}

/// Part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was reached.
    Reached,
    /// What was lost since the step before.
    Lost,
}

/// A part of a bar of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The step, from 0.
    pub step: usize,
    /// The series, from 0.
    pub series: usize,
    /// Which part.
    pub part: Part,
}

impl Pick {
    fn id(self, chart: &str) -> String {
        let part = if self.part == Part::Lost { "lost" } else { "reached" };
        format!("{chart}-{}-{}-{part}", self.step, self.series)
    }
}

/// Draws the steps; `on_pick` hears which part was chosen.
#[component]
pub fn StepBars(
    /// Prefix of ids in the page.
    id: &'static str,
    /// Name of the chart, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// The steps.
    #[prop(into)]
    steps: Signal<Vec<BarStep>>,
    /// A share 0..=1 in words, for the axis.
    percent: fn(f64) -> String,
    /// The part that is shown as chosen.
    #[prop(into)]
    chosen: Signal<Option<Pick>>,
    /// Hears which part was chosen.
    on_pick: Callback<Pick>,
) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let size = content_size(container);
    // Drawn once its width is known: drawn before, it would be drawn twice.
    let is_measured = Memo::new(move |_| size.with(Option::is_some));
    let width = Memo::new(move |_| size.get().map_or(900.0, |[width, _]| width.floor()));
    let tip = RwSignal::new(None::<Tip>);
    let active = RwSignal::new(Pick { step: 0, series: 0, part: Part::Reached });

    let layout = Memo::new(move |_| {
        steps.with(|steps| {
            let values: Vec<Vec<BarValue>> =
                steps.iter().map(|step| step.bars.iter().map(|bar| bar.value).collect()).collect();
            let n_notes = steps.iter().map(|step| step.notes.len()).max().unwrap_or_default();
            lay_out(&values, n_notes, width.get())
        })
    });

    let move_to = move |next: Pick| {
        active.set(next);
        // In the chart, not in the document: an element's shadow tree has ids of its own.
        let chart = container.get_untracked();
        let target = chart.and_then(|chart| chart.query_selector(&format!("#{}", next.id(id))).ok().flatten());
        if let Some(target) = target.and_then(|element| element.dyn_into::<web_sys::SvgElement>().ok()) {
            let _ = target.focus();
        }
    };
    let on_key = move |pick: Pick, event: web_sys::KeyboardEvent| {
        let next = match event.key().as_str() {
            "Enter" | " " => {
                event.prevent_default();
                on_pick.run(pick);
                return;
            }
            key => steps.with_untracked(|steps| neighbour(steps, pick, key)),
        };
        if let Some(next) = next {
            event.prevent_default();
            move_to(next);
        }
    };

    let drawing = move || {
        let (layout, steps) = (layout.get(), steps.get());
        let grid = layout.grid.iter().map(|line| {
            let anchor = match layout.direction {
                Direction::Up => "end",
                Direction::Right if line.share == 0.0 => "start",
                Direction::Right if line.share == 1.0 => "end",
                Direction::Right => "middle",
            };
            view! {
                <line
                    class="bars__grid"
                    x1=line.line.from[0].to_string()
                    y1=line.line.from[1].to_string()
                    x2=line.line.to[0].to_string()
                    y2=line.line.to[1].to_string()
                />
                <text
                    class="bars__axis"
                    x=line.label[0].to_string()
                    y=line.label[1].to_string()
                    text-anchor=anchor
                    aria-hidden="true"
                >
                    {percent(line.share)}
                </text>
            }
        });
        let grid = grid.collect_view();
        let drawn = steps.iter().zip(&layout.steps).enumerate().map(|(at, (step, place))| {
            let bars = step.bars.iter().zip(&place.bars).enumerate().flat_map(|(series, (bar, bar_place))| {
                [Part::Lost, Part::Reached].map(|part| {
                    let pick = Pick { step: at, series, part };
                    if part == Part::Lost && bar.lost_title.is_none() {
                        return None;
                    }
                    let (title, details) = match part {
                        Part::Reached => (bar.title.clone(), bar.details.clone()),
                        Part::Lost => (bar.lost_title.clone().unwrap_or_default(), Vec::new()),
                    };
                    let spoken = spoken(&title, &details);
                    let beside = corner(if part == Part::Lost { bar_place.ghost } else { bar_place.bar });
                    let shown = Tip { at: beside, title, details };
                    let focus_tip = shown.clone();
                    Some(view! {
                        <g
                            id=pick.id(id)
                            class=format!("bars__part series-{}", series % N_SERIES + 1)
                            class:bars__part--chosen=move || chosen.get() == Some(pick)
                            role="button"
                            tabindex=move || if active.get() == pick { "0" } else { "-1" }
                            aria-label=spoken
                            aria-pressed=move || (chosen.get() == Some(pick)).to_string()
                            on:click=move |_| {
                                active.set(pick);
                                on_pick.run(pick);
                            }
                            on:keydown=move |event| on_key(pick, event)
                            on:pointermove=move |event| {
                                if let Some(container) = container.get_untracked() {
                                    let edge = container.get_bounding_client_rect();
                                    let at = [
                                        f64::from(event.client_x()) - edge.left(),
                                        f64::from(event.client_y()) - edge.top(),
                                    ];
                                    tip.set(Some(Tip { at, ..shown.clone() }));
                                }
                            }
                            on:pointerleave=move |_| tip.set(None)
                            on:focus=move |_| {
                                active.set(pick);
                                tip.set(Some(focus_tip.clone()));
                            }
                            on:blur=move |_| tip.set(None)
                        >
                            {draw_part(part, bar, bar_place, layout.direction)}
                        </g>
                    })
                })
            });
            let bars = bars.collect_view();
            view! { <g class="bars__step">{draw_words(at, step, place)} {bars}</g> }
        });
        let drawn = drawn.collect_view();
        // A step that is gone must not keep the tab order to itself.
        let here = active.get_untracked();
        if here.step >= steps.len() || here.series >= steps.first().map_or(0, |step| step.bars.len()) {
            active.set(Pick { step: 0, series: 0, part: Part::Reached });
        }
        draw_frame(&layout, label.get(), grid.into_any(), drawn.into_any())
    };

    view! {
        <div class="chart bars" id=id node_ref=container>
            <div class="chart__scroll" tabindex="-1">{move || is_measured.get().then(drawing)}</div>
            <Tooltip tip=tip width=width/>
        </div>
    }
}

fn draw_frame(layout: &FunnelBars, label: String, grid: AnyView, steps: AnyView) -> impl IntoView + use<> {
    view! {
        <svg
            class="bars__picture"
            role="group"
            aria-label=label
            width=layout.width.to_string()
            height=layout.height.to_string()
            viewBox=format!("0 0 {} {}", layout.width, layout.height)
        >
            <defs>
                <pattern id="lost-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="bars__hatch-ground" width="6" height={"6"}/>
                    <line class="bars__hatch" x1="0" y1="0" x2="0" y2={"6"}/>
                </pattern>
            </defs>
            {grid}
            {steps}
        </svg>
    }
}

/// Label and notes of a step.
fn draw_words(at: usize, step: &BarStep, place: &StepPlace) -> impl IntoView + use<> {
    let numbered = format!("{}  {}", at + 1, step.label);
    let lines = label::wrap(&numbered, place.text_width, LABEL_SIZE, LABEL_LINES);
    // A stacked step has room for one line.
    let stacked = place.notes.first().is_none_or(|note| note[0] == 0.0 && place.label[0] == 0.0);
    let lines = if stacked { vec![label::fit(&numbered, place.text_width, LABEL_SIZE)] } else { lines };
    let n_lines = lines.len();
    let lines = lines.into_iter().enumerate().map(|(line, words)| {
        // Short labels stand next to the bars: the last line is always at the same height.
        let lift = if stacked { 0.0 } else { (LABEL_LINES - n_lines) as f64 * LINE_HEIGHT };
        let y = place.label[1] + lift + line as f64 * LINE_HEIGHT;
        view! {
            <text class="bars__label" x=place.label[0].to_string() y=y.to_string()>
                {words}
            </text>
        }
    });
    let notes = step.notes.iter().zip(&place.notes).enumerate().map(|(note, (words, at))| {
        let class = if note == 0 { "bars__note bars__note--first" } else { "bars__note" };
        view! {
            <text class=class x=at[0].to_string() y=at[1].to_string()>
                {label::fit(words, place.text_width, NOTE_SIZE)}
            </text>
        }
    });
    view! {
        <g aria-hidden="true">
            <title>{step.label.clone()}</title>
            {lines.collect_view()}
            {notes.collect_view()}
        </g>
    }
}

/// The marks of one part of a bar.
fn draw_part(part: Part, bar: &Bar, place: &BarPlace, direction: Direction) -> impl IntoView + use<> {
    let rect = |class: &'static str, rect: Rect| {
        view! {
            <rect
                class=class
                x=rect.x.to_string()
                y=rect.y.to_string()
                width=rect.width.to_string()
                height=rect.height.to_string()
            />
        }
    };
    match part {
        Part::Lost => {
            let words = lost_words(bar, place, direction);
            view! { <>{rect("bars__target", target(place.ghost, direction))} {rect("bars__lost", place.ghost)} {words}</> }
                .into_any()
        }
        Part::Reached => {
            let whisker = place.whisker.map(|segments| {
                segments
                    .map(|segment| {
                        view! {
                            <line
                                class="bars__whisker"
                                x1=segment.from[0].to_string()
                                y1=segment.from[1].to_string()
                                x2=segment.to[0].to_string()
                                y2=segment.to[1].to_string()
                            />
                        }
                    })
                    .into_iter()
                    .collect_view()
            });
            let mark = (!bar.mark.is_empty()).then(|| mark(bar, place, direction));
            view! {
                <>{rect("bars__target", target(place.bar, direction))} {rect("bars__bar", place.bar)} {whisker} {mark}</>
            }
            .into_any()
        }
    }
}

/// The count that was lost, inside its part where there is room.
fn lost_words(bar: &Bar, place: &BarPlace, direction: Direction) -> Option<impl IntoView + use<>> {
    let ghost = place.ghost;
    let wide = label::width(&bar.lost, NOTE_SIZE) + 8.0;
    let fits = ghost.width >= wide && ghost.height >= 18.0;
    let (x, y) = match direction {
        Direction::Up => (ghost.x + ghost.width / 2.0, ghost.y + 14.0),
        Direction::Right => (ghost.x + ghost.width - wide / 2.0, ghost.y + ghost.height / 2.0 + 4.0),
    };
    let paper = Rect { x: x - wide / 2.0, y: y - 11.5, width: wide, height: 15.0 };
    fits.then(|| {
        view! {
            <rect
                class="bars__paper"
                x=paper.x.to_string()
                y=paper.y.to_string()
                width=paper.width.to_string()
                height=paper.height.to_string()
                rx="2"
            />
            <text class="bars__lost-words" x=x.to_string() y=y.to_string() text-anchor="middle" aria-hidden="true">
                {bar.lost.clone()}
            </text>
        }
    })
}

/// The letter of the series at the foot of its bar.
fn mark(bar: &Bar, place: &BarPlace, direction: Direction) -> impl IntoView + use<> {
    let (x, y) = match direction {
        Direction::Up => (place.bar.x + place.bar.width / 2.0, place.bar.y + place.bar.height + 10.0),
        Direction::Right => (place.bar.x - 4.0, place.bar.y + place.bar.height - 2.0),
    };
    let anchor = if direction == Direction::Up { "middle" } else { "end" };
    view! {
        <text class="bars__mark" x=x.to_string() y=y.to_string() text-anchor=anchor aria-hidden="true">
            {bar.mark.clone()}
        </text>
    }
}

/// The drawn box, grown to a size that can be hit: a bar grows into the plot, a lost part towards the page's edge.
fn target(drawn: Rect, direction: Direction) -> Rect {
    match direction {
        Direction::Up => {
            let height = drawn.height.max(LEAST_TARGET);
            Rect { y: drawn.y + drawn.height - height, height, ..drawn }
        }
        Direction::Right => Rect { width: drawn.width.max(LEAST_TARGET), ..drawn },
    }
}

fn corner(rect: Rect) -> [f64; 2] {
    [rect.x + rect.width / 2.0, rect.y + (rect.height / 2.0).min(40.0)]
}

fn spoken(title: &str, details: &[(String, String)]) -> String {
    let mut words = title.to_owned();
    for (what, much) in details {
        words.push_str(&format!("; {what}: {much}"));
    }
    words
}

/// Where a key leads from a part; `None` where it leads nowhere.
fn neighbour(steps: &[BarStep], from: Pick, key: &str) -> Option<Pick> {
    let has = |pick: &Pick| {
        let bar = steps.get(pick.step).and_then(|step| step.bars.get(pick.series));
        bar.is_some_and(|bar| pick.part == Part::Reached || bar.lost_title.is_some())
    };
    let at_step = |step: usize| {
        let same = Pick { step, ..from };
        if has(&same) { same } else { Pick { part: Part::Reached, ..same } }
    };
    let last = steps.len().checked_sub(1)?;
    let next = match key {
        "ArrowRight" => at_step((from.step + 1).min(last)),
        "ArrowLeft" => at_step(from.step.saturating_sub(1)),
        "Home" => at_step(0),
        "End" => at_step(last),
        "ArrowUp" | "ArrowDown" => {
            let n_series = steps.get(from.step)?.bars.len();
            let parts: Vec<Pick> = (0..n_series)
                .flat_map(|series| [Part::Reached, Part::Lost].map(|part| Pick { step: from.step, series, part }))
                .filter(has)
                .collect();
            let here = parts.iter().position(|pick| *pick == from)?;
            let there = if key == "ArrowDown" { here + 1 } else { here.checked_sub(1)? };
            *parts.get(there)?
        }
        _ => return None,
    };
    (next != from && has(&next)).then_some(next)
}
