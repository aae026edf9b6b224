//! A `Blob` as a file that blocks: for workers that do nothing else.

use std::{
    cell::Cell,
    io::{Error, Read, Result, Seek, SeekFrom},
    rc::Rc,
};

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FileReaderSync};

use crate::import::OVERLAP;

/// Bytes read at once at first; each slice that continues the one before is twice as large.
const FIRST_SLICE: u64 = 1 << 20;

/// Small slices cost two to three times as much per byte as those from here on.
const LARGEST_SLICE: u64 = 16 << 20;

/// Reads a `Blob` in slices, ahead of what is asked for.
pub(super) struct BlobSource {
    blob: Blob,
    reader: FileReaderSync,
    size: u64,
    position: u64,
    /// The slice at hand, and where it starts.
    slice: Vec<u8>,
    start: u64,
    next_slice: u64,
    /// What lies behind a range of so many bytes is read only when it is asked for: others may read it.
    range_bytes: u64,
    /// How far it was read, whatever was read anew later.
    furthest: Rc<Cell<u64>>,
}

impl BlobSource {
    /// A reader at the start of the blob, which may read it in such ranges; it says in `furthest` how far it came.
    pub fn new(blob: Blob, range_bytes: u64, furthest: Rc<Cell<u64>>) -> Result<BlobSource> {
        Ok(BlobSource {
            size: blob.size() as u64,
            blob,
            reader: FileReaderSync::new().map_err(said)?,
            position: 0,
            slice: Vec::new(),
            start: 0,
            next_slice: FIRST_SLICE,
            range_bytes,
            furthest,
        })
    }

    fn load(&mut self, start: u64, length: u64) -> Result<Uint8Array> {
        let end = start.saturating_add(length).min(self.size);
        let slice = self.blob.slice_with_f64_and_f64(start as f64, end as f64).map_err(said)?;
        let bytes = Uint8Array::new(&self.reader.read_as_array_buffer(&slice).map_err(said)?.into());
        self.furthest.set(self.furthest.get().max(start + u64::from(bytes.length())));
        Ok(bytes)
    }

    /// What of the slice at hand lies at the position.
    fn at_hand(&self) -> &[u8] {
        let from = self.position.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        from.and_then(|from| self.slice.get(from..)).unwrap_or_default()
    }
}

impl Read for BlobSource {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.at_hand().is_empty() && self.position < self.size {
            // What is asked for in one piece as large as a slice needs no memory in between.
            if out.len() as u64 >= LARGEST_SLICE {
                let bytes = self.load(self.position, out.len() as u64)?;
                let length = bytes.length() as usize;
                bytes.copy_to(&mut out[..length]);
                self.position += length as u64;
                return Ok(length);
            }
            let continues = self.position == self.start + self.slice.len() as u64 && !self.slice.is_empty();
            self.next_slice = if continues { (self.next_slice * 2).min(LARGEST_SLICE) } else { FIRST_SLICE };
            // The last line of a range mostly ends in the overlap.
            let ranges = self.position.saturating_sub(OVERLAP) / self.range_bytes + 1;
            let range_end = ranges * self.range_bytes + OVERLAP;
            let bytes = self.load(self.position, self.next_slice.min(range_end - self.position))?;
            self.slice.resize(bytes.length() as usize, 0);
            bytes.copy_to(&mut self.slice);
            self.start = self.position;
        }
        let bytes = self.at_hand();
        let length = bytes.len().min(out.len());
        out[..length].copy_from_slice(&bytes[..length]);
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for BlobSource {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or_else(|| Error::other("there is nothing before the start"))?;
        Ok(self.position)
    }
}

/// What the browser says when it cannot read (any more).
fn said(cause: JsValue) -> Error {
    let message = Reflect::get(&cause, &"message".into()).ok().and_then(|message| message.as_string());
    Error::other(message.unwrap_or_else(|| "the browser gives no reason".to_owned()))
}
