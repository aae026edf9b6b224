//! Bytes → event log, with every row accounted for.
//!
//! [`Import`] takes the bytes of a source in slices of any size and gives [`Imported`]: the log, and a report of what
//! was understood and what was not. The first [`HEAD_BYTES`] decide encoding, dialect and roles; from then on rows
//! become columns as they come, and memory holds the columns, not the file.
//!
//! Bad rows are data: they are skipped, counted and listed. An error means that the source gives no event log at all.

mod assemble;
mod chunk;
mod chunked;
mod columns;
mod date_words;
mod dialect;
mod encoding;
pub mod formats;
pub mod formula;
mod gather;
mod identifiers;
mod join;
mod plain;
mod quality;
mod report;
mod reshape;
mod roles;
mod rows;
mod sort;
mod source_table;
mod summary;
mod table;
mod tables;
mod timestamp;
mod tools;
mod values;

use std::collections::BTreeMap;

pub use chunk::{Chunk, ChunkColumn, ChunkWriter, SkippedInChunk};
pub use chunked::ChunkedImport;
pub use identifiers::{IdentifierKind, identifiers};
pub use report::{
    ColumnReport, DateOrder, Delimiter, Duplicates, ImportError, ImportOptions, ImportReport, JoinedBy, Joining,
    JoiningReport, LogSummary, QualityReport, RefusedLinks, RefusedReason, RoleReason, SkipCount, SkipReason,
    SkippedReport, SkippedRow, SourceOptions, SourceReport, SummaryChannel, SummaryTouchpoint,
};
pub use reshape::{Recognising, Reshaped, needs_adapter};
pub use roles::{Roles, SourceKind, Understood, columns_mark, understand};
pub use source_table::SourceTable;
use table::TableReader;
pub use tables::TableKind;
pub use tools::{Note, Profile, Tool, recognise};
pub use values::{DecimalMark, NumberStyle, Scale};

use self::{
    encoding::{Detected, Probe, Transcoder},
    formats::Recognised,
};
use crate::{event_log::EventLog, stage::Stage};

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
    /// Places touchpoints in stages; the report says so.
    pub fn set_stages(&mut self, stages: &BTreeMap<String, Stage>) {
        self.log.set_stages(stages);
        self.report.summary.touchpoints = summary::touchpoints(&self.log);
        self.report.unsure_stages = summary::unsure_stages(&self.log);
    }
}

/// How reading goes on after a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Flow {
    /// The next slice, please.
    Continue,
    /// What looked like UTF-8 is none: give all slices again, from the start ([`Import::restart`] was done).
    Restart,
}

/// Reads one source.
pub struct Import {
    name: String,
    options: ImportOptions,
    is_one_of_several: bool,
    bytes: u64,
    state: State,
}

enum State {
    /// Collecting the first bytes.
    Head { bytes: Vec<u8>, encoding: Option<&'static encoding_rs::Encoding> },
    /// Looking through the whole source for its encoding.
    Probing(Box<Probe>),
    /// Reading rows.
    Table { transcoder: Transcoder, only_ascii: bool, reader: Box<TableReader> },
}

impl Import {
    /// An import of the source called `name`. Among several sources, one may be a list of customers without events.
    pub fn new(name: &str, options: ImportOptions, is_one_of_several: bool) -> Import {
        Import {
            name: name.to_owned(),
            options,
            is_one_of_several,
            bytes: 0,
            state: State::Head { bytes: Vec::new(), encoding: None },
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// When the source turns out to be no event log.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Flow, ImportError> {
        self.bytes += bytes.len() as u64;
        match &mut self.state {
            State::Head { bytes: head, .. } => {
                let (to_head, rest) = bytes.split_at(bytes.len().min(HEAD_BYTES - head.len()));
                head.extend_from_slice(to_head);
                if head.len() < HEAD_BYTES {
                    return Ok(Flow::Continue);
                }
                self.start_table(false)?;
                self.read(rest, false)
            }
            State::Probing(probe) => {
                probe.push(bytes);
                Ok(Flow::Continue)
            }
            State::Table { .. } => self.read(bytes, false),
        }
    }

    /// Data rows read so far.
    pub fn rows(&self) -> u64 {
        match &self.state {
            State::Table { reader, .. } => reader.rows(),
            _ => 0,
        }
    }

    /// The end of the source. [`Flow::Restart`]: give all slices again and call this anew; [`Flow::Continue`]: call
    /// [`Import::finish`].
    ///
    /// # Errors
    ///
    /// When the source turns out to be no event log.
    pub fn end(&mut self) -> Result<Flow, ImportError> {
        match std::mem::replace(&mut self.state, State::Head { bytes: Vec::new(), encoding: None }) {
            State::Probing(probe) => {
                self.bytes = 0;
                self.state = State::Head { bytes: Vec::new(), encoding: Some(probe.finish(true)) };
                Ok(Flow::Restart)
            }
            head @ State::Head { .. } => {
                self.state = head;
                self.start_table(true)?;
                self.read(b"", true)
            }
            table @ State::Table { .. } => {
                self.state = table;
                self.read(b"", true)
            }
        }
    }

    /// The source as a table.
    ///
    /// # Errors
    ///
    /// When no row is left, or day and month cannot be told apart.
    ///
    /// # Panics
    ///
    /// When [`Import::end`] has not been called, or asked for a restart.
    pub fn finish(self) -> Result<SourceTable, ImportError> {
        match self.state {
            State::Table { transcoder, reader, .. } => {
                reader.finish(self.bytes, transcoder.encoding().name(), transcoder.replaced())
            }
            _ => unreachable!("finish comes after end"),
        }
    }

    fn start_table(&mut self, whole: bool) -> Result<(), ImportError> {
        let State::Head { bytes, encoding } = &mut self.state else { return Ok(()) };
        let head = std::mem::take(bytes);
        if let Recognised::Foreign(format) = formats::recognise(&head) {
            return Err(ImportError::NotText { source_name: self.name.clone(), format: format.to_owned() });
        }
        let detected = match *encoding {
            Some(encoding) => Detected { encoding, only_ascii: false },
            None => encoding::detect(&head, whole),
        };
        let mut transcoder = Transcoder::new(detected.encoding);
        let text = transcoder.decode(&head, false);
        if formats::is_binary(text) {
            return Err(ImportError::NotText { source_name: self.name.clone(), format: "binary data".to_owned() });
        }
        let mut reader = Box::new(TableReader::new(&self.name, text, &self.options, self.is_one_of_several)?);
        reader.push(text);
        self.state = State::Table { transcoder, only_ascii: detected.only_ascii, reader };
        Ok(())
    }

    fn read(&mut self, bytes: &[u8], last: bool) -> Result<Flow, ImportError> {
        let State::Table { transcoder, only_ascii, reader } = &mut self.state else { return Ok(Flow::Continue) };
        reader.push(transcoder.decode(bytes, last));
        if last {
            reader.end();
        }
        // Up to here it was all ASCII, so that nothing spoke against a legacy encoding.
        if *only_ascii && reader.has_broken_text() {
            self.bytes = 0;
            self.state = State::Probing(Box::default());
            return Ok(Flow::Restart);
        }
        Ok(Flow::Continue)
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
    pub fn finish(self) -> Result<Imported, ImportError> {
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

/// Reads a delimited table that is in memory as a whole.
///
/// # Errors
///
/// When it gives no event log.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut sources = Sources::new(options.clone());
    sources.add(name, bytes.len() as u64, Ok(read_delimited(name, bytes, options, false)?));
    sources.finish()
}

/// Reads a delimited table that is in memory as a whole, perhaps one of several.
fn read_delimited(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    is_one_of_several: bool,
) -> Result<SourceTable, ImportError> {
    let mut import = Import::new(name, options.clone(), is_one_of_several);
    loop {
        if import.push(bytes)? == Flow::Continue && import.end()? == Flow::Continue {
            return import.finish();
        }
    }
}
