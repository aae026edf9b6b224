//! Asks what is to become of files that were given while others are open or being read. Enter adds them, Escape lets
//! them be.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::header::source_name;
use crate::{
    panel::arrivals::{Arrival, use_arrivals},
    text::{Words, use_words},
};

/// The question; closed while nothing waits for an answer.
#[component]
pub fn ArrivalQuestion() -> impl IntoView {
    let arrivals = use_arrivals();
    let words = use_words();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if arrivals.waiting.with(|waiting| !waiting.is_empty()) {
            // With the next frame it says what it asks, and its first answer is the one that can be given.
            request_animation_frame(move || show(dialog));
        } else if let Some(dialog) = dialog.get().filter(|dialog| dialog.open()) {
            dialog.close();
        }
    });
    let is_project = move || arrivals.waiting.with(|waiting| waiting.front().is_some_and(Arrival::is_project));
    let says = move |say: fn(&'static Words, bool, &str, &str) -> String| {
        move || {
            let words = words.get();
            arrivals.waiting.with(|waiting| {
                let Arrival { given, open, .. } = waiting.front()?;
                let [new, old] = [given, open].map(|source| source_name(words, source));
                Some(say(words, is_project(), &new, &old))
            })
        }
    };
    let title = says(|words, is_project, new, old| match is_project {
        true => (words.arrival.project_title)(new, old),
        false => (words.arrival.title)(new, old),
    });
    let note = says(|words, is_project, _, old| match is_project {
        true => words.arrival.project_note.to_owned(),
        false => (words.arrival.note)(old),
    });
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="arrival-title"
            aria-describedby="arrival-note"
            on:close=move |_| arrivals.answer_neither()
        >
            <h2 class="dialog__title" id="arrival-title">{title}</h2>
            <p id="arrival-note">{note}</p>
            <div class="row">
                <button
                    class="button button--primary"
                    type="button"
                    hidden=is_project
                    on:click=move |_| arrivals.answer_add()
                >
                    {move || words.get().arrival.add}
                </button>
                <button
                    class="button"
                    class:button--primary=is_project
                    type="button"
                    on:click=move |_| arrivals.answer_instead()
                >
                    {move || words.get().arrival.instead}
                </button>
                <button class="button" type="button" on:click=move |_| arrivals.answer_neither()>
                    {move || words.get().shell.cancel}
                </button>
            </div>
        </dialog>
    }
}

/// Opens the dialog, and puts the keyboard on its first answer.
fn show(dialog: NodeRef<html::Dialog>) {
    let Some(dialog) = dialog.get_untracked() else { return };
    if !dialog.open() {
        // It is in the document and not open: this does not fail.
        let _ = dialog.show_modal();
    }
    let first = dialog.query_selector("button:not([hidden])").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // Focusing an element that is there does not fail.
        let _ = first.focus();
    }
}
