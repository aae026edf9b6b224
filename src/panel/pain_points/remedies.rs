//! What may help at a stage, and what would show that it helped: beside a pain point, and on the journey map.

use leptos::prelude::*;

use crate::text::{pain_points::Remedies, use_words};

/// What may help at a stage; nothing where the field has no answer.
#[component]
pub fn WhatMayHelp(
    /// The stage, by its name in the model.
    #[prop(into)]
    stage: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    move || {
        let text = &words.get().pain_points;
        let Remedies { list, shown_by } = (text.remedies_of)(&stage.get()?)?;
        let remedies = list.iter().map(|&remedy| view! { <li>{remedy}</li> }).collect_view();
        Some(view! {
            <h4 class="pain__subtitle">{text.remedies}</h4>
            <ul class="pain__remedies">{remedies}</ul>
            <p class="quiet">{(text.shown_by)(shown_by)}</p>
        })
    }
}
