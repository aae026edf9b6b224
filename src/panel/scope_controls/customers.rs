//! Conditions on customers: what they did, did not, and did then.

use leptos::prelude::*;

use super::filters::{Conditions, nothing_of};
use crate::{
    chart::each::Each,
    panel::History,
    prepare::{Condition, CustomerCondition},
    text::{format, use_words},
};

/// In which time an event may follow, in seconds; beside "any".
const WITHIN: [f64; 5] = [3_600.0, 86_400.0, 7.0 * 86_400.0, 30.0 * 86_400.0, 90.0 * 86_400.0];

/// Conditions on customers, and the button for another one.
#[component]
pub fn CustomerConditions(
    /// Prefix of ids in the page.
    id: &'static str,
    /// The conditions now.
    conditions: Signal<Vec<CustomerCondition>>,
    /// Hears the next ones.
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
