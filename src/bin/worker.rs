//! The worker: reads the source part by part, owns the log, answers the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    line::start();
}

/// There is no worker outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod line {
    use std::{cell::RefCell, rc::Rc};

    use js_sys::Reflect;
    use serde::Serialize;
    use sojourn::{
        import::{Flow, Import, ImportError, ImportOptions, Imported},
        sample,
        worker::{
            host::Host,
            protocol::{Cause, Failure, Phase, Progress, Reply, Request},
            source::SourceReader,
        },
    };
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

    /// Sorting needs about as much memory again as reading has filled; together they must stay below 4 GiB.
    const MAX_MEMORY_WHILE_READING: usize = 2200 << 20;

    pub fn start() {
        console_error_panic_hook::set_once();
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let host = Rc::new(RefCell::new(Host::default()));
        let page = Page(scope.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let page = page.clone();
            move |event: MessageEvent| {
                let (host, page) = (Rc::clone(&host), page.clone());
                spawn_local(async move { page.answer(&host, event.data()).await });
            }
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        // What is sent before this moment would be lost: the page waits for it.
        page.post(&JsValue::from_str("ready"));
    }

    /// The other end of the line.
    #[derive(Clone)]
    struct Page(DedicatedWorkerGlobalScope);

    impl Page {
        async fn answer(&self, host: &RefCell<Host>, message: JsValue) {
            let id = get(&message, "id");
            let source = get(&message, "source").dyn_into::<Blob>().ok();
            let result = match read_request(get(&message, "request")) {
                Ok(request) => self.handle(host, &id, request, source).await,
                Err(failure) => Err(failure),
            };
            match result {
                Ok(reply) => self.send(&id, "reply", &reply),
                Err(failure) => self.send(&id, "failure", &failure),
            }
        }

        async fn handle(
            &self,
            host: &RefCell<Host>,
            id: &JsValue,
            request: Request,
            source: Option<Blob>,
        ) -> Result<Reply, Failure> {
            match request {
                Request::Open { name, options } => {
                    let source = source.ok_or_else(|| Cause::Request("there is no source to open".to_owned()))?;
                    let imported = self.read(id, &name, options, &source).await?;
                    Ok(host.borrow_mut().open(imported))
                }
                Request::OpenSample { options } => {
                    let bytes = sample::csv(sample::SEED);
                    let imported = sojourn::import::import(sample::NAME, &bytes, &options).map_err(Failure::from)?;
                    Ok(host.borrow_mut().open(imported))
                }
                Request::SetStages(stages) => host.borrow_mut().set_stages(&stages),
                Request::Ask(query) => host.borrow_mut().ask(query),
            }
        }

        /// Reads a source.
        async fn read(
            &self,
            id: &JsValue,
            name: &str,
            options: ImportOptions,
            source: &Blob,
        ) -> Result<Imported, Failure> {
            let unreadable = |cause: JsValue| ImportError::Unreadable {
                source_name: name.to_owned(),
                cause: get(&cause, "message").as_string().unwrap_or_else(|| "the browser gives no reason".to_owned()),
            };
            let size = source.size();
            let mut import = Import::new(name, options);
            let mut bytes = Vec::new();
            let progress = |phase, bytes, import: &Import| Progress {
                phase,
                bytes: bytes as u64,
                total_bytes: size as u64,
                rows: import.rows(),
            };
            self.send(id, "progress", &progress(Phase::Reading, 0.0, &import));
            loop {
                let mut reader = SourceReader::new(source);
                let mut flow = Flow::Continue;
                while flow == Flow::Continue && reader.position() < size {
                    reader.next(&mut bytes).await.map_err(unreadable)?;
                    flow = import.push(&bytes)?;
                    self.send(id, "progress", &progress(Phase::Reading, reader.position(), &import));
                    check_memory(name, size)?;
                }
                if flow == Flow::Continue && import.end()? == Flow::Continue {
                    break;
                }
            }
            drop(bytes);
            self.send(id, "progress", &progress(Phase::Sorting, size, &import));
            Ok(import.finish()?)
        }

        fn send<T: Serialize>(&self, id: &JsValue, kind: &str, content: &T) {
            let message = js_sys::Object::new();
            let content = content.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
            // Setting a property of a new object does not fail, and plain data serialises.
            let _ = Reflect::set(&message, &"id".into(), id);
            let _ = Reflect::set(&message, &kind.into(), &content.unwrap_or(JsValue::NULL));
            self.post(&message);
        }

        fn post(&self, message: &JsValue) {
            // Plain data can always be cloned.
            let _ = self.0.post_message(message);
        }
    }

    fn get(object: &JsValue, name: &str) -> JsValue {
        Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// By way of `serde_json`, which names the field that is wrong.
    fn read_request(request: JsValue) -> Result<Request, Failure> {
        let value: serde_json::Value =
            serde_wasm_bindgen::from_value(request).map_err(|error| Cause::Request(error.to_string()))?;
        Ok(serde_json::from_value(value).map_err(|error| Cause::Request(error.to_string()))?)
    }

    fn check_memory(name: &str, size: f64) -> Result<(), ImportError> {
        const MEBIBYTE: f64 = (1 << 20) as f64;
        let used = core::arch::wasm32::memory_size(0) * (64 << 10);
        if used <= MAX_MEMORY_WHILE_READING {
            return Ok(());
        }
        Err(ImportError::TooLarge {
            source_name: name.to_owned(),
            what: "the log in memory".to_owned(),
            size: format!("{:.0} MiB with more of the {:.0} MiB file to come", used as f64 / MEBIBYTE, size / MEBIBYTE),
            limit: format!("{:.0} MiB", MAX_MEMORY_WHILE_READING as f64 / MEBIBYTE),
            help: "Export fewer columns or a shorter period.".to_owned(),
        })
    }
}
