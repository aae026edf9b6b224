//! Logs for the tests of modules: from rows, or told as stories.

pub use crate::common::{Row, log_in_zone};
use crate::event_log::{Calendar, ColumnRole, EventLog, MICROS_PER_SECOND};

impl Row {
    pub fn new(customer: &str, touchpoint: &str, micros: i64, values: &[&str]) -> Row {
        Row {
            customer: customer.to_owned(),
            touchpoint: touchpoint.to_owned(),
            micros,
            values: values.iter().map(|&value| value.to_owned()).collect(),
        }
    }
}

/// The log of some rows, with clocks as written.
pub fn log(rows: &[Row], extra: &[(&str, Option<ColumnRole>)]) -> EventLog {
    log_in_zone(rows, extra, Calendar::as_written())
}

/// One journey per line, as `ann: A 1:00, B 1:45 web`: touchpoint, time of day (h:mm or h:mm:ss), perhaps a channel.
pub fn story(journeys: &str) -> EventLog {
    let mut rows = Vec::new();
    for line in journeys.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (customer, events) = line.split_once(':').expect("a customer before the colon");
        for event in events.split(',') {
            let words: Vec<&str> = event.split_whitespace().collect();
            let clock = words[1].split(':').fold((0, 3600), |(seconds, unit), part| {
                (seconds + part.parse::<i64>().expect("a number") * unit, unit / 60)
            });
            rows.push(Row::new(customer, words[0], clock.0 * MICROS_PER_SECOND, &words[2..]));
        }
    }
    log(&rows, &[("channel", Some(ColumnRole::Channel))])
}
