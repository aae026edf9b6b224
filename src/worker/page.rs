//! The worker's end of the line: what is sent to the page, and what its readers send back.

use std::{
    cell::RefCell,
    collections::VecDeque,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::{Array, Object};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::{
    js::{get, object, set},
    protocol::ReaderStart,
};

/// The other end of the line.
#[derive(Clone)]
pub struct Page {
    scope: DedicatedWorkerGlobalScope,
    inbox: Rc<RefCell<Inbox>>,
}

/// What the readers at work have sent, and who waits for it.
#[derive(Default)]
struct Inbox {
    readers: Vec<(u32, VecDeque<JsValue>)>,
    waiting: Option<Waker>,
}

impl Inbox {
    fn of(&mut self, reader: u32) -> Option<&mut VecDeque<JsValue>> {
        self.readers.iter_mut().find(|(number, _)| *number == reader).map(|(_, messages)| messages)
    }
}

impl Page {
    /// The page that started this worker.
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Page {
        Page { scope, inbox: Rc::default() }
    }

    /// Sends a part of the answer to the request `id`.
    pub fn send<T: Serialize>(&self, id: &JsValue, kind: &str, content: &T) {
        self.post(&message(id, kind, content));
    }

    /// Asks for a reader, whose messages are taken from now on.
    pub fn start_reader<R: Serialize>(&self, id: &JsValue, start: &ReaderStart<R>, source: &Blob) {
        self.inbox.borrow_mut().readers.push((start.number, VecDeque::new()));
        let message = message(id, "reader", start);
        set(&message, "source", source);
        self.post(&message);
    }

    /// Readers with these numbers are not wanted any more.
    pub fn stop_readers(&self, id: &JsValue, numbers: &[u32]) {
        self.inbox.borrow_mut().readers.retain(|(number, _)| !numbers.contains(number));
        self.send(id, "stop", &numbers);
    }

    /// Takes a message of a reader.
    pub fn deliver(&self, message: JsValue) {
        let mut inbox = self.inbox.borrow_mut();
        let from = get(&message, "from").as_f64().unwrap_or_default();
        if let Some(messages) = inbox.of(from as u32) {
            messages.push_back(message);
            if let Some(waiting) = inbox.waiting.take() {
                waiting.wake();
            }
        }
    }

    /// The next message of a reader at work.
    pub async fn next_of_reader(&self, number: u32) -> JsValue {
        poll_fn(|context| {
            let mut inbox = self.inbox.borrow_mut();
            match inbox.of(number).and_then(VecDeque::pop_front) {
                Some(message) => Poll::Ready(message),
                None => {
                    inbox.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// Sends a message, and moves buffers with it.
    pub fn post_moved(&self, message: &JsValue, moved: &Array) {
        // Buffers that nobody has moved can be moved.
        let _ = self.scope.post_message_with_transfer(message, moved);
    }

    /// Sends a message as it is.
    pub fn post(&self, message: &JsValue) {
        // Plain data can always be cloned.
        let _ = self.scope.post_message(message);
    }
}

fn message<T: Serialize>(id: &JsValue, kind: &str, content: &T) -> Object {
    let content = content.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    let message = object("id", id);
    // Plain data serialises.
    set(&message, kind, &content.unwrap_or(JsValue::NULL));
    message
}
