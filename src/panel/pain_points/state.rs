//! What the screen holds in the address: the question.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{FunnelStep, PainPointsQuestion},
    panel::{Scoped, scope_controls},
    prepare::Scope,
};

/// The times within which customers go on, to choose from, in seconds.
pub const WITHIN: [f64; 6] = [1800.0, 86_400.0, 3.0 * 86_400.0, 7.0 * 86_400.0, 14.0 * 86_400.0, 30.0 * 86_400.0];

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PainPointsState {
    /// The question.
    pub question: PainPointsQuestion,
}

impl Scoped for PainPointsState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl PainPointsState {
    /// The question as it is asked; `proposed` is the goal where none was chosen.
    pub fn asked(&self, proposed: Option<FunnelStep>) -> PainPointsQuestion {
        PainPointsQuestion {
            goal: self.question.goal.clone().or(proposed),
            scope: scope_controls::in_force(&self.question.scope),
            ..self.question.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_state() {
        let question = PainPointsQuestion {
            failures: Some(vec!["Page error".to_owned()]),
            within_seconds: Some(WITHIN[1]),
            ..PainPointsQuestion::default()
        };
        let state = PainPointsState { question };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<PainPointsState>(&json).unwrap(), state);
        assert_eq!(serde_json::from_str::<PainPointsState>("{}").unwrap(), PainPointsState::default());
    }

    #[test]
    fn a_chosen_goal_stands_before_the_proposed_one() {
        let [chosen, proposed] = ["pay", "order"].map(|name| FunnelStep::from(name.to_owned()));
        let mut state = PainPointsState::default();
        assert_eq!(state.asked(Some(proposed.clone())).goal, Some(proposed.clone()));
        state.question.goal = Some(chosen.clone());
        assert_eq!(state.asked(Some(proposed)).goal, Some(chosen));
    }
}
