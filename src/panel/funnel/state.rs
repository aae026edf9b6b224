//! What the funnel's screen holds in the address: the question, and how its answer is shown.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    analysis::{FunnelCustomersQuestion, FunnelQuestion, FunnelStep, Group, Who},
    panel::{self, Scoped, View, scope_controls, use_workspace},
    prepare::Scope,
    text::funnel::WindowUnit,
};

/// The most steps a funnel has.
pub const MOST_STEPS: usize = 20;
/// How many groups are drawn at first.
const GROUPS_SHOWN: usize = 6;

/// The state of the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelState {
    /// The question; it may have too few steps while it is put together.
    pub question: FunnelQuestion,
    /// Unit in which the window is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_unit: Option<WindowUnit>,
    /// How many groups are drawn.
    #[serde(default = "groups_shown")]
    pub groups: usize,
    /// Whose names are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
}

fn groups_shown() -> usize {
    GROUPS_SHOWN
}

/// Whose names are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct People {
    /// Number of the step, from 1.
    pub step: usize,
    /// Those who reached it, or those who were lost before.
    pub who: Who,
    /// In which group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Whether they are of those that the ones in scope are compared with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
}

impl Scoped for FunnelState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl FunnelState {
    /// A funnel over these steps, with the default rules.
    pub fn of(steps: &[FunnelStep]) -> FunnelState {
        let mut question = FunnelQuestion::of(Vec::<String>::new());
        question.steps = steps.to_vec();
        FunnelState::asking(question)
    }

    /// The state that asks this question.
    pub fn asking(question: FunnelQuestion) -> FunnelState {
        FunnelState { question, window_unit: None, groups: GROUPS_SHOWN, people: None }
    }

    /// The question as it can be asked: `None` while it has too few steps, or one of them is empty.
    pub fn asked(&self) -> Option<FunnelQuestion> {
        let steps = &self.question.steps;
        let complete = (2..=MOST_STEPS).contains(&steps.len()) && steps.iter().all(|step| !step.touchpoints.is_empty());
        complete
            .then(|| FunnelQuestion { scope: scope_controls::in_force(&self.question.scope), ..self.question.clone() })
    }

    /// The question for the names, where some are shown: of those in scope, or of those they are compared with.
    pub fn people_asked(&self, questions: [Option<FunnelQuestion>; 2]) -> Option<FunnelCustomersQuestion> {
        let people = self.people.as_ref()?;
        let [own, others] = questions;
        let funnel = if people.others { others } else { own };
        let funnel = funnel.filter(|funnel| people.step <= funnel.steps.len())?;
        Some(FunnelCustomersQuestion { funnel, step: people.step, who: people.who, group: people.group.clone() })
    }

    /// Puts a step with one touchpoint before the step at `at`.
    pub fn insert(&mut self, at: usize, touchpoint: String) {
        if self.question.steps.len() < MOST_STEPS {
            let at = at.min(self.question.steps.len());
            self.question.steps.insert(at, touchpoint.into());
            self.people = None;
        }
    }

    /// Adds a touchpoint to a step.
    pub fn add_alternative(&mut self, step: usize, touchpoint: String) {
        if let Some(step) = self.question.steps.get_mut(step)
            && !step.touchpoints.contains(&touchpoint)
        {
            step.touchpoints.push(touchpoint);
            self.people = None;
        }
    }

    /// Takes a touchpoint out of a step; the step goes with its last one.
    pub fn remove_touchpoint(&mut self, step: usize, touchpoint: &str) {
        let Some(place) = self.question.steps.get_mut(step) else { return };
        place.touchpoints.retain(|known| known != touchpoint);
        if place.touchpoints.is_empty() {
            self.question.steps.remove(step);
        }
        self.people = None;
    }

    /// Takes a step away.
    pub fn remove(&mut self, step: usize) {
        if step < self.question.steps.len() {
            self.question.steps.remove(step);
            self.people = None;
        }
    }

    /// Moves a step into a gap: gap 0 lies before the first step.
    pub fn move_to_gap(&mut self, from: usize, gap: usize) {
        let steps = &mut self.question.steps;
        if from < steps.len() && gap <= steps.len() && gap != from && gap != from + 1 {
            let step = steps.remove(from);
            steps.insert(if gap > from { gap - 1 } else { gap }, step);
            self.people = None;
        }
    }

    /// The window's unit: as chosen, else the largest that makes a whole number.
    pub fn unit(&self) -> WindowUnit {
        self.window_unit.unwrap_or_else(|| {
            let seconds = self.question.window_seconds.unwrap_or_default();
            let units = [WindowUnit::Days, WindowUnit::Hours, WindowUnit::Minutes];
            units.into_iter().find(|unit| seconds % seconds_of(*unit) == 0.0).unwrap_or(WindowUnit::Seconds)
        })
    }
}

/// Length of a unit.
pub fn seconds_of(unit: WindowUnit) -> f64 {
    match unit {
        WindowUnit::Seconds => 1.0,
        WindowUnit::Minutes => 60.0,
        WindowUnit::Hours => 3_600.0,
        WindowUnit::Days => 86_400.0,
        WindowUnit::Weeks => 604_800.0,
    }
}

/// The state, and the way to change it.
pub type Control = panel::Control<FunnelState>;

/// Follows the address; where it has no state, the funnel is the proposed one.
pub fn follow() -> Control {
    let workspace = use_workspace();
    Control::follow(View::Funnel, move || {
        workspace
            .log
            .with(|log| FunnelState::of(log.as_ref().map(|log| log.proposal.steps.as_slice()).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(names: &[&str]) -> FunnelState {
        let steps: Vec<FunnelStep> = names.iter().map(|name| FunnelStep::from(name.to_string())).collect();
        FunnelState::of(&steps)
    }

    fn names(state: &FunnelState) -> String {
        let steps: Vec<String> = state.question.steps.iter().map(|step| step.touchpoints.join("|")).collect();
        steps.join(" ")
    }

    #[test]
    fn steps_move_into_gaps() {
        for (from, gap, expected) in
            [(0, 3, "b c a"), (2, 0, "c a b"), (0, 2, "b a c"), (1, 1, "a b c"), (1, 2, "a b c"), (9, 0, "a b c")]
        {
            let mut funnel = state(&["a", "b", "c"]);
            funnel.move_to_gap(from, gap);
            assert_eq!(names(&funnel), expected, "{from} to {gap}");
        }
    }

    #[test]
    fn a_step_goes_with_its_last_touchpoint() {
        let mut funnel = state(&["a", "b"]);
        funnel.add_alternative(0, "x".into());
        funnel.add_alternative(0, "x".into());
        assert_eq!(names(&funnel), "a|x b");
        funnel.remove_touchpoint(0, "a");
        funnel.remove_touchpoint(0, "x");
        assert_eq!(names(&funnel), "b");
        assert_eq!(funnel.asked(), None);
    }

    #[test]
    fn the_unit_is_the_largest_that_is_whole() {
        for (seconds, unit) in [
            (14.0 * 86_400.0, WindowUnit::Days),
            (7_200.0, WindowUnit::Hours),
            (90.0, WindowUnit::Seconds),
            (120.0, WindowUnit::Minutes),
        ] {
            let mut funnel = state(&["a", "b"]);
            funnel.question.window_seconds = Some(seconds);
            assert_eq!(funnel.unit(), unit);
        }
    }

    #[test]
    fn the_address_keeps_the_state() {
        let mut funnel = state(&["a", "b"]);
        funnel.question.window_seconds = None;
        funnel.people =
            Some(People { step: 2, who: Who::DroppedOff, group: Some(Group { value: None }), others: true });
        let json = serde_json::to_string(&funnel).unwrap();
        assert_eq!(serde_json::from_str::<FunnelState>(&json).unwrap(), funnel);
    }
}
