//! What the screen holds in the address: the question, and in which order its groups stand.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Dimension, FeedbackQuestion, Rated},
    panel::{Scoped, scope_controls},
    prepare::{Condition, Scope},
};

/// How many groups are shown before the rest is gathered.
pub const KEPT: u32 = 200;

/// In which order groups stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GroupOrder {
    /// As the report has them: most scores first, or in their natural order.
    #[default]
    AsReported,
    /// Those who feel best first.
    Highest,
    /// Those who feel worst first.
    Lowest,
}

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackState {
    /// The question.
    pub question: FeedbackQuestion,
    /// In which order groups stand.
    #[serde(default)]
    pub order: GroupOrder,
}

impl Scoped for FeedbackState {
    fn scope(&mut self) -> &mut Scope {
        &mut self.question.scope
    }
}

impl FeedbackState {
    /// The scores that speak of events in a stage, by touchpoint.
    pub fn of_stage(stage: &str, rated: Option<Rated>, scope: Scope) -> FeedbackState {
        let about = vec![Condition { is: Some(vec![stage.to_owned()]), ..scope_controls::nothing_of("stage") }];
        let question = FeedbackQuestion { about, rated, scope, ..FeedbackQuestion::default() };
        FeedbackState { question, ..FeedbackState::default() }
    }

    /// What the scores are grouped by: the touchpoint, where nothing was chosen.
    pub fn by(&self) -> Dimension {
        self.question.by.clone().unwrap_or(Dimension::Touchpoint)
    }

    /// The question as it is asked.
    pub fn asked(&self) -> FeedbackQuestion {
        let mut about = self.question.about.clone();
        about.retain(scope_controls::is_complete);
        FeedbackQuestion {
            about,
            by: Some(self.by()),
            keep: Some(KEPT),
            scope: scope_controls::in_force(&self.question.scope),
            ..self.question.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Scale;

    #[test]
    fn the_address_keeps_the_state() {
        let question = FeedbackQuestion {
            by: Some(Dimension::Column("device".into())),
            rated: Some(Rated::Before),
            scale: Some(Scale::Ces),
            ..FeedbackQuestion::default()
        };
        let state = FeedbackState { question, order: GroupOrder::Lowest };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<FeedbackState>(&json).unwrap(), state);
    }

    #[test]
    fn a_filter_that_is_not_filled_in_is_not_asked() {
        let state = FeedbackState::of_stage("use", Some(Rated::Before), Scope::default());
        assert_eq!(state.asked().about, state.question.about);
        let mut unfinished = state;
        unfinished.question.about[0].is = Some(Vec::new());
        assert_eq!(unfinished.asked().about, []);
    }

    #[test]
    fn scores_are_grouped_by_touchpoint_where_nothing_was_chosen() {
        let asked = FeedbackState::default().asked();
        assert_eq!((asked.by, asked.keep), (Some(Dimension::Touchpoint), Some(KEPT)));
    }
}
