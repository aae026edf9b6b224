//! Exports of tools as whole files, in the formats in which the tools give them → tool, columns and events. Each file in
//! `tests/whole_exports` is written as the tool's documentation has it; beside it stand the events that it gives.
//! `UPDATE_GOLDEN=1 cargo test --test whole_exports` writes them anew.

use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::PathBuf,
};

use flate2::{Compression, write::GzEncoder};
use sojourn::{
    event_log::ColumnRole,
    import::{ImportOptions, Imported, Tool, import},
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/whole_exports")
}

/// What a file gives: tool, rows, zone, roles, events, what was skipped.
fn told(imported: &Imported) -> String {
    const SHOWN: [ColumnRole; 5] =
        [ColumnRole::Channel, ColumnRole::Session, ColumnRole::Value, ColumnRole::Score, ColumnRole::Comment];
    let (report, log, mut told) = (&imported.report, &imported.log, String::new());
    for source in &report.sources {
        let tool = source.tool.map_or("no tool", Tool::name);
        let _ = writeln!(
            told,
            "{tool}, {:?}: {} rows, {} kept, {}",
            source.format, source.rows, source.kept, source.timestamp_format
        );
    }
    let _ = writeln!(told, "zone {}, offsets: {}", report.time_zone, report.has_offsets);
    for column in report.columns.iter().filter(|column| column.role.is_some()) {
        let (role, reason) = (column.role.expect("a role"), column.reason.expect("a reason"));
        let _ = writeln!(told, "{role:?} = {} ({reason:?})", column.name);
    }
    for customer in 0..log.n_customers() {
        for event in log.events_of(customer) {
            let _ = write!(told, "{} {}", log.times()[event].to_iso(), log.customer_id(customer));
            let _ = write!(told, " [{}]", log.touchpoints().text(event));
            for role in SHOWN {
                let Some(column) = log.role(role).filter(|column| !column.text(event).is_empty()) else { continue };
                let _ = write!(told, " {role:?}={}", column.text(event));
            }
            told.push('\n');
        }
    }
    for row in &report.skipped_rows {
        let _ = writeln!(told, "skipped {:?} {:?}: {}", row.column, row.value, row.reason.words());
    }
    told
}

#[track_caller]
fn check(name: &str, imported: &Imported) {
    let told = told(imported);
    let beside = folder().join(name).with_extension("events");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&beside, &told).expect("written");
        return;
    }
    assert_eq!(told, fs::read_to_string(&beside).expect("the events"), "{name}");
}

#[test]
fn whole_files_give_the_events_that_stand_beside_them() {
    let mut files: Vec<_> =
        fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension != "events"));
    assert!(files.len() >= 12);
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("bytes");
        let imported =
            import(&name, &bytes, &ImportOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let report = &imported.report;
        assert_eq!(report.summary.rows, report.summary.events + report.summary.skipped.count, "{name}");
        check(&name.replace('.', "_"), &imported);
    }
}

/// Amplitude gives a ZIP archive of one gzipped file for each hour; times are in UTC and say nothing of it.
#[test]
fn a_zip_of_gzipped_events_is_one_log() {
    let hour = |events: &[&str]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(events.join("\n").as_bytes()).expect("gzip");
        encoder.finish().expect("gzip")
    };
    let event = |user: &str, session: i64, what: &str, time: &str, revenue: &str| {
        format!(
            r#"{{"$insert_id":"{user}{time}","amplitude_id":{user},"app":1,"device_id":"dev-{user}","user_id":null,"event_type":"{what}","event_id":1,"event_time":"{time}","client_event_time":"{time}","server_upload_time":"{time}","session_id":{session},"event_properties":{{{revenue}}},"user_properties":{{"utm_source":"mail"}},"platform":"Web","uuid":"u-{time}"}}"#
        )
    };
    let first = [
        event("501", 1738796251078, "page view", "2025-02-05 22:57:31.078000", ""),
        event("502", -1, "push received", "2025-02-05 22:58:00.000000", ""),
    ];
    let second = [
        event("501", 1738796251078, "order", "2025-02-05 23:01:00.500000", r#""$revenue":12.5"#),
        event("502", -1, "push opened", "2025-02-05 23:02:00.000000", ""),
    ];
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    for (name, events) in [("1/1_2025-02-05_22#0.json.gz", &first[..]), ("1/1_2025-02-05_23#0.json.gz", &second[..])] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        archive.write_all(&hour(&events)).expect("its bytes");
    }
    archive.finish().expect("an archive");
    let imported = import("amplitude.zip", bytes.get_ref(), &ImportOptions::default()).expect("a log");
    check("amplitude_zip", &imported);
    assert_eq!(imported.report.summary.first.as_deref(), Some("2025-02-05T22:57:31.078Z"));
}

/// Where none is chosen, days are those of the place that the tool's users live in.
#[test]
fn the_zone_of_a_tool_holds_until_one_is_chosen() {
    let table = b"user_id,item_id,category_id,behavior_type,timestamp\n1,2,3,pv,1511571764\n1,2,3,buy,1511658000\n";
    let zone = |time_zone: Option<&str>| {
        let options = ImportOptions { time_zone: time_zone.map(str::to_owned), ..ImportOptions::default() };
        import("taobao.csv", table, &options).expect("a log").report.time_zone
    };
    assert_eq!(zone(None), "Asia/Shanghai");
    assert_eq!(zone(Some("UTC")), "UTC");
    let plain = b"user_id,event,timestamp\n1,see,1511571764\n1,buy,1511658000\n";
    assert_eq!(import("plain.csv", plain, &ImportOptions::default()).expect("a log").report.time_zone, "UTC");
}

/// Times in words are read where all columns were chosen, too.
#[test]
fn a_chosen_column_may_hold_times_in_words() {
    let table = b"a,b,c\nx,see,5 mars 2024 10:00\nx,buy,8 ao\xc3\xbbt 2024 11:00\n";
    let columns = [(ColumnRole::Customer, "a"), (ColumnRole::Touchpoint, "b"), (ColumnRole::Timestamp, "c")];
    let columns = columns.map(|(role, name)| (role, name.to_owned())).into();
    let options = ImportOptions { columns, ..ImportOptions::default() };
    let summary = import("table.csv", table, &options).expect("a log").report.summary;
    assert_eq!((summary.events, summary.first.as_deref()), (2, Some("2024-03-05T10:00:00Z")));
}
