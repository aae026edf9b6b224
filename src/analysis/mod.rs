//! Event log → report: one file per question.
//!
//! A new analysis is a file here with its question, its report and [`Analysis::run`], an arm in [`Query`], [`Answer`]
//! and [`answer`]; the compiler asks for the rest.

pub mod funnel;
pub mod funnel_customers;
pub mod heatmap;
mod proposal;
pub mod statistics;
mod step_matcher;

pub use funnel::{FunnelGroup, FunnelQuestion, FunnelReport, FunnelStep, FunnelStepReport, StepOrder};
pub use funnel_customers::{FunnelCustomersQuestion, FunnelCustomersReport, Group, NextTouchpoint, Who};
pub use heatmap::{Dimension, HeatmapDetail, HeatmapQuestion, HeatmapReport, Measure, Total};
pub use proposal::{Proposal, ProposalQuestion};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::event_log::EventLog;

/// A question that an event log can answer.
pub trait Analysis: Into<Query> {
    /// What it answers with.
    type Report: TryFrom<Answer>;

    /// The answer.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log: an unknown column, a number out of range.
    fn run(&self, log: &EventLog) -> Result<Self::Report, QuestionError>;
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum QuestionError {
    /// No column of that name.
    #[error("There is no column \"{column}\" in this log. Its columns are: {known}.")]
    UnknownColumn {
        /// The name asked for.
        column: String,
        /// The names there are, for people.
        known: String,
    },
    /// A funnel with too few or too many steps.
    #[error("A funnel has 2 to 20 steps, this one has {steps}. Add or remove steps.")]
    StepCount {
        /// How many were given.
        steps: usize,
    },
    /// A step that names no touchpoint.
    #[error("Step {step} names no touchpoint. Choose at least one.")]
    EmptyStep {
        /// Number of the step, from 1.
        step: usize,
    },
    /// A step number beyond the funnel.
    #[error("There is no step {step} in this funnel of {steps} steps.")]
    NoSuchStep {
        /// Number asked for, from 1.
        step: usize,
        /// How many steps there are.
        steps: usize,
    },
    /// A window that is negative or not a number.
    #[error("A conversion window is a number of seconds, 0 or more, or null for no limit; this one is {seconds}.")]
    Window {
        /// The number given.
        seconds: String,
    },
    /// An instant that does not read.
    #[error("\"{text}\" is no date or time. Write it like 2024-03-31 or 2024-03-31T18:00:00Z.")]
    Instant {
        /// The text given.
        text: String,
    },
    /// A measure or dimension that needs a role which no column has.
    #[error(
        "This question needs a {role} column, and no column of this log has that role. Choose one on the data screen."
    )]
    NoRole {
        /// The role, by its name in [`crate::event_log::ColumnRole`].
        role: String,
    },
    /// A conversion rate or outcome without a goal.
    #[error("A conversion rate needs a goal: the touchpoint that counts as the conversion.")]
    NoGoal,
    /// More cells than anybody can look at.
    #[error(
        "This heatmap would have {rows} × {columns} cells, more than {limit}. Choose columns with fewer values, or keep the most frequent ones."
    )]
    TooManyCells {
        /// Rows asked for.
        rows: usize,
        /// Columns asked for.
        columns: usize,
        /// The limit.
        limit: usize,
    },
}

/// Any question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Query {
    /// Where do they drop out?
    Funnel(FunnelQuestion),
    /// Who is behind a bar of the funnel, and what did they do next?
    FunnelCustomers(FunnelCustomersQuestion),
    /// Where is it hot, where is it cold?
    Heatmap(HeatmapQuestion),
    /// Which funnel and goal suit this log?
    Proposal(ProposalQuestion),
}

/// Any report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// To [`Query::Funnel`].
    Funnel(FunnelReport),
    /// To [`Query::FunnelCustomers`].
    FunnelCustomers(FunnelCustomersReport),
    /// To [`Query::Heatmap`].
    Heatmap(HeatmapReport),
    /// To [`Query::Proposal`].
    Proposal(Proposal),
}

/// Answers any question.
///
/// # Errors
///
/// When the question does not fit the log.
pub fn answer(query: &Query, log: &EventLog) -> Result<Answer, QuestionError> {
    Ok(match query {
        Query::Funnel(question) => Answer::Funnel(question.run(log)?),
        Query::FunnelCustomers(question) => Answer::FunnelCustomers(question.run(log)?),
        Query::Heatmap(question) => Answer::Heatmap(question.run(log)?),
        Query::Proposal(question) => Answer::Proposal(question.run(log)?),
    })
}

/// Ties a question to its variants of [`Query`] and [`Answer`].
macro_rules! tie {
    ($question:ty, $report:ty, $variant:ident) => {
        impl From<$question> for Query {
            fn from(question: $question) -> Query {
                Query::$variant(question)
            }
        }
        impl TryFrom<Answer> for $report {
            type Error = Answer;
            fn try_from(answer: Answer) -> Result<$report, Answer> {
                match answer {
                    Answer::$variant(report) => Ok(report),
                    other => Err(other),
                }
            }
        }
    };
}
tie!(FunnelQuestion, FunnelReport, Funnel);
tie!(FunnelCustomersQuestion, FunnelCustomersReport, FunnelCustomers);
tie!(HeatmapQuestion, HeatmapReport, Heatmap);
tie!(ProposalQuestion, Proposal, Proposal);
