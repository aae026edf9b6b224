//! The touchpoint heatmap: where is it hot, where is it cold?

use leptos::prelude::*;

/// The heatmap on screen.
#[component]
pub fn HeatmapPanel() -> impl IntoView {}
