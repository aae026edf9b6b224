//! Customers: who are they, and what did one of them do?
//!
//! State in the address ([`state`]) → the window of the list in sight ([`list`]), and the timeline of the customer who
//! is open ([`timeline`]), both beside each other where there is room.

mod list;
pub mod state;
mod timeline;
mod wording;

use leptos::prelude::*;

use self::{list::List, state::CustomersState, timeline::Timeline};
use super::{Control, View};
use crate::text::use_words;

/// The customers on screen.
#[component]
pub fn CustomersPanel() -> impl IntoView {
    let words = use_words();
    let control = Control::follow(View::Customers, CustomersState::default);
    let is_open = Memo::new(move |_| control.state.with(|state| state.customer.is_some()));
    // The keyboard follows a customer who was opened by hand, not one whom the address names.
    let wants_focus = StoredValue::new(false);
    view! {
        <div class="view view--wide">
            <h1 class="visually-hidden">{move || words.get().customers.title}</h1>
            <div class="view__results customers" class:customers--open=move || is_open.get()>
                <List control=control wants_focus=wants_focus/>
                <Show when=move || is_open.get()>
                    <Timeline control=control wants_focus=wants_focus/>
                </Show>
                <details class="panel method customers__method">
                    <summary>{move || words.get().question.method}</summary>
                    <ul class="method__list">
                        {move || {
                            let text = &words.get().customers;
                            let sentences = [text.list_method, text.session_method, text.private_method];
                            sentences.map(|sentence| view! { <li>{sentence}</li> }).collect_view()
                        }}
                    </ul>
                </details>
            </div>
        </div>
    }
}
