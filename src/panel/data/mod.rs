//! The data screen: what was understood of the file, what was not, and how to change it.

mod columns;
mod skipped;
pub mod stage_memory;
mod stages;
mod understood;

use leptos::prelude::*;

use super::use_workspace;
use crate::text::use_words;

/// The data screen of the log at hand. The shell draws it anew for another log.
#[component]
pub fn DataPanel() -> impl IntoView {
    let words = use_words();
    let log = use_workspace().log.get_untracked();
    log.map(|log| {
        view! {
            <div class="data">
                <h1 class="visually-hidden">{move || words.get().data.title}</h1>
                <understood::Understood report=log.report.clone()/>
                <columns::Columns log=log.clone()/>
                <skipped::Skipped report=log.report.clone()/>
                <stages::Stages log/>
            </div>
        }
    })
}
