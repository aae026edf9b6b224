//! Formats: the bytes of a source → rows of a table, whatever they are written in.
//!
//! A reader of a format takes a [`Source`] and gives its rows to [`Rows`]. Adding a format: a file here, a variant of
//! [`Format`], its signature in `signature.rs`, an arm in [`read`]. Readers look at the content, never at the name.
//!
//! # Why a reader pulls
//!
//! In the browser each reader runs in a worker of its own that may block, be thrown away and be started anew: so all
//! of them read from [`std::io::Read`] and [`std::io::Seek`], as on a disk, and libraries can be used as they are.

pub mod arrow;
pub mod container;
pub mod delimited;
pub mod json;
mod line_range;
pub mod parquet;
mod record;
mod signature;
#[cfg(test)]
mod test_rows;
mod text_source;
pub mod web_log;
pub mod workbook;
pub mod xes;

use std::{
    cell::RefCell,
    fmt::Write,
    io::{Read, Seek},
};

use serde::{Deserialize, Serialize};

pub(super) use self::record::MAX_COLUMNS;
pub use self::signature::{Recognised, ends_workbook, is_binary, recognise};
use super::{
    Chunk, ChunkWriter, Delimiter, ImportError, Receiver, Recognising, Reshaped, SkipReason, Turns, needs_adapter,
};

/// The bytes of one source.
pub trait Source: Read + Seek {}

impl<S: Read + Seek> Source for S {}

/// What a source is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// CSV, TSV and their relatives.
    #[default]
    Delimited,
    /// JSON: an array, one value per line, or events nested under a key.
    Json,
    /// XES, the interchange format of process mining (IEEE 1849).
    Xes,
    /// The log of a web server.
    WebLog,
    /// Excel (XLSX, XLSM, XLS) or OpenDocument.
    Workbook,
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow IPC, file or stream.
    Arrow,
    /// Gzip around something else.
    Gzip,
    /// A ZIP archive of other sources.
    Zip,
}

/// How a source is to be read, beyond what its bytes tell; everything left out is the reader's choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ReadOptions {
    /// Name of the sheet of a workbook; else the first one that holds a table.
    pub sheet: Option<String>,
    /// Which life-cycle transitions of a XES log become events; else `complete`, or all where none is.
    pub lifecycle: Option<Vec<String>>,
    /// Columns that are not read, by name: they take no memory, and where a format keeps columns apart, no time.
    pub leave_out: Vec<String>,
    /// The key of a list in each JSON object whose items become rows of their own, with the object's other fields
    /// repeated; else `actionDetails`, as Matomo has it.
    pub explode: Option<String>,
}

/// What a reader says of a source beside its rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReadReport {
    /// The encoding of a text, by the name in the Encoding Standard (`UTF-8`, `gb18030`, `UTF-16LE`, …).
    pub encoding: Option<String>,
    /// Whether bytes had to be replaced that are no text in that encoding.
    pub replaced_bytes: bool,
    /// What separates the fields of a delimited table.
    pub delimiter: Option<Delimiter>,
    /// What became of rows that were no events as they stood.
    pub reshaped: Option<Reshaped>,
    /// Sheets of a workbook with their rows, as far as they are known.
    pub sheets: Vec<Sheet>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Rows of the sheet above its header: titles and notes, which are no part of the table.
    pub rows_above_header: u64,
    /// Cells of the sheet that hold an error like `#DIV/0!`: they count as missing.
    pub error_cells: u64,
    /// Life-cycle transitions of a XES log and how many events have each.
    pub lifecycle: Vec<(String, u64)>,
    /// Those that became events.
    pub lifecycle_kept: Vec<String>,
    /// Names of all columns where some were left out.
    pub all_columns: Vec<String>,
    /// The keys that lead to the list in a JSON object that was read, joined by dots.
    pub list: Option<String>,
    /// Values that were left out: of columns beyond the two-thousandth, or below others in XES.
    pub values_left_out: u64,
    /// The line from which on the source cannot be read; the rows before it are there.
    pub broken_off_at: Option<u64>,
    /// The columns that together are the customer, where no column alone is.
    pub customer_of: Vec<String>,
}

impl ReadReport {
    /// Adds what another reader says that has read ranges of the same source.
    pub fn add(&mut self, other: &ReadReport) {
        self.replaced_bytes |= other.replaced_bytes;
        self.values_left_out += other.values_left_out;
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, the header included; `None` where it was not looked at.
    pub rows: Option<u64>,
}

/// Takes the rows of a table.
pub trait Rows {
    /// The names of the columns, each once; before the first row, and again when later rows bring more, which then
    /// stand at the end.
    ///
    /// # Errors
    ///
    /// When no use can be made of such a table.
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError>;

    /// A row: the line where it starts in its source, from 1 (the record's number where there are no lines), and its
    /// values in the order of the columns; empty ones are missing, and at the end they may be left out.
    ///
    /// # Errors
    ///
    /// When no use can be made of the table.
    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError>;

    /// A row that cannot be read: where, which column if it is but one, and what stands there.
    ///
    /// # Errors
    ///
    /// When no use can be made of the table.
    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError>;

    /// Which ranges of the source are to be read, for formats that can be read so.
    fn turns(&self) -> Turns {
        Turns::ALL
    }

    /// The end of a range with others behind it, as of [`Receiver::end_range`].
    ///
    /// # Errors
    ///
    /// When no use can be made of the table.
    fn end_range(&mut self, range: u64, lines: u64) -> Result<u64, ImportError> {
        let _ = (range, lines);
        Ok(1)
    }
}

impl<R: Rows + ?Sized> Rows for &mut R {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        (**self).columns(names)
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        (**self).row(line, values)
    }

    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        (**self).skip(line, column, value, reason)
    }

    fn turns(&self) -> Turns {
        (**self).turns()
    }

    fn end_range(&mut self, range: u64, lines: u64) -> Result<u64, ImportError> {
        (**self).end_range(range, lines)
    }
}

/// How a format is read that gives columns.
pub type ReadColumns = fn(&str, &mut dyn Source, &ReadOptions, &mut dyn Receiver) -> Result<ReadReport, ImportError>;

/// Reads a source by `read`; what it gives goes to `receiver` as it is, or row by row where these are no events as they
/// stand.
///
/// # Errors
///
/// When the source cannot be read or is no event log, and what `receiver` says.
pub fn read_columns(
    read: ReadColumns,
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    mut receiver: impl Receiver,
) -> Result<ReadReport, ImportError> {
    if receiver.turns().is_shared() {
        return read(source_name, source, options, &mut receiver);
    }
    let receiver = RefCell::new(receiver);
    let mut writer = ChunkWriter::new(|chunk: Chunk| receiver.borrow_mut().take(chunk));
    let mut recognising = Recognising::new(source_name, &mut writer);
    let mut columns = Columns { receiver: &receiver, recognising: &mut recognising, must_reshape: None };
    let mut report = read(source_name, source, options, &mut columns)?;
    if columns.must_reshape == Some(true) {
        report.reshaped = Some(recognising.finish()?);
        writer.finish()?;
    }
    Ok(report)
}

/// Gives chunks on, or their rows where these are to be reshaped.
struct Columns<'a, 'r, R> {
    receiver: &'a RefCell<R>,
    recognising: &'a mut Recognising<'r>,
    /// As the first chunk tells.
    must_reshape: Option<bool>,
}

impl<R: Receiver> Receiver for Columns<'_, '_, R> {
    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        if *self.must_reshape.get_or_insert_with(|| needs_adapter(&chunk.names, &chunk.sample(), true)) {
            chunk.give(self.recognising)
        } else {
            self.receiver.borrow_mut().take(chunk)
        }
    }

    fn end_range(&mut self, range: u64, lines: u64) -> u64 {
        if self.must_reshape == Some(false) { self.receiver.borrow_mut().end_range(range, lines) } else { 1 }
    }
}

/// How a format is read that gives rows.
pub type ReadRows = fn(&str, &mut dyn Source, &ReadOptions, &mut dyn Rows) -> Result<ReadReport, ImportError>;

/// Reads a source by `read`; its rows, reshaped where they are no events as they stand, go to `receiver`.
///
/// # Errors
///
/// When the source cannot be read or is no event log, and what `receiver` says.
pub fn read_reshaped(
    read: ReadRows,
    source_name: &str,
    source: &mut dyn Source,
    options: &ReadOptions,
    receiver: impl Receiver,
) -> Result<ReadReport, ImportError> {
    let mut writer = ChunkWriter::new(receiver);
    if writer.turns().is_shared() {
        let report = read(source_name, source, options, &mut writer)?;
        writer.finish()?;
        return Ok(report);
    }
    let mut recognising = Recognising::new(source_name, &mut writer);
    let mut report = read(source_name, source, options, &mut recognising)?;
    let reshaped = recognising.finish()?;
    writer.finish()?;
    report.reshaped = (!reshaped.made.is_empty()).then_some(reshaped);
    Ok(report)
}

/// Writes a time of the day as `hh:mm:ss`, with as many decimals as there are; so many units make a second.
fn write_time_of_day(time: i64, per_second: i64, out: &mut String) -> std::fmt::Result {
    let (seconds, rest) = (time.div_euclid(per_second), time.rem_euclid(per_second));
    write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
    if rest == 0 {
        return Ok(());
    }
    let digits = per_second.ilog10() as usize;
    let fraction = format!("{rest:0digits$}");
    write!(out, ".{}", fraction.trim_end_matches('0'))
}
