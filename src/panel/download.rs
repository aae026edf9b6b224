//! Hands a file to the browser's downloads. Nothing is sent anywhere: the file is made in the page.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::export::{CsvOptions, Table, to_csv};

/// Saves a table as a CSV file that spreadsheets open as UTF-8.
pub fn save_csv(name: &str, table: &Table) {
    save_text(name, "text/csv;charset=utf-8", &to_csv(table, CsvOptions { byte_order_mark: true }));
}

/// Saves a text as a file.
pub fn save_text(name: &str, media_type: &str, text: &str) {
    let parts = Array::of1(&JsValue::from_str(text));
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &properties) {
        save_blob(name, &blob);
    }
}

/// Saves bytes as a file.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    save_address(name, &url);
    // The browser reads the file after the click: the address must live on for a while.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// Saves what is at an address as a file. The page lets blobs be saved, and its own copy (`harden.js`).
pub fn save_address(name: &str, address: &str) {
    let link = document().create_element("a").ok().and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(address);
        link.set_download(name);
        // Firefox follows the click of a link only when it is part of the page.
        let body = document().body();
        if let Some(body) = &body {
            let _ = body.append_child(&link);
        }
        link.click();
        link.remove();
    }
}

/// A file name made of a source's name and what is saved of it: `shop-funnel.csv` of `shop.csv`.
pub fn file_name(source_name: &str, what: &str, ending: &str) -> String {
    let stem = source_name.rsplit_once('.').map_or(source_name, |(stem, _)| stem);
    let tidy: String = stem
        .chars()
        .take(60)
        .map(|letter| if letter.is_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '-' })
        .collect();
    let tidy = tidy.trim_matches('-');
    if tidy.is_empty() { format!("sojourn-{what}.{ending}") } else { format!("{tidy}-{what}.{ending}") }
}
