//! Bytes → event log, with every row accounted for.
//!
//! [`Import`] takes the bytes of a source in slices of any size and gives [`Imported`]: the log, and a report of what
//! was understood and what was not. The first [`HEAD_BYTES`] decide encoding, dialect and roles; from then on rows
//! become columns as they come, and memory holds the columns, not the file.
//!
//! Bad rows are data: they are skipped, counted and listed. An error means that the source gives no event log at all.

mod chunk;
mod columns;
mod dialect;
mod encoding;
pub mod formats;
pub mod formula;
mod identifiers;
mod plain;
mod report;
mod reshape;
mod roles;
mod rows;
mod sort;
mod summary;
mod table;
mod tables;
mod timestamp;
mod tools;
mod values;

use std::collections::BTreeMap;

pub use chunk::{Chunk, ChunkColumn, ChunkWriter, SkippedInChunk};
pub use identifiers::{IdentifierKind, identifiers};
pub use report::{
    ColumnReport, DateOrder, Delimiter, ImportError, ImportOptions, ImportReport, LogSummary, RoleReason, SkipCount,
    SkipReason, SkippedReport, SkippedRow, SummaryChannel, SummaryTouchpoint,
};
pub use reshape::{Recognising, Reshaped, needs_adapter};
pub use roles::{Roles, SourceKind, Understood, columns_mark, understand};
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
    /// An import of the source called `name`.
    pub fn new(name: &str, options: ImportOptions) -> Import {
        Import { name: name.to_owned(), options, bytes: 0, state: State::Head { bytes: Vec::new(), encoding: None } }
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

    /// The log.
    ///
    /// # Errors
    ///
    /// When no event is left, day and month cannot be told apart, or the zone is unknown.
    ///
    /// # Panics
    ///
    /// When [`Import::end`] has not been called, or asked for a restart.
    pub fn finish(self) -> Result<Imported, ImportError> {
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
        let mut reader = Box::new(TableReader::new(&self.name, text, &self.options)?);
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

/// Reads a source that is in memory as a whole.
///
/// # Errors
///
/// When it gives no event log.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut import = Import::new(name, options.clone());
    loop {
        if import.push(bytes)? == Flow::Continue && import.end()? == Flow::Continue {
            return import.finish();
        }
    }
}
