//! Values of a column as they arrive → dictionary codes, in chunks.
//!
//! # Why chunks
//!
//! One growing vector would need, at the moment it doubles, three times its size. Chunks of a fixed number of rows
//! are never moved, and are given back one by one while the sorted column is written.

use std::rc::Rc;

use super::{
    formula::without_apostrophe,
    part::{PartCodes, PartColumn},
    rows::LineTable,
    wire::{append, put_bytes, put_length, put_numbers},
};
use crate::event_log::{Codes, Column, Dictionary, Interner, MISSING};

/// Rows in a chunk.
pub(super) const CHUNK_ROWS: usize = 1 << 14;

/// A column with more distinct values than this is kept only if it has a role.
const MAX_DISTINCT: usize = 1 << 20;

/// A column while it is read.
#[derive(Debug, Default)]
pub(super) struct ColumnBuilder {
    interner: Interner,
    full: Vec<FullChunk>,
    current: Chunk,
    readers: Readers,
}

/// A chunk with all its rows.
#[derive(Debug)]
struct FullChunk {
    codes: Codes,
    /// Whose codes they are, where they are not the column's own.
    reader: Option<usize>,
}

impl From<Codes> for FullChunk {
    fn from(codes: Codes) -> FullChunk {
        FullChunk { codes, reader: None }
    }
}

/// The chunk that is being filled: one byte per row for as long as that is enough.
#[derive(Debug)]
enum Chunk {
    Narrow(Vec<u8>),
    Middle(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for Chunk {
    fn default() -> Self {
        Chunk::Narrow(Vec::new())
    }
}

impl ColumnBuilder {
    /// A column that had no value in the rows of these chunks, the last of which is not full yet.
    pub fn after_missing(chunks: impl Iterator<Item = usize>) -> ColumnBuilder {
        let mut column = ColumnBuilder::default();
        let mut chunks = chunks.peekable();
        while let Some(rows) = chunks.next() {
            column.current = Chunk::Narrow(vec![MISSING as u8; rows]);
            if chunks.peek().is_some() {
                column.end_chunk();
            }
        }
        column
    }

    /// Adds the value of the next row.
    #[inline(always)]
    pub fn push(&mut self, value: &[u8]) {
        let code = self.interner.intern(without_apostrophe(value));
        match &mut self.current {
            Chunk::Narrow(codes) if code <= u32::from(u8::MAX) => codes.push(code as u8),
            Chunk::Middle(codes) if code <= u32::from(u16::MAX) => codes.push(code as u16),
            Chunk::Wide(codes) => codes.push(code),
            _ => self.extend_by(&[code]),
        }
    }

    /// Adds the values of the next rows, whose codes `find` finds.
    pub fn extend_codes(&mut self, find: impl FnOnce(&mut Interner) -> Vec<u32>) {
        let codes = find(&mut self.interner);
        self.extend_by(&codes);
    }

    #[inline(never)]
    fn extend_by(&mut self, codes: &[u32]) {
        let largest = codes.iter().copied().max().unwrap_or_default();
        match &self.current {
            Chunk::Narrow(own) if largest > u32::from(u8::MAX) => {
                self.current = match largest > u32::from(u16::MAX) {
                    true => Chunk::Wide(own.iter().map(|&code| code.into()).collect()),
                    false => Chunk::Middle(own.iter().map(|&code| code.into()).collect()),
                };
            }
            Chunk::Middle(own) if largest > u32::from(u16::MAX) => {
                self.current = Chunk::Wide(own.iter().map(|&code| code.into()).collect());
            }
            _ => {}
        }
        match &mut self.current {
            Chunk::Narrow(own) => own.extend(codes.iter().map(|&code| code as u8)),
            Chunk::Middle(own) => own.extend(codes.iter().map(|&code| code as u16)),
            Chunk::Wide(own) => own.extend_from_slice(codes),
        }
    }

    /// Adds a column's values in these lines of a table.
    #[inline(never)]
    pub fn extend(&mut self, table: &LineTable<'_>, lines: &[usize], column: usize) {
        for &line in lines {
            self.push(table.field(line, column));
        }
    }

    /// Adds the rows of a part as a chunk; the one at hand is empty.
    pub fn push_part(&mut self, reader: usize, part: &PartColumn<'_>) {
        self.readers.learn(reader, part, &mut self.interner);
        let codes = match part.codes {
            PartCodes::U8(codes) => Codes::U8(codes.to_vec()),
            PartCodes::U16(codes) => Codes::U16(codes.iter().map(|&code| u16::from_le_bytes(code)).collect()),
            PartCodes::U32(codes) => Codes::U32(codes.iter().map(|&code| u32::from_le_bytes(code)).collect()),
        };
        self.full.push(FullChunk { codes, reader: Some(reader) });
    }

    /// Writes all rows, and the texts that are new since so many were `given`; the rows are given back, the texts stay.
    pub fn take_out(&mut self, given: &mut usize, out: &mut Vec<u8>) {
        self.end_chunk();
        self.current = Chunk::default();
        let width = self.code_bytes() as u8;
        put_column(&self.interner, given, width, out, std::mem::take(&mut self.full).iter().map(|chunk| &chunk.codes));
    }

    /// Closes the chunk at hand; called for all columns at the same row.
    pub fn end_chunk(&mut self) {
        let (full, next) = match std::mem::take(&mut self.current) {
            Chunk::Narrow(codes) => (Codes::U8(codes), Chunk::Narrow(Vec::with_capacity(CHUNK_ROWS))),
            Chunk::Middle(codes) => (Codes::U16(codes), Chunk::Middle(Vec::with_capacity(CHUNK_ROWS))),
            Chunk::Wide(codes) => (Codes::U32(codes), Chunk::Wide(Vec::with_capacity(CHUNK_ROWS))),
        };
        self.current = next;
        if !full.is_empty() {
            self.full.push(full.into());
        }
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        let current = match &self.current {
            Chunk::Narrow(codes) => codes.len(),
            Chunk::Middle(codes) => codes.len(),
            Chunk::Wide(codes) => codes.len(),
        };
        self.full.iter().map(|chunk| chunk.codes.len()).sum::<usize>() + current
    }

    /// The finished texts by code.
    pub fn dictionary(&self) -> Dictionary {
        self.interner.clone().finish()
    }

    /// The values by code.
    pub fn interner(&self) -> &Interner {
        &self.interner
    }

    /// The distinct values that are texts, the missing one left out.
    pub fn texts(&self) -> impl Iterator<Item = &str> + '_ {
        (1..self.interner.len() as u32).filter_map(|code| std::str::from_utf8(self.interner.text(code)).ok())
    }

    /// The column with other texts in place of its own, where `text` gives one.
    pub fn rewritten(mut self, text: impl Fn(&str) -> Option<String>) -> ColumnBuilder {
        self.end_chunk();
        let mut column = ColumnBuilder::default();
        let codes: Vec<u32> = (0..self.interner.len() as u32)
            .map(|code| {
                let own = self.interner.text(code);
                let new = std::str::from_utf8(own).ok().and_then(&text);
                column.interner.intern(new.as_deref().map_or(own, str::as_bytes))
            })
            .collect();
        let full = std::mem::take(&mut self.full);
        column.full = full.into_iter().map(|chunk| self.recoded(&chunk, &codes)).collect();
        column
    }

    /// The code of each row so far.
    pub fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        let current: Box<dyn Iterator<Item = u32>> = match &self.current {
            Chunk::Narrow(codes) => Box::new(codes.iter().map(|&code| code.into())),
            Chunk::Middle(codes) => Box::new(codes.iter().map(|&code| code.into())),
            Chunk::Wide(codes) => Box::new(codes.iter().copied()),
        };
        let full = self.full.iter().flat_map(|chunk| {
            let here = self.readers.codes(chunk.reader);
            (0..chunk.codes.len()).map(move |row| code_here(chunk.codes.get(row), here))
        });
        full.chain(current)
    }

    /// A chunk with `codes` in place of its own.
    fn recoded(&self, chunk: &FullChunk, codes: &[u32]) -> FullChunk {
        let here = self.readers.codes(chunk.reader);
        let rows = 0..chunk.codes.len();
        Codes::U32(rows.map(|row| codes[code_here(chunk.codes.get(row), here) as usize]).collect()).into()
    }

    /// Adds all rows of another column behind its own.
    pub fn append(&mut self, mut other: ColumnBuilder) {
        self.end_chunk();
        other.end_chunk();
        let new: Vec<u32> =
            (0..other.interner.len() as u32).map(|code| self.interner.intern(other.interner.text(code))).collect();
        for chunk in std::mem::take(&mut other.full) {
            self.full.push(other.recoded(&chunk, &new));
        }
    }

    /// Adds rows without a value behind its own.
    pub fn append_missing(&mut self, rows: usize) {
        self.end_chunk();
        self.full.push(Codes::U8(vec![MISSING as u8; rows]).into());
    }

    /// Distinct values so far, the missing one not counted.
    pub fn distinct(&self) -> usize {
        self.interner.len() - 1
    }

    /// Bytes that the codes so far take each.
    pub fn code_bytes(&self) -> usize {
        match self.interner.len() {
            0..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        }
    }

    /// Bytes that the dictionary holds.
    pub fn dictionary_bytes(&self) -> usize {
        self.interner.memory()
    }

    /// Whether it has more distinct values than a column without a role may have.
    pub fn is_too_varied(&self) -> bool {
        self.distinct() > MAX_DISTINCT
    }

    /// Whether a value was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.interner.has_broken_text()
    }

    /// The column in the order of events: the value of row `r` goes to `destinations[r]`.
    pub fn finish(mut self, name: String, destinations: &[u32]) -> Column {
        self.end_chunk();
        self.current = Chunk::default();
        let (full, readers) = (self.full, self.readers);
        let codes = match self.interner.len() {
            0..=0x100 => Codes::U8(scatter(full, &readers, destinations, |code| code as u8)),
            0x101..=0x1_0000 => Codes::U16(scatter(full, &readers, destinations, |code| code as u16)),
            _ => Codes::U32(scatter(full, &readers, destinations, |code| code)),
        };
        Column { name, dictionary: Rc::new(self.interner.finish()), codes }
    }
}

/// Writes each row's code to its place, giving back the chunks on the way.
fn scatter<C: Copy + Default>(
    chunks: Vec<FullChunk>,
    readers: &Readers,
    destinations: &[u32],
    narrow: impl Fn(u32) -> C,
) -> Vec<C> {
    let mut sorted = vec![C::default(); destinations.len()];
    let mut rest = destinations;
    for FullChunk { codes, reader } in chunks {
        let (rows, after) = rest.split_at(codes.len());
        rest = after;
        match (codes, readers.codes(reader)) {
            (Codes::U8(codes), None) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code.into()))),
            (Codes::U16(codes), None) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code.into()))),
            (Codes::U32(codes), None) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code))),
            (Codes::U8(codes), Some(here)) => {
                write(&mut sorted, rows, codes.iter().map(|&code| narrow(here[usize::from(code)])));
            }
            (Codes::U16(codes), Some(here)) => {
                write(&mut sorted, rows, codes.iter().map(|&code| narrow(here[usize::from(code)])));
            }
            (Codes::U32(codes), Some(here)) => {
                write(&mut sorted, rows, codes.iter().map(|&code| narrow(here[code as usize])));
            }
        }
    }
    sorted
}

/// One chunk by one call: so that the browser goes over to its fast code after the first chunks, not after the last.
#[inline(never)]
fn write<C>(sorted: &mut [C], rows: &[u32], codes: impl Iterator<Item = C>) {
    for (&row, code) in rows.iter().zip(codes) {
        sorted[row as usize] = code;
    }
}

/// What the codes of the readers of parts are here: for each reader, the code of each of its texts.
#[derive(Debug, Default)]
pub(super) struct Readers(Vec<Vec<u32>>);

impl Readers {
    /// Adds the texts that are new in a part; gives all codes of its reader.
    pub fn learn(&mut self, reader: usize, part: &PartColumn<'_>, interner: &mut Interner) -> &[u32] {
        if self.0.len() <= reader {
            self.0.resize(reader + 1, Vec::new());
        }
        let codes = &mut self.0[reader];
        codes.reserve(part.ends.len());
        let mut start = 0;
        for &end in part.ends {
            let end = u32::from_le_bytes(end) as usize;
            codes.push(interner.intern(&part.texts[start..end]));
            start = end;
        }
        codes
    }

    /// The codes here of a reader's texts.
    fn codes(&self, reader: Option<usize>) -> Option<&[u32]> {
        self.0.get(reader?).map(Vec::as_slice)
    }
}

/// What a code of a reader is here; without a reader it is that already.
fn code_here(code: u32, here: Option<&[u32]>) -> u32 {
    here.map_or(code, |here| here[code as usize])
}

/// Adds the codes of a part, as they are here.
pub(super) fn recode(part: PartCodes<'_>, here: &[u32], codes: &mut Vec<u32>) {
    match part {
        PartCodes::U8(part) => codes.extend(part.iter().map(|&code| here[usize::from(code)])),
        PartCodes::U16(part) => codes.extend(part.iter().map(|&code| here[usize::from(u16::from_le_bytes(code))])),
        PartCodes::U32(part) => codes.extend(part.iter().map(|&code| here[u32::from_le_bytes(code) as usize])),
    }
}

/// Writes a column of a part: the width of its codes in bytes, which all fit, the texts that are new since so many were
/// `given`, and the codes.
pub(super) fn put_column<'a>(
    interner: &Interner,
    given: &mut usize,
    width: u8,
    out: &mut Vec<u8>,
    chunks: impl Iterator<Item = &'a Codes> + Clone,
) {
    out.push(width);
    let (texts, ends) = interner.texts_from(*given);
    *given = interner.len();
    put_bytes(out, texts);
    put_numbers(out, ends.map(u32::to_le_bytes));
    put_length(out, chunks.clone().map(Codes::len).sum());
    for chunk in chunks {
        match (width, chunk) {
            (1, Codes::U8(codes)) => out.extend_from_slice(codes),
            (2, Codes::U8(codes)) => append(out, codes.iter().map(|&code| u16::from(code).to_le_bytes())),
            (2, Codes::U16(codes)) => append(out, codes.iter().map(|&code| code.to_le_bytes())),
            (_, Codes::U8(codes)) => append(out, codes.iter().map(|&code| u32::from(code).to_le_bytes())),
            (_, Codes::U16(codes)) => append(out, codes.iter().map(|&code| u32::from(code).to_le_bytes())),
            (_, Codes::U32(codes)) => append(out, codes.iter().map(|&code| code.to_le_bytes())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_widen_as_values_come() {
        let mut column = ColumnBuilder::default();
        let n_rows = 3 * CHUNK_ROWS + 17;
        for row in 0..n_rows {
            if row > 0 && row % CHUNK_ROWS == 0 {
                column.end_chunk();
            }
            column.push(format!("v{}", row * row % 70_001).as_bytes());
        }
        // Backwards, to see that destinations count.
        let destinations: Vec<u32> = (0..n_rows as u32).rev().collect();
        let column = column.finish("x".to_owned(), &destinations);
        for row in (0..n_rows).step_by(997) {
            assert_eq!(column.text(n_rows - 1 - row), format!("v{}", row * row % 70_001));
        }
    }
}
