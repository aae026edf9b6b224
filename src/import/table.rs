//! A delimited table → the columns of its rows.

use super::{
    ImportError, ImportOptions, SkipReason,
    dialect::{self, Dialect},
    formats::{Format, ReadReport},
    gather::Gather,
    reshape::{may_be_written_anew, may_need_adapter},
    roles,
    rows::{Piece, RowReader},
    source_table::SourceTable,
};

/// Bytes scanned by one call. A browser compiles hot code anew, for speed, while it runs, but goes over to it only at the
/// next call: one call for a whole slice would stay slow to its end.
const CALL_BYTES: usize = 128 << 10;

/// Reads a table.
pub(super) struct TableReader {
    dialect: Dialect,
    pub rows: RowReader,
    pub gather: Gather,
    /// Rows at the top that are no data: the preamble and the header.
    to_pass_over: usize,
}

impl TableReader {
    /// A reader for the table that starts with `head` (UTF-8), which is not read yet.
    /// `None` where its rows are no events as they stand.
    pub fn new(
        source_name: &str,
        head: &[u8],
        options: &ImportOptions,
        is_one_of_several: bool,
    ) -> Result<Option<TableReader>, ImportError> {
        let dialect =
            dialect::detect(head).ok_or_else(|| ImportError::Empty { source_name: source_name.to_owned() })?;
        if dialect.sample.is_empty() && dialect.columns.len() > 1 {
            return Err(ImportError::NoRows { source_name: source_name.to_owned() });
        }
        let needs_reader = match roles::chosen_time(&dialect.columns, options) {
            Some(time) => may_be_written_anew(&dialect.columns, &dialect.sample, time),
            None => may_need_adapter(&dialect.columns, &dialect.sample, dialect.has_header),
        };
        if needs_reader {
            return Ok(None);
        }
        let plan = roles::plan(source_name, &dialect.columns, &dialect.sample, options, is_one_of_several)?;
        Ok(Some(TableReader {
            rows: RowReader::new(dialect.delimiter.byte()),
            to_pass_over: dialect.preamble_lines + usize::from(dialect.has_header),
            gather: Gather::new(source_name, plan, &dialect.sample, options),
            dialect,
        }))
    }

    /// Reads on; UTF-8, in slices of any size.
    pub fn push(&mut self, text: &[u8]) {
        let (gather, to_pass_over) = (&mut self.gather, &mut self.to_pass_over);
        for part in text.chunks(CALL_BYTES) {
            self.rows.push(part, &mut |piece| take(gather, to_pass_over, piece));
        }
    }

    /// The end of the table.
    pub fn end(&mut self) {
        let (gather, to_pass_over) = (&mut self.gather, &mut self.to_pass_over);
        self.rows.finish(&mut |piece| take(gather, to_pass_over, piece));
    }

    /// Whether what is to come means the same to a reader who has read no more than the head, and cannot count rows.
    pub fn can_be_shared(&self) -> bool {
        self.to_pass_over == 0 && self.gather.plan.is_log() && self.gather.wants_all() && self.rows.can_give_back()
    }

    /// Data rows so far, those among them that are not wanted.
    pub fn rows(&self) -> u64 {
        self.gather.rows + self.gather.left_out
    }

    /// Columns that are kept, and the bytes of memory that a row takes in them, its texts not counted.
    pub fn memory(&self) -> (usize, usize) {
        self.gather.memory()
    }

    /// Whether a value was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.gather.has_broken_text()
    }

    /// What it has become.
    pub fn finish(self, bytes: u64) -> Result<SourceTable, ImportError> {
        let read = ReadReport {
            encoding: Some("UTF-8".to_owned()),
            delimiter: Some(self.dialect.delimiter),
            ..ReadReport::default()
        };
        let mut table = SourceTable::new(self.gather, Format::Delimited, read, self.dialect.sample)?;
        table.report.bytes = bytes;
        Ok(table)
    }
}

#[inline(never)]
fn take(gather: &mut Gather, to_pass_over: &mut usize, piece: Piece<'_>) {
    match piece {
        Piece::Lines(lines) => match lines.table(gather.plan.names.len()) {
            Some(table) if *to_pass_over == 0 => {
                let wanted = gather.wanted(table.len());
                if wanted.len() == table.len() {
                    gather.take_table(&table);
                } else {
                    lines.rows().skip(wanted.start).take(wanted.len()).for_each(|row| gather.take_row(&row));
                }
            }
            _ => lines.rows().for_each(|row| {
                if !is_passed_over(to_pass_over) && !gather.wanted(1).is_empty() {
                    gather.take_row(&row);
                }
            }),
        },
        _ if is_passed_over(to_pass_over) || gather.wanted(1).is_empty() => {}
        Piece::Row(row) => gather.take_row(&row),
        Piece::OpenQuote { line, raw } => {
            gather.skip(line, None, raw, SkipReason::OpenQuote);
        }
        Piece::TooLong { line, raw } => {
            gather.skip(line, None, raw, SkipReason::TooLong);
        }
    }
}

/// Whether the row at hand is one of those at the top that are no data.
fn is_passed_over(rows_left: &mut usize) -> bool {
    let is_one = *rows_left > 0;
    *rows_left -= usize::from(is_one);
    is_one
}
