//! Columns in binary form: the same log as in CSV, and the files that strangers made.

mod reading;

use std::{fs, panic};

use sojourn::import::formats::{ReadOptions, parquet};

use self::reading::{Table, corpus, read_chunks, shared};

fn read_parquet(bytes: &[u8]) -> Table {
    read_chunks(parquet::read, bytes, &ReadOptions::default()).expect("a table")
}

#[test]
fn a_log_in_parquet_is_the_log_in_csv() {
    let Some(folder) = shared("data") else { return };
    let table = read_parquet(&fs::read(folder.join("simple_shop.parquet")).expect("a file"));
    let csv = fs::read_to_string(folder.join("simple_shop.csv")).expect("a file");
    let mut lines = csv.lines();
    assert_eq!(table.names.join(","), lines.next().expect("a header"));
    assert_eq!(table.rows.len(), lines.clone().count());
    for (row, line) in table.rows.iter().zip(lines) {
        let [user, event, time] = row.as_slice() else { panic!("{row:?}") };
        let time = time.trim_end_matches('Z').replacen('T', " ", 1);
        assert_eq!(format!("{user},{event},{time}"), line);
    }
}

#[test]
fn strangers_files_are_read_or_refused() {
    let (mut read, mut wrong, mut panics) = (0, Vec::new(), Vec::new());
    for (entry, bytes) in corpus("parquet/") {
        let path = entry["path"].as_str().unwrap_or_default();
        if !path.ends_with(".parquet") {
            continue;
        }
        // In the browser a panic of the library ends the reader's worker, and nothing else.
        let result = panic::catch_unwind(|| read_chunks(parquet::read, &bytes, &ReadOptions::default()));
        match (result, entry["expect"].as_str().unwrap_or_default()) {
            (Err(_), _) => panics.push(path.to_owned()),
            (Ok(Ok(table)), "must_parse") => {
                read += 1;
                let rows = entry["oracle"]["rows"].as_u64().unwrap_or_default();
                if rows != table.rows.len() as u64 && !table.names.is_empty() {
                    wrong.push(format!("{path}: {} rows, not {rows}", table.rows.len()));
                }
            }
            (Ok(Err(error)), "must_parse") => wrong.push(format!("{path}: {error}")),
            (Ok(Ok(_)), "must_reject") => wrong.push(format!("{path}: read")),
            _ => {}
        }
    }
    assert!(panics.is_empty(), "{panics:#?}");
    // Both are told apart from whole files by what is wrong with them: a number of the wrong size, a header that is none.
    let named = |name: &str| wrong.iter().any(|wrong| wrong.contains(name));
    assert!(wrong.len() <= 2 && wrong.is_empty() == (read == 0), "{wrong:#?}");
    assert!(wrong.is_empty() || named("dict-page-offset-zero") && named("nation.dict-malformed"), "{wrong:#?}");
    assert!(read == 0 || read >= 187, "{read} read");
}
