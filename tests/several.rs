//! Several sources, one log: what they become together.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sojourn::import::{
    Duplicates, IdentifierKind, ImportError, ImportOptions, Imported, Joining, RefusedReason, SkipReason,
    SourceOptions, TableKind, import_all,
};

/// Reads tables into one log.
fn read(tables: &[(&str, &str)], options: &ImportOptions) -> Result<Imported, ImportError> {
    let given: Vec<_> =
        tables.iter().map(|(name, table)| (*name, table.as_bytes(), SourceOptions::default())).collect();
    import_all(&given, options)
}

fn journeys(imported: &Imported) -> BTreeMap<String, Vec<String>> {
    let log = &imported.log;
    (0..log.n_customers())
        .map(|customer| {
            let touchpoints = log.events_of(customer).map(|event| log.touchpoints().text(event).to_owned());
            (log.customer_id(customer).to_owned(), touchpoints.collect())
        })
        .collect()
}

const WEB: &str = "anonymous_id,user_id,event,timestamp\n\
    c1,,visit,2024-01-01 10:00:00\nc1,u1,sign up,2024-01-01 10:05:00\nc2,u2,visit,2024-01-02 09:00:00\n\
    c3,,visit,2024-01-03 09:00:00\n";
const SHOP: &str = "email,user_id,event,time,amount\n\
    Ann@x.com,u1,order,2024-01-04 08:00:00,10\nbob@x.com,u2,order,2024-01-05 08:00:00,20\n";
const CALLS: &str =
    "email,event,time\nann@x.com,complaint,2024-01-06 08:00:00\nzoe@x.com,enquiry,2024-01-06 09:00:00\n";
const CRM: &str = "email,plan,city\nann@X.com,gold,Berlin\nzoe@x.com,free,\nnobody@x.com,free,Rome\n";

#[test]
fn customers_are_joined_over_their_identifiers() {
    let imported =
        read(&[("web.csv", WEB), ("shop.csv", SHOP), ("calls.csv", CALLS)], &ImportOptions::default()).expect("a log");
    let expected = [
        ("u1", vec!["visit", "sign up", "order", "complaint"]),
        ("u2", vec!["visit", "order"]),
        ("c3", vec!["visit"]),
        ("zoe@x.com", vec!["enquiry"]),
    ];
    let expected = expected.map(|(who, what)| (who.to_owned(), what.into_iter().map(str::to_owned).collect()));
    assert_eq!(journeys(&imported), expected.into());
    let joining = &imported.report.joining;
    assert_eq!((joining.is_on, joining.after, joining.in_several_sources), (true, 4, 2));
    // Alone they are c1, u1, u2 and c3; the calls know ann and zoe by their addresses.
    assert_eq!(joining.before, 6);
    let email = joining.by.iter().find(|by| by.kind == IdentifierKind::Email).expect("addresses");
    assert_eq!((email.values, email.joining), (3, 2));
    assert_eq!(imported.report.summary.rows, 8);
    assert_eq!(imported.report.sources.iter().map(|source| source.kept).collect::<Vec<_>>(), [4, 2, 2]);
    // One column for the amount, empty where a source has none.
    let amounts = imported.log.column("amount").expect("a column");
    let filled = (0..imported.log.n_events()).filter(|&event| !amounts.text(event).is_empty()).count();
    assert_eq!(filled, 2);
}

#[test]
fn not_joined_they_are_what_their_columns_say() {
    let options = ImportOptions { joining: Joining::Off, ..ImportOptions::default() };
    let imported = read(&[("shop.csv", SHOP), ("calls.csv", CALLS)], &options).expect("a log");
    assert_eq!(imported.report.summary.customers, 4);
    assert!(imported.report.joining.is_possible && !imported.report.joining.is_on);
}

#[test]
fn a_shared_device_makes_nobody_one() {
    let table = "device_id,user_id,event,timestamp\n\
        d1,u1,a,2024-01-01 10:00:00\nd1,u1,b,2024-01-01 10:01:00\nd1,u2,a,2024-01-01 11:00:00\nd1,,c,2024-01-01 12:00:00\n\
        0,u3,a,2024-01-01 13:00:00\n0,u4,a,2024-01-01 14:00:00\n";
    let imported = read(&[("app.csv", table)], &ImportOptions::default()).expect("a log");
    // What was done on the device without a name is that of who used it most.
    let who: Vec<_> = journeys(&imported).into_iter().map(|(who, what)| (who, what.len())).collect();
    let expected = [("u1", 3), ("u2", 1), ("u3", 1), ("u4", 1)].map(|(who, events)| (who.to_owned(), events));
    assert_eq!(who, expected);
    let refused = &imported.report.joining.refused;
    let of = |reason| refused.iter().find(|refused| refused.reason == reason).expect("refused links");
    let limit = of(RefusedReason::Limit);
    assert_eq!(
        (limit.kind, limit.rows, limit.examples.as_slice()),
        (IdentifierKind::AnonymousId, 1, ["d1".to_owned()].as_slice())
    );
    assert_eq!(of(RefusedReason::Blocked).rows, 2);
}

#[test]
fn a_list_of_customers_gives_its_properties_to_their_events() {
    let imported = read(&[("crm.csv", CRM), ("calls.csv", CALLS)], &ImportOptions::default()).expect("a log");
    let plans = imported.log.column("plan").expect("a property");
    let found: Vec<&str> = (0..imported.log.n_events()).map(|event| plans.text(event)).collect();
    assert_eq!(found, ["gold", "free"]);
    let list = &imported.report.sources[0];
    assert_eq!((list.name.as_str(), list.is_log, list.rows, list.kept, list.unmatched), ("crm.csv", false, 3, 3, 1));
    assert_eq!(imported.report.summary.rows, 2, "rows of customers are no events");
    assert_eq!(imported.report.name(), "calls.csv");
}

#[test]
fn a_long_list_is_read_like_a_short_one() {
    let list: String = (0..5_000).map(|at| format!("p{at}@x.org,{}\n", ["free", "pro"][at % 2])).collect();
    let log = "email,event,time\np1@x.org,visit,2025-01-01 10:00\np2@x.org,visit,2025-01-01 11:00\n";
    let imported = read(&[("log.csv", log), ("list.csv", &format!("email,plan\n{list}"))], &ImportOptions::default());
    let report = imported.expect("a log").report;
    assert_eq!((report.sources[1].kept, report.sources[1].unmatched), (5_000, 4_998));
}

#[test]
fn a_list_alone_is_no_log() {
    let error = read(&[("crm.csv", CRM)], &ImportOptions::default()).expect_err("no log");
    assert!(matches!(error, ImportError::NotALog { kind: TableKind::Customers, .. }), "{error}");
    let error = read(&[("crm.csv", CRM), ("again.csv", CRM)], &ImportOptions::default()).expect_err("no log");
    assert!(matches!(error, ImportError::NotALog { kind: TableKind::Customers, .. }), "{error}");
}

#[test]
fn what_cannot_be_read_is_told_beside_what_can() {
    let imported = read(&[("picture.png", "%PDF-1.4 …"), ("calls.csv", CALLS)], &ImportOptions::default());
    let imported = imported.expect("a log");
    assert!(matches!(imported.report.sources[0].failure, Some(ImportError::NotText { .. })));
    assert_eq!(imported.report.summary.events, 2);
}

#[test]
fn exact_duplicates_are_counted_and_dropped_by_choice() {
    let table = "customer,event,time,note\na,see,2024-01-01 10:00:00,x\na,see,2024-01-01 10:00:00,x\n\
        a,see,2024-01-01 10:00:00,y\nb,see,2024-01-01 10:00:00,x\na,see,2024-01-01 10:00:00,x\n";
    let kept = read(&[("log.csv", table)], &ImportOptions::default()).expect("a log");
    let quality = &kept.report.quality;
    assert_eq!((quality.duplicates, quality.duplicates_dropped, quality.tied_events), (2, false, 4));
    assert_eq!(kept.report.summary.events, 5);
    let options = ImportOptions { duplicates: Duplicates::Drop, ..ImportOptions::default() };
    let dropped = read(&[("log.csv", table)], &options).expect("a log");
    assert_eq!((dropped.report.summary.rows, dropped.report.summary.events), (5, 3));
    let skipped: Vec<_> = dropped.report.skipped_rows.iter().map(|row| (row.line, row.reason)).collect();
    assert_eq!(skipped, [(3, SkipReason::Duplicate), (6, SkipReason::Duplicate)]);
}

#[test]
fn gaps_and_the_future_are_told() {
    let table = "customer,event,time\na,see,2024-01-01 10:00:00\na,see,2024-01-02 10:00:00\na,see,2024-01-06 10:00:00\n\
        a,see,2024-01-08 10:00:00\n";
    // 2024-01-07 00:00 UTC.
    let options = ImportOptions { now: Some(1_704_585_600_000.0), ..ImportOptions::default() };
    let quality = read(&[("log.csv", table)], &options).expect("a log").report.quality;
    assert_eq!((quality.future_events, quality.empty_days), (1, 4));
    assert_eq!(quality.longest_gap, Some(("2024-01-03".to_owned(), "2024-01-05".to_owned())));
}

#[test]
fn a_column_chosen_for_all_must_be_in_one() {
    let choose = |name: &str| ImportOptions {
        columns: BTreeMap::from([(sojourn::event_log::ColumnRole::Value, name.to_owned())]),
        ..ImportOptions::default()
    };
    let tables = [("shop.csv", SHOP), ("calls.csv", CALLS)];
    assert!(read(&tables, &choose("amount")).is_ok());
    assert!(matches!(read(&tables, &choose("price")), Err(ImportError::MissingColumn { .. })));
}

/// Rows of identifiers without conflicts: each user has devices and addresses of its own.
fn rows() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    prop::collection::vec((0_u8..6, 0_u8..7, 0_u8..4), 1..40)
}

proptest! {
    /// Against a naive oracle: customers are the connected parts of the graph of identifiers.
    #[test]
    fn joined_customers_are_connected_parts(rows in rows(), split in 0_usize..40) {
        // What is shown of a row: user (1), device (2), address (4), in any combination but none.
        let row = |at: usize, &(user, shown, device): &(u8, u8, u8)| {
            let shown = shown + 1;
            let part = |bit: u8, text: String| if shown & bit != 0 { text } else { String::new() };
            [
                part(1, format!("u{user}")),
                part(2, format!("d{user}{device}")),
                part(4, format!("p{user}@x.com")),
                at.to_string(),
            ]
        };
        let all: Vec<[String; 4]> = rows.iter().enumerate().map(|(at, drawn)| row(at, drawn)).collect();
        let mut groups: Vec<BTreeSet<String>> = Vec::new();
        for [user, device, email, _] in &all {
            let mut joined: BTreeSet<String> =
                [user, device, email].into_iter().filter(|text| !text.is_empty()).cloned().collect();
            groups.retain(|group| {
                let meets = !group.is_disjoint(&joined);
                if meets {
                    joined.extend(group.iter().cloned());
                }
                !meets
            });
            groups.push(joined);
        }
        let table = |rows: &[[String; 4]]| {
            let lines = rows.iter().map(|[user, device, email, at]| {
                format!("{user},{device},{email},t{at},2024-01-01 10:{:02}:00\n", at.parse::<u32>().unwrap_or(0))
            });
            format!("user_id,device_id,email,event,timestamp\n{}", lines.collect::<String>())
        };
        let (first, second) = all.split_at(split.min(all.len()));
        let (first, second) = (table(first), table(second));
        let tables: Vec<(&str, &str)> =
            [("a.csv", first.as_str()), ("b.csv", second.as_str())].into_iter().filter(|(_, table)| table.lines().count() > 1).collect();
        let imported = read(&tables, &ImportOptions::default()).expect("a log");
        prop_assert_eq!(imported.report.summary.customers as usize, groups.len());
        prop_assert_eq!(imported.report.summary.events as usize, all.len());
    }
}
