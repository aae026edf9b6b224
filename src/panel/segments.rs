//! Segments: filters and conditions on customers that were given a name, remembered by this browser for any log that has
//! their columns. Dates are no part of them.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{History, memory, names, use_workspace};
use crate::{
    prepare::{Condition, Scope},
    text::use_words,
};

const KEY: &str = "sojourn.segments";

/// A scope without dates, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Segment {
    name: String,
    scope: Scope,
}

impl Segment {
    /// The columns that it speaks of.
    fn columns(&self) -> impl Iterator<Item = &str> {
        let of_customers =
            self.scope.customers.iter().flat_map(|customers| customers.did.iter().chain(&customers.then));
        self.scope.conditions.iter().chain(of_customers).map(|condition: &Condition| condition.column.as_str())
    }
}

fn without_dates(scope: &Scope) -> Scope {
    Scope { from: None, to: None, ..scope.clone() }
}

/// The segments that suit the log, and the way to save one more.
#[component]
pub fn Segments(
    /// The scope now.
    scope: Signal<Scope>,
    /// Hears the next one.
    on_change: Callback<(Scope, History)>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let saved = RwSignal::new(memory::recall::<Vec<Segment>>(KEY).unwrap_or_default());
    let is_kept = RwSignal::new(true);
    let name = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let keep = move || is_kept.set(saved.with_untracked(|saved| memory::remember(KEY, saved)));
    let now = Memo::new(move |_| scope.with(without_dates));
    let is_nameable =
        Memo::new(move |_| now.with(|now| *now != Scope::default()) && name.with(|name| !name.trim().is_empty()));
    let save = move || {
        if !is_nameable.get_untracked() {
            return;
        }
        let segment = Segment { name: name.get_untracked().trim().to_owned(), scope: now.get_untracked() };
        saved.update(|saved| match saved.iter_mut().find(|known| known.name == segment.name) {
            Some(known) => *known = segment,
            None => saved.push(segment),
        });
        name.set(String::new());
        keep();
    };
    let list = move || {
        let words = words.get();
        let columns = workspace.log.with(|log| Some(names::columns(words, &log.as_ref()?.report, true)))?;
        let suits = |segment: &Segment| segment.columns().all(|id| columns.iter().any(|column| column.id == id));
        let lines = saved.get().into_iter().filter(suits).map(|segment| {
            let (shown, title) = (segment.name.clone(), (words.question.forget_segment)(&segment.name));
            let (to_apply, to_forget) = (segment.scope.clone(), segment.name);
            let is_on = now.with(|now| *now == segment.scope);
            view! {
                <li class="row">
                    <button
                        type="button"
                        class="button button--small"
                        aria-pressed=is_on.to_string()
                        on:click=move |_| {
                            let Scope { from, to, .. } = scope.get_untracked();
                            on_change.run((Scope { from, to, ..to_apply.clone() }, History::Push));
                        }
                    >
                        {shown}
                    </button>
                    <button
                        type="button"
                        class="button button--icon"
                        aria-label=title
                        on:click=move |_| {
                            saved.update(|saved| saved.retain(|known| known.name != to_forget));
                            keep();
                            if let Some(field) = field.get_untracked() {
                                let _ = field.focus();
                            }
                        }
                    >
                        "×"
                    </button>
                </li>
            }
        });
        Some(lines.collect_view())
    };
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().question.segments}</legend>
            <ul class="segment-list">{list}</ul>
            <div class="row">
                <input
                    node_ref=field
                    class="input"
                    maxlength="60"
                    aria-label=move || words.get().question.segment_name
                    placeholder=move || words.get().question.segment_name
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            save();
                        }
                    }
                />
                <button
                    type="button"
                    class="button button--small"
                    disabled=move || !is_nameable.get()
                    on:click=move |_| save()
                >
                    {move || words.get().question.save_segment}
                </button>
            </div>
            <p class="quiet controls__note">
                {move || {
                    let text = &words.get().question;
                    if is_kept.get() { text.segments_note } else { text.segment_not_kept }
                }}
            </p>
        </fieldset>
    }
}
