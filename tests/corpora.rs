//! The files that strangers made for robustness tests, through the readers: each meets the expectation it comes with, and
//! none makes them panic. They lie in `../shared/corpora`; without it the tests say so and pass.

use std::{
    fs,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use serde_json::Value;
use sojourn::import::{
    DateOrder, ImportError, ImportOptions, SkipReason,
    formats::{
        Format, ReadOptions, ReadReport, Recognised, Rows,
        container::{Limits, kind_of_zip, unpack},
        json, recognise, web_log, xes,
    },
    import,
};

fn corpora() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !folder.exists() {
        eprintln!("skipped: there is no ../shared/corpora");
        return None;
    }
    Some(folder)
}

/// Counts rows.
#[derive(Debug, Default)]
struct Counts {
    rows: u64,
    skipped: u64,
}

impl Rows for Counts {
    fn columns(&mut self, _: &[String]) -> Result<(), ImportError> {
        Ok(())
    }

    fn row(&mut self, line: u64, _: &[&[u8]]) -> Result<(), ImportError> {
        assert!(line > 0, "a row has a line");
        self.rows += 1;
        Ok(())
    }

    fn skip(&mut self, _: u64, _: Option<usize>, _: &[u8], _: SkipReason) -> Result<(), ImportError> {
        self.skipped += 1;
        Ok(())
    }
}

type Read = Result<(Counts, ReadReport), ImportError>;

fn read_json(bytes: &[u8]) -> Read {
    let mut counts = Counts::default();
    let report = json::read("file", &mut Cursor::new(bytes), &ReadOptions::default(), &mut counts)?;
    Ok((counts, report))
}

fn unpacked(bytes: &[u8]) -> Result<Vec<Vec<u8>>, ImportError> {
    let mut members: Vec<Vec<u8>> = Vec::new();
    unpack("archive", &mut Cursor::new(bytes), &Limits::default(), &mut |_, is_new, bytes| {
        if is_new {
            members.push(Vec::new());
        }
        members.last_mut().expect("a member is new first").extend_from_slice(bytes);
        Ok(())
    })?;
    Ok(members)
}

/// Opens a file as it comes, and what is packed in it.
fn open(bytes: &[u8]) -> Result<(), ImportError> {
    let Recognised::Readable(format) = recognise(bytes) else { return Ok(()) };
    let mut counts = Counts::default();
    let mut source = Cursor::new(bytes);
    let options = ReadOptions::default();
    match format {
        Format::Json => json::read("file", &mut source, &options, &mut counts).map(drop),
        Format::Xes => xes::read("file", &mut source, &options, &mut counts).map(drop),
        Format::WebLog => web_log::read("file", &mut source, &options, &mut counts).map(drop),
        Format::Zip if kind_of_zip(&mut source) != Format::Zip => Ok(()),
        Format::Gzip | Format::Zip => unpacked(bytes)?.iter().try_for_each(|member| open(member)),
        Format::Delimited => {
            let summary = import("file", bytes, &ImportOptions::default())?.report.summary;
            assert_eq!(summary.rows, summary.events + summary.skipped.count, "every row is accounted for");
            Ok(())
        }
        // Their readers are tested by themselves.
        Format::Workbook | Format::Parquet | Format::Arrow => Ok(()),
    }
}

/// What is wrong with how a file was read, if anything.
fn complaint(path: &str, expected: &str, bytes: &[u8]) -> Option<String> {
    let opened = open(bytes);
    let kind = path.split('/').next().unwrap_or_default();
    match (kind, expected) {
        ("json", "must_parse") => match read_json(bytes) {
            Err(error @ (ImportError::Damaged { .. } | ImportError::Unreadable { .. })) => Some(error.to_string()),
            Ok((_, ReadReport { broken_off_at: Some(line), .. })) => Some(format!("broken off at line {line}")),
            _ => None,
        },
        ("json", "must_reject") => match read_json(bytes) {
            Ok((counts, report)) if counts.skipped == 0 && report.broken_off_at.is_none() => Some("read".to_owned()),
            _ => None,
        },
        // Python opens LZMA; here it is refused by name.
        ("archives", "must_open") if path.ends_with("lzma.zip") => match unpacked(bytes) {
            Err(ImportError::NotText { .. }) => None,
            other => Some(format!("{:?}", other.map(|members| members.len()))),
        },
        ("archives", "must_open") => unpacked(bytes).err().map(|error| error.to_string()),
        ("archives", "must_reject_or_limit") => match unpacked(bytes) {
            Ok(members) if members.iter().map(Vec::len).sum::<usize>() > 100 << 20 => Some("unpacked".to_owned()),
            _ => None,
        },
        ("csv", "must_parse" | "must_account_all_rows") => match opened {
            Err(error @ (ImportError::Damaged { .. } | ImportError::Unreadable { .. })) => Some(error.to_string()),
            _ => None,
        },
        _ => None,
    }
}

fn check(kinds: &[&str]) {
    let Some(folder) = corpora() else { return };
    let manifest = fs::read_to_string(folder.join("MANIFEST.jsonl")).expect("a manifest");
    let (mut files, mut wrong) = (0, Vec::new());
    for line in manifest.lines() {
        let entry: Value = serde_json::from_str(line).expect("JSON");
        let (path, expected) =
            (entry["path"].as_str().unwrap_or_default(), entry["expect"].as_str().unwrap_or_default());
        if !kinds.iter().any(|kind| path.starts_with(kind)) {
            continue;
        }
        // Copies of the folder may lack hidden files.
        let Ok(bytes) = fs::read(folder.join(path)) else { continue };
        files += 1;
        match catch_unwind(AssertUnwindSafe(|| complaint(path, expected, &bytes))) {
            Ok(None) => {}
            Ok(Some(complaint)) => wrong.push(format!("{path}, {expected}: {complaint}")),
            Err(_) => wrong.push(format!("{path}: panic")),
        }
    }
    assert!(files > 0, "there are files");
    assert!(wrong.is_empty(), "{} of {files} files:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn delimited_texts() {
    check(&["csv", "strings"]);
}

#[test]
fn texts_in_all_encodings() {
    check(&["encoding"]);
}

#[test]
fn json_texts() {
    check(&["json"]);
}

#[test]
fn xml_documents() {
    check(&["xml"]);
}

#[test]
fn archives() {
    check(&["archives"]);
}

#[test]
fn workbooks_and_columnar_files_are_told_apart() {
    check(&["xlsx", "parquet"]);
}

// --- Timestamps -----------------------------------------------------------------------------------------------------

/// Timestamps of the corpus that are read as expected. Most of the others are in words of other languages than English,
/// relative, or have no date.
const TIMESTAMPS_READ: usize = 186;

/// The instants that a timestamp is read as: one for each order of day and month that it may be in.
fn instants(text: &str) -> Vec<String> {
    let quoted = text.replace('"', "\"\"");
    let table = format!("user,event,time\nu,see,\"{quoted}\"\n");
    let instant = |date_order| {
        let options = ImportOptions { date_order, ..ImportOptions::default() };
        import("file", table.as_bytes(), &options).ok()?.report.summary.first
    };
    match instant(None) {
        Some(instant) => vec![instant],
        None => {
            [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().filter_map(|order| instant(Some(order))).collect()
        }
    }
}

/// `2014-04-02 04:08:00 +0000 UTC` or `datetime(2014, 4, 2, 4, 8)` as ISO 8601; `None` for an error.
fn expected_instant(expected: &Value) -> Option<String> {
    if let Some(utc) = expected["utc"].as_str() {
        let utc = utc.trim_end_matches(" +0000 UTC").replacen(' ', "T", 1);
        // Beyond microseconds digits are cut.
        let end = utc.find('.').map_or(utc.len(), |point| utc.len().min(point + 7));
        return Some(format!("{}Z", &utc[..end]));
    }
    let numbers = expected.as_str()?.strip_prefix("datetime(")?.trim_end_matches(')');
    let mut parts: Vec<u32> = numbers.split(',').map_while(|part| part.trim().parse().ok()).collect();
    parts.resize(7, 0);
    let fraction = format!(".{:06}", parts[6]).trim_end_matches('0').trim_end_matches('.').to_owned();
    let [year, month, day, hour, minute, second] = parts[..6] else { return None };
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

#[test]
fn timestamps() {
    let Some(folder) = corpora() else { return };
    let all = fs::read_to_string(folder.join("timestamps.json")).expect("timestamps");
    let all: Vec<Value> = serde_json::from_str(&all).expect("JSON");
    let (mut agreed, mut known, mut others) = (0, 0, Vec::new());
    for entry in all {
        let text = entry["s"].as_str().unwrap_or_default();
        let found = catch_unwind(|| instants(text)).unwrap_or_else(|_| panic!("panic at {text}"));
        if entry["expect"].is_null() {
            continue;
        }
        known += 1;
        let agrees = match expected_instant(&entry["expect"]) {
            Some(expected) => found.contains(&expected),
            None => found.is_empty(),
        };
        agreed += usize::from(agrees);
        if !agrees {
            others.push(format!("{text}: {found:?} instead of {}", entry["expect"]));
        }
    }
    eprintln!("{agreed} of {known} timestamps are read as expected; the others:\n{}", others.join("\n"));
    assert!(agreed >= TIMESTAMPS_READ, "only {agreed} of {known} timestamps are read as expected");
}
