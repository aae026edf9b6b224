//! A chart in an element: shown, told and taken away by the element's script. Data comes as plain objects.

use std::sync::Arc;

use js_sys::Function;
use leptos::{mount::mount_to, prelude::*};
use serde::de::DeserializeOwned;
use sojourn::text::{Language, provide_language};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Shows an answer, a plain object.
type Show = dyn Fn(JsValue) -> Result<(), JsError>;

/// A chart in an element. Freeing it takes it off the page.
#[wasm_bindgen]
pub struct Drawing {
    show: Box<Show>,
    language: ArcRwSignal<Language>,
    _mounted: Box<dyn std::any::Any>,
}

#[wasm_bindgen]
impl Drawing {
    /// Shows an answer: `{ question, report, source }`.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn show(&self, answered: JsValue) -> Result<(), JsError> {
        (self.show)(answered)
    }

    /// Changes the language.
    pub fn speak(&self, language: &str) {
        self.language.set(language_of(language));
    }
}

/// Draws `view`, which follows the newest answer, in a place.
pub fn draw<A, V>(
    place: HtmlElement,
    language: &str,
    view: impl FnOnce(Signal<Option<Arc<A>>>) -> V + 'static,
) -> Drawing
where
    A: DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let answered = ArcRwSignal::new(None::<Arc<A>>);
    let language = ArcRwSignal::new(language_of(language));
    let mounted = {
        let (answered, language) = (answered.clone(), language.clone());
        mount_to(place, move || {
            provide_language(RwSignal::from(language));
            view(Signal::from(RwSignal::from(answered)))
        })
    };
    let show = move |answer: JsValue| {
        answered.set(Some(Arc::new(serde_wasm_bindgen::from_value(answer)?)));
        Ok(())
    };
    Drawing { show: Box::new(show), language, _mounted: Box::new(mounted) }
}

fn language_of(tag: &str) -> Language {
    Language::of_tag(tag).unwrap_or(Language::English)
}

/// A function of the page, called from this one thread.
#[derive(Clone, Copy)]
pub struct PageFunction(StoredValue<Function, LocalStorage>);

impl PageFunction {
    /// Keeps it as long as what is drawn around.
    pub fn new(function: Function) -> PageFunction {
        PageFunction(StoredValue::new_local(function))
    }

    /// Calls it.
    pub fn call(self, arguments: &[JsValue]) {
        // What the page throws is the page's: it has been reported there.
        let arguments: js_sys::Array = arguments.iter().collect();
        self.0.with_value(|function| drop(function.apply(&JsValue::NULL, &arguments)));
    }
}
