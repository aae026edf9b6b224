//! What `<sojourn-funnel>` shows: sentences, bars, the same as a table, the method.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Answered, Method, More, Note};
use crate::{
    analysis::{FunnelQuestion, FunnelReport},
    chart::{
        legend::SeriesLegend,
        step_bars::{Pick, StepBars},
    },
    panel::funnel::{figure, method, state::FunnelState, tables::StepTable},
    text::use_words,
};

/// Draws the newest answer.
#[component]
pub fn FunnelChart(
    /// The newest answer.
    #[prop(into)]
    answered: Signal<Option<Arc<Answered<FunnelQuestion, FunnelReport>>>>,
    /// Hears which part of the chart was chosen.
    on_pick: Callback<Pick>,
) -> impl IntoView {
    let words = use_words();
    let report = Memo::new(move |_| answered.with(|answer| answer.as_ref().map(|it| Arc::new(it.report.clone()))));
    let state =
        Memo::new(move |_| answered.with(|answer| answer.as_ref().map(|it| FunnelState::asking(it.question.clone()))));
    let trouble = Memo::new(move |_| report.with(|report| figure::trouble(words.get(), report.as_ref()?)));
    let can_draw = Memo::new(move |_| trouble.with(Option::is_none) && report.with(Option::is_some));
    let sentences = move || {
        let sentences = report.with(|report| report.as_ref().map(|report| figure::headline(words.get(), report)));
        let sentences = sentences.unwrap_or_default().into_iter();
        sentences.map(|sentence| view! { <p class="headline__sentence">{sentence}</p> }).collect_view()
    };
    let both = move || report.get().zip(state.get());
    let steps = Memo::new(move |_| {
        both().map(|(report, state)| figure::steps(words.get(), &report, &state)).unwrap_or_default()
    });
    let legend = Memo::new(move |_| {
        both().map(|(report, state)| figure::legend(words.get(), &report, &state)).unwrap_or_default()
    });
    let breakdown = Signal::derive(move || {
        state.with(|state| state.as_ref().and_then(|state| state.question.breakdown.clone())).unwrap_or_default()
    });
    let label = Signal::derive(move || (words.get().funnel.chart)(steps.with(Vec::len)));
    // Another answer has other bars.
    let chosen = RwSignal::new(None::<Pick>);
    Effect::new(move |_| {
        answered.track();
        chosen.set(None);
    });
    let pick = Callback::new(move |pick| {
        chosen.set(Some(pick));
        on_pick.run(pick);
    });
    let method = Signal::derive(move || {
        let source = answered.with(|answer| answer.as_ref().and_then(|it| it.source.clone()));
        let both = state.get().zip(source);
        both.map(|(state, source)| method::sentences(words.get(), &state, &source.report())).unwrap_or_default()
    });
    let table = Callback::new(move |()| view! { <StepTable report=report.into() breakdown=breakdown/> }.into_any());
    view! {
        <Note sentence=trouble/>
        <Show when=move || can_draw.get()>
            <div class="headline" part="headline">{sentences}</div>
            <Show when=move || legend.with(|legend| !legend.is_empty())>
                <div part="legend"><SeriesLegend series=legend/></div>
            </Show>
            <div part="chart">
                <StepBars
                    id="chart"
                    label=label
                    steps=steps
                    percent=figure::axis_percent
                    chosen=chosen
                    on_pick=pick
                />
            </div>
            <More part="table" summary=Signal::derive(move || words.get().question.as_table) inside=table/>
        </Show>
        <Method sentences=method/>
    }
}
