//! The choice whom those in scope are compared with, in the bar above all views.

use leptos::prelude::*;

use super::Against;
use crate::{
    panel::{segments::SavedSegments, use_workspace},
    text::use_words,
};

/// The choice, among them the segments that suit the log.
#[component]
pub fn CompareChoice(
    /// The segments.
    segments: SavedSegments,
) -> impl IntoView {
    let words = use_words();
    let address = use_workspace().address;
    // The address may hold a segment that this browser does not know.
    let choices = Memo::new(move |_| {
        let mut choices = vec![Against::Previous, Against::Rest];
        choices.extend(segments.suiting(words.get()).into_iter().map(Against::Segment));
        choices.extend(address.against.get().filter(|chosen| !choices.contains(chosen)));
        choices
    });
    let options = move || {
        let text = &words.get().comparison;
        let options = choices.get().into_iter().enumerate().map(|(at, choice)| {
            let name = match &choice {
                Against::Previous => text.choose_previous.to_owned(),
                Against::Rest => text.choose_others.to_owned(),
                Against::Segment(segment) => (text.choose_segment)(&segment.name),
            };
            let is_chosen = move || address.against.with(|against| against.as_ref() == Some(&choice));
            view! { <option value=at.to_string() prop:selected=is_chosen>{name}</option> }
        });
        options.collect_view()
    };
    view! {
        <fieldset class="controls__group">
            <legend class="controls__title">{move || words.get().comparison.compare}</legend>
            <select
                class="select"
                aria-label=move || words.get().comparison.compare
                on:change:target=move |event| {
                    let chosen = event.target().value().parse::<usize>().ok();
                    choices.with_untracked(|choices| {
                        address.set_against(chosen.and_then(|chosen| choices.get(chosen)));
                    });
                }
            >
                <option value="" prop:selected=move || address.against.with(Option::is_none)>
                    {move || words.get().comparison.nobody}
                </option>
                {options}
            </select>
            <p class="quiet controls__note">{move || words.get().comparison.note}</p>
        </fieldset>
    }
}
