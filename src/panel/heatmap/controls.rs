//! The controls of the heatmap: presets, rows and columns, measure, goal, how cells are shown.

use leptos::prelude::*;

use super::{
    state::{Control, Preset},
    wording::{MEASURES, ORDERS, SHOWS, dimension_name, dimensions, measure_name, order_name, show_name},
};
use crate::{
    analysis::{Dimension, Measure},
    event_log::ColumnRole,
    panel::{History, touchpoint_list::GoalList, use_workspace},
    text::{Words, use_words},
};

/// The most steps of a step matrix.
const MOST_STEPS: u32 = 100;
const DEFAULT_STEPS: u32 = 10;

/// The ready-made heatmaps, one click each.
#[component]
pub fn Presets(
    /// The state of the screen.
    control: Control,
) -> impl IntoView {
    let words = use_words();
    let has_channel = has_role(ColumnRole::Channel);
    let buttons = Preset::ALL.map(|preset| {
        let name = move || {
            let text = &words.get().heatmap;
            match preset {
                Preset::StageChannel => text.stage_channel,
                Preset::TouchpointNext => text.touchpoint_next,
                Preset::StepMatrix => text.step_matrix,
                Preset::WeekdayHour => text.weekday_hour,
                Preset::TouchpointOutcome => text.touchpoint_outcome,
            }
        };
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || control.state.with(|state| preset.is(state)).to_string()
                disabled=move || { preset == Preset::StageChannel && !has_channel.get() }
                on:click=move |_| {
                    control.update(History::Push, |state| {
                        *state = preset.state(state.question.scope.clone(), state.question.goal.clone());
                    });
                }
            >
                {name}
            </button>
        }
    });
    view! {
        <div class="presets" role="group" aria-label=move || words.get().heatmap.presets>
            {buttons.into_iter().collect_view()}
        </div>
    }
}

fn has_role(role: ColumnRole) -> Memo<bool> {
    let workspace = use_workspace();
    Memo::new(move |_| {
        workspace.log.with(|log| log.as_ref().is_some_and(|log| log.report.summary.columns.contains_key(&role)))
    })
}

/// Rows, columns, measure, goal, and how cells are shown.
#[component]
pub fn Choices(
    /// The state of the screen.
    control: Control,
) -> impl IntoView {
    let words = use_words();
    let state = control.state;
    let rows = Memo::new(move |_| state.with(|state| state.question.rows.clone()));
    let columns = Memo::new(move |_| state.with(|state| state.question.columns.clone()));
    let choose_rows = Callback::new(move |dimension: Dimension| {
        control.update(History::Push, |state| {
            if state.question.columns == dimension {
                state.question.columns = state.question.rows.clone();
            }
            state.question.rows = dimension;
        });
    });
    let choose_columns = Callback::new(move |dimension: Dimension| {
        control.update(History::Push, |state| {
            if state.question.rows == dimension {
                state.question.rows = state.question.columns.clone();
            }
            state.question.columns = dimension;
        });
    });
    let swap = move |_| {
        control.update(History::Push, |state| {
            std::mem::swap(&mut state.question.rows, &mut state.question.columns);
        });
    };
    let (has_score, has_value) = (has_role(ColumnRole::Score), has_role(ColumnRole::Value));
    let measures = move || {
        let (words, chosen) = (words.get(), state.with(|state| state.question.measure));
        let options = MEASURES.into_iter().enumerate().map(|(at, measure)| {
            let missing = match measure {
                Measure::MeanScore => !has_score.get(),
                Measure::TotalValue => !has_value.get(),
                _ => false,
            };
            view! {
                <option value=at.to_string() selected=measure == chosen disabled=missing>
                    {measure_name(words, measure)}
                </option>
            }
        });
        options.collect_view()
    };
    let shows = move || {
        let (words, chosen) = (words.get(), state.with(|state| state.shown()));
        let options = SHOWS.into_iter().enumerate().map(|(at, show)| {
            view! { <option value=at.to_string() selected=show == chosen>{show_name(words, show)}</option> }
        });
        options.collect_view()
    };
    let orders = move || {
        let (words, chosen) = (words.get(), state.with(|state| state.order));
        let by_stage = state.with(|state| state.can_order_by_stage());
        let options = ORDERS.into_iter().enumerate().map(|(at, order)| {
            let impossible = order == super::state::RowOrder::Stage && !by_stage;
            view! {
                <option value=at.to_string() selected=order == chosen disabled=impossible>
                    {order_name(words, order, &rows.get())}
                </option>
            }
        });
        options.collect_view()
    };
    let needs_goal = Memo::new(move |_| state.with(|state| state.needs_goal()));
    let has_steps = Memo::new(move |_| state.with(|state| state.has(&Dimension::Step)));
    let can_average = Memo::new(move |_| state.with(|state| state.can_average()));

    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">
                {move || {
                    let text = &words.get().heatmap;
                    format!("{} × {}", text.rows, text.columns)
                }}
            </legend>
            <DimensionField
                label=Signal::derive(move || words.get().heatmap.rows.to_owned())
                chosen=rows
                on_choose=choose_rows
            />
            <DimensionField
                label=Signal::derive(move || words.get().heatmap.columns.to_owned())
                chosen=columns
                on_choose=choose_columns
            />
            <button type="button" class="button button--small" on:click=swap>
                "⇄ "
                {move || words.get().heatmap.swap}
            </button>
            <Show when=move || has_steps.get()>
                <label class="field">
                    <span class="field__label">{move || words.get().heatmap.max_steps}</span>
                    <input
                        class="input controls__number"
                        type="number"
                        min="1"
                        max=MOST_STEPS.to_string()
                        prop:value=move || {
                            state.with(|state| state.question.max_steps).unwrap_or(DEFAULT_STEPS).to_string()
                        }
                        on:input=move |event| {
                            let typed = event_target_value(&event).parse::<u32>().ok();
                            if let Some(steps) = typed.filter(|steps| (1..=MOST_STEPS).contains(steps)) {
                                control.update(History::Replace, |state| state.question.max_steps = Some(steps));
                            }
                        }
                    />
                </label>
            </Show>
        </fieldset>
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().heatmap.measure}</legend>
            <select
                class="select"
                aria-label=move || words.get().heatmap.measure
                on:change=move |event| {
                    let at: usize = event_target_value(&event).parse().unwrap_or_default();
                    control.update(History::Push, |state| {
                        state.question.measure = MEASURES[at.min(MEASURES.len() - 1)];
                    });
                }
            >
                {measures}
            </select>
            <Show when=move || needs_goal.get()>
                <Goal control=control/>
            </Show>
            <label class="field">
                <span class="field__label">{move || words.get().heatmap.show}</span>
                <select
                    class="select"
                    disabled=move || !state.with(|state| state.can_share())
                    on:change=move |event| {
                        let at: usize = event_target_value(&event).parse().unwrap_or_default();
                        control.update(History::Push, |state| state.show = SHOWS[at.min(SHOWS.len() - 1)]);
                    }
                >
                    {shows}
                </select>
            </label>
            <Show when=move || can_average.get()>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || state.with(|state| state.per_weekday)
                        on:change=move |event| {
                            let average = event_target_checked(&event);
                            control.update(History::Push, |state| state.per_weekday = average);
                        }
                    />
                    <span>{move || words.get().heatmap.per_weekday}</span>
                </label>
            </Show>
            <label class="field">
                <span class="field__label">{move || words.get().heatmap.sort}</span>
                <select
                    class="select"
                    on:change=move |event| {
                        let at: usize = event_target_value(&event).parse().unwrap_or_default();
                        control.update(History::Push, |state| state.order = ORDERS[at.min(ORDERS.len() - 1)]);
                    }
                >
                    {orders}
                </select>
            </label>
        </fieldset>
    }
}

/// What the rows or the columns are.
#[component]
fn DimensionField(label: Signal<String>, chosen: Memo<Dimension>, on_choose: Callback<Dimension>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let choices = Memo::new(move |_| {
        workspace.log.with(|log| log.as_ref().map(|log| dimensions(&log.report)).unwrap_or_default())
    });
    let options = move || {
        let (words, chosen): (&Words, Dimension) = (words.get(), chosen.get());
        let options = choices.get().into_iter().enumerate().map(|(at, dimension)| {
            let selected = dimension == chosen;
            view! { <option value=at.to_string() selected=selected>{dimension_name(words, &dimension)}</option> }
        });
        options.collect_view()
    };
    view! {
        <label class="field">
            <span class="field__label">{move || label.get()}</span>
            <select
                class="select"
                on:change=move |event| {
                    let at: Option<usize> = event_target_value(&event).parse().ok();
                    let dimension = at.and_then(|at| choices.with_untracked(|choices| choices.get(at).cloned()));
                    if let Some(dimension) = dimension {
                        on_choose.run(dimension);
                    }
                }
            >
                {options}
            </select>
        </label>
    }
}

/// What counts as the conversion.
#[component]
fn Goal(control: Control) -> impl IntoView {
    let touchpoints = Memo::new(move |_| control.goal().map(|goal| goal.touchpoints).unwrap_or_default());
    let on_change = Callback::new(move |touchpoints: Vec<String>| {
        control.update(History::Push, |state| {
            let goal = state.question.goal.get_or_insert_default();
            goal.touchpoints = touchpoints;
        });
    });
    view! { <GoalList id="heatmap-goal" touchpoints=touchpoints on_change=on_change/> }
}
