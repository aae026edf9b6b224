//! Dates, filters and conditions on customers: which events a question is about. In the bar above all views, and in the
//! words of each.

mod customers;
mod days;
mod filters;
mod narrowing;
mod words;

use leptos::prelude::*;

use self::{
    customers::CustomerConditions,
    days::{day_after, day_before},
};
pub use self::{
    filters::{Conditions, nothing_of},
    narrowing::Narrowing,
    words::{conditions, own_sentences, sentences},
};
use super::{History, use_workspace, workspace::shown_zone};
use crate::{
    prepare::{Condition, CustomerCondition, Scope},
    text::{format, use_words},
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

/// Whether a filter is filled in.
pub fn is_complete(condition: &Condition) -> bool {
    let named = |values: &Option<Vec<String>>| values.as_ref().is_some_and(|values| !values.is_empty());
    named(&condition.is) || named(&condition.is_not) || condition.at_least.is_some() || condition.at_most.is_some()
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
