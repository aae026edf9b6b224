//! Bytes → event log, with every row accounted for.

mod report;

pub use report::{
    ColumnReport, DateOrder, Delimiter, ImportError, ImportOptions, ImportReport, LogSummary, RoleReason, SkipCount,
    SkipReason, SkippedReport, SkippedRow, SummaryChannel, SummaryTouchpoint,
};
