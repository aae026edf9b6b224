//! The funnel: where do they drop out?

use leptos::prelude::*;

/// The funnel on screen.
#[component]
pub fn FunnelPanel() -> impl IntoView {}
