//! What was chosen by hand of stages and touchpoints; and the memory of it, in this browser, for files with the same
//! touchpoints.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    import::ImportReport,
    panel::{memory, workspace::fingerprint},
    stage::{Aspect, Placement, StageModel},
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
    /// The channels that they are reached through.
    pub channels: BTreeMap<String, String>,
    /// Their owners.
    pub owners: BTreeMap<String, String>,
    /// The names under which they are counted, by what the file calls them; all else goes by these.
    pub names: BTreeMap<String, String>,
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
            Aspect::Channel => &self.channels,
            Aspect::Owner => &self.owners,
            Aspect::Name => &self.names,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, aspect: Aspect) -> &mut BTreeMap<String, String> {
        match aspect {
            Aspect::Stage => &mut self.stages,
            Aspect::Side => &mut self.sides,
            Aspect::Kind => &mut self.kinds,
            Aspect::Channel => &mut self.channels,
            Aspect::Owner => &mut self.owners,
            Aspect::Name => &mut self.names,
        }
    }

    /// The name under which is counted what the file calls `own`.
    pub fn name_of<'a>(&'a self, own: &'a str) -> &'a str {
        self.names.get(own).map_or(own, String::as_str)
    }

    /// Counts what the file calls each of `owns` under `name`, or again under its own where that is empty. What was chosen
    /// for the touchpoint that it was goes along, unless something was for the one that it becomes; of several, that of the
    /// first. `all` are the names of the file.
    pub fn set_names<'a>(&mut self, all: &[String], owns: impl IntoIterator<Item = &'a str>, name: &str) {
        let mut left = BTreeSet::new();
        for own in owns {
            let new = if name.is_empty() { own } else { name };
            let before = self.name_of(own).to_owned();
            if before == new {
                continue;
            }
            if new == own {
                self.names.remove(own);
            } else {
                self.names.insert(own.to_owned(), new.to_owned());
            }
            for aspect in Aspect::OF_NAMED {
                let chosen = self.of_mut(aspect);
                if let Some(value) = chosen.get(&before).cloned() {
                    chosen.entry(new.to_owned()).or_insert(value);
                }
            }
            left.insert(before);
        }
        for own in all {
            left.remove(self.name_of(own));
        }
        for aspect in Aspect::OF_NAMED {
            self.of_mut(aspect).retain(|name, _| !left.contains(name));
        }
    }

    /// What of it the worker is to know; `first_model` is in force where none was chosen.
    pub fn placement(&self, first_model: &StageModel) -> Placement {
        let model = self.model.clone().unwrap_or_else(|| first_model.clone());
        let [names, stages, sides, channels] =
            [&self.names, &self.stages, &self.sides, &self.channels].map(BTreeMap::clone);
        Placement { model, names, stages, sides, channels }
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

    #[test]
    fn what_was_chosen_goes_along_with_a_name() {
        let all = ["a", "b", "c"].map(str::to_owned);
        let text = |name: &str| name.to_owned();
        let mut chosen = ChosenStages::default();
        chosen.stages.insert(text("b"), text("use"));
        chosen.owners = [(text("a"), text("Ann")), (text("b"), text("Ben"))].into();
        chosen.set_names(&all, ["a", "b"], "both");
        assert_eq!(chosen.names, [(text("a"), text("both")), (text("b"), text("both"))].into());
        assert_eq!(chosen.stages, [(text("both"), text("use"))].into());
        assert_eq!(chosen.owners, [(text("both"), text("Ann"))].into());
        // The rest of the group keeps it.
        chosen.set_names(&all, ["a"], "");
        assert_eq!(chosen.owners, [(text("a"), text("Ann")), (text("both"), text("Ann"))].into());
        chosen.set_names(&all, ["b"], "b");
        assert_eq!(chosen.owners, [(text("a"), text("Ann")), (text("b"), text("Ann"))].into());
        assert!(chosen.names.is_empty());
        // A name of the file is one like others.
        chosen.set_names(&all, ["a"], "c");
        assert_eq!(chosen.name_of("a"), "c");
        assert_eq!(chosen.owners, [(text("b"), text("Ann")), (text("c"), text("Ann"))].into());
    }
}
