//! Which funnel and goal suit this log? A start, so that the first view needs no form.

use serde::{Deserialize, Serialize};

use super::{Analysis, FunnelStep, QuestionError};
use crate::event_log::EventLog;

/// Asks for a funnel and a goal to start from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalQuestion {}

/// A funnel and a goal to start from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// 2 to 6 steps along the journey that many customers take, the goal last if there is one; fewer than 2 if the log has but one touchpoint.
    pub steps: Vec<FunnelStep>,
    /// The touchpoint that names a purchase, order, payment or the like.
    pub goal: Option<FunnelStep>,
}

impl Analysis for ProposalQuestion {
    type Report = Proposal;

    fn run(&self, _log: &EventLog) -> Result<Proposal, QuestionError> {
        unreachable!("replaced by the implementation")
    }
}
