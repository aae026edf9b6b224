//! Opens what was given: files, a table in text form, the sample.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::intake::Given;
use crate::{
    import::{ImportError, ImportOptions},
    panel::{
        arrivals::Arrivals,
        workspace::{Trouble, Workspace},
    },
    text::Language,
    worker::client::{NamedBlob, Source},
};

/// Opens it, or says why not. Files and tables ask first where others are open.
pub fn open(workspace: Workspace, arrivals: Arrivals, given: Given, language: Language) {
    match given {
        Given::Sample => workspace.open(Source::Sample, ImportOptions::default()),
        Given::Files(files) => arrivals.open(files.into_iter().map(NamedBlob::from).collect()),
        Given::Text(text) => {
            let name = language.words().shell.pasted_name.to_owned();
            match (!text.trim().is_empty()).then(|| text_blob(&text)).flatten() {
                Some(blob) => arrivals.open(vec![NamedBlob::new(name, blob)]),
                None => refuse(workspace, ImportError::Empty { source_name: name }),
            }
        }
    }
}

fn text_blob(text: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

fn refuse(workspace: Workspace, error: ImportError) {
    workspace.trouble.set(Some(Trouble { failure: error.into(), source: None, options: ImportOptions::default() }));
}
