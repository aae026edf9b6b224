//! Dates, filters and conditions on customers: which events a question is about. In the bar above all views, and in the
//! words of each.

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
    import::ImportReport,
    prepare::{Condition, CustomerCondition, Scope},
    text::{Words, format, use_words},
};

/// The scope without the filters that are not yet filled in: those would meet nothing.
pub fn in_force(scope: &Scope) -> Scope {
    let mut scope = scope.clone();
    scope.conditions.retain(is_complete);
    for condition in &mut scope.customers {
        condition.did.retain(is_complete);
        condition.then.retain(is_complete);
    }
    scope.customers.retain(|condition| !condition.did.is_empty());
    scope
}

fn is_complete(condition: &Condition) -> bool {
    let named = |values: &Option<Vec<String>>| values.as_ref().is_some_and(|values| !values.is_empty());
    named(&condition.is) || named(&condition.is_not) || condition.at_least.is_some() || condition.at_most.is_some()
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
    let condition = |condition: &Condition| {
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
    };
    let all = |conditions: &[Condition]| {
        conditions.iter().map(condition).collect::<Vec<_>>().join(&format!(" {} ", text.and))
    };
    let scope = in_force(scope);
    if !scope.conditions.is_empty() {
        sentences.push((text.only_events)(&all(&scope.conditions)));
    }
    for CustomerCondition { did, then, within_seconds, not } in &scope.customers {
        let within = within_seconds.map(|seconds| format::duration(words.language, seconds));
        let then = if then.is_empty() { String::new() } else { (text.followed)(&all(then), within.as_deref()) };
        sentences.push((text.only_customers)(*not, &all(did), &then));
    }
    sentences
}

/// What a view is narrowed to beyond the scope of all views, in sentences.
pub fn own_sentences(words: &Words, own: &Scope, report: &ImportReport) -> Vec<String> {
    let has_dates = own.from.is_some() || own.to.is_some();
    let said = sentences(words, own, |id| names::column_label(words, report, id));
    said.into_iter().skip(usize::from(!has_dates)).collect()
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

/// What a view is narrowed to beyond the scope of all views, as by the link that led there, and the way to take it back.
/// `on_change` hears of that.
#[component]
pub fn Narrowing(
    /// The scope of the view.
    scope: Signal<Scope>,
    /// Hears the next one.
    on_change: Callback<(Scope, History)>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let everywhere = workspace.address.scope;
    let own = Memo::new(move |_| everywhere.with(|everywhere| scope.with(|scope| scope.beyond(everywhere))));
    let says = move || {
        let words = words.get();
        workspace.log.with(|log| {
            let report = &log.as_ref()?.report;
            let said = own.with(|own| own_sentences(words, own, report));
            Some(said.into_iter().map(|sentence| view! { <p class="controls__note">{sentence}</p> }).collect_view())
        })
    };
    view! {
        <Show when=move || own.with(|own| *own != Scope::default())>
            <fieldset class="controls__group">
                <legend class="controls__title">{move || words.get().question.narrowing}</legend>
                {says}
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| on_change.run((everywhere.get_untracked(), History::Push))
                >
                    {move || words.get().question.widen}
                </button>
            </fieldset>
        </Show>
    }
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
    let conditions = Signal::derive(move || scope.with(|scope| scope.conditions.clone()));
    let on_conditions = Callback::new(move |(next, history): (Vec<Condition>, History)| {
        update(history, &|scope| scope.conditions = next.clone());
    });
    let customers = Signal::derive(move || scope.with(|scope| scope.customers.clone()));
    let on_customers = Callback::new(move |(next, history): (Vec<CustomerCondition>, History)| {
        update(history, &|scope| scope.customers = next.clone());
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
            <Conditions
                id=format!("{id}-filter")
                add=Signal::derive(move || words.get().question.add_filter)
                conditions=conditions
                on_change=on_conditions
            />
        </fieldset>
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().question.customers}</legend>
            <CustomerConditions id=id conditions=customers on_change=on_customers/>
        </fieldset>
    }
}

/// Conditions that hold together, and the button for another one.
#[component]
fn Conditions(
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
fn nothing_of(column: &str) -> Condition {
    Condition { column: column.to_owned(), is: Some(Vec::new()), ..Condition::default() }
}

/// In which time an event may follow, in seconds; beside "any".
const WITHIN: [f64; 5] = [3_600.0, 86_400.0, 7.0 * 86_400.0, 30.0 * 86_400.0, 90.0 * 86_400.0];

/// Conditions on customers, and the button for another one.
#[component]
fn CustomerConditions(
    id: &'static str,
    conditions: Signal<Vec<CustomerCondition>>,
    on_change: Callback<(Vec<CustomerCondition>, History)>,
) -> impl IntoView {
    let words = use_words();
    let n = Memo::new(move |_| conditions.with(Vec::len));
    let update = move |history: History, change: &dyn Fn(&mut Vec<CustomerCondition>)| {
        let mut next = conditions.get_untracked();
        change(&mut next);
        on_change.run((next, history));
    };
    let add = move |_| {
        update(History::Push, &|conditions| {
            let did = vec![nothing_of("touchpoint")];
            conditions.push(CustomerCondition { did, ..CustomerCondition::default() });
        });
    };
    let line = Callback::new(move |at: usize| {
        let condition = Signal::derive(move || conditions.with(|all| all.get(at).cloned()).unwrap_or_default());
        let on_line = Callback::new(move |(next, history): (CustomerCondition, History)| {
            update(history, &|conditions| {
                if let Some(place) = conditions.get_mut(at) {
                    *place = next.clone();
                }
            });
        });
        let on_remove = Callback::new(move |()| {
            update(History::Push, &|conditions| {
                if at < conditions.len() {
                    conditions.remove(at);
                }
            });
        });
        view! { <CustomerLine id=format!("{id}-customers-{at}") condition on_change=on_line on_remove/> }.into_any()
    });
    view! {
        <Each range=Signal::derive(move || 0..n.get()) draw=line/>
        <button type="button" class="button button--small" on:click=add>
            {move || words.get().question.add_customers}
        </button>
    }
}

/// One condition on customers: an event, and perhaps one that follows it.
#[component]
fn CustomerLine(
    id: String,
    condition: Signal<CustomerCondition>,
    on_change: Callback<(CustomerCondition, History)>,
    on_remove: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let change = move |history: History, change: &dyn Fn(&mut CustomerCondition)| {
        let mut next = condition.get_untracked();
        change(&mut next);
        on_change.run((next, history));
    };
    let without = Memo::new(move |_| condition.with(|condition| condition.not));
    let is_followed = Memo::new(move |_| condition.with(|condition| !condition.then.is_empty()));
    let within = Memo::new(move |_| condition.with(|condition| condition.within_seconds));
    let did = Signal::derive(move || condition.with(|condition| condition.did.clone()));
    let on_did = Callback::new(move |(next, history): (Vec<Condition>, History)| {
        change(history, &|condition| condition.did = next.clone());
    });
    let then = Signal::derive(move || condition.with(|condition| condition.then.clone()));
    let on_then = Callback::new(move |(next, history): (Vec<Condition>, History)| {
        change(history, &|condition| condition.then = next.clone());
    });
    let and_with = Signal::derive(move || words.get().question.and_with);
    let choices = move || {
        let (words, chosen) = (words.get(), within.get());
        // One that the address alone has is kept.
        let own = chosen.filter(|seconds| !WITHIN.contains(seconds));
        let all = [None].into_iter().chain(WITHIN.map(Some)).chain(own.map(Some));
        let options = all.map(|seconds| {
            let says = match seconds {
                Some(seconds) => (words.question.within)(&format::duration(words.language, seconds)),
                None => words.question.any_time.to_owned(),
            };
            let value = seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
            view! { <option value=value selected=seconds == chosen>{says}</option> }
        });
        options.collect_view()
    };
    let id = StoredValue::new(id);
    view! {
        <div class="filter" role="group" aria-label=move || words.get().question.customers>
            <div class="filter__head">
                <select
                    class="select select--small filter__column"
                    aria-label=move || words.get().question.whether
                    on:change=move |event| {
                        let not = event_target_value(&event) == "without";
                        change(History::Push, &|condition| condition.not = not);
                    }
                >
                    <option value="with" selected=move || !without.get()>{move || words.get().question.did}</option>
                    <option value="without" selected=move || without.get()>
                        {move || words.get().question.did_not}
                    </option>
                </select>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=move || words.get().question.remove_customers
                    on:click=move |_| on_remove.run(())
                >
                    "×"
                </button>
            </div>
            <Conditions id=format!("{}-did", id.get_value()) add=and_with conditions=did on_change=on_did/>
            <Show
                when=move || is_followed.get()
                fallback=move || {
                    view! {
                        <button
                            type="button"
                            class="button button--small"
                            on:click=move |_| {
                                change(History::Push, &|condition| condition.then = vec![nothing_of("touchpoint")]);
                            }
                        >
                            {move || words.get().question.add_then}
                        </button>
                    }
                }
            >
                <div class="filter__head">
                    <span class="filter__column">{move || words.get().question.then}</span>
                    <select
                        class="select select--small"
                        aria-label=move || words.get().question.how_soon
                        on:change=move |event| {
                            let seconds = event_target_value(&event).parse().ok();
                            change(History::Push, &|condition| condition.within_seconds = seconds);
                        }
                    >
                        {choices}
                    </select>
                    <button
                        type="button"
                        class="button button--icon"
                        aria-label=move || words.get().question.remove_then
                        on:click=move |_| {
                            change(History::Push, &|condition| {
                                condition.then.clear();
                                condition.within_seconds = None;
                            });
                        }
                    >
                        "×"
                    </button>
                </div>
                <Conditions id=format!("{}-then", id.get_value()) add=and_with conditions=then on_change=on_then/>
            </Show>
        </div>
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
