//! Values of a column as they arrive → dictionary codes, in chunks.
//!
//! # Why chunks
//!
//! One growing vector would need, at the moment it doubles, three times its size. Chunks of a fixed number of rows
//! are never moved, and are given back one by one while the sorted column is written.

use std::rc::Rc;

use super::{formula::without_apostrophe, rows::LineTable};
use crate::event_log::{Codes, Column, Dictionary, Interner, MISSING};

/// Rows in a chunk.
pub(super) const CHUNK_ROWS: usize = 1 << 14;

/// A column with more distinct values than this is kept only if it has a role.
const MAX_DISTINCT: usize = 1 << 20;

/// A column while it is read.
#[derive(Debug, Default)]
pub(super) struct ColumnBuilder {
    interner: Interner,
    full: Vec<Codes>,
    current: Chunk,
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
        self.push_by(|interner| interner.intern(without_apostrophe(value)));
    }

    /// Adds the value of the next row, whose code `code` finds.
    #[inline(always)]
    pub fn push_by(&mut self, code: impl FnOnce(&mut Interner) -> u32) {
        let code = code(&mut self.interner);
        match &mut self.current {
            Chunk::Narrow(codes) if code <= u32::from(u8::MAX) => codes.push(code as u8),
            Chunk::Middle(codes) if code <= u32::from(u16::MAX) => codes.push(code as u16),
            Chunk::Wide(codes) => codes.push(code),
            _ => self.widen(code),
        }
    }

    /// Adds a column's values in these lines of a table.
    #[inline(never)]
    pub fn extend(&mut self, table: &LineTable<'_>, lines: &[usize], column: usize) {
        for &line in lines {
            self.push(table.field(line, column));
        }
    }

    #[cold]
    fn widen(&mut self, code: u32) {
        let mut wide: Vec<u32> = match &self.current {
            Chunk::Narrow(codes) => codes.iter().map(|&code| code.into()).collect(),
            Chunk::Middle(codes) => codes.iter().map(|&code| code.into()).collect(),
            Chunk::Wide(codes) => codes.clone(),
        };
        wide.push(code);
        self.current = if code <= u32::from(u16::MAX) {
            Chunk::Middle(wide.iter().map(|&code| code as u16).collect())
        } else {
            Chunk::Wide(wide)
        };
    }

    /// Bytes that the codes so far take each.
    pub fn code_bytes(&self) -> usize {
        match self.interner.len() {
            0..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        }
    }

    /// Closes the chunk at hand; called for all columns at the same row.
    pub fn end_chunk(&mut self) {
        let (full, next) = match std::mem::take(&mut self.current) {
            Chunk::Narrow(codes) => (Codes::U8(codes), Chunk::Narrow(Vec::with_capacity(CHUNK_ROWS))),
            Chunk::Middle(codes) => (Codes::U16(codes), Chunk::Middle(Vec::with_capacity(CHUNK_ROWS))),
            Chunk::Wide(codes) => (Codes::U32(codes), Chunk::Wide(Vec::with_capacity(CHUNK_ROWS))),
        };
        self.full.push(full);
        self.current = next;
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        let current = match &self.current {
            Chunk::Narrow(codes) => codes.len(),
            Chunk::Middle(codes) => codes.len(),
            Chunk::Wide(codes) => codes.len(),
        };
        self.full.iter().map(Codes::len).sum::<usize>() + current
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
        let recoded = |chunk: Codes| (0..chunk.len()).map(|row| codes[chunk.get(row) as usize]).collect();
        column.full = self.full.into_iter().map(|chunk| Codes::U32(recoded(chunk))).collect();
        column
    }

    /// The code of each row so far.
    pub fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        let current: Box<dyn Iterator<Item = u32>> = match &self.current {
            Chunk::Narrow(codes) => Box::new(codes.iter().map(|&code| code.into())),
            Chunk::Middle(codes) => Box::new(codes.iter().map(|&code| code.into())),
            Chunk::Wide(codes) => Box::new(codes.iter().copied()),
        };
        self.full.iter().flat_map(|codes| (0..codes.len()).map(|row| codes.get(row))).chain(current)
    }

    /// Adds all rows of another column behind its own.
    pub fn append(&mut self, mut other: ColumnBuilder) {
        self.end_chunk();
        other.end_chunk();
        let new: Vec<u32> =
            (0..other.interner.len() as u32).map(|code| self.interner.intern(other.interner.text(code))).collect();
        for chunk in other.full {
            let codes: Vec<u32> = (0..chunk.len()).map(|row| new[chunk.get(row) as usize]).collect();
            self.full.push(Codes::U32(codes));
        }
    }

    /// Adds rows without a value behind its own.
    pub fn append_missing(&mut self, rows: usize) {
        self.end_chunk();
        self.full.push(Codes::U8(vec![MISSING as u8; rows]));
    }

    /// Distinct values so far, the missing one not counted.
    pub fn distinct(&self) -> usize {
        self.interner.len() - 1
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
        let codes = match self.interner.len() {
            0..=0x100 => Codes::U8(scatter(self.full, destinations, |code| code as u8)),
            0x101..=0x1_0000 => Codes::U16(scatter(self.full, destinations, |code| code as u16)),
            _ => Codes::U32(scatter(self.full, destinations, |code| code)),
        };
        Column { name, dictionary: Rc::new(self.interner.finish()), codes }
    }
}

/// Writes each row's code to its place, giving back the chunks on the way.
fn scatter<C: Copy + Default>(chunks: Vec<Codes>, destinations: &[u32], narrow: impl Fn(u32) -> C) -> Vec<C> {
    let mut sorted = vec![C::default(); destinations.len()];
    let mut rest = destinations;
    for chunk in chunks {
        let (rows, after) = rest.split_at(chunk.len());
        rest = after;
        match chunk {
            Codes::U8(codes) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code.into()))),
            Codes::U16(codes) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code.into()))),
            Codes::U32(codes) => write(&mut sorted, rows, codes.iter().map(|&code| narrow(code))),
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
