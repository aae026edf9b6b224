//! A few thousand rows as columns: what a reader hands to whoever makes the log of them.
//!
//! Each column of a chunk has its own dictionary: readers work side by side, and the log's dictionaries come of
//! putting theirs together. [`Chunk::to_bytes`] is how it travels between workers, in one buffer that is not copied.

use std::ops::Range;

use super::{
    ImportError, Receiver, SkipReason, Turns,
    columns::CHUNK_ROWS,
    formats::Rows,
    summary::shorten,
    wire::{
        put_bytes, put_list, put_numbers, put_text, take_array, take_bytes, take_list, take_number, take_numbers,
        take_text,
    },
};
use crate::event_log::{Codes, Dictionary, Interner, MISSING, Timestamp};

/// Rows of a table, at most [`CHUNK_ROWS`] of them.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// Names of all columns so far: those of the chunk before, and more at the end where rows brought more.
    pub names: Vec<String>,
    /// One for each name; the columns that are still missing at the end are empty in all rows.
    pub columns: Vec<ChunkColumn>,
    /// Where each row starts in its source.
    pub lines: RowLines,
    /// Rows that could not be read.
    pub skipped: Vec<SkippedInChunk>,
}

/// A column of a chunk.
#[derive(Clone, Debug)]
pub enum ChunkColumn {
    /// A code per row in the chunk's own dictionary.
    Texts {
        /// Texts by code. Where most rows have another one, a text may have several codes.
        dictionary: Dictionary,
        /// One per row.
        codes: Codes,
    },
    /// Instants that the format has as numbers.
    Times {
        /// Microseconds since 1970-01-01, one per row; [`ChunkColumn::NO_TIME`] where there is none.
        micros: Vec<i64>,
        /// Whether they are instants (UTC), or a wall clock.
        are_instants: bool,
    },
}

/// RowLines in a source, ascending, one for each row of a chunk.
#[derive(Clone, Debug)]
pub enum RowLines {
    /// One after the other.
    Run(Range<u64>),
    /// With others between them.
    Each(Vec<u64>),
}

impl Default for RowLines {
    fn default() -> RowLines {
        RowLines::Run(0..0)
    }
}

impl RowLines {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            RowLines::Run(run) => run.end.saturating_sub(run.start) as usize,
            RowLines::Each(lines) => lines.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line of a row; nothing beyond the last one.
    pub fn get(&self, row: usize) -> Option<u64> {
        match self {
            RowLines::Run(run) => run.clone().nth(row),
            RowLines::Each(lines) => lines.get(row).copied(),
        }
    }
}

impl ChunkColumn {
    /// In place of a time that is missing.
    pub const NO_TIME: i64 = i64::MIN;

    /// Nothing in so many rows.
    fn missing(rows: usize) -> ChunkColumn {
        ChunkColumn::Texts { dictionary: Interner::default().finish(), codes: Codes::U8(vec![MISSING as u8; rows]) }
    }

    /// How many distinct texts it has, the missing one included; none where it holds times.
    pub(super) fn n_texts(&self) -> usize {
        match self {
            ChunkColumn::Texts { dictionary, .. } => dictionary.len(),
            ChunkColumn::Times { .. } => 0,
        }
    }

    /// The text of a row; a time in ISO 8601, and nothing where it is missing.
    pub(super) fn text(&self, row: usize) -> String {
        match self {
            ChunkColumn::Texts { dictionary, codes } => dictionary.text(codes.get(row)).to_owned(),
            ChunkColumn::Times { micros, .. } if micros[row] == ChunkColumn::NO_TIME => String::new(),
            ChunkColumn::Times { micros, .. } => Timestamp(micros[row]).to_iso(),
        }
    }
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedInChunk {
    /// Line in the source where it starts, from 1.
    pub line: u64,
    /// The column to blame.
    pub column: Option<u32>,
    /// What stands there, shortened.
    pub value: String,
    /// Why.
    pub reason: SkipReason,
}

/// Gathers rows into chunks.
pub struct ChunkWriter<R> {
    receiver: R,
    has_given: bool,
    names: Vec<String>,
    interners: Vec<Interner>,
    codes: Vec<Vec<u32>>,
    lines: Vec<u64>,
    skipped: Vec<SkippedInChunk>,
}

impl<R: Receiver> ChunkWriter<R> {
    /// Gives each chunk to `receiver`.
    pub fn new(receiver: R) -> ChunkWriter<R> {
        ChunkWriter {
            receiver,
            has_given: false,
            names: Vec::new(),
            interners: Vec::new(),
            codes: Vec::new(),
            lines: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Gives away what is left; a table without rows gives one chunk without rows.
    ///
    /// # Errors
    ///
    /// What the receiver says.
    pub fn finish(mut self) -> Result<(), ImportError> {
        self.flush()
    }

    fn flush_if_full(&mut self) -> Result<(), ImportError> {
        if self.lines.len() == CHUNK_ROWS || self.skipped.len() == CHUNK_ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ImportError> {
        // A table without rows has names all the same, and the first reader tells them.
        let is_known = self.has_given || self.receiver.turns().is_shared();
        if is_known && self.lines.is_empty() && self.skipped.is_empty() {
            return Ok(());
        }
        let columns = std::iter::zip(&mut self.interners, &mut self.codes).map(|(interner, codes)| {
            let dictionary = std::mem::take(interner).finish();
            ChunkColumn::Texts { codes: Codes::of(std::mem::take(codes), dictionary.len()), dictionary }
        });
        self.has_given = true;
        self.receiver.take(Chunk {
            names: self.names.clone(),
            columns: columns.collect(),
            lines: RowLines::Each(std::mem::take(&mut self.lines)),
            skipped: std::mem::take(&mut self.skipped),
        })
    }
}

impl<R: Receiver> Rows for ChunkWriter<R> {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.names = names.to_vec();
        self.interners.resize_with(names.len(), Interner::default);
        self.codes.resize_with(names.len(), || vec![MISSING; self.lines.len()]);
        Ok(())
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        for (column, (interner, codes)) in std::iter::zip(&mut self.interners, &mut self.codes).enumerate() {
            codes.push(values.get(column).map_or(MISSING, |value| interner.intern(value)));
        }
        self.lines.push(line);
        self.flush_if_full()
    }

    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        let column = column.map(|column| column as u32);
        self.skipped.push(SkippedInChunk { line, column, value: shorten(value), reason });
        self.flush_if_full()
    }

    fn turns(&self) -> Turns {
        self.receiver.turns()
    }

    fn end_range(&mut self, range: u64, lines: u64) -> Result<u64, ImportError> {
        // What the columns mean is read off the first chunk, which is the same for one reader and for several.
        if !self.turns().is_shared() && !self.has_given {
            return Ok(1);
        }
        self.flush()?;
        Ok(self.receiver.end_range(range, lines))
    }
}

impl Chunk {
    /// The first rows as text: enough to find out what the columns mean.
    pub(super) fn sample(&self) -> Vec<Vec<String>> {
        const ROWS: usize = 1000;
        let rows = self.lines.len().min(ROWS);
        (0..rows).map(|row| self.columns.iter().map(|column| column.text(row)).collect()).collect()
    }

    /// Gives the rows one by one.
    pub(super) fn give(&self, rows: &mut dyn Rows) -> Result<(), ImportError> {
        rows.columns(&self.names)?;
        for (row, line) in (0..self.lines.len()).filter_map(|row| Some((row, self.lines.get(row)?))) {
            let texts: Vec<String> = self.columns.iter().map(|column| column.text(row)).collect();
            let values: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
            rows.row(line, &values)?;
        }
        for skipped in &self.skipped {
            let column = skipped.column.map(|column| column as usize);
            rows.skip(skipped.line, column, skipped.value.as_bytes(), skipped.reason)?;
        }
        Ok(())
    }

    /// The same rows with the columns in the order of `names`, and those that are new at the end.
    pub(super) fn arranged(mut self, names: &[String]) -> Chunk {
        let common = self.names.len().min(names.len());
        if self.names[..common] == names[..common] {
            return self;
        }
        let mut all = names.to_vec();
        let places = self.names.iter().map(|name| {
            let known = names.iter().position(|known| known == name);
            known.unwrap_or_else(|| {
                all.push(name.clone());
                all.len() - 1
            })
        });
        let places: Vec<usize> = places.collect();
        let rows = self.lines.len();
        let mut columns = vec![ChunkColumn::missing(rows); all.len()];
        for (column, &place) in std::iter::zip(self.columns, &places) {
            columns[place] = column;
        }
        for skipped in &mut self.skipped {
            skipped.column = skipped.column.map(|column| places[column as usize] as u32);
        }
        Chunk { names: all, columns, ..self }
    }

    /// The same rows, so many lines further down.
    pub(super) fn moved_down(mut self, lines: u64) -> Chunk {
        match &mut self.lines {
            RowLines::Run(run) => *run = run.start + lines..run.end + lines,
            RowLines::Each(each) => each.iter_mut().for_each(|line| *line += lines),
        }
        self.skipped.iter_mut().for_each(|row| row.line += lines);
        self
    }

    /// The chunk in one buffer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_list(&mut out, &self.names, |out, name| put_text(out, name));
        put_list(&mut out, &self.columns, |out, column| match column {
            ChunkColumn::Texts { dictionary, codes } => {
                out.push(0);
                put_text(out, dictionary.texts());
                put_numbers(out, dictionary.ends().iter().map(|end| end.to_le_bytes()));
                put_codes(out, codes);
            }
            ChunkColumn::Times { micros, are_instants } => {
                out.push(1 + u8::from(*are_instants));
                put_numbers(out, micros.iter().map(|time| time.to_le_bytes()));
            }
        });
        match &self.lines {
            RowLines::Run(run) => {
                out.push(0);
                out.extend_from_slice(&run.start.to_le_bytes());
                out.extend_from_slice(&run.end.to_le_bytes());
            }
            RowLines::Each(lines) => {
                out.push(1);
                put_numbers(&mut out, lines.iter().map(|line| line.to_le_bytes()));
            }
        }
        put_list(&mut out, &self.skipped, |out, row| {
            out.extend_from_slice(&row.line.to_le_bytes());
            out.extend_from_slice(&row.column.unwrap_or(u32::MAX).to_le_bytes());
            put_text(out, &row.value);
            out.push(SkipReason::ALL.iter().position(|&reason| reason == row.reason).unwrap_or_default() as u8);
        });
        out
    }

    /// The chunk that [`Chunk::to_bytes`] wrote; `None` if these bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Chunk> {
        let mut rest = bytes;
        let rest = &mut rest;
        let names = take_list(rest, take_text)?;
        let columns = take_list(rest, |rest| {
            Some(match take_array::<1>(rest)? {
                [0] => ChunkColumn::Texts {
                    dictionary: Dictionary::from_parts(
                        take_text(rest)?,
                        take_numbers(rest)?.iter().map(|&end| u32::from_le_bytes(end)).collect(),
                    )?,
                    codes: take_codes(rest)?,
                },
                [kind] => ChunkColumn::Times {
                    micros: take_numbers(rest)?.iter().map(|&time| i64::from_le_bytes(time)).collect(),
                    are_instants: kind == 2,
                },
            })
        })?;
        let lines = match take_array::<1>(rest)? {
            [0] => RowLines::Run(take_number(rest)?..take_number(rest)?),
            _ => RowLines::Each(take_numbers(rest)?.iter().map(|&line| u64::from_le_bytes(line)).collect()),
        };
        let skipped = take_list(rest, |rest| {
            Some(SkippedInChunk {
                line: take_number(rest)?,
                column: take_array(rest)
                    .map(u32::from_le_bytes)
                    .map(|column| (column != u32::MAX).then_some(column))?,
                value: take_text(rest)?,
                reason: *SkipReason::ALL.get(usize::from(take_array::<1>(rest)?[0]))?,
            })
        })?;
        let fits = |column: &ChunkColumn| match column {
            ChunkColumn::Texts { dictionary, codes } => codes.len() == lines.len() && codes.are_below(dictionary.len()),
            ChunkColumn::Times { micros, .. } => micros.len() == lines.len(),
        };
        columns.iter().all(fits).then_some(Chunk { names, columns, lines, skipped })
    }
}

/// Writes codes: the bytes that each takes, and all of them.
fn put_codes(out: &mut Vec<u8>, codes: &Codes) {
    match codes {
        Codes::U8(codes) => {
            out.push(1);
            put_bytes(out, codes);
        }
        Codes::U16(codes) => {
            out.push(2);
            put_numbers(out, codes.iter().map(|code| code.to_le_bytes()));
        }
        Codes::U32(codes) => {
            out.push(4);
            put_numbers(out, codes.iter().map(|code| code.to_le_bytes()));
        }
    }
}

fn take_codes(rest: &mut &[u8]) -> Option<Codes> {
    Some(match take_array::<1>(rest)? {
        [1] => Codes::U8(take_bytes(rest)?.to_vec()),
        [2] => Codes::U16(take_numbers(rest)?.iter().map(|&code| u16::from_le_bytes(code)).collect()),
        _ => Codes::U32(take_numbers(rest)?.iter().map(|&code| u32::from_le_bytes(code)).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_travel_in_a_buffer_and_columns_may_come_late() {
        let mut chunks = Vec::new();
        let mut writer = ChunkWriter::new(|chunk| {
            chunks.push(chunk);
            Ok(())
        });
        let names = ["who", "what", "later"].map(str::to_owned);
        let rows = CHUNK_ROWS as u64 + 5;
        writer.columns(&names[..2]).expect("columns");
        for line in 1..=rows {
            if line == rows {
                writer.columns(&names).expect("columns");
            }
            writer.row(line, &[format!("u{line}").as_bytes(), b"see", b"new"]).expect("a row");
        }
        writer.skip(rows + 1, Some(1), b"broken", SkipReason::TooLong).expect("a row");
        writer.finish().expect("the end");
        let last = Chunk::from_bytes(&chunks[1].to_bytes()).expect("a chunk");
        assert_eq!((chunks[0].lines.len(), last.lines.len(), last.names.as_slice()), (CHUNK_ROWS, 5, names.as_slice()));
        let text = |column: usize, row: usize| match &last.columns[column] {
            ChunkColumn::Texts { dictionary, codes } => dictionary.text(codes.get(row)),
            ChunkColumn::Times { .. } => unreachable!(),
        };
        assert_eq!([text(0, 4), text(1, 4), text(2, 3), text(2, 4)], [&format!("u{rows}"), "see", "", "new"]);
        assert_eq!(last.skipped, chunks[1].skipped);
        assert!(Chunk::from_bytes(&chunks[1].to_bytes()[..100]).is_none());
    }
}
