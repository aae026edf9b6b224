//! Filters: conditions on the columns of an event.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    analysis::{Dimension, HeatmapQuestion},
    chart::each::Each,
    panel::{
        History, ask,
        names::{self, ColumnName},
        picker::{Choice, Picker},
        use_workspace,
    },
    prepare::Condition,
    text::{Words, format, use_words},
};

/// Conditions that hold together, and the button for another one.
#[component]
pub fn Conditions(
    /// Prefix of ids in the page.
    id: String,
    /// What the button says.
    add: Signal<&'static str>,
    /// The conditions now.
    conditions: Signal<Vec<Condition>>,
    /// Hears the next ones.
    on_change: Callback<(Vec<Condition>, History)>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let columns = Memo::new(move |_| {
        let words = words.get();
        workspace.log.with(|log| log.as_ref().map(|log| names::columns(words, &log.report, true)).unwrap_or_default())
    });
    let n = Memo::new(move |_| conditions.with(Vec::len));
    let update = move |history: History, change: &dyn Fn(&mut Vec<Condition>)| {
        let mut next = conditions.get_untracked();
        change(&mut next);
        on_change.run((next, history));
    };
    let add_one = move |_| {
        if let Some(column) = columns.with_untracked(|names| names.first().map(|name| name.id.clone())) {
            update(History::Push, &|conditions| conditions.push(nothing_of(&column)));
        }
    };
    let filter = Callback::new(move |at: usize| {
        let condition = Signal::derive(move || conditions.with(|all| all.get(at).cloned()).unwrap_or_default());
        let on_condition = Callback::new(move |(next, history): (Option<Condition>, History)| {
            update(history, &|conditions| match next.clone() {
                Some(next) => {
                    if let Some(place) = conditions.get_mut(at) {
                        *place = next;
                    }
                }
                None => {
                    if at < conditions.len() {
                        conditions.remove(at);
                    }
                }
            });
        });
        view! { <Filter id=format!("{id}-{at}") condition=condition columns=columns on_change=on_condition/> }
            .into_any()
    });
    view! {
        <Each range=Signal::derive(move || 0..n.get()) draw=filter/>
        <button type="button" class="button button--small" on:click=add_one>
            {move || add.get()}
        </button>
    }
}

/// A filter on a column that is not yet filled in.
pub fn nothing_of(column: &str) -> Condition {
    Condition { column: column.to_owned(), is: Some(Vec::new()), ..Condition::default() }
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
            keep: Some(200),
            detail: true,
            ..HeatmapQuestion::of(Dimension::Column(column), Dimension::Stage)
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
