//! The customers → table: one row for each, or one for each event of one of them.

use super::{Field, Table};
use crate::analysis::{CustomerRow, Session};

fn headings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// One row per customer.
pub fn customers(rows: &[CustomerRow]) -> Table {
    let names = ["customer", "events", "first", "last", "value", "mean_score", "furthest_stage", "last_touchpoint"];
    let fields = |row: &CustomerRow| -> Vec<Field> {
        vec![
            row.customer.as_str().into(),
            row.events.into(),
            row.first.as_str().into(),
            row.last.as_str().into(),
            row.value.into(),
            row.score.into(),
            row.furthest_stage.as_deref().into(),
            row.last_touchpoint.as_str().into(),
        ]
    };
    Table { headings: headings(&names), rows: rows.iter().map(fields).collect() }
}

/// One row per event of a customer; the columns that an event has no field for stand last.
pub fn timeline(customer: &str, sessions: &[Session]) -> Table {
    let names = [
        "customer", "session", "event", "timestamp", "seconds_since_previous", "touchpoint", "stage", "channel",
        "value", "score", "comment", "in_scope", "step",
    ];
    let all = || sessions.iter().flat_map(|session| session.events.iter().map(move |event| (session, event)));
    let mut others: Vec<&str> = Vec::new();
    for property in all().flat_map(|(_, event)| &event.properties) {
        if !others.contains(&property.column.as_str()) {
            others.push(&property.column);
        }
    }
    let rows = all().map(|(session, event)| {
        let mut fields: Vec<Field> = vec![
            customer.into(),
            session.number.into(),
            (event.position + 1).into(),
            event.timestamp.as_str().into(),
            event.seconds_since_previous.into(),
            event.touchpoint.as_str().into(),
            event.stage.as_deref().into(),
            event.channel.as_deref().into(),
            event.value.into(),
            event.score.into(),
            event.comment.as_deref().into(),
            if event.in_scope { "yes" } else { "no" }.into(),
            event.step.map(f64::from).into(),
        ];
        fields.extend(others.iter().map(|&other| {
            let property = event.properties.iter().find(|property| property.column == other);
            Field::from(property.map(|property| property.value.as_str()))
        }));
        fields
    });
    let rows = rows.collect();
    let mut headings = headings(&names);
    headings.extend(others.into_iter().map(str::to_owned));
    Table { headings, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Analysis, CustomerQuestion, CustomersQuestion, FunnelQuestion},
        event_log::{ColumnRole, EventLog},
        export::{CsvOptions, to_csv},
        test_log::{Row, log},
    };

    fn csv(table: &Table) -> Vec<String> {
        to_csv(table, CsvOptions { byte_order_mark: false }).lines().map(str::to_owned).collect()
    }

    fn shop() -> EventLog {
        let rows = [
            Row::new("=1+1", "landing", 0, &["", "phone", ""]),
            Row::new("=1+1", "buy", 5_000_000, &["9.5", "", "blue"]),
        ];
        log(&rows, &[("amount", Some(ColumnRole::Value)), ("device", None), ("colour", None)])
    }

    #[test]
    fn a_list_has_a_row_per_customer_and_no_formula() {
        let report = CustomersQuestion::default().run(&shop()).unwrap();
        let lines = csv(&customers(&report.rows));
        assert_eq!(lines[1], "'=1+1,2,1970-01-01T00:00:00Z,1970-01-01T00:00:05Z,9.5,,purchase,buy");
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn a_timeline_has_a_row_per_event_and_a_column_per_property() {
        let question = CustomerQuestion {
            customer: "=1+1".to_owned(),
            funnel: Some(FunnelQuestion::of(["landing", "buy"])),
            ..CustomerQuestion::default()
        };
        let report = question.run(&shop()).unwrap();
        let lines = csv(&timeline(&report.customer, &report.timeline));
        assert!(lines[0].ends_with(",in_scope,step,device,colour"), "{}", lines[0]);
        assert_eq!(lines[1], "'=1+1,1,1,1970-01-01T00:00:00Z,,landing,awareness,,,,,yes,1,phone,");
        assert_eq!(lines[2], "'=1+1,1,2,1970-01-01T00:00:05Z,5,buy,purchase,,9.5,,,yes,2,,blue");
    }
}
