//! Some touchpoints of the log: chips that can be taken out, and a field to add more.

use std::sync::Arc;

use leptos::prelude::*;

use super::{names, picker::Picker, use_workspace};
use crate::text::{Words, use_words};

/// The touchpoints that count as the conversion; one at least.
#[component]
pub fn GoalList(
    /// Id of the field in the page.
    id: &'static str,
    /// The touchpoints.
    touchpoints: Memo<Vec<String>>,
    /// Hears the touchpoints that they become.
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    view! {
        <TouchpointList
            id=id
            label=|words| words.heatmap.goal
            add=|words| words.heatmap.add_goal
            remove=|words, name| (words.heatmap.remove_goal)(name)
            least=1
            touchpoints=touchpoints
            on_change=on_change
        />
    }
}

/// Some touchpoints of the log.
#[component]
pub fn TouchpointList(
    /// Id of the field in the page.
    id: &'static str,
    /// What they are.
    label: fn(&'static Words) -> &'static str,
    /// Name of the field that adds one, for assistive technology.
    add: fn(&'static Words) -> &'static str,
    /// Name of the button that takes one out.
    remove: fn(&'static Words, &str) -> String,
    /// So many have to stay.
    least: usize,
    /// The touchpoints.
    touchpoints: Memo<Vec<String>>,
    /// Hears the touchpoints that they become.
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let choices = Memo::new(move |_| {
        let words = words.get();
        let choices = |log: &super::OpenLog| names::touchpoint_choices(words, &log.report);
        workspace.log.with(|log| log.as_ref().map_or_else(|| Arc::new(Vec::new()), choices))
    });
    let on_pick = Callback::new(move |name: String| {
        let mut names = touchpoints.get_untracked();
        if !names.contains(&name) {
            names.push(name);
            on_change.run(names);
        }
    });
    let chips = move || {
        let words = words.get();
        let all = touchpoints.get();
        let removable = all.len() > least;
        let chips = all.into_iter().map(|name| {
            let kept = name.clone();
            view! {
                <span class="chip chip--removable">
                    <span class="chip__words" title=name.clone()>{name.clone()}</span>
                    {removable.then(|| view! {
                        <button
                            type="button"
                            class="chip__remove"
                            aria-label=remove(words, &name)
                            on:click=move |_| {
                                let mut names = touchpoints.get_untracked();
                                names.retain(|name| *name != kept);
                                on_change.run(names);
                            }
                        >
                            "×"
                        </button>
                    })}
                </span>
            }
        });
        chips.collect_view()
    };
    view! {
        <div class="field" role="group" aria-label=move || label(words.get())>
            <span class="field__label" aria-hidden="true">{move || label(words.get())}</span>
            <div class="filter__values">{chips}</div>
            <Picker
                id=id.to_owned()
                label=Signal::derive(move || add(words.get()).to_owned())
                placeholder=Signal::derive(move || words.get().funnel.search.to_owned())
                choices=choices
                on_pick=on_pick
            />
        </div>
    }
}
