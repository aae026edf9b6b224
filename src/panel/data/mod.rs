//! The data screen: what was understood of the file, what was not, and how to change it.

pub mod stage_memory;

use leptos::prelude::*;

/// The data screen.
#[component]
pub fn DataPanel() -> impl IntoView {}
