//! Spreadsheets: files that strangers made.

mod reading;

use std::{
    fs,
    io::{Cursor, Write},
    panic,
};

use sojourn::import::{
    ImportError,
    formats::{ReadOptions, workbook},
};

use self::reading::{Table, corpus, read_rows, shared};

fn read(name: &str) -> Option<Result<Table, ImportError>> {
    let bytes = fs::read(shared("corpora/xlsx/calamine")?.join(name)).expect("a file");
    Some(read_rows(workbook::read, &bytes, &ReadOptions::default()))
}

/// A workbook of one sheet called "Log" with these rows; a cell that begins with `=` holds an error.
fn workbook_of(rows: &[&[&str]]) -> Vec<u8> {
    let sheet: String = rows
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let cells: String = cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| {
                    let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
                    if text.starts_with('=') {
                        return format!(r#"<c r="{place}" t="e"><v>#DIV/0!</v></c>"#);
                    }
                    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
                })
                .collect();
            format!(r#"<row r="{}">{cells}</row>"#, row + 1)
        })
        .collect();
    zipped(&format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    ))
}

/// A workbook with that sheet, packed.
fn zipped(sheet: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATIONS}"><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let relations = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    let members = [
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    for (name, content) in members {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        archive.write_all(content.as_bytes()).expect("its bytes");
    }
    archive.finish().expect("an archive");
    bytes.into_inner()
}

#[test]
fn a_table_is_found_below_its_title_and_beside_the_edge() {
    let bytes = workbook_of(&[
        &["", "Journeys of March"],
        &[],
        &["", "who", "what", "", "what"],
        &["", "ann", "see", "web", "=1/0"],
        &["", "", " "],
        &["", "bob", "buy", "app", "x", "more"],
    ]);
    let table = read_rows(workbook::read, &bytes, &ReadOptions::default()).expect("a table");
    assert_eq!(table.names, ["who", "what", "column 3", "what (2)", "column 5"]);
    assert_eq!(table.rows, [["ann", "see", "web", "", ""], ["bob", "buy", "app", "x", "more"]]);
    let report = table.report;
    assert_eq!((report.sheet.as_deref(), report.rows_above_header, report.error_cells), (Some("Log"), 1, 1));
    assert_eq!(report.sheets[0].rows, Some(4));
}

#[test]
fn what_would_fill_the_memory_is_not_unpacked() {
    let bytes = zipped(&" ".repeat(64 << 20));
    assert!(bytes.len() < 200 << 10);
    let error = read_rows(workbook::read, &bytes, &ReadOptions::default()).expect_err("a bomb");
    assert!(matches!(error, ImportError::TooLarge { .. }), "{error}");
}

#[test]
fn notes_are_no_table() {
    let bytes = workbook_of(&[&["Notes"], &["on the log"]]);
    let error = read_rows(workbook::read, &bytes, &ReadOptions::default()).expect_err("no table");
    assert!(error.to_string().contains("Its sheets are: Log"), "{error}");
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
