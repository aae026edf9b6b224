//! What the screen holds in the address: the question, and in which order its groups stand.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Dimension, FeedbackQuestion},
    panel::{Scoped, scope_controls},
    prepare::Scope,
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
    /// What the scores are grouped by: the touchpoint, where nothing was chosen.
    pub fn by(&self) -> Dimension {
        self.question.by.clone().unwrap_or(Dimension::Touchpoint)
    }

    /// The question as it is asked.
    pub fn asked(&self) -> FeedbackQuestion {
        FeedbackQuestion {
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
    use crate::{analysis::Rated, import::Scale};

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
    fn scores_are_grouped_by_touchpoint_where_nothing_was_chosen() {
        let asked = FeedbackState::default().asked();
        assert_eq!((asked.by, asked.keep), (Some(Dimension::Touchpoint), Some(KEPT)));
    }
}
