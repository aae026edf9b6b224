//! What an import says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ImportError, NumberStyle, Scale, SkippedReport, SkippedRow,
    formats::{Format, ReadReport},
    identifiers::IdentifierKind,
    tools::Tool,
};
use crate::{event_log::ColumnRole, stage::StageModel};

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
    /// The stages of the journey.
    pub stage_model: StageModel,
    /// Stage of each touchpoint of the summary before any was chosen by hand, as position in the model.
    pub first_stages: Vec<Option<u8>>,
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
    /// Rows beside those, which were not read: they are outside the range that was chosen.
    #[serde(default)]
    pub left_out: u64,
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
    /// Whether it was not read, because that was chosen.
    #[serde(default)]
    pub left_out: bool,
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
    /// Its stage, by its name in the model, or as the file's stage column has it.
    pub stage: Option<String>,
    /// What the file calls it, where other names were chosen than its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

impl SummaryTouchpoint {
    /// What the file calls it: one name or, where several are counted as one, all of them.
    pub fn names_in_file(&self) -> impl Iterator<Item = &str> {
        let own = self.names.is_empty().then_some(&self.name);
        own.into_iter().chain(&self.names).map(String::as_str)
    }
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
