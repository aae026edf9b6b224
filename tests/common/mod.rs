//! Logs for tests, built from rows without the importer. Shared by the test programs and the library's own tests, which
//! have more in `src/test_log.rs`.

use std::{collections::BTreeMap, rc::Rc};

use sojourn::event_log::{Calendar, Codes, Column, ColumnRole, EventLog, EventLogParts, Interner, Timestamp};

/// One event, as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub customer: String,
    pub touchpoint: String,
    pub micros: i64,
    /// One per extra column.
    pub values: Vec<String>,
}

/// The log of some rows. The file's columns are `user`, `event`, `time` and those in `extra`.
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
