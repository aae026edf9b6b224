//! Rows from readers of other formats: [`Chunk`] by [`Chunk`]. Each distinct text of a chunk is looked at once.

use std::{borrow::Cow, ops::Range};

use super::Gather;
use crate::{
    event_log::{Interner, MISSING},
    import::{
        SkippedRow,
        chunk::{Chunk, ChunkColumn},
        formula::without_apostrophe,
        timestamp::{Parsed, TimestampParser},
    },
};

/// No code yet.
const UNSEEN: u32 = u32::MAX;

impl Gather {
    /// The rows of a chunk that are wanted, and those among its skipped ones: both stand in it in the order of lines.
    fn wanted_of_chunk(&mut self, chunk: &Chunk) -> [Range<usize>; 2] {
        let (rows, skipped) = (&chunk.lines, &chunk.skipped);
        if self.range.is_all() {
            return [0..rows.len(), 0..skipped.len()];
        }
        let wanted = self.wanted(rows.len() + skipped.len());
        let places = [wanted.start, wanted.end].map(|place| {
            let (mut row, mut skip) = (0, 0);
            while row + skip < place {
                if skipped.get(skip).is_none_or(|skip| rows.get(row).is_some_and(|line| *line <= skip.line)) {
                    row += 1;
                } else {
                    skip += 1;
                }
            }
            (row, skip)
        });
        let [start, end] = places;
        [start.0..end.0, start.1..end.1]
    }

    /// Takes the rows of a chunk.
    pub fn take_chunk(&mut self, chunk: &Chunk) {
        if chunk.names.len() > self.plan.names.len() {
            self.plan.names = chunk.names.clone();
            self.add_columns();
        }
        let [wanted, wanted_skipped] = self.wanted_of_chunk(chunk);
        for row in &chunk.skipped[wanted_skipped] {
            self.rows += 1;
            self.skipped.add(SkippedRow {
                source: self.source_name.clone(),
                line: row.line,
                column: row.column.and_then(|column| self.plan.names.get(column as usize).cloned()),
                value: Some(row.value.clone()),
                reason: row.reason,
            });
        }
        let mut times = TimesOfChunk::new(chunk.columns.get(self.timestamp));
        let text = |column: usize, row: usize| match chunk.columns.get(column) {
            Some(ChunkColumn::Texts { dictionary, codes }) => dictionary.text(codes[row]).as_bytes(),
            _ => b"",
        };
        let Range { start: mut next, end } = wanted;
        let mut kept = Vec::with_capacity(chunk.lines.len());
        // The code here of each code there.
        let mut codes: Vec<Vec<u32>> = chunk.columns.iter().map(|column| vec![UNSEEN; column.n_texts()]).collect();
        while next < end {
            if self.room() == 0 {
                self.end_chunk();
            }
            kept.clear();
            while next < end && self.room() > 0 {
                let line = chunk.lines[next];
                let parsed = times.parse(next, &mut self.parser);
                let is_kept = self.take_parsed(
                    line,
                    [self.customer, self.touchpoint].map(|column| text(column, next)),
                    |column| text(column, next),
                    parsed,
                    || times.text(next),
                );
                if is_kept {
                    kept.push(next);
                }
                next += 1;
            }
            let code_of = |interner: &mut Interner, column: usize, known: &mut Vec<u32>, row: usize| match &chunk
                .columns[column]
            {
                ChunkColumn::Texts { dictionary, codes } => {
                    let known = &mut known[codes[row] as usize];
                    if *known == UNSEEN {
                        *known = interner.intern(without_apostrophe(dictionary.text(codes[row]).as_bytes()));
                    }
                    *known
                }
                ChunkColumn::Times { .. } => interner.intern(chunk.columns[column].text(row).as_bytes()),
            };
            if let (Some(customers), Some(known)) = (self.customer_chunks.last_mut(), codes.get_mut(self.customer)) {
                customers.extend(kept.iter().map(|&row| code_of(&mut self.customers, self.customer, known, row)));
            }
            for (index, column) in &mut self.others {
                let Some(column) = column else { continue };
                match codes.get_mut(*index) {
                    Some(known) => {
                        for &row in &kept {
                            column.push_by(|interner| code_of(interner, *index, known, row));
                        }
                    }
                    None => kept.iter().for_each(|_| column.push_by(|_| MISSING)),
                }
            }
        }
    }
}

/// The times of a chunk; each distinct text is read once.
struct TimesOfChunk<'a> {
    column: Option<&'a ChunkColumn>,
    parsed: Vec<Option<Option<Parsed>>>,
}

impl<'a> TimesOfChunk<'a> {
    fn new(column: Option<&'a ChunkColumn>) -> TimesOfChunk<'a> {
        TimesOfChunk { column, parsed: vec![None; column.map_or(0, ChunkColumn::n_texts)] }
    }

    fn parse(&mut self, row: usize, parser: &mut TimestampParser) -> Option<Parsed> {
        match self.column? {
            ChunkColumn::Texts { dictionary, codes } => {
                let code = codes[row];
                *self.parsed[code as usize].get_or_insert_with(|| parser.parse(dictionary.text(code).as_bytes()))
            }
            ChunkColumn::Times { micros, are_instants } => (micros[row] != ChunkColumn::NO_TIME).then_some(Parsed {
                micros: micros[row],
                is_instant: *are_instants,
                ambiguous: false,
            }),
        }
    }

    fn text(&self, row: usize) -> Cow<'a, [u8]> {
        match self.column {
            Some(ChunkColumn::Texts { dictionary, codes }) => dictionary.text(codes[row]).as_bytes().into(),
            Some(times) => times.text(row).into_bytes().into(),
            None => b"".into(),
        }
    }
}
