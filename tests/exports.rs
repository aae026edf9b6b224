//! Logs in other formats than a table, all the way to the log: the data sets beside the project.

mod whole_path;

use std::{fs, path::PathBuf};

use sojourn::{
    event_log::ColumnRole,
    import::{ImportOptions, Imported, formats::Format},
};
use whole_path::open;

fn data(name: &str) -> Option<Imported> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let Ok(bytes) = fs::read(path) else {
        eprintln!("skipped: there is no ../shared/data/{name}");
        return None;
    };
    Some(open(name, &bytes, &ImportOptions::default()).expect("an event log"))
}

/// Events, customers, touchpoints, first instant; nothing is skipped.
#[track_caller]
fn check(name: &str, format: Format, events: u64, customers: u64, touchpoints: usize, first: &str) {
    let Some(imported) = data(name) else { return };
    let (report, summary) = (&imported.report, &imported.report.summary);
    assert_eq!(report.sources[0].format, format);
    assert_eq!(summary.skipped.count, 0, "{:?}", summary.skipped.reasons);
    assert_eq!((summary.events, summary.customers, summary.touchpoints.len()), (events, customers, touchpoints));
    assert_eq!(summary.first.as_deref(), Some(first));
}

#[test]
fn a_web_shop_in_packed_json() {
    check("simple_shop.ndjson.gz", Format::Json, 32_283, 3_751, 12, "2019-11-01T17:59:13.273932Z");
}

#[test]
fn logs_of_process_mining() {
    check("running-example.xes", Format::Xes, 42, 6, 8, "2010-12-30T10:02:00Z");
    check("roadtraffic100traces.xes", Format::Xes, 390, 100, 10, "2000-03-14T23:00:00Z");
    check("08_receipt.xes.gz", Format::Xes, 8_577, 1_434, 27, "2010-10-02T07:20:39.266Z");
}

#[test]
fn the_log_of_a_web_server() {
    let Some(imported) = data("apache_access_10k.log") else { return };
    let summary = &imported.report.summary;
    assert_eq!(imported.report.sources[0].format, Format::WebLog);
    assert_eq!((summary.events, summary.customers, summary.skipped.count), (10_000, 1_753, 0));
    assert_eq!(summary.columns[&ColumnRole::Customer], "visitor");
    assert_eq!(summary.columns[&ColumnRole::Touchpoint], "page_path");
    assert_eq!(summary.columns[&ColumnRole::Timestamp], "timestamp");
}
