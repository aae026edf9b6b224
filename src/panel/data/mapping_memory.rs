//! Remembers, in this browser, which roles were chosen for files with the same columns.

use std::collections::BTreeMap;

use super::origin;
use crate::{
    import::{SourceOptions, SourceReport, columns_mark},
    panel::{OpenLog, memory},
    worker::client::Source,
};

const KEY: &str = "sojourn.mapping";

/// How files are read, by the mark of their columns.
pub type Mappings = BTreeMap<String, SourceOptions>;

/// All that was chosen; empty if nothing was, or if the browser keeps nothing.
pub fn recall() -> Mappings {
    memory::recall(KEY).unwrap_or_default()
}

/// Keeps what was chosen for the files of a log.
pub fn remember(log: &OpenLog) {
    if matches!(log.source, Source::Sample) {
        return;
    }
    let mut mappings = recall();
    for (report, origin) in log.report.sources.iter().zip(origin::origins(log)) {
        let SourceOptions { columns, date_order, .. } = origin.options;
        if !report.columns.is_empty() && (!columns.is_empty() || date_order.is_some()) {
            mappings.insert(mark(report), SourceOptions { columns, date_order, ..SourceOptions::default() });
        }
    }
    put_back(&mappings);
}

/// Forgets what was chosen for files with columns of this mark.
pub fn forget(mark: &str) {
    let mut mappings = recall();
    mappings.remove(mark);
    put_back(&mappings);
}

/// Keeps exactly this.
pub fn put_back(mappings: &Mappings) {
    if mappings.is_empty() {
        memory::forget(KEY);
    } else {
        // A full or forbidden store loses the convenience, not the work at hand.
        memory::remember(KEY, mappings);
    }
}

/// Has of these marks what was kept, and nothing where nothing was.
pub fn take_over(mappings: &mut Mappings, kept: &BTreeMap<String, Option<SourceOptions>>) {
    for (mark, options) in kept {
        match options {
            Some(options) => drop(mappings.insert(mark.clone(), options.clone())),
            None => drop(mappings.remove(mark)),
        }
    }
}

/// The mark of a source's columns.
pub fn mark(report: &SourceReport) -> String {
    let columns: Vec<String> = report.columns.iter().map(|column| column.name.clone()).collect();
    columns_mark(&columns)
}
