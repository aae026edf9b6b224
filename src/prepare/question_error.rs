//! Why a question cannot be answered: what is wrong, and what to do.

use serde::{Deserialize, Serialize};
use thiserror::Error;

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
    /// No customer of that name.
    #[error("There is no customer \"{customer}\" in this log. Choose one of the list.")]
    NoSuchCustomer {
        /// The name asked for.
        customer: String,
    },
    /// No stage of that name.
    #[error("There is no stage \"{stage}\" in this log. Choose one of the journey map.")]
    NoSuchStage {
        /// The name asked for.
        stage: String,
    },
    /// A window that is negative or not a number.
    #[error("A conversion window is a number of seconds, 0 or more, or null for no limit; this one is {seconds}.")]
    Window {
        /// The number given.
        seconds: String,
    },
    /// A time between two events that is negative or not a number.
    #[error("The time between two events of a customer is a number of seconds, 0 or more; this one is {seconds}.")]
    Within {
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
    /// A time to be idle that is negative or not a number.
    #[error("A time without events is a number of seconds, 0 or more; this one is {seconds}.")]
    Idle {
        /// The number given.
        seconds: String,
    },
    /// Scores on no scale that is known.
    #[error("The scores are on no scale that is known: whole numbers 0 to 10 (NPS), 1 to 5 (CSAT) or 1 to 7 (CES).")]
    NoScale,
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
