//! What is to be said of a log: its summary, and the rows that were skipped.

use std::{collections::BTreeMap, ops::Range};

use super::{
    ImportError, LogSummary, SkipCount, SkipReason, SkippedReport, SkippedRow, SummaryChannel, SummaryTouchpoint,
};
use crate::{
    event_log::{Column, ColumnRole, EventLog},
    order,
    stage::Stage,
};

/// Skipped rows that are kept in full.
const KEPT_ROWS: usize = 100_000;
/// Skipped rows in a [`LogSummary`].
const EXAMPLES: usize = 100;
/// Letters of a skipped value that are kept.
const VALUE_LETTERS: usize = 200;

/// Customers looked at by one call: a browser goes over to the fast code of a function at its next call.
const CALL_CUSTOMERS: usize = 4096;
/// Events looked at by one call.
const CALL_EVENTS: usize = 1 << 15;

/// Rows that gave no event.
#[derive(Debug, Default)]
pub(super) struct SkippedRows {
    count: u64,
    reasons: BTreeMap<SkipReason, u64>,
    rows: Vec<SkippedRow>,
}

impl SkippedRows {
    pub fn add(&mut self, row: SkippedRow) {
        self.count += 1;
        *self.reasons.entry(row.reason).or_default() += 1;
        if self.rows.len() < KEPT_ROWS {
            self.rows.push(row);
        }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Adds those of the next source.
    pub fn append(&mut self, other: SkippedRows) {
        self.count += other.count;
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
        let room = KEPT_ROWS.saturating_sub(self.rows.len());
        self.rows.extend(other.rows.into_iter().take(room));
    }

    /// How many for each reason, and the rows that are kept.
    pub fn into_parts(self) -> (BTreeMap<SkipReason, u64>, Vec<SkippedRow>) {
        (self.reasons, self.rows)
    }

    /// Those that [`SkippedRows::into_parts`] gave.
    pub fn from_parts(reasons: BTreeMap<SkipReason, u64>, rows: Vec<SkippedRow>) -> SkippedRows {
        SkippedRows { count: reasons.values().sum(), reasons, rows }
    }

    pub fn into_rows(self) -> Vec<SkippedRow> {
        self.rows
    }

    fn report(&self) -> SkippedReport {
        let mut reasons: Vec<SkipCount> =
            self.reasons.iter().map(|(&reason, &count)| SkipCount { reason, count }).collect();
        order::sort_by_key(&mut reasons, |reason| std::cmp::Reverse(reason.count));
        SkippedReport { count: self.count, reasons, examples: self.rows.iter().take(EXAMPLES).cloned().collect() }
    }

    /// The error for a source of which nothing is left.
    pub fn all_skipped(&self, source_name: String, rows: u64) -> ImportError {
        let Some(most) = self.report().reasons.first().map(|most| most.reason) else {
            return ImportError::NoRows { source_name };
        };
        let example = self.rows.iter().find(|row| row.reason == most);
        ImportError::AllSkipped {
            source_name,
            rows,
            reason: most,
            line: example.map_or(0, |row| row.line),
            value: example.and_then(|row| row.value.clone()).unwrap_or_default(),
        }
    }
}

/// The first letters of a value.
pub(super) fn shorten(value: &[u8]) -> String {
    let start = &value[..value.len().min(4 * VALUE_LETTERS)];
    let text = String::from_utf8_lossy(start);
    let mut short: String = text.chars().take(VALUE_LETTERS).collect();
    if short.len() < value.len() && text.chars().count() > VALUE_LETTERS {
        short.push('…');
    }
    short
}

/// Touchpoints of which no keyword tells the stage and that the user has not placed elsewhere.
pub(super) fn unsure_stages(log: &EventLog) -> Vec<String> {
    let dictionary = &log.touchpoints().dictionary;
    let places = log.stage_model().places();
    let is_unsure = |code: u32| {
        log.guesses()[code as usize]
            .as_ref()
            .is_some_and(|guess| guess.keyword.is_none() && log.touchpoint_stages()[code as usize] == places.of(guess))
    };
    (1..dictionary.len() as u32).filter(|&code| is_unsure(code)).map(|code| dictionary.text(code).to_owned()).collect()
}

/// The summary of a log of which `rows` were read.
pub(super) fn summarise(
    log: &EventLog,
    touchpoints: Vec<SummaryTouchpoint>,
    rows: u64,
    skipped: &SkippedRows,
) -> LogSummary {
    let span = log.span();
    let (columns, channels) = roles_and_channels(log);
    LogSummary {
        rows,
        events: log.n_events() as u64,
        customers: log.n_customers() as u64,
        first: span.map(|(first, _)| first.to_iso()),
        last: span.map(|(_, last)| last.to_iso()),
        columns,
        touchpoints,
        channels,
        skipped: skipped.report(),
    }
}

/// The touchpoints with their stages as they stand now, most events first; and beside them the stages before any was chosen
/// by hand.
pub(super) fn touchpoints(log: &EventLog) -> (Vec<SummaryTouchpoint>, Vec<Option<u8>>) {
    let column = log.touchpoints();
    let n_codes = column.dictionary.len();
    let mut counts = Counts { events: vec![0; n_codes], customers: vec![0; n_codes], last_customer: vec![0; n_codes] };
    for first in (0..log.n_customers()).step_by(CALL_CUSTOMERS) {
        counts.add(log, column, first..(first + CALL_CUSTOMERS).min(log.n_customers()));
    }
    let model = log.stage_model();
    let stages: Vec<Option<&str>> = match log.stage_column() {
        Some(column) => most_in_column(log, column),
        None => log.touchpoint_stages().iter().map(|stage| stage.map(|stage| model.id(stage))).collect(),
    };
    let first = first_stages(log);
    let mut codes: Vec<usize> = (1..n_codes).filter(|&code| counts.events[code] > 0).collect();
    let name = |code: usize| column.dictionary.text(code as u32);
    order::sort_by(&mut codes, |&left, &right| {
        counts.events[right].cmp(&counts.events[left]).then_with(|| name(left).cmp(name(right)))
    });
    let names = log.names_in_file();
    let touchpoints = codes.iter().map(|&code| SummaryTouchpoint {
        name: name(code).to_owned(),
        events: counts.events[code],
        customers: counts.customers[code],
        stage: stages[code].map(str::to_owned),
        names: names[code].iter().map(|&name| name.to_owned()).collect(),
    });
    (touchpoints.collect(), codes.iter().map(|&code| first[code].map(|stage| stage.0)).collect())
}

/// Events and customers of each touchpoint, by code.
struct Counts {
    events: Vec<u64>,
    customers: Vec<u64>,
    /// The customer seen there last, plus one.
    last_customer: Vec<u32>,
}

impl Counts {
    #[inline(never)]
    fn add(&mut self, log: &EventLog, touchpoints: &Column, customers: Range<usize>) {
        let mut codes = Vec::new();
        for customer in customers {
            touchpoints.codes.read(log.events_of(customer), &mut codes);
            for &code in &codes {
                let code = code as usize;
                self.events[code] += 1;
                if self.last_customer[code] != customer as u32 + 1 {
                    self.last_customer[code] = customer as u32 + 1;
                    self.customers[code] += 1;
                }
            }
        }
    }
}

/// The stage of each touchpoint by code: what most of its events say in a stage column.
fn most_in_column<'a>(log: &EventLog, stages: &'a Column) -> Vec<Option<&'a str>> {
    let touchpoints = log.touchpoints();
    let mut counts = BTreeMap::new();
    for event in 0..log.n_events() {
        *counts.entry((touchpoints.codes.get(event), stages.codes.get(event))).or_insert(0_u64) += 1;
    }
    let mut most = vec![(0, 0); touchpoints.dictionary.len()];
    for ((touchpoint, stage), count) in counts {
        if count > most[touchpoint as usize].1 {
            most[touchpoint as usize] = (stage, count);
        }
    }
    most.into_iter().map(|(stage, _)| (stage != 0).then(|| stages.dictionary.text(stage))).collect()
}

/// The stage of each touchpoint by code, before any was chosen by hand.
fn first_stages(log: &EventLog) -> Vec<Option<Stage>> {
    let model = log.stage_model();
    if let Some(column) = log.role(ColumnRole::Stage) {
        return most_in_column(log, column).into_iter().map(|name| model.named(name?)).collect();
    }
    let places = model.places();
    log.guesses().iter().map(|guess| places.of(guess.as_ref()?)).collect()
}

/// Events of each code of a column.
fn events_by_code(column: &Column) -> Vec<u64> {
    let mut events = vec![0; column.dictionary.len()];
    let mut codes = Vec::new();
    for first in (0..column.codes.len()).step_by(CALL_EVENTS) {
        column.codes.read(first..(first + CALL_EVENTS).min(column.codes.len()), &mut codes);
        count(&codes, &mut events);
    }
    events
}

#[inline(never)]
fn count(codes: &[u32], events: &mut [u64]) {
    for &code in codes {
        events[code as usize] += 1;
    }
}

/// The column of each role, with that of channels chosen by hand where the file has none; and the channels.
pub(super) fn roles_and_channels(log: &EventLog) -> (BTreeMap<ColumnRole, String>, Vec<SummaryChannel>) {
    let mut roles = log.roles().clone();
    let Some(column) = log.role(ColumnRole::Channel) else { return (roles, Vec::new()) };
    roles.insert(ColumnRole::Channel, column.name.clone());
    let events = events_by_code(column);
    let mut channels: Vec<SummaryChannel> = events
        .iter()
        .enumerate()
        .filter(|&(_, &events)| events > 0)
        .map(|(code, &events)| SummaryChannel { name: column.dictionary.text(code as u32).to_owned(), events })
        .collect();
    order::sort_by(&mut channels, |left, right| {
        right.events.cmp(&left.events).then_with(|| left.name.cmp(&right.name))
    });
    (roles, channels)
}
