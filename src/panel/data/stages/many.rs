//! Several touchpoints at once: those that are selected, and those whose names meet a rule.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    placing::Placing,
    rule::{How, meets},
    table::StageSelect,
};
use crate::text::use_words;

/// So many names show what a rule meets.
const NAMES: usize = 3;

/// The two ways to place several touchpoints; `shown` are those that the table shows.
#[component]
pub fn Many(placing: Placing, #[prop(into)] shown: Signal<Vec<usize>>) -> impl IntoView {
    let words = use_words();
    let (stage, set_stage) = stage_to_choose(placing);
    let n = Memo::new(move |_| placing.selected.with(BTreeSet::len));
    let place = move |_| {
        placing.place(placing.selected.get_untracked(), &stage.get_untracked());
        placing.selected.set(BTreeSet::new());
    };
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
            <StageSelect
                placing
                label=Signal::derive(move || words.get().stages.to_stage.to_owned())
                chosen=stage
                on_choice=set_stage
            />
            <button class="button button--small" type="button" disabled=move || n.get() == 0 on:click=place>
                {move || (words.get().stages.place)(n.get())}
            </button>
        </div>
        <Rule placing/>
    }
}

/// The stage that is chosen to place touchpoints in, and the way to choose another one: at first the model's first.
fn stage_to_choose(placing: Placing) -> (Signal<String>, Callback<String>) {
    let chosen = RwSignal::new(None::<String>);
    let stage = move || {
        placing.model.with(|model| match chosen.get() {
            None => model.stages()[0].id.clone(),
            Some(id) => model.named(&id).map(|stage| model.id(stage).to_owned()).unwrap_or_default(),
        })
    };
    (Signal::derive(stage), Callback::new(move |id| chosen.set(Some(id))))
}

#[component]
fn Rule(placing: Placing) -> impl IntoView {
    let words = use_words();
    let (how, text) = (RwSignal::new(How::default()), RwSignal::new(String::new()));
    let (stage, set_stage) = stage_to_choose(placing);
    let met = Memo::new(move |_| {
        let (how, text) = (how.get(), text.get());
        placing.with_names(|names| (0..names.len()).filter(|&at| meets(&names[at], how, &text)).collect::<Vec<_>>())
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
    let place = move |_| {
        placing.place(met.get_untracked(), &stage.get_untracked());
        text.set(String::new());
    };
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
                <StageSelect
                    placing
                    label=Signal::derive(move || words.get().terms.stage_title.to_owned())
                    chosen=stage
                    on_choice=set_stage
                />
                <button class="button button--small" type="button" disabled=move || met.with(Vec::is_empty) on:click=place>
                    {move || (words.get().stages.place)(met.with(Vec::len))}
                </button>
            </div>
            <p class="quiet" role="status">
                {move || text.with(|text| !text.trim().is_empty()).then(preview)}
            </p>
        </details>
    }
}
