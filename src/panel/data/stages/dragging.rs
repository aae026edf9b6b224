//! Touchpoints dragged onto a stage: one by its handle, or all that are selected. By keyboard the lists do the same.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::placing::Placing;
use crate::{
    panel::names::{stage_color, stage_name},
    stage::Aspect,
    text::{format, use_words},
};

/// What a touchpoint is dragged by.
#[component]
pub fn Handle(at: usize, placing: Placing) -> impl IntoView {
    let words = use_words();
    let start = move |event: web_sys::DragEvent| {
        let selected = placing.selected.get_untracked();
        let dragged = if selected.contains(&at) { selected.into_iter().collect() } else { vec![at] };
        if let Some(transfer) = event.data_transfer() {
            transfer.set_effect_allowed("move");
            // Firefox drags nothing that has no data.
            let _ = transfer.set_data("text/plain", &untrack(|| placing.name(at)));
        }
        placing.dragged.set(dragged);
    };
    view! {
        <span
            class={"handle"}
            draggable="true"
            aria-hidden="true"
            title=move || words.get().stages.drag
            on:dragstart=start
            on:dragend=move |_| placing.dragged.set(Vec::new())
        >
            {"⠿"}
        </span>
    }
}

/// The stages, each with how many touchpoints it has: what is dragged onto one is in it.
#[component]
pub fn StageTargets(
    placing: Placing,
    /// How many touchpoints each stage has.
    counts: Memo<BTreeMap<String, usize>>,
) -> impl IntoView {
    let words = use_words();
    let targets = move || {
        let words = words.get();
        let ids = placing.model.with(|model| model.stages().iter().map(|stage| stage.id.clone()).collect::<Vec<_>>());
        let targets = ids.into_iter().chain([String::new()]).map(|id| {
            let n = counts.with(|counts| counts.get(&id).copied().unwrap_or_default());
            let name = if id.is_empty() { words.stages.none.to_owned() } else { stage_name(words, &id) };
            let color = placing.model.with(|model| stage_color(model, &id));
            let count = format::count(words.language, n as u64);
            view! { <Target placing id name color count/> }
        });
        targets.collect_view()
    };
    view! {
        <p class="quiet">{move || words.get().stages.drag_note}</p>
        <ul class="stage-targets">{targets}</ul>
    }
}

#[component]
fn Target(placing: Placing, id: String, name: String, color: String, count: String) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let is_dragging = move || placing.dragged.with(|dragged| !dragged.is_empty());
    let over = move |event: web_sys::DragEvent| {
        if is_dragging() {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        is_over.set(false);
        let dragged = placing.dragged.try_update(std::mem::take).unwrap_or_default();
        if dragged.is_empty() {
            return;
        }
        event.prevent_default();
        placing.set(dragged, Aspect::Stage, &id);
        placing.selected.update(|selected| selected.clear());
    };
    view! {
        <li
            class="stage-targets__stage"
            class:stage-targets__stage--open=is_dragging
            class:stage-targets__stage--over=move || is_over.get()
            on:dragenter=over
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <span class={"stage-choice__dot"} aria-hidden="true" style:background=color></span>
            {name}
            <span class="quiet number">{count}</span>
        </li>
    }
}
