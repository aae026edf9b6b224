//! The page: what its scripts call. `src/app/start.js` does for the page.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    /// Puts the app into an element. `new_line` makes a line to a new worker, given who hears of its progress.
    #[wasm_bindgen]
    pub fn mount(target: HtmlElement, new_line: js_sys::Function) {
        sojourn::app::mount(target, new_line);
    }
}

fn main() {}
