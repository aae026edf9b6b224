//! What was chosen by hand of stages and touchpoints; and the memory of it, in this browser, for files with the same
//! touchpoints.

use std::collections::BTreeMap;

use crate::{
    import::ImportReport,
    panel::{memory, workspace::fingerprint},
    stage::{Aspect, StageModel},
};

/// The stages that were chosen by hand, and what else was of the touchpoints. Values by touchpoint, as files have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenStages {
    /// The stages of the journey; `None` for those that the log was opened with.
    pub model: Option<StageModel>,
    /// The stage of touchpoints; the empty name is no stage.
    pub stages: BTreeMap<String, String>,
    /// Their sides.
    pub sides: BTreeMap<String, String>,
    /// Their kinds.
    pub kinds: BTreeMap<String, String>,
    /// Their owners.
    pub owners: BTreeMap<String, String>,
}

impl ChosenStages {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        *self == ChosenStages::default()
    }

    /// What was chosen of an aspect, by touchpoint.
    pub fn of(&self, aspect: Aspect) -> &BTreeMap<String, String> {
        match aspect {
            Aspect::Stage => &self.stages,
            Aspect::Side => &self.sides,
            Aspect::Kind => &self.kinds,
            Aspect::Owner => &self.owners,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, aspect: Aspect) -> &mut BTreeMap<String, String> {
        match aspect {
            Aspect::Stage => &mut self.stages,
            Aspect::Side => &mut self.sides,
            Aspect::Kind => &mut self.kinds,
            Aspect::Owner => &mut self.owners,
        }
    }
}

/// Where models are remembered: apart, as the stages have been since before there were models.
fn model_key(mark: &str) -> String {
    format!("sojourn.model.{mark}")
}

/// Where an aspect is remembered.
fn key(mark: &str, aspect: Aspect) -> String {
    format!("sojourn.{}s.{mark}", aspect.id())
}

/// What was chosen for these touchpoints; nothing if nothing was, or if the browser keeps nothing.
pub fn recall(report: &ImportReport) -> ChosenStages {
    let mark = fingerprint(report);
    let mut chosen = ChosenStages { model: memory::recall(&model_key(&mark)), ..ChosenStages::default() };
    for aspect in Aspect::ALL {
        *chosen.of_mut(aspect) = memory::recall(&key(&mark, aspect)).unwrap_or_default();
    }
    chosen
}

/// Keeps what was chosen; an empty choice is forgotten. A full or forbidden store loses the convenience, not the work at
/// hand.
pub fn remember(report: &ImportReport, chosen: &ChosenStages) {
    let mark = fingerprint(report);
    let model = model_key(&mark);
    match &chosen.model {
        Some(chosen) => drop(memory::remember(&model, chosen)),
        None => memory::forget(&model),
    }
    for aspect in Aspect::ALL {
        let (key, chosen) = (key(&mark, aspect), chosen.of(aspect));
        if chosen.is_empty() {
            memory::forget(&key);
        } else {
            memory::remember(&key, chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_aspect_has_a_choice_of_its_own() {
        let mut chosen = ChosenStages::default();
        assert!(chosen.is_empty());
        for aspect in Aspect::ALL {
            assert_eq!(Aspect::named(aspect.id()), Some(aspect));
            chosen.of_mut(aspect).insert("page".to_owned(), aspect.id().to_owned());
        }
        for aspect in Aspect::ALL {
            assert_eq!(chosen.of(aspect)["page"], aspect.id());
        }
        assert!(!chosen.is_empty());
    }
}
