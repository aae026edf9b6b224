//! The app: what scripts call. `src/app/start.js` does for the page, `src/widget/app-element.js` for an element.

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use serde::Serialize;
    use sojourn::{
        app::{Embedded, Given, Heard, Page},
        import::ImportOptions,
        text::Language,
        worker::protocol::{Failure, SourceRequest},
    };
    use wasm_bindgen::prelude::*;
    use web_sys::{Blob, HtmlElement};

    /// Puts the app into an element of a page. `given` is what was to be opened before it was there, as the first screen
    /// hands it over; `undefined` where there was none.
    #[wasm_bindgen]
    pub fn mount(target: HtmlElement, page: Page, given: Option<Vec<JsValue>>) {
        let given = given.unwrap_or_default().iter().map(Given::of_js).collect();
        sojourn::app::mount(target, page, given);
    }

    /// The app in an element of somebody else's page. Freeing it takes it off the page.
    #[wasm_bindgen]
    pub struct App(Embedded);

    #[wasm_bindgen]
    impl App {
        /// Puts the app into an element; `tell(what, detail)` hears what happens there: `ready`, `progress`, `error`.
        #[wasm_bindgen(constructor)]
        pub fn new(target: HtmlElement, page: Page, language: &str, tell: Function) -> App {
            let hear = move |heard: Heard| {
                let (what, detail) = match heard {
                    Heard::Ready(summary) => ("ready", plain(summary)),
                    Heard::Progress(progress) => ("progress", plain(&progress)),
                    Heard::Failed(failure) => ("error", plain(failure)),
                };
                // What the page throws is the page's.
                let _ = tell.call2(&JsValue::NULL, &what.into(), &detail);
            };
            App(Embedded::new(target, page, language_of(language), hear))
        }

        /// Opens sources into one log; `sources` and `options` as in a request to open.
        ///
        /// # Errors
        ///
        /// When these do not read.
        pub fn open(&self, sources: JsValue, blobs: Vec<Blob>, options: JsValue) -> Result<(), JsError> {
            let sources: Vec<SourceRequest> = serde_wasm_bindgen::from_value(sources)?;
            let options: ImportOptions = serde_wasm_bindgen::from_value(options)?;
            self.0.open(std::iter::zip(sources, blobs), options);
            Ok(())
        }

        /// Changes the language.
        pub fn speak(&self, language: &str) {
            self.0.speak(language_of(language));
        }
    }

    /// A failure of the worker as a sentence; nothing where it is none. For the charts in other pages: their own program
    /// has no words for all that may go wrong.
    #[wasm_bindgen]
    pub fn sentence(failure: JsValue, language: &str) -> Option<String> {
        let failure: Failure = serde_wasm_bindgen::from_value(failure).ok()?;
        Some((language_of(language).words().trouble.sentence)(&failure))
    }

    fn language_of(tag: &str) -> Language {
        Language::of_tag(tag).unwrap_or(Language::English)
    }

    /// Plain data as the page has it.
    fn plain(data: &impl Serialize) -> JsValue {
        data.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }
}

/// The script of a page calls what is exported.
pub fn main() {}
