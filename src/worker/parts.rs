//! Reads ranges of a large table, in a worker beside the host's and by the same program, and hands over parts of it.
//! The messages are those of [`super::protocol`].

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::{
    js::{get, object},
    opening::{head, read},
    page::Page,
    protocol::PartsRequest,
    source::SourceReader,
};
use crate::import::{OVERLAP, PartReader, formats::Format};

/// Bytes of a range of a large table, at most: a part of so many takes little on its way, and a browser needs time to
/// begin with each.
const RANGE_BYTES: u64 = 32 << 20;

/// Ranges of a table for each worker, at least.
const MIN_RANGES: u64 = 4;

/// Bytes of a table for each worker, at least, where nobody says how many read it.
const MIN_BYTES_EACH: f64 = (16 << 20) as f64;

/// Each holds dictionaries of its own.
const MAX_WORKERS: u32 = 8;

/// Cores that are taken without them: by the browser, which reads the file for them.
const OTHER_CORES: f64 = 1.0;

/// How many workers read a table of that size; the first of them is the host itself.
pub fn workers(asked: Option<u32>, size: f64) -> u32 {
    asked.unwrap_or_else(|| workers_of(cores() - OTHER_CORES, size)).clamp(1, MAX_WORKERS)
}

/// How many workers so many cores have enough to do for.
fn workers_of(cores: f64, size: f64) -> u32 {
    cores.min(size / MIN_BYTES_EACH) as u32
}

fn cores() -> f64 {
    get(&get(&js_sys::global(), "navigator"), "hardwareConcurrency").as_f64().unwrap_or(1.0)
}

/// How many readers of a format read a source of that size by turns: no more than the host can take from, for the rest
/// would wait in memory. It has a fifth of the work of a reader of JSON, and two thirds of that of a reader of Parquet.
pub fn readers(asked: Option<u32>, format: Format, size: f64) -> u32 {
    match format {
        Format::Json => asked.unwrap_or_else(|| workers_of(cores(), size)).clamp(1, 5),
        Format::Parquet => workers(asked, size).min(2),
        _ => 1,
    }
}

/// Bytes of a range where so many are to be read by so many workers.
pub fn range_bytes(bytes: u64, workers: u32) -> u64 {
    (bytes / (MIN_RANGES * u64::from(workers))).clamp(2 * OVERLAP, RANGE_BYTES)
}

/// Answers the request in `message`, and ends.
pub async fn serve(page: Page, message: JsValue) {
    if let (Some(request), Ok(source)) =
        (read::<PartsRequest>(&get(&message, "request")), get(&message, "source").dyn_into::<Blob>())
    {
        // What a browser cannot read here, it cannot read there: the host says why.
        let _ = read_ranges(&page, request, &source).await;
    }
    page.post(&object("outcome", &JsValue::TRUE));
}

/// Gives a part for each range, for as long as ranges can be read by themselves.
async fn read_ranges(page: &Page, request: PartsRequest, source: &Blob) -> Result<(), JsValue> {
    let size = source.size() as u64;
    let options = request.options.with(request.source.options, request.is_one_of_several);
    let head = head(source).await?;
    let Some(mut reader) = PartReader::new(&request.source.name, &head, options, request.is_one_of_several) else {
        return Ok(());
    };
    let start_of = |range: u64| request.from + range * request.range_bytes;
    let mut bytes = Vec::new();
    let mut range = request.first;
    while start_of(range) < size {
        let (start, end) = (start_of(range), start_of(range + 1).min(size));
        let slice_end = (end + OVERLAP).min(size);
        let slice = source.slice_with_f64_and_f64((start - 1) as f64, slice_end as f64)?;
        let mut slices = SourceReader::new(&slice);
        reader.begin(start, end);
        loop {
            slices.next(&mut bytes).await?;
            if reader.push(&bytes) {
                break;
            }
            if slices.position() == slice.size() {
                if slice_end < size {
                    return Ok(());
                }
                reader.end();
                break;
            }
        }
        let Some(part) = reader.part() else { return Ok(()) };
        let buffer = Uint8Array::from(part.as_slice()).buffer();
        page.post_moved(&object("chunk", &buffer), &Array::of1(&buffer));
        range += request.step;
    }
    Ok(())
}
