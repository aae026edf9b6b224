//! How wide and high an element is, as it changes.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{ResizeObserver, ResizeObserverEntry};

/// Width and height of the content of an element, scroll bars not included; `None` before it is in the page.
pub fn content_size(node: NodeRef<Div>) -> Signal<Option<[f64; 2]>> {
    let size = RwSignal::new(None);
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut(js_sys::Array)>)>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let on_resize = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entry = entries.pop().dyn_into::<ResizeObserverEntry>();
            if let Ok(entry) = entry {
                let content = entry.content_rect();
                let now = Some([content.width(), content.height()]);
                if size.try_get_untracked().is_some_and(|before| before != now) {
                    size.set(now);
                }
            }
        });
        if let Ok(watching) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            watching.observe(&element);
            observer.set_value(Some((watching, on_resize)));
        }
    });
    on_cleanup(move || {
        if let Some(Some((watching, _))) = observer.try_update_value(Option::take) {
            watching.disconnect();
        }
    });
    size.into()
}
