//! Reading, from outside: the data sets beside the project, bad input, and slices of any size.

use std::{
    collections::BTreeMap,
    io::{Read, Seek, SeekFrom},
};

use proptest::prelude::*;
use sojourn::{
    event_log::ColumnRole,
    import::{
        Chunk, ChunkedImport, DateOrder, Delimiter, Excess, Flow, HEAD_BYTES, Import, ImportError, ImportOptions,
        Imported, SkipReason, SourceTable, Sources, SpareColumn, TableKind,
        formats::{self, Format, ReadOptions},
        import,
    },
};

#[path = "common/data.rs"]
mod data;
use data::data;

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    import("test.csv", bytes, &ImportOptions::default())
}

fn read_in_slices(bytes: &[u8], size: usize) -> Result<Imported, ImportError> {
    let mut sources = Sources::new(ImportOptions::default());
    sources.add("test.csv", bytes.len() as u64, table_in_slices(bytes, size));
    sources.finish()
}

fn table_in_slices(bytes: &[u8], size: usize) -> Result<SourceTable, ImportError> {
    let mut import = Import::new("test.csv", ImportOptions::default(), false);
    for slice in bytes.chunks(size) {
        if import.push(slice)? == Flow::NeedsReader {
            return table_by_reader(bytes, size);
        }
    }
    if import.end()? == Flow::NeedsReader { table_by_reader(bytes, size) } else { import.finish() }
}

fn table_by_reader(bytes: &[u8], size: usize) -> Result<SourceTable, ImportError> {
    let (mut source, options) = (Slices { bytes, at: 0, size }, ReadOptions::default());
    let mut import =
        ChunkedImport::new("test.csv", Format::Delimited, bytes.len() as u64, ImportOptions::default(), false);
    let read = formats::read_reshaped(formats::delimited::read, "test.csv", &mut source, &options, |chunk: Chunk| {
        import.push(chunk)
    });
    import.finish(read?)
}

/// Bytes that come in slices of a size at most.
struct Slices<'a> {
    bytes: &'a [u8],
    at: usize,
    size: usize,
}

impl Read for Slices<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let length = out.len().min(self.size).min(self.bytes.len() - self.at);
        out[..length].copy_from_slice(&self.bytes[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

impl Seek for Slices<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match to {
            SeekFrom::Start(at) => self.at = at as usize,
            other => unreachable!("{other:?}"),
        }
        Ok(self.at as u64)
    }
}

/// Everything of a log, event by event.
fn content(imported: &Imported) -> Vec<String> {
    let log = &imported.log;
    (0..log.n_customers())
        .flat_map(|customer| {
            log.events_of(customer).map(move |event| {
                let values: Vec<&str> = log.columns().iter().map(|column| column.text(event)).collect();
                format!("{} {} {}", log.customer_id(customer), log.times()[event].to_iso(), values.join("|"))
            })
        })
        .collect()
}

// --- Data sets ------------------------------------------------------------------------------------------------------

/// Rows, customers, touchpoints, first instant.
#[track_caller]
fn check_data(name: &str, rows: u64, customers: u64, touchpoints: usize, first: &str) {
    let Some(bytes) = data(name) else { return };
    let imported = read(&bytes).expect("an event log");
    let summary = &imported.report.summary;
    assert_eq!(summary.skipped.count, 0, "{:?}", summary.skipped.reasons);
    assert_eq!((summary.rows, summary.customers, summary.touchpoints.len()), (rows, customers, touchpoints));
    assert_eq!(summary.first.as_deref(), Some(first));
}

#[test]
fn a_web_shop_in_three_shapes() {
    check_data("simple_shop.csv", 32_283, 3_751, 12, "2019-11-01T17:59:13.273932Z");
    check_data("simple_shop_epoch_ms.csv", 32_283, 3_751, 12, "2019-11-01T17:59:13.273Z");
    check_data("simple_shop_ddmmyyyy_seconds.csv", 32_283, 3_751, 12, "2019-11-01T17:59:13Z");
    check_data("ab_test_demo.csv", 33_279, 3_751, 8, "2019-11-01T17:59:13.273932Z");
}

#[test]
fn chinese_headers_in_gbk() {
    let Some(bytes) = data("taobao_cn_gbk.csv") else { return };
    let imported = read(&bytes).expect("an event log");
    let (report, summary) = (&imported.report, &imported.report.summary);
    assert_eq!(report.sources[0].encoding.as_deref(), Some("gb18030"));
    assert_eq!(report.sources[0].timestamp_format, "epoch seconds");
    assert_eq!((summary.rows, summary.customers), (40_000, 3_990));
    assert_eq!(summary.columns[&ColumnRole::Customer], "用户ID");
    assert_eq!(summary.columns[&ColumnRole::Touchpoint], "行为类型");
    assert_eq!(summary.columns[&ColumnRole::Value], "售价");
}

#[test]
fn months_in_words_of_other_languages_are_data_without_a_header_too() {
    let row = |row: usize| {
        format!("k{};{};{}. März 2024 09:{}\n", row % 6, ["Besuch", "Kauf"][row / 6 % 2], 1 + row, 10 + row)
    };
    let table: String = (0..24).map(row).collect();
    let imported = read(table.as_bytes()).expect("an event log");
    let summary = &imported.report.summary;
    assert_eq!((summary.rows, summary.events, summary.customers), (24, 24, 6));
    assert_eq!(summary.first.as_deref(), Some("2024-03-01T09:10:00Z"));
    assert_eq!(summary.last.as_deref(), Some("2024-03-24T09:33:00Z"));
}

#[test]
fn process_mining_logs() {
    let Some(bytes) = data("receipt.csv") else { return };
    let imported = read(&bytes).expect("an event log");
    let summary = &imported.report.summary;
    assert_eq!((summary.events, summary.customers, summary.touchpoints.len()), (8_577, 1_434, 27));
    assert_eq!(summary.columns[&ColumnRole::Customer], "case:concept:name");
    assert_eq!(summary.columns[&ColumnRole::Touchpoint], "concept:name");
    assert!(imported.report.has_offsets);
    let Some(bytes) = data("running-example.csv") else { return };
    let summary = read(&bytes).expect("an event log").report.summary;
    assert_eq!((summary.events, summary.customers), (42, 6));
    assert_eq!(summary.first.as_deref(), Some("2010-12-30T10:02:00Z"));
}

#[test]
fn tables_that_are_no_logs_are_refused_by_what_they_are() {
    for (name, expected) in [
        ("online_shoppers_intention.csv", TableKind::Sessions),
        ("telco_churn_MANGLED_excel_eu.csv", TableKind::Customers),
        ("NPS.csv", TableKind::Customers),
        ("cookie_cats.csv", TableKind::Customers),
        ("PathData.csv", TableKind::CountedPaths),
    ] {
        let Some(bytes) = data(name) else { return };
        let error = read(&bytes).expect_err(name);
        assert!(matches!(error, ImportError::NotALog { kind, .. } if kind == expected), "{name}: {error}");
    }
}

// --- Bad input ------------------------------------------------------------------------------------------------------

#[test]
fn nothing_to_read() {
    assert!(matches!(read(b""), Err(ImportError::Empty { .. })));
    assert!(matches!(read(b" \n\r\n \n"), Err(ImportError::Empty { .. })));
    assert!(matches!(read(b"\xEF\xBB\xBF"), Err(ImportError::Empty { .. })));
    assert!(matches!(read(b"user_id,event,timestamp\n"), Err(ImportError::NoRows { .. })));
    assert!(matches!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(ImportError::NotText { .. })));
    assert!(matches!(read(b"just a sentence"), Err(ImportError::NoRows { .. } | ImportError::NoColumnFor { .. })));
}

#[test]
fn a_log_whose_times_are_all_broken_says_which_column_and_shows_one() {
    let error = read(b"user_id,event,timestamp\nu1,a,soon\nu2,b,later\n").unwrap_err();
    let ImportError::AllSkipped { rows, reason, line, value, .. } = error else { panic!("{error}") };
    assert_eq!((rows, reason, line, value.as_str()), (2, SkipReason::UnreadableTimestamp, 2, "soon"));
}

#[test]
fn every_row_is_accounted_for() {
    let table = "user_id,event,timestamp,x\n\
        u1,a,2024-01-01 10:00:00,1\n\
        ,a,2024-01-01 10:00:00,1\n\
        u1,,2024-01-01 10:00:00,1\n\
        u1,a,,1\n\
        u1,a,2024-02-30 10:00:00,1\n\
        u1,a\n\
        \n\
        u1,b,2024-01-01 10:00:01\n\
        u1,a,2024-01-01 10:00:02,1,2\n\
        u1,a,2024-01-01 10:00:03,1,\n\
        u1,\"never closed,2024-01-01 10:00:04,1\n\
        u2,b,2024-01-01 10:00:05,1\n";
    let report = read(table.as_bytes()).expect("a log").report;
    assert_eq!((report.summary.rows, report.summary.events), (11, 4));
    let skipped: Vec<(u64, Option<&str>, SkipReason)> =
        report.skipped_rows.iter().map(|row| (row.line, row.column.as_deref(), row.reason)).collect();
    use SkipReason::*;
    assert_eq!(
        skipped,
        [
            (3, Some("user_id"), NoCustomer),
            (4, Some("event"), NoTouchpoint),
            (5, Some("timestamp"), NoTimestamp),
            (6, Some("timestamp"), UnreadableTimestamp),
            (7, None, TooFewFields),
            (10, None, TooManyFields),
            (12, None, OpenQuote),
        ]
    );
    assert_eq!(report.summary.skipped.count, 7);
}

#[test]
fn odd_but_readable() {
    let mixed = read(
        b"user_id,event,timestamp\r\nu1,a,2024-01-01 10:00:00\nu1,b,2024-01-01 10:00:01\ru2,a\0b,2024-01-01 10:00:02",
    )
    .expect("a log");
    assert_eq!(mixed.report.summary.events, 3);
    let doubled = read(b"user_id,event,event,timestamp\nu1,a,x,2024-01-01\n").expect("a log");
    assert_eq!(
        doubled.log.columns().iter().map(|column| column.name.as_str()).collect::<Vec<_>>(),
        ["event", "event (2)"]
    );
    let far = read(b"user_id,event,timestamp\nu1,a,0001-01-01 00:00:00\nu1,b,9999-12-31 23:59:59\n").expect("a log");
    assert_eq!(far.report.summary.first.as_deref(), Some("0001-01-01T00:00:00Z"));
    assert_eq!(far.report.summary.last.as_deref(), Some("9999-12-31T23:59:59Z"));
}

#[test]
fn wide_long_and_varied() {
    let header: Vec<String> = (0..300).map(|column| format!("c{column}")).collect();
    let wide = format!("user_id,event,timestamp,{}\nu1,a,2024-01-01,{}\n", header.join(","), vec!["x"; 300].join(","));
    assert_eq!(read(wide.as_bytes()).expect("a log").log.columns().len(), 301);
    let long = format!("user_id,event,timestamp,note\nu1,a,2024-01-01,{}\nu2,b,2024-01-02,y\n", "x".repeat(10 << 20));
    assert_eq!(read(long.as_bytes()).expect("a log").report.summary.events, 2);
    let mut varied = String::from("user_id,event,timestamp\n");
    for row in 0..100_000 {
        varied.push_str(&format!("u1,touch {row},2024-01-01 10:00:00\n"));
    }
    let report = read(varied.as_bytes()).expect("a log").report;
    assert_eq!(
        (report.summary.touchpoints.len(), report.summary.customers, report.quality.tied_events),
        (100_000, 1, 100_000)
    );
}

// --- Detection ------------------------------------------------------------------------------------------------------

#[test]
fn undecidable_dates_are_asked_for() {
    let table = b"user_id,event,timestamp\nu1,a,03/04/2024 10:00\nu1,b,05/04/2024 10:00\n";
    assert!(matches!(read(table), Err(ImportError::AmbiguousDates { .. })));
    let first = |order| {
        let options = ImportOptions { date_order: Some(order), ..ImportOptions::default() };
        import("test.csv", table, &options).expect("a log").report.summary.first.expect("an instant")
    };
    assert_eq!(first(DateOrder::DayFirst), "2024-04-03T10:00:00Z");
    assert_eq!(first(DateOrder::MonthFirst), "2024-03-04T10:00:00Z");
}

#[test]
fn one_row_decides_for_the_column() {
    let table = b"user_id,event,timestamp\nu1,a,03/04/2024 10:00\nu1,b,03/13/2024 10:00\n";
    assert_eq!(read(table).expect("a log").report.summary.first.as_deref(), Some("2024-03-04T10:00:00Z"));
}

#[test]
fn chosen_columns_win_and_must_be_there() {
    let table = b"user_id,event,page,timestamp\nu1,a,/x,2024-01-01\nu1,b,/y,2024-01-02\n";
    let with = |role, name: &str| ImportOptions {
        columns: BTreeMap::from([(role, name.to_owned())]),
        ..ImportOptions::default()
    };
    let by_page = import("t", table, &with(ColumnRole::Touchpoint, "page")).expect("a log");
    assert_eq!(by_page.report.summary.touchpoints[0].name, "/x");
    let error = import("t", table, &with(ColumnRole::Touchpoint, "nope")).unwrap_err();
    assert!(matches!(error, ImportError::MissingColumn { .. }), "{error}");
    let error = import("t", table, &with(ColumnRole::Timestamp, "")).unwrap_err();
    assert!(matches!(error, ImportError::NoColumnFor { role: ColumnRole::Timestamp, .. }), "{error}");
}

#[test]
fn the_zone_moves_hours_of_instants_only() {
    let options = ImportOptions { time_zone: Some("Asia/Shanghai".to_owned()), ..ImportOptions::default() };
    let date = |table: &str| {
        let log = import("t", table.as_bytes(), &options).expect("a log").log;
        log.calendar().date(log.times()[0]).to_iso()
    };
    assert_eq!(date("user_id,event,timestamp\nu1,a,2024-01-01T20:00:00Z\n"), "2024-01-02");
    assert_eq!(date("user_id,event,timestamp\nu1,a,2024-01-01T20:00:00\n"), "2024-01-01");
    let options = ImportOptions { time_zone: Some("Mars/Olympus".to_owned()), ..ImportOptions::default() };
    let error = import("t", b"user_id,event,timestamp\nu1,a,2024-01-01\n", &options).unwrap_err();
    assert!(matches!(error, ImportError::UnknownZone { .. }));
}

#[test]
fn legacy_bytes_after_a_megabyte_of_ascii() {
    let mut table = b"user_id,event,timestamp,note\n".to_vec();
    for row in 0..40_000 {
        table.extend(format!("u{},view,2024-01-01 10:00:00,plain\n", row % 100).as_bytes());
    }
    for note in ["很满意，下次还会再来购买", "物流速度很快，包装也很好", "客服态度非常专业"]
    {
        table.extend(b"u1,buy,2024-01-02 10:00:00,");
        table.extend(&*encoding_rs::GBK.encode(note).0);
        table.push(b'\n');
    }
    for size in [1 << 16, 1 << 20, 1 << 24] {
        let imported = read_in_slices(&table, size).expect("a log");
        assert_eq!(imported.report.sources[0].encoding.as_deref(), Some("gb18030"), "slices of {size}");
        assert!(content(&imported).iter().any(|event| event.contains("很满意，下次还会再来购买")));
        assert_eq!(imported.report.sources[0].bytes, table.len() as u64);
    }
}

#[test]
fn delimiters_and_utf16() {
    for (delimiter, expected) in
        [(",", Delimiter::Comma), (";", Delimiter::Semicolon), ("\t", Delimiter::Tab), ("|", Delimiter::Pipe)]
    {
        let table =
            ["user_id,event,timestamp", "u1,a,2024-01-01", "u2,b,2024-01-02"].join("\n").replace(',', delimiter);
        let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [table.as_bytes(), &utf16] {
            let report = read(bytes).expect("a log").report;
            assert_eq!((report.sources[0].delimiter, report.summary.events), (Some(expected), 2));
        }
    }
}

// --- Properties -----------------------------------------------------------------------------------------------------

/// Fields as people write them: quoted or not, with everything that may go wrong.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,3}",
        1 => Just(String::new()),
        1 => "\"[a-b,\n\r ]{0,5}\"",
        1 => "\"[a-b]\"\"[a-b]{0,3}\"",
        1 => "[a-c \"]{0,4}",
        1 => "[客户户外]{1,2}",
    ]
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..28_u32, 0..24_u32).prop_map(|(day, hour)| format!("2024-01-{:02} {hour:02}:00:00", day + 1)),
        1 => Just("2024-01-01T10:00:00+02:00".to_owned()),
        1 => Just("soon".to_owned()),
        1 => Just(String::new()),
    ]
}

fn table() -> impl Strategy<Value = String> {
    let row = (field(), field(), time(), field(), prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]);
    prop::collection::vec(row, 1..40).prop_map(|rows| {
        let mut table = String::from("user_id,event,timestamp,note\n");
        for (user, event, time, note, end) in rows {
            table.push_str(&format!("{user},{event},{time},{note}{end}"));
        }
        table
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slices_of_any_size_give_the_same_log(table in table(), size in 1_usize..60) {
        let whole = read(table.as_bytes());
        let sliced = read_in_slices(table.as_bytes(), size);
        match (whole, sliced) {
            (Ok(whole), Ok(sliced)) => {
                prop_assert_eq!(content(&whole), content(&sliced));
                prop_assert_eq!(whole.report, sliced.report);
            }
            (whole, sliced) => prop_assert_eq!(whole.err(), sliced.err()),
        }
    }

    #[test]
    fn rows_are_events_or_skipped(table in table()) {
        if let Ok(imported) = read(table.as_bytes()) {
            let summary = imported.report.summary;
            prop_assert_eq!(summary.rows, summary.events + summary.skipped.count);
            let by_reason: u64 = summary.skipped.reasons.iter().map(|reason| reason.count).sum();
            prop_assert_eq!(by_reason, summary.skipped.count);
            prop_assert_eq!(imported.report.skipped_rows.len() as u64, summary.skipped.count);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut table = b"user_id,event,timestamp\nu1,a,2024-01-01\n".to_vec();
        let _ = read(&bytes);
        table.extend(bytes);
        let _ = read(&table);
    }
}

#[test]
fn a_table_that_cannot_fit_is_refused_by_its_head() {
    let mut table = b"customer,event,timestamp,channel\n".to_vec();
    while table.len() < 2 * HEAD_BYTES {
        table.extend_from_slice(b"c1,see,2024-01-01 10:00:00,web\n");
    }
    let mut import = Import::new("large.csv", ImportOptions::default(), false);
    assert_eq!(import.push(&table), Ok(Flow::Continue));
    // 31 bytes in the file are 14 in memory: customer and time take 12, touchpoint and channel one each.
    let limit = 2200 << 20;
    assert_eq!(import.check_fits(5 << 30, limit), Ok(()));
    let Err(ImportError::TooLarge { source_name, excess }) = import.check_fits(20 << 30, limit) else {
        panic!("it was not refused");
    };
    let Excess::Foreseen { rows, columns, memory, limit: most, spare } = excess else { panic!("{excess:?}") };
    assert_eq!((source_name.as_str(), columns, most), ("large.csv", 4, limit));
    assert_eq!(memory / rows, 14);
    let expected = (20_u64 << 30) / 31;
    assert!(rows.abs_diff(expected) < expected / 1000, "{rows} of {expected}");
    assert_eq!(spare, [SpareColumn { name: "channel".to_owned(), memory: rows }]);
}

#[test]
fn columns_that_are_left_out_make_a_large_table_fit() {
    let mut table = b"customer,event,timestamp,agent,page,note\n".to_vec();
    for row in 0_u64.. {
        if table.len() > 2 * HEAD_BYTES {
            break;
        }
        let line = format!("c1,see,2024-01-01 10:00:00,agent {row},page {},no\n", row % 500);
        table.extend_from_slice(line.as_bytes());
    }
    let foretold = |leave_out: &[&str]| {
        let leave_out = leave_out.iter().map(|&name| name.to_owned()).collect();
        let read = ReadOptions { leave_out, ..ReadOptions::default() };
        let mut import = Import::new("large.csv", ImportOptions { read, ..ImportOptions::default() }, false);
        assert_eq!(import.push(&table), Ok(Flow::Continue));
        import.check_fits(9 << 30, 2200 << 20)
    };
    let Err(ImportError::TooLarge { excess: Excess::Foreseen { rows, memory, limit, spare, .. }, .. }) = foretold(&[])
    else {
        panic!("it was not refused");
    };
    let names: Vec<(&str, u64)> = spare.iter().map(|column| (column.name.as_str(), column.memory / rows)).collect();
    assert_eq!(names, [("agent", 2), ("page", 2), ("note", 1)]);
    assert!((memory - spare[0].memory - spare[1].memory) as f64 <= 1.25 * limit as f64);
    assert_eq!(foretold(&["agent", "page"]), Ok(()));
}

#[test]
fn columns_that_are_left_out_have_no_part_in_the_log() {
    let table =
        b"user_id,event,timestamp,channel,email,plan\nu1,a,2024-01-01,web,a@x.org,gold\nu1,b,2024-01-02,app,,free\n";
    let with = |leave_out: &[&str]| {
        let leave_out = leave_out.iter().map(|&name| name.to_owned()).collect();
        import(
            "t",
            table,
            &ImportOptions { read: ReadOptions { leave_out, ..ReadOptions::default() }, ..ImportOptions::default() },
        )
    };
    let report = with(&["channel", "plan"]).expect("a log").report;
    assert_eq!(report.summary.columns.get(&ColumnRole::Channel), None);
    let columns = &report.sources[0].columns;
    let uses: Vec<(&str, bool, bool)> =
        columns.iter().map(|column| (column.name.as_str(), column.kept, column.left_out)).collect();
    assert_eq!(
        uses[2..],
        [("timestamp", true, false), ("channel", false, true), ("email", true, false), ("plan", false, true)]
    );
    // Without the user's id there is the address; and without all that tells who it is, no log.
    let by_mail = with(&["user_id"]).expect("a log").report.summary;
    assert_eq!(by_mail.columns.get(&ColumnRole::Customer).map(String::as_str), Some("email"));
    let error = with(&["timestamp"]).expect_err("no log");
    assert!(matches!(error, ImportError::NotALog { .. } | ImportError::NoColumnFor { .. }), "{error}");
}
