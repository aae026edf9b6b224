//! What the screen holds in the address: the question.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{FunnelStep, OverviewQuestion},
    panel::{Scoped, scope_controls},
    prepare::Scope,
};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OverviewState {
    /// The question.
    pub question: OverviewQuestion,
}

impl Scoped for OverviewState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl OverviewState {
    /// The question as it is asked; `proposed` is the goal where none was chosen.
    pub fn asked(&self, proposed: Option<FunnelStep>) -> OverviewQuestion {
        OverviewQuestion {
            goal: self.question.goal.clone().or(proposed),
            scope: scope_controls::in_force(&self.question.scope),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::Scope;

    #[test]
    fn the_address_keeps_the_state() {
        let scope = Scope { from: Some("2025-08-01".to_owned()), ..Scope::default() };
        let goal = Some(FunnelStep::from("pay".to_owned()));
        let state = OverviewState { question: OverviewQuestion { goal, scope } };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<OverviewState>(&json).unwrap(), state);
        assert_eq!(state.asked(None), state.question);
    }
}
