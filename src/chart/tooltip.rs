//! The box beside the pointer, or beside what the keyboard is on.

use leptos::prelude::*;

/// What a tooltip says, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// Point in the chart's box, in pixels.
    pub at: [f64; 2],
    /// First line.
    pub title: String,
    /// What, and how much.
    pub details: Vec<(String, String)>,
}

/// Shows a tip in a box that is `width` wide; stays inside it. The same is said to assistive technology elsewhere.
#[component]
pub fn Tooltip(
    /// What to show.
    #[prop(into)]
    tip: Signal<Option<Tip>>,
    /// Width of the box around.
    #[prop(into)]
    width: Signal<f64>,
) -> impl IntoView {
    // Left of the point where there is more room.
    let place = move |at: [f64; 2]| {
        let left_side = at[0] > width.get() / 2.0;
        let x = if left_side { at[0] - 14.0 } else { at[0] + 14.0 };
        (format!("translate({}, 12px)", if left_side { "-100%" } else { "0" }), x.max(0.0), at[1])
    };
    move || {
        tip.get().map(|tip| {
            let (transform, x, y) = place(tip.at);
            let details = tip.details.into_iter().map(|(what, much)| {
                view! {
                    <span class="tooltip__what">{what}</span>
                    <span class="tooltip__much">{much}</span>
                }
            });
            view! {
                <div
                    class="tooltip"
                    aria-hidden="true"
                    style:left=format!("{x}px")
                    style:top=format!("{y}px")
                    style:transform=transform
                >
                    <strong class="tooltip__title">{tip.title}</strong>
                    <div class="tooltip__details">{details.collect_view()}</div>
                </div>
            }
        })
    }
}
