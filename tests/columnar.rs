//! Columns in binary form: the same log as in CSV, and the files that strangers made.

mod reading;

use std::{fs, panic, sync::Arc};

use ::parquet::{
    basic::{Compression, GzipLevel},
    data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    file::{
        properties::{WriterProperties, WriterVersion},
        writer::SerializedFileWriter,
    },
    schema::parser::parse_message_type,
};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, StringViewArray,
    StructArray, TimestampMillisecondArray, types::Int16Type,
};
use arrow_schema::{DataType, Field, Fields};
use sojourn::{
    event_log::ColumnRole,
    import::{
        ImportOptions,
        formats::{ReadOptions, arrow, parquet},
        import,
    },
};

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

/// 40,000 rows in two row groups: texts of which some are missing, numbers, times, dates, money.
fn written(compression: Compression, version: WriterVersion, with_dictionary: bool) -> Vec<u8> {
    const ROWS: i64 = 20_000;
    let schema = "message log {
        optional binary who (utf8); required int64 at (timestamp(micros, false)); optional int32 day (date);
        required int32 price (decimal(9, 2)); optional group page { optional double score; } repeated int64 tags;
    }";
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_writer_version(version)
        .set_dictionary_enabled(with_dictionary)
        .set_data_page_row_count_limit(3000)
        .set_write_batch_size(1000)
        .build();
    let mut bytes = Vec::new();
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).expect("a writer");
    for group in 0..2 {
        let rows = group * ROWS..(group + 1) * ROWS;
        let present: Vec<i16> = rows.clone().map(|row| i16::from(row % 7 != 0)).collect();
        let with_value = || rows.clone().filter(|row| row % 7 != 0);
        let mut group = writer.next_row_group().expect("a row group");
        let texts: Vec<ByteArray> = with_value().map(|row| format!("客{}", row % 1000).as_str().into()).collect();
        let mut column = group.next_column().expect("a column").expect("a column");
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&present), None).expect("texts");
        column.close().expect("an end");
        let mut column = group.next_column().expect("a column").expect("a column");
        column
            .typed::<Int64Type>()
            .write_batch(&rows.clone().map(|row| row * 1500).collect::<Vec<_>>(), None, None)
            .expect("times");
        column.close().expect("an end");
        let mut column = group.next_column().expect("a column").expect("a column");
        column
            .typed::<Int32Type>()
            .write_batch(&with_value().map(|row| row as i32 % 9).collect::<Vec<_>>(), Some(&present), None)
            .expect("dates");
        column.close().expect("an end");
        let mut column = group.next_column().expect("a column").expect("a column");
        column
            .typed::<Int32Type>()
            .write_batch(&rows.clone().map(|row| row as i32 - 5).collect::<Vec<_>>(), None, None)
            .expect("money");
        column.close().expect("an end");
        let mut column = group.next_column().expect("a column").expect("a column");
        let levels: Vec<i16> = present.iter().map(|&is| if is == 1 { 2 } else { 0 }).collect();
        column
            .typed::<DoubleType>()
            .write_batch(&with_value().map(|row| row as f64 / 4.0).collect::<Vec<_>>(), Some(&levels), None)
            .expect("numbers");
        column.close().expect("an end");
        let mut column = group.next_column().expect("a column").expect("a column");
        let none = vec![0; ROWS as usize];
        column.typed::<Int64Type>().write_batch(&[], Some(&none), Some(&none)).expect("nothing");
        column.close().expect("an end");
        group.close().expect("an end");
    }
    writer.close().expect("an end");
    bytes
}

#[test]
fn every_way_to_write_parquet_reads_the_same() {
    let gzip = Compression::GZIP(GzipLevel::default());
    let codecs = [Compression::UNCOMPRESSED, Compression::SNAPPY, gzip, Compression::LZ4, Compression::LZ4_RAW];
    for compression in codecs {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            for with_dictionary in [true, false] {
                let table = read_parquet(&written(compression, version, with_dictionary));
                let way = format!("{compression:?} {version:?} {with_dictionary}");
                assert_eq!(table.names, ["who", "at", "day", "price", "page.score"], "{way}");
                assert_eq!(table.report.all_columns.len(), 6);
                assert_eq!(table.rows.len(), 40_000, "{way}");
                assert_eq!(
                    table.rows[5],
                    ["客5", "1970-01-01T00:00:00.0075Z", "1970-01-06T00:00:00Z", "0.00", "1.25"],
                    "{way}"
                );
                assert_eq!(table.rows[7], ["", "1970-01-01T00:00:00.0105Z", "", "0.02", ""], "{way}");
                let last = ["客999", "1970-01-01T00:00:59.9985Z", "1970-01-04T00:00:00Z", "399.94", "9999.75"];
                assert_eq!(table.rows[39_999], last, "{way}");
            }
        }
    }
}

#[test]
fn texts_that_hardly_repeat_are_the_same_customers_wherever_they_stand() {
    const ROWS: i64 = 50_000;
    let schema = "message log { required binary who (utf8); required binary what (utf8);
        required int64 at (timestamp(nanos, true)); }";
    for with_dictionary in [true, false] {
        let properties = WriterProperties::builder().set_dictionary_enabled(with_dictionary).build();
        let mut bytes = Vec::new();
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).expect("a writer");
        let mut group = writer.next_row_group().expect("a row group");
        let column = |text: &dyn Fn(i64) -> String| -> Vec<ByteArray> {
            (0..ROWS).map(|row| text(row).as_str().into()).collect()
        };
        // Each customer has two rows beside each other and one far away; one row has none.
        let who = |row| if row == 40_000 { String::new() } else { format!("customer {}", row % 30_000 / 2) };
        for texts in [column(&who), column(&|row| format!("step {}", row % 3))] {
            let mut column = group.next_column().expect("a column").expect("a column");
            column.typed::<ByteArrayType>().write_batch(&texts, None, None).expect("texts");
            column.close().expect("an end");
        }
        let mut column = group.next_column().expect("a column").expect("a column");
        let times: Vec<i64> = (0..ROWS).map(|row| row * 1_000_000_007).collect();
        column.typed::<Int64Type>().write_batch(&times, None, None).expect("times");
        column.close().expect("an end");
        group.close().expect("an end");
        writer.close().expect("an end");

        let table = read_parquet(&bytes);
        for row in [0, 1, 20_000, 39_999, 40_000, 49_999_i64] {
            let iso = sojourn::event_log::Timestamp((row * 1_000_000_007).div_euclid(1000)).to_iso();
            assert_eq!(table.rows[row as usize], [who(row), format!("step {}", row % 3), iso], "{with_dictionary}");
        }
        let chosen = [(ColumnRole::Customer, "who"), (ColumnRole::Touchpoint, "what"), (ColumnRole::Timestamp, "at")];
        let columns = chosen.into_iter().map(|(role, name)| (role, name.to_owned())).collect();
        let log = import("t.parquet", &bytes, &ImportOptions { columns, ..ImportOptions::default() }).expect("a log");
        let summary = &log.report.summary;
        assert_eq!((summary.events, summary.customers, summary.skipped.count), (49_999, 15_000, 1));
        assert_eq!(log.report.skipped_rows[0].line, 40_001);
        let events_of = |customer: usize| log.log.events_of(customer).len();
        assert_eq!([0, 5000, 14_999].map(events_of), [4, 3, 2]);
    }
}

#[test]
fn columns_that_are_left_out_are_not_read() {
    let bytes = written(Compression::SNAPPY, WriterVersion::PARQUET_2_0, true);
    let leave_out = ["at", "day", "page.score"].map(str::to_owned).to_vec();
    let options = ReadOptions { leave_out, ..ReadOptions::default() };
    let table = read_chunks(parquet::read, &bytes, &options).expect("a table");
    assert_eq!((table.names.len(), table.rows[8].as_slice()), (2, ["客8".to_owned(), "0.03".to_owned()].as_slice()));

    let mut arrow = Vec::new();
    let batch = batch();
    let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut arrow, &batch.schema()).expect("a writer");
    writer.write(&batch).and_then(|()| writer.finish()).expect("a file");
    let leave_out = vec!["day".to_owned(), "channel".to_owned()];
    let read = ReadOptions { leave_out, ..ReadOptions::default() };
    let chosen = [(ColumnRole::Customer, "who"), (ColumnRole::Touchpoint, "what"), (ColumnRole::Timestamp, "at")];
    let columns = chosen.into_iter().map(|(role, name)| (role, name.to_owned())).collect();
    let options = ImportOptions { read, columns, ..ImportOptions::default() };
    let source = import("t.arrow", &arrow, &options).expect("a log").report.sources.remove(0);
    // They stand in their places, and can be asked for again.
    let columns: Vec<(&str, bool)> =
        source.columns.iter().map(|column| (column.name.as_str(), column.left_out)).collect();
    assert_eq!(columns[2..5], [("at", false), ("day", true), ("id", false)]);
    assert_eq!(columns[6..], [("channel", true), ("page.score", false)]);
    assert_eq!(source.preview[0][2..5], ["1970-01-01T00:00:01.5Z", "", "9223372036854775807"]);
}

/// A batch of all that a log may hold.
fn batch() -> RecordBatch {
    let score: ArrayRef = Arc::new(Float64Array::from(vec![Some(1.5), Some(f64::NAN), Some(2.0)]));
    let inner = Fields::from(vec![Field::new("score", DataType::Float64, true)]);
    let page = StructArray::new(inner, vec![score], Some(vec![true, true, false].into()));
    let channel: arrow_array::DictionaryArray<Int16Type> = [Some("web"), None, Some("web")].into_iter().collect();
    RecordBatch::try_from_iter_with_nullable([
        ("who", Arc::new(StringArray::from(vec![Some("a"), Some("客"), None])) as ArrayRef, true),
        ("what", Arc::new(StringViewArray::from(vec!["a text of more than twelve bytes", "see", "buy"])), true),
        ("at", Arc::new(TimestampMillisecondArray::from(vec![1500, 0, -1]).with_timezone("UTC")), true),
        ("day", Arc::new(Date32Array::from(vec![Some(1), None, Some(19_000)])), true),
        ("id", Arc::new(Int64Array::from(vec![i64::MAX, 0, i64::MIN])), true),
        ("new", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])), true),
        ("channel", Arc::new(channel), true),
        ("page", Arc::new(page), true),
    ])
    .expect("a batch")
}

#[test]
fn arrow_files_and_streams() {
    let batch = batch();
    let (mut file, mut stream, mut packed) = (Vec::new(), Vec::new(), Vec::new());
    let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut file, &batch.schema()).expect("a writer");
    writer.write(&batch).and_then(|()| writer.write(&batch)).and_then(|()| writer.finish()).expect("a file");
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(&mut stream, &batch.schema()).expect("a writer");
    writer.write(&batch).and_then(|()| writer.write(&batch)).and_then(|()| writer.finish()).expect("a stream");
    let lz4 = arrow_ipc::writer::IpcWriteOptions::default()
        .try_with_compression(Some(arrow_ipc::CompressionType::LZ4_FRAME))
        .expect("lz4");
    let mut writer =
        arrow_ipc::writer::FileWriter::try_new_with_options(&mut packed, &batch.schema(), lz4).expect("a writer");
    writer.write(&batch).and_then(|()| writer.write(&batch)).and_then(|()| writer.finish()).expect("a file");
    for bytes in [&file, &stream, &packed] {
        let table = read_chunks(arrow::read, bytes, &ReadOptions::default()).expect("a table");
        assert_eq!(table.names, ["who", "what", "at", "day", "id", "new", "channel", "page.score"]);
        let rows = [
            [
                "a", "a text of more than twelve bytes", "1970-01-01T00:00:01.5Z", "1970-01-02T00:00:00Z",
                "9223372036854775807", "true", "web", "1.5",
            ],
            ["客", "see", "1970-01-01T00:00:00Z", "", "0", "false", "", ""],
            ["", "buy", "1969-12-31T23:59:59.999Z", "2022-01-08T00:00:00Z", "-9223372036854775808", "", "web", ""],
        ];
        assert_eq!(table.rows[..3], rows);
        assert_eq!(table.rows[3..], rows);
    }
    let cut = read_chunks(arrow::read, &file[..file.len() / 2], &ReadOptions::default()).expect_err("half a file");
    assert!(cut.to_string().contains("as Arrow it cannot be read"), "{cut}");
}

#[test]
fn dictionaries_of_arrow_that_grow() {
    fn table<T: arrow_array::Array + From<Vec<&'static str>> + 'static>() -> Vec<Vec<String>> {
        let batch = |values: Vec<&'static str>, keys: Vec<i16>| {
            let dictionary = arrow_array::DictionaryArray::new(keys.into(), Arc::new(T::from(values)));
            RecordBatch::try_from_iter([("channel", Arc::new(dictionary) as ArrayRef)]).expect("a batch")
        };
        let batches = [batch(vec!["web"], vec![0, 0]), batch(vec!["web", "店", "shop"], vec![1, 0, 2])];
        let options = arrow_ipc::writer::IpcWriteOptions::default()
            .with_dictionary_handling(arrow_ipc::writer::DictionaryHandling::Delta);
        let mut stream = Vec::new();
        let schema = batches[0].schema();
        let mut writer =
            arrow_ipc::writer::StreamWriter::try_new_with_options(&mut stream, &schema, options).expect("a writer");
        for batch in &batches {
            writer.write(batch).expect("a batch");
        }
        writer.finish().expect("a stream");
        // The second batch brings what is new, alone.
        assert_eq!(memchr::memmem::find_iter(&stream, "web").count(), 1);
        let read = read_chunks(arrow::read, &stream, &ReadOptions::default()).expect("a table");
        // A stream may end without saying so.
        assert_eq!(
            read_chunks(arrow::read, &stream[..stream.len() - 8], &ReadOptions::default()).expect("a table").rows,
            read.rows
        );
        read.rows
    }
    let rows = [["web"], ["web"], ["店"], ["web"], ["shop"]];
    assert_eq!(table::<StringArray>(), rows);
    assert_eq!(table::<arrow_array::LargeStringArray>(), rows);
    assert_eq!(table::<StringViewArray>(), rows);
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
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(read == 0 || read >= 189, "{read} read");
}
