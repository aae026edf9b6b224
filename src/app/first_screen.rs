//! The first screen: what this is, and every way to begin.

use leptos::{html, prelude::*};

use super::{header::source_name, intake, take_along::TakeAlong};
use crate::{
    import::ImportOptions,
    panel::{View, use_workspace},
    text::{Language, use_words},
    worker::client::Source,
};

/// The first screen.
#[component]
pub fn FirstScreen() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let returns = Memo::new(move |_| {
        let closed = workspace.log.with(Option::is_none);
        closed && workspace.address.place.with(|place| place.view != View::Home && !place.sample)
    });
    let back = move || {
        let words = words.get();
        workspace.log.with(|log| {
            log.as_ref().map(|log| {
                let name = (words.shell.back_to)(&source_name(words, &log.source));
                view! { <p><a class="link" href=move || workspace.address.href(View::Funnel)>{name}</a></p> }
            })
        })
    };
    view! {
        <div class="first">
            <h1 class="first__sentence">{move || words.get().shell.what_it_is}</h1>
            {back}
            <Show when=move || returns.get()>
                <p class="note" role="status">{move || words.get().shell.drop_again}</p>
            </Show>
            <DropZone/>
            <div class="first__others">
                <div class="first__sample">
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| workspace.open(Source::Sample, ImportOptions::default())
                    >
                        {move || words.get().shell.try_sample}
                    </button>
                    <span class="quiet">{move || words.get().shell.sample_note}</span>
                </div>
                <PasteTable/>
            </div>
            <p class="first__promise">
                <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path d={"M8 1.5 2.5 3.5v4c0 3.4 2.3 5.9 5.5 7 3.2-1.1 5.5-3.6 5.5-7v-4L8 1.5Z M5.4 8l1.9 1.9 3.4-3.6"}></path>
                </svg>
                {move || words.get().shell.promise}
            </p>
            <TakeAlong/>
        </div>
    }
}

/// A label around a file input: a click anywhere in it, Enter and Space open the chooser; the window takes the drop.
#[component]
fn DropZone() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    view! {
        <label class="drop-zone">
            <input
                class="drop-zone__input"
                type="file"
                aria-label=move || words.get().shell.choose_file
                aria-describedby="drop-zone-note"
                on:change:target=move |event| {
                    let input = event.target();
                    let files = input.files();
                    intake::take_files(workspace, files);
                    // The same file can then be chosen again.
                    input.set_value("");
                }
            />
            <span class="drop-zone__title">{move || words.get().shell.drop_here}</span>
            <span class="drop-zone__button button" aria-hidden="true">{move || words.get().shell.choose_file}</span>
            <span class="drop-zone__note quiet" id="drop-zone-note">{move || words.get().shell.what_file}</span>
        </label>
    }
}

/// A field for a table, for where Ctrl+V on the page is not at hand.
#[component]
fn PasteTable() -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    let language = expect_context::<RwSignal<Language>>();
    let field = NodeRef::<html::Textarea>::new();
    let open = move |_| {
        if let Some(field) = field.get_untracked() {
            intake::take_text(workspace, &field.value(), language.get_untracked());
        }
    };
    view! {
        <details class="paste">
            <summary class="paste__summary">
                {move || words.get().shell.paste_table} " " <kbd class="paste__keys">{"Ctrl+V"}</kbd>
            </summary>
            <label class="field">
                <span class="field__label">{move || words.get().shell.paste_label}</span>
                <textarea
                    class="input paste__field"
                    node_ref=field
                    rows="6"
                    spellcheck="false"
                    placeholder=move || words.get().shell.paste_placeholder
                ></textarea>
            </label>
            <button class="button" type="button" on:click=open>{move || words.get().shell.paste_open}</button>
        </details>
    }
}
