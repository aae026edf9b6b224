//! Spreadsheets: files that strangers made.

mod reading;

use std::{fs, panic};

use sojourn::import::{
    ImportError,
    formats::{ReadOptions, workbook},
};

use self::reading::{Table, corpus, read_rows, shared};

fn read(name: &str) -> Option<Result<Table, ImportError>> {
    let bytes = fs::read(shared("corpora/xlsx/calamine")?.join(name)).expect("a file");
    Some(read_rows(workbook::read, &bytes, &ReadOptions::default()))
}

#[test]
fn dates_are_the_same_in_all_formats_and_both_systems() {
    for name in ["date.xlsx", "date.xlsb", "date.xls", "date_1904.xlsx", "date_1904.xlsb", "date_1904.xls"] {
        let Some(table) = read(name) else { return };
        let table = table.expect("a table");
        assert_eq!(table.names, ["column 1", "column 2"], "{name}");
        let expected = [["2021-01-01 00:00:00", "15"], ["2021-01-02 00:00:00", "16"], ["255:10:10", "17"]];
        assert_eq!(table.rows, expected, "{name}");
    }
}

#[test]
fn a_sheet_that_is_not_there_is_named_with_those_that_are() {
    let Some(folder) = shared("corpora/xlsx/calamine") else { return };
    let bytes = fs::read(folder.join("any_sheets.xlsx")).expect("a file");
    let options = |sheet: &str| ReadOptions { sheet: Some(sheet.to_owned()), ..ReadOptions::default() };
    let error = read_rows(workbook::read, &bytes, &options("Sales")).expect_err("no such sheet");
    assert!(error.to_string().contains("Its sheets are: Visible, Hidden, VeryHidden"), "{error}");
    let table = read_rows(workbook::read, &bytes, &options("Visible")).expect("a table");
    assert_eq!(table.report.sheet.as_deref(), Some("Visible"));
}

#[test]
fn strangers_files_are_read_or_refused() {
    let (mut read, mut wrong, mut panics) = (0, Vec::new(), Vec::new());
    for (entry, bytes) in corpus("xlsx/") {
        let path = entry["path"].as_str().unwrap_or_default();
        if !path.contains(".xls") && !path.contains(".ods") {
            continue;
        }
        // In the browser a panic of the library ends the reader's worker, and nothing else.
        let result = panic::catch_unwind(|| read_rows(workbook::read, &bytes, &ReadOptions::default()));
        let sheets = entry["oracle"]["sheets"].as_array().cloned().unwrap_or_default();
        match (result, entry["expect"].as_str().unwrap_or_default()) {
            (Err(_), _) => panics.push(path.to_owned()),
            (Ok(Ok(table)), "must_parse") => {
                read += 1;
                let sheet = sheets.iter().find(|sheet| sheet[0].as_str() == table.report.sheet.as_deref());
                let rows = sheet.and_then(|sheet| sheet[1].as_u64()).unwrap_or_default();
                if table.rows.len() as u64 > rows {
                    wrong.push(format!("{path}: {} rows, not {rows}", table.rows.len()));
                }
            }
            (Ok(Err(ImportError::NoTable { .. })), "must_parse") if !sheets.iter().any(is_table) => {}
            (Ok(Err(error)), "must_parse") => wrong.push(format!("{path}: {error}")),
            // Some are refused by other libraries alone, which then give no reason.
            (Ok(Ok(_)), "must_reject_cleanly") if entry["oracle"]["err"].is_string() => {
                wrong.push(format!("{path}: read"))
            }
            _ => {}
        }
    }
    assert!(panics.is_empty(), "{panics:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(read == 0 || read >= 69, "{read} read");
}

/// Whether a sheet, as another library sees it, has two columns and two cells in each of its rows.
fn is_table(sheet: &serde_json::Value) -> bool {
    let number = |at: usize| sheet[at].as_u64().unwrap_or_default();
    number(2) > 1 && number(3) >= 2 * number(1)
}
