//! What may be wrong with the events of a log: duplicates, gaps, events from the future.

use super::report::QualityReport;
use crate::event_log::{EventLog, MICROS_PER_DAY, Timestamp};

const MICROS_PER_MILLI: f64 = 1000.0;

/// Customers looked at by one call: a browser goes over to the fast code of a function at its next call.
const CALL_CUSTOMERS: usize = 4096;

/// The events that are in all columns like an earlier one of the same customer and instant, ascending.
pub(super) fn duplicates(log: &EventLog) -> Vec<u32> {
    let mut found = Vec::new();
    for first in (0..log.n_customers()).step_by(CALL_CUSTOMERS) {
        for customer in first..(first + CALL_CUSTOMERS).min(log.n_customers()) {
            duplicates_of(log, customer, &mut found);
        }
    }
    found
}

#[inline(never)]
fn duplicates_of(log: &EventLog, customer: usize, found: &mut Vec<u32>) {
    let events = log.events_of(customer);
    let times = &log.times()[events.clone()];
    let mut start = 0;
    for tied in times.chunk_by(|left, right| left == right) {
        let first = events.start + start;
        start += tied.len();
        if tied.len() < 2 {
            continue;
        }
        let mut rows: Vec<(Vec<u32>, u32)> = (first..first + tied.len())
            .map(|event| (log.columns().iter().map(|column| column.codes.get(event)).collect(), event as u32))
            .collect();
        rows.sort_unstable();
        let before = found.len();
        found.extend(rows.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1));
        found[before..].sort_unstable();
    }
}

/// The log without these events, which are ascending.
pub(super) fn without(log: &EventLog, events: &[u32]) -> EventLog {
    let mut left_out = events.iter().copied().peekable();
    let kept: Vec<u32> = (0..log.n_events() as u32).filter(|event| left_out.next_if_eq(event).is_none()).collect();
    log.select(&kept)
}

/// What is to be said of the times; `now` is in milliseconds since 1970.
pub(super) fn report(log: &EventLog, now: Option<f64>) -> QualityReport {
    let mut report = QualityReport::default();
    if let Some(now) = now {
        let now = Timestamp((now * MICROS_PER_MILLI) as i64);
        let of_customer = |customer| {
            let times = &log.times()[log.events_of(customer)];
            (times.len() - times.partition_point(|&time| time <= now)) as u64
        };
        report.future_events = (0..log.n_customers()).map(of_customer).sum();
    }
    let Some((first, last)) = log.span().map(|(first, last)| (day_of(first), day_of(last))) else { return report };
    let mut has_events = vec![false; (last - first) as usize + 1];
    mark_days(log.times(), first, &mut has_events);
    let days = has_events.iter().zip(first..).filter(|(has, _)| **has).map(|(_, day)| day);
    let days: Vec<i64> = days.collect();
    let gaps = days.windows(2).map(|pair| (pair[1] - pair[0] - 1, pair[0] + 1, pair[1] - 1)).filter(|gap| gap.0 > 0);
    report.empty_days = gaps.clone().map(|(days, ..)| days as u64).sum();
    let date =
        |day: i64| Timestamp(day * MICROS_PER_DAY).to_iso().chars().take_while(|&letter| letter != 'T').collect();
    // The first of equals.
    let longest = gaps.reduce(|longest, gap| if gap.0 > longest.0 { gap } else { longest });
    report.longest_gap = longest.map(|(_, first, last)| (date(first), date(last)));
    report
}

fn day_of(time: Timestamp) -> i64 {
    time.0.div_euclid(MICROS_PER_DAY)
}

#[inline(never)]
fn mark_days(times: &[Timestamp], first: i64, has_events: &mut [bool]) {
    for &time in times {
        has_events[(day_of(time) - first) as usize] = true;
    }
}
