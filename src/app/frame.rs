//! What stands around every screen, in the small program and in the app alike: skip link, header, main part, and what is
//! said while files are held over it.

use leptos::{html, prelude::*};

use super::{header::Header, intake::DropOverlay};
use crate::{panel::Surroundings, text::use_words};

/// The frame of a screen.
#[component]
pub fn Frame(
    /// Where the app stands.
    surroundings: Surroundings,
    /// The main part.
    main: NodeRef<html::Div>,
    /// What stands in the header beside the name.
    #[prop(into, optional)]
    in_header: ViewFn,
    /// What stands in the header below all that.
    #[prop(into, optional)]
    menu: ViewFn,
    /// What happens when the files that are held are let go.
    #[prop(into)]
    dropping: Signal<String>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    // In somebody else's page there is nothing of ours to skip to.
    let skip_link = (!surroundings.is_embedded).then(|| {
        view! {
            <a
                class="skip-link"
                href="#main"
                on:click=move |event| {
                    // The fragment holds the state of the view.
                    event.prevent_default();
                    focus(main);
                }
            >
                {move || words.get().shell.skip_to_content}
            </a>
        }
    });
    view! {
        {skip_link}
        <Header menu=menu>{in_header.run()}</Header>
        // Somebody else's page has a main part of its own.
        <div
            class="main"
            id="main"
            tabindex="-1"
            role=(!surroundings.is_embedded).then_some("main")
            node_ref=main
        >
            {children()}
        </div>
        <DropOverlay surroundings says=dropping/>
    }
}

/// Moves the focus to the main part.
pub fn focus(main: NodeRef<html::Div>) {
    if let Some(main) = main.get_untracked() {
        // Focusing an element that is there does not fail.
        let _ = main.focus();
    }
}
