//! The bar above the views: which days, events and customers all of them are about.

use leptos::{ev, html::Details, prelude::*};

use super::{
    History, View,
    comparison::{self, CompareChoice},
    names,
    scope_controls::{self, ScopeControls},
    segments::{SavedSegments, Segments},
    use_workspace,
};
use crate::{prepare::Scope, text::use_words};

/// The scope of all views: in words, and open to be changed.
#[component]
pub fn FilterBar() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let address = workspace.address;
    let is_wanted = Memo::new(move |_| {
        let view = address.place.with(|place| place.view);
        let asks = !matches!(view, View::Home | View::Data | View::Report | View::Privacy);
        asks && workspace.log.with(Option::is_some)
    });
    let is_open = RwSignal::new(false);
    let details = NodeRef::<Details>::new();
    let segments = SavedSegments::recall();
    let told = comparison::use_told();
    let narrows =
        move || address.scope.with(|scope| *scope != Scope::default()) || address.against.with(Option::is_some);
    let on_change = Callback::new(move |(scope, history): (Scope, History)| address.set_scope(&scope, history));
    let says = move || {
        let words = words.get();
        workspace.log.with(|log| {
            let report = &log.as_ref()?.report;
            let label = |id: &str| names::column_label(words, report, id);
            let said = address.scope.with(|scope| scope_controls::sentences(words, scope, label));
            Some(told.run(said).join(words.between_sentences()))
        })
    };
    let clear = move |_| {
        address.clear_everywhere();
        // The button goes; the keyboard stays here.
        if let Some(summary) =
            details.get_untracked().and_then(|details| details.query_selector("summary").ok().flatten())
        {
            let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(summary).focus();
        }
    };
    view! {
        <Show when=move || is_wanted.get()>
            <section class="filter-bar" aria-label=move || words.get().question.everywhere>
                <details
                    node_ref=details
                    on:toggle=move |_: ev::Event| {
                        is_open.set(details.get_untracked().is_some_and(|details| details.open()));
                    }
                >
                    <summary>
                        <span class="filter-bar__title">{move || words.get().question.everywhere}</span>
                        <span class="filter-bar__says">{says}</span>
                    </summary>
                    <Show when=move || is_open.get()>
                        <div class="filter-bar__controls">
                            <ScopeControls id="everywhere" scope=address.scope on_change=on_change/>
                            <Segments saved=segments scope=address.scope.into() on_change=on_change/>
                            <CompareChoice segments=segments/>
                        </div>
                    </Show>
                </details>
                <Show when=narrows>
                    <button type="button" class="button button--small" on:click=clear>
                        {move || words.get().question.clear}
                    </button>
                </Show>
            </section>
        </Show>
    }
}
