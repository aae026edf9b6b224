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
    DateOrder, Delimiter, ImportError, ImportOptions, SkipReason,
    formats::{
        Format, ReadOptions, ReadReport, Recognised, Rows,
        container::{Limits, kind_of_zip, unpack},
        delimited, json, recognise, web_log, xes,
    },
    import,
};

#[path = "common/slow.rs"]
mod slow;

use slow::Slow;

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

type Outcome = Result<(Counts, ReadReport), ImportError>;

fn read_json(bytes: &[u8]) -> Outcome {
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

// --- Delimiters -----------------------------------------------------------------------------------------------------

/// Of a hundred tables that are read, those whose delimiter is found as DuckDB finds it. The others are mostly broken
/// on purpose.
const DELIMITERS_AS_DUCKDB: usize = 96;

/// What DuckDB's reader calls the delimiter of a table with several columns, where it is one that is looked for here.
fn duckdbs_delimiter(entry: &Value) -> Option<Delimiter> {
    let oracle = &entry["oracle"];
    let delimiter = match oracle["delim"].as_str()? {
        "," => Delimiter::Comma,
        ";" => Delimiter::Semicolon,
        "\t" => Delimiter::Tab,
        "|" => Delimiter::Pipe,
        _ => return None,
    };
    (oracle["ncols"].as_u64()? > 1).then_some(delimiter)
}

#[test]
fn delimiters_are_found() {
    let Some(folder) = corpora() else { return };
    let manifest = fs::read_to_string(folder.join("MANIFEST.jsonl")).expect("a manifest");
    let (mut agreed, mut known, mut others) = (0, 0, Vec::new());
    for line in manifest.lines() {
        let entry: Value = serde_json::from_str(line).expect("JSON");
        let path = entry["path"].as_str().unwrap_or_default();
        let is_table = path.starts_with("csv/") && !path.ends_with(".gz");
        let Some(expected) = duckdbs_delimiter(&entry).filter(|_| is_table) else { continue };
        let Ok(bytes) = fs::read(folder.join(path)) else { continue };
        let mut counts = Counts::default();
        let report = delimited::read("file", &mut Cursor::new(&bytes), &ReadOptions::default(), &mut counts);
        // What has but one row, and what is no text, is no table here.
        let Ok(ReadReport { delimiter: Some(found), .. }) = report else { continue };
        known += 1;
        if found == expected {
            agreed += 1;
        } else {
            others.push(format!("{path}: {found:?} instead of {expected:?}"));
        }
    }
    eprintln!("{agreed} of {known} delimiters are found; the others:\n{}", others.join("\n"));
    assert!(agreed * 100 >= known * DELIMITERS_AS_DUCKDB, "only {agreed} of {known} delimiters are found");
}

// --- Timestamps -----------------------------------------------------------------------------------------------------

/// Timestamps of the corpus that are read as expected. The others are refused: they have no year, stand in languages that
/// no export of ours is in, or name a zone that several places have.
const TIMESTAMPS_READ: usize = 459;

/// Timestamps that are read in another way than the corpus expects, and why.
const READ_OTHERWISE: &[(&str, &[&str])] = &[
    (
        "their offset counts here",
        &[
            "September 17, 2012 at 5:00pm UTC-05", "September 17, 2012 5:00pm UTC-05",
            "September 17 2012 5:00pm UTC-05", "September 17 2012 5:00pm UTC-0500", "September 17 2012 5:00PM UTC-05",
            "1994-11-05T08:15:30-05:00", "20030925T104941-0300", "Thu, 25 Sep 2003 10:49:41 -0300",
            "2003-09-25T10:49:41.5-03:00", "2003-09-25T10:49:41-03:00", "20030925T104941.5-0300",
            "12 Feb 2015 10:30 PM +0100", "12 Feb 2015 8:30 PM +0100",
        ],
    ),
    (
        "the corpus tells the layout, not the instant",
        &[
            "06/May/2008 15:04:05 -0700", "06/May/2008:15:04:05 -0700", "14 May 2019 19:11:40.164",
            "May 05, 2015, 05:05:07",
        ],
    ),
    ("another library refuses them", &["oct.-7-1970", "septe. 7, 1970", "29-06-2016", " 2018-01-02 17:08:09 -07:00"]),
    ("with points, the day stands first", &["10.09.2003", "10.09.03", "11. 12. 2014, 08:45:39"]),
    ("the year stands last, and two digits are 1970 to 2069", &["3/3/50", "15-12-18 06:00", "16 july 13."]),
    ("a fraction before 1970 counts backwards", &["-1015673450000001"]),
];

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
    let (mut agreed, mut known, mut refused, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for entry in all {
        let text = entry["s"].as_str().unwrap_or_default();
        let found = catch_unwind(|| instants(text)).unwrap_or_else(|_| panic!("panic at {text}"));
        if entry["expect"].is_null() {
            continue;
        }
        known += 1;
        match expected_instant(&entry["expect"]) {
            Some(expected) if found.contains(&expected) => agreed += 1,
            None if found.is_empty() => agreed += 1,
            _ if READ_OTHERWISE.iter().any(|(_, texts)| texts.contains(&text)) => {}
            _ if found.is_empty() => refused.push(format!("{text}: instead of {}", entry["expect"])),
            _ => wrong.push(format!("{text}: {found:?} instead of {}", entry["expect"])),
        }
    }
    eprintln!("{agreed} of {known} timestamps are read as expected; refused:\n{}", refused.join("\n"));
    assert!(wrong.is_empty(), "read wrongly:\n{}", wrong.join("\n"));
    assert_eq!(agreed, TIMESTAMPS_READ, "of {known} timestamps are read as expected");
}

// --- Encodings ------------------------------------------------------------------------------------------------------

/// Keeps everything that a reader gives.
#[derive(Debug, Default, PartialEq)]
struct Everything(Vec<Vec<u8>>);

impl Rows for Everything {
    fn columns(&mut self, names: &[String]) -> Result<(), ImportError> {
        self.0.extend(names.iter().map(|name| name.clone().into_bytes()));
        Ok(())
    }

    fn row(&mut self, line: u64, values: &[&[u8]]) -> Result<(), ImportError> {
        self.0.push(line.to_string().into_bytes());
        self.0.extend(values.iter().map(|value| value.to_vec()));
        Ok(())
    }

    fn skip(&mut self, line: u64, _: Option<usize>, value: &[u8], reason: SkipReason) -> Result<(), ImportError> {
        self.0.push(format!("{line}: {reason:?}").into_bytes());
        self.0.push(value.to_vec());
        Ok(())
    }
}

/// The encoding of a file, whose rows are the same however the bytes come.
fn encoding_of(path: &str, bytes: &[u8], size: usize) -> Option<String> {
    let read = |size: usize| {
        let mut rows = Everything::default();
        let mut source = Slow { bytes: Cursor::new(bytes), size };
        let report = delimited::read("file", &mut source, &ReadOptions::default(), &mut rows);
        (rows, report.map_err(|error| error.to_string()))
    };
    let whole = read(usize::MAX);
    assert!(whole == read(size), "{path} differs, {size} bytes at a time");
    whole.1.ok()?.encoding
}

/// The encoding that a label of the corpus means, where the web knows it.
fn labelled(label: &str) -> Option<&'static encoding_rs::Encoding> {
    let label = label.to_lowercase().replace('_', "-");
    let languages = [
        "-russian", "-bulgarian", "-hungarian", "-greek", "-turkish", "-hebrew", "-arabic", "-czech", "-slovak",
        "-slovene", "-polish", "-croatian", "-romanian", "-sig",
    ];
    let label = languages.iter().fold(label, |label, language| label.replace(language, ""));
    let label = match label.as_str() {
        "cp932" => "shift_jis",
        "cp949" => "euc-kr",
        "mac-cyrillic" | "maccyrillic" => "x-mac-cyrillic",
        "macroman" => "macintosh",
        "utf-16-be" => "utf-16be",
        "utf-16-le" => "utf-16le",
        other => other,
    };
    encoding_rs::Encoding::for_label(label.as_bytes())
}

#[test]
fn encodings_are_told() {
    let Some(folder) = corpora() else { return };
    let entries = fs::read_to_string(folder.join("encodings.json")).expect("encodings");
    let entries: Vec<Value> = serde_json::from_str(&entries).expect("JSON");
    let mut files: Vec<(&str, &str)> =
        entries.iter().filter_map(|entry| Some((entry["path"].as_str()?, entry["label"].as_str()?))).collect();
    files.sort_unstable();
    files.dedup_by_key(|(path, _)| *path);
    let (mut told, mut known, mut others) = (0, 0, Vec::new());
    for (path, label) in files {
        let (Ok(bytes), Some(expected)) = (fs::read(folder.join(path)), labelled(label)) else { continue };
        known += 1;
        let found = encoding_of(path, &bytes, [1, 2, 3, 7, 4096][known % 5]);
        let found = found.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
        // What reads the same is the same.
        if found.is_some_and(|found| found.decode(&bytes).0 == expected.decode(&bytes).0) {
            told += 1;
        } else {
            others.push(format!("{path}: {} instead of {}", found.map_or("none", |it| it.name()), expected.name()));
        }
    }
    eprintln!("{told} of {known} encodings are told; the others:\n{}", others.join("\n"));
    assert!(told * 100 >= known * ENCODINGS_TOLD, "only {told} of {known} encodings are told");
}

/// Of a hundred files.
const ENCODINGS_TOLD: usize = 95;
