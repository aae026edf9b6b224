//! What one view is narrowed to, beyond the scope of all.

use leptos::prelude::*;

use super::own_sentences;
use crate::{
    panel::{History, use_workspace},
    prepare::Scope,
    text::use_words,
};

/// What a view is narrowed to beyond the scope of all views, as by the link that led there, and the way to take it back.
/// `on_change` hears of that.
#[component]
pub fn Narrowing(
    /// The scope of the view.
    scope: Signal<Scope>,
    /// Hears the next one.
    on_change: Callback<(Scope, History)>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let everywhere = workspace.address.scope;
    let own = Memo::new(move |_| everywhere.with(|everywhere| scope.with(|scope| scope.beyond(everywhere))));
    let says = move || {
        let words = words.get();
        workspace.log.with(|log| {
            let report = &log.as_ref()?.report;
            let said = own.with(|own| own_sentences(words, own, report));
            Some(said.into_iter().map(|sentence| view! { <p class="controls__note">{sentence}</p> }).collect_view())
        })
    };
    view! {
        <Show when=move || own.with(|own| *own != Scope::default())>
            <fieldset class="controls__group">
                <legend class="controls__title">{move || words.get().question.narrowing}</legend>
                {says}
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| on_change.run((everywhere.get_untracked(), History::Push))
                >
                    {move || words.get().question.widen}
                </button>
            </fieldset>
        </Show>
    }
}
