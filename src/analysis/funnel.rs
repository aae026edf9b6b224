//! Where do they drop out? Counts, per step, the customers who got that far.

use serde::{Deserialize, Serialize};

use super::{Analysis, QuestionError};
use crate::{
    event_log::EventLog,
    prepare::{Condition, Scope},
};

/// 14 days.
const DEFAULT_WINDOW_SECONDS: f64 = 14.0 * 86_400.0;

/// How many customers get how far through the steps?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FunnelQuestion {
    /// 2..=20 steps.
    pub steps: Vec<FunnelStep>,
    /// In which order the steps count.
    #[serde(default)]
    pub order: StepOrder,
    /// Seconds from step 1 to the last matched step, inclusive; `None`: no limit.
    #[serde(default = "default_window")]
    pub window_seconds: Option<f64>,
    /// Column (or `channel`, `touchpoint`, `stage`) whose value on the matched step 1 splits the funnel.
    #[serde(default)]
    pub breakdown: Option<String>,
    /// Which events it is about.
    #[serde(default)]
    pub scope: Scope,
}

fn default_window() -> Option<f64> {
    Some(DEFAULT_WINDOW_SECONDS)
}

impl FunnelQuestion {
    /// A funnel over these touchpoints, one per step, with the defaults of everything else.
    pub fn of<T: Into<String>>(touchpoints: impl IntoIterator<Item = T>) -> FunnelQuestion {
        FunnelQuestion {
            steps: touchpoints.into_iter().map(|name| FunnelStep::from(name.into())).collect(),
            order: StepOrder::default(),
            window_seconds: default_window(),
            breakdown: None,
            scope: Scope::default(),
        }
    }
}

/// In which order the steps of a funnel count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepOrder {
    /// Each later than the one before; other events may lie between.
    #[default]
    InOrder,
    /// The same, with no other event of the customer between.
    Exact,
    /// In whatever order.
    AnyOrder,
}

/// One step: an event at one of the touchpoints that meets all conditions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "StepForm")]
pub struct FunnelStep {
    /// Any of these.
    pub touchpoints: Vec<String>,
    /// All of these.
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
}

impl From<String> for FunnelStep {
    fn from(touchpoint: String) -> FunnelStep {
        FunnelStep { touchpoints: vec![touchpoint], conditions: Vec::new() }
    }
}

/// The two ways to write a step.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum StepForm {
    Name(String),
    Full {
        touchpoints: Vec<String>,
        #[serde(default, rename = "where")]
        conditions: Vec<Condition>,
    },
}

impl From<StepForm> for FunnelStep {
    fn from(form: StepForm) -> FunnelStep {
        match form {
            StepForm::Name(name) => name.into(),
            StepForm::Full { touchpoints, conditions } => FunnelStep { touchpoints, conditions },
        }
    }
}

/// The funnel, step by step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelReport {
    /// Customers in scope.
    pub customers: u32,
    /// One per step of the question.
    pub steps: Vec<FunnelStepReport>,
    /// One per value of the breakdown, most customers at step 1 first (then by value); empty without a breakdown.
    pub groups: Vec<FunnelGroup>,
}

/// The funnel of one value of the breakdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelGroup {
    /// The value on the matched step 1; `None` where it is missing.
    pub value: Option<String>,
    /// One per step of the question.
    pub steps: Vec<FunnelStepReport>,
}

/// One step of a funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunnelStepReport {
    /// The step's touchpoints, joined by " / ".
    pub label: String,
    /// How many reached it.
    pub customers: u32,
    /// Share of those at step 1, 0..=1; `None` if there are none.
    pub conversion_rate: Option<f64>,
    /// Share of those at the previous step; `None` for step 1.
    pub step_conversion_rate: Option<f64>,
    /// Wilson 95 % interval of `conversion_rate`.
    pub interval: Option<[f64; 2]>,
    /// Reached the previous step and not this one; 0 for step 1.
    pub drop_off: u32,
    /// Median of the time since the previous step, in seconds.
    pub median_seconds_from_previous: Option<f64>,
    /// Median of the time since step 1, in seconds.
    pub median_seconds_from_start: Option<f64>,
}

impl Analysis for FunnelQuestion {
    type Report = FunnelReport;

    fn run(&self, _log: &EventLog) -> Result<FunnelReport, QuestionError> {
        unreachable!("replaced by the implementation")
    }
}
