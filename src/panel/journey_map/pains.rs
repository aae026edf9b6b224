//! The pain points of the stage that was chosen, and what may help there.

use std::sync::Arc;

use leptos::prelude::*;

use super::figure::pains_of;
use crate::{
    analysis::{JourneyMapReport, PainPoint, PainPointsReport, StageOfMap},
    panel::pain_points::{remedies::WhatMayHelp, wording},
    text::use_words,
};

/// Them, each with what it costs; nothing where none is measured.
#[component]
pub fn StagePains(
    /// The map.
    report: Signal<Option<Arc<JourneyMapReport>>>,
    /// The pain points of all stages.
    pains: Signal<Option<Arc<PainPointsReport>>>,
    /// The stage.
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let words = use_words();
    let name = Memo::new(move |_| stage.with(|stage| stage.as_ref().map(|stage| stage.stage.clone())));
    let own = Memo::new(move |_| {
        let (report, pains) = (report.get()?, pains.get()?);
        Some(pains_of(&report, &name.get()?, &pains).into_iter().cloned().collect::<Vec<PainPoint>>())
    });
    let is_any = Memo::new(move |_| own.with(|own| own.as_ref().is_some_and(|own| !own.is_empty())));
    let list = move || {
        let words = words.get();
        let own = own.get().unwrap_or_default().into_iter().map(|point| {
            let cost = wording::cost(words, &point);
            view! { <li><strong>{point.touchpoint}</strong> " " <span class="quiet">{cost}</span></li> }
        });
        own.collect_view()
    };
    view! {
        <Show when=move || is_any.get()>
            <h3>{move || words.get().pain_points.title}</h3>
            <ul class="pain__remedies">{list}</ul>
            <WhatMayHelp stage=name/>
        </Show>
    }
}
