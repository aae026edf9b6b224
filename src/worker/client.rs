//! The page's side of the line: starts workers, sends requests, awaits replies.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, WebAssembly};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, MessageEvent, Response, Url, Worker};

use super::protocol::{Cause, Failure, Progress, Reply, Request};
use crate::{
    analysis::Analysis,
    import::{ImportOptions, ImportReport},
    stage::Stage,
};

/// Where the worker's glue and its program are, from the page.
const GLUE: &str = "./sojourn-worker.js";
const PROGRAM: &str = "./sojourn-worker_bg.wasm";

/// What the worker does before it has a program: it waits for it.
const WAIT_FOR_PROGRAM: &str = "
self.onmessage = ({ data }) => {
    self.onmessage = null;
    wasm_bindgen({ module_or_path: data });
};";

thread_local! {
    /// Address of the worker's glue as a blob, and its compiled program: fetched once, for all workers.
    static WORKER: Promise = future_to_promise(fetch_worker());
}

/// Fetches the worker with the page. So opening a file later asks nothing of the network, and starts at once.
pub fn fetch_ahead() {
    WORKER.with(|_| ());
}

async fn fetch_worker() -> Result<JsValue, JsValue> {
    let glue = JsFuture::from(fetch(GLUE).await?.text()?).await?;
    let program = compile().await?;
    let script = Blob::new_with_str_sequence(&Array::of2(&glue, &WAIT_FOR_PROGRAM.into()))?;
    Ok(Array::of2(&Url::create_object_url_with_blob(&script)?.into(), &program).into())
}

/// Compiled while it comes, browsers keep the fast code for the next visit. That takes a server that names the type.
async fn compile() -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let streamed = WebAssembly::compile_streaming(&window.fetch_with_str(PROGRAM));
    if let Ok(program) = JsFuture::from(streamed).await {
        return Ok(program);
    }
    let bytes: ArrayBuffer = JsFuture::from(fetch(PROGRAM).await?.array_buffer()?).await?.unchecked_into();
    JsFuture::from(WebAssembly::compile(&bytes)).await
}

async fn fetch(url: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(url)).await?.unchecked_into();
    if response.ok() { Ok(response) } else { Err(JsValue::NULL) }
}

async fn start_worker() -> Result<Worker, JsValue> {
    let parts: Array = JsFuture::from(WORKER.with(Promise::clone)).await?.unchecked_into();
    let worker = Worker::new(&parts.get(0).as_string().unwrap_or_default())?;
    worker.post_message(&parts.get(1))?;
    Ok(worker)
}

/// What to open.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file, or a pasted text as a `Blob`.
    Blob {
        /// Its name.
        name: String,
        /// Its bytes; a handle.
        blob: Blob,
    },
    /// The sample data.
    Sample,
}

/// An open log: a handle on its worker. Clones share it; when the last one is dropped the worker ends.
#[derive(Clone)]
pub struct Client {
    line: Rc<Line>,
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
        let line = Line::start(on_progress).await?;
        let reply = match source {
            Source::Blob { name, blob } => line.send(&Request::Open { name, options }, Some(&blob)).await?,
            Source::Sample => line.send(&Request::OpenSample { options }, None).await?,
        };
        match reply {
            Reply::Opened(report) => Ok((Client { line }, *report)),
            Reply::Answer(_) => Err(Cause::WorkerLost.into()),
        }
    }

    /// Asks one question. Questions are answered one after the other, in the order asked.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log, or the worker died.
    pub async fn ask<A: Analysis>(&self, question: A) -> Result<A::Report, Failure> {
        match self.line.send(&Request::Ask(question.into()), None).await? {
            Reply::Answer(answer) => answer.try_into().map_err(|_| Cause::WorkerLost.into()),
            Reply::Opened(_) => Err(Cause::WorkerLost.into()),
        }
    }

    /// Places touchpoints in stages; the report comes back with them.
    ///
    /// # Errors
    ///
    /// When the worker died.
    pub async fn set_stages(&self, stages: BTreeMap<String, Stage>) -> Result<ImportReport, Failure> {
        match self.line.send(&Request::SetStages(stages), None).await? {
            Reply::Opened(report) => Ok(*report),
            Reply::Answer(_) => Err(Cause::WorkerLost.into()),
        }
    }
}

/// A worker and what is asked of it.
struct Line {
    worker: Worker,
    state: Rc<RefCell<State>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

#[derive(Default)]
struct State {
    /// Resolves the promise of each request that is not answered, by its id.
    waiting: BTreeMap<u32, Function>,
    next_id: u32,
    /// Messages from before the worker was ready; `None` since it is. What is sent earlier would be lost.
    queue: Option<Vec<JsValue>>,
    is_lost: bool,
}

impl Line {
    async fn start(on_progress: impl Fn(Progress) + 'static) -> Result<Rc<Line>, Failure> {
        let worker = start_worker().await.map_err(|_| Cause::WorkerLost)?;
        let state = Rc::new(RefCell::new(State { queue: Some(Vec::new()), ..State::default() }));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let (worker, state) = (worker.clone(), Rc::clone(&state));
            move |event: MessageEvent| {
                let message = event.data();
                if message.is_string() {
                    for message in state.borrow_mut().queue.take().unwrap_or_default() {
                        // Plain data and a Blob can always be cloned.
                        let _ = worker.post_message(&message);
                    }
                } else if let Some(progress) = get(&message, "progress") {
                    if let Ok(progress) = serde_wasm_bindgen::from_value(progress) {
                        on_progress(progress);
                    }
                } else if let Some(id) = get(&message, "id").and_then(|id| id.as_f64()) {
                    let resolve = state.borrow_mut().waiting.remove(&(id as u32));
                    if let Some(resolve) = resolve {
                        // Resolving a promise does not throw.
                        let _ = resolve.call1(&JsValue::NULL, &message);
                    }
                }
            }
        });
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new({
            let state = Rc::clone(&state);
            move |_| {
                let mut state = state.borrow_mut();
                state.is_lost = true;
                for resolve in std::mem::take(&mut state.waiting).into_values() {
                    let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Rc::new(Line { worker, state, _on_message: on_message, _on_error: on_error }))
    }

    async fn send(&self, request: &Request, source: Option<&Blob>) -> Result<Reply, Failure> {
        if self.state.borrow().is_lost {
            return Err(Cause::WorkerLost.into());
        }
        let id = {
            let mut state = self.state.borrow_mut();
            state.next_id += 1;
            state.next_id
        };
        let promise = Promise::new(&mut |resolve, _| {
            self.state.borrow_mut().waiting.insert(id, resolve);
        });
        // A caller who gives up drops this future: the late reply then finds nobody.
        let waiting = Waiting { id, state: &self.state };
        self.post(id, request, source)?;
        let message = JsFuture::from(promise).await.map_err(|_| Cause::WorkerLost)?;
        drop(waiting);
        match (read::<Reply>(&message, "reply"), read::<Failure>(&message, "failure")) {
            (Some(reply), _) => Ok(reply),
            (None, Some(failure)) => Err(failure),
            (None, None) => Err(Cause::WorkerLost.into()),
        }
    }

    fn post(&self, id: u32, request: &Request, source: Option<&Blob>) -> Result<(), Failure> {
        let message = Object::new();
        let request = request
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(|error| Cause::Request(error.to_string()))?;
        let source = source.map_or(JsValue::UNDEFINED, JsValue::from);
        for (name, value) in [("id", JsValue::from(id)), ("request", request), ("source", source)] {
            Reflect::set(&message, &name.into(), &value).map_err(|_| Cause::WorkerLost)?;
        }
        match &mut self.state.borrow_mut().queue {
            Some(queue) => queue.push(message.into()),
            None => self.worker.post_message(&message).map_err(|_| Cause::WorkerLost)?,
        }
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Forgets a request when it is answered or given up.
struct Waiting<'a> {
    id: u32,
    state: &'a RefCell<State>,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.state.borrow_mut().waiting.remove(&self.id);
    }
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn read<T: DeserializeOwned>(message: &JsValue, name: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(get(message, name)?).ok()
}
