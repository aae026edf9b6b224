//! Remembers, in this browser, the report on files with the same touchpoints: which views, in which words. Never numbers.

use std::{cell::RefCell, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::Pinned;
use crate::{
    export::suppression::Threshold,
    import::ImportReport,
    panel::{memory, workspace::fingerprint},
};

/// A report: views in their order, and what is said of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Report {
    /// Its title; empty: one is made.
    pub title: String,
    /// What is said first.
    pub introduction: String,
    /// Groups of fewer customers are hidden.
    pub threshold: u32,
    /// The views.
    pub pins: Vec<Pin>,
}

/// A pinned view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pin {
    /// Another number for each pin of a report.
    pub id: u32,
    /// The view, in the state it was pinned in.
    pub view: Pinned,
    /// Its heading; empty: that of the view.
    #[serde(default)]
    pub heading: String,
    /// What is said of it.
    #[serde(default)]
    pub note: String,
}

impl Default for Report {
    fn default() -> Report {
        Report {
            title: String::new(),
            introduction: String::new(),
            threshold: Threshold::DEFAULT.k(),
            pins: Vec::new(),
        }
    }
}

impl Report {
    /// Adds a view at the end.
    pub fn pin(&mut self, view: Pinned) {
        let id = self.pins.iter().map(|pin| pin.id + 1).max().unwrap_or(1);
        self.pins.push(Pin { id, view, heading: String::new(), note: String::new() });
    }

    /// Moves a pin to another place.
    pub fn move_to(&mut self, from: usize, to: usize) {
        if from < self.pins.len() && to < self.pins.len() {
            let pin = self.pins.remove(from);
            self.pins.insert(to, pin);
        }
    }
}

thread_local! {
    /// The reports of this visit, should the browser keep nothing.
    static OF_THIS_VISIT: RefCell<BTreeMap<String, Report>> = const { RefCell::new(BTreeMap::new()) };
}

fn key(report: &ImportReport) -> String {
    format!("sojourn.report.{}", fingerprint(report))
}

/// The report on such a log; an empty one if there is none.
pub fn recall(log: &ImportReport) -> Report {
    let key = key(log);
    let of_this_visit = OF_THIS_VISIT.with_borrow(|reports| reports.get(&key).cloned());
    of_this_visit.or_else(|| memory::recall(&key)).unwrap_or_default()
}

/// Keeps a report; whether the browser keeps it beyond this visit.
pub fn remember(log: &ImportReport, report: &Report) -> bool {
    let key = key(log);
    OF_THIS_VISIT.with_borrow_mut(|reports| reports.insert(key.clone(), report.clone()));
    if *report == Report::default() {
        memory::forget(&key);
        return true;
    }
    memory::remember(&key, report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::funnel::state::FunnelState;

    fn ids(report: &Report) -> Vec<u32> {
        report.pins.iter().map(|pin| pin.id).collect()
    }

    #[test]
    fn pins_keep_their_numbers_and_move() {
        let mut report = Report::default();
        for _ in 0..3 {
            report.pin(Pinned::Funnel(FunnelState::of(&[])));
        }
        report.move_to(2, 0);
        assert_eq!(ids(&report), [3, 1, 2]);
        report.move_to(0, 3);
        assert_eq!(ids(&report), [3, 1, 2]);
        report.pins.remove(0);
        report.pin(Pinned::Funnel(FunnelState::of(&[])));
        assert_eq!(ids(&report), [1, 2, 3]);
    }

    #[test]
    fn a_report_of_an_earlier_version_reads() {
        let report: Report = serde_json::from_str(r#"{"title":"t"}"#).expect("reads");
        assert_eq!(report, Report { title: "t".into(), ..Report::default() });
    }
}
