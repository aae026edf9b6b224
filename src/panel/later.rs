//! What may come a moment later, so that the page answers in between.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Draws its children in a task of their own, right after the one that draws what stands around them.
#[component]
pub fn Later(children: ChildrenFn) -> impl IntoView {
    let is_due = RwSignal::new(false);
    let timeout = StoredValue::new_local(Some(Timeout::new(0, move || {
        is_due.try_set(true);
    })));
    // A timeout that is dropped does not come.
    on_cleanup(move || drop(timeout.try_update_value(Option::take)));
    view! { <Show when=move || is_due.get()>{children()}</Show> }
}
