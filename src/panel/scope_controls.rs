//! Dates and filters: which events a question is about. The same in every view.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    History, ask,
    names::{self, ColumnName},
    picker::{Choice, Picker},
    use_workspace,
    workspace::shown_zone,
};
use crate::{
    analysis::{Dimension, HeatmapQuestion, Measure},
    chart::each::Each,
    prepare::{Condition, Scope},
    text::{Words, format, use_words},
};

/// The scope without the filters that are not yet filled in: those would meet nothing.
pub fn in_force(scope: &Scope) -> Scope {
    let complete = |condition: &&Condition| {
        let named = |values: &Option<Vec<String>>| values.as_ref().is_some_and(|values| !values.is_empty());
        named(&condition.is) || named(&condition.is_not) || condition.at_least.is_some() || condition.at_most.is_some()
    };
    Scope { conditions: scope.conditions.iter().filter(complete).cloned().collect(), ..scope.clone() }
}

/// The scope in sentences, for method notes and pictures.
pub fn sentences(words: &Words, scope: &Scope, label: impl Fn(&str) -> String) -> Vec<String> {
    let text = &words.question;
    let mut sentences = Vec::new();
    if let Some(from) = &scope.from {
        sentences.push((text.span_from)(&format::date(words.language, from)));
    }
    if let Some(until) = scope.to.as_deref().and_then(day_before) {
        sentences.push((text.span_until)(&format::date(words.language, &until)));
    }
    if sentences.is_empty() {
        sentences.push(text.whole_span.to_owned());
    }
    let conditions: Vec<String> = in_force(scope)
        .conditions
        .iter()
        .map(|condition| {
            let values = |values: &[String]| {
                let named: Vec<String> =
                    values.iter().map(|value| names::value_name(words, &condition.column, value)).collect();
                named.join(&format!(" {} ", text.or))
            };
            let mut parts = Vec::new();
            if let Some(is) = &condition.is {
                parts.push(format!("{} {}", text.is, values(is)));
            }
            if let Some(is_not) = &condition.is_not {
                parts.push(format!("{} {}", text.is_not, values(is_not)));
            }
            if let Some(least) = condition.at_least {
                parts.push(format!("{} {}", text.at_least, format::decimal(words.language, least, 3)));
            }
            if let Some(most) = condition.at_most {
                parts.push(format!("{} {}", text.at_most, format::decimal(words.language, most, 3)));
            }
            format!("{} {}", label(&condition.column), parts.join(&format!(" {} ", text.and)))
        })
        .collect();
    if !conditions.is_empty() {
        sentences.push((text.only_events)(&conditions.join(&format!(" {} ", text.and))));
    }
    sentences
}

fn day_after(date: &str) -> Option<String> {
    days_later(date, 1.0)
}

fn day_before(date: &str) -> Option<String> {
    days_later(date, -1.0)
}

/// By the browser's calendar, in UTC; the engine's would bring its time zones into the page.
fn days_later(date: &str, days: f64) -> Option<String> {
    const DAY_MS: f64 = 86_400_000.0;
    let midnight = js_sys::Date::parse(date.get(..10)?);
    if midnight.is_nan() {
        return None;
    }
    let moved = js_sys::Date::new(&(midnight + days * DAY_MS).into()).to_iso_string();
    // Beyond the year 9999 there is a sign in front.
    String::from(moved).strip_suffix("T00:00:00.000Z").filter(|date| date.len() == 10).map(str::to_owned)
}

/// Controls of a scope; `on_change` hears each new one.
#[component]
pub fn ScopeControls(
    /// Prefix of ids in the page.
    id: &'static str,
    /// The scope now.
    #[prop(into)]
    scope: Signal<Scope>,
    /// Hears the next one.
    on_change: Callback<(Scope, History)>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let update = move |history: History, change: &dyn Fn(&mut Scope)| {
        let mut next = scope.get_untracked();
        change(&mut next);
        on_change.run((next, history));
    };
    // First and last instant of the log.
    let span = Memo::new(move |_| {
        workspace.log.with(|log| {
            let summary = &log.as_ref()?.report.summary;
            Some((summary.first.clone()?, summary.last.clone()?))
        })
    });
    // A day of leeway: the instants are in UTC, the days in the zone of the log.
    let first = move || span.get().and_then(|(first, _)| day_before(&first));
    let last = move || span.get().and_then(|(_, last)| day_after(&last));
    let span_words = move || {
        let words = words.get();
        workspace.log.with(|log| {
            let zone = log.as_ref().and_then(|log| shown_zone(&log.report));
            let day = |instant: &str| format::date_in(words.language, instant, zone);
            span.get().map(|(first, last)| (words.question.span)(&day(&first), &day(&last)))
        })
    };
    let limited = move || scope.with(|scope| scope.from.is_some() || scope.to.is_some());
    let n_filters = Memo::new(move |_| scope.with(|scope| scope.conditions.len()));
    let column_names = Memo::new(move |_| {
        let words = words.get();
        workspace.log.with(|log| log.as_ref().map(|log| names::columns(words, &log.report, true)).unwrap_or_default())
    });
    let add_filter = move |_| {
        let column = column_names.with_untracked(|names| names.first().map(|name| name.id.clone()));
        if let Some(column) = column {
            update(History::Push, &|scope| {
                scope.conditions.push(Condition {
                    column: column.clone(),
                    is: Some(Vec::new()),
                    ..Condition::default()
                });
            });
        }
    };

    let filter = Callback::new(move |at: usize| {
        let condition =
            Signal::derive(move || scope.with(|scope| scope.conditions.get(at).cloned()).unwrap_or_default());
        let on_condition = Callback::new(move |(next, history): (Option<Condition>, History)| {
            update(history, &|scope| match next.clone() {
                Some(next) => {
                    if let Some(place) = scope.conditions.get_mut(at) {
                        *place = next;
                    }
                }
                None => {
                    if at < scope.conditions.len() {
                        scope.conditions.remove(at);
                    }
                }
            });
        });
        view! {
            <Filter id=format!("{id}-filter-{at}") condition=condition columns=column_names on_change=on_condition/>
        }
        .into_any()
    });
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().question.dates}</legend>
            <div class="controls__row">
                <label class="field">
                    <span class="field__label">{move || words.get().question.from}</span>
                    <input
                        class="input"
                        type="date"
                        min=first
                        max=last
                        prop:value=move || scope.with(|scope| scope.from.clone()).unwrap_or_default()
                        on:input=move |event| {
                            let day = event_target_value(&event);
                            update(History::Replace, &|scope| scope.from = Some(day.clone()).filter(|day| !day.is_empty()));
                        }
                    />
                </label>
                <label class="field">
                    <span class="field__label">{move || words.get().question.until}</span>
                    <input
                        class="input"
                        type="date"
                        min=first
                        max=last
                        prop:value=move || {
                            scope.with(|scope| scope.to.as_deref().and_then(day_before)).unwrap_or_default()
                        }
                        on:input=move |event| {
                            let day = event_target_value(&event);
                            update(History::Replace, &|scope| scope.to = day_after(&day));
                        }
                    />
                </label>
            </div>
            <p class="quiet controls__note">{span_words}</p>
            <Show when=limited>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| {
                        update(History::Push, &|scope| {
                            scope.from = None;
                            scope.to = None;
                        });
                    }
                >
                    {move || words.get().question.all_dates}
                </button>
            </Show>
        </fieldset>
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().question.filters}</legend>
            <Each range=Signal::derive(move || 0..n_filters.get()) draw=filter/>
            <button type="button" class="button button--small" on:click=add_filter>
                {move || words.get().question.add_filter}
            </button>
        </fieldset>
    }
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Is,
    IsNot,
    AtLeast,
    AtMost,
}

impl Comparison {
    const ALL: [Comparison; 4] = [Comparison::Is, Comparison::IsNot, Comparison::AtLeast, Comparison::AtMost];

    fn of(condition: &Condition) -> Comparison {
        if condition.is_not.is_some() {
            Comparison::IsNot
        } else if condition.at_least.is_some() {
            Comparison::AtLeast
        } else if condition.at_most.is_some() {
            Comparison::AtMost
        } else {
            Comparison::Is
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Comparison::Is => words.question.is,
            Comparison::IsNot => words.question.is_not,
            Comparison::AtLeast => words.question.at_least,
            Comparison::AtMost => words.question.at_most,
        }
    }

    fn is_of_values(self) -> bool {
        matches!(self, Comparison::Is | Comparison::IsNot)
    }

    fn condition(self, column: String, values: Vec<String>, number: f64) -> Condition {
        let mut condition = Condition { column, ..Condition::default() };
        match self {
            Comparison::Is => condition.is = Some(values),
            Comparison::IsNot => condition.is_not = Some(values),
            Comparison::AtLeast => condition.at_least = Some(number),
            Comparison::AtMost => condition.at_most = Some(number),
        }
        condition
    }
}

fn values_of(condition: &Condition) -> Vec<String> {
    condition.is.clone().or_else(|| condition.is_not.clone()).unwrap_or_default()
}

fn number_of(condition: &Condition) -> f64 {
    condition.at_least.or(condition.at_most).unwrap_or_default()
}

#[component]
fn Filter(
    id: String,
    condition: Signal<Condition>,
    columns: Memo<Vec<ColumnName>>,
    on_change: Callback<(Option<Condition>, History)>,
) -> impl IntoView {
    let words = use_words();
    let comparison = Memo::new(move |_| condition.with(Comparison::of));
    let column = Memo::new(move |_| condition.with(|condition| condition.column.clone()));
    let column_label = move || {
        let id = column.get();
        columns.with(|columns| {
            columns.iter().find(|column| column.id == id).map_or_else(|| id.clone(), |column| column.label.clone())
        })
    };
    let change = move |history: History, change: &dyn Fn(&mut Condition)| {
        let mut next = condition.get_untracked();
        change(&mut next);
        on_change.run((Some(next), history));
    };
    let value_choices = known_values(column.into());
    let add_value = Callback::new(move |value: String| {
        change(History::Push, &|condition| {
            let mut values = values_of(condition);
            if !values.contains(&value) {
                values.push(value.clone());
            }
            *condition = Comparison::of(condition).condition(condition.column.clone(), values, 0.0);
        });
    });
    let remove_value = move |value: &str| {
        change(History::Push, &|condition| {
            let mut values = values_of(condition);
            values.retain(|known| known != value);
            *condition = Comparison::of(condition).condition(condition.column.clone(), values, 0.0);
        });
    };
    let chips = move || {
        let (words, column) = (words.get(), column.get());
        let values = condition.with(values_of).into_iter().map(|value| {
            let name = names::value_name(words, &column, &value);
            view! {
                <span class="chip chip--removable">
                    <span class="chip__words">{name.clone()}</span>
                    <button
                        type="button"
                        class="chip__remove"
                        aria-label=(words.question.remove_value)(&name)
                        on:click=move |_| remove_value(&value)
                    >
                        "×"
                    </button>
                </span>
            }
        });
        values.collect_view()
    };
    let picker_id = StoredValue::new(id);

    view! {
        <div class="filter" role="group" aria-label=column_label>
            <div class="filter__head">
                <select
                    class="select select--small filter__column"
                    aria-label=move || words.get().question.column
                    prop:value=move || column.get()
                    on:change=move |event| {
                        let column = event_target_value(&event);
                        change(History::Push, &|condition| {
                            let number = number_of(condition);
                            *condition = Comparison::of(condition).condition(column.clone(), Vec::new(), number);
                        });
                    }
                >
                    {move || {
                        let chosen = column.get();
                        let options = columns.get().into_iter().map(|column| {
                            let selected = column.id == chosen;
                            view! { <option value=column.id selected=selected>{column.label}</option> }
                        });
                        options.collect_view()
                    }}
                </select>
                <select
                    class="select select--small"
                    aria-label=move || words.get().question.comparison
                    on:change=move |event| {
                        let at: usize = event_target_value(&event).parse().unwrap_or_default();
                        let comparison = Comparison::ALL[at.min(Comparison::ALL.len() - 1)];
                        change(History::Push, &|condition| {
                            let (values, number) = (values_of(condition), number_of(condition));
                            *condition = comparison.condition(condition.column.clone(), values, number);
                        });
                    }
                >
                    {move || {
                        let (words, chosen) = (words.get(), comparison.get());
                        let options = Comparison::ALL.into_iter().enumerate().map(|(at, comparison)| {
                            view! {
                                <option value=at.to_string() selected=comparison == chosen>
                                    {comparison.name(words)}
                                </option>
                            }
                        });
                        options.collect_view()
                    }}
                </select>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=move || (words.get().question.remove_filter)(&column_label())
                    on:click=move |_| on_change.run((None, History::Push))
                >
                    "×"
                </button>
            </div>
            <Show
                when=move || comparison.get().is_of_values()
                fallback=move || {
                    view! {
                        <input
                            class="input"
                            type="number"
                            step="any"
                            aria-label=move || words.get().question.number
                            prop:value=move || condition.with(number_of).to_string()
                            on:input=move |event| {
                                if let Ok(number) = event_target_value(&event).parse::<f64>() {
                                    change(History::Replace, &|condition| {
                                        *condition = Comparison::of(condition)
                                            .condition(condition.column.clone(), Vec::new(), number);
                                    });
                                }
                            }
                        />
                    }
                }
            >
                <div class="filter__values">{chips}</div>
                <Picker
                    id=picker_id.get_value()
                    label=Signal::derive(move || words.get().question.add_value.to_owned())
                    placeholder=Signal::derive(move || words.get().question.search_values.to_owned())
                    choices=value_choices
                    on_pick=add_value
                    free=true
                />
            </Show>
        </div>
    }
}

/// The values of a column as far as they are known: from the summary, else the 200 most frequent ones, asked for.
fn known_values(column: Signal<String>) -> Signal<Arc<Vec<Choice>>> {
    let words = use_words();
    let workspace = use_workspace();
    let is_summarised = |column: &str| matches!(column, "touchpoint" | "channel" | "stage" | "customer");
    let question = Signal::derive(move || {
        let column = column.get();
        (!is_summarised(&column) && !column.is_empty()).then(|| HeatmapQuestion {
            rows: Dimension::Column(column),
            columns: Dimension::Stage,
            measure: Measure::Events,
            goal: None,
            max_steps: None,
            scope: Scope::default(),
            keep: Some(200),
            detail: true,
            behind: None,
        })
    });
    let asked = ask::<HeatmapQuestion>(question);
    let choices = Memo::new(move |_| {
        let (words, column) = (words.get(), column.get());
        let choice = |value: &str, events: Option<u64>| Choice {
            value: value.to_owned(),
            label: names::value_name(words, &column, value),
            hint: events
                .map(|events| (words.question.n_events)(&format::count(words.language, events)))
                .unwrap_or_default(),
        };
        if !is_summarised(&column) {
            let answered = asked.question.get().is_some_and(|asked| asked.rows == Dimension::Column(column.clone()));
            let report = asked.report.get().filter(|_| answered);
            return Arc::new(report.map_or_else(Vec::new, |report| {
                let totals = report.detail.as_ref();
                let gathered = totals.map_or(0, |detail| usize::from(detail.gathered_rows > 0));
                let named = report.rows.iter().take(report.rows.len() - gathered).enumerate();
                named
                    .map(|(row, value)| {
                        let events = totals.and_then(|detail| detail.row_totals.get(row)).map(|total| total.sample);
                        choice(value, events.map(u64::from))
                    })
                    .collect()
            }));
        }
        let log = workspace.log.get();
        let Some(report) = log.as_ref().map(|log| &log.report) else { return Arc::new(Vec::new()) };
        let summary = &report.summary;
        Arc::new(match column.as_str() {
            "touchpoint" => {
                summary.touchpoints.iter().map(|touchpoint| choice(&touchpoint.name, Some(touchpoint.events))).collect()
            }
            "channel" => summary.channels.iter().map(|channel| choice(&channel.name, Some(channel.events))).collect(),
            "stage" => {
                // In the order of the journey; those that the file itself names come after.
                let model = &report.stage_model;
                let mut stages: Vec<&str> = model.stages().iter().map(|stage| stage.id.as_str()).collect();
                for stage in summary.touchpoints.iter().filter_map(|touchpoint| touchpoint.stage.as_deref()) {
                    if model.named(stage).is_none() && !stages.contains(&stage) {
                        stages.push(stage);
                    }
                }
                stages.into_iter().map(|stage| choice(stage, None)).collect()
            }
            _ => Vec::new(),
        })
    });
    choices.into()
}
