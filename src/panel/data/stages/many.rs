//! Several touchpoints at once: those that are selected.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    control::{ChooseToSet, ToSet},
    placing::Placing,
};
use crate::text::use_words;

/// Sets something for those that are selected; `shown` are those that the table shows.
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
    }
}
