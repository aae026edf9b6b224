//! A document's tree as elements of the page.

use leptos::{html::Div, prelude::*};
use web_sys::Element;

use crate::document::tree::{Child, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Shows elements of a document.
#[component]
pub fn Shown(
    /// The elements.
    nodes: Signal<Vec<Node>>,
) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let (Some(holder), nodes) = (holder.get(), nodes.get()) else { return };
        holder.set_text_content(None);
        for node in &nodes {
            if let Some(element) = build(node, false) {
                let _ = holder.append_child(&element);
            }
        }
    });
    view! { <div class="document" node_ref=holder></div> }
}

fn build(node: &Node, in_svg: bool) -> Option<Element> {
    let in_svg = in_svg || node.tag == "svg";
    let page = document();
    let made = if in_svg { page.create_element_ns(Some(SVG), node.tag) } else { page.create_element(node.tag) };
    let element = made.ok()?;
    for (name, value) in &node.attributes {
        let _ = element.set_attribute(name, value);
    }
    for child in &node.children {
        match child {
            Child::Element(node) => {
                let inner = build(node, in_svg)?;
                let _ = element.append_child(&inner);
            }
            Child::Text(text) => {
                let _ = element.append_child(&page.create_text_node(text));
            }
        }
    }
    Some(element)
}
