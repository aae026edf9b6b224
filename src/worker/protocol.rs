//! All messages between page and worker. Plain data; `sojourn.js` and [`super::client`] speak the same.
//!
//! Page → worker: `{ id, request, sources }`, where `sources` are `Blob`s (handles: nothing is copied) whose names stand
//! in the request. Worker → page: `"ready"` once, then `{ id, progress }` any number of times and one of
//! `{ id, reply }` and `{ id, failure }` for each request.
//!
//! # Readers
//!
//! What the host does not read itself, a reader does: another program in a worker of its own that may block, and is
//! thrown away afterwards; after a small source another one of the same request may come before that. While it answers a
//! request, the host asks the page for readers:
//!
//! | From → to | Message | Meaning |
//! | --- | --- | --- |
//! | host → page | `{ id, reader: `[`ReaderStart`]`, source }` | start that program, give it the `Blob` `source`; any number for one request, and they run side by side |
//! | page → reader | `{ request: `[`ReaderRequest`]`, source }` | after the worker's `"ready"`, or the `outcome` of the source before |
//! | reader → page → host | `{ id, from, chunk }` | rows: an `ArrayBuffer` as of [`Chunk::to_bytes`](crate::import::Chunk::to_bytes), moved and not copied |
//! | | `{ id, from, progress: `[`ReaderProgress`]` }` | how far it is |
//! | | `{ id, from, rangeEnd: `[`RangeEnd`]` }` | all rows of a range are given, and the source goes on |
//! | | `{ id, from, member: { name, blob } }` | a member of an archive, unpacked: a source of its own, called `archive.zip/member.csv` |
//! | | `{ id, from, outcome }` | the last message: an `ArrayBuffer` that holds an [`Outcome`] as postcard writes it |
//! | page → host | `{ id, from, lost: "died" }`, `{ id, from, lost: "notLoaded" }` | instead of that: the reader died of a fault, or its program cannot be loaded |
//!
//! `id` is that of the request, `from` the number that the host gave the reader. A reader without `id` and `from` says
//! the same; the page adds them. Exactly one of `outcome` and `lost` comes of each reader that was started, unless the
//! request is answered before: with the reply or the failure to a request the page ends all its readers. Nothing slows a
//! reader down: the host takes chunks as they come.
//!
//! # Readers by turns
//!
//! A large source in some formats is read by several readers of its format. The host starts one, and says how many there
//! may be. With its first `rangeEnd` that one leaves the ranges behind to all of them by turns, and the host starts the
//! others; it takes what they give range by range ([`Turns`]). One that finds no range ends; so do all when the host
//! comes to the first of those.
//!
//! # Readers of parts
//!
//! A large table is read by the host and by its own program in other workers, which take its ranges in turn. What they
//! are asked is a [`PartsRequest`]; their chunks are parts as of [`Import::take_part`](crate::import::Import::take_part),
//! one for each range, in its order. One that cannot read on sends an `outcome` that says nothing, and the host reads the
//! rest by itself; it then says `{ id, stop: [numbers] }`, and the page ends those readers.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Answer, Query, QuestionError},
    import::{
        ImportError, ImportOptions, ImportReport, SourceOptions, Turns,
        formats::{Format, ReadOptions, ReadReport},
    },
    stage::Placement,
};

/// What the page may ask; of a host that answers some questions only, these are `Q`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Request<Q = Query> {
    /// Read the sources that come with the message into one log.
    Open {
        /// Name of each, in the order of their bytes, and how to read it.
        sources: Vec<SourceRequest>,
        /// How to read all of them.
        options: ImportOptions,
        /// Whether all of them must be read; else it is enough if one is, and the report tells of the others.
        strict: bool,
        /// Workers that read a large table beside each other; what comes of it does not depend on them.
        #[serde(default)]
        workers: Option<u32>,
    },
    /// Put a model in force, and touchpoints under names, in its stages and on sides; of those that are not named, what is
    /// guessed.
    SetStages(Placement),
    /// Answer a question about the log.
    Ask(Q),
}

/// A source to open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceRequest {
    /// Its name.
    pub name: String,
    /// How to read it, where that differs from the others.
    #[serde(default)]
    pub options: SourceOptions,
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply<A = Answer> {
    /// To [`Request::Open`], and to [`Request::SetStages`].
    Opened(Box<ImportReport>),
    /// To [`Request::Ask`].
    Answer(A),
}

/// What the host says of a reader that it wants; the source goes with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReaderStart<R = ReaderRequest> {
    /// The host's own number for it, another one for each reader of a request.
    pub number: u32,
    /// The program that can read the format.
    pub program: Program,
    /// What that is asked.
    pub request: R,
}

/// What a reader is asked; the source goes with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReaderRequest {
    /// Name of the source.
    pub name: String,
    /// What it is written in.
    pub format: Format,
    /// How to read it.
    pub options: ReadOptions,
    /// Which ranges of it to read.
    pub turns: Turns,
    /// How many readers there may be: with more than one, others join at the end of a range. The same as
    /// [`Turns::step`] for those that have joined.
    pub readers: u32,
}

/// What a reader says when all rows of a range are given, and others are behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangeEnd {
    /// The range, counted from 0.
    pub range: u64,
    /// Lines that were counted since the last such end of the same reader.
    pub lines: u64,
}

/// What a reader of parts is asked; the source goes with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartsRequest {
    /// The source, and how to read it.
    pub source: SourceRequest,
    /// How to read all of them.
    pub options: ImportOptions,
    /// Whether there are several.
    pub is_one_of_several: bool,
    /// Where the first range starts.
    pub from: u64,
    /// Bytes of a range; the last one may have fewer.
    pub range_bytes: u64,
    /// The first range to read, from 0.
    pub first: u64,
    /// From each range to the next one to read.
    pub step: u64,
}

/// The programs that read, by the names of their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Program {
    /// What tools and servers write as text, and archives.
    #[serde(rename = "sojourn-exports")]
    Exports,
    /// Spreadsheets.
    #[serde(rename = "sojourn-workbooks")]
    Workbooks,
    /// Parquet.
    #[serde(rename = "sojourn-parquet")]
    Parquet,
    /// Arrow.
    #[serde(rename = "sojourn-arrow")]
    Arrow,
    /// The host's own: parts of large tables.
    #[serde(rename = "sojourn-worker")]
    Host,
}

impl Program {
    /// The one that reads a format.
    pub fn of(format: Format) -> Program {
        match format {
            Format::Workbook => Program::Workbooks,
            Format::Parquet => Program::Parquet,
            Format::Arrow => Program::Arrow,
            Format::Delimited | Format::Json | Format::Xes | Format::WebLog | Format::Gzip | Format::Zip => {
                Program::Exports
            }
        }
    }
}

/// How a reader ended.
pub type Outcome = Result<ReadReport, ImportError>;

/// How far a reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReaderProgress {
    /// Bytes of the source read so far, as far as its end goes: never more than there are.
    pub bytes: u64,
    /// Rows given so far.
    pub rows: u64,
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
    /// Rows read.
    pub rows: u64,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Bytes become columns.
    Reading,
    /// Events are put in order.
    Sorting,
}

/// Why a request was not answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// For programs.
    pub code: FailureCode,
    /// A sentence for people, in English.
    pub message: String,
    /// The same as data, for other languages.
    pub cause: Cause,
}

/// The codes of the JavaScript contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureCode {
    /// The source holds no event log.
    NotAnEventLog,
    /// A column that the caller named is not there.
    MissingColumn,
    /// The bytes cannot be read.
    Unreadable,
    /// More than fits.
    TooLarge,
    /// The question does not fit the log.
    BadQuestion,
    /// The caller cancelled.
    Cancelled,
    /// Memory ran out.
    OutOfMemory,
    /// The worker died.
    WorkerLost,
}

/// What went wrong, as data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// While reading.
    Import(ImportError),
    /// The question.
    Question(QuestionError),
    /// A request that does not read, with what is wrong with it.
    Request(String),
    /// No log is open.
    NoLog,
    /// The caller cancelled.
    Cancelled,
    /// Memory ran out.
    OutOfMemory,
    /// The worker died.
    WorkerLost,
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        let code = match &error {
            ImportError::MissingColumn { .. } => FailureCode::MissingColumn,
            ImportError::TooLarge { .. } => FailureCode::TooLarge,
            ImportError::UnknownZone { .. } | ImportError::NoSuchSheet { .. } | ImportError::SeveralSources { .. } => {
                FailureCode::BadQuestion
            }
            ImportError::Unreadable { .. }
            | ImportError::Damaged { .. }
            | ImportError::ReaderLost { .. }
            | ImportError::AmbiguousDates { .. } => FailureCode::Unreadable,
            ImportError::ReaderNotLoaded { .. } => FailureCode::WorkerLost,
            ImportError::Empty { .. }
            | ImportError::NoRows { .. }
            | ImportError::NoRowInRange { .. }
            | ImportError::NotText { .. }
            | ImportError::NotALog { .. }
            | ImportError::NoTable { .. }
            | ImportError::NoColumnFor { .. }
            | ImportError::AllSkipped { .. } => FailureCode::NotAnEventLog,
        };
        Failure { code, message: error.to_string(), cause: Cause::Import(error) }
    }
}

impl From<QuestionError> for Failure {
    fn from(error: QuestionError) -> Failure {
        Failure { code: FailureCode::BadQuestion, message: error.to_string(), cause: Cause::Question(error) }
    }
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Failure {
        let (code, message) = match cause {
            Cause::Import(error) => return error.into(),
            Cause::Question(error) => return error.into(),
            Cause::Request(ref wrong) => (FailureCode::BadQuestion, format!("The question does not read: {wrong}.")),
            Cause::NoLog => (FailureCode::BadQuestion, "No log is open: open one first.".to_owned()),
            Cause::Cancelled => (FailureCode::Cancelled, "Cancelled.".to_owned()),
            Cause::OutOfMemory => (
                FailureCode::OutOfMemory,
                "The memory that a browser gives one tab ran out. Try fewer columns or a shorter period.".to_owned(),
            ),
            Cause::WorkerLost => (
                FailureCode::WorkerLost,
                "The worker that held the data ended unexpectedly. Open the file again.".to_owned(),
            ),
        };
        Failure { code, message, cause }
    }
}

#[cfg(all(test, feature = "browser"))]
mod tests {
    use super::*;
    use crate::import::{Damage, Excess, ReadAs, SkipReason, formats::Sheet};

    #[test]
    fn what_a_reader_says_last_survives_the_way() {
        let name = || "日志.zip".to_owned();
        let report = ReadReport {
            encoding: Some("gb18030".to_owned()),
            sheets: vec![Sheet { name: name(), rows: Some(3) }],
            lifecycle: vec![("complete".to_owned(), u64::MAX)],
            ..ReadReport::default()
        };
        let outcomes = [
            Ok(report),
            Ok(ReadReport::default()),
            Err(ImportError::TooLarge { source_name: name(), excess: Excess::Density { times: 1001, limit: 100 } }),
            Err(ImportError::Damaged { source_name: name(), format: ReadAs::Zip, cause: Damage::Cut }),
            Err(ImportError::AllSkipped {
                source_name: name(),
                rows: 7,
                reason: SkipReason::NoCustomer,
                line: 2,
                value: String::new(),
            }),
        ];
        for outcome in outcomes {
            let bytes = postcard::to_allocvec(&outcome).expect("plain data");
            assert_eq!(postcard::from_bytes::<Outcome>(&bytes), Ok(outcome));
        }
    }
}
