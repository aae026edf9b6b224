//! The data screen: what was understood of the sources, what was not, and how to change it.

mod columns;
mod joining;
pub mod mapping_memory;
pub mod origin;
mod quality;
mod reading;
mod skipped;
mod source;
mod source_groups;
mod sources;
pub mod stage_memory;
mod stages;
mod understood;
mod zone;

use leptos::prelude::*;

use super::{kept::KeptSection, use_workspace};
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
                <understood::Understood log=log.clone()/>
                <sources::Sources log=log.clone()/>
                <joining::Joining log=log.clone()/>
                <quality::Quality log=log.clone()/>
                <skipped::Skipped report=log.report.clone()/>
                <stages::Stages log/>
                <KeptSection/>
            </div>
        }
    })
}
