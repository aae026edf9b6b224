//! The requests that the browser says the page has made.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

use crate::panel::js;

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its address.
    pub url: String,
    /// When it began, as of `performance.now()`.
    pub start: f64,
}

/// The requests of the page, those from before the caller came on screen too; followed while it is.
pub fn follow() -> ReadSignal<Vec<Request>> {
    let (requests, set_requests) = signal(Vec::new());
    let on_entries =
        Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(move |list: PerformanceObserverEntryList| {
            let new: Vec<Request> = list.get_entries().iter().filter_map(|entry| request(&entry)).collect();
            set_requests.try_update(|requests| requests.extend(new));
        });
    let Ok(observer) = PerformanceObserver::new(on_entries.as_ref().unchecked_ref()) else { return requests };
    // `buffered` gives those that are past.
    let options = js_sys::Object::new();
    for (name, value) in [("type", "resource".into()), ("buffered", JsValue::TRUE)] {
        // Setting a property of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value);
    }
    observer.observe(options.unchecked_ref::<PerformanceObserverInit>());
    let held = StoredValue::new_local(Some((Rc::new(observer), on_entries)));
    on_cleanup(move || {
        if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
    requests
}

/// `None` for what the page made itself, which never reaches the network.
fn request(entry: &JsValue) -> Option<Request> {
    let url = js::text(entry, "name")?;
    let is_own = url.starts_with("blob:") || url.starts_with("data:");
    (!is_own).then_some(Request { url, start: js::number(entry, "startTime")? })
}
