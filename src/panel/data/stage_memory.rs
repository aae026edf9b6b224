//! What was chosen of stages by hand; and the memory of it, in this browser, for files with the same touchpoints.

use std::collections::BTreeMap;

use crate::{
    import::ImportReport,
    panel::{memory, workspace::fingerprint},
    stage::StageModel,
};

/// The stages that were chosen by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenStages {
    /// The stages of the journey; `None` for those that the log was opened with.
    pub model: Option<StageModel>,
    /// The stage of touchpoints, by name; the empty name is no stage.
    pub stages: BTreeMap<String, String>,
}

impl ChosenStages {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.model.is_none() && self.stages.is_empty()
    }
}

/// Where models and stages are remembered: apart, as the stages have been since before there were models.
fn keys(report: &ImportReport) -> [String; 2] {
    let mark = fingerprint(report);
    [format!("sojourn.model.{mark}"), format!("sojourn.stages.{mark}")]
}

/// What was chosen for these touchpoints; nothing if nothing was, or if the browser keeps nothing.
pub fn recall(report: &ImportReport) -> ChosenStages {
    let [model, stages] = keys(report);
    ChosenStages { model: memory::recall(&model), stages: memory::recall(&stages).unwrap_or_default() }
}

/// Keeps what was chosen; an empty choice is forgotten. A full or forbidden store loses the convenience, not the work at
/// hand.
pub fn remember(report: &ImportReport, chosen: &ChosenStages) {
    let [model, stages] = keys(report);
    match &chosen.model {
        Some(chosen) => drop(memory::remember(&model, chosen)),
        None => memory::forget(&model),
    }
    if chosen.stages.is_empty() {
        memory::forget(&stages);
    } else {
        memory::remember(&stages, &chosen.stages);
    }
}
