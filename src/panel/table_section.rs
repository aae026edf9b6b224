//! A table that stands by itself: heading, what it comes to in a sentence, rows, CSV, method note. Nothing where there are
//! no rows.

use leptos::prelude::*;

use crate::{
    panel::table::{Header, VirtualTable},
    text::use_words,
};

/// The section.
#[component]
pub fn TableSection(
    /// Heading, and name of the table.
    title: Signal<String>,
    /// What it comes to.
    says: Signal<String>,
    /// The heads of the columns.
    columns: Signal<Vec<Header>>,
    /// The fields of each row.
    rows: Signal<Vec<Vec<String>>>,
    /// Saves it as CSV.
    on_save: Callback<()>,
    /// How it was counted.
    method: Signal<Vec<&'static str>>,
) -> impl IntoView {
    let words = use_words();
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let has_rows = Memo::new(move |_| n_rows.get() > 0);
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).cloned().unwrap_or_default());
        fields.into_iter().map(IntoAny::into_any).collect()
    };
    let sentences = move || method.get().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    view! {
        <Show when=move || has_rows.get()>
            <section class="panel">
                <h2>{move || title.get()}</h2>
                <p>{move || says.get()}</p>
                <VirtualTable label=title columns=columns n_rows=n_rows row=row/>
                <p class={"row"}>
                    <button type="button" class="button button--small" on:click=move |_| on_save.run(())>
                        {move || words.get().comparison.save}
                    </button>
                </p>
                <details class="method">
                    <summary>{move || words.get().question.method}</summary>
                    <ul class="method__list">{sentences}</ul>
                </details>
            </section>
        </Show>
    }
}
