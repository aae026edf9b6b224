//! Why a source gives no event log: each failure as data, with a sentence in English.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Damage, Excess, Foreign, ReadAs, SkipReason, TableKind, formats::Format};
use crate::event_log::ColumnRole;

/// Why a source gives no event log.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ImportError {
    /// No bytes, or nothing but white space.
    #[error("{source_name} is empty: there is nothing to read. Drop a file with a header line and one row per event.")]
    Empty {
        /// Name of the source.
        source_name: String,
    },
    /// A header and no rows.
    #[error("{source_name} has a header line and no rows. Drop a file with one row per event.")]
    NoRows {
        /// Name of the source.
        source_name: String,
    },
    /// Rows, and none of those that were asked for.
    #[error("{source_name} has {rows} rows, and none of them is in the range that was chosen. Choose other rows.")]
    NoRowInRange {
        /// Name of the source.
        source_name: String,
        /// Rows it has.
        rows: u64,
    },
    /// Bytes of a known format that is no text.
    #[error("{source_name} is not a table in text form: it looks like {format}. Export it as CSV and drop that.")]
    NotText {
        /// Name of the source.
        source_name: String,
        /// What it looks like.
        format: Foreign,
    },
    /// The bytes are not what their format asks for, so that nothing more can be read.
    #[error("{source_name} is damaged: as {format} it cannot be read, because {cause}. Export it again and drop that.")]
    Damaged {
        /// Name of the source.
        source_name: String,
        /// The format.
        format: ReadAs,
        /// What is wrong.
        cause: Damage,
    },
    /// A table that can be read and is no log, whatever is chosen.
    #[error("{source_name} is no event log: it is {}. {}", kind.what(), kind.help())]
    NotALog {
        /// Name of the source.
        source_name: String,
        /// What it is.
        kind: TableKind,
    },
    /// No column could be found for a role that a log cannot do without.
    #[error("{source_name} is not an event log: no column could be read as the {}. Its columns are: {}. Choose the column by hand, or export the log with it.", role_words(*role), columns.join(", "))]
    NoColumnFor {
        /// Name of the source.
        source_name: String,
        /// The role.
        role: ColumnRole,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A column named in the options is not in the file.
    #[error("{source_name} has no column \"{column}\" for the {}. Its columns are: {}.", role_words(*role), columns.join(", "))]
    MissingColumn {
        /// Name of the source.
        source_name: String,
        /// The column asked for.
        column: String,
        /// Its role.
        role: ColumnRole,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// Day and month cannot be told apart.
    #[error("The dates in column \"{column}\" can be read in two ways: {} may be day/month or month/day, and no row decides. Say which (dateOrder: \"dayFirst\" or \"monthFirst\").", examples.join(", "))]
    AmbiguousDates {
        /// The timestamp's column.
        column: String,
        /// A few of its values.
        examples: Vec<String>,
    },
    /// All rows were skipped.
    #[error("{source_name} gave no event: all {rows} rows were skipped, most often because {}. For instance line {line}: \"{value}\".", reason.words())]
    AllSkipped {
        /// Name of the source.
        source_name: String,
        /// Rows read.
        rows: u64,
        /// The most frequent reason.
        reason: SkipReason,
        /// Line of an example, from 1.
        line: u64,
        /// Its value, shortened.
        value: String,
    },
    /// No zone of that name.
    #[error("There is no time zone \"{zone}\". Use an IANA name like Europe/Berlin or Asia/Shanghai.")]
    UnknownZone {
        /// The name given.
        zone: String,
    },
    /// More than fits.
    #[error("{source_name} is too large: {excess}")]
    TooLarge {
        /// Name of the source.
        source_name: String,
        /// What is too large, and by how much.
        excess: Excess,
    },
    /// The browser could not read the bytes.
    #[error("{source_name} could not be read: {cause}. Check that the file is still there, and drop it again.")]
    Unreadable {
        /// Name of the source.
        source_name: String,
        /// What the browser says.
        cause: String,
    },
    /// A workbook of which no sheet holds a table.
    #[error("{source_name} has no sheet with a table of two columns or more. Its sheets are: {}. Put one event in each row, with the names of the columns above.", sheets.join(", "))]
    NoTable {
        /// Name of the source.
        source_name: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// A sheet named in the options is not in the workbook.
    #[error("{source_name} has no sheet \"{sheet}\". Its sheets are: {}.", sheets.join(", "))]
    NoSuchSheet {
        /// Name of the source.
        source_name: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// The worker that read the source died.
    #[error(
        "The reader of {source_name} stopped on a fault in this file, or for want of memory. Nothing else is lost. Export it again as CSV and drop that."
    )]
    ReaderLost {
        /// Name of the source.
        source_name: String,
        /// What it is written in.
        format: Format,
    },
    /// The program that reads such sources could not be started.
    #[error(
        "{source_name} was not read: Sojourn's own reader of such files could not be loaded. Its files belong beside sojourn.js; try again, or drop a CSV."
    )]
    ReaderNotLoaded {
        /// Name of the source.
        source_name: String,
        /// What it is written in.
        format: Format,
    },
    /// More sources than are read together.
    #[error("{count} files were given. One file at a time is read.")]
    SeveralSources {
        /// How many.
        count: usize,
    },
}

fn role_words(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Customer => "customer (who)",
        ColumnRole::Touchpoint => "touchpoint (what happened)",
        ColumnRole::Timestamp => "timestamp (when)",
        ColumnRole::Channel => "channel",
        ColumnRole::Stage => "stage",
        ColumnRole::Session => "session",
        ColumnRole::Value => "value",
        ColumnRole::Score => "score",
        ColumnRole::Comment => "comment",
        ColumnRole::Variant => "variant",
        ColumnRole::Cost => "cost",
    }
}
