//! The rules of the funnel: order, window, breakdown.

use leptos::prelude::*;

use super::state::{Control, seconds_of};
use crate::{
    analysis::StepOrder,
    panel::{History, names, use_workspace},
    text::{funnel::WindowUnit, use_words},
};

const ORDERS: [StepOrder; 3] = [StepOrder::InOrder, StepOrder::Exact, StepOrder::AnyOrder];
const UNITS: [WindowUnit; 5] =
    [WindowUnit::Seconds, WindowUnit::Minutes, WindowUnit::Hours, WindowUnit::Days, WindowUnit::Weeks];
const DEFAULT_WINDOW_SECONDS: f64 = 14.0 * 86_400.0;

/// Order, window and breakdown.
#[component]
pub fn Rules(
    /// The state of the screen.
    control: Control,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let order = Memo::new(move |_| control.state.with(|state| state.question.order));
    let window = Memo::new(move |_| control.state.with(|state| state.question.window_seconds));
    let unit = Memo::new(move |_| control.state.with(|state| state.unit()));
    let breakdown = Memo::new(move |_| control.state.with(|state| state.question.breakdown.clone()));
    // The number stays as typed while the window is off, and comes back with it.
    let last_window = StoredValue::new(DEFAULT_WINDOW_SECONDS);
    let number = move || window.get().map(|seconds| tidy(seconds / seconds_of(unit.get()))).unwrap_or_default();

    let orders = ORDERS.map(|one| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (order.get() == one).to_string()
                on:click=move |_| {
                    control.update(History::Push, |state| state.question.order = one);
                }
            >
                {move || (words.get().funnel.order_name)(one)}
            </button>
        }
    });
    let units = move || {
        let (words, chosen) = (words.get(), unit.get());
        let options = UNITS.into_iter().enumerate().map(|(at, unit)| {
            view! { <option value=at.to_string() selected=unit == chosen>{(words.funnel.unit)(unit)}</option> }
        });
        options.collect_view()
    };
    let columns = move || {
        let (words, chosen) = (words.get(), breakdown.get());
        let columns = workspace
            .log
            .with(|log| log.as_ref().map(|log| names::columns(words, &log.report, false)).unwrap_or_default());
        let options = columns.into_iter().map(|column| {
            let selected = chosen.as_deref() == Some(column.id.as_str());
            view! { <option value=column.id selected=selected>{column.label}</option> }
        });
        view! {
            <option value="" selected=chosen.is_none()>{words.funnel.no_breakdown}</option>
            {options.collect_view()}
        }
    };

    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().funnel.rules}</legend>
            <div class="field" role="group" aria-label=move || words.get().funnel.order>
                <span class="field__label" aria-hidden="true">{move || words.get().funnel.order}</span>
                <div class="segments">{orders.into_iter().collect_view()}</div>
            </div>
            <div class="field" role="group" aria-label=move || words.get().funnel.window>
                <span class="field__label" aria-hidden="true">{move || words.get().funnel.window}</span>
                <div class="controls__row">
                    <input
                        class="input controls__number"
                        type="number"
                        min="0"
                        step="any"
                        aria-label=move || words.get().funnel.window_number
                        disabled=move || window.get().is_none()
                        prop:value=number
                        on:input=move |event| {
                            let typed = event_target_value(&event).parse::<f64>().ok();
                            if let Some(typed) = typed.filter(|typed| typed.is_finite() && *typed >= 0.0) {
                                control.update(History::Replace, |state| {
                                    let unit = state.unit();
                                    state.window_unit = Some(unit);
                                    state.question.window_seconds = Some(typed * seconds_of(unit));
                                });
                            }
                        }
                    />
                    <select
                        class="select"
                        aria-label=move || words.get().funnel.window_unit
                        disabled=move || window.get().is_none()
                        on:change=move |event| {
                            let at: usize = event_target_value(&event).parse().unwrap_or_default();
                            let next = UNITS[at.min(UNITS.len() - 1)];
                            control.update(History::Push, |state| {
                                let number = state.question.window_seconds.unwrap_or_default() / seconds_of(state.unit());
                                state.window_unit = Some(next);
                                state.question.window_seconds = Some(number * seconds_of(next));
                            });
                        }
                    >
                        {units}
                    </select>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || window.get().is_none()
                            on:change=move |event| {
                                let no_limit = event_target_checked(&event);
                                control.update(History::Push, |state| {
                                    if let Some(seconds) = state.question.window_seconds {
                                        last_window.set_value(seconds);
                                    }
                                    state.question.window_seconds = (!no_limit).then(|| last_window.get_value());
                                });
                            }
                        />
                        <span>{move || words.get().funnel.no_limit}</span>
                    </label>
                </div>
            </div>
            <label class="field">
                <span class="field__label">{move || words.get().funnel.breakdown}</span>
                <select
                    class="select"
                    on:change=move |event| {
                        let column = event_target_value(&event);
                        control.update(History::Push, |state| {
                            state.question.breakdown = Some(column).filter(|column| !column.is_empty());
                            state.people = None;
                        });
                    }
                >
                    {columns}
                </select>
            </label>
        </fieldset>
    }
}

/// A number as it is typed: without the tail that dividing leaves.
fn tidy(number: f64) -> String {
    ((number * 1e6).round() / 1e6).to_string()
}
