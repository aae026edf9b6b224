//! A delimited table → the log: rows in, columns kept, skipped rows listed.

use std::collections::BTreeMap;

use super::{
    DateOrder, ImportError, ImportOptions, Imported, NumberStyle, Scale, SkipReason, SkippedRow,
    columns::{CHUNK_ROWS, ColumnBuilder},
    dialect::{self, Dialect},
    formula::without_apostrophe,
    report::{ColumnReport, ImportReport},
    roles::{self, Roles},
    rows::{LineTable, Piece, Row, RowReader},
    sort,
    summary::{self, SkippedRows},
    timestamp::{self, TimestampParser},
};
use crate::event_log::{Calendar, ColumnRole, EventLog, EventLogParts, Interner, Timestamp};

/// Dictionaries of columns without a role may hold so many bytes together; beyond, the largest is given up.
const MAX_DICTIONARY_BYTES: usize = 384 << 20;

/// Bytes scanned by one call. A browser compiles hot code anew, for speed, while it runs, but goes over to it only at the
/// next call: one call for a whole slice would stay slow to its end.
const CALL_BYTES: usize = 128 << 10;

/// Rows of the preview.
const PREVIEW_ROWS: usize = 20;

/// Reads a table.
pub(super) struct TableReader {
    dialect: Dialect,
    roles: Roles,
    rows: RowReader,
    columns: Columns,
    /// Rows at the top that are no data: the preamble and the header.
    to_pass_over: usize,
}

/// What the rows become.
struct Columns {
    source_name: String,
    options: ImportOptions,
    names: Vec<String>,
    customer: usize,
    touchpoint: usize,
    timestamp: usize,
    parser: TimestampParser,
    customers: Interner,
    customer_chunks: Vec<Vec<u32>>,
    time_chunks: Vec<Vec<i64>>,
    /// Instants that were read day first without knowing, by chunk and row in it; emptied when the column decides.
    ambiguous: Vec<Vec<u32>>,
    ambiguous_examples: Vec<String>,
    /// All columns but customer and timestamp; `None`: not kept.
    others: Vec<(usize, Option<ColumnBuilder>)>,
    has_role: Vec<bool>,
    rows: u64,
    instants: u64,
    skipped: SkippedRows,
    timestamp_example: Vec<u8>,
}

impl TableReader {
    /// A reader for the table that starts with `head` (UTF-8), which is not read yet.
    pub fn new(source_name: &str, head: &[u8], options: &ImportOptions) -> Result<TableReader, ImportError> {
        if options.time_zone.as_ref().is_some_and(|zone| !Calendar::knows_zone(zone)) {
            return Err(ImportError::UnknownZone { zone: options.time_zone.clone().unwrap_or_default() });
        }
        let dialect =
            dialect::detect(head).ok_or_else(|| ImportError::Empty { source_name: source_name.to_owned() })?;
        if dialect.sample.is_empty() && dialect.columns.len() > 1 {
            return Err(ImportError::NoRows { source_name: source_name.to_owned() });
        }
        let roles =
            roles::detect(source_name, &dialect.columns, &dialect.sample, &options.columns, options.date_order)?;
        let column_of = |role| roles.get(&role).map_or(usize::MAX, |&(column, _)| column);
        let (customer, timestamp) = (column_of(ColumnRole::Customer), column_of(ColumnRole::Timestamp));
        let sample = dialect.sample.iter().filter_map(|row| row.get(timestamp)).map(String::as_bytes);
        let columns = Columns {
            source_name: source_name.to_owned(),
            options: options.clone(),
            names: dialect.columns.clone(),
            customer,
            touchpoint: column_of(ColumnRole::Touchpoint),
            timestamp,
            parser: TimestampParser::for_column(sample, options.date_order),
            customers: Interner::default(),
            customer_chunks: vec![Vec::with_capacity(CHUNK_ROWS)],
            time_chunks: vec![Vec::with_capacity(CHUNK_ROWS)],
            ambiguous: vec![Vec::new()],
            ambiguous_examples: Vec::new(),
            others: (0..dialect.columns.len())
                .filter(|&column| column != customer && column != timestamp)
                .map(|column| (column, Some(ColumnBuilder::default())))
                .collect(),
            has_role: (0..dialect.columns.len())
                .map(|column| roles.values().any(|&(with_role, _)| with_role == column))
                .collect(),
            rows: 0,
            instants: 0,
            skipped: SkippedRows::default(),
            timestamp_example: Vec::new(),
        };
        Ok(TableReader {
            rows: RowReader::new(dialect.delimiter.byte()),
            to_pass_over: dialect.preamble_lines + usize::from(dialect.has_header),
            dialect,
            roles,
            columns,
        })
    }

    /// Reads on; UTF-8, in slices of any size.
    pub fn push(&mut self, text: &[u8]) {
        let (columns, to_pass_over) = (&mut self.columns, &mut self.to_pass_over);
        for part in text.chunks(CALL_BYTES) {
            self.rows.push(part, &mut |piece| take(columns, to_pass_over, piece));
        }
    }

    /// The end of the table.
    pub fn end(&mut self) {
        let (columns, to_pass_over) = (&mut self.columns, &mut self.to_pass_over);
        self.rows.finish(&mut |piece| take(columns, to_pass_over, piece));
    }

    /// Data rows read so far.
    pub fn rows(&self) -> u64 {
        self.columns.rows
    }

    /// Whether a value was no UTF-8.
    pub fn has_broken_text(&self) -> bool {
        self.columns.has_broken_text()
    }

    /// The log.
    pub fn finish(self, bytes: u64, encoding: &str, replaced_bytes: bool) -> Result<Imported, ImportError> {
        let TableReader { dialect, roles, mut columns, .. } = self;
        let source_name = columns.source_name.clone();
        let n_events: usize = columns.time_chunks.iter().map(Vec::len).sum();
        if n_events == 0 {
            return Err(columns.skipped.all_skipped(source_name, columns.rows));
        }
        columns.settle_dates()?;
        let replaced_bytes = replaced_bytes || columns.has_broken_text();
        let mut timestamp_format = timestamp::describe(&columns.timestamp_example, &columns.parser);
        if timestamp_format.is_empty() {
            timestamp_format = columns.names[columns.timestamp].clone();
        }

        let n_customers = columns.customers.len() - 1;
        let order = sort::sort(columns.customer_chunks, columns.time_chunks, n_customers);
        let mut column_reports: Vec<ColumnReport> = columns
            .names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let role = roles.iter().find(|(_, (column, _))| *column == index);
                ColumnReport {
                    name: name.clone(),
                    role: role.map(|(&role, _)| role),
                    reason: role.map(|(_, &(_, reason))| reason),
                    distinct: (index == columns.customer).then_some(n_customers as u32),
                    numbers: None,
                    scale: None,
                    kept: true,
                }
            })
            .collect();
        let mut finished = Vec::new();
        for (index, builder) in columns.others {
            match builder {
                Some(builder) => {
                    column_reports[index].distinct = Some(builder.distinct() as u32);
                    let column = builder.finish(columns.names[index].clone(), &order.destinations);
                    let role = column_reports[index].role;
                    if matches!(role, Some(ColumnRole::Value | ColumnRole::Score | ColumnRole::Cost)) {
                        column_reports[index].numbers = Some(NumberStyle::settle(&column.dictionary));
                    }
                    if role == Some(ColumnRole::Score) {
                        column_reports[index].scale = Scale::of_texts(&column.name, &column.dictionary);
                    }
                    finished.push(column);
                }
                None => column_reports[index].kept = false,
            }
        }
        let has_offsets = columns.instants > 0;
        let calendar = columns
            .options
            .time_zone
            .as_deref()
            // What was written without an offset is a wall clock already.
            .filter(|_| has_offsets)
            .and_then(|zone| calendar(zone, &order.times))
            .unwrap_or_else(Calendar::as_written);
        let role_names: BTreeMap<ColumnRole, String> =
            roles.iter().map(|(&role, &(column, _))| (role, columns.names[column].clone())).collect();
        let mut log = EventLog::new(EventLogParts {
            customer_ids: columns.customers.finish(),
            customer_codes: (1..=n_customers as u32).collect(),
            offsets: order.offsets,
            times: order.times,
            columns: finished,
            roles: role_names,
            calendar,
        });
        log.set_stages(&columns.options.stages);
        let report = ImportReport {
            source_name,
            bytes,
            encoding: encoding.to_owned(),
            replaced_bytes,
            delimiter: dialect.delimiter,
            timestamp_format,
            has_offsets,
            time_zone: log.calendar().zone().to_owned(),
            columns: column_reports,
            preview: dialect.sample.into_iter().take(PREVIEW_ROWS).collect(),
            tied_events: order.tied,
            unsure_stages: summary::unsure_stages(&log),
            summary: summary::summarise(&log, columns.rows, &columns.skipped),
            skipped_rows: columns.skipped.into_rows(),
        };
        Ok(Imported { log, report })
    }
}

/// The calendar of a zone for the span of these instants; `None` if there is no such zone.
#[inline(never)]
fn calendar(zone: &str, times: &[Timestamp]) -> Option<Calendar> {
    Calendar::in_zone(zone, *times.iter().min()?, *times.iter().max()?)
}

#[inline(never)]
fn take(columns: &mut Columns, to_pass_over: &mut usize, piece: Piece<'_>) {
    match piece {
        Piece::Lines(lines) => match lines.table(columns.names.len()) {
            Some(table) if *to_pass_over == 0 => columns.take_table(&table),
            _ => lines.rows().for_each(|row| {
                if !is_passed_over(to_pass_over) {
                    columns.take_row(&row);
                }
            }),
        },
        _ if is_passed_over(to_pass_over) => {}
        Piece::Row(row) => columns.take_row(&row),
        Piece::OpenQuote { line, raw } => {
            columns.skip(line, None, raw, SkipReason::OpenQuote);
        }
        Piece::TooLong { line, raw } => {
            columns.skip(line, None, raw, SkipReason::TooLong);
        }
    }
}

/// Whether the row at hand is one of those at the top that are no data.
fn is_passed_over(rows_left: &mut usize) -> bool {
    let is_one = *rows_left > 0;
    *rows_left -= usize::from(is_one);
    is_one
}

/// The codes of a column's texts in these lines, to the end of `codes`.
#[inline(never)]
fn intern(interner: &mut Interner, table: &LineTable<'_>, lines: &[usize], column: usize, codes: &mut Vec<u32>) {
    for &line in lines {
        codes.push(interner.intern(without_apostrophe(table.field(line, column))));
    }
}

impl Columns {
    fn take_row(&mut self, row: &Row<'_>) {
        if row.len() != self.names.len() && !self.length_is_bearable(row) {
            return;
        }
        if self.room() == 0 {
            self.end_chunk();
        }
        let [customer, touchpoint, time] = [self.customer, self.touchpoint, self.timestamp].map(|at| row.field(at));
        if !self.take_time(row.line, customer, touchpoint, time) {
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
    fn take_table(&mut self, table: &LineTable<'_>) {
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
            let [customer, touchpoint, time] =
                [self.customer, self.touchpoint, self.timestamp].map(|column| table.field(next, column));
            if self.take_time(table.line + next as u64, customer, touchpoint, time) {
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
    fn take_time(&mut self, line: u64, customer: &[u8], touchpoint: &[u8], time: &[u8]) -> bool {
        if is_missing(customer) {
            return self.skip(line, Some(self.customer), customer, SkipReason::NoCustomer);
        }
        if is_missing(touchpoint) {
            return self.skip(line, Some(self.touchpoint), touchpoint, SkipReason::NoTouchpoint);
        }
        let Some(parsed) = self.parser.parse(time) else {
            let reason = if is_missing(time) { SkipReason::NoTimestamp } else { SkipReason::UnreadableTimestamp };
            return self.skip(line, Some(self.timestamp), time, reason);
        };
        self.rows += 1;
        self.instants += u64::from(parsed.is_instant);
        if parsed.ambiguous {
            self.note_ambiguous(time);
        }
        if self.timestamp_example.is_empty() {
            self.timestamp_example.extend_from_slice(time);
        }
        if let Some(times) = self.time_chunks.last_mut() {
            times.push(parsed.micros);
        }
        true
    }

    /// Whether a row with fewer or more fields than columns can be used; if not, it is skipped.
    #[cold]
    fn length_is_bearable(&mut self, row: &Row<'_>) -> bool {
        let needed = self.customer.max(self.touchpoint).max(self.timestamp);
        if row.len() <= needed {
            return self.skip(row.line, None, row.raw, SkipReason::TooFewFields);
        }
        if (self.names.len()..row.len()).any(|extra| !row.field(extra).is_empty()) {
            return self.skip(row.line, None, row.raw, SkipReason::TooManyFields);
        }
        true
    }

    /// Notes a row that gives no event: it is not taken.
    #[cold]
    fn skip(&mut self, line: u64, column: Option<usize>, value: &[u8], reason: SkipReason) -> bool {
        self.rows += 1;
        self.skipped.add(SkippedRow {
            source: self.source_name.clone(),
            line,
            column: column.map(|column| self.names[column].clone()),
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
        for (index, column) in &mut self.others {
            if let Some(builder) = column {
                builder.end_chunk();
                if builder.is_too_varied() && !self.has_role[*index] {
                    *column = None;
                }
            }
        }
        self.give_up_largest();
    }

    /// Keeps the dictionaries of columns without a role within bounds.
    fn give_up_largest(&mut self) {
        loop {
            let held = self.others.iter_mut().filter(|(index, column)| column.is_some() && !self.has_role[*index]);
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

    fn has_broken_text(&self) -> bool {
        self.customers.has_broken_text()
            || self.others.iter().any(|(_, column)| column.as_ref().is_some_and(ColumnBuilder::has_broken_text))
    }

    /// Turns round the dates that were read day first before the column told that the month comes first.
    fn settle_dates(&mut self) -> Result<(), ImportError> {
        if self.ambiguous.iter().all(Vec::is_empty) {
            return Ok(());
        }
        match self.parser.order() {
            None => Err(ImportError::AmbiguousDates {
                column: self.names[self.timestamp].clone(),
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

/// What exports write for "nothing".
#[inline]
fn is_missing(text: &[u8]) -> bool {
    matches!(text, b"" | b"NULL" | b"null" | b"\\N")
}
