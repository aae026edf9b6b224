//! The bytes of a source, part by part.
//!
//! # Why a byte stream
//!
//! A slice of a file is given in new memory each time, and half of its cost is the system's work to provide that
//! memory. A byte stream fills the same memory again and again (Streams Standard, "readable byte streams"). Where a
//! browser has none, or it gives nothing for a while, the rest comes in slices.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

use super::js::object;

/// Bytes read at once from a stream: what a processor's cache holds.
const PART_BYTES: u32 = 2 << 20;

/// Bytes read at once without a stream: small slices cost two to three times as much.
const SLICE_BYTES: f64 = (16 << 20) as f64;

/// A stream that gives nothing for so long, in milliseconds, is left. Chromium 156 is seen to forget a read without
/// `min` now and then; with it, it did not in 50,000 reads.
const PATIENCE: u32 = 3000;

#[wasm_bindgen]
extern "C" {
    /// A `Blob`, or the stream it gives; the calls that old browsers lack.
    type Bytes;
    #[wasm_bindgen(method, catch)]
    fn stream(this: &Bytes) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &Bytes, options: &Object) -> Result<Reader, JsValue>;

    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader, view: &Uint8Array, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method)]
    fn cancel(this: &Reader) -> Promise;
}

/// Reads a source from its start to its end.
pub struct SourceReader {
    source: Blob,
    at: f64,
    stream: Option<ByteStream>,
}

struct ByteStream {
    reader: Reader,
    /// Handed to the stream and back.
    memory: ArrayBuffer,
}

impl SourceReader {
    /// A reader at the start of the source.
    pub fn new(source: &Blob) -> SourceReader {
        SourceReader { source: source.clone(), at: 0.0, stream: ByteStream::of(source) }
    }

    /// Bytes read so far.
    pub fn position(&self) -> f64 {
        self.at
    }

    /// Reads the next part into `out`, in place of what is there; nothing at the end.
    ///
    /// # Errors
    ///
    /// What the browser throws when the source cannot be read (any more).
    pub async fn next(&mut self, out: &mut Vec<u8>) -> Result<(), JsValue> {
        let streamed = match &mut self.stream {
            Some(stream) => stream.next().await?,
            None => None,
        };
        let bytes = match streamed {
            Some(bytes) => bytes,
            None => {
                self.stream = None;
                self.next_slice().await?
            }
        };
        out.resize(bytes.length() as usize, 0);
        bytes.copy_to(out);
        self.at += f64::from(bytes.length());
        Ok(())
    }

    async fn next_slice(&self) -> Result<Uint8Array, JsValue> {
        let end = (self.at + SLICE_BYTES).min(self.source.size());
        let slice = self.source.slice_with_f64_and_f64(self.at, end)?;
        let bytes = JsFuture::from(slice.array_buffer()).await?;
        Ok(Uint8Array::new(&bytes))
    }
}

impl ByteStream {
    fn of(source: &Blob) -> Option<ByteStream> {
        let options = object("mode", &"byob".into());
        let reader = source.unchecked_ref::<Bytes>().stream().and_then(|stream| stream.get_reader(&options)).ok()?;
        Some(ByteStream { reader, memory: ArrayBuffer::new(PART_BYTES) })
    }

    /// The next bytes, none at the end; `None` if the stream is to be left.
    async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let whole = object("min", &PART_BYTES.into());
        let part = self.reader.read(&Uint8Array::new(&self.memory), &whole)?;
        let patience = future_to_promise(async {
            TimeoutFuture::new(PATIENCE).await;
            Ok(JsValue::NULL)
        });
        let part = JsFuture::from(Promise::race(&Array::of2(&part, &patience))).await?;
        if part.is_null() {
            let _ = self.reader.cancel();
            return Ok(None);
        }
        // At the end the last bytes come with `done`, or none do.
        let bytes = Reflect::get(&part, &"value".into())?.dyn_into::<Uint8Array>();
        if let Ok(bytes) = &bytes {
            self.memory = bytes.buffer();
        }
        Ok(bytes.ok())
    }
}
