//! The stages of the journey, and the register of touchpoints: the stage, side, kind, owner and name of each, and the ways
//! to change them.
//!
//! | Module | What |
//! | --- | --- |
//! | [`placing`] | what is in force, what was chosen, and the way back |
//! | [`model`] | the choice of a model, and the stages of an own one |
//! | [`table`] | the touchpoints, each with its stage, side, kind and owner |
//! | [`groups`] | names that may mean the same, and those that are counted as one touchpoint |
//! | [`control`] | the choice of a value |
//! | [`channels`] | through which channels each touchpoint is reached |
//! | [`dragging`] | touchpoints dragged onto a stage |
//! | [`many`] | several touchpoints at once: those selected |
//! | [`by_rule`] | those that a rule meets, by name or by a column |
//! | [`rule`] | which texts a rule meets |
//! | [`file`] | the register as a CSV file, out and in |
//! | [`register`] | what such a file says, and what is wrong with it |

mod by_rule;
mod channels;
mod control;
mod dragging;
mod file;
mod groups;
mod many;
mod model;
mod placing;
mod register;
mod rule;
mod table;

use leptos::prelude::*;

use self::placing::Placing;
use crate::{event_log::ColumnRole, panel::OpenLog, text::use_words};

/// The stages of all touchpoints.
#[component]
pub fn Stages(log: OpenLog) -> impl IntoView {
    let words = use_words();
    let placing = Placing::of(&log);
    let n_unsure = log.report.unsure_stages.len();
    let of_file = log.report.summary.columns.get(&ColumnRole::Stage).cloned();
    let note = move || {
        let (data, text) = (&words.get().data, &words.get().stages);
        match &of_file {
            Some(column) => format!("{} {}", (data.stages_of_file)(column), text.of_file),
            None if n_unsure > 0 => format!("{} {}", data.stages_note, (data.unsure_note)(n_unsure)),
            None => data.stages_note.to_owned(),
        }
    };
    let aspects_note = move || {
        let text = &words.get().stages;
        let by_channel = if placing.channels_tell.get() { text.by_channel_note } else { "" };
        format!("{}{by_channel}", text.aspects_note)
    };
    let counts = Memo::new(move |_| placing.stage_counts());
    let without = Memo::new(move |_| counts.with(|counts| counts.get("").copied().unwrap_or_default()));
    view! {
        <section class="panel" aria-labelledby="stages-title">
            <div class="panel__head">
                <h2 class="panel__title" id="stages-title">{move || words.get().data.stages}</h2>
                <p class="quiet">{note}</p>
                <p class="quiet">{aspects_note}</p>
            </div>
            <model::ModelChoice placing/>
            <p class="quiet" role="status">
                {move || (without.get() > 0).then(|| (words.get().stages.without_stage)(without.get()))}
            </p>
            <groups::Groups placing/>
            <table::Register placing counts/>
            <file::Files placing/>
            <p class="quiet">{move || words.get().data.kept_here}</p>
        </section>
    }
}
