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
    /// What is noted of stages of the journey map, by their names; of a stage without a note there is nothing.
    pub stages: BTreeMap<String, StageNotes>,
}

/// What is noted of a stage: what its customers need, who looks after it, what is to be done; empty where nothing is.
pub type StageNotes = [String; 3];

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
            stages: BTreeMap::new(),
        }
    }
}

impl Report {
    /// Writes one of the notes of a stage.
    pub fn note_of_stage(&mut self, stage: &str, which: usize, text: &str) {
        let notes = self.stages.entry(stage.to_owned()).or_default();
        // Spaces at the ends stay: more may be written there.
        if text.trim().is_empty() { "" } else { text }.clone_into(&mut notes[which]);
        self.stages.retain(|_, notes| notes.iter().any(|note| !note.is_empty()));
    }

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

/// Takes a report over that was kept with the work. One of this device is as new where the work is its own, and is not lost
/// where the work comes from elsewhere: its pins then follow.
pub fn take_over(log: &ImportReport, kept: Report, is_from_elsewhere: bool) {
    let own = recall(log);
    if is_from_elsewhere {
        remember(log, &joined(kept, own));
    } else if own == Report::default() {
        remember(log, &kept);
    }
}

/// One report, and what the other has beside it.
fn joined(mut kept: Report, own: Report) -> Report {
    for pin in own.pins {
        let same = |known: &Pin| (&known.view, &known.heading, &known.note) == (&pin.view, &pin.heading, &pin.note);
        if !kept.pins.iter().any(same) {
            kept.pin(pin.view);
            if let Some(last) = kept.pins.last_mut() {
                (last.heading, last.note) = (pin.heading, pin.note);
            }
        }
    }
    let own_words = own.introduction.trim();
    if !own_words.is_empty() && !kept.introduction.contains(own_words) {
        let gap = if kept.introduction.is_empty() { "" } else { "\n\n" };
        kept.introduction = format!("{}{gap}{own_words}", kept.introduction);
    }
    for (stage, own) in own.stages {
        let notes = kept.stages.entry(stage).or_default();
        for (note, own) in notes.iter_mut().zip(own).filter(|(note, _)| note.is_empty()) {
            *note = own;
        }
    }
    if kept.title.is_empty() {
        kept.title = own.title;
    }
    kept
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
    fn two_reports_become_one_without_loss() {
        let pin = |note: &str| {
            let mut report = Report::default();
            report.pin(Pinned::Funnel(FunnelState::of(&[])));
            report.pins[0].note = note.to_owned();
            report
        };
        let own = Report { introduction: "Mine".into(), title: "Own".into(), ..pin("b") };
        let both = joined(Report { introduction: "Theirs".into(), ..pin("a") }, own.clone());
        assert_eq!(both.pins.iter().map(|pin| pin.note.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((both.introduction.as_str(), both.title.as_str()), ("Theirs\n\nMine", "Own"));
        assert_eq!(joined(both.clone(), own), both);
    }

    #[test]
    fn notes_stand_by_stage_and_go_when_they_are_empty() {
        let mut own = Report::default();
        own.note_of_stage("use", 2, "Answer faster ");
        own.note_of_stage("use", 0, "Help");
        let mut theirs = Report::default();
        theirs.note_of_stage("use", 0, "Guidance");
        let both = joined(theirs, own.clone());
        assert_eq!(both.stages["use"], ["Guidance", "", "Answer faster "]);
        for which in 0..3 {
            own.note_of_stage("use", which, " \n");
        }
        assert_eq!(own, Report::default());
    }

    #[test]
    fn a_report_of_an_earlier_version_reads() {
        let report: Report = serde_json::from_str(r#"{"title":"t"}"#).expect("reads");
        assert_eq!(report, Report { title: "t".into(), ..Report::default() });
    }
}
