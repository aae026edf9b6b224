//! What all programs have in common that read a source in a worker of their own: they take one request, read the
//! source while nothing else happens there, and hand over what they find. The messages are those of [`super::protocol`].

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    blob_source::BlobSource,
    js::{get, object, set},
    protocol::{Outcome, RangeEnd, ReaderProgress, ReaderRequest},
};
use crate::import::{
    Chunk, ImportError, Receiver, Turns,
    formats::{ReadReport, Source},
};

/// How a program reads a source.
pub type ReadSource = fn(&ReaderRequest, &mut dyn Source, &mut Output) -> Result<ReadReport, ImportError>;

/// Waits for the request and answers it with `read`.
pub fn serve(read: ReadSource) {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            let data = event.data();
            // The page sends a request and its source, always.
            if let (Ok(request), Ok(blob)) = (
                serde_wasm_bindgen::from_value::<ReaderRequest>(get(&data, "request")),
                get(&data, "source").dyn_into(),
            ) {
                let (scope, turns, readers) = (scope.clone(), request.turns, request.readers);
                let output = Output { scope, turns, readers, furthest: Rc::default(), rows: 0, member: None };
                answer(read, &request, blob, output);
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // What is sent before this moment would be lost: the page waits for it.
    post(&scope, &JsValue::from_str("ready"), &Array::new());
}

fn answer(read: ReadSource, request: &ReaderRequest, blob: Blob, mut output: Output) {
    let source = BlobSource::new(blob, request.turns.range_bytes, Rc::clone(&output.furthest));
    let result = source
        .map_err(|error| ImportError::Unreadable { source_name: request.name.clone(), cause: error.to_string() })
        .and_then(|mut source| read(request, &mut source, &mut output));
    output.end(&result);
}

/// Hands over what a reader finds.
pub struct Output {
    scope: DedicatedWorkerGlobalScope,
    turns: Turns,
    /// How many may take turns.
    readers: u32,
    furthest: Rc<Cell<u64>>,
    rows: u64,
    /// Name and parts of the member that is being unpacked.
    member: Option<(String, Array)>,
}

impl Output {
    /// Hands over the next bytes of a member of an archive.
    pub fn member(&mut self, name: &str, is_new: bool, bytes: &[u8]) {
        if is_new {
            self.end_members();
            self.member = Some((name.to_owned(), Array::new()));
        }
        if let Some((_, parts)) = &self.member {
            parts.push(&Uint8Array::from(bytes));
        }
    }

    /// The last member is complete.
    pub fn end_members(&mut self) {
        let Some((name, parts)) = self.member.take() else { return };
        let member = object("name", &name.into());
        // Parts that are in memory make a blob.
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) {
            set(&member, "blob", &blob);
        }
        post(&self.scope, &object("member", &member), &Array::new());
    }

    /// The last that it says.
    fn end(&self, outcome: &Outcome) {
        // Plain data serialises.
        let bytes = postcard::to_allocvec(outcome).unwrap_or_default();
        let buffer = Uint8Array::from(bytes.as_slice()).buffer();
        post(&self.scope, &object("outcome", &buffer), &Array::of1(&buffer));
    }

    fn send<T: Serialize>(&self, kind: &str, content: &T) {
        let content = content.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
        // Plain data serialises.
        post(&self.scope, &object(kind, &content.unwrap_or(JsValue::NULL)), &Array::new());
    }
}

impl Receiver for &mut Output {
    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        self.rows += chunk.lines.len() as u64;
        let buffer = Uint8Array::from(chunk.to_bytes().as_slice()).buffer();
        post(&self.scope, &object("chunk", &buffer), &Array::of1(&buffer));
        self.send("progress", &ReaderProgress { bytes: self.furthest.get(), rows: self.rows });
        Ok(())
    }

    fn turns(&self) -> Turns {
        self.turns
    }

    fn end_range(&mut self, range: u64, lines: u64) -> u64 {
        self.turns.step = self.readers.into();
        if self.turns.is_shared() {
            self.send("rangeEnd", &RangeEnd { range, lines });
        }
        self.turns.step
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &JsValue, moved: &Array) {
    // Plain data, buffers and blobs can always be cloned or moved.
    let _ = scope.post_message_with_transfer(message, moved);
}
