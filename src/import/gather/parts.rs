//! Rows for somebody else, and rows from somebody else: the two ends of [`Part`].

use super::{CHUNK_ROWS, Gather};
use crate::{
    event_log::Codes,
    import::{
        columns::{put_column, recode},
        part::{Part, put_skipped},
        wire::{put_bytes, put_length, put_numbers},
    },
};

impl Gather {
    /// Gives back the rows so far: from now on it gathers for somebody else, who decides which columns are kept.
    pub fn forget_rows(&mut self) {
        self.order_in_head = Some(self.parser.order());
        self.customer_chunks = vec![Vec::new()];
        self.take_out(&mut Vec::new(), &mut Vec::new());
        self.ambiguous = vec![Vec::new()];
    }

    /// Whether the rows at hand may mean something else, or fill the memory, with those before them.
    pub fn depends_on_rows_before(&self) -> bool {
        self.order_in_head != Some(self.parser.order())
            || self.ambiguous.iter().any(|rows| !rows.is_empty())
            || self.is_heavy()
    }

    /// Writes all rows, and the texts that are new since so many were `given` of each column; the texts stay.
    pub fn take_out(&mut self, given: &mut Vec<usize>, out: &mut Vec<u8>) {
        given.resize(1 + self.others.len(), 0);
        out.extend_from_slice(&std::mem::take(&mut self.rows).to_le_bytes());
        out.extend_from_slice(&std::mem::take(&mut self.instants).to_le_bytes());
        let example = std::mem::take(&mut self.timestamp_example);
        put_bytes(out, &example);
        put_skipped(out, std::mem::take(&mut self.skipped));
        let times = std::mem::replace(&mut self.time_chunks, vec![Vec::new()]).concat();
        put_numbers(out, times.iter().map(|time| time.to_le_bytes()));
        out.push(u8::from(self.line_chunks.is_some()));
        if let Some(lines) = &mut self.line_chunks {
            let lines = std::mem::replace(lines, vec![Vec::new()]).concat();
            put_numbers(out, lines.iter().map(|line| line.to_le_bytes()));
        }
        put_length(out, given.len());
        let customers = std::mem::replace(&mut self.customer_chunks, vec![Vec::new()]);
        let customers: Vec<Codes> = customers.into_iter().map(Codes::U32).collect();
        put_column(&self.customers, &mut given[0], 4, out, customers.iter());
        for ((_, column), given) in self.others.iter_mut().zip(&mut given[1..]) {
            match column {
                Some(builder) => builder.take_out(given, out),
                None => out.push(0),
            }
        }
    }

    /// Takes the rows of a part from one of the readers; `false`, and nothing is taken, where that does not go together.
    pub fn take_part(&mut self, reader: usize, part: &Part<'_>, line_base: u64) -> bool {
        let Some((Some(customers), columns)) = part.columns.split_first() else { return false };
        if self.is_heavy()
            || columns.len() != self.others.len()
            || columns.iter().zip(&self.others).any(|(given, (_, own))| given.is_none() && own.is_some())
        {
            return false;
        }
        self.rows += part.rows;
        self.instants += part.instants;
        if self.timestamp_example.is_empty() {
            self.timestamp_example.extend_from_slice(part.timestamp_example);
        }
        // The rows of a part are a chunk by themselves.
        if self.room() < CHUNK_ROWS {
            self.end_chunk();
        }
        if let Some(times) = self.time_chunks.last_mut() {
            times.extend(part.times.iter().map(|&time| i64::from_le_bytes(time)));
        }
        if let (Some(lines), Some(given)) =
            (self.line_chunks.as_mut().and_then(|chunks| chunks.last_mut()), part.row_lines)
        {
            let line = |&line: &[u8; 4]| (line_base + u64::from(u32::from_le_bytes(line))).try_into();
            lines.extend(given.iter().map(|given| line(given).unwrap_or(u32::MAX)));
        }
        let codes = self.customers_of_readers.learn(reader, customers, &mut self.customers);
        if let Some(chunk) = self.customer_chunks.last_mut() {
            recode(customers.codes, codes, chunk);
        }
        for (column, (_, own)) in columns.iter().zip(&mut self.others) {
            if let (Some(column), Some(own)) = (column, own) {
                own.push_part(reader, column);
            }
        }
        self.end_chunk();
        true
    }
}
