//! Sojourn as one HTML file, to keep or to pass on.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::page::{PageContext, promised};
use crate::{panel::download::save_blob, text::use_words};

const FILE_NAME: &str = "sojourn.html";

/// A button that saves the file, and what it is good for; nothing where the page cannot give it.
#[component]
pub fn TakeAlong() -> impl IntoView {
    let words = use_words();
    let page = expect_context::<PageContext>();
    let failed = RwSignal::new(false);
    let save = move |_| {
        let Some(copy) = page.get().copy().as_ref().and_then(promised) else { return failed.set(true) };
        spawn_local(async move {
            let blob = JsFuture::from(copy).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok());
            failed.try_set(blob.is_none());
            if let Some(blob) = blob {
                save_blob(FILE_NAME, &blob);
            }
        });
    };
    page.get().copy().map(|_| {
        view! {
            <p class="take-along">
                <button class="link" type="button" on:click=save>{move || words.get().shell.take_along}</button>
                " "
                <span class="quiet">{move || words.get().shell.take_along_note}</span>
                <Show when=move || failed.get()>
                    " "
                    <span role="alert">{move || words.get().shell.take_along_failed}</span>
                </Show>
            </p>
        }
    })
}
