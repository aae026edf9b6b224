//! Rows from readers of other formats: [`Chunk`] by [`Chunk`]. Each distinct text of a chunk is looked at once.

use std::{borrow::Cow, iter::Peekable, ops::Range};

use super::{Gather, is_missing};
use crate::{
    event_log::{Codes, Interner, MISSING},
    import::{
        SkippedRow,
        chunk::{Chunk, ChunkColumn, SkippedInChunk},
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
                if skipped.get(skip).is_none_or(|skip| rows.get(row).is_some_and(|line| line <= skip.line)) {
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
        let mut skipped = chunk.skipped[wanted_skipped].iter().peekable();
        let mut times = TimesOfChunk::new(chunk.columns.get(self.timestamp));
        let Range { start: mut next, end } = wanted;
        let mut kept = Vec::with_capacity(chunk.lines.len());
        // The code here of each code there.
        let mut known: Vec<Vec<u32>> = chunk.columns.iter().map(|column| vec![UNSEEN; column.n_texts()]).collect();
        while next < end {
            if self.room() == 0 {
                self.end_chunk();
            }
            kept.clear();
            next = self.take_times_of_chunk(chunk, &mut skipped, &mut times, next..end, &mut kept);
            let (column, known_customers) = (chunk.columns.get(self.customer), known.get_mut(self.customer));
            if let (Some(customers), Some(column), Some(known)) =
                (self.customer_chunks.last_mut(), column, known_customers)
            {
                customers.extend(codes_here(&mut self.customers, column, &kept, known));
            }
            for (index, builder) in &mut self.others {
                let Some(builder) = builder else { continue };
                builder.extend_codes(|interner| match (chunk.columns.get(*index), known.get_mut(*index)) {
                    (Some(column), Some(known)) => codes_here(interner, column, &kept, known),
                    _ => vec![MISSING; kept.len()],
                });
            }
        }
        skipped.for_each(|row| self.note_skipped(row));
    }

    /// Notes a row that could not be read.
    fn note_skipped(&mut self, row: &SkippedInChunk) {
        self.rows += 1;
        self.skipped.add(SkippedRow {
            source: self.source_name.clone(),
            line: row.line,
            column: row.column.and_then(|column| self.plan.names.get(column as usize).cloned()),
            value: Some(row.value.clone()),
            reason: row.reason,
        });
    }

    /// Takes the times of these rows, as many as there is room for, and notes which rows are kept, and what was `skipped`
    /// before them.
    /// Returns the row to go on with.
    #[inline(never)]
    fn take_times_of_chunk(
        &mut self,
        chunk: &Chunk,
        skipped: &mut Peekable<std::slice::Iter<'_, SkippedInChunk>>,
        times: &mut TimesOfChunk<'_>,
        rows: Range<usize>,
        kept: &mut Vec<usize>,
    ) -> usize {
        let mut room = self.room();
        let text = |column: usize, row: usize| match chunk.columns.get(column) {
            Some(ChunkColumn::Texts { dictionary, codes }) => dictionary.text(codes.get(row)).as_bytes(),
            _ => b"",
        };
        let lacking = [self.customer, self.touchpoint].map(|column| Lacking::of(chunk.columns.get(column)));
        for row in rows.clone() {
            if room == 0 {
                return row;
            }
            let line = chunk.lines.get(row).unwrap_or_default();
            // Whoever skips a row, they are listed in the order of the source.
            while let Some(before) = skipped.next_if(|skipped| skipped.line < line) {
                self.note_skipped(before);
            }
            let parsed = times.parse(row, &mut self.parser);
            let is_kept = self.take_parsed(
                line,
                lacking.each_ref().map(|lacking| lacking.is_in(row)),
                |column| text(column, row),
                parsed,
                || times.text(row),
            );
            if is_kept {
                kept.push(row);
                room -= 1;
            }
        }
        rows.end
    }
}

/// Which rows have nothing in a column.
enum Lacking<'a> {
    /// All: it is no column of texts.
    All,
    /// Those with such codes.
    Rows { codes: &'a Codes, are_missing: Vec<bool> },
}

impl<'a> Lacking<'a> {
    fn of(column: Option<&'a ChunkColumn>) -> Lacking<'a> {
        let Some(ChunkColumn::Texts { dictionary, codes }) = column else { return Lacking::All };
        let are_missing = (0..dictionary.len() as u32).map(|code| is_missing(dictionary.text(code).as_bytes()));
        Lacking::Rows { codes, are_missing: are_missing.collect() }
    }

    #[inline]
    fn is_in(&self, row: usize) -> bool {
        match self {
            Lacking::All => true,
            Lacking::Rows { codes, are_missing } => are_missing[codes.get(row) as usize],
        }
    }
}

/// The codes of a column's texts in these rows, as they are here; `known` are those that were found already.
#[inline(never)]
fn codes_here(interner: &mut Interner, column: &ChunkColumn, rows: &[usize], known: &mut [u32]) -> Vec<u32> {
    let ChunkColumn::Texts { dictionary, codes } = column else {
        return rows.iter().map(|&row| interner.intern(column.text(row).as_bytes())).collect();
    };
    let mut code_here = |code: u32| {
        let known = &mut known[code as usize];
        if *known == UNSEEN {
            *known = interner.intern(without_apostrophe(dictionary.text(code).as_bytes()));
        }
        *known
    };
    match codes {
        Codes::U8(codes) => rows.iter().map(|&row| code_here(codes[row].into())).collect(),
        Codes::U16(codes) => rows.iter().map(|&row| code_here(codes[row].into())).collect(),
        Codes::U32(codes) => rows.iter().map(|&row| code_here(codes[row])).collect(),
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
                let code = codes.get(row);
                let known = &mut self.parsed[code as usize];
                // What could be read in two ways may be clear by now.
                if known.is_none_or(|parsed| parsed.is_some_and(|parsed| parsed.ambiguous)) {
                    *known = Some(parser.parse(dictionary.text(code).as_bytes()));
                }
                known.flatten()
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
            Some(ChunkColumn::Texts { dictionary, codes }) => dictionary.text(codes.get(row)).as_bytes().into(),
            Some(times) => times.text(row).into_bytes().into(),
            None => b"".into(),
        }
    }
}
