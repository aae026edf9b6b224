//! Exports of tools → events: each file in `tests/exports` is written as the tool's documentation has it, and beside it
//! stand the events that it gives. `UPDATE_GOLDEN=1 cargo test --test exports` writes them anew.

use std::{fmt::Write, fs, io::Cursor, path::Path};

use proptest::prelude::*;
use sojourn::{
    event_log::ColumnRole,
    import::{
        ImportError, ImportOptions, Recognising, SkipReason, TableKind, Tool,
        formats::{ReadOptions, Rows, delimited},
        identifiers, import, needs_adapter,
    },
};

#[path = "common/table.rs"]
mod table;
use table::Table;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

/// What a file gives: the tool, the roles, the events, what was skipped.
fn told(name: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let (table, reshaped) = Table::read(name, bytes)?;
    let imported = import(name, bytes, &ImportOptions::default())?;
    let mut told = String::new();
    let tool = reshaped.tool.map_or("no tool", Tool::name);
    let _ = writeln!(told, "{tool}: {} rows, {} folded", reshaped.rows, reshaped.folded);
    for column in imported.report.columns.iter().filter(|column| column.role.is_some()) {
        let (role, reason) = (column.role.expect("a role"), column.reason.expect("a reason"));
        let _ = writeln!(told, "{role:?} = {} ({reason:?})", column.name);
    }
    for (column, kind) in identifiers(&table.names, &table.rows) {
        let _ = writeln!(told, "{kind:?}: {}", table.names[column]);
    }
    for (line, reason) in &table.skipped {
        let _ = writeln!(told, "line {line}: {}", reason.words());
    }
    let log = &imported.log;
    let shown = [ColumnRole::Channel, ColumnRole::Session, ColumnRole::Value, ColumnRole::Score, ColumnRole::Comment];
    for customer in 0..log.n_customers() {
        for event in log.events_of(customer) {
            let _ = write!(told, "{} {}", log.times()[event].to_iso(), log.customer_id(customer));
            let _ = write!(told, " [{}]", log.touchpoints().text(event));
            for role in shown {
                let Some(column) = log.role(role).filter(|column| !column.text(event).is_empty()) else { continue };
                let _ = write!(told, " {role:?}={}", column.text(event));
                if role == ColumnRole::Value {
                    let _ = write!(told, " ({})", column.dictionary.numbers()[column.codes.get(event) as usize]);
                }
            }
            told.push('\n');
        }
    }
    for row in &imported.report.skipped_rows {
        let _ = writeln!(told, "skipped {:?} {:?}: {}", row.column, row.value, row.reason.words());
    }
    Ok(told)
}

#[test]
fn exports_give_the_events_that_stand_beside_them() {
    let mut files: Vec<_> =
        fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_none_or(|extension| extension != "events"));
    files.sort();
    assert!(files.len() > 20);
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("bytes");
        let told = told(&name, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let beside = file.with_extension("events");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&beside, &told).expect("written");
            continue;
        }
        assert_eq!(told, fs::read_to_string(&beside).expect("the events"), "{name}");
    }
}

#[test]
fn totals_are_refused_with_what_to_export_instead() {
    for (table, expected) in [
        ("date,visitors,pageviews,bounces,visits,visit_duration\n2026-03-01,3,4,1,3,120\n", TableKind::PlausibleTotals),
        ("Session source,Sessions,Active users\nbing,3,4\nmail,5,6\n", TableKind::AnalyticsReport),
        (
            "# ----------\n# Traffic acquisition\n# 20260301-20260331\n#\nSession source,Sessions,Active users\nbing,3,4\nmail,5,6\n",
            TableKind::AnalyticsReport,
        ),
        (
            "Campaign report\n\"March 1, 2026 - March 31, 2026\"\nCampaign,Clicks,Impr.,CTR,Cost\na,1,2,3%,4\nb,1,2,3%,4\n",
            TableKind::AdReport,
        ),
        ("Campaign,Clicks,Impr.,CTR,Cost\nspring,3,4,75%,1.20\n", TableKind::AdReport),
        ("path;total_conversions;total_null\na > b;1;2\n", TableKind::CountedPaths),
    ] {
        let error = Table::read("totals.csv", table.as_bytes()).map(|_| ()).expect_err(table);
        assert!(matches!(&error, ImportError::NotALog { kind, .. } if *kind == expected), "{error}");
        assert!(error.to_string().contains(expected.help()));
    }
}

#[test]
fn a_plain_log_needs_nothing() {
    let texts = |row: &[&str]| row.iter().map(|&text| text.to_owned()).collect::<Vec<String>>();
    let columns = texts(&["user_id", "event", "timestamp"]);
    assert!(!needs_adapter(&columns, &vec![texts(&["u1", "view", "2026-03-01 10:00:00"]); 20], true));
    assert!(needs_adapter(
        &texts(&["user_id", "event", "date", "time"]),
        &vec![texts(&["u1", "a", "2026-03-01", "10:05"]); 20],
        true
    ));
}

/// Columns may come late, and rows beyond those that were looked at take the same way.
#[test]
fn rows_are_reshaped_however_many_there_are() {
    let mut table = Table::default();
    let mut recognising = Recognising::new("calls.ndjson", &mut table);
    let names = ["type", "messageId", "anonymousId", "userId", "event", "timestamp", "more"].map(str::to_owned);
    recognising.columns(&names[..6]).expect("columns");
    for line in 1..=2500_u64 {
        if line == 2000 {
            recognising.columns(&names).expect("columns");
        }
        let event = if line % 2 == 0 { "Viewed" } else { "" };
        let row = ["track", "m", "a1", "", event, "2026-03-01T10:00:00Z", "x"].map(str::as_bytes);
        recognising.row(line, &row[..if line < 2000 { 6 } else { 7 }]).expect("a row");
    }
    recognising.skip(2501, Some(5), b"broken", SkipReason::UnreadableRecord).expect("a row");
    let reshaped = recognising.finish().expect("the end");
    assert_eq!((reshaped.tool, reshaped.rows, table.rows.len()), (Some(Tool::Segment), 2501, 2500));
    assert_eq!(table.names[..3], ["Touchpoint (made)", "Time (made)", "type"]);
    assert_eq!(table.names.last().map(String::as_str), Some("more"));
    assert_eq!(table.rows[1999][0], "Viewed");
    assert_eq!(table.rows[1999].last().map(String::as_str), Some("x"));
    assert_eq!(table.rows[2000][0], "track");
    assert_eq!(table.skipped, [(2501, SkipReason::UnreadableRecord)]);
}

#[test]
fn delimited_rows_are_the_same_by_both_ways() {
    let bytes = "user_id,event,timestamp\nu1,'=a,2026-03-01\nu1,\"b\nc\",2026-03-02,\nu2,d,2026-03-03,4\nu2,\"open\n";
    let mut table = Table::default();
    delimited::read("t", &mut Cursor::new(bytes), &ReadOptions::default(), &mut table).expect("a table");
    assert_eq!(table.rows, [["u1", "'=a", "2026-03-01"], ["u1", "b\nc", "2026-03-02"]]);
    assert_eq!(table.skipped, [(5, SkipReason::TooManyFields), (6, SkipReason::OpenQuote)]);
    let imported = import("t", bytes.as_bytes(), &ImportOptions::default()).expect("a log");
    assert_eq!(imported.report.summary.events as usize, table.rows.len());
    assert_eq!(imported.report.summary.skipped.count as usize, table.skipped.len());
}

/// Names of the columns of all exports here, and of some that tell nothing.
fn known_names() -> Vec<String> {
    let mut names: Vec<String> = ["x", "y", "note", "date", "time", ""].map(str::to_owned).to_vec();
    for entry in fs::read_dir(folder()).expect("the folder") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("a text");
        names.extend(text.lines().next().unwrap_or_default().split(',').map(|name| name.replace('"', "")));
    }
    names.sort();
    names.dedup();
    names
}

fn value() -> impl Strategy<Value = String> {
    let fixed = [
        "",
        "2026-03-01",
        "2026-03-01 10:00:00",
        "10:15",
        "3/1/2026 2:30 PM",
        "1772359200",
        "-1",
        "1.234,50",
        "Closed Won",
        "{\"a\":{\"b\":1}}",
        "[{\"key\":\"k\",\"value\":{\"int_value\":1}}]",
        "{\"a\":",
        "https://x.example/1?y#z",
        "ann@example.org",
        "10 - sehr",
        "客户",
        "#1001",
        "page",
        "2",
    ];
    prop_oneof![4 => prop::sample::select(fixed.map(str::to_owned).to_vec()), 1 => "[ -~客\"]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a table looks like, each of its rows is given on, skipped, or part of the row before.
    #[test]
    fn every_row_is_accounted_for(
        names in prop::sample::subsequence(known_names(), 1..40).prop_shuffle(),
        values in prop::collection::vec(prop::collection::vec(value(), 0..40), 0..30),
    ) {
        let mut table = Table::default();
        let mut recognising = Recognising::new("any.csv", &mut table);
        recognising.columns(&names).expect("columns");
        for (row, line) in values.iter().zip(1..) {
            let row: Vec<&[u8]> = row.iter().take(names.len()).map(String::as_bytes).collect();
            recognising.row(line, &row).expect("a row");
        }
        match recognising.finish() {
            Ok(reshaped) => {
                let mut lines: Vec<u64> = table.lines.iter().copied().chain(table.skipped.iter().map(|row| row.0)).collect();
                lines.sort_unstable();
                lines.dedup();
                prop_assert_eq!(lines.len() as u64 + reshaped.folded, reshaped.rows);
                prop_assert!(table.rows.iter().all(|row| row.len() <= table.names.len()));
                let mut unique = table.names.clone();
                unique.sort();
                unique.dedup();
                prop_assert_eq!(unique.len(), table.names.len(), "{:?}", table.names);
            }
            Err(error) => prop_assert!(matches!(error, ImportError::NotALog { .. }), "{error}"),
        }
    }
}
