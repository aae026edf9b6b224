//! A table that several read in ranges becomes the same log, with the same report, as one that is read in one.

use proptest::prelude::*;
use sojourn::import::{
    Duplicates, Flow, HEAD_BYTES, Import, ImportError, ImportOptions, Imported, OVERLAP, PartReader, Sources,
};

/// How a table is read.
#[derive(Clone, Copy, Debug)]
struct How {
    /// Beside the one who makes the log.
    readers: usize,
    range_bytes: u64,
    /// Bytes given at once.
    slice: usize,
}

fn log(import: Import, options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut sources = Sources::new(options.clone());
    sources.add("t.csv", 0, import.finish());
    sources.finish()
}

fn in_one(table: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut import = Import::new("t.csv", options.clone(), false);
    assert_eq!(import.push(table), Ok(Flow::Continue));
    assert_eq!(import.end(), Ok(Flow::Continue));
    log(import, options)
}

/// What one reader gives for its ranges, until it cannot go on.
fn parts_of(table: &[u8], options: &ImportOptions, from: u64, first: u64, how: How) -> Vec<Vec<u8>> {
    let size = table.len() as u64;
    let mut parts = Vec::new();
    let Some(mut reader) = PartReader::new("t.csv", &table[..HEAD_BYTES], options.clone(), false) else {
        return parts;
    };
    for start in (from..size).step_by(how.range_bytes as usize).skip(first as usize).step_by(how.readers + 1) {
        let end = (start + how.range_bytes).min(size);
        let last = (end + OVERLAP).min(size);
        reader.begin(start, end);
        let is_complete = table[start as usize - 1..last as usize].chunks(how.slice).any(|slice| reader.push(slice));
        if !is_complete && last < size {
            return parts;
        }
        if !is_complete {
            reader.end();
        }
        match reader.part() {
            Some(part) => parts.push(part),
            None => return parts,
        }
    }
    parts
}

/// The log, and how many bytes of it were read in ranges.
fn in_parts(table: &[u8], options: &ImportOptions, how: How) -> (Result<Imported, ImportError>, u64) {
    let mut import = Import::new("t.csv", options.clone(), false);
    assert_eq!(import.push(&table[..HEAD_BYTES]), Ok(Flow::Continue));
    let mut shared = 0;
    if import.can_be_shared() {
        let from = import.bytes();
        let parts: Vec<_> = (0..how.readers).map(|it| parts_of(table, options, from, it as u64, how)).collect();
        for range in 0..(table.len() - from as usize).div_ceil(how.range_bytes as usize) {
            let (round, turn) = (range / (how.readers + 1), range % (how.readers + 1));
            let end = (from + (range as u64 + 1) * how.range_bytes).min(table.len() as u64);
            let fits = match parts.get(turn) {
                Some(parts) => parts.get(round).is_some_and(|part| import.take_part(turn, part)),
                None => {
                    let last = (end + OVERLAP).min(table.len() as u64) as usize;
                    let mut slices = table[import.bytes() as usize..last].chunks(how.slice);
                    slices.any(|slice| import.push_range(slice, end))
                }
            };
            if !fits {
                break;
            }
        }
        shared = import.bytes() - from;
    }
    let rest = &table[import.bytes() as usize..];
    assert_eq!(import.push(rest), Ok(Flow::Continue));
    assert_eq!(import.end(), Ok(Flow::Continue));
    (log(import, options), shared)
}

#[track_caller]
fn assert_same(table: &[u8], options: &ImportOptions, how: How) -> u64 {
    let (parts, shared) = in_parts(table, options, how);
    match (in_one(table, options), parts) {
        (Ok(one), Ok(parts)) => {
            assert_eq!(one.report, parts.report, "{how:?}");
            assert!(format!("{:?}", one.log) == format!("{:?}", parts.log), "{how:?}");
        }
        (Err(one), Err(parts)) => assert_eq!(one, parts, "{how:?}"),
        (one, parts) => panic!("{:?} and {:?}, {how:?}", one.map(|one| one.report), parts.map(|parts| parts.report)),
    }
    shared
}

/// A table of a little more than two mebibytes. `spice` is how many rows in a thousand are unusual.
fn table(seed: u64, spice: u32, line_end: &str, unusual: &[&str]) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut out = format!("customer,event,timestamp,channel,amount,order{line_end}");
    let mut second = 0;
    while out.len() < 2 * HEAD_BYTES + 20_000 {
        // Ties, and now and then a step back.
        second += random.u32(0..3);
        let time = if random.u32(0..50) == 0 { second / 2 } else { second };
        let (day, hour, minute) = (1 + time / 86_400, time / 3600 % 24, time / 60 % 60);
        let row = format!(
            "c{},e{},2024-01-{day:02} {hour:02}:{minute:02}:{:02},{},{},o{}",
            random.u32(0..3000),
            random.u32(0..20),
            time % 60,
            ["web", "app", "", "'=store"][random.usize(0..4)],
            random.u32(0..500),
            random.u32(0..100_000),
        );
        // The head decides what the columns mean: it is plain.
        if out.len() > 70_000 && random.u32(0..1000) < spice {
            out.push_str(unusual[random.usize(0..unusual.len())]);
        } else {
            out.push_str(&row);
        }
        out.push_str(line_end);
    }
    out.into_bytes()
}

/// Rows of all kinds; those that span lines among them.
const UNUSUAL: [&str; 9] = [
    "c1,\"two\nlines\",2024-01-02 10:00:00,web,5,o1",
    "c2,\"a \"\"quoted\"\", one\",2024-01-02 10:00:00,web,5,o1",
    ",nobody,2024-01-02 10:00:00,web,5,o1",
    "c3,,2024-01-02 10:00:00,web,5,o1",
    "c4,when,some time,web,5,o1",
    "c5,short",
    "c6,long,2024-01-02 10:00:00,web,5,o1,more,and more",
    "",
    "c7,\"many\n,,\n\n\"\"lines\",2024-01-02 10:00:00,\"w\r\neb\",5,o1",
];

fn how() -> impl Strategy<Value = How> {
    (1..=4_usize, (1_u64 << 10)..=(600 << 10), 1_usize..200_000).prop_map(|(readers, range_bytes, slice)| How {
        readers,
        range_bytes,
        slice: slice.max(500),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 8, ..ProptestConfig::default() })]

    #[test]
    fn ranges_give_what_one_gives(seed: u64, spice in 0..60_u32, crlf: bool, drop: bool, how in how()) {
        let table = table(seed, spice, if crlf { "\r\n" } else { "\n" }, &UNUSUAL);
        let duplicates = if drop { Duplicates::Drop } else { Duplicates::Keep };
        assert_same(&table, &ImportOptions { duplicates, ..ImportOptions::default() }, how);
    }

    #[test]
    fn a_quote_that_stays_open_is_read_in_one(seed: u64, how in how()) {
        let table = table(seed, 1, "\n", &["c1,\"open,2024-01-02 10:00:00,web,5,o1", UNUSUAL[0]]);
        assert_same(&table, &ImportOptions::default(), how);
    }

    #[test]
    fn dates_that_later_rows_decide_are_read_in_one(seed: u64, how in how()) {
        let table = table(seed, 2, "\n", &["c1,e,03/04/2024 10:00,web,5,o1", "c1,e,04/25/2024 10:00,web,5,o1"]);
        assert_same(&table, &ImportOptions::default(), how);
    }
}

const HOW: How = How { readers: 2, range_bytes: 100_000, slice: 30_000 };

#[test]
fn most_tables_are_read_in_ranges_to_their_end() {
    for line_end in ["\n", "\r\n"] {
        let plain = table(1, 0, line_end, &UNUSUAL);
        let shared = assert_same(&plain, &ImportOptions::default(), HOW);
        assert!(shared > plain.len() as u64 - HEAD_BYTES as u64, "{shared}");
        // Quotes and rows that are skipped are no hindrance.
        let usual = table(2, 20, line_end, &UNUSUAL[1..8]);
        let shared = assert_same(&usual, &ImportOptions::default(), HOW);
        assert!(shared > usual.len() as u64 - HEAD_BYTES as u64, "{shared}");
    }
}

#[test]
fn a_cut_within_quotes_is_noticed() {
    // A field with many lines, each like a row, over the start of the second range.
    let mut bytes = table(3, 0, "\n", &UNUSUAL);
    let at = HEAD_BYTES + HOW.range_bytes as usize - 20_000;
    let row = at + bytes[at..].iter().position(|&byte| byte == b'\n').expect("a line") + 1;
    let lines = "c1,inside,2024-01-02 10:00:00,web,5,o1\n".repeat(1000);
    bytes.splice(row..row, format!("c1,\"{lines}\",2024-01-02 10:00:00,web,5,o1\n").into_bytes());
    let shared = assert_same(&bytes, &ImportOptions::default(), HOW);
    assert!((1..300_000).contains(&shared), "{shared}");
}

#[test]
fn what_is_no_utf8_is_found_wherever_it_is() {
    let mut bytes = table(4, 0, "\n", &UNUSUAL);
    let place = bytes.len() - 50_000;
    let row = place + bytes[place..].iter().position(|&byte| byte == b'\n').expect("a line") + 2;
    bytes[row] = 0xE9;
    let mut import = Import::new("t.csv", ImportOptions::default(), false);
    assert_eq!(import.push(&bytes), Ok(Flow::NeedsReader));
    assert!(import.push(&bytes[..HEAD_BYTES]).is_ok());
    let parts = parts_of(&bytes, &ImportOptions::default(), HEAD_BYTES as u64, 0, HOW);
    assert!(!parts.is_empty() && parts.len() < 6, "{}", parts.len());
}
