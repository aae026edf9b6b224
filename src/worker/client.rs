//! The page's side of the line, with the types of the engine: opens logs and asks them. The line itself is `line.js`,
//! the same that the JavaScript module speaks through.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileList};

use super::protocol::{Cause, Failure, Progress, Reply, Request, SourceRequest};
use crate::{
    analysis::Analysis,
    import::{ImportOptions, ImportReport, SourceOptions},
    sample,
    stage::Placement,
};

#[wasm_bindgen]
extern "C" {
    /// A `Line` of `line.js`.
    type Line;
    #[wasm_bindgen(method)]
    fn send(this: &Line, request: JsValue, sources: &Array) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &Line);
}

thread_local! {
    /// Makes a `Line` to a new worker, given who hears of its progress.
    static NEW_LINE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Says how lines to new workers are made: a function that takes who hears of the progress and gives a `Line`.
pub fn make_lines_by(new_line: Function) {
    NEW_LINE.set(Some(new_line));
}

/// A file to open, or a pasted text as one.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedBlob {
    /// Its name.
    pub name: String,
    /// Its bytes; a handle.
    pub blob: Blob,
    /// How it is to be read, where that differs from the others.
    pub options: SourceOptions,
}

impl NamedBlob {
    /// Bytes under a name.
    pub fn new(name: String, blob: Blob) -> NamedBlob {
        NamedBlob { name, blob, options: SourceOptions::default() }
    }

    /// All files of a list.
    pub fn all(files: Option<FileList>) -> Vec<NamedBlob> {
        let file = |at| files.as_ref()?.get(at).map(NamedBlob::from);
        (0..files.as_ref().map_or(0, FileList::length)).filter_map(file).collect()
    }

    /// Whether it is the source of this name, or an archive with it.
    pub fn gives(&self, source: &str) -> bool {
        source.strip_prefix(&self.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl From<File> for NamedBlob {
    fn from(file: File) -> NamedBlob {
        NamedBlob::new(file.name(), file.into())
    }
}

/// What to open.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Files, read into one log.
    Files(Vec<NamedBlob>),
    /// The sample data.
    Sample,
}

impl Source {
    /// Bytes in files.
    pub fn size(&self) -> u64 {
        match self {
            Source::Files(files) => files.iter().map(|file| file.blob.size() as u64).sum(),
            Source::Sample => 0,
        }
    }

    /// Whether there is nothing to open.
    pub fn is_empty(&self) -> bool {
        matches!(self, Source::Files(files) if files.is_empty())
    }
}

/// An open log: a handle on its worker. Clones share it; when the last one is dropped the worker ends.
#[derive(Clone)]
pub struct Client {
    line: Rc<OwnLine>,
}

impl Client {
    /// Starts a worker and reads the source. Dropping the future cancels at once and ends that worker.
    ///
    /// # Errors
    ///
    /// When no log can be made of the source.
    pub async fn open(
        source: Source,
        options: ImportOptions,
        on_progress: impl Fn(Progress) + 'static,
    ) -> Result<(Client, ImportReport), Failure> {
        let line = OwnLine::new(on_progress)?;
        let files = match source {
            Source::Files(files) => files,
            Source::Sample => vec![sample_file().await?],
        };
        let (sources, blobs): (Vec<_>, Vec<_>) =
            files.into_iter().map(|NamedBlob { name, blob, options }| (SourceRequest { name, options }, blob)).unzip();
        match line.send(&Request::Open { sources, options, strict: false, workers: None }, &blobs).await? {
            Reply::Opened(report) => Ok((Client { line: Rc::new(line) }, *report)),
            Reply::Answer(_) => Err(Cause::WorkerLost.into()),
        }
    }

    /// Asks one question. Questions are answered one after the other, in the order asked.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log, or the worker died.
    pub async fn ask<A: Analysis>(&self, question: A) -> Result<A::Report, Failure> {
        match self.line.send(&Request::Ask(question.into()), &[]).await? {
            Reply::Answer(answer) => answer.try_into().map_err(|_| Cause::WorkerLost.into()),
            Reply::Opened(_) => Err(Cause::WorkerLost.into()),
        }
    }

    /// Puts a model in force, and touchpoints under names, in its stages and on sides; the report comes back with them.
    ///
    /// # Errors
    ///
    /// When the worker died.
    pub async fn set_stages(&self, placement: Placement) -> Result<ImportReport, Failure> {
        match self.line.send(&Request::SetStages(placement), &[]).await? {
            Reply::Opened(report) => Ok(*report),
            Reply::Answer(_) => Err(Cause::WorkerLost.into()),
        }
    }
}

/// The sample data as a file; the page stays awake while it is made.
async fn sample_file() -> Result<NamedBlob, Failure> {
    let mut making = sample::Making::new(sample::SEED);
    let csv = loop {
        TimeoutFuture::new(0).await;
        if let Some(csv) = making.go_on() {
            break csv;
        }
    };
    let bytes = Uint8Array::from(csv.as_slice());
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).map_err(|_| Cause::OutOfMemory)?;
    Ok(NamedBlob::new(sample::NAME.to_owned(), blob))
}

/// A line that ends its worker when it is dropped.
struct OwnLine {
    line: Line,
    _on_progress: Closure<dyn Fn(JsValue)>,
}

impl OwnLine {
    fn new(on_progress: impl Fn(Progress) + 'static) -> Result<OwnLine, Failure> {
        let on_progress = Closure::<dyn Fn(JsValue)>::new(move |progress| {
            if let Ok(progress) = serde_wasm_bindgen::from_value(progress) {
                on_progress(progress);
            }
        });
        let new_line = NEW_LINE.with_borrow(Clone::clone).ok_or(Cause::WorkerLost)?;
        let line = new_line.call1(&JsValue::NULL, on_progress.as_ref()).map_err(|_| Cause::WorkerLost)?;
        Ok(OwnLine { line: line.unchecked_into(), _on_progress: on_progress })
    }

    async fn send(&self, request: &Request, sources: &[Blob]) -> Result<Reply, Failure> {
        let request = request
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(|error| Cause::Request(error.to_string()))?;
        match JsFuture::from(self.line.send(request, &sources.iter().collect())).await {
            Ok(reply) => serde_wasm_bindgen::from_value(reply).map_err(|_| Cause::WorkerLost.into()),
            // A `SojournError` has the fields of a failure.
            Err(error) => Err(serde_wasm_bindgen::from_value(error).unwrap_or_else(|_| Cause::WorkerLost.into())),
        }
    }
}

impl Drop for OwnLine {
    fn drop(&mut self) {
        self.line.close();
    }
}
