//! Who works on a kept work: one tab at a time holds its lock (Web Locks). The browser lets go of it when the tab ends,
//! however it ends.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::panel::js;

/// The lock of a work. Dropping it lets go.
pub struct Lock {
    release: Option<Function>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Resolving a promise does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn locks() -> Option<JsValue> {
    js::get(&js::global("navigator")?, "locks")
}

/// The name of a work's lock.
pub fn name(work: &str) -> String {
    format!("{} {work}", super::works::FOLDER)
}

/// Takes the lock of a work; `None` where another tab has it. A browser without locks lets everybody.
pub async fn take(work: &str) -> Option<Lock> {
    let Some(locks) = locks() else { return Some(Lock { release: None }) };
    let tell = RefCell::new(None);
    let told = Promise::new(&mut |resolve, _| drop(tell.replace(Some(resolve))));
    let tell = tell.into_inner()?;
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() || lock.is_undefined() {
            let _ = tell.call1(&JsValue::NULL, &JsValue::NULL);
            return JsValue::UNDEFINED;
        }
        // Held for as long as this promise is open.
        Promise::new(&mut |release, _| drop(tell.call1(&JsValue::NULL, &release))).into()
    });
    let options = js::object(&[("ifAvailable", &true.into())]);
    let request: Function = js::get(&locks, "request")?.dyn_into().ok()?;
    let asked = request.call3(&locks, &name(work).into(), &options, &callback).ok()?;
    // A request that fails, as in a page that is going away, never calls back: its own promise is told of it.
    let first = Promise::race(&js_sys::Array::of2(&told, &Promise::resolve(&asked)));
    let release = JsFuture::from(first).await.ok()?.dyn_into().ok()?;
    Some(Lock { release: Some(release) })
}

/// The names of all locks that are held, in whatever tab.
pub async fn held() -> Vec<String> {
    let Some(locks) = locks() else { return Vec::new() };
    let all = js::call(&locks, "query", &[]).await.and_then(|state| js::get(&state, "held"));
    all.iter().flat_map(js::items).filter_map(|lock| js::text(&lock, "name")).collect()
}
