//! Several touchpoints at once: those that are selected, and those whose names meet a rule.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    control::{ChooseToSet, ToSet},
    placing::Placing,
    rule::{How, meets},
};
use crate::text::use_words;

/// So many names show what a rule meets.
const NAMES: usize = 3;

/// The two ways to set something for several touchpoints; `shown` are those that the table shows.
#[component]
pub fn Many(placing: Placing, #[prop(into)] shown: Signal<Vec<usize>>) -> impl IntoView {
    let words = use_words();
    let to_set = ToSet::of(placing);
    let n = Memo::new(move |_| placing.selected.with(BTreeSet::len));
    let set = move |_| {
        let (aspect, value) = untrack(|| (to_set.aspect.get(), to_set.value(words.get())));
        placing.set(placing.selected.get_untracked(), aspect, &value);
        placing.selected.set(BTreeSet::new());
    };
    let cannot = move || n.get() == 0 || !to_set.is_ready();
    view! {
        <div class="row">
            <button
                class="button button--small"
                type="button"
                on:click=move |_| shown.with_untracked(|shown| placing.selected.update(|selected| selected.extend(shown)))
            >
                {move || words.get().stages.select_shown}
            </button>
            <button
                class="button button--small"
                type="button"
                disabled=move || n.get() == 0
                on:click=move |_| placing.selected.set(BTreeSet::new())
            >
                {move || words.get().stages.select_none}
            </button>
            <span class="quiet number" role="status">{move || (words.get().stages.n_selected)(n.get())}</span>
            <ChooseToSet to_set label=|words, aspect| (words.stages.for_selected)(aspect)/>
            <button class="button button--small" type="button" disabled=cannot on:click=set>
                {move || (words.get().stages.set)(n.get())}
            </button>
        </div>
        <Rule placing/>
    }
}

#[component]
fn Rule(placing: Placing) -> impl IntoView {
    let words = use_words();
    let (how, text) = (RwSignal::new(How::default()), RwSignal::new(String::new()));
    let to_set = ToSet::of(placing);
    let met = Memo::new(move |_| {
        let (how, text) = (how.get(), text.get());
        placing.which(|name| meets(name, how, &text))
    });
    let preview = move || {
        let words = words.get();
        met.with(|met| {
            let mut names: Vec<String> = met.iter().take(NAMES).map(|&at| placing.name(at)).collect();
            if met.len() > NAMES {
                names.push("…".to_owned());
            }
            (words.stages.meets)(met.len(), &names.join(words.list_separator()))
        })
    };
    let set = move |_| {
        let (aspect, value) = untrack(|| (to_set.aspect.get(), to_set.value(words.get())));
        placing.set(met.get_untracked(), aspect, &value);
        text.set(String::new());
    };
    let cannot = move || met.with(Vec::is_empty) || !to_set.is_ready();
    view! {
        <details class="stage-rule">
            <summary>{move || words.get().stages.by_rule}</summary>
            <p class="quiet">{move || words.get().stages.rule_note}</p>
            <div class="row">
                <label class="field field--inline">
                    <span class="field__label">{move || words.get().stages.how}</span>
                    <select
                        class="select select--small"
                        on:change:target=move |event| {
                            how.set(if event.target().value() == "matches" { How::Matches } else { How::Contains });
                        }
                    >
                        <option value="contains">{move || words.get().stages.contains}</option>
                        <option value="matches">{move || words.get().stages.matches}</option>
                    </select>
                </label>
                <input
                    class="input"
                    aria-label=move || words.get().stages.text
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                />
                <span aria-hidden="true">{"→"}</span>
                <ChooseToSet to_set label=|_, aspect| aspect.to_owned()/>
                <button class="button button--small" type="button" disabled=cannot on:click=set>
                    {move || (words.get().stages.set)(met.with(Vec::len))}
                </button>
            </div>
            <p class="quiet" role="status">
                {move || text.with(|text| !text.trim().is_empty()).then(preview)}
            </p>
        </details>
    }
}
