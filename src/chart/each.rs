//! Rows, columns or cells by their number, of which those that stay are kept.

use std::ops::Range;

use leptos::prelude::*;

/// Draws what each number of a range stands for. One piece of code for all lists, whatever they draw.
#[component]
pub fn Each(
    /// The numbers.
    #[prop(into)]
    range: Signal<Range<usize>>,
    /// Draws one.
    draw: Callback<usize, AnyView>,
) -> impl IntoView {
    view! { <For each=move || range.get() key=|at| *at children=move |at| draw.run(at)/> }
}
