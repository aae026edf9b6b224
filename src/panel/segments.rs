//! Segments: filters and conditions on customers that were given a name, remembered by this browser for any log that has
//! their columns. Dates are no part of them.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{History, memory, names, use_workspace};
use crate::{
    prepare::{Condition, Scope},
    text::{Words, use_words},
};

const KEY: &str = "sojourn.segments";

/// A scope without dates, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub scope: Scope,
}

impl Segment {
    /// The columns that it speaks of.
    fn columns(&self) -> impl Iterator<Item = &str> {
        let of_customers =
            self.scope.customers.iter().flat_map(|customers| customers.did.iter().chain(&customers.then));
        self.scope.conditions.iter().chain(of_customers).map(|condition: &Condition| condition.column.as_str())
    }
}

/// The segments that this browser remembers.
#[derive(Clone, Copy)]
pub struct SavedSegments {
    all: RwSignal<Vec<Segment>>,
    /// Whether the browser remembers them.
    is_kept: RwSignal<bool>,
}

impl SavedSegments {
    /// Recalls them.
    pub fn recall() -> SavedSegments {
        SavedSegments {
            all: RwSignal::new(memory::recall::<Vec<Segment>>(KEY).unwrap_or_default()),
            is_kept: RwSignal::new(true),
        }
    }

    /// Those whose columns the open log has.
    pub fn suiting(self, words: &Words) -> Vec<Segment> {
        let columns = use_workspace().log.with(|log| Some(names::columns(words, &log.as_ref()?.report, true)));
        let columns = columns.unwrap_or_default();
        let suits = |segment: &Segment| segment.columns().all(|id| columns.iter().any(|column| column.id == id));
        self.all.get().into_iter().filter(suits).collect()
    }

    fn update(self, change: impl FnOnce(&mut Vec<Segment>)) {
        self.all.update(change);
        self.is_kept.set(self.all.with_untracked(|all| memory::remember(KEY, all)));
    }
}

/// The segments that suit the log, and the way to save one more.
#[component]
pub fn Segments(
    /// All of them.
    saved: SavedSegments,
    /// The scope now.
    scope: Signal<Scope>,
    /// Hears the next one.
    on_change: Callback<(Scope, History)>,
) -> impl IntoView {
    let words = use_words();
    let name = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let now = Memo::new(move |_| scope.with(Scope::without_dates));
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
    };
    let list = move || {
        let words = words.get();
        let lines = saved.suiting(words).into_iter().map(|segment| {
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
        lines.collect_view()
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
                    if saved.is_kept.get() { text.segments_note } else { text.segment_not_kept }
                }}
            </p>
        </fieldset>
    }
}
