//! Reading, natively: bytes → rows and columns, and putting the events in order.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sojourn::{
    import::{Flow, HEAD_BYTES, Import, ImportOptions, Imported, PartReader, Sources},
    sample,
};

/// The sample several times over, with other customers each time: about 400,000 events.
fn table() -> Vec<u8> {
    let mut table = Vec::new();
    for copy in 0..8 {
        let csv = String::from_utf8(sample::csv(copy)).expect("the sample is UTF-8");
        let rows = csv.lines().skip(usize::from(copy > 0));
        for row in rows {
            let prefix = if row.starts_with("customer_id") { String::new() } else { copy.to_string() };
            table.extend_from_slice(format!("{prefix}{row}\n").as_bytes());
        }
    }
    table
}

/// The rows from the last to the first: all customers are out of order.
fn reversed(table: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(table);
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    std::iter::once(header).chain(lines.rev()).flat_map(|line| [line, "\n"]).collect::<String>().into_bytes()
}

fn read(table: &[u8]) -> Import {
    let mut import = Import::new("bench.csv", ImportOptions::default(), false);
    for slice in table.chunks(8 << 20) {
        assert_eq!(import.push(slice), Ok(Flow::Continue));
    }
    assert_eq!(import.end(), Ok(Flow::Continue));
    import
}

/// The import of the head, and the rest in parts of a few mebibytes, as one reader gives them.
fn parts(table: &[u8]) -> (Import, Vec<Vec<u8>>) {
    const RANGE_BYTES: usize = 4 << 20;
    let (head, options) = (&table[..HEAD_BYTES], ImportOptions::default());
    let mut import = Import::new("bench.csv", options.clone(), false);
    assert_eq!(import.push(head), Ok(Flow::Continue));
    assert!(import.can_be_shared());
    let mut reader = PartReader::new("bench.csv", head, options, false).expect("a reader");
    let mut parts = Vec::new();
    for start in (import.bytes() as usize..table.len()).step_by(RANGE_BYTES) {
        let end = (start + RANGE_BYTES).min(table.len());
        reader.begin(start as u64, end as u64);
        if !table[start - 1..].chunks(RANGE_BYTES + 1000).any(|slice| reader.push(slice)) {
            reader.end();
        }
        parts.push(reader.part().expect("a part"));
    }
    (import, parts)
}

fn put_together((mut import, parts): (Import, Vec<Vec<u8>>)) -> Import {
    for part in &parts {
        assert!(import.take_part(0, part));
    }
    import
}

fn log(import: Import) -> Imported {
    let mut sources = Sources::new(ImportOptions::default());
    sources.add("bench.csv", 0, import.finish());
    sources.finish().expect("a log")
}

fn reading(criterion: &mut Criterion) {
    let table = table();
    let mut group = criterion.benchmark_group("import");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(table.len() as u64));
    group.bench_function("parse", |bencher| bencher.iter(|| read(&table)));
    // What several readers do at once, and what is left for the one who makes the log.
    group.bench_function("parse into parts", |bencher| bencher.iter(|| parts(&table)));
    group.bench_function("put parts together", |bencher| {
        bencher.iter_batched(|| parts(&table), put_together, BatchSize::LargeInput);
    });
    group.bench_function("sort, rows in time order", |bencher| {
        bencher.iter_batched(|| read(&table), log, BatchSize::LargeInput);
    });
    let reversed = reversed(&table);
    group.bench_function("sort, rows in reverse", |bencher| {
        bencher.iter_batched(|| read(&reversed), log, BatchSize::LargeInput);
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
