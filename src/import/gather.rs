//! Rows of one source → its columns: rows in, columns kept, skipped rows listed.
//!
//! Rows come one by one, as a block of lines with as many fields each, or as a [`Chunk`](super::Chunk) from a reader of
//! another format ([`chunks`]); what becomes of them is the same. The [`Plan`] says what the columns mean.

mod chunks;
mod parts;

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use super::{
    DateOrder, DecimalMark, Duplicates, ImportError, ImportOptions, NumberStyle, RowRange, SkipReason, SkippedRow,
    SpareColumn,
    columns::{CHUNK_ROWS, ColumnBuilder, Readers},
    formula::without_apostrophe,
    plan::{Plan, is_number},
    rows::{LineTable, Row},
    summary::{self, SkippedRows},
    timestamp::{self, Parsed, TimestampParser},
};
use crate::event_log::{ColumnRole, Interner};
use crate::order;

/// Dictionaries of columns without a role may hold so many bytes together; beyond, the largest is given up.
const MAX_DICTIONARY_BYTES: usize = 384 << 20;

/// The codes of a column's texts in these lines, to the end of `codes`.
#[inline(never)]
fn intern(interner: &mut Interner, table: &LineTable<'_>, lines: &[usize], column: usize, codes: &mut Vec<u32>) {
    for &line in lines {
        codes.push(interner.intern(without_apostrophe(table.field(line, column))));
    }
}

/// What the rows of a source become.
pub(super) struct Gather {
    pub source_name: String,
    pub plan: Plan,
    /// Columns of the plan, for the hot loop; `usize::MAX` where there is none.
    customer: usize,
    touchpoint: usize,
    timestamp: usize,
    parser: TimestampParser,
    pub customers: Interner,
    pub customer_chunks: Vec<Vec<u32>>,
    customers_of_readers: Readers,
    pub time_chunks: Vec<Vec<i64>>,
    /// The line of each row, where they are wanted.
    pub line_chunks: Option<Vec<Vec<u32>>>,
    /// Instants that were read day first without knowing, by chunk and row in it; emptied when the column decides.
    ambiguous: Vec<Vec<u32>>,
    ambiguous_examples: Vec<String>,
    /// All columns but customer and timestamp; `None`: not kept.
    pub others: Vec<(usize, Option<ColumnBuilder>)>,
    /// Whether a column is kept however varied it is.
    is_needed: Vec<bool>,
    /// Names of columns that are not to be kept.
    leave_out: Vec<String>,
    /// Data rows read.
    pub rows: u64,
    /// Data rows that were not read, for they are outside the range that was chosen.
    pub left_out: u64,
    range: RowRange,
    /// Rows whose time is an instant, not a wall clock.
    pub instants: u64,
    pub skipped: SkippedRows,
    timestamp_example: Vec<u8>,
    /// The order of dates that the head told, for one who reads parts of a table for somebody else.
    order_in_head: Option<Option<DateOrder>>,
}

impl Gather {
    /// Gathers the rows of a source of which `sample` are the first ones.
    pub fn new(source_name: &str, plan: Plan, sample: &[Vec<String>], options: &ImportOptions) -> Gather {
        let column_of = |role| plan.column(role).unwrap_or(usize::MAX);
        let timestamp = column_of(ColumnRole::Timestamp);
        let times = sample.iter().filter_map(|row| row.get(timestamp)).map(String::as_bytes);
        let parser = TimestampParser::for_column(times, plan.date_order);
        let mut gather = Gather {
            source_name: source_name.to_owned(),
            customer: column_of(ColumnRole::Customer),
            touchpoint: column_of(ColumnRole::Touchpoint),
            timestamp,
            parser,
            customers: Interner::default(),
            customer_chunks: vec![Vec::with_capacity(CHUNK_ROWS)],
            customers_of_readers: Readers::default(),
            time_chunks: vec![Vec::with_capacity(CHUNK_ROWS)],
            line_chunks: (options.duplicates == Duplicates::Drop).then(|| vec![Vec::new()]),
            ambiguous: vec![Vec::new()],
            ambiguous_examples: Vec::new(),
            others: Vec::new(),
            is_needed: Vec::new(),
            leave_out: options.read.leave_out.clone(),
            rows: 0,
            left_out: 0,
            range: options.rows,
            instants: 0,
            skipped: SkippedRows::default(),
            timestamp_example: Vec::new(),
            order_in_head: None,
            plan,
        };
        gather.add_columns();
        gather
    }

    /// Makes room for the names of the plan that are new; the rows so far have nothing there.
    fn add_columns(&mut self) {
        for column in self.is_needed.len()..self.plan.names.len() {
            let has_role = self.plan.roles.values().any(|&(with_role, _)| with_role == column);
            self.is_needed.push(has_role || self.plan.identifiers.iter().any(|&(identifier, _)| identifier == column));
            if column != self.customer && column != self.timestamp {
                let before = self.time_chunks.iter().map(Vec::len);
                let builder = (!self.is_left_out(column)).then(|| ColumnBuilder::after_missing(before));
                self.others.push((column, builder));
            }
        }
    }

    /// Whether a column of the plan is not to be kept.
    pub fn is_left_out(&self, column: usize) -> bool {
        self.plan.names.get(column).is_some_and(|name| self.leaves_out(name))
    }

    /// Whether columns of this name are not to be kept.
    pub fn leaves_out(&self, name: &str) -> bool {
        self.leave_out.iter().any(|left_out| left_out == name)
    }

    /// Customers of the source, by the customer's column alone.
    pub fn n_customers(&self) -> usize {
        self.customers.len() - 1
    }

    /// Columns that are kept, and the bytes of memory that a row takes in them, its texts not counted.
    pub fn memory(&self) -> (usize, usize) {
        let kept = self.others.iter().filter_map(|(_, column)| column.as_ref());
        let customer_and_time = (2, size_of::<u32>() + size_of::<i64>());
        kept.fold(customer_and_time, |(columns, bytes), column| (columns + 1, bytes + column.code_bytes()))
    }

    /// The columns that a log can do without, with the memory that so many rows take in them: those without a role
    /// first, the largest first.
    pub fn spare_columns(&self, rows: u64) -> Vec<SpareColumn> {
        let kept = self.others.iter().filter_map(|(index, column)| Some((*index, column.as_ref()?.code_bytes())));
        let mut spare: Vec<(usize, usize)> = kept.filter(|&(index, _)| index != self.touchpoint).collect();
        order::sort_by_key(&mut spare, |&(index, bytes)| (self.is_needed[index], Reverse(bytes)));
        let column = |(index, bytes): (usize, usize)| SpareColumn {
            name: self.plan.names[index].clone(),
            memory: rows.saturating_mul(bytes as u64),
        };
        spare.into_iter().map(column).collect()
    }

    /// Rows that are kept.
    pub fn n_kept(&self) -> usize {
        self.time_chunks.iter().map(Vec::len).sum()
    }

    /// Where the values of a column are that is neither the customer's nor the timestamp's.
    pub fn builder(&self, column: usize) -> Option<&ColumnBuilder> {
        self.others.iter().find(|(index, _)| *index == column)?.1.as_ref()
    }

    /// Writes numbers with a decimal comma as plain ones, so that those of several sources can stand in one column.
    pub fn write_numbers_plain(&mut self) {
        for (role, (column, _)) in &self.plan.roles {
            let builder = self.others.iter_mut().find(|(index, _)| index == column && is_number(*role));
            if let Some(builder) = builder.and_then(|(_, builder)| builder.as_mut()) {
                let style = NumberStyle::of_column(builder.texts());
                if style.decimal == DecimalMark::Comma {
                    let plain = |text: &str| style.parse(text).map(|number| number.to_string());
                    *builder = std::mem::take(builder).rewritten(plain);
                }
            }
        }
    }

    /// The pattern of the timestamps.
    pub fn timestamp_format(&self) -> String {
        let pattern = timestamp::describe(&self.timestamp_example, &self.parser);
        match self.plan.names.get(self.timestamp) {
            Some(name) if pattern.is_empty() => name.clone(),
            _ => pattern,
        }
    }

    /// How many timestamps could have been read in another way than they were.
    pub fn n_ambiguous(&self) -> u64 {
        self.ambiguous.iter().map(|rows| rows.len() as u64).sum()
    }

    /// The error for a source of which no row is left.
    pub fn all_skipped(&self) -> ImportError {
        if self.rows == 0 && self.left_out > 0 {
            return ImportError::NoRowInRange { source_name: self.source_name.clone(), rows: self.left_out };
        }
        self.skipped.all_skipped(self.source_name.clone(), self.rows)
    }

    /// Whether the dictionaries may have to be given up before long.
    fn is_heavy(&self) -> bool {
        let columns = self.others.iter().filter_map(|(_, column)| column.as_ref());
        columns.map(ColumnBuilder::dictionary_bytes).sum::<usize>() > MAX_DICTIONARY_BYTES / 2
    }

    /// Whether all rows are wanted.
    pub fn wants_all(&self) -> bool {
        self.range.is_all()
    }

    /// Which of the next `n` rows are wanted, counted from 0; the others are counted, and are not to be taken.
    pub fn wanted(&mut self, n: usize) -> Range<usize> {
        let wanted = self.range.of_next(self.rows + self.left_out, n);
        self.left_out += (n - wanted.len()) as u64;
        wanted
    }

    /// Takes a row.
    pub fn take_row(&mut self, row: &Row<'_>) {
        if row.len() != self.plan.names.len() && !self.length_is_bearable(row) {
            return;
        }
        if self.room() == 0 {
            self.end_chunk();
        }
        let fields = [self.customer, self.touchpoint, self.timestamp].map(|at| row.field(at));
        let [customer, ..] = fields;
        if !self.take_time(row.line, fields, |column| row.field(column)) {
            return;
        }
        let code = self.customers.intern(without_apostrophe(customer));
        if let Some(customers) = self.customer_chunks.last_mut() {
            customers.push(code);
        }
        for (index, column) in &mut self.others {
            if let Some(column) = column {
                column.push(row.field(*index));
            }
        }
    }

    /// Takes the times of all rows first, then one column after the other: so each loop is short, and a processor
    /// learns what the values of a column have in common.
    pub fn take_table(&mut self, table: &LineTable<'_>) {
        let mut kept = Vec::with_capacity(table.len());
        let mut next = 0;
        while next < table.len() {
            if self.room() == 0 {
                self.end_chunk();
            }
            kept.clear();
            next = self.take_times(table, next, &mut kept);
            if let Some(customers) = self.customer_chunks.last_mut() {
                intern(&mut self.customers, table, &kept, self.customer, customers);
            }
            for (index, column) in &mut self.others {
                if let Some(column) = column {
                    column.extend(table, &kept, *index);
                }
            }
        }
    }

    /// Takes the times of the lines from `next` on, as many as fit the chunk, and notes which lines are kept. Returns
    /// the line to go on with.
    #[inline(never)]
    fn take_times(&mut self, table: &LineTable<'_>, mut next: usize, kept: &mut Vec<usize>) -> usize {
        let room = self.room();
        while next < table.len() && kept.len() < room {
            let fields = [
                field(table, next, self.customer),
                field(table, next, self.touchpoint),
                field(table, next, self.timestamp),
            ];
            if self.take_time(table.line + next as u64, fields, |column| field(table, next, column)) {
                kept.push(next);
            }
            next += 1;
        }
        next
    }

    /// Rows that the chunk at hand has room for.
    fn room(&self) -> usize {
        self.time_chunks.last().map_or(0, |chunk| CHUNK_ROWS - chunk.len())
    }

    /// Takes the time of a row; `false` if the row is skipped.
    #[inline]
    fn take_time<'a>(
        &mut self,
        line: u64,
        [customer, touchpoint, time]: [&'a [u8]; 3],
        field: impl Fn(usize) -> &'a [u8],
    ) -> bool {
        let parsed = if self.timestamp == usize::MAX { None } else { self.parser.parse(time) };
        self.take_parsed(line, [customer, touchpoint].map(is_missing), field, parsed, || time.into())
    }

    /// The same of a time that was read, and where it is known whether customer and touchpoint are missing; `text` writes the
    /// time, which few rows need.
    #[inline]
    fn take_parsed<'a>(
        &mut self,
        line: u64,
        [lacks_customer, lacks_touchpoint]: [bool; 2],
        field: impl Fn(usize) -> &'a [u8],
        parsed: Option<Parsed>,
        text: impl Fn() -> Cow<'a, [u8]>,
    ) -> bool {
        if lacks_customer && !self.has_identifier(&field) {
            return self.skip(line, Some(self.customer), field(self.customer), SkipReason::NoCustomer);
        }
        if self.timestamp == usize::MAX {
            self.rows += 1;
            return self.keep(line, 0);
        }
        if lacks_touchpoint {
            return self.skip(line, Some(self.touchpoint), field(self.touchpoint), SkipReason::NoTouchpoint);
        }
        let Some(parsed) = parsed else {
            let text = text();
            let reason = if is_missing(&text) { SkipReason::NoTimestamp } else { SkipReason::UnreadableTimestamp };
            return self.skip(line, Some(self.timestamp), &text, reason);
        };
        self.rows += 1;
        self.instants += u64::from(parsed.is_instant);
        if parsed.ambiguous {
            self.note_ambiguous(&text());
        }
        if self.timestamp_example.is_empty() {
            self.timestamp_example.extend_from_slice(&text());
        }
        self.keep(line, parsed.micros)
    }

    #[inline]
    fn keep(&mut self, line: u64, micros: i64) -> bool {
        if let Some(times) = self.time_chunks.last_mut() {
            times.push(micros);
        }
        if let Some(lines) = self.line_chunks.as_mut().and_then(|chunks| chunks.last_mut()) {
            lines.push(line.try_into().unwrap_or(u32::MAX));
        }
        true
    }

    /// Whether one of the other identifiers tells who it is.
    #[cold]
    fn has_identifier<'a>(&self, field: impl Fn(usize) -> &'a [u8]) -> bool {
        self.plan.identifiers.iter().any(|&(column, _)| column != self.customer && !is_missing(field(column)))
    }

    /// Whether a row with fewer or more fields than columns can be used; if not, it is skipped.
    #[cold]
    fn length_is_bearable(&mut self, row: &Row<'_>) -> bool {
        let needed = [self.customer, self.touchpoint, self.timestamp]
            .into_iter()
            .filter(|&at| at != usize::MAX)
            .max()
            .unwrap_or(0);
        if row.len() <= needed {
            return self.skip(row.line, None, row.raw, SkipReason::TooFewFields);
        }
        if (self.plan.names.len()..row.len()).any(|extra| !row.field(extra).is_empty()) {
            return self.skip(row.line, None, row.raw, SkipReason::TooManyFields);
        }
        true
    }

    /// Notes a row that gives no event: it is not taken.
    #[cold]
    pub fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> bool {
        self.rows += 1;
        self.skipped.add(SkippedRow {
            source: self.source_name.clone(),
            line,
            column: column.and_then(|column| self.plan.names.get(column).cloned()),
            value: Some(summary::shorten(value)),
            reason,
        });
        false
    }

    #[cold]
    fn note_ambiguous(&mut self, text: &[u8]) {
        let row = self.time_chunks.last().map_or(0, Vec::len) as u32;
        if let Some(chunk) = self.ambiguous.last_mut() {
            chunk.push(row);
        }
        if self.ambiguous_examples.len() < 3 {
            self.ambiguous_examples.push(summary::shorten(text));
        }
    }

    #[cold]
    fn end_chunk(&mut self) {
        self.customer_chunks.push(Vec::with_capacity(CHUNK_ROWS));
        self.time_chunks.push(Vec::with_capacity(CHUNK_ROWS));
        self.ambiguous.push(Vec::new());
        if let Some(lines) = &mut self.line_chunks {
            lines.push(Vec::new());
        }
        for (_, column) in &mut self.others {
            if let Some(builder) = column {
                builder.end_chunk();
            }
        }
        self.give_up_varied();
        if self.order_in_head.is_none() {
            self.give_up_largest();
        }
    }

    /// Gives up columns without a role that have too many distinct values.
    pub fn give_up_varied(&mut self) {
        for (index, column) in &mut self.others {
            if !self.is_needed[*index] && column.as_ref().is_some_and(ColumnBuilder::is_too_varied) {
                *column = None;
            }
        }
    }

    /// Keeps the dictionaries of columns without a role within bounds.
    fn give_up_largest(&mut self) {
        loop {
            let held = self.others.iter_mut().filter(|(index, column)| column.is_some() && !self.is_needed[*index]);
            let sizes: Vec<(usize, usize)> = held
                .map(|(index, column)| (column.as_ref().map_or(0, ColumnBuilder::dictionary_bytes), *index))
                .collect();
            if sizes.iter().map(|(bytes, _)| bytes).sum::<usize>() <= MAX_DICTIONARY_BYTES {
                return;
            }
            let largest = sizes.iter().max().map(|&(_, index)| index);
            for (index, column) in &mut self.others {
                if Some(*index) == largest {
                    *column = None;
                }
            }
        }
    }

    /// Whether a value was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.customers.has_broken_text()
            || self.others.iter().any(|(_, column)| column.as_ref().is_some_and(ColumnBuilder::has_broken_text))
    }

    /// Turns round the dates that were read day first before the column told that the month comes first.
    pub fn settle_dates(&mut self) -> Result<(), ImportError> {
        if self.ambiguous.iter().all(Vec::is_empty) {
            return Ok(());
        }
        match self.parser.order() {
            None => Err(ImportError::AmbiguousDates {
                column: self.plan.names[self.timestamp].clone(),
                examples: std::mem::take(&mut self.ambiguous_examples),
            }),
            Some(DateOrder::DayFirst) => Ok(()),
            Some(DateOrder::MonthFirst) => {
                for (times, rows) in self.time_chunks.iter_mut().zip(&self.ambiguous) {
                    for &row in rows {
                        times[row as usize] = timestamp::swap_day_and_month(times[row as usize]);
                    }
                }
                Ok(())
            }
        }
    }
}

/// A field of a line; nothing where there is no such column: a list of customers has no touchpoint and no time.
#[inline(always)]
fn field<'a>(table: &LineTable<'a>, line: usize, column: usize) -> &'a [u8] {
    if column == usize::MAX { &[] } else { table.field(line, column) }
}

/// What exports write for "nothing".
#[inline]
fn is_missing(text: &[u8]) -> bool {
    matches!(text, b"" | b"NULL" | b"null" | b"\\N")
}
