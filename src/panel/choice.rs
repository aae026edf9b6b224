//! A menu of a few names, with its label.

use leptos::prelude::*;

use crate::text::{Words, use_words};

/// One of several: their names, and which one is chosen.
#[component]
pub fn Choice(
    /// What is chosen.
    label: fn(&'static Words) -> &'static str,
    /// The names, and the place of the one that is chosen.
    options: Signal<(Vec<String>, Option<usize>)>,
    /// Hears the place of the one that becomes it.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let words = use_words();
    let options = move || {
        let (names, chosen) = options.get();
        let options = names.into_iter().enumerate().map(|(at, name)| {
            view! { <option value=at.to_string() selected=chosen == Some(at)>{name}</option> }
        });
        options.collect_view()
    };
    view! {
        <label class="field">
            <span class="field__label">{move || label(words.get())}</span>
            <select
                class="select"
                on:change=move |event| {
                    if let Ok(at) = event_target_value(&event).parse() {
                        on_choose.run(at);
                    }
                }
            >
                {options}
            </select>
        </label>
    }
}
