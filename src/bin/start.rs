//! The first screen before the app is there: what `src/app/start.js` calls.

#[cfg(target_arch = "wasm32")]
mod exports {
    use sojourn::app::{Given, Page, Start};
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    /// The first screen in an element of a page. Freeing it takes it away.
    #[wasm_bindgen]
    pub struct FirstScreen(Start);

    #[wasm_bindgen]
    impl FirstScreen {
        /// Shows it.
        #[wasm_bindgen(constructor)]
        pub fn new(target: HtmlElement, page: Page) -> FirstScreen {
            FirstScreen(Start::new(target, page))
        }

        /// What was given to be opened since, one after the other, for the app's `mount`.
        pub fn given(&self) -> Vec<JsValue> {
            self.0.given().iter().map(Given::to_js).collect()
        }
    }
}

fn main() {}
