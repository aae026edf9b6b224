//! The host's end of the line: hears the page, reads what it is to open, asks the log.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    host::Host,
    js::get,
    opening::Opening,
    page::Page,
    parts, plain,
    protocol::{Cause, Failure, Reply, Request},
};
use crate::{analysis::Questions, stage::Side};

/// Hears the page from now on, and answers its questions `Q`.
pub fn start<Q: Questions + 'static>() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let host = Rc::new(RefCell::new(Host::<Q>::default()));
    let page = Page::new(scope.clone());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
        let page = page.clone();
        move |event: MessageEvent| {
            let (host, page, message) = (Rc::clone(&host), page.clone(), event.data());
            if get(&message, "id").is_undefined() {
                spawn_local(parts::serve(page, message));
            } else if get(&message, "from").is_undefined() {
                spawn_local(async move { answer(&page, &host, message).await });
            } else {
                page.deliver(message);
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // What is sent before this moment would be lost: the page waits for it.
    page.post(&JsValue::from_str("ready"));
}

async fn answer<Q: Questions>(page: &Page, host: &RefCell<Host<Q>>, message: JsValue) {
    let id = get(&message, "id");
    let sources = js_sys::Array::from(&get(&message, "sources"));
    let sources = sources.iter().filter_map(|source| source.dyn_into::<Blob>().ok()).collect();
    let result = match read_request(get(&message, "request")) {
        Ok(request) => handle(page, host, &id, request, sources).await,
        Err(failure) => Err(failure),
    };
    match result {
        Ok(reply) => page.send(&id, "reply", &reply),
        Err(failure) => page.send(&id, "failure", &failure),
    }
}

async fn handle<Q: Questions>(
    page: &Page,
    host: &RefCell<Host<Q>>,
    id: &JsValue,
    request: Request<Q>,
    blobs: Vec<Blob>,
) -> Result<Reply<Q::Answer>, Failure> {
    match request {
        Request::Open { sources, options, strict, workers } => {
            if sources.is_empty() || sources.len() != blobs.len() {
                return Err(Cause::Request("there are no sources, or not as many as names".to_owned()).into());
            }
            let (stages, sides) = (options.stages.clone(), options.sides.clone());
            let imported = Opening::new(page, id, options, strict, workers).read(sources, blobs).await?;
            let model = imported.log.stage_model();
            let is_unknown = |stage: &&String| !stage.is_empty() && model.named(stage).is_none();
            if let Some(stage) = stages.values().find(is_unknown) {
                return Err(Cause::Request(format!("the model has no stage {stage:?}")).into());
            }
            if let Some(side) = sides.values().find(|side| Side::named(side).is_none()) {
                return Err(Cause::Request(format!("{side:?} is no side: online or offline")).into());
            }
            Ok(host.borrow_mut().open(imported))
        }
        Request::SetStages(placement) => host.borrow_mut().set_stages(&placement),
        Request::Ask(query) => host.borrow_mut().ask(query),
    }
}

/// By way of `serde_json`, which names the field that is wrong.
fn read_request<Q: Questions>(request: JsValue) -> Result<Request<Q>, Failure> {
    let value: serde_json::Value =
        serde_wasm_bindgen::from_value(request).map_err(|error| Cause::Request(error.to_string()))?;
    Ok(plain::read(value).map_err(|error| Cause::Request(error.to_string()))?)
}
