//! What the journey map holds in the address: the question, and the stage that is open.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::JourneyMapQuestion,
    panel::{Scoped, scope_controls},
    prepare::Scope,
};

/// So many days without an event end a journey, unless told otherwise.
pub const DEFAULT_IDLE_DAYS: u32 = 30;
/// What can be chosen in its place.
pub const IDLE_DAYS: [u32; 6] = [7, 14, DEFAULT_IDLE_DAYS, 60, 90, 180];
const DAY_SECONDS: f64 = 86_400.0;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JourneyMapState {
    /// The question.
    pub question: JourneyMapQuestion,
    /// The stage whose touchpoints are shown.
    pub stage: Option<String>,
}

impl Scoped for JourneyMapState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl JourneyMapState {
    /// The question as it is asked.
    pub fn asked(&self) -> JourneyMapQuestion {
        JourneyMapQuestion { scope: scope_controls::in_force(&self.question.scope), ..self.question.clone() }
    }

    /// So many days without an event end a journey.
    pub fn idle_days(&self) -> u32 {
        self.question.idle_seconds.map_or(DEFAULT_IDLE_DAYS, |seconds| (seconds / DAY_SECONDS).round() as u32)
    }

    /// Sets those days.
    pub fn set_idle_days(&mut self, days: u32) {
        self.question.idle_seconds = Some(f64::from(days) * DAY_SECONDS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_state() {
        let mut state = JourneyMapState { stage: Some("use".to_owned()), ..JourneyMapState::default() };
        assert_eq!(state.idle_days(), 30);
        state.set_idle_days(90);
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<JourneyMapState>(&json).unwrap(), state);
        assert_eq!(state.idle_days(), 90);
        assert_eq!(serde_json::from_str::<JourneyMapState>("{}").unwrap(), JourneyMapState::default());
    }
}
