//! The page: what its scripts call. `src/app/start.js` does for the page.

#[cfg(target_arch = "wasm32")]
mod exports {
    use sojourn::app::Page;
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    /// Puts the app into an element of a page.
    #[wasm_bindgen]
    pub fn mount(target: HtmlElement, page: Page) {
        sojourn::app::mount(target, page);
    }
}

fn main() {}
