//! Where the app stands: it has a page to itself, or an element in somebody else's page. There it keeps to its element:
//! it looks and listens inside, and leaves the address, the title and the scroll position to the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, ShadowRoot};

/// Where the app stands; in context.
#[derive(Clone, Copy)]
pub struct Surroundings {
    root: StoredValue<HtmlElement, LocalStorage>,
    /// Whether it stands in somebody else's page.
    pub is_embedded: bool,
}

/// Where the app stands.
pub fn use_surroundings() -> Surroundings {
    expect_context::<Surroundings>()
}

impl Surroundings {
    /// The app fills the element `root`.
    pub fn new(root: HtmlElement, is_embedded: bool) -> Surroundings {
        Surroundings { root: StoredValue::new_local(root), is_embedded }
    }

    /// The element it fills.
    pub fn root(self) -> HtmlElement {
        self.root.get_value()
    }

    /// The first element of the app that a selector names.
    pub fn find(self, selector: &str) -> Option<Element> {
        self.root().query_selector(selector).ok().flatten()
    }

    /// What is at a point of the window. In a shadow tree the document itself sees the host only.
    pub fn element_at(self, [x, y]: [f64; 2]) -> Option<Element> {
        let (x, y) = (x as f32, y as f32);
        match self.root().get_root_node().dyn_into::<ShadowRoot>() {
            Ok(tree) => tree.element_from_point(x, y),
            Err(_) => document().element_from_point(x, y),
        }
    }

    /// Whose events are the app's: those of the whole window, or those in its element.
    pub fn events(self) -> EventTarget {
        if self.is_embedded { self.root().into() } else { window().into() }
    }

    /// The element whose attributes hold language and theme.
    pub fn attributes(self) -> Option<Element> {
        if self.is_embedded { Some(self.root().into()) } else { document().document_element() }
    }
}
