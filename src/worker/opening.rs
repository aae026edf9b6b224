//! Opens sources in the worker: reads text itself, part by part, and lets readers read everything else.

mod by_readers;

use std::collections::VecDeque;

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use self::by_readers::Begun;
use super::{
    js::get,
    page::Page,
    parts,
    protocol::{Failure, PartsRequest, Phase, Program, Progress, ReaderStart, SourceRequest},
    source::SourceReader,
};
use crate::import::{
    Excess, Flow, HEAD_BYTES, Import, ImportError, ImportOptions, Imported, OVERLAP, SourceTable, Sources,
    formats::{Format, Recognised, ends_workbook, recognise},
};

/// Sorting needs about as much memory again as reading has filled; together they must stay below 4 GiB.
const MAX_MEMORY_WHILE_READING: usize = 2200 << 20;

/// Larger sources wait for their turn: what readers give ahead of it is held in memory.
const MOST_BYTES_AHEAD: f64 = (8 << 20) as f64;

/// One request to open sources.
pub struct Opening<'a> {
    page: &'a Page,
    id: &'a JsValue,
    options: ImportOptions,
    strict: bool,
    /// How many are to read a large table, where somebody says so.
    workers: Option<u32>,
    /// Numbers of readers.
    next_reader: u32,
    is_one_of_several: bool,
    /// Bytes of the sources that are done, and of all that are known.
    done: f64,
    total: f64,
    rows: u64,
}

/// A source to come.
struct Next {
    request: SourceRequest,
    blob: Blob,
    /// In so many archives.
    depth: u32,
    /// Whether it was looked at before its turn.
    was_looked_at: bool,
    /// Its reader, where that is at work already.
    begun: Option<Begun>,
}

impl Next {
    fn new(request: SourceRequest, blob: Blob, depth: u32) -> Next {
        Next { request, blob, depth, was_looked_at: false, begun: None }
    }
}

/// Who reads a source.
enum Way {
    /// The host itself; these are the first bytes.
    Itself(Vec<u8>),
    /// A reader of this format.
    Reader(Format),
}

/// What a source turned out to be.
enum Found {
    Table(Box<SourceTable>),
    Members(Vec<Next>),
}

impl<'a> Opening<'a> {
    /// Answers the request `id`. Where `strict`, all sources must be read; `workers` as of the request.
    pub fn new(
        page: &'a Page,
        id: &'a JsValue,
        options: ImportOptions,
        strict: bool,
        workers: Option<u32>,
    ) -> Opening<'a> {
        Opening {
            page,
            id,
            options,
            strict,
            workers,
            next_reader: 1,
            is_one_of_several: false,
            done: 0.0,
            total: 0.0,
            rows: 0,
        }
    }

    /// Reads all of them into one log.
    ///
    /// # Errors
    ///
    /// When no log can be made of them.
    pub async fn read(mut self, requests: Vec<SourceRequest>, blobs: Vec<Blob>) -> Result<Imported, Failure> {
        self.total = blobs.iter().map(Blob::size).sum();
        let mut queue: VecDeque<Next> =
            requests.into_iter().zip(blobs).map(|(request, blob)| Next::new(request, blob, 0)).collect();
        self.is_one_of_several = queue.len() > 1;
        let mut sources = Sources::new(self.options.clone());
        self.say(Phase::Reading, 0.0, 0);
        while let Some(next) = queue.pop_front() {
            let (name, size, depth) = (next.request.name.clone(), next.blob.size(), next.depth);
            self.begin_ahead(&mut queue).await;
            match self.read_one(next).await {
                Ok(Found::Members(members)) => {
                    self.is_one_of_several |= members.len() > 1;
                    self.total += members.iter().map(|member| member.blob.size()).sum::<f64>();
                    for member in members.into_iter().rev() {
                        queue.push_front(member);
                    }
                }
                Ok(Found::Table(table)) => {
                    self.rows += table.report.rows;
                    sources.add(&name, size as u64, Ok(*table));
                }
                // An archive may hold other things beside.
                Err(error) if self.is_one_of_several && (depth > 0 || !self.strict) => {
                    sources.add(&name, size as u64, Err(error));
                }
                Err(error) => return Err(error.into()),
            }
            self.done += size;
        }
        self.say(Phase::Sorting, 0.0, 0);
        Ok(sources.finish()?)
    }

    async fn read_one(&mut self, mut next: Next) -> Result<Found, ImportError> {
        if let Some(begun) = next.begun.take() {
            return self.read_by_readers(&next, begun).await;
        }
        let options = self.options_of(&next);
        match way(&next).await? {
            Way::Reader(format) => {
                let begun = self.begin(&next, format, options);
                self.read_by_readers(&next, begun).await
            }
            Way::Itself(head) => match self.read_itself(&next, head, options.clone()).await? {
                Some(table) => Ok(Found::Table(Box::new(table))),
                None => {
                    let begun = self.begin(&next, Format::Delimited, options);
                    self.read_by_readers(&next, begun).await
                }
            },
        }
    }

    /// Lets readers begin with small sources of which the turn comes soon: archives hold hundreds of them.
    async fn begin_ahead(&mut self, queue: &mut VecDeque<Next>) {
        let ahead = parts::workers(self.workers, f64::INFINITY) as usize;
        for next in queue.iter_mut().take(ahead) {
            if next.was_looked_at || next.blob.size() > MOST_BYTES_AHEAD {
                continue;
            }
            next.was_looked_at = true;
            // What cannot be read is told when its turn comes.
            if let Ok(Way::Reader(format)) = way(next).await {
                next.begun = Some(self.begin(next, format, self.options_of(next)));
            }
        }
    }

    fn options_of(&self, next: &Next) -> ImportOptions {
        self.options.with(next.request.options.clone(), self.is_one_of_several)
    }

    /// Reads a text, part by part; `None` where that takes a reader. Large ones are read by several workers.
    async fn read_itself(
        &mut self,
        next: &Next,
        mut bytes: Vec<u8>,
        options: ImportOptions,
    ) -> Result<Option<SourceTable>, ImportError> {
        let (name, size) = (&next.request.name, next.blob.size());
        let mut import = Import::new(name, options, self.is_one_of_several);
        if import.push(&bytes)? == Flow::NeedsReader {
            return Ok(None);
        }
        import.check_fits(size as u64, MAX_MEMORY_WHILE_READING as u64)?;
        let workers = parts::workers(self.workers, size);
        if workers > 1 && import.can_be_shared() {
            self.read_in_parts(next, &mut import, workers).await?;
        }
        let start = import.bytes() as f64;
        let rest = next.blob.slice_with_f64_and_f64(start, size).map_err(|cause| unreadable(name, &cause))?;
        let mut reader = SourceReader::new(&rest);
        while start + reader.position() < size {
            reader.next(&mut bytes).await.map_err(|cause| unreadable(name, &cause))?;
            if import.push(&bytes)? == Flow::NeedsReader {
                return Ok(None);
            }
            import.check_fits(size as u64, MAX_MEMORY_WHILE_READING as u64)?;
            self.say(Phase::Reading, start + reader.position(), import.rows());
            check_memory(name, size)?;
        }
        if import.end()? == Flow::NeedsReader { Ok(None) } else { import.finish().map(Some) }
    }

    /// Reads the rest together with others, range by range in turns, for as long as what they give fits together.
    async fn read_in_parts(&mut self, next: &Next, import: &mut Import, workers: u32) -> Result<(), ImportError> {
        let (name, size) = (&next.request.name, next.blob.size() as u64);
        let from = import.bytes();
        let range_bytes = parts::range_bytes(size - from, workers);
        let others = self.next_reader..self.next_reader + workers - 1;
        self.next_reader = others.end;
        for (first, number) in others.clone().enumerate() {
            let request = PartsRequest {
                source: next.request.clone(),
                options: self.options.clone(),
                is_one_of_several: self.is_one_of_several,
                from,
                range_bytes,
                first: first as u64,
                step: workers.into(),
            };
            let start = ReaderStart { number, program: Program::Host, request };
            self.page.start_reader(self.id, &start, &next.blob);
        }
        // Its own turn comes last: the first is over when the others have something to give.
        let turns = others.clone().enumerate().map(Some).chain([None]).cycle();
        for (end, turn) in (1..).map(|range| (from + range * range_bytes).min(size)).zip(turns) {
            if import.bytes() == size {
                break;
            }
            let fits = match turn {
                Some((reader, number)) => {
                    let message = self.page.next_of_reader(number).await;
                    import.take_part(reader, &Uint8Array::new(&get(&message, "chunk")).to_vec())
                }
                None => {
                    let read = read_range(&next.blob, import, end);
                    read.await.map_err(|cause| unreadable(name, &cause))?
                }
            };
            if !fits {
                break;
            }
            self.say(Phase::Reading, import.bytes() as f64, import.rows());
            check_memory(name, size as f64)?;
        }
        self.page.stop_readers(self.id, &others.collect::<Vec<u32>>());
        Ok(())
    }

    /// Says how far it is: bytes and rows of the source at hand.
    fn say(&self, phase: Phase, bytes: f64, rows: u64) {
        let bytes = if phase == Phase::Sorting { self.total } else { (self.done + bytes).min(self.total) };
        let progress = Progress { phase, bytes: bytes as u64, total_bytes: self.total as u64, rows: self.rows + rows };
        self.page.send(self.id, "progress", &progress);
    }
}

/// Who reads a source, as its first bytes tell, and the last ones of an archive.
async fn way(next: &Next) -> Result<Way, ImportError> {
    let failed = |cause: JsValue| unreadable(&next.request.name, &cause);
    let head = head(&next.blob).await.map_err(failed)?;
    Ok(match recognise(&head) {
        Recognised::Readable(Format::Delimited) | Recognised::Foreign(_) => Way::Itself(head),
        Recognised::Readable(Format::Zip) if ends_workbook(&tail(&next.blob).await.map_err(failed)?) => {
            Way::Reader(Format::Workbook)
        }
        Recognised::Readable(format) => Way::Reader(format),
    })
}

/// Reads on up to `end`, and to the end of the row there; whether that was found.
async fn read_range(source: &Blob, import: &mut Import, end: u64) -> Result<bool, JsValue> {
    let slice_end = ((end + OVERLAP) as f64).min(source.size());
    let slice = source.slice_with_f64_and_f64(import.bytes() as f64, slice_end)?;
    let (mut reader, mut bytes) = (SourceReader::new(&slice), Vec::new());
    while reader.position() < slice.size() {
        reader.next(&mut bytes).await?;
        if import.push_range(&bytes, end) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The first bytes of a source.
pub(super) async fn head(source: &Blob) -> Result<Vec<u8>, JsValue> {
    let slice = source.slice_with_f64_and_f64(0.0, (HEAD_BYTES as f64).min(source.size()))?;
    Ok(Uint8Array::new(&JsFuture::from(slice.array_buffer()).await?).to_vec())
}

/// The last bytes of a source: the list of what is in a ZIP archive.
async fn tail(source: &Blob) -> Result<Vec<u8>, JsValue> {
    const TAIL_BYTES: f64 = 65_536.0;
    let slice = source.slice_with_f64_and_f64((source.size() - TAIL_BYTES).max(0.0), source.size())?;
    Ok(Uint8Array::new(&JsFuture::from(slice.array_buffer()).await?).to_vec())
}

pub(super) fn read<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    // By way of `serde_json`, as requests are read: so there is one kind of reading, not two.
    let value: serde_json::Value = serde_wasm_bindgen::from_value(value.clone()).ok()?;
    super::plain::read(value).ok()
}

fn unreadable(name: &str, cause: &JsValue) -> ImportError {
    ImportError::Unreadable {
        source_name: name.to_owned(),
        cause: get(cause, "message").as_string().unwrap_or_else(|| "the browser gives no reason".to_owned()),
    }
}

fn check_memory(name: &str, size: f64) -> Result<(), ImportError> {
    let used = core::arch::wasm32::memory_size(0) * (64 << 10);
    if used <= MAX_MEMORY_WHILE_READING {
        return Ok(());
    }
    Err(ImportError::TooLarge {
        source_name: name.to_owned(),
        excess: Excess::Log { used: used as u64, size: size as u64, limit: MAX_MEMORY_WHILE_READING as u64 },
    })
}
