//! Delimited tables in any encoding. The way for those that [`Import`](crate::import::Import) cannot take by its own,
//! faster one: they are no UTF-8, or their rows are no events as they stand.

use std::io::{Read, SeekFrom};

use super::{ReadOptions, ReadReport, Rows, Source, is_binary};
use crate::import::{
    Foreign, HEAD_BYTES, ImportError, SkipReason, TableKind, dialect,
    encoding::{self, Detected, Probe, Transcoder},
    rows::{Piece, Row, RowReader},
};

/// Bytes read at once.
const PART_BYTES: usize = 256 << 10;

/// Reads a table.
///
/// # Errors
///
/// When the source cannot be read, holds no text, no rows, or totals in place of events, and what `rows` says.
pub fn read(
    source_name: &str,
    source: &mut dyn Source,
    _: &ReadOptions,
    rows: &mut dyn Rows,
) -> Result<ReadReport, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Unreadable {
        source_name: source_name.to_owned(),
        cause: error.to_string(),
    };
    let mut head = Vec::new();
    source.take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(unreadable)?;
    let mut part = vec![0; PART_BYTES];
    let encoding = match encoding::detect(&head, head.len() < HEAD_BYTES) {
        Detected { only_ascii: true, .. } if head.len() == HEAD_BYTES => {
            let mut probe = Probe::default();
            probe.push(&head);
            loop {
                let length = source.read(&mut part).map_err(unreadable)?;
                if length == 0 {
                    break;
                }
                probe.push(&part[..length]);
            }
            source.seek(SeekFrom::Start(HEAD_BYTES as u64)).map_err(unreadable)?;
            probe.finish(true)
        }
        detected => detected.encoding,
    };
    let mut transcoder = Transcoder::new(encoding);
    let text = transcoder.decode(&head, false).to_vec();
    if is_binary(&text) {
        return Err(ImportError::NotText { source_name: source_name.to_owned(), format: Foreign::Binary });
    }
    let dialect = dialect::detect(&text).ok_or_else(|| ImportError::Empty { source_name: source_name.to_owned() })?;
    if dialect.sample.is_empty() && dialect.columns.len() > 1 {
        return Err(ImportError::NoRows { source_name: source_name.to_owned() });
    }
    // Here and not only by whoever takes the rows: under a report's title, the rows of its table do not fit its header.
    if let Some(kind) = TableKind::of_totals(&dialect.columns, &dialect.sample).filter(|_| dialect.has_header) {
        return Err(ImportError::NotALog { source_name: source_name.to_owned(), kind });
    }
    rows.columns(&dialect.columns)?;
    let mut table = Table {
        rows,
        n_columns: dialect.columns.len(),
        to_pass_over: dialect.preamble_lines + usize::from(dialect.has_header),
        failure: None,
    };
    let mut reader = RowReader::new(dialect.delimiter.byte());
    reader.push(&text, &mut |piece| table.take(piece));
    loop {
        let length = source.read(&mut part).map_err(unreadable)?;
        reader.push(transcoder.decode(&part[..length], length == 0), &mut |piece| table.take(piece));
        if length == 0 {
            break;
        }
        table.check()?;
    }
    reader.finish(&mut |piece| table.take(piece));
    table.check()?;
    Ok(ReadReport {
        encoding: Some(encoding.name().to_owned()),
        replaced_bytes: transcoder.replaced(),
        delimiter: Some(dialect.delimiter),
        ..ReadReport::default()
    })
}

/// Where the rows go.
struct Table<'a> {
    rows: &'a mut dyn Rows,
    n_columns: usize,
    /// Rows at the top that are no data.
    to_pass_over: usize,
    /// Why no more rows are taken.
    failure: Option<ImportError>,
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
        if self.to_pass_over > 0 {
            self.to_pass_over -= 1;
        } else if (self.n_columns..row.len()).any(|extra| !row.field(extra).is_empty()) {
            self.skip(row.line, row.raw, SkipReason::TooManyFields);
        } else if self.failure.is_none() {
            let values: Vec<&[u8]> = (0..row.len().min(self.n_columns)).map(|column| row.field(column)).collect();
            self.failure = self.rows.row(row.line, &values).err();
        }
    }

    fn skip(&mut self, line: u64, raw: &[u8], reason: SkipReason) {
        if self.failure.is_none() {
            self.failure = self.rows.skip(line, None, raw, reason).err();
        }
    }

    fn check(&mut self) -> Result<(), ImportError> {
        self.failure.take().map_or(Ok(()), Err)
    }
}
