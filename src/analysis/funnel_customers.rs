//! Who is behind a bar of the funnel, or fell out before it, and what did they do next?

use serde::{Deserialize, Serialize};

use super::{Analysis, FunnelQuestion, QuestionError};
use crate::event_log::EventLog;

/// Which customers of a funnel, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FunnelCustomersQuestion {
    /// The funnel.
    pub funnel: FunnelQuestion,
    /// Number of the step, from 1.
    pub step: usize,
    /// Those who reached the step, or those who reached the one before and not it.
    pub who: Who,
    /// Only those with this value of the funnel's breakdown.
    #[serde(default)]
    pub group: Option<Group>,
}

/// Which customers at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Who {
    /// They reached the step.
    Reached,
    /// They reached the step before, and not this one.
    DroppedOff,
}

/// A value of the breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The value; `None` where it is missing.
    pub value: Option<String>,
}

/// The customers asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelCustomersReport {
    /// Their ids, sorted.
    pub ids: Vec<String>,
    /// The touchpoint of each one's first event after their last matched step, most customers first.
    pub next: Vec<NextTouchpoint>,
}

/// What customers did next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextTouchpoint {
    /// The touchpoint; `None`: nothing more in scope.
    pub touchpoint: Option<String>,
    /// How many customers.
    pub customers: u32,
}

impl Analysis for FunnelCustomersQuestion {
    type Report = FunnelCustomersReport;

    fn run(&self, _log: &EventLog) -> Result<FunnelCustomersReport, QuestionError> {
        unreachable!("replaced by the implementation")
    }
}
