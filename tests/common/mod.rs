//! Logs for tests, built from rows or from stories.

// Each test program uses a part of it.
#![allow(dead_code)]

use std::{collections::BTreeMap, rc::Rc};

use sojourn::event_log::{
    Calendar, Codes, Column, ColumnRole, EventLog, EventLogParts, Interner, MICROS_PER_SECOND, Timestamp,
};

/// One event, as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub customer: String,
    pub touchpoint: String,
    pub micros: i64,
    /// One per extra column.
    pub values: Vec<String>,
}

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

/// The log of some rows. The file's columns are `user`, `event`, `time` and those in `extra`.
pub fn log(rows: &[Row], extra: &[(&str, Option<ColumnRole>)]) -> EventLog {
    log_in_zone(rows, extra, Calendar::as_written())
}

pub fn log_in_zone(rows: &[Row], extra: &[(&str, Option<ColumnRole>)], calendar: Calendar) -> EventLog {
    let mut customers = Interner::default();
    let mut order: Vec<(u32, &Row)> = rows.iter().map(|row| (customers.intern(row.customer.as_bytes()), row)).collect();
    // Stable: rows of the same instant keep the order of the file.
    order.sort_by_key(|(customer, row)| (*customer, row.micros));

    let mut customer_codes: Vec<u32> = Vec::new();
    let mut offsets = Vec::new();
    for (position, (customer, _)) in order.iter().enumerate() {
        if customer_codes.last() != Some(customer) {
            customer_codes.push(*customer);
            offsets.push(position as u32);
        }
    }
    offsets.push(order.len() as u32);

    let column = |name: &str, text: &dyn Fn(&Row) -> String| {
        let mut interner = Interner::default();
        let codes: Vec<u32> = order.iter().map(|(_, row)| interner.intern(text(row).as_bytes())).collect();
        let codes = match interner.len() {
            0..=256 => Codes::U8(codes.iter().map(|&code| code as u8).collect()),
            257..=65_536 => Codes::U16(codes.iter().map(|&code| code as u16).collect()),
            _ => Codes::U32(codes),
        };
        Column { name: name.to_owned(), dictionary: Rc::new(interner.finish()), codes }
    };
    let mut columns = vec![column("event", &|row| row.touchpoint.clone())];
    let mut roles = BTreeMap::from([
        (ColumnRole::Customer, "user".to_owned()),
        (ColumnRole::Touchpoint, "event".to_owned()),
        (ColumnRole::Timestamp, "time".to_owned()),
    ]);
    for (index, &(name, role)) in extra.iter().enumerate() {
        columns.push(column(name, &|row| row.values.get(index).cloned().unwrap_or_default()));
        roles.extend(role.map(|role| (role, name.to_owned())));
    }

    EventLog::new(EventLogParts {
        customer_ids: customers.finish(),
        customer_codes,
        offsets,
        times: order.iter().map(|(_, row)| Timestamp(row.micros)).collect(),
        columns,
        roles,
        calendar,
    })
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
