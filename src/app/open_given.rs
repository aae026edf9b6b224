//! Opens what was given: files, a table in text form, the sample.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::intake::Given;
use crate::{
    import::{ImportError, ImportOptions},
    panel::{
        kept::{Keeper, Received},
        workspace::{Trouble, Workspace},
    },
    text::Language,
    worker::client::{NamedBlob, Source},
};

/// Opens it in the place of the log at hand, or says why not.
pub fn open(workspace: Workspace, keeper: Option<Keeper>, given: Given, language: Language) {
    let source = match given {
        Given::Sample => Source::Sample,
        Given::Files(files) => return open_files(workspace, keeper, files.into_iter().map(NamedBlob::from).collect()),
        Given::Text(text) => {
            let name = language.words().shell.pasted_name.to_owned();
            match (!text.trim().is_empty()).then(|| text_blob(&text)).flatten() {
                Some(blob) => Source::Files(vec![NamedBlob::new(name, blob)]),
                None => return refuse(workspace, ImportError::Empty { source_name: name }),
            }
        }
    };
    workspace.open(source, ImportOptions::default());
}

/// Opens files, or the work in a project file.
fn open_files(workspace: Workspace, keeper: Option<Keeper>, files: Vec<NamedBlob>) {
    let Some(keeper) = keeper else { return workspace.open(Source::Files(files), ImportOptions::default()) };
    spawn_local(async move {
        if let Received::Files(files) = keeper.receive(files).await {
            workspace.open(Source::Files(files), ImportOptions::default());
        }
    });
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
