//! A range of rows: exactly these are read, by each way into a log, and every other row is counted.

use std::{io::Cursor, num::NonZeroU64};

use proptest::prelude::*;
use sojourn::import::{
    Chunk, ChunkedImport, Excess, Flow, Import, ImportError, ImportOptions, RowRange, SourceOptions, SourceTable,
    Sources,
    formats::{self, Format, ReadOptions},
    import, import_all,
};

/// A table in which the touchpoint of each row is its number; some rows are bad, each in its way.
fn table(rows: u64) -> String {
    let mut table = "user_id,event,timestamp\n".to_owned();
    for row in 1..=rows {
        match () {
            () if is_bad(row) && row % 2 == 0 => table.push_str(&format!("u{},{row},soon\n", row % 7)),
            () if is_bad(row) => table.push_str(&format!("u{},{row}\n", row % 7)),
            // A field in quotes may hold a line break: rows are no lines.
            () if row % 11 == 0 => table.push_str(&format!("\"u\n{}\",{row},2024-01-01 10:00:00\n", row % 7)),
            () => table.push_str(&format!("u{},{row},2024-01-01 10:00:00\n", row % 7)),
        }
    }
    table
}

fn is_bad(row: u64) -> bool {
    row % 13 == 5
}

fn range(from: u64, to: Option<u64>) -> RowRange {
    RowRange { from: NonZeroU64::new(from).expect("not 0"), to }
}

/// Reads a text as the host does, in slices.
fn itself(table: &[u8], rows: RowRange, size: usize) -> Result<SourceTable, ImportError> {
    let mut import = Import::new("t.csv", ImportOptions { rows, ..ImportOptions::default() }, false);
    for slice in table.chunks(size) {
        assert_eq!(import.push(slice)?, Flow::Continue);
    }
    assert_eq!(import.end()?, Flow::Continue);
    import.finish()
}

/// Reads it as a reader does, in chunks.
fn by_reader(table: &[u8], rows: RowRange) -> Result<SourceTable, ImportError> {
    let options = ImportOptions { rows, ..ImportOptions::default() };
    let mut import = ChunkedImport::new("t.csv", Format::Delimited, table.len() as u64, options, false);
    let (mut source, read) = (Cursor::new(table), ReadOptions::default());
    let report = formats::read_reshaped(formats::delimited::read, "t.csv", &mut source, &read, |chunk: Chunk| {
        import.push(chunk)
    })?;
    import.finish(report)
}

/// What must come of it.
#[track_caller]
fn check(read: Result<SourceTable, ImportError>, all: u64, range: RowRange) {
    let wanted: Vec<u64> =
        (1..=all).filter(|row| (range.from.get()..=range.to.unwrap_or(u64::MAX)).contains(row)).collect();
    let mut good: Vec<u64> = wanted.iter().copied().filter(|row| !is_bad(*row)).collect();
    let read = match read {
        Err(ImportError::NoRowInRange { rows, .. }) => {
            assert!(wanted.is_empty(), "{range:?}");
            return assert_eq!(rows, all);
        }
        Err(ImportError::AllSkipped { .. }) => return assert!(good.is_empty(), "{range:?}"),
        read => read.expect("a table"),
    };
    let report = &read.report;
    assert_eq!((report.rows, report.kept), (wanted.len() as u64, good.len() as u64), "{range:?}");
    assert_eq!(report.skipped, report.rows - report.kept, "{range:?}");
    assert_eq!(report.left_out, all - report.rows, "{range:?}");
    let mut sources = Sources::new(ImportOptions::default());
    sources.add("t.csv", 0, Ok(read));
    let log = sources.finish().expect("a log").log;
    let mut events: Vec<u64> =
        (0..log.n_events()).map(|event| log.touchpoints().text(event).parse().expect("a number")).collect();
    events.sort_unstable();
    good.sort_unstable();
    assert_eq!(events, good, "{range:?}");
}

#[test]
fn a_range_of_many_rows() {
    const ALL: u64 = 80_000;
    let table = table(ALL);
    for (from, to) in
        [(1, None), (1, Some(1)), (1, Some(70_000)), (70_001, Some(70_100)), (79_999, None), (80_001, None)]
    {
        let range = range(from, to);
        check(itself(table.as_bytes(), range, 1 << 20), ALL, range);
        check(by_reader(table.as_bytes(), range), ALL, range);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_range_in_slices_of_any_size(all in 1_u64..200, from in 1_u64..210, to in proptest::option::of(0_u64..210), size in 1_usize..400) {
        let (table, range) = (table(all), range(from, to));
        check(itself(table.as_bytes(), range, size), all, range);
        check(by_reader(table.as_bytes(), range), all, range);
    }
}

#[test]
fn each_source_has_a_range_of_its_own() {
    let (one, other) = (table(40), table(30));
    let with = |rows| SourceOptions { rows, ..SourceOptions::default() };
    let sources = [
        ("one.csv", one.as_bytes(), with(range(1, Some(10)))),
        ("other.csv", other.as_bytes(), SourceOptions::default()),
    ];
    let report = import_all(&sources, &ImportOptions::default()).expect("a log").report;
    let counts: Vec<_> = report.sources.iter().map(|source| (source.rows, source.left_out)).collect();
    assert_eq!(counts, [(10, 30), (30, 0)]);
    assert_eq!(report.summary.rows, 40);
    assert_eq!(report.summary.rows, report.summary.events + report.summary.skipped.count);
}

#[test]
fn a_range_makes_a_large_table_fit() {
    let row = "u1,view,2024-01-01 10:00:00\n";
    let head = format!("user_id,event,timestamp\n{}", row.repeat(60_000));
    let size = 100_000_000 * row.len() as u64;
    let foretold = |rows| {
        let mut import = Import::new("t.csv", ImportOptions { rows, ..ImportOptions::default() }, false);
        assert_eq!(import.push(head.as_bytes()), Ok(Flow::Continue));
        import.check_fits(size, 1 << 20)
    };
    let Err(ImportError::TooLarge { excess: Excess::Foreseen { rows, .. }, .. }) = foretold(RowRange::default()) else {
        panic!("it does not fit");
    };
    assert!((99_000_000..=101_000_000).contains(&rows), "{rows}");
    assert!(foretold(range(1, Some(50_000))).is_ok());
    // What is left of it is not too much either.
    assert!(foretold(range(rows - 10_000, None)).is_ok());
    assert!(foretold(range(1, Some(50_000_000))).is_err());
}

#[test]
fn a_range_is_counted_by_one_reader() {
    let table = format!("user_id,event,timestamp\n{}", "u1,view,2024-01-01 10:00:00\n".repeat(60_000));
    for (rows, is_shared) in [(RowRange::default(), true), (range(1, Some(50_000)), false)] {
        let mut import = Import::new("t.csv", ImportOptions { rows, ..ImportOptions::default() }, false);
        assert_eq!(import.push(table.as_bytes()), Ok(Flow::Continue));
        assert_eq!(import.can_be_shared(), is_shared);
    }
}

#[test]
fn a_range_is_written_as_the_page_does() {
    let options: SourceOptions = serde_json::from_str(r#"{"rows":{"to":5}}"#).expect("options");
    assert_eq!(options.rows, range(1, Some(5)));
    assert!(serde_json::from_str::<SourceOptions>(r#"{"rows":{"from":0}}"#).is_err());
    let read = import("t.csv", table(9).as_bytes(), &ImportOptions { rows: options.rows, ..ImportOptions::default() });
    assert_eq!(read.expect("a log").report.sources[0].left_out, 4);
}
