//! What lists that are asked for in windows have in common: the search, and the whole list as CSV.

use leptos::{prelude::*, task::spawn_local};

use super::{
    OpenLog,
    download::{file_name, save_csv},
};
use crate::{
    analysis::Analysis,
    export::Table,
    text::{Words, format, use_words},
};

/// A download has at most so many rows, asked for in parts.
const SAVED: u32 = 100_000;
const SAVED_AT_A_TIME: u32 = 10_000;

/// The search of a list.
#[component]
pub fn SearchField(
    /// What it looks for.
    label: fn(&Words) -> &'static str,
    /// An example.
    hint: fn(&Words) -> &'static str,
    /// What is looked for now.
    #[prop(into)]
    text: Signal<String>,
    /// Hears each change.
    on_search: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <label class="field">
            <span class="field__label">{move || label(words.get())}</span>
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || hint(words.get())
                prop:value=move || text.get()
                on:input:target=move |event| on_search.run(event.target().value())
            />
        </label>
    }
}

/// The list as CSV: all of it, or as much as a file should have. `on_save` hears who waits for it, and sets it to false
/// when it is done.
#[component]
pub fn SaveList(
    /// How long the list is.
    #[prop(into)]
    matching: Signal<u32>,
    /// What the button says, where all of it is saved.
    all: fn(&Words) -> &'static str,
    /// What it says where only the first ones are: how many.
    first: fn(&Words, &str) -> String,
    /// Begins.
    on_save: Callback<RwSignal<bool>>,
) -> impl IntoView {
    let words = use_words();
    let is_busy = RwSignal::new(false);
    let save = move |_| {
        if !is_busy.get_untracked() {
            is_busy.set(true);
            on_save.run(is_busy);
        }
    };
    let label = move || {
        let words = words.get();
        match matching.get() {
            0..=SAVED => all(words).to_owned(),
            _ => first(words, &format::count(words.language, SAVED)),
        }
    };
    view! {
        <button
            type="button"
            class="button button--small"
            disabled=move || is_busy.get() || matching.get() == 0
            on:click=save
        >
            {label}
        </button>
    }
}

/// Saves a list as CSV, asked for part by part: `question` from a row on and with so many, `rows` of its report.
pub fn save_list<A, R>(
    log: OpenLog,
    name: &'static str,
    is_busy: RwSignal<bool>,
    question: impl Fn(u32, u32) -> A + 'static,
    rows: fn(A::Report) -> Vec<R>,
    table: fn(&[R]) -> Table,
) where
    A: Analysis + 'static,
    R: 'static,
{
    spawn_local(async move {
        let mut all = Vec::new();
        while all.len() < SAVED as usize {
            let Ok(part) = log.client.ask(question(all.len() as u32, SAVED_AT_A_TIME)).await else { break };
            let part = rows(part);
            let is_last = part.len() < SAVED_AT_A_TIME as usize;
            all.extend(part);
            if is_last {
                break;
            }
        }
        is_busy.try_set(false);
        if !all.is_empty() {
            save_csv(&file_name(log.report.name(), name, "csv"), &table(&all));
        }
    });
}
