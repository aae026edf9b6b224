//! What an import was asked for, and what it says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    NumberStyle, Scale, TableKind,
    formats::{Format, ReadOptions, ReadReport},
    identifiers::IdentifierKind,
    roles::columns_mark,
    tools::Tool,
};
use crate::{event_log::ColumnRole, stage::Stage};

/// How a source is to be read; everything left out is detected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportOptions {
    /// Column name for each role. An empty name: no column has that role.
    #[serde(default)]
    pub columns: BTreeMap<ColumnRole, String>,
    /// IANA zone in which weekdays, hours and dates of instants are read. Default UTC.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// How to read dates like 03/04/2024, where the column itself does not tell.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// Stages of touchpoints that differ from the guess.
    #[serde(default)]
    pub stages: BTreeMap<String, Stage>,
    /// What the format leaves open.
    #[serde(default)]
    pub read: ReadOptions,
    /// Whether customers are joined over their identifiers.
    #[serde(default)]
    pub joining: Joining,
    /// What becomes of exact duplicates.
    #[serde(default)]
    pub duplicates: Duplicates,
    /// Column names for roles, in whichever of several sources has them.
    #[serde(skip)]
    pub columns_of_any: BTreeMap<ColumnRole, String>,
    /// What was chosen before for sources with the same columns, by [`columns_mark`]; what is chosen now wins.
    #[serde(default)]
    pub remembered: BTreeMap<String, SourceOptions>,
    /// The moment of opening, in milliseconds since 1970; events after it are counted.
    #[serde(default)]
    pub now: Option<f64>,
}

/// How one of several sources is to be read; what is named here wins over the [`ImportOptions`] of all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SourceOptions {
    /// Column name for each role. An empty name: no column has that role.
    pub columns: BTreeMap<ColumnRole, String>,
    /// How to read dates like 03/04/2024, where the column itself does not tell.
    pub date_order: Option<DateOrder>,
    /// What the format leaves open.
    pub read: ReadOptions,
}

impl ImportOptions {
    /// The options for a source, perhaps one of several.
    #[must_use]
    pub fn with(&self, source: SourceOptions, is_one_of_several: bool) -> ImportOptions {
        let mut options = self.clone();
        if is_one_of_several {
            options.columns_of_any = std::mem::take(&mut options.columns);
        }
        options.columns.extend(source.columns);
        options.date_order = source.date_order.or(options.date_order);
        if source.read != ReadOptions::default() {
            options.read = source.read;
        }
        options
    }

    /// What was chosen before for a source with these columns, where nothing is chosen now.
    pub(super) fn remembered_for(&self, columns: &[String]) -> Option<&SourceOptions> {
        self.remembered.get(&columns_mark(columns)).filter(|_| self.columns.is_empty())
    }
}

/// Whether customers are joined over their identifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Joining {
    /// Where there is something to join.
    #[default]
    On,
    /// A customer is what the customer's column says.
    Off,
}

/// What becomes of events that are in all columns like an earlier one of the same customer and instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Duplicates {
    /// They are counted, and kept.
    #[default]
    Keep,
    /// They are skipped, and listed as such.
    Drop,
}

/// The order of day and month in a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// 31/12/2024
    DayFirst,
    /// 12/31/2024
    MonthFirst,
}

/// What separates the fields of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// The byte in the file.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        }
    }
}

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
    /// Bytes of a known format that is no text.
    #[error("{source_name} is not a table in text form: it looks like {format}. Export it as CSV and drop that.")]
    NotText {
        /// Name of the source.
        source_name: String,
        /// What it looks like, for people.
        format: String,
    },
    /// The bytes are not what their format asks for, so that nothing more can be read.
    #[error("{source_name} is damaged: as {format} it cannot be read, because {cause}. Export it again and drop that.")]
    Damaged {
        /// Name of the source.
        source_name: String,
        /// The format, for people.
        format: String,
        /// What is wrong, for people.
        cause: String,
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
    #[error("{source_name} is too large: {what} is {size}, and the limit is {limit}. {help}")]
    TooLarge {
        /// Name of the source.
        source_name: String,
        /// What is too large, for people.
        what: String,
        /// Its size, for people.
        size: String,
        /// The limit, for people.
        limit: String,
        /// What would help.
        help: String,
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

/// What was understood of the sources: the data screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The sources, in the order given; members of an archive stand in its place.
    pub sources: Vec<SourceReport>,
    /// The columns of the log, from all sources: those with a role under the first one's name for it.
    pub columns: Vec<ColumnReport>,
    /// How customers were joined.
    pub joining: JoiningReport,
    /// Whether any timestamps carry an offset or `Z`, or count from 1970.
    pub has_offsets: bool,
    /// The zone in which hours and dates are read.
    pub time_zone: String,
    /// What may be wrong with the events.
    pub quality: QualityReport,
    /// The summary that the JavaScript contract shows.
    pub summary: LogSummary,
    /// Touchpoints placed in a stage without any keyword in their name; a hint to look at them.
    pub unsure_stages: Vec<String>,
    /// Skipped rows in full, as far as they are kept: the first 100,000.
    pub skipped_rows: Vec<SkippedRow>,
}

impl ImportReport {
    /// Name of the first source that was read: what the log is called.
    pub fn name(&self) -> &str {
        let read = self.sources.iter().find(|source| source.failure.is_none() && source.is_log);
        read.map_or("", |source| source.name.as_str())
    }
}

/// What was understood of one source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceReport {
    /// Its name; of a member of an archive `archive.zip/member.csv`.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// What it is written in.
    pub format: Format,
    /// The tool that wrote it.
    pub tool: Option<Tool>,
    /// The encoding of a text, by the name in the Encoding Standard (`UTF-8`, `gb18030`, `UTF-16LE`, …).
    pub encoding: Option<String>,
    /// Whether bytes had to be replaced that are no text in that encoding.
    pub replaced_bytes: bool,
    /// What separates the fields of a delimited table.
    pub delimiter: Option<Delimiter>,
    /// The pattern of the timestamps, like `YYYY-MM-DD hh:mm:ss.ffffff` or `epoch milliseconds`; empty without any.
    pub timestamp_format: String,
    /// Whether timestamps carry an offset or `Z`, or count from 1970.
    pub has_offsets: bool,
    /// Whether only some of them do.
    pub mixes_offsets: bool,
    /// Timestamps of which day and month could be exchanged, before the whole column decided.
    pub ambiguous_dates: u64,
    /// Whether its rows are events; else they are customers, whose properties are joined to their events.
    pub is_log: bool,
    /// Data rows read = kept + skipped.
    pub rows: u64,
    /// Rows that became events or customers.
    pub kept: u64,
    /// Rows that did not.
    pub skipped: u64,
    /// Rows of customers who have no event in any source.
    pub unmatched: u64,
    /// What the reader of its format says.
    pub read: ReadReport,
    /// All its columns, in its order.
    pub columns: Vec<ColumnReport>,
    /// Its first rows as text, one field per column; at most 20.
    pub preview: Vec<Vec<String>>,
    /// Whether its roles are those that were chosen before for the same columns.
    pub is_remembered: bool,
    /// Why nothing of it was read, where that is so.
    pub failure: Option<ImportError>,
}

/// How customers were joined over their identifiers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JoiningReport {
    /// Whether there is anything to join: several sources, or several identifiers.
    pub is_possible: bool,
    /// Whether it was done.
    pub is_on: bool,
    /// Customers by the identifiers they have alone, before joining.
    pub before: u64,
    /// Customers after joining, with or without events.
    pub after: u64,
    /// Customers who are in more than one source.
    pub in_several_sources: u64,
    /// For each kind of identifier the customers who have it, and how many of those it joins.
    pub by: Vec<JoinedBy>,
    /// Links that were not made.
    pub refused: Vec<RefusedLinks>,
}

/// What one kind of identifier joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JoinedBy {
    /// The kind.
    pub kind: IdentifierKind,
    /// Distinct values.
    pub values: u64,
    /// Values that stand beside another identifier, or in several sources.
    pub joining: u64,
}

/// Links that were not made, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedLinks {
    /// Kind of the identifier that was left out.
    pub kind: IdentifierKind,
    /// Why.
    pub reason: RefusedReason,
    /// Rows on which it was left out.
    pub rows: u64,
    /// Distinct values.
    pub values: u64,
    /// The values of most rows, at most five.
    pub examples: Vec<String>,
}

/// Why an identifier was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RefusedReason {
    /// It tells nobody apart: zero, `null`, `anonymous`.
    Blocked,
    /// With it a customer would have more identifiers of a kind than one person has: a shared device or address.
    Limit,
}

/// What may be wrong with the events; nothing of it was changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QualityReport {
    /// Events that share customer and instant with another one: file order decides among them.
    pub tied_events: u64,
    /// Events that are in all columns like an earlier one of the same customer and instant.
    pub duplicates: u64,
    /// Whether these were left out.
    pub duplicates_dropped: bool,
    /// Events after the moment of opening.
    pub future_events: u64,
    /// Days between the first and the last event without any event at all.
    pub empty_days: u64,
    /// The longest stretch of such days: its first and its last day.
    pub longest_gap: Option<(String, String)>,
}

/// A column of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnReport {
    /// Name in the header, made unique (`name`, `name (2)`); `column 3` where the header is empty.
    pub name: String,
    /// The role in force.
    pub role: Option<ColumnRole>,
    /// Why it has that role.
    pub reason: Option<RoleReason>,
    /// The kind of identifier it is, where it tells whose row it is.
    pub identifier: Option<IdentifierKind>,
    /// Distinct values, the missing one not counted; `None` for the timestamp.
    pub distinct: Option<u32>,
    /// How its numbers are written, where its role asks for numbers.
    #[serde(default)]
    pub numbers: Option<NumberStyle>,
    /// The scale of its scores.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// Whether its values are at hand in questions. A column with very many distinct values and no role is not kept.
    pub kept: bool,
}

/// Why a column has its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RoleReason {
    /// The user said so.
    Chosen,
    /// Its name is known.
    Name,
    /// Its values look like it.
    Content,
    /// The tool that wrote the table has it so.
    Tool(Tool),
    /// It was made: of two columns, of a URL, of what a tool writes elsewhere.
    Made,
    /// Of several that it could be, it has the most values.
    Fullest,
}

/// The summary of a log, as in the JavaScript contract.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogSummary {
    /// Data rows read = events + skipped.
    pub rows: u64,
    /// Events in the log.
    pub events: u64,
    /// Customers in the log.
    pub customers: u64,
    /// Instant of the first event.
    pub first: Option<String>,
    /// Instant of the last event.
    pub last: Option<String>,
    /// The mapping in force.
    pub columns: BTreeMap<ColumnRole, String>,
    /// Most events first.
    pub touchpoints: Vec<SummaryTouchpoint>,
    /// Most events first.
    pub channels: Vec<SummaryChannel>,
    /// Rows that gave no event.
    pub skipped: SkippedReport,
}

/// A touchpoint of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SummaryTouchpoint {
    /// Its name.
    pub name: String,
    /// Events there.
    pub events: u64,
    /// Customers who were there.
    pub customers: u64,
    /// Its stage, by [`Stage::id`], or as the file's stage column has it.
    pub stage: Option<String>,
}

/// A channel of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SummaryChannel {
    /// Its name; empty for events without one.
    pub name: String,
    /// Events through it.
    pub events: u64,
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
