//! A source that several readers read by turns becomes the same log, with the same report, as one that is read by one.

use std::{io::Cursor, sync::Arc};

use ::parquet::{
    data_type::{ByteArray, ByteArrayType, Int64Type},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use proptest::prelude::*;
use sojourn::import::{
    Chunk, ChunkedImport, Duplicates, ImportError, ImportOptions, Imported, Receiver, Sources, Turns,
    formats::{Format, ReadReport, json, parquet, read_columns, read_reshaped},
};

/// Rows after which others can join: those of the first chunk.
const FIRST_CHUNK: usize = 1 << 14;

/// What a reader says, in its order.
enum Said {
    Rows(Chunk),
    RangeEnd { range: u64, lines: u64 },
}

/// A reader's receiver, as in its worker.
struct Listener<'a> {
    turns: Turns,
    readers: u64,
    said: &'a mut Vec<Said>,
}

impl Receiver for Listener<'_> {
    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        let sent = Chunk::from_bytes(&chunk.to_bytes()).expect("a chunk");
        self.said.push(Said::Rows(sent));
        Ok(())
    }

    fn turns(&self) -> Turns {
        self.turns
    }

    fn end_range(&mut self, range: u64, lines: u64) -> u64 {
        self.turns.step = self.readers;
        if self.turns.is_shared() {
            self.said.push(Said::RangeEnd { range, lines });
        }
        self.turns.step
    }
}

/// How a source is read.
#[derive(Clone, Copy, Debug)]
struct How {
    readers: u64,
    range_bytes: u64,
}

const ALONE: How = How { readers: 1, range_bytes: u64::MAX };

fn read(format: Format, bytes: &[u8], turns: Turns, readers: u64) -> (Vec<Said>, Result<ReadReport, ImportError>) {
    let (mut source, options, mut said) = (Cursor::new(bytes), Default::default(), Vec::new());
    let listener = Listener { turns, readers, said: &mut said };
    let report = match format {
        Format::Parquet => read_columns(parquet::read, "log", &mut source, &options, listener),
        _ => read_reshaped(json::read, "log", &mut source, &options, listener),
    };
    (said, report)
}

/// The log, and how many readers there were; no log where the table is too wide for several.
fn log(
    format: Format,
    bytes: &[u8],
    options: &ImportOptions,
    how: How,
) -> (Option<Result<Imported, ImportError>>, usize) {
    let first = read(format, bytes, Turns { first: 0, step: 1, range_bytes: how.range_bytes }, how.readers);
    let joined = first.0.iter().find_map(|said| match said {
        Said::RangeEnd { range, .. } => Some(range + 1..range + how.readers),
        Said::Rows(_) => None,
    });
    let mut readers = vec![first];
    for first in joined.into_iter().flatten() {
        readers.push(read(
            format,
            bytes,
            Turns { first, step: how.readers, range_bytes: how.range_bytes },
            how.readers,
        ));
    }
    let n_readers = readers.len();
    let (said, reports): (Vec<_>, Vec<_>) = readers.into_iter().unzip();
    let mut said: Vec<_> = said.into_iter().map(Vec::into_iter).collect();
    let mut import = ChunkedImport::new("log", format, bytes.len() as u64, options.clone(), false);
    let mut turn = 0;
    let imported = loop {
        match said[turn].next() {
            Some(Said::Rows(chunk)) => {
                if let Err(error) = import.push(chunk) {
                    break Err(error);
                }
                if n_readers > 1 && import.is_too_wide_for_several() {
                    return (None, n_readers);
                }
            }
            Some(Said::RangeEnd { lines, .. }) => {
                import.end_range(lines);
                turn = (turn + 1) % n_readers;
            }
            None => {
                assert!(said.iter_mut().all(|said| said.next().is_none()), "nothing comes behind the end");
                let mut reports = reports.into_iter();
                let report = reports.next().expect("a first reader").and_then(|mut report| {
                    for other in reports {
                        report.add(&other?);
                    }
                    Ok(report)
                });
                break report.and_then(|report| import.finish(report));
            }
        }
    };
    let mut sources = Sources::new(options.clone());
    sources.add("log", 0, imported);
    (Some(sources.finish()), n_readers)
}

/// Returns how many readers there were.
#[track_caller]
fn assert_same(format: Format, bytes: &[u8], options: &ImportOptions, how: How) -> usize {
    let (shared, readers) = log(format, bytes, options, how);
    let (alone, _) = log(format, bytes, options, ALONE);
    match (alone.expect("a log of one"), shared.expect("a log of several")) {
        (Ok(alone), Ok(shared)) => {
            assert!(alone.report == shared.report, "{how:?}");
            assert!(format!("{:?}", alone.log) == format!("{:?}", shared.log), "{how:?}");
        }
        (Err(alone), Err(shared)) => assert_eq!(alone, shared, "{how:?}"),
        (alone, shared) => panic!("{:?} and {:?}, {how:?}", alone.map(|it| it.report), shared.map(|it| it.report)),
    }
    readers
}

/// Lines of all kinds.
const UNUSUAL: [&[u8]; 10] = [
    b"",
    b"{\"user_id\":\"c1\",\"event\":\"cut off\",",
    b"not JSON",
    b"{\"user_id\":\"c1\",\"event\":\"no time\"}",
    b"{\"user_id\":\"\",\"event\":\"nobody\",\"time\":\"2024-01-02T10:00:00Z\"}",
    b"{\"late\":{\"one\":7,\"list\":[1,2]},\"user_id\":\"c2\",\"event\":\"late\",\"time\":\"2024-01-02T10:00:00Z\"}",
    b"{\"event\":\"turned\",\"other\":\"x\",\"time\":\"2024-01-02T10:00:00Z\",\"user_id\":\"c3\"}",
    b"{\"user_id\":\"c4\",\"event\":\"two\",\"time\":\"2024-01-02T10:00:00Z\"} {\"user_id\":\"c4\",\"event\":\"more\",\"time\":\"2024-01-02T10:00:01Z\"}",
    b"{\"user_id\":\"c5\",\"event\":\"h\xC3\xA9\xE6\x97\xA5\",\"time\":\"2024-01-02T10:00:00Z\",\"note\":\"\\u65e5\\n\"}",
    b"{\"user_id\":\"c7\",\"event\":\"ambiguous\",\"time\":\"2024-01-02T10:00:00Z\",\"actionDetails\":[{\"type\":\"a\"},{\"type\":\"b\"}]}",
];

/// No UTF-8.
const BROKEN: &[u8] = b"{\"user_id\":\"c6\",\"event\":\"broken \xFF\xFE\",\"time\":\"2024-01-02T10:00:00Z\"}";

/// Objects one per line, many enough that others join. `spice` is how many lines in a thousand are unusual.
fn lines(seed: u64, spice: u32, line_end: &str, unusual: &[&[u8]]) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut out = Vec::new();
    let mut second = 0;
    for row in 0..FIRST_CHUNK + 6_000 {
        second += random.u32(0..3);
        let time = if random.u32(0..50) == 0 { second / 2 } else { second };
        let (hour, minute) = (time / 3600 % 24, time / 60 % 60);
        let time = format!("2024-01-{:02}T{hour:02}:{minute:02}:{:02}Z", 1 + time / 86_400, time % 60);
        let (who, what) = (random.u32(0..3000), random.u32(0..20));
        // The first rows decide what the columns mean: they are plain.
        if row > 2000 && random.u32(0..1000) < spice {
            out.extend_from_slice(unusual[random.usize(0..unusual.len())]);
        } else {
            let plan = ["free", "paid"][random.usize(0..2)];
            out.extend_from_slice(
                format!("{{\"user_id\":\"c{who}\",\"event\":\"e{what}\",\"time\":\"{time}\",\"plan\":\"{plan}\"}}")
                    .as_bytes(),
            );
        }
        out.extend_from_slice(line_end.as_bytes());
    }
    out
}

/// A log in groups of so many rows.
fn groups(seed: u64, sizes: &[usize]) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    let schema = "message log {
        required binary user_id (utf8); optional binary event (utf8); required int64 time (timestamp(micros, true));
    }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a writer");
    for &size in sizes {
        let mut group = writer.next_row_group().expect("a group");
        let who: Vec<ByteArray> = (0..size).map(|_| format!("c{}", random.u32(0..5000)).as_str().into()).collect();
        let present: Vec<i16> = (0..size).map(|_| i16::from(random.u32(0..100) > 0)).collect();
        let what: Vec<ByteArray> = present
            .iter()
            .filter(|&&present| present == 1)
            .map(|_| format!("e{}", random.u32(0..20)).as_str().into())
            .collect();
        let times: Vec<i64> = (0..size).map(|_| 1_700_000_000_000_000 + random.i64(0..1_000_000) * 1_000_000).collect();
        let mut column = group.next_column().expect("a column").expect("one more");
        column.typed::<ByteArrayType>().write_batch(&who, None, None).expect("texts");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("one more");
        column.typed::<ByteArrayType>().write_batch(&what, Some(&present), None).expect("texts");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("one more");
        column.typed::<Int64Type>().write_batch(&times, None, None).expect("times");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    writer.close().expect("a file");
    bytes
}

fn how() -> impl Strategy<Value = How> {
    (2..=5_u64, 300..=600_000_u64).prop_map(|(readers, range_bytes)| How { readers, range_bytes })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 8, ..ProptestConfig::default() })]

    #[test]
    fn lines_by_turns_give_what_one_reader_gives(seed: u64, spice in 0..60_u32, crlf: bool, drop: bool, how in how()) {
        let bytes = lines(seed, spice, if crlf { "\r\n" } else { "\n" }, &UNUSUAL);
        let duplicates = if drop { Duplicates::Drop } else { Duplicates::Keep };
        let readers = assert_same(Format::Json, &bytes, &ImportOptions { duplicates, ..ImportOptions::default() }, how);
        prop_assert!(how.range_bytes > 200_000 || readers as u64 == how.readers);
    }

    #[test]
    fn broken_text_is_told_by_whoever_reads_it(seed: u64, how in how()) {
        // With such a mark it is UTF-8, whatever comes.
        let bytes = [b"\xEF\xBB\xBF", lines(seed, 1, "\n", &[BROKEN, UNUSUAL[8]]).as_slice()].concat();
        let readers = assert_same(Format::Json, &bytes, &ImportOptions::default(), how);
        prop_assert!(how.range_bytes > 200_000 || readers as u64 == how.readers);
    }

    #[test]
    fn groups_by_turns_give_what_one_reader_gives(
        seed: u64,
        sizes in prop::collection::vec(prop_oneof![Just(0_usize), 1..200_usize, 10_000..40_000_usize], 1..9),
        how in how(),
    ) {
        assert_same(Format::Parquet, &groups(seed, &sizes), &ImportOptions::default(), how);
    }

    #[test]
    fn dates_that_later_rows_decide_are_counted_alike(seed: u64, how in how()) {
        let unusual: [&[u8]; 2] = [
            b"{\"user_id\":\"c1\",\"event\":\"e1\",\"time\":\"03/04/2024 10:00\"}",
            b"{\"user_id\":\"c1\",\"event\":\"e1\",\"time\":\"04/25/2024 10:00\"}",
        ];
        let readers = assert_same(Format::Json, &lines(seed, 5, "\n", &unusual), &ImportOptions::default(), how);
        prop_assert!(how.range_bytes > 200_000 || readers as u64 == how.readers);
    }
}

const HOW: How = How { readers: 3, range_bytes: 50_000 };

#[test]
fn others_join_when_there_is_work_for_them() {
    let options = ImportOptions::default();
    let bytes = lines(1, 20, "\n", &UNUSUAL);
    assert_eq!(assert_same(Format::Json, &bytes, &options, HOW), 3);
    // Rows of the first chunk alone are read by one, and so is what ends with it.
    assert_eq!(assert_same(Format::Json, &bytes[..500_000], &options, HOW), 1);
    let whole = How { range_bytes: bytes.len() as u64, ..HOW };
    assert_eq!(assert_same(Format::Json, &bytes, &options, whole), 1);
    assert_eq!(assert_same(Format::Parquet, &groups(1, &[100, 0, 100, 100]), &options, HOW), 3);
    assert_eq!(assert_same(Format::Parquet, &groups(1, &[50_000]), &options, HOW), 1);
}

#[test]
fn other_encodings_and_what_is_reshaped_are_read_by_one() {
    let text = String::from_utf8(lines(3, 0, "\n", &[])).expect("UTF-8");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(assert_same(Format::Json, &utf16, &ImportOptions::default(), HOW), 1);
    // Visits of Matomo, whose first rows tell that they are to be reshaped.
    let visit = |at: u32| {
        format!(
            "{{\"idVisit\":\"{at}\",\"visitorId\":\"v{}\",\"serverTimestamp\":{},\"actionDetails\":[{{\"type\":\"action\",\"url\":\"https://example.org/a\",\"timestamp\":{}}}]}}\n",
            at % 700,
            1_700_000_000 + at,
            1_700_000_000 + at
        )
    };
    let visits: String = (0..FIRST_CHUNK as u32 + 2000).map(visit).collect();
    assert_eq!(assert_same(Format::Json, visits.as_bytes(), &ImportOptions::default(), HOW), 1);
}

#[test]
fn a_table_that_is_too_wide_is_left_to_one() {
    let mut bytes = lines(5, 0, "\n", &[]);
    for name in 0..2100 {
        bytes.extend_from_slice(
            format!("{{\"user_id\":\"c1\",\"event\":\"e1\",\"time\":\"2024-01-02T10:00:00Z\",\"n{name}\":1}}\n")
                .as_bytes(),
        );
    }
    let (shared, readers) = log(Format::Json, &bytes, &ImportOptions::default(), HOW);
    assert!(shared.is_none() && readers == 3);
    assert!(log(Format::Json, &bytes, &ImportOptions::default(), ALONE).0.is_some_and(|alone| alone.is_ok()));
}
