//! A chart as a file: SVG that stands on its own, and PNG drawn from it.
//!
//! The chart in the page takes its colours and fonts from style sheets; a file has none. So the computed value of each
//! property that shows is written into the copy. The theme of the page is the theme of the picture.

use std::{collections::BTreeMap, rc::Rc};

use js_sys::{Array, Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, Url, XmlSerializer,
};

use crate::geometry::label;

const SVG: &str = "http://www.w3.org/2000/svg";
const MARGIN: f64 = 24.0;
const TITLE_SIZE: f64 = 17.0;
const NOTE_SIZE: f64 = 11.0;
const NOTE_LINES: usize = 6;
/// Browsers refuse larger canvases.
const MAX_SIDE: f64 = 16_000.0;
const MAX_AREA: f64 = 120_000_000.0;

/// Properties that show in a chart.
const PROPERTIES: [&str; 13] = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "opacity", "font-family", "font-size", "font-weight", "text-anchor", "visibility",
];

/// Attributes that mean nothing in a file.
const NEEDLESS: [&str; 15] = [
    "class", "style", "id", "tabindex", "role", "aria-hidden", "aria-label", "aria-pressed", "aria-rowindex",
    "aria-colindex", "aria-rowcount", "aria-colcount", "aria-selected", "aria-activedescendant", "aria-labelledby",
];

/// What stands around the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Above it.
    pub title: String,
    /// Below it: what was counted, and how.
    pub footnote: String,
    /// Further lines below the title, such as a legend in words.
    pub lines: Vec<String>,
}

/// A picture that stands on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The SVG file.
    pub svg: String,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// The chart and further pieces below it (such as a legend) as one picture; `None` where the chart is not in the page.
pub fn draw(chart: &Element, below: &[Element], caption: &Caption) -> Option<Picture> {
    let background = background_of(chart)?;
    let ink = computed(chart, "color")?;
    let font = computed(chart, "font-family")?;
    let pieces: Vec<(&Element, [f64; 2])> =
        std::iter::once(chart).chain(below).map(|piece| (piece, size_of(piece))).collect();
    let content_width = pieces.iter().map(|(_, size)| size[0]).fold(320.0, f64::max);
    let width = content_width + 2.0 * MARGIN;

    let root = element("svg")?;
    set(&root, "xmlns", SVG);
    let paper = element("rect")?;
    set(&paper, "width", "100%");
    set(&paper, "height", "100%");
    set(&paper, "fill", &background);
    append(&root, &paper);

    let write = |words: &str, y: f64, size: f64, weight: &str, opacity: &str| -> Option<()> {
        let text = element("text")?;
        set(&text, "x", &MARGIN.to_string());
        set(&text, "y", &y.to_string());
        set(&text, "font-family", &font);
        set(&text, "font-size", &size.to_string());
        set(&text, "font-weight", weight);
        set(&text, "fill", &ink);
        set(&text, "fill-opacity", opacity);
        text.set_text_content(Some(words));
        append(&root, &text);
        Some(())
    };
    let title = element("title")?;
    title.set_text_content(Some(&caption.title));
    append(&root, &title);

    let mut y = MARGIN;
    for line in label::wrap(&caption.title, content_width, TITLE_SIZE, 3) {
        y += TITLE_SIZE;
        write(&line, y, TITLE_SIZE, "600", "1")?;
        y += 6.0;
    }
    for words in &caption.lines {
        for line in label::wrap(words, content_width, NOTE_SIZE + 1.0, 3) {
            y += NOTE_SIZE + 5.0;
            write(&line, y, NOTE_SIZE + 1.0, "400", "0.8")?;
        }
    }
    y += 12.0;
    for (piece, [_, height]) in pieces {
        let copy = standalone(piece)?;
        set(&copy, "x", &MARGIN.to_string());
        set(&copy, "y", &y.to_string());
        append(&root, &copy);
        y += height + 12.0;
    }
    for line in label::wrap(&caption.footnote, content_width, NOTE_SIZE, NOTE_LINES) {
        y += NOTE_SIZE + 4.0;
        write(&line, y, NOTE_SIZE, "400", "0.75")?;
    }
    let height = y + MARGIN;
    set(&root, "width", &width.to_string());
    set(&root, "height", &height.to_string());
    set(&root, "viewBox", &format!("0 0 {width} {height}"));
    let text = XmlSerializer::new().ok()?.serialize_to_string(&root).ok()?;
    Some(Picture { svg: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}"), width, height })
}

/// What shows of an element: property and value.
type Look = Vec<(&'static str, String)>;

/// A copy of an element of a chart with all that shows written into it.
fn standalone(source: &Element) -> Option<Element> {
    let copy = source.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
    // Elements of the same kind look the same: asking the browser once for each kind keeps large heatmaps quick.
    let mut looks: BTreeMap<String, Rc<Look>> = BTreeMap::new();
    inline(source, &copy, "", None, &mut looks)?;
    Some(copy)
}

fn inline(
    source: &Element,
    copy: &Element,
    above: &str,
    inherited: Option<&Look>,
    looks: &mut BTreeMap<String, Rc<Look>>,
) -> Option<()> {
    let tag = source.tag_name();
    let [class, fill, style] = ["class", "fill", "style"].map(|name| source.get_attribute(name).unwrap_or_default());
    let kind = format!("{above}>{tag}.{class}|{fill}|{style}");
    let look = match looks.get(&kind) {
        Some(look) => Rc::clone(look),
        None => {
            let style = window().get_computed_style(source).ok()??;
            let look = PROPERTIES.iter().filter_map(|&name| {
                let value = style.get_property_value(name).ok()?;
                (!value.is_empty()).then_some((name, value))
            });
            let look = Rc::new(look.collect::<Look>());
            looks.insert(kind.clone(), Rc::clone(&look));
            look
        }
    };
    for (name, value) in look.iter() {
        // All of them but opacity pass from parent to child.
        let said = match inherited {
            Some(inherited) if *name != "opacity" => {
                inherited.iter().any(|known| known.0 == *name && known.1 == *value)
            }
            _ => is_default(name, value),
        };
        if said {
            // An attribute such as `var(--heat-3)` means nothing in a file, though it comes to what is inherited.
            if *name == "fill" && copy.has_attribute("fill") {
                set(copy, name, value);
            }
            continue;
        }
        // A pattern is addressed within the picture; browsers may give it the address of the page.
        let value = if value.contains("#lost-hatch") { "url(#lost-hatch)" } else { value };
        set(copy, name, value);
    }
    let needless: &[&str] = match tag.as_str() {
        "rect" | "line" | "text" => &["class", "style", "aria-hidden"],
        "pattern" => &["class"],
        _ => &NEEDLESS,
    };
    for name in needless {
        let _ = copy.remove_attribute(name);
    }
    let (mut from, mut to) = (source.first_element_child(), copy.first_element_child());
    while let (Some(source), Some(copy)) = (from, to) {
        inline(&source, &copy, &kind, Some(&look), looks)?;
        from = source.next_element_sibling();
        to = copy.next_element_sibling();
    }
    Some(())
}

fn is_default(name: &str, value: &str) -> bool {
    matches!(
        (name, value),
        ("fill-opacity" | "stroke-opacity" | "opacity", "1")
            | ("stroke" | "stroke-dasharray", "none")
            | ("stroke-linecap", "butt")
            | ("text-anchor", "start")
            | ("visibility", "visible")
    )
}

/// The PNG of a picture, at twice its size where browsers allow.
pub async fn png(picture: &Picture) -> Option<Blob> {
    let Picture { width, height, .. } = *picture;
    let scale = 2_f64.min(MAX_SIDE / width.max(height)).min((MAX_AREA / (width * height)).sqrt());
    let properties = BlobPropertyBag::new();
    properties.set_type("image/svg+xml;charset=utf-8");
    let parts = Array::of1(&JsValue::from_str(&picture.svg));
    let source = Blob::new_with_str_sequence_and_options(&parts, &properties).ok()?;
    let url = Url::create_object_url_with_blob(&source).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&url);
    let loaded = JsFuture::from(image.decode()).await;
    let _ = Url::revoke_object_url(&url);
    loaded.ok()?;

    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width((width * scale) as u32);
    canvas.set_height((height * scale) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * scale, height * scale).ok()?;
    let drawn = Promise::new(&mut |resolve: Function, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    JsFuture::from(drawn).await.ok()?.dyn_into::<Blob>().ok()
}

fn element(name: &str) -> Option<Element> {
    document().create_element_ns(Some(SVG), name).ok()
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn append(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

fn size_of(piece: &Element) -> [f64; 2] {
    let read = |name: &str| piece.get_attribute(name).and_then(|text| text.parse().ok()).unwrap_or_default();
    [read("width"), read("height")]
}

fn computed(element: &Element, property: &str) -> Option<String> {
    window().get_computed_style(element).ok()??.get_property_value(property).ok()
}

/// The colour behind an element: of the nearest one around it that has one.
fn background_of(element: &Element) -> Option<String> {
    let mut at = Some(element.clone());
    while let Some(element) = at {
        let color = computed(&element, "background-color")?;
        if !color.is_empty() && color != "transparent" && color != "rgba(0, 0, 0, 0)" {
            return Some(color);
        }
        at = element.parent_element();
    }
    Some("white".to_owned())
}
