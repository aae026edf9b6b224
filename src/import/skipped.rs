//! Rows that gave no event, and why.

use serde::{Deserialize, Serialize};

/// Why a row gave no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SkipReason {
    /// The customer's field is empty.
    #[serde(rename = "the customer is missing")]
    NoCustomer,
    /// The touchpoint's field is empty.
    #[serde(rename = "the touchpoint is missing")]
    NoTouchpoint,
    /// The timestamp's field is empty.
    #[serde(rename = "the timestamp is missing")]
    NoTimestamp,
    /// The timestamp does not read.
    #[serde(rename = "the timestamp cannot be read")]
    UnreadableTimestamp,
    /// Fewer fields than the header has columns, and one that is needed is not there.
    #[serde(rename = "the row has too few fields")]
    TooFewFields,
    /// More fields than the header has columns.
    #[serde(rename = "the row has more fields than the header")]
    TooManyFields,
    /// A quote is opened and never closed.
    #[serde(rename = "a quote is never closed")]
    OpenQuote,
    /// The row is longer than the limit.
    #[serde(rename = "the row is too long")]
    TooLong,
    /// The record is not written as its format asks.
    #[serde(rename = "the record cannot be read")]
    UnreadableRecord,
    /// Equal in all columns to an earlier row of the same customer and instant.
    #[serde(rename = "the row is an exact duplicate")]
    Duplicate,
}

impl SkipReason {
    /// All reasons, in the order above.
    pub const ALL: [SkipReason; 10] = [
        SkipReason::NoCustomer,
        SkipReason::NoTouchpoint,
        SkipReason::NoTimestamp,
        SkipReason::UnreadableTimestamp,
        SkipReason::TooFewFields,
        SkipReason::TooManyFields,
        SkipReason::OpenQuote,
        SkipReason::TooLong,
        SkipReason::UnreadableRecord,
        SkipReason::Duplicate,
    ];

    /// The reason in English, as it stands in a [`LogSummary`].
    pub fn words(self) -> &'static str {
        match self {
            SkipReason::NoCustomer => "the customer is missing",
            SkipReason::NoTouchpoint => "the touchpoint is missing",
            SkipReason::NoTimestamp => "the timestamp is missing",
            SkipReason::UnreadableTimestamp => "the timestamp cannot be read",
            SkipReason::TooFewFields => "the row has too few fields",
            SkipReason::TooManyFields => "the row has more fields than the header",
            SkipReason::OpenQuote => "a quote is never closed",
            SkipReason::TooLong => "the row is too long",
            SkipReason::UnreadableRecord => "the record cannot be read",
            SkipReason::Duplicate => "the row is an exact duplicate",
        }
    }
}

/// A row that gave no event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkippedRow {
    /// Name of the source.
    pub source: String,
    /// Line in the source where the row starts, from 1.
    pub line: u64,
    /// The column that is to blame; `None` where it is the row as a whole.
    pub column: Option<String>,
    /// What stands there, cut after 200 characters.
    pub value: Option<String>,
    /// Why it was skipped.
    pub reason: SkipReason,
}

/// How often rows were skipped for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkipCount {
    /// The reason.
    pub reason: SkipReason,
    /// How many rows.
    pub count: u64,
}

/// Rows that gave no event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkippedReport {
    /// How many.
    pub count: u64,
    /// By reason, most rows first.
    pub reasons: Vec<SkipCount>,
    /// The first ones, at most 100.
    pub examples: Vec<SkippedRow>,
}
