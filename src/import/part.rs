//! Ranges of a table, read side by side → its columns, the same as if one had read it all.
//!
//! Whoever makes the log reads the head of the table itself and then lets others read ranges of the rest, each by a
//! [`PartReader`] that has read the same head. It takes what they give in the order of the file ([`Import::take_part`]),
//! and reads ranges itself in between ([`Import::push_range`]). It may read on by itself at any moment, and does so where
//! ranges do not fit.
//!
//! # Where a range starts
//!
//! Behind the first line feed at its first byte or later: a guess, for this may be a line break within quotes. A range
//! ends with the first row that ends at its last byte or later. So the guess was right exactly where a range starts at
//! the byte at which the one before has ended; if it does not, the rest is read in one.
//!
//! # Codes
//!
//! A reader has dictionaries of its own for all its ranges, and each part brings the texts that are new in them, in the
//! order of its rows. As parts are taken in the order of the file, so are the texts, each when it comes first: they get
//! the codes that they would have if one had read it all. The codes of the rows stay the reader's, with a list of what
//! each is here, until the events are put in order: then they are written once more anyway.

use memchr::memchr;

use super::{
    Flow, Import, ImportOptions, SkipReason, SkippedRow, State,
    summary::SkippedRows,
    table::TableReader,
    wire::{put_list, put_text, take_array, take_bytes, take_list, take_number, take_numbers, take_text},
};

/// Bytes behind the end of a range in which its last row must end.
pub const OVERLAP: u64 = 64 << 10;

/// Reads ranges of a table for somebody else.
pub struct PartReader {
    import: Import,
    /// Texts that were given, for each column.
    given: Vec<usize>,
    /// Where the first row starts, once that is found.
    start: Option<u64>,
    /// Position of the next byte.
    at: u64,
    end: u64,
}

impl PartReader {
    /// A reader for the table that starts with `head`, its first [`HEAD_BYTES`](super::HEAD_BYTES); `None` where it
    /// can only be read in one. All else is as of [`Import::new`].
    pub fn new(source_name: &str, head: &[u8], options: ImportOptions, is_one_of_several: bool) -> Option<PartReader> {
        let mut import = Import::new(source_name, options, is_one_of_several);
        if import.push(head) != Ok(Flow::Continue) || !import.can_be_shared() {
            return None;
        }
        let State::Table { reader, .. } = &mut import.state else { return None };
        reader.gather.forget_rows();
        // Lines of a part are counted from its start.
        reader.rows.take_lines();
        Some(PartReader { import, given: Vec::new(), start: None, at: 0, end: 0 })
    }

    /// Goes to the range from `start`, which is not 0, to `end`, exclusive. The next bytes are those from `start - 1` on.
    pub fn begin(&mut self, start: u64, end: u64) {
        (self.start, self.at, self.end) = (None, start - 1, end);
    }

    /// Takes the next bytes; whether the last row is complete, and [`PartReader::part`] comes next.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let State::Table { reader, .. } = &mut self.import.state else { return false };
        let mut rest = bytes;
        if self.start.is_none() {
            let found = memchr(b'\n', rest).map(|at| at + 1);
            rest = &rest[found.unwrap_or(rest.len())..];
            self.at += (bytes.len() - rest.len()) as u64;
            self.start = found.map(|_| self.at);
            if found.is_none() {
                return false;
            }
        }
        push_to_row_end(reader, &mut self.at, self.end, rest)
    }

    /// The table ends here.
    pub fn end(&mut self) {
        self.start.get_or_insert(self.at);
        if let State::Table { reader, .. } = &mut self.import.state {
            reader.end();
        }
    }

    /// What the range has become, in one buffer; `None` where it takes one reader to read the table.
    pub fn part(&mut self) -> Option<Vec<u8>> {
        let State::Table { reader, .. } = &mut self.import.state else { return None };
        if reader.gather.depends_on_rows_before() || reader.has_broken_text() {
            return None;
        }
        let mut out = Vec::new();
        out.extend_from_slice(&self.start?.to_le_bytes());
        out.extend_from_slice(&self.at.to_le_bytes());
        out.extend_from_slice(&reader.rows.take_lines().to_le_bytes());
        reader.gather.take_out(&mut self.given, &mut out);
        Some(out)
    }
}

/// Takes the bytes at `at`, up to the end of the row in which the one before `end` stands; whether this row is complete.
fn push_to_row_end(reader: &mut TableReader, at: &mut u64, end: u64, bytes: &[u8]) -> bool {
    let (inside, mut rest) = bytes.split_at(bytes.len().min(end.saturating_sub(*at) as usize));
    reader.push(inside);
    *at += inside.len() as u64;
    while *at >= end {
        if reader.rows.is_between_rows() {
            return true;
        }
        if rest.is_empty() {
            return false;
        }
        let (line, after) = rest.split_at(memchr(b'\n', rest).map_or(rest.len(), |at| at + 1));
        reader.push(line);
        *at += line.len() as u64;
        rest = after;
    }
    false
}

/// A part of a table, as it lies in its buffer.
pub(super) struct Part<'a> {
    start: u64,
    end: u64,
    lines: u64,
    pub rows: u64,
    pub instants: u64,
    pub timestamp_example: &'a [u8],
    pub skipped: SkippedRows,
    pub times: &'a [[u8; 8]],
    pub row_lines: Option<&'a [[u8; 4]]>,
    /// The customer's, then all others; `None`: not kept.
    pub columns: Vec<Option<PartColumn<'a>>>,
}

/// A column of a part.
pub(super) struct PartColumn<'a> {
    /// Texts that are new, one after the other, and where each ends.
    pub texts: &'a [u8],
    pub ends: &'a [[u8; 4]],
    pub codes: PartCodes<'a>,
}

/// The code of each row.
#[derive(Clone, Copy)]
pub(super) enum PartCodes<'a> {
    U8(&'a [u8]),
    U16(&'a [[u8; 2]]),
    U32(&'a [[u8; 4]]),
}

impl<'a> PartCodes<'a> {
    /// Reads codes of so many bytes each.
    fn take(width: u8, rest: &mut &'a [u8]) -> Option<PartCodes<'a>> {
        match width {
            1 => take_bytes(rest).map(PartCodes::U8),
            2 => take_numbers(rest).map(PartCodes::U16),
            4 => take_numbers(rest).map(PartCodes::U32),
            _ => None,
        }
    }

    fn len(&self) -> usize {
        match self {
            PartCodes::U8(codes) => codes.len(),
            PartCodes::U16(codes) => codes.len(),
            PartCodes::U32(codes) => codes.len(),
        }
    }
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8], source: &str, line_base: u64) -> Option<Part<'a>> {
        let mut rest = bytes;
        let rest = &mut rest;
        let part = Part {
            start: take_number(rest)?,
            end: take_number(rest)?,
            lines: take_number(rest)?,
            rows: take_number(rest)?,
            instants: take_number(rest)?,
            timestamp_example: take_bytes(rest)?,
            skipped: take_skipped(rest, source, line_base)?,
            times: take_numbers(rest)?,
            row_lines: if take_array::<1>(rest)? == [1] { Some(take_numbers(rest)?) } else { None },
            columns: take_list(rest, |rest| {
                Some(match take_array::<1>(rest)? {
                    [0] => None,
                    [width] => Some(PartColumn {
                        texts: take_bytes(rest)?,
                        ends: take_numbers(rest)?,
                        codes: PartCodes::take(width, rest)?,
                    }),
                })
            })?,
        };
        let rows = part.times.len();
        part.columns.iter().flatten().all(|column| column.codes.len() == rows).then_some(part)
    }
}

impl Import {
    /// Whether others can read ranges of the rest; the row that is not complete at the end of the head is theirs, too.
    pub fn can_be_shared(&mut self) -> bool {
        let State::Table { reader, .. } = &mut self.state else { return false };
        let can_be = reader.can_be_shared();
        if can_be {
            self.bytes -= reader.rows.give_back() as u64;
        }
        can_be
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes the next bytes of a range of its own, which ends at `end`, exclusive: those up to the end of its last row.
    /// Whether that is complete, and the next part can be taken.
    pub fn push_range(&mut self, bytes: &[u8], end: u64) -> bool {
        let State::Table { reader, .. } = &mut self.state else { return false };
        push_to_row_end(reader, &mut self.bytes, end, bytes)
    }

    /// Takes the next part, from the reader of that number. `false` where it does not go on where this has ended, or takes
    /// reading in one: then the bytes from [`Import::bytes`] on are to be pushed, and no other part.
    pub fn take_part(&mut self, reader: usize, bytes: &[u8]) -> bool {
        let State::Table { reader: table, .. } = &mut self.state else { return false };
        let line_base = table.rows.lines_before();
        let Some(part) = Part::read(bytes, &self.name, line_base) else { return false };
        if part.start != self.bytes || !table.gather.take_part(reader, &part, line_base) {
            return false;
        }
        table.rows.pass_over_lines(part.lines);
        table.gather.skipped.append(part.skipped);
        self.bytes = part.end;
        true
    }
}

/// Writes skipped rows.
pub(super) fn put_skipped(out: &mut Vec<u8>, skipped: SkippedRows) {
    let index = |reason| SkipReason::ALL.iter().position(|&one| one == reason).unwrap_or_default() as u8;
    let (reasons, rows) = skipped.into_parts();
    let reasons: Vec<(SkipReason, u64)> = reasons.into_iter().collect();
    put_list(out, &reasons, |out, (reason, count)| {
        out.push(index(*reason));
        out.extend_from_slice(&count.to_le_bytes());
    });
    put_list(out, &rows, |out, row| {
        out.push(index(row.reason));
        out.extend_from_slice(&row.line.to_le_bytes());
        for text in [&row.column, &row.value] {
            out.push(u8::from(text.is_some()));
            put_text(out, text.as_deref().unwrap_or_default());
        }
    });
}

fn take_skipped(rest: &mut &[u8], source: &str, line_base: u64) -> Option<SkippedRows> {
    let reason = |rest: &mut &[u8]| SkipReason::ALL.get(usize::from(take_array::<1>(rest)?[0])).copied();
    let text = |rest: &mut &[u8]| {
        let is_there = take_array(rest)? == [1];
        take_text(rest).map(|text| is_there.then_some(text))
    };
    let reasons = take_list(rest, |rest| Some((reason(rest)?, take_number(rest)?)))?;
    let rows = take_list(rest, |rest| {
        Some(SkippedRow {
            source: source.to_owned(),
            reason: reason(rest)?,
            line: take_number(rest)? + line_base,
            column: text(rest)?,
            value: text(rest)?,
        })
    })?;
    Some(SkippedRows::from_parts(reasons.into_iter().collect(), rows))
}
