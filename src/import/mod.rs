//! Bytes → event log, with every row accounted for.
//!
//! [`Import`] takes the bytes of a delimited table in slices of any size; the first [`HEAD_BYTES`] decide dialect and
//! roles; from then on rows become columns as they come, and memory holds the columns, not the file. Everything else is
//! read by the readers in [`formats`], and [`ChunkedImport`] takes what they give. Either way a source becomes a
//! [`SourceTable`], and [`Sources`] makes one log of them: [`Imported`], with a report of what was understood and what
//! was not.
//!
//! Bad rows are data: they are skipped, counted and listed. An error means that the source gives no event log at all.

mod assemble;
mod chunk;
mod chunked;
mod columns;
mod dialect;
mod encoding;
mod error;
mod faults;
pub mod formats;
pub mod formula;
mod gather;
mod identifiers;
mod join;
mod options;
mod part;
mod plain;
mod plan;
mod quality;
mod range;
mod report;
mod reshape;
mod roles;
mod rows;
mod skipped;
mod sort;
mod source_table;
mod stages;
mod summary;
mod table;
mod tables;
pub(crate) mod timestamp;
mod tools;
mod turns;
mod values;
mod whole;
mod wire;

pub use chunk::{Chunk, ChunkColumn, ChunkWriter, RowLines, SkippedInChunk};
pub use chunked::ChunkedImport;
pub use error::ImportError;
pub use faults::{Damage, Excess, Foreign, ReadAs, SpareColumn};
pub use identifiers::{IdentifierKind, identifiers};
pub use options::{DateOrder, Duplicates, ImportOptions, Joining, SourceOptions};
pub use part::{OVERLAP, PartReader};
pub use range::RowRange;
pub use report::{
    ColumnReport, Delimiter, ImportReport, JoinedBy, JoiningReport, LogSummary, QualityReport, RefusedLinks,
    RefusedReason, RoleReason, SourceReport, SummaryChannel, SummaryTouchpoint,
};
pub use reshape::{Recognising, Reshaped, needs_adapter};
pub use roles::{Roles, SourceKind, Understood, columns_mark, understand};
pub use skipped::{SkipCount, SkipReason, SkippedReport, SkippedRow};
pub use source_table::SourceTable;
use table::TableReader;
pub use tables::TableKind;
pub use tools::{Note, Profile, Tool, recognise};
pub use turns::{Receiver, Turns};
pub use values::{DecimalMark, NumberStyle, Scale};
pub use whole::{import, import_all};

use self::formats::Recognised;
use crate::{event_log::EventLog, stage::Placement};

/// So many bytes are looked at before the first row is read; results do not depend on the slices they come in.
pub const HEAD_BYTES: usize = 1 << 20;

/// A log, and what is to be said of how it was read.
#[derive(Debug)]
pub struct Imported {
    /// The log.
    pub log: EventLog,
    /// What was understood, and what was not.
    pub report: ImportReport,
}

impl Imported {
    /// Puts a model in force, and touchpoints under names, in its stages, on sides and in channels; the report says so.
    pub fn place(&mut self, placement: &Placement) {
        let Placement { model, names, stages, sides, channels } = placement;
        if self.log.has_names() || !names.is_empty() {
            self.log.name_touchpoints(names);
        }
        self.log.set_channels(channels);
        self.log.set_stages(model.clone(), stages);
        self.log.set_sides(sides);
        self.report.stage_model = model.clone();
        (self.report.summary.columns, self.report.summary.channels) = summary::roles_and_channels(&self.log);
        (self.report.summary.touchpoints, self.report.first_stages) = summary::touchpoints(&self.log);
        self.report.unsure_stages = summary::unsure_stages(&self.log);
    }
}

/// How reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Flow {
    /// The next slice, please; after the end: [`Import::finish`].
    Continue,
    /// This is no UTF-8, or its rows must be reshaped: give the source to [`formats::delimited`] instead.
    NeedsReader,
}

/// Reads one source that is a delimited table in UTF-8, the way most are.
pub struct Import {
    name: String,
    options: ImportOptions,
    is_one_of_several: bool,
    bytes: u64,
    state: State,
}

enum State {
    /// Collecting the first bytes.
    Head(Vec<u8>),
    /// Reading rows. Where the head was ASCII alone, nothing speaks against another encoding yet.
    Table { only_ascii: bool, reader: Box<TableReader> },
}

impl Import {
    /// An import of the source called `name`. Among several sources, one may be a list of customers without events.
    pub fn new(name: &str, options: ImportOptions, is_one_of_several: bool) -> Import {
        Import { name: name.to_owned(), options, is_one_of_several, bytes: 0, state: State::Head(Vec::new()) }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// When the source turns out to be no event log.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Flow, ImportError> {
        self.bytes += bytes.len() as u64;
        if let State::Head(head) = &mut self.state {
            let (to_head, rest) = bytes.split_at(bytes.len().min(HEAD_BYTES - head.len()));
            head.extend_from_slice(to_head);
            if head.len() < HEAD_BYTES {
                return Ok(Flow::Continue);
            }
            return Ok(match self.start_table(false)? {
                Flow::Continue => self.read(rest),
                Flow::NeedsReader => Flow::NeedsReader,
            });
        }
        Ok(self.read(bytes))
    }

    /// Data rows read so far.
    pub fn rows(&self) -> u64 {
        match &self.state {
            State::Table { reader, .. } => reader.rows(),
            State::Head(_) => 0,
        }
    }

    /// The end of the source.
    ///
    /// # Errors
    ///
    /// When the source turns out to be no event log.
    pub fn end(&mut self) -> Result<Flow, ImportError> {
        if matches!(self.state, State::Head(_)) && self.start_table(true)? == Flow::NeedsReader {
            return Ok(Flow::NeedsReader);
        }
        if let State::Table { reader, .. } = &mut self.state {
            reader.end();
        }
        Ok(self.read(b""))
    }

    /// The source as a table.
    ///
    /// # Errors
    ///
    /// When no row is left, or day and month cannot be told apart.
    ///
    /// # Panics
    ///
    /// When [`Import::end`] has not been called, or asked for a reader.
    pub fn finish(self) -> Result<SourceTable, ImportError> {
        match self.state {
            State::Table { reader, .. } => reader.finish(self.bytes),
            State::Head(_) => unreachable!("finish comes after end"),
        }
    }

    /// Refuses a table of `size` bytes of which the columns alone, as the rows so far foretell them for the rows that are
    /// wanted, take much more memory than `limit` bytes.
    ///
    /// # Errors
    ///
    /// When it is too large.
    pub fn check_fits(&self, size: u64, limit: u64) -> Result<(), ImportError> {
        let State::Table { reader, .. } = &self.state else { return Ok(()) };
        let all = size as f64 * reader.rows().max(1) as f64 / self.bytes as f64;
        let rows = self.options.rows.count(all as u64) as f64;
        let (columns, row_bytes) = reader.memory();
        let memory = rows * row_bytes as f64;
        // Later rows may be longer than the first ones: what might fit is tried.
        if memory <= 1.25 * limit as f64 {
            return Ok(());
        }
        let spare = reader.gather.spare_columns(rows as u64);
        let (rows, columns, memory) = (rows as u64, columns as u64, memory as u64);
        let excess = Excess::Foreseen { rows, columns, memory, limit, spare };
        Err(ImportError::TooLarge { source_name: self.name.clone(), excess })
    }

    fn start_table(&mut self, whole: bool) -> Result<Flow, ImportError> {
        let State::Head(head) = &self.state else { return Ok(Flow::Continue) };
        if let Recognised::Foreign(format) = formats::recognise(head) {
            return Err(ImportError::NotText { source_name: self.name.clone(), format });
        }
        let Some(only_ascii) = encoding::is_utf8(head, whole) else { return Ok(Flow::NeedsReader) };
        let text = encoding::without_mark(head);
        if formats::is_binary(text) {
            return Err(ImportError::NotText { source_name: self.name.clone(), format: Foreign::Binary });
        }
        let reader = TableReader::new(&self.name, text, &self.options, self.is_one_of_several)?;
        let Some(mut reader) = reader.map(Box::new) else { return Ok(Flow::NeedsReader) };
        reader.push(text);
        self.state = State::Table { only_ascii, reader };
        Ok(Flow::Continue)
    }

    fn read(&mut self, bytes: &[u8]) -> Flow {
        let State::Table { only_ascii, reader } = &mut self.state else { return Flow::Continue };
        reader.push(bytes);
        if *only_ascii && reader.has_broken_text() { Flow::NeedsReader } else { Flow::Continue }
    }
}

/// The log of several sources.
pub struct Sources {
    options: ImportOptions,
    read: Vec<Result<SourceTable, SourceReport>>,
}

impl Sources {
    /// No source yet.
    pub fn new(options: ImportOptions) -> Sources {
        Sources { options, read: Vec::new() }
    }

    /// Adds the next source; one that could not be read is told in the report, with its size.
    pub fn add(&mut self, name: &str, bytes: u64, table: Result<SourceTable, ImportError>) {
        self.read.push(table.map_err(|error| SourceReport {
            name: name.to_owned(),
            bytes,
            failure: Some(error),
            ..SourceReport::default()
        }));
    }

    /// The log.
    ///
    /// # Errors
    ///
    /// When none of the sources has events, or a column chosen for any of them is in none.
    pub fn finish(mut self) -> Result<Imported, ImportError> {
        if let [Err(source)] = self.read.as_mut_slice()
            && let Some(failure) = source.failure.take()
        {
            return Err(failure);
        }
        let tables = || self.read.iter().filter_map(|source| source.as_ref().ok());
        for (&role, name) in &self.options.columns {
            let has_it = |table: &SourceTable| table.report.columns.iter().any(|column| column.name == *name);
            if let Some(first) = tables().next().filter(|_| !name.is_empty() && !tables().any(has_it)) {
                return Err(ImportError::MissingColumn {
                    source_name: first.report.name.clone(),
                    column: name.clone(),
                    role,
                    columns: first.report.columns.iter().map(|column| column.name.clone()).collect(),
                });
            }
        }
        assemble::assemble(self.read, &self.options)
    }
}
