//! Lets readers of a format read a source, each in a worker of its own, and takes what they give.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{Found, Next, Opening, check_memory, read};
use crate::{
    import::{
        Chunk, ChunkedImport, Excess, ImportError, ImportOptions, Turns,
        formats::{Format, ReadReport},
    },
    worker::{
        js::get,
        parts,
        protocol::{Outcome, Phase, Program, RangeEnd, ReaderProgress, ReaderRequest, ReaderStart, SourceRequest},
    },
};

/// Archives in archives.
const MAX_DEPTH: u32 = 3;

/// A reader at work, which others may join.
pub(super) struct Begun {
    /// Its number.
    first: u32,
    /// How many may read the source by turns.
    readers: u32,
    range_bytes: u64,
    format: Format,
    options: ImportOptions,
}

impl Opening<'_> {
    /// Lets a reader begin with a source.
    pub(super) fn begin(&mut self, next: &Next, format: Format, options: ImportOptions) -> Begun {
        let readers = parts::readers(self.workers, format, next.blob.size());
        self.begin_for(next, format, options, readers)
    }

    /// The same where there may be so many readers.
    fn begin_for(&mut self, next: &Next, format: Format, options: ImportOptions, readers: u32) -> Begun {
        let range_bytes = parts::range_bytes(next.blob.size() as u64, readers);
        let begun = Begun { first: self.next_reader, readers, range_bytes, format, options };
        self.start_reader(next, &begun, Turns { first: 0, step: 1, range_bytes });
        begun
    }

    fn start_reader(&mut self, next: &Next, begun: &Begun, turns: Turns) -> u32 {
        let number = self.next_reader;
        self.next_reader += 1;
        let &Begun { format, readers, .. } = begun;
        let (name, options) = (next.request.name.clone(), begun.options.read.clone());
        let request = ReaderRequest { name, format, options, turns, readers };
        self.page.start_reader(self.id, &ReaderStart { number, program: Program::of(format), request }, &next.blob);
        number
    }

    /// Takes what the reader gives, and those that join it.
    pub(super) async fn read_by_readers(&mut self, next: &Next, begun: Begun) -> Result<Found, ImportError> {
        if let Some(found) = self.take_by_turns(next, &begun).await? {
            return Ok(found);
        }
        let alone = self.begin_for(next, begun.format, begun.options, 1);
        self.take_by_turns(next, &alone).await?.ok_or_else(|| lost(&next.request.name, alone.format))
    }

    /// Takes what readers give, range by range; `None` where that takes one reader alone. None of them reads on then.
    async fn take_by_turns(&mut self, next: &Next, begun: &Begun) -> Result<Option<Found>, ImportError> {
        let mut readers = vec![begun.first];
        let found = self.take_from(next, begun, &mut readers).await;
        if !matches!(found, Ok(Some(_))) {
            self.page.stop_readers(self.id, &readers);
        }
        found
    }

    /// Takes what `readers` give, of which others may join the first.
    async fn take_from(
        &mut self,
        next: &Next,
        begun: &Begun,
        readers: &mut Vec<u32>,
    ) -> Result<Option<Found>, ImportError> {
        let (name, size) = (&next.request.name, next.blob.size());
        let &Begun { format, range_bytes, ref options, .. } = begun;
        let mut import = ChunkedImport::new(name, format, size as u64, options.clone(), self.is_one_of_several);
        let mut members = Vec::new();
        let (mut turn, mut furthest) = (0, 0);
        loop {
            let message = self.page.next_of_reader(readers[turn]).await;
            let part = |kind: &str| get(&message, kind);
            if !part("chunk").is_undefined() {
                let bytes = Uint8Array::new(&part("chunk")).to_vec();
                import.push(Chunk::from_bytes(&bytes).ok_or_else(|| lost(name, format))?)?;
                if readers.len() > 1 && import.is_too_wide_for_several() {
                    return Ok(None);
                }
                check_memory(name, size)?;
            } else if let Some(progress) = read::<ReaderProgress>(&part("progress")) {
                furthest = furthest.max(progress.bytes);
                self.say(Phase::Reading, furthest as f64, import.rows());
            } else if let Some(RangeEnd { range, lines }) = read(&part("rangeEnd")) {
                import.end_range(lines);
                if readers.len() == 1 {
                    let step = begun.readers.into();
                    let turns = (range + 1..range + step).map(|first| Turns { first, step, range_bytes });
                    readers.extend(turns.map(|turns| self.start_reader(next, begun, turns)));
                }
                turn = (turn + 1) % readers.len();
            } else if let Ok(blob) = get(&part("member"), "blob").dyn_into::<Blob>() {
                if next.depth == MAX_DEPTH {
                    return Err(too_deep(name));
                }
                let member = get(&part("member"), "name").as_string().unwrap_or_default();
                let request = SourceRequest { name: member, options: next.request.options.clone() };
                members.push(Next::new(request, blob, next.depth + 1));
            } else {
                let mut report = outcome(&message, name, format)?;
                // There is no range for this one, so there is none for those whose turn would be later.
                for &number in readers.iter().filter(|&&number| number != readers[turn]) {
                    report.add(&self.outcome_of(number, name, format).await?);
                }
                return Ok(Some(match members.is_empty() {
                    true => Found::Table(Box::new(import.finish(report)?)),
                    false => Found::Members(members),
                }));
            }
        }
    }

    /// How a reader ended that has nothing more to give.
    async fn outcome_of(&self, number: u32, name: &str, format: Format) -> Result<ReadReport, ImportError> {
        loop {
            let message = self.page.next_of_reader(number).await;
            if !get(&message, "chunk").is_undefined() {
                return Err(lost(name, format));
            }
            if get(&message, "progress").is_undefined() {
                return outcome(&message, name, format);
            }
        }
    }
}

/// How a reader ended, as its last message says.
fn outcome(message: &JsValue, name: &str, format: Format) -> Result<ReadReport, ImportError> {
    if get(message, "outcome").is_undefined() {
        return Err(match get(message, "lost").as_string().as_deref() {
            Some("notLoaded") => ImportError::ReaderNotLoaded { source_name: name.to_owned(), format },
            _ => lost(name, format),
        });
    }
    let bytes = Uint8Array::new(&get(message, "outcome")).to_vec();
    postcard::from_bytes::<Outcome>(&bytes).map_err(|_| lost(name, format))?
}

fn lost(name: &str, format: Format) -> ImportError {
    ImportError::ReaderLost { source_name: name.to_owned(), format }
}

fn too_deep(name: &str) -> ImportError {
    ImportError::TooLarge {
        source_name: name.to_owned(),
        excess: Excess::Depth { depth: MAX_DEPTH as u64 + 1, limit: MAX_DEPTH as u64 },
    }
}
