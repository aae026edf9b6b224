//! Opens what was given: files, a table in text form, the sample.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::intake::Given;
use crate::{
    import::{ImportError, ImportOptions},
    panel::workspace::{Trouble, Workspace},
    text::Language,
    worker::client::Source,
};

/// Opens it in the place of the log at hand, or says why not.
pub fn open(workspace: Workspace, given: Given, language: Language) {
    match given {
        Given::Sample => workspace.open(Source::Sample, ImportOptions::default()),
        Given::Text(text) => open_text(workspace, &text, language),
        Given::Files(files) => match <[_; 1]>::try_from(files) {
            Ok([file]) => {
                workspace.open(Source::Blob { name: file.name(), blob: file.into() }, ImportOptions::default())
            }
            Err(files) => refuse(workspace, ImportError::SeveralSources { count: files.len() }),
        },
    }
}

fn open_text(workspace: Workspace, text: &str, language: Language) {
    let name = language.words().shell.pasted_name.to_owned();
    let blob = (!text.trim().is_empty()).then(|| text_blob(text)).flatten();
    match blob {
        Some(blob) => workspace.open(Source::Blob { name, blob }, ImportOptions::default()),
        None => refuse(workspace, ImportError::Empty { source_name: name }),
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
