//! CSV, TSV and their relatives, as rows: for tables whose rows must be reshaped before they are events.
//!
//! What needs nothing of it goes straight into the log's columns, which is faster ([`crate::import::Import`]).

use std::io::{ErrorKind, SeekFrom};

use encoding_rs::Encoding;

use super::{ReadOptions, ReadReport, Recognised, Rows, Source, is_binary, recognise};
use crate::import::{
    HEAD_BYTES, ImportError, SkipReason, TableKind, dialect,
    encoding::{self, Detected, Probe, Transcoder},
    formula::without_apostrophe,
    rows::{Piece, Row, RowReader},
};

/// Bytes read at once.
const PIECE: usize = 1 << 18;

/// Reads a delimited table.
///
/// # Errors
///
/// When the source cannot be read or is no text, when its table is known to hold totals, or the receiver can make no use of the table.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    _options: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    let mut reader = Reader { source_name, source };
    let mut piece = vec![0; HEAD_BYTES];
    let head = reader.fill(&mut piece)?;
    let whole = head < HEAD_BYTES;
    let not_text =
        |format: &str| ImportError::NotText { source_name: source_name.to_owned(), format: format.to_owned() };
    if let Recognised::Foreign(format) = recognise(&piece[..head]) {
        return Err(not_text(format));
    }
    let mut detected = encoding::detect(&piece[..head], whole);
    if detected.only_ascii && !whole {
        detected = Detected { encoding: reader.encoding_of_rest(&piece[..head])?, only_ascii: false };
        reader.rewind()?;
        reader.fill(&mut piece)?;
    }
    let mut transcoder = Transcoder::new(detected.encoding);
    let text = transcoder.decode(&piece[..head], whole);
    if is_binary(text) {
        return Err(not_text("binary data"));
    }
    let dialect = dialect::detect(text).ok_or_else(|| ImportError::Empty { source_name: source_name.to_owned() })?;
    // Here and not only by whoever takes the rows: under a report's title, the rows of its table do not fit its header.
    if let Some(kind) = TableKind::of_totals(&dialect.columns, &dialect.sample).filter(|_| dialect.has_header) {
        return Err(ImportError::NotALog { source_name: source_name.to_owned(), kind });
    }
    rows.columns(&dialect.columns)?;
    let mut table = Table {
        columns: dialect.columns.len(),
        to_pass_over: dialect.preamble_lines + usize::from(dialect.has_header),
        rows,
        failed: None,
    };
    let mut lines = RowReader::new(dialect.delimiter.byte());
    lines.push(text, &mut |piece| table.take(piece));
    piece.truncate(PIECE);
    while !whole && table.failed.is_none() {
        let length = reader.fill(&mut piece)?;
        let last = length < piece.len();
        lines.push(transcoder.decode(&piece[..length], last), &mut |piece| table.take(piece));
        if last {
            break;
        }
    }
    lines.finish(&mut |piece| table.take(piece));
    match table.failed {
        Some(error) => Err(error),
        None => Ok(ReadReport::default()),
    }
}

struct Reader<'s> {
    source_name: &'s str,
    source: &'s mut dyn Source,
}

impl Reader<'_> {
    /// Reads until the piece is full or the source ends.
    fn fill(&mut self, piece: &mut [u8]) -> Result<usize, ImportError> {
        let mut length = 0;
        while length < piece.len() {
            match self.source.read(&mut piece[length..]) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.unreadable(&error)),
            }
        }
        Ok(length)
    }

    fn rewind(&mut self) -> Result<(), ImportError> {
        self.source.seek(SeekFrom::Start(0)).map(drop).map_err(|error| self.unreadable(&error))
    }

    /// The encoding of a source whose first bytes are ASCII: the rest tells.
    fn encoding_of_rest(&mut self, head: &[u8]) -> Result<&'static Encoding, ImportError> {
        let mut probe = Probe::default();
        probe.push(head);
        let mut piece = vec![0; PIECE];
        loop {
            match self.fill(&mut piece)? {
                0 => return Ok(probe.finish(true)),
                length => probe.push(&piece[..length]),
            }
        }
    }

    fn unreadable(&self, error: &std::io::Error) -> ImportError {
        ImportError::Unreadable { source_name: self.source_name.to_owned(), cause: error.to_string() }
    }
}

struct Table<'r> {
    columns: usize,
    /// Rows at the top that are no data.
    to_pass_over: usize,
    rows: &'r mut dyn Rows,
    failed: Option<ImportError>,
}

impl Table<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Lines(lines) => lines.rows().for_each(|row| self.row(&row)),
            Piece::Row(row) => self.row(&row),
            Piece::OpenQuote { line, raw } => self.skip(line, raw, SkipReason::OpenQuote),
            Piece::TooLong { line, raw } => self.skip(line, raw, SkipReason::TooLong),
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        if self.is_passed_over() || self.failed.is_some() {
            return;
        }
        let is_extra = |column| !row.field(column).is_empty();
        let result = if (self.columns..row.len()).any(is_extra) {
            self.rows.skip(row.line, None, row.raw, SkipReason::TooManyFields)
        } else {
            let fields = (0..row.len().min(self.columns)).map(|column| without_apostrophe(row.field(column)));
            self.rows.row(row.line, &fields.collect::<Vec<&[u8]>>())
        };
        self.failed = result.err();
    }

    fn skip(&mut self, line: u64, raw: &[u8], reason: SkipReason) {
        if !self.is_passed_over() && self.failed.is_none() {
            self.failed = self.rows.skip(line, None, raw, reason).err();
        }
    }

    fn is_passed_over(&mut self) -> bool {
        let is_one = self.to_pass_over > 0;
        self.to_pass_over -= usize::from(is_one);
        is_one
    }
}
