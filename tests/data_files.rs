//! The data sets beside the project: each opens with no correction by hand, or is refused as it deserves.

use std::collections::BTreeMap;

use sojourn::{
    event_log::ColumnRole,
    import::{
        IdentifierKind, ImportError, ImportOptions, Imported, Recognising, RoleReason, SourceKind, TableKind, Tool,
        identifiers, import, understand,
    },
};

#[path = "common/data.rs"]
mod data;
#[path = "common/table.rs"]
mod table;
use data::data;
use table::Table;

/// The file as whoever drops it gets it: reshaped where it needs that, then made a log.
fn open(name: &str) -> Option<Result<(Option<Tool>, Imported), ImportError>> {
    let bytes = data(name)?;
    Some(Table::read(name, &bytes).and_then(|(table, reshaped)| {
        let imported = import(name, &bytes, &ImportOptions::default())?;
        assert_eq!(table.skipped, [], "{name}");
        Ok((reshaped.tool, imported))
    }))
}

/// Events, customers and touchpoints; none skipped.
#[track_caller]
fn check(name: &str, tool: Option<Tool>, counts: (u64, u64, usize)) -> Option<Imported> {
    let (found, imported) = open(name)?.expect(name);
    let summary = &imported.report.summary;
    assert_eq!(summary.skipped.count, 0, "{name}: {:?}", summary.skipped.reasons);
    assert_eq!((summary.events, summary.customers, summary.touchpoints.len()), counts, "{name}");
    assert_eq!(found, tool, "{name}");
    Some(imported)
}

#[test]
fn logs_open_as_they_are() {
    check("simple_shop.csv", None, (32_283, 3_751, 12));
    check("simple_shop_epoch_ms.csv", None, (32_283, 3_751, 12));
    check("simple_shop_ddmmyyyy_seconds.csv", None, (32_283, 3_751, 12));
    check("receipt.csv", None, (8_577, 1_434, 27));
    check("running-example.csv", None, (42, 6, 8));
}

/// The same shop in other formats is the same log.
#[test]
fn other_formats_give_the_same_log() {
    let Some(table) = data("simple_shop.csv") else { return };
    let content = |imported: &Imported| {
        let log = &imported.log;
        let event = |event: usize| (log.times()[event], log.touchpoints().text(event).to_owned());
        let of = |customer: usize| (log.customer_id(customer).to_owned(), log.events_of(customer).map(event).collect());
        (0..log.n_customers()).map(of).collect::<BTreeMap<String, Vec<_>>>()
    };
    let expected = content(&import("simple_shop.csv", &table, &ImportOptions::default()).expect("a log"));
    for name in ["simple_shop.parquet", "simple_shop.ndjson.gz"] {
        let Some(bytes) = data(name) else { return };
        let imported = import(name, &bytes, &ImportOptions::default()).expect(name);
        assert!(content(&imported) == expected, "{name} differs");
    }
}

/// Events, customers and touchpoints of a log that is read whole.
#[track_caller]
fn check_whole(name: &str, counts: (u64, u64, usize)) -> Option<Imported> {
    let imported = import(name, &data(name)?, &ImportOptions::default()).expect(name);
    let summary = &imported.report.summary;
    assert_eq!(summary.rows, summary.events + summary.skipped.count, "{name}: every row is accounted for");
    assert_eq!((summary.events, summary.customers, summary.touchpoints.len()), counts, "{name}");
    Some(imported)
}

#[test]
fn process_logs_open() {
    check_whole("08_receipt.xes.gz", (8_577, 1_434, 27));
    check_whole("running-example.xes", (42, 6, 8));
    check_whole("roadtraffic100traces.xes", (390, 100, 10));
}

#[test]
fn a_web_servers_log_opens() {
    // 1,368 paths without their queries (counted by splitting lines at blanks), some of which differ by a number alone.
    check_whole("apache_access_10k.log", (10_000, 1_753, 1_342));
}

#[test]
fn lines_of_orders_open() {
    // By pyarrow: of 240,007 rows 67,225 have no CustomerID, and the others are of 2,974 customers.
    let Some(imported) = check_whole("online_retail_S.parquet", (172_782, 2_974, 2)) else { return };
    assert_eq!(imported.report.summary.skipped.count, 67_225);
    assert_eq!(imported.report.summary.first.as_deref(), Some("2010-12-01T08:26:00Z"));
    assert_eq!(imported.report.sources[0].tool, Some(Tool::Orders));
}

#[test]
fn an_experiment_shows_its_arms() {
    let Some(imported) = check("ab_test_demo.csv", None, (33_279, 3_751, 8)) else { return };
    assert_eq!(imported.report.summary.columns[&ColumnRole::Variant], "user_backet");
    assert_eq!(imported.report.summary.columns[&ColumnRole::Value], "transaction_value");
}

#[test]
fn behaviour_of_taobao_is_recognised() {
    let Some(imported) = check("taobao_cn_gbk.csv", Some(Tool::Taobao), (40_000, 3_990, 4)) else { return };
    let touchpoint = imported.report.columns.iter().find(|column| column.role == Some(ColumnRole::Touchpoint));
    assert_eq!(touchpoint.and_then(|column| column.reason), Some(RoleReason::Tool(Tool::Taobao)));
}

/// Who and when and how much, but no column of what: each row is a purchase.
#[test]
fn purchases_without_a_touchpoint_become_events() {
    let Some(imported) = check("cdnowElog.csv", None, (6_919, 2_357, 1)) else { return };
    let summary = &imported.report.summary;
    assert_eq!(summary.touchpoints[0].name, "Purchase");
    assert_eq!(summary.first.as_deref(), Some("1997-01-01T00:00:00Z"));
}

#[test]
fn what_is_no_log_is_refused_by_what_it_is() {
    for (name, expected) in
        [("online_shoppers_intention.csv", TableKind::Sessions), ("PathData.csv", TableKind::CountedPaths)]
    {
        let Some(opened) = open(name) else { return };
        let error = opened.map(|_| ()).expect_err(name);
        assert!(matches!(error, ImportError::NotALog { kind, .. } if kind == expected), "{name}: {error}");
    }
}

/// They are of use beside a log; alone they are refused.
#[test]
fn customers_without_time_are_properties() {
    for (name, customer) in
        [("telco_churn_MANGLED_excel_eu.csv", "customerID"), ("NPS.csv", "ACCT_ID"), ("cookie_cats.csv", "userid")]
    {
        let Some(bytes) = data(name) else { return };
        let (table, _) = Table::read(name, &bytes).expect("a table");
        let sample = &table.rows[..200];
        let understood = understand(name, &table.names, sample, &Default::default(), None).expect("customers");
        assert_eq!(understood.kind, SourceKind::Customers, "{name}");
        assert_eq!(table.names[understood.roles[&ColumnRole::Customer].0], customer);
        let error = open(name).expect("the file").map(|_| ()).expect_err(name);
        assert!(matches!(error, ImportError::NotALog { kind: TableKind::Customers, .. }), "{name}: {error}");
    }
    let Some(bytes) = data("telco_churn_MANGLED_excel_eu.csv") else { return };
    let (table, _) = Table::read("telco", &bytes).expect("a table");
    assert_eq!(identifiers(&table.names, &table.rows[..200]), [(0, IdentifierKind::UserId)]);
}

/// None of the files is left out here.
#[test]
fn all_files_are_tried() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let here = include_str!("data_files.rs");
    for file in files {
        let name = file.expect("a file").file_name().to_string_lossy().into_owned();
        assert!(name == "README.md" || here.contains(&format!("\"{name}\"")), "{name} is not tried");
    }
}

/// What is read of a table does not hang on how many rows were looked at before they went on.
#[test]
fn rows_beyond_those_looked_at_go_the_same_way() {
    let Some(bytes) = data("cdnowElog.csv") else { return };
    let (whole, _) = Table::read("cdnow", &bytes).expect("a table");
    let mut collected = Table::default();
    let mut recognising = Recognising::new("cdnow", &mut collected);
    let head = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(500).map_or(0, |(at, _)| at + 1);
    let mut start = std::io::Cursor::new(&bytes[..head]);
    sojourn::import::formats::delimited::read("cdnow", &mut start, &Default::default(), &mut recognising)
        .expect("rows");
    recognising.finish().expect("the end");
    assert_eq!(collected.rows[..], whole.rows[..500]);
}
