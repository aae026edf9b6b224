//! A chart in other people's pages: what the elements `<sojourn-funnel>` and `<sojourn-heatmap>` show.
//!
//! The elements themselves are the JavaScript in this folder: they read attributes, share logs, ask and tell the page.
//! Here a report is drawn, with the same charts, words and tables as in the app.

mod funnel;
mod heatmap;

use leptos::prelude::*;
use serde::Deserialize;

pub use self::{
    funnel::FunnelChart,
    heatmap::{ChosenCell, HeatmapChart},
};
use crate::{
    import::{ColumnReport, ImportReport, QualityReport},
    text::use_words,
};

/// A report, and all it takes to draw it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered<Q, R> {
    /// What was asked.
    pub question: Q,
    /// What came of it.
    pub report: R,
    /// How the log was read; without it there is no method note.
    #[serde(default)]
    pub source: Option<Source>,
}

/// How a log was read: what a method note says of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    columns: Vec<ColumnReport>,
    time_zone: String,
    tied_events: u64,
}

impl Source {
    /// The same as the panels have it, all else empty.
    fn report(&self) -> ImportReport {
        ImportReport {
            columns: self.columns.clone(),
            time_zone: self.time_zone.clone(),
            quality: QualityReport { tied_events: self.tied_events, ..QualityReport::default() },
            ..ImportReport::default()
        }
    }
}

/// Something said in the place of a chart.
#[component]
fn Note(
    /// The sentence, if there is one.
    sentence: Memo<Option<String>>,
) -> impl IntoView {
    move || sentence.get().map(|sentence| view! { <p class="note" part="note" role="status">{sentence}</p> })
}

/// Something to be opened below the chart.
#[component]
fn More(
    /// Its name as a part of the element.
    part: &'static str,
    /// What is said while it is closed.
    #[prop(into)]
    summary: Signal<&'static str>,
    /// Draws what is inside; only while it is open.
    inside: Callback<(), AnyView>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details
            class="widget__more"
            part=part
            on:toggle:target=move |event| open.set(event.target().open())
        >
            <summary>{move || summary.get()}</summary>
            {move || open.get().then(|| inside.run(()))}
        </details>
    }
}

/// How it was counted, one sentence each.
#[component]
fn Method(
    /// The sentences.
    #[prop(into)]
    sentences: Signal<Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let list = Callback::new(move |()| {
        let sentences = sentences.get().into_iter().map(|sentence| view! { <li>{sentence}</li> });
        view! { <ul class="method__list">{sentences.collect_view()}</ul> }.into_any()
    });
    let summary = Signal::derive(move || words.get().question.method);
    view! {
        <Show when=move || !sentences.with(Vec::is_empty)>
            <More part="method" summary=summary inside=list/>
        </Show>
    }
}
