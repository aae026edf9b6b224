//! Says that a new version of the page is on the device. It is used when the person wants it, never in the middle of work.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::page::PageContext;
use crate::text::use_words;

/// The banner; nothing where there is no new version.
#[component]
pub fn NewVersionBanner() -> impl IntoView {
    let words = use_words();
    let page = expect_context::<PageContext>();
    let (shown, set_shown) = signal(false);
    if let Some(on_new_version) = page.get().on_new_version() {
        let on = Closure::<dyn FnMut()>::new(move || {
            set_shown.try_set(true);
        });
        // The page's script keeps it for as long as the page lives.
        let _ = on_new_version.call1(&JsValue::NULL, &on.into_js_value());
    }
    let take = move |_| {
        if let Some(use_new_version) = page.get().use_new_version() {
            let _ = use_new_version.call0(&JsValue::NULL);
        }
    };
    view! {
        <Show when=move || shown.get()>
            <p class="banner" role="status">
                <span>{move || words.get().shell.new_version}</span>
                <button class="button button--small" type="button" on:click=take>
                    {move || words.get().shell.use_new_version}
                </button>
                <button
                    class="button button--icon"
                    type="button"
                    aria-label=move || words.get().shell.dismiss
                    on:click=move |_| set_shown.set(false)
                >
                    "×"
                </button>
            </p>
        </Show>
    }
}
