//! What the page around the app can do for it: an object that its script hands over.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object. What is optional is there only where the page can do it.
    #[derive(Clone)]
    pub type Page;

    /// Makes a `Line` of `line.js` to a new worker, given who hears of its progress.
    #[wasm_bindgen(method, getter, js_name = newLine)]
    pub fn new_line(this: &Page) -> Function;

    /// Gives a promise of the page as one HTML file, a `Blob`.
    #[wasm_bindgen(method, getter)]
    pub fn copy(this: &Page) -> Option<Function>;

    /// Calls a function when a new version is on the device, waiting to be used.
    #[wasm_bindgen(method, getter, js_name = onNewVersion)]
    pub fn on_new_version(this: &Page) -> Option<Function>;

    /// Loads the page anew with the new version.
    #[wasm_bindgen(method, getter, js_name = useNewVersion)]
    pub fn use_new_version(this: &Page) -> Option<Function>;
}

/// The page, in context.
#[derive(Clone, Copy)]
pub struct PageContext(StoredValue<Page, LocalStorage>);

impl PageContext {
    /// Keeps it.
    pub fn new(page: Page) -> PageContext {
        PageContext(StoredValue::new_local(page))
    }

    /// What the page can do.
    pub fn get(self) -> Page {
        self.0.get_value()
    }
}

/// A promise of one of the page's functions without arguments.
pub fn promised(ability: &Function) -> Option<Promise> {
    ability.call0(&JsValue::NULL).ok().map(|promise| Promise::resolve(&promise))
}
