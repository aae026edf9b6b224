//! Remembers, in this browser, which stages were chosen for files with the same touchpoints.

use std::collections::BTreeMap;

use crate::{
    import::ImportReport,
    panel::{memory, workspace::fingerprint},
    stage::Stage,
};

fn key(report: &ImportReport) -> String {
    format!("sojourn.stages.{}", fingerprint(report))
}

/// What was chosen for these touchpoints; empty if nothing was, or if the browser keeps nothing.
pub fn recall(report: &ImportReport) -> BTreeMap<String, Stage> {
    memory::recall(&key(report)).unwrap_or_default()
}

/// Keeps what was chosen; an empty choice is forgotten.
pub fn remember(report: &ImportReport, stages: &BTreeMap<String, Stage>) {
    if stages.is_empty() {
        memory::forget(&key(report));
    } else {
        // A full or forbidden store loses the convenience, not the work at hand.
        memory::remember(&key(report), stages);
    }
}
