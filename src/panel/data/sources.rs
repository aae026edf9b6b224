//! The sources of the log: one after the other, and the way to add more.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::{source::SourceCard, source_groups::source_groups};
use crate::{
    panel::{OpenLog, arrivals::use_arrivals},
    text::use_words,
    worker::client::{NamedBlob, Source},
};

/// The list of sources.
#[component]
pub fn Sources(log: OpenLog) -> impl IntoView {
    let arrivals = use_arrivals();
    let words = use_words();
    let sources = source_groups(&log);
    let is_only = sources.len() == 1;
    let has_files = matches!(log.source, Source::Files(_));
    let cards = sources.into_iter().map(|source| view! { <SourceCard source is_only/> }).collect_view();
    let add = move |input: HtmlInputElement| {
        let files = NamedBlob::all(input.files());
        // The same file can then be chosen again.
        input.set_value("");
        if !files.is_empty() {
            arrivals.add(files);
        }
    };
    // The sample is made in the worker: there is no file that others could be added to.
    let more = has_files.then(|| {
        view! {
            <div class="row">
                <label class="button add-source">
                    <input
                        class="add-source__input"
                        type="file"
                        multiple
                        aria-describedby="add-source-note"
                        on:change:target=move |event| add(event.target())
                    />
                    {move || words.get().sources.add}
                </label>
                <span class="quiet" id="add-source-note">{move || words.get().sources.add_note}</span>
            </div>
        }
    });
    view! {
        <section class="panel" aria-labelledby="sources-title">
            <div class="panel__head">
                <h2 class="panel__title" id="sources-title">{move || words.get().sources.title}</h2>
                <p class="quiet">{move || words.get().sources.note}</p>
            </div>
            <ul class="sources">{cards}</ul>
            {more}
        </section>
    }
}
