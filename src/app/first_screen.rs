//! The first screen: what this is, and every way to begin.

use leptos::{html, prelude::*};

use super::{
    header::Shield,
    intake::{Given, use_intake},
    take_along::TakeAlong,
};
use crate::{
    panel::{Address, View},
    text::use_words,
};

/// The first screen; its children stand above the drop zone.
#[component]
pub fn FirstScreen(
    /// Whether the address knows a view that its file leads back to.
    returns: Signal<bool>,
    /// What stands below the drop zone.
    #[prop(into, optional)]
    kept: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let address = expect_context::<Address>();
    let intake = use_intake();
    let words = use_words();
    view! {
        <div class="first">
            <h1 class="first__sentence">{move || words.get().shell.what_it_is}</h1>
            {children.map(|children| children())}
            <Show when=move || returns.get()>
                <p class="note" role="status">{move || words.get().shell.drop_again}</p>
            </Show>
            <DropZone/>
            {kept.run()}
            <div class="first__others">
                <div class="first__sample">
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| intake.give(Given::Sample)
                    >
                        {move || words.get().shell.try_sample}
                    </button>
                    <span class="quiet">{move || words.get().shell.sample_note}</span>
                </div>
                <PasteTable/>
            </div>
            <p class="first__promise">
                <Shield/>
                <span>
                    {move || words.get().shell.promise} " "
                    <a class="link" href=move || address.href(View::Privacy)>{move || words.get().shell.see_privacy}</a>
                </span>
            </p>
            <TakeAlong/>
        </div>
    }
}

/// A label around a file input: a click anywhere in it, Enter and Space open the chooser; the window takes the drop.
#[component]
fn DropZone() -> impl IntoView {
    let intake = use_intake();
    let words = use_words();
    view! {
        <label class="drop-zone">
            <input
                class="drop-zone__input"
                type="file"
                multiple
                aria-label=move || words.get().shell.choose_file
                aria-describedby="drop-zone-note"
                on:change:target=move |event| {
                    let input = event.target();
                    intake.give_files(input.files());
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
    let intake = use_intake();
    let words = use_words();
    let field = NodeRef::<html::Textarea>::new();
    let open = move |_| {
        if let Some(field) = field.get_untracked() {
            intake.give(Given::Text(field.value()));
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
